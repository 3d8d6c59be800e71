//! The charts of a load sweep: a figure of two designs against the arrival rate, each line with the band
//! of its interval, and where one overtakes the other; and the same as a sentence.
//!
//! Times lie on a logarithmic axis: between a calm and an overrun service they differ by powers of ten.

use std::fmt::Write as _;

use super::scale::{Scale, lines, round_up};
use crate::figures::Unit;
use crate::scene::Point;
use crate::units::format;

/// What a design does at a rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reached {
    /// How many requests arrive in a second.
    pub rate_per_s: f64,
    /// The figure; absent where nothing was measured.
    pub value: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<[f64; 2]>,
}

/// Where one design overtakes the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Overtaking {
    /// About at this rate.
    pub rate_per_s: f64,
    /// Surely between these.
    pub between: [f64; 2],
    /// Whether it is the first design that has the greater value below.
    pub first_is_greater_below: bool,
}

/// A chart as it is drawn, in pixels.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LoadChart {
    /// How wide it is.
    pub width: f64,
    /// Upright and level lines at round values.
    pub grid: String,
    /// The two designs.
    pub lines: [String; 2],
    /// What was measured: circles of the first design, squares of the second.
    pub dots: [String; 2],
    /// The bands of their intervals.
    pub bands: [String; 2],
    /// Where as much is answered as arrives; empty but for the throughput.
    pub all: String,
    /// What stands under it.
    pub rates: Vec<Mark>,
    /// What stands beside it.
    pub values: Vec<Mark>,
    /// Where one overtakes the other.
    pub overtakings: Vec<Mark>,
}

/// A word at a place on an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Where, in pixels.
    pub at: f64,
    /// The word.
    pub word: String,
}

/// How high a chart is, in pixels.
pub const HEIGHT: f64 = 236.0;

/// From the sides to what is drawn, in pixels: left, right, top, bottom.
pub const MARGIN: [f64; 4] = [58.0, 12.0, 22.0, 24.0];

/// How a value is written beside the axis, which names the unit of all but times.
fn written(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Milliseconds => unit.written(value),
        Unit::Share => format::in_hundred(value),
        Unit::PerSecond | Unit::InThousand => format::number(value),
    }
}

/// The scale of the values, and the round ones that are marked on it.
fn scale(unit: Unit, values: &[f64]) -> Option<(Scale, Vec<f64>)> {
    let [_, _, top, bottom] = MARGIN;
    let range = [HEIGHT - bottom, top];
    let most = values.iter().copied().fold(f64::NAN, f64::max);
    if unit == Unit::Milliseconds {
        let least = values.iter().copied().filter(|&it| it > 0.0).fold(f64::NAN, f64::min);
        if least.is_nan() {
            return None;
        }
        let low = libm::log10(least * 0.85);
        let high = libm::log10((most * 1.15).max(least * 2.0));
        return Some((Scale::new([low, high], range), round_between(least * 0.85, most * 1.15)));
    }
    let scale = Scale::new([0.0, most.max(f64::MIN_POSITIVE) * 1.05], range);
    Some((scale, scale.ticks(4).iter().map(|tick| tick.value).collect()))
}

/// Where a value lies on the scale; nowhere for no time at all.
fn position(unit: Unit, value: f64) -> Option<f64> {
    match unit {
        Unit::Milliseconds => (value > 0.0).then(|| libm::log10(value)),
        Unit::Share | Unit::PerSecond | Unit::InThousand => Some(value),
    }
}

/// 1, 2 and 5 times powers of ten; the powers alone where that would be many.
fn round_between(low: f64, high: f64) -> Vec<f64> {
    const MANY: usize = 7;
    let mut rounds = Vec::new();
    let mut value = round_up(low);
    while value <= high && rounds.len() < 100 {
        rounds.push(value);
        value = round_up(value * 1.01);
    }
    if rounds.len() > MANY {
        let is_power = |value: &f64| {
            let power = libm::log10(*value);
            (power - libm::round(power)).abs() < 1e-9
        };
        rounds.retain(is_power);
    }
    rounds
}

