//! Two designs in figures: each beside the other, what differs with how sure that is, and in words
//! whether it is more than chance.
//!
//! A difference is more than chance where its 95 % interval does not contain zero. One figure in twenty
//! is misjudged so where nothing differs at all; whoever shows many says that.

use super::format;

/// One figure of two designs.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Contrast {
    /// In the first design; absent where nothing was measured.
    pub before: Option<f64>,
    /// In the second.
    pub after: Option<f64>,
    /// The second less the first.
    pub difference: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<[f64; 2]>,
}

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

/// What a figure is measured in, and the words for less and more of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Times, in milliseconds.
    Milliseconds,
    /// Shares of one, written in a hundred.
    Share,
    /// How often in a second.
    PerSecond,
    /// How many in a thousand requests.
    InThousand,
}

impl Unit {
    /// A value with its unit.
    #[must_use]
    pub fn written(self, value: f64) -> String {
        match self {
            Self::Milliseconds => format::milliseconds(value),
            Self::Share => format!("{} of 100", format::in_hundred(value)),
            Self::PerSecond => format::per_second(value),
            Self::InThousand => format!("{} in 1000", format::number(value)),
        }
    }

    /// A difference with its sign and half its interval: "−551 ms ± 14 ms", "+0.4 ± 0.1 of 100"; "0"
    /// where there is none, and a dash where nothing was measured.
    #[must_use]
    pub fn change(self, difference: Option<f64>, interval: Option<[f64; 2]>) -> String {
        let Some(difference) = difference else { return "–".to_owned() };
        if difference == 0.0 && interval.is_none_or(|[low, high]| high <= low) {
            return "0".to_owned();
        }
        let sign = if difference < 0.0 { "−" } else { "+" };
        let half = interval.map(|[low, high]| (high - low) / 2.0);
        let plain = |scale: f64, unit: &str| {
            let number = |value: f64| format::number(value.abs() * scale);
            let half = half.map(|half| format!(" ± {}", number(half))).unwrap_or_default();
            format!("{sign}{}{half} {unit}", number(difference))
        };
        match self {
            Self::Milliseconds => {
                let half =
                    half.map(|half| format!(" ± {}", format::give_or_take_milliseconds(half)));
                format!(
                    "{sign}{}{}",
                    format::milliseconds(difference.abs()),
                    half.unwrap_or_default()
                )
            }
            Self::Share => plain(100.0, "of 100"),
            Self::PerSecond => plain(1.0, "per second"),
            Self::InThousand => plain(1.0, "in 1000"),
        }
    }

    const fn less_and_more(self) -> [&'static str; 2] {
        match self {
            Self::Milliseconds => ["shorter, more than chance", "longer, more than chance"],
            Self::Share | Self::PerSecond => ["less, more than chance", "more, more than chance"],
            Self::InThousand => ["fewer, more than chance", "more, more than chance"],
        }
    }
}

/// A figure that is compared.
struct Figure {
    /// As the report calls it.
    id: &'static str,
    name: &'static str,
    means: &'static str,
    unit: Unit,
}

const fn figure(id: &'static str, name: &'static str, means: &'static str, unit: Unit) -> Figure {
    Figure { id, name, means, unit }
}

/// Those that are shown, in their order.
const FIGURES: [Figure; 14] = [
    figure(
        "acknowledgement_ms.p50",
        "Acknowledgement p50",
        "Half of the customers have their answer within this time",
        Unit::Milliseconds,
    ),
    figure(
        "acknowledgement_ms.p95",
        "Acknowledgement p95",
        "95 of 100 customers have their answer within this time",
        Unit::Milliseconds,
    ),
    figure(
        "acknowledgement_ms.p99",
        "Acknowledgement p99",
        "99 of 100 customers have their answer within this time",
        Unit::Milliseconds,
    ),
    figure(
        "completion_ms.p95",
        "Completion p95",
        "95 of 100 requests are done, background included, within this time",
        Unit::Milliseconds,
    ),
    figure(
        "success_ratio",
        "Success",
        "The share of answered requests that are acknowledged",
        Unit::Share,
    ),
    figure("throughput_per_s", "Throughput", "Acknowledged requests in a second", Unit::PerSecond),
    figure("requests.failed", "Requests failed", "Answered with an error", Unit::InThousand),
    figure(
        "requests.abandoned",
        "Gave up waiting",
        "Customers who left before their answer came",
        Unit::InThousand,
    ),
    figure(
        "requests.repeated_effects",
        "Effects repeated",
        "Done more than once: charged twice, sent twice",
        Unit::InThousand,
    ),
    figure(
        "requests.never_completed",
        "Never completed",
        "Acknowledged, but a required step behind the line was given up or lost",
        Unit::InThousand,
    ),
    figure(
        "requests.compensated",
        "Undone",
        "Failed, and everything that had been done was undone",
        Unit::InThousand,
    ),
    figure(
        "requests.stuck",
        "Stuck",
        "Could not be undone: somebody has to look",
        Unit::InThousand,
    ),
    figure("topics.lost", "Events lost", "Nobody will ever react to them", Unit::InThousand),
    figure(
        "topics.dead",
        "Dead letters",
        "Events given up after the last attempt",
        Unit::InThousand,
    ),
];

