//! The findings: what is wrong or missing in a design as it stands.
//!
//! A kind of finding is a row of a table: its words, and where to look for it. Looking reports spots: the
//! steps concerned, the values that its words name, and the repair where there is one.

mod answers;
mod broker;
mod calls;
mod delivery;
mod limits;
mod line;
mod load;
mod names;
mod rows;
mod run;
mod saga;
#[cfg(test)]
#[path = "shapes/tests.rs"]
mod shapes_tests;
#[cfg(test)]
mod tests;
mod whole;

use serde::Serialize;

use crate::model::{Pointer, StepId};

use super::judged::Judged;
use super::repair::{Policy, Repair};
use super::words::fill_with;

pub use rows::{Row, rows};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The design does not do what the business asks.
    Error,
    /// It will do harm when something goes wrong.
    Warning,
    /// It could be better.
    Advice,
}

/// A kind of finding.
#[derive(Debug)]
pub struct FindingKind {
    /// Unique among the kinds.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Which of [`SOURCES`](super::SOURCES) it comes from.
    pub source: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Its condition, in words.
    pub when: &'static str,
    /// What it says of a design, with `{names}` in the place of values.
    pub says: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to do.
    pub remedy: &'static str,
    /// What would show it wrong: the run, or the question.
    pub wrong_if: &'static str,
    pub(super) look: fn(&Judged<'_>, &mut Spots),
}

impl PartialEq for FindingKind {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// Something that is wrong or missing in a design.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// What kind of thing.
    #[serde(serialize_with = "kind")]
    pub kind: &'static FindingKind,
    /// How bad it is.
    pub severity: Severity,
    /// The steps concerned, by id; empty: the process as a whole.
    pub steps: Vec<StepId>,
    /// Where in the document.
    pub pointer: Pointer,
    /// What it says of this design.
    pub evidence: String,
    /// The change after which it is gone; absent where somebody must think first.
    pub repair: Option<Repair>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // what serde asks for
fn kind<S: serde::Serializer>(
    kind: &&'static FindingKind,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.id)
}

/// All kinds of finding, by theme.
pub fn finding_kinds() -> impl Iterator<Item = &'static FindingKind> {
    let tables: [&'static [FindingKind]; 11] = [
        &load::KINDS,
        &answers::KINDS,
        &line::KINDS,
        &calls::KINDS,
        &delivery::KINDS,
        &limits::KINDS,
        &names::KINDS,
        &saga::KINDS,
        &broker::KINDS,
        &whole::KINDS,
        &run::KINDS,
    ];
    tables.into_iter().flatten()
}

/// Where a finding was made.
pub(super) struct Spot {
    /// The steps concerned, by index.
    pub steps: Vec<usize>,
    /// The field of the first step, or the place of the whole.
    pub place: &'static str,
    /// The values that the words name, beside `steps`.
    pub values: Vec<(&'static str, String)>,
    pub repair: Option<Repair>,
}

/// The spots of one kind, while a design is looked through.
#[derive(Default)]
pub(super) struct Spots(Vec<(Spot, Option<Severity>)>);

impl Spots {
    pub fn report(&mut self, spot: Spot) {
        self.0.push((spot, None));
    }

    /// One that is better or worse than its kind is as a rule.
    pub fn report_as(&mut self, severity: Severity, spot: Spot) {
        self.0.push((spot, Some(severity)));
    }

    /// At one step, in this field of it.
    pub fn at(
        &mut self,
        step: usize,
        place: &'static str,
        values: Vec<(&'static str, String)>,
        repair: Option<Repair>,
    ) {
        self.report(Spot { steps: vec![step], place, values, repair });
    }
}

/// Everything that is wrong or missing in a design: the worst first, then by theme and by step.
pub(super) fn findings(design: &Judged<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for kind in finding_kinds() {
        let mut spots = Spots::default();
        (kind.look)(design, &mut spots);
        let mut here: Vec<Finding> = spots
            .0
            .into_iter()
            .map(|(spot, severity)| finding(design, kind, spot, severity))
            .collect();
        here.sort_by(|one, other| one.steps.cmp(&other.steps));
        found.append(&mut here);
    }
    found.sort_by_key(|it| it.severity);
    found
}

fn finding(
    design: &Judged<'_>,
    kind: &'static FindingKind,
    spot: Spot,
    severity: Option<Severity>,
) -> Finding {
    let mut values = spot.values;
    values.push(("steps", design.labels(&spot.steps)));
    let steps = design.ids(&spot.steps);
    let first = (steps.first())
        .and_then(|id| design.scenario.process.steps.iter().position(|step| step.id == *id));
    let start = match first {
        Some(index) => Pointer::root().at("process").at("steps").at(index),
        None => Pointer::root(),
    };
    let pointer = spot
        .place
        .split('/')
        .filter(|token| !token.is_empty())
        .fold(start, |it, token| it.at(token));
    let evidence = fill_with(kind.says, &values);
    let severity = severity.unwrap_or(kind.severity);
    Finding { kind, severity, steps, pointer, evidence, repair: spot.repair }
}

/// The repair that gives this policy to these steps.
#[allow(clippy::unnecessary_wraps)] // where others may have none
fn policy(design: &Judged<'_>, steps: &[usize], policy: Policy) -> Option<Repair> {
    Some(Repair::Policy { steps: design.ids(steps), policy })
}

/// The repair that calls these steps; none where the design would not be valid.
fn call(design: &Judged<'_>, steps: &[usize]) -> Option<Repair> {
    let call = || Repair::Modes { call: design.ids(steps), follow: Vec::new() };
    design.can_call(steps).then(call)
}

/// The repair that lets these steps follow an event; or a command, where a workflow should command all of
/// them.
#[allow(clippy::unnecessary_wraps)] // where others may have none
fn follow(design: &Judged<'_>, steps: &[usize]) -> Option<Repair> {
    let are_commanded = !steps.is_empty() && steps.iter().all(|&it| design.should_be_commanded(it));
    let follow = Repair::Modes { call: Vec::new(), follow: design.ids(steps) };
    // Whatever can follow an event can be commanded.
    let by = design.conductor().filter(|_| are_commanded);
    Some(by.map_or(follow, |by| Repair::Conduct { steps: design.ids(steps), by: by.clone() }))
}
