//! Calls: time-outs, retries, chains, partners, the conductor.

use crate::model::{Coordination, Mode, Party, Purpose, ServiceId, Shape, Work};

use super::super::demand::with_its_calls;
use super::super::judged::{Judged, all_under};
use super::super::paths::{Path, Terms, longest};
use super::super::repair::{Policy, Repair};
use super::super::words::{counted, length, per_cent};
use super::{FindingKind, Severity, Spot, Spots, follow, policy};

/// From so many services one after the other on, a chain is long.
const LONG_CHAIN: usize = 5;
/// From so many calls one after the other on, too, however few services they go to: their times add up.
const MANY_IN_A_CHAIN: usize = 10;
/// From so many attempts for one request on, retries are a storm.
const MANY_ATTEMPTS: u32 = 9;
/// From so many calls on, a conductor is what everything depends on.
const MANY_CALLS: usize = 3;
/// The availability by which chains are compared, as the source does.
const THREE_NINES: f64 = 0.999;

pub(super) static KINDS: [FindingKind; 7] = [
    FindingKind {
        id: "work-beyond-timeout",
        name: "The work takes longer than its time-out",
        source: "001",
        severity: Severity::Error,
        when: "A called step’s work, and what it calls meanwhile, takes as long on average as its time-out, or longer.",
        says: "{steps} takes {work}, and its caller gives up after {timeout}.",
        why: "Most attempts are given up while their work goes on: it is done, and counts for nothing.",
        remedy: "Let it follow an event, or wait longer.",
        wrong_if: "In the run, fewer than one attempt in ten is timed out.",
        look: work_beyond_timeout,
    },
    FindingKind {
        id: "retry-not-idempotent",
        name: "Retries of what repeats its effect",
        source: "001, 002",
        severity: Severity::Error,
        when: "A call that changes something is retried, and is not idempotent.",
        says: "{steps} is tried up to {attempts} times, and each try that arrives has its effect.",
        why: "An attempt that timed out may have succeeded: a customer is charged twice.",
        remedy: "Give each call a key that the callee recognises, or do not retry.",
        wrong_if: "In a run with a slow callee, no effect is repeated.",
        look: retry_not_idempotent,
    },
    FindingKind {
        id: "no-timeout",
        name: "A call without a time-out",
        source: "002, 004",
        severity: Severity::Warning,
        when: "A call to another service that should not follow has neither a time-out nor a deadline.",
        says: "{steps} is waited for without end.",
        why: "When the callee hangs, so does the caller, and whoever called it.",
        remedy: "Give it a time-out well above its usual time, and below what people tolerate.",
        wrong_if: "In a run in which the callee hangs, its callers go on.",
        look: no_timeout,
    },
    FindingKind {
        id: "long-chain",
        name: "A long chain of calls",
        source: "003, 004",
        severity: Severity::Warning,
        when: "Five services or more, or ten steps or more, answer one after the other before the acknowledgement.",
        says: "{chain} answer one after the other{whose}: {work} of work and network together.{reliability} If each is there for 99.9 % of the time, all together are for {together}.",
        why: "Times add up and reliabilities multiply: the slowest sets the pace, and any one can stop all.",
        remedy: "Let what nobody waits for follow an event; bring steps together that belong together.",
        wrong_if: "In the run the 95th percentile is within the target while one of them is slow.",
        look: long_chain,
    },
    FindingKind {
        id: "retry-storm",
        name: "Attempts multiply along a chain",
        source: "002, product",
        severity: Severity::Warning,
        when: "One request can make nine attempts or more at a step, through retries of steps before it or of its callers too, without a retry budget.",
        says: "One request can make {attempts} attempts at {steps}.",
        why: "A service that is slow gets many times its load just then, and stays slow.",
        remedy: "Retry in one place only, or give retries a budget.",
        wrong_if: "In a run with a slow callee, its attempts stay below twice the requests.",
        look: retry_storm,
    },
    FindingKind {
        id: "no-failure-handling",
        name: "A partner’s failure is not handled",
        source: "002, 004",
        severity: Severity::Advice,
        when: "An external party is called without a circuit breaker or a fallback, for a step that should not follow.",
        says: "{steps} is a partner’s, and nothing says what happens while the partner is away.",
        why: "Each request finds out by itself that the partner is away, and waits for it.",
        remedy: "Add a circuit breaker, or a fallback.",
        wrong_if: "In a run with the partner away, workers of the caller stay free.",
        look: no_failure_handling,
    },
    FindingKind {
        id: "conductor-blocks-all",
        name: "One service whose failure blocks everything",
        source: "000",
        severity: Severity::Advice,
        when: "An entry service with a single worker and a single copy calls three other steps or more.",
        says: "{entry} calls {calls} steps and holds every request; there is one worker of it, in one copy.",
        why: "The conductor knows every outcome, and nothing happens without it.",
        remedy: "Run two copies at least.",
        wrong_if: "In a run in which the entry crashes, requests go on.",
        look: conductor_blocks_all,
    },
];

