//! A service in the panel: its steps, what can be done to it, and its load.

use leptos::prelude::*;

use super::{acts, head, selects};
use crate::model::{Design, Scenario, Service, ServiceId, StepId, Subject};
use crate::ui::parts::{dynamic, facts, list, signal};
use crate::ui::rooms::context::RoomContext;
use crate::ui::rooms::panel::concerning;
use crate::units::format::visible;
use crate::wording::facts::{of_service, service_sentence};

/// The service at this index.
pub fn panel(room: RoomContext, index: usize) -> AnyView {
    let text = move |read: fn(&Scenario, &Service) -> String| {
        signal(move || {
            let read = |it: &Design| it.services.get(index).map(|service| read(it, service));
            room.of(read).unwrap_or_default()
        })
    };
    let id = move || room.of(|it| it.services.get(index).map(|it| it.id.clone()));
    let steps = dynamic(move || {
        let button = |(id, name)| {
            let press = selects(room, Subject::Step(id));
            view! { <li><button class="link" on:click=press>{name}</button></li> }
        };
        let service = id();
        list(room.of(|it| steps(it, service.as_ref())), button)
    });
    let service_facts = move || {
        let of = |it: &Design| Some(room.facts(of_service, it.services.get(index)?));
        room.of(of).unwrap_or_default()
    };
    view! {
        {head(room, text(|_, service| visible(service.label()).into_owned()))}
        <p class="hint">{text(|scenario, service| service_sentence(scenario, service).to_owned())}</p>
        <ul class="steps-of">{steps}</ul>
        {acts(room, id)}
        {concerning(room)}
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
