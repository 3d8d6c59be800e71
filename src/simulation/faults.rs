//! Faults while they begin, last and end.

use super::entity::{JobKind, JobState, NONE};
use super::plan::FaultKind;
use super::schedule::Happening;
use super::world::{World, index};

impl World {
    pub(super) fn schedule_faults(&mut self) {
        let plan = self.plan.clone();
        for (number, fault) in plan.faults.iter().enumerate() {
            if fault.start < fault.end {
                self.schedule.at(fault.start, Happening::FaultBegins, index(number));
                self.schedule.at(fault.end, Happening::FaultEnds, index(number));
            }
        }
    }

    pub(super) fn fault_begins(&mut self, fault: usize) {
        self.faults[fault] = true;
        match self.plan.faults[fault].kind {
            FaultKind::Crash { service, swallows } => {
                let pool = &mut self.pools[service];
                pool.crashes += 1;
                pool.swallowing += u32::from(swallows);
                self.crashes(service, swallows);
            }
            FaultKind::Slowdown { service, .. } | FaultKind::Errors { service, .. } => {
                self.set_trouble(service);
            }
            FaultKind::Partition { .. } => self.partitioned = true,
            FaultKind::BrokerOutage => self.broker_away += 1,
            FaultKind::TrafficSpike | FaultKind::Poison { .. } => {}
        }
    }

    pub(super) fn fault_ends(&mut self, fault: usize) {
        self.faults[fault] = false;
        match self.plan.faults[fault].kind {
            FaultKind::Crash { service, swallows } => {
                let pool = &mut self.pools[service];
                pool.crashes -= 1;
                pool.swallowing -= u32::from(swallows);
                self.takes_next(service);
            }
            FaultKind::Slowdown { service, .. } | FaultKind::Errors { service, .. } => {
                self.set_trouble(service);
            }
            FaultKind::Partition { .. } => {
                self.partitioned =
                    (self.plan.faults.iter().zip(&self.faults)).any(|(fault, &there)| {
                        there && matches!(fault.kind, FaultKind::Partition { .. })
                    });
            }
            FaultKind::BrokerOutage => {
                self.broker_away -= 1;
                if self.broker_away == 0 {
                    self.broker_returns();
                }
            }
            FaultKind::TrafficSpike | FaultKind::Poison { .. } => {}
        }
    }

    /// How slow a service is and how often it fails, from the faults that are there now.
    fn set_trouble(&mut self, service: usize) {
        let (mut slowdown, mut success) = (1.0, 1.0);
        for (fault, &there) in self.plan.faults.iter().zip(&self.faults) {
            match fault.kind {
                FaultKind::Slowdown { service: slow, factor } if there && slow == service => {
                    slowdown *= factor;
                }
                FaultKind::Errors { service: failing, ratio } if there && failing == service => {
                    success *= 1.0 - ratio;
                }
                FaultKind::Slowdown { .. }
                | FaultKind::Errors { .. }
                | FaultKind::Crash { .. }
                | FaultKind::Partition { .. }
                | FaultKind::BrokerOutage
                | FaultKind::TrafficSpike
                | FaultKind::Poison { .. } => {}
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
        for (_, job) in taken {
            self.job_lost(job, swallows);
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
        lost.state = JobState::Over;
        lost.fails = true;
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
                // Interrupted, it has had its effect all the same.
                self.takes_effect(job);
                self.settles(job, false);
            }
            JobKind::Call | JobKind::Compensation if swallowed => self.vanishes(job),
            JobKind::Call | JobKind::Compensation => {
                let time = self.now.saturating_add(self.plan.one_way);
                self.schedule.at(time, Happening::AnswerArrives, job);
            }
            JobKind::Local => {
                let lost = &mut self.jobs[job as usize];
                lost.settled = true;
                let (call, host) = (lost.owner, lost.host);
                self.requests[request as usize].active -= 1;
                self.jobs[host as usize].lends = false;
                self.release_job(job);
                self.result(call, false);
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
