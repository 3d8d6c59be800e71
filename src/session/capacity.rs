//! What two designs carry, searched through the lab: which runs that takes, and how it stands in words.
//!
//! Which run comes next follows from the reports of those before, so one run of each design is wanted at a
//! time, beside those that are known. Nothing is kept here: each look goes through what is known again.

use super::{Lab, Purpose, RunKey};
use crate::model::Design;
use crate::study::capacity::{Capacity, Carried, Next};

/// The search for the highest rates that two designs carry.
#[derive(Debug, Clone, PartialEq)]
pub struct CapacityPlan {
    /// What each design is called, the design, and its search; only of those that have a rate.
    searches: Vec<(String, Design, Capacity)>,
}

/// How the searches of both designs stand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Standing {
    /// In a sentence for each design.
    pub words: String,
    /// Whether any of them goes on.
    pub is_searching: bool,
}

/// How the search of a design stands.
#[derive(Debug, Clone, PartialEq)]
enum CapacityState {
    /// Its next run is wanted.
    Searching,
    /// It has not ended, and its next run is not wanted.
    Stopped,
    /// One of its runs was refused.
    Refused,
    /// It has ended.
    Found(Carried),
}

impl CapacityPlan {
    /// The searches of two designs by their names, of which nothing is known.
    #[must_use]
    pub fn new(names: &[String; 2], designs: &[Design; 2]) -> Self {
        let search = |(name, design): (&String, &Design)| {
            Some((name.clone(), design.clone(), Capacity::new(design).ok()?))
        };
        Self { searches: names.iter().zip(designs).filter_map(search).collect() }
    }

    /// The runs that are to be wanted: of each design those that are known, and the one that comes next.
    #[must_use]
    pub fn runs(&self, lab: &Lab) -> Vec<RunKey> {
        self.searches.iter().flat_map(|(.., search)| walk(search, lab).0).collect()
    }

    /// The runs that are to be wanted in the place of those that are, where the search goes on; nothing once
    /// it has been stopped, while its runs are under way, and at its end.
    #[must_use]
    pub fn goes_on(&self, lab: &Lab) -> Option<Vec<RunKey>> {
        let wanted = lab.of(Purpose::Capacity);
        let runs = self.runs(lab);
        (!wanted.is_empty() && runs != wanted).then_some(runs)
    }

    /// How the search of each design stands.
    fn states(&self, lab: &Lab) -> Vec<CapacityState> {
        let state = |(.., search): &(String, Design, Capacity)| match walk(search, lab) {
            (_, Some(carried)) => CapacityState::Found(carried),
            (runs, None) => match runs.last() {
                Some(next) if lab.has_ended(next) => CapacityState::Refused,
                Some(next) if lab.of(Purpose::Capacity).contains(next) => CapacityState::Searching,
                Some(_) | None => CapacityState::Stopped,
            },
        };
        self.searches.iter().map(state).collect()
    }

    /// How the searches stand, in words.
    #[must_use]
    pub fn standing(&self, lab: &Lab) -> Standing {
        let states = self.states(lab);
        let is_searching = states.contains(&CapacityState::Searching);
        let sentence = |((name, design, _), state): (&(String, Design, Capacity), _)| match state {
            CapacityState::Searching => format!("What “{name}” carries is being searched."),
            CapacityState::Stopped => format!("What “{name}” carries was not searched to the end."),
            CapacityState::Refused => format!("What “{name}” carries could not be run."),
            CapacityState::Found(carried) => format!("“{name}” carries {}.", carried.words(design)),
        };
        let sentences: Vec<String> = self.searches.iter().zip(states).map(sentence).collect();
        Standing { words: sentences.join(" "), is_searching }
    }
}

