//! How numbers are written, in one place: three digits that mean something, a unit, a thin space
//! between thousands. A space before a unit is an ordinary one; who draws it keeps the two together.

use crate::units::{Duration, Moment};

/// Thin, and no place to break a line.
const THIN_SPACE: char = '\u{202f}';

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

/// A count, with thin spaces between thousands from five digits on: "9876", "12 345".
#[must_use]
pub fn count(value: u64) -> String {
    let digits = value.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(THIN_SPACE);
        }
        text.push(digit);
    }
    text
}

/// How often in a second: "19.7 per second".
#[must_use]
pub fn per_second(value: f64) -> String {
    format!("{} per second", number(value))
}

/// A number without a unit, to three digits: "0.25", "19.7", "412", "12 345".
#[must_use]
pub fn number(value: f64) -> String {
    let digits = three_digits(value);
    let text = trimmed(value, digits);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // whole and positive here
    if (10_000.0..1e15).contains(&value) { count(rounded(value, 0) as u64) } else { text }
}

/// A share of one, as so many in a hundred: "0.3", "12", "98.4", "99.95". All and none are written as
/// 100 and 0 only where they are exact.
#[must_use]
pub fn in_hundred(ratio: f64) -> String {
    let share = ratio * 100.0;
    if share > 0.0 && share < 0.01 {
        return "less than 0.01".to_owned();
    }
    if share > 99.99 && share < 100.0 {
        return "more than 99.99".to_owned();
    }
    let digits = match share {
        s if !(1.0..=99.0).contains(&s) => 2,
        s if !(10.0..=90.0).contains(&s) => 1,
        _ => 0,
    };
    trimmed(share, digits)
}

/// A multiple: "5 ×", "1.5 ×".
#[must_use]
pub fn factor(value: f64) -> String {
    format!("{} ×", number(value))
}

/// How many decimals leave three digits of a number, at most two.
fn three_digits(value: f64) -> usize {
    match value.abs() {
        v if v < 9.995 => 2,
        v if v < 99.95 => 1,
        _ => 0,
    }
}

fn tenths_below_ten(value: f64) -> usize {
    usize::from(value.abs() < 9.95)
}

fn rounded(value: f64, digits: usize) -> f64 {
    let power = [1.0, 10.0, 100.0].get(digits).copied().unwrap_or(1.0);
    libm::round(value * power) / power
}

/// With so many decimals at most, without zeros at the end.
fn trimmed(value: f64, digits: usize) -> String {
    let text = format!("{:.digits$}", rounded(value, digits));
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn thousands_are_set_apart_from_five_digits_on() {
        for (value, text) in [
            (0, "0"),
            (9_876, "9876"),
            (12_345, "12\u{202f}345"),
            (1_234_567, "1\u{202f}234\u{202f}567"),
        ] {
            assert_eq!(count(value), text);
        }
    }

    #[test]
    fn a_share_is_never_rounded_to_all_or_none() {
        for (ratio, text) in [
            (0.0, "0"),
            (0.000_01, "less than 0.01"),
            (0.003, "0.3"),
            (0.002_54, "0.25"),
            (0.02, "2"),
            (0.0249, "2.5"),
            (0.124, "12"),
            (0.983, "98.3"),
            (0.9995, "99.95"),
            (0.999_99, "more than 99.99"),
            (1.0, "100"),
        ] {
            assert_eq!(in_hundred(ratio), text);
        }
    }

    #[test]
    fn other_numbers_have_three_digits() {
        assert_eq!(per_second(19.72), "19.7 per second");
        assert_eq!(factor(5.0), "5 ×");
        assert_eq!(factor(1.5), "1.5 ×");
        assert_eq!(number(54_321.4), "54\u{202f}321");
    }
}
