//! Each kind of finding where it is made, where something close to that is not one, and gone after its
//! repair.

use crate::model::{
    Acknowledge, Arrivals, Breaker, Coordination, Credentials, DeadLetterAlerts, Design, Event,
    Mode, Necessity, Observability, Party, ProfilePoint, Purpose, Response, Scenario, Service,
    Step, Work,
};
use crate::testing::{self, StepDraft, ms, per_s, ratio, s, scenario};
use crate::verdict::{Finding, SOURCES, Verdict, finding_kinds};

type Change = fn(&mut Scenario);

fn event(name: &str) -> Event {
    Event {
        name: name.to_owned(),
        owner: Some("payment".into()),
        version: Some(1),
        ..Event::default()
    }
}

/// A step that says of itself that it must be called.
fn step(id: &str) -> StepDraft {
    testing::step(id)
        .works_ms(20.0)
        .response(Response::Immediate)
        .necessity(Necessity::Required)
        .timeout_ms(500.0)
}

/// `check` at the shop, then `pay`, and `mail` follows: nothing is wrong with it.
fn base() -> Scenario {
    let mail = step("mail").after(["pay"]).event();
    let mut mail = mail.response(Response::Deferred).necessity(Necessity::Optional);
    mail.event = Some(event("OrderPaid"));
    (mail.delivery.outbox, mail.delivery.deduplicate) = (true, true);
    mail.delivery.dead_letter = true;
    let pay = step("pay").on("payment").after(["check"]);
    scenario([step("check").on("shop"), pay, mail]).entry("shop").workers(4).build()
}

const CHECK: usize = 0;
const PAY: usize = 1;
const MAIL: usize = 2;

fn at(scenario: &mut Scenario, index: usize) -> &mut Step {
    &mut scenario.process.steps[index]
}

/// So many further calls in a row, each at a service of its own.
fn chain(scenario: &mut Scenario, length: usize) {
    for index in 0..length {
        let id = format!("further-{index}");
        let before =
            if index == 0 { "pay" } else { scenario.process.steps.last().unwrap().id.as_str() };
        let further = step(&id).after([before]).build();
        scenario.services.push(Service { id: id.as_str().into(), ..Service::default() });
        scenario.process.steps.push(further);
    }
}

fn commits(scenario: &mut Scenario, index: usize) {
    at(scenario, index).business.kind = Some(Purpose::Core);
    at(scenario, index).business.necessity = Some(Necessity::Required);
}

fn unit(scenario: &mut Scenario, steps: [usize; 2]) {
    for index in steps {
        at(scenario, index).business.unit = Some("unit".to_owned());
    }
}

fn rename(scenario: &mut Scenario, name: &str) {
    at(scenario, MAIL).event = Some(event(name));
}

/// A second step that reacts to the same event as `mail`.
fn listener(scenario: &mut Scenario) {
    let other =
        Step { id: "other".into(), service: "payment".into(), ..at(scenario, MAIL).clone() };
    scenario.process.steps.push(other);
}

/// `mail` takes its events before the work.
fn at_most_once(scenario: &mut Scenario, necessity: Necessity) {
    let mail = at(scenario, MAIL);
    mail.business.necessity = Some(necessity);
    (mail.business.kind, mail.delivery.acknowledge) = (Some(Purpose::Derived), Acknowledge::Before);
    (mail.delivery.deduplicate, mail.delivery.dead_letter) = (false, false);
}

/// So many further steps that react to events of their own.
fn many_events(scenario: &mut Scenario, count: usize) {
    for index in 0..count {
        let mut further = at(scenario, MAIL).clone();
        further.id = format!("further-{index}").as_str().into();
        further.event = Some(event(&format!("Thing{index}Done")));
        scenario.process.steps.push(further);
    }
}

/// So many requests a second, and in the second half of a minute so many times as many.
fn peaks(scenario: &mut Scenario, rate: f64, factor: f64) {
    scenario.workload.rate_per_s = per_s(rate);
    let times = testing::factor(factor);
    scenario.workload.profile = vec![ProfilePoint { at_s: s(50.0), factor: times }];
}

