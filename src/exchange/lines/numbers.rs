//! Numbers as people type them: with a decimal comma or point, with a unit, and never guessed where they
//! could be two numbers.

use crate::model::limits;

/// What a text is as a number.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Number {
    /// This one.
    Is(f64),
    /// Either of these: its only separator could stand between thousands.
    Doubtful(f64, f64),
    /// None.
    No,
}

/// Why a text is not the number that is asked for: what was found, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    pub found: String,
    pub right: String,
}

/// The units of a length of time, each with its milliseconds.
const UNITS: [(&str, f64); 6] = [
    ("ms", 1.0),
    ("s", 1_000.0),
    ("sec", 1_000.0),
    ("min", 60_000.0),
    ("m", 60_000.0),
    ("h", 3_600_000.0),
];

const LENGTH: &str = "a length of time, such as 60ms, 1.5s or 2min";
const WORKERS: &str = "a whole number of workers from 1 to 10000, such as 8";
const RATE: &str = "how many requests arrive, such as 15/s or 900/min";
const SHARE: &str = "how many in a hundred are served, such as 99.5%";

fn number(text: &str) -> Number {
    let is_space = |it: char| it.is_whitespace() || matches!(it, '\'' | '’');
    let text: String = text.chars().filter(|&it| !is_space(it)).collect();
    let is_digit = |it: char| it.is_ascii_digit();
    let allowed = |it: char| is_digit(it) || matches!(it, '.' | ',');
    let at_ends = text.starts_with(is_digit) && text.ends_with(is_digit);
    if !at_ends || !text.chars().all(allowed) {
        return Number::No;
    }
    let parse = |text: &str| text.parse::<f64>().map_or(Number::No, Number::Is);
    let (points, commas) = (text.matches('.').count(), text.matches(',').count());
    // The separator that comes last, if both are there, is the decimal one.
    let (thousands, decimal) = match (text.rfind('.'), text.rfind(',')) {
        (None, None) => return parse(&text),
        (Some(point), Some(comma)) if point > comma => (Some(','), Some('.')),
        (Some(_), Some(_)) => (Some('.'), Some(',')),
        (Some(_), None) if points > 1 => (Some('.'), None),
        (None, Some(_)) if commas > 1 => (Some(','), None),
        (Some(_), None) => (None, Some('.')),
        (None, Some(_)) => (None, Some(',')),
    };
    let (whole, part) = match decimal.and_then(|it| text.split_once(it)) {
        Some((whole, part)) => (whole, part),
        None => (text.as_str(), ""),
    };
    if part.contains(['.', ',']) {
        return Number::No;
    }
    if let Some(thousands) = thousands {
        let mut groups = whole.split(thousands);
        let first = groups.next().is_some_and(|it| (1..=3).contains(&it.len()));
        if !first || !groups.all(|it| it.len() == 3) {
            return Number::No;
        }
    } else if part.len() == 3 && whole.len() <= 3 && whole != "0" {
        let one = format!("{whole}{part}").parse();
        return match (one, format!("{whole}.{part}").parse()) {
            (Ok(one), Ok(other)) => Number::Doubtful(one, other),
            _ => Number::No,
        };
    }
    let whole: String = whole.chars().filter(|&it| is_digit(it)).collect();
    parse(&if part.is_empty() { whole } else { format!("{whole}.{part}") })
}

/// A text as the number before its unit, and the unit.
fn parts(text: &str) -> (&str, &str) {
    let text = text.trim();
    let end = text.rfind(|it: char| it.is_ascii_digit()).map_or(0, |it| it + 1);
    let (number, unit) = text.split_at(end);
    (number, unit.trim())
}

fn doubtful(text: &str, one: f64, other: f64, unit: &str) -> Wrong {
    let (one, other) = (one.to_string(), decimals(other));
    Wrong {
        found: format!("“{}”, which could be {one} or {other}", text.trim()),
        right: format!("{one}{unit} or {other}0{unit}"),
    }
}

fn decimals(value: f64) -> String {
    let text = value.to_string();
    if text.contains('.') { text } else { format!("{text}.0") }
}

fn wrong(text: &str, right: &str) -> Wrong {
    Wrong { found: format!("“{}”", text.trim()), right: right.to_owned() }
}

/// A length of time in milliseconds, at most 1e9; a bare number is in milliseconds.
pub(super) fn length(text: &str) -> Result<f64, Wrong> {
    let (digits, unit) = parts(text);
    let known = UNITS.iter().find(|(name, _)| unit.eq_ignore_ascii_case(name));
    let factor = match known {
        Some((_, factor)) => *factor,
        None if unit.is_empty() => 1.0,
        None => return Err(wrong(text, LENGTH)),
    };
    match number(digits) {
        Number::Is(value) if value * factor <= 1e9 => Ok(value * factor),
        Number::Doubtful(one, other) => Err(doubtful(text, one, other, unit)),
        Number::Is(_) | Number::No => Err(wrong(text, LENGTH)),
    }
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
    let (digits, unit) = parts(text);
    let seconds = match unit.trim_start_matches('/').trim() {
        "" if unit.is_empty() => 1.0,
        "s" | "sec" => 1.0,
        "min" | "m" => 60.0,
        "h" => 3_600.0,
        _ => return Err(wrong(text, RATE)),
    };
    match number(digits) {
        Number::Is(value) if value / seconds <= 1e6 => Ok(value / seconds),
        Number::Doubtful(one, other) => Err(doubtful(text, one, other, unit)),
        Number::Is(_) | Number::No => Err(wrong(text, RATE)),
    }
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
        && UNITS.iter().any(|(name, _)| unit == *name)
}

/// Whether two words are a number and its unit of time: `60 ms`.
pub(super) fn is_apart(number: &str, unit: &str) -> bool {
    let is_unit = UNITS.iter().any(|(name, _)| unit == *name);
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
    fn a_decimal_comma_is_a_decimal_point_and_what_could_be_two_numbers_is_none() {
        for (text, expected) in [
            ("60", Number::Is(60.0)),
            ("12,5", Number::Is(12.5)),
            ("12.5", Number::Is(12.5)),
            ("0,125", Number::Is(0.125)),
            ("1,000", Number::Doubtful(1000.0, 1.0)),
            ("12.500", Number::Doubtful(12500.0, 12.5)),
            ("1,000,000", Number::Is(1e6)),
            ("1.000,5", Number::Is(1000.5)),
            ("1,000.25", Number::Is(1000.25)),
            ("1234.567", Number::Is(1234.567)),
            ("1 000", Number::Is(1000.0)),
            ("1’000", Number::Is(1000.0)),
            ("1,00,000", Number::No),
            ("1.5.2,3", Number::No),
            ("5,", Number::No),
            ("-5", Number::No),
            ("1e5", Number::No),
            ("", Number::No),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }

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
