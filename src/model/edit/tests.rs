//! Each edit by what exactly it leaves, and each refusal by its sentence.

use super::*;
use crate::model::faults::{BrokerOutage, Crash, CrashBehaviour, Partition, Poison, TrafficSpike};
use crate::model::{
    Arrivals, Branch, Choice, Coordination, Event, Fault, FaultKind, Mode, ProfilePoint, Scenario,
    Work, check,
};
use crate::testing::{self, factor, ms, per_s, s, step};
use serde_json::json;

/// a → b → c and a → d, on the services s (the entry), t and u; t crashes, c's events are poisoned.
fn scenario() -> Scenario {
    let mut mail = step("c").named("Mail").on("t").after(["b"]).event();
    mail.event =
        Some(Event { name: "Packed".to_owned(), owner: Some("t".into()), ..Event::default() });
    let (at_s, for_s) = (s(1.0), s(2.0));
    let mut scenario = testing::scenario([
        step("a").named("Check").on("s"),
        step("b").named("Pack").on("t").after(["a"]),
        mail,
        step("d").named("Count").on("s").after(["a"]),
    ])
    .entry("s")
    .workers(4)
    .staffed("u", 4)
    .fault(Fault::new(
        Crash { service: "t".into(), behaviour: CrashBehaviour::default() },
        at_s,
        for_s,
    ))
    .fault(Fault::new(Poison { step: "c".into(), one_in: 5 }, at_s, for_s))
    .fault(Fault::new(Partition { between: ["s".into(), "t".into()] }, at_s, for_s))
    .fault(Fault::new(BrokerOutage, at_s, for_s));
    for (service, name) in scenario.services.iter_mut().zip(["Shop", "Stock", ""]) {
        name.clone_into(&mut service.name);
    }
    scenario.build()
}

/// The same, checked.
fn design() -> Design {
    changed(|_| ())
}

/// The same with something changed in it that leaves it valid.
fn changed(change: impl FnOnce(&mut Scenario)) -> Design {
    testing::changed(&scenario(), change)
}

/// The order of a scenario: each step with those it comes after.
fn order(scenario: &Scenario) -> Vec<String> {
    let steps = scenario.process.steps.iter();
    steps
        .map(|step| {
            let after: Vec<&str> = step.after.iter().map(StepId::as_str).collect();
            format!("{}<{}", step.id, after.join(","))
        })
        .collect()
}

fn services(scenario: &Scenario) -> Vec<&str> {
    scenario.services.iter().map(|it| it.id.as_str()).collect()
}

fn refusal(edited: Result<Change, EditError>) -> String {
    edited.unwrap_err().to_string()
}

fn new_step(name: &str, after: Option<&str>, by: Performer) -> NewStep {
    NewStep { name: name.to_owned(), after: after.map(StepId::from), caller: None, by }
}

#[test]
fn a_step_is_added_behind_another_on_a_service_that_is_there_or_new() {
    let known = Performer::Existing("t".into());
    let edited = Edit::AddStep(new_step("Wrap it", Some("b"), known)).apply(&design()).unwrap();
    assert_eq!(order(&edited.design), ["a<", "b<a", "wrap-it<b", "c<b", "d<a"]);
    assert_eq!(
        (edited.said.as_str(), edited.made),
        ("Wrap it was added after Pack, beside Mail.", Subject::Step("wrap-it".into()))
    );
    let step = edited.design.process.step(&"wrap-it".into()).unwrap();
    assert_eq!((step.name.as_str(), step.service.as_str()), ("Wrap it", "t"));
    assert_eq!((step.mode, &step.work), (Mode::RequestResponse, &Work::default()));

    let new = Performer::New("Wrapping".to_owned());
    let edited = Edit::AddStep(new_step(" Mail ", None, new)).apply(&design()).unwrap();
    assert_eq!(order(&edited.design), ["a<", "b<a", "c<b", "d<a", "mail-2<"]);
    assert_eq!(edited.said, "Mail 2 was added.");
    let service = edited.design.services.last().unwrap();
    assert_eq!((service.id.as_str(), service.name.as_str()), ("wrapping", "Wrapping"));
    assert_eq!(service.workers, Some(8));

    let nobody = new_step("", Some("z"), Performer::Existing("t".into()));
    assert_eq!(refusal(Edit::AddStep(nobody.clone()).apply(&design())), "There is no step `z`.");
    let nowhere = new_step("", None, Performer::Existing("z".into()));
    assert_eq!(
        refusal(Edit::AddStep(nowhere.clone()).apply(&design())),
        "There is no service `z`."
    );
}

