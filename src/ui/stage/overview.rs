//! The whole picture, small, where the pane shows only a part of it: which part that is, and the way to
//! another. For pointers; by keys the same is reached from card to card.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::px;
use crate::browser::page;
use crate::scene::{Rect, StepPlace};
use crate::ui::parts::{dynamic, effect, list, signal};
use crate::ui::picture::Picture;

/// How wide and how high it is at most, in pixels of the page.
const MOST: (f64, f64) = (168.0, 128.0);

/// More of the picture than of the pane, in pixels of the page, that nobody minds.
const SPARE: f64 = 2.0;

/// The overview of what a scroller shows.
pub fn overview(picture: Picture, scroller: NodeRef<html::Div>) -> AnyView {
    let size = move || {
        let (width, scale) = (picture.placement.with(|all| all.width), picture.scale.get());
        (width * scale, picture.height() * scale)
    };
    let is_larger = Memo::new(move |_| {
        let (width, height) = size();
        let pane = picture.pane.get();
        width > pane.width + SPARE || height > pane.height + SPARE
    });
    let seen = RwSignal::new((0.0, 0.0));
    let look = move || {
        if let Some(it) = scroller.get_untracked() {
            seen.set((f64::from(it.scroll_left()), f64::from(it.scroll_top())));
        }
    };
    effect(move || {
        let Some(it) = scroller.get() else { return };
        let _ = it.on(ev::scroll, move |_| look());
    });
    // By what a pixel of the picture on the page is divided.
    let shrink = Memo::new(move |_| {
        let (width, height) = size();
        (width / MOST.0).max(height / MOST.1).max(1.0)
    });
    let small = move |length: f64| px(length / shrink.get());
    let go = move |event: &web_sys::PointerEvent| {
        let (Some((x, y)), Some(it)) = (page::place_of(event), scroller.get_untracked()) else {
            return;
        };
        let (pane, shrink) = (picture.pane.get_untracked(), shrink.get_untracked());
        it.set_scroll_left(whole(x * shrink - pane.width / 2.0));
        it.set_scroll_top(whole(y * shrink - pane.height / 2.0));
    };
    let down = move |event: web_sys::PointerEvent| {
        page::capture(&event);
        go(&event);
    };
    let moved = move |event: web_sys::PointerEvent| {
        if event.buttons() != 0 {
            go(&event);
        }
    };
    dynamic(move || {
        if !is_larger.get() {
            return ().into_any();
        }
        let view_box = signal(move || {
            let (width, height) = size();
            format!("0 0 {width} {height}")
        });
        let water = signal(move || {
            let line = picture.placement.with(|all| all.line_y) * picture.scale.get();
            let (width, height) = size();
            format!("M0 {line}h{width}v{height}h-{width}z")
        });
        let window = signal(move || {
            let ((left, top), pane) = (seen.get(), picture.pane.get());
            format!("M{left} {top}h{}v{}h-{}z", pane.width, pane.height, pane.width)
        });
        view! {
            <div
                class="overview"
                aria-hidden="true"
                title="The whole picture: choose where to look"
                style:width=signal(move || small(size().0))
                style:height=signal(move || small(size().1))
                on:pointerdown=down
                on:pointermove=moved
            >
                <svg viewBox=view_box>
                    <path class="water" d=water />
                    {cards(picture)}
                    <path class="seen" d=window />
                </svg>
            </div>
        }
        .into_any()
    })
}

/// The cards, those of events apart.
fn cards(picture: Picture) -> AnyView {
    dynamic(move || {
        let scale = picture.scale.get();
        let card = move |card: Rect, class: &'static str| {
            let [x, y, width, height] =
                [card.x, card.y, card.width, card.height].map(|length| length * scale);
            view! { <path class=class d=format!("M{x} {y}h{width}v{height}h-{width}z") /> }
        };
        let step =
            move |it: &StepPlace| card(it.card, if it.pipe.is_some() { "event" } else { "call" });
        picture.placement.with(|all| {
            let ends =
                list(std::iter::once(all.entry).chain(all.conductor), move |it| card(it, "end"));
            let steps = list(&all.steps, step);
            view! {
                {ends}
                {steps}
            }
            .into_any()
        })
    })
}

#[allow(clippy::cast_possible_truncation)] // pixels of a page
fn whole(length: f64) -> i32 {
    length.max(0.0).round() as i32
}
