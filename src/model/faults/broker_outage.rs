//! The broker is away.

use schemars::JsonSchema;

use super::input::Input;
use super::{Harm, Kind, Offer, Spot, Words, fields};
use crate::model::Subject;

/// The broker is away: outboxes hold their events, publishers without one lose theirs, nothing is delivered.
#[derive(Debug, Clone, PartialEq, Default, JsonSchema)]
pub struct BrokerOutage;

fields!(BrokerOutage {});

impl Kind for BrokerOutage {
    const WORDS: Words = Words {
        document: "broker-outage",
        one: "a broker outage",
        several: "broker outages",
        gone: Words::GONE,
    };

    fn subject(&self) -> Subject {
        Subject::Broker
    }

    fn harms(&self) -> Vec<Harm<'_>> {
        vec![Harm::BrokerAway]
    }

    fn trouble(&self) -> String {
        "away".to_owned()
    }

    fn inputs(&mut self) -> Vec<Input<'_>> {
        Vec::new()
    }

    fn offers(spot: &Spot) -> Vec<Offer> {
        if spot.is_broker() { vec![Offer::new("Take the broker away", Self)] } else { Vec::new() }
    }
}
