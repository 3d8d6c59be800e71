//! Which way each link goes: out of one side of a card, through corridors and gutters, into a side of
//! another.
//!
//! A corridor runs above each row, and one below the last row of the foreground, above the line; a
//! gutter runs left of each column, and one right of the last. Links of one kind from one card share
//! their lane, like a trunk with its branches.

use std::collections::BTreeMap;

use super::grid::{Cell, Grid};
use super::{LinkKind, Node};
use crate::model::{Coordination, Mode, Scenario, Shape, Trigger};

/// A side of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
    Top,
    Bottom,
}

/// What a link goes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Passage {
    /// Sideways, through the corridor of this number, from the top.
    Corridor(usize),
    /// Up or down, through the gutter of this number, from the left.
    Gutter(usize),
}

/// A lane of a passage: links of one kind from one card share it.
pub(super) type Lane = (LinkKind, Node);

/// The way of one link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Route {
    pub kind: LinkKind,
    pub from: Node,
    pub to: Node,
    pub exit: Side,
    pub through: Vec<Passage>,
    pub enter: Side,
}

/// The ways of all links, and the lanes that they need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Routes {
    pub all: Vec<Route>,
    pub lanes: BTreeMap<Passage, Vec<Lane>>,
}

impl Routes {
    /// The links of a scenario whose cards lie so.
    pub fn new(scenario: &Scenario, shape: &Shape, before: &[Vec<usize>], grid: &Grid) -> Self {
        let mut all: Vec<Route> = Vec::new();
        for (to, step) in scenario.process.steps.iter().enumerate() {
            let links = match scenario.process.trigger(step) {
                Trigger::Command => commanded(scenario, shape, before, to),
                Trigger::Call | Trigger::Event => {
                    links_into(scenario, shape, before, to, step.mode)
                }
            };
            for (kind, from) in links {
                all.push(grid.route(kind, from, Node::Step(to)));
            }
        }
        for from in heard_of(scenario, shape) {
            all.push(grid.route(LinkKind::Event, from, Node::Conductor));
        }
        all.sort_by_key(|route| (route.kind, route.to, route.from));
        let mut lanes: BTreeMap<Passage, Vec<Lane>> = BTreeMap::new();
        for route in &all {
            for &passage in &route.through {
                let lanes = lanes.entry(passage).or_default();
                let lane = (route.kind, route.from);
                if let Err(place) = lanes.binary_search(&lane) {
                    lanes.insert(place, lane);
                }
            }
        }
        Self { all, lanes }
    }
}

/// What leads to a step, and from where.
fn links_into(
    scenario: &Scenario,
    shape: &Shape,
    before: &[Vec<usize>],
    to: usize,
    mode: Mode,
) -> Vec<(LinkKind, Node)> {
    let before = before.get(to).map_or(&[][..], Vec::as_slice);
    let from = |kind: LinkKind| before.iter().map(move |&step| (kind, Node::Step(step)));
    let nothing_before = before.is_empty();
    if let Some(caller) = shape.caller(to) {
        let by = (LinkKind::Call, Node::Step(caller));
        return std::iter::once(by).chain(from(LinkKind::Order)).collect();
    }
    match (mode, shape.is_foreground(to), scenario.process.coordination) {
        (Mode::Event, _, _) if nothing_before => vec![(LinkKind::Event, Node::Entry)],
        (Mode::Event, _, _) => from(LinkKind::Event).collect(),
        (Mode::RequestResponse, true, Coordination::Orchestrated) => {
            std::iter::once((LinkKind::Call, Node::Entry)).chain(from(LinkKind::Order)).collect()
        }
        (Mode::RequestResponse, true, Coordination::Chained) if nothing_before => {
            vec![(LinkKind::Call, Node::Entry)]
        }
        (Mode::RequestResponse, true, Coordination::Chained) => from(LinkKind::Call).collect(),
        // Behind the line the consumer whose step ended last makes the call; a foreground step that
        // ended last makes none.
        (Mode::RequestResponse, false, _) => before
            .iter()
            .map(|&step| {
                let kind = if shape.is_foreground(step) { LinkKind::Order } else { LinkKind::Call };
                (kind, Node::Step(step))
            })
            .collect(),
    }
}

