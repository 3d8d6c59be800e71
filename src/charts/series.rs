//! Small time series from a recording, for the charts under the stage.
//!
//! A run is cut into equal windows. Percentiles are nearest-rank over the requests answered in a
//! window, so they say what customers met at that time; levels are those in the last microsecond of a
//! window.

use crate::engine::{Outcome, Span, SpanKind};
use crate::scene::playback::{Activity, IndexedRecording, activities};
use crate::units::{Duration, Moment};

/// What happened in each of a number of equal windows of a run.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Series {
    /// How long a window is.
    pub window: Duration,
    /// The windows, from the start of the run to its end.
    pub windows: Vec<Window>,
}

/// What happened in one window.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Window {
    /// When it began.
    pub start: Moment,
    /// Median time to the answer, yes or no, of the requests answered in it, in milliseconds; absent where
    /// none was.
    pub acknowledgement_p50_ms: Option<f64>,
    /// The 95th percentile of the same.
    pub acknowledgement_p95_ms: Option<f64>,
    /// Requests answered in a second, yes or no.
    pub throughput_per_s: f64,
    /// Requests that were answered with an error.
    pub failed: u32,
    /// Events that waited in all topics at its end.
    pub backlog: u32,
    /// The age of the oldest of them, in milliseconds; 0 where none waited.
    pub lag_ms: f64,
    /// Calls that waited in all queues at its end.
    pub queued: u32,
    /// Workers that were taken at its end, of all services.
    pub busy: u32,
}

impl Series {
    /// The series of an indexed recording in so many windows; none for a run without extent.
    #[must_use]
    pub fn new(indexed: &IndexedRecording, windows: usize) -> Self {
        let end = indexed.end();
        if windows == 0 || end == Moment::START {
            return Self::default();
        }
        let length = end.as_micros().div_ceil(windows as u64).max(1);
        let mut tally = Tally::new(length, windows);
        for (index, span) in indexed.recording().spans.iter().enumerate() {
            tally.enter(span, indexed.published(index, span), indexed.recording().end);
        }
        Self { window: Duration::from_micros(length), windows: tally.windows() }
    }

    /// The largest of a figure over all windows; 0 where there is none.
    #[must_use]
    pub fn largest(&self, figure: impl Fn(&Window) -> Option<f64>) -> f64 {
        self.windows.iter().filter_map(figure).fold(0.0, f64::max)
    }
}

/// What has been counted so far.
struct Tally {
    /// How long a window is, in microseconds.
    length: u64,
    /// Times to the answer by window.
    times: Vec<Vec<Duration>>,
    failed: Vec<u32>,
    /// How much the level at the end of each window differs from the one before.
    backlog: Vec<i64>,
    queued: Vec<i64>,
    busy: Vec<i64>,
    /// Events that waited: when they were published, and the first window at whose end they waited and
    /// the first after it at whose end they did not.
    waiting: Vec<(Moment, usize, usize)>,
}

impl Tally {
    fn new(length: u64, windows: usize) -> Self {
        Self {
            length,
            times: vec![Vec::new(); windows],
            failed: vec![0; windows],
            backlog: vec![0; windows],
            queued: vec![0; windows],
            busy: vec![0; windows],
            waiting: Vec::new(),
        }
    }

    fn enter(&mut self, span: &Span, published: Moment, end: Moment) {
        if let (SpanKind::Request, Some(heard)) = (span.kind, span.heard) {
            // The very end belongs to the last window.
            let window = self.window_of(heard.as_micros()).min(self.times.len().saturating_sub(1));
            if span.outcome.is_bad() {
                if let Some(failed) = self.failed.get_mut(window) {
                    *failed += 1;
                }
            } else if span.outcome != Outcome::Pending
                && let Some(times) = self.times.get_mut(window)
            {
                times.push(heard.since(span.sent));
            }
        }
        for (activity, from, until) in activities(span, end) {
            // The windows at whose last moment it goes on: that of `from` is the first.
            let (first, after) =
                (self.window_of(from.as_micros()), self.window_of(until.as_micros()));
            if activity == Activity::InTopic && first < after {
                self.waiting.push((published, first, after));
            }
            let level = match activity {
                Activity::InTopic => &mut self.backlog,
                Activity::Queued => &mut self.queued,
                Activity::Working | Activity::Waiting => &mut self.busy,
            };
            if crate::scene::playback::takes_no_worker(activity, span) || first == after {
                continue;
            }
            if let Some(change) = level.get_mut(first) {
                *change += 1;
            }
            if let Some(change) = level.get_mut(after) {
                *change -= 1;
            }
        }
    }

    /// When the oldest event that waited at the end of each window was published.
    fn oldest(&mut self) -> Vec<Option<Moment>> {
        let mut oldest = vec![None; self.times.len()];
        // Where the next window without an oldest one is to be looked for: each is found once.
        let mut next: Vec<usize> = (0..=oldest.len()).collect();
        self.waiting.sort_unstable();
        for &(published, first, after) in &self.waiting {
            let mut window = first;
            while window < after.min(oldest.len()) {
                let free = next.get(window).copied().unwrap_or(oldest.len());
                if free == window {
                    if let Some(slot) = oldest.get_mut(window) {
                        *slot = Some(published);
                    }
                    if let Some(next) = next.get_mut(window) {
                        *next = window + 1;
                    }
                    window += 1;
                } else {
                    // Halves the way for those that come later.
                    let further = next.get(free).copied().unwrap_or(free);
                    if let Some(next) = next.get_mut(window) {
                        *next = further;
                    }
                    window = further;
                }
            }
        }
        oldest
    }

