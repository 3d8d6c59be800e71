//! The fields at a card in which a step is named; of one that was just made also who performs it and its work,
//! read as in the rows of a process.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use crate::browser::page;
use crate::exchange::lines::{Cell, Lack, Rows};
use crate::model::{Design, Edit, EditError, StepId, Subject};
use crate::ui::parts::{effect, list, on_press};
use crate::ui::rooms::context::RoomContext;

/// The field of the name.
pub const NAME: &str = "stage-name";
/// What is offered in that of the service.
const OFFERED: &str = "stage-services";

/// The fields of a step that was just made, each with what it is called and what may be typed.
const OF_NEW: [(Cell, &str, &str); 3] = [
    (Cell::Step, "Name of the step", "Name"),
    (Cell::Service, "Performed by", "Performed by"),
    (Cell::Work, "Mean work", "100 ms"),
];

/// What was typed did not fit.
pub enum Unfit {
    /// An edit was refused.
    Refused(EditError),
    /// A field cannot be read, as a sentence.
    Unread(String),
}

/// The fields, and what they do when they are left by Enter, by the button or by Escape: `done` hears what came of
/// it, none where it was not meant.
pub fn naming(
    room: RoomContext,
    step: StepId,
    is_new: bool,
    done: impl Fn(Option<Result<Subject, Unfit>>) + Copy + 'static,
) -> AnyView {
    let fields = OF_NEW.iter().take(if is_new { OF_NEW.len() } else { 1 });
    let fields: Vec<_> = fields.map(|of| (*of, NodeRef::<html::Input>::new())).collect();
    let nodes: Vec<(Cell, NodeRef<html::Input>)> =
        fields.iter().map(|((cell, ..), node)| (*cell, *node)).collect();
    let nodes = StoredValue::new_local(nodes);
    let id = StoredValue::new(step);
    let leave = move |is_meant: bool| {
        let typed = nodes.with_value(|nodes| {
            let text = |node: &NodeRef<html::Input>| {
                node.get_untracked().map(|input| input.value()).unwrap_or_default()
            };
            nodes.iter().map(|(cell, node)| (*cell, text(node))).collect::<Vec<_>>()
        });
        done(is_meant.then(|| id.with_value(|step| enter(room, step, &typed))));
    };
    let pressed = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => leave(true),
        "Escape" => leave(false),
        _ => {}
    };
    let cells = id.with_value(|step| room.of_now(|design| said(design, step)));
    let field = move |((cell, label, hint), node): ((Cell, &'static str, &'static str), _)| {
        let value = cells.iter().find(|it| it.0 == cell).map(|it| it.1.clone()).unwrap_or_default();
        view! {
            <input
                id=(cell == Cell::Step).then_some(NAME)
                aria-label=label
                placeholder=hint
                autocomplete="off"
                list=(cell == Cell::Service).then_some(OFFERED)
                value=value
                node_ref=node
                on:keydown=pressed
            />
        }
    };
    let services = is_new.then(|| room.of_now(services));
    effect(move || {
        if nodes.with_value(|nodes| nodes.first().is_some_and(|it| it.1.get().is_some())) {
            page::focus_text(NAME);
        }
    });
    view! {
        {list(fields, field)}
        {services.map(|names| view! {
            <datalist id=OFFERED>{list(names, |name| view! { <option value=name></option> })}</datalist>
        })}
        <button on:click=on_press(move || leave(true))>{if is_new { "Done" } else { "Rename" }}</button>
    }
    .into_any()
}

fn services(design: &Design) -> Vec<String> {
    design.services.iter().map(|it| it.label().to_owned()).collect()
}

fn place(design: &Design, step: &StepId) -> Option<usize> {
    design.process.steps.iter().position(|it| it.id == *step)
}

/// What the fields say at first.
fn said(design: &Design, step: &StepId) -> Vec<(Cell, String)> {
    let rows = Rows::of(design);
    let Some(row) = place(design, step).and_then(|it| rows.rows.get(it)) else { return Vec::new() };
    OF_NEW.iter().map(|(cell, ..)| (*cell, row.cell(*cell).to_owned())).collect()
}

fn enter(room: RoomContext, step: &StepId, typed: &[(Cell, String)]) -> Result<Subject, Unfit> {
    let edit = match typed {
        [(Cell::Step, name)] => Edit::NameStep { step: step.clone(), name: name.clone() },
        typed => room.of_now(|design| described(design, step, typed)).map_err(Unfit::Unread)?,
    };
    room.edit(&edit).map_err(Unfit::Refused)
}

/// What a step is said to be, as one change.
fn described(design: &Design, step: &StepId, typed: &[(Cell, String)]) -> Result<Edit, String> {
    let gone = || "The step is gone.".to_owned();
    let index = place(design, step).ok_or_else(gone)?;
    let mut rows = Rows::of(design);
    for (cell, text) in typed.iter().filter(|(_, text)| !text.trim().is_empty()) {
        rows.set(index, *cell, text);
    }
    let outcome = rows.onto(design);
    let is_its =
        |lack: &&Lack| lack.row == Some(index) && typed.iter().any(|(cell, _)| *cell == lack.cell);
    if let Some(lack) = outcome.lacks.iter().find(is_its) {
        return Err(lack.sentence());
    }
    let made = outcome.design.ok_or_else(gone)?;
    let name = made.process.steps.get(index).map_or("", |step| step.label());
    Ok(Edit::Replace { said: format!("{name} is as it was said."), design: made })
}
