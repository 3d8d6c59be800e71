//! Choices that other fields hang on: how work is distributed, and how requests arrive. The others are
//! set so that what was said before holds on as far as it can.

use super::{Edited, Refused, edited};
use crate::model::{Arrivals, Fault, Scenario, Work, Workload};
use crate::units::Milliseconds;

/// How many users a closed loop has that was an open one before.
const USERS: u32 = 10;

/// The log-normal distribution's 99th percentile, as a multiple of its mean, where nobody said it.
const SKEW: f64 = 4.0;

/// The same work, of about the same mean, distributed like this; `None` for an unknown word.
#[must_use]
pub fn distribute(work: &Work, distribution: &str) -> Option<Work> {
    let mean = work.mean_ms();
    let ms = Milliseconds::clamped;
    Some(match distribution {
        "constant" => Work::Constant { mean_ms: ms(mean) },
        "exponential" => Work::Exponential { mean_ms: ms(mean) },
        "uniform" => Work::Uniform { min_ms: ms(mean * 0.5), max_ms: ms(mean * 1.5) },
        "log-normal" => {
            // A mean of nothing fits no log-normal distribution.
            let mean = if mean > 0.0 { mean } else { 1.0 };
            Work::LogNormal { mean_ms: ms(mean), p99_ms: ms(mean * SKEW) }
        }
        "empirical" => Work::Empirical { values_ms: vec![ms(mean)] },
        _ => return None,
    })
}

/// Lets requests arrive like this. A closed loop has users instead of a rate, a profile and spikes; an
/// open one the reverse.
///
/// # Errors
/// [`Refused`] where the scenario would not be valid.
pub fn arrive(scenario: &Scenario, arrivals: Arrivals) -> Result<Edited, Refused> {
    let mut changed = scenario.clone();
    let workload = &mut changed.workload;
    let was_closed = workload.arrivals == Arrivals::Closed;
    workload.arrivals = arrivals;
    let said = match (was_closed, arrivals == Arrivals::Closed) {
        (false, true) => {
            workload.rate_per_s = Workload::default().rate_per_s;
            workload.profile.clear();
            workload.users = Some(USERS);
            let before = changed.faults.len();
            changed.faults.retain(|it| !matches!(it, Fault::TrafficSpike { .. }));
            let spikes =
                if changed.faults.len() < before { " It has no traffic spikes." } else { "" };
            format!("Requests come from a closed loop of {USERS} users now.{spikes}")
        }
        (true, false) => {
            (workload.users, workload.think) = (None, None);
            format!("{} requests arrive in a second now.", workload.rate_per_s)
        }
        (true, true) | (false, false) => "Requests arrive differently now.".to_owned(),
    };
    edited(changed, said, ())
}
