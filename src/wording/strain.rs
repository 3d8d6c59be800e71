//! What a step cannot keep up with, from the figures of a run: it is later than tolerated, or asked for
//! more than its workers can do.

use crate::engine::Report;
use crate::engine::report::ToleranceFigure;
use crate::model::{Mode, Scenario, Step};
use crate::units::format;

/// From this demand on what is asked for is all that can be done.
const ALL: f64 = 1.0 - SLIGHT;
/// Beyond this demand it is more.
const MORE: f64 = 1.0 + SLIGHT;
/// What adding up many numbers may change.
const SLIGHT: f64 = 1e-9;

/// What stands on the card of a step: "demand 112.5 %", and "20.5 s, tolerated 1 s"; none where it keeps up.
/// A card has room for the first: who cannot keep up is late for that reason.
#[must_use]
pub fn of_step(step: &Step, report: Option<&Report>) -> Vec<String> {
    let Some(report) = report else { return Vec::new() };
    let late = report.tolerances.get(step.id.as_str()).filter(|it| !it.met).map(late);
    let demand = demand(step, report).map(|ratio| format!("demand {}", format::per_cent(ratio)));
    [demand, late].into_iter().flatten().collect()
}

/// What else is so of all steps, as sentences: that ever more wait though nobody is asked for too much, and
/// what is late.
pub fn sentences(scenario: &Scenario, report: &Report) -> impl Iterator<Item = String> {
    let all = [more_wait(scenario, report), more_events(scenario, report)];
    all.into_iter().chain([are_late(scenario, report)]).flatten()
}

/// Whether what waits grows for as long as the run lasts, so that the figures depend on its length.
#[must_use]
pub fn grows(scenario: &Scenario, report: &Report) -> bool {
    report.waiting_growth_per_s.is_some()
        || report.topics.values().any(|it| it.backlog_growth_per_s.is_some())
        || overload(scenario, report).is_some()
}

/// Who is asked for more than they can do, so that what waits grows for as long as the run lasts.
#[must_use]
pub fn overload(scenario: &Scenario, report: &Report) -> Option<String> {
    let asked = |step| Some((step, demand(step, report).filter(|it| *it > MORE)?));
    let asked: Vec<(&Step, f64)> = scenario.process.steps.iter().filter_map(asked).collect();
    Some(match &asked[..] {
        [] => return None,
        [(step, ratio)] => {
            let come = report.steps.get(step.id.as_str())?.asked_per_s;
            format!(
                "{} falls behind: {} a second come, {} can be done; the longer the run, the later.",
                step.label(),
                format::number(come),
                format::number(come / ratio)
            )
        }
        many => format!(
            "{} fall behind: more comes than can be done; the longer the run, the later.",
            a_few(many.iter().map(|(step, _)| step.label()))
        ),
    })
}

/// What is later than tolerated.
fn are_late(scenario: &Scenario, report: &Report) -> Option<String> {
    let figure = |step| Some((step, tolerance(step, report)?));
    let found: Vec<(&Step, _)> = scenario.process.steps.iter().filter_map(figure).collect();
    Some(match &found[..] {
        [] => return None,
        [(step, figure)] => format!("{} is late: {}.", step.label(), late(figure)),
        many => format!(
            "Later than tolerated are {}.",
            a_few(many.iter().map(|(step, _)| step.label()))
        ),
    })
}

/// The tolerance of a step that is missed.
fn tolerance<'a>(step: &Step, report: &'a Report) -> Option<&'a ToleranceFigure> {
    report.tolerances.get(step.id.as_str()).filter(|it| !it.met)
}

/// Of which steps the backlog grows, though their consumers are asked for no more than they can do: they
/// wait for others, or a peak has not drained.
fn more_events(scenario: &Scenario, report: &Report) -> Option<String> {
    let growth = |step: &'_ Step| {
        let growth = report.topics.get(step.id.as_str())?.backlog_growth_per_s?;
        demand(step, report).is_none().then_some(growth)
    };
    let growing = |step| Some((step, growth(step)?));
    let growing: Vec<(&Step, f64)> = scenario.process.steps.iter().filter_map(growing).collect();
    let of = match growing.len() {
        0 => return None,
        1 => "The backlog",
        _ => "Together the backlogs",
    };
    Some(format!(
        "{of} of {} {}: {} more wait with each second; the longer the run, the later.",
        a_few(growing.iter().map(|(step, _)| step.label())),
        if growing.len() == 1 { "grows" } else { "grow" },
        format::number(growing.iter().map(|(_, growth)| growth).sum())
    ))
}

/// So many are named, the others counted.
const NAMED: usize = 2;

/// "A and B", "A, B and 3 others".
fn a_few<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<String> = names.map(str::to_owned).collect();
    if names.len() > NAMED + 1 {
        let others = names.len() - NAMED;
        names.truncate(NAMED);
        names.push(format!("{others} others"));
    }
    format::listed(&names)
}

/// That ever more customers wait, unless that is said by a called step that falls behind.
fn more_wait(scenario: &Scenario, report: &Report) -> Option<String> {
    let is_called = |step: &&Step| step.mode == Mode::RequestResponse;
    let mut called = scenario.process.steps.iter().filter(is_called);
    let is_said = called.any(|step| demand(step, report).is_some());
    let growth = report.waiting_growth_per_s.filter(|_| !is_said)?;
    Some(format!(
        "Ever more customers wait: {} more with each second; the longer the run, the later their answers.",
        format::number(growth)
    ))
}

/// What is asked of those who do a step, over what they can do; nothing where they could do more.
fn demand(step: &Step, report: &Report) -> Option<f64> {
    let topic = report.topics.get(step.id.as_str()).and_then(|it| it.demand_ratio);
    let service = report.services.get(step.service.as_str()).and_then(|it| it.demand_ratio);
    let most = [topic, service].into_iter().flatten().fold(0.0, f64::max);
    is_all(most).then_some(most)
}

