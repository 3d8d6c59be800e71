//! Ids, references between them, and the order of the steps.

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::ids::{Ids, SERVICE_IDS, STEP_IDS};
use super::voice::and;
use super::{Finding, Findings, callers, choices, notes, workflow};
use crate::model::faults::input::Value;
use crate::model::{Coordination, Fault, Place, Process, Scenario, Shape, Step, StepId, limits};

pub(super) fn check(scenario: &Scenario, findings: &mut Findings) {
    let process = &scenario.process;
    let steps = Ids::of("step", STEP_IDS, process.steps.iter().map(|step| step.id.as_str()));
    let services =
        Ids::of("service", SERVICE_IDS, scenario.services.iter().map(|it| it.id.as_str()));
    let root = Place::Document;
    let at_process = root.field("process");
    let at_steps = at_process.field("steps");

    if let Some(entry) = &process.entry {
        services.resolve(at_process.field("entry"), entry.as_str(), findings);
    }
    findings.some(at_steps, process.steps.len(), "step");
    findings.length(at_steps, process.steps.len(), limits::STEPS, "steps");
    steps.check(at_steps, findings);
    for (index, step) in process.steps.iter().enumerate().take(limits::STEPS) {
        let at = at_steps.element(index);
        let after = at.field("after");
        findings.length(after, step.after.len(), limits::STEPS, "ids");
        services.resolve(at.field("service"), step.service.as_str(), findings);
        others(step, (&step.after, "after"), at, after, &steps, findings);
        if let Some(needs) = &step.business.needs {
            let business = at.field("business");
            let place = business.field("needs");
            findings.length(place, needs.len(), limits::STEPS, "ids");
            others(step, (needs, "needing"), at, place, &steps, findings);
        }
        if let Some(caller) = &step.caller {
            let place = at.field("caller");
            if caller == &step.id {
                let voice = &findings.voice;
                let found = voice.say(
                    format!("`{caller}`, the step itself"),
                    format!("{} called by itself", step.label()),
                );
                findings.report(place, found, "another step").names_it().looks_at(at.field("id"));
            } else {
                steps.resolve(place, caller.as_str(), findings);
            }
        }
        if let Some(owner) = step.event.as_ref().and_then(|event| event.owner.as_ref()) {
            services.resolve(at.field("event").field("owner"), owner.as_str(), findings);
        }
    }
    if process.steps.len() <= limits::STEPS {
        cycles(process, at_steps, &steps, findings);
        chained(process, at_steps, findings);
        callers::check(process, at_steps, findings);
        choices::check(process, at_process, findings);
        workflow::check(process, at_process, &steps, &services, findings);
    }

    let at_services = root.field("services");
    findings.some(at_services, scenario.services.len(), "service");
    findings.length(at_services, scenario.services.len(), limits::SERVICES, "services");
    services.check(at_services, findings);
    for (index, fault) in scenario.faults.iter().enumerate().take(limits::FAULTS) {
        references(fault, root.field("faults").element(index), &steps, &services, findings);
    }
    notes::check(&scenario.notes, root.field("notes"), (&steps, &services), findings);
}

/// A list of other steps, each once; `how` says what the step has to do with them.
fn others(
    step: &Step,
    (named, how): (&[StepId], &str),
    at: Place,
    list: Place,
    steps: &Ids,
    findings: &mut Findings,
) {
    for (position, id) in named.iter().enumerate().take(limits::STEPS) {
        let place = list.element(position);
        if id == &step.id {
            let voice = &findings.voice;
            let found = voice
                .say(format!("`{id}`, the step itself"), format!("{} {how} itself", step.label()));
            findings.report(place, found, "another step").names_it().looks_at(at.field("id"));
        } else if named.iter().take(position).any(|earlier| earlier == id) {
            let voice = &findings.voice;
            let other = voice.name("step", id.as_str());
            let found =
                voice.say(format!("`{id}` again"), format!("{} {how} {other} twice", step.label()));
            findings.report(place, found, "each step once").names_it();
        } else {
            steps.resolve(place, id.as_str(), findings);
        }
    }
}

