//! What the time from the arrival to the answer went into: the critical path, walked back from the
//! answer.
//!
//! At each moment the answer waited for something. Walking back, that is the attempt whose end its
//! caller knew of last before the answer; before it began, the one whose end made it begin; and so on to
//! the arrival.
//! What no attempt explains is the entry's own: its queue, or its worker being held. In a chain a worker
//! that is held waits for what it called, and so does a caller's, so that time is explained by those calls in turn. Parallel
//! branches that ended earlier are not on the path. The parts follow one another without a gap, so they
//! add up to the time until the answer, exactly.

use super::Indices;
use super::phase::PhaseKind;
use super::span_row::{SpanRow, calls_itself};
use crate::engine::SpanKind;
use crate::units::{Duration, Moment};

/// The parts of the time until the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LatencyBreakdown {
    /// In order of time, without a gap, from the arrival to the answer.
    pub parts: Vec<Part>,
}

/// A part of the time until the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// What the answer waited for.
    pub kind: PhaseKind,
    /// Of which step; none at the entry.
    pub step: Option<usize>,
    /// At which service, where there is one.
    pub service: Option<usize>,
    /// From when on.
    pub from: Moment,
    /// Until when.
    pub until: Moment,
}

/// How much of the time until the answer was of one kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// Of what kind.
    pub kind: PhaseKind,
    /// How long, together.
    pub length: Duration,
    /// Of the whole, from 0 to 1.
    pub ratio: f64,
}

impl Part {
    const fn length(&self) -> Duration {
        self.until.since(self.from)
    }
}

impl LatencyBreakdown {
    /// Of the rows of one submission; nothing without an answer.
    pub(super) fn new(indices: &Indices, rows: &[SpanRow]) -> Option<Self> {
        let request = rows.iter().find(|row| row.span.kind == SpanKind::Request)?;
        let answered = request.span.heard?;
        let taken = request.span.started.unwrap_or(answered).min(answered);
        let walk = Walk { indices, rows, entry: request.span.to };
        let mut parts = Vec::new();
        walk.back(taken, answered, None, &mut parts);
        walk.own(PhaseKind::Queue, request.span.sent, taken, &mut parts);
        parts.reverse();
        Some(Self { parts })
    }

    /// From the arrival to the answer.
    #[must_use]
    pub fn length(&self) -> Duration {
        self.parts.iter().fold(Duration::ZERO, |sum, part| sum + part.length())
    }

    /// How much of it was of each kind, in the order of [`PhaseKind::ALL`]; kinds that do not occur
    /// are left out.
    #[must_use]
    pub fn shares(&self) -> Vec<Share> {
        let whole = self.length().as_milliseconds();
        (PhaseKind::ALL.into_iter())
            .map(|kind| {
                let of_kind = self.parts.iter().filter(|part| part.kind == kind);
                let length = of_kind.fold(Duration::ZERO, |sum, part| sum + part.length());
                let ratio = if whole > 0.0 { length.as_milliseconds() / whole } else { 0.0 };
                Share { kind, length, ratio }
            })
            .filter(|share| share.length > Duration::ZERO)
            .collect()
    }

    /// What took longest, of one kind at one service: the first of equals.
    #[must_use]
    pub fn largest(&self) -> Option<(PhaseKind, Option<usize>, Duration)> {
        let mut sums: Vec<(PhaseKind, Option<usize>, Duration)> = Vec::new();
        for part in &self.parts {
            match sums.iter_mut().find(|it| (it.0, it.1) == (part.kind, part.service)) {
                Some(sum) => sum.2 += part.length(),
                None => sums.push((part.kind, part.service, part.length())),
            }
        }
        sums.into_iter().reduce(|most, next| if next.2 > most.2 { next } else { most })
    }
}

struct Walk<'a> {
    indices: &'a Indices,
    rows: &'a [SpanRow],
    entry: Option<usize>,
}

impl Walk<'_> {
    /// Explains the time between two moments, the latest part first; `holder` is whose worker was held
    /// then, the entry's if nobody's.
    fn back(&self, from: Moment, until: Moment, holder: Option<&SpanRow>, parts: &mut Vec<Part>) {
        let mut at = until;
        while at > from {
            let Some((heard, row)) = self.last_heard(from, at, holder) else { break };
            self.held(holder, heard, at, parts);
            for phase in row.phases.iter().rev() {
                let until = phase.until.min(heard);
                if phase.kind == PhaseKind::Held && calls_itself(self.indices, &row.span) {
                    self.back(phase.from, until, Some(row), parts);
                } else {
                    push(parts, part_of(row, phase.kind, phase.from, until));
                }
            }
            at = row.begin();
        }
        self.held(holder, from, at, parts);
    }

    /// The attempt that lies between two moments and whose end was known last, of those that the holder
    /// of the worker called; of several the one that began last, and of these the one that was recorded
    /// last.
    fn last_heard(
        &self,
        from: Moment,
        until: Moment,
        holder: Option<&SpanRow>,
    ) -> Option<(Moment, &SpanRow)> {
        (self.rows.iter())
            .filter(|row| row.foreground && row.span.kind == SpanKind::Call)
            .filter(|row| self.is_called_by(holder, row))
            .filter_map(|row| Some((row.heard()?, row)))
            .filter(|&(heard, row)| {
                let begin = row.begin();
                from <= begin && begin < heard && heard <= until
            })
            .max_by_key(|&(heard, row)| (heard, row.begin()))
    }

    /// A step with a caller is called by it; in a chain each service calls what its own step made ready;
    /// otherwise the entry calls.
    fn is_called_by(&self, holder: Option<&SpanRow>, row: &SpanRow) -> bool {
        let step = row.span.step;
        match holder {
            Some(holder) => self.indices.may_call(holder.span.step, step),
            None if self.indices.caller(step).is_some() => false,
            None => !self.indices.chained || self.indices.predecessors(step).is_empty(),
        }
    }

    /// A worker was held: a step's, or the entry's.
    fn held(&self, holder: Option<&SpanRow>, from: Moment, until: Moment, parts: &mut Vec<Part>) {
        match holder {
            Some(row) => push(parts, part_of(row, PhaseKind::Held, from, until)),
            None => self.own(PhaseKind::Held, from, until, parts),
        }
    }

    fn own(&self, kind: PhaseKind, from: Moment, until: Moment, parts: &mut Vec<Part>) {
        push(parts, Part { kind, step: None, service: self.entry, from, until });
    }
}

