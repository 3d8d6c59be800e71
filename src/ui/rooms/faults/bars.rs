//! What goes wrong and when, as bars under the charts: to be dragged, stretched, edited and removed, by
//! pointer and by keys.
//!
//! While a bar is held, by a pointer or by an arrow key that is down, it alone follows. The design
//! changes once, when it is let go; Escape lets go without a change.

use crate::session::Look;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

use super::{count, remove, replace};
use crate::browser::page;
use crate::browser::size::SizeWatch;
use crate::charts::bars::drag::{DRAG, Grip, Pace, Times};
use crate::charts::bars::{self, Bar};
use crate::charts::scale::Scale;
use crate::ui::parts::{self, dynamic, effect, signal};
use crate::ui::rooms::context::RoomContext;
use crate::wording::words;

/// A bar that is held.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Held {
    index: usize,
    grip: Grip,
    /// Where the pointer was when it took hold, in pixels across the page.
    from: f64,
    /// Whether it has gone further than a press does.
    moved: bool,
    before: Times,
    now: Times,
}

/// What the bars share.
#[derive(Clone, Copy)]
struct Bars {
    room: RoomContext,
    scale: Memo<Scale>,
    all: Memo<Vec<Bar>>,
    held: RwSignal<Option<Held>>,
    /// The bar that is to have the focus once a removed one is gone.
    next: StoredValue<Option<usize>>,
}

/// The faults of the scenario, each as a bar from its beginning to its end.
pub fn bars(room: RoomContext) -> AnyView {
    let place = NodeRef::<html::Div>::new();
    let width = RwSignal::new(0.0);
    let watch = StoredValue::new_local(None);
    effect(move || {
        if let Some(place) = place.get() {
            watch.set_value(SizeWatch::new(&place, move |wide, _| {
                width.try_set(wide);
            }));
        }
    });
    let scale = Memo::new(move |_| {
        Scale::new(
            [0.0, room.indexed.with(|indexed| indexed.end()).as_seconds()],
            [0.0, width.get()],
        )
    });
    let all = Memo::new(move |_| room.of(|it| bars::bars(it, &scale.get())));
    let (held, next) = (RwSignal::new(None::<Held>), StoredValue::new(None));
    let bars = Bars { room, scale, all, held, next };
    // What was let go is among the faults now. A design that is another one for any other reason, such as
    // being kept under a name of its own, lets nothing go.
    let faults = Memo::new(move |_| room.of(|it| it.faults.clone()));
    effect(move || {
        // Read, not only tracked: a memo that nobody reads follows nothing.
        faults.with(|_| held.set(None));
    });
    let count = count(room);
    let list = dynamic(move || {
        refocus(bars, count.get());
        parts::list(0..count.get(), |index| row(bars, index))
    });
    view! {
        <div node_ref=place>
            <ul class="fault-bars" aria-label="What goes wrong">{list}</ul>
            <p id="fault-keys" hidden=true>
                "Arrow keys move it by a second, with Shift its end, with Alt by a tenth. Enter opens its form, Delete removes it."
            </p>
        </div>
    }
    .into_any()
}

/// Gives the focus to the bar after one that was removed, or to where the next can be made.
fn refocus(bars: Bars, count: usize) {
    if let Some(index) = bars.next.get_value() {
        request_animation_frame(move || {
            match count.checked_sub(1) {
                Some(last) => page::focus(&id(index.min(last))),
                None => page::focus(super::BREAK),
            }
            bars.next.set_value(None);
        });
    }
}

fn id(index: usize) -> String {
    format!("fault-{index}")
}

/// A bar as it is, or as it would be where it is let go now; followed.
fn shown(bars: Bars, index: usize) -> Option<Bar> {
    let bar = bars.all.with(|all| all.get(index).cloned())?;
    let held = bars.held.get().filter(|held| held.index == index);
    let Some(held) = held else { return Some(bar) };
    bars.room.of(|it| {
        let fault = held.now.set(it.faults.get(index)?);
        Some(Bar::new(it, &fault, &bars.scale.get(), bar.lane))
    })
}

