//! The presets: troubles that everybody knows by name, each a press away.

use leptos::html;
use leptos::prelude::*;

use crate::annex::table::Table;
use crate::parts::{changing, derived, each, pressed};
use crate::scene::words;
use crate::study::{PRESETS, Preset};

/// A button, the list that it opens, and what to watch once one was chosen.
pub fn presets(table: Table) -> AnyView {
    let list = NodeRef::<html::Div>::new();
    let open = RwSignal::new(false);
    let tried = RwSignal::new(None::<&'static Preset>);
    let choose = move |preset: &'static Preset| {
        if try_out(table, preset) {
            tried.set(Some(preset));
            if let Some(list) = list.get_untracked() {
                let _ = list.hide_popover(); // refuses only if it is not there
            }
        }
    };
    // Made when it is looked at: what is possible is worked out for each.
    let rows = changing(move || {
        if open.get() { each(PRESETS, |preset| row(table, preset, choose)) } else { ().into_any() }
    });
    let watch = changing(move || {
        let broken = table.design(|it| !it.faults.is_empty()).unwrap_or_default();
        match tried.get().filter(|_| broken) {
            Some(preset) => view! {
                <p class="watch"><strong>{preset.name}". "</strong>{preset.watch}</p>
            }
            .into_any(),
            None => ().into_any(),
        }
    });
    let toggled = move |_| {
        let list = list.get_untracked();
        open.set(list.is_some_and(|it| it.matches(":popover-open").unwrap_or(false)));
    };
    view! {
        <button class="presets-open" popovertarget="presets">"Presets"</button>
        <div
            id="presets"
            class="presets"
            node_ref=list
            popover="auto"
            role="group"
            aria-label="Presets"
            on:toggle=toggled
        >
            <p class="hint">"A preset takes the place of what goes wrong now."</p>
            {rows}
        </div>
        {watch}
    }
    .into_any()
}

fn row(
    table: Table,
    preset: &'static Preset,
    choose: impl Fn(&'static Preset) + Copy + 'static,
) -> AnyView {
    let why_not = derived(move || {
        let subject = table.subject.get();
        table.design(|it| preset.apply(it, &subject).err()).flatten()
    });
    let shows = derived(move || why_not.get().map_or(preset.shows, |why| why));
    view! {
        <button
            class="preset"
            // Not disabled: why not is to be read.
            aria-disabled=derived(move || why_not.get().is_some().to_string())
            on:click=pressed(move || choose(preset))
        >
            <strong>{preset.name}</strong>
            <span>{shows}</span>
        </button>
    }
    .into_any()
}

/// Tries a preset where it makes sense, at what is looked at if it can be; whether it can be.
fn try_out(table: Table, preset: &Preset) -> bool {
    let subject = table.subject.get_untracked();
    let applied = untrack(|| table.design(|it| preset.apply(it, &subject).ok())).flatten();
    let Some(applied) = applied else { return false };
    table.change(|scenario| {
        let place = words::subject(scenario, &applied.subject);
        let when = applied.scenario.faults.first().map(words::when).unwrap_or_default();
        *scenario = applied.scenario;
        Some(format!("{}: {place}, {when}.", preset.name))
    });
    true
}
