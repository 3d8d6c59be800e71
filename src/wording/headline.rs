//! The one sentence over the stage: what matters now, in words.
//!
//! It is made of clauses, each with at most one figure: who has an answer and how soon, how many fail,
//! when everything is done, and what the run leaves behind. Percentiles of the time to acknowledgement
//! are over those who were acknowledged; where more than one in twenty fail, the sentence says so
//! instead of speaking of all customers. Beside a figure stands what it was before the last change,
//! where that differs as it is written.

use crate::engine::Report;
use crate::engine::report::StoppedBy;
use crate::units::format;

/// A sentence, or a few, as parts that can be styled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Headline {
    /// The parts; written one after the other they are the text, without further spaces.
    pub parts: Vec<Part>,
}

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Words.
    Words(String),
    /// A figure, to be stressed.
    Figure(String),
    /// What the figure before it was until the last change, to be struck through.
    Before(String),
    /// How far the figure before it is sure, such as "± 9 ms".
    Uncertainty(String),
}

/// From this share of failures on, the sentence does not speak of all customers.
const MANY_FAIL: f64 = 0.05;

impl Headline {
    /// What a report says, and how that compares with the report before the last change.
    #[must_use]
    pub fn new(report: &Report, before: Option<&Report>) -> Self {
        let mut sentence = Self::default();
        if report.requests.offered == 0 {
            sentence.words("No request arrived.");
        } else {
            sentence.answer(report, before);
            sentence.failures(report, before);
            sentence.completion(report, before);
            sentence.words(".");
            sentence.remainder(report);
        }
        match report.stopped_by {
            StoppedBy::Duration => {}
            StoppedBy::EventBudget => sentence.words(
                " The run met its budget of events: these figures cover less than the scenario.",
            ),
        }
        sentence
    }

    /// As plain text; old values as "(before: 1.19 s)".
    #[must_use]
    pub fn text(&self) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                Part::Words(text) | Part::Figure(text) | Part::Uncertainty(text) => text.clone(),
                Part::Before(text) => format!("(before: {text})"),
            })
            .collect()
    }

    fn answer(&mut self, report: &Report, before: Option<&Report>) {
        let Some(p95) = report.acknowledgement_ms.p95 else {
            self.words("No customer has an answer");
            return;
        };
        self.words(if failure_ratio(report).unwrap_or(0.0) < MANY_FAIL {
            "95 of 100 customers have their answer within "
        } else {
            "Of those who have their answer, 95 of 100 have it within "
        });
        self.figure(format::milliseconds(p95));
        let half_width =
            report.acknowledgement_ms.p95_interval.map(|[low, high]| (high - low) / 2.0);
        if let Some(half_width) = half_width.filter(|&half_width| half_width > p95 * 1e-3) {
            self.words(" ");
            self.parts.push(Part::Uncertainty(format!(
                "± {}",
                format::give_or_take_milliseconds(half_width)
            )));
        }
        self.before(before.map(|before| {
            before.acknowledgement_ms.p95.map_or("never".to_owned(), format::milliseconds)
        }));
    }

    fn failures(&mut self, report: &Report, before: Option<&Report>) {
        let Some(ratio) = failure_ratio(report) else { return };
        let old = before.and_then(failure_ratio);
        self.words("; ");
        if ratio == 0.0 && old.unwrap_or(0.0) == 0.0 {
            self.words("none fail");
            return;
        }
        self.figure(format::in_hundred(ratio));
        self.before(old.map(format::in_hundred));
        self.words(" in 100 fail");
    }

    fn completion(&mut self, report: &Report, before: Option<&Report>) {
        if report.requests.acknowledged == 0 {
            return;
        }
        let Some(p95) = report.completion_ms.p95 else {
            self.words("; nothing is complete when the run ends");
            return;
        };
        if has_nothing_behind(report) && before.is_none_or(has_nothing_behind) {
            self.words("; with the answer everything is done");
            return;
        }
        self.words("; everything is done ");
        self.figure(format::milliseconds(p95));
        self.before(before.map(|before| {
            before.completion_ms.p95.map_or("never".to_owned(), format::milliseconds)
        }));
        self.words(" after the request");
    }

    /// What is left when the run ends.
    fn remainder(&mut self, report: &Report) {
        let books = &report.requests;
        for (count, one, many) in [
            (
                books.in_flight,
                " request still waits when the run ends.",
                " requests still wait when the run ends.",
            ),
            (
                books.open,
                " is not complete when the run ends.",
                " are not complete when the run ends.",
            ),
            (books.never_completed, " is never completed.", " are never completed."),
            (
                books.stuck,
                " could not be undone: somebody has to look.",
                " could not be undone: somebody has to look.",
            ),
        ] {
            if count > 0 {
                self.words(" ");
                self.figure(format::count(count));
                self.words(if count == 1 { one } else { many });
            }
        }
    }

    fn words(&mut self, words: &str) {
        match self.parts.last_mut() {
            Some(Part::Words(text)) => text.push_str(words),
            Some(Part::Figure(_) | Part::Before(_) | Part::Uncertainty(_)) | None => {
                self.parts.push(Part::Words(words.to_owned()));
            }
        }
    }

    fn figure(&mut self, figure: String) {
        self.parts.push(Part::Figure(figure));
    }

    /// What the last figure was, where it is written differently.
    fn before(&mut self, old: Option<String>) {
        let now = self.parts.iter().rev().find_map(|part| match part {
            Part::Figure(figure) => Some(figure),
            Part::Words(_) | Part::Before(_) | Part::Uncertainty(_) => None,
        });
        if let Some(old) = old.filter(|old| Some(old) != now) {
            self.words(" ");
            self.parts.push(Part::Before(old));
        }
    }
}

