//! What a placement promises, for a few known processes and for random ones.

#![allow(clippy::float_cmp)] // what is placed alike has the very same coordinates

use proptest::prelude::*;

use super::{Band, Link, LinkKind, Node, Placement};
use crate::model::{Coordination, Design, Mode, Scenario, Workflow, check};
use crate::scene::{Point, Rect};
use crate::testing::{checked, checkout, shop, step};

fn place(scenario: &Scenario, width: f64) -> Placement {
    Placement::new(&checked(scenario), width)
}

fn link(placement: &Placement, kind: LinkKind, from: Node, to: usize) -> &Link {
    let to = Node::Step(to);
    placement.links.iter().find(|l| (l.kind, l.from, l.to) == (kind, from, to)).unwrap()
}

#[test]
fn the_checkout_fits_a_screen_with_four_cards_above_the_line_and_four_below() {
    let placement = place(&checkout(Mode::Event), 1000.0);
    assert!(placement.height <= 500.0, "{}", placement.height);
    assert!(place(&checkout(Mode::RequestResponse), 1000.0).height <= 600.0);
    let tops: Vec<f64> = placement.steps.iter().map(|place| place.card.y).collect();
    assert!(tops[..3].iter().all(|&y| y == placement.entry.y), "{tops:?}");
    assert!(tops[3..].iter().all(|&y| y == tops[3] && y > placement.line_y), "{tops:?}");
    let lefts: Vec<f64> = placement.steps.iter().map(|place| place.card.x).collect();
    assert!(placement.entry.x < lefts[0] && lefts[0] < lefts[1] && lefts[1] < lefts[2]);
    assert_eq!(placement.steps.iter().filter(|place| place.pipe.is_some()).count(), 4);
}

#[test]
fn an_orchestrated_call_starts_at_the_entry_and_has_a_way_back_beside_it() {
    let placement = place(&checkout(Mode::Event), 1000.0);
    for to in 0..3 {
        let call = link(&placement, LinkKind::Call, Node::Entry, to);
        let back = call.back.as_ref().unwrap();
        assert!((call.there.start().distance(back.end()) - 8.0).abs() < 1e-6);
        assert!((call.there.end().distance(back.start()) - 8.0).abs() < 1e-6);
    }
    link(&placement, LinkKind::Order, Node::Step(0), 1);
    link(&placement, LinkKind::Order, Node::Step(1), 2);
}

#[test]
fn a_chained_call_starts_at_the_predecessor() {
    let chain = shop([step("a"), step("b").after(["a"]), step("c").after(["b"])]).chained();
    let placement = place(&chain, 1000.0);
    let calls: Vec<(Node, Node)> = placement.links.iter().map(|l| (l.from, l.to)).collect();
    let steps = [0, 1, 2].map(Node::Step);
    assert_eq!(calls, [(Node::Entry, steps[0]), (steps[0], steps[1]), (steps[1], steps[2])]);
}

#[test]
fn an_event_drops_from_its_publisher_through_the_line_into_the_pipe() {
    let placement = place(&checkout(Mode::Event), 1000.0);
    for to in 3..7 {
        let event = link(&placement, LinkKind::Event, Node::Step(2), to);
        assert!(event.there.start().y < placement.line_y);
        let pipe = placement.steps[to].pipe.unwrap();
        assert_eq!(event.there.end(), Point::new(pipe.center().x, pipe.y));
        assert!(pipe.y > placement.line_y && pipe.bottom() < placement.steps[to].card.y);
        assert_eq!(placement.incoming(to).count(), 1);
    }
}

#[test]
fn behind_the_line_a_consumer_calls_and_a_link_that_follows_from_others_is_left_out() {
    let process = shop([step("a"), step("b").after(["a"]).event(), step("c").after(["a", "b"])]);
    let placement = place(&process, 1000.0);
    assert_eq!(placement.steps[2].band, Band::Background);
    let into: Vec<(LinkKind, Node)> = placement
        .links
        .iter()
        .filter(|l| l.to == Node::Step(2))
        .map(|l| (l.kind, l.from))
        .collect();
    assert_eq!(into, [(LinkKind::Call, Node::Step(1))]);
}

