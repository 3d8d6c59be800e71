//! A step in the panel: how it is triggered, what can be done to its service, and its figures.

use leptos::prelude::*;

use super::{acts, facts, head};
use crate::app::desk::Desk;
use crate::app::stage::ModeSwitch;
use crate::model::{Scenario, Service, ServiceId, Step};
use crate::parts::{derived, pressed};
use crate::scene::facts::{of_service, of_step};
use crate::scene::words;
use crate::session::{Command, Selection};

/// The step at this index.
#[component]
pub fn StepPanel(
    /// Its index in the document.
    index: usize,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let text = move |read: fn(&Scenario, &Step) -> String| {
        derived(move || {
            desk.scenario.with(|scenario| {
                scenario
                    .process
                    .steps
                    .get(index)
                    .map(|step| read(scenario, step))
                    .unwrap_or_default()
            })
        })
    };
    let look = pressed(move || {
        let service = desk.scenario.with_untracked(|scenario| service_id(scenario, index));
        desk.send(Command::Select(service.map_or(Selection::Nothing, Selection::Service)));
    });
    let step_facts = move || {
        desk.with(|session| {
            let step = session.scenario().process.steps.get(index);
            let report = session.reports().current.as_deref();
            step.map(|step| of_step(step, report)).unwrap_or_default()
        })
    };
    let service_facts = move || {
        desk.with(|session| {
            let service = service(session.scenario(), index);
            let report = session.reports().current.as_deref();
            service.map(|service| of_service(service, report)).unwrap_or_default()
        })
    };
    view! {
        {head(desk, text(|_, step| step.label().to_owned()))}
        <div class="trigger">
            <ModeSwitch index=index />
            <p>{text(|scenario, step| words::trigger(&scenario.process, step))}</p>
        </div>
        {acts(desk, service_id, index)}
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
}

/// The service of the step at this index.
fn service(scenario: &Scenario, index: usize) -> Option<&Service> {
    scenario.service(&scenario.process.steps.get(index)?.service)
}

fn service_id(scenario: &Scenario, index: usize) -> Option<ServiceId> {
    service(scenario, index).map(|service| service.id.clone())
}
