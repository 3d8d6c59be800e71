//! Steps that succeed or fail together, as outlines around their cards.

use std::collections::BTreeMap;

use super::{Rect, StepPlace};
use crate::model::Scenario;

/// How far an outline lies from the cards that it holds, in pixels.
const ASIDE: f64 = 7.0;

/// A unit: steps that take effect together or not at all.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// What it is called.
    pub name: String,
    /// Around its cards: one outline for those that stand beside one another in a row with none between.
    pub outlines: Vec<Rect>,
}

/// The units of more than one step.
pub(super) fn drawn(scenario: &Scenario, steps: &[StepPlace]) -> Vec<Unit> {
    let mut members: BTreeMap<&str, Vec<Rect>> = BTreeMap::new();
    for (step, place) in scenario.process.steps.iter().zip(steps) {
        if let Some(unit) = &step.business.unit {
            members.entry(unit).or_default().push(place.card);
        }
    }
    let unit = |(name, cards): (&str, Vec<Rect>)| {
        (cards.len() > 1).then(|| Unit { name: name.to_owned(), outlines: outlines(cards, steps) })
    };
    members.into_iter().filter_map(unit).collect()
}

fn outlines(mut cards: Vec<Rect>, steps: &[StepPlace]) -> Vec<Rect> {
    cards.sort_by(|one, other| one.y.total_cmp(&other.y).then(one.x.total_cmp(&other.x)));
    let mut outlines: Vec<Rect> = Vec::new();
    for card in cards {
        let around = Rect {
            x: card.x - ASIDE,
            y: card.y - ASIDE,
            width: card.width + 2.0 * ASIDE,
            height: card.height + 2.0 * ASIDE,
        };
        let joined = outlines.last().map(|last| Rect { width: around.right() - last.x, ..*last });
        let is_free = |joined: &Rect| {
            let others = steps.iter().filter(|it| it.card.overlaps(*joined)).count();
            let own = outlines.last().map_or(0, |last| inside(steps, *last));
            joined.y.total_cmp(&around.y).is_eq() && others == own + 1
        };
        match joined.filter(is_free) {
            Some(joined) => {
                outlines.pop();
                outlines.push(joined);
            }
            None => outlines.push(around),
        }
    }
    outlines
}

/// How many cards an outline holds.
fn inside(steps: &[StepPlace], outline: Rect) -> usize {
    steps.iter().filter(|it| it.card.overlaps(outline)).count()
}

#[cfg(test)]
mod tests {
    use crate::scene::Placement;
    use crate::testing::{shop, step};

    #[test]
    fn cards_beside_one_another_have_one_outline_and_others_their_own() {
        let unit = |id: &str| {
            let mut it = step(id);
            it.business.unit = Some("pay-and-reserve".to_owned());
            it
        };
        let design = shop([
            unit("pay"),
            unit("reserve").after(["pay"]),
            step("check").after(["reserve"]),
            unit("book").after(["check"]),
        ])
        .design();
        let placement = Placement::new(&design, 1_400.0);
        let [unit] = &placement.units[..] else { panic!("one unit") };
        assert_eq!(unit.name, "pay-and-reserve");
        let [pair, alone] = unit.outlines[..] else { panic!("{:?}", unit.outlines) };
        let card = |step: usize| placement.steps[step].card;
        let holds = |step: usize| pair.contains(card(step).center());
        assert!(holds(0) && holds(1) && !holds(2) && !holds(3));
        assert!(alone.contains(card(3).center()) && !alone.overlaps(card(2)));
    }

    #[test]
    fn a_unit_of_one_is_none() {
        let mut alone = step("pay");
        alone.business.unit = Some("alone".to_owned());
        let placement = Placement::new(&shop([alone]).design(), 1_000.0);
        assert_eq!(placement.units, []);
    }
}
