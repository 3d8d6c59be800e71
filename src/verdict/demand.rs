//! Demand: what is asked of a service or a topic, over what it can do, from the document alone.
//!
//! First attempts only, by their mean: the mean rate over the profile, times the share of requests that
//! come to a step, times its mean work, over the workers that there can be. A run counts retries and
//! redeliveries too, so that it asks for no less. Nothing is said of a closed loop, whose users wait for
//! one another, nor of workers without number.

use crate::model::{Arrivals, Coordination, Mode, Service, ServiceId, Workload};

use super::judged::Judged;
use super::paths::{Path, Terms, longest, longest_under};
use super::ways::Way;

/// What is asked of whom, on average.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Demand {
    /// The steps that ask for it, by index, each with its work that is asked for in a second, in
    /// milliseconds.
    pub asked: Vec<(usize, f64)>,
    /// Who is asked: the label of a service, or of the step whose topic it is.
    pub whose: String,
    /// The service whose workers they are.
    pub service: ServiceId,
    /// How many can work at once.
    pub workers: u32,
    /// Whether the topic's own bound, not the service's, is the least.
    pub is_of_topic: bool,
}

impl Demand {
    pub fn steps(&self) -> Vec<usize> {
        self.asked.iter().map(|(step, _)| *step).collect()
    }

    /// All work that is asked for in a second, in milliseconds.
    pub fn asked_ms_per_s(&self) -> f64 {
        self.asked.iter().map(|(_, ms)| ms).sum()
    }

    /// What is asked for, over what can be done.
    pub fn ratio(&self) -> f64 {
        self.asked_ms_per_s() / 1_000.0 / f64::from(self.workers)
    }

    /// The same of some of the steps alone.
    pub fn share_of(&self, steps: &[usize]) -> f64 {
        let asked = self.asked.iter().filter(|(step, _)| steps.contains(step));
        asked.map(|(_, ms)| ms).sum::<f64>() / 1_000.0 / f64::from(self.workers)
    }

    /// As many workers as would be busy for 70 % of their time.
    pub fn enough(&self) -> f64 {
        libm::ceil(self.asked_ms_per_s() / 1_000.0 / BUSY)
    }
}

/// As many workers as would be busy with these steps for 70 % of their time, were there as many requests as
/// the foreground can carry, or twice as many as at the peak, whichever are fewer.
pub(super) fn workers_for(design: &Judged<'_>, steps: &[usize]) -> f64 {
    let workload = &design.scenario.workload;
    let highest = parts(workload).iter().map(|(_, factor)| *factor).fold(0.0, f64::max);
    let rate = (2.0 * workload.rate_per_s.get() * highest).min(carried(design));
    let asked: f64 = steps.iter().map(|&index| work_of_each(design, index)).sum();
    libm::ceil(rate * asked / 1_000.0 / BUSY)
}

/// As many consumers of one step as would be busy for 70 % of their time, and can do what the peak asks for.
pub(super) fn consumers_for(design: &Judged<'_>, index: usize) -> f64 {
    let workload = &design.scenario.workload;
    let asked = mean_rate(workload) * work_of_each(design, index) / 1_000.0;
    libm::ceil(asked * height(workload).max(1.0 / BUSY))
}

/// The work that a step is for each request on average, in milliseconds.
fn work_of_each(design: &Judged<'_>, index: usize) -> f64 {
    design.reached(index) * design.step(index).map_or(0.0, |step| step.work.mean_ms())
}

/// How many requests in a second the workers can carry that are held in the foreground; any number where none
/// of them are bounded.
fn carried(design: &Judged<'_>) -> f64 {
    let of = |service: &Service| {
        let held = held_by_each(design, service, |index| design.is_foreground(index));
        let workers = f64::from(service.most_workers()?);
        (held > 0.0).then(|| workers * 1_000.0 / held)
    };
    design.scenario.services.iter().filter_map(of).fold(f64::INFINITY, f64::min)
}

/// So busy are workers at whose number nobody would be surprised.
const BUSY: f64 = 0.7;

