//! The workflow of the process: who conducts, how long that takes, and which steps are commands.

use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;

use super::acts::Refusal;
use super::field::field;
use super::field::groups::group;
use super::field::references::services;
use super::form::Form;
use super::pick::{Pick, pick};
use crate::exchange::form;
use crate::model::{Design, Edit, Mode, StepId, Trigger};
use crate::ui::parts::{dynamic, effect, list};

/// Where its fields stand in the document.
const SERVICE: &str = "/process/workflow/service";
const STEPS: &str = "/process/workflow/steps";
const WORK: &str = "/process/workflow/work_ms";

/// The workflow, which begins when somebody conducts.
pub fn workflow(form: Form) -> AnyView {
    let is_there = Memo::new(move |_| form.room.of(|it| it.process.workflow.is_some()));
    let conductor = Pick {
        label: "Conducted by",
        at: SERVICE.to_owned(),
        nothing: Some("nobody"),
        refused: "conductor-refused",
        chosen: Box::new(|it| {
            let workflow = it.process.workflow.as_ref();
            workflow.map(|it| it.service.to_string()).unwrap_or_default()
        }),
        options: Box::new(|it| services(it)),
        edit: Box::new(|_, chosen| {
            Some(Edit::ConductBy((!chosen.is_empty()).then(|| chosen.into())))
        }),
    };
    let beneath = dynamic(move || {
        if !is_there.get() {
            return ().into_any();
        }
        view! {
            {field(form, WORK)}
            {commands(form)}
        }
        .into_any()
    });
    let inner = view! {
        {pick(form, conductor)}
        {beneath}
    };
    group("Workflow", false, inner.into_any())
}

/// All steps, each with a box to tick: a command, or an event that somebody reacts to.
fn commands(form: Form) -> AnyView {
    let refusal = Refusal::new(form);
    let steps = Memo::new(move |_| form.room.of(steps));
    let means = form::root().at(STEPS).map(|spec| spec.means.clone());
    view! {
        <div class="blank-list ticks" role="group" aria-label="Commands">
            <p>"Commands"</p>
            <small>{means}</small>
            <ul>
                {dynamic(move || list(steps.get(), |step| command(form, refusal, step)))}
            </ul>
            {refusal.said("commands-refused")}
        </div>
    }
    .into_any()
}

fn steps(design: &Design) -> Vec<(StepId, String)> {
    let steps = design.process.steps.iter();
    steps.map(|step| (step.id.clone(), step.label().to_owned())).collect()
}

fn command(form: Form, refusal: Refusal, (step, label): (StepId, String)) -> AnyView {
    let node = NodeRef::<html::Input>::new();
    let of = step.clone();
    let is_command = move |design: &Design| {
        let process = &design.process;
        process.step(&of).is_some_and(|step| process.trigger(step) == Trigger::Command)
    };
    effect(move || {
        let is_command = form.room.of(&is_command);
        if let Some(input) = node.get() {
            input.set_checked(is_command);
        }
    });
    let change = move |event: Event| {
        let (step, is_ticked) = (step.clone(), event_target_checked(&event));
        let edit =
            if is_ticked { Edit::Command(step) } else { Edit::SetMode { step, mode: Mode::Event } };
        let made = refusal.or_say(form.room.edit(&edit));
        if let (None, Some(input)) = (made, node.get_untracked()) {
            input.set_checked(!is_ticked);
        }
    };
    view! {
        <li>
            <label>
                <input type="checkbox" aria-describedby="commands-refused" node_ref=node on:change=change />
                {label}
            </label>
        </li>
    }
    .into_any()
}
