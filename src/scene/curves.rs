//! The charts under the stage as SVG paths: the time until the answer, waiting events and failures, one
//! over the other on the same time.

use std::fmt::Write as _;

use super::chart::{Scale, area, lines, round_up};
use super::figures::Window;
use super::{Point, Series, format};

/// Where the charts lie in the plot, from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tracks {
    /// Time to acknowledgement.
    pub answer: Track,
    /// Waiting events.
    pub backlog: Track,
    /// Failed requests.
    pub failures: Track,
}

/// A band of the plot, in pixels from its top.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Track {
    /// Where the largest value lies.
    pub top: f64,
    /// Where zero lies.
    pub foot: f64,
}

/// The charts as they are drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Curves {
    /// Upright lines at round seconds.
    pub grid: String,
    /// The foot of each chart.
    pub feet: String,
    /// The median time to acknowledgement.
    pub p50: String,
    /// Its 95th percentile.
    pub p95: String,
    /// The area of waiting events.
    pub backlog: String,
    /// A bar for each window with failures.
    pub failures: String,
    /// What the top of the time to acknowledgement stands for.
    pub answer_top: String,
    /// What the top of the waiting events stands for.
    pub backlog_top: String,
    /// What the top of the failures stands for; empty where there are none.
    pub failures_top: String,
}

/// About so many marks stand on the axis of time.
pub const TICKS: usize = 7;

impl Tracks {
    /// Where there is room.
    pub const ROOMY: Self = Self {
        answer: Track { top: 6.0, foot: 50.0 },
        backlog: Track { top: 58.0, foot: 84.0 },
        failures: Track { top: 92.0, foot: 114.0 },
    };

    /// In a low window.
    pub const LOW: Self = Self {
        answer: Track { top: 4.0, foot: 30.0 },
        backlog: Track { top: 36.0, foot: 52.0 },
        failures: Track { top: 58.0, foot: 72.0 },
    };

    /// The foot of the lowest.
    #[must_use]
    pub const fn foot(&self) -> f64 {
        self.failures.foot
    }
}

impl Track {
    const fn scale(self, most: f64) -> Scale {
        Scale::new([0.0, most], [self.foot, self.top])
    }
}

impl Curves {
    /// The charts of a series, on this scale of seconds.
    #[must_use]
    pub fn new(series: &Series, x: &Scale, tracks: &Tracks) -> Self {
        let windows = &series.windows;
        let half = series.window.as_seconds() / 2.0;
        let most = |value: fn(&Window) -> Option<f64>| {
            round_up(windows.iter().filter_map(value).fold(0.0, f64::max))
        };
        let curve = |value: fn(&Window) -> Option<f64>, y: &Scale| {
            let values =
                windows.iter().map(|window| (window.start.as_seconds() + half, value(window)));
            lines(values, x, y)
        };
        let answer_top = most(|window| window.acknowledgement_p95_ms);
        let answer = tracks.answer.scale(answer_top);
        let backlog_top = most(waiting);
        let areas = curve(waiting, &tracks.backlog.scale(backlog_top));
        let has_failures = windows.iter().any(|window| window.failed > 0);
        let failures_top = most(failed);
        Self {
            grid: grid(x, tracks.foot()),
            feet: feet(x, tracks),
            p50: path(&curve(|window| window.acknowledgement_p50_ms, &answer), ""),
            p95: path(&curve(|window| window.acknowledgement_p95_ms, &answer), ""),
            backlog: path(
                &areas.iter().map(|line| area(line, tracks.backlog.foot)).collect::<Vec<_>>(),
                "z",
            ),
            failures: bars(windows, x, &tracks.failures.scale(failures_top)),
            answer_top: format::milliseconds(answer_top),
            backlog_top: format::number(backlog_top),
            failures_top: if has_failures { format::number(failures_top) } else { String::new() },
        }
    }
}

#[expect(clippy::unnecessary_wraps, reason = "a curve may have holes; this one has none")]
fn waiting(window: &Window) -> Option<f64> {
    Some(f64::from(window.backlog))
}

#[expect(clippy::unnecessary_wraps, reason = "as above")]
fn failed(window: &Window) -> Option<f64> {
    Some(f64::from(window.failed))
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

fn grid(x: &Scale, foot: f64) -> String {
    let mut path = String::new();
    for tick in x.ticks(TICKS) {
        let _ = write!(path, "M{:.1} 0V{foot}", tick.at); // a string takes all
    }
    path
}

fn feet(x: &Scale, tracks: &Tracks) -> String {
    let [_, last] = x.domain();
    let right = x.at(last);
    let mut path = String::new();
    for track in [tracks.answer, tracks.backlog, tracks.failures] {
        let _ = write!(path, "M0 {}H{right:.1}", track.foot); // a string takes all
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

    fn curves(windows: Vec<Window>) -> Curves {
        let series = Series { window: Duration::from_seconds(1.0), windows };
        Curves::new(&series, &Scale::new([0.0, 10.0], [0.0, 100.0]), &Tracks::ROOMY)
    }

    #[test]
    fn a_window_without_answers_interrupts_the_curve() {
        let curves = curves(vec![
            window(0.0, Some(400.0), 0, 0),
            window(1.0, None, 0, 0),
            window(2.0, Some(500.0), 0, 0),
        ]);
        assert_eq!(curves.p95, "M5.0 14.8M25.0 6.0");
        assert_eq!(curves.answer_top, "500 ms");
    }

    #[test]
    fn failures_are_bars_and_nothing_is_said_where_there_are_none() {
        let calm = curves(vec![window(0.0, Some(400.0), 0, 3)]);
        assert_eq!((calm.failures.as_str(), calm.failures_top.as_str()), ("", ""));
        let storm = curves(vec![window(3.0, None, 5, 0)]);
        assert_eq!(storm.failures, "M31.0 114V92.0");
        assert_eq!(storm.failures_top, "5");
    }

    #[test]
    fn waiting_events_are_an_area_that_ends_on_its_foot() {
        let curves = curves(vec![window(0.0, None, 0, 0), window(1.0, None, 0, 10)]);
        assert_eq!(curves.backlog, "M5.0 84.0L15.0 58.0L15.0 84.0L5.0 84.0z");
    }
}
