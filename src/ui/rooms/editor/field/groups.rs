//! Fields that hold fields: groups that fold, objects that can be switched on, kinds, and lists.

use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;
use serde_json::{Value, json};

use super::{choices, fields, of_spec, select};
use crate::browser::page;
use crate::exchange::form::{self, FieldSpec, Word};
use crate::ui::parts::{dynamic, list, on_press, signal};
use crate::ui::rooms::editor::entry::{Act, Entry};
use crate::ui::rooms::editor::form::{Form, id_of};

/// Fields under a title that folds.
pub fn group(title: &'static str, is_open: bool, inner: AnyView) -> AnyView {
    view! {
        <details class="blanks" role="group" aria-label=title open=is_open>
            <summary>{title}</summary>
            {inner}
        </details>
    }
    .into_any()
}

/// The fields of these names, under a title.
pub fn named(form: Form, title: &'static str, is_open: bool, at: &str, names: &[&str]) -> AnyView {
    group(title, is_open, fields(form, at, names))
}

/// An object that is there or not: a box to tick, and its fields beneath while it is.
pub fn switched(
    form: Form,
    at: &str,
    spec: &'static FieldSpec,
    inner: &'static [FieldSpec],
) -> AnyView {
    let place = at.to_owned();
    let act: Act = Box::new(move |text| {
        let value = (text == "yes").then(|| fresh(form, &place, spec));
        form.enter(&place, value)
    });
    let entry = Entry::new(form, at, spec, Some(act));
    let node = NodeRef::<html::Input>::new();
    entry.follow(move |text| {
        if let Some(input) = node.get() {
            input.set_checked(!is_nothing(text));
        }
    });
    let change = move |event: Event| {
        entry.enter(if event_target_checked(&event) { "yes" } else { "" });
    };
    let is_there = there(form, at);
    let at = at.to_owned();
    let beneath = dynamic(move || {
        if !is_there.get() {
            return ().into_any();
        }
        let inner = list(inner, |it| of_spec(form, &format!("{at}/{}", it.name), it));
        view! { <div class="beneath">{inner}</div> }.into_any()
    });
    view! {
        <div class="blank">
            <label for=entry.id()>{spec.label.clone()}</label>
            <span class="blank-entry">
                <input
                    id=entry.id()
                    type="checkbox"
                    aria-describedby=entry.described()
                    aria-invalid=entry.invalid()
                    node_ref=node
                    on:change=change
                />
            </span>
            {entry.notes()}
        </div>
        {beneath}
    }
    .into_any()
}

/// Whether something stands at a place.
fn there(form: Form, at: &str) -> Memo<bool> {
    let at = at.to_owned();
    Memo::new(move |_| !is_nothing(&form.text(&at)))
}

/// Whether a control's text says that nothing is there.
fn is_nothing(text: &str) -> bool {
    text.is_empty() || text == "no"
}

/// What an object begins with that is switched on: its defaults, and for an event the name it has
/// without one.
fn fresh(form: Form, at: &str, spec: &FieldSpec) -> Value {
    let step =
        at.strip_suffix("/event").and_then(|at| at.rsplit('/').next()?.parse::<usize>().ok());
    let name = step.and_then(|index| {
        form.room.of_now(|design| {
            let process = &design.process;
            process.steps.get(index).map(|step| process.event_name(step))
        })
    });
    name.map_or_else(|| spec.switched_on().unwrap_or_default(), |name| json!({ "name": name }))
}

/// A choice, and beneath it the fields of what is chosen.
pub fn kinds(
    form: Form,
    at: &str,
    spec: &'static FieldSpec,
    tag: &'static str,
    kinds: &'static [(Word, Vec<FieldSpec>)],
) -> AnyView {
    let (place, tag_at) = (at.to_owned(), format!("{at}/{tag}"));
    let act: Act = Box::new(move |word| {
        let value = form::distributed(&untrack(|| form.value(&place)), word);
        form.enter(&place, value)
    });
    // The control shows the tag, and sets the whole object.
    let entry = Entry::new(form, &tag_at, spec, Some(act));
    let words: Vec<Word> = kinds.iter().map(|(word, _)| word.clone()).collect();
    let control = select(entry, move || choices(&words));
    let chosen = Memo::new(move |_| form.text(&tag_at));
    let at = at.to_owned();
    let beneath = dynamic(move || {
        let chosen = chosen.get();
        let Some((word, inner)) = kinds.iter().find(|(word, _)| word.word == chosen) else {
            return ().into_any();
        };
        let inner = list(inner, |it| of_spec(form, &format!("{at}/{}", it.name), it));
        view! {
            <div class="beneath">
                <p class="hint">{word.means.clone()}</p>
                {inner}
            </div>
        }
        .into_any()
    });
    view! {
        <div class="blank">
            <label for=entry.id()>{spec.label.clone()}</label>
            <span class="blank-entry">{control}</span>
            {entry.notes()}
        </div>
        {beneath}
    }
    .into_any()
}

/// A list of points in time: each with its fields, a way to remove it, and a way to add one.
pub fn repeated(
    form: Form,
    at: &str,
    spec: &'static FieldSpec,
    element: &'static FieldSpec,
) -> AnyView {
    let (count_at, rows_at, add_at) = (at.to_owned(), at.to_owned(), at.to_owned());
    let count = Memo::new(move |_| form.length(&count_at));
    let add_id = format!("{}-add", id_of(at));
    let focus_id = add_id.clone();
    let rows = dynamic(move || {
        let row = |index: usize| {
            let at = format!("{rows_at}/{index}");
            let inner = of_spec(form, &at, element);
            let label = format!("Remove number {} of {}", index + 1, spec.label);
            let focus_id = focus_id.clone();
            let remove = on_press(move || {
                form.enter(&at, None);
                page::focus(&focus_id);
            });
            view! {
                <li>
                    <div>{inner}</div>
                    <button class="plain" aria-label=label.clone() title=label on:click=remove>
                        <svg class="icon"><use href="#icon-close"></use></svg>
                    </button>
                </li>
            }
        };
        list(0..count.get(), row)
    });
    let add = on_press(move || {
        let length = untrack(|| form.length(&add_at));
        // Ten seconds after the last one.
        let last = length.checked_sub(1).map(|index| format!("{add_at}/{index}/at_s"));
        let last = last.and_then(|at| untrack(|| form.value(&at)).as_f64());
        let at_s = last.map_or(0.0, |last| last + 10.0);
        form.enter(&format!("{add_at}/{length}"), Some(json!({ "at_s": at_s, "factor": 1 })));
    });
    let none = signal(move || count.get() == 0);
    view! {
        <div class="blank-list" role="group" aria-label=spec.label.clone()>
            <p>{spec.label.clone()}</p>
            <small>{spec.means.clone()}</small>
            <p class="hint" hidden=signal(move || !none.get())>"None."</p>
            <ol>{rows}</ol>
            <button id=add_id on:click=add>{format!("Add to {}", spec.label.to_lowercase())}</button>
        </div>
    }
    .into_any()
}