/// How long each step works.
fn works(scenario: &mut Scenario, steps: [f64; 3]) {
    for (index, mean_ms) in steps.into_iter().enumerate() {
        at(scenario, index).work = Work::Constant { mean_ms: ms(mean_ms) };
    }
}

/// The kind of finding, a design of which it is made, and one of which it is not.
#[rustfmt::skip] // a table
const ROWS: [(&str, Change, Change); 43] = [
    ("answer-behind-event",
        |it| at(it, PAY).mode = Mode::Event,
        |it| { at(it, PAY).mode = Mode::Event; at(it, PAY).business.response = Some(Response::Deferred); }),
    ("unit-torn", |it| unit(it, [PAY, MAIL]), |it| unit(it, [CHECK, PAY])),
    ("unit-split", |it| unit(it, [CHECK, PAY]),
        |it| { unit(it, [CHECK, PAY]); for step in [CHECK, PAY] { at(it, step).business.compensation = Some("undo".to_owned()); } }),
    ("waited-for-needlessly", |it| at(it, MAIL).mode = Mode::RequestResponse,
        |it| { at(it, MAIL).mode = Mode::RequestResponse; at(it, MAIL).business.response = None; }),
    ("work-beyond-tolerance", |it| at(it, PAY).business.tolerance_ms = Some(ms(19.0)),
        |it| at(it, MAIL).business.tolerance_ms = Some(ms(19.0))),
    ("no-status",
        |it| { at(it, MAIL).business.necessity = Some(Necessity::Required); at(it, MAIL).business.kind = Some(Purpose::Core); },
        |it| at(it, MAIL).business.necessity = Some(Necessity::Required)),
    ("work-beyond-timeout", |it| at(it, PAY).call.timeout_ms = Some(ms(20.0)),
        |it| at(it, PAY).call.timeout_ms = Some(ms(21.0))),
    ("retry-not-idempotent", |it| at(it, PAY).call.retries = 1,
        |it| { at(it, PAY).call.retries = 1; at(it, PAY).business.kind = Some(Purpose::Query); }),
    ("no-timeout", |it| at(it, PAY).call.timeout_ms = None, |it| at(it, CHECK).call.timeout_ms = None),
    ("long-chain", |it| chain(it, 3), |it| chain(it, 2)),
    ("retry-storm",
        |it| { it.process.coordination = Coordination::Chained; for step in [CHECK, PAY] { at(it, step).call.retries = 2; } },
        |it| for step in [CHECK, PAY] { at(it, step).call.retries = 2; }),
    ("no-failure-handling", |it| at(it, PAY).business.party = Some(Party::External),
        |it| { at(it, PAY).business.party = Some(Party::External); at(it, PAY).call.breaker = Some(Breaker::default()); }),
    ("conductor-blocks-all", |it| { chain(it, 2); it.services[0].workers = Some(1); it.workload.rate_per_s = per_s(0.1); },
        |it| { chain(it, 2); it.services[0].workers = Some(2); it.workload.rate_per_s = per_s(0.1); }),
    ("no-outbox", |it| at(it, MAIL).delivery.outbox = false,
        |it| { at(it, MAIL).delivery.outbox = false; at(it, PAY).business.kind = Some(Purpose::Query); }),
    ("no-deduplication", |it| at(it, MAIL).delivery.deduplicate = false,
        |it| at(it, PAY).delivery.deduplicate = false),
    ("no-dead-letter", |it| at(it, MAIL).delivery.dead_letter = false,
        |it| at(it, PAY).delivery.dead_letter = false),
    ("order-not-kept", |it| at(it, MAIL).business.ordered = Some(true),
        |it| { at(it, MAIL).business.ordered = Some(true); at(it, MAIL).delivery.partitions = Some(4); }),
    ("idle-consumers", |it| { at(it, MAIL).delivery.partitions = Some(2); at(it, MAIL).delivery.consumers = Some(3); },
        |it| { at(it, MAIL).delivery.partitions = Some(8); at(it, MAIL).delivery.consumers = Some(4); }),
    ("work-beyond-visibility", |it| at(it, MAIL).delivery.visibility_ms = Some(ms(19.0)),
        |it| at(it, MAIL).delivery.visibility_ms = Some(ms(20.0))),
    ("retries-open-breaker",
        |it| { at(it, PAY).call.breaker = Some(Breaker::default()); at(it, PAY).call.retries = 4; at(it, PAY).call.idempotent = true; },
        |it| { at(it, PAY).call.breaker = Some(Breaker::default()); at(it, PAY).call.retries = 3; at(it, PAY).call.idempotent = true; }),
    ("breaker-without-timeout",
        |it| { at(it, CHECK).call.breaker = Some(Breaker::default()); at(it, CHECK).call.timeout_ms = None; },
        |it| { at(it, CHECK).call.breaker = Some(Breaker::default()); at(it, CHECK).call.timeout_ms = None; at(it, CHECK).call.deadline_ms = Some(ms(900.0)); }),
    ("at-most-once", |it| at_most_once(it, Necessity::Required), |it| at_most_once(it, Necessity::Optional)),
    ("command-as-event", |it| rename(it, "SendMail"), |it| { rename(it, "SendMail"); listener(it); }),
    ("event-not-a-fact", |it| { rename(it, "SendMail"); listener(it); }, |it| { rename(it, "MailSent"); listener(it); }),
    ("event-without-owner", |it| at(it, MAIL).event.as_mut().unwrap().version = None,
        |it| at(it, MAIL).event.as_mut().unwrap().message_bytes = None),
    ("no-compensation", |it| for step in [CHECK, PAY] { commits(it, step); },
        |it| { for step in [CHECK, PAY] { commits(it, step); } at(it, CHECK).business.compensation = Some("undo".to_owned()); }),
    ("broker-unprotected", |it| it.circumstances.broker_protected = Some(false),
        |it| { it.circumstances.broker_protected = Some(false); it.process.steps.pop(); }),
    ("credentials-shared", |it| it.circumstances.credentials = Some(Credentials::Shared),
        |it| it.circumstances.credentials = Some(Credentials::PerTopic)),
    ("dead-letters-unwatched", |it| it.circumstances.dead_letter_alerts = Some(DeadLetterAlerts::Count),
        |it| it.circumstances.dead_letter_alerts = Some(DeadLetterAlerts::AgeAndSize)),
    ("broker-blocks-all",
        |it| { it.process.steps.remove(CHECK); at(it, 0).after.clear(); at(it, 0).mode = Mode::Event; at(it, 1).delivery.outbox = false; },
        |it| { at(it, PAY).mode = Mode::Event; at(it, MAIL).delivery.outbox = false; }),
    ("everything-an-event",
        |it| for step in [CHECK, PAY] { at(it, step).mode = Mode::Event; at(it, step).business.necessity = Some(Necessity::Optional); },
        |it| at(it, CHECK).mode = Mode::Event),
    ("events-blind", |it| { it.team.observability = Some(Observability::None); },
        |it| { it.team.observability = Some(Observability::Basic); }),
    ("burden-too-great",
        |it| { many_events(it, 5); it.team.observability = Some(Observability::Basic); },
        |it| { many_events(it, 5); it.team.observability = Some(Observability::Advanced); }),
    ("answers-disagree", |it| at(it, PAY).business.tolerance_ms = Some(ms(86_400_000.0)),
        |it| at(it, MAIL).business.tolerance_ms = Some(ms(86_400_000.0))),
    ("needs-what-comes-later",
        |it| { at(it, MAIL).after = vec!["check".into()]; at(it, MAIL).business.needs = Some(vec!["pay".into()]); },
        |it| at(it, MAIL).business.needs = Some(vec!["pay".into()])),
    ("undone-once",
        |it| { at(it, PAY).business.compensation = Some("refund".to_owned()); at(it, PAY).call.retries = 1; },
        |it| { at(it, PAY).business.compensation = Some("refund".to_owned()); at(it, PAY).call.retries = 1; at(it, PAY).call.idempotent = true; }),
    // Four workers do 4 s of work a second: 200 x 20 ms is all of it.
    ("overloaded", |it| it.workload.rate_per_s = per_s(200.0), |it| it.workload.rate_per_s = per_s(169.0)),
    // `pay` holds a worker of the shop for 22 ms, `check` for 20 ms: 4.2 workers at 100 a second.
    ("workers-held", |it| it.workload.rate_per_s = per_s(100.0), |it| it.workload.rate_per_s = per_s(90.0)),
    // 20 ms each, and 2 ms to pay and back.
    ("answer-too-late", |it| it.targets.acknowledgement_p95_ms = Some(ms(41.0)),
        |it| it.targets.acknowledgement_p95_ms = Some(ms(42.0))),
    ("submitted-twice",
        |it| { commits(it, PAY); it.workload.patience_ms = Some(ms(125.0)); it.workload.resubmissions = 1; },
        |it| { commits(it, PAY); it.workload.patience_ms = Some(ms(127.0)); it.workload.resubmissions = 1; }),
    ("peak-piles-up", |it| peaks(it, 100.0, 2.5), |it| peaks(it, 100.0, 1.5)),
    // `mail` at the payment takes 0.4 of 4 workers at 20 a second.
    ("followers-take-workers", |it| { at(it, MAIL).service = "payment".into(); it.workload.rate_per_s = per_s(20.0); },
        |it| { at(it, MAIL).service = "payment".into(); it.workload.rate_per_s = per_s(19.0); }),
    ("longer-than-the-run", |it| { it.workload.drain_s = s(3.0); works(it, [1_000.0, 1_000.0, 1_000.5]); },
        |it| { it.workload.drain_s = s(3.0); works(it, [1_000.0; 3]); }),
];

