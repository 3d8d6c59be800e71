//! The matrix: each step in its field, to be dragged or moved by keys into another.
//!
//! A move answers the two questions of the matrix for the step, as one change that can be undone;
//! everything else follows from that. What has no answer yet lies below, and can be moved from there.

use crate::session::Look;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

use super::context::RoomContext;
use crate::browser::page;
use crate::model::{
    Business, Design, Edit, Mode, Necessity, Process, Response, Step, StepId, Subject,
};
use crate::ui::parts::{dynamic, list, signal};
use crate::verdict::{Classification, Quadrant};
use crate::wording::judgement;

/// Further than this, in CSS pixels, a press is a drag.
const DRAG: f64 = 4.0;

/// A chip that is being dragged.
#[derive(Debug, Clone, PartialEq)]
struct Drag {
    step: StepId,
    from: [f64; 2],
    by: [f64; 2],
}

/// What the chips share.
#[derive(Clone, Copy)]
struct Moves {
    room: RoomContext,
    drag: RwSignal<Option<Drag>>,
    /// The chip that is to have the focus again when it lies in its new field.
    moved: StoredValue<Option<StepId>>,
}

/// The matrix.
pub fn matrix(room: RoomContext) -> AnyView {
    let moves = Moves { room, drag: RwSignal::new(None), moved: StoredValue::new(None) };
    let field = move |quadrant: Quadrant| {
        let chips = dynamic(move || chips(moves, Some(quadrant)));
        view! {
            <section class="matrix-field" data-field=quadrant.as_str()>
                <h3>{judgement::field(quadrant)}</h3>
                <p class="hint">{quadrant.advice()}</p>
                {chips}
                {dynamic(move || put_here(room, quadrant))}
            </section>
        }
    };
    view! {
        <div class="matrix-view">
            <h2>"Which answer does the process wait for, and which step can it do without?"</h2>
            <p class="hint">
                "Drag a step into another field, or move it with the arrow keys; Delete takes its answers back. The verdict follows."
            </p>
            <div class="matrix">{list(Quadrant::ALL, field)}</div>
            <section class="matrix-field unanswered" data-field="">
                <h3>"Not yet answered"</h3>
                {dynamic(move || chips(moves, None))}
            </section>
            <p class="hint matrix-key">
                <i class="mark call"></i> "a call today" <i class="mark event"></i> "an event today"
                <i class="mark differs"></i> "the rules recommend the other"
            </p>
        </div>
    }
    .into_any()
}

/// For the step that is looked at, where it is elsewhere: a way here without dragging.
fn put_here(room: RoomContext, quadrant: Quadrant) -> AnyView {
    let elsewhere = room.step.get().filter(|id| {
        room.verdict.with(|verdict| {
            let said = verdict.step(id);
            said.is_some_and(|it| it.place.quadrant != Some(quadrant))
        })
    });
    let Some(id) = elsewhere else { return ().into_any() };
    let label = format!("Put {} here", room.label(&id));
    view! { <button class="put" on:click=move |_| place(room, &id, Some(quadrant))>{label}</button> }
        .into_any()
}

/// The steps of a field, or those without one.
fn chips(moves: Moves, quadrant: Option<Quadrant>) -> AnyView {
    let (scenario, verdict) = (moves.room.design.get(), moves.room.verdict.get());
    let here: Vec<AnyView> = (scenario.process.steps.iter())
        .filter_map(|step| {
            let said = verdict.step(&step.id)?;
            (said.place.quadrant == quadrant).then(|| chip(moves, &scenario.process, step, said))
        })
        .collect();
    refocus(moves);
    if here.is_empty() {
        return view! { <p class="hint empty">"No step"</p> }.into_any();
    }
    view! { <ul class="chips">{here}</ul> }.into_any()
}

/// Gives the focus back to a chip that was moved by keys, once it is there again.
fn refocus(moves: Moves) {
    if let Some(step) = moves.moved.get_value() {
        request_animation_frame(move || {
            page::focus(&chip_id(&step));
            moves.moved.set_value(None);
        });
    }
}

fn chip_id(step: &StepId) -> String {
    format!("chip-{step}")
}

