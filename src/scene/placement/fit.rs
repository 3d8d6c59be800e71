//! How a picture fits the part of the page through which it is seen.
//!
//! A picture can be laid out at any width, and what is laid out wider is lower. So there is a width at which
//! it fills a pane best once it is scaled: of a ladder of scales the largest at which all of it is seen. The
//! ladder has few rungs, so that a flip seldom changes the scale of what stays. Below the lowest nothing could
//! be read: what does not fit at that is scrolled. Where nobody can scroll, presenting and in other pages, it
//! has further rungs at both ends, and all of it is seen.

use super::Placement;
use crate::model::Design;

/// The scales that are tried, from the largest on.
const SCALES: [f64; 9] = [1.6, 1.45, 1.3, 1.15, 1.0, 0.94, 0.88, 0.82, 0.78];

/// The same where all of it has to be seen, and may be as large as the room is.
const ALL_SCALES: [f64; 26] = [
    3.2, 2.9, 2.6, 2.4, 2.2, 2.0, 1.85, 1.7, 1.55, 1.4, 1.28, 1.16, 1.06, 0.97, 0.88, 0.8, 0.73,
    0.66, 0.6, 0.54, 0.49, 0.44, 0.4, 0.35, 0.3, 0.25,
];

/// The width that a scroll bar takes, in pixels of the page.
const SCROLL_BAR: f64 = 16.0;

/// The part of the page through which a picture is seen, in pixels of the page.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Pane {
    /// From left to right.
    pub width: f64,
    /// From top to bottom; infinite where the picture may be as high as it needs.
    pub height: f64,
    /// How many times as large the picture is to be as it would fit: 1 is as it fits.
    pub magnified: f64,
    /// Whether all of it has to be seen, however small.
    pub whole: bool,
}

/// A picture in its pane.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fit {
    /// Where everything lies, before it is scaled.
    pub placement: Placement,
    /// How large it is drawn: 1 is as it was laid out.
    pub scale: f64,
}

impl Fit {
    /// The picture of a design in a pane.
    #[must_use]
    pub fn new(design: &Design, pane: Pane) -> Self {
        if pane.whole && pane.height.is_finite() {
            return Self::all(design, pane);
        }
        let fitted = Self::whole(design, pane);
        let scale = fitted.scale * pane.magnified;
        // What is made larger stays as it is laid out; what is made smaller gets the room.
        if pane.magnified >= 1.0 {
            Self { scale, ..fitted }
        } else {
            Self::at(design, pane.width, scale)
        }
    }

    /// The largest at which all of it is seen, however small that is.
    fn all(design: &Design, pane: Pane) -> Self {
        let at = |scale| Self::at(design, pane.width, scale);
        let fits = |fit: &Self| fit.placement.height * fit.scale <= pane.height + 0.5;
        let [larger @ .., least] = ALL_SCALES;
        larger.into_iter().map(at).find(fits).unwrap_or_else(|| at(least))
    }

    /// The largest at which all of it is seen; the smallest where there is none.
    fn whole(design: &Design, pane: Pane) -> Self {
        let [first, between @ .., least] = SCALES;
        let fits = |fit: &Self| fit.placement.height * fit.scale <= pane.height + 0.5;
        if !pane.height.is_finite() {
            return Self::at(design, pane.width, 1.0);
        }
        // What is large is laid out once: beside a scroll bar, which it will have.
        let scrolled = Self::at(design, pane.width - SCROLL_BAR, least);
        if !fits(&scrolled) {
            return scrolled;
        }
        let mut larger = std::iter::once(first).chain(between);
        larger
            .find_map(|scale| Some(Self::at(design, pane.width, scale)).filter(fits))
            .unwrap_or_else(|| Self::at(design, pane.width, least))
    }

    fn at(design: &Design, width: f64, scale: f64) -> Self {
        Self { placement: Placement::new(design, (width / scale).max(0.0)), scale }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Mode;
    use crate::testing::{checkout, shop, step};

    fn pane(width: f64, height: f64) -> Pane {
        Pane { width, height, magnified: 1.0, whole: false }
    }

    fn height(fit: &Fit) -> f64 {
        fit.placement.height * fit.scale
    }

    #[test]
    fn a_picture_is_as_large_as_it_can_be_seen_whole() {
        let design = checkout(Mode::Event).design();
        let mut before = 0.0;
        for (width, high) in [(690.0, 520.0), (936.0, 520.0), (1_096.0, 660.0), (1_576.0, 840.0)] {
            let fit = Fit::new(&design, pane(width, high));
            assert!(height(&fit) <= high + 0.5, "{} at {width}", height(&fit));
            assert!((fit.placement.width * fit.scale - width).abs() < 1e-6);
            assert!(fit.scale >= before, "{} at {width}", fit.scale);
            before = fit.scale;
        }
        assert!(before > 1.0);
    }

    #[test]
    fn what_cannot_be_seen_whole_is_scrolled_at_the_smallest_scale() {
        let steps = (0..60).map(|it| step(format!("s{it}")));
        let fit = Fit::new(&shop(steps).design(), pane(900.0, 500.0));
        assert!(height(&fit) > 500.0 && (fit.scale - 0.78).abs() < 1e-9);
        assert!((fit.placement.width * fit.scale - 884.0).abs() < 1e-6);
    }

    #[test]
    fn who_zooms_sees_it_larger_as_it_lies_or_smaller_with_more_room() {
        let design = checkout(Mode::Event).design();
        let whole = Fit::new(&design, pane(936.0, 520.0));
        let zoomed = |magnified| Fit::new(&design, Pane { magnified, ..pane(936.0, 520.0) });
        let large = zoomed(2.0);
        assert_eq!((large.placement, large.scale), (whole.placement, 2.0 * whole.scale));
        let small = zoomed(0.5);
        assert!((small.scale - 0.5 * whole.scale).abs() < 1e-9);
        assert!((small.placement.width * small.scale - 936.0).abs() < 1e-6);
    }

    #[test]
    fn where_nobody_can_scroll_all_of_it_is_seen() {
        for design in [
            checkout(Mode::Event).design(),
            shop((0..30).map(|it| step(format!("s{it}")))).design(),
        ] {
            for (width, high) in
                [(480.0, 230.0), (900.0, 420.0), (1_280.0, 560.0), (1_920.0, 900.0)]
            {
                let fit = Fit::new(&design, Pane { whole: true, ..pane(width, high) });
                assert!(height(&fit) <= high + 0.5, "{} at {width}", height(&fit));
            }
        }
    }

    #[test]
    fn where_the_height_is_free_nothing_is_scaled() {
        let fit = Fit::new(&checkout(Mode::Event).design(), pane(700.0, f64::INFINITY));
        assert!((fit.scale - 1.0).abs() < 1e-9);
    }
}
