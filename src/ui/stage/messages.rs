//! The messages, drawn: shape and motion say what each is, colour repeats it.
//!
//! One path a kind, so that thousands of messages cost a handful of strokes and fills.

use std::f64::consts::TAU;

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::CanvasRenderingContext2d as Pen;

use crate::browser::page;
use crate::browser::surface::Surface;
use crate::scene::{
    Effect, EffectKind, Frame, LaneState, LinkKind, Node, Path, Placement, Point, Rect, Token,
    TokenKind, TopicState,
};

/// How many dots a pixel of CSS has on paper: more than 300 an inch.
const ON_PAPER: f64 = 4.0;

/// The colours of the messages, as the style sheets have them for the theme, or for paper.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Inks {
    /// How many dots a pixel of CSS has at least.
    least: f64,
    paper: String,
    ink: String,
    call: String,
    event: String,
    no: String,
    bad: String,
}

impl Inks {
    /// Reads them where the surface stands. Paper is light, whatever the theme.
    #[must_use]
    pub fn of(surface: &Surface, on_paper: bool) -> Self {
        if on_paper {
            return Self { least: ON_PAPER, ..page::in_light(|| Self::of(surface, false)) };
        }
        Self {
            least: 1.0,
            paper: surface.token("--sheet"),
            ink: surface.token("--ink-2"),
            call: surface.token("--call"),
            event: surface.token("--event"),
            no: surface.token("--no"),
            bad: surface.token("--bad"),
        }
    }
}

/// Above so many messages they are drawn smaller.
const CROWD: usize = 400;

/// Draws a frame, and nothing else is left on the surface.
pub fn draw(surface: &Surface, placement: &Placement, frame: &Frame, inks: &Inks) {
    surface.clear(placement.width, placement.height, inks.least);
    let pen = surface.pen();
    let radius = if frame.tokens.len() > CROWD { 3.0 } else { 4.5 };
    pen.set_line_cap("round");
    topics(pen, placement, frame, inks);
    flows(pen, placement, frame, inks);
    trails(pen, frame, inks);
    let of = |kind| frame.tokens.iter().filter(move |token| token.kind == kind);
    pen.set_line_width(1.8);

    pen.set_stroke_style_str(&inks.call);
    for late in of(TokenKind::LateResponse) {
        pen.set_global_alpha(0.6 * (1.0 - late.progress));
        pen.begin_path();
        circle(pen, late.at, radius - 1.0);
        pen.stroke();
    }
    pen.set_global_alpha(1.0);

    shape(pen, of(TokenKind::Response), |at| circle(pen, at, radius - 1.0));
    pen.set_fill_style_str(&inks.paper);
    pen.fill();
    pen.stroke();

    shape(pen, of(TokenKind::Call), |at| circle(pen, at, radius));
    pen.set_fill_style_str(&inks.call);
    pen.fill();

    shape(pen, of(TokenKind::Event), |at| diamond(pen, at, radius + 1.0));
    pen.set_fill_style_str(&inks.event);
    pen.fill();

    for (kind, ink) in [(TokenKind::Command, &inks.event), (TokenKind::Outcome, &inks.paper)] {
        shape(pen, of(kind), |at| hexagon(pen, at, radius + 1.0));
        pen.set_fill_style_str(ink);
        pen.set_stroke_style_str(&inks.event);
        pen.fill();
        pen.stroke();
    }

    shape(pen, of(TokenKind::Compensation), |at| square(pen, at, radius));
    pen.set_fill_style_str(&inks.ink);
    pen.fill();

    pen.set_stroke_style_str(&inks.no);
    for (kind, ink) in [
        (TokenKind::Declined, &inks.paper),
        (TokenKind::ComesBack { overturns: false }, &inks.paper),
        (TokenKind::ComesBack { overturns: true }, &inks.no),
    ] {
        let reach = if kind == TokenKind::Declined { radius + 1.0 } else { radius + 3.5 };
        shape(pen, of(kind), |at| triangle(pen, at, reach));
        pen.set_fill_style_str(ink);
        pen.fill();
        pen.stroke();
    }

    shape(pen, of(TokenKind::ErrorResponse), |at| cross(pen, at, radius));
    pen.set_line_width(2.2);
    pen.set_stroke_style_str(&inks.bad);
    pen.stroke();

    for effect in &frame.effects {
        draw_effect(pen, effect, inks);
    }
    pen.set_global_alpha(1.0);
}

