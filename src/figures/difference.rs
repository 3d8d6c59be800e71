//! One figure of two designs on the same arrivals, and what differs.

use serde::Serialize;

use super::Figure;
use crate::engine::{Report, half_width};

/// One figure of two designs; all numbers in the figure's unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// Which figure.
    pub figure: &'static Figure,
    /// In the first design; absent where nothing was measured.
    pub before: Option<f64>,
    /// In the second design.
    pub after: Option<f64>,
    /// After less before, as they stand beside it; absent where either is.
    pub difference: Option<f64>,
    /// 95 % interval of the difference, from the replications in pairs.
    pub interval: Option<[f64; 2]>,
    /// The same, had the replications not been paired: what common chance saves.
    pub unpaired_interval: Option<[f64; 2]>,
}

impl Figure {
    /// What differs between two designs, from reports of the same replications of both.
    #[must_use]
    pub fn difference(&'static self, before: &Report, after: &Report) -> Difference {
        let (olds, news) = (self.influences(before), self.influences(after));
        let gaps: Vec<f64> = olds.iter().zip(&news).map(|(old, new)| new - old).collect();
        let (old, new) = (self.of_report(before), self.of_report(after));
        let gap = old.zip(new).map(|(old, new)| new - old);
        let around = |half: Option<f64>| Some([gap? - half?, gap? + half?]);
        let unpaired = half_width(&olds)
            .zip(half_width(&news))
            .map(|(old, new)| libm::sqrt(old * old + new * new));
        Difference {
            figure: self,
            before: old,
            after: new,
            difference: gap,
            interval: around(half_width(&gaps)),
            unpaired_interval: around(unpaired),
        }
    }
}

impl Difference {
    /// The difference, where it is more than chance: its 95 % interval does not contain zero.
    #[must_use]
    pub fn beyond_chance(&self) -> Option<f64> {
        let [low, high] = self.interval?;
        self.difference.filter(|_| low > 0.0 || high < 0.0)
    }

    /// "−551 ms ± 14 ms": what differs, with how sure that is.
    #[must_use]
    pub fn written(&self) -> String {
        self.figure.unit.change(self.difference, self.interval)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Sample;
    use crate::figures::figure;

    fn report(failed: &[u64]) -> Report {
        let sample = |&failed| {
            let mut sample = Sample::default();
            (sample.counts.offered, sample.counts.failed) = (100, failed);
            sample
        };
        let mut report = Report::default();
        report.evidence.samples = failed.iter().map(sample).collect();
        report.requests.offered = 100 * failed.len() as u64;
        report.requests.failed = failed.iter().sum();
        report
    }

    #[test]
    fn replications_are_compared_in_pairs() {
        // 10, 20 and 30 in a thousand more, of what varies far more: 20 on average, give or take
        // 4.303 × 10 / √3 = 24.8.
        let found =
            figure("requests.failed").difference(&report(&[10, 50, 90]), &report(&[11, 52, 93]));
        assert_eq!(found.difference, Some(20.0));
        let [low, high] = found.interval.unwrap();
        assert!((low + 4.84).abs() < 0.01 && (high - 44.84).abs() < 0.01, "{low} {high}");
        let [low, high] = found.unpaired_interval.unwrap();
        assert!(high - low > 1_000.0, "{low} {high}");
        assert_eq!(
            (found.beyond_chance(), found.written()),
            (None, "+20 ± 24.8 in 1000".to_owned())
        );
    }

    #[test]
    fn what_has_no_pair_is_left_out() {
        let none = figure("requests.failed").difference(&report(&[]), &report(&[1]));
        assert_eq!((none.difference, none.interval), (None, None));
        let one = figure("requests.failed").difference(&report(&[1]), &report(&[3]));
        assert_eq!((one.difference, one.interval), (Some(20.0), None));
        assert_eq!(serde_json::to_value(&one).unwrap()["figure"], "requests.failed");
    }
}