/// What a fault refers to.
fn references(fault: &Fault, at: Place, steps: &Ids, services: &Ids, findings: &mut Findings) {
    for input in fault.clone().inputs() {
        let field = at.field(input.field);
        let place = input.element.map_or(field, |index| field.element(index));
        match input.value {
            Value::Service(id) => services.resolve(place, id.as_str(), findings),
            Value::Step(id, _) => steps.resolve(place, id.as_str(), findings),
            Value::Word(..) | Value::Quantity(_) | Value::Positive(_) | Value::Whole(..) => {}
        }
    }
}

/// Reports each knot of steps that wait for one another, once, by one cycle in it.
fn cycles(process: &Process, at_steps: Place, ids: &Ids, findings: &mut Findings) {
    let mut graph = DiGraph::<(), ()>::new();
    let nodes: Vec<NodeIndex> = process.steps.iter().map(|_| graph.add_node(())).collect();
    let before = |step: usize| {
        let step = process.steps.get(step);
        let named = step.into_iter().flat_map(|step| step.after.iter().chain(&step.caller));
        named.filter_map(|id| ids.place_of(id.as_str()))
    };
    for (step, &node) in nodes.iter().enumerate() {
        for other in before(step).filter_map(|other| nodes.get(other)) {
            graph.add_edge(*other, node, ());
        }
    }
    let knots = tarjan_scc(&graph);
    for &node in &nodes {
        // Each knot in the place of its first step.
        let Some(knot) =
            (knots.iter()).find(|knot| knot.len() > 1 && knot.iter().min() == Some(&node))
        else {
            continue;
        };
        // Inside a knot every step has a predecessor inside, so walking back meets itself.
        let mut walk = vec![node.index()];
        while let Some(next) = walk.last().and_then(|&last| {
            before(last).find(|&it| it != last && knot.contains(&NodeIndex::new(it)))
        }) {
            if let Some(start) = walk.iter().position(|&step| step == next) {
                walk.drain(..start);
                break;
            }
            walk.push(next);
        }
        walk.reverse();
        let first = walk.iter().enumerate().min_by_key(|(_, step)| **step).map(|(place, _)| place);
        walk.rotate_left(first.unwrap_or(0));
        report_cycle(process, &walk, at_steps, findings);
    }
}

fn report_cycle(process: &Process, cycle: &[usize], at_steps: Place, findings: &mut Findings) {
    let Some(&first) = cycle.first() else { return };
    let names: Vec<String> = cycle
        .iter()
        .chain([&first])
        .filter_map(|&step| process.steps.get(step))
        .map(|step| findings.voice.step(step))
        .collect();
    let finding = findings.report(
        at_steps.element(first).field("after"),
        format!("a cycle: {}", names.join(" → ")),
        "an order in which every step comes after those it waits for",
    );
    finding.names_it();
    for &step in cycle {
        finding
            .looks_at(at_steps.element(step).field("after"))
            .looks_at(at_steps.element(step).field("caller"))
            .looks_at(at_steps.element(step).field("id"));
    }
}

/// Chained, a foreground step is called by the step before it: there can be one only.
fn chained(process: &Process, at_steps: Place, findings: &mut Findings) {
    if process.coordination != Coordination::Chained {
        return;
    }
    let Some(shape) = Shape::new(process) else {
        return;
    };
    for (index, step) in process.steps.iter().enumerate() {
        let before = shape.predecessors(index);
        // Of steps that exclude each other one calls, whichever way a request goes.
        let together = before.iter().enumerate().any(|(place, &one)| {
            before.iter().skip(place + 1).any(|&other| !shape.exclude_each_other(one, other))
        });
        let callers = before.len();
        if shape.is_foreground(index) && together {
            let names: Vec<String> = (before.iter())
                .filter_map(|&it| process.steps.get(it))
                .map(|step| step.label().to_owned())
                .collect();
            let label = step.label();
            let found = findings.voice.say(
                format!("{callers} steps that would call this one"),
                format!("{callers} steps that would call {label}: {}", and(&names)),
            );
            let this = findings.voice.say("this one", label);
            let finding: &mut Finding = findings.report(
                at_steps.element(index).field("after"),
                found,
                format!(
                    "at most one: in chained coordination the step before calls (or make {this} an \
                     event, or the coordination orchestrated)"
                ),
            );
            finding
                .names_it()
                .looks_at(STEP_IDS)
                .looks_at("/process/coordination")
                .looks_at("/process/steps/*/mode")
                .looks_at("/process/steps/*/after");
        }
    }
}
