//! A service goes down.

use schemars::JsonSchema;

use super::input::{Input, Value};
use super::{Harm, Kind, Offer, Spot, Words, fields};
use crate::model::fields::words;
use crate::model::{ServiceId, Subject};

/// A service is down: what it worked on and its queue are lost; topics are not.
#[derive(Debug, Clone, PartialEq, Default, JsonSchema)]
pub struct Crash {
    /// Which service.
    pub service: ServiceId,
    /// What it does to calls while it is down.
    #[schemars(default)]
    pub behaviour: CrashBehaviour,
}

/// What a crashed service does to calls that arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum CrashBehaviour {
    /// The connection is refused at once.
    #[default]
    Refuse,
    /// Nothing comes back: the caller waits for its timeout.
    Swallow,
}

fields!(Crash { service: required, behaviour });

words!(CrashBehaviour { "refuse" => Refuse, "swallow" => Swallow });

impl Crash {
    /// Of a service that refuses calls meanwhile.
    #[must_use]
    pub const fn refusing(service: ServiceId) -> Self {
        Self { service, behaviour: CrashBehaviour::Refuse }
    }

    /// Of a service that never answers calls meanwhile.
    #[must_use]
    pub const fn swallowing(service: ServiceId) -> Self {
        Self { service, behaviour: CrashBehaviour::Swallow }
    }
}

impl Kind for Crash {
    const WORDS: Words =
        Words { document: "crash", one: "a crash", several: "crashes", gone: Words::GONE };

    fn subject(&self) -> Subject {
        Subject::Service(self.service.clone())
    }

    fn harms(&self) -> Vec<Harm<'_>> {
        vec![Harm::Down { service: &self.service, calls: self.behaviour }]
    }

    fn trouble(&self) -> String {
        match self.behaviour {
            CrashBehaviour::Refuse => "down".to_owned(),
            CrashBehaviour::Swallow => "down, and silent".to_owned(),
        }
    }

    fn inputs(&mut self) -> Vec<Input<'_>> {
        const MEANWHILE: &[(&str, &str)] =
            &[("refuse", "are refused at once"), ("swallow", "are never answered")];
        vec![
            Input::service(&mut self.service),
            Input::new("behaviour", "Calls meanwhile", Value::Word(&mut self.behaviour, MEANWHILE)),
        ]
    }

    fn offers(spot: &Spot) -> Vec<Offer> {
        let Some(service) = spot.service() else { return Vec::new() };
        vec![
            Offer::new("Crash, refusing calls", Self::refusing(service.clone())),
            Offer::new("Crash, never answering", Self::swallowing(service.clone())),
        ]
    }
}
