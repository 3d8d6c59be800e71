//! The workflow: a conductor commands steps behind the line, and hears of their outcomes.
//!
//! Whoever ends a step that the workflow goes on after leaves a *notice*, stored with the state change and
//! relayed like an event of an outbox: the service of the last foreground step to begin it, each command's
//! service with its outcome. A notice waits in the conductor's inbox, takes one of its workers for a while, and
//! then what has become ready is commanded, by messages of the same kind. So the conductor holds no worker while
//! a command is under way, and because inbox and state are durable, a crash only delays. With the notice that a
//! required command has died, or was answered no, all that had succeeded is undone, once the commands still
//! under way have run out.

use super::entity::{JobKind, NONE, Notice, Reported, Status, index};
use super::schedule::SimEvent;
use super::world::World;

impl World {
    /// The request itself begins the workflow, where commands come after nothing.
    pub(super) fn begins_workflow(&mut self, request: u32) {
        let plan = self.plan.clone();
        let is_ready = plan.first_commands.iter().any(|&it| !self.state(request, it).skipped);
        if is_ready {
            self.notifies(request, None, plan.entry, false);
        }
    }

    /// A step has ended, or was given up: the conductor hears of it where that may make a command ready.
    /// Of several foreground steps before a command the last one tells.
    pub(super) fn tells_conductor(&mut self, request: u32, step: usize, from: Option<usize>) {
        let plan = self.plan.clone();
        let ended = &plan.steps[step];
        if plan.conductor.is_none() || self.state(request, step).reported != Reported::No {
            return;
        }
        // Given up or not, its own service knows of a command's end.
        let from = if ended.command { Some(ended.service) } else { from };
        let goes_on = if ended.foreground {
            ended.next_commands.iter().any(|&next| {
                let next = &plan.steps[next];
                next.predecessors.iter().all(|&before| {
                    let state = *self.state(request, before);
                    !plan.steps[before].foreground || state.worked || state.skipped
                })
            })
        } else {
            ended.command || !ended.next_commands.is_empty()
        };
        if goes_on {
            self.notifies(request, Some(step), from, false);
        }
    }

    /// A command has died, or was answered no: the conductor hears of it, if not with that which undoes all.
    pub(super) fn reports_the_end(&mut self, request: u32, step: usize) {
        if self.plan.steps[step].command && self.state(request, step).reported == Reported::No {
            let from = self.plan.steps[step].service;
            self.notifies(request, Some(step), Some(from), false);
        }
    }

    /// Stores a notice with the state change; the relay takes it up.
    pub(super) fn notifies(
        &mut self,
        request: u32,
        step: Option<usize>,
        from: Option<usize>,
        undoes: bool,
    ) {
        if let Some(step) = step {
            self.state(request, step).reported = Reported::Sent;
        }
        self.requests[request as usize].references += 1;
        self.tally.notified();
        let notice = index(self.notices.insert(Notice {
            request,
            step: step.map_or(NONE, index),
            from: from.map_or(NONE, index),
            undoes,
            arrived: 0,
            turn: 0,
            span: NONE,
        }));
        self.record_notice(notice);
        let time = self.now.saturating_add(self.plan.publish);
        self.schedule.at(time, SimEvent::NoticeLeaves, notice);
    }

    /// The relay takes a notice up: older ones of the same outbox leave before it.
    pub(super) fn notice_leaves(&mut self, notice: u32) {
        if self.broker_away > 0 {
            self.held_notices.push(notice);
            return;
        }
        let nobodys = self.pools.len();
        let from = self.notices[notice as usize].from as usize;
        let leaves = self.outboxes_leave[from.min(nobodys)];
        if self.now < leaves {
            self.schedule.at(leaves, SimEvent::NoticeLeaves, notice);
        } else {
            let time = self.now.saturating_add(self.plan.deliver);
            self.schedule.at(time, SimEvent::NoticeArrives, notice);
        }
    }

