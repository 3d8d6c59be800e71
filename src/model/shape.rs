//! The shape of a process: who comes after whom, and where the acknowledgement line runs.
//!
//! Steps are named by their index in the document, so that every list here is a plain array. A shape
//! exists only for an acyclic process whose references resolve.

use std::collections::BTreeMap;

use petgraph::algo::toposort;
use petgraph::graph::{DiGraph, NodeIndex};

use super::fact::fact_after;
use super::ways::{OnBranch, Ways};
use super::{Mode, Process};

/// Who comes after whom in an acyclic process; steps are named by their index in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    order: Vec<usize>,
    predecessors: Vec<Vec<usize>>,
    successors: Vec<Vec<usize>>,
    callers: Vec<Option<usize>>,
    calls: Vec<Vec<usize>>,
    foreground: Vec<bool>,
    ways: Ways,
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
    /// A step names a caller that does not exist.
    UnknownCaller {
        /// The index of the step that names it.
        step: usize,
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
        let count = process.steps.len();
        let mut predecessors = vec![Vec::new(); count];
        let mut successors = vec![Vec::new(); count];
        let mut named = vec![None; count];
        let mut comes_before = |before: usize, step: usize| {
            if !predecessors[step].contains(&before) {
                predecessors[step].push(before);
                successors[before].push(step);
            }
        };
        for (step, it) in process.steps.iter().enumerate() {
            for (position, name) in it.after.iter().enumerate() {
                let &before = index
                    .get(name.as_str())
                    .ok_or(Shapeless::UnknownPredecessor { step, position })?;
                comes_before(before, step);
            }
            if let Some(name) = &it.caller {
                let &caller = index.get(name.as_str()).ok_or(Shapeless::UnknownCaller { step })?;
                named[step] = Some(caller);
                // What would call it publishes what it reacts to instead.
                if it.mode == Mode::Event && it.after.is_empty() {
                    comes_before(caller, step);
                }
            }
        }
        let begins_after = |step: usize| predecessors[step].iter().copied().chain(named[step]);
        let by_beginning = sorted(count, begins_after)?;
        let (callers, calls) = callers(process, &named, &predecessors, &by_beginning);
        // A step that calls others has ended when they have, so they come before what follows it.
        let order = if callers.iter().all(Option::is_none) {
            by_beginning
        } else {
            let (callers, calls) = (&callers, &calls);
            let ends = |step: usize| {
                begins_after(step).flat_map(move |before| {
                    // Only what calls it need not have ended.
                    let is_inside = callers[step] == Some(before);
                    let under = if is_inside { Vec::new() } else { all_under(before, calls) };
                    std::iter::once(before).chain(under)
                })
            };
            sorted(count, ends)?
        };
        let mut foreground = vec![false; count];
        for &step in &order {
            foreground[step] = process.steps[step].mode == Mode::RequestResponse
                && predecessors[step].iter().all(|&before| foreground[before])
                && callers[step].is_none_or(|caller| foreground[caller]);
        }
        let ways = Ways::new(process, &order, &predecessors, &callers);
        Ok(Self { order, predecessors, successors, callers, calls, foreground, ways })
    }

    /// The steps so that each comes after all its predecessors and its caller, and after all that those
    /// call before they have ended.
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

    /// The step during whose work this one is called. None where whoever conducts calls it, where it is no
    /// call, and where it comes after an event, since its caller does not wait for that.
    #[must_use]
    pub fn caller(&self, step: usize) -> Option<usize> {
        self.callers.get(step).copied().flatten()
    }

    /// The steps that this one calls during its work, in the document's order.
    #[must_use]
    pub fn calls(&self, step: usize) -> &[usize] {
        self.calls.get(step).map_or(&[], Vec::as_slice)
    }

    /// Whether any step is called by another one during its work.
    #[must_use]
    pub fn has_callers(&self) -> bool {
        self.callers.iter().any(Option::is_some)
    }

    /// All that must have begun before this step is called or told: its predecessors, else its caller.
    #[must_use]
    pub fn begins_after(&self, step: usize) -> Vec<usize> {
        match (self.predecessors(step), self.caller(step)) {
            ([], Some(caller)) => vec![caller],
            (before, _) => before.to_vec(),
        }
    }

    /// Whether every trigger between the request and this step is request-response.
    #[must_use]
    pub fn is_foreground(&self, step: usize) -> bool {
        self.foreground.get(step).copied().unwrap_or(false)
    }

    /// The branch that a step is on, where it names one that there is.
    #[must_use]
    pub fn branch(&self, step: usize) -> Option<OnBranch> {
        self.ways.branch(step)
    }

    /// Whether no customer's way leads over both.
    #[must_use]
    pub fn exclude_each_other(&self, one: usize, other: usize) -> bool {
        self.ways.exclude_each_other(one, other)
    }

    /// Whether a customer's way can lead over this step at all.
    pub(crate) fn is_possible(&self, step: usize) -> bool {
        self.ways.is_possible(step)
    }

    /// Which steps are on a customer's way that takes these branches, by choice; and which choices it
    /// comes to.
    pub(crate) fn taken(&self, branches: &[usize]) -> (Vec<bool>, Vec<bool>) {
        self.ways.taken(branches, &self.order, &self.predecessors, &self.callers)
    }
}

