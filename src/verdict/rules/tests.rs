//! Each rule where it fires, and where something close to that does not make it fire.

use crate::model::{
    Consistency, Design, Experience, Necessity, Observability, Party, Purpose, Response, Scenario,
    Traffic, Trigger, Work,
};
use crate::testing::{self, factor, ms, scenario, step};
use crate::verdict::{Force, SOURCES, Strength, Verdict, rules};

type Change = fn(&mut Scenario);

/// One step without answers, changed.
fn changed(change: impl FnOnce(&mut Scenario)) -> Design {
    testing::changed(&scenario([step("step").on("service")]), change)
}

/// The rules that speak about the first step.
fn spoken(design: &Design) -> Vec<&'static str> {
    Verdict::of(design).steps[0].reasons.iter().map(|reason| reason.rule.id).collect()
}

fn answers(scenario: &mut Scenario, response: Response, necessity: Necessity) {
    let business = &mut scenario.process.steps[0].business;
    (business.response, business.necessity) = (Some(response), Some(necessity));
}

/// So many more steps after the same ones.
fn beside(scenario: &mut Scenario, others: usize) {
    for other in 0..others {
        let other = step(format!("other-{other}")).on("service");
        scenario.process.steps.push(other.build());
    }
}

fn takes(scenario: &mut Scenario, mean_ms: f64) {
    scenario.process.steps[0].work = Work::Constant { mean_ms: ms(mean_ms) };
}

macro_rules! put {
    ($($field:ident = $value:expr),+) => {
        |it: &mut Scenario| { $(it.process.steps[0].business.$field = Some($value);)+ }
    };
}

macro_rules! around {
    ($($part:ident.$field:ident = $value:expr),+) => {
        |it: &mut Scenario| { $(it.$part.$field = Some($value);)+ }
    };
}

