//! Two designs of one process side by side: in lock step on the same arrivals, in figures, and under
//! growing load.

mod choices;
mod comparing;
mod crew;
mod differences;
mod load;
mod side;

use leptos::prelude::*;

use self::choices::{Choice, choices};
use self::comparing::Pair;
use super::table::Table;
use crate::parts::{changing, derived, each};

pub use comparing::Comparing;

/// Where a design stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// On the left, or above.
    Left,
    /// On the right, or below.
    Right,
}

impl Place {
    /// What it is called.
    const fn name(self) -> &'static str {
        match self {
            Self::Left => "Left",
            Self::Right => "Right",
        }
    }

    /// What stands there, of two.
    fn of<T>(self, [left, right]: [T; 2]) -> T {
        match self {
            Self::Left => left,
            Self::Right => right,
        }
    }
}

/// The view, in the place of the stage.
pub fn compare(table: Table) -> AnyView {
    let comparing = table.comparing();
    let pair = Memo::new(move |_| comparing.pair(table));
    comparing.measure(pair);
    let all = Memo::new(move |_| choices(table));
    let [left, right] = [Place::Left, Place::Right].map(|place| {
        view! {
            <section class="compare-side" aria-label=place.name()>
                {select(table, all, place)}
                {side::side(table, pair, place)}
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
            <div class="compare-sides">{left} {right}</div>
            {changing(move || notes(&all.get(), pair.get().as_ref()))}
            {differences::differences(table, pair)}
            {load::load(table, pair)}
        </div>
    }
    .into_any()
}

/// The choice of the design on one side.
fn select(table: Table, all: Memo<Vec<Choice>>, place: Place) -> AnyView {
    let chosen = place.of(table.comparing().chosen);
    let id = format!("compare-{}", place.name().to_lowercase());
    let options = changing(move || {
        each(all.get(), move |choice| {
            let Choice { id, name, design, .. } = choice;
            let this = id.clone();
            view! {
                <option
                    value=id
                    disabled=design.is_err()
                    selected=derived(move || chosen.with(|chosen| *chosen == this))
                >
                    {name}
                </option>
            }
        })
    });
    view! {
        <p class="compare-choice">
            <label for=id.clone()>{place.name()}</label>
            <select id=id on:change=move |event| chosen.set(event_target_value(&event))>
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
        <ul class="compare-notes">{each(notes, |note| view! { <li class="hint">{note}</li> })}</ul>
    }
    .into_any()
}
