//! A service in the panel: its steps, what can be done to it, and its load.

use leptos::prelude::*;

use super::{acts, head, selects};
use crate::annex::table::Table;
use crate::model::{Scenario, Service, ServiceId, StepId, Subject};
use crate::parts::{changing, derived, each, facts};
use crate::scene::facts::{of_service, service_sentence};

/// The service at this index.
pub fn panel(table: Table, index: usize) -> AnyView {
    let text = move |read: fn(&Scenario, &Service) -> String| {
        derived(move || {
            let read = |it: &Scenario| it.services.get(index).map(|service| read(it, service));
            table.design(read).flatten().unwrap_or_default()
        })
    };
    let id = move || table.design(|it| it.services.get(index).map(|it| it.id.clone())).flatten();
    let steps = changing(move || {
        let button = |(id, name)| {
            let press = selects(Subject::Step(id));
            view! { <li><button class="link" on:click=press>{name}</button></li> }
        };
        let service = id();
        each(table.design(|it| steps(it, service.as_ref())).unwrap_or_default(), button)
    });
    let service_facts = move || {
        let of = |it: &Scenario| Some(table.facts(of_service, it.services.get(index)?));
        table.design(of).flatten().unwrap_or_default()
    };
    view! {
        {head(text(|_, service| service.label().to_owned()))}
        <p class="hint">{text(|scenario, service| service_sentence(scenario, service).to_owned())}</p>
        <ul class="steps-of">{steps}</ul>
        {acts(id)}
        {facts(service_facts)}
    }
    .into_any()
}

/// The steps that a service performs, with their names.
fn steps(scenario: &Scenario, service: Option<&ServiceId>) -> Vec<(StepId, String)> {
    let steps = scenario.process.steps.iter();
    steps
        .filter(|step| Some(&step.service) == service)
        .map(|step| (step.id.clone(), step.label().to_owned()))
        .collect()
}