/// The rule, where it fires, and where it does not.
#[rustfmt::skip] // a table
const ROWS: [(&str, Change, Change); 44] = [
    ("answer-needed-now",
        |it| answers(it, Response::Immediate, Necessity::Required),
        |it| answers(it, Response::Immediate, Necessity::Optional)),
    ("urgent-broadcast",
        |it| { put!(response = Response::Immediate, kind = Purpose::Notification)(it); beside(it, 2); },
        |it| { put!(response = Response::Immediate, kind = Purpose::Notification)(it); beside(it, 1); }),
    ("answer-wanted-now",
        |it| answers(it, Response::Immediate, Necessity::Optional),
        |it| answers(it, Response::Immediate, Necessity::Required)),
    ("may-follow",
        |it| answers(it, Response::Deferred, Necessity::Optional),
        |it| answers(it, Response::Deferred, Necessity::Required)),
    ("must-follow-surely",
        |it| answers(it, Response::Deferred, Necessity::Required),
        |it| answers(it, Response::Deferred, Necessity::Optional)),
    ("delay-tolerable", put!(tolerance_ms = ms(10_001.0)), put!(tolerance_ms = ms(10_000.0))),
    ("nobody-stands", put!(tolerance_ms = ms(300_000.0)), put!(tolerance_ms = ms(299_999.0))),
    ("delay-shows", put!(tolerance_ms = ms(1_000.0)), put!(tolerance_ms = ms(1_001.0))),
    ("work-beyond-waiting", |it| takes(it, 10_001.0), |it| takes(it, 10_000.0)),
    ("work-beyond-tolerance",
        |it| { put!(tolerance_ms = ms(50.0))(it); takes(it, 51.0); },
        |it| { put!(tolerance_ms = ms(50.0))(it); takes(it, 50.0); }),
    ("somebody-asks", put!(kind = Purpose::Query),
        put!(kind = Purpose::Query, response = Response::Deferred)),
    ("strong-consistency",
        put!(consistency = Consistency::Strong, tolerance_ms = ms(10_000.0)),
        put!(consistency = Consistency::Strong, tolerance_ms = ms(10_001.0))),
    ("strong-consistency-leaning",
        put!(consistency = Consistency::Strong, tolerance_ms = ms(10_001.0)),
        put!(consistency = Consistency::Strong, tolerance_ms = ms(10_000.0))),
    ("own-writes", put!(consistency = Consistency::ReadYourWrites),
        put!(consistency = Consistency::ReadYourWrites, response = Response::Deferred)),
    ("eventual-consistency", put!(consistency = Consistency::Eventual),
        put!(consistency = Consistency::ReadYourWrites)),
    ("derived-data", put!(kind = Purpose::Derived), put!(kind = Purpose::Core)),
    ("data-gravity", put!(shared_data = true),
        |it| { put!(shared_data = false)(it); around!(circumstances.data_gravity = true)(it); }),
    ("one-owner", put!(kind = Purpose::Core),
        |it| { put!(kind = Purpose::Core)(it); beside(it, 1); }),
    ("history", put!(replay = true), put!(replay = false)),
    ("audit-afterwards", put!(audit = true), put!(audit = true, ordered = true)),
    ("reads-exceed-writes",
        |it| { put!(kind = Purpose::Derived)(it); around!(circumstances.reads_per_write = factor(10.0))(it); },
        |it| { put!(kind = Purpose::Derived)(it); around!(circumstances.reads_per_write = factor(9.0))(it); }),
    ("unit",
        |it| { put!(unit = "u".to_owned())(it); beside(it, 1);
            it.process.steps[1].business.unit = Some("u".to_owned());
            it.process.steps[1].business.kind = Some(Purpose::Query); },
        |it| { put!(unit = "u".to_owned())(it); beside(it, 1);
            it.process.steps[1].business.unit = Some("v".to_owned());
            it.process.steps[1].business.kind = Some(Purpose::Query); }),
    ("unit-follows",
        |it| { put!(unit = "u".to_owned(), kind = Purpose::Core)(it); beside(it, 1);
            it.process.steps[1].business.unit = Some("u".to_owned());
            it.process.steps[1].business.kind = Some(Purpose::Notification); },
        |it| { put!(unit = "u".to_owned(), kind = Purpose::Core, shared_data = true)(it); beside(it, 1);
            it.process.steps[1].business.unit = Some("u".to_owned());
            it.process.steps[1].business.response = Some(Response::Immediate);
            it.process.steps[1].business.necessity = Some(Necessity::Required); }),
    ("conducted",
        put!(response = Response::Deferred, consistency = Consistency::Strong),
        |it| { put!(response = Response::Deferred, consistency = Consistency::Strong)(it);
            around!(circumstances.conversation = false, circumstances.high_volume = true)(it); }),
    ("seconds-show", put!(tolerance_ms = ms(1_001.0)), put!(tolerance_ms = ms(10_001.0))),
    ("within-patience",
        |it| { put!(tolerance_ms = ms(60_000.0))(it); it.workload.patience_ms = Some(ms(60_000.0)); },
        |it| { put!(tolerance_ms = ms(60_000.0))(it); it.workload.patience_ms = Some(ms(59_000.0)); }),
    ("work-beyond-connection",
        |it| { it.workload.patience_ms = Some(ms(60_000.0)); takes(it, 30_001.0); },
        |it| { it.workload.patience_ms = Some(ms(60_000.0)); takes(it, 30_000.0); }),
    ("strict-audited-order", put!(ordered = true, audit = true), put!(ordered = true)),
    ("strict-order", put!(ordered = true), put!(ordered = true, audit = true)),
    ("external-partner", put!(party = Party::External),
        put!(party = Party::External, kind = Purpose::Notification)),
    ("tells-somebody", put!(kind = Purpose::Notification), put!(kind = Purpose::Derived)),
    ("fan-out", |it| beside(it, 1),
        |it| { beside(it, 1); put!(response = Response::Immediate)(it); }),
    ("clients-told",
        |it| { put!(kind = Purpose::Derived)(it); around!(circumstances.client_updates = true)(it); },
        |it| { put!(kind = Purpose::Core)(it); around!(circumstances.client_updates = true)(it); }),
    ("public-surface", around!(circumstances.public_api = true),
        |it| { around!(circumstances.public_api = true)(it); beside(it, 1);
            it.process.steps[0].after = vec!["other-0".into()]; }),
    ("bursts", put!(bursty = true),
        |it| { put!(bursty = false)(it); around!(circumstances.traffic = Traffic::Bursty)(it); }),
    ("steady-load", around!(circumstances.traffic = Traffic::Steady),
        |it| { put!(bursty = true)(it); around!(circumstances.traffic = Traffic::Steady)(it); }),
    ("high-volume", around!(circumstances.high_volume = true), around!(circumstances.high_volume = false)),
    ("waits-for-io", put!(waits_for_io = true), put!(waits_for_io = false)),
    ("time-to-market", around!(circumstances.time_to_market = true),
        around!(circumstances.time_to_market = false)),
    ("new-to-events", around!(team.event_experience = Experience::Low),
        around!(team.event_experience = Experience::High)),
    ("independent-teams", around!(team.teams = 3, team.independent_releases = true),
        around!(team.teams = 2, team.independent_releases = true)),
    ("mature-operations",
        around!(team.observability = Observability::Advanced, team.event_experience = Experience::High),
        around!(team.observability = Observability::Basic, team.event_experience = Experience::High)),
    ("volatile-work", around!(circumstances.volatile = true), around!(circumstances.volatile = false)),
    ("work-beyond-waiting", |it| { it.workload.patience_ms = Some(ms(60_000.0)); takes(it, 61_000.0); },
        |it| { it.workload.patience_ms = Some(ms(60_000.0)); takes(it, 59_000.0); }),
];

