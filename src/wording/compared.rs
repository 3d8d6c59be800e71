//! What the difference of two designs means, in three sentences: how soon customers have their answer, how many
//! are served, and when everything is done.

use crate::figures::contrast::{Row, rows};
use crate::figures::{Difference, Figure, figure};

/// The sentences, of the designs of these names; fewer where a figure is not known.
#[must_use]
pub fn meaning(names: &[String; 2], differences: &[Difference]) -> Vec<String> {
    let rows = rows(differences);
    let [left, right] = names;
    let said = |of: &Figure, alike: &str, differ: &dyn Fn(&Row) -> String| {
        let row = rows.iter().find(|row| row.name == of.name)?;
        Some(if row.is_sure { differ(row) } else { as_far_as_known(alike, row) })
    };
    let sentences = [
        said(figure("answer_ms.p95"), "In how soon customers have their answer", &|row| {
            format!(
                "95 of 100 customers have their answer within {} with {right}, within {} with {left}.",
                row.after, row.before
            )
        }),
        said(figure("success_ratio"), "In how many customers are served", &|row| {
            format!("{right} serves {} customers, {left} {}.", row.after, row.before)
        }),
        said(figure("done_p95_ms"), "In when everything is done", &|row| {
            format!(
                "For 95 of 100, everything is done within {} with {right}, within {} with {left}.",
                row.after, row.before
            )
        }),
    ];
    sentences.into_iter().flatten().collect()
}

fn as_far_as_known(what: &str, row: &Row) -> String {
    let Row { before, after, said, .. } = row;
    if before == after {
        format!("{what} the two do not differ: {before}.")
    } else {
        format!("{what}: {before} and {after}, {said}.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn difference(of: &'static Figure, before: f64, after: f64, half: f64) -> Difference {
        let by = after - before;
        Difference {
            figure: of,
            before: Some(before),
            after: Some(after),
            difference: Some(by),
            interval: Some([by - half, by + half]),
            unpaired_interval: None,
        }
    }

    #[test]
    fn what_is_more_than_chance_is_said_with_both_numbers_and_what_is_not_is_said_to_be_so() {
        let names = ["As it is".to_owned(), "As recommended".to_owned()];
        let differences = [
            difference(figure("answer_ms.p95"), 867.0, 430.0, 9.0),
            difference(figure("success_ratio"), 0.992, 0.992, 0.001),
            difference(figure("done_p95_ms"), 1_000.0, 1_020.0, 40.0),
        ];
        assert_eq!(
            meaning(&names, &differences),
            [
                "95 of 100 customers have their answer within 430 ms with As recommended, within 867 ms with As it is.",
                "In how many customers are served the two do not differ: 99.2 of 100.",
                "In when everything is done: 1 s and 1.02 s, may be chance.",
            ]
        );
        assert!(meaning(&names, &[]).is_empty());
    }
}
