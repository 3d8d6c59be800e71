//! Triggers: who is called, who follows, who is commanded; and who makes the calls.

use crate::model::{Coordination, Mode, StepId, Trigger};

use super::super::Verdict;
use super::super::approach::Approach;
use super::super::repair::Repair;
use super::super::standing::{goes_behind, is_before_the_answer, stays_in_front};
use super::super::words::listed;
use super::guarantees::own_workers;
use super::{Made, Move, Prospect};
use crate::model::{Edit, Pointer};

/// What is needed now is called.
pub(super) static CALL: Move = Move {
    id: "call",
    name: "Call what must be answered",
    source: "000, 003",
    why: "Behind an event it may still say no after the customer was told yes.",
    propose: call,
};

/// What may follow, follows.
pub(super) static FOLLOW: Move = Move {
    id: "follow",
    name: "Let follow what nobody waits for",
    source: "000, 001, 003",
    why: "It no longer adds its time to every answer, and its failures to every request.",
    propose: |prospect| {
        let wanted = wanted(prospect, Trigger::Event);
        triggered(prospect, wanted, Trigger::Event, "Behind an event")
    },
};

/// What is conducted behind the line, is commanded.
pub(super) static COMMAND: Move = Move {
    id: "command",
    name: "Let a workflow command it",
    source: "000, 004",
    why: "Behind the line, too, one place knows each outcome before the next step, and what failed is undone.",
    propose: |prospect| {
        let wanted = wanted(prospect, Trigger::Command);
        triggered(prospect, wanted, Trigger::Command, "Behind the line, commanded by a workflow")
    },
};

/// One service makes the calls.
pub(super) static CONDUCTOR: Move = Move {
    id: "conductor",
    name: "Let the entry make the calls",
    source: "000, 003",
    why: "In a chain every service holds a worker until all behind it have answered; called from one place, each holds one for its own work alone.",
    propose: conductor,
};

fn call(prospect: &Prospect<'_>) -> Vec<Made> {
    let judged = &prospect.judged;
    let mut steps: Vec<usize> = Vec::new();
    for (index, step) in judged.steps() {
        let is_called = step.mode == Mode::RequestResponse;
        let should_be = judged.recommended(index) == Some(Mode::RequestResponse);
        if stays_in_front(judged, index) && should_be && !judged.is_foreground(index) {
            steps.extend(judged.events_up_to(index));
        } else if should_be && !is_called {
            steps.push(index);
        }
    }
    triggered(prospect, judged.ids(&steps), Trigger::Call, "Called, and waited for")
}

/// The steps that should be triggered so, are not yet, and can be: nothing in front comes after them.
fn wanted(prospect: &Prospect<'_>, trigger: Trigger) -> Vec<StepId> {
    let judged = &prospect.judged;
    let process = &prospect.design.process;
    let steps = judged.steps().filter(|(index, step)| {
        let is_so = match trigger {
            Trigger::Command => process.trigger(step) != Trigger::Call,
            // Whatever follows is as good as an event; a command is no step back.
            Trigger::Call | Trigger::Event => step.mode == trigger.mode(),
        };
        let is_command = process.trigger(step) == Trigger::Command;
        let should = judged.classes.get(*index).and_then(|class| class.trigger) == Some(trigger);
        let is_left = if trigger == Trigger::Command { is_command } else { is_so };
        should && !is_left && goes_behind(judged, *index) && !is_before_the_answer(judged, *index)
    });
    let steps: Vec<usize> = steps.map(|(index, _)| index).collect();
    judged.ids(&steps)
}

/// These steps triggered so, as far as that is valid.
fn triggered(
    prospect: &Prospect<'_>,
    steps: Vec<StepId>,
    trigger: Trigger,
    said: &str,
) -> Vec<Made> {
    let repair = |steps: Vec<StepId>, design: &crate::model::Design| {
        Repair::trigger(design, steps, trigger)?.apply(design).ok()
    };
    if steps.is_empty() {
        return Vec::new();
    }
    let (moved, design) = match repair(steps.clone(), prospect.design) {
        Some(design) => (steps, design),
        None => {
            // By their ids: whichever comes first may leave out another.
            let (mut moved, mut design) = (Vec::new(), prospect.design.clone());
            for step in steps {
                if let Some(better) = repair(vec![step.clone()], &design) {
                    design = better;
                    moved.push(step);
                }
            }
            (moved, design)
        }
    };
    if moved.is_empty() {
        return Vec::new();
    }
    let mut said = format!("{said}: {}.", prospect.labels(&moved));
    if trigger == Trigger::Event {
        let of = |id: &StepId| Some(design.process.event_name(design.process.step(id)?));
        let mut names: Vec<String> = moved.iter().filter_map(of).collect();
        names.sort_unstable();
        names.dedup();
        said.push_str(&format!(" Published, from an outbox: {}.", listed(&names)));
    }
    let alone = Made { steps: moved, said, design, reversed_by: None };
    // Where it holds only with workers of its own, both are one change.
    let apart = if trigger == Trigger::Call { None } else { apart(&alone) };
    std::iter::once(alone).chain(apart).collect()
}

/// The same with workers of their own, where they would take those of somebody who answers.
fn apart(made: &Made) -> Option<Made> {
    let verdict = Verdict::of(&made.design);
    let prospect = Prospect::new(&made.design, &verdict);
    let separated = own_workers(&prospect).into_iter().next()?;
    let said = format!("{} {}", made.said, separated.said);
    Some(Made { steps: made.steps.clone(), said, design: separated.design, reversed_by: None })
}

fn conductor(prospect: &Prospect<'_>) -> Vec<Made> {
    let process = &prospect.design.process;
    let approach = prospect.verdict.approach.approach;
    let is_conducted = matches!(approach, Some(Approach::Orchestration | Approach::Hybrid));
    let called: Vec<usize> = (prospect.judged.steps())
        .filter(|(index, _)| prospect.judged.is_foreground(*index))
        .map(|(index, _)| index)
        .collect();
    let entry = process.entry.as_ref().filter(|_| {
        process.coordination == Coordination::Chained && is_conducted && called.len() > 1
    });
    let entry = entry.and_then(|id| prospect.design.service(id));
    let Some(entry) = entry else { return Vec::new() };
    let place = Pointer::root().at("process").at("coordination");
    let edit = Edit::SetField { place, value: Some("orchestrated".into()) };
    let Some(design) = prospect.made(Ok(edit)) else { return Vec::new() };
    let said = format!("{} makes each call, and waits for it.", entry.label());
    let reversed_by = Some(
        "An answer that makes the process a choreography; what would tip the approach is said there."
            .to_owned(),
    );
    vec![Made { steps: prospect.judged.ids(&called), said, design, reversed_by }]
}
