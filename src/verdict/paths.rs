//! Paths through a process: what is done one after the other for one request, along one of its ways.
//!
//! A step begins when all before it have ended, or when its caller has done its own work; a step that calls
//! others has ended when they have. This file does not know which steps somebody looks at, nor which paths
//! are too long.

use std::cmp::Ordering;

use crate::model::Shape;

use super::judged::all_under;
use super::ways::Way;

/// A path, while it grows; steps are named by their index in the document.
#[derive(Debug, Clone)]
pub(super) struct Path {
    /// The steps of it that are called over the network.
    pub called: Vec<usize>,
    /// How many services perform these, each counted once.
    pub services: usize,
    /// How long, in milliseconds.
    pub ms: f64,
    /// The share that gets through, from 0 to 1.
    pub reliability: f64,
    /// The steps, each after those before it.
    pub steps: Vec<usize>,
}

/// One that has not begun: all get through it.
impl Default for Path {
    fn default() -> Self {
        Self { called: Vec::new(), services: 0, ms: 0.0, reliability: 1.0, steps: Vec::new() }
    }
}

/// What a path is made of and how two are told apart.
pub(super) struct Terms<'a> {
    /// Whether a step is looked at.
    pub counts: &'a dyn Fn(usize) -> bool,
    /// A path that goes on with a step.
    pub with: &'a dyn Fn(Path, usize) -> Path,
    /// Which of two is longer.
    pub longer: &'a dyn Fn(&Path, &Path) -> Ordering,
}

/// The longest path along a way.
pub(super) fn longest(shape: &Shape, way: &Way, terms: &Terms<'_>) -> Path {
    let mut paths = Paths::new(shape, terms);
    for &step in shape.order().iter().filter(|&&step| way.leads_over(step)) {
        paths.goes_on_with(step);
    }
    let longest = paths.own.into_iter().flatten().max_by(|one, other| (terms.longer)(one, other));
    longest.unwrap_or_default()
}

/// The longest path of what a step does and calls along a way, itself the first of it; nothing where the way
/// does not lead over it.
pub(super) fn longest_under(
    shape: &Shape,
    way: &Way,
    terms: &Terms<'_>,
    step: usize,
) -> Option<Path> {
    let mut paths = Paths::new(shape, terms);
    let under = all_under(shape, step);
    let is_part = |it: usize| (it == step || under.contains(&it)) && way.leads_over(it);
    for &it in shape.order().iter().filter(|&&it| is_part(it)) {
        paths.goes_on_with(it);
    }
    let last = paths.last_of(step)?;
    paths.own.get_mut(last)?.take()
}

/// The paths to each step of those that were gone over.
struct Paths<'a> {
    shape: &'a Shape,
    terms: &'a Terms<'a>,
    /// By step, the longest path up to the end of its own work.
    own: Vec<Option<Path>>,
    /// By step, where the longest path to its end ends: at itself, or at something that it calls.
    last: Vec<Option<usize>>,
}

impl<'a> Paths<'a> {
    fn new(shape: &'a Shape, terms: &'a Terms<'a>) -> Self {
        let count = shape.order().len();
        Self { shape, terms, own: vec![None; count], last: vec![None; count] }
    }

    /// Adds a step; those before it, with what they call, have been added.
    fn goes_on_with(&mut self, step: usize) {
        if !(self.terms.counts)(step) {
            return;
        }
        let before = self.shape.predecessors(step).to_vec();
        let before = before.into_iter().filter_map(|it| self.last_of(it)).collect::<Vec<_>>();
        let begins = self.longest_of(&before).or_else(|| self.shape.caller(step));
        let path = begins.and_then(|it| self.own.get(it)?.clone()).unwrap_or_default();
        if let Some(place) = self.own.get_mut(step) {
            *place = Some((self.terms.with)(path, step));
        }
    }

    /// Where the longest path to the end of a step ends.
    fn last_of(&mut self, step: usize) -> Option<usize> {
        if let Some(last) = self.last.get(step).copied().flatten() {
            return Some(last);
        }
        self.own.get(step)?.as_ref()?;
        let calls = self.shape.calls(step).to_vec();
        let mut ends: Vec<usize> = calls.into_iter().filter_map(|it| self.last_of(it)).collect();
        ends.push(step);
        let last = self.longest_of(&ends);
        if let Some(place) = self.last.get_mut(step) {
            *place = last;
        }
        last
    }

    fn longest_of(&self, steps: &[usize]) -> Option<usize> {
        let path = |step: &usize| self.own.get(*step)?.as_ref();
        let paths = steps.iter().filter_map(|step| Some((*step, path(step)?)));
        let longest = paths.max_by(|(_, one), (_, other)| (self.terms.longer)(one, other));
        longest.map(|(step, _)| step)
    }
}
