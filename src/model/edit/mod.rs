//! Edits: everything that a person can change about a design, each as a value.
//!
//! There is one language for all who change a design: the form, the matrix, the repairs of findings,
//! presets, bars on the timeline and imports all yield an [`Edit`]. [`Edit::apply`] makes another design
//! of a design, or says why there is none: nothing is ever half-changed. What else has to change with
//! it, changes with it (what names a step follows its id; what came after a removed step comes after
//! those before it), and the [`Change`] says so.
//!
//! What the stage itself changes is there as functions too ([`set_mode`], [`inject`], [`mend`]): a page that
//! can do no more yet need not carry the rest.

mod answers;
mod choices;
mod error;
mod faults;
mod field;
mod follow;
mod insert;
mod moving;
mod names;
mod notes;
mod places;
mod press;
mod said;
mod services;
mod shapes;
mod steps;
#[cfg(test)]
mod tests;
mod workload;

use serde_json::Value;

use super::{
    Arrivals, BranchPath, Business, CallPolicy, ChoiceId, Circumstances, DeliveryPolicy, Design,
    Event, Fault, Mode, Note, Pointer, Replicas, Scenario, ServiceId, StepId, Subject, Team,
};
use crate::units::Ratio;

pub use error::EditError;
pub use field::shown;
pub use insert::{Gap, Insertion, add_after, insert_on_link};
pub(crate) use names::fresh_id;
pub use places::names_of;
pub use press::{command, inject, mend, set_mode};
pub use said::fault as fault_said;
pub use steps::{NewStep, Performer, add_beside, add_call};
pub use workload::distribute;

/// How many workers a service has that is made here: unlimited ones would hide saturation.
pub const WORKERS: u32 = 8;

