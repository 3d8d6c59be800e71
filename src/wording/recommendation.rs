//! What a recommendation says in words: its changes, what they gain, and what stands in its way.

use std::collections::BTreeSet;

use crate::figures::{Better, Difference, FIGURES};
use crate::model::{Design, Response, Scenario, StepId, Trigger};
use crate::study::{Asked, Change, Gain, Obstacle, Recommended};
use crate::units::format;

/// What a change gains and what it costs, in a sentence: what differs by more than chance, on the same arrivals.
#[must_use]
pub fn gained(gain: &Gain) -> String {
    let figures = [
        ("answer p95", &gain.answer_p95_ms),
        ("done p95", &gain.completion_p95_ms),
        ("served", &gain.success_ratio),
    ];
    let (mut gains, mut costs) = (Vec::new(), Vec::new());
    for (name, it) in figures {
        if let Some(said) = differs(name, it) {
            if is_worse(it) { costs.push(said) } else { gains.push(said) }
        }
    }
    match (&gains[..], &costs[..]) {
        ([], []) => "Measured: this run would be no different.".to_owned(),
        (gains, []) => format!("Gains, measured: {}.", gains.join("; ")),
        ([], costs) => format!("Costs, measured: {}.", costs.join("; ")),
        (gains, costs) => {
            format!("Gains, measured: {}. Costs: {}.", gains.join("; "), costs.join("; "))
        }
    }
}

/// Whether what differs is to the worse; what is there no longer is, too.
fn is_worse(it: &Difference) -> bool {
    let change = it.difference.unwrap_or(0.0);
    let is_lost = it.before.is_some() && it.after.is_none();
    is_lost
        || match it.figure.better {
            Better::Lower => change > 0.0,
            Better::Higher => change < 0.0,
            Better::Neither => false,
        }
}

/// How a figure differs, where it does by more than chance; or that it is there only in one of both.
fn differs(name: &str, it: &Difference) -> Option<String> {
    /// Of customers, fewer than one in ten thousand: it would be written as none.
    const NONE: f64 = 1e-4;
    let is_either = it.before.is_some() != it.after.is_some();
    let is_share = name == "served";
    let beyond_chance = it.beyond_chance().filter(|by| !is_share || by.abs() >= NONE);
    (is_either || beyond_chance.is_some()).then(|| format!("{name} {}", difference(it)))
}

/// A difference in words: `−551 ms ± 16 ms`; or what there is, where there is something in one of both only.
#[must_use]
pub fn difference(it: &Difference) -> String {
    let written = |value| it.figure.unit.written(value);
    match (it.before, it.after) {
        (None, Some(after)) => format!("{}, none before", written(after)),
        (Some(before), None) => format!("none, {} before", written(before)),
        (None, None) | (Some(_), Some(_)) => it.written(),
    }
}

/// What a change is worth that has been measured, or is being.
#[must_use]
pub fn worth(change: &Change) -> String {
    change.gain.as_ref().map_or_else(|| "Being measured …".to_owned(), gained)
}

/// The workers of both designs, in a sentence: no gain is bought in silence.
#[must_use]
pub fn workers(before: &Scenario, after: &Scenario) -> String {
    let [old, new] = [before, after].map(total);
    let guessed = after.services.iter().filter(|it| it.assumed).count();
    let assumed = match guessed {
        0 => String::new(),
        1 => "; one number of them is assumed".to_owned(),
        many => format!("; {many} numbers of them are assumed"),
    };
    if old == new {
        format!("Workers: {old}, as before{assumed}.")
    } else {
        format!("Workers: {old} before, {new} after{assumed}.")
    }
}

/// Which events a design has that the one before it had not, in a sentence; nothing where it has none.
#[must_use]
pub fn events(before: &Scenario, after: &Scenario) -> Option<String> {
    let names = |it: &Scenario| -> BTreeSet<String> {
        let told =
            it.process.steps.iter().filter(|step| it.process.trigger(step) == Trigger::Event);
        told.map(|step| it.process.event_name(step)).collect()
    };
    let new: Vec<String> = names(after).difference(&names(before)).cloned().collect();
    (!new.is_empty()).then(|| format!("Events that are new: {}.", new.join(", ")))
}

/// All workers with a bound, copies included.
fn total(scenario: &Scenario) -> u64 {
    let bounded = scenario.services.iter().filter_map(crate::model::Service::most_workers);
    bounded.map(u64::from).sum()
}

