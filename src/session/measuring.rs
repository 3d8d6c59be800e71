//! What is measured of the design that is open besides its figures: each flip alone, and what mending each
//! kind of finding would do, on the same arrivals.

use std::sync::Arc;

use super::{Lab, Purpose, RunKey, RunsDone, Session};
use crate::engine::Report;
use crate::model::{Design, Mode, StepId};
use crate::study::{Flip, Gain, breaks, flipped};
use crate::verdict::Row;

/// What is run of a design.
#[derive(Debug, Clone, PartialEq)]
pub struct FlipsPlan {
    base: RunKey,
    /// By step, in the document's order: the mode it would have; and the run, unless that design would not
    /// be valid.
    flips: Vec<(StepId, Mode, Option<RunKey>)>,
    /// By kind of finding, the design in which all of that kind are mended; and the same more gently, where
    /// there is such a thing.
    mends: Vec<(&'static str, RunKey, Option<RunKey>)>,
}

/// What is known of it so far.
#[derive(Debug, Clone, Default)]
pub struct Measured {
    /// What it is run by; absent before there is such a plan.
    plan: Option<Arc<FlipsPlan>>,
    /// The figures of the design itself.
    pub report: Option<Arc<Report>>,
    /// What flipping each step would do, in the document's order, as far as it is known.
    pub flips: Vec<Flip>,
    /// What mending each kind of finding would do, by the kind's id, as far as it is known.
    pub mends: Vec<(&'static str, Gain)>,
    /// Of each kind of which mending would make something worse that is well: what, and whether mending more
    /// gently would not.
    pub harms: Vec<(&'static str, Harm)>,
    /// How far the runs are.
    pub done: RunsDone,
}

/// What mending would make worse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Harm {
    /// What, as a sentence.
    pub says: String,
    /// Whether mending more gently would make nothing worse.
    pub is_gentler_well: bool,
}

impl Measured {
    /// What is known where nothing is run yet but the design itself.
    #[must_use]
    pub fn figures(report: Option<Arc<Report>>) -> Self {
        Self { report, ..Self::default() }
    }

    /// Whether another look has brought nothing new.
    #[must_use]
    pub fn is_as_known_as(&self, other: &Self) -> bool {
        let same_report = match (&self.report, &other.report) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        same_report
            && self.flips.len() == other.flips.len()
            && self.mends.len() == other.mends.len()
            && self.harms == other.harms
            && self.done == other.done
    }
}

impl FlipsPlan {
    /// What is run of a design of which the rules find this.
    #[must_use]
    pub fn new(design: &Design, rows: &[Row]) -> Self {
        let base = Session::figures_of(design);
        let run = |design| RunKey { design, extent: base.extent };
        let flips = (design.process.steps.iter())
            .map(|step| (step.id.clone(), step.mode.flipped(), flipped(design, step).map(run)))
            .collect();
        let mended = |row: &Row| {
            let gentler = row.gentler().and_then(|row| row.mended(design)).map(run);
            Some((row.kind.id, row.mended(design).map(run)?, gentler))
        };
        let mends = rows.iter().filter_map(mended).collect();
        Self { base, flips, mends }
    }

    /// Its runs: the design itself, each kind of finding mended, and each flip.
    #[must_use]
    pub fn runs(&self) -> Vec<RunKey> {
        let flips = self.flips.iter().filter_map(|(_, _, run)| run.as_ref());
        let mends =
            self.mends.iter().flat_map(|(_, run, gentler)| std::iter::once(run).chain(gentler));
        std::iter::once(&self.base).chain(mends).chain(flips).cloned().collect()
    }