/// What is asked of each service and topic with a bound; by service, then topic.
pub(super) fn demands(design: &Judged<'_>) -> Vec<Demand> {
    let workload = &design.scenario.workload;
    if workload.arrivals == Arrivals::Closed {
        return Vec::new();
    }
    let rate = mean_rate(workload);
    let of = |index: usize| {
        let work = design.step(index).map_or(0.0, |step| step.work.mean_ms());
        rate * design.reached(index) * work
    };
    let mut demands = Vec::new();
    for service in &design.scenario.services {
        let Some(workers) = service.most_workers() else { continue };
        let asked = (design.steps())
            .filter(|(_, step)| step.service == service.id)
            .map(|(index, _)| (index, of(index)))
            .collect();
        let (whose, service) = (service.label().to_owned(), service.id.clone());
        demands.push(Demand { asked, whose, service, workers, is_of_topic: false });
    }
    for (index, step) in design.reacting() {
        let delivery = &step.delivery;
        let Some(most) = [delivery.consumers, delivery.partitions].into_iter().flatten().min()
        else {
            continue;
        };
        let workers = design.scenario.service(&step.service).and_then(Service::most_workers);
        // Where the workers are fewer, the service says so.
        if workers.is_some_and(|workers| workers <= most) {
            continue;
        }
        demands.push(Demand {
            asked: vec![(index, of(index))],
            whose: step.label().to_owned(),
            service: step.service.clone(),
            workers: most,
            is_of_topic: true,
        });
    }
    demands
}

/// How long requests hold workers of a service: at least its work, and what a worker waits for meanwhile. In
/// milliseconds a second.
pub(super) fn held(design: &Judged<'_>, service: &Service) -> f64 {
    let workload = &design.scenario.workload;
    if workload.arrivals == Arrivals::Closed {
        return 0.0;
    }
    mean_rate(workload) * held_by_each(design, service, |_| true)
}

/// How long each request holds workers of a service on average, with those steps of it that count, in
/// milliseconds.
fn held_by_each(design: &Judged<'_>, service: &Service, counts: impl Fn(usize) -> bool) -> f64 {
    let process = &design.scenario.process;
    let conducts = process.coordination == Coordination::Orchestrated
        && process.entry.as_ref() == Some(&service.id);
    let steps = design.steps().filter(|(_, step)| step.service == service.id);
    // A worker that holds the request does its own steps too, in the foreground.
    let is_apart = |index: usize| !(conducts && design.is_foreground(index));
    let own: f64 = steps
        .filter(|(index, _)| counts(*index) && is_apart(*index))
        .map(|(index, _)| design.reached(index) * with_its_calls(design, index))
        .sum();
    own + if conducts { foreground(design) } else { 0.0 }
}

/// How long the way through the foreground takes at least, on average over all ways: works and networks.
pub(super) fn foreground(design: &Judged<'_>) -> f64 {
    let counts = |index: usize| design.is_foreground(index);
    let with = |path, index| longer_by(design, path, index);
    let terms = Terms { counts: &counts, with: &with, longer: &|a, b| a.ms.total_cmp(&b.ms) };
    averaged(&design.ways, |way| Some(longest(design.shape, way, &terms).ms))
}

/// How long a step takes on average, with what it calls meanwhile: each way weighs by who goes it; in a chain
/// with all that is called behind it.
pub(super) fn with_its_calls(design: &Judged<'_>, index: usize) -> f64 {
    let own = design.step(index).map_or(0.0, |step| step.work.mean_ms());
    if design.shape.calls(index).is_empty() {
        let is_chained = design.scenario.process.coordination == Coordination::Chained;
        let is_called = design.step(index).is_some_and(|it| it.mode == Mode::RequestResponse);
        return own + if is_chained && is_called { chained(design, index) } else { 0.0 };
    }
    // What the step itself is called by is not part of its work.
    let with = |path: Path, it| {
        if it == index { Path { ms: path.ms + own, ..path } } else { longer_by(design, path, it) }
    };
    let terms = Terms { counts: &|_| true, with: &with, longer: &|a, b| a.ms.total_cmp(&b.ms) };
    averaged(&design.ways, |way| Some(longest_under(design.shape, way, &terms, index)?.ms))
}

