//! The shape of a process: who comes after whom, and where the acknowledgement line runs.
//!
//! Steps are named by their index in the document, so that every list here is a plain array. A shape
//! exists only for an acyclic process whose references resolve.

use std::collections::BTreeMap;

use petgraph::algo::toposort;
use petgraph::graph::{DiGraph, NodeIndex};

use super::{Mode, Process};

/// Who comes after whom in an acyclic process; steps are named by their index in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    order: Vec<usize>,
    predecessors: Vec<Vec<usize>>,
    successors: Vec<Vec<usize>>,
    foreground: Vec<bool>,
}

/// Why a process has no shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shapeless {
    /// This step comes after itself, through others or directly.
    Cycle {
        /// Its index.
        step: usize,
    },
    /// A step names a predecessor that does not exist.
    UnknownPredecessor {
        /// The index of the step that names it.
        step: usize,
        /// The index in its `after`.
        position: usize,
    },
}

impl Shape {
    /// The shape of a process; `None` where it has a cycle or names a step that does not exist, which
    /// [`check`](super::check()) reports.
    #[must_use]
    pub fn new(process: &Process) -> Option<Self> {
        Self::try_new(process).ok()
    }

    #[allow(clippy::indexing_slicing)] // every list here has one place for each step of the process
    pub(crate) fn try_new(process: &Process) -> Result<Self, Shapeless> {
        // One by one: collecting a map brings a browser a sort of its own.
        let mut index = BTreeMap::new();
        for (place, step) in process.steps.iter().enumerate() {
            index.insert(step.id.as_str(), place);
        }
        let mut graph = DiGraph::<(), ()>::new();
        let nodes: Vec<NodeIndex> = process.steps.iter().map(|_| graph.add_node(())).collect();
        let mut predecessors = vec![Vec::new(); nodes.len()];
        let mut successors = vec![Vec::new(); nodes.len()];
        for (step, &node) in nodes.iter().enumerate() {
            for (position, name) in process.steps[step].after.iter().enumerate() {
                let &before = index
                    .get(name.as_str())
                    .ok_or(Shapeless::UnknownPredecessor { step, position })?;
                graph.add_edge(nodes[before], node, ());
                if !predecessors[step].contains(&before) {
                    predecessors[step].push(before);
                    successors[before].push(step);
                }
            }
        }
        let order: Vec<usize> = toposort(&graph, None)
            .map_err(|cycle| Shapeless::Cycle { step: cycle.node_id().index() })?
            .into_iter()
            .map(NodeIndex::index)
            .collect();
        let mut foreground = vec![false; nodes.len()];
        for &step in &order {
            foreground[step] = process.steps[step].mode == Mode::RequestResponse
                && predecessors[step].iter().all(|&before| foreground[before]);
        }
        Ok(Self { order, predecessors, successors, foreground })
    }

    /// The steps so that each comes after all its predecessors.
    #[must_use]
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// The steps that must have ended before this one becomes ready; none for an unknown index.
    #[must_use]
    pub fn predecessors(&self, step: usize) -> &[usize] {
        self.predecessors.get(step).map_or(&[], Vec::as_slice)
    }

    /// The steps that wait for this one, in the document's order; none for an unknown index.
    #[must_use]
    pub fn successors(&self, step: usize) -> &[usize] {
        self.successors.get(step).map_or(&[], Vec::as_slice)
    }

    /// Whether every trigger between the request and this step is request-response.
    #[must_use]
    pub fn is_foreground(&self, step: usize) -> bool {
        self.foreground.get(step).copied().unwrap_or(false)
    }
}

impl Process {
    /// The name of the event that a step reacts to, or would: its own, or one in the past tense after
    /// what precedes it (`AuthorisePaymentCompleted`; `RequestReceived` where nothing does).
    #[must_use]
    pub fn event_name(&self, step: &super::Step) -> String {
        if let Some(event) = &step.event {
            return event.name.clone();
        }
        match step.after.last().and_then(|id| self.step(id)) {
            Some(before) => format!("{}Completed", pascal_case(before.label())),
            None => "RequestReceived".to_owned(),
        }
    }
}

