//! The picture of one design on one stage: its recording, where everything lies, and what stands on the
//! cards. The page has one of the design that is open; the comparison has one for each side.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::frames;
use crate::model::Design;
use crate::scene::{CardText, CardTexts, Frame, IndexedRecording, Node, Placement};
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
    /// How wide the stage is, in CSS pixels.
    pub width: RwSignal<f64>,
    /// Whether it has been painted at the width that it has: before that nothing moves to its place.
    pub is_placed: RwSignal<bool>,
    /// Where everything lies.
    pub placement: Memo<Arc<Placement>>,
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
        let width = RwSignal::new(0.0);
        let placement = Memo::new_with_compare(
            move |_| Arc::new(design.with(|design| Placement::new(design, width.get()))),
            |before, after| match (before, after) {
                (Some(before), Some(after)) => !Arc::ptr_eq(before, after),
                _ => true,
            },
        );
        let (now, moment) = (RwSignal::default(), RwSignal::new(Moment::START));
        let is_placed = RwSignal::new(false);
        Self { design, indexed, median, width, is_placed, placement, now, moment, inert: false }
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

    /// The stage is so wide now, in CSS pixels.
    pub fn resize(self, width: f64) {
        if self.width.try_get_untracked() != Some(width) {
            self.width.set(width);
            if !self.is_placed.get_untracked() {
                frames::once_painted(move || {
                    let _ = self.is_placed.try_set(true); // gone by then, there is nothing to say
                });
            }
        }
    }
}