#[test]
fn what_came_after_a_removed_step_comes_after_those_before_it() {
    let edited = Edit::RemoveStep("b".into()).apply(&design()).unwrap();
    assert_eq!(order(&edited.design), ["a<", "c<a", "d<a"]);
    assert_eq!(edited.said, "Pack was removed. After it came Mail: these now come after Check.");
    assert_eq!(edited.design.faults.len(), 4);

    let edited = Edit::RemoveStep("a".into()).apply(&design()).unwrap();
    assert_eq!(order(&edited.design), ["b<", "c<b", "d<"]);
    assert_eq!(
        edited.said,
        "Check was removed. After it came Pack and Count: these now begin with the request."
    );

    let edited = Edit::RemoveStep("c".into()).apply(&design()).unwrap();
    assert_eq!(edited.said, "Mail was removed. So was the poison in its events.");
    assert_eq!(edited.design.faults.len(), 3);
}

#[test]
fn a_step_whose_followers_would_have_two_callers_stays_and_so_does_the_last() {
    // e is called behind the event of c; without c, b and d would both call it.
    let e = step("e").on("s").after(["c"]).build();
    let chained = changed(|it| {
        it.process.coordination = Coordination::Chained;
        it.process.steps[2].after = vec!["b".into(), "d".into()];
        it.process.steps.push(e);
    });
    let refused = refusal(Edit::RemoveStep("c".into()).apply(&chained));
    assert!(
        refused.starts_with("It would have 2 steps that would call e: Pack and Count; right"),
        "{refused}"
    );

    let one = changed(|it| {
        it.process.steps.truncate(1);
        it.faults.clear();
    });
    assert_eq!(
        refusal(Edit::RemoveStep("a".into()).apply(&one)),
        "A process has at least one step: add another one before removing Check."
    );
}

#[test]
fn what_names_a_step_follows_its_id() {
    let edited =
        Edit::SetStepId { step: "c".into(), id: " post ".to_owned() }.apply(&design()).unwrap();
    assert_eq!(order(&edited.design), ["a<", "b<a", "post<b", "d<a"]);
    assert!(
        matches!(&edited.design.faults[1].what, FaultKind::Poison(it) if it.step.as_str() == "post")
    );
    let edited =
        Edit::SetStepId { step: "a".into(), id: "first".to_owned() }.apply(&design()).unwrap();
    assert_eq!(order(&edited.design), ["first<", "b<first", "c<b", "d<first"]);
    for (id, part) in
        [("b", "an id of its own"), ("", "an empty text"), ("x y", "letters from a to z")]
    {
        let refused =
            refusal(Edit::SetStepId { step: "a".into(), id: id.to_owned() }.apply(&design()));
        assert!(refused.contains(part), "{id}: {refused}");
    }
    let edited =
        Edit::NameStep { step: "c".into(), name: " Send it ".to_owned() }.apply(&design()).unwrap();
    assert_eq!(edited.design.process.steps[2].name, "Send it");
    assert_eq!(edited.said, "Mail is called Send it now.");
    assert_eq!(
        Edit::NameStep { step: "c".into(), name: String::new() }.apply(&design()).unwrap().said,
        "Mail is called c now."
    );
}

#[test]
fn steps_and_services_change_places() {
    let up = Edit::MoveStep { step: "b".into(), direction: Direction::Up }
        .apply(&design())
        .unwrap()
        .design;
    assert_eq!(order(&up), ["b<", "a<b", "c<a", "d<b"]);
    let down =
        Edit::MoveStep { step: "b".into(), direction: Direction::Down }.apply(&up).unwrap().design;
    assert_eq!(order(&down), order(&design()));
    for (id, direction) in [("a", Direction::Up), ("d", Direction::Down)] {
        let refused = Edit::MoveStep { step: id.into(), direction }.apply(&design()).unwrap_err();
        assert!(matches!(refused, EditError::AtTheEnd(_)));
    }
    let moved = Edit::MoveService { service: "u".into(), direction: Direction::Up }
        .apply(&design())
        .unwrap()
        .design;
    assert_eq!(services(&moved), ["s", "u", "t"]);
    assert_eq!(
        refusal(
            Edit::MoveService { service: "u".into(), direction: Direction::Down }.apply(&design())
        ),
        "u stands at the end of its list."
    );
}

