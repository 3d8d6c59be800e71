//! The waterfall in pixels: a strip for each row, with a bar for each phase, on one scale of time.

use super::mark::{Mark, MarkKind};
use super::phase::Phase;
use super::request::{SpanRow, Trace};
use crate::charts::scale::Scale;
use crate::units::Moment;
use crate::units::format;

/// More rows than this are not drawn.
pub const MOST_ROWS: usize = 200;

/// A bar is at least so wide, in pixels, so that it can be seen and pressed.
const LEAST_WIDTH: f64 = 3.0;

/// A tick wants about so many pixels.
const TICK: f64 = 110.0;

/// Up to where the time is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reach {
    /// Until the answer.
    Answer,
    /// Until the last step has ended.
    #[default]
    Whole,
}

/// The waterfall of a trace.
#[derive(Debug, Clone, PartialEq)]
pub struct Waterfall {
    /// The rows that are drawn.
    pub strips: Vec<Strip>,
    /// How many rows are left out: more than can be drawn, or later than the time that is shown.
    pub left_out: usize,
    /// Round times since the arrival: where they lie, and how they are written.
    pub ticks: Vec<(f64, String)>,
    /// Upright lines: the answer, a no behind it, the completion, a customer who gave up.
    pub lines: Vec<(f64, Mark)>,
    /// How wide it is, in pixels.
    pub width: f64,
    scale: Scale,
    from: Moment,
    until: Moment,
}

/// A row as it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    /// Its index among the rows of the trace.
    pub row: usize,
    /// Its phases, in order.
    pub bars: Vec<Bar>,
    /// What is marked on it, and where.
    pub marks: Vec<(f64, Mark)>,
}

/// A phase as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// What it is of.
    pub phase: Phase,
    /// From the left of the strip, in pixels.
    pub x: f64,
    /// In pixels.
    pub width: f64,
}

impl Waterfall {
    /// Of a trace, on so many pixels from its arrival to what shall be seen.
    #[must_use]
    pub fn new(trace: &Trace, reach: Reach, width: f64) -> Self {
        let from = trace.arrived();
        let until = match reach {
            Reach::Answer => trace.answered(),
            Reach::Whole => None,
        };
        let until = until.filter(|&at| at > from).unwrap_or_else(|| trace.end());
        let length = until.since(from).as_milliseconds();
        let scale = Scale::new([0.0, length], [0.0, width]);
        let drawn = Drawn { scale, from, until, width };
        let rows: Vec<&SpanRow> = trace.rows().collect();
        let strips: Vec<Strip> = (rows.iter().enumerate())
            .filter(|(_, row)| row.begin() <= until)
            .take(MOST_ROWS)
            .map(|(index, row)| drawn.strip(index, row))
            .collect();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a handful
        let about = (width / TICK).clamp(1.0, 12.0) as usize;
        let ticks = scale.ticks(about).into_iter();
        Self {
            left_out: rows.len() - strips.len(),
            strips,
            ticks: ticks.map(|tick| (tick.at, format::milliseconds(tick.value))).collect(),
            lines: drawn.lines(trace),
            width,
            scale,
            from,
            until,
        }
    }

    /// Where a moment lies, if it is in the time that is shown.
    #[must_use]
    pub fn at(&self, moment: Moment) -> Option<f64> {
        (self.from <= moment && moment <= self.until)
            .then(|| self.scale.at(moment.since(self.from).as_milliseconds()))
    }
}

struct Drawn {
    scale: Scale,
    from: Moment,
    until: Moment,
    width: f64,
}

impl Drawn {
    fn x(&self, moment: Moment) -> f64 {
        self.scale.at(moment.min(self.until).since(self.from).as_milliseconds())
    }

    fn strip(&self, row: usize, of: &SpanRow) -> Strip {
        let seen = of.phases.iter().filter(|it| it.from < self.until || it.from == it.until);
        Strip {
            row,
            bars: seen.map(|&phase| self.bar(phase)).collect(),
            marks: of
                .marks
                .iter()
                .filter(|mark| mark.at <= self.until)
                .map(|&mark| (self.x(mark.at), mark))
                .collect(),
        }
    }

