//! A service that is short of something: slower, and some of its work fails.

use schemars::JsonSchema;

use super::input::{Input, Value};
use super::{Harm, Kind, Offer, Spot, Words, fields};
use crate::model::{ServiceId, Subject};
use crate::units::{Factor, Ratio, digits};

/// Work that starts inside takes longer, and some of it fails.
#[derive(Debug, Clone, PartialEq, Default, JsonSchema)]
pub struct Brownout {
    /// Which service.
    pub service: ServiceId,
    /// How many times as long; more than 0.
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub factor: Factor,
    /// The share of its work that fails, from 0 to 1.
    pub ratio: Ratio,
}

fields!(Brownout { service: required, factor: vital, ratio: vital });

impl Kind for Brownout {
    const WORDS: Words =
        Words { document: "brownout", one: "a brownout", several: "brownouts", gone: Words::GONE };
    const RANK: u8 = 1;

    fn subject(&self) -> Subject {
        Subject::Service(self.service.clone())
    }

    fn harms(&self) -> Vec<Harm<'_>> {
        vec![
            Harm::Slower { service: &self.service, factor: self.factor },
            Harm::Failing { service: &self.service, ratio: self.ratio },
        ]
    }

    fn trouble(&self) -> String {
        format!("{} slower, and failing", digits::factor(self.factor.get()))
    }

    fn inputs(&mut self) -> Vec<Input<'_>> {
        vec![
            Input::service(&mut self.service),
            Input::new("factor", "Factor", Value::Positive(&mut self.factor)),
            Input::new("ratio", "Share that fails", Value::Quantity(&mut self.ratio)),
        ]
    }

    fn offers(spot: &Spot) -> Vec<Offer> {
        let short = |service: &ServiceId| {
            let (factor, ratio) = (Factor::clamped(2.0), Ratio::clamped(0.1));
            Offer::new("Run short", Self { service: service.clone(), factor, ratio })
        };
        spot.service().map(short).into_iter().collect()
    }
}
