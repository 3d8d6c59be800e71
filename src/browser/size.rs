//! How large an element is, now and whenever it changes.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

/// Watches the size of an element until it is dropped.
pub struct SizeWatch {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut()>,
}

impl SizeWatch {
    /// Calls `changed` with the inner width and height in CSS pixels: at once, and after every change.
    #[must_use]
    pub fn new(element: &Element, mut changed: impl FnMut(f64, f64) + 'static) -> Option<Self> {
        let watched = element.clone();
        let callback = Closure::<dyn FnMut()>::new(move || {
            changed(f64::from(watched.client_width()), f64::from(watched.client_height()));
        });
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self { observer, _callback: callback })
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
