//! The table behind the charts, for those who read.

use leptos::html;
use leptos::prelude::*;

use crate::app::desk::Desk;
use crate::parts::{changing, dialog_head, each, pressed};
use crate::scene::figures::Window;
use crate::scene::{Series, format};

/// How many rows the table has.
const ROWS: usize = 20;

/// A button, and the table that it opens.
#[component]
pub fn TableBehind() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let dialog = NodeRef::<html::Dialog>::new();
    let open = RwSignal::new(false);
    let show = pressed(move || {
        open.set(true);
        if let Some(dialog) = dialog.get_untracked() {
            let _ = dialog.show_modal(); // refuses only if it is open
        }
    });
    let rows = changing(move || {
        let shown = || desk.film.with(|film| Series::new(film, ROWS));
        each(open.get().then(shown).into_iter().flat_map(|series| series.windows), row)
    });
    view! {
        <button class="plain as-table" on:click=show>"As a table"</button>
        <dialog
            class="table-dialog"
            node_ref=dialog
            aria-labelledby="table-title"
            on:close=move |_| open.set(false)
        >
            {dialog_head("table-title", "The run on the stage, window by window")}
            <table>
                <thead>
                    <tr>
                        <th scope="col">"From"</th>
                        <th scope="col">"Answer p50"</th>
                        <th scope="col">"Answer p95"</th>
                        <th scope="col">"Answered per s"</th>
                        <th scope="col">"Failures"</th>
                        <th scope="col">"Waiting events"</th>
                        <th scope="col">"Lag"</th>
                        <th scope="col">"Busy workers"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </dialog>
    }
}

fn row(window: Window) -> impl IntoView {
    let time = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), format::milliseconds);
    let cells = [
        time(window.acknowledgement_p50_ms),
        time(window.acknowledgement_p95_ms),
        format::number(window.throughput_per_s),
        format::count(u64::from(window.failed)),
        format::count(u64::from(window.backlog)),
        format::milliseconds(window.lag_ms),
        format::count(u64::from(window.busy)),
    ];
    view! {
        <tr>
            <th scope="row">{format!("{:.1} s", window.start.as_seconds())}</th>
            {each(cells, |cell| view! { <td>{cell}</td> })}
        </tr>
    }
}