pub(super) fn called<'a>(
    design: &'a Judged<'_>,
) -> impl Iterator<Item = (usize, &'a crate::model::Step)> {
    design.steps().filter(|(_, step)| step.mode == Mode::RequestResponse)
}

fn work_beyond_timeout(design: &Judged<'_>, spots: &mut Spots) {
    for (index, step) in called(design) {
        let work = with_its_calls(design, index);
        let Some(timeout) = step.call.timeout_ms.filter(|it| work >= it.get()) else { continue };
        let with = if design.shape.calls(index).is_empty() { "" } else { " with what it calls" };
        let repair = if design.recommended(index) == Some(Mode::Event) {
            follow(design, &[index])
        } else {
            policy(design, &[index], Policy::Timeout(generous(design, index)))
        };
        let values = vec![("work", length(work) + with), ("timeout", length(timeout.get()))];
        // What takes longer than any time-out can be is beyond repair.
        spots.at(index, "call/timeout_ms", values, repair.filter(|_| work < 1e9));
    }
}

fn retry_not_idempotent(design: &Judged<'_>, spots: &mut Spots) {
    for (index, step) in called(design) {
        let changes = step.business.kind != Some(Purpose::Query);
        if step.call.retries > 0 && !step.call.idempotent && changes {
            let values = vec![("attempts", (step.call.retries + 1).to_string())];
            let repair = policy(design, &[index], Policy::Idempotent);
            spots.at(index, "call/idempotent", values, repair);
        }
    }
}

fn no_timeout(design: &Judged<'_>, spots: &mut Spots) {
    for (index, step) in design.steps() {
        let is_bounded = step.call.timeout_ms.is_some() || step.call.deadline_ms.is_some();
        // What should follow needs no time-out, but to be let go.
        let should_stay = design.recommended(index) != Some(Mode::Event);
        if !is_bounded && should_stay && design.is_remote_call(index) {
            let repair = policy(design, &[index], Policy::Timeout(generous(design, index)));
            spots.at(index, "call", Vec::new(), repair);
        }
    }
}

/// Well above the usual time of a step and of what it calls; chained, of all that may lie behind it too.
pub(super) fn generous(design: &Judged<'_>, index: usize) -> f64 {
    let process = &design.scenario.process;
    let network = 4.0 * design.scenario.network.one_way_ms.get();
    let under = all_under(design.shape, index).into_iter().filter_map(|it| design.step(it));
    let behind: f64 = match process.coordination {
        Coordination::Orchestrated => under.map(|it| it.work.mean_ms() * 2.0 + network).sum(),
        Coordination::Chained => process.steps.iter().map(|it| it.work.mean_ms() * 2.0).sum(),
    };
    let own = design.step(index).map_or(0.0, |step| match &step.work {
        Work::Constant { mean_ms } => mean_ms.get() * 3.0,
        // Of all calls of a request together, one in twenty thousand takes longer.
        Work::Exponential { mean_ms } => mean_ms.get() * (10.0 + libm::log(calls(design))),
        Work::Uniform { max_ms, .. } => max_ms.get() * 2.0,
        Work::LogNormal { p99_ms, .. } => p99_ms.get() * 2.0,
        Work::Empirical { values_ms } => {
            values_ms.iter().map(|it| it.get() * 2.0).fold(0.0, f64::max)
        }
    });
    let usual = libm::ceil((own + behind).max(100.0)).min(1e9);
    usual.min(bound(design, index).max(with_its_calls(design, index) * 2.0))
}

/// How many calls a request makes at most, one at least.
fn calls(design: &Judged<'_>) -> f64 {
    called(design).map(|_| 1.0).sum::<f64>().max(1.0)
}

/// The longest that a time-out makes sense: customers wait no longer, nor does whoever calls it.
fn bound(design: &Judged<'_>, index: usize) -> f64 {
    let patience = design.scenario.workload.patience_ms;
    let callers = std::iter::successors(design.shape.caller(index), |&it| design.shape.caller(it));
    let theirs = callers.filter_map(|it| design.step(it)?.call.timeout_ms);
    let patience = patience.filter(|_| design.is_foreground(index));
    theirs.chain(patience).map(crate::units::Milliseconds::get).fold(f64::INFINITY, f64::min)
}