/// One change of a design.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Trigger a step this way from now on.
    SetMode {
        /// Which step.
        step: StepId,
        /// How.
        mode: Mode,
    },
    /// Let the workflow command a step from now on.
    Command(StepId),
    /// Let the workflow be conducted by this service; it is begun where there is none. Without one, nobody
    /// conducts, and commands are events again.
    ConductBy(Option<ServiceId>),
    /// Let a step be called during the work of another one; without one, by whoever conducts.
    SetCaller {
        /// Which step.
        step: StepId,
        /// Who calls it.
        caller: Option<StepId>,
    },
    /// Let a step stand on a branch; without one, on all.
    SetBranch {
        /// Which step.
        step: StepId,
        /// Where.
        branch: Option<BranchPath>,
    },
    /// Let one of two ways be taken after a step, each half as often, with a new step on each.
    Fork(StepId),
    /// Add a branch to a choice, which nobody takes yet.
    AddBranch(ChoiceId),
    /// Let a branch be taken so often; the others of its choice share the rest as before.
    SetRatio {
        /// Which branch.
        branch: BranchPath,
        /// How often.
        ratio: Ratio,
    },
    /// Give a choice another id; steps on its branches follow.
    SetChoiceId {
        /// Which choice.
        choice: ChoiceId,
        /// Its id from now on.
        id: String,
    },
    /// Give a branch another id; steps on it follow.
    SetBranchId {
        /// Which branch.
        branch: BranchPath,
        /// Its id from now on.
        id: String,
    },
    /// Remove a branch; its steps are on all branches then, and the others share what it had.
    RemoveBranch(BranchPath),
    /// Remove a choice; its steps are on every way then.
    RemoveChoice(ChoiceId),
    /// Add a step that nothing comes after.
    AddStep(NewStep),
    /// Add a step between others.
    InsertStep(Insertion),
    /// Remove a step; what came after it comes after those before it.
    RemoveStep(StepId),
    /// Call a step by another name; an id that was made of its name follows it.
    NameStep {
        /// Which step.
        step: StepId,
        /// Its name.
        name: String,
    },
    /// Give a step another id; whatever names it follows.
    SetStepId {
        /// Which step.
        step: StepId,
        /// Its id from now on.
        id: String,
    },
    /// Move a step by one place up or down: past one that it comes directly after, or that comes directly
    /// after it, the two change places in the process; past any other, in the list alone.
    MoveStep {
        /// Which step.
        step: StepId,
        /// Where.
        direction: Direction,
    },
    /// Let a step come after another one.
    Connect {
        /// The step that comes first.
        before: StepId,
        /// The step that comes after it.
        after: StepId,
    },
    /// Let a step no longer come after another one.
    Disconnect {
        /// The step that came first.
        before: StepId,
        /// The step that came after it.
        after: StepId,
    },
    /// Let another service perform a step.
    PerformBy {
        /// Which step.
        step: StepId,
        /// Who.
        by: Performer,
    },
    /// Give a step's caller this policy.
    SetCall {
        /// Which step.
        step: StepId,
        /// The policy.
        call: CallPolicy,
    },
    /// Give a step's consumer this policy.
    SetDelivery {
        /// Which step.
        step: StepId,
        /// The policy.
        delivery: DeliveryPolicy,
    },
    /// Let a step react to this event, should it react to one.
    SetEvent {
        /// Which step.
        step: StepId,
        /// The event.
        event: Event,
    },
    /// Answer the business questions about a step.
    Answer {
        /// Which step.
        step: StepId,
        /// All answers about it.
        answers: Box<Business>,
    },
    /// Answer the questions about the team and the process.
    AnswerForAll {
        /// All answers about the team.
        team: Team,
        /// All answers about the circumstances.
        circumstances: Box<Circumstances>,
    },
    /// Add a service of this name, or nearly so.
    AddService(String),
    /// Remove a service.
    RemoveService {
        /// Which service.
        service: ServiceId,
        /// Who performs its steps from now on.
        heir: Option<ServiceId>,
    },
    /// Call a service by another name; an id that was made of its name follows it.
    NameService {
        /// Which service.
        service: ServiceId,
        /// Its name.
        name: String,
    },
    /// Give a service another id; whatever names it follows.
    SetServiceId {
        /// Which service.
        service: ServiceId,
        /// Its id from now on.
        id: String,
    },
    /// Let a service have so many workers.
    Staff {
        /// Which service.
        service: ServiceId,
        /// How many, in each copy.
        workers: u32,
        /// Whether that is a guess, to be confirmed.
        assumed: bool,
    },
    /// Move a service by one place in the document.
    MoveService {
        /// Which service.
        service: ServiceId,
        /// Where.
        direction: Direction,
    },
    /// Let a service run in so many copies.
    SetReplicas {
        /// Which service.
        service: ServiceId,
        /// How many, and when.
        replicas: Replicas,
    },
    /// Let requests arrive like this.
    Arrive(Arrivals),
    /// Run with other chance: the next seed.
    Reseed,
    /// Let something go wrong.
    AddFault(Fault),
    /// Let the fault at this index go wrong differently.
    ReplaceFault {
        /// The index in the scenario's list.
        index: usize,
        /// What goes wrong instead.
        fault: Fault,
    },
    /// Let the fault at this index not happen.
    RemoveFault {
        /// The index in the scenario's list.
        index: usize,
    },
    /// Let nothing go wrong.
    ClearFaults,
    /// Add a note behind the others.
    AddNote(Note),
    /// Put another note in the place of the one at this index.
    SetNote {
        /// The index in the scenario's list.
        index: usize,
        /// The note from now on.
        note: Note,
    },
    /// Remove the note at this index.
    RemoveNote {
        /// The index in the scenario's list.
        index: usize,
    },
    /// Write this value at a place of the document; without one, its default.
    SetField {
        /// Where.
        place: Pointer,
        /// What.
        value: Option<Value>,
    },
    /// Make all of these, one after the other, as one change; or none.
    All {
        /// What is said of it, as a sentence.
        said: String,
        /// The edits.
        edits: Vec<Edit>,
    },
    /// Put another design in the place of this one.
    Replace {
        /// What is said of it, as a sentence.
        said: String,
        /// The design.
        design: Design,
    },
}

/// A design after an edit.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// All of it.
    pub design: Design,
    /// What was done, as a sentence or two.
    pub said: String,
    /// The step or service that was made, or that the edit is about, by the id that it has now; nothing
    /// where it is about none, or that one is gone.
    pub made: Subject,
}

/// Where something goes in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// One place nearer to the beginning.
    Up,
    /// One place nearer to the end.
    Down,
}

/// What an edit did to a scenario that is not checked yet.
struct Done {
    said: String,
    made: Subject,
}

impl Edit {
    /// The design after this change.
    ///
    /// # Errors
    /// [`EditError`] where what it names does not exist, or the result would not be valid.
    pub fn apply(&self, design: &Design) -> Result<Change, EditError> {
        if let Self::Replace { said, design } = self {
            let (design, said) = (design.clone(), said.clone());
            return Ok(Change { design, said, made: Subject::Nothing });
        }
        if let Self::SetMode { step, mode } = self {
            return set_mode(design, step, *mode);
        }
        if let Self::Command(step) = self {
            return command(design, step);
        }
        if let Self::MoveStep { step, direction } = self {
            return moving::move_step(design, step, *direction);
        }
        change(design, |scenario| self.make(scenario))
    }

