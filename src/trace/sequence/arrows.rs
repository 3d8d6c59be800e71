//! What of a trace becomes an arrow, in order of time.
//!
//! At the same moment an answer comes before what it made begin, and what was sent inside something
//! else ends before it.

use super::{ArrowKind, Traces};
use crate::engine::{Outcome, Span, SpanKind};
use crate::model::Trigger;
use crate::trace::phase::is_local;
use crate::trace::request::{SpanRow, Trace};
use crate::trace::words;
use crate::units::Moment;
use crate::units::format;

/// Who takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    Customer,
    /// Where requests are taken, if by no service.
    Entry,
    Service(usize),
    Broker,
    /// A call that nobody's worker makes.
    Nobody,
}

/// Whether something goes from one to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArrowShape {
    Between,
    /// It is one's own.
    Loop,
}

/// Something that is drawn as an arrow.
#[derive(Debug, Clone, PartialEq)]
pub struct ArrowEvent {
    pub at: Moment,
    pub kind: ArrowKind,
    pub from: Party,
    pub to: Party,
    pub shape: ArrowShape,
    pub label: String,
    /// The row whose work begins with it.
    pub opens: Option<usize>,
    /// The row whose work ends with it.
    pub closes: Option<usize>,
    /// Which comes first of those at one moment.
    rank: u8,
    /// Of answers at one moment, that to what was sent last comes first.
    sent: Moment,
}

/// All of a trace, in order.
pub fn arrow_events(traces: &Traces, trace: &Trace) -> Vec<ArrowEvent> {
    let mut collector = Collector { traces, all: Vec::new() };
    for (index, row) in trace.rows().enumerate() {
        match row.span.kind {
            SpanKind::Request => collector.request(index, row),
            SpanKind::Call | SpanKind::Compensation | SpanKind::Question => {
                collector.call(index, row);
            }
            SpanKind::Delivery => collector.delivery(index, row),
            SpanKind::Outcome => collector.outcome(index, row),
        }
    }
    let mut all = collector.all;
    // A stable order: what is equal in all of this stays in the order of the rows.
    all.sort_by_key(|it| {
        let inner_first = if it.rank == ENDS { u64::MAX - it.sent.as_micros() } else { 0 };
        (it.at, it.rank, inner_first)
    });
    all
}

// The order at one moment.
const ARRIVES: u8 = 0;
const ENDS: u8 = 1;
const BEGINS: u8 = 2;
const AT_ONCE: u8 = 3;
const ANSWERED: u8 = 4;
const UNDOES: u8 = 5;

struct Collector<'a> {
    traces: &'a Traces,
    all: Vec<ArrowEvent>,
}

