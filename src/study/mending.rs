//! What mending each kind of finding would gain, how bad that makes it, and their order by it.

use std::cmp::Ordering;

use crate::verdict::{Row, Severity};

use super::flips::Gain;

/// Kinds of finding whose harm is that customers wait: how bad they are is measured.
const WAITING: [&str; 2] = ["waited-for-needlessly", "followers-take-workers"];

/// Who waits for less feels no delay (Nielsen 1993), in milliseconds.
const FELT_MS: f64 = 100.0;

/// Fewer customers than these are chance as a rule, as a share of all.
const FEW: f64 = 0.001;

/// Rows of findings with what mending each gains, as far as that was measured. What only makes customers
/// wait is a warning where they feel it or some are lost by it, and else advice. The worst first, and of
/// equally bad ones the one by which most customers more are served, then the one that saves most of the
/// answer, then of completion; what was not measured, or cannot be, comes after what gains, as it stood.
#[must_use]
pub fn ranked(rows: &[Row], gains: &[(&'static str, Gain)]) -> Vec<(Row, Option<Gain>)> {
    let gain =
        |row: &Row| gains.iter().find(|(id, _)| *id == row.kind.id).map(|(_, it)| it.clone());
    let mut ranked: Vec<(Row, Option<Gain>)> = (rows.iter())
        .map(|row| {
            let gain = gain(row);
            let severity = severity(row, gain.as_ref());
            (Row { severity, ..row.clone() }, gain)
        })
        .collect();
    ranked.sort_by(|(one, mends), (other, others)| {
        one.severity.cmp(&other.severity).then_with(|| by_gain(mends.as_ref(), others.as_ref()))
    });
    ranked
}

/// How bad a kind of finding is, by what mending it was measured to gain.
fn severity(row: &Row, gain: Option<&Gain>) -> Severity {
    let Some(gain) = gain.filter(|_| WAITING.contains(&row.kind.id)) else { return row.severity };
    let saved = gain.answer_p95_ms.beyond_chance().map_or(0.0, |ms| -ms);
    let served = gain.success_ratio.beyond_chance().unwrap_or(0.0);
    if saved >= FELT_MS || served >= FEW { Severity::Warning } else { Severity::Advice }
}

/// Which of two gains comes first.
fn by_gain(one: Option<&Gain>, other: Option<&Gain>) -> Ordering {
    let of = |gain: Option<&Gain>| {
        gain.map_or([0.0; 3], |gain| {
            let served = gain.success_ratio.difference.unwrap_or(0.0);
            let served = if served.abs() < FEW { 0.0 } else { served };
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
    use crate::verdict::{Verdict, rows};

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
        assert_eq!(first.severity, Severity::Warning);
    }

    /// A notice of milliseconds that fails now and then, so that it is a warning as long as nobody measures.
    #[test]
    fn what_nobody_feels_is_advice_once_it_was_measured() {
        use crate::model::{Necessity, Purpose, Response};
        let answered = step("sell").response(Response::Immediate).necessity(Necessity::Required);
        let notice = step("tell").after(["sell"]).works_ms(2.0).kind(Purpose::Notification);
        let notice = notice.fails(1e-6).response(Response::Deferred).necessity(Necessity::Optional);
        let design = scenario([answered.works_ms(5.0), notice]).workers(20).design();
        let rows = rows(&design, &Verdict::of(&design).findings);
        let row = rows.iter().find(|row| row.kind.id == "waited-for-needlessly").unwrap();
        assert_eq!(row.severity, Severity::Warning);
        let after = row.mended(&design).unwrap();
        let gain = Gain::between((&design, &run(&design)), (&after, &run(&after)));
        let ranked = ranked(&rows, &[(row.kind.id, gain)]);
        let (row, _) = ranked.iter().find(|(it, _)| it.kind == row.kind).unwrap();
        assert_eq!(row.severity, Severity::Advice);
    }
}
