//! The sequence diagram in pixels: who takes part, from left to right, and what went between them, from
//! top to bottom. Not to scale in time, but in its order; the time stands beside each arrow.

mod arrows;

use super::Traces;
use super::request::Trace;
use super::words;
use crate::units::Moment;
use crate::units::format;
use arrows::{ArrowEvent, ArrowShape, Party};

/// More arrows than this are not drawn.
pub const MOST_ARROWS: usize = 200;

/// Room at the left for the times.
const GUTTER: f64 = 84.0;
/// Lifelines are at least so far apart.
const COLUMN: f64 = 102.0;
/// What the names at the top take.
const HEAD: f64 = 36.0;
/// From one arrow to the next, with room for its text.
const ROW: f64 = 34.0;
/// Half the width of an activation.
const BAR: f64 = 4.0;
/// How far an arrow to oneself reaches out.
const LOOP: f64 = 26.0;
/// About the width of a letter of a name.
const LETTER: f64 = 6.8;

/// A sequence diagram.
#[derive(Debug, Clone, PartialEq)]
pub struct Sequence {
    /// In pixels.
    pub width: f64,
    /// In pixels.
    pub height: f64,
    /// From left to right.
    pub participants: Vec<Participant>,
    /// From top to bottom.
    pub arrows: Vec<Arrow>,
    /// What somebody was taken up with.
    pub activations: Vec<Activation>,
    /// How many arrows are left out.
    pub left_out: usize,
}

/// Somebody who takes part.
#[derive(Debug, Clone, PartialEq)]
pub struct Participant {
    /// The whole name.
    pub name: String,
    /// The name as far as there is room.
    pub short: String,
    /// Where the lifeline lies.
    pub x: f64,
}

/// Something between two who take part, or with one of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrow {
    /// What it is.
    pub kind: ArrowKind,
    /// Where it begins.
    pub from: f64,
    /// Where it ends; where it begins, for something with one alone.
    pub to: f64,
    /// How far down.
    pub y: f64,
    /// What stands over it.
    pub label: String,
    /// Where the label stands; it begins there, or ends there where `label_ends` is set.
    pub label_x: f64,
    /// The label ends at `label_x`.
    pub label_ends: bool,
    /// When it happened.
    pub at: Moment,
    /// How long after the arrival that was.
    pub after: String,
}

/// What an arrow stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ArrowKind {
    /// A call, or a request.
    Call,
    /// A call on a worker that is held: to oneself.
    Own,
    /// A good answer.
    Answer,
    /// An event is published.
    Publish,
    /// An event is delivered.
    Deliver,
    /// A step is undone.
    Undo,
    /// No, as an answer.
    Declined,
    /// A bad answer.
    Failed,
    /// An answer that nobody waits for any longer.
    Late,
    /// Lost on its way.
    Lost,
    /// A call to oneself has ended well.
    Done,
    /// Something that one alone notices: it gives up, it is refused, it goes down.
    Note,
}

/// A bar on a lifeline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Activation {
    /// The left edge.
    pub x: f64,
    /// The upper edge.
    pub y: f64,
    /// In pixels.
    pub width: f64,
    /// In pixels.
    pub height: f64,
}

impl Arrow {
    /// The line, as an SVG path; out and back for something with one alone.
    #[must_use]
    pub fn shaft(&self) -> String {
        let Self { from, to, y, kind, .. } = *self;
        match kind {
            _ if (to - from).abs() > 1.0 => {
                // What is lost does not arrive.
                let to = if kind == ArrowKind::Lost { from + (to - from) * 0.6 } else { to };
                format!("M{from:.1} {y:.1}H{to:.1}")
            }
            ArrowKind::Done | ArrowKind::Note => String::new(),
            ArrowKind::Call
            | ArrowKind::Own
            | ArrowKind::Answer
            | ArrowKind::Declined
            | ArrowKind::Publish
            | ArrowKind::Deliver
            | ArrowKind::Undo
            | ArrowKind::Failed
            | ArrowKind::Late
            | ArrowKind::Lost => format!("M{from:.1} {y:.1}h{LOOP}v8H{:.1}", from + BAR),
        }
    }

    /// What stands at its end, as an SVG path: a head, open for answers; a diamond for events; a cross
    /// for what was lost or went wrong with one alone.
    #[must_use]
    pub fn tip(&self) -> String {
        let Self { from, to, y, kind, .. } = *self;
        let (x, back) = if from < to { (to, -7.0) } else { (to, 7.0) };
        match kind {
            ArrowKind::Lost => {
                let x = from + (to - from) * 0.6;
                format!("M{:.1} {:.1}l10 10m0 -10l-10 10", x - 5.0, y - 5.0)
            }
            ArrowKind::Done => format!("M{:.1} {y:.1}h8", x - 4.0),
            ArrowKind::Note => format!("M{:.1} {:.1}l8 8m0 -8l-8 8", x - 4.0, y - 4.0),
            ArrowKind::Answer | ArrowKind::Declined | ArrowKind::Failed | ArrowKind::Late => {
                format!(
                    "M{:.1} {:.1}L{x:.1} {y:.1}L{:.1} {:.1}",
                    x + back,
                    y - 4.0,
                    x + back,
                    y + 4.0
                )
            }
            ArrowKind::Publish | ArrowKind::Deliver => {
                format!("M{x:.1} {y:.1}l{back:.1} -5l{back:.1} 5l{:.1} 5z", -back)
            }
            ArrowKind::Own => format!("M{:.1} {:.1}l7 -4v8z", x + BAR, y + 8.0),
            ArrowKind::Call | ArrowKind::Undo => {
                format!("M{x:.1} {y:.1}L{:.1} {:.1}v8z", x + back, y - 4.0)
            }
        }
    }
}