/// The longest of the calls behind a step in a chain.
fn chained(design: &Judged<'_>, index: usize) -> f64 {
    let behind = design.shape.successors(index).iter().copied();
    let called = behind.filter(|&it| design.is_foreground(it));
    called
        .map(|it| longer_by(design, Path::default(), it).ms + chained(design, it))
        .fold(0.0, f64::max)
}

/// A path that goes on with a step: its work, and the network there and back where it is called over it.
fn longer_by(design: &Judged<'_>, path: Path, index: usize) -> Path {
    let network = 2.0 * design.scenario.network.one_way_ms.get();
    let over = if design.is_remote_call(index) { network } else { 0.0 };
    let work = design.step(index).map_or(0.0, |step| step.work.mean_ms());
    Path { ms: path.ms + work + over, ..path }
}

/// The mean over all ways of which there is one, by who goes them.
fn averaged(ways: &[Way], of: impl Fn(&Way) -> Option<f64>) -> f64 {
    let found = ways.iter().filter_map(|way| Some((of(way)?, way.share)));
    let (sum, all) =
        found.fold((0.0, 0.0), |(sum, all), (ms, share)| (sum + ms * share, all + share));
    if all > 0.0 { sum / all } else { 0.0 }
}

/// How many requests come in a second on average, over the whole profile.
fn mean_rate(workload: &Workload) -> f64 {
    workload.rate_per_s.get() * mean_factor(workload)
}

/// What the height of the profile asks for, over its mean.
pub(super) fn height(workload: &Workload) -> f64 {
    let mean = mean_factor(workload);
    let highest = parts(workload).iter().map(|(_, factor)| *factor).fold(0.0, f64::max);
    if mean > 0.0 { highest / mean } else { 1.0 }
}

/// The mean of the profile's factors over the time in which requests arrive.
fn mean_factor(workload: &Workload) -> f64 {
    let parts = parts(workload);
    let all: f64 = parts.iter().map(|(length, _)| length).sum();
    if all > 0.0 {
        parts.iter().map(|(length, factor)| length * factor).sum::<f64>() / all
    } else {
        1.0
    }
}

/// The profile as lengths in seconds, each with its factor.
fn parts(workload: &Workload) -> Vec<(f64, f64)> {
    let end = workload.duration_s.get();
    let mut parts = Vec::new();
    let (mut from, mut factor) = (0.0, 1.0);
    for point in &workload.profile {
        let at = point.at_s.get().min(end);
        parts.push((at - from, factor));
        (from, factor) = (at, point.factor.get());
    }
    parts.push((end - from, factor));
    parts.retain(|(length, _)| *length > 0.0);
    parts
}

/// What a peak does to whoever is asked for less than they can do on average.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Peak {
    /// What is asked for at its height, over what can be done.
    pub ratio: f64,
    /// How long it takes from the end of the last peak until all that has piled up is done, in seconds.
    pub drain_s: f64,
}

/// The peak of a profile that asks for more than can be done, as flows without chance; nothing where none does.
pub(super) fn peak(workload: &Workload, mean_ratio: f64) -> Option<Peak> {
    let mean = mean_factor(workload);
    let at = |factor: f64| mean_ratio * factor / mean;
    let parts = parts(workload);
    let most = parts.iter().map(|(_, factor)| at(*factor)).fold(0.0, f64::max);
    if most <= 1.0 {
        return None;
    }
    // What waits, as seconds of all workers; then without arrivals until nothing waits.
    let (mut waits, mut since_peak) = (0.0, 0.0);
    for (length, factor) in parts {
        let grows = at(factor) - 1.0;
        if grows > 0.0 {
            (waits, since_peak) = (waits + grows * length, 0.0);
        } else if waits > 0.0 && grows < 0.0 {
            let until_empty = waits / -grows;
            since_peak += until_empty.min(length);
            waits = (waits + grows * length).max(0.0);
        } else if waits > 0.0 {
            since_peak += length;
        }
    }
    Some(Peak { ratio: most, drain_s: since_peak + waits })
}
