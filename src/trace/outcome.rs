//! How a request ended: answered or not, complete or not, and what was given up or undone.

use super::phase::heard;
use super::{Indices, Traces};
use crate::engine::{Outcome, Span, SpanKind, Turn, way};
use crate::model::{Acknowledge, Step};
use crate::units::{Duration, Moment};

/// How one submission of a request ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestOutcome {
    /// The number of the request.
    pub request: u32,
    /// How often it had been submitted before.
    pub submission: u32,
    /// When it arrived.
    pub arrived: Moment,
    /// Which answer it had.
    pub answer: Answer,
    /// When the customer gave up waiting for it.
    pub gave_up: Option<Moment>,
    /// When its last step had ended; never, for a request that was not answered well.
    pub completed: Option<Moment>,
    /// It was answered well, and a required step behind the answer said no later.
    pub turned: Option<Turn>,
    /// It was answered well, and will never be complete: a required step behind the answer was given up or lost.
    pub never_completes: bool,
    /// Steps before the answer that it was answered without.
    pub without: Vec<usize>,
    /// Steps whose event ended as a dead letter.
    pub dead: Vec<usize>,
    /// Steps whose event was lost or dropped.
    pub lost: Vec<usize>,
    /// Steps that were undone.
    pub undone: Vec<usize>,
    /// How many attempts before the answer were further ones at the same step.
    pub retries: usize,
}

/// The answer to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// A good one.
    Acknowledged(Moment),
    /// No: a required step before the answer said so.
    Declined(Moment),
    /// An error.
    Failed(Moment),
    /// None, when the run ended.
    None,
}

impl Answer {
    /// When it was there.
    #[must_use]
    pub const fn at(self) -> Option<Moment> {
        match self {
            Self::Acknowledged(at) | Self::Declined(at) | Self::Failed(at) => Some(at),
            Self::None => None,
        }
    }
}

impl RequestOutcome {
    /// How long the answer took, from the arrival.
    #[must_use]
    pub fn took(&self) -> Option<Duration> {
        self.answer.at().map(|at| at.since(self.arrived))
    }

    /// Of the spans of one submission; `again` is when the customer submitted the request once more.
    pub(super) fn new(traces: &Traces, spans: &[&Span], again: Option<Moment>) -> Option<Self> {
        let first = spans.first()?;
        let request = spans.iter().find(|span| span.kind == SpanKind::Request);
        let answer = match request.and_then(|it| it.heard.map(|at| (it.outcome, at))) {
            Some((Outcome::Succeeded, at)) => Answer::Acknowledged(at),
            Some((Outcome::Declined, at)) => Answer::Declined(at),
            Some((_, at)) => Answer::Failed(at),
            None => Answer::None,
        };
        let arrived = request.map_or(first.sent, |it| it.sent);
        let patience = traces.design.workload.patience_ms.map(|it| arrived + it.duration());
        // At equal times patience, which was there first, ends before the answer comes; a request that
        // is refused at once has its answer before anything else.
        let end = traces.recording.end;
        let is_late = |at: Moment| match answer.at() {
            Some(answered) => at <= answered && arrived < answered,
            None => at <= end,
        };
        let mut outcome = Self {
            request: first.request,
            submission: first.submission,
            arrived,
            answer,
            gave_up: again.or(patience.filter(|&at| is_late(at))),
            completed: None,
            turned: request.and_then(|it| it.turned),
            never_completes: false,
            without: Vec::new(),
            dead: steps(spans, |it| it.outcome == Outcome::Dead),
            lost: steps(spans, |it| it.kind == SpanKind::Delivery && it.outcome == Outcome::Lost),
            undone: steps(spans, |it| {
                it.kind == SpanKind::Compensation && it.outcome == Outcome::Succeeded
            }),
            retries: retries(&traces.indices, spans),
        };
        if let Answer::Acknowledged(at) = answer {
            let ends = Ends::new(traces, spans, at);
            // After a no, which came first then, nothing is given up or complete.
            let never = request.is_some_and(|it| it.never);
            outcome.never_completes = never && outcome.turned.is_none();
            let ends_well = !never && outcome.turned.is_none();
            outcome.completed = if ends_well { ends.last(at) } else { None };
            outcome.without = ends.without(&traces.indices);
        }
        Some(outcome)
    }
}

/// The steps of which a span is so, in the order in which they first were.
fn steps(spans: &[&Span], is: impl Fn(&Span) -> bool) -> Vec<usize> {
    let mut steps = Vec::new();
    for span in spans.iter().filter(|span| is(span)) {
        if !steps.contains(&span.step) {
            steps.push(span.step);
        }
    }
    steps
}

fn retries(indices: &Indices, spans: &[&Span]) -> usize {
    let calls: Vec<usize> = (spans.iter())
        .filter(|span| span.kind == SpanKind::Call && indices.is_foreground(span.step))
        .map(|span| span.step)
        .collect();
    let mut first = calls.clone();
    first.sort_unstable();
    first.dedup();
    calls.len() - first.len()
}

