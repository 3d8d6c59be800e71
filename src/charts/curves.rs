//! The charts under the stage as SVG paths, one over the other on the same time: the time until the
//! answer, throughput, failures, waiting events and the age of the oldest, busy workers.
//!
//! Each [`Chart`] is a row of a table: its name, how it is drawn, and which figure of a window it shows.
//! How many there is room for says [`Room`].

use std::fmt::Write as _;

use super::Series;
use super::scale::{Scale, Tick, area, lines, round_up};
use super::series::Window;
use crate::scene::Point;
use crate::units::format;

/// What a chart shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chart {
    /// Time to the answer, yes or no: the 95th percentile and the median.
    Answer,
    /// Requests answered in a second, yes or no.
    Throughput,
    /// Requests that were answered with an error.
    Failures,
    /// Events that wait in topics.
    Backlog,
    /// The age of the oldest of them.
    Lag,
    /// Workers that are taken.
    Busy,
}

/// How much room there is for charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Room {
    /// For those that matter most, in a low window.
    Low,
    /// For those that matter most.
    #[default]
    Usual,
    /// For all.
    All,
}

/// The charts as they are drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Curves {
    /// How high they are together, in pixels.
    pub height: f64,
    /// Upright lines at round seconds.
    pub grid: String,
    /// The foot of each chart.
    pub feet: String,
    /// What is drawn, each path with its class.
    pub paths: Vec<(&'static str, String)>,
    /// What stands beside each chart.
    pub names: Vec<Name>,
}

/// What stands beside a chart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Name {
    /// What it shows.
    pub name: &'static str,
    /// What more there is to say of that.
    pub detail: &'static str,
    /// What its top stands for; empty where there is nothing to see.
    pub top: String,
    /// Where its foot lies, in pixels from the top of the charts.
    pub foot: f64,
}

/// A mark on the axis of time.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeMark {
    /// Where it lies, in pixels.
    pub at: f64,
    /// What is written after it; empty where there is no room.
    pub text: String,
}

/// The marks of the axis of time, at round values of the unit that suits how long the run is.
#[must_use]
pub fn time_marks(seconds: &Scale) -> Vec<TimeMark> {
    // About so many at most, and so much room for each to be read.
    const MOST: usize = 7;
    const ROOM: f64 = 40.0;
    let ([from, to], [_, right]) = (seconds.domain(), seconds.range());
    let (length, unit) = match to - from {
        long if long >= 3.0 * 3_600.0 => (3_600.0, "h"),
        long if long >= 600.0 => (60.0, "min"),
        _ => (1.0, "s"),
    };
    let scale = Scale::new([from / length, to / length], seconds.range());
    let mut tries = (1..=MOST).rev().map(|about| scale.ticks(about));
    let is_roomy = |marks: &Vec<Tick>| match marks.as_slice() {
        [first, second, ..] => second.at - first.at >= ROOM,
        _ => true,
    };
    let marks = tries.find(is_roomy).unwrap_or_default();
    let told = marks.into_iter().map(|tick| {
        let has_room = tick.at + ROOM <= right;
        let text = format!("{} {unit}", format::number(tick.value));
        TimeMark { at: tick.at, text: if has_room { text } else { String::new() } }
    });
    told.collect()
}

/// Which figure of a window a chart shows; absent where a window has none.
type Figure = fn(&Window) -> Option<f64>;

impl Room {
    /// The charts from top to bottom, each with its height in pixels; and how far apart they are.
    const fn charts(self) -> (&'static [(Chart, f64)], f64) {
        match self {
            Self::Low => {
                (&[(Chart::Answer, 26.0), (Chart::Backlog, 16.0), (Chart::Failures, 14.0)], 6.0)
            }
            Self::Usual => {
                (&[(Chart::Answer, 44.0), (Chart::Backlog, 26.0), (Chart::Failures, 22.0)], 8.0)
            }
            Self::All => (
                &[
                    (Chart::Answer, 44.0),
                    (Chart::Throughput, 24.0),
                    (Chart::Failures, 22.0),
                    (Chart::Backlog, 26.0),
                    (Chart::Lag, 24.0),
                    (Chart::Busy, 24.0),
                ],
                10.0,
            ),
        }
    }
}

