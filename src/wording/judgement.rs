//! The verdict in words, as the panel says it.

use crate::model::{Mode, Process, Step, Trigger};
use crate::verdict::{Classification, Quadrant, Severity, Strength};

/// What is recommended, and how surely: "An event, without doubt."
#[must_use]
pub const fn opinion(said: &Classification) -> &'static str {
    match (said.strength, said.mode) {
        (Strength::Must, Mode::RequestResponse) => "A call, without doubt.",
        (Strength::Must, Mode::Event) => "An event, without doubt.",
        (Strength::Strong, Mode::RequestResponse) => "Clearly a call.",
        (Strength::Strong, Mode::Event) => "Clearly an event.",
        (Strength::Slight, Mode::RequestResponse) => "Rather a call.",
        (Strength::Slight, Mode::Event) => "Rather an event.",
        (Strength::Open, _) => "Undecided: the answers below would tell.",
    }
}

/// A mode with its article: "a call".
#[must_use]
pub const fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::RequestResponse => "a call",
        Mode::Event => "an event",
    }
}

/// A field of the matrix: "Deferred, optional".
#[must_use]
pub const fn field(quadrant: Quadrant) -> &'static str {
    match quadrant {
        Quadrant::ImmediateRequired => "Immediate, required",
        Quadrant::ImmediateOptional => "Immediate, optional",
        Quadrant::DeferredRequired => "Deferred, required",
        Quadrant::DeferredOptional => "Deferred, optional",
    }
}

/// What the step is today, where that is not what is recommended.
#[must_use]
pub fn otherwise(process: &Process, step: &Step, said: &Classification) -> Option<&'static str> {
    let undecided = said.strength == Strength::Open;
    let today = match process.trigger(step) {
        Trigger::Call => "Today it is a call.",
        Trigger::Event => "Today it is an event.",
        Trigger::Command => "Today it is a command.",
    };
    (!undecided && step.mode != said.mode).then_some(today)
}

/// The act that follows a recommendation.
#[must_use]
pub const fn follow(mode: Mode) -> &'static str {
    match mode {
        Mode::RequestResponse => "Make it a call",
        Mode::Event => "Make it an event",
    }
}

/// How bad a finding is, in a word.
#[must_use]
pub const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Advice => "Advice",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{checked, checkout};
    use crate::verdict::Verdict;

    #[test]
    fn a_step_that_is_not_as_recommended_says_what_it_is() {
        let mut scenario = checkout(Mode::RequestResponse);
        let step = scenario.process.steps.first_mut().unwrap();
        step.business.response = Some(crate::model::Response::Immediate);
        step.business.necessity = Some(crate::model::Necessity::Required);
        for (mode, expected) in
            [(Mode::RequestResponse, None), (Mode::Event, Some("Today it is an event."))]
        {
            scenario.process.steps[0].mode = mode;
            let verdict = Verdict::of(&checked(&scenario));
            let said = &verdict.steps[0];
            assert_eq!(opinion(said), "A call, without doubt.");
            assert_eq!(said.place.quadrant.map(field), Some("Immediate, required"));
            assert_eq!(otherwise(&scenario.process, &scenario.process.steps[0], said), expected);
        }
    }
}
