//! The recorder: writes what happens into a [`Recording`], up to a bound.
//!
//! What is written when is in `spans`.

use crate::units::Moment;

use super::entity::NONE;
use super::entity::index;
use super::recording::{Recording, Span};

/// More spans than this are not recorded: about 60 MB.
pub(super) const MOST_SPANS: usize = 250_000;

#[derive(Debug, Default)]
pub(super) struct Recorder {
    pub(super) recording: Recording,
    /// When the first span had to be left out.
    full_since: Option<u64>,
}

impl Recorder {
    pub(super) fn open(&mut self, span: Span) -> u32 {
        if self.recording.spans.len() >= MOST_SPANS {
            self.full_since.get_or_insert(span.sent.as_micros());
            return NONE;
        }
        self.recording.spans.push(span);
        index(self.recording.spans.len() - 1)
    }

    pub(super) fn finish(&mut self, now: u64) {
        self.recording.end = Moment::from_micros(now);
        self.recording.complete_until = Moment::from_micros(self.full_since.unwrap_or(now));
        debug_assert!(self.recording.spans.is_sorted_by_key(|span| span.sent), "opened in order");
    }

    pub(super) fn into_recording(self) -> Recording {
        self.recording
    }
}
