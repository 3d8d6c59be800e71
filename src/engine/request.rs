//! A request from being taken to being answered and complete.

use super::entity::index;
use super::entity::{
    Because, CompensationState, ENTRY, Ended, EntryPublication, Job, JobKind, JobState, NOBODY,
    NONE, Status,
};
use super::plan::NEVER;
use super::schedule::SimEvent;
use super::stats::causes::Cause;
use super::world::World;

impl World {
    /// The request asks for a worker of the entry service.
    pub(super) fn asks_entry(&mut self, request: u32, service: usize) {
        let job = self.new_job(JobKind::Entry, request, 0, service, NONE);
        self.requests[request as usize].entry_job = job;
        self.arrives_at_service(job);
    }

    /// The entry has taken the request: its first steps begin.
    #[inline]
    pub(super) fn taken(&mut self, request: u32) {
        let plan = self.plan.clone();
        // Held open while the first steps are made ready, so that it cannot be answered too early.
        let taken = &mut self.requests[request as usize];
        taken.pending += 1;
        taken.references += 1;
        self.entry_publishes(request, &plan.first_events);
        if !plan.first_commands.is_empty() {
            self.begins_workflow(request);
        }
        for &step in &plan.first_calls {
            if plan.choices.is_empty() || !self.state(request, step).skipped {
                self.new_call(request, step, ENTRY);
            }
        }
        self.entry_part_ended(request);
        self.release_request(request);
    }

    /// The entry publishes what these steps react to; without an outbox its worker waits for the broker.
    fn entry_publishes(&mut self, request: u32, steps: &[usize]) {
        let plan = self.plan.clone();
        let mut directly = 0;
        let mut published = Vec::new();
        for &step in steps {
            if self.state(request, step).skipped {
                continue;
            }
            self.state(request, step).published = true;
            let publication = plan.steps[step].publication;
            if plan.steps[step].outbox {
                self.stores_in_outbox(request, step, plan.entry);
            } else if !published.contains(&publication) {
                published.push(publication);
                directly += 1;
                let entry =
                    self.entry_publications.insert(EntryPublication { request, publication });
                let waiting = &mut self.requests[request as usize];
                waiting.pending += 1;
                waiting.messages += 1;
                waiting.references += 1;
                let time = self.now.saturating_add(plan.publish.saturating_mul(directly));
                self.schedule.at(time, SimEvent::EntryPublicationEnds, index(entry));
            }
        }
    }

    pub(super) fn entry_publication_ends(&mut self, entry: u32) {
        let EntryPublication { request, publication } =
            self.entry_publications.remove(entry as usize);
        let plan = self.plan.clone();
        for &step in &plan.first_events {
            let is_of_it = plan.steps[step].publication == publication && !plan.steps[step].outbox;
            if is_of_it && !self.state(request, step).skipped {
                self.publishes(request, step, plan.entry);
            }
        }
        self.requests[request as usize].messages -= 1;
        self.entry_part_ended(request);
        self.compensate_if_due(request);
        self.release_request(request);
    }

    /// Something the answer waited for has ended well.
    #[inline]
    pub(super) fn entry_part_ended(&mut self, request: u32) {
        let waiting = &mut self.requests[request as usize];
        waiting.pending -= 1;
        if waiting.pending == 0 && waiting.status == Status::Waiting && !waiting.unanswerable {
            self.acknowledge(request);
        }
    }

    fn acknowledge(&mut self, request: u32) {
        let now = self.now;
        let answered = &mut self.requests[request as usize];
        answered.status = Status::Acknowledged;
        answered.acknowledged = now;
        let (arrived, measured) = (answered.arrived, answered.measured);
        let (degraded, never, left) = (answered.degraded, answered.never, answered.left);
        let late_no = answered.late_no;
        let complete = left == 0 && !never && late_no == NONE;
        answered.completed = complete;
        let heard = (answered.counted && !answered.abandoned).then(|| now - answered.since);
        self.tally.acknowledged(now, now - arrived, measured, degraded);
        if let Some(heard) = heard {
            self.tally.customer_is_answered(now, heard);
            let overturned = late_no != NONE && !self.plan.steps[late_no as usize].deferred;
            if never {
                self.tally.customer_is_never_served();
            } else if overturned {
                self.tally.customer_is_overturned();
            }
            self.branches_answer(request, heard, !never && !overturned);
        }
        if complete {
            self.branches_complete(request, now - arrived, 0);
            self.tally.completed_at_once(now - arrived, measured);
        } else if never {
            self.tally.never_completed_at_once();
            self.compensate_by_event(request);
        } else {
            self.tally.opened();
            if late_no != NONE {
                self.turns(request);
            }
        }
        self.answered(request);
        // Who gave up has not heard that there is anything to ask for.
        if self.plan.has_questions && !self.requests[request as usize].abandoned {
            self.begins_to_ask(request);
        }
        self.release_request(request);
    }

