//! The questions: what the business, the team and the circumstances are asked, in plain language.
//!
//! The tables carry the words of a form, and what each answer sets. So the verdict can try out what an
//! answer that is missing would change, and a screen can ask.

mod ask;
mod common;
mod step;

use serde::Serialize;

use crate::model::{Business, Circumstances, Mode, Team, Trigger};

use super::case::{Answers, Case};
use super::matrix::{Quadrant, quadrant};
use super::opinion::{Strength, opinion};

pub(super) use ask::asks;

pub use ask::Ask;
pub use common::COMMON_QUESTIONS;
pub use step::QUESTIONS;

/// A question about a step, where `T` is [`Business`], or about the process as a whole, where it is
/// [`Common`].
#[derive(Debug)]
pub struct Question<T: 'static> {
    /// The field that holds the answer: of [`Business`], of [`Team`] or of [`Circumstances`].
    pub field: &'static str,
    /// The question.
    pub asks: &'static str,
    /// An example of an answer.
    pub example: &'static str,
    /// The answers, or some of them where there are many.
    pub choices: &'static [Choice<T>],
    /// Whether there is an answer.
    pub answered: fn(&T) -> bool,
    /// Takes the answer back.
    pub forget: fn(&mut T),
}

impl<T: Clone + PartialEq> Question<T> {
    /// The choice that gives what is answered; nothing where none does, or nothing is answered.
    #[must_use]
    pub fn given(&self, answers: &T) -> Option<&'static Choice<T>> {
        let gives = |choice: &&Choice<T>| {
            let mut same = answers.clone();
            (choice.set)(&mut same);
            same == *answers
        };
        self.choices.iter().find(gives).filter(|_| (self.answered)(answers))
    }
}

/// What is answered for the process as a whole.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Common {
    /// What has happened when the customer has the answer.
    pub outcome: Option<String>,
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
    /// How the step should be triggered then; absent: still nothing could be said.
    pub trigger: Option<Trigger>,
    /// How sure that would be.
    pub strength: Strength,
    /// The field of the matrix, if it were known then.
    pub quadrant: Option<Quadrant>,
}

/// A question: the path of its field, what it asks, an example, and its choices.
macro_rules! question {
    ($field:ident $(. $inner:ident)?, $asks:literal, $example:literal, $choices:tt) => {
        Question {
            field: concat!(stringify!($field) $(, "/", stringify!($inner))?),
            asks: $asks,
            example: $example,
            choices: choices!([$field $(. $inner)?] $choices),
            answered: |it| it.$field $(.$inner)?.is_some(),
            forget: |it| it.$field $(.$inner)? = None,
        }
    };
}

/// The choices of a question: words with what they stand for, or `(truth)`: yes and no.
macro_rules! choices {
    ($path:tt (truth)) => {
        choices!($path { "yes" => true, "no" => false })
    };
    ($path:tt { $($word:literal => $value:expr),* $(,)? }) => {
        &[$(choices!(one $path $word $value)),*]
    };
    (one [$($path:ident).+] $word:literal $value:expr) => {
        Choice { word: $word, set: |it| it.$($path).+ = Some($value) }
    };
}

use {choices, question};

/// The case with another answer. Its texts, which cost an allocation, are not tried out: they are no answers
/// that rules look at.
fn with_answer<'a>(case: &Case<'a>, plain: &Business, choice: &Choice<Business>) -> Case<'a> {
    let mut tried = plain.clone();
    (choice.set)(&mut tried);
    Case { answers: Answers::of(&tried), ..*case }
}

/// The answers of a case without their texts.
fn plain(case: &Case<'_>) -> Business {
    Business { unit: None, compensation: None, needs: None, ..case.step.business.clone() }
}

/// The questions without an answer of which one answer at least would change the result: the mode, how
/// sure it is, or the field of the matrix; those two of the matrix always.
pub(super) fn open_questions(case: &Case<'_>) -> Vec<OpenQuestion> {
    let (plain, now) = (plain(case), would_be("", case));
    let mut open = Vec::new();
    let is_open = |question: &&Question<Business>| !(question.answered)(&case.step.business);
    for question in QUESTIONS.iter().filter(is_open) {
        let tried = |it: &Choice<Business>| would_be(it.word, &with_answer(case, &plain, it));
        let would_be: Vec<WouldBe> = question.choices.iter().map(tried).collect();
        let is_of_matrix = matches!(question.field, "response" | "necessity");
        if is_of_matrix || would_be.iter().any(|it| it.result() != now.result()) {
            open.push(OpenQuestion { field: question.field, asks: question.asks, would_be });
        }
    }
    open
}

fn would_be(answer: &'static str, case: &Case<'_>) -> WouldBe {
    let it = opinion(case);
    WouldBe { answer, trigger: it.trigger, strength: it.strength, quadrant: quadrant(case) }
}

impl WouldBe {
    /// The mode that would be recommended.
    #[must_use]
    pub fn mode(&self) -> Option<Mode> {
        self.trigger.map(Trigger::mode)
    }

    const fn result(&self) -> (Option<Trigger>, Strength, Option<Quadrant>) {
        (self.trigger, self.strength, self.quadrant)
    }
}

/// The one answer that would turn a recommendation round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reversal {
    /// The field of [`Business`] that would hold the answer.
    pub field: &'static str,
    /// The question.
    pub asks: &'static str,
    /// The answer.
    pub answer: &'static str,
    /// Whether the question has another answer so far, rather than none.
    pub is_answered: bool,
    /// What would be recommended then.
    pub trigger: Option<Trigger>,
}

/// The one answer after which the other mode would be recommended, the steps around left as they are:
/// of those that are open, else of those that are given, the first; nothing where none would do.
pub(super) fn reversal(case: &Case<'_>) -> Option<Reversal> {
    let mode = opinion(case).mode()?;
    let plain = plain(case);
    let turned_by = |question: &'static Question<Business>, is_answered: bool| {
        let turns = |choice: &Choice<Business>| {
            let it = opinion(&with_answer(case, &plain, choice));
            it.mode().filter(|it| *it != mode).map(|_| (choice.word, it.trigger))
        };
        let (answer, trigger) = question.choices.iter().find_map(turns)?;
        let (field, asks) = (question.field, question.asks);
        Some(Reversal { field, asks, answer, is_answered, trigger })
    };
    let among = |is_answered: bool| {
        let answered =
            move |it: &&Question<Business>| (it.answered)(&case.step.business) == is_answered;
        QUESTIONS.iter().filter(answered).find_map(|it| turned_by(it, is_answered))
    };
    among(false).or_else(|| among(true))
}
