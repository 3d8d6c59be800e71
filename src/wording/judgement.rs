//! The verdict in words, as the panel says it.

use crate::model::{Mode, Process, Scenario, Step, Trigger};
use crate::verdict::{
    self, Approach, COMMON_QUESTIONS, Classification, QUESTIONS, Quadrant, Recommendation,
    Severity, Strength, Tip,
};

/// What is recommended, and how surely: "An event, without doubt."
#[must_use]
pub const fn opinion(said: &Classification) -> &'static str {
    let is_torn = !said.contradictions.is_empty();
    match (said.strength, said.trigger) {
        (Strength::Open, _) | (_, None) => "It cannot tell yet: the answers below would.",
        (_, Some(Trigger::Call)) if is_torn => "Rather a call, but two things disagree.",
        (_, Some(Trigger::Event)) if is_torn => "Rather an event, but two things disagree.",
        (_, Some(Trigger::Command)) if is_torn => {
            "Rather a workflow’s command, but two things disagree."
        }
        (Strength::Must, Some(Trigger::Call)) => "A call, without doubt.",
        (Strength::Must, Some(Trigger::Event)) => "An event, without doubt.",
        (Strength::Must, Some(Trigger::Command)) => "A workflow’s command, without doubt.",
        (Strength::Strong, Some(Trigger::Call)) => "Clearly a call.",
        (Strength::Strong, Some(Trigger::Event)) => "Clearly an event.",
        (Strength::Strong, Some(Trigger::Command)) => "Clearly a workflow’s command.",
        (Strength::Slight, Some(Trigger::Call)) => "Rather a call.",
        (Strength::Slight, Some(Trigger::Event)) => "Rather an event.",
        (Strength::Slight, Some(Trigger::Command)) => "Rather a workflow’s command.",
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

/// How a step is triggered, with its article: "a command".
#[must_use]
pub const fn trigger(trigger: Trigger) -> &'static str {
    match trigger {
        Trigger::Call => "a call",
        Trigger::Event => "an event",
        Trigger::Command => "a workflow’s command",
    }
}

/// How a step would be triggered, with its article; "nothing yet" where that is not known.
#[must_use]
pub fn maybe(trigger: Option<Trigger>) -> &'static str {
    trigger.map_or("nothing yet", self::trigger)
}

/// The one answer that would turn what is recommended round, in a sentence; nothing where nothing is.
#[must_use]
pub fn reversal(said: &Classification) -> Option<String> {
    said.trigger?;
    Some(said.reversal.as_ref().map_or_else(
        || "No one answer alone would turn it round.".to_owned(),
        |it| {
            format!(
                "What would turn it round: “{}” to “{}” – then it would be {}.",
                it.answer,
                it.asks,
                maybe(it.trigger)
            )
        },
    ))
}

/// The answer that would tip the approach, in a sentence; `whose` is what people call its step, if it is of one.
#[must_use]
pub fn tip(tip: &Tip, whose: Option<&str>) -> String {
    let of_step = QUESTIONS.iter().find(|it| it.field == tip.field).map(|it| it.asks);
    let of_all = COMMON_QUESTIONS.iter().find(|it| it.field == tip.field).map(|it| it.asks);
    let asks = if tip.step.is_some() { of_step } else { of_all }.unwrap_or(tip.field);
    let whose = whose.map_or_else(String::new, |whose| format!("{whose}: "));
    format!("{whose}“{}” to “{asks}” – {}", tip.answer, approach_name(tip.approach))
}

/// What an approach is called.
#[must_use]
pub const fn approach_name(approach: Approach) -> &'static str {
    match approach {
        Approach::Orchestration => "Orchestration",
        Approach::Hybrid => "Hybrid",
        Approach::Choreography => "Choreography",
    }
}