impl LoadChart {
    /// The chart of a figure of this unit of two designs, for a width; points in rising order of their rates.
    #[must_use]
    pub fn new(
        unit: Unit,
        designs: [&[Reached]; 2],
        overtakings: &[Overtaking],
        width: f64,
    ) -> Self {
        let [left, right, top, bottom] = MARGIN;
        let all = || designs.iter().copied().flatten();
        let most_rate = all().map(|it| it.rate_per_s).fold(0.0, f64::max);
        let x = Scale::new([0.0, most_rate * 1.02], [left, (width - right).max(left)]);
        let bounds = |it: &Reached| {
            let [low, high] = it.interval.unwrap_or_default();
            [it.value, it.interval.map(|_| low), it.interval.map(|_| high)]
        };
        let values: Vec<f64> = all().flat_map(bounds).flatten().collect();
        let Some((y, rounds)) = scale(unit, &values) else {
            return Self { width, ..Self::default() };
        };
        let line = |design: &[Reached]| {
            let values = design
                .iter()
                .map(|it| (it.rate_per_s, it.value.and_then(|value| position(unit, value))));
            lines(values, &x, &y)
        };
        let drawn = designs.map(line);
        let high = |value: f64| y.at(position(unit, value).unwrap_or(value));
        let foot = HEIGHT - bottom;
        let mut grid = String::new();
        for value in &rounds {
            let _ = write!(grid, "M{left} {:.1}H{:.1}", high(*value), x.range()[1]); // a string takes all
        }
        for tick in x.ticks(6) {
            let _ = write!(grid, "M{:.1} {top}V{foot}", tick.at); // a string takes all
        }
        let reach = y.domain()[1].min(most_rate);
        Self {
            width,
            grid,
            dots: [dots(&drawn[0], circle), dots(&drawn[1], square)],
            lines: drawn.map(|lines| path(&lines)),
            bands: designs.map(|design| band(unit, design, &x, &y)),
            all: if unit == Unit::PerSecond {
                format!("M{left} {foot}L{:.1} {:.1}", x.at(reach), y.at(reach))
            } else {
                String::new()
            },
            rates: marks(x.ticks(6).iter().map(|it| (it.at, format::number(it.value)))),
            values: marks(rounds.iter().map(|&it| (high(it), written(unit, it)))),
            overtakings: marks(
                overtakings.iter().map(|it| (x.at(it.rate_per_s), format::number(it.rate_per_s))),
            ),
        }
    }
}

fn marks(marks: impl Iterator<Item = (f64, String)>) -> Vec<Mark> {
    marks.map(|(at, word)| Mark { at, word }).collect()
}

fn path(lines: &[Vec<Point>]) -> String {
    let mut path = String::new();
    for line in lines {
        for (index, point) in line.iter().enumerate() {
            let command = if index == 0 { 'M' } else { 'L' };
            let _ = write!(path, "{command}{:.1} {:.1}", point.x, point.y); // a string takes all
        }
    }
    path
}

fn dots(lines: &[Vec<Point>], shape: fn(Point) -> String) -> String {
    lines.iter().flatten().map(|point| shape(*point)).collect()
}

fn circle(at: Point) -> String {
    format!("M{:.1} {:.1}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z", at.x - 3.5, at.y)
}

fn square(at: Point) -> String {
    format!("M{:.1} {:.1}h6v6h-6z", at.x - 3.0, at.y - 3.0)
}

/// The area between the ends of the intervals, in one piece where neighbours have one.
fn band(unit: Unit, design: &[Reached], x: &Scale, y: &Scale) -> String {
    let ends = |read: fn([f64; 2]) -> f64| {
        let values = design.iter().map(move |it| {
            // The lower end of an interval of times may be none at all: it reaches the foot.
            let end = it.interval.map(read);
            (it.rate_per_s, end.map(|end| position(unit, end).unwrap_or(y.domain()[0])))
        });
        lines(values, x, y)
    };
    let pieces = ends(|[_, high]| high).into_iter().zip(ends(|[low, _]| low));
    let outlines = pieces.filter(|(upper, _)| upper.len() > 1).map(|(mut outline, lower)| {
        outline.extend(lower.into_iter().rev());
        path(&[outline]) + "z"
    });
    outlines.collect()
}

