//! Choices that other fields hang on: how work is distributed, and how requests arrive. The others are
//! set so that what was said before holds on as far as it can.

use super::{Done, done, faults};
use crate::model::{Arrivals, Scenario, Work, Workload};
use crate::units::Milliseconds;
use crate::units::format::listed;

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
pub(super) fn arrive(scenario: &mut Scenario, arrivals: Arrivals) -> Done {
    let workload = &mut scenario.workload;
    let was_closed = workload.arrivals == Arrivals::Closed;
    workload.arrivals = arrivals;
    let said = match (was_closed, arrivals == Arrivals::Closed) {
        (false, true) => {
            workload.rate_per_s = Workload::default().rate_per_s;
            workload.profile.clear();
            workload.users = Some(USERS);
            let gone = faults::drop(scenario, |it| !it.what.fits(arrivals), |it| it.several);
            let without = match &gone[..] {
                [] => String::new(),
                gone => format!(" It has no {}.", listed(gone)),
            };
            format!("Requests come from a closed loop of {USERS} users now.{without}")
        }
        (true, false) => {
            (workload.users, workload.think) = (None, None);
            format!("{} requests arrive in a second now.", workload.rate_per_s)
        }
        (true, true) | (false, false) => "Requests arrive differently now.".to_owned(),
    };
    done(said, ())
}

/// The next seed; a document holds seeds up to 2^53.
pub(super) fn reseed(scenario: &mut Scenario) -> Done {
    scenario.seed = if scenario.seed < (1 << 53) - 1 { scenario.seed + 1 } else { 0 };
    done(format!("Seed {}.", scenario.seed), ())
}
