//! The worker: the same engine beside the page, compiled for speed instead of size.
//!
//! It takes errands one message at a time and works on them in short slices; between two slices it
//! hears what else came in, so that a newer errand overtakes. Its first message, without numbers, says
//! that it hears.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Float64Array;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent};

use crate::errand::Workbench;

/// Serves until the page ends the worker.
pub fn serve() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    // A message to itself, by which the worker goes on after it has heard what else came in: a timer
    // would wait for milliseconds.
    let Ok(channel) = MessageChannel::new() else { return };
    let (go_on, slices) = (channel.port2(), channel.port1());
    let bench = Rc::new(RefCell::new(Workbench::default()));
    let working = Rc::new(Cell::new(false));

    let slice = {
        let (scope, bench, working, go_on) =
            (scope.clone(), Rc::clone(&bench), Rc::clone(&working), go_on.clone());
        move || match bench.borrow_mut().work() {
            Some((errand, answer)) => {
                answers(&scope, &answer.to_numbers(errand));
                let _ = go_on.post_message(&JsValue::NULL); // refuses no null
            }
            None => working.set(false),
        }
    };
    let slice = Closure::<dyn FnMut()>::new(slice).into_js_value();
    slices.set_onmessage(Some(slice.unchecked_ref()));

    let take = move |event: MessageEvent| {
        bench.borrow_mut().take(&event.data().as_string().unwrap_or_default());
        if !working.replace(true) {
            let _ = go_on.post_message(&JsValue::NULL);
        }
    };
    let take = Closure::<dyn FnMut(MessageEvent)>::new(take).into_js_value();
    scope.set_onmessage(Some(take.unchecked_ref()));
    answers(&scope, &[]);
}

fn answers(scope: &DedicatedWorkerGlobalScope, numbers: &[f64]) {
    let numbers = Float64Array::from(numbers);
    let transfer = js_sys::Array::of1(&numbers.buffer());
    let _ = scope.post_message_with_transfer(&numbers, &transfer); // refuses no numbers
}
