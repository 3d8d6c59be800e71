//! The form of one fault: its fields with their units, and what is wrong with each at its place.

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

use super::{remove, replace};
use crate::annex::table::Table;
use crate::browser::page;
use crate::model::{Fault, Scenario};
use crate::parts::{changing, derived, dialog_head, each, following, pressed};
use crate::scene::fault_form::{self, FaultField, Wrong};
use crate::scene::words;

/// What is written in each field.
type Texts = StoredValue<Vec<(FaultField, String)>>;

/// The dialog, open while a fault is edited.
pub fn editor(table: Table) -> AnyView {
    let dialog = NodeRef::<html::Dialog>::new();
    following(move || {
        let Some(dialog) = dialog.get() else { return };
        if table.edited.get().is_some() {
            let _ = dialog.show_modal(); // refuses only if it is open
        } else {
            dialog.close();
        }
    });
    let form = changing(move || {
        let index = table.edited.get();
        let found = index.and_then(|index| {
            untrack(|| {
                table.design(|it| it.faults.get(index).map(|fault| form(table, it, index, fault)))
            })
        });
        found.flatten().unwrap_or_else(|| ().into_any())
    });
    view! {
        <dialog
            class="fault-dialog"
            node_ref=dialog
            aria-labelledby="fault-title"
            on:close=move |_| table.edited.set(None)
        >
            {dialog_head("fault-title", "What goes wrong")}
            {form}
        </dialog>
    }
    .into_any()
}

fn form(table: Table, scenario: &Scenario, index: usize, fault: &Fault) -> AnyView {
    let fields = FaultField::of(fault);
    let texts: Texts =
        StoredValue::new(fields.iter().map(|field| (*field, field.text(fault))).collect());
    let wrong = RwSignal::new(Vec::<Wrong>::new());
    let before = fault.clone();
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let texts = texts.get_value();
        let read = untrack(|| table.design(|it| fault_form::read(it, index, &before, &texts)));
        match read {
            Some(Ok(fault)) => {
                table.edited.set(None);
                replace(table, index, &fault);
            }
            Some(Err(found)) => {
                if let Some(first) = found.first() {
                    page::focus(&id(first.field));
                }
                wrong.set(found);
            }
            None => {}
        }
    };
    let delete = pressed(move || {
        table.edited.set(None);
        remove(table, index);
    });
    view! {
        <p class="hint">{words::named(scenario, fault)}</p>
        <form class="fault-form" novalidate=true on:submit=save>
            {each(fields, |field| row(scenario, texts, wrong, field))}
            <div class="fault-form-acts">
                <button type="submit">"Save"</button>
                <button type="button" class="danger" on:click=delete>"Delete"</button>
            </div>
        </form>
    }
    .into_any()
}

fn id(field: FaultField) -> String {
    format!("fault-field-{}", field.name().replace('/', "-"))
}

fn row(
    scenario: &Scenario,
    texts: Texts,
    wrong: RwSignal<Vec<Wrong>>,
    field: FaultField,
) -> AnyView {
    let told = derived(move || {
        let found = wrong.with(|all| all.iter().find(|it| it.field == field).cloned());
        found.map(|it| it.text).unwrap_or_default()
    });
    let (id, told_id) = (id(field), format!("{}-wrong", id(field)));
    let text = texts.with_value(|all| {
        all.iter().find(|(it, _)| *it == field).map(|(_, text)| text.clone()).unwrap_or_default()
    });
    let write = move |text: String| {
        texts.update_value(|all| {
            if let Some((_, known)) = all.iter_mut().find(|(it, _)| *it == field) {
                *known = text;
            }
        });
    };
    let invalid = derived(move || (!told.with(String::is_empty)).to_string());
    let choices = field.choices(scenario);
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
                {each(choices, option)}
            </select>
        }
        .into_any()
    };
    view! {
        <div class="fault-field">
            <label for=id>{field.label()}</label>
            <span class="entry">{control} <span class="quiet">{field.unit()}</span></span>
            <small id=told_id class="bad" hidden=derived(move || told.with(String::is_empty))>
                {told}
            </small>
        </div>
    }
    .into_any()
}
