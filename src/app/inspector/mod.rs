//! The panel beside the stage: the step or service that is looked at, and what can be done to it.

mod act;
mod service;
mod step;
mod troubles;

use leptos::prelude::*;

use super::desk::Desk;
use super::parts::{Draw, Icon};
use crate::session::{Command, Selection};

/// What is looked at; without it, what can be looked at.
#[component]
pub fn Inspector() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let selection = desk.memo(|session| session.selection().clone());
    let found = Memo::new(move |_| {
        desk.scenario.with(|scenario| match selection.get() {
            Selection::Step(id) => {
                let index = scenario.process.steps.iter().position(|step| step.id == id);
                index.map_or(Found::Nothing, Found::Step)
            }
            Selection::Service(id) => {
                let index = scenario.services.iter().position(|service| service.id == id);
                index.map_or(Found::Nothing, Found::Service)
            }
            Selection::Nothing => Found::Nothing,
        })
    });
    view! {
        <section class="inspector" aria-labelledby="inspector-title">
            {move || match found.get() {
                Found::Step(index) => view! { <step::StepPanel index=index /> }.into_any(),
                Found::Service(index) => view! { <service::ServicePanel index=index /> }.into_any(),
                Found::Nothing => view! { <Nothing /> }.into_any(),
            }}
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
    let story = Memo::new(move |_| desk.scenario.with(|scenario| scenario.summary.clone()));
    view! {
        <Show when=move || story.with(|story| !story.is_empty())>
            <p class="story">{story}</p>
        </Show>
        <h2 id="inspector-title">"Look into a service"</h2>
        <p class="hint">"Choose it here, or a card on the stage; then slow it down or crash it."</p>
        <ul class="services">
            {move || {
                desk.scenario
                    .with(|scenario| {
                        scenario
                            .services
                            .iter()
                            .map(|service| {
                                let id = service.id.clone();
                                let press = move |_| {
                                    desk.send(Command::Select(Selection::Service(id.clone())));
                                };
                                view! {
                                    <li>
                                        <button on:click=press>{service.label().to_owned()}</button>
                                    </li>
                                }
                            })
                            .collect_view()
                    })
            }}
        </ul>
    }
}

/// The head of a panel: what it is of, and the way out.
#[component]
fn PanelHead(
    /// What it is called.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    view! {
        <div class="panel-head">
            <h2 id="inspector-title">{name}</h2>
            <button
                class="plain"
                aria-label="Close"
                title="Close (Esc)"
                on:click=move |_| desk.send(Command::Select(Selection::Nothing))
            >
                <Draw icon=Icon::Close />
            </button>
        </div>
    }
}

/// A fact: its name, what it means, and what it is.
#[component]
fn Fact(
    /// Its name.
    name: &'static str,
    /// What it means, in a sentence.
    means: &'static str,
    /// What it is.
    #[prop(into)]
    value: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="fact" title=means>
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    }
}
