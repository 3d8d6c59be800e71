//! Rows onto a design: what they say changes, everything else stays.
//!
//! What cannot be drawn is left as it was, or assumed, and told. Silence about a name, a service, a work,
//! workers or an event changes nothing; silence about an answer or a target is none, since nothing is asserted from it.

use super::called::{UNNAMED, service_name};
use super::drawing::Drawing;
use super::matching::{Found, find};
use super::names::After;
use super::services::{left, performers};
use super::{Cell, Lack, Outcome, Rows, numbers};
use crate::model::edit::{Edit, fresh_id};
use crate::model::near::nearest;
use crate::model::{Arrivals, Design, Event, Mode, Problem, Step, StepId, Work};
use crate::units::{Milliseconds, PerSecond, Ratio};

/// How often a design that is not valid is mended before it is given up.
const MENDS: usize = 20;

impl Rows {
    /// The design that these rows make of another one, and what it lacks.
    ///
    /// A row is the step of its name, else the one that stood in its place. Policies, the shapes of
    /// distributions, answers that rows do not ask for, faults, choices and callers stay.
    #[must_use]
    pub fn onto(&self, base: &Design) -> Outcome {
        let mut drawing = Drawing::new(self, base);
        let performers = performers(&mut drawing);
        let mut steps: Vec<Step> = Vec::new();
        for (index, service) in performers.into_iter().enumerate() {
            let mut step = drawing.begun(index, &steps);
            step.service = service;
            drawing.say(index, &mut step);
            steps.push(step);
        }
        drawing.connect(&mut steps);
        let is_gone = |(index, _): &(usize, &Step)| !drawing.of_row.contains(&Some(*index));
        let gone = base.process.steps.iter().enumerate().filter(is_gone);
        let gone: Vec<Step> = gone.map(|(_, step)| step.clone()).collect();
        let gone_ids: Vec<StepId> = gone.iter().map(|step| step.id.clone()).collect();
        steps.extend(gone);
        drawing.scenario.process.steps = steps;
        drawing.release_calls();
        drawing.whole(self);
        let design = drawing.checked().and_then(|design| drawing.without(&design, gone_ids));
        let design = design.map(|design| drawing.named_anew(&design));
        let mut lacks = drawing.lacks;
        lacks.sort_by_key(|lack| (lack.row.is_none(), lack.row, lack.cell));
        let design = design.map(|it| if it == *base { base.clone() } else { it });
        Outcome { design, lacks }
    }
}

impl Rows {
    /// The same, once it was laid onto a design: what names a step as it was called there names it as it is
    /// called now.
    #[must_use]
    pub fn renamed(&self, base: &Design) -> Self {
        let drawing = Drawing::new(self, base);
        let names: Vec<&str> = drawing.rows.iter().map(|row| row.step.as_str()).collect();
        let ids: Vec<Option<&StepId>> = names.iter().map(|_| None).collect();
        let mut rows = self.clone();
        for row in &mut rows.rows {
            let After::Steps(befores) = After::read(&row.after) else { continue };
            let now = |name: &String| {
                let is_gone = find(&names, &ids, name) == Found::None;
                let now = drawing.formerly(name).filter(|_| is_gone)?;
                names.get(now).filter(|it| !it.is_empty()).map(|it| (*it).to_owned())
            };
            if befores.iter().any(|name| now(name).is_some()) {
                let befores = befores.iter().map(|it| now(it).unwrap_or_else(|| it.clone()));
                row.after = After::Steps(befores.collect()).written();
            }
        }
        rows
    }
}

