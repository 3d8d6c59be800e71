//! What is wrong or missing in the design as it stands, each with what to do and, where that makes
//! sense, a button that does it.

use leptos::prelude::*;

use super::titles;
use crate::annex::table::Table;
use crate::browser::page;
use crate::parts::{changing, derived, each, pressed, prose};
use crate::scene::judgement;
use crate::verdict::{Finding, Repair, Severity};

/// The list, the worst first.
pub fn findings(table: Table) -> AnyView {
    let count = derived(move || {
        let count = table.verdict.with(|it| it.as_ref().map_or(0, |it| it.findings.len()));
        format!("Found in this design: {count}")
    });
    let list = changing(move || {
        let found = table.verdict.get().map(|it| it.findings.clone()).unwrap_or_default();
        if found.is_empty() {
            return view! { <p class="hint">"Nothing that the rules would object to."</p> }
                .into_any();
        }
        let cards = each(found, move |finding| card(table, finding));
        view! { <ul class="findings">{cards}</ul> }.into_any()
    });
    view! {
        <h3 id="findings" tabindex="-1">{count}</h3>
        {list}
    }
    .into_any()
}

fn card(table: Table, finding: Finding) -> AnyView {
    let class = match finding.severity {
        Severity::Error => "finding error",
        Severity::Warning => "finding warning",
        Severity::Advice => "finding advice",
    };
    let steps = each(finding.steps, move |id| table.link(id));
    let repair = finding.repair.map(|repair| {
        let label = repair.label();
        let act = pressed(move || mend(table, finding.kind.name, &repair));
        view! { <button on:click=act>{label}</button> }
    });
    view! {
        <li class=class>
            <p class="finding-head">
                <strong>{finding.kind.name}</strong>
                <small>{judgement::severity(finding.severity)}</small>
            </p>
            <p>{prose(&finding.evidence)}</p>
            <p class="finding-steps">{steps}</p>
            <details>
                <summary>"Why it matters, and what to do"</summary>
                <p>{prose(finding.kind.why)}</p>
                <p>{prose(finding.kind.remedy)}</p>
                <p class="hint" title=titles(finding.kind.source)>
                    {format!("Source {} · at {}", finding.kind.source, finding.pointer)}
                </p>
            </details>
            {repair}
        </li>
    }
    .into_any()
}

/// Applies a repair, as one change that can be undone; what it cannot mend is said by the stage.
fn mend(table: Table, name: &str, repair: &Repair) {
    table.change(|scenario| {
        *scenario = repair.apply(scenario).ok()?;
        // The card is gone, and with it the focus.
        page::focus("findings");
        Some(format!("{}: {name}", repair.label()))
    });
}
