//! Who calls whom: what a caller's calls may come after, and where there are none.

use super::ids::STEP_IDS;
use super::{Findings, listed};
use crate::model::{Coordination, Mode, Place, Process, Shape, Step};

/// Places that this rests on beside the step's own.
const ELSEWHERE: [&str; 4] =
    [STEP_IDS, "/process/steps/*/caller", "/process/steps/*/mode", "/process/steps/*/after"];

pub(super) fn check(process: &Process, at_steps: Place, findings: &mut Findings) {
    let shape = Shape::new(process);
    for (index, step) in process.steps.iter().enumerate() {
        let at = at_steps.element(index);
        let chained =
            step.caller.as_ref().filter(|_| process.coordination == Coordination::Chained);
        if let Some(caller) = chained {
            let voice = &findings.voice;
            let caller = voice.name("step", caller.as_str());
            let found = voice.say(
                "a caller in a chained process",
                format!("{} called by {caller} in a chained process", step.label()),
            );
            findings
                .report(
                    at.field("caller"),
                    found,
                    "none: chained, each step calls what comes after it (or make the coordination \
                     orchestrated)",
                )
                .names_it()
                .looks_at("/process/coordination");
            continue;
        }
        let Some(shape) = &shape else { continue };
        let strangers: Vec<&Step> = (shape.predecessors(index).iter())
            .filter_map(|&before| Some((before, process.steps.get(before)?)))
            .filter(|&(before, it)| is_stranger(step, it, shape.caller(before).is_some()))
            .map(|(_, it)| it)
            .collect();
        if strangers.is_empty() {
            continue;
        }
        let voice = &findings.voice;
        let found = listed(strangers.iter().map(|it| voice.step(it)));
        let found = voice.say(found.clone(), format!("{} after {found}", step.label()));
        let found = match strangers.as_slice() {
            [_] => format!("{found}, which somebody else calls"),
            _ => format!("{found}, which others call"),
        };
        let (those, or) = if let Some(caller) = &step.caller {
            let caller = voice.name("step", caller.as_str());
            let or = voice.say("name the caller of those", format!("let {caller} call those"));
            (format!("steps that {caller} calls too"), or)
        } else {
            let or = voice.say(
                "name the caller of those as its `caller`",
                format!("let the caller of those call {}", step.label()),
            );
            ("steps that no other step calls".to_owned(), or)
        };
        let expected =
            format!("{those}: a step is called after others of the same caller (or {or})");
        let finding = findings.report(at.field("after"), found, expected);
        finding.names_it();
        finding.looks_at(at.field("caller"));
        for place in ELSEWHERE {
            finding.looks_at(place);
        }
    }
}

/// Whether a step cannot come after another one, since their callers differ: one that reacts may come after
/// whatever has ended, and so may a call that its consumer makes.
fn is_stranger(step: &Step, before: &Step, is_called: bool) -> bool {
    let is_its_caller = step.caller.as_ref() == Some(&before.id);
    match &step.caller {
        Some(_) if step.mode == Mode::Event && is_its_caller => false,
        Some(caller) => before.caller.as_ref() != Some(caller),
        None => step.mode == Mode::RequestResponse && is_called,
    }
}
