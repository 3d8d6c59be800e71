//! The panel beside the stage: the step or service that is looked at, and what can be done to it.

mod service;
mod step;
mod troubles;

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::desk::Desk;
use crate::model::{Scenario, ServiceId};
use crate::parts::{changing, derived, each, fact, pressed};
use crate::scene::facts::Fact;
use crate::session::{Command, Injection, Selection};

/// What is looked at; without it, what can be looked at.
#[component]
pub fn Inspector() -> impl IntoView {
    let desk = expect_context::<Desk>();
    // By index, so that a change of the design leaves the panel standing.
    let found = Memo::new(move |_| {
        desk.with(|session| {
            let scenario = session.scenario();
            match session.selection() {
                Selection::Step(id) => {
                    let index = scenario.process.steps.iter().position(|step| &step.id == id);
                    index.map_or(Found::Nothing, Found::Step)
                }
                Selection::Service(id) => {
                    let index = scenario.services.iter().position(|service| &service.id == id);
                    index.map_or(Found::Nothing, Found::Service)
                }
                Selection::Nothing => Found::Nothing,
            }
        })
    });
    view! {
        <section class="inspector" aria-labelledby="inspector-title">
            {changing(move || match found.get() {
                Found::Step(index) => view! { <step::StepPanel index=index /> }.into_any(),
                Found::Service(index) => view! { <service::ServicePanel index=index /> }.into_any(),
                Found::Nothing => view! { <Nothing /> }.into_any(),
            })}
        </section>
        <troubles::Troubles />
    }
}

/// What is looked at, by its index in the scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Nothing,
    Step(usize),
    Service(usize),
}

/// Before anything is chosen: the story, and the services, each a press away.
#[component]
fn Nothing() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let services = changing(move || {
        let services = desk.scenario.with(|scenario| {
            let named = scenario.services.iter();
            named.map(|it| (it.id.clone(), it.label().to_owned())).collect::<Vec<_>>()
        });
        let button = |(id, name)| {
            let press = selects(desk, Selection::Service(id));
            view! { <li><button on:click=press>{name}</button></li> }
        };
        each(services, button)
    });
    view! {
        <p class="story">{desk.text(|session| session.scenario().summary.clone())}</p>
        <h2 id="inspector-title">"Look into a service"</h2>
        <p class="hint">"Choose it here, or a card on the stage; then slow it down or crash it."</p>
        <ul class="services">{services}</ul>
    }
}

/// What selects something when it is pressed.
fn selects(desk: Desk, selection: Selection) -> Box<dyn FnMut(MouseEvent)> {
    pressed(move || desk.send(Command::Select(selection.clone())))
}

/// The head of a panel: what it is of, and the way out.
fn head(desk: Desk, name: Signal<String>) -> impl IntoView {
    view! {
        <div class="panel-head">
            <h2 id="inspector-title">{name}</h2>
            <button
                class="plain"
                aria-label="Close"
                title="Close (Esc)"
                on:click=selects(desk, Selection::Nothing)
            >
                <svg class="icon"><use href="#icon-close"></use></svg>
            </button>
        </div>
    }
}

/// Facts, as a list of names and values.
pub fn facts(read: impl Fn() -> Vec<Fact> + Send + Sync + 'static) -> impl IntoView {
    let facts = derived(read);
    let row = |it: Fact| fact(it.name, it.means, it.value);
    view! {
        <dl class="facts">
            {changing(move || each(facts.get(), row))}
        </dl>
    }
}

/// What can be done to a service from the moment that is shown: slow it down, crash it, mend it.
fn acts(desk: Desk, of: fn(&Scenario, usize) -> Option<ServiceId>, index: usize) -> impl IntoView {
    let does = move |act: fn(ServiceId) -> Command| {
        pressed(move || {
            let service = desk.scenario.with_untracked(|scenario| of(scenario, index));
            if let Some(service) = service {
                desk.send(act(service));
            }
        })
    };
    let lasts = Injection::LASTS.as_seconds();
    view! {
        <div class="acts" role="group" aria-label="What goes wrong from this moment on">
            <button
                title="Its work takes longer (S)"
                on:click=does(|service| Command::Inject { service, injection: Injection::Slow })
            >
                {format!("Slow down ×{} for {lasts} s", Injection::SLOWDOWN)}
            </button>
            <button
                class="danger"
                title="It refuses every call, and loses what it works on (F)"
                on:click=does(|service| Command::Inject { service, injection: Injection::Crash })
            >
                {format!("Crash for {lasts} s")}
            </button>
            <button title="End what is wrong with it now (M)" on:click=does(Command::Mend)>
                "Mend"
            </button>
        </div>
    }
}