#[test]
fn every_rule_fires_where_it_should_and_not_beside_it() {
    for (id, fires, silent) in ROWS {
        assert!(spoken(&changed(fires)).contains(&id), "{id} does not fire");
        assert!(!spoken(&changed(silent)).contains(&id), "{id} fires where it should not");
    }
    for rule in rules() {
        assert!(ROWS.iter().any(|row| row.0 == rule.id), "{} has no row", rule.id);
    }
}

#[test]
fn every_rule_has_an_id_of_its_own_known_sources_and_words_that_are_filled() {
    let ids: Vec<&str> = rules().map(|rule| rule.id).collect();
    for rule in rules() {
        assert_eq!(ids.iter().filter(|id| **id == rule.id).count(), 1, "{}", rule.id);
        for source in rule.source.split(", ") {
            assert!(SOURCES.iter().any(|it| it.id == source), "{}: {source}", rule.id);
        }
        assert!(rule.when.ends_with('.') && rule.says.ends_with('.'), "{}", rule.id);
    }
    for (id, fires, _) in ROWS {
        let verdict = Verdict::of(&changed(fires));
        let reason = verdict.steps[0].reasons.iter().find(|it| it.rule.id == id).unwrap();
        assert!(!reason.evidence.contains(['{', '}']), "{}", reason.evidence);
        assert!(
            !reason.evidence.contains("  ") && !reason.evidence.contains("“”"),
            "{}",
            reason.evidence
        );
    }
}

#[test]
fn hard_rules_beat_leanings_and_contradict_one_another_aloud() {
    // Everything leans to an event, and the answer is needed now.
    let torn: Change = |it| {
        put!(
            kind = Purpose::Derived,
            consistency = Consistency::Eventual,
            tolerance_ms = ms(60_000.0),
            bursty = true,
            replay = true
        )(it);
        answers(it, Response::Immediate, Necessity::Required);
    };
    let step = &Verdict::of(&changed(torn)).steps[0];
    assert_eq!((step.trigger, step.strength), (Some(Trigger::Call), Strength::Must));
    let leaning: i32 = (step.reasons.iter().filter(|it| !it.is_for))
        .map(|it| match it.rule.force {
            Force::Leaning(weight) | Force::Around(weight) => i32::from(weight),
            Force::Hard => 1_000,
        })
        .sum();
    assert!((8..1_000).contains(&leaning), "{leaning}");
    // But twenty seconds of work nobody waits for.
    let slow = changed(|it| {
        torn(it);
        takes(it, 20_000.0);
    });
    let step = &Verdict::of(&slow).steps[0];
    assert_eq!((step.trigger, step.strength), (Some(Trigger::Event), Strength::Slight));
    let clashes: Vec<&str> = step.contradictions.iter().map(|it| it.clash).collect();
    assert_eq!(clashes, ["waited-for-too-long"]);
}
