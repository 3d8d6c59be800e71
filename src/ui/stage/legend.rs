//! What the shapes mean, and how often what they tell of has happened so far.
//!
//! One list: a sign stands in the legend where it is always of use, or where what it tells of happens in the
//! run at all.

use leptos::prelude::*;

use crate::model::{Design, FaultKind};
use crate::scene::{Counts, Happening};
use crate::ui::context::Context;
use crate::ui::parts::{dynamic, list, signal};
use crate::units::format;

/// A sign that is drawn on the stage.
struct Sign {
    /// Its word.
    name: &'static str,
    /// What it tells, as a sentence.
    means: &'static str,
    /// How it is drawn: its colour, and "solid" where it is filled.
    class: &'static str,
    /// Its outline in a square of 14.
    outline: &'static str,
    /// What is drawn behind it.
    trail: &'static str,
    /// When it is there.
    there: There,
}

/// When a sign stands in the legend.
enum There {
    Always,
    /// Where the design has such a thing.
    Where(fn(&Design) -> bool),
    /// Always, with its count.
    Counted(Happening),
    /// Where it happens in the run, with its count.
    Once(Happening),
}

static SIGNS: [Sign; 16] = [
    Sign {
        name: "call",
        means: "A call on its way to the service that does the step",
        class: "call solid",
        outline: "M2.5 7a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
        trail: "",
        there: There::Always,
    },
    Sign {
        name: "answer",
        means: "The answer on its way back",
        class: "call",
        outline: "M3.5 7a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z",
        trail: "",
        there: There::Always,
    },
    Sign {
        name: "event",
        means: "An event: published once, kept in a topic, nobody waits",
        class: "event solid",
        outline: "M7 1.5L12.5 7 7 12.5 1.5 7z",
        trail: "",
        there: There::Always,
    },
    Sign {
        name: "command",
        means: "A command of the workflow: to one addressee, kept in a topic; hollow, its outcome on its way back",
        class: "event solid",
        outline: "M2 7l2.5-4.4h5L12 7l-2.5 4.4h-5z",
        trail: "",
        there: There::Where(|design| design.process.workflow.is_some()),
    },
    Sign {
        name: "once more",
        means: "An event that its topic still has is there once more: replayed, or redriven",
        class: "event",
        outline: "M11.5 7a4.5 4.5 0 1 1-1.6-3.4M10.2 1.2v2.6H7.6",
        trail: "",
        there: There::Where(|design| {
            design.faults.iter().any(|fault| matches!(fault.what, FaultKind::Replay(_)))
        }),
    },
    Sign {
        name: "retry",
        means: "Tried again, or delivered again: it draws a trail",
        class: "call solid",
        outline: "M6.5 7a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z",
        trail: "M0 7h8",
        there: There::Counted(Happening::Retry),
    },
    Sign {
        name: "failure",
        means: "An attempt ended with an error",
        class: "bad",
        outline: "M3.5 3.5l7 7M10.5 3.5l-7 7",
        trail: "",
        there: There::Counted(Happening::Failed),
    },
    Sign {
        name: "time-out",
        means: "The caller gave up waiting: a ring that grows",
        class: "bad",
        outline: "M2 7a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
        trail: "",
        there: There::Once(Happening::TimedOut),
    },
    Sign {
        name: "late answer",
        means: "An answer to a caller who had given up: it fades",
        class: "call faded",
        outline: "M3.5 7a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z",
        trail: "",
        there: There::Once(Happening::Late),
    },
    Sign {
        name: "refusal",
        means: "Refused: the queue was full, the service down, the breaker open or the bulkhead full",
        class: "bad",
        outline: "M2 7a5 5 0 1 0 10 0a5 5 0 1 0-10 0zM3.5 10.5l7-7",
        trail: "",
        there: There::Once(Happening::Refused),
    },
    Sign {
        name: "no",
        means: "A business no: an answer, not a failure; filled where the customer was told yes before",
        class: "no",
        outline: "M7 12L2 3.5h10z",
        trail: "",
        there: There::Once(Happening::Declined),
    },
    Sign {
        name: "lost",
        means: "A message, or work, was lost: in a crash, a partition, or a broker that was away",
        class: "bad",
        outline: "M4 6l6 6M10 6l-6 6M7 1v3",
        trail: "",
        there: There::Once(Happening::Lost),
    },
    Sign {
        name: "given up",
        means: "An event was given up after its last attempt: a dead letter, where those are kept",
        class: "bad",
        outline: "M7 1L13 7 7 13 1 7zM5 5l4 4M9 5l-4 4",
        trail: "",
        there: There::Once(Happening::Dead),
    },
    Sign {
        name: "too old",
        means: "An event was older than it may be at its turn, and dropped",
        class: "bad",
        outline: "M7 1L13 7 7 13 1 7zM7 4v3h2.5",
        trail: "",
        there: There::Once(Happening::Expired),
    },
    Sign {
        name: "undone",
        means: "A compensation: a call that undoes a step",
        class: "solid",
        outline: "M3.5 3.5h7v7h-7z",
        trail: "",
        there: There::Once(Happening::Undone),
    },
    Sign {
        name: "twice",
        means: "What had been done was done again",
        class: "bad",
        outline: "M5 2.5L9 7 5 11.5 1 7zM9 2.5L13 7 9 11.5 5 7z",
        trail: "",
        there: There::Once(Happening::Repeated),
    },
];

