//! Where steps stand: what must stay in front, and what is needed there.
//!
//! An order that is in the document is kept, unless it is known that it is not needed: the business said
//! what a step needs; or, of a step that must succeed, the one before it need not; or the one before it
//! only tells somebody.

use crate::model::{Mode, Purpose, Response, Step, Trigger};

use super::judged::Judged;

/// Whether a step is in front, or should be, and nothing says that it may leave.
pub(super) fn stays_in_front(judged: &Judged<'_>, index: usize) -> bool {
    let Some(step) = judged.step(index) else { return false };
    let is_answered = step.business.response == Some(Response::Immediate);
    match judged.classes.get(index).and_then(|class| class.trigger) {
        Some(Trigger::Call) => is_answered || judged.is_foreground(index),
        Some(Trigger::Event | Trigger::Command) => false,
        None => judged.is_foreground(index),
    }
}

/// Whether a step should be behind the line.
pub(super) fn goes_behind(judged: &Judged<'_>, index: usize) -> bool {
    judged.recommended(index) == Some(Mode::Event)
}

/// Whether something that stays in front comes after a step, directly or through others: it would go behind
/// the line along with it. Whoever calls it would not, nor what comes after those.
pub(super) fn is_before_the_answer(judged: &Judged<'_>, index: usize) -> bool {
    leads_to_the_front(judged, index, &|_, _| true)
}

/// Whether something that stays in front needs what a step does, or what needs it does.
pub(super) fn is_needed_in_front(judged: &Judged<'_>, index: usize) -> bool {
    leads_to_the_front(judged, index, &|next, step| needs(judged, next, step))
}

fn leads_to_the_front(
    judged: &Judged<'_>,
    index: usize,
    counts: &dyn Fn(usize, usize) -> bool,
) -> bool {
    let (mut open, mut seen) = (vec![index], vec![index]);
    while let Some(step) = open.pop() {
        let after = judged.shape.successors(step).iter().copied();
        let after = after.filter(|&next| counts(next, step));
        // What it calls moves along with it.
        for next in after.chain(judged.shape.calls(step).iter().copied()) {
            if seen.contains(&next) {
                continue;
            }
            if stays_in_front(judged, next) {
                return true;
            }
            seen.push(next);
            open.push(next);
        }
    }
    false
}

/// Whether a step needs the outcome of one before it: as answered; else always, but where the other need not
/// succeed and it must, or the other only tells somebody.
pub(super) fn needs(judged: &Judged<'_>, index: usize, before: usize) -> bool {
    let (Some(step), Some(other)) = (judged.step(index), judged.step(before)) else { return true };
    let is_joined = step.business.unit.is_some() && step.business.unit == other.business.unit;
    let is_ordered = |it: &Step| it.business.ordered == Some(true);
    if is_joined || is_ordered(step) || is_ordered(other) {
        return true;
    }
    if let Some(needs) = &step.business.needs {
        return needs.contains(&other.id);
    }
    let may_fail = !other.business.is_required() && step.business.is_required();
    !may_fail && other.business.kind != Some(Purpose::Notification)
}
