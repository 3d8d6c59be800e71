//! "Check it": queues with known answers, run by the engine that runs everything else, beside theory.

use leptos::html;
use leptos::prelude::*;

use super::table::Table;
use crate::errand::Lane;
use crate::parts::{changing, dialog_head, each, pressed};
use crate::runner::Told;
use crate::scene::format;
use crate::simulation::Extent;
use crate::study::{Finding, KnownAnswer, known_answers};

/// A button, and the page of checks that it opens and starts.
#[component]
pub fn CheckIt(table: Table) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    // Seeds count from 1; before the first run there is none.
    let seed = RwSignal::new(0);
    let findings = RwSignal::new(Vec::new());
    let begin = move || {
        seed.update(|seed| *seed += 1);
        findings.set(Vec::new());
        run(table, seed.get_untracked(), findings);
    };
    let open = pressed(move || {
        if let Some(dialog) = dialog.get_untracked() {
            let _ = dialog.show_modal(); // refuses only if it is open
        }
        if seed.get_untracked() == 0 {
            begin();
        }
    });
    let rows = changing(move || {
        let found = findings.get();
        let known = known_answers(seed.get());
        each(known.into_iter().enumerate(), |(index, known)| {
            row(&known, found.get(index).copied().flatten())
        })
    });
    view! {
        <button class="plain as-table" on:click=open>"Check it"</button>
        <dialog class="table-dialog check" node_ref=dialog aria-labelledby="check-title">
            {dialog_head("check-title", "Queues with known answers")}
            <p class="hint">
                "Mean time until the answer, by theory and by the engine that runs your process: 200 000 requests each. The 95 % interval covers the theory in 95 of 100 seeds."
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
            <button on:click=pressed(begin)>"Again with another seed"</button>
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
            {each(cells, |cell| view! { <td>{cell}</td> })}
        </tr>
    }
    .into_any()
}

/// Runs the first queue that has no finding yet, and so on; another seed overtakes.
fn run(table: Table, seed: u64, findings: RwSignal<Vec<Option<Finding>>>) {
    let Some(known) = known_answers(seed).into_iter().nth(findings.with_untracked(Vec::len)) else {
        return;
    };
    let told = move |told| match told {
        Told::Progress(_) => {}
        Told::Report(report) => {
            findings.update(|all| all.push(KnownAnswer::finding(&report)));
            run(table, seed, findings);
        }
    };
    table.runner(|runner| runner.ask(Lane::Study, &known.scenario, Extent::replication(0), told));
}
