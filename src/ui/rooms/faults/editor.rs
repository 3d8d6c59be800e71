//! The form of one fault: its fields with their units, and what is wrong with each at its place.

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

use super::{remove, replace};
use crate::browser::page;
use crate::exchange::form::fault::{self, FaultField, Wrong};
use crate::model::{Fault, Scenario};
use crate::ui::parts::{dialog_head, dynamic, effect, list, on_press, signal};
use crate::ui::rooms::context::RoomContext;
use crate::wording::words;

/// What is written in each field, by its name.
type Texts = StoredValue<Vec<(String, String)>>;

/// The dialog, open while a fault is edited.
pub fn editor(room: RoomContext) -> AnyView {
    let dialog = NodeRef::<html::Dialog>::new();
    let edited = Memo::new(move |_| room.with(|session| session.screen().fault));
    effect(move || {
        let Some(dialog) = dialog.get() else { return };
        if edited.get().is_some() {
            let _ = dialog.show_modal(); // refuses only if it is open
        } else {
            dialog.close();
        }
    });
    let form = dynamic(move || {
        let index = edited.get();
        let found = index.and_then(|index| {
            room.of_now(|it| it.faults.get(index).map(|fault| form(room, it, index, fault)))
        });
        found.unwrap_or_else(|| ().into_any())
    });
    view! {
        <dialog
            class="fault-dialog"
            node_ref=dialog
            aria-labelledby="fault-title"
            on:close=move |_| room.edit_fault(None)
        >
            {dialog_head("fault-title", "What goes wrong")}
            {form}
        </dialog>
    }
    .into_any()
}

fn form(room: RoomContext, scenario: &Scenario, index: usize, fault: &Fault) -> AnyView {
    let fields = fault::fields(scenario, fault);
    let texts: Texts =
        StoredValue::new(fields.iter().map(|it| (it.name.clone(), it.text.clone())).collect());
    let wrong = RwSignal::new(Vec::<Wrong>::new());
    let before = fault.clone();
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let texts = texts.get_value();
        let read = room.of_now(|it| fault::read(it, index, &before, &texts));
        match read {
            Ok(fault) => {
                room.edit_fault(None);
                replace(room, index, fault);
            }
            Err(found) => {
                if let Some(first) = found.first() {
                    page::focus(&id(&first.field));
                }
                wrong.set(found);
            }
        }
    };
    let delete = on_press(move || {
        room.edit_fault(None);
        remove(room, index);
    });
    view! {
        <p class="hint">{words::named(scenario, fault)}</p>
        <form class="fault-form" novalidate=true on:submit=save>
            {list(fields, |field| row(texts, wrong, field))}
            <div class="fault-form-acts">
                <button type="submit">"Save"</button>
                <button type="button" class="danger" on:click=delete>"Delete"</button>
            </div>
        </form>
    }
    .into_any()
}

fn id(name: &str) -> String {
    format!("fault-field-{}", name.replace('/', "-"))
}

fn row(texts: Texts, wrong: RwSignal<Vec<Wrong>>, field: FaultField) -> AnyView {
    let FaultField { name, label, unit, choices, text } = field;
    let (id, told_id) = (id(&name), format!("{}-wrong", id(&name)));
    let asked = name.clone();
    let told = signal(move || {
        let found = wrong.with(|all| all.iter().find(|it| it.field == asked).cloned());
        found.map(|it| it.text).unwrap_or_default()
    });
    let write = move |text: String| {
        texts.update_value(|all| {
            if let Some((_, known)) = all.iter_mut().find(|(it, _)| *it == name) {
                *known = text;
            }
        });
    };
    let invalid = signal(move || (!told.with(String::is_empty)).to_string());
    let control = if choices.is_empty() {
        view! {
            <input
                id=id.clone()
                inputmode="decimal"
                autocomplete="off"
                aria-describedby=told_id.clone()
                aria-invalid=invalid
                value=text
                on:input=move |event| write(event_target_value(&event))
            />
        }
        .into_any()
    } else {
        let option = |(value, name): (String, String)| {
            let selected = value == text;
            view! { <option value=value selected=selected>{name}</option> }
        };
        view! {
            <select
                id=id.clone()
                aria-describedby=told_id.clone()
                aria-invalid=invalid
                on:change=move |event| write(event_target_value(&event))
            >
                {list(choices, option)}
            </select>
        }
        .into_any()
    };
    view! {
        <div class="fault-field">
            <label for=id>{label}</label>
            <span class="entry">{control} <span class="quiet">{unit}</span></span>
            <small id=told_id class="bad" hidden=signal(move || told.with(String::is_empty))>
                {told}
            </small>
        </div>
    }
    .into_any()
}