#[test]
fn steps_are_connected_unless_no_order_would_be_left() {
    let edited = Edit::Connect { before: "d".into(), after: "c".into() }.apply(&design()).unwrap();
    assert_eq!(order(&edited.design), ["a<", "b<a", "c<b,d", "d<a"]);
    assert_eq!(edited.said, "Mail comes after Count now.");
    assert_eq!(
        refusal(Edit::Connect { before: "c".into(), after: "a".into() }.apply(&design())),
        "It would have a cycle: Check → Pack → Mail → Check; right would be an order in which every step \
         comes after those it waits for."
    );
    assert_eq!(
        refusal(Edit::Connect { before: "a".into(), after: "a".into() }.apply(&design())),
        "It would have Check after itself; right would be another step."
    );
    assert_eq!(
        refusal(Edit::Connect { before: "a".into(), after: "b".into() }.apply(&design())),
        "Pack comes after Check already."
    );
    let chained = changed(|it| it.process.coordination = Coordination::Chained);
    let refused = refusal(Edit::Connect { before: "d".into(), after: "b".into() }.apply(&chained));
    assert_eq!(
        refused,
        "It would have 2 steps that would call Pack: Check and Count; right would be at most one: in chained \
         coordination the step before calls (or make Pack an event, or the coordination orchestrated)."
    );

    let edited =
        Edit::Disconnect { before: "b".into(), after: "c".into() }.apply(&design()).unwrap();
    assert_eq!(order(&edited.design), ["a<", "b<a", "c<", "d<a"]);
    assert_eq!(
        refusal(Edit::Disconnect { before: "a".into(), after: "c".into() }.apply(&design())),
        "Mail does not come directly after Check."
    );
}

#[test]
fn a_document_that_is_read_names_ids_and_places() {
    // And an id that is nobody's is quoted everywhere.
    let nobody = refusal(Edit::RemoveBranch("x/y".into()).apply(&design()));
    assert_eq!(nobody, "There is no branch `x/y`.");
    let mut scenario = scenario();
    scenario.process.steps[0].after = vec!["c".into()];
    let problem = check(&scenario)[0].to_string();
    assert!(problem.starts_with("/process/steps/0/after: found a cycle: `a` → `b` → `c` → `a`;"));
}

