//! A design as the findings and patterns see it, with what the rules say of its steps.

use std::cell::OnceCell;

use crate::model::{
    Coordination, Design, Edit, Mode, Necessity, Purpose, Scenario, ServiceId, Shape, Step, StepId,
    Trigger,
};

use super::burden::Burden;
use super::classification::{Classification, Strength};
use super::contradictions::Contradiction;
use super::parties::{conductor, publisher};
use super::ways::{Way, together, ways};

/// Of so many steps a sentence names each.
const MANY: usize = 5;

/// A design and what is known of it; steps are named by their index in the document.
pub(super) struct Judged<'a> {
    pub scenario: &'a Scenario,
    pub shape: &'a Shape,
    pub classes: &'a [Classification],
    /// What disagrees in the answers for the process.
    pub contradictions: &'a [Contradiction],
    /// The name of the event that each step reacts to, or would.
    pub names: Vec<OnceCell<String>>,
    pub burden: Burden,
    /// The ways that its choices leave.
    pub ways: Vec<Way>,
    /// All that each step comes after, a bit each.
    before: Vec<Vec<u64>>,
    /// The share of requests that come to each step.
    reached: Vec<f64>,
}

impl<'a> Judged<'a> {
    pub fn new(scenario: &'a Scenario, shape: &'a Shape, classes: &'a [Classification]) -> Self {
        let process = &scenario.process;
        let names = vec![OnceCell::new(); process.steps.len()];
        let (burden, before) = (Burden::of(scenario), all_before(shape));
        let ways = ways(process, shape);
        let reached = reached(&process.steps, &ways, &before);
        Self { scenario, shape, classes, contradictions: &[], names, burden, ways, before, reached }
    }

    /// The same, with what disagrees in the answers for the process.
    pub fn asked(self, contradictions: &'a [Contradiction]) -> Self {
        Self { contradictions, ..self }
    }

    pub fn steps(&self) -> impl Iterator<Item = (usize, &'a Step)> + use<'a> {
        self.scenario.process.steps.iter().enumerate()
    }

    pub fn step(&self, index: usize) -> Option<&'a Step> {
        self.scenario.process.steps.get(index)
    }