    /// What is known. Of hundreds of runs only what is new is worked out: the rest is as it was looked at
    /// before, should that have been of this plan.
    #[must_use]
    pub fn measured(self: &Arc<Self>, lab: &Lab, before: Option<&Measured>) -> Measured {
        let report = lab.report(&self.base).cloned();
        let is_of_this = |it: &&Measured| it.plan.as_ref().is_some_and(|it| Arc::ptr_eq(it, self));
        let before = before.filter(is_of_this);
        let gain = |run: &RunKey| {
            let (before, after) = (report.as_ref()?, lab.report(run)?);
            Some(Gain::between((&self.base.design, before), (&run.design, after)))
        };
        let known = |(step, to, run): &(StepId, Mode, Option<RunKey>)| {
            let was = before.and_then(|it| it.flips.iter().find(|flip| flip.step == *step));
            if was.is_some() {
                return was.cloned();
            }
            let is_known = run.as_ref().is_none_or(|run| lab.report(run).is_some());
            (report.is_some() && is_known).then(|| Flip {
                step: step.clone(),
                to: *to,
                gain: run.as_ref().and_then(gain),
            })
        };
        let mended = |(id, run, _): &(&'static str, RunKey, Option<RunKey>)| {
            let was = before.and_then(|it| it.mends.iter().find(|(it, _)| it == id));
            was.cloned().or_else(|| Some((*id, gain(run)?)))
        };
        let worse = |run: &RunKey| breaks(report.as_ref()?, lab.report(run)?);
        let harm = |(id, run, gentler): &(&'static str, RunKey, Option<RunKey>)| {
            let says = worse(run)?;
            let is_known = |run: &&RunKey| lab.report(run).is_some();
            let gentler = gentler.as_ref().filter(is_known);
            let is_gentler_well = gentler.is_some_and(|run| worse(run).is_none());
            Some((*id, Harm { says, is_gentler_well }))
        };
        Measured {
            harms: self.mends.iter().filter_map(harm).collect(),
            flips: self.flips.iter().filter_map(known).collect(),
            mends: self.mends.iter().filter_map(mended).collect(),
            done: lab.done(Purpose::Flips),
            plan: Some(Arc::clone(self)),
            report,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::simulate;
    use crate::model::Work;
    use crate::session::RunUpdate;
    use crate::session::command::Output;
    use crate::testing::{changed, checkout, ms, ratio, scenario, step};
    use crate::verdict::{Verdict, rows};

    fn found(design: &Design) -> Vec<Row> {
        rows(design, &Verdict::of(design).findings)
    }

    /// Has every run of a plan done, all that the lab asks for.
    fn run(lab: &mut Lab, plan: &FlipsPlan) -> usize {
        let outputs = lab.want(Purpose::Flips, plan.runs());
        let mut runs = 0;
        for output in outputs {
            if let Output::Run { run, key, .. } = output {
                let report = simulate(&key.design, key.extent);
                lab.hear(run, RunUpdate::Report(Box::new(report)));
                runs += 1;
            }
        }
        runs
    }

    #[test]
    fn each_flip_is_run_once_on_the_arrivals_of_the_figures() {
        let design = checkout(Mode::RequestResponse).design();
        let plan = Arc::new(FlipsPlan::new(&design, &found(&design)));
        let mut lab = Lab::default();
        let nothing = plan.measured(&lab, None);
        assert!(nothing.report.is_none() && nothing.flips.is_empty());
        let runs = run(&mut lab, &plan);
        assert!(runs <= plan.runs().len() && runs > 1, "{runs}");
        assert!(plan.runs().iter().all(|it| it.extent == Session::figures_of(&design).extent));
        let measured = plan.measured(&lab, None);
        assert_eq!(measured.done.done, measured.done.of);
        let steps: Vec<_> = measured.flips.iter().map(|flip| flip.step.clone()).collect();
        let all: Vec<_> = design.process.steps.iter().map(|step| step.id.clone()).collect();
        assert_eq!(steps, all, "in the document's order");
        let mended: Vec<&str> = measured.mends.iter().map(|(id, _)| *id).collect();
        let can_be: Vec<&str> = (found(&design).iter())
            .filter(|row| row.mended(&design).is_some())
            .map(|row| row.kind.id)
            .collect();
        assert_eq!(mended, can_be);
        assert!(!mended.is_empty());
        assert!(measured.is_as_known_as(&plan.measured(&lab, None)));
        let again = plan.measured(&lab, Some(&measured));
        assert_eq!((&again.flips, &again.mends), (&measured.flips, &measured.mends));
        assert!(!measured.is_as_known_as(&nothing));
        // Wanted again, all of it is known.
        assert_eq!(run(&mut lab, &plan), 0);
    }

    #[test]
    fn a_flip_gains_what_the_two_runs_differ_by() {
        let design = checkout(Mode::RequestResponse).design();
        let plan = Arc::new(FlipsPlan::new(&design, &found(&design)));
        let mut lab = Lab::default();
        run(&mut lab, &plan);
        let extent = Session::figures_of(&design).extent;
        let before = simulate(&design, extent);
        for (flip, step) in plan.measured(&lab, None).flips.iter().zip(&design.process.steps) {
            let other = flipped(&design, step).unwrap();
            let after = simulate(&other, extent);
            let gain = Gain::between((&design, &before), (&other, &after));
            assert_eq!(flip.gain.as_ref(), Some(&gain), "{}", step.id);
        }
    }

    /// Two of a thousand calls take longer than the time-out that is offered, and 3 of 100,000 longer than four
    /// times that.
    #[test]
    fn mending_that_would_miss_a_target_says_so_and_more_gently_does_not() {
        let long = Work::LogNormal { mean_ms: ms(50.0), p99_ms: ms(400.0) };
        let draft = scenario([step("sell").works(long)]).workers(100).rate(20.0);
        let design = changed(&draft.build(), |it| it.targets.success_ratio = Some(ratio(0.9995)));
        let plan = Arc::new(FlipsPlan::new(&design, &found(&design)));
        let mut lab = Lab::default();
        run(&mut lab, &plan);
        let measured = plan.measured(&lab, None);
        let base = measured.report.unwrap();
        assert!(base.targets["success_ratio"].met);
        let (_, harm) = measured.harms.iter().find(|(id, _)| *id == "no-timeout").unwrap();
        assert!(harm.says.starts_with("It would miss a target that is met: "), "{}", harm.says);
        assert!(harm.is_gentler_well);
        // What harms nothing is not said to.
        let quick = scenario([step("sell").works_ms(5.0)]).workers(100).rate(20.0);
        let design = changed(&quick.build(), |it| it.targets.success_ratio = Some(ratio(0.9995)));
        let plan = Arc::new(FlipsPlan::new(&design, &found(&design)));
        run(&mut lab, &plan);
        let measured = plan.measured(&lab, None);
        assert!(measured.mends.iter().any(|(id, _)| *id == "no-timeout"));
        assert_eq!(measured.harms, []);
    }
}
