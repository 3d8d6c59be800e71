//! The design as recommended: every step triggered as the rules recommend.

use crate::model::{Design, Mode, StepId, Trigger};
use crate::verdict::{Classification, Repair, Verdict};

/// How often a recommendation is looked at again: what one step reacts to can matter to another.
const LOOKS: usize = 8;

/// The design with every step triggered as the rules recommend; where nothing speaks for either side,
/// as it is. What follows an event does so surely: with an outbox, deduplication and dead letters. A change
/// after which it would not be valid any more is left out.
#[must_use]
pub fn recommended(design: &Design) -> Design {
    let mut now = design.clone();
    for _ in 0..LOOKS {
        let better = as_ruled(&now);
        if better == now {
            break;
        }
        now = better;
    }
    now
}

/// Each step called, following or commanded as the rules recommend of this design.
fn as_ruled(design: &Design) -> Design {
    let verdict = Verdict::of(design);
    let changed = in_modes(design, &verdict);
    let should_be_commanded = |class: &&Classification| class.trigger == Some(Trigger::Command);
    let process = &changed.process;
    let commands: Vec<StepId> = (verdict.steps.iter().filter(should_be_commanded))
        .filter_map(|class| process.step(&class.step))
        .filter(|step| process.trigger(step) == Trigger::Event)
        .map(|step| step.id.clone())
        .collect();
    if commands.is_empty() {
        return changed;
    }
    let repair = Repair::trigger(&changed, commands, Trigger::Command);
    repair.and_then(|it| it.apply(&changed).ok()).unwrap_or(changed)
}

/// Each step of the mode that the rules recommend.
fn in_modes(design: &Design, verdict: &Verdict) -> Design {
    let wanted = |mode: Mode| -> Vec<StepId> {
        let mut steps: Vec<StepId> = (verdict.steps.iter())
            .zip(&design.process.steps)
            .filter(|(class, step)| class.mode() == Some(mode) && step.mode != mode)
            .map(|(class, _)| class.step.clone())
            .collect();
        // Whichever comes first may leave out another: not by their order in the document.
        steps.sort_unstable();
        steps
    };
    let (call, follow) = (wanted(Mode::RequestResponse), wanted(Mode::Event));
    let all = Repair::Modes { call: call.clone(), follow: follow.clone() };
    if let Ok(changed) = all.apply(design) {
        return changed;
    }
    let mut changed = design.clone();
    let one = |step: StepId| vec![step];
    let follows = follow.into_iter().map(|it| Repair::Modes { call: Vec::new(), follow: one(it) });
    let calls = call.into_iter().map(|it| Repair::Modes { call: one(it), follow: Vec::new() });
    for repair in follows.chain(calls) {
        if let Ok(better) = repair.apply(&changed) {
            changed = better;
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Necessity, Response};
    use crate::testing::{ScenarioDraft, StepDraft, scenario, step};

    /// Required steps of one service.
    fn required<const N: usize>(steps: [StepDraft; N]) -> ScenarioDraft {
        scenario(steps.map(|it| it.necessity(Necessity::Required))).all_on("service")
    }

    fn modes(design: &Design) -> Vec<Mode> {
        design.process.steps.iter().map(|step| step.mode).collect()
    }

    #[test]
    fn each_step_is_triggered_as_recommended_and_what_is_open_stays() {
        let before = required([
            step("check").event().response(Response::Immediate),
            step("book").after(["check"]).response(Response::Deferred),
            step("open").after(["check"]).event(),
        ]);
        let before = before.design();
        let after = recommended(&before);
        assert_eq!(modes(&after), [Mode::RequestResponse, Mode::Event, Mode::Event]);
        assert!(after.process.steps[1].delivery.outbox);
        assert_eq!(recommended(&after), after, "recommended, and nothing more to do");
    }

    #[test]
    fn what_a_workflow_should_command_is_commanded() {
        let before = required([
            step("accept").response(Response::Immediate),
            step("book").after(["accept"]).response(Response::Deferred).audited(),
        ]);
        let after = recommended(&before.design());
        let workflow = after.process.workflow.as_ref().unwrap();
        assert_eq!(
            (&workflow.steps[..], workflow.service.as_str()),
            (&["book".into()][..], "service")
        );
        assert!(after.process.steps[1].delivery.dead_letter);
        assert_eq!(recommended(&after), after);
    }

    #[test]
    fn a_change_that_would_not_be_valid_is_left_out() {
        let call = Mode::RequestResponse;
        let before = required([
            step("a").response(Response::Immediate),
            step("b").after(["a"]).response(Response::Immediate),
            step("both").after(["a", "b"]).event().response(Response::Immediate),
            step("late").after(["b"]).response(Response::Deferred),
        ]);
        let after = recommended(&before.chained().design());
        assert_eq!(modes(&after), [call, call, Mode::Event, Mode::Event]);
    }
}
