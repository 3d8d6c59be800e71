//! Events: publication, the outbox, topics, deliveries, redeliveries and dead letters.

use super::call::doubled;
use super::entity::index;
use super::entity::{Ended, Heard, JobKind, JobState, Message, NOBODY, NONE};
use super::recording::Outcome;
use super::schedule::SimEvent;
use super::world::World;

impl World {
    /// Whether what an event step reacts to has happened, and has not been published.
    pub(super) fn event_ready(&mut self, request: u32, step: usize) -> bool {
        let first = self.place(request, 0);
        let states = &self.states[first..];
        !states[step].published
            && (!self.plan.has_decline || self.may_go_on(request, step))
            && (self.plan.steps[step].predecessors.iter())
                .all(|&before| states[before].worked || states[before].skipped)
    }

    /// A job's work has succeeded: its worker publishes what its end made ready, then goes on.
    ///
    /// An event with an outbox is stored with the state change and costs the worker nothing; each
    /// other one costs it `publish_ms`.
    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(super) fn publishes_what_follows(&mut self, job: u32) {
        let (request, step, service) = {
            let job = &self.jobs[job as usize];
            (job.request, job.step, job.service)
        };
        if self.plan.steps[step].ends_quietly {
            self.goes_on(job);
            return;
        }
        let plan = self.plan.clone();
        if !plan.steps[step].command {
            self.tells_conductor(request, step, Some(service));
        }
        let mut direct = Vec::new();
        for &next in &plan.steps[step].next_events {
            if !self.event_ready(request, next) {
                continue;
            }
            self.state(request, next).published = true;
            if plan.steps[next].outbox {
                self.stores_in_outbox(request, next, Some(service));
            } else {
                self.state(request, next).publisher = job;
                if !direct.contains(&plan.steps[next].publication) {
                    direct.push(plan.steps[next].publication);
                }
            }
        }
        if direct.is_empty() {
            self.goes_on(job);
            return;
        }
        self.jobs[job as usize].state = JobState::Publishing;
        let cost = plan.publish.saturating_mul(direct.len() as u64);
        self.schedule.at(self.now.saturating_add(cost), SimEvent::PublicationEnds, job);
    }

    pub(super) fn publication_ends(&mut self, job: u32) {
        let published = &self.jobs[job as usize];
        if published.state == JobState::Over {
            self.release_job(job);
            return;
        }
        let (request, step, service) = (published.request, published.step, published.service);
        let plan = self.plan.clone();
        for &next in &plan.steps[step].next_events {
            if self.state(request, next).publisher == job {
                self.state(request, next).publisher = NONE;
                self.publishes(request, next, Some(service));
            }
        }
        self.goes_on(job);
    }

    /// By the outbox where the step has one, at once otherwise; by no worker.
    pub(super) fn stores_or_publishes(&mut self, request: u32, step: usize, from: Option<usize>) {
        if self.plan.steps[step].outbox {
            self.stores_in_outbox(request, step, from);
        } else {
            self.publishes(request, step, from);
        }
    }

    /// Stores an event with the state change; the relay takes it up.
    pub(super) fn stores_in_outbox(&mut self, request: u32, step: usize, from: Option<usize>) {
        let message = self.new_message(request, step, from);
        let time = self.now.saturating_add(self.plan.publish);
        self.schedule.at(time, SimEvent::Relays, message);
    }

    /// The broker has an event, or it is lost.
    pub(super) fn publishes(&mut self, request: u32, step: usize, from: Option<usize>) {
        let message = self.new_message(request, step, from);
        if self.broker_away > 0 {
            self.loses(message);
        } else {
            self.relayed(message);
        }
    }

    fn new_message(&mut self, request: u32, step: usize, from: Option<usize>) -> u32 {
        self.tally.published(step, self.now);
        self.asks_for(request, step);
        let owner = &mut self.requests[request as usize];
        owner.references += 1;
        owner.messages += 1;
        let poisoned = self.is_poisoned(step);
        let message = index(self.messages.insert(Message {
            request,
            step,
            attempts: 0,
            poisoned,
            arrived: 0,
            first_arrived: 0,
            turn: 0,
            published_at: self.now,
            from: from.map_or(NONE, index),
            span: NONE,
        }));
        self.record_message(message);
        message
    }

