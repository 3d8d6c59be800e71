//! Events: publication, the outbox, topics, and deliveries until they begin.

use super::entity::index;
use super::entity::{JobKind, JobState, Kept, Message, NONE};
use super::key::partition;
use super::plan::NEVER;
use super::schedule::SimEvent;
use super::topic::Topic;
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
        if plan.conductor.is_some() && !plan.steps[step].command {
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

    /// Consumers that join later read from their topics then.
    pub(super) fn schedule_joins(&mut self) {
        let plan = self.plan.clone();
        for (step, of) in plan.steps.iter().enumerate().filter(|(_, of)| of.joins > 0) {
            self.schedule.at(of.joins, SimEvent::Joins, index(step));
        }
    }

    /// A consumer joins, and reads its topic from the start.
    pub(super) fn joins(&mut self, step: usize) {
        self.topics[step].consumers = self.plan.steps[step].consumers;
        self.takes_next(self.plan.steps[step].service);
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

    #[cfg_attr(not(feature = "small"), inline(always))]
    fn new_message(&mut self, request: u32, step: usize, from: Option<usize>) -> u32 {
        self.tally.published(step, self.now);
        self.tally.asked(step, self.requests[request as usize].counted);
        self.asks_for(request, step);
        let poisoned = self.is_poisoned(step);
        let from = from.map_or(NONE, index);
        let kept = Kept { request, published_at: self.now, poisoned, from };
        self.message_of(step, kept, false)
    }

    /// An event for the consumer of a step: a new one, or one that is there once more.
    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(super) fn message_of(&mut self, step: usize, kept: Kept, replayed: bool) -> u32 {
        let Kept { request, published_at, poisoned, from } = kept;
        let owner = &mut self.requests[request as usize];
        owner.references += 1;
        owner.messages += 1;
        let partitions = self.plan.steps[step].partitions;
        let partition = if partitions == 0 {
            NONE
        } else {
            partition(self.plan.keys.of(self.random, owner.number), partitions)
        };
        let message = index(self.messages.insert(Message {
            request,
            step,
            attempts: 0,
            poisoned,
            arrived: 0,
            first_arrived: 0,
            turn: 0,
            published_at,
            from,
            partition,
            replayed,
            under_way: 0,
            is_back: false,
            consumed: false,
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
    #[cfg_attr(not(feature = "small"), inline(always))]
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
        let step = arrived.step;
        let topic = &mut self.topics[step];
        if arrived.attempts == 0 {
            arrived.first_arrived = now;
        } else {
            topic.pausing -= 1;
        }
        if self.plan.has_lanes {
            self.is_in_its_lane(message);
        } else {
            arrived.turn = self.turn;
            topic.queue_up(message, now);
        }
        self.record_message_arrival(message);
        self.takes_next(self.plan.steps[step].service);
    }

    /// An event is in its topic, of which something more is asked than that it waits there.
    fn is_in_its_lane(&mut self, message: u32) {
        let arrived = &mut self.messages[message as usize];
        let topic = &mut self.topics[arrived.step];
        if arrived.attempts > 0 && Topic::is_partitioned(arrived.partition) {
            // The head of its partition still, and as old as it was.
            topic.holding -= 1;
            topic.comes_again(message, arrived.turn, arrived.partition);
        } else {
            arrived.turn = self.turn;
            topic.append(message, self.turn, arrived.partition);
        }
        topic.note_backlog(self.now);
        if self.plan.steps[arrived.step].keeps {
            self.keeps(message);
        }
    }

    /// The topic of this service whose first event came first, with that event's turn.
    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(super) fn first_message(&self, service: usize) -> Option<(usize, u64)> {
        if self.broker_away > 0 {
            return None;
        }
        let first = |step: usize| {
            let turn = self.topics[step].next(|message| self.messages[message as usize].turn)?;
            let topic = &self.topics[step];
            (topic.working < topic.consumers).then_some((step, turn))
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
        let Some(message) = self.topics[step].take() else { return };
        if self.plan.has_lanes && self.is_too_old(message) {
            self.drops_for_its_age(message);
            return;
        }
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
        if self.plan.has_lanes {
            self.begins_delivery(job, message);
        } else {
            self.begins(job);
        }
    }

    /// The same for an event that may be delivered elsewhere at once, or have been before.
    fn begins_delivery(&mut self, job: u32, message: u32) {
        let taken = &mut self.messages[message as usize];
        taken.under_way += 1;
        taken.is_back = false;
        let step = taken.step;
        if self.is_recognised(message) {
            self.is_done_already(job);
            return;
        }
        // Nothing follows what only repeats.
        self.jobs[job as usize].orphan = self.only_repeats(message);
        let visibility = self.plan.steps[step].visibility;
        if visibility == NEVER {
            self.begins(job);
        } else {
            self.jobs[job as usize].references += 1;
            self.begins(job);
            // After what ends at the same instant.
            let time = self.now.saturating_add(visibility);
            self.schedule.at(time, SimEvent::IsVisible, job);
        }
    }

    /// Once the deepest backlog is gone, it is known how long that took.
    pub(super) fn note_drained(&mut self, step: usize) {
        let topic = &mut self.topics[step];
        if !topic.drained && topic.waiting() == 0 && topic.pausing == 0 {
            topic.drained = true;
            self.tally.drained(step, topic.peak, self.now - topic.peak_at);
        }
    }

    /// Whether every attempt at the event just published fails.
    fn is_poisoned(&mut self, step: usize) -> bool {
        use super::harm::PlannedHarm;
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
                | PlannedHarm::Replay { .. }
                | PlannedHarm::Traffic => None,
            });
        let Some(one_in) = one_in else { return false };
        let count = &mut self.topics[step].published_while_poisonous;
        *count += 1;
        count.is_multiple_of(one_in)
    }
}