#[test]
fn a_call_of_a_call_leaves_from_its_caller_and_what_follows_lies_behind_all_of_them() {
    let process = shop([
        step("a"),
        step("b").called_by("a"),
        step("c").called_by("b"),
        step("d").called_by("a").after(["b"]),
        step("e").after(["a"]),
    ]);
    let placement = place(&process, 1600.0);
    let calls = |from: Node, to: usize| link(&placement, LinkKind::Call, from, to).back.is_some();
    assert!(calls(Node::Entry, 0) && calls(Node::Step(0), 1) && calls(Node::Step(1), 2));
    assert!(calls(Node::Step(0), 3) && calls(Node::Entry, 4));
    link(&placement, LinkKind::Order, Node::Step(1), 3);
    link(&placement, LinkKind::Order, Node::Step(0), 4);
    let lefts: Vec<f64> = placement.steps.iter().map(|place| place.card.x).collect();
    assert!(lefts.windows(2).all(|pair| pair[0] < pair[1]), "{lefts:?}");
}

#[test]
fn a_fork_parts_and_joins_and_a_conductor_commands_from_its_card() {
    let fork = shop([
        step("a"),
        step("b").after(["a"]).on_branch("which/x"),
        step("c").after(["a"]).on_branch("which/y"),
        step("d").after(["b", "c"]),
    ])
    .choice("which", [("x", 0.1), ("y", 0.9)]);
    let placement = place(&fork, 1200.0);
    let x = |step: usize| placement.steps[step].card.x;
    assert!(x(0) < x(1) && x(1) == x(2) && x(2) < x(3));
    for (from, to) in [(0, 1), (0, 2), (1, 3), (2, 3)] {
        link(&placement, LinkKind::Order, Node::Step(from), to);
    }
    let workflow = shop([step("a"), step("b").after(["a"]), step("c").after(["b"])]).conducted(
        "flow",
        0.0,
        ["b", "c"],
    );
    let placement = place(&workflow, 1200.0);
    let conductor = placement.conductor.unwrap();
    assert!(conductor.y > placement.line_y && conductor.x < placement.steps[1].card.x);
    for to in [1, 2] {
        let command = link(&placement, LinkKind::Command, Node::Conductor, to);
        let pipe = placement.steps[to].pipe.unwrap();
        assert!(
            (command.there.end().distance(Point::new(pipe.center().x, pipe.y)) - 4.0).abs() < 1e-6
        );
        assert!(command.back.is_some(), "its outcome comes back");
    }
    link(&placement, LinkKind::Order, Node::Step(1), 2);
    assert_eq!(placement.to_conductor(Node::Step(0)).unwrap().kind, LinkKind::Event);
    assert!(placement.to_conductor(Node::Step(1)).is_none());
}

#[test]
fn the_background_is_there_when_nothing_lies_in_it() {
    let placement = place(&checkout(Mode::RequestResponse), 1000.0);
    assert!(placement.steps.iter().all(|place| place.band == Band::Foreground));
    assert!(placement.line_y + 60.0 <= placement.height);
}

#[test]
fn flipping_one_step_leaves_the_cards_above_the_line_where_they_are() {
    let before = checkout(Mode::Event);
    let mut after = before.clone();
    after.process.steps[3].mode = Mode::RequestResponse;
    let (before, after) = (place(&before, 1200.0), place(&after, 1200.0));
    assert_eq!(before.entry, after.entry);
    for step in 0..3 {
        assert_eq!(before.steps[step].card, after.steps[step].card);
    }
    // Those that stay below keep their order.
    let lefts: Vec<f64> = after.steps[4..].iter().map(|place| place.card.x).collect();
    assert!(lefts.windows(2).all(|pair| pair[0] < pair[1]), "{lefts:?}");
}