fn changed(change: Change) -> Design {
    testing::changed(&base(), change)
}

fn kinds(design: &Design) -> Vec<&'static str> {
    Verdict::of(design).findings.iter().map(|finding| finding.kind.id).collect()
}

#[test]
fn nothing_is_wrong_with_a_sound_design() {
    assert_eq!(kinds(&changed(|_| ())), Vec::<&str>::new());
}

#[test]
fn every_finding_is_made_where_it_should_and_not_beside_it() {
    for (id, wrong, sound) in ROWS {
        assert!(kinds(&changed(wrong)).contains(&id), "{id} is not found");
        assert!(!kinds(&changed(sound)).contains(&id), "{id} is found where it should not be");
    }
    for kind in finding_kinds() {
        assert_eq!(ROWS.iter().filter(|row| row.0 == kind.id).count(), 1, "{}", kind.id);
        for source in kind.source.split(", ") {
            assert!(SOURCES.iter().any(|it| it.id == source), "{}: {source}", kind.id);
        }
        for words in [kind.when, kind.says, kind.why, kind.remedy, kind.wrong_if] {
            // What disagrees ends with what to ask.
            let end = if words == "{evidence} {asks}" { '}' } else { '.' };
            assert!(words.ends_with(end), "{}: {words}", kind.id);
            // Only what it says of a design names that design's values.
            assert!(words == kind.says || !words.contains('{'), "{}: {words}", kind.id);
        }
    }
}

