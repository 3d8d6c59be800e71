//! The work of a service fails.

use schemars::JsonSchema;

use super::input::{Input, Value};
use super::{Harm, Kind, Offer, Spot, Words, fields};
use crate::model::{ServiceId, Subject};
use crate::units::{Ratio, digits};

/// A share of the work that starts inside fails, on top of the step's own error ratio.
#[derive(Debug, Clone, PartialEq, Default, JsonSchema)]
pub struct Errors {
    /// Which service.
    pub service: ServiceId,
    /// The share.
    pub ratio: Ratio,
}

fields!(Errors { service: required, ratio: vital });

/// The share where nobody said it.
const HALF: Ratio = Ratio::clamped(0.5);

impl Kind for Errors {
    const WORDS: Words =
        Words { document: "errors", one: "errors", several: "errors", gone: Words::GONE };

    fn subject(&self) -> Subject {
        Subject::Service(self.service.clone())
    }

    fn harms(&self) -> Vec<Harm<'_>> {
        vec![Harm::Failing { service: &self.service, ratio: self.ratio }]
    }

    fn trouble(&self) -> String {
        format!("fails {} of 100", digits::in_hundred(self.ratio.get()))
    }

    fn inputs(&mut self) -> Vec<Input<'_>> {
        vec![
            Input::service(&mut self.service),
            Input::new("ratio", "Share that fails", Value::Quantity(&mut self.ratio)),
        ]
    }

    fn offers(spot: &Spot) -> Vec<Offer> {
        let fail = |service: &ServiceId| {
            Offer::new("Let work fail", Self { service: service.clone(), ratio: HALF })
        };
        spot.service().map(fail).into_iter().collect()
    }
}
