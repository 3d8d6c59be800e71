//! A quantity that goes up and down, and its mean over the measured interval.

/// A quantity that goes up and down, with its time integral over [from, until).
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::engine) struct TimeAverage {
    value: u32,
    since: u64,
    area: u64,
    from: u64,
    until: u64,
}

impl TimeAverage {
    pub(in crate::engine) fn new(from: u64, until: u64) -> Self {
        Self { value: 0, since: from, area: 0, from, until }
    }

    #[inline]
    pub(in crate::engine) fn get(&self) -> u32 {
        self.value
    }

    #[inline]
    pub(in crate::engine) fn set(&mut self, now: u64, value: u32) {
        let now = now.clamp(self.from, self.until);
        self.area = self.area.saturating_add(u64::from(self.value) * (now - self.since));
        self.since = now;
        self.value = value;
    }

    #[inline]
    pub(in crate::engine) fn rise(&mut self, now: u64) {
        self.set(now, self.value + 1);
    }

    #[inline]
    pub(in crate::engine) fn fall(&mut self, now: u64) {
        debug_assert!(self.value > 0, "the quantity never falls below zero");
        self.set(now, self.value.saturating_sub(1));
    }

    /// The integral over the interval, in microseconds, as if the quantity kept its value until the end.
    pub(in crate::engine) fn area(mut self) -> u64 {
        self.set(self.until, self.value);
        self.area
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_measured_interval_counts() {
        let mut level = TimeAverage::new(10, 30);
        level.rise(0); // 1 from 0
        level.rise(20); // 2 from 20
        level.fall(40); // after the end
        assert_eq!(level.area(), 10 + 2 * 10);
        assert_eq!(level.get(), 1);
    }

    #[test]
    fn a_level_stays_until_the_end_of_the_interval() {
        let mut level = TimeAverage::new(0, 100);
        level.set(60, 3);
        assert_eq!(level.area(), 3 * 40);
    }
}
