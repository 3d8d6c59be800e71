//! Troubles that everybody knows by name, each to be tried on any scenario with one act.
//!
//! A preset is one file and one line in [`PRESETS`]: what it shows, what to watch, and the change that
//! makes it. It takes the place of whatever went wrong before, so that what is seen is its doing; the
//! policies that belong to it (retries, an outbox) it sets where it happens. Where a scenario has
//! nothing that could go wrong that way, it says so.

mod broker_outage;
mod consumer_outage;
mod crash;
mod partition;
mod poison;
mod retry_storm;
mod setting;
mod slow_dependency;
mod traffic_spike;

use crate::model::{Scenario, Subject, check};
use setting::Setting;

/// Every preset, in the order in which they are offered.
pub const PRESETS: &[Preset] = &[
    slow_dependency::PRESET,
    crash::PRESET,
    retry_storm::PRESET,
    consumer_outage::PRESET,
    broker_outage::WITHOUT_OUTBOX,
    broker_outage::WITH_OUTBOX,
    traffic_spike::PRESET,
    poison::PRESET,
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

/// Makes a preset of a scenario from which all faults were taken; says where it happens, or why it
/// cannot.
type Change = fn(&mut Scenario, &Setting) -> Result<Subject, &'static str>;

/// What a preset makes of a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Applied {
    /// The scenario with the trouble.
    pub scenario: Scenario,
    /// Where it happens.
    pub subject: Subject,
}

impl Preset {
    /// The scenario with this trouble in it: at what is wanted where it can happen there, elsewhere otherwise.
    ///
    /// # Errors
    /// A sentence that says why it cannot happen in this scenario.
    pub fn apply(&self, scenario: &Scenario, wanted: &Subject) -> Result<Applied, &'static str> {
        let setting = Setting::new(scenario, wanted)?;
        let mut changed = scenario.clone();
        changed.faults.clear();
        let subject = (self.change)(&mut changed, &setting)?;
        if check(&changed).is_empty() {
            Ok(Applied { scenario: changed, subject })
        } else {
            Err("The design would not be valid with it.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Mode, Process, Service, Step};

    fn scenario(mode: Mode) -> Scenario {
        let step = |id: &str, after: &[&str], mode| Step {
            id: id.into(),
            service: id.into(),
            after: after.iter().map(|&it| it.into()).collect(),
            mode,
            ..Step::default()
        };
        let steps = vec![
            step("shop", &[], Mode::RequestResponse),
            step("pay", &["shop"], mode),
            step("mail", &["pay"], mode),
        ];
        let services = ["shop", "pay", "mail"].map(|id| Service {
            id: id.into(),
            workers: Some(8),
            ..Service::default()
        });
        let process = Process { entry: Some("shop".into()), steps, ..Process::default() };
        Scenario { process, services: services.into(), ..Scenario::default() }
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
        let (calls, events) = (scenario(Mode::RequestResponse), scenario(Mode::Event));
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
        let before = scenario(Mode::RequestResponse);
        let spiked = traffic_spike::PRESET.apply(&before, &Subject::Nothing).unwrap().scenario;
        let cut = partition::PRESET.apply(&spiked, &Subject::Nothing).unwrap();
        assert_eq!(cut.scenario.faults.len(), 1);
        assert_eq!(cut.scenario.faults[0].subject(), cut.subject);
    }
}
