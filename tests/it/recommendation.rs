//! As recommended is a design that holds: the inputs on which it did not, the sources' own answers, and any
//! random design.

use std::cell::Cell;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::select;
use syncline::engine::report::ToleranceFigure;
use syncline::engine::{Extent, Report, simulate};
use syncline::exchange::document;
use syncline::model::{Design, Edit, Mode, Response, Scenario, StepId};
use syncline::study::capacity::{Carried, carried};
use syncline::study::{Recommended, figures_extent, recommended, recommended_by};
use syncline::testing::changed;
use syncline::verdict::{Finding, Repair, Severity, Verdict};

use crate::draws::runner;
use crate::random_scenario::random_scenario;

fn design(path: &str) -> Design {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("{path}.syncline.json"));
    let text = fs::read_to_string(&path).unwrap();
    document::read(&text).unwrap_or_else(|problems| panic!("{}: {problems:#?}", path.display()))
}

fn judged(name: &str) -> Design {
    design(&format!("tests/fixtures/judgement/{name}"))
}

fn errors(design: &Design) -> Vec<(&'static str, Vec<StepId>)> {
    let errors = |it: &Finding| it.severity == Severity::Error;
    let found = Verdict::of(design).findings.into_iter().filter(errors);
    found.map(|it| (it.kind.id, it.steps)).collect()
}

fn mode(design: &Design, step: &str) -> Mode {
    design.process.step(&step.into()).unwrap().mode
}

fn run(design: &Design) -> Report {
    simulate(design, figures_extent(design))
}

/// What the design carries, in requests a second.
fn rate(design: &Design) -> f64 {
    match carried(design).unwrap() {
        Carried::UpTo { at_least, .. } => at_least,
        Carried::NoRate(_) => 0.0,
    }
}

fn moves(of: &Recommended) -> Vec<&'static str> {
    of.changes.iter().map(|it| it.of.id).collect()
}

/// A call behind what may follow: it is done first, since nothing that must succeed needs what may fail.
#[test]
fn a_call_behind_a_deferred_step_is_put_before_it() {
    let before = judged("06-call-behind-deferred");
    let after = recommended(&before, &[]);
    assert_eq!(errors(&after.design), []);
    assert_eq!(after.design.process.step(&"pay".into()).unwrap().after, ["accept".into()]);
    assert_eq!(mode(&after.design, "mail"), Mode::Event);
    assert_eq!(moves(&after)[..2], ["answer-first", "follow"]);
}

/// The alarm needs what was detected, and is needed now: both are waited for.
#[test]
fn what_the_answer_needs_is_not_let_go() {
    let before = judged("10-alarm-to-one");
    let after = recommended(&before, &[]).design;
    assert_eq!(errors(&after), []);
    assert_eq!(
        (mode(&after, "detect"), mode(&after, "alarm")),
        (Mode::RequestResponse, Mode::RequestResponse)
    );
}

#[test]
fn a_unit_is_not_torn_by_what_is_recommended() {
    let before = judged("05-unit-mixed");
    let after = recommended(&before, &[]);
    assert_eq!(errors(&after.design), []);
    assert_eq!(mode(&after.design, "a"), mode(&after.design, "b"));
    assert!(!after.obstacles.is_empty(), "its answers disagree: that is left");
}

/// At one and at three a second the source's answer carries it; as recommended it holds the target, too.
#[test]
fn freight_logic_as_recommended_holds_its_target_where_as_it_became_does() {
    let became = design("tests/fixtures/verdict/freightlogic-as-it-became");
    let (answer, most) = (run(&became).answer_ms.p95.unwrap(), rate(&became));
    for name in ["was-freight-1", "was-freight-3"] {
        let before = judged(name);
        assert!(!run(&before).is_met());
        let after = recommended(&before, &[]);
        let at_three = changed(&after.design, |it| it.workload = became.workload.clone());
        let report = run(&at_three);
        assert!(report.is_met(), "{name}: {:?}", report.targets);
        assert!(report.answer_ms.p95.unwrap() <= 1.1 * answer);
        assert!(rate(&after.design) >= 0.9 * most, "{name}");
        // What it takes stands there: ten workers before, and a pool of their own for what follows.
        let pool = after.design.services.last().unwrap();
        assert_eq!((pool.name.as_str(), pool.assumed), ("Platform, background", true));
        let expected = if name == "was-freight-1" { 90 } else { 149 };
        assert_eq!(pool.workers, Some(expected), "{name}");
    }
}