#[test]
fn on_a_phone_cards_stand_in_two_columns_or_one_within_the_width() {
    for (width, columns) in [(390.0, 2), (300.0, 1)] {
        let placement = place(&checkout(Mode::Event), width);
        let mut lefts: Vec<f64> = placement.steps.iter().map(|place| place.card.x).collect();
        lefts.sort_by(f64::total_cmp);
        lefts.dedup();
        assert_eq!(lefts.len(), columns, "{width}");
        assert!(placement.steps.iter().all(|place| place.card.right() <= width));
    }
}

/// A random acyclic process: each step comes after some of those before it.
fn processes() -> impl Strategy<Value = Design> {
    let steps = proptest::collection::vec((any::<bool>(), any::<u64>(), 0_usize..4), 1..40);
    (steps, any::<bool>(), 1_u64..30).prop_map(|(steps, chained, reach)| {
        let names: Vec<String> = (0..steps.len()).map(|index| format!("s{index}")).collect();
        let mut background = Vec::new();
        let steps: Vec<_> = steps
            .into_iter()
            .enumerate()
            .map(|(index, (is_event, bits, count))| {
                let mode = if is_event { Mode::Event } else { Mode::RequestResponse };
                let mut backs: Vec<u64> =
                    (0..count).map(|n| 1 + (bits >> (n * 8)) % reach).collect();
                backs.sort_unstable();
                backs.dedup();
                let mut after: Vec<&str> = (backs.into_iter())
                    .filter_map(|back| {
                        Some(names[index.checked_sub(usize::try_from(back).unwrap())?].as_str())
                    })
                    .collect();
                if is_event || after.iter().any(|before| background.contains(before)) {
                    background.push(&names[index]);
                } else if chained {
                    // Who is called has one caller.
                    after.truncate(1);
                }
                step(&names[index]).after(after).mode(mode)
            })
            .collect();
        let coordination = if chained { Coordination::Chained } else { Coordination::Orchestrated };
        shop(steps).coordination(coordination).design()
    })
}

fn crosses(points: &[Point], card: Rect) -> bool {
    let inside = Rect {
        x: card.x + 5.0,
        y: card.y + 5.0,
        width: card.width - 10.0,
        height: card.height - 10.0,
    };
    points.windows(2).any(|pair| {
        let (a, b) = (pair[0], pair[1]);
        let swept = Rect {
            x: a.x.min(b.x),
            y: a.y.min(b.y),
            width: (a.x - b.x).abs().max(0.001),
            height: (a.y - b.y).abs().max(0.001),
        };
        swept.overlaps(inside)
    })
}

/// The same with some steps called by others, on branches, or commanded, as far as that is valid.
fn shaped() -> impl Strategy<Value = Design> {
    let picks = proptest::collection::vec((any::<u8>(), any::<u8>(), any::<u8>()), 40);
    (processes(), picks).prop_map(|(design, picks)| {
        let mut scenario = design.scenario().clone();
        scenario.process.coordination = Coordination::Orchestrated;
        let branches = [("x", 0.25), ("y", 0.75)];
        let choice = shop([]).choice("which", branches).process.choices.clone();
        scenario.process.choices = choice;
        let conductor = scenario.services[0].id.clone();
        let none = Workflow { service: conductor, ..Workflow::default() };
        scenario.process.workflow = Some(none);
        let ids: Vec<_> = scenario.process.steps.iter().map(|step| step.id.clone()).collect();
        for (index, (caller, branch, command)) in picks.into_iter().enumerate().take(ids.len()) {
            let tries = |change: &dyn Fn(&mut Scenario), scenario: &mut Scenario| {
                let mut tried = scenario.clone();
                change(&mut tried);
                if check(&tried).is_empty() {
                    *scenario = tried;
                }
            };
            if caller % 2 == 0 && index > 0 {
                // Half of the time by one of the two before it, so that calls nest deep.
                let reach = if caller % 4 == 0 { index.min(2) } else { index };
                let by = ids[index - 1 - usize::from(caller / 4) % reach].clone();
                tries(
                    &|it| {
                        let beside: Vec<_> = (it.process.steps.iter())
                            .filter(|step| step.caller.as_ref() == Some(&by))
                            .map(|step| step.id.clone())
                            .collect();
                        let step = &mut it.process.steps[index];
                        step.after.retain(|before| beside.contains(before));
                        step.caller = Some(by.clone());
                    },
                    &mut scenario,
                );
            }
            if branch % 3 == 0 {
                let on = if branch % 2 == 0 { "which/x" } else { "which/y" };
                tries(&|it| it.process.steps[index].branch = Some(on.into()), &mut scenario);
            }
            if command % 2 == 0 {
                tries(
                    &|it| {
                        it.process.steps[index].mode = Mode::Event;
                        let workflow = it.process.workflow.as_mut().unwrap();
                        workflow.steps.push(ids[index].clone());
                    },
                    &mut scenario,
                );
            }
        }
        checked(&scenario)
    })
}

