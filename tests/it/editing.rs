//! Editing: whatever is done to a design, one thing after the other, it stays one.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use syncline::exchange::document;
use syncline::model::edit::{
    Direction, Gap, Insertion, NewStep, Performer, add_after, distribute, insert_on_link,
};
use syncline::model::{
    Arrivals, BranchPath, Choice, Design, Edit, Mode, Pointer, Scenario, ServiceId, StepId,
};
use syncline::units::Ratio;

use crate::draws::{for_random, for_random_scenarios};

/// Two numbers by which something of the scenario is picked, and what is done to it.
type Act = (usize, usize, Deed);

#[derive(Debug, Clone, Copy)]
enum Deed {
    AddStep,
    InsertStep,
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
    Trigger,
    SetCaller,
    SetBranch,
    Fork,
    Weigh,
    Conduct,
    RemoveBranch,
}

const DEEDS: [Deed; 24] = [
    Deed::AddStep,
    Deed::InsertStep,
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
    Deed::Trigger,
    Deed::SetCaller,
    Deed::SetBranch,
    Deed::Fork,
    Deed::Weigh,
    Deed::Conduct,
    Deed::RemoveBranch,
];

const NAMES: [&str; 5] = ["Pay", "Größe prüfen", "", "a b", "step-1"];
const WORDS: [&str; 5] = ["constant", "exponential", "uniform", "log-normal", "empirical"];

/// What an act leaves of a design; nothing, where it is refused.
fn done(design: &Design, (one, other, deed): Act) -> Option<Design> {
    let step = |number: usize| -> StepId {
        let steps = &design.process.steps;
        steps[number % steps.len()].id.clone()
    };
    let service = |number: usize| -> ServiceId {
        let services = &design.services;
        services[number % services.len()].id.clone()
    };
    let direction = if other % 2 == 0 { Direction::Up } else { Direction::Down };
    let name = NAMES[other % NAMES.len()].to_owned();
    let by = if other % 3 == 0 {
        Performer::New(name.clone())
    } else {
        Performer::Existing(service(other))
    };
    match deed {
        Deed::AddStep => {
            let after = (one % 4 > 0).then(|| step(one));
            let new = NewStep { name, after, caller: None, by };
            left(design, &Edit::AddStep(new))
        }
        Deed::InsertStep => {
            let gap = gap(design, &step(one), other);
            left(design, &Edit::InsertStep(Insertion { name, gap, by }))
        }
        Deed::RemoveStep => left(design, &Edit::RemoveStep(step(one))),
        Deed::NameStep => left(design, &Edit::NameStep { step: step(one), name }),
        Deed::ResetStepId => left(design, &Edit::SetStepId { step: step(one), id: name }),
        Deed::MoveStep => left(design, &Edit::MoveStep { step: step(one), direction }),
        Deed::Connect => left(design, &Edit::Connect { before: step(one), after: step(other) }),
        Deed::Disconnect => {
            let after = design.process.step(&step(one))?.after.clone();
            let before = after.get(other % after.len().max(1))?.clone();
            left(design, &Edit::Disconnect { before, after: step(one) })
        }
        Deed::PerformBy => left(design, &Edit::PerformBy { step: step(one), by }),
        Deed::AddService => left(design, &Edit::AddService(name)),
        Deed::RemoveService => {
            let heir = (other % 3 > 0).then(|| service(other));
            left(design, &Edit::RemoveService { service: service(one), heir })
        }
        Deed::NameService => left(design, &Edit::NameService { service: service(one), name }),
        Deed::ResetServiceId => {
            left(design, &Edit::SetServiceId { service: service(one), id: name })
        }
        Deed::MoveService => left(design, &Edit::MoveService { service: service(one), direction }),
        Deed::Arrive => {
            let all = [Arrivals::Poisson, Arrivals::Constant, Arrivals::Closed];
            left(design, &Edit::Arrive(all[one % all.len()]))
        }
        Deed::Distribute => {
            let mut changed = design.scenario().clone();
            let index = one % changed.process.steps.len();
            let step = &mut changed.process.steps[index];
            step.work = distribute(&step.work, WORDS[other % WORDS.len()])?;
            Some(Design::check(changed).unwrap())
        }
        Deed::Trigger => match other % 3 {
            0 => left(design, &Edit::Command(step(one))),
            1 => left(design, &Edit::SetMode { step: step(one), mode: Mode::Event }),
            _ => left(design, &Edit::SetMode { step: step(one), mode: Mode::RequestResponse }),
        },
        Deed::SetCaller => {
            let caller = (other % 4 > 0).then(|| step(other));
            left(design, &Edit::SetCaller { step: step(one), caller })
        }
        Deed::SetBranch => {
            let branch = branch(design, other).filter(|_| other % 4 > 0);
            left(design, &Edit::SetBranch { step: step(one), branch })
        }
        Deed::Fork => left(design, &Edit::Fork(step(one))),
        Deed::Weigh => {
            #[allow(clippy::cast_precision_loss)] // from 0 to 1 in tenths
            let ratio = Ratio::clamped((one % 11) as f64 / 10.0);
            left(design, &Edit::SetRatio { branch: branch(design, other)?, ratio })
        }
        Deed::Conduct => {
            let by = (other % 4 > 0).then(|| service(other));
            left(design, &Edit::ConductBy(by))
        }
        Deed::RemoveBranch => match one % 3 {
            0 => left(design, &Edit::RemoveChoice(branch(design, other)?.parts().0.into())),
            _ => left(design, &Edit::RemoveBranch(branch(design, other)?)),
        },
        Deed::SetBlank => {
            let places = places(design);
            let value = [json!(0), json!(3), json!(0.5), json!("x"), Value::Null, json!(true)];
            let value = value[other % value.len()].clone();
            let place = places[one % places.len()].clone();
            left(design, &Edit::SetField { place, value: Some(value) })
        }
    }
}

