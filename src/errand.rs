//! Errands: what the page asks a worker for, and what comes back.
//!
//! An errand is a run: a scenario and which replications of it. It goes out as one text, its numbers in
//! the first line and the document behind it; what comes back are plain numbers, first how far the run
//! is, at last its evidence. Errands of one [`Lane`] overtake one another: the page waits for the
//! newest only. [`Workbench`] is the worker's side of it, without the browser.

use crate::exchange::document;
use crate::model::Scenario;
use crate::simulation::{Extent, Progress, Report, Run};

/// What an errand is for; a later one of the same lane overtakes an earlier one, and the first lane
/// goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// The figures of the design that is open.
    Figures,
    /// Anything that may wait for them.
    Study,
    /// What flips would do, measured while nothing else is asked for.
    Flips,
}

impl Lane {
    const ALL: [Self; 3] = [Self::Figures, Self::Study, Self::Flips];

    /// What is sent instead of an errand to stop the run of a lane.
    #[must_use]
    pub fn stop(self) -> String {
        format!("stop {}", self as u64)
    }
}

/// A run that is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Errand {
    /// By this number the page knows the answers; above 0, and below 2^53.
    pub number: u64,
    /// What it is for.
    pub lane: Lane,
    /// Which replications.
    pub extent: Extent,
    /// What to run.
    pub scenario: Scenario,
}

/// What comes back, again and again until it is the report.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// The share that is done, from 0 to 1.
    Progress(f64),
    /// The evidence: [`Report::from_numbers`] reads it.
    Evidence(Vec<f64>),
}

impl Errand {
    /// As the text that is sent.
    #[must_use]
    pub fn to_text(&self) -> String {
        let numbers = [
            self.number,
            self.lane as u64,
            self.extent.first.into(),
            self.extent.replications.into(),
        ];
        let mut text = String::new();
        for number in numbers {
            text.push_str(&number.to_string());
            text.push(' ');
        }
        text.push('\n');
        text.push_str(&document::write(&self.scenario));
        text
    }

    /// What was sent; nothing where it is no errand.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let (numbers, document) = text.split_once('\n')?;
        let mut numbers = numbers.split_whitespace().map(str::parse);
        let mut next = || numbers.next()?.ok();
        Some(Self {
            number: next()?,
            lane: *Lane::ALL.get(usize::try_from(next()?).ok()?)?,
            extent: Extent {
                first: u32::try_from(next()?).ok()?,
                replications: u32::try_from(next()?).ok()?,
            },
            scenario: document::read(document).ok()?,
        })
    }
}

impl Answer {
    /// As the numbers that are sent: whose answer it is, the share that is done, and the evidence.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // below 2^53
    pub fn to_numbers(&self, errand: u64) -> Vec<f64> {
        match self {
            Self::Progress(share) => vec![errand as f64, *share],
            Self::Evidence(evidence) => {
                let mut numbers = vec![errand as f64, 1.0];
                numbers.extend(evidence);
                numbers
            }
        }
    }

    /// What was sent, and to which errand; nothing where it is no answer.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn from_numbers(numbers: &[f64]) -> Option<(u64, Self)> {
        match numbers {
            [errand, share] => Some((*errand as u64, Self::Progress(*share))),
            [errand, _, evidence @ ..] => Some((*errand as u64, Self::Evidence(evidence.to_vec()))),
            [_] | [] => None,
        }
    }
}

/// What lies before a worker: one run in each lane.
#[derive(Default)]
pub struct Workbench {
    /// By lane.
    runs: [Option<(u64, Run)>; Lane::ALL.len()],
}

impl Workbench {
    /// How many things happen between two looks at what else came in: some ten milliseconds.
    const SLICE_EVENTS: u64 = 50_000;

