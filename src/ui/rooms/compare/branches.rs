//! The branches that two designs share, side by side.

use leptos::prelude::*;

use crate::figures::branches::{BranchRow, choices};
use crate::session::comparing::Pair;
use crate::study::Comparison;
use crate::ui::parts::list;

/// A branch in both designs.
struct Both {
    name: String,
    rows: [BranchRow; 2],
}

/// The table; nothing where they share no branch.
pub fn branches(pair: &Pair, comparison: &Comparison) -> AnyView {
    let reports = [&comparison.before, &comparison.after];
    let [left, right] = [0, 1].map(|side| {
        let (design, report) = (pair.designs.get(side), reports.get(side));
        design.zip(report).map_or_else(Vec::new, |(design, report)| {
            let named = choices(design, report).into_iter().flat_map(|choice| {
                let name = choice.name;
                choice.branches.into_iter().map(move |row| (format!("{name}: {}", row.name), row))
            });
            named.collect()
        })
    });
    let in_both = left.into_iter().filter_map(|(name, row)| {
        let (_, other) = right.iter().find(|(other, _)| *other == name)?;
        Some(Both { rows: [row, other.clone()], name })
    });
    let in_both: Vec<Both> = in_both.collect();
    if in_both.is_empty() {
        return ().into_any();
    }
    let [left, right] = pair.names.clone();
    let title = "The branches of both designs";
    view! {
        <h4>"By branch"</h4>
        <div class="scrolls" tabindex="0" role="region" aria-label=title>
            <table class="branches">
                <caption class="spoken">{title}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Branch"</th>
                        <th scope="col">"Figure"</th>
                        <th scope="col">{left}</th>
                        <th scope="col">{right}</th>
                    </tr>
                </thead>
                {list(in_both, both)}
            </table>
        </div>
    }
    .into_any()
}

fn both(both: Both) -> AnyView {
    let Both { name, rows: [left, right] } = both;
    let figure = |name: &'static str, read: fn(&BranchRow) -> &String| {
        let (left, right) = (read(&left).clone(), read(&right).clone());
        view! {
            <td>{name}</td>
            <td>{left}</td>
            <td>{right}</td>
        }
        .into_any()
    };
    view! {
        <tbody>
            <tr>
                <th scope="rowgroup" rowspan="4">{name}</th>
                {figure("Customers", |it| &it.customers)}
            </tr>
            <tr>{figure("Served", |it| &it.served)}</tr>
            <tr>{figure("Answer p95", |it| &it.answer[1])}</tr>
            <tr>{figure("Window p95", |it| &it.inconsistency)}</tr>
        </tbody>
    }
    .into_any()
}
