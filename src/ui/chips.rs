//! The chips under the sentence: the targets, and what is asked for more than it can do.

use leptos::prelude::*;

use super::context::Context;
use crate::session::{Look, Session, Tab};
use crate::ui::parts::{list, on_press, signal};
use crate::units::format::kept_together;
use crate::wording::chips::{Leads, State};

/// So many are shown; the others are counted.
const SHOWN: usize = 6;

/// The chips, each of which leads to what it is about.
pub fn chips(context: Context) -> AnyView {
    let all = Memo::new(move |_| context.with(Session::chips));
    // As many as there may be, so that one that has the focus stays while its text changes.
    let places = list(0..SHOWN, move |place| {
        let chip = move || all.with(|all| all.get(place).cloned());
        let press = on_press(move || {
            let leads = all.with_untracked(|all| all.get(place).map(|chip| chip.leads.clone()));
            if let Some(leads) = leads {
                go(context, leads);
            }
        });
        let class = signal(move || {
            let class = match chip().map(|it| it.state) {
                Some(State::Met) => "mark met",
                Some(State::Missed) => "mark missed",
                Some(State::Overloaded) => "mark overloaded",
                Some(State::Open) | None => "mark",
            };
            class.to_owned()
        });
        view! {
            <li hidden=signal(move || chip().is_none())>
                <button class=class title=signal(move || chip().map(|it| it.means).unwrap_or_default()) on:click=press>
                    {signal(move || chip().map(|it| kept_together(&it.text)).unwrap_or_default())}
                </button>
            </li>
        }
    });
    let others = signal(move || match all.with(Vec::len).saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!("and {more} more"),
    });
    view! {
        <ul class="marks" aria-label="Targets, and what cannot keep up">
            {places}
            <li class="quiet">{others}</li>
        </ul>
    }
    .into_any()
}

fn go(context: Context, leads: Leads) {
    match leads {
        Leads::ToFigures => context.send(Look::Turn(Tab::Verdict)),
        Leads::ToProcess => context.send(Look::Turn(Tab::Process)),
        Leads::To(subject) => context.send(Look::Select(subject)),
    }
}
