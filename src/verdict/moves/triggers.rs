//! Triggers: who is called, who follows, who is commanded; and who makes the calls.

use crate::model::{Coordination, Design, Edit, Mode, Pointer, Step, StepId, Trigger};

use super::super::approach::Approach;
use super::super::repair::Repair;
use super::super::standing::{goes_behind, is_before_the_answer, stays_in_front};
use super::super::{COMMON_QUESTIONS, QUESTIONS, Verdict};
use super::guarantees::{added, own_workers};
use super::{Change, Made, Move, Part, Prospect, nothing_more};

/// What is needed now is called.
pub(super) static CALL: Move = Move {
    id: "call",
    name: "Call what must be answered",
    source: "000, 003",
    why: "Behind an event it may still say no after the customer was told yes.",
    said: "Called, and waited for",
    parts: call,
    more: nothing_more,
    ways: &[safely],
};

/// What may follow, follows.
pub(super) static FOLLOW: Move = Move {
    id: "follow",
    name: "Let follow what nobody waits for",
    source: "000, 001, 003",
    why: "It no longer adds its time to every answer, and its failures to every request.",
    said: "Behind an event",
    parts: |prospect| wanted(prospect, Trigger::Event),
    more: |_, _| " With an outbox, deduplication and dead letters.".to_owned(),
    ways: &[apart],
};

/// What is conducted behind the line, is commanded.
pub(super) static COMMAND: Move = Move {
    id: "command",
    name: "Let a workflow command it",
    source: "000, 004",
    why: "Behind the line, too, one place knows each outcome before the next step, and what failed is undone.",
    said: "Behind the line, commanded by a workflow",
    parts: |prospect| wanted(prospect, Trigger::Command),
    more: nothing_more,
    ways: &[apart],
};

/// One service makes the calls.
pub(super) static CONDUCTOR: Move = Move {
    id: "conductor",
    name: "Let the entry make the calls",
    source: "000, 003",
    why: "In a chain every service holds a worker until all behind it have answered; called from one place, each holds one for its own work alone.",
    said: "Called by the entry",
    parts: conductor,
    more: nothing_more,
    ways: &[],
};

fn call(prospect: &Prospect<'_>) -> Vec<Part> {
    let judged = &prospect.judged;
    let mut parts: Vec<Vec<StepId>> = Vec::new();
    for (index, step) in judged.steps() {
        let is_called = step.mode == Mode::RequestResponse;
        let should_be = judged.recommended(index) == Some(Mode::RequestResponse);
        if stays_in_front(judged, index) && should_be && !judged.is_foreground(index) {
            parts.push(judged.ids(&judged.events_up_to(index)));
        } else if should_be && !is_called {
            parts.push(judged.ids(&[index]));
        }
    }
    triggered(prospect, parts, Trigger::Call)
}

/// The steps that should be triggered so, are not yet, and can be: nothing in front comes after them.
fn wanted(prospect: &Prospect<'_>, trigger: Trigger) -> Vec<Part> {
    let judged = &prospect.judged;
    let process = &prospect.design.process;
    let steps = judged.steps().filter(|(index, step)| {
        let is_so = match trigger {
            Trigger::Command => process.trigger(step) == Trigger::Command,
            // Whatever follows is as good as an event: to be commanded is no step back.
            Trigger::Call | Trigger::Event => step.mode == trigger.mode(),
        };
        let should = judged.classes.get(*index).and_then(|class| class.trigger) == Some(trigger);
        should && !is_so && !is_before_the_answer(judged, *index)
    });
    // What is of one unit goes behind the line together, whoever triggers it then.
    let part = |(index, step): (usize, &Step)| {
        let unit = step.business.unit.as_ref();
        let partners = judged.steps().filter(|(other, it)| {
            let is_partner = unit.is_some() && it.business.unit.as_ref() == unit;
            is_partner && it.mode == Mode::RequestResponse && goes_behind(judged, *other)
        });
        let partners = partners.map(|(other, _)| other);
        judged.ids(&std::iter::once(index).chain(partners).collect::<Vec<_>>())
    };
    triggered(prospect, steps.map(part).collect(), trigger)
}

