//! The controls of the playback.

use leptos::prelude::*;

use crate::app::desk::Desk;
use crate::parts::{derived, each, pressed};
use crate::scene::format;
use crate::session::{Command, PlayState, Session, Speed};

/// Play, pause, step, speed, and the moment.
#[component]
pub fn Transport() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let send = move |command: Command| pressed(move || desk.send(command.clone()));
    let speed = desk.text(|session| session.playback().speed.label());
    let chosen = move |label: String| {
        if let Some(speed) = Speed::ALL.into_iter().find(|speed| speed.label() == label) {
            desk.send(Command::SetSpeed(speed));
        }
    };
    let options = each(Speed::ALL, |speed| {
        view! { <option selected=speed == Speed::TRUE>{speed.label()}</option> }
    });
    view! {
        <div class="transport" role="group" aria-label="Playback">
            <div class="transport-buttons">
                <button class="plain" aria-label="Restart" title="Restart (Home)" on:click=send(Command::Restart)>
                    <svg class="icon"><use href="#icon-restart"></use></svg>
                </button>
                <button class="plain" aria-label="Step back" title="Step back (←)" on:click=send(Command::StepBack)>
                    <svg class="icon"><use href="#icon-back"></use></svg>
                </button>
                <button
                    class="play"
                    aria-label=desk.text(|session| play_or_pause(session).0.to_owned())
                    title="Play or pause (Space)"
                    on:click=send(Command::TogglePlay)
                >
                    <svg class="icon">
                        <use href=desk.text(|session| play_or_pause(session).1.to_owned())></use>
                    </svg>
                </button>
                <button class="plain" aria-label="Step forward" title="Step forward (→)" on:click=send(Command::StepForward)>
                    <svg class="icon"><use href="#icon-forward"></use></svg>
                </button>
                <label class="speed" title="Speed ([ and ])">
                    <span class="spoken">"Speed"</span>
                    <select
                        prop:value=speed
                        on:change:target=move |event| chosen(event.target().value())
                    >
                        {options}
                    </select>
                </label>
            </div>
            <p class="clock">
                <b id="moment">{derived(move || format::moment(desk.moment.get()))}</b>
                <span class="quiet">
                    {desk.text(|session| format!(" of {}", format::moment(session.film().end())))}
                </span>
            </p>
        </div>
    }
}

/// What the large button does now, and the icon that says so.
fn play_or_pause(session: &Session) -> (&'static str, &'static str) {
    match session.playback().state {
        PlayState::Playing => ("Pause", "#icon-pause"),
        PlayState::Paused | PlayState::Ended => ("Play", "#icon-play"),
    }
}
