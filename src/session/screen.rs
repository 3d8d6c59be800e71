//! How what is open is shown: which view, how large, which colours, what lies open over it.

use super::{Look, Side, View};

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
    /// Which colours are used.
    pub theme: Theme,
    /// The choices on the two sides of the comparison, by their ids; empty: the one that is offered first.
    pub compared: [String; 2],
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

impl Screen {
    /// Does what concerns nothing but the screen.
    pub(super) fn look(&mut self, look: Look) {
        match look {
            Look::Show(view) => self.view = view,
            Look::Present(presents) => self.presents = presents,
            Look::AllCharts(all) => self.all_charts = all,
            Look::Keys(open) => self.keys = open,
            Look::EditFault(fault) => self.fault = fault,
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
