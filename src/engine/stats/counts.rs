//! What became of requests and events, as counts that a comparison needs: of a whole report, and of
//! each replication by itself.
//!
//! The books of a run go on from one replication to the next, so what happened in one of them is the
//! difference between two moments, taken once, when it closes.

use super::requests::Requests;

/// Whether there was none: what is off by default leaves no trace in a report.
#[allow(clippy::trivially_copy_pass_by_ref)] // as serde asks
pub(in crate::engine) fn is_none(count: &u64) -> bool {
    *count == 0
}

/// What became of requests and events; every field is a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Requests that arrived, submissions again included.
    pub offered: u64,
    /// Requests answered no.
    pub declined: u64,
    /// Requests acknowledged as under way, and later answered no.
    pub declined_later: u64,
    /// Requests acknowledged, and later answered no all the same.
    pub overturned: u64,
    /// Requests answered with an error.
    pub failed: u64,
    /// Requests without an answer when the run, or the replication, ended.
    pub in_flight: u64,
    /// Requests given up by the customer before an answer came.
    pub abandoned: u64,
    /// Effects that happened more than once.
    pub repeated_effects: u64,
    /// Requests acknowledged, of which a required step behind the line was given up or lost.
    pub never_completed: u64,
    /// Requests of which all that had to be undone was.
    pub compensated: u64,
    /// Requests with a compensation that was given up.
    pub stuck: u64,
    /// Events that nobody will ever react to.
    pub lost: u64,
    /// Events given up after the last attempt, and kept.
    pub dead: u64,
    /// Events dropped for their age.
    pub expired: u64,
}

impl Counts {
    /// Those of requests; none of events.
    pub(super) fn of_requests(books: &Requests) -> Self {
        Self {
            offered: books.offered,
            declined: books.declined,
            declined_later: books.declined_later,
            overturned: books.overturned,
            failed: books.failed,
            in_flight: books.in_flight,
            abandoned: books.abandoned,
            repeated_effects: books.repeated_effects,
            never_completed: books.never_completed,
            compensated: books.compensated,
            stuck: books.stuck,
            lost: 0,
            dead: 0,
            expired: 0,
        }
    }

    /// What was added since an earlier moment of the same books.
    pub(in crate::engine) fn since(&self, earlier: &Self) -> Self {
        Self {
            offered: self.offered - earlier.offered,
            declined: self.declined - earlier.declined,
            declined_later: self.declined_later - earlier.declined_later,
            overturned: self.overturned - earlier.overturned,
            failed: self.failed - earlier.failed,
            in_flight: self.in_flight - earlier.in_flight,
            abandoned: self.abandoned - earlier.abandoned,
            repeated_effects: self.repeated_effects - earlier.repeated_effects,
            never_completed: self.never_completed - earlier.never_completed,
            compensated: self.compensated - earlier.compensated,
            stuck: self.stuck - earlier.stuck,
            lost: self.lost - earlier.lost,
            dead: self.dead - earlier.dead,
            expired: self.expired - earlier.expired,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Report;
    use crate::engine::{Extent, Sample, merge, simulate};
    use crate::model::{
        DeliveryPolicy, Design, Mode, Process, Scenario, Service, Step, Work, Workload,
    };
    use crate::units::{Milliseconds, PerSecond, Ratio, Seconds};

    /// A call that fails three times in ten, and a reaction that does so as often: of 140 events in a
    /// replication one in eleven fails at both attempts and is dropped, and its request is never completed.
    fn design() -> Design {
        let step = |id: &str, after: &[&str], mode| Step {
            id: id.into(),
            service: "service".into(),
            after: after.iter().map(|&it| it.into()).collect(),
            mode,
            work: Work::Constant { mean_ms: Milliseconds::clamped(300.0) },
            error_ratio: Ratio::clamped(0.3),
            delivery: DeliveryPolicy { max_attempts: 2, ..DeliveryPolicy::default() },
            ..Step::default()
        };
        let steps =
            vec![step("ask", &[], Mode::RequestResponse), step("tell", &["ask"], Mode::Event)];
        let workload = Workload {
            rate_per_s: PerSecond::clamped(20.0),
            duration_s: Seconds::clamped(10.0),
            ..Workload::default()
        };
        Design::check(Scenario {
            process: Process { steps, ..Process::default() },
            services: vec![Service { id: "service".into(), ..Service::default() }],
            workload,
            ..Scenario::default()
        })
        .unwrap()
    }

    fn counts(report: &Report) -> Vec<Counts> {
        report.evidence.samples.iter().map(|sample| sample.counts).collect()
    }

    fn apart(extent: Extent) -> Vec<Report> {
        (extent.first..extent.end())
            .map(|number| simulate(&design(), Extent::replication(number)))
            .collect()
    }

    #[test]
    fn each_replication_has_the_counts_that_it_has_on_its_own() {
        let extent = Extent { first: 0, replications: 4 };
        let report = simulate(&design(), extent);
        let alone: Vec<Counts> = apart(extent).iter().map(Report::counts).collect();
        assert_eq!(counts(&report), alone);
        assert!(alone.iter().all(|it| it.failed > 30 && it.lost > 3), "{alone:?}");
        assert!(alone.iter().all(|it| it.never_completed == it.lost), "{alone:?}");
    }

    #[test]
    fn counts_cross_and_merge_with_the_samples() {
        let extent = Extent { first: 0, replications: 3 };
        let report = simulate(&design(), extent);
        let crossed = Report::from_numbers(&design(), &report.to_numbers()).unwrap();
        assert_eq!(counts(&crossed), counts(&report));
        assert_eq!(counts(&merge(apart(extent)).unwrap()), counts(&report));
    }

    #[test]
    fn the_json_form_is_without_them_and_single_replications_get_theirs_back_from_the_books() {
        let through_json = |report: &Report| -> Report {
            serde_json::from_str(&serde_json::to_string(report).unwrap()).unwrap()
        };
        let extent = Extent { first: 0, replications: 3 };
        let report = simulate(&design(), extent);
        assert_eq!(counts(&through_json(&report)), [Counts::default(); 3]);
        let single = apart(extent).iter().map(through_json).collect();
        assert_eq!(counts(&merge(single).unwrap()), counts(&report));
    }

    #[test]
    fn of_a_single_replication_the_last_stretch_has_all_counts() {
        let report = simulate(&design(), Extent::replication(0));
        let (last, others) = report.evidence.samples.split_last().unwrap();
        assert_eq!(last.counts, report.counts());
        assert!(others.iter().all(|Sample { counts, .. }| *counts == Counts::default()));
    }
}
