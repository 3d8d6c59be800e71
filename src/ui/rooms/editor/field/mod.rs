//! The control of a field: by what may stand in it.

pub mod groups;
pub mod references;

use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;

use super::entry::{Act, Entry};
use super::form::Form;
use crate::exchange::form::{self, Control, FieldSpec, Word};
use crate::ui::parts::{dynamic, list};

/// An option of a choice: its value, what it is called, and what it means.
pub type Choice = (String, String, String);

/// The field at a place, whatever it is.
pub fn field(form: Form, at: &str) -> AnyView {
    match form::root().at(at) {
        Some(spec) => of_spec(form, at, spec),
        None => ().into_any(),
    }
}

/// The fields of these names in the object at a place.
pub fn fields(form: Form, at: &str, names: &[&str]) -> AnyView {
    list(names, |name| field(form, &format!("{at}/{name}")))
}

/// The control of a field at a place.
pub fn of_spec(form: Form, at: &str, spec: &'static FieldSpec) -> AnyView {
    let entry = |act: Option<Act>| Entry::new(form, at, spec, act);
    match &spec.control {
        Control::Number(_) => text(entry(references::act_of_number(form, at, spec)), "decimal"),
        Control::Numbers(_) => text(entry(None), "decimal"),
        Control::Text if ["summary", "text"].contains(&spec.name.as_str()) => {
            long_text(entry(None))
        }
        Control::Text => text(entry(None), "text"),
        Control::YesNo if !spec.may_be_absent() => yes_no(entry(None)),
        Control::YesNo => {
            let words = ["yes", "no"].map(|word| (word.to_owned(), word.to_owned(), String::new()));
            choice(entry(None), move || words.to_vec())
        }
        Control::Choice(words) => {
            choice(entry(references::act_of_choice(form, at, spec)), move || choices(words))
        }
        Control::Identity => text(entry(Some(references::act_of_id(form, at))), "text"),
        Control::Service => references::service(form, at, spec),
        Control::Step | Control::Steps | Control::Services => ().into_any(),
        Control::Group(inner) if spec.switched_on().is_some() => {
            groups::switched(form, at, spec, inner)
        }
        Control::Group(inner) => list(inner, |it| of_spec(form, &format!("{at}/{}", it.name), it)),
        Control::Kinds { tag, kinds } => groups::kinds(form, at, spec, tag, kinds),
        Control::List(element) => groups::repeated(form, at, spec, element),
    }
}

/// Words as options.
pub fn choices(words: &[Word]) -> Vec<Choice> {
    let option = |it: &Word| (it.word.clone(), it.word.replace('-', " "), it.means.clone());
    words.iter().map(option).collect()
}

/// Shows a choice, now and once its options, which may be made anew with the same change, are there.
pub fn shows(select: &web_sys::HtmlSelectElement, value: &str) {
    select.set_value(value);
    let (select, value) = (select.clone(), value.to_owned());
    request_animation_frame(move || select.set_value(&value));
}

/// A line of text, or a number.
fn text(entry: Entry, mode: &'static str) -> AnyView {
    let node = NodeRef::<html::Input>::new();
    let show = move |text: &str| {
        if let Some(input) = node.get() {
            input.set_value(text);
        }
    };
    entry.follow(show);
    let again = move || {
        if let Some(input) = node.get_untracked() {
            input.set_value(&untrack(|| entry.text()));
        }
    };
    let change = move |event: Event| {
        if entry.enter(&event_target_value(&event)) {
            again();
        }
    };
    let leave = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            again();
        }
    };
    let empty = if entry.spec.may_be_absent() { "not given" } else { "" };
    entry.row(
        view! {
            <input
                id=entry.id()
                class:number=mode == "decimal"
                inputmode=mode
                autocomplete="off"
                placeholder=empty
                aria-describedby=entry.described()
                aria-invalid=entry.invalid()
                node_ref=node
                on:change=change
                on:keydown=leave
            />
        }
        .into_any(),
    )
}

/// A text of several lines.
fn long_text(entry: Entry) -> AnyView {
    let node = NodeRef::<html::Textarea>::new();
    entry.follow(move |text| {
        if let Some(area) = node.get() {
            area.set_value(text);
        }
    });
    let change = move |event: Event| {
        entry.enter(&event_target_value(&event));
    };
    entry.row(
        view! {
            <textarea
                id=entry.id()
                rows="4"
                aria-describedby=entry.described()
                aria-invalid=entry.invalid()
                node_ref=node
                on:change=change
            ></textarea>
        }
        .into_any(),
    )
}

/// Yes or no, as a box to tick.
fn yes_no(entry: Entry) -> AnyView {
    let node = NodeRef::<html::Input>::new();
    entry.follow(move |text| {
        if let Some(input) = node.get() {
            input.set_checked(text == "yes");
        }
    });
    let change = move |event: Event| {
        entry.enter(if event_target_checked(&event) { "yes" } else { "no" });
    };
    entry.row(
        view! {
            <input
                id=entry.id()
                type="checkbox"
                aria-describedby=entry.described()
                aria-invalid=entry.invalid()
                node_ref=node
                on:change=change
            />
        }
        .into_any(),
    )
}

/// One of several. The options are followed.
pub fn choice(entry: Entry, options: impl Fn() -> Vec<Choice> + Send + 'static) -> AnyView {
    entry.row(select(entry, options))
}

/// The control of a choice, without its row.
pub fn select(entry: Entry, options: impl Fn() -> Vec<Choice> + Send + 'static) -> AnyView {
    let node = NodeRef::<html::Select>::new();
    let option = |(value, label, means): Choice| {
        view! { <option value=value title=means>{label}</option> }
    };
    let absent =
        entry.spec.may_be_absent().then(|| view! { <option value="">"not given"</option> });
    let change = move |event: Event| {
        entry.enter(&event_target_value(&event));
    };
    let view = view! {
        <select
            id=entry.id()
            aria-describedby=entry.described()
            aria-invalid=entry.invalid()
            node_ref=node
            on:change=change
        >
            {absent}
            {dynamic(move || list(options(), option))}
        </select>
    };
    // After the options, which may have changed with the design.
    entry.follow_options(move |text| {
        if let Some(select) = node.get() {
            shows(&select, text);
        }
    });
    view.into_any()
}
