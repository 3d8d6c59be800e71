//! A worker: a program beside the page, to which texts go and from which numbers come.

use js_sys::Float64Array;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, WorkerOptions, WorkerType};

/// A worker; ended when it is dropped.
pub struct Worker(web_sys::Worker);

impl Worker {
    /// Starts the module at this address. `heard` is called with the numbers of each message, and with
    /// none at all once the worker has failed.
    #[must_use]
    pub fn start(address: &str, mut heard: impl FnMut(Option<Vec<f64>>) + 'static) -> Option<Self> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = web_sys::Worker::new_with_options(address, &options).ok()?;
        let closure = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
            let message = event.dyn_into::<MessageEvent>().ok();
            heard(message.map(|message| message.data().unchecked_into::<Float64Array>().to_vec()));
        });
        let listener = closure.into_js_value();
        worker.set_onmessage(Some(listener.unchecked_ref()));
        worker.set_onerror(Some(listener.unchecked_ref()));
        Some(Self(worker))
    }

    /// Sends a text.
    pub fn send(&self, text: &str) {
        let _ = self.0.post_message(&JsValue::from_str(text)); // refuses no text
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.0.set_onmessage(None);
        self.0.set_onerror(None);
        self.0.terminate();
    }
}
