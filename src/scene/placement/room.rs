//! How much room the texts of cards and topics need: what is known of them before anything runs.
//!
//! A card has the name of its step, its service and work, its workers, its switch and its policy, one below
//! the other; a name or a service that does not fit one line takes more. The cards of a row are as high as
//! the highest of them. The name of a topic stands beside its pipe, over the card.

use super::Node;
use crate::model::{Mode, Scenario, Step, Trigger};
use crate::scene::letters::{lines, width, words};
use crate::units::format::{self, visible};

/// Of a card whose texts stand in one line each, in pixels.
const HEIGHT: f64 = 120.0;
/// Left and right of what stands on a card, together.
const PADDING: f64 = 24.0;
/// The type of a name, and how high a line of it is.
const NAME: (f64, f64) = (14.0, 17.5);
/// The same of the line that says who does it and how long that takes.
const WHERE: (f64, f64) = (12.0, 17.4);
/// The same of what stands beside a pipe.
const TOPIC: (f64, f64) = (12.0, 15.0);
/// Between a pipe and its text.
const BESIDE_PIPE: f64 = 8.0;
/// How much room a pipe takes on top of a card at least.
const PIPE_ROOM: f64 = 50.0;
/// Lines beneath the name of a topic: what waits, and what was given up.
const COUNTS: usize = 2;

/// How high the card of a node has to be at this width.
pub(super) fn card_height(scenario: &Scenario, node: Node, wide: f64) -> f64 {
    let room = wide - PADDING;
    let (name, place) = match node {
        Node::Entry => {
            let entry = scenario.process.entry.as_ref().and_then(|id| scenario.service(id));
            (
                visible(entry.map_or("Customers", |it| it.label())).into_owned(),
                "takes the request".to_owned(),
            )
        }
        Node::Conductor => {
            let workflow = scenario.process.workflow.as_ref();
            let service = workflow.and_then(|it| scenario.service(&it.service));
            (visible(service.map_or("", |it| it.label())).into_owned(), "conducts".to_owned())
        }
        Node::Step(index) => match scenario.process.steps.get(index) {
            Some(step) => (visible(step.label()).into_owned(), widest_place(scenario, step)),
            None => return HEIGHT,
        },
    };
    let more = |(size, high): (f64, f64), text: &str| {
        real(lines(words(text), size, room).saturating_sub(1)) * high
    };
    HEIGHT + more(NAME, &name) + more(WHERE, &place)
}

/// Who does a step, and the longest that is ever said beside it: how long its work takes, or what is wrong.
fn widest_place(scenario: &Scenario, step: &Step) -> String {
    let service = visible(scenario.service(&step.service).map_or("", |it| it.label()));
    let troubles = scenario.faults.iter().filter(|it| it.concerns(step));
    // A number and its unit stay on one line.
    let work = format::milliseconds(step.work.mean_ms()).replace(' ', "\u{a0}");
    let beside = troubles.map(|it| it.what.trouble()).chain([work]);
    let by_width =
        |one: &String, other: &String| width(one, WHERE.0).total_cmp(&width(other, WHERE.0));
    format!("{service} · {}", beside.max_by(by_width).unwrap_or_default())
}

/// How much room a topic and its text take on top of the card of a step; none where it has none.
pub(super) fn topic_height(scenario: &Scenario, node: Node, wide: f64, pipe: f64) -> f64 {
    let Node::Step(index) = node else { return 0.0 };
    let Some(step) = scenario.process.steps.get(index) else { return 0.0 };
    if step.mode != Mode::Event {
        return 0.0;
    }
    let (size, high) = TOPIC;
    let name = topic_name(scenario, step);
    let lines = lines(parts(&name), size, wide - pipe - BESIDE_PIPE);
    PIPE_ROOM.max(real(lines + COUNTS) * high + 6.0)
}

/// What stands beside the pipe of a step: its event, or what it is commanded to do.
fn topic_name(scenario: &Scenario, step: &Step) -> String {
    match scenario.process.trigger(step) {
        Trigger::Command => step.message.clone().unwrap_or_else(|| step.label().to_owned()),
        Trigger::Call | Trigger::Event => scenario.process.event_name(step),
    }
}

/// The parts of a name such as `OrderPlaced` between which a line may break: each begins with its capital.
pub fn parts(name: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut begin, mut before) = (0, None);
    for (at, letter) in name.char_indices() {
        let is_next_word = before == Some(' ') && letter != ' ';
        if is_next_word || (before.is_some_and(char::is_lowercase) && letter.is_uppercase()) {
            parts.push(name.get(begin..at).unwrap_or_default());
            begin = at;
        }
        before = Some(letter);
    }
    parts.push(name.get(begin..).unwrap_or_default());
    parts
}

#[allow(clippy::cast_precision_loss)] // a few lines
fn real(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{shop, step};

    #[test]
    fn a_name_breaks_before_its_capitals() {
        assert_eq!(parts("OrderPlaced"), ["Order", "Placed"]);
        assert_eq!(parts("SMSSent"), ["SMSSent"]);
        assert_eq!(parts("Send the mail"), ["Send ", "the ", "mail"]);
        assert_eq!(parts(""), [""]);
    }

    #[test]
    fn cards_are_as_high_as_their_texts() {
        let long = "Check that the parcel is on its way to the customer's address";
        let scenario =
            shop([step("pay").works_ms(40.0), step("mail").named(long).after(["pay"]).event()])
                .build();
        let height = |node| card_height(&scenario, node, 168.0);
        assert!((height(Node::Step(0)) - 120.0).abs() < 1e-9);
        assert!((height(Node::Entry) - 120.0).abs() < 1e-9);
        // Four lines of 144 pixels.
        assert!((height(Node::Step(1)) - 172.5).abs() < 1e-9, "{}", height(Node::Step(1)));
        let topic = |node| topic_height(&scenario, node, 168.0, 26.0);
        assert!(topic(Node::Step(0)).abs() < 1e-9 && (topic(Node::Step(1)) - 51.0).abs() < 1e-9);
    }
}
