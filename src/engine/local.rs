//! Calls that run on a worker which their request already holds: one after the other, without network or queue.

use super::entity::{Heard, JobKind, JobState};
use super::recording::Outcome;
use super::world::World;

impl World {
    /// The next call that waits for this job's worker begins on it.
    pub(super) fn run_local(&mut self, host: u32) {
        let lender = &mut self.jobs[host as usize];
        if lender.lends {
            return;
        }
        let Some(job) = lender.local.as_mut().and_then(|local| local.pop_front()) else { return };
        lender.lends = true;
        self.record_arrival(job);
        self.record_start(job);
        let (request, step) = (self.jobs[job as usize].request, self.jobs[job as usize].step);
        if self.requests[request as usize].measured {
            self.tally.waited(step, self.now - self.jobs[job as usize].arrived);
        }
        self.works(job);
    }

    pub(super) fn local_ended(&mut self, job: u32) {
        let ended = &mut self.jobs[job as usize];
        ended.state = JobState::Over;
        ended.settled = true;
        let (request, host, call) = (ended.request, ended.host, ended.owner);
        self.record_release(job);
        self.record_ended(job);
        let heard = self.heard(job);
        self.requests[request as usize].active -= 1;
        self.jobs[host as usize].lends = false;
        self.release_job(job);
        self.result(call, heard);
        self.run_local(host);
        let lender = &self.jobs[host as usize];
        if lender.kind == JobKind::Entry && lender.orphan && !lender.lends {
            // The request was answered while this still ran on its worker.
            self.frees_worker(host);
            self.release_job(host);
        } else {
            self.part_ended(host);
        }
        self.release_job(host);
    }

    /// The worker will not wait any longer: what waited for it fails, or is not made where a no is why.
    pub(super) fn flush_local(&mut self, host: u32) {
        while let Some(job) = self.jobs[host as usize].local.as_mut().and_then(|l| l.pop_front()) {
            let flushed = &mut self.jobs[job as usize];
            flushed.state = JobState::Over;
            flushed.settled = true;
            let (request, step) = (flushed.request, flushed.step);
            let (call, because) = (flushed.owner, flushed.because);
            self.record_heard(job, Outcome::Lost);
            self.requests[request as usize].active -= 1;
            self.release_job(job);
            self.release_job(host);
            if self.jobs[host as usize].says_no || self.is_needless(request, step) {
                self.call_dropped(call);
            } else {
                self.result(call, Heard::Failed(because));
            }
        }
    }
}
