//! The worker's program: the same engine beside the page, compiled for speed instead of size.
//!
//! It takes requests one message at a time and works on them in short slices; between two slices it
//! hears what else came in. Its first message, without numbers, says that it hears.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Float64Array;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent};

use super::queue::RunQueue;

/// How many things happen between two looks at what else came in: some ten milliseconds.
const SLICE_EVENTS: u64 = 50_000;

/// Serves until the page ends the worker.
pub fn serve() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    // A message to itself, by which the worker goes on after it has heard what else came in: a timer
    // would wait for milliseconds.
    let Ok(channel) = MessageChannel::new() else { return };
    let (go_on, slices) = (channel.port2(), channel.port1());
    let queue = Rc::new(RefCell::new(RunQueue::default()));
    let working = Rc::new(Cell::new(false));

    let slice = {
        let (scope, queue, working, go_on) =
            (scope.clone(), Rc::clone(&queue), Rc::clone(&working), go_on.clone());
        move || match queue.borrow_mut().work(SLICE_EVENTS) {
            Some((run, reply)) => {
                answer(&scope, &reply.to_numbers(run));
                let _ = go_on.post_message(&JsValue::NULL); // refuses no null
            }
            None => working.set(false),
        }
    };
    let slice = Closure::<dyn FnMut()>::new(slice).into_js_value();
    slices.set_onmessage(Some(slice.unchecked_ref()));

    let hears = scope.clone();
    let take = move |event: MessageEvent| {
        let text = event.data().as_string().unwrap_or_default();
        if let Some((run, refused)) = queue.borrow_mut().take(&text) {
            answer(&scope, &refused.to_numbers(run));
        }
        if !working.replace(true) {
            let _ = go_on.post_message(&JsValue::NULL);
        }
    };
    let take = Closure::<dyn FnMut(MessageEvent)>::new(take).into_js_value();
    hears.set_onmessage(Some(take.unchecked_ref()));
    answer(&hears, &[]);
}

fn answer(scope: &DedicatedWorkerGlobalScope, numbers: &[f64]) {
    let numbers = Float64Array::from(numbers);
    let transfer = js_sys::Array::of1(&numbers.buffer());
    let _ = scope.post_message_with_transfer(&numbers, &transfer); // refuses no numbers
}