impl Sign {
    /// What it counts.
    const fn counts(&self) -> Option<Happening> {
        match self.there {
            There::Always | There::Where(_) => None,
            There::Counted(what) | There::Once(what) => Some(what),
        }
    }

    fn is_there(&self, design: &Design, all: &Counts) -> bool {
        match self.there {
            There::Always | There::Counted(_) => true,
            There::Where(has) => has(design),
            There::Once(what) => all.of(what) > 0,
        }
    }
}

/// The shapes of the messages, each with its word and its explanation.
#[component]
pub fn Legend() -> impl IntoView {
    let context = expect_context::<Context>();
    let picture = context.picture;
    let shown = Memo::new(move |_| {
        let all = picture.indexed.with(|indexed| indexed.counts(indexed.end()));
        picture.design.with(|design| {
            let is_there = |sign: &Sign| sign.is_there(design, &all);
            SIGNS.iter().map(is_there).collect::<Vec<bool>>()
        })
    });
    let so_far = Memo::new(move |_| {
        let moment = picture.now.with(|now| now.moment);
        picture.indexed.with(|indexed| indexed.counts(moment))
    });
    let items = dynamic(move || {
        let there = SIGNS.iter().zip(shown.get()).filter_map(|(sign, there)| there.then_some(sign));
        list(there, move |sign| item(sign, so_far))
    });
    let attempts = signal(move || {
        // As it is written: not of one retry in a thousand calls.
        let each = so_far.with(Counts::attempts_each).filter(|each| *each >= 1.005);
        each.map(|each| format!("{} attempts each", format::number(each))).unwrap_or_default()
    });
    view! {
        <ul class="legend" aria-label="What the shapes mean, and how often so far">
            {items}
            <li class="attempts">{attempts}</li>
        </ul>
    }
}

fn item(sign: &'static Sign, so_far: Memo<Counts>) -> AnyView {
    let count = signal(move || {
        let count = sign.counts().map_or(0, |what| so_far.with(|counts| counts.of(what)));
        if count > 0 { format::count(u64::from(count)) } else { String::new() }
    });
    let trail =
        (!sign.trail.is_empty()).then(|| view! { <path class="trail" d=sign.trail></path> });
    view! {
        <li title=sign.means>
            <svg class=sign.class width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">{trail}<path d=sign.outline></path></svg>
            {sign.name}
            " "
            <b>{count}</b>
        </li>
    }
    .into_any()
}
