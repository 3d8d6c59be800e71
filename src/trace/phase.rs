//! An attempt cut into what it was doing: on its way, waiting, at work, on its way back.
//!
//! Phases follow one another without a gap, and each ends at a moment of the span (or, where the run
//! ended or the caller was answered before, there). So their lengths add up to the whole.

use crate::engine::{Outcome, Span, SpanKind};
use crate::units::{Duration, Moment};

/// What an attempt is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PhaseKind {
    /// The pause before this attempt, after the one before it.
    Pause,
    /// The message is on its way; for an event, through its outbox and the broker.
    There,
    /// It waits in the queue of its service, or for the worker that its request holds.
    Queue,
    /// The event waits in its topic.
    Topic,
    /// A worker works on it.
    Work,
    /// Its worker publishes, or waits for what it called.
    Held,
    /// The answer is on its way.
    Back,
    /// It is lost, and its caller waits for an answer that will not come.
    Silence,
}

/// A part of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phase {
    /// What it is doing.
    pub kind: PhaseKind,
    /// From when on.
    pub from: Moment,
    /// Until when.
    pub until: Moment,
    /// It had not ended when the run did.
    pub open: bool,
    /// Its caller had given up: the result reached nobody.
    pub unheard: bool,
}

impl PhaseKind {
    /// All, in the order in which an attempt goes through them.
    pub const ALL: [Self; 8] = [
        Self::Pause,
        Self::There,
        Self::Queue,
        Self::Topic,
        Self::Work,
        Self::Held,
        Self::Back,
        Self::Silence,
    ];
}

impl Phase {
    /// How long it lasted.
    #[must_use]
    pub const fn length(&self) -> Duration {
        self.until.since(self.from)
    }
}

/// A call on a worker that its request held already.
pub(super) fn is_local(span: &Span) -> bool {
    span.kind == SpanKind::Call && span.from.is_some() && span.from == span.to
}

/// When the caller knew how an attempt had ended, or had given up.
pub(super) fn heard(span: &Span) -> Option<Moment> {
    // What is lost together with the worker that both share is known at once.
    span.heard.or(if is_local(span) { span.lost } else { None })
}

/// The phases of a span. A pause before it began at `pause`; its caller waits until `patience` at the
/// longest, and the run ended at `end`.
pub(super) fn phases(
    span: &Span,
    pause: Option<Moment>,
    patience: Moment,
    end: Moment,
) -> Vec<Phase> {
    let mut cut = Cutting { at: pause.unwrap_or(span.sent), phases: Vec::new() };
    if pause.is_some() {
        cut.until(PhaseKind::Pause, span.sent);
    }
    let all_ended = cut.stages(span, end);
    cut.what_follows(span, all_ended, patience, end);
    let mut phases = cut.phases;
    if span.outcome == Outcome::TimedOut
        && let Some(heard) = span.heard
    {
        phases = split(&phases, heard);
    }
    phases
}

struct Cutting {
    at: Moment,
    phases: Vec<Phase>,
}

impl Cutting {
    fn until(&mut self, kind: PhaseKind, until: Moment) {
        if until > self.at {
            let from = std::mem::replace(&mut self.at, until);
            self.phases.push(Phase { kind, from, until, open: false, unheard: false });
        }
    }

    fn open(&mut self, kind: PhaseKind, end: Moment) {
        let before = self.phases.len();
        self.until(kind, end);
        if let Some(last) = self.phases.get_mut(before) {
            last.open = true;
        }
    }

