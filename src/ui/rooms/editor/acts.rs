//! Edits by a button: done, or refused with a sentence beside it.

use leptos::prelude::*;

use super::form::Form;
use crate::model::{EditError, Subject};
use crate::ui::parts::{dynamic, effect};

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

    /// Something was not even tried, for this reason.
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