    /// Takes an errand, in place of an earlier one of its lane, or stops one. What is neither is put
    /// aside.
    pub fn take(&mut self, text: &str) {
        if let Some(lane) = Lane::ALL.into_iter().find(|lane| text == lane.stop()) {
            self.put(lane, None);
            return;
        }
        let Some(errand) = Errand::from_text(text) else { return };
        let run = Run::new(&errand.scenario, errand.extent);
        self.put(errand.lane, run.ok().map(|run| (errand.number, run)));
    }

    fn put(&mut self, lane: Lane, run: Option<(u64, Run)>) {
        if let Some(place) = self.runs.get_mut(lane as usize) {
            *place = run;
        }
    }

    /// Goes on with the most urgent run, and says how far it is; nothing where there is none.
    pub fn work(&mut self) -> Option<(u64, Answer)> {
        let place = self.runs.iter_mut().find(|run| run.is_some())?;
        let (number, run) = place.as_mut()?;
        let number = *number;
        let answer = match run.advance(Self::SLICE_EVENTS) {
            Progress::Running(share) => Answer::Progress(share),
            Progress::Finished => {
                let report: Report = run.report();
                *place = None;
                Answer::Evidence(report.to_numbers())
            }
        };
        Some((number, answer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;
    use crate::simulation::simulate;

    fn checkout(number: u64, lane: Lane) -> Errand {
        let scenario = document::read(catalogue::FIRST).unwrap();
        Errand { number, lane, extent: Extent { first: 2, replications: 3 }, scenario }
    }

    /// Works until nothing is left; the numbers of the errands in the order of their reports.
    fn finished(bench: &mut Workbench) -> Vec<(u64, Vec<f64>)> {
        std::iter::from_fn(|| bench.work())
            .filter_map(|(number, answer)| match answer {
                Answer::Evidence(evidence) => Some((number, evidence)),
                Answer::Progress(share) => {
                    assert!((0.0..=1.0).contains(&share));
                    None
                }
            })
            .collect()
    }

    #[test]
    fn errands_and_answers_arrive_as_they_were_sent() {
        let errand = checkout(7, Lane::Study);
        assert_eq!(Errand::from_text(&errand.to_text()), Some(errand));
        for text in ["", "7 0 1\n{}", "seven 0 0 1\n{}", "7 0 0 1\n{\"syncline\": 1}"] {
            assert_eq!(Errand::from_text(text), None, "{text}");
        }
        for answer in [Answer::Progress(0.25), Answer::Evidence(vec![1.0, 2.5])] {
            assert_eq!(Answer::from_numbers(&answer.to_numbers(7)), Some((7, answer)));
        }
        assert_eq!(Answer::from_numbers(&[7.0]), None);
    }

    #[test]
    fn a_worker_gives_the_report_that_a_run_in_one_go_gives() {
        let errand = checkout(7, Lane::Figures);
        let mut bench = Workbench::default();
        bench.take(&errand.to_text());
        let reports = finished(&mut bench);
        let [(7, evidence)] = reports.as_slice() else { panic!("one report: {}", reports.len()) };
        let here = simulate(&errand.scenario, errand.extent).unwrap();
        assert_eq!(Report::from_numbers(&errand.scenario, evidence), here);
    }

    #[test]
    fn the_newest_errand_of_a_lane_overtakes_and_figures_go_before_studies() {
        let mut bench = Workbench::default();
        bench.take("no errand");
        assert_eq!(bench.work(), None);
        bench.take(&checkout(5, Lane::Flips).to_text());
        bench.take(&checkout(1, Lane::Study).to_text());
        bench.take(&checkout(2, Lane::Figures).to_text());
        bench.take(&checkout(3, Lane::Figures).to_text());
        let order: Vec<u64> = finished(&mut bench).into_iter().map(|(number, _)| number).collect();
        assert_eq!(order, [3, 1, 5]);
        bench.take(&checkout(4, Lane::Figures).to_text());
        bench.take(&Lane::Study.stop());
        assert!(bench.work().is_some());
        bench.take(&Lane::Figures.stop());
        assert_eq!(bench.work(), None);
    }
}
