//! What the world has recorded of what happens in it: one method for each thing.
//!
//! A run without a recorder pays one comparison for each of these methods.

use crate::units::Moment;

use super::entity::{JobKind, NONE, Request};
use super::recorder::MOST_SPANS;
use super::recording::{Outcome, ReplicaChange, Span, SpanKind, Turn};
use super::world::World;

impl World {
    fn open_span(&mut self, span: Span) -> u32 {
        match &mut self.recorder {
            Some(recorder) => recorder.open(span),
            None => NONE,
        }
    }

    #[inline]
    fn write(&mut self, span: u32, change: impl FnOnce(&mut Span, Moment)) {
        if span == NONE {
            return;
        }
        let now = Moment::from_micros(self.now);
        if let Some(span) =
            self.recorder.as_mut().and_then(|r| r.recording.spans.get_mut(span as usize))
        {
            change(span, now);
        }
    }

    #[inline]
    fn write_job(&mut self, job: u32, change: impl FnOnce(&mut Span, Moment)) {
        if self.recorder.is_some() {
            self.write(self.jobs[job as usize].span, change);
        }
    }

    /// The same for what is known of the worker: at the entry that stands in the request's own span.
    #[inline]
    fn write_held(&mut self, job: u32, change: impl FnOnce(&mut Span, Moment)) {
        if self.recorder.is_some() {
            let of = &self.jobs[job as usize];
            let span = if of.kind == JobKind::Entry {
                self.requests[of.request as usize].span
            } else {
                of.span
            };
            self.write(span, change);
        }
    }

    fn new_span(&self, kind: SpanKind, request: u32, step: usize) -> Span {
        Span {
            kind,
            request: self.requests[request as usize].number,
            submission: self.requests[request as usize].submission,
            step,
            attempt: 0,
            from: None,
            to: None,
            sent: Moment::from_micros(self.now),
            arrived: None,
            started: None,
            worked: None,
            released: None,
            answered: None,
            heard: None,
            lost: None,
            turned: None,
            never: false,
            partition: None,
            replayed: false,
            repeated: false,
            outcome: Outcome::Pending,
        }
    }

    #[inline]
    pub(super) fn record_request(&mut self, request: u32) {
        if self.recorder.is_none() {
            return;
        }
        let to = self.plan.entry;
        let now = Moment::from_micros(self.now);
        let started = to.is_none().then_some(now);
        let span = Span {
            to,
            arrived: Some(now),
            started,
            ..self.new_span(SpanKind::Request, request, 0)
        };
        self.requests[request as usize].span = self.open_span(span);
    }

    /// The customer has the answer, good or bad.
    #[inline]
    pub(super) fn record_request_answered(&mut self, request: u32) {
        let answered = &self.requests[request as usize];
        let outcome = match answered.status {
            super::entity::Status::Acknowledged => Outcome::Succeeded,
            super::entity::Status::Declined => Outcome::Declined,
            super::entity::Status::Failed => Outcome::Failed,
            super::entity::Status::Waiting => Outcome::Pending,
        };
        self.write(answered.span, |span, now| {
            span.answered = Some(now);
            span.heard = Some(now);
            span.outcome = outcome;
        });
    }

    /// An acknowledged request turned out to be declined, by this step.
    pub(super) fn record_turn(&mut self, request: u32, step: u32, overturns: bool) {
        let span = self.requests[request as usize].span;
        self.write(span, |span, at| {
            span.turned = Some(Turn { at, step: step as usize, overturns });
        });
    }

    /// A required step behind the line is given up or lost; or has been made up for.
    pub(super) fn record_never(&mut self, request: u32) {
        let Request { span, never, .. } = self.requests[request as usize];
        self.write(span, |span, _| span.never = never);
    }

    /// The effect of a job had happened before.
    pub(super) fn record_repeated(&mut self, job: u32) {
        self.write_job(job, |span, _| span.repeated = true);
    }

    #[inline]
    pub(super) fn record_job(&mut self, job: u32, from: Option<usize>) {
        if self.recorder.is_none() {
            return;
        }
        let of = &self.jobs[job as usize];
        let kind = match of.kind {
            JobKind::Compensation => SpanKind::Compensation,
            JobKind::Delivery => SpanKind::Delivery,
            JobKind::Question => SpanKind::Question,
            JobKind::Notice => SpanKind::Outcome,
            JobKind::Call | JobKind::Local | JobKind::Entry => SpanKind::Call,
        };
        let span = Span {
            attempt: of.attempt,
            from,
            to: Some(of.service),
            ..self.new_span(kind, of.request, of.step)
        };
        self.jobs[job as usize].span = self.open_span(span);
    }

