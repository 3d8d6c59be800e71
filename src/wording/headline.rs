//! The one sentence over the stage: what matters now, in words.
//!
//! It is made of clauses: who has an answer and how soon, how many are not served, when everything is
//! done; then a sentence for each thing that went wrong and is not none. Its percentiles are over all
//! customers, of whom those who hear no answer wait longer than any. Beside a figure stands what it was
//! before the last change, where that differs as it is written; and what it is in a longer run, where it
//! grows with that.

use crate::engine::Report;
use crate::engine::report::{Customers, StoppedBy};
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

impl Headline {
    /// What a report says, and how that compares with the report before the last change.
    #[must_use]
    pub fn new(report: &Report, before: Option<&Report>) -> Self {
        let mut sentence = Self::default();
        sentence.tells(report, before, None);
        sentence
    }

    /// Says that too; and, where the same was run for three times as long, what has grown.
    pub fn tells(&mut self, report: &Report, before: Option<&Report>, longer: Option<&Report>) {
        if !self.parts.is_empty() {
            self.words(" ");
        }
        if report.requests.offered == 0 {
            self.words("No request arrived.");
        } else {
            self.answer(report, before, longer);
            self.failures(report, before);
            self.completion(report, before, longer);
            self.words(".");
            self.remainder(report);
        }
        match report.stopped_by {
            StoppedBy::Duration => {}
            StoppedBy::EventBudget => self.words(
                " The run met its budget of events: these figures cover less than the scenario.",
            ),
        }
    }

