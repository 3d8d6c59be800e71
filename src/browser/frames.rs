//! Animation frames, and the clock that they run by.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

type Callback = Closure<dyn FnMut(f64)>;

/// A loop of animation frames: runs until it is dropped.
pub struct Frames {
    running: Rc<Cell<bool>>,
}

impl Frames {
    /// Calls `each` before every repaint with the milliseconds since the one before (0 at first).
    /// A hidden page has no repaints; the pause is not made up for.
    #[must_use]
    pub fn each(mut each: impl FnMut(f64) + 'static) -> Self {
        /// After a pause longer than this the page was hidden or busy: time did not pass for the reader.
        const LONGEST_MS: f64 = 100.0;
        let running = Rc::new(Cell::new(true));
        let slot: Rc<RefCell<Option<Callback>>> = Rc::default();
        let (alive, next) = (Rc::clone(&running), Rc::clone(&slot));
        let mut last = None;
        *slot.borrow_mut() = Some(Closure::new(move |now: f64| {
            if !alive.get() {
                drop_later(&next);
                return;
            }
            let passed = last.map_or(0.0, |last| now - last);
            last = Some(now);
            each(passed.clamp(0.0, LONGEST_MS));
            request(&next);
        }));
        request(&slot);
        Self { running }
    }
}

/// Does something once what has just changed has been painted: before the repaint after the next.
pub fn once_painted(act: impl FnOnce() + 'static) {
    before_repaint(move || before_repaint(act));
}

fn before_repaint(act: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let callback = Closure::once_into_js(act);
        let _ = window.request_animation_frame(callback.unchecked_ref());
    }
}

impl Drop for Frames {
    fn drop(&mut self) {
        self.running.set(false);
    }
}

fn request(slot: &Rc<RefCell<Option<Callback>>>) {
    if let (Some(window), Some(callback)) = (web_sys::window(), slot.borrow().as_ref()) {
        let _ = window.request_animation_frame(callback.as_ref().unchecked_ref());
    }
}

/// A closure cannot be dropped while it runs: the loop that held itself alive is let go afterwards.
fn drop_later(slot: &Rc<RefCell<Option<Callback>>>) {
    let callback = slot.borrow_mut().take();
    gloo_timers::callback::Timeout::new(0, move || drop(callback)).forget();
}

/// Milliseconds since the page began, finer than a millisecond.
#[must_use]
pub fn now_ms() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}
