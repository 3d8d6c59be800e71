//! The table behind the charts, for those who read.

use leptos::html;
use leptos::prelude::*;

use super::Filmed;
use crate::app::parts::{Draw, Icon};
use crate::scene::{Series, format};

/// How many rows the table has.
const ROWS: usize = 20;

/// A button, and the table that it opens.
#[component]
pub fn TableBehind(film: Filmed) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let open = RwSignal::new(false);
    let show = move |_| {
        open.set(true);
        if let Some(dialog) = dialog.get_untracked() {
            let _ = dialog.show_modal(); // refuses only if it is open
        }
    };
    let hide = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let time = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), format::milliseconds);
    let rows = move || {
        open.get().then(|| {
            film.with(|film| Series::new(film, ROWS))
                .windows
                .into_iter()
                .map(|window| {
                    view! {
                        <tr>
                            <th scope="row">{format!("{:.1} s", window.start.as_seconds())}</th>
                            <td>{time(window.acknowledgement_p50_ms)}</td>
                            <td>{time(window.acknowledgement_p95_ms)}</td>
                            <td>{format!("{:.1}", window.throughput_per_s)}</td>
                            <td>{window.failed}</td>
                            <td>{window.backlog}</td>
                            <td>{window.busy}</td>
                        </tr>
                    }
                })
                .collect_view()
        })
    };
    view! {
        <button class="plain as-table" on:click=show>"As a table"</button>
        <dialog class="table-dialog" node_ref=dialog aria-labelledby="table-title" on:close=move |_| open.set(false)>
            <div class="dialog-head">
                <h2 id="table-title">"The run on the stage, window by window"</h2>
                <button class="plain" aria-label="Close" on:click=hide>
                    <Draw icon=Icon::Close />
                </button>
            </div>
            <table>
                <thead>
                    <tr>
                        <th scope="col">"From"</th>
                        <th scope="col">"Answer p50"</th>
                        <th scope="col">"Answer p95"</th>
                        <th scope="col">"Answered per s"</th>
                        <th scope="col">"Failures"</th>
                        <th scope="col">"Waiting events"</th>
                        <th scope="col">"Busy workers"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </dialog>
    }
}
