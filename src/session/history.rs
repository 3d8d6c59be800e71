//! Undo and redo: the designs before and after, bounded.

use super::{Opened, Source};

/// The designs that undo and redo lead to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    past: Vec<Opened>,
    future: Vec<Opened>,
}

impl History {
    /// How many changes can be taken back; older ones are forgotten.
    pub const MOST: usize = 200;

    /// Whether there is something to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to do again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// What was open before the last change.
    #[must_use]
    pub fn last(&self) -> Option<&Opened> {
        self.past.last()
    }

    /// Keeps the design before a change; what had been taken back cannot be done again.
    pub(super) fn keep(&mut self, before: Opened) {
        self.future.clear();
        if self.past.len() == Self::MOST {
            self.past.remove(0);
        }
        self.past.push(before);
    }

    /// The designs of this source that undo and redo lead to, without another one on the way.
    pub(super) fn of_source<'a>(
        &'a mut self,
        source: &'a Source,
    ) -> impl Iterator<Item = &'a mut Opened> {
        let is_same = move |design: &&mut Opened| design.source == *source;
        let past = self.past.iter_mut().rev().take_while(is_same);
        past.chain(self.future.iter_mut().rev().take_while(is_same))
    }

    /// The design before the last change, in exchange for the current one.
    pub(super) fn undo(&mut self, current: &Opened) -> Option<Opened> {
        let before = self.past.pop()?;
        self.future.push(current.clone());
        Some(before)
    }

    /// The design that was taken back last, in exchange for the current one.
    pub(super) fn redo(&mut self, current: &Opened) -> Option<Opened> {
        let after = self.future.pop()?;
        self.past.push(current.clone());
        Some(after)
    }
}
