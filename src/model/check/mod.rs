//! What must agree between the fields of a scenario: ids, references, order, and the bounds that a
//! field's type does not carry.
//!
//! [`check`] is pure and looks at the whole scenario, however much is wrong with it. Each file here
//! covers one part of the document and reports to [`Findings`]. A [`Finding`] also knows what *else* it
//! looked at, so that the border can drop it when that only stands in for something that could not be
//! read.

mod callers;
mod choices;
mod faults;
mod graph;
mod ids;
mod notes;
mod policies;
mod surroundings;
mod voice;
mod workflow;

use std::fmt::Display;

use super::fields::schema_error;
use super::{Place, Problem, Scenario};
use voice::{Names, Voice};

/// Every problem of a scenario, in the order of the document; empty: it is valid, and can be run.
#[must_use]
pub fn check(scenario: &Scenario) -> Vec<Problem> {
    findings(scenario).into_iter().map(|finding| finding.problem).collect()
}

/// The same, each with what it rests on.
pub(crate) fn findings(scenario: &Scenario) -> Vec<Finding> {
    found(scenario, Voice::Ids)
}

/// The same in the names that people know, for who has changed the scenario on a screen.
pub(crate) fn findings_in_names(scenario: &Scenario) -> Vec<Finding> {
    found(scenario, Voice::Names(Names::of(scenario)))
}

fn found(scenario: &Scenario, voice: Voice) -> Vec<Finding> {
    let mut findings = Findings { all: Vec::new(), voice };
    if scenario.syncline != Scenario::VERSION {
        findings.report(
            Place::Document.field("syncline"),
            format!("version {}", scenario.syncline),
            format!("{}, the version of the format that this program reads", Scenario::VERSION),
        );
    }
    graph::check(scenario, &mut findings);
    policies::check(&scenario.process, &mut findings);
    surroundings::check(scenario, &mut findings);
    faults::check(scenario, &mut findings);
    findings.all
}

/// A problem, and the other places that it looked at.
#[derive(Debug)]
pub(crate) struct Finding {
    /// The problem.
    pub(crate) problem: Problem,
    /// Places of the document without which it might not be one: JSON pointers, `*` for any token.
    pub(crate) looks_at: Vec<String>,
    /// Whether what was found names what it is about, so that nobody needs the place.
    pub(crate) names_it: bool,
}

impl Finding {
    fn looks_at(&mut self, place: impl Display) -> &mut Self {
        self.looks_at.push(place.to_string());
        self
    }

    /// What was found names what it is about.
    fn names_it(&mut self) -> &mut Self {
        self.names_it = true;
        self
    }
}

/// The findings so far.
#[derive(Debug, Default)]
pub(in crate::model) struct Findings {
    all: Vec<Finding>,
    voice: Voice,
}

impl Findings {
    pub(in crate::model) fn report(
        &mut self,
        place: Place,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) -> &mut Finding {
        let problem = Problem::new(place.pointer(), found, expected);
        self.all.push(Finding { problem, looks_at: Vec::new(), names_it: false });
        #[allow(clippy::expect_used)] // pushed on the line above
        self.all.last_mut().expect("a finding was pushed")
    }

    /// Whether there are more than anybody reads: what is costly to explain is then left out.
    fn are_many(&self) -> bool {
        self.all.len() >= schema_error::MOST
    }

    /// A count that must lie within bounds.
    fn count(&mut self, place: Place, count: u32, low: u32, high: u32) {
        if !(low..=high).contains(&count) {
            self.report(place, count.to_string(), format!("a whole number from {low} to {high}"));
        }
    }

    /// A list that must not be longer than this.
    fn length(&mut self, place: Place, length: usize, high: usize, of: &str) {
        if length > high {
            self.report(place, format!("{length} {of}"), format!("at most {high}"));
        }
    }

    /// A list that must not be empty.
    fn some(&mut self, place: Place, length: usize, of: &str) {
        if length == 0 {
            self.report(place, "an empty list", format!("at least one {of}"));
        }
    }
}

/// A few of the names, for the end of a sentence.
fn listed(words: impl IntoIterator<Item = String>) -> String {
    const SHOWN: usize = 8;
    let mut words = words.into_iter();
    let mut text = words.by_ref().take(SHOWN).collect::<Vec<_>>().join(", ");
    if words.next().is_some() {
        text.push_str(", …");
    }
    text
}