fn failure_ratio(report: &Report) -> Option<f64> {
    report.success_ratio.map(|ratio| 1.0 - ratio)
}

/// Whether every request was complete when it was acknowledged.
fn has_nothing_behind(report: &Report) -> bool {
    report.inconsistency_ms.max == Some(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::report::{Latency, Requests};

    fn latency(p95: f64, max: f64) -> Latency {
        Latency { count: 100, p95: Some(p95), max: Some(max), ..Latency::default() }
    }

    fn report(p95: f64, success: f64, done: f64) -> Report {
        Report {
            requests: Requests {
                offered: 100,
                acknowledged: 90,
                completed: 90,
                ..Requests::default()
            },
            acknowledgement_ms: latency(p95, p95),
            completion_ms: latency(done, done),
            inconsistency_ms: latency(done - p95, done - p95),
            success_ratio: Some(success),
            ..Report::default()
        }
    }

    fn text(report: &Report) -> String {
        Headline::new(report, None).text()
    }

    #[test]
    fn it_says_when_the_answer_comes_how_many_fail_and_when_everything_is_done() {
        assert_eq!(
            text(&report(1_200.0, 0.98, 4_000.0)),
            "95 of 100 customers have their answer within 1.2 s; 2 in 100 fail; everything is done 4 s after the request."
        );
        assert_eq!(
            text(&report(412.0, 1.0, 412.0)),
            "95 of 100 customers have their answer within 412 ms; none fail; with the answer everything is done."
        );
    }

    #[test]
    fn it_speaks_of_all_customers_only_where_few_fail() {
        assert!(text(&report(412.0, 0.8, 500.0)).starts_with(
            "Of those who have their answer, 95 of 100 have it within 412 ms; 20 in 100 fail"
        ));
    }

    #[test]
    fn it_is_careful_where_there_is_nothing_to_say() {
        let nothing = Report::default();
        assert_eq!(text(&nothing), "No request arrived.");
        let failing = Report {
            requests: Requests { offered: 10, failed: 10, ..Requests::default() },
            success_ratio: Some(0.0),
            ..Report::default()
        };
        assert_eq!(text(&failing), "No customer has an answer; 100 in 100 fail.");
        let waiting = Report {
            requests: Requests { offered: 12_345, in_flight: 12_345, ..Requests::default() },
            ..Report::default()
        };
        assert_eq!(
            text(&waiting),
            "No customer has an answer. 12\u{202f}345 requests still wait when the run ends."
        );
        let mut open = report(412.0, 1.0, 500.0);
        open.completion_ms = Latency::default();
        open.requests.open = 1;
        open.stopped_by = StoppedBy::EventBudget;
        assert_eq!(
            text(&open),
            "95 of 100 customers have their answer within 412 ms; none fail; nothing is complete when the run ends. \
             1 is not complete when the run ends. The run met its budget of events: these figures cover less than the scenario."
        );
    }

    #[test]
    fn it_shows_what_a_figure_was_only_where_it_differs() {
        let mut now = report(412.0, 0.997, 2_100.0);
        now.acknowledgement_ms.p95_interval = Some([403.2, 421.1]);
        let sentence = Headline::new(&now, Some(&report(1_190.0, 0.997, 1_190.0)));
        assert_eq!(
            sentence.parts[..6],
            [
                Part::Words("95 of 100 customers have their answer within ".to_owned()),
                Part::Figure("412 ms".to_owned()),
                Part::Words(" ".to_owned()),
                Part::Uncertainty("± 9 ms".to_owned()),
                Part::Words(" ".to_owned()),
                Part::Before("1.19 s".to_owned()),
            ]
        );
        assert_eq!(
            sentence.text(),
            "95 of 100 customers have their answer within 412 ms ± 9 ms (before: 1.19 s); 0.3 in 100 fail; \
             everything is done 2.1 s (before: 1.19 s) after the request."
        );
        assert_eq!(Headline::new(&now, Some(&now)).parts, Headline::new(&now, None).parts);
    }

    #[test]
    fn it_says_that_there_was_no_answer_before() {
        let before = Report {
            requests: Requests { offered: 10, failed: 10, ..Requests::default() },
            success_ratio: Some(0.0),
            ..Report::default()
        };
        assert!(Headline::new(&report(412.0, 1.0, 412.0), Some(&before)).text().starts_with(
            "95 of 100 customers have their answer within 412 ms (before: never); 0 (before: 100) in 100 fail"
        ));
    }
}
