//! The workers beside the page: who runs what, in what words it is asked for, and who does it.
//!
//! Whoever wants figures asks the page's `Workers` (`page`, in a browser only) for a run, and is told
//! how far it is and at last its report. Behind that stand three parts that know no browser and are
//! tested natively: [`pool`] decides who runs what, [`protocol`] is what page and worker say to each
//! other, and [`queue`] is what lies before whoever runs things. Two thin edges join them: `page` does
//! what the pool decides, and `serve` is the loop of the worker's program. `slices` is how the page
//! does long work itself, between everything else.
//!
//! What holds everywhere: every run that was asked for ends in exactly one of a report, a refusal in
//! words, or being dropped by whoever asked; and the report has the same bits wherever it was made.

pub mod protocol;

pub mod queue;

pub mod pool;

#[cfg(target_arch = "wasm32")]
pub mod slices;

#[cfg(target_arch = "wasm32")]
pub mod page;

#[cfg(target_arch = "wasm32")]
pub mod serve;

pub use pool::{RunUpdate, Slot, WorkerPool};
pub use protocol::{Priority, RunId, RunReply, RunRequest, RunSpec};
pub use queue::RunQueue;

#[cfg(target_arch = "wasm32")]
pub use page::Workers;
#[cfg(target_arch = "wasm32")]
pub use serve::serve;
