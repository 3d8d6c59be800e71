//! A design as the findings and patterns see it, with what the rules say of its steps.

use crate::model::{
    Coordination, Mode, Necessity, Purpose, Scenario, ServiceId, Shape, Step, StepId,
};

use super::burden::Burden;
use super::classification::{Classification, Strength};

/// A design and what is known of it; steps are named by their index in the document.
pub(super) struct Judged<'a> {
    pub scenario: &'a Scenario,
    pub shape: &'a Shape,
    pub classes: &'a [Classification],
    /// The name of the event that each step reacts to, or would.
    pub names: Vec<String>,
    pub burden: Burden,
    /// All that each step comes after, a bit each.
    before: Vec<Vec<u64>>,
}

impl<'a> Judged<'a> {
    pub fn new(scenario: &'a Scenario, shape: &'a Shape, classes: &'a [Classification]) -> Self {
        let process = &scenario.process;
        let names = process.steps.iter().map(|step| process.event_name(step)).collect();
        let (burden, before) = (Burden::of(scenario), all_before(shape));
        Self { scenario, shape, classes, names, burden, before }
    }

    pub fn steps(&self) -> impl Iterator<Item = (usize, &'a Step)> + use<'a> {
        self.scenario.process.steps.iter().enumerate()
    }

    pub fn step(&self, index: usize) -> Option<&'a Step> {
        self.scenario.process.steps.get(index)
    }

    /// The steps that react to events.
    pub fn reacting(&self) -> impl Iterator<Item = (usize, &'a Step)> + use<'a> {
        self.steps().filter(|(_, step)| step.mode == Mode::Event)
    }

    pub fn has_events(&self) -> bool {
        self.reacting().next().is_some()
    }

    pub fn is_foreground(&self, index: usize) -> bool {
        self.shape.is_foreground(index)
    }

    /// The mode that is recommended, where anything speaks for it.
    pub fn recommended(&self, index: usize) -> Option<Mode> {
        let class = self.classes.get(index)?;
        (class.strength > Strength::Open).then_some(class.mode)
    }

    /// Whether a hard rule demands a call.
    pub fn must_be_called(&self, index: usize) -> bool {
        self.classes.get(index).is_some_and(|class| {
            class.mode == Mode::RequestResponse && class.strength == Strength::Must
        })
    }

    pub fn name(&self, index: usize) -> &str {
        self.names.get(index).map_or("", String::as_str)
    }

    /// What to call a step in a sentence.
    pub fn label(&self, index: usize) -> String {
        self.step(index).map(|step| step.label().to_owned()).unwrap_or_default()
    }

    /// The labels of steps as a list, in an order that does not depend on the document's.
    pub fn labels(&self, indices: &[usize]) -> String {
        let mut labels: Vec<String> = indices.iter().map(|&index| self.label(index)).collect();
        labels.sort_unstable();
        super::words::listed(&labels)
    }

    /// Whether a call of this step crosses the network: nobody on the calling side is its own service.
    pub fn is_remote_call(&self, index: usize) -> bool {
        let Some(step) = self.step(index) else { return false };
        if step.mode != Mode::RequestResponse {
            return false;
        }
        let process = &self.scenario.process;
        let before = self.shape.predecessors(index);
        let is_conducted = process.coordination == Coordination::Orchestrated;
        if before.is_empty() || (is_conducted && self.is_foreground(index)) {
            return process.entry.as_ref() != Some(&step.service);
        }
        !before.iter().all(|&it| self.step(it).is_some_and(|it| it.service == step.service))
    }

    /// Whether one step comes after another, through others or directly.
    pub fn comes_after(&self, step: usize, other: usize) -> bool {
        let word = self.before.get(step).and_then(|all| all.get(other / 64));
        word.is_some_and(|word| word >> (other % 64) & 1 == 1)
    }

    /// The step and all before it that react to an event: what must be called so that it comes before
    /// the line.
    pub fn events_up_to(&self, step: usize) -> Vec<usize> {
        (self.reacting().map(|(index, _)| index))
            .filter(|&index| index == step || self.comes_after(step, index))
            .collect()
    }

    /// Whether the design stays valid when these are called: chained, a step in the foreground has one
    /// caller.
    pub fn can_call(&self, steps: &[usize]) -> bool {
        if self.scenario.process.coordination == Coordination::Orchestrated {
            return true;
        }
        let mut foreground = vec![false; self.names.len()];
        for &index in self.shape.order() {
            let before = self.shape.predecessors(index);
            let is_called = steps.contains(&index)
                || self.step(index).is_some_and(|step| step.mode == Mode::RequestResponse);
            let is_before = is_called
                && before.iter().all(|&it| foreground.get(it).copied().unwrap_or_default());
            if is_before && before.len() > 1 {
                return false;
            }
            if let Some(place) = foreground.get_mut(index) {
                *place = is_before;
            }
        }
        true
    }

    pub fn ids(&self, indices: &[usize]) -> Vec<StepId> {
        let mut ids: Vec<StepId> =
            indices.iter().filter_map(|&it| Some(self.step(it)?.id.clone())).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Who publishes the event that a step reacts to.
    pub fn publisher(&self, index: usize) -> Option<&'a ServiceId> {
        publisher(self.scenario, self.step(index)?)
    }

    /// The steps that share each unit.
    pub fn units(&self) -> Vec<(String, Vec<usize>)> {
        groups(self.steps().map(|(index, _)| index), |index| {
            self.step(index)?.business.unit.clone()
        })
    }

    /// The steps that react to each event.
    pub fn topics(&self) -> Vec<(String, Vec<usize>)> {
        groups(self.reacting().map(|(index, _)| index), |index| Some(self.name(index).to_owned()))
    }
}

/// All that each step comes after, a bit each.
fn all_before(shape: &Shape) -> Vec<Vec<u64>> {
    let mut before = vec![Vec::new(); shape.order().len()];
    for &step in shape.order() {
        let mut all = vec![0; shape.order().len() / 64 + 1];
        for &direct in shape.predecessors(step) {
            for (word, more) in all.iter_mut().zip(before.get(direct).into_iter().flatten()) {
                *word |= more;
            }
            if let Some(word) = all.get_mut(direct / 64) {
                *word |= 1 << (direct % 64);
            }
        }
        if let Some(place) = before.get_mut(step) {
            *place = all;
        }
    }
    before
}

/// Whether a step changes what the process is about, and must: what a saga is made of.
pub(super) fn commits(step: &Step) -> bool {
    step.business.kind == Some(Purpose::Core)
        && step.business.necessity == Some(Necessity::Required)
}

/// Groups of steps that have a word in common, each with the word; by the word.
pub(super) fn groups(
    indices: impl Iterator<Item = usize>,
    word: impl Fn(usize) -> Option<String>,
) -> Vec<(String, Vec<usize>)> {
    let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
    for index in indices {
        let Some(word) = word(index) else { continue };
        match groups.binary_search_by(|(it, _)| it.cmp(&word)) {
            Ok(at) => {
                if let Some((_, all)) = groups.get_mut(at) {
                    all.push(index);
                }
            }
            Err(at) => groups.insert(at, (word, vec![index])),
        }
    }
    groups
}

/// Who publishes the event that a step reacts to: the service of the step before, or the entry.
pub(super) fn publisher<'a>(scenario: &'a Scenario, step: &Step) -> Option<&'a ServiceId> {
    let process = &scenario.process;
    match step.after.last().and_then(|id| process.step(id)) {
        Some(before) => Some(&before.service),
        None => process.entry.as_ref(),
    }
}