    /// The broker is there again: what waited for it leaves.
    pub(super) fn held_notices_leave(&mut self) {
        for notice in std::mem::take(&mut self.held_notices) {
            let time = self.now.saturating_add(self.plan.publish);
            self.schedule.at(time, SimEvent::NoticeLeaves, notice);
        }
    }

    /// A notice is in the conductor's inbox.
    pub(super) fn notice_arrives(&mut self, notice: u32) {
        let Some(conductor) = self.plan.conductor else { return };
        self.turn += 1;
        let arrived = &mut self.notices[notice as usize];
        (arrived.arrived, arrived.turn) = (self.now, self.turn);
        self.inbox.push_back(notice);
        self.tally.inbox(self.inbox.len());
        let request = self.notices[notice as usize].request as usize;
        let counted = self.requests[request].counted;
        self.tally.asked_beside(conductor.service, conductor.work, counted);
        self.record_notice_arrival(notice);
        self.takes_next(conductor.service);
    }

    /// A free worker of the conductor takes the oldest notice, where nothing that waits there came before it.
    pub(super) fn takes_notice(&mut self, service: usize) -> bool {
        let Some(&notice) = self.inbox.front().filter(|_| self.broker_away == 0) else {
            return false;
        };
        let Notice { request, step, turn, arrived, span, .. } = self.notices[notice as usize];
        let queued = self.pools[service].queue.front().map(|&job| self.jobs[job as usize].turn);
        let message = self.first_message(service).map(|(_, turn)| turn);
        if [queued, message].into_iter().flatten().any(|other| other < turn) {
            return false;
        }
        self.inbox.pop_front();
        let work = self.plan.conductor.map_or(0, |conductor| conductor.work);
        // One that is of no step has no place among them; any does, since the work is known.
        let step = if step == NONE { 0 } else { step as usize };
        let job = self.new_job(JobKind::Notice, request, step, service, notice);
        let heard = &mut self.jobs[job as usize];
        (heard.arrived, heard.turn) = (arrived, turn);
        (heard.work, heard.span) = (work, span);
        self.tally.inbox_waited(self.now - arrived);
        self.begins(job);
        true
    }

    /// The conductor has heard a notice: it sends what has become ready, or has all undone.
    pub(super) fn hears_notice(&mut self, job: u32) {
        let notice = self.jobs[job as usize].owner;
        self.record_ended(job);
        let Notice { request, step, undoes, .. } = self.notices.remove(notice as usize);
        self.tally.heard_notice();
        if step != NONE {
            self.state(request, step as usize).reported = Reported::Heard;
        }
        self.frees_worker(job);
        self.release_job(job);
        if undoes {
            self.compensates(request);
        } else {
            self.commands_what_is_ready(request);
            self.release_request(request);
        }
    }

    /// Sends the commands of which everything before has ended, as far as the conductor knows.
    fn commands_what_is_ready(&mut self, request: u32) {
        let plan = self.plan.clone();
        let of = &self.requests[request as usize];
        let is_over = matches!(of.status, Status::Failed | Status::Declined);
        if is_over || of.given_up || of.late_no != NONE {
            return;
        }
        let Some(conductor) = plan.conductor else { return };
        for (step, of) in plan.steps.iter().enumerate().filter(|(_, of)| of.command) {
            let is_ready = !self.state(request, step).published
                && of.predecessors.iter().all(|&before| {
                    let state = *self.state(request, before);
                    if plan.steps[before].foreground {
                        state.worked || state.skipped
                    } else {
                        state.reported == Reported::Heard
                    }
                });
            if is_ready {
                self.state(request, step).published = true;
                self.stores_in_outbox(request, step, Some(conductor.service));
            }
        }
    }

    /// The conductor went down over a notice: it stays in the inbox, where it was.
    pub(super) fn notice_is_taken_back(&mut self, job: u32) {
        let notice = self.jobs[job as usize].owner;
        let turn = self.notices[notice as usize].turn;
        let place =
            self.inbox.iter().take_while(|&&it| self.notices[it as usize].turn < turn).count();
        self.inbox.insert(place, notice);
        self.record_notice(notice);
        self.record_notice_arrival(notice);
    }
}
