//! Rows as text.

use super::names::{self, START};
use super::numbers;
use super::{Row, Rows};
use crate::model::{Mode, Necessity, Response};

impl Rows {
    /// As text, which [`Rows::read`] reads as the same [tidy](Rows::tidy) rows.
    #[must_use]
    pub fn to_text(&self) -> String {
        let rows = self.tidy();
        let mut lines = Vec::new();
        if !rows.name.is_empty() {
            lines.push(format!("# {}", names::alone(&rows.name)));
        }
        let mut above: Option<&str> = None;
        for row in &rows.rows {
            match lines.last_mut() {
                // Steps that say the same of what they come after stand on one line.
                Some(line) if !row.after.is_empty() && above == Some(&row.after) => {
                    line.push_str(", ");
                    line.push_str(&item(row));
                }
                _ => lines.push(format!("{}{}", before(&row.after), item(row))),
            }
            above = Some(&row.after);
        }
        let whole = rows.whole();
        if !whole.is_empty() {
            lines.push(whole.join(", "));
        }
        lines.join("\n")
    }

    /// What holds of the whole, each with its words.
    fn whole(&self) -> Vec<String> {
        let part = |word: &str, text: &str, is_read: bool, unit: &str| {
            let written = if is_read { format!("{text}{unit}") } else { names::alone(text) };
            let parts = [word, &written].map(str::to_owned);
            let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
            (!text.is_empty()).then(|| parts.join(" "))
        };
        let is_rate = numbers::rate(&self.rate).is_ok();
        let parts = [
            part(if is_rate { "" } else { "rate" }, &self.rate, is_rate, "/s"),
            part("answer p95", &self.answer, numbers::length(&self.answer).is_ok(), ""),
            part("served", &self.served, numbers::share(&self.served).is_ok(), "%"),
            part("done p95", &self.done, numbers::length(&self.done).is_ok(), ""),
        ];
        parts.into_iter().flatten().collect()
    }
}

/// What stands before the rows of a line.
fn before(after: &str) -> String {
    match after {
        "" => String::new(),
        START => format!("{START}: "),
        names => format!("after {names}: "),
    }
}

/// A row, without what it comes after.
fn item(row: &Row) -> String {
    let mut text = names::of_step(&row.step);
    let mut add = |part: &str| {
        text.push(' ');
        text.push_str(part);
    };
    if !row.service.is_empty() {
        add(&format!("@ {}", names::of_service(&row.service)));
    }
    let is_length = numbers::is_length(&row.work);
    if is_length {
        add(&row.work);
    }
    let is_workers = numbers::workers(&row.workers).is_ok();
    if is_workers {
        add(&format!("x{}", row.workers));
    }
    let signs = format!("{}{}", waits(row), necessity(row));
    if !signs.is_empty() {
        add(&signs);
    }
    if !is_length && !row.work.is_empty() {
        add(&format!("(work {})", names::alone(&row.work)));
    }
    if !is_workers && !row.workers.is_empty() {
        add(&format!("(workers {})", names::alone(&row.workers)));
    }
    match (row.trigger, row.event.as_str()) {
        (Some(Mode::RequestResponse), _) => add("(call)"),
        (Some(Mode::Event), "") => add("(event)"),
        (None, "") => {}
        (_, event) => add(&format!("(event {})", names::alone(event))),
    }
    text
}

fn waits(row: &Row) -> &'static str {
    match row.waits {
        Some(Response::Immediate) => "!",
        Some(Response::Deferred) => "~",
        None => "",
    }
}

fn necessity(row: &Row) -> &'static str {
    match row.necessity {
        Some(Necessity::Required) => "*",
        Some(Necessity::Optional) => "?",
        None => "",
    }
}