    /// The request has failed: its caller gets an error, and no step of it begins any more.
    pub(super) fn fail(&mut self, request: u32, because: Because) {
        if !self.ends_as(request, Status::Failed) {
            return;
        }
        let now = self.now;
        let failed = &self.requests[request as usize];
        let (arrived, measured) = (failed.arrived, failed.measured);
        let heard = failed.counted && !failed.abandoned;
        self.tally.failed(now, now - arrived, measured);
        let step = (because.step != NONE).then_some(because.step as usize);
        self.tally.failed_by(step, because.cause);
        if heard {
            self.tally.customer_failed(now);
        }
        self.has_ended(request);
    }

    /// A request ends otherwise than with a yes, and what it has done is to be undone; `false` where it has
    /// its answer already, or will never have one.
    pub(super) fn ends_as(&mut self, request: u32, status: Status) -> bool {
        let ending = &mut self.requests[request as usize];
        if ending.status != Status::Waiting || ending.unanswerable {
            return false;
        }
        ending.status = status;
        ending.compensation = CompensationState::Due;
        true
    }

    /// It has ended so: its customer hears of it.
    pub(super) fn has_ended(&mut self, request: u32) {
        self.answered(request);
        if self.plan.has_cancel {
            self.takes_back_what_nobody_awaits(request);
        }
        self.compensate_if_due(request);
        self.release_request(request);
    }

    /// Whoever asked has an answer, good or bad.
    #[inline]
    fn answered(&mut self, request: u32) {
        self.record_request_answered(request);
        self.entry_released(request);
        self.customer_answered(request);
    }

    /// The entry's worker is free again.
    #[inline]
    fn entry_released(&mut self, request: u32) {
        let job = std::mem::replace(&mut self.requests[request as usize].entry_job, NONE);
        if job == NONE {
            return;
        }
        // A refused request has a job that never had a worker.
        if self.jobs[job as usize].state == JobState::Holding {
            self.flush_local(job);
            if self.jobs[job as usize].lends {
                // What runs on the worker runs out first; `local_ended` frees it.
                self.jobs[job as usize].orphan = true;
                return;
            }
            self.frees_worker(job);
        }
        self.release_job(job);
    }

    /// The entry service is down, or went down with this request on one of its workers.
    pub(super) fn entry_lost(&mut self, request: u32, swallowed: bool) {
        self.requests[request as usize].entry_job = NONE;
        if swallowed {
            let lost = &mut self.requests[request as usize];
            if lost.status == Status::Waiting && !lost.unanswerable {
                lost.unanswerable = true;
                if self.plan.has_cancel {
                    self.takes_back_what_nobody_awaits(request);
                }
                self.release_request(request);
            }
        } else {
            self.fail(request, Because::at_entry(Cause::Down));
        }
    }

    /// A step has ended for good: with it the request may be complete.
    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(super) fn done(&mut self, request: u32, step: usize) {
        let state = self.state(request, step);
        if state.ended != Ended::No {
            return;
        }
        state.ended = Ended::Yes;
        let now = self.now;
        let of = &mut self.requests[request as usize];
        of.left -= 1;
        if of.left == 0
            && of.status == Status::Acknowledged
            && !of.never
            && of.late_no == NONE
            && !of.completed
        {
            of.completed = true;
            let (time, window, measured) = (now - of.arrived, now - of.acknowledged, of.measured);
            self.tally.completed_later(time, window, measured);
            self.branches_complete(request, time, window);
        }
    }

