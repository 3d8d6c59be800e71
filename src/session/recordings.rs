//! Recordings: what the stage plays, the comparison draws and the trace reads, made once for a design.
//!
//! The beginning of a recording is made at once, a few hundredths of a second; the rest is asked for
//! ([`Output::Record`](super::Output::Record)) and made in slices by whoever performs outputs.

use std::sync::Arc;

use crate::engine::{Recording, Take};
use crate::model::Design;
use crate::scene::IndexedRecording;

/// So much of a recording is made at once.
const AT_ONCE_EVENTS: u64 = 150_000;

/// The recordings of the designs that were looked at last.
#[derive(Debug, Clone, Default)]
pub struct Recordings(Vec<Recorded>);

/// A recording, and of what.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The design that runs in it.
    pub design: Design,
    /// What is played.
    pub indexed: Arc<IndexedRecording>,
    /// Whether it is all there, or only the beginning.
    pub is_complete: bool,
}

impl Recordings {
    /// So many are kept: of what is open, of what is beside it, and of what was before.
    pub const MOST: usize = 4;

    /// The recording of a design; its beginning is made where there is none, and `true` says that the
    /// rest is to be asked for.
    pub fn of(&mut self, design: &Design) -> (Recorded, bool) {
        if let Some(place) = self.0.iter().position(|it| it.design.runs_like(design)) {
            let found = self.0.remove(place);
            self.0.push(found.clone());
            return (found, false);
        }
        let mut take = Take::new(design);
        let is_complete = take.advance(AT_ONCE_EVENTS);
        let indexed = Arc::new(IndexedRecording::new(design, take.recording()));
        let made = Recorded { design: design.clone(), indexed, is_complete };
        self.0.push(made.clone());
        if self.0.len() > Self::MOST {
            self.0.remove(0);
        }
        (made, !is_complete)
    }

    /// The recording of a design, if there is one.
    #[must_use]
    pub fn find(&self, design: &Design) -> Option<&Recorded> {
        self.0.iter().find(|it| it.design.runs_like(design))
    }

    /// The whole recording of a design has come; where nobody looks at it any more, it is dropped.
    pub fn complete(
        &mut self,
        design: &Design,
        recording: Recording,
    ) -> Option<Arc<IndexedRecording>> {
        let kept = self.0.iter_mut().find(|it| it.design.runs_like(design))?;
        kept.indexed = Arc::new(IndexedRecording::new(design, recording));
        kept.is_complete = true;
        Some(Arc::clone(&kept.indexed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::document;
    use crate::model::Edit;

    #[test]
    fn a_design_is_recorded_once_under_any_name() {
        let design = document::read(crate::catalogue::FIRST).unwrap();
        let mut recordings = Recordings::default();
        let (first, asks) = recordings.of(&design);
        assert!(first.is_complete && !asks);
        let (again, _) = recordings.of(&design.named("Mine"));
        assert!(Arc::ptr_eq(&first.indexed, &again.indexed));
    }

    #[test]
    fn those_looked_at_last_are_kept() {
        let mut design = document::read(crate::catalogue::FIRST).unwrap();
        let first = design.clone();
        let mut recordings = Recordings::default();
        recordings.of(&design);
        for _ in 0..Recordings::MOST {
            design = Edit::Reseed.apply(&design).unwrap().design;
            recordings.of(&design);
        }
        assert!(recordings.find(&first).is_none() && recordings.find(&design).is_some());
        assert!(recordings.complete(&first, Recording::default()).is_none());
    }
}