/// Those that need thought rather than a button.
const WITHOUT_REPAIR: [&str; 9] = [
    "answer-too-late",
    "answers-disagree",
    "burden-too-great",
    "events-blind",
    "long-chain",
    "peak-piles-up",
    "submitted-twice",
    "work-beyond-tolerance",
    "workers-held",
];

#[test]
fn after_its_repair_a_finding_is_gone_and_the_design_is_valid() {
    for (id, wrong, _) in ROWS {
        let design = changed(wrong);
        let verdict = Verdict::of(&design);
        for finding in verdict.findings.iter().filter(|it| it.kind.id == id) {
            assert!(!finding.evidence.contains('{'), "{}", finding.evidence);
            assert!(!finding.evidence.contains("  "), "{}", finding.evidence);
            let Some(repair) = &finding.repair else {
                assert!(WITHOUT_REPAIR.contains(&id), "{id} has no repair");
                continue;
            };
            let repaired = repair.apply(&design).unwrap();
            let again = Verdict::of(&repaired).findings;
            let is_there = again.iter().any(|it| it.kind.id == id && it.steps == finding.steps);
            assert!(!is_there, "{id} is still there after {}", repair.label());
            assert!(!repair.label().is_empty());
        }
    }
}

/// What is said of limits can be mended at once: without another finding in its place.
#[test]
fn a_repair_of_limits_adds_no_finding() {
    let of_limits = super::limits::KINDS.iter().map(|kind| kind.id);
    for id in of_limits {
        let (_, wrong, _) = ROWS.into_iter().find(|row| row.0 == id).unwrap();
        let design = changed(wrong);
        let before = Verdict::of(&design).findings;
        let finding = before.iter().find(|it| it.kind.id == id).unwrap();
        let repaired = finding.repair.as_ref().unwrap().apply(&design).unwrap();
        for after in Verdict::of(&repaired).findings {
            let was_there = |it: &Finding| it.kind == after.kind && it.steps == after.steps;
            assert!(
                after.kind.id != id && before.iter().any(was_there),
                "{id}: {}",
                after.evidence
            );
        }
    }
}