impl Sequence {
    /// Of a trace, at least so wide.
    #[must_use]
    pub fn new(traces: &Traces, trace: &Trace, width: f64) -> Self {
        let mut arrow_events = arrows::arrow_events(traces, trace);
        let left_out = arrow_events.len().saturating_sub(MOST_ARROWS);
        arrow_events.truncate(MOST_ARROWS);
        let parties = parties(&arrow_events);
        #[allow(clippy::cast_precision_loss)] // a handful
        let column = ((width - GUTTER) / parties.len().max(1) as f64).max(COLUMN);
        #[allow(clippy::cast_precision_loss)]
        let x = |index: usize| GUTTER + column * (index as f64 + 0.5);
        let participants = parties.iter().enumerate().map(|(index, &party)| {
            let name = name(traces, party);
            Participant { short: fitted(&name, column - 12.0), name, x: x(index) }
        });
        #[allow(clippy::cast_precision_loss)]
        let y = |index: usize| HEAD + ROW * (index as f64 + 1.0);
        let place = |party: Party| parties.iter().position(|it| *it == party).map_or(GUTTER, x);
        let right = GUTTER + column * x_count(parties.len());
        let arrows: Vec<Arrow> = (arrow_events.iter().enumerate())
            .map(|(index, it)| arrow(it, &place, y(index), right, trace.arrived()))
            .collect();
        let height = y(arrow_events.len()) + 4.0;
        Self {
            width: right,
            height,
            participants: participants.collect(),
            activations: activations(&arrow_events, &place, &y, height),
            arrows,
            left_out,
        }
    }
}

#[allow(clippy::cast_precision_loss)] // a handful
const fn x_count(parties: usize) -> f64 {
    parties as f64
}

/// Who takes part, in order of first appearance.
fn parties(arrow_events: &[ArrowEvent]) -> Vec<Party> {
    let mut parties = Vec::new();
    for party in arrow_events.iter().flat_map(|it| [it.from, it.to]) {
        if party != Party::Nobody && !parties.contains(&party) {
            parties.push(party);
        }
    }
    parties
}

fn name(traces: &Traces, party: Party) -> String {
    match party {
        Party::Customer => "Customer".to_owned(),
        Party::Entry => "Entry".to_owned(),
        Party::Service(index) => words::service(&traces.design, Some(index)).to_owned(),
        Party::Broker => "Broker".to_owned(),
        Party::Nobody => String::new(),
    }
}

/// As much of a name as there is room for.
fn fitted(name: &str, width: f64) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few hundred pixels
    let letters = (width / LETTER).max(2.0) as usize;
    if name.chars().count() <= letters {
        return name.to_owned();
    }
    let kept: String = name.chars().take(letters - 1).collect();
    format!("{}…", kept.trim_end())
}

fn arrow(
    event: &ArrowEvent,
    place: &impl Fn(Party) -> f64,
    y: f64,
    right: f64,
    arrived: Moment,
) -> Arrow {
    let to = place(event.to);
    let from = match (event.from, event.shape) {
        // Out of nowhere, from close by.
        (Party::Nobody, _) => to - COLUMN / 2.0,
        (party, _) => place(party),
    };
    let reaches = if event.shape == ArrowShape::Loop { from + LOOP } else { to };
    let (left, far) = (from.min(reaches), from.max(reaches));
    // Text runs towards the wider side.
    let label_ends = left > right * 0.62;
    let beside = if event.shape == ArrowShape::Loop && !label_ends { LOOP - 12.0 } else { 0.0 };
    Arrow {
        kind: event.kind,
        from,
        to,
        y,
        label: event.label.clone(),
        label_x: if label_ends { far - 8.0 - beside } else { left + 8.0 + beside },
        label_ends,
        at: event.at,
        after: format::duration(event.at.since(arrived)),
    }
}

/// The bars: from where something was taken up to where it ended, beside those that had not ended then.
fn activations(
    arrow_events: &[ArrowEvent],
    place: &impl Fn(Party) -> f64,
    y: &impl Fn(usize) -> f64,
    height: f64,
) -> Vec<Activation> {
    let mut open: Vec<(Party, usize)> = Vec::new();
    let mut bars = Vec::new();
    for (index, it) in arrow_events.iter().enumerate() {
        let Some(row) = it.opens else { continue };
        open.retain(|&(_, end)| end > index);
        let end = (arrow_events.iter().skip(index).position(|other| other.closes == Some(row)))
            .map(|after| after + index);
        let depth = open.iter().filter(|(party, _)| *party == it.to).count();
        open.push((it.to, end.unwrap_or(usize::MAX)));
        #[allow(clippy::cast_precision_loss)] // a handful
        let x = place(it.to) - BAR + BAR * depth as f64;
        let bottom = end.map_or(height, y);
        bars.push(Activation { x, y: y(index), width: 2.0 * BAR, height: bottom - y(index) });
    }
    bars
}

#[cfg(test)]
mod tests;