    fn window_of(&self, micros: u64) -> usize {
        usize::try_from(micros / self.length).unwrap_or(usize::MAX)
    }

    fn windows(mut self) -> Vec<Window> {
        let oldest = self.oldest();
        let (mut backlog, mut queued, mut busy) = (0, 0, 0);
        let levels = self.backlog.iter().zip(&self.queued).zip(&self.busy);
        self.times
            .iter_mut()
            .zip(&self.failed)
            .zip(levels)
            .zip(oldest)
            .zip(0_u64..)
            .map(
                |(
                    (((times, &failed), ((more_backlog, more_queued), more_busy)), oldest),
                    index,
                )| {
                    // The last microsecond of the window, as the levels are.
                    let last = Moment::from_micros((index + 1) * self.length - 1);
                    times.sort_unstable();
                    backlog += more_backlog;
                    queued += more_queued;
                    busy += more_busy;
                    #[allow(clippy::cast_precision_loss)] // a count
                    let throughput =
                        times.len() as f64 / Duration::from_micros(self.length).as_seconds();
                    Window {
                        start: Moment::from_micros(index * self.length),
                        acknowledgement_p50_ms: nearest_rank(times, 50),
                        acknowledgement_p95_ms: nearest_rank(times, 95),
                        throughput_per_s: throughput,
                        failed,
                        backlog: level(backlog),
                        lag_ms: oldest.map_or(0.0, |oldest| last.since(oldest).as_milliseconds()),
                        queued: level(queued),
                        busy: level(busy),
                    }
                },
            )
            .collect()
    }
}

fn level(level: i64) -> u32 {
    u32::try_from(level.max(0)).unwrap_or(u32::MAX)
}

/// The smallest of these ascending times that so many in a hundred do not exceed, in milliseconds.
fn nearest_rank(times: &[Duration], in_hundred: usize) -> Option<f64> {
    let rank = (times.len() * in_hundred).div_ceil(100);
    times.get(rank.checked_sub(1)?).map(|time| time.as_milliseconds())
}

#[cfg(test)]
#[allow(clippy::float_cmp)] // whole numbers
mod tests {
    use super::*;
    use crate::engine::{Recording, record};
    use crate::model::Mode;
    use crate::scene::{Placement, Presentation};
    use crate::testing::spans::{bare_call, recording};
    use crate::testing::{checkout, shop};

    fn request(number: u32, sent_ms: u64, took_ms: u64, outcome: Outcome) -> Span {
        let sent = Moment::from_micros(sent_ms * 1_000);
        let heard = sent + Duration::from_micros(took_ms * 1_000);
        Span {
            kind: SpanKind::Request,
            outcome,
            to: Some(0),
            started: Some(sent),
            released: Some(heard),
            ..bare_call(number, sent, heard)
        }
    }

    #[test]
    fn a_window_counts_what_was_answered_in_it() {
        let end = Moment::from_micros(1_000_000);
        let mut spans: Vec<Span> =
            (1..=20).map(|n| request(n, 0, u64::from(n) * 10, Outcome::Succeeded)).collect();
        spans.push(request(21, 300, 300, Outcome::Failed));
        spans.push(request(22, 600, 400, Outcome::Succeeded));
        let indexed = IndexedRecording::new(&shop([]), recording(spans, end));
        let series = Series::new(&indexed, 2);
        assert_eq!(series.window, Duration::from_micros(500_000));
        let [first, second] = series.windows[..] else { panic!("{series:?}") };
        assert_eq!(
            (first.acknowledgement_p50_ms, first.acknowledgement_p95_ms),
            (Some(100.0), Some(190.0))
        );
        assert_eq!((first.throughput_per_s, first.failed, first.busy), (40.0, 0, 1));
        // What is answered as the run ends belongs to its last window, which it keeps busy to the last.
        assert_eq!(
            (second.acknowledgement_p50_ms, second.failed, second.busy),
            (Some(400.0), 1, 1)
        );
        assert_eq!(series.largest(|window| window.acknowledgement_p95_ms), 400.0);
    }

    #[test]
    fn a_run_without_extent_has_no_windows() {
        let indexed = IndexedRecording::new(&checkout(Mode::Event), Recording::default());
        assert_eq!(Series::new(&indexed, 10), Series::default());
    }

    #[test]
    fn levels_agree_with_the_frames() {
        let design = checkout(Mode::Event).design();
        let indexed = IndexedRecording::new(&design, record(&design));
        let placement = Placement::new(&design, 1000.0);
        let still = Presentation {
            min_travel: Duration::ZERO,
            effect: Duration::ZERO,
            most_tokens: 0,
            flow: None,
        };
        let series = Series::new(&indexed, 50);
        for window in &series.windows {
            let last = window.start.as_micros() + series.window.as_micros() - 1;
            let frame = indexed.frame(Moment::from_micros(last), &placement, &still);
            let busy: u32 = frame.services.iter().map(|service| service.busy).sum();
            let queued: u32 = frame.services.iter().map(|service| service.queue).sum();
            let backlog: u32 =
                frame.steps.iter().filter_map(|step| step.topic).map(|topic| topic.backlog).sum();
            assert_eq!((window.busy, window.queued, window.backlog), (busy, queued, backlog));
            let topics = frame.steps.iter().filter_map(|step| step.topic?.oldest);
            let oldest = topics.max().map_or(0.0, Duration::as_milliseconds);
            assert_eq!(window.lag_ms, oldest);
        }
        assert!(series.largest(|window| Some(f64::from(window.busy))) > 0.0);
    }
}