    /// The way to a worker and the time on it; whether all of it ended.
    fn stages(&mut self, span: &Span, end: Moment) -> bool {
        use PhaseKind::{Held, Pause, Queue, There, Topic, Work};
        let Span { arrived, started, worked, released, answered, .. } = *span;
        let stages: &[(PhaseKind, Option<Moment>)] = match span.kind {
            SpanKind::Request => &[(Queue, started), (Held, released)],
            SpanKind::Outcome => {
                &[(There, arrived), (Topic, started), (Work, worked), (Held, released)]
            }
            SpanKind::Delivery => {
                let first = if span.attempt > 0 { Pause } else { There };
                &[(first, arrived), (Topic, started), (Work, worked), (Held, released)]
            }
            SpanKind::Call | SpanKind::Compensation if is_local(span) => {
                &[(Queue, started), (Work, worked), (Held, released)]
            }
            // Refused where it arrived: it was never in the queue.
            SpanKind::Call | SpanKind::Compensation if arrived.is_none() && answered.is_some() => {
                &[(There, answered)]
            }
            SpanKind::Call | SpanKind::Compensation | SpanKind::Question => {
                &[(There, arrived), (Queue, started), (Work, worked), (Held, released)]
            }
        };
        for &(kind, ended) in stages {
            if let Some(moment) = ended {
                self.until(kind, moment);
                continue;
            }
            let settled = if span.outcome == Outcome::TimedOut { None } else { span.heard };
            match span.lost.or(settled) {
                Some(moment) => self.until(kind, moment),
                None => self.open(kind, end),
            }
            return false;
        }
        true
    }

    /// The way of the answer, or the wait for one that will not come.
    fn what_follows(&mut self, span: &Span, all_ended: bool, patience: Moment, end: Moment) {
        match span.kind {
            SpanKind::Delivery | SpanKind::Outcome => return,
            SpanKind::Request => {
                // Taken along by a crash that swallows: the customer hears nothing.
                if span.lost.is_some() && span.heard.is_none() {
                    self.open(PhaseKind::Silence, end);
                }
                return;
            }
            SpanKind::Call | SpanKind::Compensation if is_local(span) => return,
            SpanKind::Call | SpanKind::Compensation | SpanKind::Question => {}
        }
        match (span.lost, span.heard) {
            // A service that goes down refusing lets its callers know.
            (Some(_), Some(heard)) if span.outcome != Outcome::TimedOut => {
                self.until(PhaseKind::Back, heard);
            }
            (Some(_), Some(heard)) => self.until(PhaseKind::Silence, heard),
            (Some(_), None) if span.from.is_none() => {}
            (Some(_), None) if patience < end => self.until(PhaseKind::Silence, patience),
            (Some(_), None) => self.open(PhaseKind::Silence, end),
            (None, Some(heard)) if all_ended => self.until(PhaseKind::Back, heard),
            (None, None) if all_ended && span.answered.is_some() => {
                self.open(PhaseKind::Back, end);
            }
            (None, _) => {}
        }
    }
}

