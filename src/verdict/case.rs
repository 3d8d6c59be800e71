//! A case: one step as the rules see it, with its answers and what surrounds it.
//!
//! The answers are a plain copy, so that what another answer would change can be tried out. How a
//! step is triggered today is not part of a case: the rules say how it should be.

use std::collections::BTreeMap;

use crate::model::{
    Business, Circumstances, Consistency, Design, Necessity, Party, Purpose, Response, Scenario,
    Step, Team,
};

use super::thresholds::{NO_GATEWAY_HOLDS_MS, NOBODY_WAITS_MS, TOLERABLE_MS};
use super::ways::together;
use super::words;

/// The answers of the business that the rules look at; absent: unanswered.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Answers {
    pub response: Option<Response>,
    pub necessity: Option<Necessity>,
    pub tolerance_ms: Option<f64>,
    pub consistency: Option<Consistency>,
    pub kind: Option<Purpose>,
    pub party: Option<Party>,
    pub ordered: Option<bool>,
    pub audit: Option<bool>,
    pub shared_data: Option<bool>,
    pub bursty: Option<bool>,
    pub waits_for_io: Option<bool>,
    pub replay: Option<bool>,
}

/// The others of a step's unit, as far as they matter to it; of several, the first by id.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct UnitView<'a> {
    /// One that is called, as the unit should be; and one that follows, as the unit should.
    pub called: Option<&'a Step>,
    pub following: Option<&'a Step>,
    /// One whose answer about the response is another than the step's.
    pub other: Option<&'a Step>,
    /// One that a request cannot do without.
    pub required: Option<&'a Step>,
}

/// One step as the rules see it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case<'a> {
    pub step: &'a Step,
    pub answers: Answers,
    pub circumstances: &'a Circumstances,
    pub team: &'a Team,
    /// How many other steps could react to what this one would react to.
    pub beside: usize,
    /// What is known of the others of its unit.
    pub unit: UnitView<'a>,
    /// How long customers wait, where that is known.
    pub patience_ms: Option<f64>,
}

impl Answers {
    pub fn of(business: &Business) -> Self {
        Self {
            response: business.response,
            necessity: business.necessity,
            tolerance_ms: business.tolerance_ms.map(crate::units::Milliseconds::get),
            consistency: business.consistency,
            kind: business.kind,
            party: business.party,
            ordered: business.ordered,
            audit: business.audit,
            shared_data: business.shared_data,
            bursty: business.bursty,
            waits_for_io: business.waits_for_io,
            replay: business.replay,
        }
    }
}

impl Case<'_> {
    pub fn is_immediate(&self) -> bool {
        self.answers.response == Some(Response::Immediate)
    }

    pub fn is_deferred(&self) -> bool {
        self.answers.response == Some(Response::Deferred)
    }

    pub fn is_required(&self) -> bool {
        self.answers.necessity == Some(Necessity::Required)
    }

    pub fn is_optional(&self) -> bool {
        self.answers.necessity == Some(Necessity::Optional)
    }

    pub fn is_strong(&self) -> bool {
        self.answers.consistency == Some(Consistency::Strong)
    }

    /// Whether somebody will look at it, by what is said of the step, or else of the process.
    pub fn is_audited(&self) -> bool {
        self.answers.audit.or(self.circumstances.audit) == Some(true)
    }

    pub fn is_ordered(&self) -> bool {
        self.answers.ordered == Some(true)
    }

    /// Whether the outcome may show after so long, or later.
    pub fn tolerates(&self, ms: f64) -> bool {
        self.answers.tolerance_ms.is_some_and(|it| it >= ms)
    }

    /// Whether the outcome may show later than anybody would wait for it: customers, where their patience is
    /// known, and who looks at a screen at all.
    pub fn tolerates_waiting(&self) -> bool {
        let outlasts = |patience: f64| self.answers.tolerance_ms.is_some_and(|ms| ms > patience);
        outlasts(TOLERABLE_MS) && self.patience_ms.is_none_or(outlasts)
    }

    /// Whether the outcome must show within seconds.
    pub fn is_soon(&self) -> bool {
        self.answers.tolerance_ms.is_some_and(|ms| ms <= TOLERABLE_MS)
    }

    /// Whether nobody waits for it, as far as was said: it is deferred; or it may show later than anybody
    /// waits, and nobody said that it is needed now; or nobody can wait for it.
    pub fn may_come_later(&self) -> bool {
        let is_too_long = self.work_ms() > self.longest_wait_ms();
        self.is_deferred() || !self.is_immediate() && self.tolerates_waiting() || is_too_long
    }

    /// Whether nothing is known of the step itself: no answer of its own, no partner, and no work that is
    /// too long to be waited for. What surrounds it says nothing then.
    pub fn is_silent(&self) -> bool {
        self.answers == Answers::default()
            && self.unit.called.is_none()
            && self.unit.following.is_none()
            && self.work_ms() <= self.longest_wait_ms()
    }

    pub fn is(&self, kind: Purpose) -> bool {
        self.answers.kind == Some(kind)
    }

    /// How long a call can be waited for: as long as customers do, and a connection is held.
    pub fn longest_wait_ms(&self) -> f64 {
        self.patience_ms.unwrap_or(NOBODY_WAITS_MS).min(NO_GATEWAY_HOLDS_MS)
    }

    pub fn work_ms(&self) -> f64 {
        self.step.work.mean_ms()
    }

    /// The value that a rule's words name.
    pub fn value(&self, name: &str) -> String {
        let label = |step: Option<&Step>| step.map_or_else(String::new, |it| it.label().to_owned());
        match name {
            "step" => self.step.label().to_owned(),
            "work" => words::length(self.work_ms()),
            "tolerance" => words::length(self.answers.tolerance_ms.unwrap_or_default()),
            "patience" => words::length(self.patience_ms.unwrap_or(NOBODY_WAITS_MS)),
            "beside" => self.beside.to_string(),
            "unit" => self.step.business.unit.clone().unwrap_or_default(),
            "partner" => label(self.unit.called.or(self.unit.following)),
            "other" => label(self.unit.other),
            "required" => label(self.unit.required),
            "teams" => self.team.teams.unwrap_or_default().to_string(),
            "reads" => {
                let reads = self.circumstances.reads_per_write;
                words::number(reads.map(crate::units::Factor::get).unwrap_or_default())
            }
            _ => String::new(),
        }
    }
}

