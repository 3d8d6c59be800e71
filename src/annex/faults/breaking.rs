//! Breaking something from the place where it happens: from the moment that is shown, for a while.

use leptos::prelude::*;

use crate::annex::table::{Table, wish};
use crate::bridge::Wish;
use crate::model::{FaultKind, Injection, Scenario, Subject};
use crate::parts::{changing, derived, each, pressed};
use crate::scene::bars::drag::begins;
use crate::scene::breaking::{Breaking, breakings};
use crate::scene::{announcement, words};
use crate::units::{Moment, Seconds};

/// What can be broken of what is looked at; of nothing in particular, whatever is chosen.
pub fn breaking(table: Table) -> AnyView {
    let chosen = RwSignal::new(Subject::Nothing);
    // What it breaks: what is looked at, or what was chosen where nothing is.
    let subject = Memo::new(move |_| match table.subject.get() {
        Subject::Nothing | Subject::Request(_) => chosen.get(),
        subject @ (Subject::Step(_)
        | Subject::Service(_)
        | Subject::Link(_)
        | Subject::Broker
        | Subject::Traffic) => subject,
    });
    let offered = Memo::new(move |_| {
        let offered = table.design(|it| breakings(it, &subject.get())).unwrap_or_default();
        // The panel of a step or a service offers these two itself.
        let beside = table.subject.with(|it| matches!(it, Subject::Step(_) | Subject::Service(_)));
        let is_beside = |it: &Breaking| matches!(it.kind, FaultKind::Slowdown | FaultKind::Crash);
        offered.into_iter().filter(|it| !(beside && is_beside(it))).collect::<Vec<_>>()
    });
    let buttons = changing(move || {
        each(offered.get(), move |it| {
            let text = it.text.clone();
            view! { <button on:click=pressed(move || breaks(table, &it))>{text}</button> }
        })
    });
    let choice = changing(move || match table.subject.get() {
        Subject::Nothing | Subject::Request(_) => choice(table, chosen),
        Subject::Step(_)
        | Subject::Service(_)
        | Subject::Link(_)
        | Subject::Broker
        | Subject::Traffic => ().into_any(),
    });
    let lasts = Injection::LASTS.as_seconds();
    view! {
        <section class="breaking" aria-labelledby="breaking-title">
            <h2 id="breaking-title" tabindex="-1">"Break something"</h2>
            <p class="hint">{format!("From the moment that is shown, for {lasts} s.")}</p>
            {choice}
            <div
                class="breakings"
                role="group"
                aria-labelledby="breaking-title"
                hidden=derived(move || offered.with(Vec::is_empty))
            >
                {buttons}
            </div>
            {super::presets(table)}
        </section>
    }
    .into_any()
}

/// Everything that can break, to choose from.
fn choice(table: Table, chosen: RwSignal<Subject>) -> AnyView {
    let options = changing(move || {
        let named = |scenario: &Scenario| {
            let subjects = FaultKind::subjects(scenario).into_iter();
            subjects.map(|it| (it.to_text(), words::subject(scenario, &it))).collect::<Vec<_>>()
        };
        each(table.design(named).unwrap_or_default(), |(value, name)| {
            let is = value.clone();
            let selected = derived(move || chosen.with(|it| it.to_text() == is));
            view! { <option value=value selected=selected>{name}</option> }
        })
    });
    let change = move |event| {
        chosen.set(Subject::from_text(&event_target_value(&event)).unwrap_or_default());
    };
    view! {
        <label class="what-breaks">
            "What"
            <select on:change=change>
                <option value="" selected=derived(move || chosen.with(|it| *it == Subject::Nothing))>
                    "Choose what breaks"
                </option>
                {options}
            </select>
        </label>
    }
    .into_any()
}

/// Lets something go wrong from the moment that is shown; once the run is over, from its start.
fn breaks(table: Table, what: &Breaking) {
    let now = table.moment.get_untracked().as_seconds();
    let at_s = begins(now, table.end.get_untracked().as_seconds());
    let for_s = Seconds::clamped(Injection::LASTS.as_seconds());
    let Some(fault) = what.kind.fault(&what.subject, at_s, for_s) else { return };
    table.change(|scenario| {
        scenario.faults.push(fault.clone());
        Some(format!("{}.", announcement::fault(scenario, &fault)))
    });
    if at_s.get() < now {
        wish(&Wish::SeekTo(Moment::START));
    }
}
