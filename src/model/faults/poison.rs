//! Some events can never be worked off.

use schemars::JsonSchema;

use super::input::{Input, Value};
use super::offer::reacts;
use super::{Harm, Kind, Offer, Spot, Words, fields};
use crate::model::{StepId, Subject};

/// One event in so many, of those published inside, fails every attempt of one step.
#[derive(Debug, Clone, PartialEq, Default, JsonSchema)]
pub struct Poison {
    /// Which step.
    pub step: StepId,
    /// One in so many; at least 1.
    #[schemars(range(min = 1))]
    pub one_in: u32,
}

fields!(Poison { step: vital, one_in: vital });

/// One event in so many where nobody said it.
const ONE_IN: u32 = 10;

impl Kind for Poison {
    const WORDS: Words = Words {
        document: "poison",
        one: "poison",
        several: "poison",
        gone: "the poison in its events",
    };

    fn subject(&self) -> Subject {
        Subject::Step(self.step.clone())
    }

    fn harms(&self) -> Vec<Harm<'_>> {
        vec![Harm::Poison { step: &self.step, one_in: self.one_in }]
    }

    fn trouble(&self) -> String {
        format!("1 of {} events is poison", self.one_in)
    }

    fn inputs(&mut self) -> Vec<Input<'_>> {
        vec![
            Input::new("step", "Step", Value::Step(&mut self.step, reacts)),
            Input::new("one_in", "One event in", Value::Whole(&mut self.one_in, 1)),
        ]
    }

    fn offers(spot: &Spot) -> Vec<Offer> {
        let poison = |step: &StepId| {
            Offer::new("Poison some events", Self { step: step.clone(), one_in: ONE_IN })
        };
        spot.consumer().map(poison).into_iter().collect()
    }
}
