//! What is wrong or missing in the design as it stands, each with what to do and, where that makes
//! sense, a button that does it.

use leptos::prelude::*;

use crate::browser::page;
use crate::ui::parts::{self, dynamic, on_press, prose, signal};
use crate::ui::rooms::context::RoomContext;
use crate::ui::rooms::sources::titles;
use crate::verdict::{Finding, Repair, Severity};
use crate::wording::judgement;

/// The list, the worst first.
pub fn findings(room: RoomContext) -> AnyView {
    let count = signal(move || {
        let count = room.verdict.with(|it| it.findings.len());
        format!("Found in this design: {count}")
    });
    let list = dynamic(move || {
        let found = room.verdict.with(|it| it.findings.clone());
        if found.is_empty() {
            return view! { <p class="hint">"Nothing that the rules would object to."</p> }
                .into_any();
        }
        let cards = parts::list(found, move |finding| card(room, finding));
        view! { <ul class="findings">{cards}</ul> }.into_any()
    });
    view! {
        <h3 id="findings" tabindex="-1">{count}</h3>
        {list}
    }
    .into_any()
}

fn card(room: RoomContext, finding: Finding) -> AnyView {
    let class = match finding.severity {
        Severity::Error => "finding error",
        Severity::Warning => "finding warning",
        Severity::Advice => "finding advice",
    };
    let steps = parts::list(finding.steps, move |id| room.link(id));
    let repair = finding.repair.map(|repair| {
        let label = repair.label();
        let act = on_press(move || mend(room, finding.kind.name, &repair));
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
fn mend(room: RoomContext, name: &str, repair: &Repair) {
    let said = format!("{}: {name}", repair.label());
    if let Ok(edit) = room.of_now(|it| repair.edit(it, &said)) {
        // The card is gone then, and with it the focus.
        page::focus("findings");
        room.make(&edit);
    }
}
