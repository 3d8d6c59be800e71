//! Where the papers with notes hang.
//!
//! A paper hangs below its card where there is room, else beside or above it: where it covers no card, no pipe
//! and no other paper, first as wide as its card, then wider. Where there is no such place, it hangs where it
//! leaves at least its own card, and with it the switch, free. Notes about the whole hang in the top right
//! corner, one below the other.

use super::letters::{lines, width, words};
use super::notes::{About, Shown};
use super::{Node, Placement, Rect};

/// The type of a note, and how high a line of it is.
const TEXT: (f64, f64) = (12.0, 16.0);
/// Around the text: left and right together, above and below together.
const PADDING: (f64, f64) = (14.0, 8.0);
/// Between a card, on whose lower edge a badge hangs, and its paper.
const GAP: f64 = 10.0;
/// Between papers, and between them and the sides of the picture.
const APART: f64 = 6.0;
/// How wide a paper is that finds no room as wide as its card.
const WIDER: f64 = 280.0;
/// How wide a paper in the corner is at most, and what it leaves free for the name of the band.
const CORNER: (f64, f64) = (420.0, 180.0);

/// A note with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// What it says.
    pub text: String,
    /// At what it hangs.
    pub at: About,
    /// Where, in pixels of the picture; its text needs no more.
    pub place: Rect,
}

/// The papers of the notes that are shown, in a picture of this height.
#[must_use]
pub fn papers(placement: &Placement, height: f64, shown: &[Shown]) -> Vec<Paper> {
    let bounds = Rect { x: 0.0, y: 0.0, width: placement.width, height };
    let mut hung: Vec<Paper> = Vec::new();
    // Those in the corner first: their place is fixed.
    for note in shown.iter().filter(|it| it.at == About::Whole) {
        let place = in_corner(&note.text, bounds, &hung);
        hung.push(Paper { text: note.text.clone(), at: note.at, place });
    }
    for note in shown {
        let About::Node(node) = note.at else { continue };
        let Some(card) = placement.card(node) else { continue };
        let taken = || taken(placement).chain(hung.iter().map(|it| it.place));
        let place = at_card(&note.text, card, node, bounds, &hung, &|it| {
            !taken().any(|other| other.overlaps(it))
        });
        hung.push(Paper { text: note.text.clone(), at: note.at, place });
    }
    hung
}

/// Every card and pipe.
fn taken(placement: &Placement) -> impl Iterator<Item = Rect> {
    let steps = placement.steps.iter().flat_map(|step| [Some(step.card), step.pipe]);
    steps.chain([Some(placement.entry), placement.conductor]).flatten()
}

/// How high a text is on a paper of this width.
fn high(text: &str, wide: f64) -> f64 {
    let room = wide - PADDING.0;
    let count: usize = text.lines().map(|line| lines(words(line), TEXT.0, room)).sum();
    #[allow(clippy::cast_precision_loss)] // a few lines
    let count = count.max(1) as f64;
    count * TEXT.1 + PADDING.1
}

fn in_corner(text: &str, bounds: Rect, hung: &[Paper]) -> Rect {
    let most = (bounds.width - CORNER.1).clamp(WIDER / 2.0, CORNER.0);
    let longest = text.lines().map(|line| width(line, TEXT.0)).fold(0.0, f64::max);
    let wide = (longest + PADDING.0).min(most);
    let y = hung.last().map_or(APART, |above| above.place.bottom() + APART);
    Rect { x: bounds.right() - APART - wide, y, width: wide, height: high(text, wide) }
}

fn at_card(
    text: &str,
    card: Rect,
    node: Node,
    bounds: Rect,
    hung: &[Paper],
    is_free: &dyn Fn(Rect) -> bool,
) -> Rect {
    let own = hung.iter().filter(|it| it.at == About::Node(node));
    let below = own.map(|it| it.place).filter(|it| it.y >= card.bottom());
    let below = below.map(|it| it.bottom() + APART).fold(card.bottom() + GAP, f64::max);
    let around = |wide: f64| {
        let height = high(text, wide);
        let at = |x: f64, y: f64| Rect { x, y, width: wide, height };
        [
            at(card.x, below),
            // As wide as it is, it may begin further left.
            at(card.right() - wide, below),
            at(card.right() + GAP, card.y),
            at(card.x - GAP - wide, card.y),
            at(card.x, card.y - GAP - height),
        ]
    };
    let places = [card.width, WIDER].map(around);
    let places = places.iter().flatten().copied();
    let is_inside = |it: Rect| {
        it.x >= 0.0 && it.y >= 0.0 && it.right() <= bounds.right() && it.bottom() <= bounds.bottom()
    };
    let free = places.clone().find(|&it| is_inside(it) && is_free(it));
    // Where all is taken, it covers others rather than its own card, and lies inside.
    let beside = || places.clone().map(|it| moved_into(it, bounds)).find(|it| !it.overlaps(card));
    let anyhow = Rect { x: card.x, y: below, width: card.width, height: high(text, card.width) };
    free.or_else(beside).unwrap_or(anyhow)
}

