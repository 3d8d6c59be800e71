//! "Check it": queues with known answers, run by the engine that runs everything else, beside theory.

use leptos::html;
use leptos::prelude::*;

use super::context::RoomContext;
use crate::engine::Extent;
use crate::session::{Measure, Purpose, RunKey};
use crate::study::{Finding, KnownAnswer, known_answers};
use crate::ui::parts::{dialog_head, dynamic, list, on_press};
use crate::units::format;

/// A button, and the page of checks that it opens and starts.
#[component]
pub fn CheckIt(room: RoomContext) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    // Seeds count from 1; before the first run there is none.
    let seed = RwSignal::new(0);
    let begin = move || {
        seed.update(|seed| *seed += 1);
        let runs = known_answers(seed.get_untracked()).iter().map(run).collect();
        room.send(Measure::Want(Purpose::Check, runs));
    };
    let open = on_press(move || {
        if let Some(dialog) = dialog.get_untracked() {
            let _ = dialog.show_modal(); // refuses only if it is open
        }
        if seed.get_untracked() == 0 {
            begin();
        }
    });
    let rows = dynamic(move || {
        if seed.get() == 0 {
            return ().into_any();
        }
        let known = known_answers(seed.get());
        let found = room.lab(|lab| {
            let found = |known: &KnownAnswer| lab.report(&run(known)).cloned();
            known.iter().map(found).collect::<Vec<_>>()
        });
        list(known.into_iter().zip(found), |(known, report)| {
            row(&known, report.and_then(|report| KnownAnswer::finding(&report)))
        })
    });
    view! {
        <button class="plain as-table" on:click=open>"Check it"</button>
        <dialog class="table-dialog check" node_ref=dialog aria-labelledby="check-title">
            {dialog_head("check-title", "Queues with known answers")}
            <p class="hint">
                "Mean time until the answer, by theory and by the engine that runs your process: 200 000 requests each. The 95\u{a0}% interval covers the theory in 95 of 100 seeds."
            </p>
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Queue"</th>
                        <th scope="col">"Theory"</th>
                        <th scope="col">"Simulated"</th>
                        <th scope="col">"95 % interval"</th>
                        <th scope="col">"Covered"</th>
                    </tr>
                </thead>
                <tbody aria-live="polite">{rows}</tbody>
            </table>
            <button on:click=on_press(begin)>"Again with another seed"</button>
        </dialog>
    }
}

fn row(known: &KnownAnswer, found: Option<Finding>) -> AnyView {
    let [simulated, interval, covered] = match found {
        Some(found) => {
            let [low, high] = found.interval_ms;
            let half = format::give_or_take_milliseconds((high - low) / 2.0);
            let covered = if found.covers(known.theory_ms) { "yes" } else { "no" };
            [format::milliseconds(found.simulated_ms), format!("± {half}"), covered.to_owned()]
        }
        None => ["…".to_owned(), String::new(), String::new()],
    };
    let cells = [format::milliseconds(known.theory_ms), simulated, interval, covered];
    view! {
        <tr>
            <th scope="row">{known.name} " " <small>{known.source}</small></th>
            {list(cells, |cell| view! { <td>{cell}</td> })}
        </tr>
    }
    .into_any()
}

/// The run of a queue.
fn run(known: &KnownAnswer) -> RunKey {
    RunKey { design: known.design.clone(), extent: Extent::replication(0) }
}
