//! What is wrong or missing in the design as it stands, a row for each kind: the worst first, then what
//! gains most. Each says what to do and, where that makes sense, has a button that does it, for one place
//! or for all.

use leptos::prelude::*;

use crate::browser::page;
use crate::model::{Edit, Step, StepId, Subject};
use crate::session::measuring::Harm;
use crate::study::{Gain, ranked};
use crate::ui::parts::{dynamic, list, on_press, prose, signal};
use crate::ui::rooms::context::RoomContext;
use crate::ui::rooms::sources::named;
use crate::verdict::{Finding, Row, Severity};
use crate::wording::judgement;
use crate::wording::recommendation::gained;

/// So many steps of a row are shown at once.
const SHOWN: usize = 6;

/// The list, the worst first.
pub fn findings(room: RoomContext) -> AnyView {
    let count = signal(move || {
        let count = room.rows.with(|it| it.len());
        format!("Found in this design: {count}")
    });
    let mends = Memo::new(move |_| room.measured.with(|it| (it.mends.clone(), it.harms.clone())));
    let rows = dynamic(move || {
        let found = room.rows.get();
        if found.is_empty() {
            return view! { <p class="hint">"Nothing that the rules would object to."</p> }
                .into_any();
        }
        let (mends, harms) = mends.get();
        let ranked = ranked(&found, &mends);
        let cards = list(ranked, move |(found, gain)| {
            let harm = harms.iter().find(|(id, _)| *id == found.kind.id).map(|(_, harm)| harm);
            row(room, &found, gain.as_ref(), harm)
        });
        view! { <ul class="findings">{cards}</ul> }.into_any()
    });
    view! {
        <h3 id="findings" tabindex="-1">{count}</h3>
        {rows}
    }
    .into_any()
}

/// What is found at the step that is selected, or at those of the service that is; nothing where that is nothing.
pub fn concerning(room: RoomContext) -> AnyView {
    let rows = Memo::new(move |_| {
        let subject = room.subject.get();
        let steps: Vec<StepId> = room.of(|design| {
            let is_its = |step: &&Step| match &subject {
                Subject::Step(id) => step.id == *id,
                Subject::Service(id) => step.service == *id,
                Subject::Nothing
                | Subject::Link(_)
                | Subject::Broker
                | Subject::Traffic
                | Subject::Request(_) => false,
            };
            design.process.steps.iter().filter(is_its).map(|step| step.id.clone()).collect()
        });
        room.rows.with(|rows| rows.iter().filter_map(|row| row.at(&steps)).collect::<Vec<_>>())
    });
    dynamic(move || {
        let found = rows.get();
        if found.is_empty() {
            return ().into_any();
        }
        let count = found.len();
        let cards = list(found, move |found| row(room, &found, None, None));
        view! {
            <h4>{format!("Found here: {count}")}</h4>
            <ul class="findings">{cards}</ul>
        }
        .into_any()
    })
}

fn row(room: RoomContext, row: &Row, gain: Option<&Gain>, harm: Option<&Harm>) -> AnyView {
    let class = match row.severity {
        Severity::Error => "finding error",
        Severity::Warning => "finding warning",
        Severity::Advice => "finding advice",
    };
    let Some(first) = row.findings.first() else { return ().into_any() };
    let others = row.findings.get(1..).unwrap_or_default().to_vec();
    let steps = steps(room, row.steps());
    let gain = gain.map(|gain| {
        view! { <p class="gains">"Mended alone. " {prose(&gained(gain))}</p> }
    });
    // What would break something is offered more gently, where that breaks nothing.
    let gentler = harm.filter(|it| it.is_gentler_well).and_then(|_| row.gentler());
    let harm = harm.map(|harm| {
        let offer =
            if gentler.is_some() { " The button does it more gently: that holds." } else { "" };
        view! { <p class="harm">"Beware: mended as it is usual, " {prose(&harm.says)} {offer}</p> }
    });
    let offered = gentler.as_ref().unwrap_or(row);
    let others = (!others.is_empty()).then(|| {
        view! {
            <details>
                <summary>{format!("{} more places", others.len())}</summary>
                <ul class="places">{list(others, move |it| place(room, &it))}</ul>
            </details>
        }
    });
    view! {
        <li class=class>
            <p class="finding-head">
                <strong>{row.kind.name}</strong>
                <small>{judgement::severity(row.severity)}</small>
            </p>
            <p>{prose(&first.evidence)}</p>
            {steps}
            {gain}
            {harm}
            <p class="mend">{mend_row(room, offered)}</p>
            {others}
            <details>
                <summary>"Why it matters, what to do, and when this is wrong"</summary>
                <p>{prose(row.kind.why)}</p>
                <p>{prose(row.kind.remedy)}</p>
                <p>"This would be wrong if: " {prose(row.kind.wrong_if)}</p>
                <p class="hint">{named(row.kind.source)}</p>
            </details>
        </li>
    }
    .into_any()
}

/// The steps concerned: some, and the others a press away.
fn steps(room: RoomContext, mut steps: Vec<StepId>) -> AnyView {
    let others = if steps.len() > SHOWN + 1 { steps.split_off(SHOWN) } else { Vec::new() };
    let count = others.len();
    let others = (count > 0).then(|| {
        view! {
            <details class="others">
                <summary>{format!("and {count} others")}</summary>
                <p class="finding-steps">{list(others, move |id| room.link(id))}</p>
            </details>
        }
    });
    view! {
        <p class="finding-steps">{list(steps, move |id| room.link(id))}</p>
        {others}
    }
    .into_any()
}

/// Another place of the same kind, which a button can mend alone.
fn place(room: RoomContext, finding: &Finding) -> AnyView {
    view! {
        <li>
            {prose(&finding.evidence)}
            {repair(room, finding)}
        </li>
    }
    .into_any()
}

/// The buttons that mend a kind: all of it at once, where a button can mend several; else the one.
fn mend_row(room: RoomContext, row: &Row) -> Option<AnyView> {
    let mut mendable = row.findings.iter().filter(|it| it.repair.is_some());
    let first = mendable.next()?;
    let others = mendable.count();
    if others == 0 {
        return repair(room, first);
    }
    let (row, count) = (row.clone(), others + 1);
    let label = first.repair.as_ref()?.label();
    let act = on_press(move || {
        let said = format!("{label}, in {count} places: {}", row.kind.name);
        if let Some(edit) = room.of_now(|it| row.mend(it, &said)) {
            mend(room, &edit);
        }
    });
    Some(view! { <button on:click=act>{format!("{label}: all {count}")}</button> }.into_any())
}

/// The button that mends one finding.
fn repair(room: RoomContext, finding: &Finding) -> Option<AnyView> {
    let repair = finding.repair.clone()?;
    let (label, name) = (repair.in_full(), finding.kind.name);
    let text = label.clone();
    let act = on_press(move || {
        let said = format!("{label}: {name}");
        if let Ok(edit) = room.of_now(|it| repair.edit(it, &said)) {
            mend(room, &edit);
        }
    });
    Some(view! { <button on:click=act>{text}</button> }.into_any())
}

/// Makes the edit, as one change that can be undone; what it cannot mend is said by the stage.
fn mend(room: RoomContext, edit: &Edit) {
    // The button is gone then, and with it the focus.
    page::focus("findings");
    room.make(edit);
}