/// The runs of a search, up to the first that is not known; and what it has found, where all are.
fn walk(search: &Capacity, lab: &Lab) -> (Vec<RunKey>, Option<Carried>) {
    let mut runs = Vec::new();
    let next = search.next(|design, extent| {
        let run = RunKey { design: design.clone(), extent };
        let report = lab.report(&run);
        runs.push(run);
        report.map(AsRef::as_ref)
    });
    match next {
        Next::Run(..) => (runs, None),
        Next::Done(carried) => (runs, Some(carried)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Report;
    use crate::session::{Output, RunUpdate};
    use crate::study::capacity::MOST_RUNS;
    use crate::testing::{one_a_second, step};

    /// Two designs that are tried from one a second on.
    fn designs() -> [Design; 2] {
        [20.0, 10.0].map(|ms| one_a_second([step("pay").works_ms(ms)]).design())
    }

    fn plan() -> CapacityPlan {
        CapacityPlan::new(&["As it is", "As recommended"].map(str::to_owned), &designs())
    }

    /// The first carries two in a second, the second all that is tried.
    fn report(key: &RunKey) -> Report {
        let workload = &key.design.workload;
        let is_first = key.design.process == designs()[0].process;
        let served = if is_first && workload.rate_per_s.get() > 2.0 { 0.5 } else { 1.0 };
        Report { success_ratio: Some(served), ..Report::default() }
    }

    /// Has each run done that the lab begins, and wants those that come next, until there is none; how many
    /// were made.
    fn search(plan: &CapacityPlan, lab: &mut Lab) -> usize {
        let mut made = 0;
        let mut wanted = Some(plan.runs(lab));
        while let Some(runs) = wanted {
            let outputs = lab.want(Purpose::Capacity, runs);
            assert!(plan.goes_on(lab).is_none(), "what is under way is waited for");
            for output in outputs {
                let Output::Run { run, key, .. } = output else { panic!("{output:?}") };
                lab.hear(run, RunUpdate::Report(Box::new(report(&key))));
                made += 1;
            }
            wanted = plan.goes_on(lab);
        }
        made
    }

    #[test]
    fn both_are_searched_run_by_run_until_both_are_found() {
        let (plan, mut lab) = (plan(), Lab::default());
        let first = lab.want(Purpose::Capacity, plan.runs(&lab));
        assert_eq!(first.len(), 2, "the present rate of each");
        assert_eq!(plan.states(&lab), [CapacityState::Searching, CapacityState::Searching]);
        assert!(plan.standing(&lab).is_searching);
        assert_eq!(
            plan.standing(&lab).words,
            "What “As it is” carries is being searched. What “As recommended” carries is being searched."
        );
        let mut lab = Lab::default();
        // 1, 2, 4 and six between them; and 1 to 128 in doubles.
        assert_eq!(search(&plan, &mut lab), 9 + 8);
        assert!(!plan.standing(&lab).is_searching);
        assert_eq!(plan.runs(&lab).len(), 17, "all of them stay wanted, and so are kept");
        const { assert!(2 * MOST_RUNS <= Lab::MOST_KEPT, "and while others are wanted") };
        assert_eq!(
            plan.standing(&lab).words,
            "“As it is” carries 2 requests a second; at 2.02 fewer than 99 of 100 customers are served. \
             “As recommended” carries 128 requests a second, which is as much as was tried."
        );
        // Another time nothing is run.
        assert_eq!(search(&plan, &mut lab), 0);
    }

    #[test]
    fn a_search_that_nobody_wants_has_stopped_and_one_that_is_refused_ends() {
        let (plan, mut lab) = (plan(), Lab::default());
        assert_eq!(plan.states(&lab), [CapacityState::Stopped, CapacityState::Stopped]);
        let begun = lab.want(Purpose::Capacity, plan.runs(&lab));
        let Some(Output::Run { run, .. }) = begun.first() else { panic!("{begun:?}") };
        lab.hear(*run, RunUpdate::Refused("No.".to_owned()));
        assert_eq!(plan.states(&lab), [CapacityState::Refused, CapacityState::Searching]);
        lab.want(Purpose::Capacity, Vec::new());
        assert!(plan.goes_on(&lab).is_none());
        assert_eq!(plan.states(&lab), [CapacityState::Refused, CapacityState::Stopped]);
        assert_eq!(
            plan.standing(&lab).words,
            "What “As it is” carries could not be run. What “As recommended” carries was not searched to the end."
        );
    }
}
