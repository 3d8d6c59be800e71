//! Why a request ended as it did, and at which step: what failed first, who said no, what took longest.

use super::outcome::bearable;
use super::{Answer, PhaseKind, SpanRow, Submission, words};
use crate::engine::{Outcome, SpanKind};
use crate::model::{Coordination, Design, Scenario};
use crate::units::{Moment, format};

/// Why a request failed: where, and what happened there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cause {
    /// What people call the step, or the service that took the request; none where it cannot be told.
    place: Option<String>,
    what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// The entry refused the request.
    RefusedIt,
    WentDown,
    Refused,
    Lost,
    TimedOut,
    TakenBack,
    Failed,
}

impl Cause {
    /// Of a request that failed at this moment: the attempt that ended badly last.
    pub(super) fn of(design: &Design, submission: &Submission, at: Moment) -> Self {
        let entry = submission.rows.first().filter(|row| row.span.kind == SpanKind::Request);
        if let Some(row) = entry {
            let place = || Some(words::service(design, row.span.to).to_owned());
            if row.span.started.is_none() {
                return Self { place: place(), what: What::RefusedIt };
            }
            if row.span.lost == Some(at) {
                return Self { place: place(), what: What::WentDown };
            }
        }
        let Some(row) = deepest_failure(design, submission, at) else {
            return Self { place: None, what: What::Failed };
        };
        let what = match row.span.outcome {
            Outcome::Refused => What::Refused,
            Outcome::Lost => What::Lost,
            Outcome::TimedOut => What::TimedOut,
            Outcome::Cancelled => What::TakenBack,
            Outcome::Failed
            | Outcome::Pending
            | Outcome::Succeeded
            | Outcome::Declined
            | Outcome::Expired
            | Outcome::Dead => What::Failed,
        };
        Self { place: Some(words::step(design, row.span.step).to_owned()), what }
    }

    /// "Pay timed out".
    pub(super) fn clause(&self) -> String {
        let how = match self.what {
            What::RefusedIt => "refused it",
            What::WentDown => "went down",
            What::Refused => "was refused",
            What::Lost => "was lost",
            What::TimedOut => "timed out",
            What::TakenBack => "was taken back",
            What::Failed => "failed",
        };
        format!("{} {how}", self.place.as_deref().unwrap_or("a step"))
    }

    /// "failed at Pay: timed out".
    pub(super) fn at_a_place(&self) -> String {
        let why = match self.what {
            What::RefusedIt | What::Refused => ": refused",
            What::WentDown => ": it went down",
            What::Lost => ": lost",
            What::TimedOut => ": timed out",
            What::TakenBack => ": taken back",
            What::Failed => ": an error",
        };
        self.place.as_ref().map_or("failed".to_owned(), |place| format!("failed at {place}{why}"))
    }
}

/// How a request ended, in a few words for a list: at which step, and why, where it was no good answer in
/// time.
#[must_use]
pub fn told(design: &Design, submission: &Submission) -> String {
    let outcome = &submission.outcome;
    let rest = || words::outcome(design, outcome);
    let undone = || match outcome.undone.as_slice() {
        [] => String::new(),
        undone => {
            let names = words::list(undone.iter().map(|&it| words::step(design, it)));
            format!("; {names} undone")
        }
    };
    let gave_up = if outcome.gave_up.is_some() { "; the customer gave up" } else { "" };
    match outcome.answer {
        Answer::Failed(at) => {
            let cause = Cause::of(design, submission, at).at_a_place();
            format!("{cause}{gave_up}{}", undone())
        }
        Answer::Declined(at) => match who_declined(design, submission, at) {
            Some(name) => format!("declined at {name}: it said no{gave_up}{}", undone()),
            None => rest(),
        },
        Answer::Acknowledged(_) if outcome.gave_up.is_some() => {
            match longest_part(design, submission) {
                Some(part) => format!("{}, {part}", rest()),
                None => rest(),
            }
        }
        Answer::Acknowledged(_) => rest(),
        Answer::None => match waited_for(design, submission) {
            Some(name) => format!("no answer: {name}{gave_up}"),
            None => rest(),
        },
    }
}

