//! A service in the panel: its load, its steps, and what can be done to it.

use leptos::prelude::*;

use super::act::Acts;
use super::{Fact, PanelHead};
use crate::app::desk::Desk;
use crate::scene::format;
use crate::session::{Command, Selection};

/// The service at this index.
#[component]
pub fn ServicePanel(
    /// Its index in the scenario.
    index: usize,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let name = Memo::new(move |_| {
        desk.scenario.with(|scenario| {
            scenario.services.get(index).map_or("", |service| service.label()).to_owned()
        })
    });
    let steps = move || {
        desk.scenario.with(|scenario| {
            let service = scenario.services.get(index).map(|service| &service.id);
            scenario
                .process
                .steps
                .iter()
                .filter(|step| Some(&step.service) == service)
                .map(|step| {
                    let id = step.id.clone();
                    let press = move |_| desk.send(Command::Select(Selection::Step(id.clone())));
                    view! {
                        <li>
                            <button class="link" on:click=press>{step.label().to_owned()}</button>
                        </li>
                    }
                })
                .collect_view()
        })
    };
    let is_entry = Memo::new(move |_| {
        desk.scenario.with(|scenario| {
            scenario.process.entry.is_some()
                && scenario.process.entry.as_ref()
                    == scenario.services.get(index).map(|service| &service.id)
        })
    });
    view! {
        <PanelHead name=name />
        <p class="hint">
            {move || {
                if is_entry.get() {
                    "A service: it takes the request, holds a worker while others answer, and answers the customer."
                } else {
                    "A service: workers with a queue in front."
                }
            }}
        </p>
        <ul class="steps-of">{steps}</ul>
        <Acts service=Signal::derive(move || index) />
        <Load service=Signal::derive(move || index) />
    }
}

/// How busy a service is, over all runs.
#[component]
pub fn Load(
    /// The service's index in the scenario.
    service: Signal<usize>,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let workers = Memo::new(move |_| {
        desk.scenario
            .with(|scenario| scenario.services.get(service.get()).map(|service| service.workers))
    });
    let figures = desk.memo(move |session| {
        let id = session.scenario().services.get(service.get())?.id.as_str().to_owned();
        session.reports().current.as_ref()?.services.get(&id).copied()
    });
    let share = |ratio: Option<f64>| {
        ratio
            .map_or_else(|| "–".to_owned(), |ratio| format!("{} of 100", format::in_hundred(ratio)))
    };
    view! {
        {move || {
            figures
                .get()
                .map(|load| {
                    let workers = match workers.get().flatten() {
                        Some(workers) => workers.to_string(),
                        None => "no limit".to_owned(),
                    };
                    view! {
                        <dl class="facts">
                            <Fact name="Workers" means="How many it can work on at once" value=workers />
                            <Fact name="Taken" means="The share of its workers' time in which they were taken" value=share(load.utilisation) />
                            <Fact name="Of that, only waiting" means="The share of its workers' time in which they were taken but only waited for others" value=share(load.held_waiting_ratio) />
                            <Fact name="Queue, mean and most" means="How many calls waited for a worker" value=format!("{:.2}, {}", load.mean_queue, format::count(load.max_queue)) />
                            {(load.rejected > 0).then(|| view! {
                                <Fact name="Refused" means="Calls refused because the queue was full" value=format::count(load.rejected) />
                            })}
                        </dl>
                    }
                })
        }}
    }
}