/// The same, no further than the sides of the picture.
fn moved_into(it: Rect, bounds: Rect) -> Rect {
    let x = it.x.min(bounds.right() - it.width).max(0.0);
    let y = it.y.min(bounds.bottom() - it.height).max(0.0);
    Rect { x, y, ..it }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Mode;
    use crate::testing::{checked, checkout};

    fn at(node: Node, text: &str) -> Shown {
        Shown { text: text.to_owned(), at: About::Node(node) }
    }

    fn placement(width: f64) -> Placement {
        Placement::new(&checked(&checkout(Mode::Event)), width)
    }

    /// A text of so many words of five letters.
    fn long(words: usize) -> String {
        "notes ".repeat(words)
    }

    #[test]
    fn a_short_note_hangs_below_its_card_and_covers_nothing() {
        let placement = placement(1200.0);
        let papers = papers(&placement, placement.height, &[at(Node::Step(0), "Look")]);
        let card = placement.steps[0].card;
        let expected = Rect { x: card.x, y: card.bottom() + 10.0, width: card.width, height: 24.0 };
        assert_eq!(papers.len(), 1);
        assert_eq!(papers[0].place, expected);
        assert!(!taken(&placement).any(|it| it.overlaps(expected)));
    }

    #[test]
    fn no_paper_covers_its_own_card_or_leaves_the_picture() {
        for width in [390.0, 800.0, 1200.0] {
            let placement = placement(width);
            let nodes = (0..placement.steps.len()).map(Node::Step).chain([Node::Entry]);
            for node in nodes {
                for count in [1, 20, 80] {
                    let papers = papers(&placement, placement.height, &[at(node, &long(count))]);
                    let (place, card) = (papers[0].place, placement.card(node).unwrap());
                    assert!(!place.overlaps(card), "{width} {node:?} {count}: {place:?} {card:?}");
                    assert!(place.x >= 0.0 && place.right() <= width, "{place:?}");
                    assert!(place.y >= 0.0 && place.bottom() <= placement.height, "{place:?}");
                }
            }
        }
    }

    #[test]
    fn notes_of_one_card_do_not_cover_each_other() {
        let placement = placement(1200.0);
        let shown = [at(Node::Entry, "one"), at(Node::Entry, "two")];
        let papers = papers(&placement, placement.height + 400.0, &shown);
        assert!(!papers[0].place.overlaps(papers[1].place), "{papers:?}");
    }

    #[test]
    fn notes_about_the_whole_hang_in_the_corner_one_below_the_other() {
        let placement = placement(1200.0);
        let whole = |text: &str| Shown { text: text.to_owned(), at: About::Whole };
        let shown = [whole("one"), at(Node::Entry, "x"), whole(&long(20))];
        let papers = papers(&placement, placement.height, &shown);
        let corner: Vec<&Paper> = papers.iter().filter(|it| it.at == About::Whole).collect();
        assert_eq!(corner.len(), 2);
        assert!(corner.iter().all(|it| (it.place.right() - 1194.0).abs() < 1e-9));
        assert!((corner[0].place.y - 6.0).abs() < 1e-9);
        assert!((corner[1].place.y - corner[0].place.bottom() - 6.0).abs() < 1e-9);
        assert!(corner[1].place.width <= 420.0 && corner[1].place.height > 24.0);
    }

    #[test]
    fn each_line_of_a_text_is_a_line_of_the_paper() {
        assert!((high("a\nb\nc", 200.0) - 56.0).abs() < 1e-9);
        assert!((high("", 200.0) - 24.0).abs() < 1e-9);
    }
}
