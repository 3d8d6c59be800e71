//! Breaking something from the place where it happens: from the moment that is shown, for a while.

use crate::session::Play;
use leptos::prelude::*;

use crate::charts::bars::drag::begins;
use crate::model::{Design, Edit, Fault, FaultKind, Injection, Offer, Subject};
use crate::ui::parts::{dynamic, list, on_press, signal};
use crate::ui::rooms::context::RoomContext;
use crate::units::{Moment, Seconds};
use crate::wording::fault_menu::fault_choices;
use crate::wording::words;

/// The button that opens what can be broken and what goes wrong already, and the presets.
pub fn breaking(room: RoomContext) -> AnyView {
    view! {
        <button id=super::BREAK class="plain" popovertarget="break" title="Break something from the moment that is shown">
            "Break…"
        </button>
        <div id="break" class="break-open" popover="auto" role="group" aria-label="Break something">
            {fault_menu(room)}
            {super::fault_list(room)}
        </div>
        {super::presets(room)}
    }
    .into_any()
}

/// What can be broken of what is looked at; of nothing in particular, whatever is chosen.
fn fault_menu(room: RoomContext) -> AnyView {
    let chosen = RwSignal::new(Subject::Nothing);
    // What it breaks: what is looked at, or what was chosen where nothing is.
    let subject = Memo::new(move |_| match room.subject.get() {
        Subject::Nothing | Subject::Request(_) => chosen.get(),
        subject @ (Subject::Step(_)
        | Subject::Service(_)
        | Subject::Link(_)
        | Subject::Broker
        | Subject::Traffic) => subject,
    });
    let offered = Memo::new(move |_| {
        let offered = room.of(|it| fault_choices(it, &subject.get()));
        // The panel of a step or a service offers these two itself.
        let beside = room.subject.with(|it| matches!(it, Subject::Step(_) | Subject::Service(_)));
        let service = room.of(|it| room.subject.with(|at| at.service(it).cloned()));
        let is_beside = |offer: &Offer| {
            let injected =
                |it: Injection| service.as_ref().is_some_and(|at| it.what(at) == offer.what);
            Injection::ALL.into_iter().any(injected)
        };
        offered.into_iter().filter(|it| !(beside && is_beside(it))).collect::<Vec<_>>()
    });
    let buttons = dynamic(move || {
        list(offered.get(), move |it| {
            let text = it.text.clone();
            view! { <button on:click=on_press(move || breaks(room, &it))>{text}</button> }
        })
    });
    let choice = dynamic(move || match room.subject.get() {
        Subject::Nothing | Subject::Request(_) => choice(room, chosen),
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
                hidden=signal(move || offered.with(Vec::is_empty))
            >
                {buttons}
            </div>
        </section>
    }
    .into_any()
}

/// Everything that can break, to choose from.
fn choice(room: RoomContext, chosen: RwSignal<Subject>) -> AnyView {
    let options = dynamic(move || {
        let named = |scenario: &Design| {
            let subjects = FaultKind::subjects(scenario).into_iter();
            subjects.map(|it| (it.to_text(), words::subject(scenario, &it))).collect::<Vec<_>>()
        };
        list(room.of(named), |(value, name)| {
            let is = value.clone();
            let selected = signal(move || chosen.with(|it| it.to_text() == is));
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
                <option value="" selected=signal(move || chosen.with(|it| *it == Subject::Nothing))>
                    "Choose what breaks"
                </option>
                {options}
            </select>
        </label>
    }
    .into_any()
}

/// Lets something go wrong from the moment that is shown, or earlier where little would be seen of it.
fn breaks(room: RoomContext, offer: &Offer) {
    let now = room.picture.moment.get_untracked().as_seconds();
    let end = room.indexed.with_untracked(|indexed| indexed.end());
    let arrivals_end = room.of_now(|design| design.workload.duration_s.get());
    let at_s = begins(now, end.as_seconds(), arrivals_end);
    let for_s = Seconds::clamped(Injection::LASTS.as_seconds());
    room.make(&Edit::AddFault(Fault::new(offer.what.clone(), at_s, for_s)));
    if at_s.get() < now {
        room.send(Play::RestAt(Moment::from_seconds(at_s.get())));
    }
}
