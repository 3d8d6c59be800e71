//! What mending each kind of finding would gain, and their order by it.

use std::cmp::Ordering;

use crate::verdict::Row;

use super::flips::Gain;

/// Rows of findings with what mending each gains, as far as that was measured: the worst first, and of
/// equally bad ones the one by which most customers more are served, then the one that saves most of the
/// answer, then of completion; what was not measured, or cannot be, comes after what gains, as it stood.
#[must_use]
pub fn ranked(rows: &[Row], gains: &[(&'static str, Gain)]) -> Vec<(Row, Option<Gain>)> {
    let gain =
        |row: &Row| gains.iter().find(|(id, _)| *id == row.kind.id).map(|(_, it)| it.clone());
    let mut ranked: Vec<(Row, Option<Gain>)> =
        rows.iter().map(|row| (row.clone(), gain(row))).collect();
    ranked.sort_by(|(one, mends), (other, others)| {
        one.severity.cmp(&other.severity).then_with(|| by_gain(mends.as_ref(), others.as_ref()))
    });
    ranked
}

/// Which of two gains comes first.
fn by_gain(one: Option<&Gain>, other: Option<&Gain>) -> Ordering {
    let of = |gain: Option<&Gain>| {
        gain.map_or([0.0; 3], |gain| {
            let served = gain.success_ratio.difference.unwrap_or(0.0);
            // Less than one customer in a thousand is chance as a rule.
            let served = if served.abs() < 0.001 { 0.0 } else { served };
            let saved = |ms: Option<f64>| -ms.unwrap_or(0.0);
            let completion = saved(gain.completion_p95_ms.difference);
            [served, saved(gain.answer_p95_ms.difference), completion]
        })
    };
    let (one, other) = (of(one), of(other));
    let differ = one.iter().zip(&other).map(|(one, other)| other.total_cmp(one));
    differ.fold(Ordering::Equal, Ordering::then)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Design;
    use crate::testing::{run, scenario, step};
    use crate::verdict::{Severity, Verdict, rows};

    /// Two calls in a row of which one is slow and may follow, and neither has a time-out.
    fn design() -> Design {
        use crate::model::{Necessity, Response};
        let answered = step("sell").response(Response::Immediate).necessity(Necessity::Required);
        let follows = step("report").after(["sell"]).works_ms(400.0).response(Response::Deferred);
        scenario([answered.works_ms(5.0), follows.necessity(Necessity::Optional)])
            .workers(20)
            .design()
    }

    #[test]
    fn of_equally_bad_findings_the_one_that_gains_most_is_first() {
        let design = design();
        let rows = rows(&design, &Verdict::of(&design).findings);
        let before = run(&design);
        let gains: Vec<(&'static str, Gain)> = (rows.iter())
            .filter_map(|row| Some((row.kind.id, row.mended(&design)?)))
            .map(|(id, after)| (id, Gain::between((&design, &before), (&after, &run(&after)))))
            .collect();
        let ranked = ranked(&rows, &gains);
        assert_eq!(ranked.len(), rows.len());
        let (first, gain) = &ranked[0];
        assert_eq!(first.kind.id, "waited-for-needlessly");
        assert!(gain.as_ref().unwrap().answer_p95_ms.difference.unwrap() < -300.0);
        let severities: Vec<Severity> = ranked.iter().map(|(row, _)| row.severity).collect();
        assert!(severities.is_sorted());
    }
}
