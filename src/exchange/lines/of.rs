//! A design as rows.

use super::called::{service_name, step_name};
use super::matching::{Found, find};
use super::names::After;
use super::{Cell, Row, Rows, numbers};
use crate::model::{Arrivals, Design, Mode, ServiceId, Step, StepId, Work};

/// What a service is called where that leads to it; else its id.
fn service_text<'a>(design: &'a Design, id: &'a ServiceId) -> &'a str {
    let Some(service) = design.service(id) else { return "" };
    let name = service_name(service);
    let is_its_own = design.services.iter().filter(|it| service_name(it) == name).count() == 1;
    if is_its_own || name.is_empty() { name } else { id.as_str() }
}

impl Rows {
    /// A design as rows: what they can say of it. A design of which nothing is said yet has none.
    #[must_use]
    pub fn of(design: &Design) -> Self {
        let mut rows = of_steps(design);
        if rows.iter().all(Row::is_blank) {
            rows.clear();
        }
        let length = |it: Option<crate::units::Milliseconds>| {
            it.map(|it| numbers::written_length(it.get())).unwrap_or_default()
        };
        let is_open = design.workload.arrivals != Arrivals::Closed;
        let rate = is_open.then(|| numbers::written_rate(design.workload.rate_per_s.get()));
        let served = design.targets.success_ratio;
        Self {
            name: design.name.trim().to_owned(),
            rows,
            rate: rate.unwrap_or_default(),
            answer: length(design.targets.acknowledgement_p95_ms),
            served: served.map(|it| numbers::written_share(it.get())).unwrap_or_default(),
            done: length(design.targets.completion_p95_ms),
        }
    }
}

/// A row for each step, at the same index.
pub(super) fn of_steps(design: &Design) -> Vec<Row> {
    let steps = &design.process.steps;
    let names: Vec<&str> = steps.iter().map(step_name).collect();
    let ids: Vec<Option<&StepId>> = steps.iter().map(|step| Some(&step.id)).collect();
    let reference = |id: &StepId| {
        let Some(index) = steps.iter().position(|step| step.id == *id) else {
            return id.to_string();
        };
        let leads_there =
            |text: &str| matches!(find(&names, &ids, text), Found::One(it) if it == index);
        let by_name = names.get(index).filter(|name| leads_there(name)).map(|it| (*it).to_owned());
        let by_id = Some(id.to_string()).filter(|id| leads_there(id));
        by_name.or(by_id).unwrap_or_else(|| format!("#{}", index + 1))
    };
    let mut said: Vec<&ServiceId> = Vec::new();
    let rows = steps.iter().enumerate().map(|(index, step)| {
        let above = index.checked_sub(1).and_then(|it| steps.get(it));
        let shares = steps.get(index + 1).is_some_and(|next| next.after == step.after);
        let after = match (step.after.as_slice(), above) {
            ([], None) => After::Above,
            ([], Some(_)) => After::Start,
            ([only], Some(above)) if *only == above.id && !shares => After::Above,
            (before, _) => After::Steps(before.iter().map(reference).collect()),
        };
        let is_first = !said.contains(&&step.service);
        said.push(&step.service);
        row(design, step, &after, is_first)
    });
    rows.collect()
}

fn row(design: &Design, step: &Step, after: &After, is_first: bool) -> Row {
    let service = design.service(&step.service).filter(|it| is_first && !it.assumed);
    let is_event = step.mode == Mode::Event;
    let event = step.event.as_ref().filter(|_| is_event);
    let mut row = Row {
        step: step_name(step).to_owned(),
        service: service_text(design, &step.service).to_owned(),
        work: work(&step.work),
        workers: service.and_then(|it| it.workers).map(|it| it.to_string()).unwrap_or_default(),
        after: after.written(),
        event: event.map(|it| it.name.trim().to_owned()).unwrap_or_default(),
        trigger: None,
        waits: step.business.response,
        necessity: step.business.necessity,
    };
    row.trigger = Some(step.mode).filter(|mode| *mode != row.mode());
    row
}

/// The mean of a work; nothing where it was never said.
fn work(work: &Work) -> String {
    if *work == Work::default() { String::new() } else { numbers::written_length(work.mean_ms()) }
}

/// Three readings of one row: what changed elsewhere is taken over, and what was typed stays.
pub(super) fn merged(typed: &Row, before: &Row, after: &Row) -> Row {
    let mut row = typed.clone();
    for cell in Cell::OF_ROW.into_iter().filter(|it| before.cell(*it) != after.cell(*it)) {
        row.set(cell, after.cell(cell));
    }
    if (before.trigger, &before.event) != (after.trigger, &after.event) {
        (row.trigger, row.event) = (after.trigger, after.event.clone());
    }
    row
}

impl Rows {
    /// What was typed, after the design has changed elsewhere: what changed there is taken over, and what
    /// was typed and says something else of the rest stays as it is.
    #[must_use]
    pub fn after_change(&self, before: &Design, after: &Design) -> Self {
        let (was, is) = (of_steps(before), of_steps(after));
        let said: Vec<usize> = self.said().map(|(index, _)| index).collect();
        let rows: Vec<Row> = said.iter().filter_map(|it| self.rows.get(*it)).cloned().collect();
        let matched = super::matching::matched(&rows, before);
        let typed_of = |id: &StepId| {
            let step = before.process.steps.iter().position(|step| step.id == *id)?;
            let row = matched.iter().position(|it| *it == Some(step))?;
            Some((rows.get(row)?, was.get(step)?, said.get(row)?))
        };
        let mut merged_rows: Vec<(Row, Option<usize>)> = Vec::new();
        for (step, is) in after.process.steps.iter().zip(&is) {
            merged_rows.push(match typed_of(&step.id) {
                Some((typed, was, at)) => (merged(typed, was, is), Some(*at)),
                None => (is.clone(), None),
            });
        }
        if merged_rows.iter().all(|(row, _)| row.is_blank()) {
            merged_rows.clear();
        }
        // What could not be drawn, and room to type in, stays behind the row that it stood behind.
        let kept = |at: usize| merged_rows.iter().any(|(_, it)| *it == Some(at));
        let of_gone = |at: usize| {
            let row = said.iter().position(|it| *it == at);
            row.is_some_and(|row| matches!(matched.get(row), Some(Some(_))))
        };
        let stay: Vec<(usize, Row)> = (self.rows.iter().enumerate())
            .filter(|(at, _)| !kept(*at) && !of_gone(*at))
            .map(|(at, row)| (at, row.clone()))
            .collect();
        let mut rows = Vec::new();
        let mut stay = stay.into_iter().peekable();
        for (row, at) in merged_rows {
            while let (Some(at), Some((other, _))) = (at, stay.peek())
                && *other < at
            {
                rows.extend(stay.next().map(|(_, row)| row));
            }
            rows.push(row);
        }
        rows.extend(stay.map(|(_, row)| row));
        let (was, is) = (Self::of(before), Self::of(after));
        let mut merged = Self { rows, ..self.clone() };
        for cell in [Cell::Name, Cell::Rate, Cell::Answer, Cell::Served, Cell::Done] {
            if was.cell(cell) != is.cell(cell) {
                merged.set(0, cell, is.cell(cell));
            }
        }
        merged
    }
}
