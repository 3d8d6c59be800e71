//! What all rules together come to: how a step should be triggered, and how sure that is.
//!
//! Hard rules beat leanings; where hard rules contradict one another, the event has it, since the only
//! hard rules for it say that no call can be waited for. Leanings are added up, a command's to the event's;
//! where they balance, the answer about the response decides. Of a step about which nothing is known
//! nothing is said, and beside answers that contradict one another nothing is sure.

use serde::Serialize;

use super::case::Case;
use super::contradictions::is_torn;
use super::rules::{Force, rules};
use crate::model::{Mode, Response, Trigger};

/// From this difference of weights on, a recommendation is a strong one.
const STRONG: i32 = 4;

/// All that surrounds a step counts for so much at most, on either side.
const AROUND: i32 = 2;

/// How sure a recommendation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// Nothing is recommended: nothing speaks for either side, or both balance.
    Open,
    /// More speaks for it than against it, or what does rests on answers that contradict one another.
    Slight,
    /// Much more does.
    Strong,
    /// A hard rule says so.
    Must,
}

/// What all rules together come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opinion {
    /// How the step should be triggered; absent where the strength is open, and only there.
    pub trigger: Option<Trigger>,
    pub strength: Strength,
}

impl Opinion {
    const NONE: Self = Self { trigger: None, strength: Strength::Open };

    pub fn mode(self) -> Option<Mode> {
        self.trigger.map(Trigger::mode)
    }
}

/// What speaks for either side.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weights {
    pub call: i32,
    pub event: i32,
    pub must_call: bool,
    pub must_event: bool,
    /// Whether a rule speaks for a command.
    pub is_conducted: bool,
    /// Whether the answer about the response decides where all balances, and for which side.
    tie: Option<Mode>,
}

impl Weights {
    /// By how much more speaks for an event than for a call.
    pub const fn lead(self) -> i32 {
        self.event - self.call
    }

    /// The mode that they lead to; nothing where they balance.
    pub fn mode(self) -> Option<Mode> {
        if self.must_event {
            return Some(Mode::Event);
        }
        if self.must_call {
            return Some(Mode::RequestResponse);
        }
        match self.lead() {
            1.. => Some(Mode::Event),
            0 => self.tie,
            _ => Some(Mode::RequestResponse),
        }
    }
}

/// What speaks for either side in a case; nothing of a step about which nothing is known.
pub(super) fn weigh(case: &Case<'_>) -> Weights {
    let mut sum = Weights::default();
    if case.is_silent() {
        return sum;
    }
    sum.tie = case.answers.response.map(|response| match response {
        Response::Immediate => Mode::RequestResponse,
        Response::Deferred => Mode::Event,
    });
    let (mut call_around, mut event_around) = (0, 0);
    for rule in rules().filter(|rule| (rule.holds)(case)) {
        sum.is_conducted |= rule.side == Trigger::Command;
        match (rule.force, rule.mode()) {
            (Force::Hard, Mode::RequestResponse) => sum.must_call = true,
            (Force::Hard, Mode::Event) => sum.must_event = true,
            (Force::Leaning(weight), Mode::RequestResponse) => sum.call += i32::from(weight),
            (Force::Leaning(weight), Mode::Event) => sum.event += i32::from(weight),
            (Force::Around(weight), Mode::RequestResponse) => call_around += i32::from(weight),
            (Force::Around(weight), Mode::Event) => event_around += i32::from(weight),
        }
    }
    sum.call += call_around.min(AROUND);
    sum.event += event_around.min(AROUND);
    sum
}

/// What all rules together come to in a case.
pub(super) fn opinion(case: &Case<'_>) -> Opinion {
    let weights = weigh(case);
    let Some(mode) = weights.mode() else { return Opinion::NONE };
    let is_torn = is_torn(case) || weights.must_call && weights.must_event;
    let strength = if is_torn {
        Strength::Slight
    } else if weights.must_call || weights.must_event {
        Strength::Must
    } else if weights.lead().abs() >= STRONG {
        Strength::Strong
    } else {
        Strength::Slight
    };
    let trigger = match mode {
        Mode::RequestResponse => Trigger::Call,
        Mode::Event if weights.is_conducted => Trigger::Command,
        Mode::Event => Trigger::Event,
    };
    Opinion { trigger: Some(trigger), strength }
}
