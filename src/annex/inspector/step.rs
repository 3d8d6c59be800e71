//! A step in the panel: how it is triggered, what can be done to its service, and its figures.

use leptos::prelude::*;

use super::{acts, head};
use crate::annex::table::{Table, wish};
use crate::bridge::Wish;
use crate::model::{Scenario, Service, Step, Subject};
use crate::parts::{derived, facts, pressed};
use crate::scene::facts::{of_service, of_step};
use crate::scene::words;

/// The step at this index.
pub fn panel(table: Table, index: usize) -> AnyView {
    let text = move |read: fn(&Scenario, &Step) -> String| {
        derived(move || {
            let read = |it: &Scenario| it.process.steps.get(index).map(|step| read(it, step));
            table.design(read).flatten().unwrap_or_default()
        })
    };
    let id = move || table.design(|it| service(it, index).map(|it| it.id.clone())).flatten();
    let look = pressed(move || {
        wish(&Wish::Select(untrack(id).map_or(Subject::Nothing, Subject::Service)));
    });
    let step_facts = move || {
        let of = |it: &Scenario| Some(table.facts(of_step, it.process.steps.get(index)?));
        table.design(of).flatten().unwrap_or_default()
    };
    let service_facts = move || {
        let of = |it: &Scenario| Some(table.facts(of_service, service(it, index)?));
        table.design(of).flatten().unwrap_or_default()
    };
    view! {
        {head(text(|_, step| step.label().to_owned()))}
        <p class="trigger">{text(|scenario, step| words::trigger(&scenario.process, step))}</p>
        {acts(id)}
        {facts(step_facts)}
        <h3>
            "On "
            <button class="link" on:click=look>
                {text(|scenario, step| {
                    scenario.service(&step.service).map_or("", |service| service.label()).to_owned()
                })}
            </button>
        </h3>
        {facts(service_facts)}
    }
    .into_any()
}

/// The service of the step at this index.
fn service(scenario: &Scenario, index: usize) -> Option<&Service> {
    scenario.service(&scenario.process.steps.get(index)?.service)
}