#[test]
fn refusals_speak_in_names_and_quote_what_is_nobodys() {
    let at = |tokens: &str| tokens.split('/').fold(Pointer::root(), |place, token| place.at(token));
    let set = |design: &Design, place: &str, value: Value| {
        refusal(Edit::SetField { place: at(place), value: Some(value) }.apply(design))
    };
    let nested = changed(|it| {
        it.process.steps[1].after.clear();
        it.process.steps[1].caller = Some("a".into());
    });
    let branched = changed(|it| {
        let branch = |id: &str| Branch { id: id.into(), ratio: crate::units::Ratio::clamped(0.5) };
        it.process.choices = vec![Choice {
            id: "stock".into(),
            name: "In stock".to_owned(),
            branches: vec![branch("none"), branch("some")],
        }];
        it.process.steps[1].branch = Some("stock/none".into());
    });
    let conducted = changed(|it| {
        it.process.workflow = Some(crate::model::Workflow {
            service: "s".into(),
            ..crate::model::Workflow::default()
        });
    });
    for (said, expected) in [
        (
            set(&design(), "process/steps/1/business/needs", json!(["b"])),
            "It would have Pack needing itself; right would be another step.",
        ),
        (
            set(&design(), "process/steps/1/after", json!(["a", "a"])),
            "It would have Pack after Check twice; right would be each step once.",
        ),
        (
            set(&design(), "process/steps/1/after", json!(["q"])),
            "In “Comes after” of Pack it would have `q`, which is not a step; right would be a step: Check, Pack, \
             Mail, Count.",
        ),
        (
            set(&design(), "process/entry", json!("ss")),
            "In “Entry” of Process it would have `ss`, which is not a service; right would be a service: Shop, \
             Stock, u.",
        ),
        (
            refusal(
                Edit::SetServiceId { service: "u".into(), id: "s".to_owned() }.apply(&design()),
            ),
            "In “Id” of s it would have `s`, which Shop has too; right would be an id of its own for each \
             service.",
        ),
        (
            set(&design(), "process/steps/1/caller", json!("b")),
            "It would have Pack called by itself; right would be another step.",
        ),
        (
            set(&nested, "process/coordination", json!("chained")),
            "It would have Pack called by Check in a chained process; right would be none: chained, each \
             step calls what comes after it (or make the coordination orchestrated).",
        ),
        (
            set(&nested, "process/steps/3/after", json!(["b"])),
            "It would have Count after Pack, which somebody else calls; right would be steps that no other \
             step calls: a step is called after others of the same caller (or let the caller of those call \
             Count).",
        ),
        (
            set(&nested, "process/steps/1/after", json!(["d"])),
            "It would have Pack after Count, which somebody else calls; right would be steps that Check \
             calls too: a step is called after others of the same caller (or let Check call those).",
        ),
        (
            set(&branched, "process/steps/2/branch", json!("stock/some")),
            "It would have Mail on In stock: some, behind steps of other branches alone; right would be a \
             branch on which a step before it is, or an order in which it comes after others.",
        ),
        (
            set(&branched, "process/steps/2/branch", json!("stock/nome")),
            "In “On branch” of Mail it would have `stock/nome`, which is no branch; right would be a branch of a \
             choice; did you mean In stock: none?",
        ),
        (
            set(&branched, "process/choices/0/branches/0/ratio", json!(0.2)),
            "In “Branches” of In stock it would have ratios that add up to 0.7; right would be ratios that add \
             up to 1: each customer goes one of these ways.",
        ),
        (
            set(&conducted, "process/workflow/steps", json!(["b"])),
            "It would have Pack, which is called, as a command; right would be a step that follows: a \
             command is sent behind the line, and nobody waits for it.",
        ),
        (
            set(&conducted, "process/workflow/steps", json!(["c", "c"])),
            "It would have Mail as a command twice; right would be each step once.",
        ),
        (
            set(&design(), "services/1/workers", json!(0)),
            "In “Workers” of Stock it would have 0; right would be a whole number from 1 to 10000.",
        ),
    ] {
        assert_eq!(said, expected);
    }
}

#[test]
fn another_service_performs_a_step() {
    let edited = Edit::PerformBy { step: "b".into(), by: Performer::Existing("u".into()) }
        .apply(&design())
        .unwrap();
    assert_eq!(edited.design.process.steps[1].service.as_str(), "u");
    assert_eq!(edited.said, "Pack is performed by u now.");
    let edited = Edit::PerformBy { step: "b".into(), by: Performer::New("Shop".to_owned()) }
        .apply(&design())
        .unwrap();
    assert_eq!(edited.made, Subject::Service("shop-2".into()));
    assert_eq!(edited.design.services.last().unwrap().name, "Shop 2");
    assert_eq!(edited.said, "Pack is performed by Shop 2 now.");
}

#[test]
fn a_service_leaves_its_steps_to_another_or_stays() {
    assert_eq!(
        refusal(Edit::RemoveService { service: "t".into(), heir: None }.apply(&design())),
        "Stock performs Pack and Mail: choose who does so instead, or remove them first."
    );
    let edited = Edit::RemoveService { service: "t".into(), heir: Some("u".into()) }
        .apply(&design())
        .unwrap();
    assert_eq!(services(&edited.design), ["s", "u"]);
    let by: Vec<&str> =
        edited.design.process.steps.iter().map(|step| step.service.as_str()).collect();
    assert_eq!(by, ["s", "u", "u", "s"]);
    let owner = edited.design.process.steps[2].event.as_ref().unwrap().owner.clone();
    assert_eq!(owner, Some("u".into()));
    assert_eq!(edited.design.faults.len(), 2);
    assert_eq!(
        edited.said,
        "Stock was removed. u does Pack and Mail now. So was what went wrong with it."
    );

    let edited = Edit::RemoveService { service: "s".into(), heir: Some("t".into()) }
        .apply(&design())
        .unwrap();
    assert_eq!(edited.design.process.entry, Some("t".into()));
    assert!(edited.said.contains("Stock takes the requests now."), "{}", edited.said);
    let edited = Edit::RemoveService { service: "u".into(), heir: None }.apply(&design()).unwrap();
    assert_eq!(
        (services(&edited.design), edited.said.as_str()),
        (vec!["s", "t"], "u was removed.")
    );
    let one = changed(|it| {
        it.services.truncate(1);
        it.process.steps.truncate(1);
        it.faults.clear();
    });
    assert_eq!(
        refusal(Edit::RemoveService { service: "s".into(), heir: None }.apply(&one)),
        "Somebody has to do the work: add another service before removing Shop."
    );
}

