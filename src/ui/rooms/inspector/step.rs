//! A step in the panel: how it is triggered, what can be done to its service, and its figures.

use crate::session::Look;
use leptos::prelude::*;

use super::{acts, head};
use crate::model::{Design, Scenario, Service, Step, Subject};
use crate::ui::parts::{facts, on_press, signal};
use crate::ui::rooms::context::RoomContext;
use crate::ui::rooms::panel::{concerning, step as judged};
use crate::units::format::visible;
use crate::wording::facts::{of_service, of_step};
use crate::wording::words;

/// The step at this index.
pub fn panel(room: RoomContext, index: usize) -> AnyView {
    let text = move |read: fn(&Scenario, &Step) -> String| {
        signal(move || {
            let read = |it: &Design| it.process.steps.get(index).map(|step| read(it, step));
            room.of(read).unwrap_or_default()
        })
    };
    let id = move || room.of(|it| service(it, index).map(|it| it.id.clone()));
    let look = on_press(move || {
        room.send(Look::Select(untrack(id).map_or(Subject::Nothing, Subject::Service)));
    });
    let step_facts = move || {
        let of = |it: &Design| {
            let step = it.process.steps.get(index)?;
            Some(room.facts(of_step, &(&it.process, step)))
        };
        room.of(of).unwrap_or_default()
    };
    let service_facts = move || {
        let of = |it: &Design| Some(room.facts(of_service, service(it, index)?));
        room.of(of).unwrap_or_default()
    };
    view! {
        {head(room, text(|_, step| visible(step.label()).into_owned()))}
        <p class="trigger">{text(|scenario, step| words::trigger(&scenario.process, step))}</p>
        {acts(room, id)}
        {judged(room)}
        {concerning(room)}
        <h3>"Its figures"</h3>
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
