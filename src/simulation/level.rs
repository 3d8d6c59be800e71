//! A quantity that goes up and down, and its mean over the measured interval.

/// A level with its time integral over [from, until).
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Level {
    value: u32,
    since: u64,
    area: u64,
    from: u64,
    until: u64,
}

impl Level {
    pub(super) fn new(from: u64, until: u64) -> Self {
        Self { value: 0, since: from, area: 0, from, until }
    }

    #[inline]
    pub(super) fn get(&self) -> u32 {
        self.value
    }

    #[inline]
    pub(super) fn set(&mut self, now: u64, value: u32) {
        let now = now.clamp(self.from, self.until);
        self.area = self.area.saturating_add(u64::from(self.value) * (now - self.since));
        self.since = now;
        self.value = value;
    }

    #[inline]
    pub(super) fn rise(&mut self, now: u64) {
        self.set(now, self.value + 1);
    }

    #[inline]
    pub(super) fn fall(&mut self, now: u64) {
        debug_assert!(self.value > 0, "a level never falls below zero");
        self.set(now, self.value.saturating_sub(1));
    }

    /// The integral over the interval, in microseconds, as if the level stayed until its end.
    pub(super) fn area(mut self) -> u64 {
        self.set(self.until, self.value);
        self.area
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_measured_interval_counts() {
        let mut level = Level::new(10, 30);
        level.rise(0); // 1 from 0
        level.rise(20); // 2 from 20
        level.fall(40); // after the end
        assert_eq!(level.area(), 10 + 2 * 10);
        assert_eq!(level.get(), 1);
    }

    #[test]
    fn a_level_stays_until_the_end_of_the_interval() {
        let mut level = Level::new(0, 100);
        level.set(60, 3);
        assert_eq!(level.area(), 3 * 40);
    }
}
