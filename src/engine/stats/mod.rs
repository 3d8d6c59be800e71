//! What is counted while the engine runs, and the report that is made of it.
//!
//! `tally` counts: in `customers` what became of each of them, in `steps` what was asked of each step, by
//! `causes` why requests failed, by `branches` and `ways` who went which way; with `time_average` for what goes up and down, and `histogram` and
//! `distribution` for lengths of time. Each replication leaves a `sample`, with its times as `cells`.
//! `summary`, with `shares`, makes a [`Report`](report::Report) of it all, and one report of several; `interval` says how
//! sure a figure is, by the `influence` of each replication on it, or for what older reports had by the
//! figures of the samples themselves; `demand` says what was asked for over what
//! can be done; `growth` says from `looks` whether a figure depends on how long the
//! run is.

pub(super) mod branches;
pub(super) mod causes;
pub(super) mod cells;
pub(super) mod counts;
mod customers;
mod demand;
pub(super) mod distribution;
mod events;
mod growth;
pub(super) mod histogram;
pub mod influence;
pub(super) mod interval;
pub(super) mod looks;
pub mod report;
mod requests;
pub(super) mod sample;
mod shares;
mod steps;
pub(super) mod summary;
pub(super) mod tally;
pub(super) mod time_average;
pub(super) mod topics;
mod ways;