impl Chart {
    /// Its name, what more there is to say, and its figure.
    fn told(self) -> (&'static str, &'static str, Figure) {
        match self {
            Self::Answer => ("Answer", "p95, p50", |window| window.acknowledgement_p95_ms),
            Self::Throughput => ("Answered", "per s", |window| Some(window.throughput_per_s)),
            Self::Failures => ("Failures", "", |window| Some(f64::from(window.failed))),
            Self::Backlog => ("Waiting events", "", |window| Some(f64::from(window.backlog))),
            Self::Lag => ("Lag", "oldest event", |window| Some(window.lag_ms)),
            Self::Busy => ("Busy workers", "", |window| Some(f64::from(window.busy))),
        }
    }

    /// Its figure as it is written.
    fn written(self, value: f64) -> String {
        match self {
            Self::Answer | Self::Lag => format::milliseconds(value),
            Self::Throughput | Self::Failures | Self::Backlog | Self::Busy => format::number(value),
        }
    }
}

impl Curves {
    /// The charts of a series, on this scale of seconds.
    #[must_use]
    pub fn new(series: &Series, x: &Scale, room: Room) -> Self {
        let (charts, gap) = room.charts();
        let mut curves = Self::default();
        let mut top = gap - 2.0;
        for &(chart, height) in charts {
            let foot = top + height;
            curves.add(chart, series, x, [foot, top]);
            top = foot + gap;
        }
        curves.height = top - gap;
        for mark in time_marks(x) {
            let _ = write!(curves.grid, "M{:.1} 0V{}", mark.at, curves.height); // a string takes all
        }
        curves
    }

    /// Adds a chart whose zero and whose largest value lie at these pixels.
    fn add(&mut self, chart: Chart, series: &Series, x: &Scale, range: [f64; 2]) {
        let (name, detail, figure) = chart.told();
        let windows = &series.windows;
        let largest = series.largest(figure);
        let most = round_up(largest);
        let y = Scale::new([0.0, most], range);
        let [foot, _] = range;
        let half = series.window.as_seconds() / 2.0;
        let curve = |figure: Figure| {
            let values =
                windows.iter().map(|window| (window.start.as_seconds() + half, figure(window)));
            lines(values, x, &y)
        };
        let filled = |lines: Vec<Vec<Point>>| {
            path(&lines.iter().map(|line| area(line, foot)).collect::<Vec<_>>(), "z")
        };
        match chart {
            Chart::Answer => {
                let median = curve(|window| window.acknowledgement_p50_ms);
                self.paths.push(("curve dashed", path(&median, "")));
                self.paths.push(("curve", path(&curve(figure), "")));
            }
            Chart::Throughput => self.paths.push(("curve", path(&curve(figure), ""))),
            Chart::Failures => self.paths.push(("bars", bars(windows, x, &y))),
            Chart::Backlog => self.paths.push(("area", filled(curve(figure)))),
            Chart::Lag => self.paths.push(("area line", path(&curve(figure), ""))),
            Chart::Busy => self.paths.push(("area quiet", filled(curve(figure)))),
        }
        let [_, last] = x.domain();
        let _ = write!(self.feet, "M0 {foot}H{:.1}", x.at(last)); // a string takes all
        let top = if largest > 0.0 { chart.written(most) } else { String::new() };
        self.names.push(Name { name, detail, top, foot });
    }
}

/// Lines as one SVG path, each ended by `end`.
fn path(lines: &[Vec<Point>], end: &str) -> String {
    let mut path = String::new();
    for line in lines {
        for (index, point) in line.iter().enumerate() {
            let command = if index == 0 { 'M' } else { 'L' };
            let _ = write!(path, "{command}{:.1} {:.1}", point.x, point.y); // a string takes all
        }
        path.push_str(end);
    }
    path
}

