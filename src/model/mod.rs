//! A scenario: a process and all that a run of it needs.
//!
//! [`Scenario`] is the root and has the shape of the file: every field is named as in the document,
//! with its unit in its name. Fields are public because any value of their types may stand there;
//! what must agree *between* fields (ids, references, order) is checked by [`check`], which returns
//! every [`Problem`] with its place. A scenario without one becomes a [`Design`], which is what all
//! other rooms work on; its [`Shape`] answers questions about the graph: who comes after whom, and
//! which steps lie in the foreground.
//!
//! How a scenario is read from a document's values, and written as such, its types say themselves
//! (`fields`). This room knows neither the text around the values nor how a schema error is put into
//! words (`exchange`), nor how a scenario runs (`engine`).

mod business;
mod check;
mod choice;
mod circumstances;
mod design;
pub mod edit;
pub(crate) mod fact;
pub mod fault_words;
pub mod faults;
pub(crate) mod fields;
mod fingerprint;
mod identity;
mod injection;
pub(crate) mod limits;
mod links;
pub(crate) mod near;
mod network;
mod note;
mod policy;
mod problem;
mod process;
mod scenario;
mod service;
mod shape;
mod status;
mod subject;
mod targets;
mod team;
mod ways;
mod work;
mod workflow;
mod workload;

pub use business::{Business, Consistency, Necessity, Party, Purpose, Response};
pub use check::check;
pub(crate) use check::{Finding, findings};
pub use choice::{Branch, BranchPath, Choice};
pub use circumstances::{Circumstances, Credentials, DeadLetterAlerts, Traffic};
pub use design::Design;
pub use edit::{Change, Edit, EditError};
pub use fact::is_fact;
pub use faults::{Fault, FaultKind, Harm, Offer, Period, Spot};
pub(crate) use fingerprint::fingerprint;
pub use identity::{BranchId, ChoiceId, ServiceId, StepId};
pub use injection::Injection;
pub use links::links;
pub use network::{Broker, Network};
pub use note::Note;
pub use policy::{Acknowledge, Breaker, CallPolicy, DeliveryPolicy};
pub(crate) use problem::Place;
pub use problem::{Pointer, Problem};
pub use process::{Coordination, Event, EventKind, Mode, Process, Step, Trigger};
pub use scenario::Scenario;
pub use service::{Replicas, Service};
pub use shape::Shape;
pub(crate) use shape::is_letter;
pub use status::StatusPolicy;
pub use subject::Subject;
pub use targets::Targets;
pub use team::{Experience, Observability, Team};
pub use ways::OnBranch;
pub use work::Work;
pub(crate) use work::log_normal_sigma;
pub use workflow::Workflow;
pub use workload::{Arrivals, ProfilePoint, Workload};
