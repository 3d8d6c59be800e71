//! What to ask first: of all that is not known, the three answers that would tell most.

use serde::Serialize;

use crate::model::{Mode, Shape, StepId};

use super::super::case::Case;
use super::super::classification::Classification;
use super::super::opinion::Strength;
use super::{COMMON_QUESTIONS, OpenQuestion, QUESTIONS, WouldBe};

/// How many are asked at once.
const AT_ONCE: usize = 3;

/// A question that is worth asking now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ask {
    /// The step it is about; absent: the process as a whole.
    pub step: Option<StepId>,
    /// The field that would hold the answer.
    pub field: &'static str,
    /// The question.
    pub asks: &'static str,
}

/// The three questions whose answers would tell most, in order: whether the core is a conversation, since
/// all else is read in its light, unless nothing else is open; then those of the steps, by how far their
/// answers lie apart, times how many steps move along; last, what a step is for, where that is open.
pub(in crate::verdict) fn asks(
    conversation: Option<bool>,
    shape: &Shape,
    cases: &[Case<'_>],
    classes: &[Classification],
) -> Vec<Ask> {
    let mut of_steps: Vec<(usize, Ask)> = Vec::new();
    for (index, (case, class)) in cases.iter().zip(classes).enumerate() {
        let Some((open, apart)) = most_telling(class) else { continue };
        let step = Some(case.step.id.clone());
        let weight = apart * (1 + behind(shape, index));
        of_steps.push((weight, Ask { step, field: open.field, asks: open.asks }));
    }
    // What a step is for decides whether anything must be undone, even where its mode is sure.
    let kind = QUESTIONS.iter().find(|it| it.field == "kind");
    for (case, class) in cases.iter().zip(classes) {
        let is_unknown = case.answers.kind.is_none() && class.strength >= Strength::Strong;
        let asks = kind.filter(|_| is_unknown && !case.is_optional());
        let step = Some(case.step.id.clone());
        of_steps.extend(asks.map(|it| (0, Ask { step, field: it.field, asks: it.asks })));
    }
    of_steps.sort_by(|(one, a), (other, b)| other.cmp(one).then_with(|| a.step.cmp(&b.step)));
    let is_first = |it: &&super::Question<super::Common>| it.field == "circumstances/conversation";
    let first = COMMON_QUESTIONS.iter().find(is_first);
    let first = first.filter(|_| conversation.is_none() && !of_steps.is_empty());
    let first = first.map(|it| Ask { step: None, field: it.field, asks: it.asks });
    first.into_iter().chain(of_steps.into_iter().map(|(_, ask)| ask)).take(AT_ONCE).collect()
}

/// The open question of a step whose answers lie furthest apart, and how far: whether the answer is needed
/// now, while that is open; none of a step that is sure.
fn most_telling(class: &Classification) -> Option<(&OpenQuestion, usize)> {
    if class.strength >= Strength::Strong {
        return None;
    }
    let apart = |open: &OpenQuestion| {
        let leads = open.would_be.iter().map(lead);
        let (least, most) = (leads.clone().min().unwrap_or(0), leads.max().unwrap_or(0));
        usize::try_from(most - least).unwrap_or(0)
    };
    let by_distance = class.open.iter().map(|open| (open, apart(open)));
    let telling = by_distance.filter(|(_, apart)| *apart > 0);
    let rank = |(open, apart): &(&OpenQuestion, usize)| (open.field == "response", *apart);
    telling.rev().max_by_key(rank)
}

/// How far an answer leads towards an event, or below zero towards a call.
fn lead(it: &WouldBe) -> i32 {
    let far = match it.strength {
        Strength::Open => 0,
        Strength::Slight => 1,
        Strength::Strong => 2,
        Strength::Must => 3,
    };
    match it.mode() {
        Some(Mode::RequestResponse) => -far,
        Some(Mode::Event) => far,
        None => 0,
    }
}

/// How many steps come after one, directly: they move over the line along with it.
fn behind(shape: &Shape, index: usize) -> usize {
    shape.successors(index).len()
}
