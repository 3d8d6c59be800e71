//! Each edit by what exactly it leaves, and each refusal by its sentence.

use super::*;
use crate::model::{
    Arrivals, Coordination, CrashBehaviour, Event, Fault, Mode, Process, ProfilePoint, Service,
    Step, Work,
};
use crate::units::{Factor, Milliseconds, PerSecond, Seconds};

/// a → b → c and a → d, on the services s (the entry), t and u; t crashes, c's events are poisoned.
fn scenario() -> Scenario {
    let step = |id: &str, name: &str, service: &str, after: &[&str]| Step {
        id: id.into(),
        name: name.to_owned(),
        service: service.into(),
        after: after.iter().map(|&id| id.into()).collect(),
        ..Step::default()
    };
    let service = |id: &str, name: &str| Service {
        id: id.into(),
        name: name.to_owned(),
        workers: Some(4),
        ..Service::default()
    };
    let mut mail = step("c", "Mail", "t", &["b"]);
    mail.mode = Mode::Event;
    mail.event =
        Some(Event { name: "Packed".to_owned(), owner: Some("t".into()), ..Event::default() });
    let (at_s, for_s) = (Seconds::clamped(1.0), Seconds::clamped(2.0));
    Scenario {
        process: Process {
            entry: Some("s".into()),
            coordination: Coordination::Orchestrated,
            steps: vec![
                step("a", "Check", "s", &[]),
                step("b", "Pack", "t", &["a"]),
                mail,
                step("d", "Count", "s", &["a"]),
            ],
        },
        services: vec![service("s", "Shop"), service("t", "Stock"), service("u", "")],
        faults: vec![
            Fault::Crash { service: "t".into(), behaviour: CrashBehaviour::default(), at_s, for_s },
            Fault::Poison { step: "c".into(), one_in: 5, at_s, for_s },
            Fault::Partition { between: ["s".into(), "t".into()], at_s, for_s },
            Fault::BrokerOutage { at_s, for_s },
        ],
        ..Scenario::default()
    }
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

fn refusal<T: std::fmt::Debug>(edited: Result<Edited<T>, Refused>) -> String {
    edited.unwrap_err().to_string()
}

fn new_step(name: &str, after: Option<&str>, by: Performer) -> NewStep {
    NewStep { name: name.to_owned(), after: after.map(StepId::from), by }
}

#[test]
fn a_step_is_added_behind_another_on_a_service_that_is_there_or_new() {
    let known = Performer::Existing("t".into());
    let edited = add_step(&scenario(), &new_step("Wrap it", Some("b"), known)).unwrap();
    assert_eq!(order(&edited.scenario), ["a<", "b<a", "wrap-it<b", "c<b", "d<a"]);
    assert_eq!(
        (edited.said.as_str(), edited.made.as_str()),
        ("Wrap it was added after Pack.", "wrap-it")
    );
    let step = edited.scenario.process.step(&edited.made).unwrap();
    assert_eq!((step.name.as_str(), step.service.as_str()), ("Wrap it", "t"));
    assert_eq!((step.mode, &step.work), (Mode::RequestResponse, &Work::default()));

    let new = Performer::New("Wrapping".to_owned());
    let edited = add_step(&scenario(), &new_step(" Mail ", None, new)).unwrap();
    assert_eq!(order(&edited.scenario), ["a<", "b<a", "c<b", "d<a", "mail-2<"]);
    assert_eq!(edited.said, "Mail 2 was added.");
    let service = edited.scenario.services.last().unwrap();
    assert_eq!((service.id.as_str(), service.name.as_str()), ("wrapping", "Wrapping"));
    assert_eq!(service.workers, Some(8));

    let nobody = new_step("", Some("z"), Performer::Existing("t".into()));
    assert_eq!(refusal(add_step(&scenario(), &nobody)), "There is no step `z`.");
    let nowhere = new_step("", None, Performer::Existing("z".into()));
    assert_eq!(refusal(add_step(&scenario(), &nowhere)), "There is no service `z`.");
}

#[test]
fn what_came_after_a_removed_step_comes_after_those_before_it() {
    let edited = remove_step(&scenario(), &"b".into()).unwrap();
    assert_eq!(order(&edited.scenario), ["a<", "c<a", "d<a"]);
    assert_eq!(edited.said, "Pack was removed. After it came Mail: these now come after Check.");
    assert_eq!(edited.scenario.faults.len(), 4);

    let edited = remove_step(&scenario(), &"a".into()).unwrap();
    assert_eq!(order(&edited.scenario), ["b<", "c<b", "d<"]);
    assert_eq!(
        edited.said,
        "Check was removed. After it came Pack and Count: these now begin with the request."
    );

    let edited = remove_step(&scenario(), &"c".into()).unwrap();
    assert_eq!(edited.said, "Mail was removed. So was the poison in its events.");
    assert_eq!(edited.scenario.faults.len(), 3);
}

#[test]
fn a_step_whose_followers_would_have_two_callers_stays_and_so_does_the_last() {
    let mut chained = scenario();
    chained.process.coordination = Coordination::Chained;
    // e is called behind the event of c; without c, b and d would both call it.
    let step = |id: &str, after: &[&str]| Step {
        id: id.into(),
        service: "s".into(),
        after: after.iter().map(|&id| id.into()).collect(),
        ..Step::default()
    };
    chained.process.steps[2].after = vec!["b".into(), "d".into()];
    chained.process.steps.push(step("e", &["c"]));
    assert_eq!(check(&chained), []);
    let refused = refusal(remove_step(&chained, &"c".into()));
    assert!(
        refused.starts_with("It would have 2 steps that would call this one; right"),
        "{refused}"
    );

    let mut one = scenario();
    one.process.steps.truncate(1);
    one.faults.clear();
    assert_eq!(
        refusal(remove_step(&one, &"a".into())),
        "A process has at least one step: add another one before removing Check."
    );
}

#[test]
fn what_names_a_step_follows_its_id() {
    let edited = reset_step_id(&scenario(), &"c".into(), " post ").unwrap();
    assert_eq!(order(&edited.scenario), ["a<", "b<a", "post<b", "d<a"]);
    assert!(
        matches!(&edited.scenario.faults[1], Fault::Poison { step, .. } if step.as_str() == "post")
    );
    let edited = reset_step_id(&scenario(), &"a".into(), "first").unwrap();
    assert_eq!(order(&edited.scenario), ["first<", "b<first", "c<b", "d<first"]);
    for (id, part) in
        [("b", "an id of its own"), ("", "an empty text"), ("x y", "letters from a to z")]
    {
        let refused = refusal(reset_step_id(&scenario(), &"a".into(), id));
        assert!(refused.contains(part), "{id}: {refused}");
    }
    let edited = name_step(&scenario(), &"c".into(), " Send it ").unwrap();
    assert_eq!(edited.scenario.process.steps[2].name, "Send it");
    assert_eq!(edited.said, "Mail is called Send it now.");
    assert_eq!(name_step(&scenario(), &"c".into(), "").unwrap().said, "Mail is called c now.");
}

#[test]
fn steps_and_services_change_places() {
    let up = move_step(&scenario(), &"b".into(), Direction::Up).unwrap().scenario;
    assert_eq!(order(&up), ["b<a", "a<", "c<b", "d<a"]);
    let down = move_step(&up, &"b".into(), Direction::Down).unwrap().scenario;
    assert_eq!(order(&down), order(&scenario()));
    for (id, direction) in [("a", Direction::Up), ("d", Direction::Down)] {
        let refused = move_step(&scenario(), &id.into(), direction).unwrap_err();
        assert!(matches!(refused, Refused::AtTheEnd(_)));
    }
    let moved = move_service(&scenario(), &"u".into(), Direction::Up).unwrap().scenario;
    assert_eq!(services(&moved), ["s", "u", "t"]);
    assert_eq!(
        refusal(move_service(&scenario(), &"u".into(), Direction::Down)),
        "u stands at the end of its list."
    );
}

#[test]
fn steps_are_connected_unless_no_order_would_be_left() {
    let edited = connect(&scenario(), &"d".into(), &"c".into()).unwrap();
    assert_eq!(order(&edited.scenario), ["a<", "b<a", "c<b,d", "d<a"]);
    assert_eq!(edited.said, "Mail comes after Count now.");
    assert_eq!(
        refusal(connect(&scenario(), &"c".into(), &"a".into())),
        "It would have a cycle: `a` → `b` → `c` → `a`; right would be an order in which every step \
         comes after those it waits for."
    );
    assert_eq!(
        refusal(connect(&scenario(), &"a".into(), &"a".into())),
        "It would have `a`, the step itself; right would be another step."
    );
    assert_eq!(
        refusal(connect(&scenario(), &"a".into(), &"b".into())),
        "Pack comes after Check already."
    );
    let mut chained = scenario();
    chained.process.coordination = Coordination::Chained;
    let refused = refusal(connect(&chained, &"d".into(), &"b".into()));
    assert!(refused.starts_with("It would have 2 steps that would call this one"), "{refused}");

    let edited = disconnect(&scenario(), &"b".into(), &"c".into()).unwrap();
    assert_eq!(order(&edited.scenario), ["a<", "b<a", "c<", "d<a"]);
    assert_eq!(
        refusal(disconnect(&scenario(), &"a".into(), &"c".into())),
        "Mail does not come directly after Check."
    );
}

#[test]
fn another_service_performs_a_step() {
    let edited = perform_by(&scenario(), &"b".into(), &Performer::Existing("u".into())).unwrap();
    assert_eq!(edited.scenario.process.steps[1].service.as_str(), "u");
    assert_eq!(edited.said, "Pack is performed by u now.");
    let edited = perform_by(&scenario(), &"b".into(), &Performer::New("Shop".to_owned())).unwrap();
    assert_eq!(edited.made.as_str(), "shop-2");
    assert_eq!(edited.scenario.services.last().unwrap().name, "Shop 2");
    assert_eq!(edited.said, "Pack is performed by Shop 2 now.");
}

#[test]
fn a_service_leaves_its_steps_to_another_or_stays() {
    assert_eq!(
        refusal(remove_service(&scenario(), &"t".into(), None)),
        "Stock performs Pack and Mail: choose who does so instead, or remove them first."
    );
    let edited = remove_service(&scenario(), &"t".into(), Some(&"u".into())).unwrap();
    assert_eq!(services(&edited.scenario), ["s", "u"]);
    let by: Vec<&str> =
        edited.scenario.process.steps.iter().map(|step| step.service.as_str()).collect();
    assert_eq!(by, ["s", "u", "u", "s"]);
    let owner = edited.scenario.process.steps[2].event.as_ref().unwrap().owner.clone();
    assert_eq!(owner, Some("u".into()));
    assert_eq!(edited.scenario.faults.len(), 2);
    assert_eq!(
        edited.said,
        "Stock was removed. u does Pack and Mail now. So was what went wrong with it."
    );

    let edited = remove_service(&scenario(), &"s".into(), Some(&"t".into())).unwrap();
    assert_eq!(edited.scenario.process.entry, Some("t".into()));
    assert!(edited.said.contains("Stock takes the requests now."), "{}", edited.said);
    let edited = remove_service(&scenario(), &"u".into(), None).unwrap();
    assert_eq!(
        (services(&edited.scenario), edited.said.as_str()),
        (vec!["s", "t"], "u was removed.")
    );
    let mut one = scenario();
    one.services.truncate(1);
    assert_eq!(
        refusal(remove_service(&one, &"s".into(), None)),
        "Somebody has to do the work: add another service before removing Shop."
    );
}

#[test]
fn a_service_is_added_and_named_and_what_names_it_follows_its_id() {
    let edited = add_service(&scenario(), "Stock").unwrap();
    assert_eq!(services(&edited.scenario), ["s", "t", "u", "stock-2"]);
    assert_eq!((edited.made.as_str(), edited.said.as_str()), ("stock-2", "Stock 2 was added."));
    assert_eq!(edited.scenario.services[3].workers, Some(WORKERS));

    let edited = reset_service_id(&scenario(), &"t".into(), "depot").unwrap().scenario;
    assert_eq!(services(&edited), ["s", "depot", "u"]);
    assert_eq!(edited.process.steps[1].service.as_str(), "depot");
    assert_eq!(edited.process.steps[2].event.as_ref().unwrap().owner, Some("depot".into()));
    assert!(
        matches!(&edited.faults[0], Fault::Crash { service, .. } if service.as_str() == "depot")
    );
    assert!(
        matches!(&edited.faults[2], Fault::Partition { between, .. } if between[1].as_str() == "depot")
    );
    let edited = reset_service_id(&scenario(), &"s".into(), "front").unwrap().scenario;
    assert_eq!(edited.process.entry, Some("front".into()));
    let edited = name_service(&scenario(), &"u".into(), "Depot").unwrap();
    assert_eq!(
        (edited.scenario.services[2].name.as_str(), edited.said.as_str()),
        ("Depot", "u is called Depot now.")
    );
}

#[test]
fn another_distribution_keeps_the_mean() {
    let ms = Milliseconds::clamped;
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
    let mut open = scenario();
    open.workload.rate_per_s = PerSecond::clamped(30.0);
    open.workload.profile =
        vec![ProfilePoint { at_s: Seconds::clamped(5.0), factor: Factor::clamped(2.0) }];
    open.faults.push(Fault::TrafficSpike {
        factor: Factor::clamped(3.0),
        at_s: Seconds::clamped(1.0),
        for_s: Seconds::clamped(1.0),
    });
    let closed = arrive(&open, Arrivals::Closed).unwrap();
    assert_eq!(closed.scenario.workload.users, Some(10));
    assert_eq!(closed.scenario.workload.profile, []);
    assert_eq!(closed.scenario.faults.len(), 4);
    assert_eq!(
        closed.said,
        "Requests come from a closed loop of 10 users now. It has no traffic spikes."
    );
    let opened = arrive(&closed.scenario, Arrivals::Constant).unwrap();
    assert_eq!(
        (opened.scenario.workload.users, opened.scenario.workload.arrivals),
        (None, Arrivals::Constant)
    );
    assert_eq!(opened.said, "10 requests arrive in a second now.");
}