fn row(bars: Bars, index: usize) -> AnyView {
    let bar = Memo::new(move |_| shown(bars, index));
    let read = move |read: fn(&Bar) -> String| {
        signal(move || bar.with(|bar| bar.as_ref().map(read).unwrap_or_default()))
    };
    let spoken = read(|bar| bar.spoken.clone());
    // On paper its words go on beyond it, to the side on which there is room.
    let ends = signal(move || {
        let [_, width] = bars.scale.with(Scale::range);
        bar.with(|bar| bar.as_ref().is_some_and(|it| it.left + it.width / 2.0 > width / 2.0))
    });
    let is_held = move || bars.held.with(|it| it.is_some_and(|it| it.index == index && it.moved));
    // While it is held, what is of interest is when.
    let text = signal(move || {
        if is_held() {
            super::fault(bars.room, index)
                .zip(bars.held.get())
                .map(|(fault, held)| words::when(&held.now.set(&fault)))
                .unwrap_or_default()
        } else {
            bar.with(|bar| bar.as_ref().map(|it| it.text.clone()).unwrap_or_default())
        }
    });
    view! {
        <li
            style:transform=read(|bar| format!("translateX({:.1}px)", bar.left))
            style:width=read(|bar| format!("{:.1}px", bar.width))
            style:grid-row=read(|bar| (bar.lane + 1).to_string())
        >
            <button
                id=id(index)
                class="fault-bar"
                class:held=is_held
                class:ends=ends
                class:instant=signal(move || bar.with(|bar| bar.as_ref().is_some_and(|it| it.is_instant)))
                data-keys="own"
                title=spoken
                aria-label=spoken
                aria-describedby="fault-keys"
                aria-haspopup="dialog"
                on:pointerdown=move |event| taken(bars, index, &event)
                on:pointermove=move |event| dragged(bars, &event)
                on:pointerup=move |_| let_go(bars)
                on:pointercancel=move |_| bars.held.set(None)
                on:dblclick=move |_| bars.room.edit_fault(Some(index))
                on:keydown=move |event| key_down(bars, index, &event)
                on:keyup=move |event| {
                    if event.key().starts_with("Arrow") {
                        let_go(bars);
                    }
                }
                on:blur=move |_| let_go(bars)
                // By Enter, or as a screen reader presses.
                on:click=move |event| {
                    if event.detail() == 0 {
                        bars.room.edit_fault(Some(index));
                    }
                }
            >
                <span>{text}</span>
            </button>
        </li>
    }
    .into_any()
}

/// A pointer takes hold of a bar, at an end or of all of it.
fn taken(bars: Bars, index: usize, event: &PointerEvent) {
    if event.button() != 0 || !event.is_primary() {
        return;
    }
    let Some(bar) = untrack(|| shown(bars, index)) else { return };
    let Some(before) = times(bars, index) else { return };
    page::capture(event);
    // Not every browser gives a button that is pressed the focus, and Escape needs it.
    page::focus(&id(index));
    let grip = Grip::at(f64::from(event.offset_x()), bar.width);
    let from = f64::from(event.client_x());
    bars.held.set(Some(Held { index, grip, from, moved: false, before, now: before }));
}

fn dragged(bars: Bars, event: &PointerEvent) {
    let Some(mut held) = bars.held.get_untracked() else { return };
    let by = f64::from(event.client_x()) - held.from;
    held.moved |= by.abs() >= DRAG;
    if held.moved {
        let pace = if event.shift_key() { Pace::Tenth } else { Pace::Half };
        held.now = held.before.dragged(held.grip, by, &bars.scale.get_untracked(), pace);
        bars.held.set(Some(held));
    }
}

/// What was moved is one change of the design; a press looks at what goes wrong.
fn let_go(bars: Bars) {
    let Some(held) = bars.held.get_untracked() else { return };
    let Some(fault) = untrack(|| super::fault(bars.room, held.index)) else { return };
    if held.moved && held.now != held.before {
        // Held until the design has followed, so that it does not jump back meanwhile.
        replace(bars.room, held.index, held.now.set(&fault));
        return;
    }
    bars.held.set(None);
    if !held.moved {
        bars.room.send(Look::Select(fault.subject()));
    }
}

fn key_down(bars: Bars, index: usize, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() {
        return;
    }
    let by = if event.alt_key() { 0.1 } else { 1.0 };
    let grip = if event.shift_key() { Grip::End } else { Grip::Whole };
    match event.key().as_str() {
        "ArrowRight" | "ArrowUp" => shift(bars, index, grip, by),
        "ArrowLeft" | "ArrowDown" => shift(bars, index, grip, -by),
        "Escape" if bars.held.get_untracked().is_some() => bars.held.set(None),
        "Delete" | "Backspace" => {
            bars.held.set(None);
            bars.next.set_value(Some(index));
            remove(bars.room, index);
        }
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// A key that is down holds the bar as a pointer does; what it repeats adds up.
fn shift(bars: Bars, index: usize, grip: Grip, by_s: f64) {
    let held = bars.held.get_untracked().filter(|held| held.index == index);
    let Some(before) = held.map(|held| held.before).or_else(|| times(bars, index)) else { return };
    let end = bars.room.indexed.with_untracked(|indexed| indexed.end()).as_seconds();
    let now = held.map_or(before, |held| held.now).stepped(grip, by_s, end);
    bars.held.set(Some(Held { index, grip, from: 0.0, moved: true, before, now }));
}

fn times(bars: Bars, index: usize) -> Option<Times> {
    untrack(|| super::fault(bars.room, index)).map(|fault| Times::of(&fault))
}
