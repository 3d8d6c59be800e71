//! The way to the recommended design, in the order that the sources give, by gain within it.

use serde::Serialize;

use crate::model::{Mode, Necessity, Purpose, Scenario, Step, StepId, Trigger};
use crate::verdict::Verdict;

use super::flips::Flip;

/// One stage of a migration.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stage {
    /// What is done.
    pub kind: StageKind,
    /// The steps it is done to: those that gain most first.
    pub steps: Vec<StepId>,
}

/// What is done in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StageKind {
    /// Call what must be answered: as it stands, the design may say yes and be wrong (source 000, 003).
    Answer,
    /// Let follow what is well understood and good for an audit: what tells and what derives (source 001, 004).
    Understood,
    /// Give publishers an outbox before anything required follows an event (source 001).
    Outbox,
    /// Take long work out of the path, one job at a time (source 001).
    LongWork,
    /// Give a status to what must happen and is not waited for (source 001).
    Status,
    /// Let the rest follow.
    Rest,
}

impl StageKind {
    /// What is done, in a sentence.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::Answer => "Call what the customer needs an answer from.",
            Self::Understood => {
                "Let what only tells or derives follow events: well understood, and good for an audit."
            }
            Self::Outbox => "Add an outbox, so that what required steps rely on is never lost.",
            Self::LongWork => "Take the longest work out of the path, one job at a time.",
            Self::Status => {
                "Give a status, so that clients need not ask the core interface again and again."
            }
            Self::Rest => "Let the rest follow.",
        }
    }

    /// Which of [`SOURCES`](crate::verdict::SOURCES) puts it there.
    #[must_use]
    pub const fn source(self) -> &'static str {
        match self {
            Self::Answer => "000, 003",
            Self::Understood => "001, 004",
            Self::Outbox | Self::LongWork | Self::Status => "001",
            Self::Rest => "product",
        }
    }
}

/// The stages from a design to the one that is recommended, the first one first; stages without steps
/// are left out. What has not been measured gains nothing as far as is known.
#[must_use]
pub fn migration(scenario: &Scenario, verdict: &Verdict, flips: &[Flip]) -> Vec<Stage> {
    let mut stages: Vec<(StageKind, Vec<&Step>)> = Vec::new();
    let mut add = |kind: StageKind, step| match stages.iter_mut().find(|(it, _)| *it == kind) {
        Some((_, steps)) => steps.push(step),
        None => stages.push((kind, vec![step])),
    };
    let longest = longest_work(scenario, verdict);
    for (step, class) in scenario.process.steps.iter().zip(&verdict.steps) {
        let is_required = step.business.necessity == Some(Necessity::Required);
        let follows = class.mode() == Some(Mode::Event);
        // A command is stored with its conductor's state, and before the first step nothing has changed.
        let is_command = scenario.process.trigger(step) == Trigger::Command;
        let is_published = !is_command && (!step.after.is_empty() || step.caller.is_some());
        if follows && is_required && !step.delivery.outbox && is_published {
            add(StageKind::Outbox, step);
        }
        if follows && is_required && !step.delivery.status.is_there {
            add(StageKind::Status, step);
        }
        let Some(mode) = class.mode().filter(|mode| *mode != step.mode) else { continue };
        add(
            match mode {
                Mode::RequestResponse => StageKind::Answer,
                Mode::Event if only_tells(step) => StageKind::Understood,
                Mode::Event if Some(&step.id) == longest => StageKind::LongWork,
                Mode::Event => StageKind::Rest,
            },
            step,
        );
    }
    stages.sort_by_key(|(kind, _)| *kind);
    (stages.into_iter())
        .map(|(kind, mut steps)| {
            steps.sort_by(|one, other| {
                saved(flips, one).total_cmp(&saved(flips, other)).then(one.id.cmp(&other.id))
            });
            Stage { kind, steps: steps.into_iter().map(|step| step.id.clone()).collect() }
        })
        .collect()
}

fn only_tells(step: &Step) -> bool {
    matches!(step.business.kind, Some(Purpose::Notification | Purpose::Derived))
}

/// The step with the longest work among those that are waited for, should follow, and neither tell nor
/// derive.
fn longest_work<'a>(scenario: &'a Scenario, verdict: &Verdict) -> Option<&'a StepId> {
    (scenario.process.steps.iter().zip(&verdict.steps))
        .filter(|(step, class)| {
            step.mode == Mode::RequestResponse
                && class.mode() == Some(Mode::Event)
                && !only_tells(step)
        })
        .map(|(step, _)| step)
        .max_by(|one, other| {
            let by_work = one.work.mean_ms().total_cmp(&other.work.mean_ms());
            by_work.then(other.id.cmp(&one.id))
        })
        .map(|step| &step.id)
}

/// What flipping the step does to the answer, in milliseconds; below zero it becomes quicker.
fn saved(flips: &[Flip], step: &Step) -> f64 {
    let gain = flips.iter().find(|flip| flip.step == step.id).and_then(|flip| flip.gain.as_ref());
    gain.and_then(|it| it.answer_p95_ms.difference).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Mode, Response};
    use crate::testing::{StepDraft, changed, measured_flips, scenario, step};

    fn later(id: &str, kind: Purpose, necessity: Necessity, mean_ms: f64) -> StepDraft {
        let step = step(id).after(["check"]).works_ms(mean_ms);
        step.response(Response::Deferred).kind(kind).necessity(necessity)
    }

    #[test]
    fn the_sources_give_the_order_and_the_gain_the_order_within_it() {
        let (must, may) = (Necessity::Required, Necessity::Optional);
        let check = step("check").event().works_ms(5.0);
        let design = scenario([
            check.response(Response::Immediate).kind(Purpose::Core).necessity(must),
            later("render", Purpose::Core, must, 900.0),
            later("index", Purpose::Derived, may, 20.0),
            later("mail", Purpose::Notification, may, 300.0),
            later("bill", Purpose::Core, must, 50.0),
        ])
        .all_on("service")
        .design();
        // Behind an event nobody waits for any of them; flipped to a call, the first one makes them wait.
        let called = changed(&design, |it| {
            it.process.steps[0].mode = Mode::RequestResponse;
            // One after the other, so that each adds its time to the answer.
            for index in 2..5 {
                let before = it.process.steps[index - 1].id.clone();
                it.process.steps[index].after = vec![before];
            }
        });
        let flips = measured_flips(&called, 500);
        let verdict = Verdict::of(&design);
        let stages = migration(&design, &verdict, &flips);
        let found: Vec<(StageKind, Vec<&str>)> = stages
            .iter()
            .map(|it| (it.kind, it.steps.iter().map(StepId::as_str).collect()))
            .collect();
        // Chained one after the other, an earlier step takes the later ones with it.
        assert_eq!(
            found,
            [
                (StageKind::Answer, vec!["check"]),
                (StageKind::Understood, vec!["index", "mail"]),
                (StageKind::Outbox, vec!["render", "bill"]),
                (StageKind::LongWork, vec!["render"]),
                (StageKind::Status, vec!["render", "bill"]),
                (StageKind::Rest, vec!["bill"]),
            ]
        );
        // Without measurements, by id.
        let unmeasured = migration(&design, &verdict, &[]);
        assert_eq!(unmeasured[2].steps, ["bill".into(), "render".into()]);
        for stage in stages {
            assert!(!stage.kind.says().is_empty() && !stage.kind.source().is_empty());
        }
    }
}
