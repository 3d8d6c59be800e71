//! Two designs of one process side by side: in lock step on the same arrivals, in figures, and under
//! growing load.

mod branches;
mod differences;
mod load;
mod side;

use leptos::prelude::*;

use super::context::RoomContext;
use crate::session::comparing::{Choice, Pair, shown};
use crate::session::{Look, Side};
use crate::ui::parts::{dynamic, list, signal};

/// What a side is called.
const fn name(side: Side) -> &'static str {
    match side {
        Side::Left => "Left",
        Side::Right => "Right",
    }
}

/// What stands on a side, of two.
fn of<T>(side: Side, [left, right]: [T; 2]) -> T {
    match side {
        Side::Left => left,
        Side::Right => right,
    }
}

/// The view, in the place of the stage.
pub fn compare(room: RoomContext) -> AnyView {
    let [left, right] = [Side::Left, Side::Right].map(|side| {
        view! {
            <section class="compare-side" aria-label=name(side)>
                {side::side(room, side)}
            </section>
        }
        .into_any()
    });
    view! {
        <div class="compare-view">
            <h2>"Compare"</h2>
            <p class="hint">
                "Two designs of one process, in lock step on the same arrivals and the same work. The timeline below plays both."
            </p>
            <div class="compare-choices">{select(room, Side::Left)} {select(room, Side::Right)}</div>
            {dynamic(move || notes(&room.choices.get(), room.pair.get().as_ref()))}
            {differences::differences(room)}
            <div class="compare-sides">{left} {right}</div>
            {load::load(room)}
        </div>
    }
    .into_any()
}

/// The choice of the design on one side.
fn select(room: RoomContext, side: Side) -> AnyView {
    let chosen = Memo::new(move |_| of(side, shown(&room.compared.get())));
    let id = format!("compare-{}", name(side).to_lowercase());
    let choose = move |event| {
        room.send(Look::Compare { side, choice: event_target_value(&event) });
    };
    let options = dynamic(move || {
        list(room.choices.get(), move |choice| {
            let Choice { id, name, design, .. } = choice;
            let this = id.clone();
            view! {
                <option
                    value=id
                    disabled=design.is_err()
                    selected=signal(move || chosen.with(|chosen| *chosen == this))
                >
                    {name}
                </option>
            }
        })
    });
    view! {
        <p class="compare-choice">
            <label for=id.clone()>{name(side)}</label>
            <select id=id on:change=choose>
                {options}
            </select>
        </p>
    }
    .into_any()
}

/// What is to be known of the choices.
fn notes(all: &[Choice], pair: Option<&Pair>) -> AnyView {
    let mut notes: Vec<String> = Vec::new();
    if let Some(Pair { designs: [left, right], .. }) = pair {
        if left == right {
            notes.push("Both sides are the same design: nothing differs.".to_owned());
        } else if left.workload != right.workload {
            notes.push(
                "The workloads differ: the two designs do not meet the same arrivals.".to_owned(),
            );
        }
    }
    for choice in all {
        notes.extend(choice.design.as_ref().err().cloned());
        if !choice.note.is_empty() {
            notes.push(choice.note.clone());
        }
    }
    view! {
        <ul class="compare-notes">{list(notes, |note| view! { <li class="hint">{note}</li> })}</ul>
    }
    .into_any()
}
