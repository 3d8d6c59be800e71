//! Events: each one well named, with somebody who answers for it.

use crate::model::{Design, Edit};
use crate::units::format::listed;

use super::super::naming::Namer;
use super::super::parties::publisher;
use super::{Change, Made, Move, Part, Prospect};

/// Events have names, owners and versions.
pub(super) static NAMED: Move = Move {
    id: "named",
    name: "Name the events",
    source: "000, 001, 002, 004",
    why: "Consumers build on what an event says has happened, and somebody must answer for its meaning.",
    said: "Events with a name, an owner and a version, for",
    parts: named,
    more: names,
    ways: &[],
};

fn named(prospect: &Prospect<'_>) -> Vec<Part> {
    let (design, judged) = (prospect.design, &prospect.judged);
    let proposals = Namer::new(design);
    let mut parts = Vec::new();
    for (index, step) in judged.listening() {
        let mut event = step.event.clone().unwrap_or_default();
        // What somebody has named keeps its name.
        let proposed = proposals.name(index);
        let is_proposed = proposed.as_ref().is_some_and(|(name, _)| *name == event.name);
        if step.event.as_ref().is_none_or(|event| event.assumed) || is_proposed {
            (event.name, event.assumed) =
                proposed.unwrap_or_else(|| (design.process.event_name(step), true));
            event.owner = None;
        }
        event.owner = event.owner.or_else(|| publisher(design, step).cloned());
        event.version.get_or_insert(1);
        if step.event.as_ref() == Some(&event) {
            continue;
        }
        let asks = "What has happened when the customer has the answer?";
        let reversed_by = Some(if proposals.is_outcome(index) {
            format!("Another answer to “{asks}”.")
        } else {
            "Another name, that somebody gives it.".to_owned()
        });
        let steps = vec![step.id.clone()];
        let edit = Edit::SetEvent { step: step.id.clone(), event };
        parts.push(Part { steps, change: Change::Edits(vec![edit]), reversed_by });
    }
    parts
}

/// The names that are given.
fn names(before: &Design, made: &Made) -> String {
    let process = &made.design.process;
    let new = made.steps.iter().filter_map(|id| {
        let name = process.event_name(process.step(id)?);
        let was = before.process.event_name(before.process.step(id)?);
        (name != was).then_some(name)
    });
    let mut names: Vec<String> = new.collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() { String::new() } else { format!(" Published: {}.", listed(&names)) }
}