#[test]
fn a_finding_names_its_place_in_the_document() {
    let place = |change: Change, id: &str| {
        let verdict = Verdict::of(&changed(change));
        let finding = verdict.findings.iter().find(|it| it.kind.id == id).unwrap();
        finding.pointer.as_str().to_owned()
    };
    assert_eq!(
        place(|it| at(it, PAY).call.retries = 1, "retry-not-idempotent"),
        "/process/steps/1/call/idempotent"
    );
    let shared: Change = |it| it.circumstances.credentials = Some(Credentials::Shared);
    assert_eq!(place(shared, "credentials-shared"), "/circumstances/credentials");
}

/// What a repair leaves out where it would do more harm: a follow-up that must be answered, a chain that
/// stays long, a call that would not be valid.
#[test]
fn a_repair_is_offered_only_where_it_helps() {
    let repair = |change: Change, id: &str| {
        let verdict = Verdict::of(&changed(change));
        verdict.findings.into_iter().find(|it| it.kind.id == id).unwrap().repair
    };
    let slow_pay: Change = |it| at(it, PAY).business.tolerance_ms = Some(ms(19.0));
    assert!(repair(slow_pay, "work-beyond-tolerance").is_none());
    // What should follow is said once, with how much too long it takes.
    let slow_mail: Change = |it| {
        at(it, MAIL).mode = Mode::RequestResponse;
        at(it, MAIL).business.tolerance_ms = Some(ms(19.0));
    };
    assert!(!kinds(&changed(slow_mail)).contains(&"work-beyond-tolerance"));
    let verdict = Verdict::of(&changed(slow_mail));
    let waits = verdict.findings.iter().find(|it| it.kind.id == "waited-for-needlessly").unwrap();
    let said = "The customer waits for mail: 20 ms of work that may follow later, and 19 ms are tolerated.";
    assert!(waits.repair.is_some() && waits.evidence == said, "{}", waits.evidence);
    let may_follow: Change = |it| {
        chain(it, 3);
        it.process.steps.last_mut().unwrap().business.response = Some(Response::Deferred);
    };
    assert!(repair(may_follow, "long-chain").is_some());
    // Chained, a step in the foreground has one step before it.
    let joins_two: Change = |it| {
        it.process.coordination = Coordination::Chained;
        at(it, PAY).after.clear();
        at(it, MAIL).after = vec!["check".into(), "pay".into()];
        at(it, MAIL).business = at(it, PAY).business.clone();
        it.workload.arrivals = Arrivals::Constant;
        at(it, CHECK).error_ratio = ratio(0.1);
    };
    assert!(repair(joins_two, "answer-behind-event").is_none());
}
