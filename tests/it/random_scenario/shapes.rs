//! Callers, choices and a workflow, put into a scenario that has none of them.
//!
//! Each is tried where it was drawn, and stays where the scenario is valid with it.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use syncline::model::{
    Branch, BranchId, Choice, ChoiceId, Mode, Scenario, StepId, Workflow, check,
};
use syncline::units::{Milliseconds, Ratio};

use super::parts::{ms, service_id, short};

/// What is drawn for each step.
#[derive(Debug, Clone)]
pub struct StepShape {
    caller: Option<usize>,
    branch: Option<(usize, usize)>,
    is_command: bool,
}

/// What is drawn for a scenario.
#[derive(Debug, Clone)]
pub struct Shapes {
    steps: Vec<StepShape>,
    choices: Vec<Vec<f64>>,
    conductor: Option<(usize, Milliseconds)>,
}

/// Shapes for so many steps at most.
pub fn shapes(steps: usize) -> impl Strategy<Value = Shapes> {
    let step = (option::of(0..steps), option::of((0..3_usize, 0..3_usize)), any::<bool>())
        .prop_map(|(caller, branch, is_command)| StepShape { caller, branch, is_command });
    (vec(step, steps), vec(vec(0.0..1.0, 1..=3), 0..=2), option::of((0..5_usize, ms(0.0, 50.0))))
        .prop_map(|(steps, choices, conductor)| Shapes { steps, choices, conductor })
}

/// The scenario with as much of the shapes as is valid.
pub fn shaped(mut scenario: Scenario, shapes: &Shapes) -> Scenario {
    scenario.process.choices = shapes.choices.iter().enumerate().map(choice).collect();
    if let Some((service, work_ms)) = shapes.conductor {
        let service = service_id(service % scenario.services.len());
        scenario.process.workflow = Some(Workflow { service, steps: Vec::new(), work_ms });
    }
    let ids: Vec<StepId> = scenario.process.steps.iter().map(|step| step.id.clone()).collect();
    for (index, shape) in shapes.steps.iter().enumerate().take(ids.len()) {
        if let Some(caller) = shape.caller {
            try_out(&mut scenario, |it| {
                let caller = ids[caller % ids.len()].clone();
                let beside: Vec<StepId> = (it.process.steps.iter())
                    .filter(|step| step.caller.as_ref() == Some(&caller))
                    .map(|step| step.id.clone())
                    .collect();
                let step = &mut it.process.steps[index];
                step.after.retain(|before| beside.contains(before));
                step.caller = Some(caller);
            });
        }
        if let Some((choice, branch)) = shape.branch {
            try_out(&mut scenario, |it| {
                let Some(choice) = it.process.choices.get(choice) else { return };
                let branch = choice.branches.get(branch).map(|branch| choice.path(branch));
                it.process.steps[index].branch = branch;
            });
        }
        if shape.is_command {
            try_out(&mut scenario, |it| {
                if let Some(workflow) = &mut it.process.workflow {
                    workflow.steps.push(ids[index].clone());
                    it.process.steps[index].mode = Mode::Event;
                }
            });
        }
    }
    scenario
}

/// A choice of these weights, which become ratios that add up to 1.
fn choice((index, weights): (usize, &Vec<f64>)) -> Choice {
    let sum: f64 = weights.iter().sum::<f64>().max(1e-3);
    let mut left = 1.0;
    let last = weights.len() - 1;
    let branches = weights.iter().enumerate().map(|(branch, weight)| {
        let ratio = if branch == last { left } else { short(weight / sum).min(left) };
        left = short(left - ratio);
        let ratio = Ratio::new(short(ratio)).unwrap();
        Branch { id: BranchId::from(format!("branch-{branch}")), ratio }
    });
    let branches = branches.collect();
    Choice { id: ChoiceId::from(format!("choice-{index}")), name: String::new(), branches }
}

pub fn try_out(scenario: &mut Scenario, change: impl FnOnce(&mut Scenario)) {
    let mut tried = scenario.clone();
    change(&mut tried);
    if check(&tried).is_empty() {
        *scenario = tried;
    }
}
