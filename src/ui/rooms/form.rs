//! A question as a row of a form: what it asks, an example, and its answer as a choice.

use leptos::prelude::*;

use crate::ui::parts::{list, signal};
use crate::verdict::{Choice, Question};

/// What stands in the place of an answer that is missing.
pub const NOT_ANSWERED: &str = "not answered";

/// What stands for an answer that is none of the choices, such as 3 teams.
const OTHER: &str = "as the document says";

/// The ids of a row's control and of its example.
pub struct Ids {
    /// Of the control.
    pub control: String,
    /// Of the example, which describes it.
    pub example: String,
}

/// A question with the control that answers it.
pub fn row<T>(question: &'static Question<T>, control: impl FnOnce(&Ids) -> AnyView) -> AnyView {
    let id = format!("answer-{}", question.field.replace('/', "-"));
    let ids = Ids { example: format!("{id}-example"), control: id };
    let control = control(&ids);
    view! {
        <div class="question">
            <label for=ids.control>{question.asks}</label>
            {control}
            <small id=ids.example>{question.example}</small>
        </div>
    }
    .into_any()
}

/// The choices of a question. `read` gives the answers as they are, and is followed; `answer` gets what
/// is to be done to them.
pub fn select<T: Clone + PartialEq + 'static>(
    question: &'static Question<T>,
    ids: &Ids,
    read: impl Fn() -> T + Send + Sync + 'static,
    answer: impl Fn(fn(&mut T)) + 'static,
) -> AnyView {
    let chosen = signal(move || {
        let answers = read();
        if (question.answered)(&answers) {
            question.given(&answers).map_or(OTHER, |choice| choice.word)
        } else {
            ""
        }
    });
    let option = |choice: &'static Choice<T>| {
        view! {
            <option value=choice.word selected=signal(move || chosen.get() == choice.word)>
                {choice.word}
            </option>
        }
    };
    let change = move |event| {
        let word = event_target_value(&event);
        let choice = question.choices.iter().find(|choice| choice.word == word);
        answer(choice.map_or(question.forget, |choice| choice.set));
    };
    view! {
        <select
            id=ids.control.clone()
            aria-describedby=ids.example.clone()
            on:change=change
        >
            <option value="" selected=signal(move || chosen.get().is_empty())>
                {NOT_ANSWERED}
            </option>
            {list(question.choices, option)}
            <option
                value=OTHER
                hidden=signal(move || chosen.get() != OTHER)
                disabled=true
                selected=signal(move || chosen.get() == OTHER)
            >
                {OTHER}
            </option>
        </select>
    }
    .into_any()
}
