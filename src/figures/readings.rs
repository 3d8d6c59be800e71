//! The figures of a report as they are read: each beside what it was, with how sure it is and what it is
//! held against.

use crate::engine::Report;
use crate::figures::{Estimate, Figure, figure};

/// Figures of one kind.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// What they are of, as a heading.
    pub title: &'static str,
    /// The same in the lexicon's word, with which the name of each begins; may be empty.
    pub of: &'static str,
    /// What that means, in a phrase.
    pub means: &'static str,
    /// The figures.
    pub figures: &'static [&'static Figure],
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

/// The figures that are read, in the order of the table.
pub const KINDS: &[Kind] = &[
    Kind {
        title: "Until the answer",
        of: "Answer",
        means: "From a customer's arrival to the answer, yes or no, that they hear; who hears none counts as longer than any",
        figures: &[figure("answer_ms.p50"), figure("answer_ms.p95"), figure("answer_ms.p99")],
    },
    Kind {
        title: "Until everything is done",
        of: "Completion",
        means: "Time to completion: from a request's arrival to the end of its last step, background included; the p50 of those that are complete, the p95 of all that were told yes",
        figures: &[figure("completion_ms.p50"), figure("done_p95_ms")],
    },
    Kind {
        title: "Of the requests",
        of: "",
        means: "What became of the requests that arrived",
        figures: &[figure("success_ratio"), figure("throughput_per_s")],
    },
];

impl Kind {
    /// What one of its figures is called after [`of`](Self::of): "p95".
    #[must_use]
    pub fn short_name(&self, figure: &Figure) -> &'static str {
        figure.name.strip_prefix(self.of).unwrap_or(figure.name).trim_start()
    }
}

/// What a figure is called in the page's own ids: "answer-p95".
#[must_use]
pub fn key(figure: &Figure) -> String {
    figure.name.to_ascii_lowercase().replace(' ', "-")
}

/// Reads a figure; before there is a report, a dash.
#[must_use]
pub fn read(figure: &Figure, report: Option<&Report>, before: Option<&Report>) -> Reading {
    let unit = figure.unit;
    let written = |estimate: Estimate| {
        estimate.value.map_or_else(|| figure.absent.to_owned(), |value| unit.short(value))
    };
    let estimate = report.map(|report| figure.estimate(report)).unwrap_or_default();
    let now = report.map_or_else(|| "–".to_owned(), |_| written(estimate));
    let old = before.map(|before| written(figure.estimate(before))).filter(|old| *old != now);
    let target = figure.target.and_then(|target| report?.targets.get(target));
    Reading {
        now,
        unsure: estimate.unsure(unit).unwrap_or_default(),
        before: old.unwrap_or_default(),
        target: target.map(|target| unit.short(target.target)).unwrap_or_default(),
        is_met: target.is_some_and(|target| target.met),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::report::{Latency, TargetFigure};

    fn report(p95: f64) -> Report {
        let answer_ms = Latency {
            p95: Some(p95),
            p95_interval: Some([p95 - 9.4, p95 + 9.4]),
            ..Default::default()
        };
        let target = TargetFigure { target: 500.0, actual: Some(p95), met: p95 <= 500.0 };
        let targets = [("acknowledgement_p95_ms".to_owned(), target)].into_iter().collect();
        Report { answer_ms, targets, ..Report::default() }
    }

    const P95: &Figure = figure("answer_ms.p95");

    #[test]
    fn a_figure_stands_beside_what_it_was_with_how_sure_it_is_and_its_target() {
        let reading = read(P95, Some(&report(412.0)), Some(&report(1190.0)));
        assert_eq!(reading.now, "412 ms");
        assert_eq!(reading.before, "1.19 s");
        assert_eq!(reading.unsure, "± 9.4 ms");
        assert_eq!((reading.target.as_str(), reading.is_met), ("500 ms", true));
    }

    #[test]
    fn what_did_not_change_is_not_repeated_and_what_is_unknown_is_a_dash() {
        assert_eq!(read(P95, Some(&report(412.0)), Some(&report(412.1))).before, "");
        // Of a run in which too few were answered there is none, and never will be.
        assert_eq!(read(P95, Some(&Report::default()), Some(&report(412.0))).now, "never");
        assert_eq!(read(P95, None, None), Reading { now: "–".to_owned(), ..Reading::default() });
    }

    #[test]
    fn a_figure_is_called_shortly_beside_its_kind_and_wholly_in_the_page() {
        let names: Vec<(&str, String)> = (KINDS.iter())
            .flat_map(|kind| kind.figures.iter().map(|it| (kind.short_name(it), key(it))))
            .collect();
        let expected = [
            ("p50", "answer-p50"),
            ("p95", "answer-p95"),
            ("p99", "answer-p99"),
            ("p50", "completion-p50"),
            ("p95", "completion-p95"),
            ("Success", "success"),
            ("Throughput", "throughput"),
        ];
        assert_eq!(names, expected.map(|(short, key)| (short, key.to_owned())));
    }

    #[test]
    fn a_rate_is_written_for_little_room() {
        let now = Report { throughput_per_s: 19.72, ..Report::default() };
        assert_eq!(read(figure("throughput_per_s"), Some(&now), None).now, "19.7 per s");
    }
}