    /// The relay of an outbox takes an event up: older ones of the same outbox leave before it.
    pub(super) fn relays(&mut self, message: u32) {
        if self.broker_away > 0 {
            self.outbox.push(message);
            return;
        }
        let leaves = *self.outbox_leaves(message);
        if self.now < leaves {
            self.schedule.at(leaves, SimEvent::Relays, message);
        } else {
            self.relayed(message);
        }
    }

    /// When what had waited in the outbox of an event's publisher has left it; the last is nobody's.
    fn outbox_leaves(&mut self, message: u32) -> &mut u64 {
        let nobodys = self.pools.len();
        let from = self.messages[message as usize].from as usize;
        &mut self.outboxes_leave[from.min(nobodys)]
    }

    /// The broker has an event, and delivers it.
    fn relayed(&mut self, message: u32) {
        let time = self.now.saturating_add(self.plan.deliver);
        self.schedule.at(time, SimEvent::MessageArrives, message);
    }

    /// The broker is there again: outboxes are relayed, topics are read.
    pub(super) fn broker_returns(&mut self) {
        for message in std::mem::take(&mut self.outbox) {
            let time = self.now.saturating_add(self.plan.publish);
            *self.outbox_leaves(message) = time;
            self.schedule.at(time, SimEvent::Relays, message);
        }
        self.held_notices_leave();
        for service in 0..self.pools.len() {
            self.takes_next(service);
        }
    }

    /// An event can be taken from its topic, for the first time or after a pause.
    pub(super) fn message_arrives(&mut self, message: u32) {
        let now = self.now;
        self.turn += 1;
        let arrived = &mut self.messages[message as usize];
        arrived.arrived = now;
        arrived.turn = self.turn;
        let step = arrived.step;
        let topic = &mut self.topics[step];
        if arrived.attempts == 0 {
            arrived.first_arrived = now;
        } else {
            topic.pausing -= 1;
        }
        topic.messages.push_back(message);
        let backlog = topic.messages.len() as u64 + u64::from(topic.pausing);
        if backlog > topic.peak {
            topic.peak = backlog;
            topic.peak_at = now;
            topic.drained = false;
        }
        self.record_message_arrival(message);
        self.takes_next(self.plan.steps[step].service);
    }

    /// The topic of this service whose first event came first, with that event's turn.
    pub(super) fn first_message(&self, service: usize) -> Option<(usize, u64)> {
        if self.broker_away > 0 {
            return None;
        }
        let first = |step: usize| {
            let message = *self.topics[step].messages.front()?;
            let may_work = self.topics[step].working < self.plan.steps[step].consumers;
            may_work.then(|| (step, self.messages[message as usize].turn))
        };
        match self.plan.services[service].topics[..] {
            // Most have one.
            [step] => first(step),
            ref several => {
                several.iter().filter_map(|&step| first(step)).min_by_key(|&(_, turn)| turn)
            }
        }
    }

    /// A free worker takes the first event of a topic.
    pub(super) fn takes_message(&mut self, step: usize) {
        let Some(message) = self.topics[step].messages.pop_front() else { return };
        let taken = &mut self.messages[message as usize];
        taken.attempts += 1;
        let (request, tries) = (taken.request, taken.attempts);
        let (arrived, first_arrived) = (taken.arrived, taken.first_arrived);
        self.topics[step].working += 1;
        self.tally.lag(step, self.now - first_arrived);
        self.note_drained(step);
        let state = self.state(request, step);
        let attempt = state.attempts;
        state.attempts += 1;
        self.tally.attempted(step, tries > 1);
        if tries > 1 {
            self.forgets_what_follows(request, step);
            self.forgets_what_it_calls(request, step);
        }
        let service = self.plan.steps[step].service;
        let job = self.new_job(JobKind::Delivery, request, step, service, message);
        let delivery = &mut self.jobs[job as usize];
        delivery.attempt = attempt;
        delivery.arrived = arrived;
        delivery.span = self.messages[message as usize].span;
        self.requests[request as usize].active += 1;
        self.begins(job);
    }

    /// Once the deepest backlog is gone, it is known how long that took.
    fn note_drained(&mut self, step: usize) {
        let topic = &mut self.topics[step];
        if !topic.drained && topic.messages.is_empty() && topic.pausing == 0 {
            topic.drained = true;
            self.tally.drained(step, topic.peak, self.now - topic.peak_at);
        }
    }

