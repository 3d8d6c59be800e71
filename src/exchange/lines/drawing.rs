//! What is at hand while rows are laid onto a design: the base, the rows, and the scenario as it becomes.

use super::called::UNNAMED;
use super::of::of_steps;
use super::{Cell, Lack, Row, Rows, matching};
use crate::model::edit::fresh_id;
use crate::model::{Design, Scenario, ServiceId, Step, StepId};

/// Rows on their way onto a design.
pub(super) struct Drawing<'a> {
    pub base: &'a Design,
    /// What the rows say, tidy; one at least.
    pub rows: Vec<Row>,
    /// The index of each of them where it was typed.
    pub places: Vec<usize>,
    /// What rows say of the base, by step.
    pub was: Vec<Row>,
    /// The step of the base that each row is, by index; none: a new one.
    pub of_row: Vec<Option<usize>>,
    pub scenario: Scenario,
    pub lacks: Vec<Lack>,
    /// Services that are called otherwise than in the base.
    pub renamed_services: Vec<(ServiceId, String)>,
}

impl<'a> Drawing<'a> {
    pub(super) fn new(rows: &Rows, base: &'a Design) -> Self {
        let mut places: Vec<usize> = rows.said().map(|(index, _)| index).collect();
        let mut rows = rows.tidy().rows;
        if rows.is_empty() {
            // Something must be there to be drawn.
            rows.push(Row::default());
            places.push(0);
        }
        let of_row = matching::matched(&rows, base);
        Self {
            base,
            rows,
            places,
            was: of_steps(base),
            of_row,
            scenario: Scenario::clone(base),
            lacks: Vec::new(),
            renamed_services: Vec::new(),
        }
    }

    /// The step of the base that a row is.
    pub(super) fn step_of(&self, index: usize) -> Option<&'a Step> {
        let step = self.of_row.get(index).copied().flatten()?;
        self.base.process.steps.get(step)
    }

    /// What a row said of the base.
    pub(super) fn was(&self, index: usize) -> Option<&Row> {
        self.was.get(self.of_row.get(index).copied().flatten()?)
    }

    /// Whether a cell says of its step what it said of the base.
    pub(super) fn is_as_was(&self, index: usize, cell: Cell) -> bool {
        let now = self.rows.get(index).map(|row| row.cell(cell));
        self.was(index).is_some_and(|was| now == Some(was.cell(cell)))
    }

    /// The step that a row begins as: the base's, or a new one.
    pub(super) fn begun(&self, index: usize, others: &[Step]) -> Step {
        if let Some(step) = self.step_of(index) {
            return step.clone();
        }
        let steps = self.base.process.steps.iter().chain(others);
        let taken: Vec<&StepId> = steps.map(|step| &step.id).collect();
        let name = self.rows.get(index).map(|row| row.step.clone()).unwrap_or_default();
        let fallback = if name.is_empty() { UNNAMED } else { "step" };
        let id = fresh_id(&name, fallback, |id| taken.iter().any(|it| it.as_str() == id));
        Step { id: id.into(), ..Step::default() }
    }
}