/// A letter or digit of any script. The tables that tell letters of other scripts from their
/// punctuation and change their case weigh more than this whole room, in a browser.
pub(crate) fn is_letter(character: char) -> bool {
    !character.is_ascii() || character.is_ascii_alphanumeric()
}

fn pascal_case(words: &str) -> String {
    words
        .split(|character: char| !is_letter(character))
        .flat_map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Event, EventKind};
    use crate::testing::{StepDraft, scenario, step};

    fn process(steps: impl IntoIterator<Item = StepDraft>) -> Process {
        scenario(steps).build().process
    }

    #[test]
    fn every_step_comes_after_its_predecessors_however_the_document_orders_them() {
        let shape = Shape::new(&process([
            step("d").after(["b", "c"]),
            step("c").after(["a"]),
            step("b").after(["a"]),
            step("a"),
        ]))
        .unwrap();
        let place = |step: usize| shape.order().iter().position(|&it| it == step).unwrap();
        assert_eq!(shape.order().len(), 4);
        for step in 0..4 {
            assert!(shape.predecessors(step).iter().all(|&before| place(before) < place(step)));
        }
        assert_eq!(shape.predecessors(0), [2, 1]);
        // What `a` makes ready, in the document's order.
        assert_eq!(shape.successors(3), [1, 2]);
        assert_eq!(shape.successors(0), [] as [usize; 0]);
        assert_eq!(shape.predecessors(9), [] as [usize; 0]);
    }

    #[test]
    fn a_step_that_names_a_predecessor_twice_has_it_once() {
        let shape = Shape::new(&process([step("a"), step("b").after(["a", "a"])])).unwrap();
        assert_eq!(shape.predecessors(1), [0]);
        assert_eq!(shape.successors(0), [1]);
    }

    #[test]
    fn a_step_is_in_the_foreground_while_every_path_to_it_consists_of_calls() {
        let shape = Shape::new(&process([
            step("a"),
            step("b").after(["a"]).event(),
            step("behind-the-event").after(["b"]),
            step("c").after(["a"]),
            step("one-path-through-the-event").after(["c", "b"]),
            step("calls-only").after(["a", "c"]),
            step("at-once").event(),
        ]))
        .unwrap();
        let foreground: Vec<bool> = (0..8).map(|step| shape.is_foreground(step)).collect();
        assert_eq!(foreground, [true, false, false, true, false, true, false, false]);
    }

    #[test]
    fn a_process_with_a_cycle_or_an_unknown_step_has_no_shape() {
        let cycle = process([step("a").after(["b"]), step("b").after(["a"])]);
        assert!(matches!(Shape::try_new(&cycle), Err(Shapeless::Cycle { .. })));
        let itself = process([step("a").after(["a"])]);
        assert_eq!(Shape::try_new(&itself), Err(Shapeless::Cycle { step: 0 }));
        let unknown = process([step("a"), step("b").after(["a", "x"])]);
        assert_eq!(
            Shape::try_new(&unknown),
            Err(Shapeless::UnknownPredecessor { step: 1, position: 1 })
        );
        assert_eq!(Shape::new(&unknown), None);
    }

    #[test]
    fn an_event_without_a_name_is_named_after_what_precedes_it() {
        let mut process = process([
            step("authorise-payment"),
            step("receipt").after(["authorise-payment"]).event(),
            step("log").event(),
        ]);
        let name = |process: &Process, index: usize| process.event_name(&process.steps[index]);
        assert_eq!(name(&process, 1), "AuthorisePaymentCompleted");
        assert_eq!(name(&process, 2), "RequestReceived");
        process.steps[0].name = "take the money".to_owned();
        assert_eq!(name(&process, 1), "TakeTheMoneyCompleted");
        process.steps[1].event = Some(Event {
            name: "OrderPlaced".to_owned(),
            kind: EventKind::Domain,
            owner: None,
            version: None,
            message_bytes: None,
        });
        assert_eq!(name(&process, 1), "OrderPlaced");
    }
}