/// Who is ahead where, as a sentence. `does` says of a design what a greater value means: "takes longer to
/// answer". `ahead` has each rate at which a difference (second less first) is
/// more than chance, in rising order.
#[must_use]
pub fn sentence(
    does: &str,
    names: [&str; 2],
    ahead: &[(f64, f64)],
    overtakings: &[Overtaking],
) -> String {
    let greater = |difference: f64| if difference > 0.0 { names[1] } else { names[0] };
    let number = format::number;
    match (ahead, overtakings) {
        ([], _) => "At none of these rates is the difference more than chance.".to_owned(),
        ([(from, difference), ..], []) => {
            let to = ahead.last().map_or(*from, |(to, _)| *to);
            let where_so = if to > *from {
                format!("from {} to {} per second", number(*from), number(to))
            } else {
                format!("at {} per second", number(*from))
            };
            let name = greater(*difference);
            format!("{name} {does}, more than chance, {where_so}. Neither overtakes the other.")
        }
        (_, overtakings) => {
            let mut text = String::new();
            for it in overtakings {
                let [below, above] =
                    if it.first_is_greater_below { names } else { [names[1], names[0]] };
                let _ = write!(
                    text,
                    "Below about {} per second {below} {does}, above it {above}: they cross between {} and {}. ",
                    number(it.rate_per_s),
                    number(it.between[0]),
                    number(it.between[1]),
                ); // a string takes all
            }
            text.trim_end().to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn reached(rate_per_s: f64, value: f64, half: f64) -> Reached {
        Reached { rate_per_s, value: Some(value), interval: Some([value - half, value + half]) }
    }

    const CROSSING: Overtaking =
        Overtaking { rate_per_s: 17.5, between: [10.0, 20.0], first_is_greater_below: false };

    #[test]
    fn throughput_lies_on_a_scale_from_nothing() {
        let first = [reached(10.0, 10.0, 0.0), reached(20.0, 20.0, 0.0)];
        let second = [reached(10.0, 10.0, 1.0), reached(20.0, 12.0, 1.0)];
        let width = MARGIN[0] + MARGIN[1] + 102.0;
        let chart = LoadChart::new(Unit::PerSecond, [&first, &second], &[CROSSING], width);
        // Five pixels to one in a second: 20.4 on 102 pixels; upwards 190 pixels to 21.
        assert_eq!(chart.lines[0], "M108.0 121.5L158.0 31.0");
        assert_eq!(chart.all, "M58 212L158.0 31.0");
        assert_eq!(chart.bands[1], "M108.0 112.5L158.0 94.4L158.0 112.5L108.0 130.6z");
        assert!(
            chart.dots[0].starts_with("M104.5 121.5a")
                && chart.dots[1].starts_with("M105.0 118.5h")
        );
        let words: Vec<&str> = chart.values.iter().map(|mark| mark.word.as_str()).collect();
        assert_eq!(words, ["0", "5", "10", "15", "20"]);
        assert_eq!(chart.overtakings, [Mark { at: 145.5, word: "17.5".to_owned() }]);
    }

    #[test]
    fn times_lie_on_a_scale_of_powers() {
        let design =
            [reached(1.0, 10.0, 0.0), reached(2.0, 100.0, 0.0), reached(3.0, 1_000.0, 0.0)];
        let chart = LoadChart::new(Unit::Milliseconds, [&design, &[]], &[], 300.0);
        let heights: Vec<f64> = (chart.lines[0].split(['M', 'L']).skip(1))
            .map(|point| point.split(' ').nth(1).unwrap().parse().unwrap())
            .collect();
        let [low, middle, high] = heights.try_into().unwrap();
        assert!((low - middle - (middle - high)).abs() < 0.2, "equal factors are equally high");
        let words: Vec<&str> = chart.values.iter().map(|mark| mark.word.as_str()).collect();
        assert_eq!(words, ["10 ms", "20 ms", "50 ms", "100 ms", "200 ms", "500 ms", "1 s"]);
        let wide = [reached(1.0, 0.2, 0.0), reached(2.0, 80_000.0, 0.0)];
        let chart = LoadChart::new(Unit::Milliseconds, [&wide, &[]], &[], 300.0);
        assert_eq!(chart.values.len(), 5, "powers alone: {:?}", chart.values);
    }

    #[test]
    fn what_was_not_measured_is_not_drawn() {
        let none = [Reached { rate_per_s: 1.0, value: None, interval: None }];
        let chart = LoadChart::new(Unit::Milliseconds, [&none, &none], &[], 300.0);
        assert_eq!(chart, LoadChart { width: 300.0, ..LoadChart::default() });
        let holes = [reached(1.0, 5.0, 1.0), none[0], reached(3.0, 5.0, 1.0)];
        let chart = LoadChart::new(Unit::PerSecond, [&holes, &[]], &[], 300.0);
        assert_eq!(chart.lines[0].matches('M').count(), 2);
        assert_eq!(chart.bands[0], "", "one point has no area");
    }

    #[test]
    fn who_is_ahead_is_said() {
        let names = ["As it is", "All events"];
        for (ahead, overtakings, text) in [
            (vec![], vec![], "At none of these rates is the difference more than chance."),
            (
                vec![(10.0, -3.0), (40.0, -5.0)],
                vec![],
                "As it is takes longer to answer, more than chance, from 10 to 40 per second. \
                 Neither overtakes the other.",
            ),
            (
                vec![(40.0, 5.0)],
                vec![],
                "All events takes longer to answer, more than chance, at 40 per second. \
                 Neither overtakes the other.",
            ),
            (
                vec![(10.0, 3.0), (20.0, -1.0)],
                vec![CROSSING],
                "Below about 17.5 per second All events takes longer to answer, above it As it is: \
                 they cross between 10 and 20.",
            ),
        ] {
            let found = sentence("takes longer to answer", names, &ahead, &overtakings);
            assert_eq!(found, text);
        }
    }
}