    /// A delivery has ended: the event is consumed, or comes again, or is given up.
    pub(super) fn settles(&mut self, job: u32, success: bool) {
        let delivery = &mut self.jobs[job as usize];
        delivery.settled = true;
        let (request, step, message) = (delivery.request, delivery.step, delivery.owner);
        self.topics[step].working -= 1;
        self.requests[request as usize].active -= 1;
        self.requests[request as usize].references += 1;
        if success {
            let heard = if self.plan.has_decline { self.heard(job) } else { Heard::Done };
            self.record_ended(job);
            self.tally.attempt_ended_well(step, heard.is_own_no());
            self.tally.consumed(step, self.now);
            self.forget_message(message);
            if let Heard::No { of, .. } = heard {
                self.ends_workflow(request, step);
                self.answers_no_late(request, of);
                self.reports_the_end(request, step);
            } else if self.plan.conductor.is_some() && self.plan.steps[step].command {
                self.tells_conductor(request, step, Some(self.plan.steps[step].service));
            }
            self.done(request, step);
        } else {
            self.tally.attempt_failed(step);
            self.delivery_failed(job, message);
        }
        self.release_job(job);
        self.compensate_if_due(request);
        self.release_request(request);
    }

    fn delivery_failed(&mut self, job: u32, message: u32) {
        let Message { request, step, attempts, published_at, .. } = self.messages[message as usize];
        let plan = &self.plan.steps[step];
        if attempts < plan.max_attempts {
            let pause = doubled(plan.redelivery_backoff, attempts);
            self.record_heard(job, Outcome::Failed);
            self.record_redelivery(message);
            self.tally.asked(step, self.now);
            self.topics[step].pausing += 1;
            self.schedule.at(self.now.saturating_add(pause), SimEvent::MessageArrives, message);
            return;
        }
        let (dead_letter, bytes) = (plan.dead_letter, plan.message_bytes);
        if dead_letter {
            self.record_heard(job, Outcome::Dead);
            self.tally.died(step, published_at, bytes);
        } else {
            self.record_heard(job, Outcome::Lost);
            self.tally.lost(step);
        }
        self.forget_message(message);
        if self.plan.steps[step].required {
            self.ends_workflow(request, step);
            self.never_completes(request, true);
            self.reports_the_end(request, step);
        } else {
            self.skip(request, step, NOBODY);
        }
    }

    /// Where it was a command that ended so, its conductor has all undone.
    fn ends_workflow(&mut self, request: u32, step: usize) {
        let of = &mut self.requests[request as usize];
        if self.plan.steps[step].command && of.ended_by == NONE {
            of.ended_by = index(step);
        }
    }

    /// An event that nobody will ever have: neither its step nor what follows happens, unknown to all.
    fn loses(&mut self, message: u32) {
        let Message { request, step, .. } = self.messages[message as usize];
        self.tally.lost(step);
        self.record_message_lost(message);
        self.never_happens(request, step);
        self.requests[request as usize].references += 1;
        self.forget_message(message);
        self.compensate_if_due(request);
        self.release_request(request);
    }

    fn never_happens(&mut self, request: u32, step: usize) {
        let plan = self.plan.clone();
        if self.state(request, step).ended != Ended::No {
            return;
        }
        if plan.steps[step].required {
            self.never_completes(request, false);
        }
        self.done(request, step);
        self.state(request, step).ended = Ended::Unknown;
        let never = &plan.steps[step];
        let behind = never.next_calls.iter().chain(&never.next_events);
        for &next in behind.chain(&never.next_commands).chain(&never.calls) {
            self.never_happens(request, next);
        }
    }

    fn forget_message(&mut self, message: u32) {
        let gone = self.messages.remove(message as usize);
        self.requests[gone.request as usize].messages -= 1;
        self.release_request(gone.request);
    }

    /// Whether every attempt at the event just published fails.
    fn is_poisoned(&mut self, step: usize) -> bool {
        use super::plan::PlannedHarm;
        let one_in =
            self.plan.harms.iter().zip(&self.harms).find_map(|(harm, &there)| match harm.what {
                PlannedHarm::Poison { step: poisoned, one_in } if there && poisoned == step => {
                    Some(one_in)
                }
                PlannedHarm::Poison { .. }
                | PlannedHarm::Down { .. }
                | PlannedHarm::Slower { .. }
                | PlannedHarm::Failing { .. }
                | PlannedHarm::Cut { .. }
                | PlannedHarm::BrokerAway
                | PlannedHarm::Traffic => None,
            });
        let Some(one_in) = one_in else { return false };
        let count = &mut self.topics[step].published_while_poisonous;
        *count += 1;
        count.is_multiple_of(one_in)
    }
}
