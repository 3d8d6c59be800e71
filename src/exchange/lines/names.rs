//! Names as they are written: bare where nobody could read them otherwise, else in quotes; and lists of
//! them.

use super::numbers::{is_apart, is_length, is_workers};
use super::scan::{SIGNS, Scan, Until};

/// What a row that begins with the request says it comes after.
pub(super) const START: &str = "start";

/// Words that begin a line of another kind.
const FIRST_WORDS: [&str; 6] = ["after", "start", "rate", "answer", "served", "done"];

/// What a row comes after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum After {
    /// The row above it.
    Above,
    /// Nothing: it begins with the request.
    Start,
    /// These, by name.
    Steps(Vec<String>),
}

impl After {
    /// Of a cell, or of what stands before the colon of a line. Every text can be read.
    pub(super) fn read(text: &str) -> Self {
        let mut scan = Scan::new(text);
        let mut names = Vec::new();
        let mut is_start = false;
        loop {
            scan.skip_spaces();
            let name = scan.name(Until::Colon);
            if name.is_quoted || !name.text.is_empty() {
                is_start = names.is_empty() && !name.is_quoted && name.text == START;
                names.push(name.text);
            }
            scan.skip_spaces();
            if scan.peek().is_none() {
                break;
            }
            // A comma, or a colon that belongs to nothing here.
            scan.skip();
        }
        match names.len() {
            0 => Self::Above,
            1 if is_start => Self::Start,
            _ => Self::Steps(names),
        }
    }

    /// As a cell.
    pub(super) fn written(&self) -> String {
        match self {
            Self::Above => String::new(),
            Self::Start => START.to_owned(),
            Self::Steps(names) => {
                let names: Vec<String> = names.iter().map(|name| in_list(name)).collect();
                names.join(", ")
            }
        }
    }
}

/// In quotes.
fn quoted(name: &str) -> String {
    let mut text = String::from("\"");
    for letter in name.chars() {
        match letter {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            other => text.push(other),
        }
    }
    text.push('"');
    text
}

fn is_plain(name: &str) -> bool {
    let is_special = |it: char| it.is_control() || matches!(it, ',' | ':' | '"' | '\\' | ')');
    let is_special = |it: char| is_special(it) || SIGNS.contains(&it);
    !name.is_empty() && name.trim() == name && !name.contains(is_special)
}

/// In a list of steps.
fn in_list(name: &str) -> String {
    if is_plain(name) && name != START { name.to_owned() } else { quoted(name) }
}

fn is_bare(name: &str) -> bool {
    let is_special = |it: char| matches!(it, '#' | '%');
    let is_number = |word: &str| {
        let is_rate = word.starts_with(|it: char| it.is_ascii_digit()) && word.contains('/');
        is_length(word) || is_workers(word) || is_rate
    };
    let mut words = name.split_whitespace().peekable();
    let first = words.peek().copied().unwrap_or_default().to_ascii_lowercase();
    let mut is_numbered = false;
    while let Some(word) = words.next() {
        is_numbered |= is_number(word) || words.peek().is_some_and(|unit| is_apart(word, unit));
    }
    is_plain(name)
        && !name.contains(is_special)
        && !FIRST_WORDS.contains(&first.as_str())
        && !is_numbered
}

/// The name of a step, where a row begins.
pub(super) fn of_step(name: &str) -> String {
    if is_bare(name) { name.to_owned() } else { quoted(name) }
}

/// The name of a service, behind its sign.
pub(super) fn of_service(name: &str) -> String {
    let last = name.split_whitespace().next_back().unwrap_or_default();
    let ends_with_number = last.starts_with(|it: char| it.is_ascii_digit());
    if is_bare(name) && !ends_with_number { name.to_owned() } else { quoted(name) }
}

/// What stands in parentheses, or where nothing follows on the line.
pub(super) fn alone(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}
