//! The workers of a service as squares, and the queue in front of them.

use leptos::prelude::*;

use crate::app::desk::Desk;
use crate::scene::{ServiceState, format};

/// Up to so many workers are drawn large, beyond small.
const LARGE: u32 = 14;

/// Up to so many are drawn at all; beyond, they are counted.
const DRAWN: u32 = 60;

/// The workers of a service; those of them that only wait for others are hatched.
#[component]
pub fn Workers(
    /// The index of the service in the scenario.
    service: Signal<usize>,
    /// How many of the calls in its queue are meant here.
    queued: Signal<u32>,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let state = Memo::new(move |_| {
        desk.now.with(|now| now.services.get(service.get()).copied().unwrap_or_default())
    });
    let total = Memo::new(move |_| {
        state.get().workers.or_else(|| {
            // Before the first frame the document says how many there are.
            desk.scenario.with(|scenario| scenario.services.get(service.get())?.workers)
        })
    });
    let drawn = Memo::new(move |_| total.get().filter(|&total| total <= DRAWN).unwrap_or(0));
    let spoken = move || words(state.get(), total.get(), queued.get());
    view! {
        <div
            class="workers"
            class:many=move || { drawn.get() > LARGE }
            role="img"
            aria-label=spoken
            title=spoken
        >
            <For each=move || 0..drawn.get() key=|index| *index let:index>
                {
                    let busy = Memo::new(move |_| {
                        let state = state.get();
                        let working = state.busy.saturating_sub(state.held_waiting);
                        (index < working, index >= working && index < state.busy)
                    });
                    view! {
                        <i class="worker" class:busy=move || busy.get().0 class:held=move || busy.get().1></i>
                    }
                }
            </For>
            <Show when=move || drawn.get() == 0>
                <span>{move || counted(state.get(), total.get())}</span>
            </Show>
            <span class="queue">
                {move || {
                    let queued = queued.get();
                    (queued > 0).then(|| format!("{} queued", format::count(u64::from(queued))))
                }}
            </span>
        </div>
    }
}

fn counted(state: ServiceState, total: Option<u32>) -> String {
    let busy = format::count(u64::from(state.busy));
    match total {
        Some(total) => format!("{busy} of {} busy", format::count(u64::from(total))),
        None => format!("{busy} busy, no limit"),
    }
}

fn words(state: ServiceState, total: Option<u32>, queued: u32) -> String {
    let workers = match total {
        Some(total) => format!("{} of {total} workers busy", state.busy),
        None => format!("{} workers busy, without limit", state.busy),
    };
    let held = match state.held_waiting {
        0 => String::new(),
        held => format!(", {held} of them only waiting for others"),
    };
    let queue = match queued {
        0 => String::new(),
        queued => format!(", {queued} in the queue"),
    };
    format!("{workers}{held}{queue}")
}