#[test]
fn a_service_is_added_and_named_and_what_names_it_follows_its_id() {
    let edited = Edit::AddService("Stock".to_owned()).apply(&design()).unwrap();
    assert_eq!(services(&edited.design), ["s", "t", "u", "stock-2"]);
    assert_eq!(
        (edited.made, edited.said.as_str()),
        (Subject::Service("stock-2".into()), "Stock 2 was added.")
    );
    assert_eq!(edited.design.services[3].workers, Some(WORKERS));

    let edited = Edit::SetServiceId { service: "t".into(), id: "depot".to_owned() }
        .apply(&design())
        .unwrap()
        .design;
    assert_eq!(services(&edited), ["s", "depot", "u"]);
    assert_eq!(edited.process.steps[1].service.as_str(), "depot");
    assert_eq!(edited.process.steps[2].event.as_ref().unwrap().owner, Some("depot".into()));
    assert!(
        matches!(&edited.faults[0].what, FaultKind::Crash(it) if it.service.as_str() == "depot")
    );
    assert!(
        matches!(&edited.faults[2].what, FaultKind::Partition(it) if it.between[1].as_str() == "depot")
    );
    let edited = Edit::SetServiceId { service: "s".into(), id: "front".to_owned() }
        .apply(&design())
        .unwrap()
        .design;
    assert_eq!(edited.process.entry, Some("front".into()));
    let edited = Edit::NameService { service: "u".into(), name: "Depot".to_owned() }
        .apply(&design())
        .unwrap();
    assert_eq!(
        (edited.design.services[2].name.as_str(), edited.said.as_str()),
        ("Depot", "u is called Depot now.")
    );
}

#[test]
fn another_distribution_keeps_the_mean() {
    let constant = Work::Constant { mean_ms: ms(80.0) };
    for (word, expected) in [
        ("constant", constant.clone()),
        ("exponential", Work::Exponential { mean_ms: ms(80.0) }),
        ("uniform", Work::Uniform { min_ms: ms(40.0), max_ms: ms(120.0) }),
        ("log-normal", Work::LogNormal { mean_ms: ms(80.0), p99_ms: ms(320.0) }),
        ("empirical", Work::Empirical { values_ms: vec![ms(80.0)] }),
    ] {
        assert_eq!(distribute(&constant, word), Some(expected.clone()), "{word}");
        assert!((expected.mean_ms() - 80.0).abs() < 1e-9, "{word}");
        let nothing = distribute(&Work::Constant { mean_ms: ms(0.0) }, word).unwrap();
        let mut scenario = scenario();
        scenario.process.steps[0].work = nothing;
        assert_eq!(check(&scenario), [], "{word} from a mean of 0");
    }
    assert_eq!(distribute(&constant, "gaussian"), None);
}

#[test]
fn a_closed_loop_has_users_instead_of_a_rate_and_an_open_one_the_reverse() {
    let open = changed(|it| {
        it.workload.rate_per_s = per_s(30.0);
        it.workload.profile = vec![ProfilePoint { at_s: s(5.0), factor: factor(2.0) }];
        it.faults.push(Fault::new(TrafficSpike { factor: factor(3.0) }, s(1.0), s(1.0)));
    });
    let closed = Edit::Arrive(Arrivals::Closed).apply(&open).unwrap();
    assert_eq!(closed.design.workload.users, Some(10));
    assert_eq!(closed.design.workload.profile, []);
    assert_eq!(closed.design.faults.len(), 4);
    assert_eq!(
        closed.said,
        "Requests come from a closed loop of 10 users now. It has no traffic spikes."
    );
    let opened = Edit::Arrive(Arrivals::Constant).apply(&closed.design).unwrap();
    assert_eq!(
        (opened.design.workload.users, opened.design.workload.arrivals),
        (None, Arrivals::Constant)
    );
    assert_eq!(opened.said, "10 requests arrive in a second now.");
}
