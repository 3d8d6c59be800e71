//! Edits by a button: what they change, and the sentence beside it where one is refused.

use leptos::prelude::*;

use super::form::Form;
use crate::model::edit::{add_after, add_beside, add_call};
use crate::model::{Edit, EditError, StepId, Subject};
use crate::session::Tool;
use crate::ui::parts::{dynamic, effect, signal};

/// What a tool changes for a step.
pub fn edit_of(form: Form, tool: Tool, step: &StepId) -> Edit {
    match tool {
        Tool::AddAfter => form.room.of_now(|design| add_after(design, step)),
        Tool::AddBeside => form.room.of_now(|design| add_beside(design, step)),
        Tool::AddCall => add_call(step),
        Tool::Fork => Edit::Fork(step.clone()),
        Tool::Remove => Edit::RemoveStep(step.clone()),
    }
}

/// Whether the process has no use for a tool; followed.
pub fn is_useless(form: Form, tool: Tool) -> Signal<bool> {
    signal(move || form.room.of(|design| !tool.fits(&design.process)))
}

/// The sentence by which the last edit of a part of the form was refused.
#[derive(Clone, Copy)]
pub struct Refusal(RwSignal<String>);

impl Refusal {
    /// None yet; gone when the design is another one but for its name.
    pub fn new(form: Form) -> Self {
        let sentence = RwSignal::new(String::new());
        effect(move || {
            form.nameless.track();
            sentence.set(String::new());
        });
        Self(sentence)
    }

    /// What the edit is about, or why it was refused is said.
    pub fn or_say(self, made: Result<Subject, EditError>) -> Option<Subject> {
        match made {
            Ok(made) => {
                self.0.set(String::new());
                Some(made)
            }
            Err(error) => {
                self.0.set(error.to_string());
                None
            }
        }
    }

    /// Says that something cannot be read.
    pub fn say(self, sentence: String) {
        self.0.set(sentence);
    }

    /// Nothing was refused any more.
    pub fn forget(self) {
        self.0.set(String::new());
    }

    /// Where it is said; the id is for what was refused to name.
    pub fn said(self, id: &'static str) -> AnyView {
        let sentence = dynamic(move || self.0.get().into_any());
        view! { <p id=id class="refused bad" role="alert">{sentence}</p> }.into_any()
    }

    /// Whether there is one, as `aria-invalid` has it.
    pub fn invalid(self) -> String {
        self.0.with(|sentence| !sentence.is_empty()).to_string()
    }
}
