//! The lab: which runs are wanted, what for, and what is known of them.
//!
//! A run is known by its key, the design and the replications, so that whoever wants the same run gets
//! the same report, and none is made twice: not for the stage and the comparison, not after an undo, not
//! because a design got another name. The lab runs nothing by itself: it says what to begin and what to
//! stop ([`Output`]), and is told what came of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Output;
use crate::engine::{Extent, Report};
use crate::model::Design;

/// What runs are wanted for; the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// The figures of the design that is open.
    Figures,
    /// Two designs side by side.
    Comparison,
    /// Two designs under growing load.
    Sweep,
    /// The highest load that each of two designs carries.
    Capacity,
    /// Queues with known answers.
    Check,
    /// What is recommended of the design that is open.
    Recommendation,
    /// The design that is open for longer, where its figures depend on that.
    Longer,
    /// What each flip would do, measured while nothing else is asked for.
    Flips,
}

impl Purpose {
    const ALL: [Self; 8] = [
        Self::Figures,
        Self::Comparison,
        Self::Sweep,
        Self::Capacity,
        Self::Check,
        Self::Recommendation,
        Self::Longer,
        Self::Flips,
    ];

    /// Whether nobody waits for it.
    #[must_use]
    pub const fn can_wait(self) -> bool {
        matches!(self, Self::Longer | Self::Flips)
    }
}

/// A run that is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunId(pub u64);

/// A run: of which design, and which replications.
#[derive(Debug, Clone, PartialEq)]
pub struct RunKey {
    /// What is run.
    pub design: Design,
    /// Which replications.
    pub extent: Extent,
}

/// What is heard of a run.
#[derive(Debug, Clone, PartialEq)]
pub enum RunUpdate {
    /// The share that is done, from 0 to 1.
    Progress(f64),
    /// Its report.
    Report(Box<Report>),
    /// There will be no report, and why, as a sentence.
    Refused(String),
}

/// How far the runs of a purpose are.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct RunsDone {
    /// How many have ended.
    pub done: usize,
    /// How many are wanted.
    pub of: usize,
    /// The share of all of them that is done, from 0 to 1.
    pub share: f64,
}

/// What is known, and what is wanted.
#[derive(Debug, Clone, Default)]
pub struct Lab {
    /// Every run that is known or under way, the one that was wanted last at the end.
    entries: Vec<Entry>,
    /// What each purpose wants, in its own order.
    wanted: [Vec<RunKey>; Purpose::ALL.len()],
    last: u64,
}

#[derive(Debug, Clone)]
struct Entry {
    key: RunKey,
    /// Of the design, so that hundreds of entries are looked through without looking at theirs.
    sketch: u64,
    state: State,
}

#[derive(Debug, Clone)]
enum State {
    Running { run: RunId, urgency: Purpose, share: f64 },
    Known(Arc<Report>),
    Refused,
}

/// Where the entry of a run is.
fn place_of(entries: &[Entry], key: &RunKey) -> Option<usize> {
    let sketch = key.design.sketch();
    let is_it = |entry: &Entry| {
        let it = &entry.key;
        entry.sketch == sketch && it.extent == key.extent && it.design.runs_like(&key.design)
    };
    entries.iter().rposition(is_it)
}

impl Lab {
    /// So many reports that nobody wants any more are kept: of the designs of the last minutes.
    pub const MOST_KEPT: usize = 48;

    /// From now on these runs, and no others, are wanted for a purpose; what to begin and to stop.
    pub fn want(&mut self, purpose: Purpose, keys: Vec<RunKey>) -> Vec<Output> {
        if let Some(place) = self.wanted.get_mut(purpose as usize) {
            *place = keys;
        }
        let mut outputs = self.drop_unwanted();
        for key in self.of(purpose).to_vec() {
            outputs.extend(self.ensure(key, purpose));
        }
        outputs
    }

    /// Of what is wanted for a purpose, only what has ended is from now on; what to stop.
    pub fn stop(&mut self, purpose: Purpose) -> Vec<Output> {
        let ended = self.of(purpose).iter().filter(|key| self.has_ended(key)).cloned().collect();
        self.want(purpose, ended)
    }

