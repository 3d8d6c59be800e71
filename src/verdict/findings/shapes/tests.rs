//! What the findings know of callers, branches and commands.

use crate::model::{Mode, Purpose, Response, Scenario};
use crate::testing::{ScenarioDraft, StepDraft, checked, ms, s, scenario, step};
use crate::verdict::{Burden, Finding, Verdict};

fn findings(scenario: &Scenario, kind: &str) -> Vec<Finding> {
    let all = Verdict::of(&checked(scenario)).findings;
    all.into_iter().filter(|finding| finding.kind.id == kind).collect()
}

fn evidence(scenario: &Scenario, kind: &str) -> String {
    let [only] = &findings(scenario, kind)[..] else { panic!("one {kind}") };
    only.evidence.clone()
}

/// `a` calls `b`, which calls `c`, which calls `d`; then comes `e`. Each works for 20 ms at its own service.
fn nested() -> ScenarioDraft {
    let of = |id: &str| step(id).works_ms(20.0);
    scenario([
        of("a"),
        of("b").called_by("a"),
        of("c").called_by("b"),
        of("d").called_by("c"),
        of("e").after(["a"]),
    ])
    .entry("entry")
    .instant()
}

#[test]
fn chains_are_counted_along_callers() {
    // The entry, and five behind one another: what follows a caller follows all that it calls.
    assert_eq!(
        evidence(&nested(), "long-chain"),
        "6 services answer one after the other: 100 ms of work and network together. If each is there for \
         99.9 % of the time, all together are for 99.4 %."
    );
    // Beside one another they are no chain.
    let mut beside = nested();
    for index in [2, 3] {
        beside.process.steps[index].caller = Some("a".into());
    }
    assert_eq!(findings(&beside, "long-chain"), []);
}

#[test]
fn a_chain_counts_each_service_once_and_says_how_many_steps_it_has() {
    let line = |services: &[&str]| {
        let id = |index: usize| format!("s{index}");
        let steps = services.iter().enumerate().map(|(index, service)| {
            let step = step(id(index)).on(service).works_ms(10.0);
            let before = index.checked_sub(1).map(id);
            step.after(before.iter().map(String::as_str))
        });
        scenario(steps.collect::<Vec<_>>()).entry("shop").instant()
    };
    // Seven steps on four services and the entry: five in all, of which each is there or not: 0.999^5.
    assert_eq!(
        evidence(&line(&["a", "b", "c", "d", "a", "b", "c"]), "long-chain"),
        "shop and 7 steps on 4 services answer one after the other: 70 ms of work and network together. If \
         each is there for 99.9 % of the time, all together are for 99.5 %."
    );
    // Six steps on three are no long chain, and ten on one are, by their number: 0.999^2.
    assert_eq!(findings(&line(&["a", "b", "c", "a", "b", "c"]), "long-chain"), []);
    assert_eq!(
        evidence(&line(&["a"; 10]), "long-chain"),
        "shop and 10 steps on 1 service answer one after the other: 100 ms of work and network together. If \
         each is there for 99.9 % of the time, all together are for 99.8 %."
    );
    assert_eq!(findings(&line(&["a"; 9]), "long-chain"), []);
}

#[test]
fn attempts_multiply_along_callers_and_not_beside_them() {
    let mut tried = nested();
    for index in [0, 1, 2] {
        tried.process.steps[index].call.retries = 2;
    }
    assert_eq!(findings(&tried, "retry-storm").len(), 2);
    let said = &findings(&tried, "retry-storm")[1].evidence;
    assert_eq!(said, "One request can make 27 attempts at c.");
    tried.process.steps.iter_mut().for_each(|step| step.caller = None);
    assert_eq!(findings(&tried, "retry-storm"), []);
}

#[test]
fn a_call_goes_from_its_caller_and_a_time_out_is_well_above_all_that_it_covers() {
    let design = nested();
    let timeouts = findings(&design, "no-timeout");
    assert_eq!(timeouts.len(), 5);
    let repaired = timeouts[0].repair.as_ref().unwrap().apply(&checked(&design)).unwrap();
    // Three times its own 20 ms, and twice the 60 of those it calls.
    assert_eq!(repaired.process.steps[0].call.timeout_ms, Some(ms(180.0)));
    // On its caller's own service a call crosses no network.
    let mut own = design;
    own.process.steps[1].service = "a".into();
    assert_eq!(findings(&own, "no-timeout").len(), 4);
}

