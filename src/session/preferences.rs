//! What a reader prefers, whatever is open: kept by the browser as one small JSON object.
//!
//! Of what is read, what is not known is left out, so that a text of another version does no harm.

use serde_json::{Map, Value, json};

use super::{Charts, Keymap, Session, Theme};

/// The key under which it is kept.
pub const KEY: &str = "syncline.preferences";

/// What is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preferences {
    /// Which colours are used.
    pub theme: Theme,
    /// Which charts are shown.
    pub charts: Charts,
    /// Which key does what.
    pub keymap: Keymap,
}

const CHARTS: [(Charts, &str); 3] =
    [(Charts::Folded, "folded"), (Charts::Usual, "usual"), (Charts::All, "all")];

impl Preferences {
    /// What is shown so.
    #[must_use]
    pub fn of(session: &Session) -> Self {
        let screen = session.screen();
        Self { theme: screen.theme, charts: screen.charts, keymap: session.keymap().clone() }
    }

    /// As a text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let theme = self.theme.word().unwrap_or("system");
        let charts = CHARTS.iter().find(|it| it.0 == self.charts).map_or("", |it| it.1);
        let changed = self.keymap.changed().map(|(act, keys)| (act.to_owned(), json!(keys)));
        let keys: Map<String, Value> = changed.collect();
        let signs = !self.keymap.signs_are_off;
        json!({ "theme": theme, "charts": charts, "signs": signs, "keys": keys }).to_string()
    }

    /// What a text says; of what it does not say, what a reader has at first.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let said: Value = serde_json::from_str(text).unwrap_or_default();
        let of = |name: &str| said.get(name).and_then(Value::as_str);
        let charts = of("charts").and_then(|word| CHARTS.iter().find(|it| it.1 == word));
        let mut keymap = Keymap::default();
        keymap.signs_are_off = said.get("signs") == Some(&Value::Bool(false));
        let keys = said.get("keys").and_then(Value::as_object).into_iter().flatten();
        let keys: Vec<(&str, Vec<&str>)> = keys
            .filter_map(|(act, keys)| {
                let keys = keys.as_array()?.iter().filter_map(Value::as_str);
                Some((act.as_str(), keys.collect()))
            })
            .collect();
        // First those that give keys up, which others may have taken.
        for (act, _) in &keys {
            let _ = keymap.set(act, &[]);
        }
        for (act, keys) in &keys {
            if keymap.set(act, keys).is_err() {
                keymap.reset(act);
            }
        }
        Self {
            theme: of("theme").map(Theme::of_word).unwrap_or_default(),
            charts: charts.map(|it| it.0).unwrap_or_default(),
            keymap,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_and_what_is_not_known_is_left_out() {
        let mut keymap = Keymap::default();
        keymap.signs_are_off = true;
        keymap.set("present", &[]).unwrap();
        keymap.set("play", &["p", "+,\"="]).unwrap();
        for theme in [Theme::System, Theme::Light, Theme::Dark] {
            for (charts, _) in CHARTS {
                let preferred = Preferences { theme, charts, keymap: keymap.clone() };
                assert_eq!(Preferences::read(&preferred.to_text()), preferred);
            }
        }
        let read = Preferences::read(
            r#"{ "charts": "all", "theme": "plaid", "zoom": 3, "keys": { "sing": ["x"], "play": ["u"], "mend": 7 } }"#,
        );
        // The key of another act is not taken from it.
        assert_eq!(read, Preferences { charts: Charts::All, ..Preferences::default() });
        assert_eq!(Preferences::read("theme=dark"), Preferences::default());
    }
}