fn shape<'a>(pen: &Pen, tokens: impl Iterator<Item = &'a Token>, outline: impl Fn(Point)) {
    pen.begin_path();
    tokens.for_each(|token| outline(token.at));
}

/// What is sent at high speed: streams along the links, the wider the more; what fails of it runs beside
/// as a thin broken line.
fn flows(pen: &Pen, placement: &Placement, frame: &Frame, inks: &Inks) {
    const DASH: f64 = 12.0;
    let stream = |way: &Path, ink: &str, width: f64, dash: f64| {
        let lengths = [dash, DASH - dash].map(JsValue::from_f64);
        let _ = pen.set_line_dash(&Array::from_iter(lengths)); // refuses only what is no number
        pen.set_line_dash_offset(-frame.phase * DASH * 6.0);
        pen.set_line_width(width);
        pen.set_stroke_style_str(ink);
        pen.begin_path();
        for (index, at) in way.points().iter().enumerate() {
            if index == 0 {
                pen.move_to(at.x, at.y);
            } else {
                pen.line_to(at.x, at.y);
            }
        }
        pen.stroke();
    };
    pen.set_line_cap("butt");
    let width = |rate: f64| (1.5 + 1.6 * (1.0 + rate).log2()).min(11.0);
    for (step, flow) in frame.flows.iter().enumerate() {
        let to_conductor = placement.to_conductor(Node::Step(step));
        if let Some(link) = to_conductor.filter(|_| flow.heard_per_s > 0.0) {
            pen.set_global_alpha(0.75);
            stream(&link.there, &inks.event, width(flow.heard_per_s), DASH * 0.6);
        }
        for link in placement.incoming(step).filter(|_| flow.rate_per_s > 0.0) {
            let ink = match link.kind {
                LinkKind::Event | LinkKind::Command => &inks.event,
                LinkKind::Call | LinkKind::Order => &inks.call,
            };
            pen.set_global_alpha(0.75);
            stream(&link.there, ink, width(flow.rate_per_s), DASH * 0.6);
            if let Some(back) = &link.back {
                let is_command = link.kind == LinkKind::Command;
                let back_per_s = if is_command { flow.heard_per_s } else { flow.rate_per_s };
                stream(back, ink, width(back_per_s) * 0.5, DASH * 0.6);
            }
            if flow.failed_per_s > 0.0 {
                pen.set_global_alpha(1.0);
                stream(&link.there, &inks.bad, width(flow.failed_per_s).min(5.0), DASH * 0.25);
            }
        }
    }
    pen.set_global_alpha(1.0);
    let _ = pen.set_line_dash(&Array::new()); // refuses only what is no number
    pen.set_line_cap("round");
}

/// Rings around the messages of the request that is looked at.
pub fn ring_request(surface: &Surface, frame: &Frame, inks: &Inks, request: u32) {
    let pen = surface.pen();
    pen.set_line_width(1.6);
    pen.set_stroke_style_str(&inks.ink);
    shape(pen, frame.tokens.iter().filter(|token| token.request == request), |at| {
        circle(pen, at, 11.0);
    });
    pen.stroke();
}

/// What is tried again draws a line behind it.
fn trails(pen: &Pen, frame: &Frame, inks: &Inks) {
    pen.set_line_width(3.0);
    pen.set_global_alpha(0.35);
    for (events, ink) in [(false, &inks.call), (true, &inks.event)] {
        pen.begin_path();
        for token in &frame.tokens {
            let is_event = matches!(token.kind, TokenKind::Event | TokenKind::Command);
            if let (Some(trail), true) = (token.trail, is_event == events) {
                pen.move_to(trail.x, trail.y);
                pen.line_to(token.at.x, token.at.y);
            }
        }
        pen.set_stroke_style_str(ink);
        pen.stroke();
    }
    pen.set_global_alpha(1.0);
}