const fn part_of(row: &SpanRow, kind: PhaseKind, from: Moment, until: Moment) -> Part {
    Part { kind, step: Some(row.span.step), service: row.span.to, from, until }
}

fn push(parts: &mut Vec<Part>, part: Part) {
    if part.until > part.from {
        parts.push(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Span;
    use crate::model::{Coordination, Mode, Scenario};
    use crate::testing::spans::{call, ms, recorded, request, traces};
    use crate::testing::{self, checkout, shop, step};

    fn told(scenario: &Scenario, spans: Vec<Span>) -> String {
        let trace = traces(scenario, spans).trace(7).unwrap();
        let breakdown = trace.submissions[0].breakdown.clone().unwrap();
        let tell = |part: &Part| {
            let [from, until] = [part.from, part.until].map(|at| at.as_micros() / 1_000);
            let whose = part.step.map_or("entry".to_owned(), |step| step.to_string());
            format!("{whose} {:?} {from}-{until}", part.kind)
        };
        breakdown.parts.iter().map(tell).collect::<Vec<_>>().join(", ")
    }

    fn later(span: Span, step: usize, by: u64) -> Span {
        let add = |moment: Moment| moment + Duration::from_micros(by * 1_000);
        Span {
            step,
            sent: add(span.sent),
            arrived: span.arrived.map(add),
            started: span.started.map(add),
            worked: span.worked.map(add),
            released: span.released.map(add),
            answered: span.answered.map(add),
            heard: span.heard.map(add),
            ..span
        }
    }

    #[test]
    fn of_parallel_branches_the_last_one_counts() {
        let scenario = shop([step("one"), step("two")]);
        let slow = Span {
            step: 1,
            worked: Some(ms(190)),
            released: Some(ms(190)),
            answered: Some(ms(190)),
            heard: Some(ms(200)),
            ..call()
        };
        assert_eq!(
            told(&scenario, vec![request(205), call(), slow]),
            "entry Queue 90-100, 1 There 100-110, 1 Queue 110-130, 1 Work 130-190, 1 Back 190-200, entry Held 200-205"
        );
    }

    #[test]
    fn in_a_chain_a_held_worker_is_explained_by_what_it_called() {
        let scenario = shop([step("outer"), step("inner").after(["outer"])]).chained();
        let outer = Span {
            released: Some(ms(240)),
            answered: Some(ms(240)),
            heard: Some(ms(250)),
            ..call()
        };
        let inner = Span { from: Some(1), to: Some(2), ..later(call(), 1, 60) };
        assert_eq!(
            told(&scenario, vec![request(250), outer, inner]),
            "entry Queue 90-100, 0 There 100-110, 0 Queue 110-130, 0 Work 130-160, \
             1 There 160-170, 1 Queue 170-190, 1 Work 190-220, 1 Back 220-230, \
             0 Held 230-240, 0 Back 240-250"
        );
    }

    #[test]
    fn the_parts_add_up_to_the_time_until_the_answer() {
        for coordination in [Coordination::Orchestrated, Coordination::Chained] {
            let mut scenario = checkout(Mode::RequestResponse).coordination(coordination);
            for step in &mut scenario.process.steps {
                step.error_ratio = testing::ratio(0.1);
                step.call.retries = 2;
                step.call.timeout_ms = Some(testing::ms(120.0));
                step.call.backoff_ms = testing::ms(20.0);
            }
            let traces = recorded(&scenario);
            let mut answers = 0;
            for request in 0..150 {
                let trace = traces.trace(request).unwrap();
                for submission in &trace.submissions {
                    let Some(took) = submission.outcome.took() else { continue };
                    let breakdown = submission.breakdown.as_ref().unwrap();
                    assert_eq!(breakdown.length(), took);
                    assert_eq!(
                        breakdown.parts.first().map(|it| it.from),
                        Some(submission.outcome.arrived)
                    );
                    assert!(breakdown.parts.windows(2).all(|it| it[0].until == it[1].from));
                    let ratios: f64 = breakdown.shares().iter().map(|share| share.ratio).sum();
                    assert!((ratios - 1.0).abs() < 1e-9);
                    answers += 1;
                }
            }
            assert!(answers > 100);
        }
    }
}
