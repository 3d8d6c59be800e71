//! From a uniform number to a length of time.
//!
//! Logarithms and exponentials go through `libm`, whose bits are the same on every target; the
//! standard library's are not.

use crate::model::{Work, log_normal_sigma};

use super::exponential::exponential;
use super::random::RandomDraw;

/// A distribution, prepared for sampling; lengths in microseconds.
#[derive(Debug, Clone)]
pub(super) enum Sampler {
    Constant(u64),
    Exponential { mean: f64 },
    Uniform { min: f64, span: f64 },
    LogNormal { mu: f64, sigma: f64 },
    Empirical(Box<[u64]>),
}

impl Sampler {
    pub(super) fn new(work: &Work) -> Self {
        match work {
            Work::Constant { mean_ms } => Self::Constant(mean_ms.duration().as_micros()),
            Work::Exponential { mean_ms } => Self::Exponential { mean: mean_ms.get() * 1_000.0 },
            Work::Uniform { min_ms, max_ms } => Self::Uniform {
                min: min_ms.get() * 1_000.0,
                span: (max_ms.get() - min_ms.get()) * 1_000.0,
            },
            Work::LogNormal { mean_ms, p99_ms } => {
                let mean = mean_ms.get() * 1_000.0;
                // A checked scenario has a sigma; with a mean of zero there is nothing to draw.
                match log_normal_sigma(p99_ms.get() / mean_ms.get()) {
                    Some(sigma) if mean > 0.0 => {
                        Self::LogNormal { mu: libm::log(mean) - sigma * sigma / 2.0, sigma }
                    }
                    _ => Self::Constant(mean_ms.duration().as_micros()),
                }
            }
            Work::Empirical { values_ms } => Self::Empirical(
                values_ms.iter().map(|value| value.duration().as_micros()).collect(),
            ),
        }
    }

    /// The length that belongs to a draw, in microseconds. Always in place, so that the draw can live in
    /// registers; two places ask.
    #[inline(always)]
    pub(super) fn sample(&self, draw: RandomDraw) -> u64 {
        match self {
            Self::Exponential { mean } => micros(mean * exponential(draw)),
            Self::Constant(_)
            | Self::Uniform { .. }
            | Self::LogNormal { .. }
            | Self::Empirical(_) => self.sample_seldom(draw),
        }
    }

    /// Out of the way of what is drawn most.
    #[inline(never)]
    fn sample_seldom(&self, mut draw: RandomDraw) -> u64 {
        match self {
            Self::Constant(length) => *length,
            Self::Exponential { mean } => micros(mean * exponential(draw)),
            Self::Uniform { min, span } => micros(min + span * draw.uniform()),
            // Box and Muller's transform: a standard normal number from two uniform ones.
            Self::LogNormal { mu, sigma } => {
                let radius = libm::sqrt(-2.0 * libm::log(draw.uniform()));
                let normal = radius * libm::cos(core::f64::consts::TAU * draw.uniform());
                micros(libm::exp(mu + sigma * normal))
            }
            #[allow(
                clippy::cast_precision_loss,
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss
            )] // a short list; a uniform number is below 1
            Self::Empirical(values) => {
                let index = (draw.uniform() * values.len() as f64) as usize;
                values.get(index).or(values.last()).copied().unwrap_or(0)
            }
        }
    }
}

/// Rounded to the nearest microsecond. No length is negative, and `as` saturates; by way of a signed
/// number, since that is one instruction.
#[inline]
#[allow(clippy::cast_possible_truncation)]
pub(super) fn micros(length: f64) -> u64 {
    ((length + 0.5) as i64).unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::random::{Purpose, RandomSource};
    use crate::testing::ms;

    /// The mean and the 99th percentile of 200,000 draws, in milliseconds.
    fn mean_and_p99(work: &Work) -> (f64, f64) {
        let sampler = Sampler::new(work);
        let random = RandomSource::new(11, 0);
        let mut draws: Vec<u64> =
            (0..200_000).map(|n| sampler.sample(random.draw(n, 0, Purpose::Work, 5))).collect();
        draws.sort_unstable();
        #[allow(clippy::cast_precision_loss)]
        let mean = draws.iter().sum::<u64>() as f64 / 200_000.0 / 1_000.0;
        #[allow(clippy::cast_precision_loss)]
        let p99 = draws[198_000] as f64 / 1_000.0;
        (mean, p99)
    }

    #[test]
    fn every_distribution_has_the_mean_it_names() {
        let works = [
            Work::Constant { mean_ms: ms(100.0) },
            Work::Exponential { mean_ms: ms(100.0) },
            Work::Uniform { min_ms: ms(50.0), max_ms: ms(150.0) },
            Work::LogNormal { mean_ms: ms(100.0), p99_ms: ms(400.0) },
            Work::Empirical { values_ms: vec![ms(60.0), ms(90.0), ms(150.0)] },
        ];
        for work in works {
            let (mean, _) = mean_and_p99(&work);
            assert!((mean - 100.0).abs() < 1.0, "{work:?}: {mean}");
        }
    }

    #[test]
    fn percentiles_are_those_of_the_distribution() {
        let (_, p99) = mean_and_p99(&Work::LogNormal { mean_ms: ms(120.0), p99_ms: ms(480.0) });
        assert!((p99 - 480.0).abs() < 10.0, "{p99}");
        // The 99th percentile of an exponential is ln(100) means.
        let (_, p99) = mean_and_p99(&Work::Exponential { mean_ms: ms(100.0) });
        assert!((p99 - 460.5).abs() < 9.0, "{p99}");
    }
}