    fn bar(&self, phase: Phase) -> Bar {
        let x = self.x(phase.from);
        let width = (self.x(phase.until) - x).max(LEAST_WIDTH);
        // What is widened does not reach over the edge.
        Bar { phase, x: x.min(self.width - width).max(0.0), width }
    }

    fn lines(&self, trace: &Trace) -> Vec<(f64, Mark)> {
        let mut lines = Vec::new();
        for told in &trace.submissions {
            let first = told.rows.first().map_or(&[][..], |row| row.marks.as_slice());
            let answered = |mark: &&Mark| match mark.kind {
                MarkKind::Acknowledged
                | MarkKind::Declined
                | MarkKind::Overturned
                | MarkKind::DeclinedLater
                | MarkKind::Failed
                | MarkKind::GaveUp => true,
                MarkKind::Completed
                | MarkKind::Refused
                | MarkKind::TimedOut
                | MarkKind::Lost
                | MarkKind::Cancelled
                | MarkKind::Expired
                | MarkKind::Replayed
                | MarkKind::Repeated
                | MarkKind::Dead => false,
            };
            lines.extend(first.iter().filter(answered).copied());
            let later = told.outcome.completed.filter(|&at| Some(at) != told.outcome.answer.at());
            lines.extend(later.map(|at| Mark { kind: MarkKind::Completed, at }));
        }
        lines.retain(|mark| mark.at <= self.until);
        lines.into_iter().map(|mark| (self.x(mark.at), mark)).collect()
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp)] // whole numbers
mod tests {
    use super::*;
    use crate::engine::Span;
    use crate::testing::spans::{call, delivery, ms, request, traces};
    use crate::testing::{shop, step};

    fn trace() -> Trace {
        let scenario = shop([step("payment"), step("receipt").after(["payment"]).event()]);
        traces(&scenario, vec![request(170), call(), delivery(165, 290)]).trace(7).unwrap()
    }

    #[test]
    fn bars_lie_where_the_time_does() {
        let whole = Waterfall::new(&trace(), Reach::Whole, 400.0);
        let payment = &whole.strips[1];
        let told: Vec<(f64, f64)> = payment.bars.iter().map(|bar| (bar.x, bar.width)).collect();
        // 200 ms on 400 pixels, from 90 ms on.
        assert_eq!(told, [(20.0, 20.0), (40.0, 40.0), (80.0, 60.0), (140.0, 20.0)]);
        assert_eq!(
            (whole.at(ms(100)), whole.at(ms(89)), whole.at(ms(291))),
            (Some(20.0), None, None)
        );
        let lines: Vec<(f64, MarkKind)> = whole.lines.iter().map(|(x, it)| (*x, it.kind)).collect();
        assert_eq!(lines, [(160.0, MarkKind::Acknowledged), (400.0, MarkKind::Completed)]);
        assert_eq!(whole.left_out, 0);
    }

    #[test]
    fn until_the_answer_what_comes_later_is_cut() {
        let answer = Waterfall::new(&trace(), Reach::Answer, 80.0);
        let receipt = &answer.strips[2];
        assert_eq!(receipt.bars.len(), 2);
        assert!(receipt.bars.iter().all(|bar| bar.x + bar.width <= 80.0));
        assert_eq!(answer.lines.len(), 1);
    }

    #[test]
    fn many_rows_are_bounded() {
        let scenario = shop([step("payment")]);
        let mut spans = vec![request(400)];
        spans.extend((0..500).map(|attempt| Span { attempt, ..call() }));
        let trace = traces(&scenario, spans).trace(7).unwrap();
        let waterfall = Waterfall::new(&trace, Reach::Whole, 400.0);
        assert_eq!((waterfall.strips.len(), waterfall.left_out), (MOST_ROWS, 301));
    }
}
