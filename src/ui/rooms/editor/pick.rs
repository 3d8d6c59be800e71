//! A choice that is an edit of its own, as a row of the form: its options, what it means, and why the last
//! one was refused.

use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;

use super::acts::Refusal;
use super::field::{Choice, shows};
use super::form::{Form, id_of};
use crate::exchange::form;
use crate::model::{Design, Edit};
use crate::ui::parts::{dynamic, effect, list, signal};

/// Reads something of the design.
pub type Read<T> = Box<dyn Fn(&Design) -> T + Send + Sync>;

/// What a chosen value changes; nothing where it is about what is gone.
pub type Change = Box<dyn Fn(&Design, &str) -> Option<Edit>>;

/// What is chosen.
pub struct Pick {
    /// What the row is called.
    pub label: &'static str,
    /// Where it stands in the document, by which what it means is known.
    pub at: String,
    /// What it is called that nothing is chosen, where that may be.
    pub nothing: Option<&'static str>,
    /// The id of the place where is said why a choice was refused.
    pub refused: &'static str,
    /// The value that the design has.
    pub chosen: Read<String>,
    /// What can be chosen.
    pub options: Read<Vec<Choice>>,
    /// What a choice changes.
    pub edit: Change,
}

/// The row.
pub fn pick(form: Form, pick: Pick) -> AnyView {
    let Pick { label, at, nothing, refused, chosen, options, edit } = pick;
    let refusal = Refusal::new(form);
    let node = NodeRef::<html::Select>::new();
    let id = id_of(&at);
    let means_id = format!("{id}-means");
    let means = form::root().at(&at).map(|spec| spec.means.clone());
    let change = move |event: Event| {
        let value = event_target_value(&event);
        if let Some(edit) = form.room.of_now(|design| edit(design, &value)) {
            refusal.or_say(form.room.edit(&edit));
        }
    };
    let option = |(value, label, means): Choice| {
        view! { <option value=value title=means>{label}</option> }
    };
    let view = view! {
        <div class="blank">
            <label for=id.clone()>{label}</label>
            <span class="blank-entry">
                <select
                    id=id
                    aria-describedby=format!("{means_id} {refused}")
                    aria-invalid=signal(move || refusal.invalid())
                    node_ref=node
                    on:change=change
                >
                    {nothing.map(|nothing| view! { <option value="">{nothing}</option> })}
                    {dynamic(move || list(form.room.of(&options), option))}
                </select>
            </span>
            <small id=means_id>{means}</small>
            {refusal.said(refused)}
        </div>
    };
    // After the options, which may have changed with the design.
    effect(move || {
        let chosen = form.room.of(&chosen);
        if let Some(select) = node.get() {
            shows(&select, &chosen);
        }
    });
    view.into_any()
}
