//! What a reader prefers, whatever is open: kept by the browser as one line, such as "theme=dark charts=usual".
//!
//! Of what is read, words that are not known are left out, so that a line of another version does no harm.

use super::{Charts, Screen, Theme};

/// The key under which it is kept.
pub const KEY: &str = "syncline.preferences";

/// What is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Preferences {
    /// Which colours are used.
    pub theme: Theme,
    /// Which charts are shown.
    pub charts: Charts,
}

const CHARTS: [(Charts, &str); 3] =
    [(Charts::Folded, "folded"), (Charts::Usual, "usual"), (Charts::All, "all")];
const THEMES: [(Theme, &str); 3] =
    [(Theme::System, "system"), (Theme::Light, "light"), (Theme::Dark, "dark")];

impl Preferences {
    /// What is shown so.
    #[must_use]
    pub const fn of(screen: &Screen) -> Self {
        Self { theme: screen.theme, charts: screen.charts }
    }

    /// As one line.
    #[must_use]
    pub fn to_text(self) -> String {
        let theme = THEMES.iter().find(|it| it.0 == self.theme).map_or("", |it| it.1);
        let charts = CHARTS.iter().find(|it| it.0 == self.charts).map_or("", |it| it.1);
        format!("theme={theme} charts={charts}")
    }

    /// What a line says; of what it does not say, what a reader has at first.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let of = |name: &str| {
            let words = text.split_whitespace().filter_map(|it| it.split_once('='));
            words.into_iter().find(|(it, _)| *it == name).map(|(_, word)| word)
        };
        let theme = of("theme").and_then(|word| THEMES.iter().find(|it| it.1 == word));
        let charts = of("charts").and_then(|word| CHARTS.iter().find(|it| it.1 == word));
        Self {
            theme: theme.map(|it| it.0).unwrap_or_default(),
            charts: charts.map(|it| it.0).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_and_what_is_not_known_is_left_out() {
        for (theme, _) in THEMES {
            for (charts, _) in CHARTS {
                let preferred = Preferences { theme, charts };
                assert_eq!(Preferences::read(&preferred.to_text()), preferred);
            }
        }
        let read = Preferences::read("charts=all theme=plaid zoom = 3");
        assert_eq!(read, Preferences { theme: Theme::System, charts: Charts::All });
        assert_eq!(Preferences::read(""), Preferences::default());
    }
}