    /// What nobody wants any more is stopped; of what is known, the oldest is forgotten.
    fn drop_unwanted(&mut self) -> Vec<Output> {
        let wanted = self.wanted.iter().flatten();
        let wanted: BTreeSet<usize> =
            wanted.filter_map(|key| place_of(&self.entries, key)).collect();
        let is_idle = |(place, entry): &(usize, &Entry)| {
            !matches!(entry.state, State::Running { .. }) && !wanted.contains(place)
        };
        let idle = self.entries.iter().enumerate().filter(is_idle).count();
        let mut over = idle.saturating_sub(Self::MOST_KEPT);
        let mut outputs = Vec::new();
        let mut places = 0..self.entries.len();
        self.entries.retain(|entry| {
            let is_wanted = places.next().is_some_and(|place| wanted.contains(&place));
            match entry.state {
                _ if is_wanted => true,
                State::Running { run, .. } => {
                    outputs.push(Output::Cancel(run));
                    false
                }
                State::Known(_) | State::Refused => {
                    let goes = over > 0;
                    over -= usize::from(goes);
                    !goes
                }
            }
        });
        outputs
    }

    /// Begins a run unless it is known or under way; one that is more urgent now begins anew.
    fn ensure(&mut self, key: RunKey, purpose: Purpose) -> Vec<Output> {
        let mut outputs = Vec::new();
        if let Some(place) = place_of(&self.entries, &key) {
            let entry = self.entries.remove(place);
            match entry.state {
                State::Running { run, urgency, .. } if purpose < urgency => {
                    outputs.push(Output::Cancel(run));
                }
                State::Running { .. } | State::Known(_) | State::Refused => {
                    self.entries.push(entry);
                    return outputs;
                }
            }
        }
        self.last += 1;
        let run = RunId(self.last);
        let state = State::Running { run, urgency: purpose, share: 0.0 };
        let sketch = key.design.sketch();
        self.entries.push(Entry { key: key.clone(), sketch, state });
        outputs.push(Output::Run { run, purpose, key });
        outputs
    }

    /// Hears of a run; whether it is one that is still wanted.
    pub fn hear(&mut self, run: RunId, update: RunUpdate) -> bool {
        let is_it =
            |entry: &&mut Entry| matches!(entry.state, State::Running { run: it, .. } if it == run);
        let Some(entry) = self.entries.iter_mut().find(is_it) else { return false };
        match (update, &mut entry.state) {
            // A run that begins anew elsewhere goes on from where it was, as far as anybody sees.
            (RunUpdate::Progress(done), State::Running { share, .. }) => *share = share.max(done),
            (RunUpdate::Progress(_), State::Known(_) | State::Refused) => {}
            (RunUpdate::Report(report), state) => *state = State::Known(Arc::from(report)),
            (RunUpdate::Refused(_), state) => *state = State::Refused,
        }
        true
    }

    /// The runs that are wanted for a purpose, in the order in which they were asked for.
    #[must_use]
    pub fn of(&self, purpose: Purpose) -> &[RunKey] {
        self.wanted.get(purpose as usize).map_or(&[], Vec::as_slice)
    }

    /// The report of a run, once it is known.
    #[must_use]
    pub fn report(&self, key: &RunKey) -> Option<&Arc<Report>> {
        match &self.find(key)?.state {
            State::Known(report) => Some(report),
            State::Running { .. } | State::Refused => None,
        }
    }

    /// Whether a run has ended, with a report or without.
    #[must_use]
    pub fn has_ended(&self, key: &RunKey) -> bool {
        self.find(key).is_some_and(|entry| !matches!(entry.state, State::Running { .. }))
    }

    /// How far the runs of a purpose are.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // a few hundred at most
    pub fn done(&self, purpose: Purpose) -> RunsDone {
        let keys = self.of(purpose);
        let states = keys.iter().map(|key| self.find(key).map(|entry| &entry.state));
        let (mut done, mut sum) = (0, 0.0);
        for state in states {
            match state {
                Some(State::Running { share, .. }) => sum += share,
                Some(State::Known(_) | State::Refused) => (done, sum) = (done + 1, sum + 1.0),
                None => {}
            }
        }
        RunsDone { done, of: keys.len(), share: sum / keys.len().max(1) as f64 }
    }

