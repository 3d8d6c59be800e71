//! A step, written down.

use std::ops::{Deref, DerefMut};

use super::{ms, ratio};
use crate::model::{Event, Mode, Necessity, Purpose, Response, Step, Work};

/// A step that is being written down; whatever has no word of its own here is a field of the step.
#[derive(Debug, Clone)]
#[must_use]
pub struct StepDraft(Step);

/// A called step of the service of the same name, with all that has its default.
pub fn step(id: impl AsRef<str>) -> StepDraft {
    let id = id.as_ref();
    StepDraft(Step { id: id.into(), service: id.into(), ..Step::default() })
}

impl StepDraft {
    fn with(mut self, change: impl FnOnce(&mut Step)) -> Self {
        change(&mut self.0);
        self
    }

    /// Performed by this service.
    pub fn on(self, service: &str) -> Self {
        self.with(|it| it.service = service.into())
    }

    /// What people call it.
    pub fn named(self, name: &str) -> Self {
        self.with(|it| name.clone_into(&mut it.name))
    }

    /// After these steps.
    pub fn after<'a>(self, ids: impl IntoIterator<Item = &'a str>) -> Self {
        self.with(|it| it.after = ids.into_iter().map(Into::into).collect())
    }

    /// Called by this step during its work.
    pub fn called_by(self, caller: &str) -> Self {
        self.with(|it| it.caller = Some(caller.into()))
    }

    /// On this branch, such as `stock/none`.
    pub fn on_branch(self, branch: &str) -> Self {
        self.with(|it| it.branch = Some(branch.into()))
    }

    /// Triggered so.
    pub fn mode(self, mode: Mode) -> Self {
        self.with(|it| it.mode = mode)
    }

    /// Triggered by an event, named after what precedes it.
    pub fn event(self) -> Self {
        self.mode(Mode::Event)
    }

    /// Triggered by an event of this name.
    pub fn reacts_to(self, event: &str) -> Self {
        self.event()
            .with(|it| it.event = Some(Event { name: event.to_owned(), ..Event::default() }))
    }

    /// With work of this length.
    pub fn works(self, work: Work) -> Self {
        self.with(|it| it.work = work)
    }

    /// With work that always takes so many milliseconds.
    pub fn works_ms(self, mean_ms: f64) -> Self {
        self.works(Work::Constant { mean_ms: ms(mean_ms) })
    }

    /// With memoryless work of so many milliseconds in the mean.
    pub fn exponential_ms(self, mean_ms: f64) -> Self {
        self.works(Work::Exponential { mean_ms: ms(mean_ms) })
    }

    /// Of which this share fails by itself.
    pub fn fails(self, share: f64) -> Self {
        self.with(|it| it.error_ratio = ratio(share))
    }

    /// To this share of customers it answers no.
    pub fn declines(self, share: f64) -> Self {
        self.with(|it| it.decline_ratio = ratio(share))
    }

    /// Answered when, says the business.
    pub fn response(self, response: Response) -> Self {
        self.with(|it| it.business.response = Some(response))
    }

    /// Needed or not, says the business.
    pub fn necessity(self, necessity: Necessity) -> Self {
        self.with(|it| it.business.necessity = Some(necessity))
    }

    /// What for, says the business.
    pub fn kind(self, kind: Purpose) -> Self {
        self.with(|it| it.business.kind = Some(kind))
    }

    /// Somebody looks at it afterwards.
    pub fn audited(self) -> Self {
        self.with(|it| it.business.audit = Some(true))
    }

    /// Undone by this.
    pub fn undone_by(self, compensation: &str) -> Self {
        self.with(|it| it.business.compensation = Some(compensation.to_owned()))
    }

    /// Waited for so many milliseconds at most.
    pub fn timeout_ms(self, timeout_ms: f64) -> Self {
        self.with(|it| it.call.timeout_ms = Some(ms(timeout_ms)))
    }

    /// Tried so often again, for the first time after so many milliseconds.
    pub fn retries(self, retries: u32, backoff_ms: f64) -> Self {
        self.with(|it| (it.call.retries, it.call.backoff_ms) = (retries, ms(backoff_ms)))
    }

    /// Delivered so often at most, and kept as a dead letter then.
    pub fn dies_after(self, attempts: u32) -> Self {
        self.with(|it| {
            (it.delivery.max_attempts, it.delivery.dead_letter) = (attempts, true);
        })
    }

    /// The step.
    #[must_use]
    pub fn build(self) -> Step {
        self.0
    }
}

impl Deref for StepDraft {
    type Target = Step;

    fn deref(&self) -> &Step {
        &self.0
    }
}

impl DerefMut for StepDraft {
    fn deref_mut(&mut self) -> &mut Step {
        &mut self.0
    }
}
