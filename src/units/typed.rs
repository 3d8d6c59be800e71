//! Numbers as people type them, by one rule for all fields: with a decimal comma or point, with spaces between
//! thousands, with the unit of the field or another one of its kind; what could be two numbers is asked about,
//! never guessed.

use thiserror::Error;

/// What a text is as a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// This one.
    Is(f64),
    /// Either of these: its only separator could stand between thousands.
    Doubtful(f64, f64),
    /// None.
    No,
}

/// Why a text is not the number that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotRead {
    /// It could be two: what was found, and what would be right, as phrases.
    #[error("Found {found}; right would be {right}.")]
    Doubtful {
        /// Which two: "“1,000”, which could be 1000 or 1.0".
        found: String,
        /// Both, as nobody can mistake them: "1000 or 1.00".
        right: String,
    },
    /// It is none.
    #[error("It is no number.")]
    NoNumber,
}

/// Units of one kind, each with how many of the first it is.
type Units = &'static [(&'static str, f64)];

/// Lengths of time, in milliseconds.
pub const LENGTHS: Units = &[
    ("ms", 1.0),
    ("s", 1_000.0),
    ("sec", 1_000.0),
    ("min", 60_000.0),
    ("m", 60_000.0),
    ("h", 3_600_000.0),
];

/// How often something happens, in a second.
pub const RATES: Units = &[
    ("/s", 1.0),
    ("per s", 1.0),
    ("/sec", 1.0),
    ("/min", 1.0 / 60.0),
    ("/m", 1.0 / 60.0),
    ("per min", 1.0 / 60.0),
    ("/h", 1.0 / 3_600.0),
    ("per h", 1.0 / 3_600.0),
];

/// The unit of shares as they are typed and shown; a document has them as parts of one.
pub const PER_CENT: &str = "%";

const SHARES: Units = &[(PER_CENT, 1.0), ("of 1", 100.0)];
const SIZES: Units =
    &[("bytes", 1.0), ("b", 1.0), ("kb", 1e3), ("mb", 1e6), ("kib", 1_024.0), ("mib", 1_048_576.0)];
const TIMES: Units = &[("×", 1.0), ("x", 1.0)];
const KINDS: [Units; 5] = [LENGTHS, RATES, SHARES, SIZES, TIMES];

/// A text as a number without a unit.
#[must_use]
pub fn number(text: &str) -> Number {
    if !is_grouped(text.trim()) {
        return Number::No;
    }
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

/// What may stand between thousands beside points and commas.
fn is_space(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\'' | '’')
}

/// Whether spaces in a text stand between thousands only: "1 000,5", not "12 80".
fn is_grouped(text: &str) -> bool {
    let digits = |it: &str| it.chars().take_while(char::is_ascii_digit).count();
    let mut groups = text.split(is_space).peekable();
    let mut is_first = true;
    while let Some(group) = groups.next() {
        let is_last = groups.peek().is_none();
        let fits = match (is_first, is_last) {
            (true, true) => true,
            (true, false) => (1..=3).contains(&group.len()) && digits(group) == group.len(),
            (false, false) => group.len() == 3 && digits(group) == 3,
            // With its decimals.
            (false, true) => digits(group) == 3,
        };
        if !fits {
            return false;
        }
        is_first = false;
    }
    true
}

/// A text as the number before its unit, and the unit.
#[must_use]
pub fn parts(text: &str) -> (&str, &str) {
    let text = text.trim();
    let end = text.rfind(|it: char| it.is_ascii_digit()).map_or(0, |it| it + 1);
    let (number, unit) = text.split_at(end);
    (number, unit.trim())
}

/// A text as so many of a unit: bare, with that unit, or with another one of its kind. Where the field has no
/// unit ("") it has none.
///
/// # Errors
/// [`NotRead`] where it could be two numbers, or is none.
pub fn quantity(text: &str, unit: &str) -> Result<f64, NotRead> {
    // "1 of 1": the unit ends with a digit.
    let bare = text.trim().strip_suffix("of 1").filter(|_| unit == PER_CENT);
    let (digits, given) = bare.map_or_else(|| parts(text), |it| (it.trim(), "of 1"));
    let factor = factor(given, unit).ok_or(NotRead::NoNumber)?;
    match number(digits) {
        Number::Is(value) => Ok(round(value * factor)),
        Number::Doubtful(one, other) => Err(doubtful(text, one, other, given)),
        // With a sign, or with an exponent: out of range most often, which the field says.
        Number::No => match digits.trim().parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(round(value * factor)),
            Ok(_) | Err(_) => Err(NotRead::NoNumber),
        },
    }
}