fn long_chain(design: &Judged<'_>, spots: &mut Spots) {
    let chain = longest_chain(design);
    if !is_long(design, &chain) {
        return;
    }
    let follows: Vec<usize> = (chain.steps.iter().copied())
        .filter(|&index| design.recommended(index) == Some(Mode::Event))
        .collect();
    let power = i32::try_from(parties(design, &chain)).unwrap_or(i32::MAX);
    let values = vec![
        ("chain", who_answers(design, &chain)),
        ("whose", whose(design, &chain.steps)),
        ("work", length(chain.ms)),
        ("reliability", through(chain.reliability)),
        ("together", per_cent(THREE_NINES.powi(power), 1)),
    ];
    let is_helped = !follows.is_empty() && is_short_without(design, &follows);
    let repair = follow(design, &follows).filter(|_| is_helped);
    spots.report(Spot { steps: chain.steps, place: "after", values, repair });
}

/// How many services a chain passes, each counted once, the entry among them.
fn parties(design: &Judged<'_>, chain: &Path) -> usize {
    let entry = design.scenario.process.entry.as_ref();
    let is_another = entry.is_some_and(|entry| !performs(design, entry, &chain.called));
    chain.services + usize::from(is_another)
}

/// Whether a service performs one of these steps.
fn performs(design: &Judged<'_>, service: &ServiceId, steps: &[usize]) -> bool {
    steps.iter().any(|&it| design.step(it).is_some_and(|step| step.service == *service))
}

/// Whether a chain is long: by the services that it passes, or by its calls alone.
fn is_long(design: &Judged<'_>, chain: &Path) -> bool {
    parties(design, chain) >= LONG_CHAIN || chain.called.len() >= MANY_IN_A_CHAIN
}

/// Who answers along a chain: "6 services"; where some answer several times, "10 steps on 3 services", and the
/// entry before them where it performs none of these.
fn who_answers(design: &Judged<'_>, chain: &Path) -> String {
    let (steps, services) = (chain.called.len(), chain.services);
    let all = parties(design, chain);
    if steps == services {
        return format!("{all} services");
    }
    let entry = design.scenario.process.entry.as_ref().filter(|_| all > services);
    let entry = entry.and_then(|id| design.scenario.service(id));
    let entry = entry.map_or(String::new(), |it| format!("{} and ", it.label()));
    let services = counted(u32::try_from(services).unwrap_or(u32::MAX), "service", "services");
    format!("{entry}{steps} steps on {services}")
}

/// How many come over all these steps, where not all do.
fn whose(design: &Judged<'_>, steps: &[usize]) -> String {
    if design.ways.len() < 2 {
        return String::new();
    }
    let over_all = design.ways.iter().filter(|way| steps.iter().all(|&it| way.leads_over(it)));
    let share: f64 = over_all.map(|way| way.share).sum();
    if share < 0.9995 {
        format!(" on the way of {} of customers", per_cent(share, 1))
    } else {
        String::new()
    }
}

/// How many get through, where some do not.
fn through(reliability: f64) -> String {
    if reliability < 1.0 {
        format!(" {} of requests get through them all.", per_cent(reliability, 1))
    } else {
        String::new()
    }
}

/// Whether the longest chain is short enough once these steps follow an event.
fn is_short_without(design: &Judged<'_>, follows: &[usize]) -> bool {
    let mut scenario = design.scenario.clone();
    for (index, step) in scenario.process.steps.iter_mut().enumerate() {
        if follows.contains(&index) {
            step.mode = Mode::Event;
        }
    }
    Shape::new(&scenario.process).is_none_or(|shape| {
        let judged = Judged::new(&scenario, &shape, &[]);
        !is_long(&judged, &longest_chain(&judged))
    })
}

/// The path through the foreground that passes most services by calls over the network; of equal ones the one
/// with most calls, then the longest in time, then the first by its ids.
fn longest_chain(design: &Judged<'_>) -> Path {
    let network = 2.0 * design.scenario.network.one_way_ms.get();
    let with = |mut path: Path, index: usize| {
        let Some(step) = design.step(index) else { return path };
        let is_remote = design.is_remote_call(index);
        if is_remote {
            path.services += usize::from(!performs(design, &step.service, &path.called));
            path.called.push(index);
        }
        path.ms += step.work.mean_ms() + if is_remote { network } else { 0.0 };
        if step.business.is_required() && !step.call.fallback {
            path.reliability *= 1.0 - step.error_ratio.get();
        }
        path.steps.push(index);
        path
    };
    let longer = |one: &Path, other: &Path| {
        (one.services.cmp(&other.services))
            .then(one.called.len().cmp(&other.called.len()))
            .then(one.ms.total_cmp(&other.ms))
            .then_with(|| design.ids(&other.steps).cmp(&design.ids(&one.steps)))
    };
    let counts = |index: usize| design.is_foreground(index);
    let terms = Terms { counts: &counts, with: &with, longer: &longer };
    let along = design.ways.iter().map(|way| longest(design.shape, way, &terms));
    along.max_by(longer).unwrap_or_default()
}