/// The approach that is recommended, with what belongs to it: "Hybrid, with a saga".
#[must_use]
pub fn approach(it: &Recommendation) -> String {
    let Some(approach) = it.approach else { return "It cannot tell yet".to_owned() };
    let mut text = approach_name(approach).to_owned();
    if it.is_saga {
        text.push_str(", with a saga");
    }
    if it.is_conducted {
        text.push_str(", conducted behind the line");
    }
    text
}

/// The sources with these ids, by name: "Process first; A simple chooser".
#[must_use]
pub fn sources(ids: &str) -> String {
    verdict::sources(ids).map(|source| source.name).collect::<Vec<_>>().join("; ")
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

/// What the step is today, where that is not what is recommended. A command is as good as an event where an
/// event is recommended: nobody waits for either.
#[must_use]
pub fn otherwise(process: &Process, step: &Step, said: &Classification) -> Option<&'static str> {
    let today = process.trigger(step);
    let is_so = match (said.trigger?, today) {
        (Trigger::Event, Trigger::Command) => true,
        (wanted, today) => wanted == today,
    };
    let says = match today {
        Trigger::Call => "Today it is a call.",
        Trigger::Event => "Today it is an event.",
        Trigger::Command => "Today it is a command.",
    };
    (!is_so).then_some(says)
}

/// The act that follows a recommendation.
#[must_use]
pub const fn follow(trigger: Option<Trigger>) -> &'static str {
    match trigger {
        Some(Trigger::Call) => "Make it a call",
        Some(Trigger::Event) => "Make it an event",
        Some(Trigger::Command) => "Let a workflow command it",
        None => "",
    }
}

/// That a design is conducted behind the line, by whom, and which steps; nothing where nobody does.
#[must_use]
pub fn conducted(scenario: &Scenario) -> Option<String> {
    let process = &scenario.process;
    let is_command = |step: &&Step| process.trigger(step) == Trigger::Command;
    let commands: Vec<&str> = process.steps.iter().filter(is_command).map(Step::label).collect();
    let conductor = process.workflow.as_ref().filter(|_| !commands.is_empty())?;
    let label = scenario.service(&conductor.service).map_or("", |it| it.label());
    Some(format!("Conducted behind the line by {label}: {}.", commands.join(", ")))
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
    use crate::model::{Necessity, Response};
    use crate::testing::{StepDraft, checked, checkout, scenario, step};
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
        let command = scenario.conducted("shop", 0.0, ["cart"]);
        let verdict = Verdict::of(&checked(&command));
        let said = otherwise(&command.process, &command.process.steps[0], &verdict.steps[0]);
        assert_eq!(said, Some("Today it is a command."));
        assert_eq!(conducted(&command).unwrap(), "Conducted behind the line by shop: cart.");
    }

    #[test]
    fn what_rests_on_answers_that_disagree_says_so() {
        let slow = step("pay").response(Response::Immediate).necessity(Necessity::Required);
        let slow = scenario([slow.works_ms(20_000.0)]).design();
        let verdict = Verdict::of(&slow);
        assert_eq!(opinion(&verdict.steps[0]), "Rather an event, but two things disagree.");
        let silent = Verdict::of(&scenario([step("pay")]).design());
        assert_eq!(opinion(&silent.steps[0]), "It cannot tell yet: the answers below would.");
    }

    #[test]
    fn a_command_is_as_good_as_an_event_where_one_is_recommended() {
        let later = |it: StepDraft| it.response(Response::Deferred).necessity(Necessity::Optional);
        let orders = scenario([step("pay"), later(step("pack").after(["pay"]))]);
        let orders = orders.conducted("shop", 0.0, ["pack"]).design();
        let said = &Verdict::of(&orders).steps[1];
        assert_eq!(said.mode(), Some(Mode::Event));
        assert_eq!(otherwise(&orders.process, &orders.process.steps[1], said), None);
        assert_eq!(
            trigger(orders.process.trigger(&orders.process.steps[1])),
            "a workflow’s command"
        );
        assert_eq!(conducted(&checkout(Mode::Event)), None);
    }
}