/// The steps so that each comes after those that are before it.
fn sorted<I: Iterator<Item = usize>>(
    count: usize,
    before: impl Fn(usize) -> I,
) -> Result<Vec<usize>, Shapeless> {
    let mut graph = DiGraph::<(), ()>::new();
    let nodes: Vec<NodeIndex> = (0..count).map(|_| graph.add_node(())).collect();
    for (step, &node) in nodes.iter().enumerate() {
        for other in before(step).filter_map(|other| nodes.get(other)) {
            graph.add_edge(*other, node, ());
        }
    }
    let order = toposort(&graph, None)
        .map_err(|cycle| Shapeless::Cycle { step: cycle.node_id().index() })?;
    Ok(order.into_iter().map(NodeIndex::index).collect())
}

/// By step, who calls it during its work, and whom it calls: a call behind an event has no caller that
/// waits, whatever it names.
#[allow(clippy::indexing_slicing)] // every list here has one place for each step of the process
fn callers(
    process: &Process,
    named: &[Option<usize>],
    predecessors: &[Vec<usize>],
    order: &[usize],
) -> (Vec<Option<usize>>, Vec<Vec<usize>>) {
    let mut callers = vec![None; named.len()];
    for &step in order {
        let is_call = process.steps[step].mode == Mode::RequestResponse;
        if is_call && predecessors[step].iter().all(|&before| callers[before] == named[step]) {
            callers[step] = named[step];
        }
    }
    let mut calls = vec![Vec::new(); named.len()];
    for (step, caller) in callers.iter().enumerate() {
        if let Some(caller) = *caller {
            calls[caller].push(step);
        }
    }
    (callers, calls)
}

/// Everything that a step calls during its work, and that those call in turn.
fn all_under(step: usize, calls: &[Vec<usize>]) -> Vec<usize> {
    let mut under = calls.get(step).cloned().unwrap_or_default();
    let mut next = 0;
    while let Some(&it) = under.get(next) {
        under.extend(calls.get(it).into_iter().flatten());
        next += 1;
    }
    under
}

impl Process {
    /// The name of the event that a step reacts to, or would: its own, or one in the past tense after
    /// what precedes it (`PaymentAuthorised`; `RequestReceived` where nothing does).
    #[must_use]
    pub fn event_name(&self, step: &super::Step) -> String {
        if let Some(event) = &step.event {
            return event.name.clone();
        }
        match step.after.last().or(step.caller.as_ref()).and_then(|id| self.step(id)) {
            Some(before) => fact_after(before.label()),
            None => "RequestReceived".to_owned(),
        }
    }
}

/// A letter or digit of any script. The tables that tell letters of other scripts from their
/// punctuation and change their case weigh more than this whole room, in a browser.
pub(crate) fn is_letter(character: char) -> bool {
    !character.is_ascii() || character.is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Event;
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
        let mut calls_itself = process([step("a")]);
        calls_itself.steps[0].caller = Some("a".into());
        assert_eq!(Shape::try_new(&calls_itself), Err(Shapeless::Cycle { step: 0 }));
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
        assert_eq!(name(&process, 1), "PaymentAuthorised");
        assert_eq!(name(&process, 2), "RequestReceived");
        process.steps[0].name = "take the money".to_owned();
        assert_eq!(name(&process, 1), "MoneyTaken");
        process.steps[1].event = Some(Event { name: "OrderPlaced".to_owned(), ..Event::default() });
        assert_eq!(name(&process, 1), "OrderPlaced");
    }
}
