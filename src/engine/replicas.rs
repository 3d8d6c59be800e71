//! Replicas: copies of a service's workers that follow its load.
//!
//! At every check the load is what waits, in the queue and in the topics of the service, for each
//! worker it has or has coming. Above `add_above` one more copy starts, and works after `start_s`;
//! below `remove_below` one copy goes, but only one whose workers are all free.

use super::entity::index;
use super::plan::{NO_LIMIT, ReplicasPlan};
use super::schedule::SimEvent;
use super::world::World;

impl World {
    pub(super) fn schedule_load_checks(&mut self) {
        let plan = self.plan.clone();
        for (service, replicas) in
            plan.services.iter().enumerate().filter_map(|(n, s)| Some((n, s.replicas?)))
        {
            self.tally.replicas(service, replicas.min);
            self.schedule.at(replicas.check, SimEvent::LoadChecked, index(service));
        }
    }

    pub(super) fn load_checked(&mut self, service: usize) {
        let plan = self.plan.clone();
        let Some(ReplicasPlan { min, max, add_above, remove_below, check, start }) =
            plan.services[service].replicas
        else {
            return;
        };
        let workers = plan.services[service].workers;
        let backlog: usize =
            plan.services[service].topics.iter().map(|&step| self.topics[step].waiting()).sum();
        let pool = &mut self.pools[service];
        let copies = pool.replicas + pool.starting;
        #[allow(clippy::cast_precision_loss)] // counts of things in memory
        let load = (pool.queue.len() + backlog) as f64 / (f64::from(copies) * f64::from(workers));
        if load > add_above && copies < max {
            pool.starting += 1;
            let time = self.now.saturating_add(start);
            self.schedule.at(time, SimEvent::ReplicaStarts, index(service));
        } else if load < remove_below
            && pool.replicas > min
            && pool.busy.get() + workers <= pool.capacity
        {
            self.set_replicas(service, self.pools[service].replicas - 1);
        }
        // Nothing is checked any more once nothing else is left to happen.
        if self.schedule.len() > 0 || !self.requests.is_empty() {
            let next = self.now.saturating_add(check);
            if next <= plan.workload.end {
                self.schedule.at(next, SimEvent::LoadChecked, index(service));
            }
        }
    }

    pub(super) fn replica_starts(&mut self, service: usize) {
        self.pools[service].starting -= 1;
        self.set_replicas(service, self.pools[service].replicas + 1);
        self.takes_next(service);
    }

    fn set_replicas(&mut self, service: usize, replicas: u32) {
        let workers = self.plan.services[service].workers;
        let pool = &mut self.pools[service];
        pool.replicas = replicas;
        pool.capacity = if workers == NO_LIMIT { NO_LIMIT } else { workers * replicas };
        pool.offered.set(self.now, pool.capacity);
        self.tally.replicas(service, replicas);
        self.record_replicas(service, replicas);
    }
}
