//! Growth: whether ever more customers wait for their answer, or events for their consumer, and by how many
//! a second.
//!
//! How many waited was looked at at the end of each quarter of the interval. What was added in the last
//! quarter is growth where chance does not explain it, and it had been growing before: over replications,
//! where both the last quarter and the last half added more than one and a half times as much as their 95 %
//! interval is wide to either side; in a single one, where each look found more than the one before, and the
//! last three halves as many again as the second. Below one in a hundred of those who came it is called
//! none: nobody would act on it.

use super::interval::half_width;
use super::looks::LOOKS;
use super::tally::Evidence;

/// So many half widths of its interval are between growth and chance: three standard errors, and more
/// where there are few replications.
const CLEARLY: f64 = 1.5;

/// As many must have been added in one replication before a single one is believed.
const MANY: f64 = 30.0;

/// The least share of those who came that is told.
const NOTABLE: f64 = 0.01;

/// How many more customers wait with each second towards the end; absent where that does not grow.
#[allow(clippy::cast_precision_loss)] // counts below 2^53
pub(super) fn of_waiting(evidence: &Evidence) -> Option<f64> {
    growth(evidence, &evidence.waiting, evidence.customers.arrived as f64)
}

/// How many more events of a topic wait with each second towards the end; absent where that does not grow,
/// and where nothing waits for a consumer, since there are as many as there are events: those are at work.
#[allow(clippy::cast_precision_loss)] // counts below 2^53
pub(super) fn of_backlog(evidence: &Evidence, step: usize) -> Option<f64> {
    let subject = &evidence.subject;
    let by = evidence.services.get(*subject.performers.get(step)?)?;
    if by.offered == 0 && subject.consumers.get(step)?.is_none() {
        return None;
    }
    let came = evidence.topics.get(step)?.published_inside as f64;
    growth(evidence, evidence.backlogs.get(step)?, came)
}

/// By how much what was looked at in each replication grows with each second, of so many that came.
#[allow(clippy::cast_precision_loss)] // counts below 2^53
fn growth(evidence: &Evidence, looks: &[[u64; LOOKS]], came: f64) -> Option<f64> {
    let seconds: f64 = evidence.samples.iter().map(|sample| sample.seconds).sum();
    let quarter_s = seconds / f64::from(evidence.replications.max(1)) / LOOKS as f64;
    let looks: Vec<[f64; LOOKS]> = looks.iter().map(|it| it.map(|it| it as f64)).collect();
    let in_half: Vec<f64> = looks.iter().map(|[_, middle, _, end]| end - middle).collect();
    let in_quarter: Vec<f64> = looks.iter().map(|[_, _, third, end]| end - third).collect();
    let mean = |added: &[f64]| added.iter().sum::<f64>() / added.len() as f64;
    let grows = match looks.as_slice() {
        [] => false,
        [[first, middle, third, end]] => {
            let rises = first < middle && middle < third && third < end;
            rises && end - middle > MANY && *end > 1.5 * middle
        }
        _ => [&in_half, &in_quarter].into_iter().all(|added| {
            let chance = half_width(added).map_or(f64::INFINITY, |half| CLEARLY * half);
            mean(added) > chance
        }),
    };
    let growth = mean(&in_quarter) / quarter_s;
    (grows && growth * seconds >= NOTABLE * came).then_some(growth)
}
