//! The faults that can be injected at what is selected, each as a button.

use crate::model::{Design, FaultKind, Offer, Spot, Subject, links};

/// What can go wrong with what is looked at: with a step, also with its service; with a service, also on
/// the ways to others; with nothing in particular, or what cannot break itself, with nothing.
#[must_use]
pub fn fault_choices(design: &Design, subject: &Subject) -> Vec<Offer> {
    let seen_from = subject.service(design);
    let mut subjects = Vec::new();
    if let Some(service) = seen_from {
        subjects.push(Subject::Service(service.clone()));
        let ways = links(design).into_iter().filter(|ends| ends.contains(service));
        subjects.extend(ways.map(Subject::Link));
    }
    if !subjects.contains(subject) {
        subjects.push(subject.clone());
    }
    let at = |subject: &Subject| FaultKind::offers(&Spot { design, subject, seen_from });
    // Events go by the broker: where no call goes, it is what can break.
    if matches!(subject, Subject::Link(_)) && at(subject).is_empty() {
        subjects.push(Subject::Broker);
    }
    subjects.iter().flat_map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{shop, step};

    fn texts(subject: &Subject) -> Vec<String> {
        let design = shop([step("pay"), step("mail").after(["pay"]).event()]).design();
        fault_choices(&design, subject).into_iter().map(|it| it.text).collect()
    }

    #[test]
    fn what_is_looked_at_offers_what_can_go_wrong_with_it() {
        let service =
            ["Slow down", "Crash, refusing calls", "Crash, never answering", "Let work fail"];
        let with = |last: &'static str| [&service[..], &[last]].concat();
        assert_eq!(texts(&Subject::Service("pay".into())), with("Cut off from shop"));
        assert_eq!(texts(&Subject::Step("pay".into())), with("Cut off from shop"));
        let of_events = ["Poison some events", "Replay from the start"];
        let of_mail = [&service[..], &of_events].concat();
        assert_eq!(texts(&Subject::Step("mail".into())), of_mail);
        let link = |ends: [&str; 2]| texts(&Subject::Link(ends.map(Into::into)));
        assert_eq!(link(["shop", "pay"]), ["Cut shop off from pay"]);
        assert_eq!(link(["pay", "mail"]), ["Take the broker away"]);
        assert_eq!(texts(&Subject::Broker), ["Take the broker away"]);
        assert_eq!(texts(&Subject::Traffic), ["Send more requests"]);
        assert!(texts(&Subject::Nothing).is_empty() && texts(&Subject::Request(7)).is_empty());
    }
}
