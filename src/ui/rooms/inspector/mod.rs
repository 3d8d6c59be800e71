//! The panel beside the stage: what is looked at, what can be done to it, and its figures.

mod service;
mod step;

use crate::session::{Look, Revise};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::context::RoomContext;
use super::editor;
use crate::browser::page;
use crate::model::{Injection, ServiceId, Subject};
use crate::ui::parts::{dynamic, effect, list, on_press};

/// What is looked at; without it, what can be looked at.
pub fn inspector(room: RoomContext) -> AnyView {
    // By index, so that a change of the design leaves the panel standing.
    let found = Memo::new(move |_| {
        room.of(|scenario| match room.subject.get() {
            Subject::Step(id) => {
                let index = scenario.process.steps.iter().position(|step| step.id == id);
                index.map_or(Found::Nothing, Found::Step)
            }
            Subject::Service(id) => {
                let index = scenario.services.iter().position(|service| service.id == id);
                index.map_or(Found::Nothing, Found::Service)
            }
            Subject::Nothing
            | Subject::Link(_)
            | Subject::Broker
            | Subject::Traffic
            | Subject::Request(_) => Found::Nothing,
        })
    });
    // What is looked at next is seen from its title on.
    effect(move || {
        let _ = room.subject.get();
        if let Some(body) = page::place("panel-selected") {
            body.set_scroll_top(0);
        }
    });
    view! {
        {dynamic(move || match found.get() {
            Found::Step(index) => step::panel(room, index),
            Found::Service(index) => service::panel(room, index),
            Found::Nothing => nothing(room),
        })}
        {editor::selected(room)}
    }
    .into_any()
}

/// What is looked at, by its index in the scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Nothing,
    Step(usize),
    Service(usize),
}

/// Before anything is chosen: the services, each a press away.
fn nothing(room: RoomContext) -> AnyView {
    let services = dynamic(move || {
        let services = room.of(|scenario| {
            let named = scenario.services.iter();
            named.map(|it| (it.id.clone(), it.label().to_owned())).collect::<Vec<_>>()
        });
        let button = |(id, name)| {
            let press = selects(room, Subject::Service(id));
            view! { <li><button on:click=press>{name}</button></li> }
        };
        list(services, button)
    });
    view! {
        <h2 id="inspector-title">"Look into a service"</h2>
        <p class="hint">"Choose it here, or a card on the stage; then slow it down or crash it."</p>
        <ul class="services">{services}</ul>
    }
    .into_any()
}

/// What selects something when it is pressed.
fn selects(room: RoomContext, subject: Subject) -> Box<dyn FnMut(MouseEvent)> {
    on_press(move || room.send(Look::Select(subject.clone())))
}

/// The head of a panel: what it is of, and the way out.
fn head(room: RoomContext, name: Signal<String>) -> AnyView {
    view! {
        <div class="panel-head">
            <h2 id="inspector-title">{name}</h2>
            <button
                class="plain"
                aria-label="Close"
                title="Close (Esc)"
                on:click=selects(room, Subject::Nothing)
            >
                <svg class="icon"><use href="#icon-close"></use></svg>
            </button>
        </div>
    }
    .into_any()
}

/// What can be done to a service from the moment that is shown: slow it down, crash it, mend it.
fn acts(room: RoomContext, service: impl Fn() -> Option<ServiceId> + Copy + 'static) -> AnyView {
    let does = move |act: fn(ServiceId) -> Revise| {
        on_press(move || {
            if let Some(service) = untrack(service) {
                room.send(act(service));
            }
        })
    };
    let lasts = Injection::LASTS.as_seconds();
    view! {
        <div class="acts" role="group" aria-label="What goes wrong from this moment on">
            <button
                title="Its work takes longer (S)"
                on:click=does(|service| Revise::Inject { service, injection: Injection::Slow })
            >
                {format!("Slow down ×{} for {lasts} s", Injection::SLOWDOWN)}
            </button>
            <button
                class="danger"
                title="It refuses every call, and loses what it works on (F)"
                on:click=does(|service| Revise::Inject { service, injection: Injection::Crash })
            >
                {format!("Crash for {lasts} s")}
            </button>
            <button title="End what is wrong with it now (M)" on:click=does(Revise::Mend)>
                "Mend"
            </button>
        </div>
    }
    .into_any()
}
