//! Notes: what the author has to say, of a step, a service or the whole, always or for a while.
//!
//! A note is there to be read: no run knows it, and no rule judges it.

use schemars::JsonSchema;

use super::fields::object;
use super::limits;
use super::{Period, ServiceId, StepId, Subject};
use crate::units::{Duration, Moment, Seconds};

/// A text of the author, shown on the stage and while it plays. It is about the step or the service that it
/// names; without either, about the whole.
#[derive(Debug, Clone, PartialEq, Default, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Note {
    /// Which step it is about.
    #[schemars(default)]
    pub step: Option<StepId>,
    /// Which service it is about, instead of a step.
    #[schemars(default)]
    pub service: Option<ServiceId>,
    /// From when on it is shown; absent: always.
    #[schemars(default)]
    pub at_s: Option<Seconds>,
    /// How long it is shown; absent: 5 seconds. Only with `at_s`.
    #[schemars(default, extend("exclusiveMinimum" = 0))]
    pub for_s: Option<Seconds>,
    /// What it says.
    #[schemars(length(min = 1, max = limits::NOTE_CHARACTERS))]
    pub text: String,
}

object!(Note { step, service, at_s, for_s, text: required });

impl Note {
    /// How many seconds a note is shown that does not say how long.
    pub const LASTS_S: f64 = 5.0;

    /// A note about something that is always shown; about the whole where it is neither a step nor a service.
    #[must_use]
    pub fn about(subject: &Subject, text: &str) -> Self {
        let (step, service) = match subject {
            Subject::Step(id) => (Some(id.clone()), None),
            Subject::Service(id) => (None, Some(id.clone())),
            Subject::Nothing
            | Subject::Link(_)
            | Subject::Broker
            | Subject::Traffic
            | Subject::Request(_) => (None, None),
        };
        Self { step, service, text: text.to_owned(), ..Self::default() }
    }

    /// What it is about: a step, a service, or nothing in particular.
    #[must_use]
    pub fn subject(&self) -> Subject {
        match (&self.step, &self.service) {
            (Some(id), _) => Subject::Step(id.clone()),
            (None, Some(id)) => Subject::Service(id.clone()),
            (None, None) => Subject::Nothing,
        }
    }

    /// While it is shown; nothing for one that always is.
    #[must_use]
    pub fn period(&self) -> Option<Period> {
        let start = Moment::START + self.at_s?.duration();
        let lasts = self.for_s.map(Seconds::duration);
        let lasts = lasts.unwrap_or_else(|| Duration::from_seconds(Self::LASTS_S));
        Some(Period { start, end: start + lasts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_about_what_it_names() {
        for subject in [Subject::Step("pay".into()), Subject::Service("bank".into())] {
            assert_eq!(Note::about(&subject, "x").subject(), subject);
        }
        assert_eq!(Note::about(&Subject::Broker, "x").subject(), Subject::Nothing);
    }

    #[test]
    fn a_note_is_always_there_or_from_a_moment_on_for_a_while() {
        let from = |at_s: Option<f64>, for_s: Option<f64>| {
            let s = |it: Option<f64>| it.map(Seconds::clamped);
            let period = Note { at_s: s(at_s), for_s: s(for_s), ..Note::default() }.period();
            period.map(|it| (it.start.as_seconds(), it.end.as_seconds()))
        };
        assert_eq!(from(None, None), None);
        assert_eq!(from(Some(20.0), None), Some((20.0, 25.0)));
        assert_eq!(from(Some(0.0), Some(10.0)), Some((0.0, 10.0)));
    }
}
