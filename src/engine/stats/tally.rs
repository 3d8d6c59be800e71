//! The tally: everything that is counted and measured while a run goes on.
//!
//! One tally goes through all replications of a run and becomes the [`Report`](crate::engine::Report) at its
//! end (`summary`). Confidence intervals need observations that are independent of one another: a
//! [`Sample`] is the figures of one whole replication, or, where a run has only one, of one of thirty
//! equal stretches of it (batch means). Counts are `u64`; times are in microseconds.

use serde::{Deserialize, Serialize};

use super::branches::{BranchTally, WorkflowTally};
use super::causes::{self, Cause};
use super::cells::Cells;
use super::counts::{Counts, is_none};
use super::distribution::Distribution;
use super::looks::{LOOKS, Looks};
use super::requests::{Customers, Requests, StoppedBy};
use super::sample::{RANKS, Sample};
use super::topics::TopicTally;
use crate::engine::extent::Extent;

/// How many stretches a single replication is cut into.
pub(in crate::engine) const BATCHES: u64 = 30;

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct StepTally {
    pub attempts: u64,
    pub succeeded: u64,
    pub failed: u64,
    pub timed_out: u64,
    pub refused: u64,
    pub retries: u64,
    pub compensated: u64,
    /// Attempts that left the queue, since whoever had made them had gone.
    #[serde(default, skip_serializing_if = "is_none")]
    pub cancelled: u64,
    /// Attempts that answered no by themselves.
    pub declined: u64,
    /// How often customers asked how far it was.
    pub questions: u64,
    pub waits: Distribution,
    pub waited: u64,
    pub works: Distribution,
    /// How often it was asked for, again included, for customers who count.
    pub asked: u64,
    /// Work that was slowed, as long as it was drawn, and as long as it was then.
    #[serde(default, skip_serializing_if = "is_none")]
    pub slowed_from: u64,
    #[serde(default, skip_serializing_if = "is_none")]
    pub slowed_to: u64,
    /// Of measured requests: how often it was first asked for, where it has a tolerance.
    pub ready: u64,
    /// Of these, how often it was there in time.
    pub in_time: u64,
    /// From then until its own work had ended well.
    pub there: Distribution,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::engine) struct ServiceTally {
    pub max_queue: u64,
    pub rejected: u64,
    pub replicas_max: u32,
    /// Integrals over the measured interval, in microseconds.
    pub busy: u64,
    pub working: u64,
    pub queued: u64,
    /// Workers that were there; 0 where they are unlimited.
    pub offered: u64,
    /// What was asked of it for customers who count that is no step's work: questions, and a conductor's
    /// notices. In microseconds.
    pub beside: u64,
}

/// What a report follows from: counts, sums and histograms, and the samples for its intervals.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// What it is evidence of.
    pub subject: Subject,
    /// Which replications it covers.
    pub extents: Vec<Extent>,
    pub(in crate::engine) requests: Requests,
    pub(in crate::engine) customers: Customers,
    /// From a customer's first arrival to the answer that they heard, yes or no.
    pub(in crate::engine) answer: Distribution,
    pub(in crate::engine) acknowledgement: Distribution,
    pub(in crate::engine) failure: Distribution,
    pub(in crate::engine) completion: Distribution,
    pub(in crate::engine) inconsistency: Distribution,
    /// By step, one more for the entry, then by cause: requests that failed.
    pub(in crate::engine) failed_by: Vec<u64>,
    /// Measured acknowledged requests of which the customer was told only that they were under way, and
    /// later no.
    pub(in crate::engine) told_under_way: u64,
    pub(in crate::engine) steps: Vec<StepTally>,
    pub(in crate::engine) services: Vec<ServiceTally>,
    pub(in crate::engine) topics: Vec<TopicTally>,
    /// By choice, then by branch.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in crate::engine) branches: Vec<Vec<BranchTally>>,
    #[serde(default, skip_serializing_if = "WorkflowTally::is_unused")]
    pub(in crate::engine) workflow: WorkflowTally,
    /// By replication: customers who waited for their answer at the end of each quarter of the interval.
    pub(in crate::engine) waiting: Vec<[u64; LOOKS]>,
    /// By step, then by replication: events that were pending then.
    pub(in crate::engine) backlogs: Vec<Vec<[u64; LOOKS]>>,
    /// One for each replication, or for each stretch of the only one.
    pub samples: Vec<Sample>,
    pub(in crate::engine) replications: u32,
    pub(in crate::engine) events: u64,
    pub(in crate::engine) stopped_by: StoppedBy,
}

