//! Branches and the workflow while a run goes on, and in its report.

use indexmap::IndexMap;

use super::branches::{BranchFigures, WorkflowFigures, WorkflowTally};
use super::tally::{Evidence, Tally};

impl Tally {
    pub(in crate::engine) fn notified(&mut self) {
        self.evidence.workflow.sent += 1;
    }

    pub(in crate::engine) fn heard_notice(&mut self) {
        self.evidence.workflow.heard += 1;
    }

    pub(in crate::engine) fn inbox(&mut self, length: usize) {
        let workflow = &mut self.evidence.workflow;
        workflow.max_backlog = workflow.max_backlog.max(length as u64);
    }

    pub(in crate::engine) fn inbox_waited(&mut self, wait: u64) {
        self.evidence.workflow.waits.record(wait);
    }
}

impl Evidence {
    /// Adds what another run counted of branches and of the workflow.
    pub(super) fn absorb_ways(&mut self, other: &Self) {
        for (sum, more) in self.branches.iter_mut().flatten().zip(other.branches.iter().flatten()) {
            sum.add(more);
        }
        let (sum, more) = (&mut self.workflow, &other.workflow);
        sum.sent += more.sent;
        sum.heard += more.heard;
        sum.max_backlog = sum.max_backlog.max(more.max_backlog);
        sum.waits.add(&more.waits);
    }

    /// By choice, then by branch.
    pub(super) fn branch_figures(&self) -> IndexMap<String, IndexMap<String, BranchFigures>> {
        (self.subject.choices.iter().zip(&self.branches))
            .map(|((choice, branches), tallies)| {
                let figures = branches.iter().zip(tallies);
                let figures = figures.map(|(id, tally)| (id.clone(), tally.figures()));
                (choice.clone(), figures.collect())
            })
            .collect()
    }

    /// Of the workflow, where there is one.
    pub(super) fn workflow_figures(&self) -> Option<WorkflowFigures> {
        let WorkflowTally { sent, heard, max_backlog, ref waits } = self.workflow;
        self.subject.is_conducted.then(|| WorkflowFigures {
            sent,
            heard,
            pending: sent - heard,
            max_backlog,
            wait_ms: waits.latency(),
        })
    }
}