/// The cases of all steps, in the document's order; on which side of the line the units are is left open.
pub(super) fn cases<'a>(
    design: &'a Design,
    circumstances: &'a Circumstances,
    team: &'a Team,
) -> Vec<Case<'a>> {
    let groups = groups(design);
    let patience_ms = design.workload.patience_ms.map(crate::units::Milliseconds::get);
    (design.process.steps.iter().enumerate())
        .map(|(index, step)| Case {
            step,
            answers: Answers::of(&step.business),
            circumstances,
            team,
            beside: beside(design, index, step, &groups),
            unit: unit_view(design, step),
            patience_ms,
        })
        .collect()
}

/// What the answers of the others of a unit say.
fn unit_view<'a>(design: &'a Design, step: &Step) -> UnitView<'a> {
    let Some(unit) = &step.business.unit else { return UnitView::default() };
    let others = || {
        let steps = design.process.steps.iter();
        steps.filter(|it| it.business.unit.as_ref() == Some(unit) && it.id != step.id)
    };
    let first = |holds: &dyn Fn(&Business) -> bool| {
        others().filter(|it| holds(&it.business)).min_by(|one, other| one.id.cmp(&other.id))
    };
    let response = step.business.response;
    UnitView {
        other: first(&|it| response.is_some() && it.response.is_some() && it.response != response),
        required: first(&|it| it.necessity == Some(Necessity::Required)),
        ..UnitView::default()
    }
}

/// What steps may have in common: all their predecessors, or the name of the event that they react to, or
/// would.
type Groups = BTreeMap<(bool, String), Vec<usize>>;

fn keys(step: &Step) -> impl Iterator<Item = (bool, String)> {
    let mut after: Vec<&str> = step.after.iter().map(crate::model::StepId::as_str).collect();
    after.sort_unstable();
    after.dedup();
    // What begins the work of a caller has that in common.
    if after.is_empty() {
        after.extend(step.caller.as_ref().map(crate::model::StepId::as_str));
    }
    // Steps without a predecessor have the request in common.
    // An event without a name of its own is that of what comes last before the step.
    let before =
        || step.after.last().or(step.caller.as_ref()).map_or("", crate::model::StepId::as_str);
    let event = step.event.as_ref();
    let event = event.map_or_else(|| format!("\n{}", before()), |event| event.name.clone());
    [(false, after.join("\n")), (true, event)].into_iter()
}

fn groups(scenario: &Scenario) -> Groups {
    let mut groups = Groups::new();
    for (index, step) in scenario.process.steps.iter().enumerate() {
        for key in keys(step) {
            groups.entry(key).or_default().push(index);
        }
    }
    groups
}

/// How many others have something in common with a step, and can be on one way with it.
fn beside(design: &Design, index: usize, step: &Step, groups: &Groups) -> usize {
    let (steps, shape) = (&design.process.steps, design.shape());
    let is_beside = |&it: &usize| it != index && !shape.exclude_each_other(it, index);
    let name = |it: usize| steps.get(it).map(|it| it.id.to_string()).unwrap_or_default();
    let count = |group: &Vec<usize>| {
        if design.process.choices.is_empty() {
            return group.len().saturating_sub(1);
        }
        let others: Vec<usize> = group.iter().copied().filter(is_beside).collect();
        together(shape, &others, name).len()
    };
    keys(step).filter_map(|key| groups.get(&key)).map(count).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{ScenarioDraft, scenario, step};

    fn beside(draft: ScenarioDraft) -> Vec<usize> {
        let design = draft.design();
        let cases = cases(&design, &design.circumstances, &design.team);
        cases.iter().map(|case| case.beside).collect()
    }

    #[test]
    fn steps_that_exclude_each_other_do_not_react_beside_each_other() {
        let after = |id: &str| step(id).after(["check"]).event();
        let fork = scenario([
            step("check"),
            after("tell"),
            after("pack").on_branch("stock/some"),
            after("label").on_branch("stock/some"),
            after("order").on_branch("stock/none"),
        ]);
        let fork = fork.choice("stock", [("some", 0.9), ("none", 0.1)]);
        assert_eq!(beside(fork), [0, 2, 2, 2, 1]);
    }

    #[test]
    fn what_begins_with_a_callers_work_has_that_in_common_and_not_the_request() {
        let nested = scenario([
            step("book"),
            step("seat").called_by("book"),
            step("meal").called_by("book"),
            step("log"),
        ]);
        assert_eq!(beside(nested), [1, 1, 1, 1]);
    }
}
