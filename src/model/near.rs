//! Which known word a person may have meant.

use super::shape::is_letter;

/// The candidate nearest to a word, if it is near enough to be a slip of the keyboard: at most one edit
/// in three letters, two swapped letters being one. Letters' case and the kind of separator do not count.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let word = plain(word);
    if word.is_empty() || word.len() > 100 {
        return None;
    }
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let other = plain(candidate);
            let distance = edits(&word, &other);
            (distance <= word.len().max(other.len()) / 3).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn plain(word: &str) -> Vec<char> {
    (word.chars().filter(|&letter| is_letter(letter)))
        .map(|letter| letter.to_ascii_lowercase())
        .collect()
}

/// How many letters must be added, removed, replaced or swapped with their neighbour to make one word
/// of the other (the restricted Damerau-Levenshtein distance).
fn edits(from: &[char], to: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=to.len()).collect();
    for (row, letter) in from.iter().enumerate() {
        let mut here = vec![row + 1];
        for (column, other) in to.iter().enumerate() {
            let at = |cells: &[usize], column: usize| {
                cells.get(column).copied().unwrap_or(usize::MAX / 2)
            };
            let mut fewest = (at(&above, column) + usize::from(letter != other))
                .min(at(&here, column) + 1)
                .min(at(&above, column + 1) + 1);
            let previous = |word: &[char], index: usize| {
                index.checked_sub(1).and_then(|it| word.get(it).copied())
            };
            if previous(from, row) == Some(*other) && previous(to, column) == Some(*letter) {
                fewest = fewest.min(at(&before, column.saturating_sub(1)) + 1);
            }
            here.push(fewest);
        }
        before = above;
        above = here;
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_keyboard_finds_its_word_and_another_word_finds_none() {
        let fields = ["timeout_ms", "retries", "backoff_ms"];
        for (word, expected) in [
            ("timeout", Some("timeout_ms")),
            ("time_out_ms", Some("timeout_ms")),
            ("retrys", Some("retries")),
            ("backOffMs", Some("backoff_ms")),
            ("retrise", Some("retries")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, fields), expected, "{word}");
        }
    }

    #[test]
    fn an_edit_is_one_letter_or_two_swapped() {
        let letters = |word: &str| word.chars().collect::<Vec<_>>();
        assert_eq!(edits(&letters("kitten"), &letters("sitting")), 3);
        assert_eq!(edits(&letters("shpo"), &letters("shop")), 1);
        assert_eq!(edits(&letters(""), &letters("abc")), 3);
        assert_eq!(edits(&letters("abc"), &letters("abc")), 0);
    }
}