    /// Changes a scenario, which may not be valid afterwards.
    fn make(&self, scenario: &mut Scenario) -> Result<Done, EditError> {
        match self {
            Self::SetMode { step, mode } => shapes::trigger(scenario, step, *mode),
            Self::Command(step) => shapes::command(scenario, step),
            Self::ConductBy(service) => shapes::conduct_by(scenario, service.as_ref()),
            Self::SetCaller { step, caller } => shapes::set_caller(scenario, step, caller.as_ref()),
            Self::SetBranch { step, branch } => shapes::set_branch(scenario, step, branch.as_ref()),
            Self::Fork(step) => choices::fork(scenario, step),
            Self::AddBranch(choice) => choices::add_branch(scenario, choice),
            Self::SetRatio { branch, ratio } => choices::set_ratio(scenario, branch, *ratio),
            Self::SetChoiceId { choice, id } => choices::reset_choice_id(scenario, choice, id),
            Self::SetBranchId { branch, id } => choices::reset_branch_id(scenario, branch, id),
            Self::RemoveBranch(branch) => choices::remove_branch(scenario, branch),
            Self::RemoveChoice(choice) => choices::remove_choice(scenario, choice),
            Self::SetCall { step, call } => {
                steps::set(scenario, step, |step| step.call = call.clone())
            }
            Self::SetDelivery { step, delivery } => {
                steps::set(scenario, step, |step| step.delivery = delivery.clone())
            }
            Self::SetEvent { step, event } => {
                steps::set(scenario, step, |step| step.event = Some(event.clone()))
            }
            Self::AddStep(new) => steps::add_step(scenario, new),
            Self::InsertStep(new) => insert::insert_step(scenario, new),
            Self::RemoveStep(step) => steps::remove_step(scenario, step),
            Self::NameStep { step, name } => steps::name_step(scenario, step, name),
            Self::SetStepId { step, id } => steps::reset_step_id(scenario, step, id),
            Self::MoveStep { step, direction } => moving::make(scenario, step, *direction),
            Self::Connect { before, after } => steps::connect(scenario, before, after),
            Self::Disconnect { before, after } => steps::disconnect(scenario, before, after),
            Self::PerformBy { step, by } => steps::perform_by(scenario, step, by),
            Self::Answer { step, answers } => answers::of_step(scenario, step, answers),
            Self::AnswerForAll { team, circumstances } => {
                Ok(answers::of_all(scenario, team, circumstances))
            }
            Self::AddService(name) => Ok(services::add_service(scenario, name)),
            Self::RemoveService { service, heir } => {
                services::remove_service(scenario, service, heir.as_ref())
            }
            Self::NameService { service, name } => services::name_service(scenario, service, name),
            Self::SetServiceId { service, id } => services::reset_service_id(scenario, service, id),
            Self::Staff { service, workers, assumed } => {
                services::staff(scenario, service, *workers, *assumed)
            }
            Self::MoveService { service, direction } => {
                services::move_service(scenario, service, *direction)
            }
            Self::SetReplicas { service, replicas } => {
                services::replicate(scenario, service, replicas)
            }
            Self::Arrive(arrivals) => Ok(workload::arrive(scenario, *arrivals)),
            Self::Reseed => Ok(workload::reseed(scenario)),
            Self::AddFault(fault) => Ok(faults::add(scenario, fault)),
            Self::ReplaceFault { index, fault } => faults::replace(scenario, *index, fault),
            Self::RemoveFault { index } => faults::remove(scenario, *index),
            Self::ClearFaults => Ok(faults::clear(scenario)),
            Self::AddNote(note) => Ok(notes::add(scenario, note)),
            Self::SetNote { index, note } => notes::set(scenario, *index, note),
            Self::RemoveNote { index } => notes::remove(scenario, *index),
            Self::SetField { place, value } => field::set(scenario, place, value.as_ref()),
            Self::All { said, edits } => {
                for edit in edits {
                    edit.make(scenario)?;
                }
                Ok(done(said.as_str(), Subject::Nothing))
            }
            Self::Replace { said, design } => {
                *scenario = Scenario::clone(design);
                Ok(done(said.as_str(), Subject::Nothing))
            }
        }
    }
}

/// The design after something was done to a copy of its scenario, and checked.
fn change(
    design: &Design,
    make: impl FnOnce(&mut Scenario) -> Result<Done, EditError>,
) -> Result<Change, EditError> {
    let mut scenario = Scenario::clone(design);
    let Done { said, made } = make(&mut scenario)?;
    let design = Design::check_or(scenario, |scenario, _| EditError::of(scenario))?;
    Ok(Change { design, said, made })
}

/// What was done, and to what.
fn done(said: impl Into<String>, made: impl Into<Subject>) -> Done {
    Done { said: said.into(), made: made.into() }
}

/// Moves the element at an index by one place; `None` at the end of the list.
fn shift<T>(list: &mut [T], index: usize, direction: Direction) -> Option<()> {
    let other = match direction {
        Direction::Up => index.checked_sub(1)?,
        Direction::Down => index + 1,
    };
    (other < list.len()).then(|| list.swap(index, other))
}
