//! How much of everything a document may hold, so that every loop over one is bounded.
//!
//! The bounds lie far above what a process on one screen needs; they are there for documents that are
//! not what they claim to be.

/// Steps of a process.
pub(crate) const STEPS: usize = 500;
/// Choices of a process.
pub(crate) const CHOICES: usize = 20;
/// Branches of a choice.
pub(crate) const BRANCHES: usize = 20;
/// Services of a scenario.
pub(crate) const SERVICES: usize = 200;
/// Faults of a scenario.
pub(crate) const FAULTS: usize = 200;
/// Notes of a scenario.
pub(crate) const NOTES: usize = 200;
/// Characters of a note.
pub(crate) const NOTE_CHARACTERS: usize = 500;
/// Points of a profile.
pub(crate) const PROFILE_POINTS: usize = 1_000;
/// Measured values of one distribution.
pub(crate) const VALUES: usize = 10_000;
/// Characters of an id.
pub(crate) const ID_CHARACTERS: usize = 64;
/// What an id is made of, as a regular expression.
pub(crate) const ID_PATTERN: &str = "^[A-Za-z0-9._-]+$";
/// What a step says of the branch that it is on: the ids of a choice and of a branch of it.
pub(crate) const BRANCH_PATTERN: &str = "^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$";
/// By how much the ratios of a choice's branches may miss 1: what is left of numbers as people write them.
pub(crate) const RATIOS_MISS: f64 = 1e-6;
/// Workers of one copy of a service, consumers of a topic, calls behind a bulkhead.
pub(crate) const WORKERS: u32 = 10_000;
/// Partitions of a topic.
pub(crate) const PARTITIONS: u32 = 10_000;

/// Distinct keys.
pub(crate) const KEYS: u32 = 100_000_000;

/// Copies of a service's workers.
pub(crate) const REPLICAS: u32 = 1_000;
/// Calls that may wait at a service with a limit.
pub(crate) const QUEUE: u32 = 1_000_000;
/// Retries of a call, and attempts of a delivery.
pub(crate) const ATTEMPTS: u32 = 100;
/// Failures that open a breaker, and probes that close it.
pub(crate) const BREAKER: u32 = 1_000;
/// Resubmissions of an impatient customer.
pub(crate) const RESUBMISSIONS: u32 = 100;
/// Users of a closed loop.
pub(crate) const USERS: u32 = 100_000;
/// The shortest interval at which a service looks at its load, in seconds.
pub(crate) const CHECK_S: f64 = 0.001;
/// The shortest interval at which a customer asks how far a step is, in milliseconds.
pub(crate) const POLL_MS: f64 = 1.0;
/// The largest multiple of its mean that the 99th percentile of a log-normal distribution may be.
pub(crate) const P99_OVER_MEAN: f64 = 14.9;
