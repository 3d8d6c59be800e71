//! How much room a text takes: the widths of the bundled typeface, and where lines break.
//!
//! A picture is laid out before there is a page to measure it on, and the same everywhere. So the widths of
//! Inter's semi-bold letters stand here, which are the wider ones; what the file of the typeface does not
//! hold counts as wide as letters get.

/// The advance widths of the letters from the space on, in hundredths of the size of the type.
const WIDTHS: [u8; 95] = [
    25, 32, 52, 64, 65, 100, 66, 33, 37, 37, 54, 67, 32, 47, 32, 38, 66, 42, 62, 64, 67, 61, 64,
    58, 64, 64, 32, 33, 67, 67, 67, 54, 100, 73, 66, 74, 72, 61, 59, 75, 75, 28, 58, 70, 57, 92,
    76, 77, 65, 77, 65, 65, 66, 74, 73, 102, 72, 71, 65, 37, 38, 37, 48, 47, 35, 57, 62, 58, 62,
    59, 39, 63, 61, 26, 26, 57, 26, 90, 61, 61, 62, 62, 40, 55, 35, 61, 59, 84, 57, 59, 57, 45, 36,
    45, 67,
];

/// Of a letter that is not in the list: as wide as one of an ideographic script.
const WIDE: u8 = 100;

/// How wide a text is in type of this size, both in pixels.
#[must_use]
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(|letter| letter_width(letter, size)).sum()
}

/// In how many lines a text stands in a room of this width, in pixels: broken between words, and within
/// those that are wider than the room. At least one.
#[must_use]
pub fn lines<'a>(words: impl IntoIterator<Item = &'a str>, size: f64, room: f64) -> usize {
    let (mut lines, mut at) = (1, 0.0);
    for word in words {
        let wide = width(word, size);
        // The space behind a word may hang out of the line.
        let seen = width(word.trim_end(), size);
        if at > 0.0 && at + seen > room {
            (lines, at) = (lines + 1, 0.0);
        }
        if seen <= room {
            at += wide;
            continue;
        }
        for letter in word.chars() {
            let wide = letter_width(letter, size);
            if at > 0.0 && at + wide > room {
                (lines, at) = (lines + 1, 0.0);
            }
            at += wide;
        }
    }
    lines
}

/// The words of a text, each with the space behind it.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(' ')
}

fn letter_width(letter: char, size: f64) -> f64 {
    let place = (letter as usize).checked_sub(' ' as usize);
    let hundredths = place.and_then(|it| WIDTHS.get(it)).copied().unwrap_or(match letter {
        // The marks that the product itself writes.
        '\u{a0}' => 25,
        '–' | '×' | '’' | '“' | '”' => 67,
        '·' => 32,
        'À'..='ÿ' => 78,
        _ => WIDE,
    });
    f64::from(hundredths) / 100.0 * size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_as_wide_as_its_letters() {
        assert!((width("Ai", 10.0) - 9.9).abs() < 1e-9);
        assert!((width("支", 12.0) - 12.0).abs() < 1e-9);
        assert!(width("", 10.0).abs() < 1e-9);
    }

    #[test]
    fn lines_break_between_words_and_within_those_that_are_too_long() {
        let lines = |text: &str, room| lines(words(text), 10.0, room);
        assert_eq!(lines("", 50.0), 1);
        // 29.3 and 25.1 pixels, and a space of 2.5.
        assert!((width("Take", 10.0) - 23.9).abs() < 1e-9, "{}", width("Take", 10.0));
        assert_eq!(lines("Take Take", 50.3), 1);
        assert_eq!(lines("Take Take", 50.2), 2);
        assert_eq!(lines("Take Take", 24.0), 2, "the space hangs out");
        assert_eq!(lines("TakeTakeTake", 30.0), 3);
        assert_eq!(lines(&"a".repeat(60), 144.0), 3);
    }
}
