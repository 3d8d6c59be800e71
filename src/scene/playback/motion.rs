//! What is drawn on its way, and what has just gone wrong.

use super::indices::Indices;
use super::state::leaves_outbox;
use super::{Effect, EffectKind, Frame, Presentation, Token, TokenKind, is_local};
use crate::engine::{Outcome, Span, SpanKind};
use crate::model::Coordination;
use crate::scene::geometry::{Path, Point};
use crate::scene::placement::{Link, LinkKind, Node, Placement};
use crate::units::{Duration, Moment};

/// How long a trail is, in pixels.
const TRAIL: f64 = 22.0;

/// Draws spans at one moment.
pub(super) struct Painter<'a> {
    indices: &'a Indices,
    placement: &'a Placement,
    presentation: &'a Presentation,
    moment: Moment,
    tokens: Vec<Seen<'a>>,
    effects: Vec<Effect>,
}

/// A token that could be drawn: where it is, is worked out for those that are.
struct Seen<'a> {
    kind: TokenKind,
    way: Way<'a>,
    /// The share of its way that it has gone.
    progress: f64,
    index: usize,
    request: u32,
    step: usize,
    attempt: u32,
}

/// The way of a token.
#[derive(Clone, Copy)]
enum Way<'a> {
    /// From the beginning of a path to its end.
    Along(&'a Path),
    /// From its end to its beginning.
    Against(&'a Path),
    /// From one place to another, on no link.
    Straight(Point, Point),
}

/// When a call or a delivery is drawn to be where.
struct Drawn {
    /// Its message reaches the other end, or is lost half-way.
    there: Moment,
    /// Its answer leaves.
    back: Moment,
}

impl<'a> Painter<'a> {
    pub fn new(
        indices: &'a Indices,
        placement: &'a Placement,
        presentation: &'a Presentation,
        moment: Moment,
    ) -> Self {
        Self { indices, placement, presentation, moment, tokens: Vec::new(), effects: Vec::new() }
    }

    pub fn paint(&mut self, index: usize, span: &Span) {
        match span.kind {
            SpanKind::Request => self.paint_request(index, span),
            SpanKind::Call | SpanKind::Compensation if is_local(span) => {
                self.paint_local(index, span);
            }
            SpanKind::Call | SpanKind::Compensation => self.paint_call(index, span),
            SpanKind::Delivery => self.paint_delivery(index, span),
            SpanKind::Outcome => self.paint_outcome(index, span),
            // So many of them would hide the rest: they are seen in the entry's workers.
            SpanKind::Question => {}
        }
    }

    /// Moves what was drawn into a frame, thinned out to what may be drawn.
    pub fn finish(self, frame: &mut Frame) {
        let all = self.tokens.len();
        let most = self.presentation.most_tokens;
        // By the span's number, so that the same tokens stay from frame to frame.
        let one_in = all.div_ceil(most.max(1)).max(1);
        let drawn = self.tokens.iter().filter(|seen| seen.index.is_multiple_of(one_in)).take(most);
        frame.tokens.extend(drawn.map(Seen::token));
        frame.hidden = all - frame.tokens.len();
        frame.effects = self.effects;
        frame.effects.truncate(most);
    }

    fn paint_request(&mut self, index: usize, span: &Span) {
        let card = self.placement.entry;
        let customer = Point::new(card.x, card.center().y);
        let ended = match span.outcome {
            Outcome::Failed => Some(EffectKind::RequestFailed),
            Outcome::Declined => Some(EffectKind::RequestDeclined),
            Outcome::Pending
            | Outcome::Succeeded
            | Outcome::TimedOut
            | Outcome::Refused
            | Outcome::Lost
            | Outcome::Cancelled
            | Outcome::Expired
            | Outcome::Dead => None,
        };
        if let (Some(kind), Some(heard)) = (ended, span.heard) {
            self.effect(index, span, kind, heard, customer);
        }
        self.paint_turn(index, span, customer);
    }

    /// A no behind the line comes back across it, to the customer.
    fn paint_turn(&mut self, index: usize, span: &Span, customer: Point) {
        let Some(turn) = span.turned else { return };
        let Some(place) = self.placement.steps.get(turn.step) else { return };
        let told = turn.at + self.presentation.min_travel + self.presentation.min_travel;
        let way = Way::Straight(place.card.center(), customer);
        let kind = TokenKind::ComesBack { overturns: turn.overturns };
        self.token(index, &Span { step: turn.step, ..*span }, kind, way, (turn.at, told), 1.0);
        let kind =
            if turn.overturns { EffectKind::Overturned } else { EffectKind::RequestDeclined };
        self.effect(index, span, kind, told, customer);
    }

    /// Nothing travels: the worker that its request held does it.
    fn paint_local(&mut self, index: usize, span: &Span) {
        let kind = match span.outcome {
            Outcome::Failed => EffectKind::Failed,
            Outcome::Lost => EffectKind::Lost,
            Outcome::Declined => EffectKind::Declined,
            Outcome::Pending
            | Outcome::Succeeded
            | Outcome::TimedOut
            | Outcome::Refused
            | Outcome::Cancelled
            | Outcome::Expired
            | Outcome::Dead => return,
        };
        if let (Some(heard), Some(place)) = (span.heard, self.placement.steps.get(span.step)) {
            self.effect(index, span, kind, heard, place.card.center());
        }
    }

    fn paint_call(&mut self, index: usize, span: &Span) {
        let Some(link) = self.link(span) else { return };
        let (there, back) = (&link.there, link.back.as_ref());
        // Refused by its own caller: it never left.
        if span.outcome == Outcome::Refused && span.answered.is_none() {
            if let Some(heard) = span.heard {
                self.effect(index, span, EffectKind::Refused, heard, there.start());
            }
            return;
        }
        let drawn = self.drawn(span);
        let kind = match span.kind {
            SpanKind::Compensation => TokenKind::Compensation,
            SpanKind::Request
            | SpanKind::Call
            | SpanKind::Delivery
            | SpanKind::Question
            | SpanKind::Outcome => TokenKind::Call,
        };
        let reaches = if is_lost_on_the_way(span) { 0.5 } else { 1.0 };
        self.token(index, span, kind, Way::Along(there), (span.sent, drawn.there), reaches);
        if span.answered.is_some() {
            let lost = span.lost.is_some();
            let kind = response_kind(span);
            let arrives = drawn.back + self.travel(span.answered, span.heard);
            // A call along an event's link has no way back of its own: it returns as it came.
            let back = back.map_or(Way::Against(there), Way::Along);
            let reaches = if lost { 0.5 } else { 1.0 };
            self.token(index, span, kind, back, (drawn.back, arrives), reaches);
        }
        self.call_effects(index, span, there, &drawn);
        self.paint_repeated(index, span, there.end());
    }

    fn call_effects(&mut self, index: usize, span: &Span, there: &Path, drawn: &Drawn) {
        match span.outcome {
            Outcome::Failed => {
                self.effect(index, span, EffectKind::Failed, drawn.back, there.end());
            }
            Outcome::Declined => {
                self.effect(index, span, EffectKind::Declined, drawn.back, there.end());
            }
            Outcome::Refused => {
                self.effect(index, span, EffectKind::Refused, drawn.back, there.end());
            }
            Outcome::TimedOut => {
                if let Some(heard) = span.heard {
                    self.effect(index, span, EffectKind::TimedOut, heard, there.start());
                }
            }
            Outcome::Pending
            | Outcome::Succeeded
            | Outcome::Lost
            | Outcome::Cancelled
            | Outcome::Expired
            | Outcome::Dead => {}
        }
        if let Some(lost) = span.lost.filter(|_| span.outcome == Outcome::Cancelled) {
            self.effect(index, span, EffectKind::LeftQueue, lost, there.end());
        } else if let Some(lost) = span.lost {
            let (at, place) = if is_lost_on_the_way(span) {
                (lost.max(drawn.there), there.point_at(0.5))
            } else if span.answered.is_some() {
                (lost.max(drawn.back + self.presentation.min_travel), there.point_at(0.5))
            } else {
                (lost, there.end())
            };
            self.effect(index, span, EffectKind::Lost, at, place);
        }
    }

    fn paint_delivery(&mut self, index: usize, span: &Span) {
        let Some(link) = self.link(span) else { return };
        let path = &link.there;
        let lost_at_once =
            span.outcome == Outcome::Lost && span.arrived.is_none() && span.started.is_none();
        if span.replayed && span.attempt == 0 {
            // It comes from what its topic keeps.
            self.effect(index, span, EffectKind::Replayed, span.sent, path.end());
        } else if span.attempt == 0 && !lost_at_once {
            self.paint_event(index, span, path);
        }
        self.paint_repeated(index, span, path.end());
        let (kind, place) = match span.outcome {
            Outcome::Failed => (EffectKind::Failed, path.end()),
            Outcome::Dead => (EffectKind::Dead, path.end()),
            Outcome::Expired => (EffectKind::Expired, path.end()),
            Outcome::Declined => (EffectKind::Declined, path.end()),
            Outcome::Lost if lost_at_once => (EffectKind::Lost, path.start()),
            Outcome::Lost => (EffectKind::Lost, path.end()),
            Outcome::Pending
            | Outcome::Succeeded
            | Outcome::TimedOut
            | Outcome::Refused
            | Outcome::Cancelled => return,
        };
        if let Some(at) = span.lost.or(span.heard) {
            self.effect(index, span, kind, at, place);
        }
    }

    /// What had been done is done again, where the work ends.
    fn paint_repeated(&mut self, index: usize, span: &Span, at: Point) {
        if let Some(when) = span.worked.or(span.lost).filter(|_| span.repeated) {
            self.effect(index, span, EffectKind::Repeated, when, at);
        }
    }

    /// What a conductor is to hear: from a command's card beside the way of the command, from elsewhere on a way
    /// of its own.
    fn paint_outcome(&mut self, index: usize, span: &Span) {
        let is_commands = self.indices.is_command(span.step)
            && self.indices.service_of(Node::Step(span.step)) == span.from;
        let way = if is_commands {
            let mut incoming = self.placement.incoming(span.step);
            incoming.find_map(|link| link.back.as_ref())
        } else {
            let to_conductor = |from| self.placement.to_conductor(from);
            let link = to_conductor(Node::Step(span.step)).or_else(|| to_conductor(Node::Entry));
            link.map(|link| &link.there)
        };
        let Some(path) = way else { return };
        let arrived = span.arrived.unwrap_or(Moment::from_micros(u64::MAX));
        let travel = self.indices.event_travel.as_micros();
        let leaves = span.sent.max(Moment::from_micros(arrived.as_micros().saturating_sub(travel)));
        let until = arrived.max(leaves + self.presentation.min_travel);
        self.token(index, span, TokenKind::Outcome, Way::Along(path), (leaves, until), 1.0);
        if let Some(lost) = span.lost {
            self.effect(index, span, EffectKind::Lost, lost, path.end());
        }
    }

    /// An event rests at its publisher while it is in the outbox, and travels when the broker takes it.
    fn paint_event(&mut self, index: usize, span: &Span, path: &'a Path) {
        let arrived = span.arrived.unwrap_or(Moment::from_micros(u64::MAX));
        let leaves = leaves_outbox(span, self.indices.event_travel);
        let way = Way::Along(path);
        let is_command = self.indices.is_command(span.step);
        let kind = if is_command { TokenKind::Command } else { TokenKind::Event };
        self.token(index, span, kind, way, (span.sent, leaves), 0.0);
        let until = arrived.max(leaves + self.presentation.min_travel);
        self.token(index, span, kind, way, (leaves, until), 1.0);
    }

    /// When the message is drawn to arrive, and its answer to leave.
    fn drawn(&self, span: &Span) -> Drawn {
        let there = if is_lost_on_the_way(span) {
            // Half the way, in half the time at least.
            let half = Duration::from_micros(self.presentation.min_travel.as_micros() / 2);
            span.lost.unwrap_or(span.sent).max(span.sent + half)
        } else {
            // A refusal at the service is recorded by its answer only.
            let arrived = span.arrived.or(span.answered);
            arrived
                .unwrap_or(Moment::from_micros(u64::MAX))
                .max(span.sent + self.presentation.min_travel)
        };
        Drawn { there, back: span.answered.unwrap_or(there).max(there) }
    }

    /// How long something is drawn to travel.
    fn travel(&self, from: Option<Moment>, to: Option<Moment>) -> Duration {
        let truly = match (from, to) {
            (Some(from), Some(to)) => to.since(from),
            _ => Duration::ZERO,
        };
        truly.max(self.presentation.min_travel)
    }

    /// The link on which a span's message goes.
    fn link(&self, span: &Span) -> Option<&'a Link> {
        let mut first = None;
        for link in self.placement.incoming(span.step) {
            let sender = self.indices.service_of(link.from);
            let from_entry = link.from == Node::Entry
                && link.kind == LinkKind::Call
                && self.indices.coordination == Coordination::Orchestrated;
            if from_entry || (sender.is_some() && sender == span.from) {
                return Some(link);
            }
            first = first.or(Some(link));
        }
        first
    }

    /// Draws something that is on its way during a period; on an endless way it stays at the beginning.
    fn token(
        &mut self,
        index: usize,
        span: &Span,
        kind: TokenKind,
        way: Way<'a>,
        (from, until): (Moment, Moment),
        reaches: f64,
    ) {
        if from <= self.moment && self.moment < until {
            let progress = share(self.moment.since(from), until.since(from)) * reaches;
            self.tokens.push(Seen {
                kind,
                way,
                progress,
                index,
                request: span.request,
                step: span.step,
                attempt: span.attempt,
            });
        }
    }

    fn effect(&mut self, index: usize, span: &Span, kind: EffectKind, since: Moment, at: Point) {
        let length = self.presentation.effect;
        if since <= self.moment && self.moment < since + length {
            let age = share(self.moment.since(since), length);
            self.effects.push(Effect { kind, at, age, request: span.request, span: index });
        }
    }
}