/// The evidence while it is being collected.
#[derive(Debug, Clone, Default)]
pub(in crate::engine) struct Tally {
    pub evidence: Evidence,
    /// The measured interval of one replication.
    pub(super) window: (u64, u64),
    /// Whether completion differs from acknowledgement.
    has_background: bool,
    /// Whether the customer's answer differs from acknowledgement: somebody may give up, or be told no.
    pub(super) answers_differ: bool,
    pub(super) batch: Batch,
    /// What the books held when the last replication closed.
    counted: Counts,
    pub(super) looks: Looks,
}

/// What a report needs to know of its scenario.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Subject {
    /// A hash of the whole scenario, in hexadecimal: reports of different ones do not merge.
    pub fingerprint: String,
    /// The ids of the steps, in the document's order.
    pub(in crate::engine) steps: Vec<String>,
    /// By step: the bytes of the event it reacts to; absent for a step that is called.
    pub(in crate::engine) message_bytes: Vec<Option<u32>>,
    /// By step: how long it may take, in milliseconds; absent where nobody said.
    pub(in crate::engine) tolerances: Vec<Option<f64>>,
    /// By step: its service, as an index.
    pub(in crate::engine) performers: Vec<usize>,
    /// How many customers come in a second of the measured interval, on average; absent where they come as
    /// fast as they are served.
    #[serde(default)]
    pub(in crate::engine) arrivals_per_s: Option<f64>,
    /// By step: its mean work, in microseconds.
    #[serde(default)]
    pub(in crate::engine) mean_works: Vec<f64>,
    /// By step: how many of its events are worked on at once at most; absent where that is all.
    pub(in crate::engine) consumers: Vec<Option<u32>>,
    /// The ids of the choices, each with those of its branches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in crate::engine) choices: Vec<(String, Vec<String>)>,
    /// Whether there is a workflow.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(in crate::engine) is_conducted: bool,
    /// The ids of the services.
    pub(in crate::engine) services: Vec<String>,
    /// The targets by name.
    pub(in crate::engine) targets: Vec<(String, f64)>,
}

/// What the current sample has collected.
#[derive(Debug, Clone, Default)]
pub(super) struct Batch {
    pub(super) answer: Distribution,
    /// Customers who heard no answer, and no longer wait for one.
    pub(super) unheard: u64,
    pub(super) served: i64,
    acknowledgement: Distribution,
    completion: Distribution,
    told_under_way: u64,
    failed: u64,
    answered_inside: u64,
    /// When it began, and when it ends.
    since: u64,
    until: u64,
    length: u64,
}

impl Evidence {
    /// Measured acknowledged requests of which the customer was not told only that they were under way.
    pub(super) fn told_yes(&self) -> u64 {
        self.acknowledgement.count() - self.told_under_way
    }

    /// What the books hold so far.
    pub(in crate::engine) fn counts(&self) -> Counts {
        let lost = self.topics.iter().map(|topic| topic.lost).sum();
        let dead = self.topics.iter().map(|topic| topic.dead).sum();
        let expired = self.topics.iter().map(|topic| topic.expired).sum();
        Counts { lost, dead, expired, ..Counts::of_requests(&self.requests) }
    }
}

impl Tally {
    pub(in crate::engine) fn new(
        subject: Subject,
        plan: &crate::engine::plan::Plan,
        batches: u64,
    ) -> Self {
        let window = (plan.workload.warm_up, plan.workload.duration);
        let length = ((window.1 - window.0) / batches.max(1)).max(1);
        Self {
            evidence: Evidence {
                subject,
                failed_by: causes::room(plan.steps.len()),
                steps: vec![StepTally::default(); plan.steps.len()],
                services: vec![ServiceTally::default(); plan.services.len()],
                topics: vec![TopicTally::default(); plan.steps.len()],
                branches: (plan.choices.iter())
                    .map(|choice| vec![BranchTally::default(); choice.up_to.len()])
                    .collect(),
                backlogs: vec![Vec::new(); plan.steps.len()],
                ..Evidence::default()
            },
            window,
            has_background: plan.has_background,
            answers_differ: plan.has_decline
                || plan.workload.patience != crate::engine::plan::NEVER,
            batch: Batch { since: window.0, until: window.0 + length, length, ..Batch::default() },
            counted: Counts::default(),
            looks: Looks::new(window, plan.steps.len()),
        }
    }

