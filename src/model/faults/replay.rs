//! What a topic keeps is delivered once more: an act of somebody who runs it, at a moment.

use schemars::JsonSchema;

use super::input::{Input, Value};
use super::offer::reacts;
use super::{Harm, Kind, Offer, Spot, Words, fields};
use crate::model::fields::words;
use crate::model::{StepId, Subject};

/// What the topic of a step keeps is put behind what waits there; effects repeat unless the consumer
/// deduplicates.
#[derive(Debug, Clone, PartialEq, Default, JsonSchema)]
pub struct Replay {
    /// Whose topic.
    pub step: StepId,
    /// What of it.
    #[schemars(default)]
    pub what: Replayed,
}

/// What is delivered once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Replayed {
    /// All that the topic keeps: state is rebuilt from the start.
    #[default]
    All,
    /// Its dead letters: they are redriven.
    Dead,
}

fields!(Replay { step: vital, what });

words!(Replayed { "all" => All, "dead" => Dead });

impl Kind for Replay {
    const WORDS: Words = Words {
        document: "replay",
        one: "a replay",
        several: "replays",
        gone: "the replay of its events",
    };

    const IS_INSTANT: bool = true;

    fn subject(&self) -> Subject {
        Subject::Step(self.step.clone())
    }

    fn harms(&self) -> Vec<Harm<'_>> {
        vec![Harm::Replay { step: &self.step, what: self.what }]
    }

    fn trouble(&self) -> String {
        match self.what {
            Replayed::All => "replayed from the start".to_owned(),
            Replayed::Dead => "dead letters redriven".to_owned(),
        }
    }

    fn inputs(&mut self) -> Vec<Input<'_>> {
        const WHAT: &[(&str, &str)] = &[
            ("all", "all that the topic keeps (Kafka: offsets reset to earliest)"),
            ("dead", "the dead letters (SQS: StartMessageMoveTask)"),
        ];
        vec![
            Input::new("step", "Step", Value::Step(&mut self.step, reacts)),
            Input::new("what", "Delivered once more", Value::Word(&mut self.what, WHAT)),
        ]
    }

    fn offers(spot: &Spot) -> Vec<Offer> {
        let Some(step) = spot.consumer() else { return Vec::new() };
        let replay = |text: &str, what| Offer::new(text, Self { step: step.clone(), what });
        let has_dead = (spot.design.process.step(step)).is_some_and(|it| it.delivery.dead_letter);
        let redrive = replay("Redrive the dead letters", Replayed::Dead);
        [Some(replay("Replay from the start", Replayed::All)), has_dead.then_some(redrive)]
            .into_iter()
            .flatten()
            .collect()
    }
}
