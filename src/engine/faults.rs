//! What goes wrong: each harm of a fault while it begins, lasts and ends.
//!
//! Which harm meets which job at a service:
//!
//! | harm | a call, a compensation | on a worker held already | a delivery | a request at the entry | a customer's question there | what a conductor hears |
//! | --- | --- | --- | --- | --- | --- | --- |
//! | down | refused or lost | lost with its worker | waits in its topic; at work: lost, redelivered | refused or lost | refused or lost | waits; at work: heard anew |
//! | slower | its work | its work | its work | – (it has none) | its work | its work |
//! | failing | its work | its work | its work | – | – | – |
//! | cut | the way there and back | – | – | – | – | – |
//! | broker away | – | – | waits | – | – | waits |
//! | poison | – | – | every attempt fails | – | – | – |
//! | replay | – | – | comes once more | – | – | – |

use super::entity::Heard;
use super::entity::index;
use super::entity::{JobKind, JobState, NONE};
use super::harm::PlannedHarm;
use super::schedule::SimEvent;
use super::stats::causes::Cause;
use super::world::World;

impl World {
    pub(super) fn schedule_harms(&mut self) {
        let plan = self.plan.clone();
        for (number, harm) in plan.harms.iter().enumerate() {
            if matches!(harm.what, PlannedHarm::Replay { .. }) {
                self.schedule.at(harm.start, SimEvent::HarmBegins, index(number));
            } else if harm.start < harm.end {
                self.schedule.at(harm.start, SimEvent::HarmBegins, index(number));
                self.schedule.at(harm.end, SimEvent::HarmEnds, index(number));
            }
        }
    }

    pub(super) fn harm_begins(&mut self, harm: usize) {
        self.harms[harm] = true;
        match self.plan.harms[harm].what {
            PlannedHarm::Down { service, swallows } => {
                let pool = &mut self.pools[service];
                pool.crashes += 1;
                pool.swallowing += u32::from(swallows);
                self.crashes(service, swallows);
            }
            PlannedHarm::Slower { service, .. } | PlannedHarm::Failing { service, .. } => {
                self.set_trouble(service);
            }
            PlannedHarm::Cut { .. } => self.partitioned = true,
            PlannedHarm::BrokerAway => self.broker_away += 1,
            PlannedHarm::Replay { step, what } => self.replays(step, what),
            PlannedHarm::Traffic | PlannedHarm::Poison { .. } => {}
        }
    }

    pub(super) fn harm_ends(&mut self, harm: usize) {
        self.harms[harm] = false;
        match self.plan.harms[harm].what {
            PlannedHarm::Down { service, swallows } => {
                let pool = &mut self.pools[service];
                pool.crashes -= 1;
                pool.swallowing -= u32::from(swallows);
                self.takes_next(service);
            }
            PlannedHarm::Slower { service, .. } | PlannedHarm::Failing { service, .. } => {
                self.set_trouble(service);
            }
            PlannedHarm::Cut { .. } => {
                self.partitioned = (self.plan.harms.iter().zip(&self.harms))
                    .any(|(harm, &there)| there && matches!(harm.what, PlannedHarm::Cut { .. }));
            }
            PlannedHarm::BrokerAway => {
                self.broker_away -= 1;
                if self.broker_away == 0 {
                    self.broker_returns();
                }
            }
            PlannedHarm::Traffic | PlannedHarm::Poison { .. } | PlannedHarm::Replay { .. } => {}
        }
    }

    /// How slow a service is and how often it fails, from what goes wrong now.
    fn set_trouble(&mut self, service: usize) {
        let (mut slowdown, mut success) = (1.0, 1.0);
        for (harm, &there) in self.plan.harms.iter().zip(&self.harms) {
            match harm.what {
                PlannedHarm::Slower { service: slow, factor } if there && slow == service => {
                    slowdown *= factor;
                }
                PlannedHarm::Failing { service: failing, ratio } if there && failing == service => {
                    success *= 1.0 - ratio;
                }
                PlannedHarm::Slower { .. }
                | PlannedHarm::Failing { .. }
                | PlannedHarm::Down { .. }
                | PlannedHarm::Cut { .. }
                | PlannedHarm::BrokerAway
                | PlannedHarm::Traffic
                | PlannedHarm::Replay { .. }
                | PlannedHarm::Poison { .. } => {}
            }
        }
        self.pools[service].slowdown = slowdown;
        self.pools[service].error_ratio = 1.0 - success;
    }

