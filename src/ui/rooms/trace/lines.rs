//! The table behind the pictures, for those who read.

use std::sync::Arc;

use leptos::prelude::*;

use super::goes;
use super::reading::Read;
use crate::trace::{LENGTHS, Line, Trace, lines as told_lines};
use crate::ui::parts::list;

/// The table, folded away.
pub fn lines(read: &Arc<Read>, told: &Trace) -> AnyView {
    let row = |line: Line| {
        let began = format!("Go to {}, {} after the arrival", line.name, line.after);
        view! {
            <tr>
                <th scope="row">{line.name}</th>
                <td>
                    <button class="link" aria-label=began on:click=goes(line.begin)>
                        {line.after}
                    </button>
                </td>
                {list(line.lengths, |length| view! { <td>{length}</td> })}
                <td>{line.took}</td>
                <td>{line.ended}</td>
            </tr>
        }
    };
    view! {
        <details class="trace-table">
            <summary>"As a table"</summary>
            <div class="scrolls" tabindex="0" role="group" aria-label="The request as a table">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"What"</th>
                            <th scope="col">"After"</th>
                            {list(LENGTHS, |name| view! { <th scope="col">{name}</th> })}
                            <th scope="col">"In all"</th>
                            <th scope="col">"Ended"</th>
                        </tr>
                    </thead>
                    <tbody>{list(told_lines(read.traces.design(), told), row)}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