/// `TravelLoop`, fraud detection, and the checkout in which everything is called.
#[test]
fn what_the_sources_made_of_it_is_reached_with_the_same_workers() {
    let calls = changed(&design("src/catalogue/documents/checkout"), |it| {
        it.process.steps.iter_mut().for_each(|step| step.mode = Mode::RequestResponse);
    });
    let of = |name: &str| design(&format!("tests/fixtures/verdict/{name}"));
    for (was, became) in [
        (of("travelloop-as-it-was"), of("travelloop-as-it-became")),
        (of("fraud-detection-as-it-was"), of("fraud-detection-as-it-became")),
        (calls, design("src/catalogue/documents/checkout")),
    ] {
        let after = recommended(&was, &[]).design;
        let name = &was.name;
        let workers = |it: &Scenario| it.services.iter().filter_map(|it| it.workers).sum::<u32>();
        assert_eq!(workers(&after), workers(&was), "{name}");
        assert!(rate(&after) >= 0.9 * rate(&became), "{name}");
        // Both under the load that the source tells of.
        let loaded = changed(&after, |it| it.workload = became.workload.clone());
        let [mine, theirs] = [&loaded, &became].map(|it| run(it).answer_ms.p95.unwrap());
        assert!(mine <= 1.1 * theirs, "{name}: {mine} {theirs}");
        assert!(errors(&after).iter().all(|it| errors(&was).contains(it)), "{name}");
    }
}

/// Any design, with any answers to what its steps need, and small enough to be run often.
fn answered() -> impl Strategy<Value = Design> {
    let needs =
        proptest::collection::vec(select(vec![None, None, Some(0_u8), Some(0xff), Some(0x55)]), 8);
    (random_scenario(), needs).prop_map(|(mut scenario, needs)| {
        let ids: Vec<StepId> = scenario.process.steps.iter().map(|step| step.id.clone()).collect();
        for (step, needed) in scenario.process.steps.iter_mut().zip(needs) {
            let before = step.after.iter().filter(|it| ids.contains(it)).enumerate();
            let chosen = |needed: u8| {
                before
                    .filter(move |(place, _)| needed >> (place % 8) & 1 == 1)
                    .map(|(_, it)| it.clone())
            };
            step.business.needs = needed.map(|needed| chosen(needed).collect());
        }
        Design::check(scenario).unwrap()
    })
}

/// A run that is as short as it may be.
fn brief(design: &Design) -> Report {
    simulate(design, Extent { first: 0, replications: 3 })
}

/// Whether a design is no worse than another: no error that the other has not, every target that it meets.
fn holds(before: &Design, after: &Design) -> bool {
    let old = errors(before);
    let is_old = |(kind, steps): &(&str, Vec<StepId>)| {
        let at = |step: Option<&StepId>| {
            old.iter().any(|(it, all)| {
                it == kind && step.map_or(all.is_empty(), |step| all.contains(step))
            })
        };
        if steps.is_empty() { at(None) } else { steps.iter().all(|step| at(Some(step))) }
    };
    let [was, is] = [before, after].map(brief);
    let is_met = was.targets.iter().all(|(id, it)| !it.met || is.targets[id].met);
    errors(after).iter().all(is_old) && is_met
}

