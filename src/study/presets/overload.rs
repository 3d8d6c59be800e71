//! A short stall after which the overload stays: attempts that nobody waits for any more keep the service from
//! those that somebody does. With cancellation it recovers, on the same random numbers.

use super::{Preset, Setting, Trouble};
use crate::model::faults::Slowdown;
use crate::model::{CallPolicy, Edit, ServiceId};
use crate::units::{Factor, Milliseconds};

pub(super) const STAYS: Preset = Preset {
    id: "overload-that-stays",
    name: "Overload that stays",
    shows: "A service stalls for a moment, and its callers time out and try again. From then on it works off \
            attempts that nobody waits for any more, so that all others are late as well: a metastable failure.",
    watch: "Watch that nothing recovers, though the stall is long over and the service has less to do than it \
            can: only its callers’ retries keep it busy.",
    change: stays,
};

pub(super) const RECOVERS: Preset = Preset {
    id: "overload-that-recovers",
    name: "The same overload, with cancellation",
    shows: "The same stall, time-outs and retries; but an attempt that timed out leaves the queue.",
    watch: "Watch the queue empty itself after the stall, and the answers come back.",
    change: recovers,
};

/// How many times as long as a call takes on average its caller waits.
const PATIENCE: f64 = 6.0;

/// How many times what it can do is asked of the service while every call fails and is tried again.
const OVERLOAD: f64 = 1.2;

/// The pause before the first retry, in milliseconds.
const BACKOFF_MS: f64 = 100.0;

/// More retries than this nobody sets.
const MOST_RETRIES: f64 = 10.0;

/// How many times as long work takes while the service stalls.
const STALL: Factor = Factor::clamped(20.0);

fn stays(setting: &Setting) -> Result<Trouble, &'static str> {
    change(setting, false)
}

fn recovers(setting: &Setting) -> Result<Trouble, &'static str> {
    change(setting, true)
}

fn change(setting: &Setting, cancel: bool) -> Result<Trouble, &'static str> {
    let service =
        setting.dependency().ok_or("Nobody here calls another service and waits for it.")?;
    let load = load(setting, &service)
        .ok_or("It has no bound on its workers, or nobody knows how many requests arrive.")?;
    if load >= 1.0 {
        return Err("It cannot keep up as it is, without anything going wrong.");
    }
    let retries = (OVERLOAD / load).ceil() - 1.0;
    if retries > MOST_RETRIES {
        return Err("It has so little to do that no usual number of retries can keep it busy.");
    }
    let design = setting.design();
    let way = 2.0 * design.network.one_way_ms.get();
    let (at_s, for_s) = setting.during(1.0 / 20.0);
    let stall = Slowdown { service: service.clone(), factor: STALL };
    let mut trouble = Trouble::of(stall, at_s, for_s);
    for step in setting.called_at(&service) {
        let patience = libm::ceil((PATIENCE * (step.work.mean_ms() + way)).max(1.0));
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // from 1 to 10
        let retries = retries.max(1.0) as u32;
        let call = CallPolicy {
            timeout_ms: Some(Milliseconds::clamped(patience)),
            retries,
            backoff_ms: Milliseconds::clamped(BACKOFF_MS),
            jitter: true,
            cancel,
            idempotent: step.call.idempotent,
            fallback: step.call.fallback,
            ..CallPolicy::default()
        };
        trouble.edits.push(Edit::SetCall { step: step.id.clone(), call });
    }
    Ok(trouble)
}

/// How much is asked of a service on average, over what its workers can do, where both have a bound.
fn load(setting: &Setting, service: &ServiceId) -> Option<f64> {
    let design = setting.design();
    let workers = f64::from(design.service(service)?.most_workers()?);
    let work = design.process.steps.iter().filter(|step| step.service == *service);
    let work: f64 = work.map(|step| step.work.mean_ms() / 1_000.0).sum();
    let load = design.workload.rate_per_s.get() * work / workers;
    (setting.can_spike() && load > 0.0).then_some(load)
}
