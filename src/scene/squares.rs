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

/// More workers than this are counted, not drawn.
pub const MOST: u32 = 60;

/// Where squares of one size lie.
struct Size {
    width: f64,
    height: f64,
    gap: f64,
}

const LARGE: Size = Size { width: 9.0, height: 9.0, gap: 3.0 };
const SMALL: Size = Size { width: 4.0, height: 6.0, gap: 2.0 };

impl Squares {
    /// The squares of a service in a room of this width, in pixels: large ones in a row, or small ones
    /// in rows; none where workers are unlimited or too many.
    #[must_use]
    pub fn new(state: &ServiceState, room: f64) -> Self {
        let Some(total) = state.workers.filter(|&workers| workers <= MOST) else {
            return Self::default();
        };
        let size = if LARGE.fitting(room) >= total { LARGE } else { SMALL };
        let row = size.fitting(room).max(1);
        let working = state.busy.saturating_sub(state.held_waiting).min(total);
        let taken = state.busy.clamp(working, total);
        Self {
            working: size.path(0..working, row),
            held: size.path(working..taken, row),
            free: size.path(taken..total, row),
        }
    }
}

impl Size {
    /// How many fit beside one another.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a card's width, never negative
    fn fitting(&self, room: f64) -> u32 {
        ((room.max(0.0) + self.gap) / (self.width + self.gap)) as u32
    }

    /// Half a pixel inside, so that their lines are sharp.
    fn path(&self, indices: std::ops::Range<u32>, row: u32) -> String {
        let mut path = String::new();
        let (width, height) = (self.width - 1.0, self.height - 1.0);
        for index in indices {
            let x = f64::from(index % row) * (self.width + self.gap) + 0.5;
            let y = f64::from(index / row) * (self.height + self.gap) + 0.5;
            let _ = write!(path, "M{x} {y}h{width}v{height}h-{width}z"); // a string takes all
        }
        path
    }
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
        let squares = Squares::new(&state(8, 5, 2), 140.0);
        let counts = [&squares.working, &squares.held, &squares.free].map(|path| count(path));
        assert_eq!(counts, [3, 2, 3]);
    }

    #[test]
    fn where_large_ones_do_not_fit_in_a_row_small_ones_stand_in_several() {
        assert!(Squares::new(&state(11, 0, 0), 140.0).free.starts_with("M0.5 0.5h8"));
        let small = Squares::new(&state(50, 0, 0), 140.0).free;
        assert!(small.starts_with("M0.5 0.5h3"));
        assert!(small.contains("M0.5 8.5"));
    }

    #[test]
    fn what_cannot_be_drawn_is_not() {
        let unlimited = ServiceState { busy: 4, ..ServiceState::default() };
        assert_eq!(Squares::new(&unlimited, 140.0), Squares::default());
        assert_eq!(Squares::new(&state(MOST + 1, 0, 0), 140.0), Squares::default());
    }

    #[test]
    fn a_frame_that_contradicts_itself_draws_no_more_squares_than_workers() {
        let squares = Squares::new(&state(2, 5, 1), 140.0);
        assert_eq!(count(&squares.working) + count(&squares.held) + count(&squares.free), 2);
    }
}