/// A deferred step that is called, should follow, and could: nothing in front comes after it, its unit is not
/// torn, and the design with it behind the line, surely and on workers of its own if need be, holds.
fn could_move(design: &Design) -> Option<StepId> {
    let verdict = Verdict::of(design);
    let process = &design.process;
    let called = process.steps.iter().enumerate().filter(|(_, step)| {
        step.mode == Mode::RequestResponse && step.business.response == Some(Response::Deferred)
    });
    let should = called.filter(|(index, _)| verdict.steps[*index].mode() == Some(Mode::Event));
    let movable = should.filter_map(|(_, step)| {
        let trigger = verdict.step(&step.id)?.trigger?;
        let unit = |it: &syncline::model::Step| it.business.unit.clone();
        let of_unit =
            process.steps.iter().filter(|it| unit(it).is_some() && unit(it) == unit(step));
        let mut together: Vec<StepId> = of_unit.map(|it| it.id.clone()).collect();
        together.push(step.id.clone());
        let moved = Repair::trigger(design, together, trigger)?.apply(design).ok()?;
        let of_pool = |it: &Finding| it.kind.id == "followers-take-workers";
        let mut pools = Verdict::of(&moved).findings.into_iter().filter(of_pool);
        let apart = pools.find_map(|it| it.repair?.apply(&moved).ok());
        let in_front = |other: &StepId, it: &Design| {
            let place = it.process.steps.iter().position(|step| step.id == *other);
            place.is_some_and(|place| it.shape().is_foreground(place))
        };
        // What is in front or should be, and does not move along, is there afterwards.
        let stays = |it: &Design| {
            process.steps.iter().zip(&verdict.steps).all(|(other, class)| {
                let is_answered = class.mode() == Some(Mode::RequestResponse)
                    && other.business.response == Some(Response::Immediate);
                class.mode() == Some(Mode::Event)
                    || !is_answered && !in_front(&other.id, design)
                    || in_front(&other.id, it)
            })
        };
        let holds_so = |it: &Design| stays(it) && holds_as_closely(design, it);
        let is_safe = holds_so(&moved) || apart.is_some_and(|it| holds_so(&it));
        is_safe.then(|| step.id.clone())
    });
    movable.into_iter().next()
}

/// The same as [`holds`], and every tolerance is kept, and no fewer customers are served.
fn holds_as_closely(before: &Design, after: &Design) -> bool {
    let [was, is] = [before, after].map(brief);
    let in_time = |(step, it): (&String, &ToleranceFigure)| {
        !it.met || is.tolerances.get(step).is_none_or(|it| it.met)
    };
    let served = |it: &Report| it.success_ratio.unwrap_or(0.0);
    holds(before, after) && was.tolerances.iter().all(in_time) && served(&is) >= served(&was)
}

#[test]
fn any_recommended_design_is_no_worse_and_has_nothing_more_to_recommend() {
    let changed = Cell::new(0);
    let check = |design: Design| {
        let after = recommended_by(&design, &[], brief);
        changed.set(changed.get() + u32::from(!after.changes.is_empty()));
        prop_assert!(holds(&design, &after.design), "{:?}", moves(&after));
        // One change, undone as one.
        let said = "As recommended.".to_owned();
        let edit = Edit::Replace { said, design: after.design.clone() };
        prop_assert_eq!(edit.apply(&design).unwrap().design, after.design.clone());
        prop_assert_eq!(
            could_move(&after.design),
            None,
            "{:?} {}",
            after.refused,
            document::write(&after.design)
        );
        let again = recommended_by(&after.design, &[], brief);
        prop_assert_eq!(moves(&again), Vec::<&str>::new(), "{}", document::write(&after.design));
        prop_assert!(again.design.is(&after.design));
        if after.changes.is_empty() && after.obstacles.is_empty() && after.asked.is_none() {
            prop_assert!(brief(&design).is_met());
        }
        Ok(())
    };
    runner(2_000).run(&answered(), check).unwrap();
    assert!(changed.get() > 1_000, "of {} designs something was to be changed", changed.get());
}
