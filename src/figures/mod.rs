//! The one table of figures: what a run is judged by, each a row with its id, name, meaning and unit,
//! and where it is found.
//!
//! A [`Figure`] is read from a whole report, with its 95 % interval ([`Figure::estimate`]), and it is
//! known what each of the samples adds to it that the report is made of; so two reports of the same replications give a paired
//! [`Difference`]. A figure is written by its [`Unit`]. Whoever shows figures lists them by id
//! ([`figure`]), and keeps no name, meaning or unit of its own: a further figure is a row here, and its
//! id where it is to be seen.
//!
//! This room knows neither which figures are shown where, nor what a difference means for a design.

pub mod branches;
pub mod contrast;
mod difference;
pub mod readings;
mod table;
mod unit;

use std::fmt;

use serde::{Serialize, Serializer};

use crate::engine::{Counts, Report, influence};

pub use difference::Difference;
pub use table::FIGURES;
pub use unit::Unit;

/// Counts are given in so many requests, for how many requests were run says nothing.
const OUT_OF: f64 = 1_000.0;

/// What stands in the place of a figure that falls on a customer who never had an answer.
pub const NEVER: &str = "never";

/// A figure: one row of the table.
pub struct Figure {
    /// As a report calls it, and JSON: "`acknowledgement_ms.p95`"; unique.
    pub id: &'static str,
    /// What it is called: "Acknowledgement p95".
    pub name: &'static str,
    /// What it means, in a sentence without its full stop.
    pub means: &'static str,
    /// What it is measured in.
    pub unit: Unit,
    /// Which way is better.
    pub better: Better,
    /// What stands in its place where there is none: nothing was measured, or it falls on a customer who
    /// never had an answer.
    pub absent: &'static str,
    /// The target that it is held against, as a report calls it; absent where there is none.
    pub target: Option<&'static str>,
    found: Found,
}

/// Which way a figure is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// The less the better.
    Lower,
    /// The more the better.
    Higher,
    /// That depends on what happened besides.
    Neither,
}

/// Where a figure is found.
enum Found {
    /// In the figures of a report, with what each of its samples adds to it.
    Measured {
        of_report: fn(&Report) -> Option<f64>,
        interval: fn(&Report) -> Option<[f64; 2]>,
        influences: fn(&Report) -> Vec<f64>,
    },
    /// Among the counts that both have; a report gives no interval of them.
    Counted(fn(&Counts) -> u64),
}

/// A figure of a report, with how sure it is; in the figure's unit.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Estimate {
    /// The figure; absent where nothing was measured.
    pub value: Option<f64>,
    /// Its 95 % interval; absent where it is not known.
    pub interval: Option<[f64; 2]>,
}

/// The figure of an id, for lists of them: in a constant a misspelt id does not compile.
///
/// # Panics
/// Where no figure has this id; so it is for constants alone.
#[must_use]
pub const fn figure(id: &str) -> &'static Figure {
    let mut rest: &[Figure] = &FIGURES;
    while let [first, others @ ..] = rest {
        if is_same(first.id.as_bytes(), id.as_bytes()) {
            return first;
        }
        rest = others;
    }
    panic!("no figure has this id")
}

/// Texts are not compared by `==` in constants.
const fn is_same(mut one: &[u8], mut other: &[u8]) -> bool {
    loop {
        match (one, other) {
            ([], []) => return true,
            ([a, left @ ..], [b, right @ ..]) if *a == *b => (one, other) = (left, right),
            _ => return false,
        }
    }
}

impl Figure {
    /// Of a whole report; absent where nothing was measured.
    #[must_use]
    pub fn of_report(&self, report: &Report) -> Option<f64> {
        match self.found {
            Found::Measured { of_report, .. } => of_report(report),
            Found::Counted(count) => in_a_thousand(&report.counts(), count),
        }
    }

    /// What each replication, or each stretch of the only one, adds to it; see
    /// [`influence`]. None where nothing is known of that.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // counts below 2^53
    pub fn influences(&self, report: &Report) -> Vec<f64> {
        match self.found {
            Found::Measured { influences, .. } => influences(report),
            Found::Counted(count) => influence::of_ratio(&report.evidence, |sample| {
                (count(&sample.counts) as f64 * OUT_OF, sample.counts.offered as f64)
            }),
        }
    }

    /// One of its values with its unit.
    #[must_use]
    pub fn written(&self, value: Option<f64>) -> String {
        value.map_or_else(|| self.absent.to_owned(), |value| self.unit.written(value))
    }

    /// Of a whole report, with how sure it is.
    #[must_use]
    pub fn estimate(&self, report: &Report) -> Estimate {
        let interval = match self.found {
            Found::Measured { interval, .. } => interval(report),
            Found::Counted(_) => None,
        };
        Estimate { value: self.of_report(report), interval }
    }

