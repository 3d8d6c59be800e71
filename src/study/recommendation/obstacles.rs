//! What stands in the way: why a recommended design is not the end of it.

use serde::Serialize;

use crate::engine::Report;
use crate::model::{Design, Scenario, Service, Step, StepId};
use crate::verdict::{Ask, Row, Severity, Verdict, rows};

/// Something that a recommendation cannot mend.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "obstacle")]
pub enum Obstacle {
    /// A target is missed.
    Target {
        /// The field of the targets.
        id: String,
        /// The step that takes most of the way to the answer, where the target is about the answer; the one at
        /// which most requests fail, where it is about success.
        step: Option<StepId>,
    },
    /// A service is asked for more than it can do, though the document alone does not say so: by what is tried
    /// again, or by what goes wrong.
    Overload {
        /// What it is called.
        service: String,
        /// What is asked of it, over what it can do.
        demand: f64,
    },
    /// More than 5 of 100 of a step’s outcomes come later than is tolerated.
    Tolerance {
        /// Which step.
        step: StepId,
    },
    /// A finding that is an error or a warning, and that no move has mended: overload, first of all.
    Finding {
        /// The kind of finding.
        id: &'static str,
        /// What it is called.
        name: &'static str,
        /// The steps concerned; empty: the process as a whole.
        steps: Vec<StepId>,
        /// What the first of them says.
        evidence: String,
        /// What to do.
        remedy: &'static str,
    },
    /// Something that disagrees in the answers.
    Contradiction {
        /// What.
        evidence: String,
    },
    /// A question whose answer would matter.
    Open(Ask),
    /// Steps that must be undone, and nobody has said how.
    Compensation {
        /// Which steps.
        steps: Vec<StepId>,
    },
}

/// What stands in the way of a design; of its run, where it is known. Nothing: there is nothing left to do.
#[must_use]
pub fn obstacles(design: &Design, verdict: &Verdict, report: Option<&Report>) -> Vec<Obstacle> {
    let mut all = Vec::new();
    let missed = report.into_iter().flat_map(|it| it.targets.iter()).filter(|(_, it)| !it.met);
    all.extend(missed.map(|(id, _)| Obstacle::Target {
        id: id.clone(),
        step: match id.as_str() {
            "acknowledgement_p95_ms" => heaviest(design),
            "success_ratio" => report.and_then(failing),
            _ => None,
        },
    }));
    all.extend(report.into_iter().flat_map(|report| overloads(design, verdict, report)));
    let late = report.into_iter().flat_map(|it| it.tolerances.iter()).filter(|(_, it)| !it.met);
    all.extend(late.map(|(step, _)| Obstacle::Tolerance { step: step.as_str().into() }));
    let rows = rows(design, &verdict.findings);
    let of_kind = |id: &str| rows.iter().find(|it| it.kind.id == id);
    let is_told = |it: &&Row| !matches!(it.kind.id, "answers-disagree" | "no-compensation");
    let found = rows.iter().filter(|it| it.severity <= Severity::Warning).filter(is_told);
    all.extend(found.map(|row| Obstacle::Finding {
        id: row.kind.id,
        name: row.kind.name,
        steps: row.steps(),
        evidence: row.findings.first().map(|it| it.evidence.clone()).unwrap_or_default(),
        remedy: row.kind.remedy,
    }));
    let of_steps = verdict.steps.iter().flat_map(|it| &it.contradictions);
    let disagree = verdict.contradictions.iter().chain(of_steps);
    all.extend(disagree.map(|it| Obstacle::Contradiction { evidence: it.evidence.clone() }));
    all.extend(verdict.asks.iter().cloned().map(Obstacle::Open));
    let undone = of_kind("no-compensation").map(Row::steps);
    all.extend(undone.map(|steps| Obstacle::Compensation { steps }));
    all
}

/// Services that the run asks for more than they can do, and no finding.
fn overloads(design: &Design, verdict: &Verdict, report: &Report) -> Vec<Obstacle> {
    let is_found = |service: &Service| {
        let is_its =
            |id: &StepId| design.process.step(id).is_some_and(|it| it.service == service.id);
        let found = verdict.findings.iter().filter(|it| it.kind.id == "overloaded");
        found.flat_map(|it| &it.steps).any(is_its)
    };
    let overload = |service: &Service| {
        let demand = report.services.get(service.id.as_str())?.demand_ratio?;
        let is_one = demand > ALL && !is_found(service);
        is_one.then(|| Obstacle::Overload { service: service.label().to_owned(), demand })
    };
    design.services.iter().filter_map(overload).collect()
}

/// What can be done at most.
const ALL: f64 = 1.0;

/// The step at which most requests fail.
fn failing(report: &Report) -> Option<StepId> {
    let most = report.failed_by.iter().max_by_key(|it| it.count)?;
    Some(most.step.as_deref()?.into())
}

/// The step in front with most work.
fn heaviest(design: &Design) -> Option<StepId> {
    let steps = design.process.steps.iter().enumerate();
    let in_front = steps.filter(|(index, _)| design.shape().is_foreground(*index));
    let most = in_front.max_by(|(_, one), (_, other)| {
        one.work.mean_ms().total_cmp(&other.work.mean_ms()).then_with(|| other.id.cmp(&one.id))
    });
    most.map(|(_, step)| step.id.clone())
}

/// The same design, were no step in need of another one’s outcome that has not said so; nothing where all
/// have, or each is alone.
#[must_use]
pub fn unneeded(design: &Design) -> Option<Design> {
    let is_open = |it: &&mut Step| it.business.needs.is_none() && !it.after.is_empty();
    let mut scenario = Scenario::clone(design);
    let mut open = scenario.process.steps.iter_mut().filter(is_open).peekable();
    open.peek()?;
    open.for_each(|step| step.business.needs = Some(Vec::new()));
    Design::check(scenario).ok()
}
