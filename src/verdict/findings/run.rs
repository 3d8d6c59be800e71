//! The run that the design asks for: long enough to see the end of what it begins.

use crate::units::Seconds;

use super::super::judged::Judged;
use super::super::paths::{Path, Terms, longest};
use super::super::repair::Repair;
use super::super::words::length;
use super::{FindingKind, Severity, Spot, Spots};

pub(super) static KINDS: [FindingKind; 1] = [FindingKind {
    id: "longer-than-the-run",
    name: "Longer than the run",
    source: "product",
    severity: Severity::Warning,
    when: "The work along the longest way takes longer on average than the run goes on after the last arrival; pauses and networks are not counted.",
    says: "One after the other, the steps of a request take up to {work} of work, {step} alone {most}, and the run ends {drain} after the last arrival.",
    why: "What takes longer than that cannot be seen to its end: requests stay open, and the time to completion is that of the quick ones.",
    remedy: "Let the run go on for longer after the last arrival, or give the work in a smaller unit.",
    wrong_if: "At the end of the run, no request is open.",
    look: longer_than_the_run,
}];

fn longer_than_the_run(design: &Judged<'_>, spots: &mut Spots) {
    let path = longest_work(design);
    let drain_s = design.scenario.workload.drain_s.get();
    if path.ms <= drain_s * 1_000.0 {
        return;
    }
    let work = |step: usize| design.step(step).map_or(0.0, |step| step.work.mean_ms());
    let longest = path.steps.iter().copied().max_by(|&one, &other| {
        let by_name = design.ids(&[other]).cmp(&design.ids(&[one]));
        work(one).total_cmp(&work(other)).then(by_name)
    });
    let Some(longest) = longest else { return };
    let enough = libm::ceil(path.ms / 1_000.0);
    // A run that long may be more than a document can ask for.
    let repair = Seconds::new(enough).ok().map(|it| Repair::GoOn { drain_s: it.get() });
    let values = vec![
        ("work", length(path.ms)),
        ("step", design.label(longest)),
        ("most", length(work(longest))),
        ("drain", length(drain_s * 1_000.0)),
    ];
    spots.report(Spot { steps: Vec::new(), place: "workload/drain_s", values, repair });
}

/// The path with most work along any way: the conductor's, who hears of what was before each command, counts.
fn longest_work(design: &Judged<'_>) -> Path {
    let conductor = design.scenario.process.workflow.as_ref().map_or(0.0, |it| it.work_ms.get());
    let with = |mut path: Path, index: usize| {
        let heard = if design.is_command(index) { conductor } else { 0.0 };
        path.ms += heard + design.step(index).map_or(0.0, |step| step.work.mean_ms());
        path.steps.push(index);
        path
    };
    let longer = |one: &Path, other: &Path| {
        let by_name = || design.ids(&other.steps).cmp(&design.ids(&one.steps));
        one.ms.total_cmp(&other.ms).then_with(by_name)
    };
    let terms = Terms { counts: &|_| true, with: &with, longer: &longer };
    let along = design.ways.iter().map(|way| longest(design.shape, way, &terms));
    along.max_by(longer).unwrap_or_default()
}