    /// A service goes down: what it works on and its queue are lost. Topics are not.
    fn crashes(&mut self, service: usize, swallows: bool) {
        let now = self.now;
        let pool = &mut self.pools[service];
        let queued: Vec<u32> = pool.queue.drain(..).collect();
        pool.queued.set(now, 0);
        pool.busy.set(now, 0);
        pool.working.set(now, 0);
        // In the order in which they began: the slab's own order says nothing.
        let mut taken: Vec<(u64, u32)> = (self.jobs.iter())
            .filter(|(_, job)| job.service == service && job.kind != JobKind::Local)
            .filter(|(_, job)| is_taken(job.state))
            .map(|(key, job)| (job.turn, index(key)))
            .collect();
        taken.sort_unstable();
        for job in queued {
            self.job_lost(job, swallows);
        }
        let requests: Vec<u32> = (taken.iter().filter(|_| self.plan.has_cancel))
            .map(|&(_, job)| self.jobs[job as usize].request)
            .collect();
        for &request in &requests {
            // Kept until all of it has been told.
            self.requests[request as usize].references += 1;
        }
        for (_, job) in taken {
            self.job_lost(job, swallows);
        }
        for request in requests {
            self.takes_back_what_nobody_awaits(request);
            self.release_request(request);
        }
    }

    fn job_lost(&mut self, job: u32, swallowed: bool) {
        let lost = &mut self.jobs[job as usize];
        if lost.state == JobState::Over {
            return;
        }
        // The entry of the schedule that still names a job at work keeps it until then.
        if is_scheduled(lost.state) {
            lost.references += 1;
        }
        let was_at_work = lost.state == JobState::Working;
        lost.state = JobState::Over;
        lost.fails = true;
        lost.because.cause = Cause::Down;
        let (kind, request) = (lost.kind, lost.request);
        if kind == JobKind::Entry {
            self.requests[request as usize].entry_job = NONE;
        }
        self.record_lost(job);
        self.lose_local(job);
        match kind {
            JobKind::Entry => {
                self.entry_lost(request, swallowed);
                self.release_job(job);
            }
            JobKind::Delivery => {
                // Interrupted, it has had its effect all the same, unless that was to say no; or had it before.
                let step = self.jobs[job as usize].step;
                if was_at_work && !self.declines(request, step) {
                    self.takes_effect(job);
                }
                self.settles(job, false);
            }
            JobKind::Call | JobKind::Compensation if swallowed => self.vanishes(job),
            JobKind::Call | JobKind::Compensation => {
                let time = self.now.saturating_add(self.plan.one_way);
                self.schedule.at(time, SimEvent::AnswerArrives, job);
            }
            JobKind::Question => self.release_job(job),
            JobKind::Notice => {
                self.notice_is_taken_back(job);
                self.release_job(job);
            }
            JobKind::Local => {
                let lost = &mut self.jobs[job as usize];
                lost.settled = true;
                let (call, host, because) = (lost.owner, lost.host, lost.because);
                self.requests[request as usize].active -= 1;
                self.jobs[host as usize].lends = false;
                self.release_job(job);
                self.result(call, Heard::Failed(because));
                self.release_job(host);
            }
        }
    }

    /// What runs, or waits to run, on a lost worker for others is lost with it.
    fn lose_local(&mut self, host: u32) {
        if self.jobs[host as usize].lends {
            let running: Vec<u32> = (self.jobs.iter())
                .filter(|(_, job)| job.kind == JobKind::Local && job.host == host)
                .filter(|(_, job)| is_taken(job.state))
                .map(|(key, _)| index(key))
                .collect();
            for job in running {
                self.job_lost(job, false);
            }
        }
        self.flush_local(host);
    }
}

/// Whether a job has a worker.
fn is_taken(state: JobState) -> bool {
    match state {
        JobState::Working | JobState::Publishing | JobState::Calling | JobState::Holding => true,
        JobState::Waiting | JobState::Over => false,
    }
}

/// Whether the schedule holds the end of what a job is doing.
fn is_scheduled(state: JobState) -> bool {
    match state {
        JobState::Working | JobState::Publishing => true,
        JobState::Calling | JobState::Holding | JobState::Waiting | JobState::Over => false,
    }
}
