//! Reads the run of the design that is open, in slices, when somebody first wants to see a request of
//! it; what was read is kept as long as the design stays.

use std::sync::Arc;

use leptos::prelude::*;

use crate::annex::table::Table;
use crate::bridge::View;
use crate::model::Scenario;
use crate::parts::following;
use crate::runner::{Sliced, in_slices};
use crate::scene::trace::Traces;
use crate::scene::trace::lists::{List, lists};
use crate::simulation::Take;

/// A run that was read.
pub struct Read {
    /// All requests of it.
    pub traces: Traces,
    /// Which are worth looking at.
    pub lists: Vec<List>,
}

/// Reads the run of every design of which a request is to be seen.
pub fn follow(table: Table) {
    // Which design is read, or has been.
    let begun = StoredValue::new(None::<Arc<Scenario>>);
    following(move || {
        let (Some(scenario), view) = (table.scenario.get(), table.view.get()) else { return };
        let same = |known: &Option<Arc<Scenario>>| {
            known.as_ref().is_some_and(|known| Arc::ptr_eq(known, &scenario))
        };
        if begun.with_value(same) {
            return;
        }
        if table.read.with_untracked(Option::is_some) {
            table.read.set(None);
        }
        if view == View::Trace {
            begun.set_value(Some(Arc::clone(&scenario)));
            // Valid, as the design that is open.
            if let Ok(take) = Take::new(&scenario) {
                in_slices(Box::new(Reading { table, scenario, take }));
            }
        }
    });
}

/// A run of which only the beginning has been read.
struct Reading {
    table: Table,
    scenario: Arc<Scenario>,
    take: Take,
}

impl Sliced for Reading {
    fn is_wanted(&self) -> bool {
        self.table.scenario.with_untracked(|open| {
            open.as_ref().is_some_and(|open| Arc::ptr_eq(open, &self.scenario))
        })
    }

    fn advance(&mut self, events: u64) -> bool {
        self.take.advance(events)
    }

    fn end(self: Box<Self>) {
        let traces = Traces::new(self.scenario, self.take.recording());
        let lists = lists(&traces);
        self.table.read.set(Some(Arc::new(Read { traces, lists })));
    }
}