    /// How often it happened in all replications together; absent where the figure is no count.
    #[must_use]
    pub fn count(&self, report: &Report) -> Option<u64> {
        match self.found {
            Found::Measured { .. } => None,
            Found::Counted(count) => Some(count(&report.counts())),
        }
    }
}

#[allow(clippy::cast_precision_loss)] // counts below 2^53
fn in_a_thousand(counts: &Counts, count: fn(&Counts) -> u64) -> Option<f64> {
    (counts.offered > 0).then(|| count(counts) as f64 * OUT_OF / counts.offered as f64)
}

/// There is one row of each id, so the id says which figure it is.
impl PartialEq for Figure {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl fmt::Debug for Figure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.id)
    }
}

/// As its id.
impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id)
    }
}

impl Estimate {
    /// Half the interval's width; absent where it is not known, or exact.
    #[must_use]
    pub fn half(&self) -> Option<f64> {
        self.interval.map(|[low, high]| (high - low) / 2.0).filter(|half| *half > 0.0)
    }

    /// How sure it is: "± 9 ms"; where that would go beyond what is possible, from where to where: "94 to 100".
    /// Absent where it is not known, or exact.
    #[must_use]
    pub fn unsure(&self, unit: Unit) -> Option<String> {
        let (half, [low, high]) = (self.half()?, self.interval?);
        let [least, most] = unit.possible();
        if low >= least && high <= most {
            return Some(format!("± {}", unit.half(half)));
        }
        Some(format!("{} to {}", unit.bare(low.max(least)), unit.bare(high.min(most))))
    }

    /// "412 ms ± 9 ms", of this figure; "97.6 of 100, 94 to 100".
    #[must_use]
    pub fn written(&self, figure: &Figure) -> String {
        let value = figure.written(self.value);
        match self.unsure(figure.unit) {
            None => value,
            Some(unsure) if unsure.starts_with('±') => format!("{value} {unsure}"),
            Some(unsure) => format!("{value}, {unsure}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::report::Requests;

    #[test]
    fn ids_are_unique_and_every_row_has_its_words() {
        for it in &FIGURES {
            assert_eq!(FIGURES.iter().filter(|other| *other == it).count(), 1, "{it:?}");
            assert_eq!(figure(it.id), it);
            assert!(!it.name.is_empty() && !it.means.is_empty() && !it.means.ends_with('.'));
        }
    }

    #[test]
    fn counts_are_in_a_thousand_requests() {
        let requests = Requests { offered: 400, stuck: 3, ..Requests::default() };
        let report = Report { requests, ..Report::default() };
        let stuck = figure("requests.stuck");
        assert_eq!((stuck.of_report(&report), stuck.count(&report)), (Some(7.5), Some(3)));
        assert_eq!(stuck.of_report(&Report::default()), None, "of no requests none are so many");
        assert_eq!(figure("success_ratio").count(&report), None);
    }

    #[test]
    fn nothing_adds_nothing() {
        for it in &FIGURES {
            assert!(it.influences(&Report::default()).is_empty(), "{it:?}");
        }
    }

    #[test]
    fn an_estimate_is_written_with_how_sure_it_is() {
        let sure = Estimate { value: Some(412.0), interval: Some([402.6, 421.4]) };
        assert_eq!(sure.written(figure("answer_ms.p95")), "412 ms ± 9.4 ms");
    }

    #[test]
    fn h8_an_interval_stays_within_what_is_possible() {
        let share = |value: f64, half: f64| {
            let interval = Some([value - half, value + half]);
            Estimate { value: Some(value), interval }.unsure(Unit::Share).unwrap()
        };
        assert_eq!(share(0.976, 0.0364), "94 to 100");
        assert_eq!(share(0.976, 0.0124), "± 1.24");
        assert_eq!(share(0.01, 0.02), "0 to 3");
        let time = Estimate { value: Some(5.0), interval: Some([-1.0, 11.0]) };
        assert_eq!(time.written(figure("answer_ms.p95")), "5 ms, 0 ms to 11 ms");
        let count = Estimate { value: Some(2.0), interval: Some([-1.0, 5.0]) };
        assert_eq!(count.unsure(Unit::InThousand).unwrap(), "0 to 5");
        let exact = Estimate { value: Some(0.983), interval: Some([0.983; 2]) };
        assert_eq!(exact.written(figure("success_ratio")), "98.3 of 100");
        assert_eq!(Estimate::default().written(figure("throughput_per_s")), "–");
        assert_eq!(Estimate::default().written(figure("answer_ms.p95")), NEVER);
        assert_eq!(figure("success_ratio").written(None), "–");
    }
}