fn nothing_overlaps(scenario: &Design, width: f64) -> Result<(), TestCaseError> {
    let placement = place(scenario, width);
    let mut cards = vec![placement.entry];
    cards.extend(placement.conductor);
    cards.extend(placement.steps.iter().map(|place| place.card));
    let mut solids = cards.clone();
    solids.extend(placement.steps.iter().filter_map(|place| place.pipe));
    for (index, a) in solids.iter().enumerate() {
        prop_assert!(
            a.x >= 0.0 && a.right() <= width && a.y >= 0.0 && a.bottom() <= placement.height
        );
        for b in &solids[..index] {
            prop_assert!(!a.overlaps(*b), "{a:?} {b:?}");
        }
    }
    for link in &placement.links {
        for path in std::iter::once(&link.there).chain(&link.back) {
            for card in &cards {
                prop_assert!(!crosses(path.points(), *card), "{link:?} crosses {card:?}");
            }
            prop_assert!(path.points().iter().all(|p| p.x.is_finite() && p.y.is_finite()));
            let level_or_upright =
                |p: &[Point]| (p[0].x - p[1].x).abs().min((p[0].y - p[1].y).abs()) < 1e-6;
            prop_assert!(path.points().windows(2).all(level_or_upright));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_card_overlaps_another_and_no_link_crosses_a_card(
        scenario in processes(),
        width in 300.0_f64..2000.0,
    ) {
        nothing_overlaps(&scenario, width)?;
    }

    #[test]
    fn so_it_is_with_callers_forks_and_a_workflow(
        scenario in shaped(),
        width in 300.0_f64..2000.0,
    ) {
        nothing_overlaps(&scenario, width)?;
        let placement = place(&scenario, width);
        for step in 0..placement.steps.len() {
            prop_assert!(placement.incoming(step).count() > 0);
            // A call is drawn from whoever makes it.
            if let Some(caller) = scenario.shape().caller(step) {
                prop_assert_eq!(placement.incoming(step).next().unwrap().from, Node::Step(caller));
            }
        }
    }

    #[test]
    fn a_card_lies_on_the_side_of_the_line_where_its_step_belongs(scenario in processes()) {
        let placement = place(&scenario, 1000.0);
        let shape = scenario.shape();
        prop_assert!(placement.entry.bottom() < placement.line_y);
        for (step, place) in placement.steps.iter().enumerate() {
            prop_assert_eq!(place.band == Band::Foreground, shape.is_foreground(step));
            match place.band {
                Band::Foreground => prop_assert!(place.card.bottom() < placement.line_y),
                Band::Background => prop_assert!(place.card.y > placement.line_y),
            }
        }
    }

    #[test]
    fn the_same_scenario_and_width_give_the_same_picture(scenario in processes()) {
        prop_assert_eq!(place(&scenario, 900.0), place(&scenario, 900.0));
    }

    #[test]
    fn every_step_can_be_reached(scenario in processes()) {
        let placement = place(&scenario, 900.0);
        for step in 0..placement.steps.len() {
            prop_assert!(placement.incoming(step).count() > 0);
        }
    }
}