impl Seen<'_> {
    fn token(&self) -> Token {
        let behind = |path: &Path| if path.length() > 0.0 { TRAIL / path.length() } else { 0.0 };
        let (at, trail) = match self.way {
            Way::Along(path) => {
                let back = path.point_at(self.progress - behind(path));
                (path.point_at(self.progress), Some(back))
            }
            Way::Against(path) => {
                let gone = 1.0 - self.progress;
                (path.point_at(gone), Some(path.point_at(gone + behind(path))))
            }
            Way::Straight(from, to) => {
                let on = |from: f64, to: f64| from + (to - from) * self.progress;
                (Point::new(on(from.x, to.x), on(from.y, to.y)), None)
            }
        };
        Token {
            kind: self.kind,
            at,
            trail: trail.filter(|_| self.attempt > 0),
            progress: self.progress,
            request: self.request,
            step: self.step,
            span: self.index,
        }
    }
}

fn response_kind(span: &Span) -> TokenKind {
    match (span.kind, span.outcome) {
        (_, Outcome::TimedOut | Outcome::Lost | Outcome::Cancelled) => TokenKind::LateResponse,
        (_, Outcome::Failed | Outcome::Refused | Outcome::Dead | Outcome::Expired) => {
            TokenKind::ErrorResponse
        }
        (SpanKind::Compensation, _) => TokenKind::Compensation,
        (_, Outcome::Declined) => TokenKind::Declined,
        (_, Outcome::Succeeded | Outcome::Pending) => TokenKind::Response,
    }
}

fn is_lost_on_the_way(span: &Span) -> bool {
    span.lost.is_some() && span.arrived.is_none() && span.answered.is_none()
}

#[allow(clippy::cast_precision_loss)] // a share for the eye
fn share(part: Duration, whole: Duration) -> f64 {
    if whole == Duration::ZERO { 1.0 } else { part.as_micros() as f64 / whole.as_micros() as f64 }
}
