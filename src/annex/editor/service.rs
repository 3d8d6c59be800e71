//! The form of a service.

use leptos::html;
use leptos::prelude::*;

use super::acts::Refusal;
use super::field::{Choice, fields};
use super::form::Form;
use super::groups::named;
use super::references::services;
use crate::model::editing::remove_service;
use crate::model::{Scenario, ServiceId};
use crate::parts::{changing, derived, each, pressed};

/// The form of the service at this index.
pub fn service(form: Form, index: usize) -> AnyView {
    let at = format!("/services/{index}");
    view! {
        {fields(form, &at, &["name", "workers", "queue_limit", "replicas"])}
        {named(form, "Id", false, &at, &["id"])}
        {removal(form, index)}
    }
    .into_any()
}

/// The way out: its steps go to another service, or it has none.
fn removal(form: Form, index: usize) -> AnyView {
    let refusal = Refusal::new(form);
    let node = NodeRef::<html::Select>::new();
    let id = move || {
        form.table.scenario.with_untracked(|it| {
            it.as_deref()?.services.get(index).map(|service| service.id.clone())
        })
    };
    let others = Memo::new(move |_| {
        let of = |scenario: &Scenario| {
            let own = scenario.services.get(index).map(|it| it.id.to_string());
            let all = services(scenario).into_iter();
            all.filter(|(id, _, _)| Some(id) != own.as_ref()).collect::<Vec<_>>()
        };
        form.table.design(of).unwrap_or_default()
    });
    let has_none = derived(move || {
        let of = |scenario: &Scenario| {
            let own = scenario.services.get(index).map(|it| &it.id);
            !scenario.process.steps.iter().any(|step| Some(&step.service) == own)
        };
        form.table.design(of).unwrap_or(true)
    });
    let remove = pressed(move || {
        let Some(id) = id() else { return };
        let heir = node.get_untracked().map(|it| it.value()).filter(|it| !it.is_empty());
        let heir = heir.map(ServiceId::from);
        let made = form.make(|scenario| remove_service(scenario, &id, heir.as_ref()));
        if refusal.or_say(made).is_some() {
            super::parts::show_list();
        }
    });
    let option = |(id, label, _): Choice| view! { <option value=id>{label}</option> };
    view! {
        <div class="edit-acts">
            <label hidden=has_none>
                "Its steps go to "
                <select id="heir" aria-describedby="service-refused" node_ref=node>
                    <option value="">"choose …"</option>
                    {changing(move || each(others.get(), option))}
                </select>
            </label>
            <button class="danger" on:click=remove>"Remove this service"</button>
        </div>
        {refusal.said("service-refused")}
    }
    .into_any()
}
