//! The figures of a report as they are read: each beside what it was, with how sure it is and what it is
//! held against.

use super::format;
use crate::simulation::Report;

/// Figures of one kind.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// What they are of, as a heading.
    pub title: &'static str,
    /// The same in the lexicon's word, before each name; may be empty.
    pub of: &'static str,
    /// What that means, in a phrase.
    pub means: &'static str,
    /// The figures.
    pub figures: &'static [Figure],
}

/// One figure: where it is found in a report, and how it is written.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    /// Unique among all figures.
    pub id: &'static str,
    /// What it is called, after the kind's `of`.
    pub name: &'static str,
    /// What it means, in a sentence without its full stop.
    pub means: &'static str,
    value: fn(&Report) -> Option<f64>,
    interval: fn(&Report) -> Option<[f64; 2]>,
    written: fn(f64) -> String,
    half_written: fn(f64) -> String,
    target: &'static str,
}

/// A figure as it is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The figure with its unit; a dash where nothing was measured.
    pub now: String,
    /// "± 9 ms"; empty where it is not known, or exact.
    pub unsure: String,
    /// What it was before the last change; empty where that is the same, or unknown.
    pub before: String,
    /// What it is held against; empty where it is not.
    pub target: String,
    /// Whether it is good enough.
    pub is_met: bool,
}

/// Every figure, in the order of the table.
pub const KINDS: &[Kind] = &[ACKNOWLEDGEMENT, COMPLETION, REQUESTS];

impl Figure {
    /// Reads the figure; before there is a report, a dash.
    #[must_use]
    pub fn read(&self, report: Option<&Report>, before: Option<&Report>) -> Reading {
        let written = |report: Option<&Report>| {
            let value = report.and_then(self.value);
            value.map_or_else(|| "–".to_owned(), self.written)
        };
        let now = written(report);
        let old = before.map(|before| written(Some(before))).filter(|old| *old != now);
        let half = report
            .and_then(self.interval)
            .map(|[low, high]| (high - low) / 2.0)
            .filter(|&half| half > 0.0);
        let target = report.and_then(|report| report.targets.get(self.target));
        Reading {
            now,
            unsure: half.map(|half| format!("± {}", (self.half_written)(half))).unwrap_or_default(),
            before: old.unwrap_or_default(),
            target: target.map(|target| (self.written)(target.target)).unwrap_or_default(),
            is_met: target.is_some_and(|target| target.met),
        }
    }
}

const MILLISECONDS: Figure = Figure {
    id: "",
    name: "",
    means: "",
    value: |_| None,
    interval: |_| None,
    written: format::milliseconds,
    half_written: format::give_or_take_milliseconds,
    target: "",
};

const ACKNOWLEDGEMENT: Kind = Kind {
    title: "Until the answer",
    of: "Acknowledgement",
    means: "Time to acknowledgement: from a request's arrival to its successful answer",
    figures: &[
        Figure {
            id: "acknowledgement-p50",
            name: "p50",
            means: "Half of the customers have their answer within this time",
            value: |report| report.acknowledgement_ms.p50,
            interval: |report| report.acknowledgement_ms.p50_interval,
            ..MILLISECONDS
        },
        Figure {
            id: "acknowledgement-p95",
            name: "p95",
            means: "95 of 100 customers have their answer within this time",
            value: |report| report.acknowledgement_ms.p95,
            interval: |report| report.acknowledgement_ms.p95_interval,
            target: "acknowledgement_p95_ms",
            ..MILLISECONDS
        },
        Figure {
            id: "acknowledgement-p99",
            name: "p99",
            means: "99 of 100 customers have their answer within this time",
            value: |report| report.acknowledgement_ms.p99,
            interval: |report| report.acknowledgement_ms.p99_interval,
            ..MILLISECONDS
        },
    ],
};

const COMPLETION: Kind = Kind {
    title: "Until everything is done",
    of: "Completion",
    means: "Time to completion: from a request's arrival to the end of its last step, background included",
    figures: &[
        Figure {
            id: "completion-p50",
            name: "p50",
            means: "Half of the requests are wholly done within this time",
            value: |report| report.completion_ms.p50,
            interval: |report| report.completion_ms.p50_interval,
            ..MILLISECONDS
        },
        Figure {
            id: "completion-p95",
            name: "p95",
            means: "95 of 100 requests are wholly done within this time",
            value: |report| report.completion_ms.p95,
            interval: |report| report.completion_ms.p95_interval,
            target: "completion_p95_ms",
            ..MILLISECONDS
        },
    ],
};

const REQUESTS: Kind = Kind {
    title: "Of the requests",
    of: "",
    means: "What became of the requests that arrived",
    figures: &[
        Figure {
            id: "success",
            name: "Success",
            means: "Of 100 answered customers so many got what they asked for; the others got an error",
            value: |report| report.success_ratio,
            interval: |report| report.success_interval,
            written: |ratio| format!("{} of 100", format::in_hundred(ratio)),
            half_written: |half| format::number(half * 100.0),
            target: "success_ratio",
        },
        Figure {
            id: "throughput",
            name: "Throughput",
            means: "So many requests are acknowledged in a second",
            value: |report| Some(report.throughput_per_s),
            interval: |report| report.throughput_interval,
            written: |rate| format!("{} per s", format::number(rate)),
            half_written: format::number,
            ..MILLISECONDS
        },
    ],
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulation::report::{Latency, TargetFigure};

    fn report(p95: f64) -> Report {
        let acknowledgement_ms = Latency {
            p95: Some(p95),
            p95_interval: Some([p95 - 9.4, p95 + 9.4]),
            ..Default::default()
        };
        let target = TargetFigure { target: 500.0, actual: Some(p95), met: p95 <= 500.0 };
        let targets = [("acknowledgement_p95_ms".to_owned(), target)].into_iter().collect();
        Report { acknowledgement_ms, targets, ..Report::default() }
    }

    fn p95() -> &'static Figure {
        &ACKNOWLEDGEMENT.figures[1]
    }

    #[test]
    fn a_figure_stands_beside_what_it_was_with_how_sure_it_is_and_its_target() {
        let reading = p95().read(Some(&report(412.0)), Some(&report(1190.0)));
        assert_eq!(reading.now, "412 ms");
        assert_eq!(reading.before, "1.19 s");
        assert_eq!(reading.unsure, "± 9.4 ms");
        assert_eq!((reading.target.as_str(), reading.is_met), ("500 ms", true));
    }

    #[test]
    fn what_did_not_change_is_not_repeated_and_what_is_unknown_is_a_dash() {
        assert_eq!(p95().read(Some(&report(412.0)), Some(&report(412.1))).before, "");
        assert_eq!(p95().read(None, None), Reading { now: "–".to_owned(), ..Reading::default() });
    }

    #[test]
    fn every_figure_has_an_id_of_its_own() {
        let ids: Vec<_> = KINDS.iter().flat_map(|kind| kind.figures).map(|it| it.id).collect();
        for id in &ids {
            assert_eq!(ids.iter().filter(|other| *other == id).count(), 1, "{id}");
        }
    }
}
