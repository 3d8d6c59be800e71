//! The picture of one design on one stage: its recording, where everything lies, and what stands on the
//! cards. The page has one of the design that is open; the comparison has one for each side.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::frames;
use crate::model::Design;
use crate::scene::{CardText, CardTexts, Fit, Frame, IndexedRecording, Node, Pane, Placement};
use crate::units::Moment;

/// What one stage shows; copied into all its views, which find it as context.
#[derive(Clone, Copy)]
pub struct Picture {
    /// Of which design, notified when it is another one.
    pub design: Memo<Design>,
    /// Its recording.
    pub indexed: Memo<Arc<IndexedRecording>>,
    /// The median time to the answer, for the line; empty while nobody knows it.
    pub median: Signal<String>,
    /// Through what it is seen.
    pub pane: RwSignal<Pane>,
    /// Whether it has been painted in the pane that it has: before that nothing moves to its place.
    pub is_placed: RwSignal<bool>,
    /// Where everything lies.
    pub placement: Memo<Arc<Placement>>,
    /// How large it is drawn: 1 is as it is placed.
    pub scale: Memo<f64>,
    /// What it shows in words, a few times a second.
    pub now: RwSignal<Now>,
    /// The moment that is drawn.
    pub moment: RwSignal<Moment>,
    /// Whether it is only looked at.
    pub inert: bool,
}

/// The state of a moment, in words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Now {
    /// The moment.
    pub moment: Moment,
    /// What stands on the cards.
    pub card_texts: CardTexts,
}

impl Picture {
    /// The picture of a design and its recording.
    #[must_use]
    pub fn new(
        design: Memo<Design>,
        indexed: Memo<Arc<IndexedRecording>>,
        median: Signal<String>,
    ) -> Self {
        let pane = RwSignal::new(Pane { magnified: 1.0, ..Pane::default() });
        let fitted = Memo::new_with_compare(
            move |_| {
                let Fit { placement, scale } = design.with(|design| Fit::new(design, pane.get()));
                (Arc::new(placement), scale)
            },
            |_, _| true,
        );
        let placement = Memo::new_with_compare(
            move |_| fitted.with(|(placement, _)| Arc::clone(placement)),
            |before, after| match (before, after) {
                (Some(before), Some(after)) => !Arc::ptr_eq(before, after),
                _ => true,
            },
        );
        let scale = Memo::new(move |_| fitted.with(|(_, scale)| *scale));
        // Names and work are there from the first paint on, so that nothing moves when the first moment is drawn.
        let card_texts = design.with_untracked(|design| {
            placement
                .with_untracked(|placement| CardTexts::new(design, placement, &Frame::default()))
        });
        let now = RwSignal::new(Now { moment: Moment::START, card_texts });
        let moment = RwSignal::new(Moment::START);
        let is_placed = RwSignal::new(false);
        let inert = false;
        Self { design, indexed, median, pane, is_placed, placement, scale, now, moment, inert }
    }

    /// Writes what there is to see on the cards.
    pub fn write(self, frame: &Frame) {
        let card_texts = self.design.with_untracked(|design| {
            self.placement.with_untracked(|placement| CardTexts::new(design, placement, frame))
        });
        self.now.set(Now { moment: frame.moment, card_texts });
    }

    /// What stands on a card. A card asks for it once, so that of hundreds only those follow a moment on
    /// which something has changed.
    pub fn card_text(self, node: Node) -> Memo<CardText> {
        Memo::new(move |_| {
            self.now.with(|now| now.card_texts.of(node).cloned().unwrap_or_default())
        })
    }

    /// How high it is drawn at least, before it is scaled: as high as the pane, so that the water fills it.
    pub fn height(self) -> f64 {
        let own = self.placement.with(|all| all.height);
        let pane = self.pane.with(|pane| pane.height) / self.scale.get();
        if pane.is_finite() { own.max(pane) } else { own }
    }

    /// It is seen through this pane now.
    pub fn resize(self, pane: Pane) {
        if self.pane.try_get_untracked().is_some_and(|it| it != pane) {
            self.pane.set(pane);
            if !self.is_placed.get_untracked() {
                frames::once_painted(move || {
                    let _ = self.is_placed.try_set(true); // gone by then, there is nothing to say
                });
            }
        }
    }
}
