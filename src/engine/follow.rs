//! What follows a step: who calls what it made ready, and what is forgotten when it is attempted again.

use super::entity::{ENTRY, JobState, NOBODY};
use super::world::World;

impl World {
    /// Whoever called this step calls what it made ready.
    #[inline]
    pub(super) fn calls_what_follows(&mut self, request: u32, step: usize, caller: u32) {
        if self.plan.steps[step].next_calls.is_empty() {
            return;
        }
        let plan = self.plan.clone();
        for &next in &plan.steps[step].next_calls {
            if self.call_ready(request, next)
                && let Some(caller) = self.who_calls(step, next, caller)
            {
                self.new_call(request, next, caller);
            }
        }
    }

    /// Who calls a step after another one that this caller had called. Behind an event a call is the
    /// consumer's; where a foreground step ended last, nobody's. What is called during a step's work is
    /// called by its worker or not at all.
    pub(super) fn who_calls(&self, step: usize, next: usize, caller: u32) -> Option<u32> {
        let (before, after) = (&self.plan.steps[step], &self.plan.steps[next]);
        let same_caller = !self.plan.has_callers || before.caller == after.caller;
        let same_side = before.foreground == after.foreground && same_caller;
        let over =
            !matches!(caller, ENTRY | NOBODY) && self.jobs[caller as usize].state == JobState::Over;
        match after.caller {
            _ if same_side && !over => Some(caller),
            Some(_) => None,
            None => Some(NOBODY),
        }
    }

    /// A step is about to be attempted again: the calls that it makes will be made again too.
    pub(super) fn forgets_what_it_calls(&mut self, request: u32, step: usize) {
        let plan = self.plan.clone();
        for &call in &plan.steps[step].calls {
            self.state(request, call).answered = false;
            self.forgets_what_it_calls(request, call);
        }
    }

    /// A step is about to be attempted again: the calls behind it will be made again too.
    pub(super) fn forgets_what_follows(&mut self, request: u32, step: usize) {
        let plan = self.plan.clone();
        for &next in &plan.steps[step].called_behind {
            self.state(request, next).answered = false;
        }
    }
}
