//! What passes through the pool: what runs are for, what is to be done, and what is told.

pub use crate::session::RunUpdate;
use crate::worker::protocol::{RunId, RunRequest};

/// What a run is for, by a number that whoever asks chooses: a newer run for the same overtakes an older
/// one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot(pub u64);

/// What is to be done, in the order in which it is handed out.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Start this worker, and say when it hears or fails.
    StartWorker(usize),
    /// End this worker: it has failed.
    EndWorker(usize),
    /// Send this request to a worker that hears.
    Send {
        /// Which worker.
        worker: usize,
        /// What is asked of it.
        request: RunRequest,
    },
    /// Tell a worker to let a run be.
    Cancel {
        /// Which worker.
        worker: usize,
        /// Which run.
        run: RunId,
    },
    /// Run this in the page itself.
    RunHere(RunRequest),
    /// Let be what the page runs itself.
    StopHere(RunId),
    /// Tell whoever asked for a run.
    Tell {
        /// Which run.
        run: RunId,
        /// What there is to say.
        update: RunUpdate,
    },
    /// It was cancelled or overtaken: nobody is told of it any more.
    Forget(RunId),
}
