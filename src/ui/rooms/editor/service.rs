//! The form of a service.

use leptos::html;
use leptos::prelude::*;

use super::acts::Refusal;
use super::field::groups::named;
use super::field::references::services;
use super::field::{Choice, fields};
use super::form::Form;
use super::notes::{Of, notes};
use crate::model::{Design, Edit, ServiceId};
use crate::ui::parts::{dynamic, list, on_press, signal};

/// The form of the service at this index.
pub fn service(form: Form, index: usize) -> AnyView {
    let at = format!("/services/{index}");
    view! {
        {fields(form, &at, &["name", "workers", "queue_limit", "replicas"])}
        {named(form, "Id", false, &at, &["id"])}
        {notes(form, Of::Service(index))}
        {removal(form, index)}
    }
    .into_any()
}

/// The way out: its steps go to another service, or it has none.
fn removal(form: Form, index: usize) -> AnyView {
    let refusal = Refusal::new(form);
    let node = NodeRef::<html::Select>::new();
    let id =
        move || form.room.of_now(|it| it.services.get(index).map(|service| service.id.clone()));
    let others = Memo::new(move |_| {
        let of = |scenario: &Design| {
            let own = scenario.services.get(index).map(|it| it.id.to_string());
            let all = services(scenario).into_iter();
            all.filter(|(id, _, _)| Some(id) != own.as_ref()).collect::<Vec<_>>()
        };
        form.room.of(of)
    });
    let has_none = signal(move || {
        let of = |scenario: &Design| {
            let own = scenario.services.get(index).map(|it| &it.id);
            !scenario.process.steps.iter().any(|step| Some(&step.service) == own)
        };
        form.room.of(of)
    });
    let remove = on_press(move || {
        let Some(id) = id() else { return };
        let heir = node.get_untracked().map(|it| it.value()).filter(|it| !it.is_empty());
        let heir = heir.map(ServiceId::from);
        let made = form.room.edit(&Edit::RemoveService { service: id, heir });
        if refusal.or_say(made).is_some() {
            super::parts::show_list(form.room);
        }
    });
    let option = |(id, label, _): Choice| view! { <option value=id>{label}</option> };
    view! {
        <div class="edit-acts">
            <label hidden=has_none>
                "Its steps go to "
                <select id="heir" aria-describedby="service-refused" node_ref=node>
                    <option value="">"choose …"</option>
                    {dynamic(move || list(others.get(), option))}
                </select>
            </label>
            <button class="danger" on:click=remove>"Remove this service"</button>
        </div>
        {refusal.said("service-refused")}
    }
    .into_any()
}
