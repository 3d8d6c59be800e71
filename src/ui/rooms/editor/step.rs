//! The form of a step.

use leptos::prelude::*;

use super::acts::{Refusal, edit_of, is_useless};
use super::field::groups::{group, named};
use super::field::{field, fields};
use super::form::Form;
use super::notes::{Of, notes};
use super::order::{Side, side};
use super::shape;
use crate::browser::page;
use crate::model::{StepId, Subject};
use crate::session::Tool;
use crate::ui::parts::on_press;

/// The form of the step at this index.
pub fn step(form: Form, index: usize) -> AnyView {
    let at = format!("/process/steps/{index}");
    let place = view! {
        {fields(form, &at, &["name", "service"])}
        {side(form, index, Side::Before)}
        {side(form, index, Side::After)}
        {shape::caller(form, index)}
        {shape::branch(form, index)}
        {field(form, &format!("{at}/id"))}
    };
    let trigger = view! {
        {shape::trigger(form, index)}
        {fields(form, &at, &["message", "event"])}
    };
    let answers = on_press(|| page::unfold(".questions > summary"));
    view! {
        {acts(form, index)}
        {group("Name and place", true, place.into_any())}
        {group("Trigger", false, trigger.into_any())}
        {named(form, "Work, errors, a no", false, &at, &["work", "error_ratio", "decline_ratio"])}
        {named(form, "Call policy", false, &at, &["call"])}
        {named(form, "Delivery", false, &at, &["delivery"])}
        {notes(form, Of::Step(index))}
        <p><button class="link" on:click=answers>"Business answers"</button></p>
    }
    .into_any()
}

/// The id of the step at an index.
fn id_at(form: Form, index: usize) -> Option<StepId> {
    form.room.of_now(|it| it.process.steps.get(index).map(|step| step.id.clone()))
}

/// What can be done to the step as a whole.
fn acts(form: Form, index: usize) -> AnyView {
    let refusal = Refusal::new(form);
    let makes = |tool| {
        on_press(move || {
            let Some(step) = id_at(form, index) else { return };
            match refusal.or_say(form.room.edit(&edit_of(form, tool, &step))) {
                Some(Subject::Nothing) => super::parts::show_list(form.room),
                Some(made) => form.name_it(made),
                None => {}
            }
        })
    };
    let calls_none = is_useless(form, Tool::AddCall);
    view! {
        <div class="edit-acts">
            <button on:click=makes(Tool::AddAfter)>"Add a step after"</button>
            <button on:click=makes(Tool::AddBeside)>"Add one that follows beside"</button>
            <button hidden=calls_none on:click=makes(Tool::AddCall)>"Add a call"</button>
            <button on:click=makes(Tool::Fork)>"Fork after"</button>
            <button class="danger" on:click=makes(Tool::Remove)>"Remove this step"</button>
        </div>
        {refusal.said("step-refused")}
    }
    .into_any()
}