fn retry_storm(design: &Judged<'_>, spots: &mut Spots) {
    let is_chained = design.scenario.process.coordination == Coordination::Chained;
    let budgeted =
        |index: usize| design.step(index).is_some_and(|it| it.call.retry_budget_ratio.is_some());
    let mut attempts = vec![1_u32; design.names.len()];
    let mut path: Vec<Vec<usize>> = vec![Vec::new(); design.names.len()];
    for &index in design.shape.order() {
        let Some(step) = design.step(index) else { continue };
        let own = match step.mode {
            Mode::Event => step.delivery.attempts(),
            Mode::RequestResponse if budgeted(index) => 1,
            Mode::RequestResponse => step.call.retries.saturating_add(1),
        };
        // A conductor makes each call by itself, and so does a caller, which repeats them with its own
        // work; a chain repeats all that is behind a call, and so does a consumer whose delivery fails.
        let multiplies =
            step.mode == Mode::RequestResponse && (is_chained || !design.is_foreground(index));
        let caller = design.shape.caller(index);
        let before = match &caller {
            Some(caller) => std::slice::from_ref(caller),
            None if multiplies => design.shape.predecessors(index),
            None => &[],
        };
        let before =
            (before.iter().copied()).max_by_key(|&it| attempts.get(it).copied().unwrap_or(1));
        let (times, mut steps) = before.map_or((1, Vec::new()), |it| {
            (attempts.get(it).copied().unwrap_or(1), path.get(it).cloned().unwrap_or_default())
        });
        steps.push(index);
        let all = own.saturating_mul(times);
        if step.mode == Mode::RequestResponse
            && step.call.retries > 0
            && !budgeted(index)
            && all >= MANY_ATTEMPTS
        {
            let tried: Vec<usize> = (steps.iter().copied())
                .filter(|&it| design.step(it).is_some_and(|it| it.mode == Mode::RequestResponse))
                .collect();
            let values = vec![("attempts", all.to_string())];
            spots.at(index, "call/retries", values, policy(design, &tried, Policy::RetryBudget));
        }
        if let (Some(attempts), Some(path)) = (attempts.get_mut(index), path.get_mut(index)) {
            (*attempts, *path) = (all, steps);
        }
    }
}

fn no_failure_handling(design: &Judged<'_>, spots: &mut Spots) {
    for (index, step) in called(design) {
        if step.business.party == Some(Party::External)
            && design.recommended(index) != Some(Mode::Event)
            && step.call.breaker.is_none()
            && !step.call.fallback
        {
            let repair = policy(design, &[index], Policy::Breaker);
            spots.at(index, "call", Vec::new(), repair);
        }
    }
}

fn conductor_blocks_all(design: &Judged<'_>, spots: &mut Spots) {
    let process = &design.scenario.process;
    let entry = process.entry.as_ref().and_then(|id| design.scenario.service(id));
    let Some(entry) = entry.filter(|_| process.coordination == Coordination::Orchestrated) else {
        return;
    };
    let is_called = |index: usize| {
        let is_its_own = design.shape.caller(index).is_none();
        is_its_own && design.is_foreground(index) && design.is_remote_call(index)
    };
    // For one request, whichever way it goes.
    let along = design.ways.iter().map(|way| {
        design.steps().filter(|(index, _)| way.leads_over(*index) && is_called(*index)).count()
    });
    let calls = along.max().unwrap_or(0);
    // Several workers stand for as many copies of what works there.
    let is_single = entry.workers == Some(1) && entry.replicas.as_ref().is_none_or(|it| it.min < 2);
    if calls < MANY_CALLS || !is_single {
        return;
    }
    spots.report(Spot {
        steps: Vec::new(),
        place: "process/entry",
        values: vec![("entry", entry.label().to_owned()), ("calls", calls.to_string())],
        repair: entry.workers.map(|_| Repair::Replicate { service: entry.id.clone() }),
    });
}
