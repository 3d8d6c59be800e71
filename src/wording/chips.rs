//! What stands under the sentence in a few words: what the rows lack that are being entered, who is asked for
//! more than they can do, what is later than the business tolerates, and whether each target is met.

use crate::engine::Report;
use crate::figures::readings::read;
use crate::figures::{FIGURES, Figure};
use crate::model::{Scenario, Service, Step, Subject};
use crate::units::format;
use crate::wording::strain::{is_all, late};

/// One of the chips.
#[derive(Debug, Clone, PartialEq)]
pub struct Chip {
    /// In a few words: "✓ answer p95 1.2 s, target 2 s".
    pub text: String,
    /// The same as a sentence.
    pub means: String,
    /// How it stands.
    pub state: State,
    /// Where it leads.
    pub leads: Leads,
}

/// How it stands with what a chip is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The target is met.
    Met,
    /// The target, or a tolerance, is missed.
    Missed,
    /// More is asked for than can be done.
    Overloaded,
    /// Nobody has said it yet.
    Open,
}

/// Where a chip leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leads {
    /// To the figures.
    ToFigures,
    /// To where targets are set, and rows entered.
    ToProcess,
    /// To a step or a service.
    To(Subject),
}

/// The chips of a design and its figures, beside those before the last change, and of so many lacks of the rows that are being entered. What is not
/// as it should be comes first: the lacks, the services that cannot keep up, the worst first, the targets that
/// are missed, what is late; then the targets that are met.
#[must_use]
pub fn chips(
    scenario: &Scenario,
    report: &Report,
    before: Option<&Report>,
    lacks: usize,
) -> Vec<Chip> {
    let (met, missed): (Vec<_>, Vec<_>) =
        targets(report, before).into_iter().partition(|it| it.state == State::Met);
    let without = met.is_empty() && missed.is_empty();
    let mut chips: Vec<Chip> = lacking(lacks).into_iter().collect();
    chips.extend(overloaded(scenario, report));
    chips.extend(missed);
    chips.extend(too_late(scenario, report));
    chips.extend(met);
    if without {
        chips.push(Chip {
            text: "No targets yet".to_owned(),
            means: "Nothing says how soon customers are to be answered, or how many are to be served: say it under Process, Targets.".to_owned(),
            state: State::Open,
            leads: Leads::ToProcess,
        });
    }
    chips
}

fn lacking(lacks: usize) -> Option<Chip> {
    (lacks > 0).then(|| Chip {
        text: if lacks == 1 { "1 lack in the rows".to_owned() } else { format!("{lacks} lacks in the rows") },
        means: "What is shown is without what the rows do not say yet, or say in a way that cannot be read: each is told below its row.".to_owned(),
        state: State::Open,
        leads: Leads::ToProcess,
    })
}

fn targets(report: &Report, before: Option<&Report>) -> Vec<Chip> {
    let chip = |figure: &'static Figure| {
        let reading = read(figure, Some(report), before);
        if figure.target.is_none() || reading.target.is_empty() {
            return None;
        }
        let (mark, state, is) = if reading.is_met {
            ("✓", State::Met, "is met")
        } else {
            ("✗", State::Missed, "is missed")
        };
        let name = format!("{}{}", figure.name.get(..1)?.to_lowercase(), figure.name.get(1..)?);
        let before = match reading.before.as_str() {
            "" => String::new(),
            before => format!(" (before: {before})"),
        };
        Some(Chip {
            text: format!("{mark} {name} {}{before}, target {}", reading.now, reading.target),
            means: format!(
                "{}: {}. The target, {}, {is}.",
                figure.name, reading.now, reading.target
            ),
            state,
            leads: Leads::ToFigures,
        })
    };
    FIGURES.iter().filter_map(chip).collect()
}

/// Services that are asked for all that their workers can do, or more.
fn overloaded(scenario: &Scenario, report: &Report) -> Vec<Chip> {
    let ratio = |id: &str| report.services.get(id).and_then(|it| it.demand_ratio);
    let mut asked: Vec<_> = (scenario.services.iter())
        .filter_map(|it| Some((it, ratio(it.id.as_str())?)))
        .filter(|(_, ratio)| is_all(*ratio))
        .collect();
    asked.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    let chip = |(service, ratio): (&Service, f64)| Chip {
        text: format!("{} asked for {}", service.label(), format::per_cent(ratio)),
        means: format!(
            "{} is asked for {} of what its workers can do: what waits grows for as long as that lasts.",
            service.label(),
            format::per_cent(ratio)
        ),
        state: State::Overloaded,
        leads: Leads::To(Subject::Service(service.id.clone())),
    };
    asked.into_iter().map(chip).collect()
}

/// Steps that are later than the business tolerates.
fn too_late(scenario: &Scenario, report: &Report) -> Vec<Chip> {
    let chip = |step: &Step| {
        let figure = report.tolerances.get(step.id.as_str()).filter(|it| !it.met)?;
        let p95 = figure.p95.map_or_else(|| "late".to_owned(), format::milliseconds);
        Some(Chip {
            text: format!("✗ {} {p95}", step.label()),
            means: format!("{} is late: {}.", step.label(), late(figure)),
            state: State::Missed,
            leads: Leads::To(Subject::Step(step.id.clone())),
        })
    };
    scenario.process.steps.iter().filter_map(chip).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::report::{ServiceFigures, TargetFigure, ToleranceFigure};
    use crate::testing::{shop, step};

    fn texts(chips: &[Chip]) -> Vec<(&str, State)> {
        chips.iter().map(|it| (it.text.as_str(), it.state)).collect()
    }

    #[test]
    fn what_is_not_as_it_should_be_comes_before_what_is() {
        let scenario = shop([step("pay"), step("mail").after(["pay"]).event()]).build();
        let mut report = Report::default();
        report.answer_ms.p95 = Some(1_200.0);
        for (id, actual, met) in
            [("acknowledgement_p95_ms", 1_200.0, true), ("completion_p95_ms", 40_000.0, false)]
        {
            let figure = TargetFigure { target: 2_000.0, actual: Some(actual), met };
            report.targets.insert(id.to_owned(), figure);
        }
        for (id, demand) in [("pay", 1.07), ("mail", 1.5), ("shop", 0.4)] {
            let figures =
                ServiceFigures { demand_ratio: Some(demand), ..ServiceFigures::default() };
            report.services.insert(id.to_owned(), figures);
        }
        let late = ToleranceFigure {
            tolerance_ms: 1_000.0,
            p50: None,
            p95: Some(20_500.0),
            beyond_ratio: 0.4,
            met: false,
        };
        report.tolerances.insert("mail".to_owned(), late);
        let chips = chips(&scenario, &report, None, 2);
        assert_eq!(
            texts(&chips),
            [
                ("2 lacks in the rows", State::Open),
                ("mail asked for 150 %", State::Overloaded),
                ("pay asked for 107 %", State::Overloaded),
                ("✗ completion p95 never, target 2 s", State::Missed),
                ("✗ mail 20.5 s", State::Missed),
                ("✓ answer p95 1.2 s, target 2 s", State::Met),
            ]
        );
        assert_eq!(chips[1].leads, Leads::To(Subject::Service("mail".into())));
        assert_eq!(chips[4].means, "mail is late: 20.5 s, tolerated 1 s.");
    }

    #[test]
    fn without_targets_that_is_said() {
        let chips = chips(&shop([step("pay")]).build(), &Report::default(), None, 0);
        assert_eq!(texts(&chips), [("No targets yet", State::Open)]);
        assert_eq!(chips[0].leads, Leads::ToProcess);
    }
}