/// What a request without an answer waited for when the run ended, as a clause.
fn waited_for(design: &Design, submission: &Submission) -> Option<String> {
    let request = submission.rows.first().filter(|row| row.span.kind == SpanKind::Request);
    if let Some(row) = request {
        let name = words::service(design, row.span.to);
        if row.span.lost.is_some() {
            return Some(format!("{name} went down"));
        }
        if row.span.started.is_none() {
            return Some(format!("it waited for {name}"));
        }
    }
    let open = submission.rows.iter().filter(|row| row.foreground && row.step().is_some());
    let open = open.filter(|row| row.heard().is_none()).max_by_key(|row| row.span.sent)?;
    Some(format!("{} had not ended", words::step(design, open.span.step)))
}

/// What took longest of the time until the answer: "900 ms waiting for Pay".
pub(super) fn longest_part(scenario: &Scenario, submission: &Submission) -> Option<String> {
    let (kind, service, length) = submission.breakdown.as_ref()?.largest()?;
    let name = words::service(scenario, service);
    let what = match kind {
        PhaseKind::Pause => format!("pauses before trying {name} again"),
        PhaseKind::There | PhaseKind::Back => format!("on the way to or from {name}"),
        PhaseKind::Queue | PhaseKind::Topic => format!("waiting for {name}"),
        PhaseKind::Work => format!("work at {name}"),
        PhaseKind::Held => format!("a worker of {name} held"),
        PhaseKind::Silence => format!("without a sign of {name}"),
    };
    Some(format!("{} {what}", format::duration(length)))
}

/// The step before the answer that said no: in a chain the innermost, whose no travelled up.
pub(super) fn who_declined<'a>(
    design: &'a Design,
    submission: &Submission,
    at: Moment,
) -> Option<&'a str> {
    let rows = submission.rows.iter();
    rows.filter(|row| row.foreground && row.span.outcome == Outcome::Declined)
        .filter(|row| row.span.kind == SpanKind::Call && row.heard().is_some_and(|it| it <= at))
        .filter_map(|row| Some((row.span.sent, design.process.steps.get(row.span.step)?)))
        .filter(|(_, step)| step.decline_ratio.get() > 0.0 && step.business.is_required())
        .max_by_key(|(sent, _)| *sent)
        .map(|(_, step)| step.label())
}

/// The call with which a failure began: the last that ended badly until then; in a chain those who made
/// it fail with it, one hop later each.
fn deepest_failure<'a>(
    design: &Design,
    submission: &'a Submission,
    at: Moment,
) -> Option<&'a SpanRow> {
    let shape = design.shape();
    let is_chained = design.process.coordination == Coordination::Chained;
    let is_nested = is_chained || shape.has_callers();
    let last_of = |caller: Option<&SpanRow>, until: Moment| {
        let is_made_by = |row: &SpanRow| {
            let (before, by) = (shape.predecessors(row.span.step), shape.caller(row.span.step));
            match caller {
                Some(caller) => {
                    let made_ready = is_chained && before.contains(&caller.span.step);
                    (made_ready || by == Some(caller.span.step))
                        && row.span.sent >= caller.span.sent
                }
                None => by.is_none() && (!is_chained || before.is_empty()),
            }
        };
        let rows = submission.rows.iter();
        rows.filter(|row| row.foreground && row.span.kind == SpanKind::Call && is_made_by(row))
            .filter(|row| row.span.outcome.is_bad())
            .filter(|row| design.process.steps.get(row.span.step).is_some_and(|it| !bearable(it)))
            .filter_map(|row| Some((row.heard().filter(|&heard| heard <= until)?, row)))
            .max_by_key(|&(heard, row)| (heard, row.span.sent))
    };
    let (mut heard, mut row) = last_of(None, at)?;
    // Each is made by the one before it: no more than there are steps.
    while is_nested && row.span.outcome == Outcome::Failed {
        let Some(inner) = last_of(Some(row), heard) else { break };
        (heard, row) = inner;
    }
    Some(row)
}