/// What an answer would gain that nobody has given, in a sentence.
#[must_use]
pub fn asked(design: &Scenario, asked: &Asked) -> String {
    let steps = labels(design, &asked.steps);
    let gained = gained(&asked.gain);
    format!(
        "Nobody has said which steps’ outcomes these need before they can begin: {steps}. If it is none of \
         those before them, and all is applied: {gained}"
    )
}

/// What stands in the way, in a sentence.
#[must_use]
pub fn obstacle(design: &Scenario, it: &Obstacle) -> String {
    match it {
        Obstacle::Target { id, step } => {
            let figure = FIGURES.iter().find(|it| it.target == Some(id.as_str()));
            let name = figure.map_or(id.as_str(), |it| it.name);
            let step = step.as_ref().and_then(|id| design.process.step(id));
            let way = step.map(|step| {
                if id == "success_ratio" {
                    return format!(" Most fail at {}.", step.label());
                }
                let is_needed = step.business.response == Some(Response::Immediate);
                let why = if is_needed { ", whose answer is needed now" } else { "" };
                format!(" What takes most of the way to the answer is {}{why}.", step.label())
            });
            format!("The target “{name}” is missed.{}", way.unwrap_or_default())
        }
        Obstacle::Overload { service, demand } => format!(
            "{service} is asked for {} of what it can do, with what is tried again: what waits grows for as long as that lasts.",
            format::per_cent(*demand)
        ),
        Obstacle::Tolerance { step } => {
            let label = labels(design, std::slice::from_ref(step));
            format!(
                "{label}: more than 5 of 100 outcomes are not there in the time that is tolerated: late, or never."
            )
        }
        Obstacle::Finding { name, steps, evidence, remedy, .. } if steps.len() > 1 => {
            format!("{name}: {}. {evidence} {remedy}", labels(design, steps))
        }
        Obstacle::Finding { evidence, remedy, .. } => format!("{evidence} {remedy}"),
        Obstacle::Contradiction { evidence } => evidence.clone(),
        Obstacle::Open(ask) => {
            let whose = ask.step.as_ref().and_then(|id| design.process.step(id));
            let whose = whose.map_or_else(String::new, |step| format!("{}: ", step.label()));
            format!("Not answered: {whose}{}", ask.asks)
        }
        Obstacle::Compensation { steps } => {
            let labels = labels(design, steps);
            format!("Not answered: what undoes these when the request fails later on: {labels}?")
        }
    }
}

/// Whether there is nothing left to do: nothing to change, every target met, nothing overloaded, and what
/// matters answered.
#[must_use]
pub fn verdict(of: &Recommended) -> &'static str {
    match (of.changes.is_empty(), of.obstacles.is_empty(), of.asked.is_none()) {
        (true, true, true) => "There is nothing left to do.",
        (true, true, false) => "There is nothing to change; what is asked is left.",
        (true, false, _) => "There is nothing to change; what is left:",
        (false, true, true) => "With these changes there is nothing left to do.",
        (false, true, false) => "With these changes, what is asked is left.",
        (false, false, _) => "With these changes, what is left:",
    }
}

fn labels(design: &Scenario, ids: &[StepId]) -> String {
    let label = |id: &StepId| {
        design.process.step(id).map_or_else(|| id.to_string(), |it| it.label().to_owned())
    };
    ids.iter().map(label).collect::<Vec<_>>().join(", ")
}

/// All of it, as lines of text.
#[must_use]
pub fn lines(before: &Design, of: &Recommended) -> Vec<String> {
    let mut lines = Vec::new();
    for change in &of.changes {
        lines.push(format!("{} [{}]: {}", change.of.name, change.of.id, change.said));
        lines.push(format!("  {}", worth(change)));
        lines.push(format!("  Why: {}", change.of.why));
        lines.push(format!("  What would reverse it: {}", change.reversed_by));
    }
    for refused in &of.refused {
        lines.push(format!("Left out: {} {}", refused.said, refused.why));
    }
    if !of.changes.is_empty() {
        lines.extend(of.gain.as_ref().map(|gain| format!("All of it together. {}", gained(gain))));
        lines.push(workers(before, &of.design));
        lines.extend(events(before, &of.design));
    }
    lines.extend(of.asked.iter().map(|it| asked(&of.design, it)));
    lines.push(verdict(of).to_owned());
    lines.extend(of.obstacles.iter().map(|it| format!("  {}", obstacle(&of.design, it))));
    lines
}