impl Drawing<'_> {
    /// What a row says of its step, but for who performs it and what it comes after.
    fn say(&mut self, index: usize, step: &mut Step) {
        let Some(row) = self.rows.get(index).cloned() else { return };
        let was = self.was(index).cloned();
        if row.step.is_empty() && !row.is_blank() {
            self.lack(
                index,
                Cell::Step,
                "no name".to_owned(),
                "what is done, such as Send mail".to_owned(),
            );
        }
        if was.as_ref().is_none_or(|was| was.step != row.step) && !row.step.is_empty() {
            step.name.clone_from(&row.step);
        }
        if was.as_ref().is_none_or(|was| was.work != row.work) && !row.work.is_empty() {
            match numbers::length(&row.work) {
                Ok(mean) => step.work = scaled(&step.work, mean),
                Err(wrong) => self.lack(index, Cell::Work, wrong.found, wrong.right),
            }
        }
        step.business.response = row.waits;
        step.business.necessity = row.necessity;
        step.mode = row.mode();
        if step.mode == Mode::Event {
            self.react(&row.event, step);
        }
    }

    /// Lets a step react to the event of this name, if there is one.
    fn react(&self, name: &str, step: &mut Step) {
        let is_as_was = step.event.as_ref().is_some_and(|event| event.name.trim() == name);
        if name.is_empty() || is_as_was {
            return;
        }
        let known = self.base.process.steps.iter().filter_map(|step| step.event.as_ref());
        let known = known.into_iter().find(|event| event.name == name);
        let own = step.event.take();
        let event = known.cloned().or(own).unwrap_or_default();
        step.event = Some(Event { name: name.to_owned(), assumed: false, ..event });
    }

    /// What each row comes after. A name that leads nowhere, and what would close a circle, is left out.
    fn connect(&mut self, steps: &mut [Step]) {
        let mut befores: Vec<Vec<usize>> = Vec::new();
        for index in 0..self.rows.len() {
            let named = self.named(index);
            befores.push(named);
        }
        let mut drawn: Vec<Vec<usize>> = vec![Vec::new(); befores.len()];
        // Who calls a step comes before it, too.
        let callers: Vec<Option<usize>> = (steps.iter())
            .map(|step| step.caller.as_ref())
            .map(|caller| steps.iter().position(|step| Some(&step.id) == caller))
            .collect();
        for (index, named) in befores.into_iter().enumerate() {
            for before in named {
                if before == index || comes_after(&drawn, &callers, before, index) {
                    let found = if before == index {
                        "the step itself".to_owned()
                    } else {
                        format!("{}, which comes after this one", self.label(before))
                    };
                    self.lack(index, Cell::After, found, "a step that comes before it".to_owned());
                } else if let Some(list) = drawn.get_mut(index).filter(|it| !it.contains(&before)) {
                    list.push(before);
                }
            }
        }
        let ids: Vec<StepId> = steps.iter().map(|step| step.id.clone()).collect();
        for (step, before) in steps.iter_mut().zip(&drawn) {
            step.after = before.iter().filter_map(|it| ids.get(*it)).cloned().collect();
        }
    }

    fn label(&self, index: usize) -> String {
        let name = self.rows.get(index).map(|row| row.step.clone()).unwrap_or_default();
        if name.is_empty() { format!("row {}", index + 1) } else { name }
    }

    /// The rows that a row says it comes after, by index.
    fn named(&mut self, index: usize) -> Vec<usize> {
        let after = self.rows.get(index).map(|row| After::read(&row.after));
        let names = match after {
            None | Some(After::Start) => return Vec::new(),
            Some(After::Above) => return index.checked_sub(1).into_iter().collect(),
            Some(After::Steps(names)) => names,
        };
        let rows = self.rows.clone();
        let all: Vec<&str> = rows.iter().map(|row| row.step.as_str()).collect();
        let steps = (0..rows.len()).map(|row| self.step_of(row).map(|step| &step.id));
        let ids: Vec<Option<&StepId>> = steps.collect();
        let mut found = Vec::new();
        for name in names {
            match find(&all, &ids, &name) {
                Found::One(row) => found.push(row),
                Found::Several => {
                    let found = format!("“{name}”, which several rows are called");
                    self.lack(
                        index,
                        Cell::After,
                        found,
                        "a name of its own for each of them".to_owned(),
                    );
                }
                Found::None if self.formerly(&name).is_some() => found.extend(self.formerly(&name)),
                Found::None => {
                    let right = match nearest(&name, all.iter().copied()) {
                        Some(near) => format!("the name of a step; did you mean {near}?"),
                        None => "the name of a step".to_owned(),
                    };
                    self.lack(
                        index,
                        Cell::After,
                        format!("“{name}”, which no step is called"),
                        right,
                    );
                }
            }
        }
        found
    }

    /// The row whose step was called so in the base, where none is called so now.
    fn formerly(&self, name: &str) -> Option<usize> {
        let names: Vec<&str> = self.was.iter().map(|row| row.step.as_str()).collect();
        let ids: Vec<Option<&StepId>> =
            self.base.process.steps.iter().map(|step| Some(&step.id)).collect();
        let Found::One(step) = find(&names, &ids, name) else { return None };
        self.of_row.iter().position(|row| *row == Some(step))
    }

    /// What is called is no command of the workflow.
    fn release_calls(&mut self) {
        let process = &mut self.scenario.process;
        let steps = &process.steps;
        if let Some(workflow) = &mut process.workflow {
            let is_called = |id: &StepId| {
                steps.iter().any(|step| step.id == *id && step.mode == Mode::RequestResponse)
            };
            workflow.steps.retain(|id| !is_called(id));
        }
    }

    /// What holds of the whole.
    fn whole(&mut self, rows: &Rows) {
        let (was, is) = (Rows::of(self.base), rows.tidy());
        if is.name != was.name && !is.name.is_empty() {
            self.scenario.name.clone_from(&is.name);
        }
        let mut told = |cell: Cell, wrong: numbers::Wrong| {
            self.lacks.push(Lack::of(None, cell, wrong.found, wrong.right));
        };
        if is.rate != was.rate && !is.rate.is_empty() {
            match numbers::rate(&is.rate) {
                Ok(_) if self.base.workload.arrivals == Arrivals::Closed => {
                    let found = format!("“{}” where users come back after their answers", is.rate);
                    let right =
                        "no rate: how often they come follows from how many they are".to_owned();
                    told(Cell::Rate, numbers::Wrong { found, right });
                }
                Ok(rate) => self.scenario.workload.rate_per_s = PerSecond::clamped(rate),
                Err(wrong) => told(Cell::Rate, wrong),
            }
        }
        let targets = &mut self.scenario.targets;
        for (cell, target) in [
            (Cell::Answer, &mut targets.acknowledgement_p95_ms),
            (Cell::Done, &mut targets.completion_p95_ms),
        ] {
            match (is.cell(cell), was.cell(cell)) {
                (now, before) if now == before => {}
                ("", _) => *target = None,
                (now, _) => match numbers::length(now) {
                    Ok(ms) => *target = Some(Milliseconds::clamped(ms)),
                    Err(wrong) => told(cell, wrong),
                },
            }
        }
        match is.served.as_str() {
            now if now == was.served => {}
            "" => targets.success_ratio = None,
            now => match numbers::share(now) {
                Ok(share) => targets.success_ratio = Some(Ratio::clamped(share)),
                Err(wrong) => told(Cell::Served, wrong),
            },
        }
    }

    /// The scenario as a design; what makes it invalid is mended as far as it can be, and told.
    fn checked(&mut self) -> Option<Design> {
        let mut mended: Vec<(usize, usize)> = Vec::new();
        for _ in 0..MENDS {
            let problems = match Design::check(self.scenario.clone()) {
                Ok(design) => return Some(design),
                Err(problems) => problems,
            };
            let mut is_mended = false;
            for problem in &problems {
                let Some(index) = step_at(problem) else { continue };
                if !mended.iter().any(|it| it.0 == index) {
                    mended.push((index, 0));
                }
                let Some((_, times)) = mended.iter_mut().find(|it| it.0 == index) else { continue };
                *times += 1;
                let times = *times;
                is_mended |= self.mend(index, times, problem);
            }
            if !is_mended {
                self.give_up(&problems);
                return None;
            }
        }
        None
    }

    fn give_up(&mut self, problems: &[Problem]) {
        for problem in problems {
            let (found, right) = (problem.found.clone(), problem.expected.clone());
            self.lacks.push(Lack::of(None, Cell::Name, found, right));
        }
    }

    /// Mends a step, the first time by letting it be called like what comes before it; then by leaving out
    /// all but the first of what it comes after; then by all of it.
    fn mend(&mut self, index: usize, times: usize, problem: &Problem) -> bool {
        let steps = &mut self.scenario.process.steps;
        let callers: Vec<Option<StepId>> = (steps.get(index).iter())
            .flat_map(|step| &step.after)
            .filter_map(|id| steps.iter().find(|step| step.id == *id))
            .map(|step| step.caller.clone())
            .collect();
        let Some(step) = steps.get_mut(index) else { return false };
        match times {
            1 => {
                let first = callers.first().cloned().flatten();
                step.caller =
                    first.filter(|it| callers.iter().all(|other| other.as_ref() == Some(it)));
                return true;
            }
            2 => step.after.truncate(1),
            3 => {
                step.after.clear();
                step.caller = None;
            }
            _ => return false,
        }
        if times == 2 && index < self.rows.len() {
            self.lack(index, Cell::After, problem.found.clone(), problem.expected.clone());
        }
        true
    }

    /// The design without the steps that no row is any more, and without services that did nothing else.
    fn without(&mut self, design: &Design, gone: Vec<StepId>) -> Option<Design> {
        let all = |edits: Vec<Edit>| Edit::All { said: String::new(), edits };
        let mut now = design.clone();
        if !gone.is_empty() {
            match all(gone.into_iter().map(Edit::RemoveStep).collect()).apply(&now) {
                Ok(change) => now = change.design,
                Err(error) => {
                    let right = "the row back, or what stands in its way changed first".to_owned();
                    self.lacks.push(Lack::of(None, Cell::Step, error.to_string(), right));
                    return None;
                }
            }
        }
        let left = left(self.base, &now);
        if !left.is_empty() {
            let remove = |service| Edit::RemoveService { service, heir: None };
            let edits = left.into_iter().map(remove).collect();
            // Where one cannot go, it stays.
            now = all(edits).apply(&now).map_or(now, |change| change.design);
        }
        Some(now)
    }

    /// Ids follow the names that they were made of.
    fn named_anew(&self, design: &Design) -> Design {
        let mut edits = Vec::new();
        let steps = &design.process.steps;
        let mut taken: Vec<String> = steps.iter().map(|it| it.id.to_string()).collect();
        for (index, row) in self.rows.iter().enumerate() {
            let (Some(was), Some(step)) = (self.was(index), self.step_of(index)) else { continue };
            if was.step == row.step || row.step.is_empty() {
                continue;
            }
            let others = |id: &str| taken.iter().any(|it| it == id && id != step.id.as_str());
            if let Some(id) = follows(&was.step, &row.step, step.id.as_str(), "step", others) {
                taken.push(id.clone());
                edits.push(Edit::SetStepId { step: step.id.clone(), id });
            }
        }
        let mut taken: Vec<String> = design.services.iter().map(|it| it.id.to_string()).collect();
        for (service, name) in &self.renamed_services {
            let Some(before) = self.base.service(service) else { continue };
            let others = |id: &str| taken.iter().any(|it| it == id && id != service.as_str());
            let was = service_name(before);
            if let Some(id) = follows(was, name, service.as_str(), "service", others) {
                taken.push(id.clone());
                edits.push(Edit::SetServiceId { service: service.clone(), id });
            }
        }
        if edits.is_empty() {
            return design.clone();
        }
        let all = Edit::All { said: String::new(), edits };
        all.apply(design).map_or_else(|_| design.clone(), |change| change.design)
    }
}

