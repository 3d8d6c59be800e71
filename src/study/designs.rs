//! Other designs of one process, to lay beside it: as it is, as recommended, all calls, all events.
//!
//! Only the triggers differ. A trigger that cannot be the other one where the design would then not be
//! valid stays, and is named; where not one could be changed, the design does not exist, and the problem
//! says why.

use crate::model::{Design, Edit, Mode, Problem, StepId};

use super::proposed;

/// Which design of a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Variant {
    /// The one that is there.
    AsItIs,
    /// With all that the rules propose; whether it holds, runs show (`recommended`).
    AsRecommended,
    /// Somebody waits for every step.
    AllCalls,
    /// Every step follows an event.
    AllEvents,
}

/// A design that exists.
#[derive(Debug, Clone, PartialEq)]
pub struct Designed {
    /// The design.
    pub design: Design,
    /// Steps that had to stay as they are, in the document's order.
    pub kept: Vec<StepId>,
}

impl Variant {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::AsItIs, Self::AsRecommended, Self::AllCalls, Self::AllEvents];

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AsItIs => "As it is",
            Self::AsRecommended => "As recommended",
            Self::AllCalls => "All calls",
            Self::AllEvents => "All events",
        }
    }

    /// This design of a process.
    ///
    /// # Errors
    /// The problems that the design would have, where no step at all could be changed.
    pub fn of(self, design: &Design) -> Result<Designed, Vec<Problem>> {
        match self {
            Self::AsItIs => Ok(Designed { design: design.clone(), kept: Vec::new() }),
            Self::AsRecommended => Ok(Designed { design: proposed(design), kept: Vec::new() }),
            Self::AllCalls => all(design, Mode::RequestResponse),
            Self::AllEvents => all(design, Mode::Event),
        }
    }
}

/// Every step triggered like this, as far as that is valid.
fn all(design: &Design, mode: Mode) -> Result<Designed, Vec<Problem>> {
    let steps = design.process.steps.iter().filter(|step| step.mode != mode);
    let wanted: Vec<StepId> = steps.map(|step| step.id.clone()).collect();
    let mut changed = design.clone();
    let mut kept = wanted.clone();
    let mut problems = Vec::new();
    // One change may be what makes another valid: again, as long as that helps.
    loop {
        let before = kept.len();
        kept.retain(|step| match (Edit::SetMode { step: step.clone(), mode }).apply(&changed) {
            Ok(better) => {
                changed = better.design;
                false
            }
            Err(refused) => {
                problems = refused.problems().to_vec();
                true
            }
        });
        if kept.is_empty() || kept.len() == before {
            break;
        }
    }
    if !wanted.is_empty() && kept.len() == wanted.len() {
        return Err(problems);
    }
    Ok(Designed { design: changed, kept })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{scenario, step};

    const CALL: Mode = Mode::RequestResponse;

    fn modes(designed: &Designed) -> Vec<Mode> {
        designed.design.process.steps.iter().map(|step| step.mode).collect()
    }

    #[test]
    fn every_step_is_triggered_alike() {
        let steps = [step("a"), step("b").after(["a"]).event(), step("c").after(["b"])];
        let mixed = scenario(steps).all_on("service").design();
        assert_eq!(modes(&Variant::AllCalls.of(&mixed).unwrap()), [CALL; 3]);
        assert_eq!(modes(&Variant::AllEvents.of(&mixed).unwrap()), [Mode::Event; 3]);
        assert_eq!(Variant::AsItIs.of(&mixed).unwrap().design, mixed);
        assert_eq!(Variant::AsRecommended.of(&mixed).unwrap().design, proposed(&mixed));
        let calls = Variant::AllCalls.of(&mixed).unwrap().design;
        assert_eq!(Variant::AllCalls.of(&calls).unwrap().design, calls, "nothing left to change");
    }

    #[test]
    fn a_step_that_cannot_be_called_stays_and_is_named() {
        // In a chain of services a step that is called has one caller at most.
        let chained = scenario([
            step("a").event(),
            step("b").after(["a"]),
            step("both").after(["a", "b"]).event(),
            step("last").after(["both"]),
        ])
        .all_on("service")
        .chained()
        .design();
        let calls = Variant::AllCalls.of(&chained).unwrap();
        assert_eq!(calls.kept, ["both".into()]);
        assert_eq!(modes(&calls), [CALL, CALL, Mode::Event, CALL]);
    }

    #[test]
    fn a_design_that_would_change_nothing_does_not_exist_and_says_why() {
        let both = step("both").after(["a", "b"]).event();
        let chained = scenario([step("a"), step("b").after(["a"]), both]);
        let chained = chained.all_on("service").chained().design();
        let problems = Variant::AllCalls.of(&chained).unwrap_err();
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].to_string().contains("/process/steps/2"), "{}", problems[0]);
    }
}