fn chip(moves: Moves, process: &Process, step: &Step, said: &Classification) -> AnyView {
    let room = moves.room;
    let id = step.id.clone();
    let class = match step.mode {
        Mode::RequestResponse => "chip call",
        Mode::Event => "chip event",
    };
    let differs = judgement::otherwise(process, step, said).is_some();
    let place = said.place.quadrant;
    let known = place.or(said.place.likely);
    let likely =
        (place.is_none()).then(|| known.map(|it| format!("probably {}", judgement::field(it))));
    let spoken = spoken(process, step, said);
    let is = move |read: fn(&Drag) -> f64| {
        let id = id.clone();
        signal(move || {
            moves.drag.with(|drag| drag.as_ref().filter(|it| it.step == id).map_or(0.0, read))
        })
    };
    let (across, down) = (is(|it| it.by[0]), is(|it| it.by[1]));
    let id = step.id.clone();
    let selected = signal({
        let id = id.clone();
        move || room.step.with(|step| step.as_ref() == Some(&id)).to_string()
    });
    let (taken, keyed, clicked) = (id.clone(), id.clone(), id.clone());
    let down_at = move |event: PointerEvent| {
        if event.button() != 0 || !event.is_primary() {
            return;
        }
        page::capture(&event);
        let from = [f64::from(event.client_x()), f64::from(event.client_y())];
        moves.drag.set(Some(Drag { step: taken.clone(), from, by: [0.0, 0.0] }));
    };
    view! {
        <li>
            <button
                id=chip_id(&id)
                class=class
                class:differs=differs
                aria-label=spoken
                aria-pressed=selected
                style:transform=signal(move || {
                    format!("translate({}px, {}px)", across.get(), down.get())
                })
                on:pointerdown=down_at
                on:pointermove=move |event| dragged(moves, &event)
                on:pointerup=move |event| dropped(moves, &event)
                on:pointercancel=move |_| moves.drag.set(None)
                on:keydown=move |event| pressed(moves, &keyed, known, &event)
                // A press without a pointer, as a screen reader makes it.
                on:click=move |event| {
                    if event.detail() == 0 {
                        moves.room.send(Look::Select(Subject::Step(clicked.clone())));
                    }
                }
            >
                {step.label().to_owned()}
                {likely.flatten().map(|likely| view! { <small>{likely}</small> })}
            </button>
        </li>
    }
    .into_any()
}

/// "Send receipt, a call today; deferred, optional; clearly an event."
fn spoken(process: &Process, step: &Step, said: &Classification) -> String {
    let today = judgement::trigger(process.trigger(step));
    let place = said.place.quadrant.map_or("no place yet", judgement::field);
    format!("{}, {today} today. {place}. {}", step.label(), judgement::opinion(said))
}

fn dragged(moves: Moves, event: &PointerEvent) {
    let at = [f64::from(event.client_x()), f64::from(event.client_y())];
    moves.drag.update(|drag| {
        if let Some(Drag { from, by, .. }) = drag {
            *by = [at[0] - from[0], at[1] - from[1]];
        }
    });
}

/// A press that went nowhere looks at the step; a drag moves it to the field it ended in.
fn dropped(moves: Moves, event: &PointerEvent) {
    let Some(Drag { step, by, .. }) = moves.drag.try_update(Option::take).flatten() else { return };
    if by[0].abs().max(by[1].abs()) < DRAG {
        moves.room.send(Look::Select(Subject::Step(step)));
        return;
    }
    let field = page::attribute_at(event.client_x(), event.client_y(), "data-field");
    if let Some(field) = field {
        let to = Quadrant::ALL.into_iter().find(|quadrant| quadrant.as_str() == field);
        place(moves.room, &step, to);
    }
}

fn pressed(moves: Moves, step: &StepId, known: Option<Quadrant>, event: &KeyboardEvent) {
    if event.alt_key() || event.ctrl_key() || event.meta_key() {
        return;
    }
    let (mut response, mut necessity) = answers(known.unwrap_or(Quadrant::ImmediateRequired));
    match event.key().as_str() {
        "ArrowLeft" => response = Response::Immediate,
        "ArrowRight" => response = Response::Deferred,
        "ArrowUp" => necessity = Necessity::Required,
        "ArrowDown" => necessity = Necessity::Optional,
        "Enter" | " " => {
            event.prevent_default();
            moves.room.send(Look::Select(Subject::Step(step.clone())));
            return;
        }
        "Delete" | "Backspace" => {
            event.prevent_default();
            moves.moved.set_value(Some(step.clone()));
            place(moves.room, step, None);
            return;
        }
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
    moves.moved.set_value(Some(step.clone()));
    let to = Quadrant::ALL.into_iter().find(|it| answers(*it) == (response, necessity));
    place(moves.room, step, to);
}

/// The two answers that a field stands for.
const fn answers(quadrant: Quadrant) -> (Response, Necessity) {
    match quadrant {
        Quadrant::ImmediateRequired => (Response::Immediate, Necessity::Required),
        Quadrant::ImmediateOptional => (Response::Immediate, Necessity::Optional),
        Quadrant::DeferredRequired => (Response::Deferred, Necessity::Required),
        Quadrant::DeferredOptional => (Response::Deferred, Necessity::Optional),
    }
}

/// Answers the two questions for a step, or takes the answers back.
fn place(room: RoomContext, id: &StepId, to: Option<Quadrant>) {
    let edit = |design: &Design| {
        let step = design.process.step(id)?;
        let (response, necessity) = to.map(answers).unzip();
        let answers = Box::new(Business { response, necessity, ..step.business.clone() });
        let said = match to {
            Some(quadrant) => format!("{}: {}.", step.label(), judgement::field(quadrant)),
            None => format!("{}: not yet answered.", step.label()),
        };
        Some(Edit::All { said, edits: vec![Edit::Answer { step: id.clone(), answers }] })
    };
    if let Some(edit) = untrack(|| room.of(edit)) {
        room.make(&edit);
    }
}
