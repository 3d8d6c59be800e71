//! The form of a step.

use leptos::prelude::*;

use super::acts::Refusal;
use super::field::{field, fields};
use super::form::Form;
use super::groups::{group, named};
use super::order::{Side, side};
use crate::browser::page;
use crate::model::editing::{NewStep, Performer, add_step, remove_step};
use crate::model::{StepId, Subject};
use crate::parts::pressed;

/// The form of the step at this index.
pub fn step(form: Form, index: usize) -> AnyView {
    let at = format!("/process/steps/{index}");
    let place = view! {
        {fields(form, &at, &["name", "service"])}
        {side(form, index, Side::Before)}
        {side(form, index, Side::After)}
        {field(form, &format!("{at}/id"))}
    };
    let answers = pressed(|| page::unfold(".questions > summary"));
    view! {
        {acts(form, index)}
        {group("Name and place", true, place.into_any())}
        {named(form, "Trigger", false, &at, &["mode", "message", "event"])}
        {named(form, "Work and errors", false, &at, &["work", "error_ratio"])}
        {named(form, "Call policy", false, &at, &["call"])}
        {named(form, "Delivery", false, &at, &["delivery"])}
        <p><button class="link" on:click=answers>"Business answers"</button></p>
    }
    .into_any()
}

/// The id of the step at an index.
fn id_at(form: Form, index: usize) -> Option<StepId> {
    form.table
        .scenario
        .with_untracked(|it| it.as_deref()?.process.steps.get(index).map(|step| step.id.clone()))
}

/// What can be done to the step as a whole.
fn acts(form: Form, index: usize) -> AnyView {
    let refusal = Refusal::new(form);
    let add = pressed(move || {
        let Some(after) = id_at(form, index) else { return };
        let made = form.make(|scenario| {
            let by = scenario.process.step(&after).map(|step| step.service.clone());
            let by = Performer::Existing(by.unwrap_or_default());
            add_step(scenario, &NewStep { name: String::new(), after: Some(after), by })
        });
        if let Some(id) = refusal.or_say(made) {
            form.name_it(Subject::Step(id));
        }
    });
    let remove = pressed(move || {
        let Some(id) = id_at(form, index) else { return };
        if refusal.or_say(form.make(|scenario| remove_step(scenario, &id))).is_some() {
            super::parts::show_list();
        }
    });
    view! {
        <div class="edit-acts">
            <button on:click=add>"Add a step after"</button>
            <button class="danger" on:click=remove>"Remove this step"</button>
        </div>
        {refusal.said("step-refused")}
    }
    .into_any()
}
