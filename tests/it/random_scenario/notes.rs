//! Notes for a random scenario: about steps, services and the whole, always or for a while.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use syncline::model::{Note, Scenario};

use super::parts::s;

/// A note before it knows what it is about: what it is about by the lowest two bits, which one by the rest.
#[derive(Debug, Clone)]
pub struct LooseNote {
    about: usize,
    note: Note,
}

/// A few notes; most scenarios have none.
pub fn notes() -> impl Strategy<Value = Vec<LooseNote>> {
    prop_oneof![3 => Just(Vec::new()), 1 => vec(note(), 1..=3)]
}

fn note() -> impl Strategy<Value = LooseNote> {
    // A text must say something, and may hold any characters besides.
    let text = vec(any::<char>(), 0..6).prop_map(|rest| format!("n{}", String::from_iter(rest)));
    let times = option::of((s(0.0, 6.0), option::of(s(0.001, 6.0))));
    (0..64_usize, text, times).prop_map(|(about, text, times)| {
        let (at_s, for_s) = times.map_or((None, None), |(at_s, for_s)| (Some(at_s), for_s));
        LooseNote { about, note: Note { at_s, for_s, text, ..Note::default() } }
    })
}

/// The scenario with these notes, each about something that is there.
pub fn noted(mut scenario: Scenario, notes: Vec<LooseNote>) -> Scenario {
    let (steps, services) = (&scenario.process.steps, &scenario.services);
    let placed = notes.into_iter().map(|LooseNote { about, mut note }| {
        let number = about >> 2;
        match about & 3 {
            1 | 3 => note.step = steps.get(number % steps.len()).map(|it| it.id.clone()),
            2 => note.service = services.get(number % services.len()).map(|it| it.id.clone()),
            _ => {}
        }
        note
    });
    scenario.notes = placed.collect();
    scenario
}
