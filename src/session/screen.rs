//! How what is open is shown: which view, how large, which colours, what lies open over it, and which tool
//! is asked for.

use super::{Look, Side, View};
use crate::model::{Coordination, Process};

/// How what is open is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Screen {
    /// Which view.
    pub view: View,
    /// Whether the stage is presented alone.
    pub presents: bool,
    /// Whether all charts are shown.
    pub all_charts: bool,
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
            Self::AddAfter | Self::AddBeside | Self::Fork => true,
            Self::AddCall => process.coordination == Coordination::Orchestrated,
        }
    }
}

impl Screen {
    /// Does what concerns nothing but the screen.
    pub(super) fn look(&mut self, look: Look) {
        match look {
            Look::Show(view) => self.view = view,
            Look::Present(presents) => self.presents = presents,
            Look::AllCharts(all) => self.all_charts = all,
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
            Look::Select(_) | Look::DismissProblems => {}
        }
    }
}

impl Theme {
    /// The theme of this word of a link; any other word: the system's.
    #[must_use]
    pub fn of_word(word: &str) -> Self {
        match word {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }
}
