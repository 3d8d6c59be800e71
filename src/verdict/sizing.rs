//! Sizing: how much a topic needs, from figures that somebody measured or chose.
//!
//! This room runs nothing: rates and times come from a run, or from whoever asks.

use serde::Serialize;

const SECONDS_PER_DAY: f64 = 86_400.0;

/// What is known of a topic's load.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Load {
    /// Events in a second, on average.
    pub events_per_s: f64,
    /// How many times the average arrive in a peak; at least 1.
    pub peak_factor: f64,
    /// The size of one event, in bytes.
    pub message_bytes: f64,
    /// How long a consumer takes for one event, in milliseconds.
    pub work_ms: f64,
    /// The share of events that end as dead letters, from 0 to 1.
    pub dead_ratio: f64,
    /// How long consumers may be away and still catch up from the topic, in hours.
    pub recovery_h: f64,
    /// How long the outcome may take, in milliseconds; the oldest dead letter is held against it.
    pub tolerance_ms: f64,
    /// The price of a million events, in any currency.
    pub price_per_million: f64,
    /// The price of a gigabyte kept for a month, in the same currency.
    pub price_per_gb_month: f64,
}

/// How much a topic needs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Sizing {
    /// Consumers that keep up with the peak at 70 % of their time; at least 1.
    pub consumers: f64,
    /// Partitions: as many as consumers, rounded up to a power of two, so that there is room to grow.
    pub partitions: f64,
    /// How long events must be kept, in hours: twice the recovery, since whoever comes back also needs time.
    pub retention_h: f64,
    /// Events in a day.
    pub events_per_day: f64,
    /// What a day adds, in bytes.
    pub bytes_per_day: f64,
    /// What is kept at any time, in bytes.
    pub stored_bytes: f64,
    /// Raise an alarm when the oldest dead letter is older than this, in hours: ten times the tolerance,
    /// between a quarter of an hour and a day.
    pub alert_age_h: f64,
    /// Raise an alarm when all dead letters together are larger than this, in bytes: what the known share
    /// of failures leaves in a day, twice over; a hundred events at least.
    pub alert_bytes: f64,
    /// What a month of 30 days costs, in the currency of the prices.
    pub cost_per_month: f64,
}

/// How much a topic with this load needs.
#[must_use]
pub fn size(load: &Load) -> Sizing {
    const BUSY: f64 = 0.7;
    let peak = load.events_per_s * load.peak_factor.max(1.0);
    let consumers = libm::ceil(peak * load.work_ms / 1_000.0 / BUSY).max(1.0);
    let events_per_day = load.events_per_s * SECONDS_PER_DAY;
    let bytes_per_day = events_per_day * load.message_bytes;
    let retention_h = load.recovery_h * 2.0;
    let stored_bytes = bytes_per_day * retention_h / 24.0;
    let dead_per_day = (events_per_day * load.dead_ratio * 2.0).max(100.0);
    Sizing {
        consumers,
        partitions: libm::exp2(libm::ceil(libm::log2(consumers))),
        retention_h,
        events_per_day,
        bytes_per_day,
        stored_bytes,
        alert_age_h: (load.tolerance_ms * 10.0 / 3_600_000.0).clamp(0.25, 24.0),
        alert_bytes: dead_per_day * load.message_bytes,
        cost_per_month: events_per_day * 30.0 / 1e6 * load.price_per_million
            + stored_bytes / 1e9 * load.price_per_gb_month,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 20 events a second of 900 bytes, three times that in a peak, 240 ms of work each.
    const RECEIPTS: Load = Load {
        events_per_s: 20.0,
        peak_factor: 3.0,
        message_bytes: 900.0,
        work_ms: 240.0,
        dead_ratio: 0.001,
        recovery_h: 24.0,
        tolerance_ms: 600_000.0,
        price_per_million: 1.0,
        price_per_gb_month: 0.1,
    };

    #[test]
    fn a_topic_is_sized_as_by_hand() {
        let it = size(&RECEIPTS);
        let close = |found: f64, expected: f64| (found - expected).abs() < expected * 1e-6;
        // 60 a second take 14.4 consumers, and 20.6 at 70 %.
        assert!(close(it.consumers, 21.0) && close(it.partitions, 32.0));
        assert!(close(it.events_per_day, 1_728_000.0) && close(it.bytes_per_day, 1.5552e9));
        assert!(close(it.retention_h, 48.0) && close(it.stored_bytes, 3.1104e9));
        // 10 min tolerated: an alarm after 100 min. 1,728 dead a day, twice.
        assert!(close(it.alert_age_h, 100.0 / 60.0) && close(it.alert_bytes, 3_456.0 * 900.0));
        assert!(close(it.cost_per_month, 51.84 + 0.31104));
    }

    #[test]
    fn a_quiet_topic_needs_one_consumer_and_an_alarm_all_the_same() {
        let quiet = Load { events_per_s: 0.0, dead_ratio: 0.0, tolerance_ms: 0.0, ..RECEIPTS };
        let it = size(&quiet);
        assert!(it.consumers >= 1.0 && it.partitions >= 1.0 && it.cost_per_month.abs() < 1e-9);
        assert!((it.alert_age_h - 0.25).abs() < 1e-9 && it.alert_bytes >= 90_000.0);
    }
}