#[test]
fn of_branches_that_exclude_each_other_a_chain_leads_over_one_and_says_for_how_many() {
    let of = |id: &str| step(id).works_ms(20.0);
    let draft = |share: f64| {
        scenario([
            of("a"),
            of("b").after(["a"]),
            of("c").after(["b"]).on_branch("which/x"),
            of("d").after(["c"]).on_branch("which/x"),
            of("e").after(["b"]).on_branch("which/y"),
            of("f").after(["d", "e"]),
        ])
        .choice("which", [("x", share), ("y", 1.0 - share)])
        .instant()
    };
    assert_eq!(
        evidence(&draft(0.1), "long-chain"),
        "5 services answer one after the other on the way of 10.0 % of customers: 100 ms of work and network \
         together. If each is there for 99.9 % of the time, all together are for 99.5 %."
    );
    assert!(!evidence(&draft(1.0), "long-chain").contains("customers"));
}

#[test]
fn a_step_behind_two_alternatives_is_not_behind_both() {
    // The one takes 40 s, the other 30: no customer waits for 70.
    let of = |id: &str| step(id).works_ms(40_000.0).event();
    let draft = scenario([
        of("a").on_branch("which/x"),
        step("b").works_ms(30_000.0).event().on_branch("which/y"),
        step("c").works_ms(10_000.0).event().after(["a", "b"]),
    ])
    .choice("which", [("x", 0.5), ("y", 0.5)]);
    let mut draft = draft;
    draft.workload.drain_s = s(50.0);
    assert_eq!(findings(&draft, "longer-than-the-run"), []);
    draft.workload.drain_s = s(49.0);
    assert_eq!(
        evidence(&draft, "longer-than-the-run"),
        "One after the other, the steps of a request take up to 50 s of work, a alone 40 s, and the run ends \
         49 s after the last arrival."
    );
}

/// A transfer is accepted, and screened and booked by command.
fn transfer() -> ScenarioDraft {
    let core = |it: StepDraft| it.kind(Purpose::Core).works_ms(20.0);
    scenario([
        core(step("accept")),
        core(step("screen")).after(["accept"]).response(Response::Deferred),
        core(step("book")).after(["screen"]).response(Response::Deferred),
    ])
    .conducted("flow", 5.0, ["screen", "book"])
}

#[test]
fn what_is_said_of_events_is_not_said_of_commands() {
    let mut commanded = transfer();
    let mut told = commanded.clone();
    told.process.workflow = None;
    for kind in ["no-outbox", "event-without-owner"] {
        assert_eq!(findings(&commanded, kind), [], "{kind}");
        assert_eq!(findings(&told, kind).len(), 2, "{kind}");
    }
    // Nor is a command named as one a finding.
    for draft in [&mut commanded, &mut told] {
        for step in &mut draft.process.steps[1..] {
            step.event = Some(crate::model::Event {
                name: format!("Send{}", step.id.as_str().to_uppercase()),
                ..crate::model::Event::default()
            });
        }
    }
    assert_eq!(findings(&commanded, "command-as-event"), []);
    assert_eq!(findings(&told, "command-as-event").len(), 2);
    // What a consumer must do, it must do as the addressee of a command, too.
    assert_eq!(
        findings(&commanded, "no-deduplication")[1].evidence,
        "screen does not recognise its command when it comes again."
    );
    assert_eq!(findings(&commanded, "no-dead-letter").len(), 2);
}

#[test]
fn all_commands_are_not_everything_an_event() {
    let mut all = transfer();
    for step in &mut all.process.steps {
        step.mode = Mode::Event;
        step.business.response = Some(Response::Immediate);
    }
    assert_eq!(findings(&all, "everything-an-event"), []);
    all.process.workflow = None;
    assert_eq!(findings(&all, "everything-an-event").len(), 1);
}

#[test]
fn a_workflow_is_one_place_to_look() {
    let commanded = Burden::of(&transfer());
    // Whoever accepts, and whoever conducts: that is where it can be asked how far a request is.
    let told_of = |it: Burden| (it.hops, it.event_types, it.places, it.is_conducted);
    assert_eq!(told_of(commanded), (0, 0, 2, true));
    let mut told = transfer();
    told.process.workflow = None;
    assert_eq!(told_of(Burden::of(&told)), (2, 2, 4, false));
}
