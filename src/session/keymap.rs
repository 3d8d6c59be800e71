//! Which key does what: the keys of [`acts`], and what was changed about them.
//!
//! A key is written as the browser names it, letters in lower case, with `ctrl+` before it (also for the
//! command key), and then `shift+`.

use std::collections::BTreeMap;

use thiserror::Error;

use super::{Act, acts};

/// Which key does what.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keymap {
    /// By the id of the act: its keys in the place of those it has by itself; none: it has no key.
    changed: BTreeMap<&'static str, Vec<String>>,
    /// Whether keys that write a sign do nothing.
    pub signs_are_off: bool,
}

/// Why a key was not given to an act; it has the keys it had.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum KeymapError {
    /// There is no act of this id.
    #[error("There is no act “{0}”.")]
    NoSuchAct(String),
    /// Another act has the key.
    #[error("{key} is the key for “{act}” already: give that another key first.")]
    Taken {
        /// The key, as people read it.
        key: String,
        /// What the other act does.
        act: &'static str,
    },
    /// It is no key.
    #[error("An empty text is no key.")]
    Empty,
}

impl Keymap {
    /// The keys of an act, in their order.
    #[must_use]
    pub fn keys(&self, act: &Act) -> Vec<String> {
        match self.changed.get(act.id) {
            Some(keys) => keys.clone(),
            None => act.keys.iter().map(|&key| key.to_owned()).collect(),
        }
    }

    /// What a key does, if anything.
    #[must_use]
    pub fn act(&self, key: &str) -> Option<&'static Act> {
        if self.signs_are_off && is_sign(key) { None } else { self.of(key) }
    }

    /// Whose key this is.
    fn of(&self, key: &str) -> Option<&'static Act> {
        acts().find(|act| match self.changed.get(act.id) {
            Some(keys) => keys.iter().any(|it| it == key),
            None => act.keys.contains(&key),
        })
    }

    /// Gives an act these keys in the place of those that it has; none: it has no key.
    ///
    /// # Errors
    /// Where there is no such act, or another one has one of the keys.
    pub fn set(&mut self, id: &str, keys: &[&str]) -> Result<(), KeymapError> {
        let unknown = || KeymapError::NoSuchAct(id.to_owned());
        let act = acts().find(|act| act.id == id).ok_or_else(unknown)?;
        for &key in keys {
            if key.is_empty() {
                return Err(KeymapError::Empty);
            }
            if let Some(other) = self.of(key).filter(|other| other.id != act.id) {
                return Err(KeymapError::Taken { key: shown(key), act: other.words });
            }
        }
        self.changed.insert(act.id, keys.iter().map(|&key| key.to_owned()).collect());
        Ok(())
    }

    /// Gives an act back the keys that it has by itself, but for those that another one has meanwhile.
    pub fn reset(&mut self, id: &str) {
        self.changed.remove(id);
        let Some(act) = acts().find(|act| act.id == id) else { return };
        let is_taken = |key: &&str| {
            self.changed.iter().any(|(other, keys)| *other != id && keys.iter().any(|it| it == key))
        };
        if act.keys.iter().any(is_taken) {
            let left = act.keys.iter().filter(|key| !is_taken(key)).map(|&key| key.to_owned());
            self.changed.insert(act.id, left.collect());
        }
    }

    /// The ids of acts whose keys were changed, each with its keys.
    pub fn changed(&self) -> impl Iterator<Item = (&'static str, &[String])> {
        self.changed.iter().map(|(act, keys)| (*act, keys.as_slice()))
    }
}

/// Whether a key writes a letter or another sign, as somebody does who dictates; the space bar does not.
#[must_use]
pub fn is_sign(key: &str) -> bool {
    let mut letters = key.chars();
    letters.next().is_some_and(|it| !it.is_whitespace()) && letters.next().is_none()
}

/// A key as it stands on a keyboard: "Space", "→", "Ctrl Shift Z".
#[must_use]
pub fn shown(key: &str) -> String {
    let (modifiers, key) = match key.rsplit_once('+') {
        Some((modifiers, key)) if !key.is_empty() => (modifiers, key),
        Some(_) | None => ("", key),
    };
    let key = match key {
        " " => "Space".to_owned(),
        "arrowright" => "→".to_owned(),
        "arrowleft" => "←".to_owned(),
        "arrowup" => "↑".to_owned(),
        "arrowdown" => "↓".to_owned(),
        "escape" => "Esc".to_owned(),
        key => capital(key),
    };
    let modifiers = modifiers.split('+').filter(|it| !it.is_empty()).map(capital);
    modifiers.chain([key]).collect::<Vec<_>>().join(" ")
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_acts_have_the_same_id_or_key() {
        let keys: Vec<&str> = acts().flat_map(|act| act.keys).copied().collect();
        for (index, key) in keys.iter().enumerate() {
            assert!(!keys.iter().skip(index + 1).any(|it| it == key), "{key}");
            assert_eq!(key.to_ascii_lowercase(), *key, "as the keyboard is read");
        }
        for (index, act) in acts().enumerate() {
            assert!(!acts().skip(index + 1).any(|it| it.id == act.id), "{}", act.id);
        }
    }

    #[test]
    fn a_key_can_be_changed_and_given_back() {
        let mut keymap = Keymap::default();
        assert_eq!(keymap.act("p").unwrap().id, "present");
        keymap.set("present", &["v", "ctrl+v"]).unwrap();
        assert_eq!(
            (keymap.act("p").map(|it| it.id), keymap.act("v").unwrap().id),
            (None, "present")
        );
        // What is free can be taken.
        keymap.set("play", &["p"]).unwrap();
        assert_eq!(keymap.act(" ").map(|it| it.id), None);
        keymap.reset("present");
        assert_eq!(keymap.act("v").map(|it| it.id), None);
        assert_eq!(keymap.act("p").unwrap().id, "play", "what was taken meanwhile stays taken");
        keymap.set("play", &[]).unwrap();
        keymap.reset("present");
        assert_eq!(keymap.act("p").unwrap().id, "present");
        assert_eq!(keymap.keys(acts().find(|it| it.id == "play").unwrap()), [""; 0]);
    }

    #[test]
    fn what_cannot_be_changed_says_why_and_stays() {
        let mut keymap = Keymap::default();
        assert_eq!(
            keymap.set("play", &["ctrl+z"]).unwrap_err().to_string(),
            "Ctrl Z is the key for “Take the last change back” already: give that another key first."
        );
        assert!(keymap.set("sing", &["x"]).is_err() && keymap.set("play", &[""]).is_err());
        assert_eq!(keymap, Keymap::default());
    }

    #[test]
    fn keys_are_shown_as_they_stand_on_a_keyboard() {
        for (key, text) in [
            (" ", "Space"),
            ("arrowright", "→"),
            ("ctrl+shift+z", "Ctrl Shift Z"),
            ("home", "Home"),
            ("escape", "Esc"),
            ("?", "?"),
            ("+", "+"),
            ("e", "E"),
        ] {
            assert_eq!(shown(key), text);
        }
    }
}
