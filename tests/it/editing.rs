//! Editing: whatever is done to a design, one thing after the other, it stays one.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};
use syncline::exchange::blanks;
use syncline::exchange::document;
use syncline::model::editing::{self, Direction, Edited, NewStep, Performer, Refused};
use syncline::model::{Arrivals, Pointer, Scenario, ServiceId, StepId, check};

use crate::random_scenario::random_scenario;

/// Two numbers by which something of the scenario is picked, and what is done to it.
type Act = (usize, usize, Deed);

#[derive(Debug, Clone, Copy)]
enum Deed {
    AddStep,
    RemoveStep,
    NameStep,
    ResetStepId,
    MoveStep,
    Connect,
    Disconnect,
    PerformBy,
    AddService,
    RemoveService,
    NameService,
    ResetServiceId,
    MoveService,
    Arrive,
    Distribute,
    SetBlank,
}

const DEEDS: [Deed; 16] = [
    Deed::AddStep,
    Deed::RemoveStep,
    Deed::NameStep,
    Deed::ResetStepId,
    Deed::MoveStep,
    Deed::Connect,
    Deed::Disconnect,
    Deed::PerformBy,
    Deed::AddService,
    Deed::RemoveService,
    Deed::NameService,
    Deed::ResetServiceId,
    Deed::MoveService,
    Deed::Arrive,
    Deed::Distribute,
    Deed::SetBlank,
];

const NAMES: [&str; 5] = ["Pay", "Größe prüfen", "", "a b", "step-1"];
const WORDS: [&str; 5] = ["constant", "exponential", "uniform", "log-normal", "empirical"];

/// What an act leaves of a scenario; nothing, where it is refused.
fn done(scenario: &Scenario, (one, other, deed): Act) -> Option<Scenario> {
    let step = |number: usize| -> StepId {
        let steps = &scenario.process.steps;
        steps[number % steps.len()].id.clone()
    };
    let service = |number: usize| -> ServiceId {
        let services = &scenario.services;
        services[number % services.len()].id.clone()
    };
    let direction = if other % 2 == 0 { Direction::Up } else { Direction::Down };
    let name = NAMES[other % NAMES.len()];
    let by = if other % 3 == 0 {
        Performer::New(name.to_owned())
    } else {
        Performer::Existing(service(other))
    };
    match deed {
        Deed::AddStep => {
            let after = (one % 4 > 0).then(|| step(one));
            let new = NewStep { name: name.to_owned(), after, by };
            left(editing::add_step(scenario, &new))
        }
        Deed::RemoveStep => left(editing::remove_step(scenario, &step(one))),
        Deed::NameStep => left(editing::name_step(scenario, &step(one), name)),
        Deed::ResetStepId => left(editing::reset_step_id(scenario, &step(one), name)),
        Deed::MoveStep => left(editing::move_step(scenario, &step(one), direction)),
        Deed::Connect => left(editing::connect(scenario, &step(one), &step(other))),
        Deed::Disconnect => {
            let after = scenario.process.step(&step(one))?.after.clone();
            let before = after.get(other % after.len().max(1))?;
            left(editing::disconnect(scenario, before, &step(one)))
        }
        Deed::PerformBy => left(editing::perform_by(scenario, &step(one), &by)),
        Deed::AddService => left(editing::add_service(scenario, name)),
        Deed::RemoveService => {
            let heir = (other % 3 > 0).then(|| service(other));
            left(editing::remove_service(scenario, &service(one), heir.as_ref()))
        }
        Deed::NameService => left(editing::name_service(scenario, &service(one), name)),
        Deed::ResetServiceId => left(editing::reset_service_id(scenario, &service(one), name)),
        Deed::MoveService => left(editing::move_service(scenario, &service(one), direction)),
        Deed::Arrive => {
            let all = [Arrivals::Poisson, Arrivals::Constant, Arrivals::Closed];
            left(editing::arrive(scenario, all[one % all.len()]))
        }
        Deed::Distribute => {
            let mut changed = scenario.clone();
            let index = one % changed.process.steps.len();
            let step = &mut changed.process.steps[index];
            step.work = editing::distribute(&step.work, WORDS[other % WORDS.len()])?;
            Some(changed)
        }
        Deed::SetBlank => {
            let places = places(scenario);
            let value = [json!(0), json!(3), json!(0.5), json!("x"), Value::Null, json!(true)];
            let value = value[other % value.len()].clone();
            blanks::set(scenario, &places[one % places.len()], Some(value)).ok()
        }
    }
}

fn left<T>(edited: Result<Edited<T>, Refused>) -> Option<Scenario> {
    edited.ok().map(|edited| edited.scenario)
}

/// Every place of a scenario's document.
fn places(scenario: &Scenario) -> Vec<Pointer> {
    fn walk(value: &Value, here: &Pointer, all: &mut Vec<Pointer>) {
        all.push(here.clone());
        match value {
            Value::Object(object) => {
                for (name, value) in object {
                    walk(value, &here.at(name), all);
                }
            }
            Value::Array(list) => {
                for (index, it) in list.iter().enumerate() {
                    walk(it, &here.at(index), all);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let mut all = Vec::new();
    walk(&scenario.to_value(), &Pointer::root(), &mut all);
    all
}

#[test]
fn any_sequence_of_edits_leaves_a_valid_scenario_that_is_the_same_from_its_document() {
    let config = Config { cases: 1_000, failure_persistence: None, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let deed = prop::sample::select(DEEDS.to_vec());
    let acts = vec((any::<usize>(), any::<usize>(), deed), 1..=20);
    let mut counts = [0_u32; DEEDS.len()];
    let counted = std::cell::RefCell::new(&mut counts);
    runner
        .run(&(random_scenario(), acts), |(mut scenario, acts)| {
            for act in acts {
                let Some(changed) = done(&scenario, act) else { continue };
                prop_assert_eq!(check(&changed), [], "{:?}", act);
                let again = document::read(&document::write(&changed));
                prop_assert_eq!(again.as_ref(), Ok(&changed), "{:?}", act);
                counted.borrow_mut()[act.2 as usize] += 1;
                scenario = changed;
            }
            Ok(())
        })
        .unwrap();
    // No deed was always refused, so each was tried.
    for (deed, count) in DEEDS.iter().zip(counts) {
        assert!(count > 50, "{deed:?} was done {count} times");
    }
}
