//! What lies under a pointer on the stage: a message, a topic, or a link.

use super::{Frame, Node, Path, Placement, Point};
use crate::model::{Scenario, ServiceId, Subject};

/// A message is hit within so many pixels of its middle.
const MESSAGE: f64 = 14.0;

/// A link is hit within so many pixels of its line.
const LINK: f64 = 9.0;

/// What lies at a point: of messages the nearest, before topics, before links; nothing where nothing does.
#[must_use]
pub fn subject_at(
    scenario: &Scenario,
    placement: &Placement,
    frame: &Frame,
    point: Point,
) -> Option<Subject> {
    let messages = frame.tokens.iter().map(|token| (token.at, token.request));
    let effects = frame.effects.iter().map(|effect| (effect.at, effect.request));
    let near = messages
        .chain(effects)
        .map(|(at, request)| (at.distance(point), request))
        .filter(|(distance, _)| *distance <= MESSAGE)
        .min_by(|(one, _), (other, _)| one.total_cmp(other));
    if let Some((_, request)) = near {
        return Some(Subject::Request(request));
    }
    if placement.steps.iter().filter_map(|place| place.pipe).any(|pipe| pipe.contains(point)) {
        return Some(Subject::Broker);
    }
    let (distance, link) = placement
        .links
        .iter()
        .flat_map(|link| {
            [Some(&link.there), link.back.as_ref()]
                .into_iter()
                .flatten()
                .map(move |way| (way, link))
        })
        .map(|(way, link)| (from_path(way, point), link))
        .min_by(|(one, _), (other, _)| one.total_cmp(other))?;
    let ends = [service(scenario, link.from)?, service(scenario, link.to)?];
    (distance <= LINK && ends[0] != ends[1]).then_some(Subject::Link(ends))
}

/// The service that a card stands for.
fn service(scenario: &Scenario, node: Node) -> Option<ServiceId> {
    match node {
        Node::Entry => scenario.process.entry.clone(),
        Node::Step(step) => scenario.process.steps.get(step).map(|step| step.service.clone()),
        Node::Conductor => scenario.process.workflow.as_ref().map(|it| it.service.clone()),
    }
}

/// How far a point lies from a path, in pixels.
fn from_path(path: &Path, point: Point) -> f64 {
    let sides = path.points().windows(2).filter_map(|pair| match *pair {
        [a, b] => Some(from_side(a, b, point)),
        _ => None,
    });
    sides.fold(f64::INFINITY, f64::min)
}

/// How far a point lies from the straight line between two others.
fn from_side(a: Point, b: Point, point: Point) -> f64 {
    let (x, y) = (b.x - a.x, b.y - a.y);
    let square = x * x + y * y;
    if square == 0.0 {
        return a.distance(point);
    }
    let along = ((point.x - a.x) * x + (point.y - a.y) * y) / square;
    a.towards(b, along.clamp(0.0, 1.0)).distance(point)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Mode;
    use crate::scene::{IndexedRecording, LinkKind, Presentation};
    use crate::testing::checkout;
    use crate::units::{Duration, Moment};

    #[test]
    fn the_nearest_message_a_topic_and_a_link_are_found_where_they_are_drawn() {
        let design = checkout(Mode::Event).design();
        let indexed = IndexedRecording::new(&design, crate::engine::record(&design));
        let placement = Placement::new(&design, 1_000.0);
        let eye = Presentation {
            min_travel: Duration::from_milliseconds(350.0),
            effect: Duration::ZERO,
            most_tokens: 100,
            flow: None,
        };
        let frame = indexed.frame(Moment::from_seconds(5.0), &placement, &eye);
        let at = |frame: &Frame, point| subject_at(&design, &placement, frame, point);
        let token = frame.tokens[0];
        assert_eq!(at(&frame, token.at), Some(Subject::Request(token.request)));

        let still = Frame::default();
        let pipe = placement.steps.iter().find_map(|place| place.pipe).unwrap();
        assert_eq!(at(&still, pipe.center()), Some(Subject::Broker));
        let link = placement.links.iter().find(|link| link.kind == LinkKind::Call).unwrap();
        let to = {
            let Node::Step(to) = link.to else { panic!("a step") };
            design.process.steps[to].service.clone()
        };
        let from = service(&design, link.from).unwrap();
        assert_eq!(at(&still, link.there.point_at(0.5)), Some(Subject::Link([from, to])));
        assert_eq!(at(&still, Point::new(-500.0, -500.0)), None);
    }
}
