//! Two services cannot reach one another.

use schemars::JsonSchema;

use super::input::{Input, Value};
use super::{Harm, Kind, Offer, Spot, Words, fields};
use crate::model::check::Findings;
use crate::model::{Place, ServiceId, Subject};

/// Messages between two services vanish; callers wait for their timeouts.
#[derive(Debug, Clone, PartialEq, Default, JsonSchema)]
pub struct Partition {
    /// Which two.
    pub between: [ServiceId; 2],
}

fields!(Partition { between: vital });

impl Kind for Partition {
    const WORDS: Words = Words {
        document: "partition",
        one: "a network partition",
        several: "network partitions",
        gone: Words::GONE,
    };

    fn subject(&self) -> Subject {
        Subject::Link(self.between.clone())
    }

    fn harms(&self) -> Vec<Harm<'_>> {
        vec![Harm::Cut { between: &self.between }]
    }

    fn trouble(&self) -> String {
        "cut off".to_owned()
    }

    fn inputs(&mut self) -> Vec<Input<'_>> {
        let [one, other] = &mut self.between;
        vec![
            Input::new("between", "Between", Value::Service(one)).element(0),
            Input::new("between", "and", Value::Service(other)).element(1),
        ]
    }

    /// "Cut off from Payment" where that is said of a service.
    fn offers(spot: &Spot) -> Vec<Offer> {
        let Some(between @ [one, other]) = spot.link() else { return Vec::new() };
        let text = match spot.seen_from {
            Some(here) => {
                let there = if here == one { other } else { one };
                format!("Cut off from {}", spot.label(there))
            }
            None => format!("Cut {} off from {}", spot.label(one), spot.label(other)),
        };
        vec![Offer::new(text, Self { between: between.clone() })]
    }

    fn check(&self, at: Place, findings: &mut Findings) {
        let [one, other] = &self.between;
        if one == other {
            findings.report(
                at.field("between"),
                format!("`{one}` twice"),
                "two different services",
            );
        }
    }
}
