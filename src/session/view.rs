//! The views of one scenario: one list, in the order of their tabs, each with its key.

use super::{Act, Command, Look, YieldsTo};

/// Makes of the list: the enum, the names, and the acts that show each.
macro_rules! views {
    ($($(#[$doc:meta])* $view:ident $key:literal),+ $(,)?) => {
        /// A view of the scenario that is open.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
        pub enum View {
            $($(#[$doc])* $view),+
        }

        impl View {
            /// All, in the order of their tabs.
            pub const ALL: &'static [Self] = &[$(Self::$view),+];

            /// What it is called.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$view => stringify!($view)),+
                }
            }
        }

        /// Showing each view, as acts with a key.
        pub(super) const VIEW_ACTS: &[Act] = &[$(Act {
            id: stringify!($view),
            words: stringify!($view),
            keys: &[$key],
            yields_to: YieldsTo::Nothing,
            command: |_| Some(Command::Look(Look::Show(View::$view))),
        }),+];
    };
}

views! {
    /// The process as it runs.
    #[default]
    Stage "1",
    /// The steps in the 2×2 of response and necessity.
    Matrix "2",
    /// Two designs side by side, and under growing load.
    Compare "3",
    /// One request from beginning to end.
    Trace "4",
    /// All rules, and which of them spoke.
    Rulebook "5",
}

impl View {
    /// The one of this name, whatever its case.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|view| view.name().eq_ignore_ascii_case(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_view_is_found_by_its_name_in_any_case() {
        for view in View::ALL {
            assert_eq!(View::of_name(&view.name().to_uppercase()), Some(*view));
        }
        assert_eq!((View::of_name("nowhere"), View::default()), (None, View::Stage));
    }
}
