//! Confidence intervals: Student's t over samples that are independent of one another.
//!
//! Only additions, multiplications, divisions and square roots, whose bits are the same on every
//! target, are used: a report must be the same everywhere.

/// Half the width of the 95 % confidence interval of the mean of these observations; `None` below two.
#[must_use]
pub fn half_width(observations: &[f64]) -> Option<f64> {
    #[allow(clippy::cast_precision_loss)] // thousands at most
    let count = observations.len() as f64;
    if observations.len() < 2 {
        return None;
    }
    let mean = observations.iter().sum::<f64>() / count;
    let squares: f64 = observations.iter().map(|x| (x - mean) * (x - mean)).sum();
    let deviation = libm::sqrt(squares / (count - 1.0));
    Some(t_quantile(observations.len() - 1) * deviation / libm::sqrt(count))
}

/// The 95 % interval around an estimate, from the observations that it summarises.
pub(in crate::engine) fn interval(estimate: f64, observations: &[f64]) -> Option<[f64; 2]> {
    half_width(observations).map(|half| [estimate - half, estimate + half])
}

/// The 0.975 quantile of Student's t: tabulated to 30 degrees of freedom, then the Cornish–Fisher
/// expansion around the normal quantile, which is right to five digits there.
fn t_quantile(degrees: usize) -> f64 {
    const TABLE: [f64; 30] = [
        12.706_205, 4.302_653, 3.182_446, 2.776_445, 2.570_582, 2.446_912, 2.364_624, 2.306_004,
        2.262_157, 2.228_139, 2.200_985, 2.178_813, 2.160_369, 2.144_787, 2.131_450, 2.119_905,
        2.109_816, 2.100_922, 2.093_024, 2.085_963, 2.079_614, 2.073_873, 2.068_658, 2.063_899,
        2.059_539, 2.055_529, 2.051_831, 2.048_407, 2.045_230, 2.042_272,
    ];
    const Z: f64 = 1.959_963_985;
    if let Some(tabulated) = degrees.checked_sub(1).and_then(|index| TABLE.get(index)) {
        return *tabulated;
    }
    #[allow(clippy::cast_precision_loss)]
    let n = degrees as f64;
    let z3 = Z * Z * Z;
    let z5 = z3 * Z * Z;
    Z + (z3 + Z) / (4.0 * n) + (5.0 * z5 + 16.0 * z3 + 3.0 * Z) / (96.0 * n * n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quantile_agrees_with_the_tables() {
        for (degrees, expected) in
            [(1, 12.7062), (10, 2.2281), (30, 2.0423), (31, 2.0395), (60, 2.0003), (120, 1.9799)]
        {
            assert!((t_quantile(degrees) - expected).abs() < 1e-4, "{degrees}");
        }
    }

    #[test]
    fn the_interval_of_a_known_sample_is_the_one_of_the_text_books() {
        // 1..=5: mean 3, deviation sqrt(2.5), t(4) = 2.776: half width 2.776 * 1.5811 / 2.2361 = 1.963.
        let [low, high] = interval(3.0, &[1.0, 2.0, 3.0, 4.0, 5.0]).unwrap();
        assert!((low - 1.0368).abs() < 1e-3 && (high - 4.9632).abs() < 1e-3, "{low} {high}");
        assert_eq!(interval(1.0, &[1.0]), None);
    }
}
