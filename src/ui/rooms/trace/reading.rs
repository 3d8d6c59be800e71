//! The run of the design that is open, read so that its requests can be found: the recording that the
//! stage plays, once all of it is there, and once somebody wants to see a request of it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::session::View;
use crate::trace::Traces;
use crate::trace::lists::{List, lists};
use crate::ui::context::Context;

/// A run that was read.
pub struct Read {
    /// All requests of it.
    pub traces: Traces,
    /// Which are worth looking at.
    pub lists: Vec<List>,
}

/// The run as it is read; nothing while nobody wants to see it, or while it is still being recorded.
pub fn read(context: Context) -> Memo<Option<Arc<Read>>> {
    let wanted = Memo::new(move |before: Option<&bool>| {
        before.copied().unwrap_or_default() || context.view.get() == View::Trace
    });
    Memo::new_with_compare(
        move |_| {
            if !wanted.get() {
                return None;
            }
            let (design, indexed) = (context.design.get(), context.indexed.get());
            let is_complete = context.peek(|session| {
                session.recordings().find(&design).is_some_and(|it| it.is_complete)
            });
            is_complete.then(|| {
                let traces = Traces::new(design, Arc::clone(indexed.recording()));
                let lists = lists(&traces);
                Arc::new(Read { traces, lists })
            })
        },
        |before, after| match (before, after) {
            (Some(Some(before)), Some(Some(after))) => !Arc::ptr_eq(before, after),
            (Some(None), Some(None)) => false,
            _ => true,
        },
    )
}
