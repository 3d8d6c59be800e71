//! A service becomes slow.

use schemars::JsonSchema;

use super::input::{Input, Value};
use super::{Harm, Kind, Offer, Spot, Words, fields};
use crate::model::{ServiceId, Subject};
use crate::units::{Factor, digits};

/// Work that starts inside takes so many times as long.
#[derive(Debug, Clone, PartialEq, Default, JsonSchema)]
pub struct Slowdown {
    /// Which service.
    pub service: ServiceId,
    /// How many times as long; more than 0.
    #[schemars(extend("exclusiveMinimum" = 0))]
    pub factor: Factor,
}

fields!(Slowdown { service: required, factor: vital });

impl Slowdown {
    /// How many times as long work takes where nobody said it.
    pub const FACTOR: f64 = 5.0;

    /// Of a service, by [`Slowdown::FACTOR`].
    #[must_use]
    pub const fn of(service: ServiceId) -> Self {
        Self { service, factor: Factor::clamped(Self::FACTOR) }
    }
}

impl Kind for Slowdown {
    const WORDS: Words =
        Words { document: "slowdown", one: "a slowdown", several: "slowdowns", gone: Words::GONE };

    /// The mildest that can happen to a service is offered first.
    const RANK: u8 = 0;

    fn subject(&self) -> Subject {
        Subject::Service(self.service.clone())
    }

    fn harms(&self) -> Vec<Harm<'_>> {
        vec![Harm::Slower { service: &self.service, factor: self.factor }]
    }

    fn trouble(&self) -> String {
        format!("{} slower", digits::factor(self.factor.get()))
    }

    fn inputs(&mut self) -> Vec<Input<'_>> {
        vec![
            Input::service(&mut self.service),
            Input::new("factor", "Factor", Value::Positive(&mut self.factor)),
        ]
    }

    fn offers(spot: &Spot) -> Vec<Offer> {
        let slow = |service: &ServiceId| Offer::new("Slow down", Self::of(service.clone()));
        spot.service().map(slow).into_iter().collect()
    }
}
