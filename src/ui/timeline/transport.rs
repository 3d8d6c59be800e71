//! The controls of the playback.

use leptos::prelude::*;

use crate::session::{Play, PlayState, Session, Speed};
use crate::ui::context::Context;
use crate::ui::parts::{list, on_press, signal};
use crate::units::format;

/// Play, pause, step, speed, and the moment.
#[component]
pub fn Transport() -> impl IntoView {
    let context = expect_context::<Context>();
    let send = move |act: Play| on_press(move || context.send(act));
    let speed = context.text(|session| session.playback().speed.label());
    let chosen = move |label: String| {
        if let Some(speed) = Speed::ALL.into_iter().find(|speed| speed.label() == label) {
            context.send(Play::SetSpeed(speed));
        }
    };
    let options = list(Speed::ALL, |speed| {
        view! { <option selected=speed == Speed::TRUE>{speed.label()}</option> }
    });
    view! {
        <div class="transport" role="group" aria-label="Playback">
            <div class="transport-buttons">
                <button class="plain" aria-label="Restart" title="Restart (Home)" on:click=send(Play::Restart)>
                    <svg class="icon"><use href="#icon-restart"></use></svg>
                </button>
                <button class="plain" aria-label="Step back" title="Step back (←)" on:click=send(Play::StepBack)>
                    <svg class="icon"><use href="#icon-back"></use></svg>
                </button>
                <button
                    class="play"
                    aria-label=context.text(|session| play_or_pause(session).0.to_owned())
                    title="Play or pause (Space)"
                    on:click=send(Play::Toggle)
                >
                    <svg class="icon">
                        <use href=context.text(|session| play_or_pause(session).1.to_owned())></use>
                    </svg>
                </button>
                <button class="plain" aria-label="Step forward" title="Step forward (→)" on:click=send(Play::StepForward)>
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
                <b id="moment">{signal(move || format::moment(context.picture.moment.get()))}</b>
                <span class="quiet">
                    {context.text(|session| format!(" of {}", format::moment(session.indexed().end())))}
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
