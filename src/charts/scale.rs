//! Scales, ticks and polylines, in pixels: what all charts share. Views turn them into SVG.

use crate::scene::geometry::Point;

/// A linear map from values to pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    domain: [f64; 2],
    range: [f64; 2],
}

/// A mark on an axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tick {
    /// The value that it marks.
    pub value: f64,
    /// Where it lies, in pixels.
    pub at: f64,
}

impl Scale {
    /// No scale has more marks than this, whatever was asked for.
    const MOST_TICKS: usize = 100;

    /// Maps the first value of the domain to the first pixel of the range, and the second to the
    /// second. A domain without extent maps everything to the first pixel.
    #[must_use]
    pub const fn new(domain: [f64; 2], range: [f64; 2]) -> Self {
        Self { domain, range }
    }

    /// The values that are mapped, from and to.
    #[must_use]
    pub const fn domain(&self) -> [f64; 2] {
        self.domain
    }

    /// The pixels that they are mapped to, from and to.
    #[must_use]
    pub const fn range(&self) -> [f64; 2] {
        self.range
    }

    /// The pixel of a value; values outside the domain lie outside the range.
    #[must_use]
    pub fn at(&self, value: f64) -> f64 {
        map(value, self.domain, self.range)
    }

    /// The value at a pixel.
    #[must_use]
    pub fn value(&self, pixel: f64) -> f64 {
        map(pixel, self.range, self.domain)
    }

    /// Marks at round values inside the domain, about so many.
    #[must_use]
    pub fn ticks(&self, about: usize) -> Vec<Tick> {
        let [low, high] = self.domain;
        let extent = high - low;
        if !extent.is_finite() || extent <= 0.0 {
            return Vec::new();
        }
        #[allow(clippy::cast_precision_loss)] // a handful
        let step = round_step(extent / about.clamp(1, Self::MOST_TICKS) as f64);
        let first = libm::ceil(low / step - 1e-9);
        (0..=2 * Self::MOST_TICKS)
            .map(|index| {
                #[allow(clippy::cast_precision_loss)] // a few hundred at most
                let value = (first + index as f64) * step;
                Tick { value, at: self.at(value) }
            })
            .take_while(|tick| tick.value <= high + step * 1e-9)
            .collect()
    }
}

fn map(value: f64, from: [f64; 2], to: [f64; 2]) -> f64 {
    let extent = from[1] - from[0];
    if extent == 0.0 { to[0] } else { to[0] + (value - from[0]) / extent * (to[1] - to[0]) }
}

/// 1, 2 or 5 times a power of ten: the one nearest to this length, by ratio.
fn round_step(length: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(length)));
    let factor = match length / power {
        f if f < libm::sqrt(2.0) => 1.0,
        f if f < libm::sqrt(10.0) => 2.0,
        f if f < libm::sqrt(50.0) => 5.0,
        _ => 10.0,
    };
    factor * power
}

/// The smallest round value (1, 2 or 5 times a power of ten) that is not below this one; 1 for zero,
/// negatives and what is not finite.
#[must_use]
pub fn round_up(value: f64) -> f64 {
    if !value.is_finite() || value <= 0.0 {
        return 1.0;
    }
    let power = libm::pow(10.0, libm::floor(libm::log10(value)));
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|&round| round >= value * (1.0 - 1e-12))
        .unwrap_or(value)
}

/// Polylines through these values; where a value is absent, a line ends and the next begins after it.
#[must_use]
pub fn lines(
    values: impl IntoIterator<Item = (f64, Option<f64>)>,
    x: &Scale,
    y: &Scale,
) -> Vec<Vec<Point>> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    for (at, value) in values {
        match value {
            Some(value) => line.push(Point::new(x.at(at), y.at(value))),
            None if line.is_empty() => {}
            None => lines.push(std::mem::take(&mut line)),
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The outline of the area between a line and this height, as a closed polygon; empty for an empty line.
#[must_use]
pub fn area(line: &[Point], base: f64) -> Vec<Point> {
    match (line.first(), line.last()) {
        (Some(first), Some(last)) => {
            let mut outline = line.to_vec();
            outline.push(Point::new(last.x, base));
            outline.push(Point::new(first.x, base));
            outline
        }
        _ => Vec::new(),
    }
}

/// A polyline as the `points` attribute of an SVG `polyline` or `polygon`.
#[must_use]
pub fn points_attribute(line: &[Point]) -> String {
    line.iter().map(|point| format!("{:.1},{:.1}", point.x, point.y)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[allow(clippy::float_cmp)] // whole numbers
mod tests {
    use super::*;

    #[test]
    fn a_scale_maps_both_ways() {
        let down = Scale::new([0.0, 200.0], [100.0, 0.0]);
        assert_eq!(down.at(50.0), 75.0);
        assert_eq!(down.value(75.0), 50.0);
        assert_eq!(Scale::new([3.0, 3.0], [10.0, 20.0]).at(7.0), 10.0);
    }

    #[test]
    fn ticks_lie_at_round_values_inside_the_domain() {
        for (domain, about, values) in [
            ([0.0, 60.0], 6, vec![0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0]),
            ([0.0, 1.0], 4, vec![0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
            ([7.0, 23.0], 3, vec![10.0, 15.0, 20.0]),
            ([0.0, 0.0], 5, vec![]),
            ([0.0, f64::INFINITY], 5, vec![]),
        ] {
            let ticks: Vec<f64> =
                Scale::new(domain, [0.0, 100.0]).ticks(about).iter().map(|t| t.value).collect();
            assert_eq!(ticks.len(), values.len(), "{ticks:?}");
            assert!(ticks.iter().zip(&values).all(|(a, b)| (a - b).abs() < 1e-9), "{ticks:?}");
        }
    }

    #[test]
    fn a_round_value_is_never_below() {
        for (value, round) in [
            (0.0, 1.0),
            (f64::NAN, 1.0),
            (1.0, 1.0),
            (1.01, 2.0),
            (4.2, 5.0),
            (730.0, 1_000.0),
            (0.03, 0.05),
        ] {
            assert!((round_up(value) - round).abs() < 1e-12, "{value}");
        }
    }

    #[test]
    fn a_line_is_broken_where_there_is_nothing() {
        let x = Scale::new([0.0, 4.0], [0.0, 40.0]);
        let y = Scale::new([0.0, 10.0], [10.0, 0.0]);
        let values = [None, Some(1.0), Some(2.0), None, Some(3.0)];
        let lines = lines((0..5).map(f64::from).zip(values), &x, &y);
        assert_eq!(
            lines,
            [vec![Point::new(10.0, 9.0), Point::new(20.0, 8.0)], vec![Point::new(40.0, 7.0)]]
        );
        assert_eq!(points_attribute(&lines[0]), "10.0,9.0 20.0,8.0");
        assert_eq!(area(&lines[0], 10.0)[2..], [Point::new(20.0, 10.0), Point::new(10.0, 10.0)]);
        assert!(area(&[], 10.0).is_empty());
    }
}
