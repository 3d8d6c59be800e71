//! How numbers are written, in one place: three digits that mean something, a unit, a thin space
//! between thousands. A space before a unit is an ordinary one; who draws it keeps the two together.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::units::digits::{rounded, three_digits, trimmed};
use crate::units::{Duration, Moment};

pub use crate::units::digits::{count, factor, in_hundred, number, per_cent};

/// A length of time given in milliseconds: "0.4 ms", "412 ms", "1.19 s", "12 s", "2.1 min", "3 h".
#[must_use]
pub fn milliseconds(value: f64) -> String {
    let units =
        [("ms", 1.0, 1_000.0), ("s", 1_000.0, 120.0), ("min", 60_000.0, 120.0), ("h", 3.6e6, 48.0)];
    for (unit, length, below) in units {
        let digits = if length > 1_000.0 {
            tenths_below_ten(value / length)
        } else {
            three_digits(value / length)
        };
        // Compared after rounding, so that 999.7 ms is 1 s and never 1000 ms.
        if rounded(value / length, digits) < below {
            return format!("{} {unit}", trimmed(value / length, digits));
        }
    }
    let days = value / 8.64e7;
    format!("{} days", trimmed(days, tenths_below_ten(days)))
}

/// Half an interval, in milliseconds: not known to more than two digits.
#[must_use]
pub fn give_or_take_milliseconds(half: f64) -> String {
    let power = libm::pow(10.0, libm::floor(libm::log10(half.max(0.01))) - 1.0);
    milliseconds(libm::round(half / power) * power)
}

/// A length of simulated time, written as [`milliseconds`] does.
#[must_use]
pub fn duration(length: Duration) -> String {
    milliseconds(length.as_milliseconds())
}

/// A moment of a run, to the millisecond: "24.310 s".
#[must_use]
pub fn moment(moment: Moment) -> String {
    format!("{:.3} s", moment.as_seconds())
}

/// How often in a second: "19.7 per second".
#[must_use]
pub fn per_second(value: f64) -> String {
    format!("{} per second", number(value))
}

fn tenths_below_ten(value: f64) -> usize {
    usize::from(value.abs() < 9.95)
}

/// A text with its invisible marks shown: those that turn the direction of what follows as "⟨U+202E⟩", so that
/// nothing is read in another order than it stands in; other control characters as their pictures, "␀".
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    let turns = |it: char| matches!(it, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_control = |it: char| it.is_control() && it != '\n';
    if !text.contains(|it| turns(it) || is_control(it)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        let code = u32::from(letter);
        if turns(letter) || is_control(letter) && (0x80..0xa0).contains(&code) {
            let _ = write!(shown, "⟨U+{code:04X}⟩"); // writing to a text does not fail
        } else if letter == '\u{7f}' {
            shown.push('\u{2421}');
        } else if is_control(letter) {
            shown.extend(char::from_u32(0x2400 + code));
        } else {
            shown.push(letter);
        }
    }
    Cow::Owned(shown)
}

/// What may stand behind a number as its unit; the longer ones first.
const UNITS: [&str; 11] = ["days", "min", "ms", "per", "of", "in", "MB", "s", "h", "%", "×"];

/// A text as it is shown: its marks visible, and no number parted from its unit where a line ends: "1.2 s",
/// "5 of 100", "± 9 ms".
#[must_use]
pub fn kept_together(text: &str) -> String {
    let text = &*visible(text);
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(' ') {
        kept.push_str(before);
        let is_number = before.ends_with(|it: char| it.is_ascii_digit());
        let word = after.split(' ').next().unwrap_or_default();
        let word = word.trim_end_matches(|it: char| it.is_ascii_punctuation() && it != '%');
        let is_digit = after.starts_with(|it: char| it.is_ascii_digit());
        let is_kept = is_number && UNITS.contains(&word)
            || is_digit && (before.ends_with('±') || is_counted(before, &kept));
        kept.push(if is_kept { KEPT } else { ' ' });
        rest = after;
    }
    kept.push_str(rest);
    kept
}

/// Whether a text ends with a number and "of" or "in", so that "5 of 100" stays together.
fn is_counted(before: &str, kept: &str) -> bool {
    let word = before.rsplit(KEPT).next().unwrap_or_default();
    matches!(word, "of" | "in") && kept.strip_suffix(word).is_some_and(|it| it.ends_with(KEPT))
}

/// A space at which no line ends.
const KEPT: char = '\u{a0}';

/// Texts as a list in a sentence: "a", "a and b", "a, b and c".
#[must_use]
pub fn listed(texts: &[String]) -> String {
    match texts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c5_marks_are_shown_and_turn_nothing_round() {
        for (text, shown) in [
            ("Pay", "Pay"),
            ("Pay \u{202e}tnemyap", "Pay ⟨U+202E⟩tnemyap"),
            ("a\u{2067}b\u{200f}", "a⟨U+2067⟩b⟨U+200F⟩"),
            ("nul\0 tab\t del\u{7f} c1\u{85}", "nul␀ tab␉ del␡ c1⟨U+0085⟩"),
            ("zwei\nZeilen", "zwei\nZeilen"),
            ("דואר", "דואר"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn numbers_keep_their_units() {
        for (text, kept) in [
            ("within 1.2 s; for 5 of 100", "within 1.2~s; for 5~of~100"),
            ("412 ms ± 9 ms, 112.5 % of 8 s.", "412~ms ±~9~ms, 112.5~% of 8~s."),
            ("3 in 1000, of 12", "3~in~1000, of 12"),
            ("5 × as many, 19.7 per second", "5~× as many, 19.7~per second"),
            ("in 3 steps, 2 services", "in 3 steps, 2 services"),
            ("", ""),
        ] {
            assert_eq!(kept_together(text), kept.replace('~', "\u{a0}"));
        }
    }

    #[test]
    fn a_length_of_time_has_three_digits_and_the_unit_that_fits() {
        for (value, text) in [
            (0.0, "0 ms"),
            (0.4, "0.4 ms"),
            (4.256, "4.26 ms"),
            (41.25, "41.3 ms"),
            (412.3, "412 ms"),
            (999.4, "999 ms"),
            (999.7, "1 s"),
            (1_190.0, "1.19 s"),
            (1_200.0, "1.2 s"),
            (12_000.0, "12 s"),
            (12_340.0, "12.3 s"),
            (119_400.0, "119 s"),
            (119_700.0, "2 min"),
            (126_000.0, "2.1 min"),
            (1_830_000.0, "31 min"),
            (3.0 * 3.6e6, "3 h"),
            (72.0 * 3.6e6, "3 days"),
        ] {
            assert_eq!(milliseconds(value), text);
        }
        assert_eq!(duration(Duration::from_milliseconds(412.3)), "412 ms");
        assert_eq!(moment(Moment::from_seconds(24.31)), "24.310 s");
    }

    #[test]
    fn how_often_something_happens_has_three_digits() {
        assert_eq!(per_second(19.72), "19.7 per second");
    }

    #[test]
    fn lists_end_with_an_and() {
        let words = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(listed(&words), "a, b and c");
        assert_eq!(listed(&words[..2]), "a and b");
        assert_eq!(listed(&words[..1]), "a");
        assert_eq!(listed(&[]), "");
    }
}
