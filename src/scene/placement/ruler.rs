//! Pixels for rows, columns, corridors and gutters.

use std::collections::BTreeMap;

use super::grid::{Cell, Grid};
use super::route::{Lane, Passage, Route, Routes, Side};
use super::{LANES, LinkKind, Node, Path, Point, Rect, port};

/// Half the distance between the way there and the way back.
pub(super) const APART: f64 = 4.0;
/// A pipe.
const PIPE: Rect = Rect { x: 0.0, y: 0.0, width: 26.0, height: 38.0 };
/// How wide a lane of a pipe is.
const PIPE_LANE: f64 = 9.0;
/// Between a pipe and its card.
const PIPE_GAP: f64 = 6.0;
/// Between the left sides of a card and of its pipe, so that the name of the topic has room beside it.
const PIPE_ASIDE: f64 = 12.0;
/// Above everything, for the name of the band.
const TOP: f64 = 36.0;
/// Between the last corridor of the foreground and the line, for its name.
const ABOVE_LINE: f64 = 30.0;
/// Below everything, for the name of the band.
const BOTTOM: f64 = 56.0;
/// Below the line, where nothing lies in the background.
const EMPTY_BACKGROUND: f64 = 60.0;
/// Beside the outermost lanes of a corridor, above and below together.
const CORRIDOR_MARGIN: f64 = 20.0;
/// Between lanes.
const LANE: f64 = 8.0;

/// How the width is divided.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Columns {
    /// How many columns there are; at least 1.
    pub count: usize,
    margin: f64,
    card: f64,
    gap: f64,
}

impl Columns {
    /// As many columns as fit, and no more than there are cards.
    pub fn fitting(width: f64, cards: usize) -> Self {
        let is_narrow = width < 760.0;
        let (margin, narrowest_gap, gap) =
            if is_narrow { (20.0, 28.0, 28.0) } else { (24.0, 40.0, 60.0) };
        let narrowest_card = if is_narrow { 148.0 } else { 168.0 };
        let inner = (width - 2.0 * margin).max(narrowest_card);
        let fits = (inner + narrowest_gap) / (narrowest_card + narrowest_gap);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        // at least 1, and bounded by the cards
        let count = (fits as usize).clamp(1, cards.max(1));
        let gaps = real(count - 1);
        let card = ((inner - gaps * gap) / real(count)).clamp(narrowest_card, 200.0);
        let room = inner - real(count) * card;
        let gap = if gaps > 0.0 { (room / gaps).clamp(narrowest_gap, 96.0) } else { narrowest_gap };
        Self { count, margin, card, gap }
    }

    /// How wide a card is.
    pub const fn card(&self) -> f64 {
        self.card
    }

    fn x(&self, column: usize) -> f64 {
        self.margin + real(column) * (self.card + self.gap)
    }

    /// The left and the right side of a gutter.
    fn gutter(&self, number: usize) -> (f64, f64) {
        if number == 0 {
            (0.0, self.margin)
        } else if number >= self.count {
            let right = self.x(self.count) - self.gap;
            (right, right + self.margin)
        } else {
            (self.x(number) - self.gap, self.x(number))
        }
    }
}

/// How much room a row needs, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct RowRoom {
    /// Its cards.
    pub cards: f64,
    /// The topics on top of them.
    pub topics: f64,
}

/// Where rows, columns, corridors and gutters lie, in pixels.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ruler {
    columns: Columns,
    /// The top of the cards of each row, and how high they are.
    rows: Vec<(f64, f64)>,
    line_y: f64,
    height: f64,
    /// Where each lane of each passage runs.
    lanes: BTreeMap<(Passage, Lane), f64>,
}

impl Ruler {
    /// Measures a grid with the corridors and gutters that its routes need.
    pub fn new(columns: Columns, grid: &Grid, routes: &Routes, rows: &[RowRoom]) -> Self {
        let mut ruler =
            Self { columns, rows: Vec::new(), line_y: 0.0, height: 0.0, lanes: BTreeMap::new() };
        let mut y = TOP;
        for row in 0..grid.rows {
            if row == grid.foreground_rows {
                y = ruler.line(y, row, routes);
            }
            let is_below = row >= grid.foreground_rows;
            let number = if is_below { row + 1 } else { row };
            let RowRoom { cards, topics } = rows.get(row).copied().unwrap_or_default();
            y = ruler.corridor(y, number, routes) + topics;
            ruler.rows.push((y, cards));
            y += cards;
        }
        if grid.rows == grid.foreground_rows {
            y = ruler.line(y, grid.rows, routes) + EMPTY_BACKGROUND;
        }
        ruler.height = y + BOTTOM;
        for (&passage, lanes) in &routes.lanes {
            if let Passage::Gutter(number) = passage {
                ruler.gutter(passage, number, lanes);
            }
        }
        ruler
    }

