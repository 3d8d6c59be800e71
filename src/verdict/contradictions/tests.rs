//! Each pair where it disagrees, and where something close to that does not.

use crate::model::{Consistency, Necessity, Purpose, Response, Scenario};
use crate::testing::{StepDraft, changed, ms, scenario, step};
use crate::verdict::{CLASHES, Strength, Verdict};

type Change = fn(&mut Scenario);

/// A step without answers, and another after it.
fn base() -> Scenario {
    let plain = |id: &str| -> StepDraft { step(id).on("service").works_ms(50.0) };
    scenario([plain("one"), plain("two").after(["one"])]).build()
}

macro_rules! put {
    ($step:literal, $($field:ident = $value:expr),+) => {
        |it: &mut Scenario| { $(it.process.steps[$step].business.$field = Some($value);)+ }
    };
}

const NOW: Response = Response::Immediate;
const LATER: Response = Response::Deferred;
const DAY: f64 = 86_400_000.0;

fn takes(it: &mut Scenario, mean_ms: f64) {
    it.process.steps[0].work = crate::model::Work::Constant { mean_ms: ms(mean_ms) };
}

fn both(it: &mut Scenario, response: [Response; 2], unit: &str) {
    for (step, response) in it.process.steps.iter_mut().zip(response) {
        (step.business.response, step.business.unit) = (Some(response), Some("u".to_owned()));
    }
    it.process.steps[1].business.unit = Some(unit.to_owned());
}

/// The pair, where it is named, and where it is not.
#[rustfmt::skip] // a table
const ROWS: [(&str, Change, Change); 16] = [
    ("now-and-much-later", put!(0, response = NOW, tolerance_ms = ms(DAY)),
        put!(0, response = NOW, tolerance_ms = ms(60_000.0))),
    ("later-and-at-once", put!(0, response = LATER, tolerance_ms = ms(100.0)),
        put!(0, response = LATER, tolerance_ms = ms(500.0))),
    ("at-once-and-eventually", put!(0, consistency = Consistency::Strong, tolerance_ms = ms(DAY)),
        put!(0, consistency = Consistency::Strong, tolerance_ms = ms(DAY), response = LATER)),
    ("own-at-once-and-later", put!(0, consistency = Consistency::ReadYourWrites, tolerance_ms = ms(DAY)),
        put!(0, consistency = Consistency::Eventual, tolerance_ms = ms(DAY))),
    ("question-nobody-hears",
        put!(0, kind = Purpose::Query, response = LATER, necessity = Necessity::Optional),
        put!(0, kind = Purpose::Query, response = LATER, necessity = Necessity::Required)),
    ("question-undone", put!(0, kind = Purpose::Query, compensation = "release".to_owned()),
        put!(0, kind = Purpose::Core, compensation = "release".to_owned())),
    ("rebuilt-and-undone",
        put!(0, kind = Purpose::Derived, consistency = Consistency::Eventual, shared_data = true),
        put!(0, kind = Purpose::Derived, consistency = Consistency::Strong, shared_data = true)),
    ("together-and-missing",
        |it| { both(it, [NOW, NOW], "u"); put!(0, necessity = Necessity::Optional)(it);
            put!(1, necessity = Necessity::Required)(it); },
        |it| { both(it, [NOW, NOW], "v"); put!(0, necessity = Necessity::Optional)(it);
            put!(1, necessity = Necessity::Required)(it); }),
    ("together-and-apart", |it| both(it, [NOW, LATER], "u"), |it| both(it, [NOW, LATER], "v")),
    ("waited-for-too-long", |it| { put!(0, response = NOW)(it); takes(it, 10_001.0); },
        |it| { put!(0, response = NOW)(it); takes(it, 10_000.0); }),
    ("held-too-long",
        |it| { put!(0, response = NOW)(it); takes(it, 45_000.0); it.workload.patience_ms = Some(ms(300_000.0)); },
        |it| { put!(0, response = NOW)(it); takes(it, 25_000.0); it.workload.patience_ms = Some(ms(300_000.0)); }),
    ("longer-than-tolerated", put!(0, tolerance_ms = ms(49.0)), put!(0, tolerance_ms = ms(50.0))),
    ("required-with-fallback",
        |it| { put!(0, necessity = Necessity::Required)(it); it.process.steps[0].call.fallback = true; },
        |it| { put!(0, necessity = Necessity::Optional)(it); it.process.steps[0].call.fallback = true; }),
    ("tells-and-decides", put!(0, kind = Purpose::Notification, compensation = "recall".to_owned()),
        put!(0, kind = Purpose::Derived, compensation = "recall".to_owned())),
    ("conversation-nobody-waits",
        |it| { both(it, [LATER, LATER], "u"); it.circumstances.conversation = Some(true); },
        |it| { both(it, [NOW, LATER], "v"); it.circumstances.conversation = Some(true); }),
    ("reactions-all-waited-for",
        |it| { both(it, [NOW, NOW], "u"); it.circumstances.conversation = Some(false); },
        |it| { both(it, [NOW, LATER], "v"); it.circumstances.conversation = Some(false); }),
];

fn named(verdict: &Verdict) -> Vec<&'static str> {
    let of_steps = verdict.steps.iter().flat_map(|it| &it.contradictions);
    verdict.contradictions.iter().chain(of_steps).map(|it| it.clash).collect()
}

#[test]
fn every_pair_is_named_where_it_disagrees_and_not_beside_it() {
    for (id, disagrees, agrees) in ROWS {
        let (torn, sound) = (changed(&base(), disagrees), changed(&base(), agrees));
        assert!(named(&Verdict::of(&torn)).contains(&id), "{id} is not named");
        assert!(!named(&Verdict::of(&sound)).contains(&id), "{id} is named where all agree");
    }
    let ids: Vec<&str> = CLASHES.iter().map(|it| it.id).collect();
    let rows: Vec<&str> = ROWS.iter().map(|row| row.0).collect();
    for id in &ids {
        assert_eq!(rows.iter().filter(|row| *row == id).count(), 1, "{id}");
        assert_eq!(ids.iter().filter(|it| *it == id).count(), 1, "{id}");
    }
}

#[test]
fn nothing_is_without_doubt_beside_a_contradiction() {
    for (id, disagrees, _) in ROWS {
        let verdict = Verdict::of(&changed(&base(), disagrees));
        for step in verdict.steps.iter().filter(|it| !it.contradictions.is_empty()) {
            assert!(step.strength <= Strength::Slight, "{id}: {:?}", step.strength);
        }
        for it in
            verdict.steps.iter().flat_map(|it| &it.contradictions).chain(&verdict.contradictions)
        {
            assert!(
                !it.evidence.contains(['{', '}']) && !it.evidence.contains("  "),
                "{}",
                it.evidence
            );
            assert!(it.evidence.ends_with('.') && it.asks.ends_with('?'), "{}", it.clash);
        }
    }
}