    /// An attempt that its own caller refused.
    pub(super) fn record_refusal(&mut self, request: u32, step: usize, attempt: u32, caller: u32) {
        if self.recorder.is_none() {
            return;
        }
        let span = Span {
            attempt,
            from: self.caller_service(caller),
            to: Some(self.plan.steps[step].service),
            heard: Some(Moment::from_micros(self.now)),
            outcome: Outcome::Refused,
            ..self.new_span(SpanKind::Call, request, step)
        };
        self.open_span(span);
    }

    #[inline]
    pub(super) fn record_arrival(&mut self, job: u32) {
        self.write_job(job, |span, now| span.arrived = Some(now));
    }

    #[inline]
    pub(super) fn record_start(&mut self, job: u32) {
        self.write_held(job, |span, now| span.started = Some(now));
    }

    #[inline]
    pub(super) fn record_worked(&mut self, job: u32) {
        self.write_job(job, |span, now| span.worked = Some(now));
    }

    #[inline]
    pub(super) fn record_release(&mut self, job: u32) {
        self.write_held(job, |span, now| span.released = Some(now));
    }

    #[inline]
    pub(super) fn record_answer_left(&mut self, job: u32) {
        self.write_job(job, |span, now| span.answered = Some(now));
    }

    /// What was sent, or was being worked on, is lost; its caller may not know yet.
    pub(super) fn record_lost(&mut self, job: u32) {
        if self.recorder.is_none() {
            return;
        }
        let of = &self.jobs[job as usize];
        let span = if of.kind == JobKind::Entry {
            self.requests[of.request as usize].span
        } else {
            of.span
        };
        self.write(span, |span, now| {
            if span.started.is_some() && span.released.is_none() {
                span.released = Some(now);
            }
            span.lost = Some(now);
            if span.outcome == Outcome::Pending {
                span.outcome = Outcome::Lost;
            }
        });
    }

    /// An attempt has left the queue in which it waited.
    pub(super) fn record_left_queue(&mut self, job: u32) {
        self.write_job(job, |span, now| span.lost = Some(now));
    }

    /// The caller has the answer that a job came to.
    #[inline]
    pub(super) fn record_ended(&mut self, job: u32) {
        if self.recorder.is_some() {
            self.record_heard(job, self.outcome(job));
        }
    }

    /// The caller has the answer, or gives up waiting for it; or the delivery is settled.
    pub(super) fn record_heard(&mut self, job: u32, ending: Outcome) {
        self.write_job(job, |span, now| {
            span.heard = Some(now);
            span.outcome = ending;
        });
    }

    pub(super) fn record_message(&mut self, message: u32) {
        if self.recorder.is_none() {
            return;
        }
        let of = self.messages[message as usize];
        let span = Span {
            attempt: of.attempts.into(),
            partition: (of.partition != NONE).then_some(of.partition),
            replayed: of.replayed,
            from: (of.from != NONE).then_some(of.from as usize),
            to: Some(self.plan.steps[of.step].service),
            ..self.new_span(SpanKind::Delivery, of.request, of.step)
        };
        self.messages[message as usize].span = self.open_span(span);
    }

    /// A redelivery is a span of its own, that begins with its pause.
    pub(super) fn record_redelivery(&mut self, message: u32) {
        self.record_message(message);
    }

    pub(super) fn record_message_arrival(&mut self, message: u32) {
        if self.recorder.is_some() {
            self.write(self.messages[message as usize].span, |span, now| span.arrived = Some(now));
        }
    }

    /// An event is gone without a delivery that ends here.
    pub(super) fn record_message_gone(&mut self, message: u32, outcome: Outcome) {
        if self.recorder.is_some() {
            self.write(self.messages[message as usize].span, |span, now| {
                span.lost = Some(now);
                span.heard = Some(now);
                span.outcome = outcome;
            });
        }
    }

    /// What a conductor is to hear is on its way to it.
    pub(super) fn record_notice(&mut self, notice: u32) {
        if self.recorder.is_none() {
            return;
        }
        let of = self.notices[notice as usize];
        let first = self.plan.first_commands.first().copied().unwrap_or_default();
        let step = if of.step == NONE { first } else { of.step as usize };
        let span = Span {
            from: (of.from != NONE).then_some(of.from as usize),
            to: self.plan.conductor.map(|conductor| conductor.service),
            ..self.new_span(SpanKind::Outcome, of.request, step)
        };
        self.notices[notice as usize].span = self.open_span(span);
    }

    pub(super) fn record_notice_arrival(&mut self, notice: u32) {
        if self.recorder.is_some() {
            self.write(self.notices[notice as usize].span, |span, now| span.arrived = Some(now));
        }
    }

    pub(super) fn record_replicas(&mut self, service: usize, replicas: u32) {
        let at = Moment::from_micros(self.now);
        if let Some(recorder) = &mut self.recorder
            && recorder.recording.replicas.len() < MOST_SPANS
        {
            recorder.recording.replicas.push(ReplicaChange { at, service, replicas });
        }
    }
}
