//! The table of differences: each figure of both designs, what differs, and whether that is more than
//! chance.

use leptos::prelude::*;

use super::branches::branches;
use crate::figures::contrast::{Row, rows};
use crate::session::Purpose;
use crate::study::Comparison;
use crate::ui::parts::{dynamic, list, prose};
use crate::ui::rooms::context::RoomContext;
use crate::wording::compared::meaning;

/// The table; how far the runs are until it is there.
pub fn differences(room: RoomContext) -> AnyView {
    let shown = dynamic(move || {
        let Some(pair) = room.pair.get() else {
            return view! { <p class="hint" role="status">"What is recommended is being worked out …"</p> }
                .into_any();
        };
        match room.comparison.get() {
            Some(comparison) => view! {
                <ul class="compare-meaning">
                    {list(meaning(&pair.names, &comparison.differences), |it| view! { <li>{prose(&it)}</li> })}
                </ul>
                {whole(&pair.names, &comparison)}
                {branches(&pair, &comparison)}
            }
            .into_any(),
            None => waiting(room.lab(|lab| lab.done(Purpose::Comparison).share)),
        }
    });
    view! {
        <section class="compare-figures" aria-labelledby="differences-title">
            <h3 id="differences-title">"What differs"</h3>
            {shown}
        </section>
    }
    .into_any()
}

/// How far something is.
pub fn waiting(progress: f64) -> AnyView {
    view! {
        <p class="hint compare-progress">
            <progress max="1" value=progress aria-label="Runs done"></progress>
            {format!("{:.0} of 100 done", progress * 100.0)}
        </p>
    }
    .into_any()
}

fn whole(names: &[String; 2], comparison: &Comparison) -> AnyView {
    let [left, right] = names.clone();
    let title = "What differs between the two designs";
    view! {
        <div class="scrolls" tabindex="0" role="region" aria-label=title>
            <table class="differences">
                <thead>
                    <tr>
                        <th scope="col">"Figure"</th>
                        <th scope="col">{left}</th>
                        <th scope="col">{right}</th>
                        <th scope="col">"Difference, right less left"</th>
                        <th scope="col">"In words"</th>
                    </tr>
                </thead>
                <tbody>{list(rows(&comparison.differences), row)}</tbody>
            </table>
        </div>
        <p class="hint">
            {format!(
                "± is the 95\u{a0}% interval, from {} runs of both designs in pairs on the same arrivals. It misses the truth in 5 of 100 cases, also where nothing differs.",
                comparison.before.replications,
            )}
        </p>
    }
    .into_any()
}

fn row(row: Row) -> AnyView {
    view! {
        <tr class:sure=row.is_sure>
            <th scope="row" title=row.means>{row.name}</th>
            <td>{row.before}</td>
            <td>{row.after}</td>
            <td class="difference">{row.difference}</td>
            <td>{row.said}</td>
        </tr>
    }
    .into_any()
}
