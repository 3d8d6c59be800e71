//! Where a step stands in the shape of the process: who calls it, on which branch it is, and how it is
//! triggered where there is a workflow.

use leptos::prelude::*;

use super::field::field;
use super::form::Form;
use super::pick::{Pick, pick};
use crate::model::{Coordination, Design, Edit, Mode, Process, Step, StepId, Trigger};
use crate::ui::parts::dynamic;

/// How a step is triggered, as the words of the choice.
const CALL: &str = "call";
const EVENT: &str = "event";
const COMMAND: &str = "command";

/// Who calls the step at this index: chained, each step calls what comes after it, and nothing is asked.
pub fn caller(form: Form, index: usize) -> AnyView {
    let is_asked = Memo::new(move |_| {
        form.room.of(|it| it.process.coordination == Coordination::Orchestrated)
    });
    dynamic(move || {
        if !is_asked.get() {
            return ().into_any();
        }
        let row = Pick {
            label: "Called by",
            at: format!("/process/steps/{index}/caller"),
            nothing: Some("whoever conducts"),
            refused: "caller-refused",
            chosen: Box::new(move |it| {
                let caller = step_at(it, index).and_then(|step| step.caller.as_ref());
                caller.map(StepId::to_string).unwrap_or_default()
            }),
            options: Box::new(move |it| {
                let Some(this) = step_at(it, index) else { return Vec::new() };
                let steps = it.process.steps.iter();
                let callers = steps.filter(|step| !is_called_by(&it.process, step, &this.id));
                callers
                    .map(|step| (step.id.to_string(), step.label().to_owned(), String::new()))
                    .collect()
            }),
            edit: Box::new(move |it, chosen| {
                let step = step_at(it, index)?.id.clone();
                let caller = (!chosen.is_empty()).then(|| StepId::from(chosen));
                Some(Edit::SetCaller { step, caller })
            }),
        };
        pick(form, row)
    })
}

/// Whether a step is another one, or called during its work, be it by what that calls.
fn is_called_by(process: &Process, step: &Step, other: &StepId) -> bool {
    let callers = std::iter::successors(Some(step), |it| process.step(it.caller.as_ref()?));
    // As far as there are steps: callers of a checked design end before that.
    callers.take(process.steps.len()).any(|it| it.id == *other)
}

/// On which branch the step at this index is, where there are any.
pub fn branch(form: Form, index: usize) -> AnyView {
    let is_asked = Memo::new(move |_| form.room.of(|it| !it.process.choices.is_empty()));
    dynamic(move || {
        if !is_asked.get() {
            return ().into_any();
        }
        let row = Pick {
            label: "On branch",
            at: format!("/process/steps/{index}/branch"),
            nothing: Some("every one"),
            refused: "branch-refused",
            chosen: Box::new(move |it| {
                let branch = step_at(it, index).and_then(|step| step.branch.as_ref());
                branch.map(ToString::to_string).unwrap_or_default()
            }),
            options: Box::new(|it| {
                let choices = it.process.choices.iter();
                let all =
                    choices.flat_map(|choice| choice.branches.iter().map(move |it| (choice, it)));
                all.map(|(choice, branch)| {
                    let label = format!("{}: {}", choice.label(), branch.id);
                    (choice.path(branch).to_string(), label, String::new())
                })
                .collect()
            }),
            edit: Box::new(move |it, chosen| {
                let step = step_at(it, index)?.id.clone();
                let branch = (!chosen.is_empty()).then(|| chosen.into());
                Some(Edit::SetBranch { step, branch })
            }),
        };
        pick(form, row)
    })
}

/// How the step at this index is triggered: where somebody conducts, there is a third way.
pub fn trigger(form: Form, index: usize) -> AnyView {
    let at = format!("/process/steps/{index}/mode");
    let is_conducted = Memo::new(move |_| form.room.of(|it| it.process.workflow.is_some()));
    dynamic(move || {
        if !is_conducted.get() {
            return field(form, &at);
        }
        let row = Pick {
            label: "Triggered by",
            at: at.clone(),
            nothing: None,
            refused: "trigger-refused",
            chosen: Box::new(move |it| {
                let trigger = step_at(it, index).map(|step| it.process.trigger(step));
                trigger.map(word).unwrap_or_default().to_owned()
            }),
            options: Box::new(|_| {
                let option = |(word, label, means): (&str, &str, &str)| {
                    (word.to_owned(), label.to_owned(), means.to_owned())
                };
                let all = [
                    (CALL, "a call", "Called, and somebody waits."),
                    (EVENT, "an event", "An event is published, and somebody reacts."),
                    (COMMAND, "a command", "The workflow's conductor tells somebody to do it."),
                ];
                all.map(option).to_vec()
            }),
            edit: Box::new(move |it, chosen| {
                let step = step_at(it, index)?.id.clone();
                Some(match chosen {
                    CALL => Edit::SetMode { step, mode: Mode::RequestResponse },
                    COMMAND => Edit::Command(step),
                    _ => Edit::SetMode { step, mode: Mode::Event },
                })
            }),
        };
        pick(form, row)
    })
}

const fn word(trigger: Trigger) -> &'static str {
    match trigger {
        Trigger::Call => CALL,
        Trigger::Event => EVENT,
        Trigger::Command => COMMAND,
    }
}

fn step_at(design: &Design, index: usize) -> Option<&Step> {
    design.process.steps.get(index)
}