    /// A step was given up as optional: the request goes on without it, degraded.
    pub(super) fn skip(&mut self, request: u32, step: usize, caller: u32) {
        let plan = self.plan.clone();
        if plan.steps[step].foreground {
            self.requests[request as usize].degraded = true;
        }
        let state = self.state(request, step);
        if state.skipped {
            return;
        }
        state.skipped = true;
        self.done(request, step);
        if plan.has_callers {
            self.gives_up_what_it_calls(request, step);
        }
        // In a chain the call covers all that is called behind it, so all of that is given up too.
        if plan.chained && plan.steps[step].foreground {
            for &next in &plan.steps[step].next_calls {
                if plan.steps[next].foreground && !self.state(request, next).answered {
                    self.skip(request, next, caller);
                }
            }
        }
        self.publishes_instead_of(request, step);
        for &next in &plan.steps[step].next_calls {
            if !self.call_ready(request, next) {
                continue;
            }
            if plan.steps[next].caller.is_some() {
                if let Some(caller) = self.who_calls(step, next, caller) {
                    self.new_call(request, next, caller);
                }
            } else {
                let same_side = plan.steps[next].foreground == plan.steps[step].foreground;
                if same_side {
                    self.new_call(request, next, caller);
                } else if self.state(request, next).attempts == 0 {
                    // What is given up together makes it ready more than once.
                    self.new_call(request, next, NOBODY);
                }
            }
        }
    }

    /// What a step that was given up makes ready behind the line is published, or reported, all the same.
    fn publishes_instead_of(&mut self, request: u32, step: usize) {
        let plan = self.plan.clone();
        let from = self.last_publisher(request, step);
        self.tells_conductor(request, step, from);
        for &next in &plan.steps[step].next_events {
            if self.event_ready(request, next) {
                self.state(request, next).published = true;
                self.stores_or_publishes(request, next, from);
            }
        }
    }

    /// A call covers all that its step calls during its work, so all of that is given up with it.
    fn gives_up_what_it_calls(&mut self, request: u32, step: usize) {
        let plan = self.plan.clone();
        let mut given_up = vec![step];
        let mut next = 0;
        while let Some(&step) = given_up.get(next) {
            for &call in &plan.steps[step].calls {
                let state = self.state(request, call);
                if !state.answered && !state.skipped {
                    state.skipped = true;
                    self.done(request, call);
                    given_up.push(call);
                }
            }
            next += 1;
        }
        for &step in given_up.iter().skip(1) {
            self.publishes_instead_of(request, step);
        }
    }

    /// The service of the last predecessor that succeeded, for an event that no worker publishes.
    fn last_publisher(&mut self, request: u32, step: usize) -> Option<usize> {
        let plan = self.plan.clone();
        (plan.steps[step].predecessors.iter())
            .map(|&before| (self.state(request, before).rank, plan.steps[before].service))
            .filter(|&(rank, _)| rank > 0)
            .max()
            .map_or(plan.entry, |(_, service)| Some(service))
    }

    /// A required step behind the line was given up: the request will never be complete.
    pub(super) fn never_completes(&mut self, request: u32, known: bool) {
        let given_up = &mut self.requests[request as usize];
        given_up.losses += 1;
        // The first cause counts.
        if given_up.never || given_up.late_no != NONE {
            // What nobody knew of was lost first; this is known, and has all undone. (Not so where the broker alone
            // can have lost it: reports of such documents keep their bits.)
            let is_news =
                self.plan.loses_quietly && known && !given_up.given_up && given_up.late_no == NONE;
            given_up.given_up |= is_news;
            if is_news && given_up.status == Status::Acknowledged {
                self.compensate_by_event(request);
            }
            return;
        }
        given_up.never = true;
        given_up.given_up = known;
        self.record_never(request);
        let given_up = &mut self.requests[request as usize];
        if given_up.status == Status::Acknowledged {
            let is_customers = given_up.counted && !given_up.abandoned;
            self.tally.never_completed_later();
            if is_customers {
                self.tally.customer_is_never_served();
                self.of_branches(request, |branch| branch.served -= 1);
            }
            if known {
                self.compensate_by_event(request);
            }
        }
    }

    /// A job that nothing has happened to yet; the request is named by it.
    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(super) fn new_job(
        &mut self,
        kind: JobKind,
        request: u32,
        step: usize,
        service: usize,
        owner: u32,
    ) -> u32 {
        self.requests[request as usize].references += 1;
        index(self.jobs.insert(Job {
            kind,
            state: JobState::Waiting,
            request,
            step,
            service,
            attempt: 0,
            owner,
            host: NONE,
            pending: 0,
            references: 1,
            local: None,
            lends: false,
            fails: false,
            because: Because::of(step, Cause::Error),
            declined: false,
            says_no: false,
            refused: false,
            orphan: false,
            settled: false,
            child_failed: false,
            has_called: false,
            probe: 0,
            arrived: self.now,
            work: NEVER,
            turn: 0,
            started: 0,
            span: NONE,
        }))
    }
}
