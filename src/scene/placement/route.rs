//! Which way each link goes: out of one side of a card, through corridors and gutters, into a side of
//! another.
//!
//! A corridor runs above each row, and one below the last row of the foreground, above the line; a
//! gutter runs left of each column, and one right of the last. Links of one kind from one card share
//! their lane, like a trunk with its branches.

use std::collections::BTreeMap;

use super::grid::{Cell, Grid};
use super::{LinkKind, Node};
use crate::model::{Coordination, Mode, Scenario, Shape};

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
    pub to: usize,
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
            for (kind, from) in links_into(scenario, shape, before, to, step.mode) {
                all.push(grid.route(kind, from, to));
            }
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

impl Grid {
    fn route(&self, kind: LinkKind, from: Node, to: usize) -> Route {
        let (a, b) = (self.cell(from), self.cell(Node::Step(to)));
        let is_trunk = kind == LinkKind::Call && from == Node::Entry;
        let crosses_line = a.row < self.foreground_rows && b.row >= self.foreground_rows;
        let (exit, through, enter) = if kind != LinkKind::Event && self.is_clear(a, b) {
            (Side::Right, Vec::new(), Side::Left)
        } else if is_trunk {
            self.trunk(a, b)
        } else if kind == LinkKind::Event || crosses_line {
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