fn bars(windows: &[Window], x: &Scale, y: &Scale) -> String {
    let mut path = String::new();
    for window in windows.iter().filter(|window| window.failed > 0) {
        let left = x.at(window.start.as_seconds()) + 1.0;
        let (foot, top) = (y.at(0.0), y.at(f64::from(window.failed)));
        let _ = write!(path, "M{left:.1} {foot}V{top:.1}"); // a string takes all
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::{Duration, Moment};

    fn window(start: f64, p95: Option<f64>, failed: u32, backlog: u32) -> Window {
        Window {
            start: Moment::from_seconds(start),
            acknowledgement_p50_ms: p95.map(|p95| p95 / 2.0),
            acknowledgement_p95_ms: p95,
            failed,
            backlog,
            ..Window::default()
        }
    }

    fn curves(windows: Vec<Window>, room: Room) -> Curves {
        let series = Series { window: Duration::from_seconds(1.0), windows };
        Curves::new(&series, &Scale::new([0.0, 10.0], [0.0, 100.0]), room)
    }

    fn drawn<'a>(curves: &'a Curves, class: &str) -> &'a str {
        curves.paths.iter().find(|(it, _)| *it == class).map_or("", |(_, path)| path)
    }

    fn top<'a>(curves: &'a Curves, name: &str) -> &'a str {
        curves.names.iter().find(|it| it.name == name).map_or("", |it| &it.top)
    }

    #[test]
    fn a_window_without_answers_interrupts_the_curve() {
        let windows = vec![
            window(0.0, Some(400.0), 0, 0),
            window(1.0, None, 0, 0),
            window(2.0, Some(500.0), 0, 0),
        ];
        let curves = curves(windows, Room::Usual);
        assert_eq!(drawn(&curves, "curve"), "M5.0 14.8M25.0 6.0");
        assert_eq!(top(&curves, "Answer"), "500 ms");
    }

    #[test]
    fn failures_are_bars_and_nothing_is_said_where_there_are_none() {
        let calm = curves(vec![window(0.0, Some(400.0), 0, 3)], Room::Usual);
        assert_eq!((drawn(&calm, "bars"), top(&calm, "Failures")), ("", ""));
        let storm = curves(vec![window(3.0, None, 5, 0)], Room::Usual);
        assert_eq!(drawn(&storm, "bars"), "M31.0 114V92.0");
        assert_eq!(top(&storm, "Failures"), "5");
    }

    #[test]
    fn waiting_events_are_an_area_that_ends_on_its_foot() {
        let curves = curves(vec![window(0.0, None, 0, 0), window(1.0, None, 0, 10)], Room::Usual);
        assert_eq!(drawn(&curves, "area"), "M5.0 84.0L15.0 58.0L15.0 84.0L5.0 84.0z");
    }

    #[test]
    fn with_room_for_all_there_are_six_charts_one_under_the_other() {
        let curves = curves(vec![window(0.0, Some(1.0), 1, 1)], Room::All);
        let names: Vec<&str> = curves.names.iter().map(|it| it.name).collect();
        let all = ["Answer", "Answered", "Failures", "Waiting events", "Lag", "Busy workers"];
        assert_eq!(names, all);
        assert!(curves.names.windows(2).all(|pair| pair[0].foot < pair[1].foot));
        assert_eq!(curves.names.last().map(|it| it.foot), Some(curves.height));
    }

    #[test]
    fn the_axis_of_time_is_marked_in_the_unit_of_the_run_and_where_there_is_room() {
        let marks = |seconds: f64, pixels: f64| -> Vec<String> {
            let marks = time_marks(&Scale::new([0.0, seconds], [0.0, pixels]));
            marks.into_iter().map(|mark| mark.text).collect()
        };
        let minute = ["0 s", "10 s", "20 s", "30 s", "40 s", "50 s", ""];
        assert_eq!(marks(60.0, 900.0), minute);
        assert_eq!(marks(60.0, 330.0), minute);
        assert_eq!(marks(60.0, 200.0), ["0 s", "20 s", "40 s", ""]);
        assert_eq!(marks(72_291.4, 330.0), ["0 h", "5 h", "10 h", "15 h", ""]);
        assert_eq!(
            marks(1_100.0, 450.0),
            [
                "0 min", "2 min", "4 min", "6 min", "8 min", "10 min", "12 min", "14 min",
                "16 min", ""
            ]
        );
        assert_eq!(marks(0.5, 900.0), ["0 s", "0.1 s", "0.2 s", "0.3 s", "0.4 s", ""]);
    }
}
