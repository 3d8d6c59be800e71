//! The table behind the charts, for those who read.

use leptos::html;
use leptos::prelude::*;

use crate::charts::Series;
use crate::charts::series::Window;
use crate::ui::context::Context;
use crate::ui::parts::{dialog_head, dynamic, list, on_press};
use crate::units::format;

/// How many rows the table has.
const ROWS: usize = 20;

/// A button, and the table that it opens.
#[component]
pub fn TableBehind() -> impl IntoView {
    let context = expect_context::<Context>();
    let dialog = NodeRef::<html::Dialog>::new();
    let open = RwSignal::new(false);
    let show = on_press(move || {
        open.set(true);
        if let Some(dialog) = dialog.get_untracked() {
            let _ = dialog.show_modal(); // refuses only if it is open
        }
    });
    let rows = dynamic(move || {
        let shown = || context.indexed.with(|indexed| Series::new(indexed, ROWS));
        list(open.get().then(shown).into_iter().flat_map(|series| series.windows), row)
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
            {list(cells, |cell| view! { <td>{cell}</td> })}
        </tr>
    }
}
