//! How a delivery ends: the event is consumed, comes again, is given up or lost; and what that means for its
//! request.

use super::call::doubled;
use super::entity::{Ended, Heard, Message, NOBODY, NONE, index};
use super::plan::NEVER;
use super::recording::Outcome;
use super::schedule::SimEvent;
use super::topic::Topic;
use super::world::World;

impl World {
    /// A delivery has ended: the event is consumed, or comes again, or is given up.
    pub(super) fn settles(&mut self, job: u32, success: bool) {
        let delivery = &mut self.jobs[job as usize];
        delivery.settled = true;
        let (request, step, message) = (delivery.request, delivery.step, delivery.owner);
        self.topics[step].working -= 1;
        self.requests[request as usize].active -= 1;
        self.requests[request as usize].references += 1;
        if self.plan.has_lanes {
            self.messages[message as usize].under_way -= 1;
        }
        if success {
            let heard = if self.plan.has_decline { self.heard(job) } else { Heard::Done };
            self.record_ended(job);
            self.tally.attempt_ended_well(step, heard.is_own_no());
            // Of several deliveries at once the first decides, but a no is one whoever hears it.
            let may_say_no = self.plan.has_lanes && !self.messages[message as usize].replayed;
            let counts = if self.plan.has_lanes {
                self.is_consumed(message, matches!(heard, Heard::No { .. }))
            } else {
                self.tally.consumed(step, self.now);
                self.forget_message(message);
                true
            };
            // Of what was there before nothing follows once more, but for that no.
            if let Heard::No { of, .. } = heard {
                if counts || may_say_no {
                    self.ends_workflow(request, step);
                    self.answers_no_late(request, of);
                    self.reports_the_end(request, step);
                }
            } else if counts && self.plan.conductor.is_some() && self.plan.steps[step].command {
                self.tells_conductor(request, step, Some(self.plan.steps[step].service));
            }
            if counts {
                if self.plan.has_tolerance {
                    self.was_consumed(request, step);
                }
                self.done(request, step);
            }
        } else {
            self.tally.attempt_failed(step);
            self.delivery_failed(job, message);
        }
        self.release_job(job);
        self.compensate_if_due(request);
        self.release_request(request);
    }

    /// An event is consumed, and no other delivery of it decides any more. Whether it counts for its request:
    /// the first time, and where it is there once more only as a dead letter that is made up for, which a no does
    /// not.
    fn is_consumed(&mut self, message: u32, says_no: bool) -> bool {
        let consumed = &mut self.messages[message as usize];
        let was_back = std::mem::take(&mut consumed.is_back);
        let is_first = !std::mem::replace(&mut consumed.consumed, true);
        let Message { request, step, turn, partition, under_way, replayed, .. } = *consumed;
        if was_back {
            self.topics[step].take_out(turn, |it| self.messages[it as usize].turn);
            self.record_message_gone(message, Outcome::Cancelled);
        }
        if is_first {
            self.tally.consumed(step, self.now);
            self.topics[step].let_go(partition);
        }
        if under_way == 0 {
            self.forget_message(message);
        }
        is_first && (!replayed || !says_no && self.revives(request, step))
    }

    fn delivery_failed(&mut self, job: u32, message: u32) {
        let of = self.messages[message as usize];
        let Message { request, step, attempts, published_at, partition, replayed, .. } = of;
        if of.consumed || of.is_back || of.under_way > 0 {
            // Another delivery of it decides, or has decided.
            self.record_heard(job, Outcome::Failed);
            if of.consumed && of.under_way == 0 {
                self.forget_message(message);
            }
            return;
        }
        let plan = &self.plan.steps[step];
        let attempts = u32::from(attempts);
        if attempts < plan.max_attempts {
            let pause = doubled(plan.redelivery_backoff, attempts);
            self.record_heard(job, Outcome::Failed);
            self.record_redelivery(message);
            self.tally.asked(step, self.requests[request as usize].counted);
            let topic = &mut self.topics[step];
            topic.pausing += 1;
            if Topic::is_partitioned(partition) {
                topic.holding += 1;
                self.tally.holds(step, topic.holding);
            }
            self.schedule.at(self.now.saturating_add(pause), SimEvent::MessageArrives, message);
            return;
        }
        let (dead_letter, bytes, keeps) = (plan.dead_letter, plan.message_bytes, plan.keeps);
        let (required, at_most_once) = (plan.required, plan.at_most_once);
        self.topics[step].let_go(partition);
        if dead_letter {
            self.record_heard(job, Outcome::Dead);
            self.tally.died(step, published_at, bytes);
            if keeps {
                self.buries(message);
            }
        } else {
            self.record_heard(job, Outcome::Lost);
            self.tally.lost(step);
        }
        self.forget_message(message);
        if replayed {
            // What became of it before stays.
        } else if at_most_once {
            self.never_happens(request, step);
        } else {
            self.is_given_up(request, step);
            if dead_letter && required {
                self.state(request, step).ended = Ended::Dead;
            }
        }
    }

    /// An event was given up, and that is known.
    pub(super) fn is_given_up(&mut self, request: u32, step: usize) {
        if self.plan.has_tolerance {
            // Whatever it had done, it is not there.
            let place = self.place(request, step);
            self.first_worked[place] = NEVER;
        }
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
    pub(super) fn loses(&mut self, message: u32) {
        let Message { request, step, replayed, .. } = self.messages[message as usize];
        self.tally.lost(step);
        self.record_message_gone(message, Outcome::Lost);
        if !replayed {
            self.never_happens(request, step);
        }
        self.requests[request as usize].references += 1;
        self.forget_message(message);
        self.compensate_if_due(request);
        self.release_request(request);
    }

    /// Neither a step nor what comes after it happens, but for what has been published or answered. A step that was
    /// given up before stays so, and hides nothing behind it.
    fn never_happens(&mut self, request: u32, step: usize) {
        let plan = self.plan.clone();
        if self.state(request, step).ended != Ended::No {
            return;
        }
        let mut open = vec![step];
        let mut looked_at = Vec::new();
        while let Some(step) = open.pop() {
            if looked_at.contains(&step) {
                continue;
            }
            looked_at.push(step);
            let never = &plan.steps[step];
            let state = *self.state(request, step);
            if state.ended == Ended::No {
                if never.required {
                    self.never_completes(request, false);
                }
                self.done(request, step);
                self.state(request, step).ended = Ended::Unknown;
            } else if !state.skipped {
                continue;
            }
            let behind = never.next_calls.iter().chain(&never.next_events);
            for &next in behind.chain(&never.next_commands).chain(&never.calls) {
                let state = *self.state(request, next);
                if !state.published && !state.answered {
                    open.push(next);
                }
            }
        }
    }

    pub(super) fn forget_message(&mut self, message: u32) {
        let gone = self.messages.remove(message as usize);
        self.requests[gone.request as usize].messages -= 1;
        self.release_request(gone.request);
    }
}