    /// The steps that nobody waits for: they react to an event, or to a command.
    pub fn reacting(&self) -> impl Iterator<Item = (usize, &'a Step)> + use<'a> {
        self.steps().filter(|(_, step)| step.mode == Mode::Event)
    }

    /// The steps that react to events, commands apart.
    pub fn listening(&self) -> impl Iterator<Item = (usize, &'a Step)> + use<'a> {
        let process = &self.scenario.process;
        self.steps().filter(|(_, step)| process.trigger(step) == Trigger::Event)
    }

    pub fn is_command(&self, index: usize) -> bool {
        self.step(index).is_some_and(|it| self.scenario.process.trigger(it) == Trigger::Command)
    }

    pub fn is_foreground(&self, index: usize) -> bool {
        self.shape.is_foreground(index)
    }

    /// The mode that is recommended, where anything speaks for it.
    pub fn recommended(&self, index: usize) -> Option<Mode> {
        self.classes.get(index)?.mode()
    }

    /// Whether a workflow should command it.
    pub fn should_be_commanded(&self, index: usize) -> bool {
        self.classes.get(index).is_some_and(|it| it.trigger == Some(Trigger::Command))
    }

    /// Who conducts, or would: the entry, or the service of the first step.
    pub fn conductor(&self) -> Option<&'a ServiceId> {
        conductor(self.scenario)
    }

    /// Whether a hard rule demands a call, and nothing contradicts it.
    pub fn must_be_called(&self, index: usize) -> bool {
        self.classes.get(index).is_some_and(|class| {
            class.trigger == Some(Trigger::Call) && class.strength == Strength::Must
        })
    }

    pub fn name(&self, index: usize) -> &str {
        let Some(step) = self.step(index) else { return "" };
        // Made where somebody asks: of most steps nobody does.
        let name = || self.scenario.process.event_name(step);
        self.names.get(index).map_or("", |known| known.get_or_init(name).as_str())
    }

    /// What to call a step in a sentence.
    pub fn label(&self, index: usize) -> String {
        self.step(index).map(|step| step.label().to_owned()).unwrap_or_default()
    }

    /// The labels of steps as a list, in an order that does not depend on the document's.
    pub fn labels(&self, indices: &[usize]) -> String {
        let mut labels: Vec<String> = indices.iter().map(|&index| self.label(index)).collect();
        labels.sort_unstable();
        // Of many a sentence names some: the row beside it lists all.
        let others = labels.len().saturating_sub(MANY - 1);
        if labels.len() > MANY {
            labels.truncate(MANY - 1);
            labels.push(format!("{others} others"));
        }
        crate::units::format::listed(&labels)
    }

    /// Whether a call of this step crosses the network: nobody on the calling side is its own service.
    pub fn is_remote_call(&self, index: usize) -> bool {
        let Some(step) = self.step(index) else { return false };
        if step.mode != Mode::RequestResponse {
            return false;
        }
        let process = &self.scenario.process;
        if self.shape.caller(index).is_some() {
            // All who call one another hold a worker meanwhile; so does the entry in the foreground.
            let above =
                std::iter::successors(self.shape.caller(index), |&it| self.shape.caller(it));
            let is_own = |it: usize| self.step(it).is_some_and(|it| it.service == step.service);
            let is_entrys = process.entry.as_ref() == Some(&step.service);
            let is_local = self.is_foreground(index) && is_entrys || above.into_iter().any(is_own);
            return !is_local;
        }
        let before = self.shape.predecessors(index);
        let is_conducted = process.coordination == Coordination::Orchestrated;
        if before.is_empty() || (is_conducted && self.is_foreground(index)) {
            return process.entry.as_ref() != Some(&step.service);
        }
        !before.iter().all(|&it| self.step(it).is_some_and(|it| it.service == step.service))
    }

    /// Whether one step comes after another, through others or directly.
    pub fn comes_after(&self, step: usize, other: usize) -> bool {
        self.before.get(step).is_some_and(|all| is_in(all, other))
    }

    /// The share of requests that come to a step, from 0 to 1: by its branch, and by who is left after the
    /// steps before it that can decline or fail for good.
    pub fn reached(&self, step: usize) -> f64 {
        self.reached.get(step).copied().unwrap_or(0.0)
    }

    /// The step and all before it that react to an event: what must be called so that it comes before
    /// the line.
    pub fn events_up_to(&self, step: usize) -> Vec<usize> {
        (self.reacting().map(|(index, _)| index))
            .filter(|&index| index == step || self.comes_after(step, index))
            .collect()
    }

    /// Whether the design stays valid when these are called: chained, a step in the foreground has one
    /// caller, whichever way is taken; among callers, one calls only after what it calls itself.
    pub fn can_call(&self, steps: &[usize]) -> bool {
        let process = &self.scenario.process;
        if process.steps.iter().any(|step| step.caller.is_some()) {
            let call = |step| Edit::SetMode { step, mode: Mode::RequestResponse };
            let edits = self.ids(steps).into_iter().map(call).collect();
            let all = Edit::All { said: String::new(), edits };
            let design = Design::check(self.scenario.clone());
            return design.is_ok_and(|design| all.apply(&design).is_ok());
        }
        if process.coordination == Coordination::Orchestrated {
            return true;
        }
        let mut foreground = vec![false; self.names.len()];
        for &index in self.shape.order() {
            let before = self.shape.predecessors(index);
            let is_called = steps.contains(&index)
                || self.step(index).is_some_and(|step| step.mode == Mode::RequestResponse);
            let is_before = is_called
                && before.iter().all(|&it| foreground.get(it).copied().unwrap_or_default());
            let excludes = |one: usize, other: usize| self.shape.exclude_each_other(one, other);
            let are_several = before.iter().enumerate().any(|(place, &one)| {
                before.iter().skip(place + 1).any(|&other| !excludes(one, other))
            });
            if is_before && are_several {
                return false;
            }
            if let Some(place) = foreground.get_mut(index) {
                *place = is_before;
            }
        }
        true
    }

    /// As many of these steps as can be on one way together.
    pub fn together(&self, steps: &[usize]) -> Vec<usize> {
        together(self.shape, steps, |it| {
            self.step(it).map(|it| it.id.to_string()).unwrap_or_default()
        })
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

    /// The steps that react to each event, commands apart.
    pub fn topics(&self) -> Vec<(String, Vec<usize>)> {
        groups(self.listening().map(|(index, _)| index), |index| Some(self.name(index).to_owned()))
    }
}

/// Whether a step is one of these, a bit each.
fn is_in(all: &[u64], step: usize) -> bool {
    all.get(step / 64).is_some_and(|word| word >> (step % 64) & 1 == 1)
}

/// The share of requests that come to each step.
fn reached(steps: &[Step], ways: &[Way], before: &[Vec<u64>]) -> Vec<f64> {
    let goes_on: Vec<f64> = steps.iter().map(goes_on).collect();
    (before.iter().enumerate())
        .map(|(index, all)| {
            let on_way = ways.iter().filter(|way| way.leads_over(index)).map(|way| way.share);
            let left = goes_on.iter().enumerate().filter(|(other, _)| is_in(all, *other));
            on_way.sum::<f64>() * left.map(|(_, share)| share).product::<f64>()
        })
        .collect()
}

/// The share of requests that go on after a step.
fn goes_on(step: &Step) -> f64 {
    if !step.business.is_required() {
        return 1.0;
    }
    let attempts = match step.mode {
        Mode::RequestResponse if step.call.fallback => return 1.0 - step.decline_ratio.get(),
        Mode::RequestResponse => step.call.retries.saturating_add(1),
        Mode::Event => step.delivery.attempts(),
    };
    let fails = libm::pow(step.error_ratio.get(), f64::from(attempts));
    (1.0 - step.decline_ratio.get()) * (1.0 - fails)
}

/// All that each step comes after, a bit each: also what those before it call, since they have ended with
/// their calls, and whoever calls it, which has done its own work by then.
fn all_before(shape: &Shape) -> Vec<Vec<u64>> {
    let count = shape.order().len();
    let nothing = || vec![0; count / 64 + 1];
    let mut before = vec![Vec::new(); count];
    for &step in shape.order() {
        let mut all: Vec<u64> = nothing();
        let mut add = |it: usize, those: &[Vec<u64>]| {
            for (word, more) in all.iter_mut().zip(those.get(it).into_iter().flatten()) {
                *word |= more;
            }
            if let Some(word) = all.get_mut(it / 64) {
                *word |= 1 << (it % 64);
            }
        };
        for &direct in shape.predecessors(step) {
            add(direct, &before);
            for under in all_under(shape, direct) {
                add(under, &before);
            }
        }
        if let Some(caller) = shape.caller(step) {
            add(caller, &before);
        }
        if let Some(place) = before.get_mut(step) {
            *place = all;
        }
    }
    before
}

/// Everything that a step calls during its work, and that those call in turn.
pub(super) fn all_under(shape: &Shape, step: usize) -> Vec<usize> {
    let mut under = shape.calls(step).to_vec();
    let mut next = 0;
    while let Some(&it) = under.get(next) {
        under.extend(shape.calls(it));
        next += 1;
    }
    under
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
