//! Time: what plays it, and what happened when.

mod chart;
mod table;
mod transport;

use leptos::html;
use leptos::prelude::*;

use super::context::Context;
use crate::browser::size::SizeWatch;
use crate::charts::Series;
use crate::charts::curves::{Curves, Name, Room};
use crate::charts::scale::Scale;
use crate::session::{Charts, Look, Play, Session};
use crate::ui::parts::{dynamic, effect, list, on_press, signal};
use crate::units::{Moment, format};

/// In how many windows the charts show a run.
const WINDOWS: usize = 120;

/// The foot of the page, one row: controls, the moment, what goes wrong, and what can be broken; beneath it the
/// charts, once they are unfolded.
#[component]
pub fn Timeline() -> impl IntoView {
    let context = expect_context::<Context>();
    let plot = NodeRef::<html::Div>::new();
    let width = RwSignal::new(0.0);
    let watch = StoredValue::new_local(None);
    effect(move || {
        if let Some(plot) = plot.get() {
            watch.set_value(SizeWatch::new(&plot, move |wide, _| {
                width.try_set(wide);
            }));
        }
    });
    let end = move || context.indexed.with(|indexed| indexed.end());
    let scale = Memo::new(move |_| Scale::new([0.0, end().as_seconds()], [0.0, width.get()]));
    let series = Memo::new(move |_| context.indexed.with(|indexed| Series::new(indexed, WINDOWS)));
    let curves =
        Memo::new(move |_| series.with(|series| Curves::new(series, &scale.get(), room(context))));
    let across = signal(move || {
        format!("translateX({:.1}px)", scale.get().at(context.picture.moment.get().as_seconds()))
    });
    let names = dynamic(move || list(curves.with(|curves| curves.names.clone()), beside));
    let is_open = Memo::new(move |_| context.with(shown) != Charts::Folded);
    // Until the whole run is recorded its end, and with it the scale, may still move.
    let busy = signal(move || context.with(|session| !session.is_recorded()).to_string());
    view! {
        <section
            class="timeline"
            aria-label="Time"
            aria-busy=busy
            style:--wide=signal(move || format!("{}px", width.get()))
        >
            <transport::Transport />
            <div class="track">
                <Seek />
                <div class="bars-of-time" node_ref=plot>
                    <div id="faults" class="faults">{context.later.room(|rooms| rooms.faults)}</div>
                    <div class="playhead" aria-hidden="true" style:transform=across></div>
                </div>
            </div>
            <div class="timeline-tools">
                <div id="breaking" class="breaking-tools">{context.later.room(|rooms| rooms.breaking)}</div>
                <button
                    class="plain"
                    aria-expanded=signal(move || is_open.get().to_string())
                    aria-controls="charts"
                    title="Charts over the run (C)"
                    on:click=on_press(move || context.send(Look::Charts(context.peek(shown).unfolded())))
                >
                    "Charts"
                </button>
            </div>
            <div id="charts" class="charts" hidden=signal(move || !is_open.get())>
                <div class="track-names" aria-hidden="true">
                    {names}
                </div>
                <div class="plot">
                    <chart::Chart curves=curves scale=scale />
                    <div
                        class="ahead"
                        aria-hidden="true"
                        style:transform=across
                        style:height=signal(move || {
                            format!("{}px", curves.with(|curves| curves.height))
                        })
                    ></div>
                    <div class="playhead" aria-hidden="true" style:transform=across></div>
                </div>
                <div class="more-charts">
                    <button
                        class="plain as-table"
                        aria-pressed=signal(move || (context.with(shown) == Charts::All).to_string())
                        on:click=on_press(move || context.send(Look::Charts(other(context))))
                    >
                        "All charts"
                    </button>
                    <table::TableBehind />
                </div>
            </div>
        </section>
    }
}

/// How much room there is for charts.
fn room(context: Context) -> Room {
    match (context.with(shown), context.low.get()) {
        (Charts::All, _) => Room::All,
        (Charts::Folded | Charts::Usual, true) => Room::Low,
        (Charts::Folded | Charts::Usual, false) => Room::Usual,
    }
}

/// Which charts are shown.
fn shown(session: &Session) -> Charts {
    session.screen().charts
}

/// The usual ones where all are shown, and all where the usual ones are.
fn other(context: Context) -> Charts {
    match context.peek(shown) {
        Charts::All => Charts::Usual,
        Charts::Usual | Charts::Folded => Charts::All,
    }
}

/// What stands beside a chart, on its foot.
fn beside(name: Name) -> AnyView {
    let place = format!("translateY({}px)", name.foot - 16.0);
    view! {
        <p style:transform=place>
            {name.name} " " <small>{name.detail}</small> <small class="top">{name.top}</small>
        </p>
    }
    .into_any()
}

/// The slider by which any moment of the run can be gone to.
#[component]
fn Seek() -> impl IntoView {
    let context = expect_context::<Context>();
    let end = move || context.indexed.with(|indexed| indexed.end());
    // Spoken once a second, not sixty times.
    let spoken = signal(move || {
        let second = context.picture.now.with(|now| now.moment.as_micros() / 1_000_000);
        format!("{second} s of {}", format::moment(end()))
    });
    let seek = move |value: String| {
        if let Ok(micros) = value.parse::<u64>() {
            context.send(Play::SeekTo(Moment::from_micros(micros)));
        }
    };
    view! {
        <input
            class="seek"
            type="range"
            min="0"
            step="10000"
            aria-label="Moment of the run"
            aria-valuetext=spoken
            max=signal(move || micros(end()))
            prop:value=signal(move || micros(context.picture.moment.get()))
            on:input:target=move |event| seek(event.target().value())
        />
    }
}

/// As the slider has it: to the microsecond, though it rounds to its steps.
fn micros(moment: Moment) -> String {
    moment.as_micros().to_string()
}
