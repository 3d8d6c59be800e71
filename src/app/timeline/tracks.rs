//! Where each chart lies in the plot.

use crate::scene::chart::Scale;

/// The charts, from top to bottom.
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
    /// Values from zero to `most`, to pixels.
    #[must_use]
    pub const fn scale(self, most: f64) -> Scale {
        Scale::new([0.0, most], [self.foot, self.top])
    }
}
