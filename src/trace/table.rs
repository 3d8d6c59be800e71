//! The trace as lines of a table, for those who read.

use super::phase::PhaseKind;
use super::request::{SpanRow, Trace};
use super::waterfall::MOST_ROWS;
use super::words;
use crate::model::Scenario;
use crate::units::format;
use crate::units::{Duration, Moment};

/// A row of the trace in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The request, or the step and which attempt at it.
    pub name: String,
    /// When it began.
    pub begin: Moment,
    /// How long after the arrival that was.
    pub after: String,
    /// How long it paused before, was on the way, waited, was worked on and held its worker, in this
    /// order; empty for none.
    pub lengths: [String; 5],
    /// How long it took in all.
    pub took: String,
    /// How it ended.
    pub ended: &'static str,
}

/// What the lengths of a line are of.
pub const LENGTHS: [&str; 5] = ["Pause", "On the way", "Waiting", "Work", "Worker held"];

/// The lines of a trace, as many as are drawn.
#[must_use]
pub fn lines(scenario: &Scenario, trace: &Trace) -> Vec<Line> {
    trace.rows().take(MOST_ROWS).map(|row| line(scenario, trace, row)).collect()
}

fn line(scenario: &Scenario, trace: &Trace, row: &SpanRow) -> Line {
    let name = words::row(scenario, row);
    let length = |kinds: &[PhaseKind]| {
        let of_kind = row.phases.iter().filter(|it| kinds.contains(&it.kind));
        let sum = of_kind.fold(Duration::ZERO, |sum, it| sum + it.length());
        if sum == Duration::ZERO { String::new() } else { format::duration(sum) }
    };
    Line {
        name: match words::attempt(row) {
            Some(attempt) => format!("{name}, {attempt}"),
            None => name,
        },
        begin: row.begin(),
        after: format::duration(row.begin().since(trace.arrived())),
        lengths: [
            length(&[PhaseKind::Pause]),
            length(&[PhaseKind::There, PhaseKind::Back]),
            length(&[PhaseKind::Queue, PhaseKind::Topic, PhaseKind::Silence]),
            length(&[PhaseKind::Work]),
            length(&[PhaseKind::Held]),
        ],
        took: format::duration(row.end().since(row.begin())),
        ended: words::ended(row),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::spans::{call, request, traces};
    use crate::testing::{shop, step};

    #[test]
    fn a_line_says_what_the_bars_show() {
        let scenario = shop([step("payment")]);
        let trace = traces(&scenario, vec![request(170), call()]).trace(7).unwrap();
        let lines = lines(&scenario, &trace);
        let [request, payment] = &lines[..] else { panic!("{lines:?}") };
        assert_eq!((request.name.as_str(), request.took.as_str()), ("Request 7", "80 ms"));
        assert_eq!(payment.after, "10 ms");
        assert_eq!(payment.lengths, ["", "20 ms", "20 ms", "30 ms", ""]);
        assert_eq!((payment.took.as_str(), payment.ended), ("70 ms", "done"));
    }
}
