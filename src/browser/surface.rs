//! A surface to draw on: a canvas in CSS pixels, sharp on every screen.

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::{media, page};

/// More dots than this no canvas has in every browser.
const MOST_DOTS: f64 = 16_777_216.0;

/// A canvas whose unit is the CSS pixel, whatever the screen's density.
#[derive(Debug, Clone)]
pub struct Surface {
    canvas: HtmlCanvasElement,
    pen: CanvasRenderingContext2d,
}

impl Surface {
    /// The surface of a canvas; `None` where the browser has no 2D drawing.
    #[must_use]
    pub fn of(canvas: &HtmlCanvasElement) -> Option<Self> {
        let pen = canvas.get_context("2d").ok().flatten()?.dyn_into().ok()?;
        Some(Self { canvas: canvas.clone(), pen })
    }

    /// What draws.
    #[must_use]
    pub fn pen(&self) -> &CanvasRenderingContext2d {
        &self.pen
    }

    /// Empties the surface, and gives it this size in CSS pixels, each of at least so many dots.
    pub fn clear(&self, width: f64, height: f64, least: f64) {
        // A style sheet may enlarge what the canvas stands in.
        let wanted = (media::density() * page::zoom(&self.canvas)).clamp(least, 4.0);
        let ratio = wanted.min((MOST_DOTS / (width * height).max(1.0)).sqrt());
        let (wide, high) = (pixels(width * ratio), pixels(height * ratio));
        // Chromium prints what was drawn, not its dots; and what is emptied hides on paper all that lies beneath.
        // So a canvas for paper is not emptied, but is another one each time.
        let is_other = least > 1.0 || self.canvas.width() != wide || self.canvas.height() != high;
        if is_other {
            self.canvas.set_width(0);
            self.canvas.set_width(wide);
            self.canvas.set_height(high);
        }
        let _ = self.pen.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
        if !is_other {
            self.pen.clear_rect(0.0, 0.0, width, height);
        }
    }

    /// The value of a custom property of CSS where the canvas stands, such as `--call`.
    #[must_use]
    pub fn token(&self, name: &str) -> String {
        web_sys::window()
            .and_then(|window| window.get_computed_style(&self.canvas).ok().flatten())
            .and_then(|style| style.get_property_value(name).ok())
            .map(|value| value.trim().to_owned())
            .unwrap_or_default()
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates; a canvas is smaller than that
fn pixels(length: f64) -> u32 {
    length.round().clamp(1.0, 16_384.0) as u32
}
