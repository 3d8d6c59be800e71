//! Where the cards, the acknowledgement line and the links lie.
//!
//! A picture is made in four stages, each in its own file. `order` asks a layered-graph-layout for one
//! order of all steps, whatever their modes: flipping a step therefore moves it across the line and
//! leaves the others in their order. `grid` gives each card a row and a column, foreground above
//! background, wrapping what is wider than the picture. `route` leads each link through the corridors
//! between the rows and the gutters between the columns, so that none crosses a card. `ruler` makes
//! pixels of rows, columns, corridors and gutters.
//!
//! With orchestrated coordination the entry calls every foreground step, and thin links show the order
//! between them; with chained coordination each step is called by its predecessor. An event goes from
//! each step that may have published it into the pipe on top of the card of the step that reacts to it.
//! Links that follow from others (A before C, where A before B before C) are left out. A step that calls
//! others during its work has links to them, and what follows it lies behind them all. A workflow's conductor
//! has a card of its own below the line; from it commands go into the pipes of the steps that it commands, and
//! outcomes come back beside them.

mod crossings;
mod fit;
mod gaps;
mod grid;
mod order;
mod room;
mod route;
mod ruler;
mod units;

use super::geometry::{Path, Point, Rect};
use crate::model::{Design, Mode, Scenario};

pub use fit::{Fit, Pane};
pub use gaps::{Gap, gaps};
pub use room::parts;
pub use units::Unit;

/// With how many lanes a topic in partitions is drawn at most.
pub(crate) const LANES: usize = 5;

/// Where everything on the stage lies, for one width.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Placement {
    /// The width that it was made for.
    pub width: f64,
    /// The height that it needs.
    pub height: f64,
    /// The acknowledgement line: how far down it runs, from the left side to the right.
    pub line_y: f64,
    /// The card of whoever takes the request and answers it, above the line.
    pub entry: Rect,
    /// The card of whoever conducts the workflow, below the line, where there is one.
    pub conductor: Option<Rect>,
    /// The steps, by their index in the document.
    pub steps: Vec<StepPlace>,
    /// Steps that succeed or fail together.
    pub units: Vec<Unit>,
    /// What connects them; order first, then calls, then events: in the order in which to draw.
    pub links: Vec<Link>,
    /// The links that end at each step, order left out.
    incoming: Vec<Vec<usize>>,
}

/// Where one step lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StepPlace {
    /// On which side of the acknowledgement line.
    pub band: Band,
    /// Its card.
    pub card: Rect,
    /// The topic that stands on the card, for a step that reacts to an event.
    pub pipe: Option<Rect>,
}

/// A side of the acknowledgement line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Band {
    /// Above it: somebody waits.
    Foreground,
    /// Below it: the customer has the answer already.
    Background,
}

/// A line between two cards.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// What it carries.
    pub kind: LinkKind,
    /// Where it begins.
    pub from: Node,
    /// Where it ends.
    pub to: Node,
    /// The way there, from the one card to the other or to its pipe.
    pub there: Path,
    /// The way back, beside the way there; for calls and commands only.
    pub back: Option<Path>,
}

/// What a link carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// Nothing: the one step comes after the other.
    Order,
    /// Calls, and their answers.
    Call,
    /// Events, into a topic; or what a conductor is to hear, to its card.
    Event,
    /// Commands, into a topic, and their outcomes.
    Command,
}

/// Where a link begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// The entry card.
    Entry,
    /// The card of the step of this index.
    Step(usize),
    /// The card of whoever conducts the workflow.
    Conductor,
}