/// The id of a new name, where the old id was made of the old name and another one follows.
fn follows(
    was: &str,
    is: &str,
    id: &str,
    fallback: &str,
    is_taken: impl Fn(&str) -> bool,
) -> Option<String> {
    let fallback_was = if was.is_empty() { UNNAMED } else { fallback };
    let made = fresh_id(was, fallback_was, |_| false);
    let number = id.strip_prefix(made.as_str())?;
    let is_number = |it: &str| !it.is_empty() && it.chars().all(|it| it.is_ascii_digit());
    if !number.is_empty() && !number.strip_prefix('-').is_some_and(is_number) {
        return None;
    }
    let now = fresh_id(is, fallback, is_taken);
    (now != id).then_some(now)
}

/// Whether a row comes after another one, directly or not.
fn comes_after(drawn: &[Vec<usize>], callers: &[Option<usize>], row: usize, other: usize) -> bool {
    let mut seen = vec![false; callers.len()];
    let mut next = vec![row];
    while let Some(row) = next.pop() {
        if row == other {
            return true;
        }
        let Some(seen) = seen.get_mut(row).filter(|seen| !**seen) else { continue };
        *seen = true;
        next.extend(drawn.get(row).into_iter().flatten().copied());
        next.extend(callers.get(row).copied().flatten());
    }
    false
}