/// Events that wait lie in their pipe, the oldest at the bottom; a full pipe is a bar, its count beside it.
fn topics(pen: &Pen, placement: &Placement, frame: &Frame, inks: &Inks) {
    const PITCH: f64 = 9.0;
    pen.set_fill_style_str(&inks.event);
    pen.begin_path();
    for (place, state) in placement.steps.iter().zip(&frame.steps) {
        let (Some(pipe), Some(topic)) = (place.pipe, state.topic) else { continue };
        if topic.partitions > 0 {
            in_lanes(pen, pipe, &topic);
            continue;
        }
        let wide = pipe.width >= pipe.height;
        let room = if wide { pipe.width } else { pipe.height };
        let mut along = PITCH * 0.75;
        for _ in 0..topic.backlog {
            if along > room - PITCH * 0.5 {
                break;
            }
            let at = if wide {
                Point::new(pipe.right() - along, pipe.center().y)
            } else {
                Point::new(pipe.center().x, pipe.bottom() - along)
            };
            diamond(pen, at, 4.0);
            along += PITCH;
        }
    }
    pen.fill();
    held_lanes(pen, placement, frame, inks);
}

/// How wide a lane is drawn.
fn lane_width(pipe: Rect, topic: &TopicState) -> f64 {
    #[allow(clippy::cast_precision_loss)] // a handful of lanes
    let lanes = topic.drawn_lanes().max(1) as f64;
    pipe.width / lanes
}

/// The middles of the lanes.
fn lanes(pipe: Rect, topic: &TopicState) -> impl Iterator<Item = (f64, &LaneState)> {
    let width = lane_width(pipe, topic);
    let first = pipe.x + width / 2.0;
    let middles = std::iter::successors(Some(first), move |middle| Some(middle + width));
    middles.zip(topic.lanes.iter().take(topic.drawn_lanes()))
}

/// What waits in each partition, the next to be taken at its foot; of many partitions several lie in one lane.
fn in_lanes(pen: &Pen, pipe: Rect, topic: &TopicState) {
    const PITCH: f64 = 7.0;
    let reach = 3.2_f64.min(lane_width(pipe, topic) / 2.0 - 0.6);
    for (middle, lane) in lanes(pipe, topic) {
        let mut along = PITCH * 0.75;
        for _ in 0..lane.waiting {
            if along > pipe.height - PITCH * 0.4 {
                break;
            }
            diamond(pen, Point::new(middle, pipe.bottom() - along), reach);
            along += PITCH;
        }
    }
}

/// Between the partitions of a topic a line; beneath one that is held, a bar.
fn held_lanes(pen: &Pen, placement: &Placement, frame: &Frame, inks: &Inks) {
    for (place, state) in placement.steps.iter().zip(&frame.steps) {
        let (Some(pipe), Some(topic)) = (place.pipe, state.topic) else { continue };
        if topic.partitions == 0 {
            continue;
        }
        let width = lane_width(pipe, &topic);
        pen.set_stroke_style_str(&inks.event);
        pen.set_global_alpha(0.45);
        pen.set_line_width(1.0);
        pen.begin_path();
        for (middle, _) in lanes(pipe, &topic).skip(1) {
            pen.move_to(middle - width / 2.0, pipe.y + 2.0);
            pen.line_to(middle - width / 2.0, pipe.bottom() - 2.0);
        }
        pen.stroke();
        pen.set_global_alpha(1.0);
        pen.set_stroke_style_str(&inks.bad);
        pen.set_line_width(3.0);
        pen.begin_path();
        for (middle, _) in lanes(pipe, &topic).filter(|(_, lane)| lane.held) {
            pen.move_to(middle - width / 2.0 + 2.0, pipe.bottom() + 1.0);
            pen.line_to(middle + width / 2.0 - 2.0, pipe.bottom() + 1.0);
        }
        pen.stroke();
    }
}

