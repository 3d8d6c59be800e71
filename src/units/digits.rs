//! How a number is written wherever a person reads one: three digits that mean something, and a thin
//! space between thousands.

/// Thin, and no place to break a line.
const THIN_SPACE: char = '\u{202f}';

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

/// A share of one, or more than one, as per cent, with one decimal at most: "85 %", "112.5 %".
#[must_use]
pub fn per_cent(ratio: f64) -> String {
    format!("{} %", trimmed(ratio * 100.0, 1))
}

/// A multiple: "5 ×", "1.5 ×".
#[must_use]
pub fn factor(value: f64) -> String {
    format!("{} ×", number(value))
}

/// How many decimals leave three digits of a number, at most two.
pub(crate) fn three_digits(value: f64) -> usize {
    match value.abs() {
        v if v < 9.995 => 2,
        v if v < 99.95 => 1,
        _ => 0,
    }
}

/// With so many decimals at most, as a number.
pub(crate) fn rounded(value: f64, digits: usize) -> f64 {
    let power = [1.0, 10.0, 100.0].get(digits).copied().unwrap_or(1.0);
    libm::round(value * power) / power
}

/// With so many decimals at most, without zeros at the end.
pub(crate) fn trimmed(value: f64, digits: usize) -> String {
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
        assert_eq!(factor(5.0), "5 ×");
        assert_eq!(factor(1.5), "1.5 ×");
        assert_eq!(number(54_321.4), "54\u{202f}321");
    }
}
