//! More requests arrive.

use schemars::JsonSchema;

use super::input::{Input, Value};
use super::{Harm, Kind, Offer, Spot, Words, fields};
use crate::model::Subject;
use crate::units::{Factor, digits};

/// So many times as many requests arrive.
#[derive(Debug, Clone, PartialEq, Default, JsonSchema)]
pub struct TrafficSpike {
    /// How many times as many.
    pub factor: Factor,
}

fields!(TrafficSpike { factor: vital });

impl TrafficSpike {
    /// Of three times as many: so many where nobody said it.
    pub const THREEFOLD: Self = Self { factor: Factor::clamped(3.0) };
}

impl Kind for TrafficSpike {
    const WORDS: Words = Words {
        document: "traffic-spike",
        one: "a traffic spike",
        several: "traffic spikes",
        gone: Words::GONE,
    };

    fn subject(&self) -> Subject {
        Subject::Traffic
    }

    fn harms(&self) -> Vec<Harm<'_>> {
        vec![Harm::Traffic { factor: self.factor }]
    }

    fn trouble(&self) -> String {
        format!("{} as many", digits::factor(self.factor.get()))
    }

    fn inputs(&mut self) -> Vec<Input<'_>> {
        vec![Input::new("factor", "Factor", Value::Quantity(&mut self.factor))]
    }

    fn offers(spot: &Spot) -> Vec<Offer> {
        if spot.is_traffic() {
            vec![Offer::new("Send more requests", Self::THREEFOLD)]
        } else {
            Vec::new()
        }
    }
}
