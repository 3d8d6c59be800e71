//! A service in the panel: its steps, what can be done to it, and its load.

use leptos::prelude::*;

use super::{acts, facts, head, selects};
use crate::app::desk::Desk;
use crate::model::{Scenario, Service, ServiceId, StepId};
use crate::parts::{changing, derived, each};
use crate::scene::facts::{of_service, service_sentence};
use crate::session::Selection;

/// The service at this index.
#[component]
pub fn ServicePanel(
    /// Its index in the scenario.
    index: usize,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let text = move |read: fn(&Scenario, &Service) -> String| {
        derived(move || {
            desk.scenario.with(|scenario| {
                scenario.services.get(index).map(|it| read(scenario, it)).unwrap_or_default()
            })
        })
    };
    let steps = changing(move || {
        let button = |(id, name)| {
            let press = selects(desk, Selection::Step(id));
            view! { <li><button class="link" on:click=press>{name}</button></li> }
        };
        each(desk.scenario.with(|scenario| steps(scenario, index)), button)
    });
    let service_facts = move || {
        desk.with(|session| {
            let service = session.scenario().services.get(index);
            let report = session.reports().current.as_deref();
            service.map(|service| of_service(service, report)).unwrap_or_default()
        })
    };
    view! {
        {head(desk, text(|_, service| service.label().to_owned()))}
        <p class="hint">{text(|scenario, service| service_sentence(scenario, service).to_owned())}</p>
        <ul class="steps-of">{steps}</ul>
        {acts(desk, service_id, index)}
        {facts(service_facts)}
    }
}

fn service_id(scenario: &Scenario, index: usize) -> Option<ServiceId> {
    scenario.services.get(index).map(|service| service.id.clone())
}

/// The steps that the service at this index performs, with their names.
fn steps(scenario: &Scenario, index: usize) -> Vec<(StepId, String)> {
    let service = service_id(scenario, index);
    let steps = scenario.process.steps.iter();
    steps
        .filter(|step| Some(&step.service) == service.as_ref())
        .map(|step| (step.id.clone(), step.label().to_owned()))
        .collect()
}
