//! The card of a step: what it is, on which service, and how it is doing.

use leptos::prelude::*;

use super::topic::Topic;
use super::workers::Workers;
use super::{ModeSwitch, moved, px};
use crate::app::desk::Desk;
use crate::model::{Mode, Scenario, Step};
use crate::scene::words;
use crate::scene::{Band, FaultState, StepPlace, format};
use crate::session::{Command, Selection};

/// The card of the step at this index.
#[component]
pub fn StepCard(
    /// The index of the step in the document.
    index: usize,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let place = Memo::new(move |_| desk.placement.with(|all| all.steps.get(index).copied()));
    let rect = move || place.get().map(|place: StepPlace| place.card).unwrap_or_default();
    let below = move || place.get().is_some_and(|place| place.band == Band::Background);
    let text = Memo::new(move |_| {
        desk.scenario.with(|scenario| {
            scenario
                .process
                .steps
                .get(index)
                .map(|step| Text::of(scenario, step))
                .unwrap_or_default()
        })
    });
    let selected = desk.memo(move |session| match session.selection() {
        Selection::Step(id) => {
            session.scenario().process.steps.get(index).is_some_and(|step| &step.id == id)
        }
        Selection::Service(id) => {
            session.scenario().process.steps.get(index).is_some_and(|step| &step.service == id)
        }
        Selection::Nothing => false,
    });
    let state =
        Memo::new(move |_| desk.now.with(|now| now.steps.get(index).copied().unwrap_or_default()));
    let trouble = Memo::new(move |_| {
        let active = desk.now.with(|now| active(&now.faults));
        desk.scenario.with(|scenario| trouble(scenario, index, &active))
    });
    let service = move || text.with(|text| text.service_index);
    let press = move |_| desk.send(Command::Select(pressed(desk, index, selected.get_untracked())));
    view! {
        <li
            class="card"
            class:selected=move || selected.get()
            class:below=below
            class:faulty=move || trouble.with(Option::is_some)
            style:transform=move || moved(rect())
            style:width=move || px(rect().width)
            style:height=move || px(rect().height)
        >
            <button
                class="card-name"
                aria-pressed=move || selected.get().to_string()
                title=move || text.with(|text| text.name.clone())
                on:click=press
            >
                {move || text.with(|text| text.name.clone())}
            </button>
            <p class="card-where">
                {move || text.with(|text| text.service.clone())}
                " · "
                <Show
                    when=move || trouble.with(Option::is_some)
                    fallback=move || {
                        view! { <span title="Mean work time">{move || text.with(|text| text.work.clone())}</span> }
                    }
                >
                    <b>{trouble}</b>
                </Show>
            </p>
            <Workers service=Signal::derive(service) queued=Signal::derive(move || state.get().queued) />
            <div class="card-foot">
                <ModeSwitch index=index />
                <span title=move || text.with(|text| text.note_title.clone())>
                    {move || text.with(|text| text.note.clone())}
                </span>
            </div>
        </li>
        <Topic index=index place=place state=state />
    }
}

/// What is written on a card.
#[derive(Debug, Clone, PartialEq, Default)]
struct Text {
    name: String,
    service: String,
    service_index: usize,
    work: String,
    note: String,
    note_title: String,
}

impl Text {
    fn of(scenario: &Scenario, step: &Step) -> Self {
        let (note, note_title) = match step.mode {
            Mode::RequestResponse => {
                (words::call_policy(&step.call), words::call_policy_sentence(&step.call))
            }
            // What the consumer does about trouble is told in the panel.
            Mode::Event => (String::new(), String::new()),
        };
        Self {
            name: step.label().to_owned(),
            service: scenario
                .service(&step.service)
                .map_or("", |service| service.label())
                .to_owned(),
            service_index: scenario
                .services
                .iter()
                .position(|service| service.id == step.service)
                .unwrap_or(usize::MAX),
            work: format::milliseconds(step.work.mean_ms()),
            note,
            note_title,
        }
    }
}

/// What pressing a card selects.
fn pressed(desk: Desk, index: usize, selected: bool) -> Selection {
    let step = desk
        .scenario
        .with_untracked(|scenario| scenario.process.steps.get(index).map(|step| step.id.clone()));
    let already =
        selected && desk.peek(|session| matches!(session.selection(), Selection::Step(_)));
    step.filter(|_| !already).map_or(Selection::Nothing, Selection::Step)
}

fn active(faults: &[FaultState]) -> Vec<usize> {
    let active = |state: &FaultState| *state == FaultState::Active;
    faults.iter().enumerate().filter(|(_, state)| active(state)).map(|(index, _)| index).collect()
}

/// What is wrong with a step now, in a word or two.
fn trouble(scenario: &Scenario, index: usize, active: &[usize]) -> Option<String> {
    let step = scenario.process.steps.get(index)?;
    active
        .iter()
        .filter_map(|&fault| scenario.faults.get(fault))
        .find(|fault| words::concerns(fault, step))
        .map(words::trouble)
}