/// These triggered so, what is of one unit together.
fn triggered(prospect: &Prospect<'_>, parts: Vec<Vec<StepId>>, trigger: Trigger) -> Vec<Part> {
    let unit = |id: &StepId| prospect.design.process.step(id)?.business.unit.clone();
    let mut joined: Vec<Vec<StepId>> = Vec::new();
    for part in parts {
        let units: Vec<String> = part.iter().filter_map(unit).collect();
        let is_of_unit =
            |it: &&mut Vec<StepId>| it.iter().filter_map(unit).any(|unit| units.contains(&unit));
        match joined.iter_mut().find(is_of_unit) {
            Some(others) => others.extend(part),
            None => joined.push(part),
        }
    }
    for part in &mut joined {
        part.sort_unstable();
        part.dedup();
    }
    joined.sort_unstable();
    let part = |steps: Vec<StepId>| {
        let repair = Repair::trigger(prospect.design, steps.clone(), trigger)?;
        let edit = repair.edit(prospect.design, "").ok()?;
        Some(Part { steps, change: Change::Edits(vec![edit]), reversed_by: None })
    };
    joined.into_iter().filter_map(part).collect()
}

/// The same with calls that can be retried, and that end: a policy may have been written that was never used.
fn safely(_: &Design, made: &Made) -> Option<Made> {
    let verdict = Verdict::of(&made.design);
    let prospect = Prospect::new(&made.design, &verdict);
    let mut parts = prospect.mends(&["retry-not-idempotent", "work-beyond-timeout"]);
    let is_of_call = |part: &Part| matches!(part.change, Change::Mend(Repair::Policy { .. }));
    parts.retain(|it| is_of_call(it) && it.steps.iter().all(|step| made.steps.contains(step)));
    let better = prospect.make(&parts)?;
    let more = " Repeating it repeats no effect, and it has the time it needs.".to_owned();
    Some(Made { steps: made.steps.clone(), design: better.design, more })
}

/// The same with workers of their own, where they would take those of somebody who answers: what holds only
/// with these is one change.
fn apart(_: &Design, made: &Made) -> Option<Made> {
    let verdict = Verdict::of(&made.design);
    let prospect = Prospect::new(&made.design, &verdict);
    let separated = prospect.make(&own_workers(&prospect))?;
    let more = format!(" Workers of their own, as assumed: {}.", added(&made.design, &separated));
    Some(Made { steps: made.steps.clone(), design: separated.design, more })
}

fn conductor(prospect: &Prospect<'_>) -> Vec<Part> {
    let process = &prospect.design.process;
    let approach = prospect.verdict.approach.approach;
    let is_conducted = matches!(approach, Some(Approach::Orchestration | Approach::Hybrid));
    let called: Vec<usize> = (prospect.judged.steps())
        .filter(|(index, _)| prospect.judged.is_foreground(*index))
        .map(|(index, _)| index)
        .collect();
    let is_chained = process.coordination == Coordination::Chained;
    if process.entry.is_none() || !is_chained || !is_conducted || called.len() < 2 {
        return Vec::new();
    }
    let place = Pointer::root().at("process").at("coordination");
    let edit = Edit::SetField { place, value: Some("orchestrated".into()) };
    let tips = prospect.verdict.approach.tips.iter();
    let tip = tips.filter(|it| it.approach == Approach::Choreography).map(|it| {
        let of_step = QUESTIONS.iter().find(|asked| asked.field == it.field).map(|it| it.asks);
        let of_all =
            COMMON_QUESTIONS.iter().find(|asked| asked.field == it.field).map(|it| it.asks);
        format!("“{}” to “{}”.", it.answer, of_all.or(of_step).unwrap_or(it.field))
    });
    let reversed_by = tip.min().unwrap_or_else(|| "No one answer alone would.".to_owned());
    vec![Part {
        steps: prospect.judged.ids(&called),
        change: Change::Edits(vec![edit]),
        reversed_by: Some(reversed_by),
    }]
}
