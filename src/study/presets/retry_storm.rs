//! A slow service, and callers whose retries keep it from recovering.

use super::{Preset, Setting, Trouble};
use crate::model::faults::Slowdown;
use crate::model::{CallPolicy, Edit};
use crate::units::Milliseconds;

pub(super) const PRESET: Preset = Preset {
    id: "retry-storm",
    name: "Retry storm",
    shows: "A service becomes slow, and its callers give up early and call again, five times, without a \
            retry budget: the load multiplies just when the service can bear it least.",
    watch: "Watch the attempts at the step multiply, and the failures go on long after the service is \
            quick again; with a retry budget the attempts stay near what was asked for.",
    change,
};

/// How many attempts follow the first.
const RETRIES: u32 = 5;

/// How many times as long as a call takes on average its caller waits.
const PATIENCE: f64 = 3.0;

/// The pause before the first of them, in milliseconds.
const BACKOFF_MS: f64 = 10.0;

fn change(setting: &Setting) -> Result<Trouble, &'static str> {
    let service =
        setting.dependency().ok_or("Nobody here calls another service and waits for it.")?;
    let design = setting.design();
    let way = 2.0 * design.network.one_way_ms.get();
    let (at_s, for_s) = setting.during(1.0 / 6.0);
    let mut trouble = Trouble::of(Slowdown::of(service.clone()), at_s, for_s);
    for step in setting.called_at(&service) {
        // Enough while all is well, and far too little once a queue has grown.
        let patience = PATIENCE * (step.work.mean_ms() + way);
        let call = CallPolicy {
            timeout_ms: Some(Milliseconds::clamped(libm::ceil(patience.max(1.0)))),
            retries: RETRIES,
            backoff_ms: Milliseconds::clamped(BACKOFF_MS),
            backoff_max_ms: None,
            jitter: false,
            retry_budget_ratio: None,
            deadline_ms: None,
            cancel: false,
            breaker: None,
            bulkhead: None,
            idempotent: step.call.idempotent,
            fallback: step.call.fallback,
        };
        trouble.edits.push(Edit::SetCall { step: step.id.clone(), call });
    }
    Ok(trouble)
}
