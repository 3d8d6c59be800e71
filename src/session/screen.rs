//! How what is open is shown: which view, how large, which colours, what lies open over it, and which tool
//! is asked for.

use super::{Look, Side, View};
use crate::model::{Coordination, Process, Subject};

/// So often the stage is made larger, or smaller, at most: seven times a quarter is almost five times.
const MOST_ZOOM: i8 = 7;

/// How what is open is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Screen {
    /// Which view.
    pub view: View,
    /// Whether the stage is presented alone.
    pub presents: bool,
    /// Which tab of the panel is turned to.
    pub tab: Tab,
    /// How often the stage was made larger, or smaller where it is negative, than it is seen whole.
    pub zoom: i8,
    /// Which charts over the run are shown.
    pub charts: Charts,
    /// Whether all figures are shown.
    pub all_figures: bool,
    /// Whether the map of keys is open.
    pub keys: bool,
    /// The fault whose form is open, by its index in the scenario.
    pub fault: Option<usize>,
    /// What the tools at a card are asked to do, until they begin with it.
    pub tool: Option<Tool>,
    /// Which colours are used.
    pub theme: Theme,
    /// The choices on the two sides of the comparison, by their ids; empty: the one that is offered first.
    pub compared: [String; 2],
}

/// A tab of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tab {
    /// What is to be said of the design: its figures, what is found in it, what is recommended.
    #[default]
    Verdict,
    /// The step or the service that is looked at.
    Selected,
    /// All steps and services, the workload, the targets and the team.
    Process,
}

/// Which charts over the run are shown beneath the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Charts {
    /// None: the timeline is one row.
    #[default]
    Folded,
    /// Those that matter most.
    Usual,
    /// All.
    All,
}

impl Charts {
    /// Folded where some are shown, and the other way round.
    #[must_use]
    pub const fn unfolded(self) -> Self {
        match self {
            Self::Folded => Self::Usual,
            Self::Usual | Self::All => Self::Folded,
        }
    }
}

/// How large the stage is seen from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Zoom {
    /// Larger by a quarter.
    In,
    /// Smaller by a quarter.
    Out,
    /// Whole, where that can be read.
    Fit,
}

/// What the tools at a card make for the step that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tool {
    /// A step after it, before all that came after it.
    AddAfter,
    /// A step after it, beside what comes after it.
    AddBeside,
    /// A step that it calls during its work.
    AddCall,
    /// Two ways after it, of which one is taken.
    Fork,
    /// The step goes; what came after it comes after what it came after.
    Remove,
}

/// Which colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    /// Those that the reader's system prefers.
    #[default]
    System,
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

impl Tool {
    /// Whether a process has a use for it: chained, each step calls what comes after it, and no other.
    #[must_use]
    pub fn fits(self, process: &Process) -> bool {
        match self {
            Self::AddAfter | Self::AddBeside | Self::Fork | Self::Remove => true,
            Self::AddCall => process.coordination == Coordination::Orchestrated,
        }
    }
}

impl Tab {
    /// All, in their order.
    pub const ALL: [Self; 3] = [Self::Verdict, Self::Selected, Self::Process];

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verdict => "Verdict",
            Self::Selected => "Selected",
            Self::Process => "Process",
        }
    }

    /// The tab that is turned to once something else is looked at: what was selected, if it can be edited;
    /// after it, the verdict again.
    pub(super) const fn after(self, subject: &Subject) -> Self {
        match (subject, self) {
            (Subject::Step(_) | Subject::Service(_), _) => Self::Selected,
            (_, Self::Selected) => Self::Verdict,
            (_, tab) => tab,
        }
    }
}

impl Screen {
    /// How many times as large the stage is as it is seen whole.
    #[must_use]
    pub fn magnified(&self) -> f64 {
        const QUARTER: f64 = 1.25;
        libm::pow(QUARTER, f64::from(self.zoom))
    }

    /// Does what concerns nothing but the screen.
    pub(super) fn look(&mut self, look: Look) {
        match look {
            Look::Show(view) => self.view = view,
            Look::Present(presents) => self.presents = presents,
            Look::Turn(tab) => self.tab = tab,
            Look::Zoom(zoom) => {
                self.zoom = match zoom {
                    Zoom::In => (self.zoom + 1).min(MOST_ZOOM),
                    Zoom::Out => (self.zoom - 1).max(-MOST_ZOOM),
                    Zoom::Fit => 0,
                }
            }
            Look::Charts(charts) => self.charts = charts,
            Look::AllFigures(all) => self.all_figures = all,
            Look::Keys(open) => self.keys = open,
            Look::EditFault(fault) => self.fault = fault,
            Look::UseTool(tool) => self.tool = tool,
            Look::Compare { side, choice } => {
                let [left, right] = &mut self.compared;
                match side {
                    Side::Left => *left = choice,
                    Side::Right => *right = choice,
                }
            }
            Look::SetTheme(theme) => self.theme = theme,
            // The session's own.
            Look::Select(_) | Look::DismissProblems | Look::UseKeys(_) => {}
        }
    }
}

impl Theme {
    /// As a word of the page and of what is kept; the system's has none.
    #[must_use]
    pub const fn word(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    /// The theme of this word; any other word: the system's.
    #[must_use]
    pub fn of_word(word: &str) -> Self {
        match word {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_selects_turns_to_it_and_back_to_the_verdict() {
        let step = Subject::Step("pay".into());
        for tab in Tab::ALL {
            assert_eq!(tab.after(&step), Tab::Selected);
        }
        assert_eq!(Tab::Selected.after(&Subject::Nothing), Tab::Verdict);
        assert_eq!(Tab::Process.after(&Subject::Nothing), Tab::Process, "nobody left it");
        assert_eq!(Tab::Verdict.after(&Subject::Request(3)), Tab::Verdict);
    }

    #[test]
    fn the_stage_is_made_larger_and_smaller_within_bounds() {
        let mut screen = Screen::default();
        let mut after = |zoom, times| {
            (0..times).for_each(|_| screen.look(Look::Zoom(zoom)));
            screen.magnified()
        };
        assert!((after(Zoom::In, 1) - 1.25).abs() < 1e-9);
        assert!((after(Zoom::In, 20) - libm::pow(1.25, 7.0)).abs() < 1e-9);
        assert!((after(Zoom::Fit, 1) - 1.0).abs() < 1e-9);
        assert!((after(Zoom::Out, 1) - 0.8).abs() < 1e-9);
        assert!((after(Zoom::Out, 20) - libm::pow(1.25, -7.0)).abs() < 1e-9);
    }
}