/// One of all branches; none where there are none.
fn branch(design: &Design, number: usize) -> Option<BranchPath> {
    let of_choice = |choice: &Choice| {
        choice.branches.iter().map(|branch| choice.path(branch)).collect::<Vec<_>>()
    };
    let all: Vec<BranchPath> = design.process.choices.iter().flat_map(of_choice).collect();
    all.get(number % all.len().max(1)).cloned()
}

/// After a step, or on one of the links that lead to it.
fn gap(design: &Design, step: &StepId, number: usize) -> Gap {
    let mut gaps = vec![Gap::After(step.clone())];
    let before = design.process.step(step).map(|step| step.after.clone()).unwrap_or_default();
    let link = |before| Gap::Link { before, after: step.clone() };
    if before.is_empty() {
        gaps.push(link(None));
    }
    gaps.extend(before.into_iter().map(|before| link(Some(before))));
    gaps[number % gaps.len()].clone()
}

fn left(design: &Design, edit: &Edit) -> Option<Design> {
    edit.apply(design).ok().map(|change| change.design)
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
fn what_is_inserted_is_between_keeps_who_waits_and_leaves_nothing_when_it_is_removed() {
    for_random_scenarios(1_000, |design| {
        for (index, step) in design.process.steps.iter().enumerate() {
            let mut edits = vec![(add_after(design, &step.id), None)];
            for before in &step.after {
                edits.push((insert_on_link(design, Some(before), &step.id), Some(step)));
            }
            if step.after.is_empty() {
                edits.push((insert_on_link(design, None, &step.id), Some(step)));
            }
            for (edit, after) in edits {
                let change = edit.apply(design);
                prop_assert!(change.is_ok(), "{edit:?}: {}", change.unwrap_err());
                let change = change.unwrap();
                let new = change.made.step().unwrap().clone();
                let made = &change.design;
                let process = &made.process;
                let place = process.steps.iter().position(|it| it.id == new).unwrap();
                match after {
                    // All that came after the step comes after the new one instead.
                    None => {
                        let now = |it: &StepId| {
                            process.steps.iter().filter(|step| step.after.contains(it)).count()
                        };
                        // What the step would call itself stays with it where others follow.
                        let follows = design.shape().successors(index).iter();
                        let others = follows.clone().filter(|it| {
                            design.process.steps[**it].caller.as_ref() != Some(&step.id)
                        });
                        let was = match others.count() {
                            0 => follows.count(),
                            some => some,
                        };
                        prop_assert_eq!(now(&new), was, "{}", change.said);
                    }
                    Some(after) => {
                        let now = &process.step(&after.id).unwrap().after;
                        prop_assert!(now.contains(&new), "{}", change.said);
                        prop_assert_eq!(now.len(), after.after.len().max(1));
                    }
                }
                // Nobody but for the new one is waited for otherwise.
                for (index, step) in design.process.steps.iter().enumerate() {
                    let now = process.steps.iter().position(|it| it.id == step.id).unwrap();
                    let (was, is) = (design.shape(), made.shape());
                    prop_assert_eq!(is.is_foreground(now), was.is_foreground(index));
                }
                let follows = made.shape().successors(place);
                let is_waited_for = follows.iter().any(|&it| made.shape().is_foreground(it));
                let is_call = process.steps[place].mode == Mode::RequestResponse;
                prop_assert!(!is_waited_for || is_call);
                let back = Edit::RemoveStep(new).apply(made).unwrap().design;
                prop_assert_eq!(&back, design, "{}", change.said);
            }
        }
        Ok(())
    });
}

#[test]
fn up_and_then_down_is_as_before_and_what_cannot_be_moved_is_refused_in_names() {
    let moved = std::cell::Cell::new((0, 0, 0));
    for_random_scenarios(1_000, |design| {
        for (index, step) in design.process.steps.iter().enumerate().skip(1) {
            let go = |direction| Edit::MoveStep { step: step.id.clone(), direction };
            let neighbour = &design.process.steps[index - 1];
            let is_reversed = neighbour.after.contains(&step.id);
            let (mut swapped, mut listed, mut refused) = moved.get();
            match go(Direction::Up).apply(design) {
                Ok(up) => {
                    let is_swap = step.after.contains(&neighbour.id);
                    *(if is_swap { &mut swapped } else { &mut listed }) += 1;
                    prop_assert_eq!(&up.design.process.steps[index - 1].id, &step.id);
                    // A list that said the reverse of the process says the same afterwards.
                    if !is_reversed {
                        let down = go(Direction::Down).apply(&up.design).unwrap();
                        prop_assert_eq!(&down.design, design, "{}", up.said);
                    }
                    if !is_swap {
                        let mut same = up.design.process.clone();
                        same.steps.swap(index - 1, index);
                        prop_assert_eq!(&same, &design.process);
                    }
                }
                Err(error) => {
                    refused += 1;
                    let said = error.to_string();
                    let mut ids = design.process.steps.iter().map(|it| format!("`{}`", it.id));
                    prop_assert!(!ids.any(|id| said.contains(&id)), "{said}");
                }
            }
            moved.set((swapped, listed, refused));
        }
        Ok(())
    });
    let (swapped, listed, refused) = moved.get();
    assert!(swapped > 100 && listed > 100 && refused > 20, "{:?}", moved.get());
}

#[test]
fn any_sequence_of_edits_leaves_a_valid_scenario_that_is_the_same_from_its_document() {
    let deed = prop::sample::select(DEEDS.to_vec());
    let acts = vec((any::<usize>(), any::<usize>(), deed), 1..=20);
    let mut counts = [0_u32; DEEDS.len()];
    for_random(1_000, acts, |design, acts| {
        let mut design = design.clone();
        for &act in acts {
            let Some(changed) = done(&design, act) else { continue };
            let again = document::read(&document::write(&changed));
            prop_assert_eq!(again.as_ref(), Ok(&changed), "{:?}", act);
            counts[act.2 as usize] += 1;
            design = changed;
        }
        Ok(())
    });
    // No deed was always refused, so each was tried.
    for (deed, count) in DEEDS.iter().zip(counts) {
        assert!(count > 50, "{deed:?} was done {count} times");
    }
}
