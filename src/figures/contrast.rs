//! Two designs in figures: each beside the other, what differs with how sure that is, and in words
//! whether it is more than chance.
//!
//! A difference is more than chance where its 95 % interval does not contain zero. Where nothing
//! differs at all, one figure in twenty is misjudged so; a view that shows many says that.

use crate::figures::{Difference, Figure, NEVER, Unit, figure};

/// A figure of two designs as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is called.
    pub name: &'static str,
    /// What it means, in a sentence without its full stop.
    pub means: &'static str,
    /// In the first design, with its unit.
    pub before: String,
    /// In the second.
    pub after: String,
    /// "−551 ms ± 14 ms".
    pub difference: String,
    /// Whether that is more than chance, in words.
    pub said: &'static str,
    /// Whether it is.
    pub is_sure: bool,
}

/// The figures that are shown, in their order.
static SHOWN: [&Figure; 19] = [
    figure("answer_ms.p50"),
    figure("answer_ms.p95"),
    figure("answer_ms.p99"),
    figure("done_p95_ms"),
    figure("success_ratio"),
    figure("throughput_per_s"),
    figure("requests.failed"),
    figure("requests.declined"),
    figure("requests.declined_later"),
    figure("requests.overturned"),
    figure("requests.in_flight"),
    figure("requests.abandoned"),
    figure("requests.repeated_effects"),
    figure("requests.never_completed"),
    figure("requests.compensated"),
    figure("requests.stuck"),
    figure("topics.lost"),
    figure("topics.dead"),
    figure("topics.expired"),
];

/// The figures as they are read, in their order; what went wrong in neither design is left out.
#[must_use]
pub fn rows(differences: &[Difference]) -> Vec<Row> {
    let known = |figure: &&Figure| differences.iter().find(|it| it.figure == *figure);
    SHOWN.iter().filter_map(known).filter_map(row).collect()
}

fn row(difference: &Difference) -> Option<Row> {
    let Difference { figure, before, after, .. } = *difference;
    let nothing = |value: Option<f64>| value.is_none_or(|value| value == 0.0);
    if figure.unit == Unit::InThousand && nothing(before) && nothing(after) {
        return None;
    }
    let (said, is_sure) = judged(difference);
    Some(Row {
        name: figure.name,
        means: figure.means,
        before: figure.written(before),
        after: figure.written(after),
        difference: difference.written(),
        said,
        is_sure,
    })
}

fn judged(it: &Difference) -> (&'static str, bool) {
    let [less, more] = less_and_more(it.figure.unit);
    match (it.difference, it.interval) {
        (None, _) if it.figure == figure("done_p95_ms") => ("not all are done", false),
        (None, _) if it.figure.absent == NEVER => ("not all are answered", false),
        (None, _) => ("not measured in both", false),
        (Some(_), Some([low, high])) if low == 0.0 && high == 0.0 => ("the same", false),
        (Some(_), Some([_, high])) if high < 0.0 => (less, true),
        (Some(_), Some([low, _])) if low > 0.0 => (more, true),
        (Some(_), Some(_)) => ("may be chance", false),
        (Some(_), None) => ("too few runs to say", false),
    }
}

const fn less_and_more(unit: Unit) -> [&'static str; 2] {
    match unit {
        Unit::Milliseconds => ["shorter, more than chance", "longer, more than chance"],
        Unit::Share | Unit::PerSecond => ["less, more than chance", "more, more than chance"],
        Unit::InThousand => ["fewer, more than chance", "more, more than chance"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Difference = Difference {
        figure: figure("answer_ms.p99"),
        before: None,
        after: None,
        difference: None,
        interval: None,
        unpaired_interval: None,
    };

    fn contrast(before: f64, after: f64, half: f64) -> Difference {
        let difference = after - before;
        Difference {
            before: Some(before),
            after: Some(after),
            difference: Some(difference),
            interval: Some([difference - half, difference + half]),
            ..NOTHING
        }
    }

    fn only(id: &str, difference: &Difference) -> Vec<Row> {
        rows(&[Difference { figure: figure(id), ..difference.clone() }])
    }

    #[test]
    fn a_difference_is_said_with_its_interval_and_whether_it_is_more_than_chance() {
        for (id, contrast, difference, said) in [
            (
                "answer_ms.p95",
                contrast(980.0, 429.0, 14.0),
                "−551 ms ± 14 ms",
                "shorter, more than chance",
            ),
            ("done_p95_ms", contrast(980.0, 985.0, 14.0), "+5 ms ± 14 ms", "may be chance"),
            (
                "success_ratio",
                contrast(0.990, 0.994, 0.001),
                "+0.4 ± 0.1 of 100",
                "more, more than chance",
            ),
            (
                "throughput_per_s",
                contrast(20.0, 19.0, 0.25),
                "−1 ± 0.25 per second",
                "less, more than chance",
            ),
            (
                "requests.failed",
                contrast(12.0, 2.0, 3.0),
                "−10 ± 3 in 1000",
                "fewer, more than chance",
            ),
            ("answer_ms.p50", contrast(5.0, 5.0, 0.0), "0", "the same"),
            ("answer_ms.p99", NOTHING, "–", "not all are answered"),
            ("throughput_per_s", NOTHING, "–", "not measured in both"),
            ("done_p95_ms", NOTHING, "–", "not all are done"),
            (
                "answer_ms.p50",
                Difference { interval: None, ..contrast(5.0, 6.0, 0.0) },
                "+1 ms",
                "too few runs to say",
            ),
        ] {
            let found = only(id, &contrast);
            let [row] = found.as_slice() else { panic!("one row of {id}: {found:?}") };
            assert_eq!((row.difference.as_str(), row.said), (difference, said), "{id}");
            assert_eq!(row.is_sure, said.ends_with("more than chance"), "{id}");
        }
    }

    #[test]
    fn values_have_their_unit() {
        let [row] = only("success_ratio", &contrast(0.983, 1.0, 0.01)).try_into().unwrap();
        assert_eq!((row.before.as_str(), row.after.as_str()), ("98.3 of 100", "100 of 100"));
        let [row] = only("requests.stuck", &contrast(0.0, 2.5, 1.0)).try_into().unwrap();
        assert_eq!((row.before.as_str(), row.after.as_str()), ("0 in 1000", "2.5 in 1000"));
    }

    #[test]
    fn what_went_wrong_in_neither_design_is_left_out() {
        assert_eq!(only("requests.stuck", &contrast(0.0, 0.0, 0.0)), []);
        assert_eq!(only("topics.dead", &NOTHING), []);
        assert_eq!(rows(&[]), []);
        let all = SHOWN.map(|figure| Difference { figure, ..contrast(1.0, 2.0, 0.5) });
        assert_eq!(rows(&all).len(), SHOWN.len());
    }
}