/// A number of a document as it is shown before its unit: shares as per cent.
#[must_use]
pub fn shown(value: f64, unit: &str) -> f64 {
    if unit == PER_CENT { shifted(value, 2) } else { value }
}

/// A number that was typed with its unit, as a document has it: per cent as shares.
#[must_use]
pub fn written(value: f64, unit: &str) -> f64 {
    if unit == PER_CENT { shifted(value, -2) } else { value }
}

/// The same digits, the point moved by so many places: 0.07 becomes 7, and not 7.000000000000001.
fn shifted(value: f64, places: i32) -> f64 {
    format!("{value}e{places}").parse().unwrap_or(value)
}

/// How many of one unit another one is, of the same kind; a bare number is in the unit itself.
fn factor(given: &str, unit: &str) -> Option<f64> {
    if given.is_empty() || given == unit {
        return Some(1.0);
    }
    let kind = KINDS.iter().find(|kind| kind.iter().any(|(name, _)| *name == unit))?;
    let of = |name: &str| {
        kind.iter().find(|(it, _)| it.eq_ignore_ascii_case(name)).map(|(_, factor)| *factor)
    };
    Some(of(given)? / of(unit)?)
}

/// Without what a conversion adds in the last digits.
fn round(value: f64) -> f64 {
    let text = format!("{value:.12}");
    text.parse().unwrap_or(value)
}

/// Several numbers in a text: between semicolons or lines, else between spaces. Commas stand between them only
/// where nobody could take them for decimal ones.
///
/// # Errors
/// [`NotRead`] where they could be others, or one is none.
pub fn several(text: &str, unit: &str) -> Result<Vec<f64>, NotRead> {
    let text = text.trim();
    let has_lines = text.contains([';', '\n', '\t']);
    let pieces: Vec<&str> = if has_lines {
        text.split([';', '\n', '\t']).collect()
    } else if let (true, Number::Is(one)) = (text.contains(is_space), number(text)) {
        // One number, or one for each group.
        let apart: Vec<&str> = text.split(is_space).collect();
        return Err(NotRead::Doubtful {
            found: format!("“{text}”, which could be {one}"),
            right: format!("{one}, or {}", apart.join("; ")),
        });
    } else if text.contains(char::is_whitespace) && are_numbers(text) {
        text.split_whitespace().map(|it| it.trim_end_matches(',')).collect()
    } else if is_listed(text) {
        text.split(',').collect()
    } else if text.contains(',') {
        let [found, right] = both_ways(text);
        return Err(NotRead::Doubtful { found, right });
    } else {
        vec![text]
    };
    pieces
        .into_iter()
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .map(|it| quantity(it, unit))
        .collect()
}

/// Whether the spaces in a text stand between numbers, and not before units.
fn are_numbers(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.all(|it| it.starts_with(|it: char| it.is_ascii_digit()))
}

/// Whether commas in a text can only stand between numbers: the first stands behind a point.
fn is_listed(text: &str) -> bool {
    let before_comma = text.split(',').next().unwrap_or_default();
    text.contains(',') && before_comma.contains('.')
}

fn both_ways(text: &str) -> [String; 2] {
    let apart: Vec<&str> = text.split(',').map(str::trim).collect();
    [
        format!("“{text}”, whose commas could be decimal ones"),
        format!("{}, or {}", apart.join("; "), text.replace(',', ".").replace(". ", "; ")),
    ]
}

fn doubtful(text: &str, one: f64, other: f64, unit: &str) -> NotRead {
    let (one, other) = (one.to_string(), decimals(other));
    NotRead::Doubtful {
        found: format!("“{}”, which could be {one} or {other}", text.trim()),
        right: format!("{one}{unit} or {other}0{unit}"),
    }
}

