//! Each pattern where it applies, and where something close to that does not make it apply.

use crate::model::{Mode, Necessity, Party, Purpose, Response, Scenario, Step};
use crate::testing::{checked, factor, scenario, step};
use crate::verdict::judged::Judged;
use crate::verdict::{PATTERNS, Patterns, SOURCES, Verdict};

type Change = fn(&mut Scenario);

/// A call that must be answered, and a step after it that may follow.
fn base() -> Scenario {
    let call = step("call").on("shop").response(Response::Immediate).necessity(Necessity::Required);
    let mail = step("mail").after(["call"]).event();
    let mail = mail.response(Response::Deferred).necessity(Necessity::Optional);
    scenario([call, mail]).entry("shop").build()
}

fn at(scenario: &mut Scenario, index: usize) -> &mut Step {
    &mut scenario.process.steps[index]
}

const NOTHING: Change = |_| {};
/// What follows must happen.
const NEEDED: Change = |it| at(it, 1).business.necessity = Some(Necessity::Required);

/// Both change something, must, and are called.
fn both_commit(scenario: &mut Scenario) {
    for index in 0..2 {
        let business = &mut at(scenario, index).business;
        (business.kind, business.necessity) = (Some(Purpose::Core), Some(Necessity::Required));
        business.response = Some(Response::Immediate);
    }
}

/// Only what must be answered is left.
const ALONE: Change = |it| it.process.steps.truncate(1);
/// What is called is not the entry’s own.
const AWAY: Change = |it| at(it, 0).service = "mail".into();

/// The pattern, where it applies, and where it does not.
#[rustfmt::skip] // a table
const ROWS: [(&str, Change, Change); 17] = [
    ("synchronous-front", NOTHING, ALONE),
    ("outbox", NEEDED, |it| { NEEDED(it); at(it, 1).after.clear(); }),
    ("saga", |it| { both_commit(it); at(it, 0).business.compensation = Some("undo".to_owned()); }, both_commit),
    ("cqrs-light",
        |it| { it.circumstances.reads_per_write = Some(factor(10.0)); at(it, 1).business.kind = Some(Purpose::Derived); },
        |it| { it.circumstances.reads_per_write = Some(factor(9.0)); at(it, 1).business.kind = Some(Purpose::Derived); }),
    ("event-sourcing", |it| at(it, 1).business.replay = Some(true), |it| at(it, 1).business.replay = Some(false)),
    ("idempotent-consumer", NOTHING, ALONE),
    ("dead-letter-queue", NEEDED, NOTHING),
    ("circuit-breaker", AWAY, NOTHING),
    ("bulkhead", |it| { AWAY(it); at(it, 0).business.party = Some(Party::External); }, AWAY),
    ("fallback", |it| at(it, 0).business.necessity = Some(Necessity::Optional), NOTHING),
    ("database-per-service",
        |it| { it.team.teams = Some(3); it.team.independent_releases = Some(true); },
        |it| { it.team.teams = Some(3); }),
    ("status-endpoint", |it| at(it, 1).business.necessity = Some(Necessity::Required), NOTHING),
    ("strangler", |it| at(it, 1).mode = Mode::RequestResponse, NOTHING),
    ("bridge",
        |it| { at(it, 1).mode = Mode::RequestResponse; it.circumstances.public_api = Some(true); },
        |it| it.circumstances.public_api = Some(true)),
    ("anti-corruption-layer", |it| at(it, 0).business.party = Some(Party::External),
        |it| at(it, 0).business.party = Some(Party::Internal)),
    ("correlation-id", NOTHING, ALONE),
    ("contracts", NOTHING, ALONE),
];

#[test]
fn every_pattern_applies_where_it_should_and_not_beside_it() {
    let applying = |change: Change| -> Vec<&'static str> {
        let mut scenario = base();
        change(&mut scenario);
        let design = checked(&scenario);
        let verdict = Verdict::of(&design);
        let Patterns { proposed, always } = &verdict.patterns;
        let said = || proposed.iter().chain(always);
        assert!(said().all(|it| !it.evidence.contains('{') && !it.steps.is_empty()));
        let judged = Judged::new(&design, design.shape(), &verdict.steps);
        let all = PATTERNS.iter().filter(|it| !(it.applies)(&judged).is_empty());
        all.map(|it| it.id).collect()
    };
    for (id, applies, not) in ROWS {
        assert!(applying(applies).contains(&id), "{id} does not apply");
        assert!(!applying(not).contains(&id), "{id} applies where it should not");
    }
    for pattern in &PATTERNS {
        assert_eq!(ROWS.iter().filter(|row| row.0 == pattern.id).count(), 1, "{}", pattern.id);
        let known = |id: &str| SOURCES.iter().any(|it| it.id == id);
        assert!(pattern.source.split(", ").all(known) && !pattern.is.is_empty());
    }
}

#[test]
fn five_are_proposed_at_most_and_what_is_missing_comes_first() {
    let mut scenario = base();
    let mail = at(&mut scenario, 1);
    mail.business.necessity = Some(Necessity::Required);
    mail.business.replay = Some(true);
    (mail.delivery.outbox, mail.delivery.deduplicate) = (true, false);
    let patterns = Verdict::of(&checked(&scenario)).patterns;
    let proposed: Vec<(&str, usize)> =
        patterns.proposed.iter().map(|it| (it.pattern, it.missing)).collect();
    // What happens twice is worse than what is lost, and that worse than what is not understood.
    assert_eq!(
        proposed,
        [
            ("idempotent-consumer", 1),
            ("dead-letter-queue", 1),
            ("event-sourcing", 1),
            ("status-endpoint", 1),
            ("outbox", 0)
        ]
    );
    let always: Vec<&str> = patterns.always.iter().map(|it| it.pattern).collect();
    assert_eq!(always, ["correlation-id", "contracts"]);
}

/// Both steps before may end last, and so publish; each reader needs its own events alone.
#[test]
fn whoever_may_end_last_may_publish_and_whoever_reacts_may_read() {
    let mut scenario = base();
    let mut other = at(&mut scenario, 0).clone();
    (other.id, other.service) = ("other".into(), "mail".into());
    scenario.process.steps.push(other);
    at(&mut scenario, 1).after.push("other".into());
    let access = |it: &Scenario| Verdict::of(&checked(it)).access;
    let both = access(&scenario);
    assert_eq!(both.len(), 1);
    assert_eq!(both[0].event, "OtherCompleted");
    assert_eq!(both[0].publishers, ["mail".into(), "shop".into()]);
    assert_eq!(both[0].readers, ["mail".into()]);
    at(&mut scenario, 1).after.clear();
    assert_eq!(access(&scenario)[0].publishers, ["shop".into()]);
}
