//! The controls of the playback.

use leptos::prelude::*;

use crate::app::desk::Desk;
use crate::app::parts::{Draw, Icon};
use crate::scene::format;
use crate::session::{Command, PlayState, Speed};
use crate::units::Moment;

/// Play, pause, step, speed, and the moment.
#[component]
pub fn Transport(
    /// When the recording ends.
    end: Memo<Moment>,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let playing = desk.memo(|session| session.playback().state == PlayState::Playing);
    let speed = desk.memo(|session| session.playback().speed);
    let button = move |name: &'static str, keys: &'static str, icon: Icon, command: Command| {
        view! {
            <button
                class="plain"
                aria-label=name
                title=format!("{name} ({keys})")
                on:click=move |_| desk.send(command.clone())
            >
                <Draw icon=icon />
            </button>
        }
    };
    let chosen = move |label: String| {
        if let Some(speed) = Speed::ALL.into_iter().find(|speed| speed.label() == label) {
            desk.send(Command::SetSpeed(speed));
        }
    };
    view! {
        <div class="transport" role="group" aria-label="Playback">
            <div class="transport-buttons">
                {button("Restart", "Home", Icon::Restart, Command::Restart)}
                {button("Step back", "←", Icon::StepBack, Command::StepBack)}
                <button
                    class="play"
                    aria-label=move || if playing.get() { "Pause" } else { "Play" }
                    title=move || if playing.get() { "Pause (Space)" } else { "Play (Space)" }
                    on:click=move |_| desk.send(Command::TogglePlay)
                >
                    <Draw icon=Signal::derive(move || {
                        if playing.get() { Icon::Pause } else { Icon::Play }
                    }) />
                </button>
                {button("Step forward", "→", Icon::StepForward, Command::StepForward)}
                <label class="speed" title="Speed ([ and ])">
                    <span class="spoken">"Speed"</span>
                    <select
                        prop:value=move || speed.get().label()
                        on:change:target=move |event| chosen(event.target().value())
                    >
                        {Speed::ALL
                            .into_iter()
                            .map(|each| {
                                view! {
                                    <option value=each.label() selected=move || speed.get() == each>
                                        {each.label()}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                </label>
            </div>
            <p class="clock">
                <b id="moment">{move || format::moment(desk.moment.get())}</b>
                <span class="quiet">" of " {move || format::moment(end.get())}</span>
            </p>
        </div>
    }
}
