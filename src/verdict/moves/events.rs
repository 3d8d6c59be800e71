//! Events: each one well named, with somebody who answers for it.

use crate::model::Edit;

use super::super::naming::Namer;
use super::super::parties::publisher;
use super::super::words::listed;
use super::{Made, Move, Prospect};

/// Events have names, owners and versions.
pub(super) static NAMED: Move = Move {
    id: "named",
    name: "Name the events",
    source: "000, 001, 002, 004",
    why: "Consumers build on what an event says has happened, and somebody must answer for its meaning.",
    propose: named,
};

fn named(prospect: &Prospect<'_>) -> Vec<Made> {
    let (design, judged) = (prospect.design, &prospect.judged);
    let namer = Namer::new(&design.process, judged.shape);
    let (mut groups, mut given) = (Vec::new(), Vec::<String>::new());
    for (index, step) in judged.listening() {
        let mut event = step.event.clone().unwrap_or_default();
        // What somebody has named keeps its name.
        let is_ours = step.event.as_ref().is_none_or(|event| event.assumed);
        if is_ours {
            let named = namer.name(index);
            (event.name, event.assumed) =
                named.unwrap_or_else(|| (design.process.event_name(step), true));
        }
        event.owner = event.owner.or_else(|| publisher(design, step).cloned());
        event.version.get_or_insert(1);
        if step.event.as_ref() == Some(&event) {
            continue;
        }
        let is_new = step.event.as_ref().is_none_or(|it| it.name != event.name);
        if is_new && !given.contains(&event.name) {
            given.push(event.name.clone());
        }
        groups.push((step.id.clone(), vec![Edit::SetEvent { step: step.id.clone(), event }]));
    }
    let Some((mut steps, design)) = prospect.as_far_as_valid(groups) else { return Vec::new() };
    steps.sort_unstable();
    given.sort_unstable();
    let said = if given.is_empty() {
        format!("An owner and a version for what these react to: {}.", prospect.labels(&steps))
    } else {
        format!("Published, with an owner and a version: {}.", listed(&given))
    };
    let asks = "What has happened when the customer has the answer?";
    let reversed_by = Some(format!("Another answer to “{asks}” gives another name."));
    vec![Made { steps, said, design, reversed_by }]
}
