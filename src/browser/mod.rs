//! The browser, behind thin typed wrappers: frames, media queries, files, the page itself, its address,
//! a surface to draw on, a worker, storage, the clipboard, events by which programs tell each other texts.
//!
//! Nothing here knows Syncline: no scenario, no session, no view. What the browser refuses is a
//! `None` or does nothing, since no part of the product depends on it; only a text that was not kept
//! is told, for somebody's work is in it.

pub mod address;
pub mod clipboard;
pub mod clock;
pub mod files;
pub mod frames;
pub mod media;
pub mod page;
pub mod size;
pub mod storage;
pub mod style;
pub mod surface;
pub mod worker;