/// How the steps of a request that was answered well ended.
struct Ends {
    steps: Vec<End>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Succeeded(Moment),
    GivenUp(Moment),
    /// Its event was lost on its way to the broker: nobody knows of it, nor does what follows happen.
    Vanished(Moment),
    /// It is not on the request's way.
    NotOnWay,
    NotYet,
}

impl Ends {
    fn new(traces: &Traces, spans: &[&Span], answered: Moment) -> Self {
        let (indices, scenario) = (&traces.indices, &traces.design);
        let mut ends = Self { steps: vec![End::NotYet; scenario.process.steps.len()] };
        let request = spans.first().map_or(0, |span| span.request);
        let has_choices = !scenario.process.choices.is_empty();
        let way = has_choices.then(|| way(scenario, request));
        for &index in &indices.order {
            let Some(step) = scenario.process.steps.get(index) else { continue };
            if way.as_ref().is_some_and(|way| way.steps.get(index) == Some(&false)) {
                if let Some(place) = ends.steps.get_mut(index) {
                    *place = End::NotOnWay;
                }
                continue;
            }
            let end = ends.of(indices, spans, (index, step), [answered, traces.recording.end]);
            if let Some(place) = ends.steps.get_mut(index) {
                *place = end;
            }
        }
        ends
    }

    fn of(
        &self,
        indices: &Indices,
        spans: &[&Span],
        (index, step): (usize, &Step),
        [answered, end]: [Moment; 2],
    ) -> End {
        let of_step = || {
            spans.iter().filter(move |span| {
                span.step == index && matches!(span.kind, SpanKind::Call | SpanKind::Delivery)
            })
        };
        // What is there once more changes nothing, but that a required dead letter may be made up for.
        let was_dead = step.business.is_required()
            && of_step().any(|span| !span.replayed && span.outcome == Outcome::Dead);
        let attempts = || of_step().filter(move |span| !span.replayed || was_dead);
        let is_done =
            |span: &&&Span| matches!(span.outcome, Outcome::Succeeded | Outcome::Declined);
        let well = attempts().filter(is_done);
        let well = well.filter_map(|span| span.heard).min();
        if !indices.is_foreground(index) && !bearable(step) {
            // Called by nobody's worker: with it the request is given up, even where a consumer whose
            // delivery came again has called the step once more, and with success.
            let by_nobody: Vec<&Span> = (attempts().copied())
                .filter(|span| span.kind == SpanKind::Call && span.from.is_none())
                .collect();
            if let Some(at) = given_up(step, &by_nobody, end)
                && well.is_none_or(|well| at < well)
            {
                return End::GivenUp(at);
            }
        }
        if let Some(at) = well {
            return End::Succeeded(at);
        }
        let before = indices.predecessors(index).iter().copied().chain(indices.caller(index));
        let before = before.filter_map(|step| self.steps.get(step));
        if let Some(&End::Vanished(at)) = before.clone().find(|end| matches!(end, End::Vanished(_)))
        {
            return End::Vanished(at);
        }
        // What is called during a step's work is given up with it.
        let caller = indices.caller(index).and_then(|caller| self.steps.get(caller));
        if let Some(&end @ End::GivenUp(_)) = caller {
            return end;
        }
        // Of several deliveries at once any may be the one with which it was given up.
        let ended_it = |span: &&&Span| {
            let gone = matches!(span.outcome, Outcome::Lost | Outcome::Expired | Outcome::Dead);
            span.kind == SpanKind::Delivery && gone
        };
        let last = (attempts().find(ended_it))
            .or_else(|| attempts().max_by_key(|span| (span.sent, span.attempt)));
        let Some(last) = last else {
            // In a chain, what is called behind a step is given up with it.
            let given_up = before.clone().find(|end| matches!(end, End::GivenUp(_)));
            let with_it = indices.chained && indices.is_foreground(index);
            return match given_up {
                Some(&end) if with_it => end,
                // Called by nobody that still waits: the answer is there without it.
                _ if indices.is_foreground(index) => End::GivenUp(answered),
                _ => End::NotYet,
            };
        };
        let Some(ended) = heard(last) else {
            return if indices.is_foreground(index) { End::GivenUp(answered) } else { End::NotYet };
        };
        match (last.kind, last.outcome) {
            (SpanKind::Delivery, Outcome::Lost)
                if is_lost_untaken(last) || step.delivery.acknowledge == Acknowledge::Before =>
            {
                End::Vanished(ended)
            }
            (SpanKind::Delivery, Outcome::Lost | Outcome::Expired | Outcome::Dead) => {
                End::GivenUp(ended)
            }
            (SpanKind::Call, _) if indices.is_foreground(index) => End::GivenUp(ended),
            (SpanKind::Call, _) if bearable(step) => {
                let calls: Vec<&Span> =
                    attempts().copied().filter(|span| span.kind == SpanKind::Call).collect();
                given_up(step, &calls, end).map_or(End::NotYet, End::GivenUp)
            }
            (
                SpanKind::Request
                | SpanKind::Call
                | SpanKind::Delivery
                | SpanKind::Compensation
                | SpanKind::Question
                | SpanKind::Outcome,
                _,
            ) => End::NotYet,
        }
    }

