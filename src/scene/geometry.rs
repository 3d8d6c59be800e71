//! Points, rectangles and paths, in CSS pixels.
//!
//! A [`Path`] is a polyline that knows its length, so that something can be moved along it at an even
//! pace; drawn, its corners may be rounded.

use std::fmt::Write as _;

/// A place in the picture, in pixels from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

impl Point {
    /// The point at these coordinates.
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// How far another point is, in pixels.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        libm::hypot(other.x - self.x, other.y - self.y)
    }

    /// The point at this share of the way to another: 0 is here, 1 is there.
    #[must_use]
    pub fn towards(self, other: Self, fraction: f64) -> Self {
        Self::new(self.x + (other.x - self.x) * fraction, self.y + (other.y - self.y) * fraction)
    }
}

/// A rectangle with its sides along the axes, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// The left side.
    pub x: f64,
    /// The top side.
    pub y: f64,
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

impl Rect {
    /// The right side.
    #[must_use]
    pub fn right(self) -> f64 {
        self.x + self.width
    }

    /// The bottom side.
    #[must_use]
    pub fn bottom(self) -> f64 {
        self.y + self.height
    }

    /// The middle.
    #[must_use]
    pub fn center(self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Whether a point lies inside.
    #[must_use]
    pub fn contains(self, point: Point) -> bool {
        (self.x..=self.right()).contains(&point.x) && (self.y..=self.bottom()).contains(&point.y)
    }

    /// Whether two rectangles share more than a side.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }
}

/// A polyline with its length.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Path {
    points: Vec<Point>,
    /// The length from the beginning up to each point.
    reached: Vec<f64>,
}

impl Path {
    /// The polyline through these points; points that repeat the one before are left out.
    #[must_use]
    pub fn new(points: impl IntoIterator<Item = Point>) -> Self {
        let mut path = Self::default();
        for point in points {
            let reached = match (path.points.last(), path.reached.last()) {
                (Some(&last), Some(&reached)) => reached + last.distance(point),
                _ => 0.0,
            };
            if path.reached.last().is_none_or(|&before| reached > before + 1e-9) {
                path.points.push(point);
                path.reached.push(reached);
            }
        }
        path
    }

    /// The corners, with both ends.
    #[must_use]
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The length, in pixels.
    #[must_use]
    pub fn length(&self) -> f64 {
        self.reached.last().copied().unwrap_or(0.0)
    }

    /// Where it begins; the origin for a path without points.
    #[must_use]
    pub fn start(&self) -> Point {
        self.points.first().copied().unwrap_or_default()
    }

    /// Where it ends; the origin for a path without points.
    #[must_use]
    pub fn end(&self) -> Point {
        self.points.last().copied().unwrap_or_default()
    }

    /// The point at this share of the length, from 0 (the beginning) to 1 (the end); beyond them, the
    /// nearer end.
    #[must_use]
    pub fn point_at(&self, fraction: f64) -> Point {
        let along = fraction.clamp(0.0, 1.0) * self.length();
        let next = self.reached.partition_point(|&reached| reached <= along);
        match (next.checked_sub(1), self.points.get(next), self.reached.get(next)) {
            (Some(before), Some(&b), Some(&end)) => {
                let a = self.points.get(before).copied().unwrap_or(b);
                let start = self.reached.get(before).copied().unwrap_or(end);
                a.towards(b, (along - start) / (end - start))
            }
            _ => self.end(),
        }
    }

    /// The same way from its end to its beginning.
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self::new(self.points.iter().rev().copied())
    }

    /// As the `d` attribute of an SVG path, with corners rounded by at most this radius, in pixels.
    #[must_use]
    pub fn to_svg(&self, radius: f64) -> String {
        let mut d = String::new();
        let start = self.start();
        let _ = write!(d, "M{:.1} {:.1}", start.x, start.y); // writing to a string cannot fail
        for corner in self.points.windows(3) {
            if let [a, b, c] = *corner {
                let cut = radius.min(a.distance(b) / 2.0).min(b.distance(c) / 2.0);
                let enter = b.towards(a, cut / a.distance(b));
                let leave = b.towards(c, cut / b.distance(c));
                let _ = write!(
                    d,
                    "L{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}",
                    enter.x, enter.y, b.x, b.y, leave.x, leave.y
                );
            }
        }
        if self.points.len() > 1 {
            let end = self.end();
            let _ = write!(d, "L{:.1} {:.1}", end.x, end.y);
        }
        d
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corner() -> Path {
        Path::new([Point::new(0.0, 0.0), Point::new(30.0, 0.0), Point::new(30.0, 10.0)])
    }

    #[test]
    fn a_point_moves_evenly_along_the_path() {
        let path = corner();
        assert!((path.length() - 40.0).abs() < 1e-9);
        assert_eq!(path.point_at(0.0), Point::new(0.0, 0.0));
        assert_eq!(path.point_at(0.5), Point::new(20.0, 0.0));
        assert_eq!(path.point_at(0.875), Point::new(30.0, 5.0));
        assert_eq!(path.point_at(1.0), Point::new(30.0, 10.0));
        assert_eq!(path.point_at(-1.0), path.start());
        assert_eq!(path.point_at(2.0), path.end());
        assert_eq!(path.reversed().point_at(0.25), Point::new(30.0, 0.0));
    }

    #[test]
    fn a_path_of_one_place_or_none_has_no_length() {
        assert_eq!(Path::default().point_at(0.5), Point::default());
        let still = Path::new([Point::new(3.0, 4.0), Point::new(3.0, 4.0)]);
        assert_eq!((still.points().len(), still.point_at(0.5)), (1, Point::new(3.0, 4.0)));
    }

    #[test]
    fn drawn_corners_are_rounded() {
        assert_eq!(corner().to_svg(6.0), "M0.0 0.0L25.0 0.0Q30.0 0.0 30.0 5.0L30.0 10.0");
    }

    #[test]
    fn rectangles_that_touch_do_not_overlap() {
        let a = Rect { x: 0.0, y: 0.0, width: 10.0, height: 10.0 };
        assert!(!a.overlaps(Rect { x: 10.0, ..a }));
        assert!(a.overlaps(Rect { x: 9.0, ..a }));
    }
}