/// The figures as they are read, in their order; what went wrong in neither design is left out.
#[must_use]
pub fn rows(of: impl Fn(&str) -> Option<Contrast>) -> Vec<Row> {
    let rows = FIGURES.iter().filter_map(|figure| Some(row(figure, &of(figure.id)?)));
    rows.flatten().collect()
}

fn row(figure: &Figure, contrast: &Contrast) -> Option<Row> {
    let nothing = |value: Option<f64>| value.is_none_or(|value| value == 0.0);
    if figure.unit == Unit::InThousand && nothing(contrast.before) && nothing(contrast.after) {
        return None;
    }
    let written = |value: Option<f64>| {
        value.map_or_else(|| "–".to_owned(), |value| figure.unit.written(value))
    };
    let (said, is_sure) = judged(figure.unit, contrast);
    Some(Row {
        name: figure.name,
        means: figure.means,
        before: written(contrast.before),
        after: written(contrast.after),
        difference: figure.unit.change(contrast.difference, contrast.interval),
        said,
        is_sure,
    })
}

fn judged(unit: Unit, contrast: &Contrast) -> (&'static str, bool) {
    let [less, more] = unit.less_and_more();
    match (contrast.difference, contrast.interval) {
        (None, _) => ("not measured in both", false),
        (Some(_), Some([low, high])) if low == 0.0 && high == 0.0 => ("the same", false),
        (Some(_), Some([_, high])) if high < 0.0 => (less, true),
        (Some(_), Some([low, _])) if low > 0.0 => (more, true),
        (Some(_), Some(_)) => ("may be chance", false),
        (Some(_), None) => ("too few runs to say", false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contrast(before: f64, after: f64, half: f64) -> Contrast {
        let difference = after - before;
        Contrast {
            before: Some(before),
            after: Some(after),
            difference: Some(difference),
            interval: Some([difference - half, difference + half]),
        }
    }

    fn only(id: &'static str, contrast: Contrast) -> Vec<Row> {
        rows(|figure| (figure == id).then_some(contrast))
    }

    #[test]
    fn a_difference_is_said_with_its_interval_and_whether_it_is_more_than_chance() {
        for (id, contrast, difference, said) in [
            (
                "acknowledgement_ms.p95",
                contrast(980.0, 429.0, 14.0),
                "−551 ms ± 14 ms",
                "shorter, more than chance",
            ),
            ("completion_ms.p95", contrast(980.0, 985.0, 14.0), "+5 ms ± 14 ms", "may be chance"),
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
            ("acknowledgement_ms.p50", contrast(5.0, 5.0, 0.0), "0", "the same"),
            ("acknowledgement_ms.p99", Contrast::default(), "–", "not measured in both"),
            (
                "acknowledgement_ms.p50",
                Contrast { interval: None, ..contrast(5.0, 6.0, 0.0) },
                "+1 ms",
                "too few runs to say",
            ),
        ] {
            let found = only(id, contrast);
            let [row] = found.as_slice() else { panic!("one row of {id}: {found:?}") };
            assert_eq!((row.difference.as_str(), row.said), (difference, said), "{id}");
            assert_eq!(row.is_sure, said.ends_with("more than chance"), "{id}");
        }
    }

    #[test]
    fn values_have_their_unit() {
        let [row] = only("success_ratio", contrast(0.983, 1.0, 0.01)).try_into().unwrap();
        assert_eq!((row.before.as_str(), row.after.as_str()), ("98.3 of 100", "100 of 100"));
        let [row] = only("requests.stuck", contrast(0.0, 2.5, 1.0)).try_into().unwrap();
        assert_eq!((row.before.as_str(), row.after.as_str()), ("0 in 1000", "2.5 in 1000"));
    }

    #[test]
    fn what_went_wrong_in_neither_design_is_left_out() {
        assert_eq!(only("requests.stuck", contrast(0.0, 0.0, 0.0)), []);
        assert_eq!(only("topics.dead", Contrast::default()), []);
        assert_eq!(rows(|_| None), []);
        assert_eq!(rows(|_| Some(contrast(1.0, 2.0, 0.5))).len(), FIGURES.len());
    }
}