    /// The corridor above the line, and the line; returns what is reached.
    fn line(&mut self, y: f64, number: usize, routes: &Routes) -> f64 {
        self.line_y = self.corridor(y, number, routes) + ABOVE_LINE;
        self.line_y
    }

    fn corridor(&mut self, y: f64, number: usize, routes: &Routes) -> f64 {
        let passage = Passage::Corridor(number);
        let mut at = y + CORRIDOR_MARGIN / 2.0;
        for &lane in routes.lanes.get(&passage).into_iter().flatten() {
            let width = room(lane);
            self.lanes.insert((passage, lane), at + width / 2.0);
            at += width;
        }
        at + CORRIDOR_MARGIN / 2.0
    }

    /// The lanes of a gutter lie around its middle, closer where it is narrow.
    fn gutter(&mut self, passage: Passage, number: usize, lanes: &[Lane]) {
        let (left, right) = self.columns.gutter(number);
        let wanted: f64 = lanes.iter().map(|&lane| room(lane)).sum();
        let shrink = ((right - left - 4.0) / wanted).min(1.0);
        let mut at = f64::midpoint(left, right) - wanted * shrink / 2.0;
        for &lane in lanes {
            let width = room(lane) * shrink;
            self.lanes.insert((passage, lane), at + width / 2.0);
            at += width;
        }
    }

    pub const fn height(&self) -> f64 {
        self.height
    }

    pub const fn line_y(&self) -> f64 {
        self.line_y
    }

    /// The card of a cell.
    pub fn card(&self, cell: Cell) -> Rect {
        let (y, height) = self.rows.get(cell.row).copied().unwrap_or_default();
        Rect { x: self.columns.x(cell.column), y, width: self.columns.card, height }
    }

    /// The corners of a route between two rectangles.
    pub fn polyline(&self, route: &Route, from: Rect, to: Rect) -> Vec<Point> {
        let mut at = port(from, route.exit);
        let end = port(to, route.enter);
        let mut points = vec![at];
        for &passage in &route.through {
            let lane: Lane = (route.kind, route.from);
            let place = self.lanes.get(&(passage, lane)).copied();
            at = match passage {
                Passage::Corridor(_) => Point::new(at.x, place.unwrap_or(at.y)),
                Passage::Gutter(_) => Point::new(place.unwrap_or(at.x), at.y),
            };
            points.push(at);
        }
        match route.enter {
            Side::Top | Side::Bottom => points.push(Point::new(end.x, at.y)),
            Side::Left | Side::Right => points.push(Point::new(at.x, end.y)),
        }
        points.push(end);
        points
    }
}

/// How much room a lane takes across.
fn room((kind, _): (LinkKind, Node)) -> f64 {
    match kind {
        LinkKind::Call | LinkKind::Command => LANE + 2.0 * APART,
        LinkKind::Order | LinkKind::Event => LANE,
    }
}

/// The pipe that stands on a card: wider where it has partitions, so that each has its lane.
pub(super) fn pipe_on(card: Rect, partitions: Option<u32>) -> Rect {
    let (x, y) = (card.x + PIPE_ASIDE, card.y - PIPE_GAP - PIPE.height);
    Rect { x, y, width: pipe_width(partitions), ..PIPE }
}

/// From the left side of a card to the right side of its pipe.
pub(super) fn pipe_end(partitions: Option<u32>) -> f64 {
    PIPE_ASIDE + pipe_width(partitions)
}

fn pipe_width(partitions: Option<u32>) -> f64 {
    let lanes = partitions.map_or(0, |it| LANES.min(it as usize));
    PIPE.width.max(real(lanes) * PIPE_LANE)
}

/// The polyline that runs beside this one of upright and level pieces, so far to its left as it goes.
pub(super) fn beside(points: &[Point], left: f64) -> Path {
    let corners = Path::new(points.iter().copied());
    let points = corners.points();
    let aside = |a: Point, b: Point| {
        let length = a.distance(b);
        Point::new((b.y - a.y) / length * left, (a.x - b.x) / length * left)
    };
    Path::new(points.iter().enumerate().map(|(index, &point)| {
        let before = index.checked_sub(1).and_then(|before| points.get(before));
        let after = points.get(index + 1);
        let shifts = [before.map(|&a| aside(a, point)), after.map(|&b| aside(point, b))];
        match shifts {
            // Straight on: both sides shift alike, and once is enough.
            [Some(a), Some(b)] if a.distance(b) < 1e-9 => Point::new(point.x + a.x, point.y + a.y),
            [Some(a), Some(b)] => Point::new(point.x + a.x + b.x, point.y + a.y + b.y),
            [Some(a), None] | [None, Some(a)] => Point::new(point.x + a.x, point.y + a.y),
            [None, None] => point,
        }
    }))
}

#[allow(clippy::cast_precision_loss)] // a handful of cards
fn real(count: usize) -> f64 {
    count as f64
}