impl Placement {
    /// Places a scenario in a picture of this width, in pixels; as high as it needs.
    #[must_use]
    pub fn new(design: &Design, width: f64) -> Self {
        let (scenario, shape) = (design.scenario(), design.shape());
        let count = scenario.process.steps.len();
        let is_conducted = scenario.process.workflow.is_some();
        let columns = ruler::Columns::fitting(width, count + 1 + usize::from(is_conducted));
        let before = order::direct_predecessors(shape, count);
        let lies_behind = order::all_that_it_lies_behind(shape, &before);
        let order = order::of_steps(&lies_behind, shape);
        let grid = grid::Grid::new(shape, &lies_behind, &order, columns.count, is_conducted);
        let routes = route::Routes::new(scenario, shape, &before, &grid);
        let ruler =
            ruler::Ruler::new(columns, &grid, &routes, &rows(scenario, &grid, columns.card()));
        let steps: Vec<StepPlace> = (0..count)
            .map(|step| {
                let band =
                    if shape.is_foreground(step) { Band::Foreground } else { Band::Background };
                let it = scenario.process.steps.get(step);
                let mode = it.map(|step| step.mode);
                let partitions = it.and_then(|step| step.delivery.partitions);
                let card = ruler.card(grid.cell(Node::Step(step)));
                let pipe = (mode == Some(Mode::Event)).then(|| ruler::pipe_on(card, partitions));
                StepPlace { band, card, pipe }
            })
            .collect();
        let entry = ruler.card(grid.cell(Node::Entry));
        let conductor = is_conducted.then(|| ruler.card(grid.cell(Node::Conductor)));
        let mut placement = Self {
            width,
            height: ruler.height(),
            line_y: ruler.line_y(),
            entry,
            conductor,
            units: units::drawn(scenario, &steps),
            steps,
            links: Vec::new(),
            incoming: vec![Vec::new(); count],
        };
        placement.links = routes.all.iter().map(|route| placement.link(route, &ruler)).collect();
        for (index, link) in placement.links.iter().enumerate() {
            let Node::Step(to) = link.to else { continue };
            if let (LinkKind::Call | LinkKind::Event | LinkKind::Command, Some(incoming)) =
                (link.kind, placement.incoming.get_mut(to))
            {
                incoming.push(index);
            }
        }
        placement
    }

    /// The links on which a step is called or gets its events, in the order of the document.
    pub fn incoming(&self, step: usize) -> impl Iterator<Item = &Link> {
        let links = self.incoming.get(step).map_or(&[][..], Vec::as_slice);
        links.iter().filter_map(|&index| self.links.get(index))
    }

    /// The card of a node; nothing for a step that does not exist.
    #[must_use]
    pub fn card(&self, node: Node) -> Option<Rect> {
        match node {
            Node::Entry => Some(self.entry),
            Node::Step(step) => self.steps.get(step).map(|place| place.card),
            Node::Conductor => self.conductor,
        }
    }

    /// The link on which a conductor hears that a node has come so far.
    #[must_use]
    pub fn to_conductor(&self, from: Node) -> Option<&Link> {
        self.links.iter().find(|link| link.to == Node::Conductor && link.from == from)
    }

    fn link(&self, route: &route::Route, ruler: &ruler::Ruler) -> Link {
        let from = self.card(route.from).unwrap_or_default();
        let card = self.card(route.to).unwrap_or_default();
        let pipe = match route.to {
            Node::Step(step) => self.steps.get(step).and_then(|place| place.pipe),
            Node::Entry | Node::Conductor => None,
        };
        let to = match (route.enter, pipe) {
            (route::Side::Top, Some(pipe)) => pipe,
            _ => card,
        };
        let points = ruler.polyline(route, from, to);
        let (there, back) = match route.kind {
            LinkKind::Call | LinkKind::Command => (
                ruler::beside(&points, ruler::APART),
                Some(ruler::beside(&points, -ruler::APART).reversed()),
            ),
            LinkKind::Order | LinkKind::Event => (Path::new(points), None),
        };
        Link { kind: route.kind, from: route.from, to: route.to, there, back }
    }
}

/// How much room each row needs for cards of this width.
fn rows(scenario: &Scenario, grid: &grid::Grid, wide: f64) -> Vec<ruler::RowRoom> {
    let mut rows = vec![ruler::RowRoom::default(); grid.rows];
    for (cell, node) in grid.all() {
        let Some(row) = rows.get_mut(cell.row) else { continue };
        let partitions = match node {
            Node::Step(step) => {
                scenario.process.steps.get(step).and_then(|it| it.delivery.partitions)
            }
            Node::Entry | Node::Conductor => None,
        };
        let pipe = ruler::pipe_end(partitions);
        row.cards = row.cards.max(room::card_height(scenario, node, wide));
        row.topics = row.topics.max(room::topic_height(scenario, node, wide, pipe));
    }
    rows
}

/// The middle of a side of a card.
fn port(card: Rect, side: route::Side) -> Point {
    let center = card.center();
    match side {
        route::Side::Left => Point::new(card.x, center.y),
        route::Side::Right => Point::new(card.right(), center.y),
        route::Side::Top => Point::new(center.x, card.y),
        route::Side::Bottom => Point::new(center.x, card.bottom()),
    }
}

#[cfg(test)]
mod tests;
