//! Growth: whether ever more customers wait for their answer, and by how many a second.
//!
//! How many waited was looked at at the end of each quarter of the interval. What was added between the
//! middle and the end is growth where chance does not explain it: over replications, where their mean is
//! more than three standard errors above none; in a single one, where each look found more than the one
//! before, and the last three halves as many again as the second. Below one in a hundred of those who came
//! it is called none: nobody would act on it.

use super::sample::{LOOKS, Sample};
use super::tally::Evidence;

/// Standard errors between growth and chance.
const CLEARLY: f64 = 3.0;

/// As many must have been added in one replication before a single one is believed.
const MANY: f64 = 30.0;

/// The least share of those who came that is told.
const NOTABLE: f64 = 0.01;

/// How many more customers wait with each second towards the end; absent where that does not grow.
#[allow(clippy::cast_precision_loss)] // counts below 2^53
pub(super) fn of_waiting(evidence: &Evidence) -> Option<f64> {
    let seconds: f64 = evidence.samples.iter().map(|sample| sample.seconds).sum();
    let half_s = seconds / f64::from(evidence.replications.max(1)) / 2.0;
    let looks: Vec<[f64; LOOKS]> = replications(evidence);
    let added: Vec<f64> = looks.iter().map(|[_, middle, _, end]| end - middle).collect();
    let count = added.len() as f64;
    let mean = added.iter().sum::<f64>() / count;
    let grows = match looks.as_slice() {
        [] => false,
        [[first, middle, third, end]] => {
            let rises = first < middle && middle < third && third < end;
            rises && mean > MANY && *end > 1.5 * middle
        }
        _ => {
            let squares = added.iter().map(|it| (it - mean) * (it - mean)).sum::<f64>();
            let error = (squares / (count - 1.0) / count).sqrt();
            mean > CLEARLY * error
        }
    };
    let come = evidence.customers.arrived as f64 / seconds;
    let growth = mean / half_s;
    (grows && growth >= NOTABLE * come).then_some(growth)
}

/// What the looks found, of each replication.
#[allow(clippy::cast_precision_loss)] // counts below 2^53
fn replications(evidence: &Evidence) -> Vec<[f64; LOOKS]> {
    let looks = |sample: &Sample| sample.waiting.map(|it| it as f64);
    if evidence.replications == 1 {
        return evidence.samples.last().map(looks).into_iter().collect();
    }
    evidence.samples.iter().map(looks).collect()
}
