//! Numbers in rows: lengths of time, workers, rates and shares, by the one rule of [`typed`](crate::units::typed).

use crate::model::limits;
use crate::units::typed::{LENGTHS, NotRead, Number, number, parts, quantity};

/// Why a text is not the number that is asked for: what was found, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    pub found: String,
    pub right: String,
}

const LENGTH: &str = "a length of time, such as 60ms, 1.5s or 2min";
const WORKERS: &str = "a whole number of workers from 1 to 10000, such as 8";
const RATE: &str = "how many requests arrive, such as 15/s or 900/min";
const SHARE: &str = "how many in a hundred are served, such as 99.5%";

fn wrong(text: &str, right: &str) -> Wrong {
    Wrong { found: format!("“{}”", text.trim()), right: right.to_owned() }
}

/// So many of a unit, at most the most.
fn read(text: &str, unit: &str, most: f64, right: &str) -> Result<f64, Wrong> {
    match quantity(text, unit) {
        Ok(value) if (0.0..=most).contains(&value) => Ok(value),
        Err(NotRead::Doubtful { found, right }) => Err(Wrong { found, right }),
        Ok(_) | Err(NotRead::NoNumber) => Err(wrong(text, right)),
    }
}

/// A length of time in milliseconds, at most 1e9; a bare number is in milliseconds.
pub(super) fn length(text: &str) -> Result<f64, Wrong> {
    read(text, "ms", 1e9, LENGTH)
}

/// A number of workers, with or without an `x` before it.
pub(super) fn workers(text: &str) -> Result<u32, Wrong> {
    let digits = text.trim().trim_start_matches(['x', 'X', '×']).trim();
    let is_whole = !digits.is_empty() && digits.chars().all(|it| it.is_ascii_digit());
    let found = digits.parse().ok().filter(|it| is_whole && (1..=limits::WORKERS).contains(it));
    found.ok_or_else(|| wrong(text, WORKERS))
}

/// How many arrive in a second, at most 1e6; a bare number is per second.
pub(super) fn rate(text: &str) -> Result<f64, Wrong> {
    read(text, "per s", 1e6, RATE)
}

/// A share of one, written in a hundred; nothing is doubtful here, since a thousand in a hundred are none.
pub(super) fn share(text: &str) -> Result<f64, Wrong> {
    let (digits, unit) = parts(text);
    if !matches!(unit, "" | "%") {
        return Err(wrong(text, SHARE));
    }
    match number(digits) {
        Number::Is(value) | Number::Doubtful(_, value) if value <= 100.0 => Ok(value / 100.0),
        Number::Is(_) | Number::Doubtful(..) | Number::No => Err(wrong(text, SHARE)),
    }
}

/// A number that is never doubtful when it is read again.
fn plain(value: f64) -> String {
    let power = if value >= 1.0 { 100.0 } else { 1e6 };
    ((value * power).round() / power).to_string()
}

/// A length of time of so many milliseconds, to a hundredth: "60ms", "10s", "2min".
pub(super) fn written_length(ms: f64) -> String {
    let is_whole = |value: f64| (value - value.round()).abs() < 1e-9;
    if ms >= 60_000.0 && is_whole(ms / 60_000.0) {
        format!("{}min", (ms / 60_000.0).round())
    } else if ms >= 1_000.0 && is_whole(ms / 1_000.0) {
        format!("{}s", (ms / 1_000.0).round())
    } else {
        let text = plain(ms);
        // What was rounded up to a second is written as one.
        match text.parse::<f64>() {
            Ok(rounded) if rounded.to_bits() != ms.to_bits() => written_length(rounded),
            _ => format!("{text}ms"),
        }
    }
}

/// A rate of so many in a second: "15".
pub(super) fn written_rate(per_s: f64) -> String {
    plain(per_s)
}

/// A share of one, in a hundred: "99.5".
pub(super) fn written_share(ratio: f64) -> String {
    ((ratio * 1e9).round() / 1e7).to_string()
}

/// As it is written, where it can be read; else as it was typed.
fn tidy<T>(text: &str, read: fn(&str) -> Result<T, Wrong>, write: impl Fn(T) -> String) -> String {
    read(text).map_or_else(|_| text.trim().to_owned(), write)
}

