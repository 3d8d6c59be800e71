//! The presets: troubles that everybody knows by name, each a press away.

use leptos::html;
use leptos::prelude::*;

use crate::model::Design;
use crate::session::{Play, Revise, Trial};
use crate::study::{PRESETS, Preset};
use crate::ui::parts::{self, dynamic, on_press, signal};
use crate::ui::rooms::context::RoomContext;
use crate::units::Moment;

/// So long before it begins a preset is looked at, in seconds.
const BEFORE_S: f64 = 1.0;

/// A button, the list that it opens, and what to watch once one was chosen.
pub fn presets(room: RoomContext) -> AnyView {
    let list = NodeRef::<html::Div>::new();
    let open = RwSignal::new(false);
    // What is tried is told by the design alone: it changes with it.
    let tried =
        Memo::new(move |_| room.of(|_| room.peek(|it| it.trial().map(|trial| trial.preset.id))));
    let before = Memo::new(move |_| {
        room.of(|design| {
            let without = |trial: &Trial| trial.without(design);
            room.peek(|it| it.trial().map_or_else(|| design.clone(), without))
        })
    });
    let choose = move |preset: &'static Preset| {
        let tried = try_out(room, preset, before.get_untracked());
        if let Some(list) = list.get_untracked().filter(|_| tried) {
            let _ = list.hide_popover(); // refuses only if it is not there
        }
    };
    // Made when it is looked at: what is possible is worked out for each.
    let rows = dynamic(move || {
        if open.get() {
            parts::list(PRESETS, |preset| row(room, preset, before, choose))
        } else {
            ().into_any()
        }
    });
    let watch = dynamic(move || match PRESETS.iter().find(|it| Some(it.id) == tried.get()) {
        Some(preset) => view! {
            <p class="watch"><strong>{preset.name}". "</strong>{preset.watch}</p>
        }
        .into_any(),
        None => ().into_any(),
    });
    let toggled = move |_| {
        let list = list.get_untracked();
        open.set(list.is_some_and(|it| it.matches(":popover-open").unwrap_or(false)));
    };
    view! {
        <button class="plain" popovertarget="presets">"Presets"</button>
        <div
            id="presets"
            class="presets"
            node_ref=list
            popover="auto"
            role="group"
            aria-label="Presets"
            on:toggle=toggled
        >
            <p class="hint">"A preset takes the place of what goes wrong now, and goes without a trace."</p>
            <button
                hidden=signal(move || tried.get().is_none())
                on:click=on_press(move || room.send(Revise::EndTrial))
            >
                "Remove the preset"
            </button>
            {rows}
        </div>
        {watch}
    }
    .into_any()
}

fn row(
    room: RoomContext,
    preset: &'static Preset,
    before: Memo<Design>,
    choose: impl Fn(&'static Preset) + Copy + 'static,
) -> AnyView {
    let why_not = Memo::new(move |_| {
        let subject = room.subject.get();
        before.with(|design| preset.apply(design, &subject).err())
    });
    let shows = signal(move || why_not.get().map_or(preset.shows, |why| why));
    view! {
        <button
            class="preset"
            // Not disabled: why not is to be read.
            aria-disabled=signal(move || why_not.get().is_some().to_string())
            on:click=on_press(move || choose(preset))
        >
            <strong>{preset.name}</strong>
            <span>{shows}</span>
        </button>
    }
    .into_any()
}

/// Tries a preset where it makes sense, at what is looked at if it can be, of a design in which none is tried;
/// whether it can be.
fn try_out(room: RoomContext, preset: &'static Preset, before: Design) -> bool {
    let subject = room.subject.get_untracked();
    let Ok(trial) = Trial::begin(preset, before, &subject) else { return false };
    room.send(Revise::Try(Box::new(trial)));
    let begins = room.of_now(|it| it.faults.iter().map(|fault| fault.period().start).min());
    if let Some(begins) = begins {
        let before = (begins.as_seconds() - BEFORE_S).max(0.0);
        room.send(Play::SeekTo(Moment::from_seconds(before)));
    }
    true
}