    fn find(&self, key: &RunKey) -> Option<&Entry> {
        self.entries.get(place_of(&self.entries, key)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::document;
    use crate::model::{Edit, Scenario};

    fn design(seed: u64) -> Design {
        let first = document::read(crate::catalogue::FIRST).unwrap();
        Design::check(Scenario { seed, ..Scenario::clone(&first) }).unwrap()
    }

    fn key(seed: u64) -> RunKey {
        RunKey { design: design(seed), extent: Extent { first: 0, replications: 10 } }
    }

    fn report() -> RunUpdate {
        RunUpdate::Report(Box::default())
    }

    /// What begins, by its number, and what is stopped.
    fn told(outputs: &[Output]) -> (Vec<u64>, Vec<u64>) {
        let mut both = (Vec::new(), Vec::new());
        for output in outputs {
            match output {
                Output::Run { run, .. } => both.0.push(run.0),
                Output::Cancel(run) => both.1.push(run.0),
                Output::Record { .. } | Output::Announce(_) => panic!("{output:?}"),
            }
        }
        both
    }

    #[test]
    fn what_two_purposes_want_is_run_once_and_by_any_name() {
        let mut lab = Lab::default();
        assert_eq!(told(&lab.want(Purpose::Figures, vec![key(1)])), (vec![1], vec![]));
        let named = RunKey { design: design(1).named("Mine"), ..key(1) };
        let both = vec![named.clone(), key(2)];
        assert_eq!(told(&lab.want(Purpose::Comparison, both)), (vec![2], vec![]));
        assert!(lab.hear(RunId(1), report()));
        assert!(lab.report(&named).is_some() && lab.report(&key(2)).is_none());
        let RunsDone { done, of, share } = lab.done(Purpose::Comparison);
        assert_eq!((done, of), (1, 2));
        assert!((share - 0.5).abs() < 1e-12);
        // Back again: nothing is run.
        lab.want(Purpose::Figures, vec![key(3)]);
        assert_eq!(told(&lab.want(Purpose::Figures, vec![key(1)])), (vec![], vec![3]));
    }

    #[test]
    fn what_nobody_wants_any_more_is_stopped_and_its_report_dropped() {
        let mut lab = Lab::default();
        lab.want(Purpose::Figures, vec![key(1)]);
        lab.want(Purpose::Flips, vec![key(1), key(2)]);
        assert_eq!(told(&lab.want(Purpose::Figures, vec![key(3)])), (vec![3], vec![]));
        assert_eq!(told(&lab.want(Purpose::Flips, Vec::new())), (vec![], vec![1, 2]));
        assert!(!lab.hear(RunId(1), report()));
        assert!(lab.report(&key(1)).is_none());
    }

    #[test]
    fn what_becomes_urgent_begins_anew_before_the_rest() {
        let mut lab = Lab::default();
        lab.want(Purpose::Flips, vec![key(1), key(2)]);
        assert_eq!(told(&lab.want(Purpose::Figures, vec![key(2)])), (vec![3], vec![2]));
        assert!(lab.hear(RunId(3), RunUpdate::Progress(0.5)));
        assert!((lab.done(Purpose::Flips).share - 0.25).abs() < 1e-12);
        assert!(lab.hear(RunId(3), report()));
        assert_eq!(lab.done(Purpose::Flips).done, 1, "and serves both");
    }

    #[test]
    fn a_run_that_was_refused_has_ended_without_a_report() {
        let mut lab = Lab::default();
        lab.want(Purpose::Check, vec![key(1)]);
        assert!(lab.hear(RunId(1), RunUpdate::Refused("No.".to_owned())));
        assert!(lab.has_ended(&key(1)) && lab.report(&key(1)).is_none());
        assert_eq!(lab.done(Purpose::Check), RunsDone { done: 1, of: 1, share: 1.0 });
    }

    #[test]
    fn progress_never_goes_back() {
        let mut lab = Lab::default();
        lab.want(Purpose::Figures, vec![key(1)]);
        lab.hear(RunId(1), RunUpdate::Progress(0.7));
        lab.hear(RunId(1), RunUpdate::Progress(0.1));
        assert!((lab.done(Purpose::Figures).share - 0.7).abs() < 1e-12);
    }

    #[test]
    fn the_oldest_reports_are_forgotten_and_none_that_is_wanted() {
        let mut lab = Lab::default();
        let base = design(1);
        lab.want(Purpose::Flips, vec![key(1)]);
        lab.hear(RunId(1), report());
        let mut design = base;
        let most = Lab::MOST_KEPT as u64;
        for number in 0..=most + 3 {
            design = Edit::Reseed.apply(&design).unwrap().design;
            let key = RunKey { design: design.clone(), ..key(1) };
            lab.want(Purpose::Figures, vec![key]);
            lab.hear(RunId(number + 2), report());
        }
        lab.want(Purpose::Figures, Vec::new());
        assert!(lab.report(&key(1)).is_some(), "still wanted");
        assert_eq!(lab.entries.len(), Lab::MOST_KEPT + 1);
        assert!(lab.report(&key(2)).is_none(), "the oldest");
        assert!(lab.report(&key(most + 5)).is_some(), "the newest");
    }
}