fn decimals(value: f64) -> String {
    let text = value.to_string();
    if text.contains('.') { text } else { format!("{text}.0") }
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
            ("1\u{a0}000", Number::Is(1000.0)),
            ("1\u{202f}000", Number::Is(1000.0)),
            ("1’000", Number::Is(1000.0)),
            ("1 000 000,5", Number::Is(1_000_000.5)),
            ("12 80", Number::No),
            ("1 0000", Number::No),
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

    /// A doubt as its sentence; what is no number as nothing.
    fn read(text: &str, unit: &str) -> Result<f64, String> {
        quantity(text, unit).map_err(|why| match why {
            NotRead::Doubtful { .. } => why.to_string(),
            NotRead::NoNumber => String::new(),
        })
    }

    #[test]
    fn e3_every_field_reads_numbers_by_one_rule() {
        for (text, unit, expected) in [
            ("250", "ms", Ok(250.0)),
            ("250 ms", "ms", Ok(250.0)),
            ("0,25 s", "ms", Ok(250.0)),
            ("2min", "s", Ok(120.0)),
            ("90 ms", "s", Ok(0.09)),
            ("1 h", "s", Ok(3600.0)),
            ("1,5", "s", Ok(1.5)),
            ("1.5", "s", Ok(1.5)),
            ("99,5 %", "%", Ok(99.5)),
            ("99.5", "%", Ok(99.5)),
            ("0,995 of 1", "%", Ok(99.5)),
            ("15/s", "per s", Ok(15.0)),
            ("900/min", "per s", Ok(15.0)),
            ("900 per min", "per s", Ok(15.0)),
            ("2,5 kB", "bytes", Ok(2500.0)),
            ("4 KiB", "bytes", Ok(4096.0)),
            ("5×", "×", Ok(5.0)),
            ("5x", "×", Ok(5.0)),
            ("1 000", "", Ok(1000.0)),
            ("12,5", "", Ok(12.5)),
            ("-5", "ms", Ok(-5.0)),
            ("1e3", "ms", Ok(1000.0)),
        ] {
            assert_eq!(read(text, unit), expected, "{text} as {unit}");
        }
        for (text, unit, sentence) in [
            (
                "1,000",
                "ms",
                "Found “1,000”, which could be 1000 or 1.0; right would be 1000 or 1.00.",
            ),
            (
                "12.500",
                "",
                "Found “12.500”, which could be 12500 or 12.5; right would be 12500 or 12.50.",
            ),
            (
                "1,000 s",
                "ms",
                "Found “1,000 s”, which could be 1000 or 1.0; right would be 1000s or 1.00s.",
            ),
            ("soon", "ms", ""),
            ("5 kg", "ms", ""),
            ("5 ms", "", ""),
            ("5 ms", "%", ""),
            ("5,,5", "ms", ""),
            ("", "ms", ""),
            ("inf", "ms", ""),
        ] {
            assert_eq!(read(text, unit), Err(sentence.to_owned()), "{text} as {unit}");
        }
    }

    #[test]
    fn e3_several_numbers_are_read_or_asked_about() {
        for (text, expected) in [
            ("34", vec![34.0]),
            ("12; 80", vec![12.0, 80.0]),
            ("12,5; 80,1", vec![12.5, 80.1]),
            ("12.5, 80.1", vec![12.5, 80.1]),
            ("12.5,80.1", vec![12.5, 80.1]),
            ("12, 80", vec![12.0, 80.0]),
            ("12 80 1500", vec![12.0, 80.0, 1500.0]),
            ("12\n80,5", vec![12.0, 80.5]),
            ("0,5 s; 90", vec![500.0, 90.0]),
            ("12 ms; 80 ms;", vec![12.0, 80.0]),
        ] {
            assert_eq!(several(text, "ms"), Ok(expected), "{text}");
        }
        let asked = |text: &str| several(text, "ms").unwrap_err().to_string();
        assert_eq!(
            asked("12,5"),
            "Found “12,5”, whose commas could be decimal ones; right would be 12; 5, or 12.5."
        );
        assert_eq!(
            asked("12 180"),
            "Found “12 180”, which could be 12180; right would be 12180, or 12; 180."
        );
        assert!(asked("12,5,80,1").starts_with("Found “12,5,80,1”"));
        assert!(asked("1,000; 5").starts_with("Found “1,000”, which could be"));
        assert_eq!(several("12; soon", "ms"), Err(NotRead::NoNumber));
    }
}