/// What leads to a step that is commanded: its conductor, and those behind the line that it comes after.
fn commanded(
    scenario: &Scenario,
    shape: &Shape,
    before: &[Vec<usize>],
    to: usize,
) -> Vec<(LinkKind, Node)> {
    let before = before.get(to).map_or(&[][..], Vec::as_slice);
    let is_command = |step: usize| {
        let step = scenario.process.steps.get(step);
        step.is_some_and(|step| scenario.process.trigger(step) == Trigger::Command)
    };
    let before = before.iter().copied().filter(|&it| !shape.is_foreground(it) && is_command(it));
    let order = before.map(|step| (LinkKind::Order, Node::Step(step)));
    std::iter::once((LinkKind::Command, Node::Conductor)).chain(order).collect()
}

/// From where the conductor hears, apart from those that it commands: the entry where a command comes after
/// nothing, and the other steps that commands come after.
fn heard_of(scenario: &Scenario, shape: &Shape) -> Vec<Node> {
    let process = &scenario.process;
    let trigger = |step: usize| process.steps.get(step).map(|step| process.trigger(step));
    let commands = (0..process.steps.len()).filter(|&it| trigger(it) == Some(Trigger::Command));
    let mut from = Vec::new();
    for command in commands {
        let before = shape.predecessors(command);
        let told = before.iter().filter(|&&it| trigger(it) != Some(Trigger::Command));
        from.extend(told.map(|&step| Node::Step(step)));
        if before.is_empty() {
            from.push(Node::Entry);
        }
    }
    from.sort_unstable();
    from.dedup();
    from
}

impl Grid {
    fn route(&self, kind: LinkKind, from: Node, to: Node) -> Route {
        let (a, b) = (self.cell(from), self.cell(to));
        let is_trunk = kind == LinkKind::Call && from == Node::Entry;
        let crosses_line = a.row < self.foreground_rows && b.row >= self.foreground_rows;
        let into_pipe = matches!(kind, LinkKind::Event | LinkKind::Command);
        let (exit, through, enter) = if !into_pipe && self.is_clear(a, b) {
            (Side::Right, Vec::new(), Side::Left)
        } else if is_trunk {
            self.trunk(a, b)
        } else if into_pipe || crosses_line {
            self.drop(a, b)
        } else {
            self.sideways(a, b)
        };
        Route { kind, from, to, exit, through, enter }
    }

    /// The number of the corridor above a row.
    fn above(&self, row: usize) -> usize {
        if row < self.foreground_rows { row } else { row + 1 }
    }

    /// The number of the corridor below a row.
    fn below(&self, row: usize) -> usize {
        if row < self.foreground_rows { row + 1 } else { row + 2 }
    }

    /// From the entry into the top of a card.
    fn trunk(&self, a: Cell, b: Cell) -> (Side, Vec<Passage>, Side) {
        let corridor = Passage::Corridor(self.above(b.row));
        if a.row == b.row {
            (Side::Top, vec![corridor], Side::Top)
        } else {
            (Side::Left, vec![Passage::Gutter(a.column), corridor], Side::Top)
        }
    }

    /// From the bottom of a card into the top of another below it, or, beside it, over the gutter.
    fn drop(&self, a: Cell, b: Cell) -> (Side, Vec<Passage>, Side) {
        let above = Passage::Corridor(self.above(b.row));
        if b.row <= a.row {
            return (Side::Right, vec![Passage::Gutter(a.column + 1), above], Side::Top);
        }
        let first = Passage::Corridor(self.below(a.row));
        let is_next = b.row == a.row + 1;
        let through =
            if is_next { vec![first] } else { vec![first, Passage::Gutter(b.column), above] };
        (Side::Bottom, through, Side::Top)
    }

    /// From the right of a card into the left of another.
    fn sideways(&self, a: Cell, b: Cell) -> (Side, Vec<Passage>, Side) {
        let (out, into) = (Passage::Gutter(a.column + 1), Passage::Gutter(b.column));
        if out == into {
            return (Side::Right, vec![out], Side::Left);
        }
        let corridor = if b.row > a.row { self.above(b.row) } else { self.above(a.row) };
        (Side::Right, vec![out, Passage::Corridor(corridor), into], Side::Left)
    }
}
