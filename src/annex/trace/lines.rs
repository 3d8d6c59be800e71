//! The table behind the pictures, for those who read.

use std::sync::Arc;

use leptos::prelude::*;

use super::goes;
use super::reading::Read;
use crate::parts::each;
use crate::scene::trace::{LENGTHS, Line, Story, lines as told_lines};

/// The table, folded away.
pub fn lines(read: &Arc<Read>, told: &Story) -> AnyView {
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
                {each(line.lengths, |length| view! { <td>{length}</td> })}
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
                            {each(LENGTHS, |name| view! { <th scope="col">{name}</th> })}
                            <th scope="col">"In all"</th>
                            <th scope="col">"Ended"</th>
                        </tr>
                    </thead>
                    <tbody>{each(told_lines(read.traces.scenario(), told), row)}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