    /// When the last step ended, if all have; `answered` is when the request was.
    fn last(&self, answered: Moment) -> Option<Moment> {
        self.steps.iter().try_fold(answered, |last, end| match end {
            End::Succeeded(at) | End::GivenUp(at) | End::Vanished(at) => Some(last.max(*at)),
            End::NotOnWay => Some(last),
            End::NotYet => None,
        })
    }

    fn without(&self, indices: &Indices) -> Vec<usize> {
        (self.steps.iter().enumerate())
            .filter(|(step, end)| indices.is_foreground(*step) && matches!(end, End::GivenUp(_)))
            .map(|(step, _)| step)
            .collect()
    }
}

/// Whether nobody ever had an event: it was lost on its way, or kept no longer.
fn is_lost_untaken(span: &Span) -> bool {
    span.lost.is_some() && span.started.is_none()
}

/// When a call, of which these are the attempts, had failed for good: its retries were
/// used up, its deadline would have passed before the next attempt, or the longest pause before that was over
/// before the run was, at `end`. (A retry budget that is used up leaves no other trace.)
fn given_up(step: &Step, attempts: &[&Span], end: Moment) -> Option<Moment> {
    let policy = &step.call;
    let (mut failures, mut begun) = (0, None);
    for (index, span) in attempts.iter().enumerate() {
        if matches!(span.outcome, Outcome::Succeeded | Outcome::Declined) {
            // What follows is another call: in a chain a caller may have been started anew.
            (failures, begun) = (0, None);
            continue;
        }
        // One that is not heard of may be another call than those after it.
        let Some(ended) = heard(span) else { continue };
        let begun = *begun.get_or_insert(span.sent);
        let doubled = policy.backoff_ms.get() * libm::ldexp(1.0, failures);
        let pause = policy.backoff_max_ms.map_or(doubled, |most| doubled.min(most.get()));
        failures += 1;
        let is_last = u32::try_from(failures).is_ok_and(|failures| failures > policy.retries);
        let no_more = index + 1 == attempts.len();
        let next = ended + Duration::from_milliseconds(pause);
        let is_too_late = policy.deadline_ms.is_some_and(|it| begun + it.duration() <= next);
        if is_last || no_more && (next < end || is_too_late) {
            return Some(ended);
        }
    }
    None
}

/// Whether the request goes on when this step has failed.
pub(super) fn bearable(step: &Step) -> bool {
    step.call.fallback || !step.business.is_required()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Necessity, Scenario};
    use crate::testing::spans::{call, delivery, ms, request, traces};
    use crate::testing::{self, ScenarioDraft, shop, step};

    /// Payment, then a receipt by event.
    fn two_steps() -> ScenarioDraft {
        shop([step("payment"), step("receipt").after(["payment"]).event()])
    }

    fn outcome(scenario: &Scenario, spans: Vec<Span>) -> RequestOutcome {
        traces(scenario, spans).trace(7).unwrap().submissions[0].outcome.clone()
    }

    #[test]
    fn it_is_complete_when_the_last_step_has_ended() {
        let whole = outcome(&two_steps(), vec![request(170), call(), delivery(165, 500)]);
        assert_eq!(whole.answer, Answer::Acknowledged(ms(170)));
        assert_eq!(
            (whole.completed, whole.took()),
            (Some(ms(500)), Some(Duration::from_micros(80_000)))
        );
        let open = Span { heard: None, outcome: Outcome::Pending, ..delivery(165, 500) };
        let pending = outcome(&two_steps(), vec![request(170), call(), open]);
        assert_eq!((pending.completed, pending.never_completes), (None, false));
    }

    #[test]
    fn a_dead_letter_of_a_required_step_leaves_it_incomplete_for_ever() {
        let dead = Span { outcome: Outcome::Dead, ..delivery(165, 500) };
        let never = Span { never: true, ..request(170) };
        let required = outcome(&two_steps(), vec![never, call(), dead]);
        assert_eq!((required.never_completes, required.completed), (true, None));
        assert_eq!(required.dead, [1]);
        let mut scenario = two_steps();
        scenario.process.steps[1].business.necessity = Some(Necessity::Optional);
        let optional = outcome(&scenario, vec![request(170), call(), dead]);
        assert_eq!((optional.never_completes, optional.completed), (false, Some(ms(500))));
    }

    #[test]
    fn an_answer_without_an_optional_step_is_told() {
        let mut scenario = two_steps();
        scenario.process.steps[0].business.necessity = Some(Necessity::Optional);
        let failed = Span { outcome: Outcome::Failed, ..call() };
        let degraded = outcome(&scenario, vec![request(170), failed, delivery(165, 500)]);
        assert_eq!((degraded.without.as_slice(), degraded.retries), (&[0][..], 0));
    }

    #[test]
    fn a_customer_who_waits_too_long_gives_up() {
        let mut scenario = two_steps();
        scenario.workload.patience_ms = Some(testing::ms(50.0));
        let failed = Span { outcome: Outcome::Failed, ..request(170) };
        let given_up = outcome(&scenario, vec![failed]);
        assert_eq!((given_up.gave_up, given_up.answer), (Some(ms(140)), Answer::Failed(ms(170))));
    }
}