/// The same distribution with another mean; exponential where it has no such one.
fn scaled(work: &Work, mean: f64) -> Work {
    let ms = Milliseconds::clamped;
    let before = work.mean_ms();
    let by = |it: &Milliseconds| ms(it.get() * mean / before);
    let can_scale = before > 0.0 && mean > 0.0;
    match work {
        Work::Constant { .. } => Work::Constant { mean_ms: ms(mean) },
        Work::Uniform { min_ms, max_ms } if can_scale => {
            Work::Uniform { min_ms: by(min_ms), max_ms: by(max_ms) }
        }
        Work::LogNormal { p99_ms, .. } if can_scale => {
            Work::LogNormal { mean_ms: ms(mean), p99_ms: by(p99_ms) }
        }
        Work::Empirical { values_ms } if can_scale => {
            Work::Empirical { values_ms: values_ms.iter().map(by).collect() }
        }
        Work::Exponential { .. }
        | Work::Uniform { .. }
        | Work::LogNormal { .. }
        | Work::Empirical { .. } => Work::Exponential { mean_ms: ms(mean) },
    }
}

/// The step that a problem is of, by index.
fn step_at(problem: &Problem) -> Option<usize> {
    let rest = problem.pointer.as_str().strip_prefix("/process/steps/")?;
    rest.split('/').next()?.parse().ok()
}
