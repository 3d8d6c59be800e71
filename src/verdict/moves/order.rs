//! The order: what is answered does not come after what may follow, and what follows stands side by side.
//!
//! An order that is in the document is kept, unless it is known that it is not needed
//! (`verdict/standing.rs`); and what follows is only taken apart where the business said what it needs.

use crate::model::Edit;

use super::super::judged::Judged;
use super::super::standing::{goes_behind, needs, stays_in_front};
use super::{Change, Move, Part, Prospect, nothing_more};

/// What somebody waits for does not stand behind what may follow.
pub(super) static ANSWER_FIRST: Move = Move {
    id: "answer-first",
    name: "Do first what is answered",
    source: "000, 003",
    why: "What stands behind an event is not there when the customer has the answer; and what is waited for should not wait for what may follow.",
    said: "Before what may follow",
    parts: |prospect| reordered(prospect, Side::Front),
    more: nothing_more,
    ways: &[],
};

/// Nothing waits for what it does not need, as far as that was said.
pub(super) static SIDE_BY_SIDE: Move = Move {
    id: "side-by-side",
    name: "Let what does not need each other begin side by side",
    source: "000, 003",
    why: "One after the other, each adds its time, and whatever holds one up holds up all behind it.",
    said: "Side by side, each after what it needs or what is answered",
    parts: |prospect| reordered(prospect, Side::Apart),
    more: nothing_more,
    ways: &[],
};

#[derive(Clone, Copy, PartialEq)]
enum Side {
    /// What is answered, past what may follow.
    Front,
    /// Whatever has said what it needs, past the rest on its side of the line.
    Apart,
}

fn reordered(prospect: &Prospect<'_>, side: Side) -> Vec<Part> {
    let judged = &prospect.judged;
    let mut parts = Vec::new();
    for (index, step) in judged.steps() {
        let is_of_side = match side {
            Side::Front => stays_in_front(judged, index),
            Side::Apart => true,
        };
        if !is_of_side {
            continue;
        }
        let is_passed = |before: usize| {
            // Nothing is taken apart from silence.
            let may_pass = match side {
                Side::Front => goes_behind(judged, before),
                Side::Apart => {
                    step.business.needs.is_some()
                        && judged.is_foreground(before) == judged.is_foreground(index)
                }
            };
            may_pass && !needs(judged, index, before)
        };
        let before = judged.shape.predecessors(index);
        let (after, passed) = passing(judged, before, &is_passed);
        let gone: Vec<usize> = before.iter().copied().filter(|it| !after.contains(it)).collect();
        if gone.is_empty() {
            continue;
        }
        let id = |&it: &usize| judged.step(it).map(|it| it.id.clone());
        let disconnect = gone.iter().filter_map(id);
        let mut edits: Vec<Edit> =
            disconnect.map(|before| Edit::Disconnect { before, after: step.id.clone() }).collect();
        let connect = after.iter().filter(|it| !before.contains(it)).filter_map(id);
        edits.extend(connect.map(|before| Edit::Connect { before, after: step.id.clone() }));
        edits.extend(kept(judged, index, &passed));
        let reversed_by = gone.first().map(|&before| {
            let asks = "Which steps’ outcomes does it need before it can begin?";
            format!("{}: “{}” to “{asks}”.", judged.label(index), judged.label(before))
        });
        let steps = vec![step.id.clone()];
        parts.push(Part { steps, change: Change::Edits(edits), reversed_by });
    }
    parts.sort_by(|one, other| one.steps.cmp(&other.steps));
    parts
}

/// The steps after which one comes that does not wait for some: in the place of each, those before it.
/// And those that it passes.
fn passing(
    judged: &Judged<'_>,
    before: &[usize],
    is_passed: &dyn Fn(usize) -> bool,
) -> (Vec<usize>, Vec<usize>) {
    let (mut after, mut passed): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut open: Vec<usize> = before.iter().rev().copied().collect();
    let mut seen: Vec<usize> = Vec::new();
    while let Some(step) = open.pop() {
        if seen.contains(&step) {
            continue;
        }
        seen.push(step);
        if is_passed(step) {
            open.extend(judged.shape.predecessors(step).iter().rev());
            passed.push(step);
        } else {
            after.push(step);
        }
    }
    // What another of them comes after is said by that one.
    let is_said = |it: usize, all: &[usize]| all.iter().any(|&by| judged.comes_after(by, it));
    let all = after.clone();
    after.retain(|&it| before.contains(&it) || !is_said(it, &all));
    (after, passed)
}

/// What comes after a step, and came after what that one passes through it alone, still comes after what it
/// needs of it.
fn kept(judged: &Judged<'_>, index: usize, passed: &[usize]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for &before in passed {
        let mut held: Vec<usize> = Vec::new();
        for &later in judged.shape.order() {
            let is_held = held.iter().any(|&it| judged.comes_after(later, it));
            let is_direct = judged.shape.predecessors(later).contains(&before);
            if !judged.comes_after(later, index) || is_held || !needs(judged, later, before) {
                continue;
            }
            held.push(later);
            let ids = judged.step(before).zip(judged.step(later));
            if let Some((before, later)) = ids.filter(|_| !is_direct) {
                edits.push(Edit::Connect { before: before.id.clone(), after: later.id.clone() });
            }
        }
    }
    edits
}
