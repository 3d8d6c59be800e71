//! A step in the panel: how it is triggered, and its figures.

use leptos::prelude::*;

use super::act::Acts;
use super::service::Load;
use super::{Fact, PanelHead};
use crate::app::desk::Desk;
use crate::app::stage::ModeSwitch;
use crate::model::{Mode, Scenario, Step};
use crate::scene::{format, words};
use crate::session::{Command, Selection};
use crate::simulation::report::{Latency, StepFigures, TopicFigures};

/// The step at this index.
#[component]
pub fn StepPanel(
    /// Its index in the document.
    index: usize,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let with_step = move |read: fn(&Scenario, &Step) -> String| {
        Memo::new(move |_| {
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
    let name = with_step(|_, step| step.label().to_owned());
    let trigger = with_step(trigger);
    let service_name = with_step(|scenario, step| {
        scenario.service(&step.service).map_or("", |service| service.label()).to_owned()
    });
    let service = Memo::new(move |_| {
        desk.scenario.with(|scenario| {
            let step = scenario.process.steps.get(index)?;
            scenario.services.iter().position(|service| service.id == step.service)
        })
    });
    let figures = desk.memo(move |session| {
        let id = session.scenario().process.steps.get(index)?.id.as_str().to_owned();
        let report = session.reports().current.as_ref()?;
        Some((report.steps.get(&id).copied()?, report.topics.get(&id).copied()))
    });
    let look = move |_| {
        let id = desk.scenario.with_untracked(|scenario| {
            scenario.process.steps.get(index).map(|step| step.service.clone())
        });
        if let Some(id) = id {
            desk.send(Command::Select(Selection::Service(id)));
        }
    };
    view! {
        <PanelHead name=name />
        <div class="trigger">
            <ModeSwitch index=index />
            <p>{trigger}</p>
        </div>
        <Acts service=Signal::derive(move || service.get().unwrap_or(usize::MAX)) />
        {move || figures.get().map(|(step, topic)| view! { <StepFacts step=step topic=topic /> })}
        <h3>
            "On "
            <button class="link" on:click=look>
                {service_name}
            </button>
        </h3>
        <Load service=Signal::derive(move || service.get().unwrap_or(usize::MAX)) />
    }
}

/// How a step is triggered, in a sentence or two.
fn trigger(scenario: &Scenario, step: &Step) -> String {
    match step.mode {
        Mode::RequestResponse => {
            format!("Somebody waits for it. {}", words::call_policy_sentence(&step.call))
        }
        Mode::Event => {
            let attempts = step.delivery.max_attempts;
            let last = if step.delivery.dead_letter { "kept as a dead letter" } else { "dropped" };
            format!(
                "Nobody waits: it reacts to {}. After {attempts} attempts an event is {last}.",
                scenario.process.event_name(step)
            )
        }
    }
}

/// The figures of a step, and of its topic.
#[component]
fn StepFacts(step: StepFigures, topic: Option<TopicFigures>) -> impl IntoView {
    let failed = match (step.timed_out, step.refused) {
        (0, 0) => format::count(step.failed),
        (timed_out, refused) => format!(
            "{} ({} timed out, {} refused)",
            format::count(step.failed),
            format::count(timed_out),
            format::count(refused)
        ),
    };
    view! {
        <dl class="facts">
            <Fact name="Attempts" means="Calls and deliveries that were tried, in all runs together" value=format::count(step.attempts) />
            <Fact name="Failed" means="Attempts that ended badly, refusals and timeouts included" value=failed />
            <Fact name="Tried again" means="Attempts after the first" value=format::count(step.retries) />
            <Fact name="Wait p50, p95" means="From reaching the service, or the topic, until a worker took it" value=both(&step.wait_ms) />
            <Fact name="Work p50, p95" means="How long a worker was busy with it" value=both(&step.work_ms) />
            {topic.map(|topic| view! { <TopicFacts topic=topic /> })}
        </dl>
    }
}

#[component]
fn TopicFacts(topic: TopicFigures) -> impl IntoView {
    view! {
        <Fact name="Events" means="Published to its topic, in all runs together" value=format::count(topic.published) />
        <Fact name="Deepest backlog" means="The most events that waited in the topic at once" value=format::count(topic.max_backlog) />
        <Fact name="Greatest lag" means="The greatest age of the oldest waiting event" value=format::milliseconds(topic.max_lag_ms) />
        <Fact name="Dead letters" means="Events given up after the last attempt" value=format::count(topic.dead) />
        <Fact name="Lost" means="Published while the broker was away, or dropped after the last attempt" value=format::count(topic.lost) />
    }
}

fn both(latency: &Latency) -> String {
    let time = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), format::milliseconds);
    format!("{}, {}", time(latency.p50), time(latency.p95))
}
