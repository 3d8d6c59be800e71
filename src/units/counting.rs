//! How often something has been done in this thread that must not be done twice. Only where assertions
//! are compiled: tests read it, and what ships does not count.

use std::cell::Cell;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// A scenario was checked.
    Checked,
    /// A document was written.
    Written,
    /// A run was begun.
    Begun,
}

thread_local! {
    static DONE: [Cell<u32>; 3] = const { [const { Cell::new(0) }; 3] };
}

/// Counts one more.
#[inline]
pub fn count(what: Counted) {
    if cfg!(debug_assertions) {
        DONE.with(|done| {
            if let Some(cell) = done.get(what as usize) {
                cell.set(cell.get() + 1);
            }
        });
    }
}

/// How often it has been done so far.
#[must_use]
pub fn counted(what: Counted) -> u32 {
    DONE.with(|done| done.get(what as usize).map_or(0, Cell::get))
}