    pub(in crate::engine) fn offered(&mut self) {
        self.evidence.requests.offered += 1;
        self.evidence.requests.in_flight += 1;
    }

    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(in crate::engine) fn acknowledged(
        &mut self,
        now: u64,
        time: u64,
        measured: bool,
        degraded: bool,
    ) {
        self.evidence.requests.acknowledged += 1;
        self.evidence.requests.in_flight -= 1;
        self.evidence.requests.degraded += u64::from(degraded);
        self.next_batch(now);
        if (self.window.0..self.window.1).contains(&now) {
            self.batch.answered_inside += 1;
        }
        if measured {
            self.batch.acknowledgement.record(time);
        }
    }

    pub(in crate::engine) fn failed(&mut self, now: u64, time: u64, measured: bool) {
        self.evidence.requests.failed += 1;
        self.evidence.requests.in_flight -= 1;
        self.next_batch(now);
        if measured {
            self.evidence.failure.record(time);
            self.batch.failed += 1;
        }
    }

    /// A request was answered no.
    pub(in crate::engine) fn declined(&mut self, now: u64) {
        self.evidence.requests.declined += 1;
        self.evidence.requests.in_flight -= 1;
        self.next_batch(now);
    }

    /// An acknowledged request turned out to be declined.
    pub(in crate::engine) fn turned(&mut self, overturns: bool, measured: bool) {
        let books = &mut self.evidence.requests;
        books.open -= 1;
        if overturns {
            books.overturned += 1;
        } else {
            books.declined_later += 1;
            self.evidence.told_under_way += u64::from(measured);
            self.batch.told_under_way += u64::from(measured);
        }
    }

    pub(in crate::engine) fn failed_by(&mut self, step: Option<usize>, cause: Cause) {
        let place = causes::place(step, cause, self.evidence.steps.len());
        self.evidence.failed_by[place] += 1;
    }

    #[inline]
    pub(in crate::engine) fn completed_at_once(&mut self, time: u64, measured: bool) {
        self.evidence.requests.completed += 1;
        if measured && self.has_background {
            self.batch.completion.record(time);
            self.evidence.inconsistency.record(0);
        }
    }

    pub(in crate::engine) fn completed_later(&mut self, time: u64, window: u64, measured: bool) {
        self.evidence.requests.open -= 1;
        self.evidence.requests.completed += 1;
        if measured {
            self.batch.completion.record(time);
            self.evidence.inconsistency.record(window);
        }
    }

    pub(in crate::engine) fn opened(&mut self) {
        self.evidence.requests.open += 1;
    }

    pub(in crate::engine) fn never_completed_at_once(&mut self) {
        self.evidence.requests.never_completed += 1;
    }

    pub(in crate::engine) fn never_completed_later(&mut self) {
        self.evidence.requests.open -= 1;
        self.evidence.requests.never_completed += 1;
    }

    /// What was given up of an acknowledged request was made up for.
    pub(in crate::engine) fn may_complete_after_all(&mut self) {
        self.evidence.requests.open += 1;
        self.evidence.requests.never_completed -= 1;
    }

    /// Takes each look that is due by now.
    #[inline]
    pub(super) fn look(&mut self, now: u64) {
        while self.looks.is_due(now) {
            let pending = self.evidence.topics.iter().map(TopicTally::pending);
            self.looks.take(self.evidence.customers.unanswered, pending);
        }
    }

    /// Closes the batch that is over by now; the last one stays open until the replication ends.
    #[inline]
    pub(super) fn next_batch(&mut self, now: u64) {
        while now >= self.batch.until && self.batch.until + self.batch.length <= self.window.1 {
            self.close_batch();
            self.batch.since = self.batch.until;
            self.batch.until += self.batch.length;
        }
    }

