//! The one set of icons, once in the page: sixteen pixels, one stroke, in the colour of the text beside
//! them. An icon is used as `<svg class="icon"><use href="#icon-…">`; what it stands on says the same in
//! words. The pattern of a worker that only waits for others is here too.

use leptos::prelude::*;

/// The icons, unseen until they are used.
#[component]
pub fn Icons() -> impl IntoView {
    view! {
        <svg class="icons" width="0" height="0" aria-hidden="true">
            <pattern id="held" width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <path d="M0.5 0v3"></path>
            </pattern>
            <symbol id="icon-play" viewBox="0 0 16 16"><path fill="currentcolor" d="M5 3.2v9.6l7.6-4.8z"></path></symbol>
            <symbol id="icon-pause" viewBox="0 0 16 16"><path d="M5.2 3.2v9.6M10.8 3.2v9.6"></path></symbol>
            <symbol id="icon-back" viewBox="0 0 16 16"><path d="M11.5 3.8v8.4L5.4 8zM4 3.8v8.4"></path></symbol>
            <symbol id="icon-forward" viewBox="0 0 16 16"><path d="M4.5 3.8v8.4L10.6 8zM12 3.8v8.4"></path></symbol>
            <symbol id="icon-restart" viewBox="0 0 16 16"><path d="M3.2 8a4.8 4.8 0 1 0 1.6-3.6M3.2 2.6v2.6h2.6"></path></symbol>
            <symbol id="icon-undo" viewBox="0 0 16 16"><path d="M5.5 3 2.8 5.7l2.7 2.7M3 5.7h6.2a3.6 3.6 0 0 1 0 7.2H6"></path></symbol>
            <symbol id="icon-redo" viewBox="0 0 16 16"><path d="m10.5 3 2.7 2.7-2.7 2.7M13 5.7H6.8a3.6 3.6 0 0 0 0 7.2H10"></path></symbol>
            <symbol id="icon-open" viewBox="0 0 16 16"><path d="M2.5 12.5v-9h4l1.5 2h5.5v7z"></path></symbol>
            <symbol id="icon-light" viewBox="0 0 16 16"><path d="M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M12.6 3.4l-1.1 1.1M4.5 11.5l-1.1 1.1"></path></symbol>
            <symbol id="icon-dark" viewBox="0 0 16 16"><path d="M13 9.6A5.5 5.5 0 0 1 6.4 3a5.5 5.5 0 1 0 6.6 6.6z"></path></symbol>
            <symbol id="icon-system" viewBox="0 0 16 16"><path d="M2 3h12v8H2zM5.5 13.5h5"></path></symbol>
            <symbol id="icon-close" viewBox="0 0 16 16"><path d="m4 4 8 8M12 4l-8 8"></path></symbol>
            <symbol id="icon-down" viewBox="0 0 16 16"><path d="m4.5 6.5 3.5 3.5 3.5-3.5"></path></symbol>
            <symbol id="icon-present" viewBox="0 0 16 16"><path d="M2 3h12v7.5H2zM8 10.5V13M5.5 13.5h5M6.8 5v3.5l3-1.75z"></path></symbol>
            <symbol id="icon-keys" viewBox="0 0 16 16"><path d="M1.8 4h12.4v8H1.8zM4.3 6.6h.01M6.8 6.6h.01M9.3 6.6h.01M11.8 6.6h.01M5 9.5h6"></path></symbol>
        </svg>
    }
}