/// Whether as much is asked for as can be done, or more.
pub(super) fn is_all(demand: f64) -> bool {
    demand >= ALL
}

pub(super) fn late(figure: &ToleranceFigure) -> String {
    let tolerated = format::milliseconds(figure.tolerance_ms);
    if let Some(p95) = figure.p95 {
        return format!("{}, tolerated {tolerated}", format::milliseconds(p95));
    }
    format!("{} in 100 beyond {tolerated}", format::in_hundred(figure.beyond_ratio))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::report::{ServiceFigures, StepFigures, TopicFigures};
    use crate::testing::{shop, step};

    fn report(p95: Option<f64>, demand: f64) -> Report {
        let mut report = Report::default();
        let figure = ToleranceFigure {
            tolerance_ms: 1_000.0,
            p50: None,
            p95,
            beyond_ratio: 0.4,
            met: false,
        };
        report.tolerances.insert("mail".to_owned(), figure);
        let service = ServiceFigures { demand_ratio: Some(demand), ..ServiceFigures::default() };
        report.services.insert("mail".to_owned(), service);
        let asked = StepFigures { asked_per_s: 15.0, ..StepFigures::default() };
        report.steps.insert("mail".to_owned(), asked);
        report
    }

    #[test]
    fn a_card_says_how_late_it_is_and_how_much_more_is_asked_for() {
        let mail = step("mail").build();
        let of = |report: &Report| of_step(&mail, Some(report));
        assert_eq!(of(&report(Some(20_500.0), 1.127)), ["demand 112.7 %", "20.5 s, tolerated 1 s"]);
        assert_eq!(of(&report(None, 0.999)), ["40 in 100 beyond 1 s"]);
        assert_eq!(of(&report(None, 1.0)), ["demand 100 %", "40 in 100 beyond 1 s"]);
        let just = shop([step("mail")]).build();
        assert_eq!(overload(&just, &report(None, 1.0)), None, "it is no more than can be done");
        let mut keeps_up = report(Some(900.0), 0.99);
        keeps_up.tolerances["mail"].met = true;
        assert!(of(&keeps_up).is_empty());
        // The topic's consumers may be fewer than the service's workers.
        let topic = TopicFigures { demand_ratio: Some(1.5), ..TopicFigures::default() };
        keeps_up.topics.insert("mail".to_owned(), topic);
        assert_eq!(of(&keeps_up), ["demand 150 %"]);
        assert!(of_step(&mail, None).is_empty());
    }

    fn all(scenario: &Scenario, report: &Report) -> Vec<String> {
        overload(scenario, report).into_iter().chain(sentences(scenario, report)).collect()
    }

    #[test]
    fn the_sentence_names_who_cannot_keep_up_first() {
        let process = shop([step("pay"), step("mail").after(["pay"]).event()]);
        assert_eq!(
            all(&process, &report(Some(20_500.0), 1.127)),
            [
                "mail falls behind: 15 a second come, 13.3 can be done; the longer the run, the later.",
                "mail is late: 20.5 s, tolerated 1 s."
            ]
        );
        assert!(all(&process, &Report::default()).is_empty());
    }

    #[test]
    fn many_that_cannot_keep_up_are_told_in_one_sentence() {
        let process = shop(["a", "b", "c", "d"].map(|id| step(id).event()));
        let mut report = Report::default();
        for id in ["a", "b", "c", "d"] {
            let topic = TopicFigures { backlog_growth_per_s: Some(0.5), ..TopicFigures::default() };
            report.topics.insert(id.to_owned(), topic);
        }
        assert_eq!(
            all(&process, &report),
            [
                "Together the backlogs of a, b and 2 others grow: 2 more wait with each second; the longer the run, the later."
            ]
        );
        for id in ["a", "b", "c"] {
            let service = ServiceFigures { demand_ratio: Some(1.2), ..ServiceFigures::default() };
            report.services.insert(id.to_owned(), service);
        }
        assert_eq!(
            all(&process, &report),
            [
                "a, b and c fall behind: more comes than can be done; the longer the run, the later.",
                "The backlog of d grows: 0.5 more wait with each second; the longer the run, the later.",
            ]
        );
    }

    #[test]
    fn a_backlog_that_grows_without_more_being_asked_for_is_told() {
        let process = shop([step("pay"), step("mail").after(["pay"]).event()]);
        let mut growing = Report::default();
        let topic = TopicFigures { backlog_growth_per_s: Some(1.0), ..TopicFigures::default() };
        growing.topics.insert("mail".to_owned(), topic);
        assert!(grows(&process, &growing) && !grows(&process, &Report::default()));
        let said = "The backlog of mail grows: 1 more wait with each second; the longer the run, the later.";
        assert_eq!(all(&process, &growing), [said]);
    }

    #[test]
    fn that_ever_more_customers_wait_is_said_where_no_step_says_it() {
        let process = shop([step("pay"), step("mail").after(["pay"]).event()]);
        let mut growing = Report { waiting_growth_per_s: Some(1.7), ..Report::default() };
        let said = "Ever more customers wait: 1.7 more with each second; the longer the run, the later their answers.";
        assert_eq!(all(&process, &growing), [said]);
        let busy = ServiceFigures { demand_ratio: Some(1.2), ..ServiceFigures::default() };
        growing.services.insert("pay".to_owned(), busy);
        let asked = StepFigures { asked_per_s: 12.0, ..StepFigures::default() };
        growing.steps.insert("pay".to_owned(), asked);
        assert_eq!(
            all(&process, &growing),
            ["pay falls behind: 12 a second come, 10 can be done; the longer the run, the later."]
        );
    }
}
