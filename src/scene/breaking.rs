//! What can be broken from what is looked at, each as a button.

use super::words;
use crate::model::{FaultKind, Scenario, ServiceId, Subject, links};

/// Something that can be let go wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breaking {
    /// With what.
    pub subject: Subject,
    /// What.
    pub kind: FaultKind,
    /// What stands on the button.
    pub text: String,
}

/// What can go wrong with what is looked at: with a step, also with its service; with a service, also on
/// the ways to others; with nothing in particular, or what cannot break itself, with nothing.
#[must_use]
pub fn breakings(scenario: &Scenario, subject: &Subject) -> Vec<Breaking> {
    let mut subjects = Vec::new();
    if let Some(service) = subject.service(scenario) {
        subjects.push(Subject::Service(service.clone()));
        let ways = links(scenario).into_iter().filter(|ends| ends.contains(service));
        subjects.extend(ways.map(Subject::Link));
    }
    if !subjects.contains(subject) {
        subjects.push(subject.clone());
    }
    // Events go by the broker: where no call goes, it is what can break.
    let only_events =
        matches!(subject, Subject::Link(_)) && FaultKind::at(subject, scenario).is_empty();
    if only_events {
        subjects.push(Subject::Broker);
    }
    let mut breakings = Vec::new();
    for it in subjects {
        for &kind in FaultKind::at(&it, scenario) {
            let text = text(scenario, subject.service(scenario), &it, kind);
            breakings.push(Breaking { subject: it.clone(), kind, text });
        }
    }
    breakings
}

/// "Cut off from Payment" where that is said of a service; otherwise what the kind is called.
fn text(
    scenario: &Scenario,
    service: Option<&ServiceId>,
    subject: &Subject,
    kind: FaultKind,
) -> String {
    let Subject::Link([one, other]) = subject else { return words::fault_kind(kind).to_owned() };
    let name = |id: &ServiceId| words::subject(scenario, &Subject::Service(id.clone()));
    match service {
        Some(id) => format!("Cut off from {}", name(if id == one { other } else { one })),
        None => format!("Cut {} off from {}", name(one), name(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Coordination, Mode};
    use crate::scene::fixture;

    fn texts(subject: &Subject) -> Vec<String> {
        let steps = vec![
            fixture::step("pay", &[], Mode::RequestResponse),
            fixture::step("mail", &["pay"], Mode::Event),
        ];
        let scenario = fixture::scenario(Coordination::Orchestrated, steps);
        breakings(&scenario, subject).into_iter().map(|it| it.text).collect()
    }

    #[test]
    fn what_is_looked_at_offers_what_can_go_wrong_with_it() {
        let service =
            ["Slow down", "Crash, refusing calls", "Crash, never answering", "Let work fail"];
        let with = |last: &'static str| [&service[..], &[last]].concat();
        assert_eq!(texts(&Subject::Service("pay".into())), with("Cut off from shop"));
        assert_eq!(texts(&Subject::Step("pay".into())), with("Cut off from shop"));
        assert_eq!(texts(&Subject::Step("mail".into())), with("Poison some events"));
        let link = |ends: [&str; 2]| texts(&Subject::Link(ends.map(Into::into)));
        assert_eq!(link(["shop", "pay"]), ["Cut shop off from pay"]);
        assert_eq!(link(["pay", "mail"]), ["Take the broker away"]);
        assert_eq!(texts(&Subject::Broker), ["Take the broker away"]);
        assert_eq!(texts(&Subject::Traffic), ["Send more requests"]);
        assert!(texts(&Subject::Nothing).is_empty() && texts(&Subject::Request(7)).is_empty());
    }
}
