//! Work: how long a worker is busy with one attempt.

use schemars::JsonSchema;

use super::fields::kinds;
use super::limits;
use crate::units::Milliseconds;

/// The distribution of a length of time.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(tag = "distribution", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Work {
    /// Always the same.
    Constant {
        /// That length.
        mean_ms: Milliseconds,
    },
    /// Memoryless, with this mean.
    Exponential {
        /// The mean.
        mean_ms: Milliseconds,
    },
    /// Anything between two bounds, equally likely.
    Uniform {
        /// The lower bound.
        min_ms: Milliseconds,
        /// The upper bound, not below the lower.
        max_ms: Milliseconds,
    },
    /// Skewed: given by its mean and its 99th percentile; of the two that fit the one with the smaller sigma.
    LogNormal {
        /// The mean; more than 0.
        #[schemars(extend("exclusiveMinimum" = 0))]
        mean_ms: Milliseconds,
        /// The 99th percentile: from the mean to 14.9 times the mean.
        p99_ms: Milliseconds,
    },
    /// One of these measured values, equally likely.
    Empirical {
        /// The values; at least one.
        #[schemars(length(min = 1, max = limits::VALUES))]
        values_ms: Vec<Milliseconds>,
    },
}

kinds!(Work, "distribution" {
    "constant" => Constant { mean_ms: vital },
    "exponential" => Exponential { mean_ms: vital },
    "uniform" => Uniform { min_ms: vital, max_ms: vital },
    "log-normal" => LogNormal { mean_ms: vital, p99_ms: vital },
    "empirical" => Empirical { values_ms: vital },
});

/// The 0.99 quantile of the standard normal distribution: Φ⁻¹(0.99).
const NORMAL_P99: f64 = 2.326_347_874_040_841;

impl Work {
    /// The mean, in milliseconds.
    #[must_use]
    pub fn mean_ms(&self) -> f64 {
        match self {
            Self::Constant { mean_ms }
            | Self::Exponential { mean_ms }
            | Self::LogNormal { mean_ms, .. } => mean_ms.get(),
            Self::Uniform { min_ms, max_ms } => f64::midpoint(min_ms.get(), max_ms.get()),
            Self::Empirical { values_ms } if values_ms.is_empty() => 0.0,
            #[allow(clippy::cast_precision_loss)] // a list in a document is short
            Self::Empirical { values_ms } => {
                values_ms.iter().map(|value| value.get()).sum::<f64>() / values_ms.len() as f64
            }
        }
    }
}

impl Work {
    /// Whether chance decides how long it takes.
    #[must_use]
    pub(crate) fn is_random(&self) -> bool {
        match self {
            Self::Constant { .. } => false,
            Self::Exponential { .. } | Self::LogNormal { .. } => true,
            Self::Uniform { min_ms, max_ms } => min_ms != max_ms,
            Self::Empirical { values_ms } => {
                values_ms.iter().any(|it| Some(it) != values_ms.first())
            }
        }
    }

    /// What one in a hundred exceeds, in milliseconds; of measured values the nearest rank.
    #[must_use]
    pub fn p99_ms(&self) -> f64 {
        match self {
            Self::Constant { mean_ms } => mean_ms.get(),
            Self::Exponential { mean_ms } => mean_ms.get() * core::f64::consts::LN_10 * 2.0,
            Self::Uniform { min_ms, max_ms } => 0.01 * min_ms.get() + 0.99 * max_ms.get(),
            Self::LogNormal { p99_ms, .. } => p99_ms.get(),
            Self::Empirical { values_ms } => {
                let mut values: Vec<f64> = values_ms.iter().map(|value| value.get()).collect();
                values.sort_unstable_by(f64::total_cmp);
                let rank = (values.len() * 99).div_ceil(100).saturating_sub(1);
                values.get(rank).copied().unwrap_or_default()
            }
        }
    }
}

/// The sigma of the log-normal distribution with this ratio of 99th percentile to mean, the smaller of
/// the two that fit; `None` below 1 and beyond exp(z²/2), about 14.97, which none fits.
///
/// From p99 = exp(mu + z sigma) and mean = exp(mu + sigma²/2): sigma² / 2 − z sigma + ln(p99 / mean) = 0.
#[must_use]
pub(crate) fn log_normal_sigma(p99_over_mean: f64) -> Option<f64> {
    if p99_over_mean.is_nan() || p99_over_mean < 1.0 {
        return None;
    }
    let discriminant = NORMAL_P99 * NORMAL_P99 - 2.0 * libm::log(p99_over_mean);
    (discriminant >= 0.0).then(|| NORMAL_P99 - libm::sqrt(discriminant))
}

impl Default for Work {
    /// A guess, shown as assumed: exponential with a mean of 100 ms.
    fn default() -> Self {
        Self::Exponential { mean_ms: Milliseconds::clamped(100.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_normal_of_the_theory_cases_has_the_squared_coefficient_of_variation_it_names() {
        // mg1-lognormal-70: mean 100, p99 693.3, squared coefficient of variation exp(sigma²) − 1 = 2.25.
        let sigma = log_normal_sigma(6.933).unwrap();
        let squared = libm::exp(sigma * sigma) - 1.0;
        assert!((squared - 2.25).abs() < 0.001, "{squared}");
    }

    #[test]
    fn one_in_a_hundred_takes_longer_than_the_99th_percentile() {
        let ms = Milliseconds::clamped;
        let values_ms = (1..=200).map(|it| ms(f64::from(it))).collect();
        for (work, expected) in [
            (Work::Constant { mean_ms: ms(50.0) }, 50.0),
            (Work::Exponential { mean_ms: ms(100.0) }, 460.517),
            (Work::Uniform { min_ms: ms(100.0), max_ms: ms(200.0) }, 199.0),
            (Work::LogNormal { mean_ms: ms(100.0), p99_ms: ms(300.0) }, 300.0),
            (Work::Empirical { values_ms }, 198.0),
            (Work::Empirical { values_ms: vec![ms(7.0)] }, 7.0),
        ] {
            assert!((work.p99_ms() - expected).abs() < 0.001, "{work:?}: {}", work.p99_ms());
        }
    }

    #[test]
    fn no_log_normal_has_a_p99_beyond_about_fifteen_times_its_mean() {
        assert!(log_normal_sigma(14.9).is_some());
        assert!(log_normal_sigma(15.0).is_none());
        assert!(log_normal_sigma(0.9).is_none());
        assert_eq!(log_normal_sigma(1.0), Some(0.0));
    }
}
