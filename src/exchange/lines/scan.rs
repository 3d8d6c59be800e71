//! Looks through a line from left to right: signs, words, and names with or without quotes.

use super::numbers::{is_apart, is_length, is_workers};

/// A line, and how far it has been read.
#[derive(Debug, Clone)]
pub(super) struct Scan {
    letters: Vec<char>,
    at: usize,
}

/// Where a name without quotes ends, beside a comma that separates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    /// At the next sign, length of time or number of workers: the name of a step.
    Signs,
    /// There, or at whatever begins with a digit and ends the name: the name of a service.
    Numbers,
    /// At a colon: a name in a list of steps.
    Colon,
    /// At the closing parenthesis.
    Parenthesis,
}

/// A name that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub text: String,
    pub is_quoted: bool,
    /// Whether its closing quote is missing.
    pub is_open: bool,
}

/// The signs that stand for something in a row.
pub(super) const SIGNS: [char; 6] = ['@', '(', '!', '?', '~', '*'];

impl Scan {
    pub(super) fn new(text: &str) -> Self {
        Self { letters: text.chars().collect(), at: 0 }
    }

    /// The next character's place, from 1.
    pub(super) fn column(&self) -> usize {
        self.at + 1
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.letters.get(self.at).copied()
    }

    pub(super) fn skip(&mut self) {
        self.at += 1;
    }

    pub(super) fn skip_spaces(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    /// Takes a character, if it comes next.
    pub(super) fn takes(&mut self, sign: char) -> bool {
        let is_next = self.peek() == Some(sign);
        self.at += usize::from(is_next);
        is_next
    }

    /// Takes a word and what separates it from the next, if they come next, in any case.
    pub(super) fn takes_word(&mut self, word: &str) -> bool {
        if !self.word().eq_ignore_ascii_case(word) {
            return false;
        }
        self.at += word.chars().count();
        self.skip_spaces();
        true
    }

    /// Whether a comma comes next that separates: not one inside of a number.
    pub(super) fn is_at_comma(&self) -> bool {
        let is_digit = |at: Option<usize>| {
            at.and_then(|at| self.letters.get(at)).is_some_and(char::is_ascii_digit)
        };
        self.peek() == Some(',')
            && !(is_digit(self.at.checked_sub(1)) && is_digit(Some(self.at + 1)))
    }

    fn is_at_stop(&self, until: Until) -> bool {
        let Some(letter) = self.peek() else { return true };
        match until {
            Until::Parenthesis => letter == ')',
            Until::Colon => letter == ':' || self.is_at_comma(),
            Until::Signs | Until::Numbers => SIGNS.contains(&letter) || self.is_at_comma(),
        }
    }

    /// The word that comes next, up to a space, a sign, a colon or a comma that separates; empty at one of those.
    /// A length of time is one word, with a space before its unit too.
    pub(super) fn word(&self) -> String {
        let word = self.part();
        let mut ahead = self.clone();
        ahead.at += word.chars().count();
        let end = ahead.at;
        ahead.skip_spaces();
        let unit = ahead.part();
        let between = self.letters.get(end..ahead.at).unwrap_or_default();
        let both: String =
            word.chars().chain(between.iter().copied()).chain(unit.chars()).collect();
        if ahead.at > end && is_apart(&word, &unit) { both } else { word }
    }

    fn part(&self) -> String {
        let mut ahead = self.clone();
        while !ahead.is_at_stop(Until::Signs)
            && !matches!(ahead.peek(), Some(':' | ')'))
            && !ahead.peek().is_some_and(char::is_whitespace)
        {
            ahead.at += 1;
        }
        self.letters.get(self.at..ahead.at).unwrap_or_default().iter().collect()
    }

    /// Whether the word that comes next is no part of a name that ends so.
    fn is_at_number(&self, until: Until) -> bool {
        let word = self.word();
        if matches!(until, Until::Colon | Until::Parenthesis) {
            return false;
        }
        if is_length(&word) || is_workers(&word) {
            return true;
        }
        let mut ahead = self.clone();
        ahead.at += word.chars().count();
        ahead.skip_spaces();
        until == Until::Numbers
            && word.starts_with(|it: char| it.is_ascii_digit())
            && (ahead.is_at_stop(until) || ahead.is_at_number(until))
    }

    /// Up to the next stop, without spaces at its ends.
    pub(super) fn rest(&mut self, until: Until) -> String {
        let from = self.at;
        while !self.is_at_stop(until) {
            self.at += 1;
        }
        let text: String = self.letters.get(from..self.at).unwrap_or_default().iter().collect();
        text.trim().to_owned()
    }

    /// A name: in quotes, or up to where it ends.
    pub(super) fn name(&mut self, until: Until) -> Name {
        if self.peek() == Some('"') {
            let before = self.at;
            let name = self.quoted();
            let end = self.at;
            self.skip_spaces();
            // In a list nothing else can stand behind it.
            let is_alone = matches!(until, Until::Signs | Until::Numbers) || self.is_at_stop(until);
            self.at = end;
            if is_alone {
                return name;
            }
            self.at = before;
        }
        let from = self.at;
        let mut is_word_begun = false;
        while !self.is_at_stop(until) {
            let is_space = self.peek().is_some_and(char::is_whitespace);
            if !is_space && !is_word_begun && self.is_at_number(until) {
                break;
            }
            is_word_begun = !is_space;
            self.at += 1;
        }
        let text: String = self.letters.get(from..self.at).unwrap_or_default().iter().collect();
        Name { text: text.trim().to_owned(), is_quoted: false, is_open: false }
    }

    fn quoted(&mut self) -> Name {
        self.at += 1;
        let mut text = String::new();
        while let Some(letter) = self.peek() {
            self.at += 1;
            match letter {
                '"' => return Name { text, is_quoted: true, is_open: false },
                '\\' => {
                    let meant = match self.peek() {
                        Some('n') => '\n',
                        Some('r') => '\r',
                        Some('t') => '\t',
                        Some(other) => other,
                        None => '\\',
                    };
                    text.push(meant);
                    self.at += 1;
                }
                other => text.push(other),
            }
        }
        Name { text, is_quoted: true, is_open: true }
    }
}