impl Collector<'_> {
    fn push(&mut self, rank: u8, row: &SpanRow, event: ArrowEvent) {
        self.all.push(ArrowEvent { rank, sent: row.span.sent, ..event });
    }

    fn entry(&self) -> Party {
        self.traces.indices.entry.map_or(Party::Entry, Party::Service)
    }

    /// Who called: the entry for what the customer waits for, where no service did.
    fn caller(&self, row: &SpanRow) -> Party {
        match row.span.from {
            Some(service) => Party::Service(service),
            None if row.foreground => self.entry(),
            None => Party::Nobody,
        }
    }

    fn request(&mut self, index: usize, row: &SpanRow) {
        let (entry, span) = (self.entry(), &row.span);
        let label = words::request(span.request, span.submission);
        let arrives = between(span.sent, ArrowKind::Call, Party::Customer, entry, label);
        let opens = span.started.map(|_| index);
        self.push(ARRIVES, row, ArrowEvent { opens, ..arrives });
        for mark in row.marks.iter().filter(|mark| Some(mark.at) != span.heard) {
            let party = if span.lost == Some(mark.at) { entry } else { Party::Customer };
            let closes = (party == entry).then_some(index);
            let note = note(mark.at, party, words::mark(mark.kind).to_owned());
            self.push(ANSWERED, row, ArrowEvent { closes, ..note });
        }
        let Some(heard) = span.heard else { return };
        let took = format::duration(heard.since(span.sent));
        let (kind, label) = match span.outcome {
            Outcome::Succeeded => (ArrowKind::Answer, format!("answered after {took}")),
            Outcome::Declined => (ArrowKind::Declined, format!("declined after {took}")),
            Outcome::Pending
            | Outcome::Failed
            | Outcome::TimedOut
            | Outcome::Refused
            | Outcome::Lost
            | Outcome::Cancelled
            | Outcome::Expired
            | Outcome::Dead => (ArrowKind::Failed, format!("failed after {took}")),
        };
        let answer = between(heard, kind, entry, Party::Customer, label);
        self.push(ANSWERED, row, ArrowEvent { closes: Some(index), ..answer });
    }

    fn call(&mut self, index: usize, row: &SpanRow) {
        let span = row.span;
        let (caller, performer) = (self.caller(row), performer(&span));
        let begins = if span.kind == SpanKind::Compensation { UNDOES } else { BEGINS };
        let label = self.label(row);
        if span.heard == Some(span.sent) && span.outcome == Outcome::Refused {
            self.push(AT_ONCE, row, note(span.sent, caller, format!("{label}: refused at once")));
            return;
        }
        let kind = match span.kind {
            SpanKind::Compensation => ArrowKind::Undo,
            SpanKind::Request
            | SpanKind::Call
            | SpanKind::Delivery
            | SpanKind::Question
            | SpanKind::Outcome
                if is_local(&span) =>
            {
                ArrowKind::Own
            }
            SpanKind::Request
            | SpanKind::Call
            | SpanKind::Delivery
            | SpanKind::Question
            | SpanKind::Outcome => ArrowKind::Call,
        };
        let on_the_way = span.lost.is_some() && span.arrived.is_none() && span.answered.is_none();
        if on_the_way && !is_local(&span) {
            let label = format!("{label}: lost on its way");
            self.push(begins, row, between(span.sent, ArrowKind::Lost, caller, performer, label));
        } else {
            let sent = between(span.sent, kind, caller, performer, label);
            let opens = (span.arrived.is_some() || span.started.is_some()).then_some(index);
            self.push(begins, row, ArrowEvent { opens, ..sent });
            if let Some(lost) = span.lost {
                let note = note(lost, performer, "lost there".to_owned());
                self.push(ENDS, row, ArrowEvent { closes: Some(index), ..note });
            }
        }
        self.answer(index, row, caller, performer);
    }

    /// How a call ended, for its caller and for nobody.
    fn answer(&mut self, index: usize, row: &SpanRow, caller: Party, performer: Party) {
        let span = &row.span;
        let closes = (span.lost.is_none() && span.outcome != Outcome::TimedOut).then_some(index);
        let Some(heard) = span.heard else { return };
        let took = format::duration(heard.since(span.sent));
        let (kind, label) = match span.outcome {
            Outcome::Succeeded => (ArrowKind::Answer, format!("done after {took}")),
            Outcome::Declined => (ArrowKind::Declined, format!("no after {took}")),
            Outcome::Refused => (ArrowKind::Failed, "refused".to_owned()),
            Outcome::TimedOut => {
                self.push(ENDS, row, note(heard, caller, format!("timed out after {took}")));
                if let Some(late) = span.answered.filter(|_| span.lost.is_none()) {
                    let label = "too late: nobody waits".to_owned();
                    let late = between(late, ArrowKind::Late, performer, caller, label);
                    self.push(ENDS, row, ArrowEvent { closes: Some(index), ..late });
                }
                return;
            }
            Outcome::Cancelled => (ArrowKind::Failed, "taken back".to_owned()),
            Outcome::Pending
            | Outcome::Failed
            | Outcome::Lost
            | Outcome::Expired
            | Outcome::Dead => (ArrowKind::Failed, format!("failed after {took}")),
        };
        if is_local(span) {
            // Nothing crosses: it ends where it was done.
            let well = matches!(kind, ArrowKind::Answer | ArrowKind::Declined);
            let kind = if well { ArrowKind::Done } else { ArrowKind::Note };
            let ended = between(heard, kind, performer, performer, label);
            self.push(ENDS, row, ArrowEvent { closes, ..ended });
        } else {
            self.push(
                ENDS,
                row,
                ArrowEvent { closes, ..between(heard, kind, performer, caller, label) },
            );
        }
    }

    fn delivery(&mut self, index: usize, row: &SpanRow) {
        let (span, performer) = (&row.span, performer(&row.span));
        let publisher = span.from.map_or_else(|| self.entry(), Party::Service);
        if span.replayed && span.attempt == 0 {
            self.push(BEGINS, row, note(span.sent, Party::Broker, "once more".to_owned()));
        } else if span.attempt == 0 {
            let process = &self.traces.design.process;
            let event = process.steps.get(span.step).map(|step| match process.trigger(step) {
                Trigger::Command => format!("{}!", step.label()),
                Trigger::Call | Trigger::Event => process.event_name(step),
            });
            let event = event.unwrap_or_default();
            let lost = span.outcome == Outcome::Lost && span.lost == Some(span.sent);
            let kind = if lost { ArrowKind::Lost } else { ArrowKind::Publish };
            let label = if lost { format!("{event}: lost") } else { event };
            // Steps that react to the same event share one publication.
            let publication = between(span.sent, kind, publisher, Party::Broker, label);
            let known = self.all.iter().any(|it| {
                (it.at, it.kind, &it.label) == (publication.at, kind, &publication.label)
            });
            if !known {
                self.push(BEGINS, row, publication);
            }
        }
        let Some(started) = span.started else { return };
        let label = self.label(row);
        let taken = between(started, ArrowKind::Deliver, Party::Broker, performer, label);
        self.push(BEGINS, row, ArrowEvent { opens: Some(index), ..taken });
        let Some(heard) = span.heard else { return };
        let (kind, label) = match span.outcome {
            Outcome::Succeeded => (ArrowKind::Answer, "consumed"),
            Outcome::Declined => (ArrowKind::Declined, "consumed: no"),
            Outcome::Dead => (ArrowKind::Failed, "given up: a dead letter"),
            Outcome::Lost => (ArrowKind::Failed, "given up: dropped"),
            Outcome::Expired => (ArrowKind::Failed, "too old: dropped"),
            Outcome::Pending
            | Outcome::Failed
            | Outcome::TimedOut
            | Outcome::Refused
            | Outcome::Cancelled => (ArrowKind::Failed, "failed: again after a pause"),
        };
        let ended = between(heard, kind, performer, Party::Broker, label.to_owned());
        self.push(ENDS, row, ArrowEvent { closes: Some(index), ..ended });
    }

    /// What a conductor hears, from whoever ended a step, and what it takes it.
    fn outcome(&mut self, index: usize, row: &SpanRow) {
        let (span, conductor) = (&row.span, performer(&row.span));
        let told_by = span.from.map_or_else(|| self.entry(), Party::Service);
        let step = words::step(&self.traces.design, span.step);
        let told = format!("outcome of {step}");
        let told = between(span.sent, ArrowKind::Publish, told_by, Party::Broker, told);
        self.push(BEGINS, row, told);
        let Some(started) = span.started else { return };
        let taken = self.label(row);
        let taken = between(started, ArrowKind::Deliver, Party::Broker, conductor, taken);
        self.push(BEGINS, row, ArrowEvent { opens: Some(index), ..taken });
        if let Some(lost) = span.lost {
            let note = note(lost, conductor, "down: to be heard again".to_owned());
            self.push(ENDS, row, ArrowEvent { closes: Some(index), ..note });
        } else if let Some(heard) = span.heard {
            let done = "goes on".to_owned();
            let done = between(heard, ArrowKind::Done, conductor, conductor, done);
            self.push(ENDS, row, ArrowEvent { closes: Some(index), ..done });
        }
    }

    fn label(&self, row: &SpanRow) -> String {
        let name = words::row(&self.traces.design, row);
        match words::attempt(row) {
            Some(attempt) => format!("{name}, {attempt}"),
            None => name,
        }
    }
}

fn performer(span: &Span) -> Party {
    span.to.map_or(Party::Entry, Party::Service)
}

fn between(at: Moment, kind: ArrowKind, from: Party, to: Party, label: String) -> ArrowEvent {
    // An answer to nobody goes nowhere.
    let (from, to) = if to == Party::Nobody { (to, from) } else { (from, to) };
    let shape = if from == to { ArrowShape::Loop } else { ArrowShape::Between };
    ArrowEvent {
        at,
        kind,
        from,
        to,
        shape,
        label,
        opens: None,
        closes: None,
        rank: BEGINS,
        sent: at,
    }
}

fn note(at: Moment, party: Party, label: String) -> ArrowEvent {
    between(at, ArrowKind::Note, party, party, label)
}
