//! Where a step can be inserted: a place on each link between two steps of which one comes after the other,
//! and on the way to those that begin with the request.

use super::{Node, Placement, Point};
use crate::model::Design;

/// So far before its end a link is pressed, in pixels: where links of one origin have parted.
const BEFORE_END: f64 = 24.0;

/// Half the size of what is pressed there, in pixels.
const RADIUS: f64 = 11.0;

/// A place on a link.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// The index of the step before; absent where that is the request.
    pub before: Option<usize>,
    /// The index of the step after.
    pub after: usize,
    /// Where it is pressed.
    pub at: Point,
}

/// All places of a design and its placement, in the order of the links, one for each pair.
#[must_use]
pub fn gaps(design: &Design, placement: &Placement) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = Vec::new();
    for link in &placement.links {
        let Node::Step(after) = link.to else { continue };
        let Some(step) = design.process.steps.get(after) else { continue };
        let before = match link.from {
            Node::Step(before) => {
                let id = design.process.steps.get(before).map(|it| &it.id);
                if !id.is_some_and(|id| step.after.contains(id)) {
                    continue;
                }
                Some(before)
            }
            Node::Entry if step.after.is_empty() && step.caller.is_none() => None,
            Node::Entry | Node::Conductor => continue,
        };
        if gaps.iter().any(|it| (it.before, it.after) == (before, after)) {
            continue;
        }
        let length = link.there.length();
        let mut from_end = BEFORE_END.min(length / 2.0);
        let at = |from_end: f64| {
            link.there.point_at(if length > 0.0 { 1.0 - from_end / length } else { 0.0 })
        };
        // Whole within the picture, where a link comes round its edge.
        while at(from_end).x < RADIUS && from_end > RADIUS {
            from_end -= 1.0;
        }
        gaps.push(Gap { before, after, at: at(from_end) });
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{shop, step};

    #[test]
    fn there_is_a_place_between_what_comes_after_one_another_and_before_what_begins() {
        let design = shop([
            step("pay"),
            step("bank").called_by("pay"),
            step("ship").after(["pay"]),
            step("mail").after(["ship"]).event(),
        ])
        .design();
        let placement = Placement::new(&design, 1_200.0);
        let gaps = gaps(&design, &placement);
        let pairs: Vec<_> = gaps.iter().map(|it| (it.before, it.after)).collect();
        assert_eq!(pairs, [(Some(0), 2), (None, 0), (Some(2), 3)]);
        // Between two cards beside one another it is in the middle, else shortly before the end.
        let mail = placement.steps[3].pipe.unwrap();
        assert_eq!(gaps[2].at, Point::new(mail.center().x, mail.y - 24.0));
        for gap in &gaps {
            assert!(placement.steps.iter().all(|it| !it.card.contains(gap.at)));
        }
    }
}
