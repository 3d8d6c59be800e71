//! The workers of a service as squares: filled when busy, hatched when only held waiting, empty when free.

use std::fmt::Write as _;

use super::ServiceState;

/// The squares as SVG paths, in pixels from the top left corner of the room they have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Squares {
    /// Those at work.
    pub working: String,
    /// Those that are taken, but only wait for others.
    pub held: String,
    /// Those that are free.
    pub free: String,
}

/// A square, and how far the next one is from it.
const SIDE: f64 = 9.0;
const GAP: f64 = 3.0;

/// How high the bar is that stands for many.
const BAR: f64 = 6.0;

impl Squares {
    /// The squares of a service in a room of this width, in pixels, in a row; where they do not fit, a bar of
    /// which as much is filled as workers are busy, behind the room that their number takes; none where workers
    /// are unlimited.
    #[must_use]
    pub fn new(state: &ServiceState, room: f64, number: f64) -> Self {
        let Some(total) = state.workers else { return Self::default() };
        let working = state.busy.saturating_sub(state.held_waiting).min(total);
        let taken = state.busy.clamp(working, total);
        let parts = [0..working, working..taken, taken..total];
        let [working, held, free] = if Self::fit(total, room) {
            parts.map(squares)
        } else {
            let scale = (room - number).max(0.0) / f64::from(total.max(1));
            parts.map(|part| bar(number + f64::from(part.start) * scale, part.len(), scale))
        };
        Self { working, held, free }
    }

    /// Whether so many squares stand in a row of this width.
    #[must_use]
    pub fn fit(workers: u32, room: f64) -> bool {
        f64::from(workers) * (SIDE + GAP) <= room + GAP
    }
}

/// Half a pixel inside, so that their lines are sharp.
fn squares(indices: std::ops::Range<u32>) -> String {
    let mut path = String::new();
    let side = SIDE - 1.0;
    for index in indices {
        let x = f64::from(index) * (SIDE + GAP) + 0.5;
        let _ = write!(path, "M{x} 0.5h{side}v{side}h-{side}z"); // a string takes all
    }
    path
}

/// A piece of the bar; nothing where there is nobody in it.
#[allow(clippy::cast_precision_loss)] // workers of one service
fn bar(from: f64, workers: usize, scale: f64) -> String {
    let width = workers as f64 * scale;
    let top = (SIDE - BAR) / 2.0;
    let piece = || format!("M{from:.1} {top}h{width:.1}v{BAR}h-{width:.1}z");
    (workers > 0).then(piece).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(workers: u32, busy: u32, held_waiting: u32) -> ServiceState {
        ServiceState { workers: Some(workers), busy, held_waiting, ..ServiceState::default() }
    }

    fn count(path: &str) -> usize {
        path.matches('M').count()
    }

    #[test]
    fn there_is_a_square_for_each_worker() {
        let squares = Squares::new(&state(8, 5, 2), 140.0, 80.0);
        let counts = [&squares.working, &squares.held, &squares.free].map(|path| count(path));
        assert_eq!(counts, [3, 2, 3]);
        assert!(squares.held.starts_with("M36.5 0.5h8"));
    }

    #[test]
    fn where_they_do_not_fit_in_a_row_a_bar_stands_for_them() {
        assert!(Squares::fit(12, 141.0) && !Squares::fit(12, 140.0));
        let many = Squares::new(&state(50, 25, 5), 140.0, 80.0);
        assert_eq!(many.working, "M80.0 1.5h24.0v6h-24.0z");
        assert_eq!(many.held, "M104.0 1.5h6.0v6h-6.0z");
        assert_eq!(many.free, "M110.0 1.5h30.0v6h-30.0z");
    }

    #[test]
    fn who_is_without_limit_is_not_drawn() {
        let unlimited = ServiceState { busy: 4, ..ServiceState::default() };
        assert_eq!(Squares::new(&unlimited, 140.0, 80.0), Squares::default());
    }

    #[test]
    fn a_frame_that_contradicts_itself_draws_no_more_squares_than_workers() {
        let squares = Squares::new(&state(2, 5, 1), 140.0, 80.0);
        assert_eq!(count(&squares.working) + count(&squares.held) + count(&squares.free), 2);
    }
}