    /// Says these sentences too.
    pub fn adds(&mut self, sentences: impl IntoIterator<Item = String>) {
        for sentence in sentences {
            if !self.parts.is_empty() {
                self.words(" ");
            }
            self.words(&sentence);
        }
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

    fn answer(&mut self, report: &Report, before: Option<&Report>, longer: Option<&Report>) {
        let customers = &report.customers;
        let Some(p95) = report.answer_ms.p95 else {
            if customers.answered() == 0 {
                self.words("No customer has an answer");
                return;
            }
            self.words("Only ");
            self.figure(format::in_hundred(share(customers.answered(), customers.arrived)));
            self.words(" in 100 customers have an answer");
            if let Some(p50) = report.answer_ms.p50 {
                self.words(", half of all within ");
                self.figure(format::milliseconds(p50));
            }
            return;
        };
        self.words("95 of 100 customers have their answer within ");
        self.figure(format::milliseconds(p95));
        let half_width = report.answer_ms.p95_interval.map(|[low, high]| (high - low) / 2.0);
        if let Some(half_width) = half_width.filter(|&half_width| half_width > p95 * 1e-3) {
            self.words(" ");
            self.parts.push(Part::Uncertainty(format!(
                "± {}",
                format::give_or_take_milliseconds(half_width)
            )));
        }
        self.before(
            before.map(|before| {
                before.answer_ms.p95.map_or("never".to_owned(), format::milliseconds)
            }),
        );
        self.grown(p95, longer, |longer| longer.answer_ms.p95);
    }

    fn failures(&mut self, report: &Report, before: Option<&Report>) {
        let Some(ratio) = unserved_ratio(report) else { return };
        let old = before.and_then(unserved_ratio);
        self.words("; ");
        if ratio == 0.0 && old.unwrap_or(0.0) == 0.0 {
            self.words("all are served");
            return;
        }
        self.figure(format::in_hundred(ratio));
        self.before(old.map(format::in_hundred));
        let Customers { arrived, served, failed, .. } = report.customers;
        let all_failed = served + failed == arrived;
        self.words(if all_failed { " in 100 fail" } else { " in 100 are not served" });
    }

    fn completion(&mut self, report: &Report, before: Option<&Report>, longer: Option<&Report>) {
        // What is done for those who had gone is no news to anybody.
        if report.requests.acknowledged == 0 || report.customers.answered() == 0 {
            return;
        }
        let Some(p95) = report.done_p95_ms else {
            self.words(if report.requests.completed == 0 {
                "; nothing is complete when the run ends"
            } else {
                "; more than 5 in 100 are not complete when the run ends"
            });
            return;
        };
        if has_nothing_behind(report) && before.is_none_or(has_nothing_behind) {
            self.words("; with the answer everything is done");
            return;
        }
        self.words("; for 95 of 100, everything is done within ");
        self.figure(format::milliseconds(p95));
        self.before(
            before
                .map(|before| before.done_p95_ms.map_or("never".to_owned(), format::milliseconds)),
        );
        self.grown(p95, longer, |longer| longer.done_p95_ms);
    }

    /// What a time has grown to in a run three times as long, where that is more than chance would have it.
    fn grown(&mut self, now: f64, longer: Option<&Report>, of: impl Fn(&Report) -> Option<f64>) {
        match longer.map(of) {
            Some(Some(longer)) if longer > now * GROWN => {
                self.words(", in a run three times as long within ");
                self.figure(format::milliseconds(longer));
            }
            Some(None) => self.words(", in a run three times as long never"),
            Some(Some(_)) | None => {}
        }
    }

    /// What went wrong, and what is left when the run ends: whatever is not none.
    fn remainder(&mut self, report: &Report) {
        // Of customers as the clauses before: who had gone, or came in the warm-up, was told nothing.
        let (books, customers) = (&report.requests, &report.customers);
        for (count, one, many) in [
            (
                books.abandoned,
                " time a customer gave up waiting.",
                " times a customer gave up waiting.",
            ),
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
            (books.declined, " was answered no.", " were answered no."),
            (
                books.declined_later,
                " was told to wait, and then no.",
                " were told to wait, and then no.",
            ),
            (
                customers.overturned,
                " was told yes, and it was no.",
                " were told yes, and it was no.",
            ),
            (
                customers.never_completed,
                " was told yes, and will never be complete.",
                " were told yes, and will never be complete.",
            ),
            (books.repeated_effects, " effect happened twice.", " effects happened twice."),
            (
                report.counts().expired,
                " event was too old at its turn, and dropped.",
                " events were too old at their turn, and dropped.",
            ),
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

/// From so many times as long on, a time has grown with the run: chance makes less of it.
const GROWN: f64 = 1.2;

/// The share of the customers who were not served; nothing where none came.
fn unserved_ratio(report: &Report) -> Option<f64> {
    report.success_ratio.map(|ratio| 1.0 - ratio)
}

#[allow(clippy::cast_precision_loss)] // counts below 2^53
fn share(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Whether every request was complete when it was acknowledged, and none is to be or never will.
fn has_nothing_behind(report: &Report) -> bool {
    let books = &report.requests;
    report.inconsistency_ms.max == Some(0.0)
        && books.open == 0
        && report.customers.never_completed == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::report::{Latency, Requests};

    fn latency(p95: f64, max: f64) -> Latency {
        Latency { count: 100, p95: Some(p95), max: Some(max), ..Latency::default() }
    }

    /// Of 1,000 customers this share is served; the others get an error.
    fn report(p95: f64, success: f64, done: f64) -> Report {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let served = (success * 1_000.0).round() as u64;
        Report {
            requests: Requests {
                offered: 1_000,
                acknowledged: served,
                completed: served,
                ..Requests::default()
            },
            customers: Customers {
                arrived: 1_000,
                served,
                failed: 1_000 - served,
                ..Customers::default()
            },
            answer_ms: latency(p95, p95),
            completion_ms: latency(done, done),
            done_p95_ms: Some(done),
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
            "95 of 100 customers have their answer within 1.2 s; 2 in 100 fail; for 95 of 100, everything is done within 4 s."
        );
        assert_eq!(
            text(&report(412.0, 1.0, 412.0)),
            "95 of 100 customers have their answer within 412 ms; all are served; with the answer everything is done."
        );
    }

    #[test]
    fn where_less_than_95_of_100_have_an_answer_it_says_how_many_have_one() {
        let mut few = report(0.0, 0.8, 500.0);
        few.answer_ms = Latency { count: 800, p50: Some(300.0), ..Latency::default() };
        assert_eq!(
            text(&few),
            "Only 80 in 100 customers have an answer, half of all within 300 ms; 20 in 100 fail; \
             for 95 of 100, everything is done within 500 ms."
        );
        few.answer_ms.p50 = None;
        assert!(text(&few).starts_with("Only 80 in 100 customers have an answer; 20 in 100 fail"));
    }

    #[test]
    fn whoever_is_not_served_is_named_by_what_became_of_them() {
        let mut report = report(412.0, 0.97, 412.0);
        report.customers = Customers {
            arrived: 1_000,
            served: 970,
            gave_up: 20,
            never_completed: 10,
            ..Customers::default()
        };
        report.requests.abandoned = 25;
        report.requests.never_completed = 10;
        report.requests.repeated_effects = 1;
        assert_eq!(
            text(&report),
            "95 of 100 customers have their answer within 412 ms; 3 in 100 are not served; for 95 of 100, \
             everything is done within 412 ms. 25 times a customer gave up waiting. 10 were told yes, and will never be \
             complete. 1 effect happened twice."
        );
    }

    #[test]
    fn it_is_careful_where_there_is_nothing_to_say() {
        let nothing = Report::default();
        assert_eq!(text(&nothing), "No request arrived.");
        let failing = Report {
            requests: Requests { offered: 10, failed: 10, ..Requests::default() },
            customers: Customers { arrived: 10, failed: 10, ..Customers::default() },
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
        open.done_p95_ms = None;
        (open.requests.open, open.requests.completed) = (1, 0);
        open.stopped_by = StoppedBy::EventBudget;
        assert_eq!(
            text(&open),
            "95 of 100 customers have their answer within 412 ms; all are served; nothing is complete when the run ends. \
             1 is not complete when the run ends. The run met its budget of events: these figures cover less than the scenario."
        );
    }

    #[test]
    fn it_shows_what_a_figure_was_only_where_it_differs() {
        let mut now = report(412.0, 0.997, 2_100.0);
        now.answer_ms.p95_interval = Some([403.2, 421.1]);
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
             for 95 of 100, everything is done within 2.1 s (before: 1.19 s)."
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
