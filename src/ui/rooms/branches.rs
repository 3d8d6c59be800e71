//! Which ways customers went, and what came of them on each; what the conductor of a workflow heard.

use leptos::prelude::*;

use crate::figures::branches::{BranchRow, ChoiceRows, choices, workflow};
use crate::ui::parts::{dynamic, list};
use crate::ui::rooms::context::RoomContext;

/// The section; nothing where there is neither a choice nor a workflow.
pub fn branches(room: RoomContext) -> AnyView {
    dynamic(move || {
        let design = room.design.get();
        room.measured.with(|measured| {
            let Some(report) = &measured.report else { return ().into_any() };
            let rows = choices(&design, report);
            let heard = workflow(&design, report);
            if rows.is_empty() && heard.is_none() {
                return ().into_any();
            }
            view! {
                <section class="by-branch" aria-label="Figures of branches and of the workflow">
                    {list(rows, choice)}
                    {heard.map(|it| view! { <p>{it}</p> })}
                </section>
            }
            .into_any()
        })
    })
}

/// What is told of each branch: its name, its meaning, and where it stands.
type Told = (&'static str, &'static str, fn(&BranchRow) -> &String);

const TOLD: [Told; 6] = [
    ("Customers", "Who came within the measured interval", |it| &it.customers),
    ("Served", "Answered while they still waited, and with what stayed true", |it| &it.served),
    ("Answer p50", "From a customer's arrival to the answer that they heard", |it| &it.answer[0]),
    ("Answer p95", "95 of 100 wait no longer for their answer", |it| &it.answer[1]),
    ("Completion p95", "From a request's arrival to the end of its last step", |it| &it.completion),
    ("Window p95", "From acknowledgement to completion", |it| &it.inconsistency),
];

fn choice(rows: ChoiceRows) -> AnyView {
    let title = format!("{}: which way, and what came of it", rows.name);
    let branches = rows.branches.clone();
    view! {
        <h3>{rows.name}</h3>
        <div class="scrolls" tabindex="0" role="region" aria-label=title.clone()>
            <table class="branches">
                <caption class="spoken">{title.clone()}</caption>
                <thead>
                    <tr>
                        <td></td>
                        {list(rows.branches, head)}
                    </tr>
                </thead>
                <tbody>{list(TOLD, move |told| line(told, &branches))}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn head(row: BranchRow) -> AnyView {
    view! { <th scope="col">{row.name} <small>{row.ratio}</small></th> }.into_any()
}

fn line((name, means, read): Told, branches: &[BranchRow]) -> AnyView {
    let cells: Vec<String> = branches.iter().map(|it| read(it).clone()).collect();
    view! {
        <tr>
            <th scope="row" title=means>{name}</th>
            {list(cells, |cell| view! { <td>{cell}</td> })}
        </tr>
    }
    .into_any()
}