fn draw_effect(pen: &Pen, effect: &Effect, inks: &Inks) {
    let left = (1.0 - effect.age).clamp(0.0, 1.0);
    let at = effect.at;
    pen.set_global_alpha(left);
    pen.set_stroke_style_str(if effect.kind.is_no() { &inks.no } else { &inks.bad });
    pen.set_line_width(2.4);
    pen.begin_path();
    match effect.kind {
        EffectKind::Declined => triangle(pen, at, 6.5),
        EffectKind::RequestDeclined => triangle(pen, at, 9.5),
        EffectKind::Overturned => {
            triangle(pen, at, 9.5);
            pen.set_fill_style_str(&inks.no);
            pen.fill();
        }
        EffectKind::Failed => cross(pen, at, 5.5),
        EffectKind::RequestFailed => cross(pen, at, 8.0),
        EffectKind::TimedOut => {
            // a ring that grows as it goes: nobody waits here any more
            pen.set_line_width(1.6);
            circle(pen, at, 5.0 + 9.0 * effect.age);
        }
        EffectKind::Refused => {
            circle(pen, at, 6.0);
            pen.move_to(at.x - 4.2, at.y + 4.2);
            pen.line_to(at.x + 4.2, at.y - 4.2);
        }
        EffectKind::Lost => {
            pen.set_line_width(1.6);
            cross(pen, Point::new(at.x, at.y + 10.0 * effect.age), 4.0);
        }
        EffectKind::LeftQueue => {
            // a ring that shrinks: what waited here is gone
            pen.set_line_width(1.6);
            circle(pen, at, 9.0 * left);
        }
        EffectKind::Expired => {
            // a clock whose hand has come round
            pen.set_line_width(1.6);
            diamond(pen, at, 7.5);
            pen.move_to(at.x, at.y - 4.0);
            pen.line_to(at.x, at.y);
            pen.line_to(at.x + 3.0, at.y);
        }
        EffectKind::Replayed => {
            // most of a ring, with the head of an arrow: once more
            pen.set_stroke_style_str(&inks.event);
            pen.set_line_width(1.8);
            let _ = pen.arc(at.x, at.y, 7.0, 0.0, TAU * 0.8); // refuses only a negative radius
            pen.move_to(at.x + 7.0, at.y);
            pen.line_to(at.x + 10.0, at.y + 4.0);
            pen.move_to(at.x + 7.0, at.y);
            pen.line_to(at.x + 3.5, at.y + 3.5);
        }
        EffectKind::Repeated => {
            // two of the same
            pen.set_line_width(1.6);
            diamond(pen, Point::new(at.x - 3.0, at.y), 5.5);
            diamond(pen, Point::new(at.x + 3.0, at.y), 5.5);
        }
        EffectKind::Dead => {
            diamond(pen, at, 7.5);
            cross(pen, at, 3.5);
        }
    }
    pen.stroke();
}

fn circle(pen: &Pen, at: Point, radius: f64) {
    pen.move_to(at.x + radius, at.y);
    let _ = pen.arc(at.x, at.y, radius, 0.0, TAU); // refuses only a negative radius
}

fn diamond(pen: &Pen, at: Point, reach: f64) {
    pen.move_to(at.x, at.y - reach);
    pen.line_to(at.x + reach, at.y);
    pen.line_to(at.x, at.y + reach);
    pen.line_to(at.x - reach, at.y);
    pen.close_path();
}

/// On its side.
fn hexagon(pen: &Pen, at: Point, reach: f64) {
    pen.move_to(at.x - reach, at.y);
    pen.line_to(at.x - reach * 0.5, at.y - reach * 0.87);
    pen.line_to(at.x + reach * 0.5, at.y - reach * 0.87);
    pen.line_to(at.x + reach, at.y);
    pen.line_to(at.x + reach * 0.5, at.y + reach * 0.87);
    pen.line_to(at.x - reach * 0.5, at.y + reach * 0.87);
    pen.close_path();
}

/// On its point.
fn triangle(pen: &Pen, at: Point, reach: f64) {
    pen.move_to(at.x, at.y + reach);
    pen.line_to(at.x - reach, at.y - reach * 0.75);
    pen.line_to(at.x + reach, at.y - reach * 0.75);
    pen.close_path();
}

fn square(pen: &Pen, at: Point, reach: f64) {
    let reach = reach * 0.85;
    pen.rect(at.x - reach, at.y - reach, reach * 2.0, reach * 2.0);
}

fn cross(pen: &Pen, at: Point, reach: f64) {
    let reach = reach * 0.8;
    pen.move_to(at.x - reach, at.y - reach);
    pen.line_to(at.x + reach, at.y + reach);
    pen.move_to(at.x + reach, at.y - reach);
    pen.line_to(at.x - reach, at.y + reach);
}
