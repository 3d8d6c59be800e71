//! What refuses a call before the network: the circuit breaker and the bulkhead of its step.

use super::entity::BreakerState;
use super::stats::causes::Cause;
use super::world::World;

impl World {
    /// Whether the callers of a step may send another attempt: an error says what refuses it; otherwise the
    /// half-opening of whose probes it is one; 0: of none.
    #[inline]
    pub(super) fn admits(&mut self, step: usize) -> Result<u32, Cause> {
        let plan = &self.plan.steps[step];
        let callers = &mut self.callers[step];
        if callers.under_way >= plan.bulkhead {
            return Err(Cause::BulkheadFull);
        }
        let Some(breaker) = plan.breaker else { return Ok(0) };
        if let BreakerState::Open { until } = callers.breaker
            && self.now >= until
        {
            callers.breaker = BreakerState::HalfOpen { started: 0, succeeded: 0 };
            callers.half_openings += 1;
        }
        match &mut callers.breaker {
            BreakerState::Closed { .. } => Ok(0),
            BreakerState::HalfOpen { started, .. } if *started < breaker.probes => {
                *started += 1;
                Ok(callers.half_openings)
            }
            BreakerState::Open { .. } | BreakerState::HalfOpen { .. } => Err(Cause::BreakerOpen),
        }
    }

    /// Whether an attempt is a probe of the half-opening that goes on, if one does, and not of one before.
    pub(super) fn is_probe(&self, step: usize, probe: u32) -> bool {
        probe != 0 && probe == self.callers[step].half_openings
    }

    /// Reports to the breaker of a step how an attempt that it let through has ended.
    #[inline]
    pub(super) fn reports(&mut self, step: usize, probe: u32, success: bool) {
        let Some(breaker) = self.plan.steps[step].breaker else { return };
        let open = BreakerState::Open { until: self.now.saturating_add(breaker.open) };
        let is_probe = probe != 0;
        let state = &mut self.callers[step].breaker;
        *state = match (*state, is_probe, success) {
            (BreakerState::Closed { .. }, _, true) => BreakerState::Closed { failures: 0 },
            (BreakerState::Closed { failures }, _, false) if failures + 1 >= breaker.failures => {
                open
            }
            (BreakerState::Closed { failures }, _, false) => {
                BreakerState::Closed { failures: failures + 1 }
            }
            (BreakerState::HalfOpen { succeeded, .. }, true, true)
                if succeeded + 1 >= breaker.probes =>
            {
                BreakerState::Closed { failures: 0 }
            }
            (BreakerState::HalfOpen { started, succeeded }, true, true) => {
                BreakerState::HalfOpen { started, succeeded: succeeded + 1 }
            }
            (BreakerState::HalfOpen { .. }, true, false) => open,
            // An attempt from before the breaker opened tells it nothing new.
            (unchanged @ (BreakerState::Open { .. } | BreakerState::HalfOpen { .. }), _, _) => {
                unchanged
            }
        };
    }
}
