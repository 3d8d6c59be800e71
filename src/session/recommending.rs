//! The design as recommended, searched through the lab: what is looked at next, and which runs that takes.
//!
//! A [`Recommending`] is advanced a little at a time. Where it needs runs it says which, and goes on once
//! they are known; all that it has held against one another stays wanted, so that nothing is run twice.

use std::sync::Arc;

use super::{Lab, RunKey, Session};
use crate::engine::Extent;
use crate::model::Design;
use crate::study::{Advance, Known, Recommended, Search};

/// The search for what is recommended of a design.
#[derive(Debug, Clone)]
pub struct Recommending {
    search: Search,
    extent: Extent,
    /// All designs that were needed so far.
    needed: Vec<Design>,
}

/// What has been found so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sought {
    /// What is recommended; nothing before anything was proposed.
    pub found: Option<Arc<Recommended>>,
    /// Whether the search has come to its end.
    pub is_done: bool,
}

/// How it stands after an advance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It can go on at once.
    Working,
    /// It goes on when more of what it needs is known; whether more is needed than was before.
    Waiting {
        /// Whether its runs are to be wanted anew.
        is_more: bool,
    },
    /// It has come to its end.
    Done,
}

impl Recommending {
    /// The search for what is recommended of a design, without the moves of these ids.
    #[must_use]
    pub fn new(design: &Design, without: &[&'static str]) -> Self {
        let extent = Session::figures_of(design).extent;
        Self { search: Search::new(design, without), extent, needed: Vec::new() }
    }

    /// Goes on by a little.
    pub fn advance(&mut self, lab: &Lab) -> Standing {
        let extent = self.extent;
        match self.search.advance(&|design| known(lab, design, extent)) {
            Advance::Working => Standing::Working,
            Advance::Done => Standing::Done,
            Advance::Needs(designs) => {
                let before = self.needed.len();
                for design in designs {
                    if !self.needed.iter().any(|it| it.runs_like(&design)) {
                        self.needed.push(design);
                    }
                }
                Standing::Waiting { is_more: self.needed.len() > before }
            }
        }
    }

    /// All runs that it has needed.
    #[must_use]
    pub fn runs(&self) -> Vec<RunKey> {
        let run = |design: &Design| RunKey { design: design.clone(), extent: self.extent };
        self.needed.iter().map(run).collect()
    }

    /// What has come of it so far.
    #[must_use]
    pub fn recommended(&self, lab: &Lab) -> Recommended {
        self.search.recommended(&|design| known(lab, design, self.extent))
    }
}

fn known(lab: &Lab, design: &Design, extent: Extent) -> Known {
    let run = RunKey { design: design.clone(), extent };
    match lab.report(&run) {
        Some(report) => Known::Report(report.clone()),
        None if lab.has_ended(&run) => Known::Never,
        None => Known::NotYet,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::simulate;
    use crate::model::{Mode, Necessity, Response};
    use crate::session::{Output, Purpose, RunUpdate};
    use crate::study::recommended;
    use crate::testing::{scenario, step};

    fn design() -> Design {
        let required = |id: &str| step(id).necessity(Necessity::Required);
        scenario([
            required("sell").response(Response::Immediate),
            required("report").after(["sell"]).works_ms(50.0).response(Response::Deferred),
        ])
        .workers(20)
        .design()
    }

    /// Advances until it waits or ends; how it stands then.
    fn go(search: &mut Recommending, lab: &Lab) -> Standing {
        loop {
            match search.advance(lab) {
                Standing::Working => {}
                standing @ (Standing::Waiting { .. } | Standing::Done) => return standing,
            }
        }
    }

    /// Has every run that is wanted for it done, with this answer; how many there were.
    fn answer(lab: &mut Lab, search: &Recommending, with: impl Fn(&RunKey) -> RunUpdate) -> usize {
        let outputs = lab.want(Purpose::Recommendation, search.runs());
        let runs = outputs.into_iter().filter_map(|output| match output {
            Output::Run { run, key, .. } => Some((run, key)),
            Output::Cancel(_) | Output::Record { .. } | Output::Announce(_) => None,
        });
        let runs: Vec<_> = runs.collect();
        for (run, key) in &runs {
            lab.hear(*run, with(key));
        }
        runs.len()
    }

    #[test]
    fn it_is_what_is_recommended_in_one_go_and_runs_nothing_twice() {
        let (design, mut lab) = (design(), Lab::default());
        let mut search = Recommending::new(&design, &[]);
        assert_eq!(go(&mut search, &lab), Standing::Waiting { is_more: true });
        assert_eq!(go(&mut search, &lab), Standing::Waiting { is_more: false });
        // What is proposed is there before it is measured.
        let proposed = search.recommended(&lab);
        assert_eq!(proposed.design.process.steps[1].mode, Mode::Event);
        assert!(proposed.changes.iter().all(|change| change.gain.is_none()));
        let runs = |key: &RunKey| RunUpdate::Report(Box::new(simulate(&key.design, key.extent)));
        let mut count = 0;
        while let Standing::Waiting { .. } = go(&mut search, &lab) {
            count += answer(&mut lab, &search, runs);
        }
        assert_eq!(count, search.runs().len());
        let found = search.recommended(&lab);
        assert_eq!(found, recommended(&design, &[]));
        assert!(!found.changes.is_empty());
        assert_eq!(answer(&mut lab, &search, runs), 0, "all of it is known");
    }

    #[test]
    fn what_cannot_be_run_is_not_recommended() {
        let (design, mut lab) = (design(), Lab::default());
        let mut search = Recommending::new(&design, &[]);
        while let Standing::Waiting { .. } = go(&mut search, &lab) {
            answer(&mut lab, &search, |_| RunUpdate::Refused("no".to_owned()));
        }
        let found = search.recommended(&lab);
        assert_eq!((found.changes.len(), found.design), (0, design));
        assert!(found.refused.iter().all(|it| it.why == "It could not be run."));
    }
}