/// What comes after this moment is unheard.
fn split(phases: &[Phase], heard: Moment) -> Vec<Phase> {
    let mut parts = Vec::new();
    for &phase in phases {
        if phase.until <= heard {
            parts.push(phase);
        } else if phase.from >= heard {
            parts.push(Phase { unheard: true, ..phase });
        } else {
            parts.push(Phase { until: heard, open: false, ..phase });
            parts.push(Phase { from: heard, unheard: true, ..phase });
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::spans::{call, ms};

    const END: Moment = ms(1_000);

    /// The phases as kind, from and until in milliseconds; unheard ones with a bang.
    fn told(span: &Span, pause: Option<Moment>) -> String {
        let tell = |it: &Phase| {
            let [from, until] = [it.from, it.until].map(|at| at.as_micros() / 1_000);
            let open = if it.open { "…" } else { "" };
            let unheard = if it.unheard { "!" } else { "" };
            format!("{:?}{unheard} {from}-{until}{open}", it.kind)
        };
        let all: Vec<String> = phases(span, pause, END, END).iter().map(tell).collect();
        all.join(", ")
    }

    #[test]
    fn a_call_goes_waits_works_and_is_answered() {
        let whole = call();
        assert_eq!(told(&whole, None), "There 100-110, Queue 110-130, Work 130-160, Back 160-170");
        let holds = Span { released: Some(ms(165)), answered: Some(ms(165)), ..whole };
        assert_eq!(
            told(&holds, Some(ms(60))),
            "Pause 60-100, There 100-110, Queue 110-130, Work 130-160, Held 160-165, Back 165-170"
        );
    }

    #[test]
    fn what_goes_on_after_its_caller_gave_up_is_unheard() {
        let late = Span { heard: Some(ms(150)), outcome: Outcome::TimedOut, ..call() };
        assert_eq!(told(&late, None), "There 100-110, Queue 110-130, Work 130-150, Work! 150-160");
        let queued = Span {
            started: None,
            worked: None,
            released: None,
            answered: None,
            heard: Some(ms(200)),
            outcome: Outcome::TimedOut,
            ..call()
        };
        assert_eq!(told(&queued, None), "There 100-110, Queue 110-200, Queue! 200-1000…");
    }

    #[test]
    fn refusals_and_losses() {
        let nothing = Span { arrived: None, started: None, worked: None, released: None, ..call() };
        let at_arrival = Span {
            answered: Some(ms(110)),
            heard: Some(ms(120)),
            outcome: Outcome::Refused,
            ..nothing
        };
        assert_eq!(told(&at_arrival, None), "There 100-110, Back 110-120");
        let at_once =
            Span { answered: None, heard: Some(ms(100)), outcome: Outcome::Refused, ..nothing };
        assert_eq!(told(&at_once, None), "");
        let vanished = Span { answered: None, lost: Some(ms(100)), ..nothing };
        let given_up = Span { heard: Some(ms(400)), outcome: Outcome::TimedOut, ..vanished };
        assert_eq!(told(&given_up, None), "Silence 100-400");
        let for_ever = Span { heard: None, outcome: Outcome::Lost, ..vanished };
        assert_eq!(told(&for_ever, None), "Silence 100-1000…");
        // A service went down while it worked, and its callers hear of it.
        let crashed = Span {
            worked: None,
            released: Some(ms(150)),
            lost: Some(ms(150)),
            answered: None,
            heard: Some(ms(151)),
            outcome: Outcome::Failed,
            ..call()
        };
        assert_eq!(
            told(&crashed, None),
            "There 100-110, Queue 110-130, Work 130-150, Back 150-151"
        );
    }

    #[test]
    fn a_redelivery_begins_with_its_pause_and_has_no_answer() {
        let delivery = Span {
            kind: SpanKind::Delivery,
            released: Some(ms(160)),
            answered: None,
            heard: Some(ms(160)),
            ..call()
        };
        assert_eq!(told(&delivery, None), "There 100-110, Topic 110-130, Work 130-160");
        let again = Span { attempt: 1, ..delivery };
        assert_eq!(told(&again, None), "Pause 100-110, Topic 110-130, Work 130-160");
        let lost = Span {
            arrived: None,
            started: None,
            worked: None,
            released: None,
            lost: Some(ms(100)),
            heard: Some(ms(100)),
            outcome: Outcome::Lost,
            ..delivery
        };
        assert_eq!(told(&lost, None), "");
    }

    #[test]
    fn a_request_waits_for_the_entry_which_holds_a_worker_for_it() {
        let request = Span {
            kind: SpanKind::Request,
            from: None,
            arrived: Some(ms(100)),
            worked: None,
            released: Some(ms(170)),
            answered: Some(ms(170)),
            ..call()
        };
        assert_eq!(told(&request, None), "Queue 100-130, Held 130-170");
        let swallowed = Span {
            released: Some(ms(150)),
            lost: Some(ms(150)),
            answered: None,
            heard: None,
            outcome: Outcome::Lost,
            ..request
        };
        assert_eq!(told(&swallowed, None), "Queue 100-130, Held 130-150, Silence 150-1000…");
    }

    #[test]
    fn what_runs_on_a_worker_that_is_held_crosses_no_network() {
        let local = Span {
            from: Some(1),
            arrived: Some(ms(130)),
            released: Some(ms(160)),
            answered: None,
            heard: Some(ms(160)),
            ..call()
        };
        assert_eq!(told(&local, None), "Queue 100-130, Work 130-160");
        assert_eq!(heard(&Span { heard: None, lost: Some(ms(140)), ..local }), Some(ms(140)));
    }
}
