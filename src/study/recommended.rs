//! The design as recommended: every step triggered as the rules recommend.

use crate::model::{Mode, Scenario, StepId};
use crate::verdict::{Repair, Strength, Verdict};

/// The scenario with every step triggered as the rules recommend; where nothing speaks for either side,
/// as it is. What follows an event does so surely: with an outbox, deduplication and dead letters. A change
/// after which a valid scenario would not be valid any more is left out.
#[must_use]
pub fn recommended(scenario: &Scenario) -> Scenario {
    let verdict = Verdict::of(scenario);
    let wanted = |mode: Mode| -> Vec<StepId> {
        let mut steps: Vec<StepId> = (verdict.steps.iter())
            .zip(&scenario.process.steps)
            .filter(|(class, step)| {
                class.strength > Strength::Open && class.mode == mode && step.mode != mode
            })
            .map(|(class, _)| class.step.clone())
            .collect();
        // Whichever comes first may leave out another: not by their order in the document.
        steps.sort_unstable();
        steps
    };
    let (call, follow) = (wanted(Mode::RequestResponse), wanted(Mode::Event));
    let all = Repair::Modes { call: call.clone(), follow: follow.clone() };
    if let Ok(changed) = all.apply(scenario) {
        return changed;
    }
    let mut changed = scenario.clone();
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
    use crate::model::{
        Business, Coordination, Necessity, Process, Response, Service, Step, check,
    };

    fn step(id: &str, after: &[&str], mode: Mode, response: Option<Response>) -> Step {
        Step {
            id: id.into(),
            service: "service".into(),
            after: after.iter().map(|&it| it.into()).collect(),
            mode,
            business: Business {
                response,
                necessity: Some(Necessity::Required),
                ..Business::default()
            },
            ..Step::default()
        }
    }

    fn scenario(coordination: Coordination, steps: Vec<Step>) -> Scenario {
        Scenario {
            process: Process { entry: None, coordination, steps },
            services: vec![Service { id: "service".into(), ..Service::default() }],
            ..Scenario::default()
        }
    }

    fn modes(scenario: &Scenario) -> Vec<Mode> {
        scenario.process.steps.iter().map(|step| step.mode).collect()
    }

    #[test]
    fn each_step_is_triggered_as_recommended_and_what_is_open_stays() {
        let before = scenario(
            Coordination::Orchestrated,
            vec![
                step("check", &[], Mode::Event, Some(Response::Immediate)),
                step("book", &["check"], Mode::RequestResponse, Some(Response::Deferred)),
                step("open", &["check"], Mode::Event, None),
            ],
        );
        let after = recommended(&before);
        assert_eq!(modes(&after), [Mode::RequestResponse, Mode::Event, Mode::Event]);
        assert!(after.process.steps[1].delivery.outbox);
        assert_eq!(check(&after), Vec::new());
        assert_eq!(recommended(&after), after, "recommended, and nothing more to do");
    }

    #[test]
    fn a_change_that_would_not_be_valid_is_left_out() {
        let call = Mode::RequestResponse;
        let before = scenario(
            Coordination::Chained,
            vec![
                step("a", &[], call, Some(Response::Immediate)),
                step("b", &["a"], call, Some(Response::Immediate)),
                step("both", &["a", "b"], Mode::Event, Some(Response::Immediate)),
                step("late", &["b"], call, Some(Response::Deferred)),
            ],
        );
        let after = recommended(&before);
        assert_eq!(modes(&after), [call, call, Mode::Event, Mode::Event]);
        assert_eq!(check(&after), Vec::new());
    }
}
