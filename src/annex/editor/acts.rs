//! Edits by a button: done, or refused with a sentence beside it.

use leptos::prelude::*;

use super::form::Form;
use crate::parts::{changing, following};

/// The sentence by which the last edit of a part of the form was refused.
#[derive(Clone, Copy)]
pub struct Refusal(RwSignal<String>);

impl Refusal {
    /// None yet; gone when the design is another one but for its name.
    pub fn new(form: Form) -> Self {
        let sentence = RwSignal::new(String::new());
        following(move || {
            form.nameless.track();
            sentence.set(String::new());
        });
        Self(sentence)
    }

    /// What was made, or the sentence is said.
    pub fn or_say<T>(self, made: Result<Option<T>, String>) -> Option<T> {
        match made {
            Ok(made) => {
                self.0.set(String::new());
                made
            }
            Err(sentence) => {
                self.0.set(sentence);
                None
            }
        }
    }

    /// Nothing was refused any more.
    pub fn forget(self) {
        self.0.set(String::new());
    }

    /// Where it is said; the id is for what was refused to name.
    pub fn said(self, id: &'static str) -> AnyView {
        let sentence = changing(move || self.0.get().into_any());
        view! { <p id=id class="refused bad" role="alert">{sentence}</p> }.into_any()
    }

    /// Whether there is one, as `aria-invalid` has it.
    pub fn invalid(self) -> String {
        self.0.with(|sentence| !sentence.is_empty()).to_string()
    }
}
