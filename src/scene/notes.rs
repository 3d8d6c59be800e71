//! Which notes are shown at a moment, and at what.
//!
//! A note about a step is shown at its card; one about a service at the card that stands for the service: the
//! entry, else the first step that it performs, else the conductor. A service without a card has its notes
//! among those about the whole, with its name in front.

use super::Node;
use crate::model::{Design, Note, ServiceId, Subject};
use crate::units::Moment;

/// A note that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// What it says.
    pub text: String,
    /// At what it is shown.
    pub at: About,
}

/// At what a note is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// At the card of a node.
    Node(Node),
    /// At none: it is about the whole.
    Whole,
}

/// The notes that are shown at a moment, in the order of the document.
#[must_use]
pub fn notes_at(design: &Design, moment: Moment) -> Vec<Shown> {
    let is_shown = |note: &&Note| note.period().is_none_or(|period| period.contains(moment));
    design.notes.iter().filter(is_shown).map(|note| shown(design, note)).collect()
}

fn shown(design: &Design, note: &Note) -> Shown {
    let text = note.text.trim();
    let (at, before) = match note.subject() {
        Subject::Step(id) => {
            let index = design.process.steps.iter().position(|step| step.id == id);
            (index.map(Node::Step), None)
        }
        Subject::Service(id) => {
            let card = node_of(design, &id);
            let name = design.service(&id).filter(|_| card.is_none());
            (card, name.map(|it| format!("{}: ", it.label())))
        }
        Subject::Nothing
        | Subject::Link(_)
        | Subject::Broker
        | Subject::Traffic
        | Subject::Request(_) => (None, None),
    };
    let text = format!("{}{text}", before.unwrap_or_default());
    Shown { text, at: at.map_or(About::Whole, About::Node) }
}

/// The card that stands for a service.
fn node_of(design: &Design, id: &ServiceId) -> Option<Node> {
    let process = &design.process;
    if process.entry.as_ref() == Some(id) {
        return Some(Node::Entry);
    }
    if let Some(first) = process.steps.iter().position(|step| step.service == *id) {
        return Some(Node::Step(first));
    }
    let conducts = process.workflow.as_ref().is_some_and(|it| it.service == *id);
    conducts.then_some(Node::Conductor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Service, Workflow};
    use crate::testing::{s, shop, step};

    /// A design with these notes: `shop` takes the requests, `bank` performs `pay` and `refund`, `desk`
    /// conducts, `spare` does nothing.
    fn design(notes: Vec<Note>) -> Design {
        let steps = [
            step("pay").on("bank"),
            step("pack").after(["pay"]).event(),
            step("refund").on("bank").after(["pack"]).event(),
        ];
        let mut scenario = shop(steps).build();
        for id in ["desk", "spare"] {
            scenario.services.push(Service { id: id.into(), ..Service::default() });
        }
        scenario.process.workflow =
            Some(Workflow { service: "desk".into(), ..Workflow::default() });
        scenario.notes = notes;
        Design::check(scenario).unwrap()
    }

    #[test]
    fn each_note_is_shown_at_the_card_of_what_it_is_about() {
        let of = |subject: Subject| {
            let shown = notes_at(&design(vec![Note::about(&subject, " x ")]), Moment::START);
            assert_eq!(shown.len(), 1);
            (shown[0].at, shown[0].text.clone())
        };
        let at = |node| (About::Node(node), "x".to_owned());
        assert_eq!(of(Subject::Step("pack".into())), at(Node::Step(1)));
        assert_eq!(of(Subject::Service("shop".into())), at(Node::Entry));
        assert_eq!(of(Subject::Service("bank".into())), at(Node::Step(0)));
        assert_eq!(of(Subject::Service("desk".into())), at(Node::Conductor));
        assert_eq!(of(Subject::Service("spare".into())), (About::Whole, "spare: x".to_owned()));
        assert_eq!(of(Subject::Nothing), (About::Whole, "x".to_owned()));
    }

    #[test]
    fn a_note_is_shown_from_its_moment_until_just_before_its_end() {
        let note = |text: &str, at_s: f64, for_s: Option<f64>| Note {
            at_s: Some(s(at_s)),
            for_s: for_s.map(s),
            ..Note::about(&Subject::Nothing, text)
        };
        let always = Note::about(&Subject::Step("pay".into()), "always");
        let design = design(vec![note("late", 20.0, Some(10.0)), always, note("early", 5.0, None)]);
        let texts = |seconds: f64| {
            let shown = notes_at(&design, Moment::from_seconds(seconds));
            shown.into_iter().map(|it| it.text).collect::<Vec<_>>()
        };
        assert_eq!(texts(0.0), ["always"]);
        assert_eq!(texts(4.999), ["always"]);
        assert_eq!(texts(5.0), ["always", "early"]);
        assert_eq!(texts(9.999), ["always", "early"]);
        assert_eq!(texts(10.0), ["always"]);
        assert_eq!(texts(20.0), ["late", "always"]);
        assert_eq!(texts(30.0), ["always"]);
    }
}
