//! Troubles that everybody knows by name, each to be tried on any scenario with one act.
//!
//! A preset is one file and one line in [`PRESETS`]: what it shows, what to watch, and the change that
//! makes it. It takes the place of whatever went wrong before, so that what is seen is its doing; the
//! policies that belong to it (retries, an outbox) it sets where it happens. Where a scenario has
//! nothing that could go wrong that way, it says so.

mod broker_outage;
mod consumer_outage;
mod crash;
mod overload;
mod partition;
mod poison;
mod rebuild;
mod redrive;
mod retry_storm;
mod setting;
mod slow_dependency;
mod traffic_spike;

use crate::model::{Design, Edit, Fault, FaultKind, Subject, fault_words};
use crate::units::Seconds;
use setting::Setting;

/// Every preset, in the order in which they are offered.
pub const PRESETS: &[Preset] = &[
    slow_dependency::PRESET,
    crash::PRESET,
    retry_storm::PRESET,
    overload::STAYS,
    overload::RECOVERS,
    consumer_outage::PRESET,
    broker_outage::WITHOUT_OUTBOX,
    broker_outage::WITH_OUTBOX,
    traffic_spike::PRESET,
    poison::PRESET,
    poison::IN_ORDER,
    redrive::PRESET,
    rebuild::PRESET,
    partition::PRESET,
];

/// A trouble with a name.
#[derive(Debug, Clone, Copy)]
pub struct Preset {
    /// What documents and tests call it.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// What it shows, in a sentence.
    pub shows: &'static str,
    /// What to watch, in a sentence.
    pub watch: &'static str,
    change: Change,
}

/// What a preset does to a design in which nothing goes wrong; or why it cannot.
type Change = fn(&Setting) -> Result<Trouble, &'static str>;

/// What a preset does.
#[derive(Debug, Clone, PartialEq)]
struct Trouble {
    /// Where it happens.
    subject: Subject,
    /// How.
    edits: Vec<Edit>,
}

/// What a preset makes of a design.
#[derive(Debug, Clone, PartialEq)]
pub struct Applied {
    /// What is said of it, as a sentence.
    pub said: String,
    /// The design with the trouble.
    pub design: Design,
    /// Where it happens.
    pub subject: Subject,
}

impl Trouble {
    /// Something that goes wrong from `at_s` for `for_s`.
    fn of(what: impl Into<FaultKind>, at_s: Seconds, for_s: Seconds) -> Self {
        let fault = Fault::new(what, at_s, for_s);
        Self { subject: fault.subject(), edits: vec![Edit::AddFault(fault)] }
    }
}

impl Preset {
    /// The design with this trouble in it: at what is wanted where it can happen there, elsewhere otherwise.
    ///
    /// # Errors
    /// A sentence that says why it cannot happen in this design.
    pub fn apply(&self, design: &Design, wanted: &Subject) -> Result<Applied, &'static str> {
        let Trouble { subject, mut edits } = (self.change)(&Setting::new(design, wanted))?;
        let when = edits.iter().find_map(|edit| {
            if let Edit::AddFault(fault) = edit { Some(fault_words::when(fault)) } else { None }
        });
        let place = fault_words::subject(design, &subject);
        let said = format!("{}: {place}, {}.", self.name, when.unwrap_or_default());
        edits.insert(0, Edit::ClearFaults);
        let edit = Edit::All { said, edits };
        let change = edit.apply(design).map_err(|_| "The design would not be valid with it.")?;
        Ok(Applied { said: change.said, design: change.design, subject })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Mode;
    use crate::testing::{scenario, step};

    fn design(mode: Mode) -> Design {
        let pay = step("pay").after(["shop"]).mode(mode);
        let mail = step("mail").after(["pay"]).mode(mode);
        scenario([step("shop"), pay, mail]).entry("shop").workers(8).design()
    }

    #[test]
    fn every_preset_has_a_name_of_its_own_and_says_what_to_watch() {
        for (index, preset) in PRESETS.iter().enumerate() {
            let others = PRESETS.iter().skip(index + 1);
            assert!(others.clone().all(|it| it.id != preset.id && it.name != preset.name));
            assert!(preset.shows.ends_with('.') && preset.watch.ends_with('.'), "{}", preset.id);
        }
    }

    #[test]
    fn a_preset_happens_where_it_is_wanted_or_elsewhere_or_says_why_not() {
        let place = |id: &str| Subject::Service(id.into());
        let (calls, events) = (design(Mode::RequestResponse), design(Mode::Event));
        let slow = &slow_dependency::PRESET;
        let at = |wanted: &Subject| slow.apply(&calls, wanted).map(|it| it.subject);
        assert_eq!(at(&Subject::Nothing), Ok(place("pay")));
        assert_eq!(at(&place("mail")), Ok(place("mail")));
        // A link names the service that is called.
        let link = Subject::Link(["shop".into(), "mail".into()]);
        assert_eq!(at(&link), Ok(place("mail")));
        assert_eq!(at(&Subject::Traffic), Ok(place("pay")));
        assert!(slow.apply(&events, &Subject::Nothing).is_err());
        for preset in [&consumer_outage::PRESET, &poison::PRESET, &broker_outage::WITH_OUTBOX] {
            assert!(preset.apply(&calls, &Subject::Nothing).is_err(), "{}", preset.id);
            assert!(preset.apply(&events, &Subject::Nothing).is_ok(), "{}", preset.id);
        }
        let mail = Subject::Step("mail".into());
        assert_eq!(poison::PRESET.apply(&events, &mail).map(|it| it.subject), Ok(mail));
    }

    #[test]
    fn a_preset_takes_the_place_of_what_went_wrong_before() {
        let before = design(Mode::RequestResponse);
        let spiked = traffic_spike::PRESET.apply(&before, &Subject::Nothing).unwrap().design;
        let cut = partition::PRESET.apply(&spiked, &Subject::Nothing).unwrap();
        assert_eq!(cut.design.faults.len(), 1);
        assert_eq!(cut.design.faults[0].subject(), cut.subject);
    }
}
