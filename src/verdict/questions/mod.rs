//! The questions: what the business, the team and the circumstances are asked, in plain language.
//!
//! The tables carry the words of a form, and what each answer sets. So the verdict can try out what an
//! answer that is missing would change, and a screen can ask.

mod common;
mod step;

use serde::Serialize;

use crate::model::{Business, Circumstances, Mode, Team};

use super::case::{Answers, Case};
use super::classification::{Strength, opinion};
use super::matrix::{Quadrant, quadrant};

pub use common::COMMON_QUESTIONS;
pub use step::QUESTIONS;

/// A question about a step.
#[derive(Debug)]
pub struct Question {
    /// The field of [`Business`] that holds the answer.
    pub field: &'static str,
    /// The question.
    pub asks: &'static str,
    /// An example of an answer.
    pub example: &'static str,
    /// The answers, or some of them where there are many.
    pub choices: &'static [Choice<Business>],
    /// Whether there is an answer.
    pub answered: fn(&Business) -> bool,
    /// Takes the answer back.
    pub forget: fn(&mut Business),
}

/// A question about the process as a whole.
#[derive(Debug)]
pub struct CommonQuestion {
    /// The field that holds the answer, of [`Team`] or [`Circumstances`].
    pub field: &'static str,
    /// The question.
    pub asks: &'static str,
    /// An example of an answer.
    pub example: &'static str,
    /// The answers, or some of them where there are many.
    pub choices: &'static [Choice<Common>],
    /// Whether there is an answer.
    pub answered: fn(&Common) -> bool,
    /// Takes the answer back.
    pub forget: fn(&mut Common),
}

/// What is answered for the process as a whole.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Common {
    /// Who builds and runs it.
    pub team: Team,
    /// What it has to do with.
    pub circumstances: Circumstances,
}

/// A possible answer.
#[derive(Debug)]
pub struct Choice<T> {
    /// As it is written in a document, or as people say it.
    pub word: &'static str,
    /// Gives this answer.
    pub set: fn(&mut T),
}

/// A question without an answer, and what each would change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OpenQuestion {
    /// The field of [`Business`] that would hold the answer.
    pub field: &'static str,
    /// The question.
    pub asks: &'static str,
    /// What each possible answer would come to.
    pub would_be: Vec<WouldBe>,
}

/// What an answer would come to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WouldBe {
    /// The answer.
    pub answer: &'static str,
    /// The mode that would be recommended.
    pub mode: Mode,
    /// How sure that would be.
    pub strength: Strength,
    /// The field of the matrix, if it were known then.
    pub quadrant: Option<Quadrant>,
}

macro_rules! choice {
    ($word:literal, $field:ident = $value:expr) => {
        Choice { word: $word, set: |it| it.$field = Some($value) }
    };
    ($word:literal, $part:ident.$field:ident = $value:expr) => {
        Choice { word: $word, set: |it| it.$part.$field = Some($value) }
    };
}

macro_rules! truth {
    ($($path:ident).+) => {
        &[choice!("yes", $($path).+ = true), choice!("no", $($path).+ = false)]
    };
}

use {choice, truth};

/// The questions without an answer of which one answer at least would change the result: the mode, how
/// sure it is, or the field of the matrix; those two of the matrix always.
pub(super) fn open_questions(case: &Case<'_>) -> Vec<OpenQuestion> {
    let business = &case.step.business;
    let now = would_be("", case);
    let mut open = Vec::new();
    let mut scratch = without_texts(business);
    for question in QUESTIONS.iter().filter(|question| !(question.answered)(business)) {
        let would_be: Vec<WouldBe> = (question.choices.iter())
            .map(|choice| {
                (choice.set)(&mut scratch);
                let answered = Answers::of(&scratch);
                // What was tried out is taken back by what is there.
                scratch = without_texts(business);
                would_be(choice.word, &Case { answers: answered, ..*case })
            })
            .collect();
        let is_of_matrix = matches!(question.field, "response" | "necessity");
        if is_of_matrix || would_be.iter().any(|it| it.result() != now.result()) {
            open.push(OpenQuestion { field: question.field, asks: question.asks, would_be });
        }
    }
    open
}

/// The texts of a business, which cost an allocation, are not tried out.
fn without_texts(business: &Business) -> Business {
    Business {
        response: business.response,
        necessity: business.necessity,
        tolerance_ms: business.tolerance_ms,
        consistency: business.consistency,
        kind: business.kind,
        party: business.party,
        unit: None,
        compensation: None,
        ordered: business.ordered,
        audit: business.audit,
        shared_data: business.shared_data,
        bursty: business.bursty,
        waits_for_io: business.waits_for_io,
        replay: business.replay,
    }
}

fn would_be(answer: &'static str, case: &Case<'_>) -> WouldBe {
    let it = opinion(case);
    WouldBe { answer, mode: it.mode, strength: it.strength, quadrant: quadrant(case) }
}

impl WouldBe {
    const fn result(&self) -> (Mode, Strength, Option<Quadrant>) {
        (self.mode, self.strength, self.quadrant)
    }
}