pub(super) fn tidy_length(text: &str) -> String {
    tidy(text, length, written_length)
}

pub(super) fn tidy_workers(text: &str) -> String {
    tidy(text, workers, |it| it.to_string())
}

pub(super) fn tidy_rate(text: &str) -> String {
    tidy(text, rate, written_rate)
}

pub(super) fn tidy_share(text: &str) -> String {
    tidy(text, share, written_share)
}

/// Whether a word is a number with a unit of time behind it.
pub(super) fn is_length(word: &str) -> bool {
    let (digits, unit) = parts(word);
    let is_number = |it: char| it.is_ascii_digit() || matches!(it, '.' | ',' | '\'' | '’');
    word.starts_with(|it: char| it.is_ascii_digit())
        && digits.chars().all(is_number)
        && LENGTHS.iter().any(|(name, _)| unit == *name)
}

/// Whether two words are a number and its unit of time: `60 ms`.
pub(super) fn is_apart(number: &str, unit: &str) -> bool {
    let is_unit = LENGTHS.iter().any(|(name, _)| unit == *name);
    is_unit && number.ends_with(|it: char| it.is_ascii_digit()) && is_length(&format!("{number}ms"))
}

/// Whether a word is a number of workers: `x8`.
pub(super) fn is_workers(word: &str) -> bool {
    let digits = word.strip_prefix(['x', '×']);
    digits.is_some_and(|it| !it.is_empty() && it.chars().all(|it| it.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_read_with_their_units_and_written_one_way() {
        for (text, ms, written) in [
            ("60", 60.0, "60ms"),
            ("60ms", 60.0, "60ms"),
            ("1500 ms", 1500.0, "1500ms"),
            ("1,5s", 1500.0, "1500ms"),
            ("2min", 120_000.0, "2min"),
            ("90s", 90_000.0, "90s"),
            ("0.5 h", 1_800_000.0, "30min"),
            ("1234.567ms", 1234.567, "1234.57ms"),
            ("999.9990ms", 999.999, "1s"),
            ("0.0004ms", 0.0004, "0.0004ms"),
        ] {
            assert_eq!(length(text), Ok(ms), "{text}");
            assert_eq!(tidy_length(text), written, "{text}");
            assert_eq!(tidy_length(written), written);
        }
        assert_eq!((rate("15/s"), rate("900/min"), rate("15")), (Ok(15.0), Ok(15.0), Ok(15.0)));
        assert_eq!((share("99.5%"), share("99,995")), (Ok(0.995), Ok(0.99995)));
        assert_eq!((workers("x12"), workers("8")), (Ok(12), Ok(8)));
        assert_eq!(tidy_share("99.50 %"), "99.5");
    }

    #[test]
    fn what_is_not_a_quantity_says_what_would_be_right() {
        let doubt = length("1,000ms").unwrap_err();
        assert_eq!(doubt.found, "“1,000ms”, which could be 1000 or 1.0");
        assert_eq!(doubt.right, "1000ms or 1.00ms");
        for text in ["", "soon", "60xs", "2e9", "ms", "-5ms"] {
            assert_eq!(length(text).unwrap_err().right, LENGTH, "{text}");
        }
        for text in ["", "0", "x", "1.5", "10001", "many"] {
            assert_eq!(workers(text).unwrap_err().right, WORKERS, "{text}");
        }
        for text in ["", "15/d", "15/", "fast"] {
            assert_eq!(rate(text).unwrap_err().right, RATE, "{text}");
        }
        for text in ["", "101%", "most"] {
            assert_eq!(share(text).unwrap_err().right, SHARE, "{text}");
        }
    }

    #[test]
    fn a_word_is_a_length_or_a_number_of_workers_only_with_its_sign() {
        for (word, is_length_, is_workers_) in [
            ("60ms", true, false),
            ("1,000ms", true, false),
            ("2min", true, false),
            ("60", false, false),
            ("60xs", false, false),
            ("2FA", false, false),
            ("x8", false, true),
            ("x", false, false),
            ("x8b", false, false),
        ] {
            assert_eq!((is_length(word), is_workers(word)), (is_length_, is_workers_), "{word}");
        }
    }
}