    #[allow(clippy::cast_precision_loss)] // microseconds of a scenario
    fn close_batch(&mut self) {
        let batch = &mut self.batch;
        let acknowledgements = batch.acknowledgement.take();
        // Without a step behind the line the two clocks stop together.
        let completions = if self.has_background {
            batch.completion.take()
        } else {
            self.evidence.inconsistency.record_n(0, acknowledgements.count());
            acknowledgements.clone()
        };
        // Where nobody gives up or is told no, every acknowledgement is heard by the customer it is for.
        let answers =
            if self.answers_differ { batch.answer.take() } else { acknowledgements.clone() };
        self.evidence.answer.add_cells(&answers);
        self.evidence.acknowledgement.add_cells(&acknowledgements);
        self.evidence.completion.add_cells(&completions);
        let until = batch.until.min(self.window.1);
        let ranks = |times: &Cells| RANKS.map(|rank| times.rank_ms(rank).unwrap_or_default());
        self.evidence.samples.push(Sample {
            answered: answers.count(),
            answer_sum: answers.sum(),
            customers: answers.count() + batch.unheard,
            served: batch.served,
            acknowledged: acknowledgements.count(),
            acknowledgement_sum: acknowledgements.sum(),
            acknowledgement_ranks: ranks(&acknowledgements),
            completed: completions.count(),
            completion_sum: completions.sum(),
            completion_ranks: ranks(&completions),
            failed: batch.failed,
            answered_inside: batch.answered_inside,
            seconds: until.saturating_sub(batch.since) as f64 / 1e6,
            counts: Counts::default(),
            // Of stretches less than none: who was told yes in one may be told no in another.
            told_yes: acknowledgements.count().cast_signed() - batch.told_under_way.cast_signed(),
            answers,
            acknowledgements,
            completions,
        });
        batch.unheard = 0;
        batch.served = 0;
        batch.failed = 0;
        batch.told_under_way = 0;
        batch.answered_inside = 0;
    }

    /// Closes a replication, and makes ready for the next.
    pub(in crate::engine) fn close_replication(&mut self, now: u64, events: u64, exhausted: bool) {
        self.next_batch(now.max(self.window.1));
        self.look(now.max(self.window.1));
        self.batch.unheard += self.looks.of_this(self.evidence.customers.unanswered);
        self.close_batch();
        let counted = self.evidence.counts();
        if let Some(sample) = self.evidence.samples.last_mut() {
            sample.counts = counted.since(&self.counted);
        }
        self.counted = counted;
        self.evidence.waiting.push(self.looks.waiting);
        for (all, looks) in self.evidence.backlogs.iter_mut().zip(&self.looks.backlogs) {
            all.push(*looks);
        }
        let pending = self.evidence.topics.iter().map(TopicTally::pending);
        self.looks.begin(self.evidence.customers.unanswered, pending);
        self.batch.since = self.window.0;
        self.batch.until = self.window.0 + self.batch.length;
        self.evidence.replications += 1;
        self.evidence.events += events;
        if exhausted {
            self.evidence.stopped_by = StoppedBy::EventBudget;
        }
        for topic in &mut self.evidence.topics {
            if let Some(published) = topic.oldest_dead_published.checked_sub(1) {
                topic.oldest_dead = topic.oldest_dead.max(now - published);
            }
            topic.oldest_dead_published = 0;
        }
    }

    pub(in crate::engine) fn rejected(&mut self, service: usize) {
        self.evidence.services[service].rejected += 1;
    }

    #[inline]
    pub(in crate::engine) fn queued(&mut self, service: usize, queue: usize) {
        let service = &mut self.evidence.services[service];
        service.max_queue = service.max_queue.max(queue as u64);
    }

    pub(in crate::engine) fn replicas(&mut self, service: usize, replicas: u32) {
        let service = &mut self.evidence.services[service];
        service.replicas_max = service.replicas_max.max(replicas);
    }

    /// The books balance at every instant.
    #[cfg(debug_assertions)]
    pub(in crate::engine) fn check_books(&self) {
        let books = &self.evidence.requests;
        assert_eq!(
            books.offered,
            books.acknowledged + books.declined + books.failed + books.in_flight
        );
        let turned = books.declined_later + books.overturned;
        assert_eq!(
            books.acknowledged,
            books.completed + books.open + books.never_completed + turned
        );
        assert_eq!(books.failed, self.evidence.failed_by.iter().sum::<u64>());
        self.evidence.customers.check();
    }
}
