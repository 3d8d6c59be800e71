//! The load sweep: two designs under one load after the other, and where one overtakes the other.
//!
//! A sweep has a handful of round arrival rates, from a fifth of the present one to four times it; the
//! present one is always among them. All else stays: the profile multiplies the rate, faults happen as
//! they do. At each rate both designs are run on the same arrivals, so that what differs there is the
//! designs' doing, and is known far better than the curves themselves.
//!
//! At a rate one design is *ahead* where the 95 % interval of the paired difference does not contain
//! zero. A [`Crossover`] lies between two rates at which different designs are ahead, with no rate between
//! them at which either is; its place is where the difference, drawn as a straight line between the
//! two, is zero. It is therefore never more than an estimate, and comes with both rates: nothing is known
//! of the curves between them. Each interval misses the truth in 5 of 100 seeds, and no allowance is made
//! for asking at several rates.

use crate::engine::Report;
use crate::engine::report::StoppedBy;
use crate::figures::{Difference, Estimate, Figure, figure};
use crate::model::{Arrivals, Design, Scenario};
use crate::units::PerSecond;

/// The 95th percentile of the time to the answer, of all customers.
pub const ANSWER: &Figure = figure("answer_ms.p95");

/// Acknowledged requests in a second.
pub const THROUGHPUT: &Figure = figure("throughput_per_s");

/// The share of the customers who were served.
pub const SUCCESS: &Figure = figure("success_ratio");

/// What is known at each rate.
pub static FIGURES: [&Figure; 3] = [ANSWER, THROUGHPUT, SUCCESS];

/// Multiples of the present rate, below it.
const BELOW: [f64; 4] = [0.2, 0.4, 0.6, 0.8];

/// The same above it.
const ABOVE: [f64; 6] = [1.25, 1.5, 2.0, 2.5, 3.0, 4.0];

/// Why a design with a fixed number of users is not swept.
pub const CLOSED: &str = "This design has a fixed number of users, each of whom waits for an answer \
before asking again: there is no arrival rate to change. Give it arrivals by rate to sweep the load.";

/// Why a design without arrivals is not swept.
pub const NO_ARRIVALS: &str = "Nothing arrives in this design: there is no rate to begin from.";

/// Two designs at one arrival rate.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadPoint {
    /// How many requests arrive in a second, before the profile.
    pub rate_per_s: f64,
    /// How the first design does.
    pub before: Served,
    /// How the second does.
    pub after: Served,
    /// What differs, in each of [`FIGURES`].
    pub differences: Vec<Difference>,
}

/// How a design does at a rate.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Served {
    /// Each of [`FIGURES`].
    estimates: [Estimate; FIGURES.len()],
    /// Whether the run met its budget of events: its figures cover less than the scenario.
    pub is_cut_short: bool,
}

/// Where one design overtakes the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crossover {
    /// About at this rate.
    pub rate_per_s: f64,
    /// Surely between these.
    pub between: [f64; 2],
    /// Which design has the greater value below.
    pub greater_below: Side,
}

/// One of two designs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The first.
    Before,
    /// The second.
    After,
}

/// The rates at which a design is swept, in rising order.
///
/// # Errors
/// A sentence where there is no rate to change.
pub fn rates(scenario: &Scenario) -> Result<Vec<f64>, &'static str> {
    let present = present_rate(scenario)?;
    let round = |multiple: &f64| PerSecond::clamped(two_digits(present * multiple)).get();
    let mut rates: Vec<f64> = BELOW.iter().chain(&ABOVE).map(round).collect();
    rates.push(present);
    // At the greatest rate that there is, several are one.
    rates.sort_unstable_by(f64::total_cmp);
    rates.dedup();
    Ok(rates)
}

/// How many requests arrive in a second, before the profile; more than 0.
///
/// # Errors
/// A sentence where there is no rate to change.
pub(super) fn present_rate(scenario: &Scenario) -> Result<f64, &'static str> {
    let present = match scenario.workload.arrivals {
        Arrivals::Poisson | Arrivals::Constant => scenario.workload.rate_per_s.get(),
        Arrivals::Closed => return Err(CLOSED),
    };
    if present > 0.0 { Ok(present) } else { Err(NO_ARRIVALS) }
}

/// A design at another arrival rate; nothing where it would not be valid there.
#[must_use]
pub fn at_rate(design: &Design, rate_per_s: f64) -> Option<Design> {
    let mut other = Scenario::clone(design);
    other.workload.rate_per_s = PerSecond::clamped(rate_per_s);
    Design::check(other).ok()
}

impl LoadPoint {
    /// Two designs at a rate, from the same replications of both.
    #[must_use]
    pub fn new(rate_per_s: f64, before: &Report, after: &Report) -> Self {
        Self {
            rate_per_s,
            before: Served::of(before),
            after: Served::of(after),
            differences: FIGURES.map(|figure| figure.difference(before, after)).into(),
        }
    }

    /// What differs in one of [`FIGURES`].
    #[must_use]
    pub fn difference(&self, figure: &Figure) -> Option<&Difference> {
        self.differences.iter().find(|it| it.figure == figure)
    }
}

impl Served {
    /// From a report.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        Self {
            estimates: FIGURES.map(|figure| figure.estimate(report)),
            is_cut_short: report.stopped_by == StoppedBy::EventBudget,
        }
    }

    /// One of [`FIGURES`], with how sure it is.
    #[must_use]
    pub fn estimate(&self, figure: &Figure) -> Estimate {
        let known = FIGURES.iter().zip(self.estimates).find(|(it, _)| **it == figure);
        known.map(|(_, estimate)| estimate).unwrap_or_default()
    }
}

/// Each rate at which a design is ahead in a figure, with the difference, second less first.
#[must_use]
pub fn ahead(points: &[LoadPoint], figure: &Figure) -> Vec<(f64, f64)> {
    (points.iter())
        .filter_map(|it| Some((it.rate_per_s, it.difference(figure)?.beyond_chance()?)))
        .collect()
}

/// Where one design overtakes the other in a figure; points in rising order of their rates.
#[must_use]
pub fn crossovers(points: &[LoadPoint], figure: &Figure) -> Vec<Crossover> {
    let decided = ahead(points, figure);
    (decided.iter().zip(decided.iter().skip(1)))
        .filter(|((_, here), (_, there))| (*here < 0.0) != (*there < 0.0))
        .map(|(&(from, here), &(to, there))| Crossover {
            rate_per_s: from + (to - from) * here / (here - there),
            between: [from, to],
            greater_below: if here < 0.0 { Side::Before } else { Side::After },
        })
        .collect()
}

/// Rounded to two digits that mean something.
fn two_digits(value: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(value)) - 1.0);
    // Divided again by a whole power, so that 0.1 is written as 0.1.
    if power < 1.0 {
        let inverse = libm::round(1.0 / power);
        libm::round(value * inverse) / inverse
    } else {
        libm::round(value / power) * power
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp)] // round values, made to be exact
mod tests {
    use super::*;
    use crate::engine::simulate;
    use crate::model::Mode;
    use crate::testing::{ScenarioDraft, ms, scenario, step};

    /// 10 ms of work for one worker.
    fn requests(arrivals: Arrivals, rate: f64) -> ScenarioDraft {
        let work = step("work").on("service").works_ms(10.0);
        let mut scenario = scenario([work]).workers(1).rate(rate);
        scenario.workload.arrivals = arrivals;
        scenario
    }

    #[test]
    fn rates_are_round_and_the_present_one_is_among_them() {
        for (present, rates) in [
            (20.0, [4.0, 8.0, 12.0, 16.0, 20.0, 25.0, 30.0, 40.0, 50.0, 60.0, 80.0]),
            (0.5, [0.1, 0.2, 0.3, 0.4, 0.5, 0.63, 0.75, 1.0, 1.3, 1.5, 2.0]),
            (137.0, [27.0, 55.0, 82.0, 110.0, 137.0, 170.0, 210.0, 270.0, 340.0, 410.0, 550.0]),
        ] {
            assert_eq!(super::rates(&requests(Arrivals::Poisson, present)), Ok(rates.to_vec()));
        }
        let most = super::rates(&requests(Arrivals::Constant, 1e6)).unwrap();
        assert_eq!((most.len(), most.last()), (5, Some(&1e6)), "no rate is beyond the greatest");
    }

    #[test]
    fn without_a_rate_there_is_no_sweep() {
        assert_eq!(rates(&requests(Arrivals::Closed, 10.0)), Err(CLOSED));
        assert_eq!(rates(&requests(Arrivals::Poisson, 0.0)), Err(NO_ARRIVALS));
        let design = |rate| requests(Arrivals::Poisson, rate).design();
        assert_eq!(at_rate(&design(10.0), 30.0), Some(design(30.0)));
    }

    fn point(rate_per_s: f64, difference: f64, half: f64) -> LoadPoint {
        let difference = Difference {
            figure: THROUGHPUT,
            before: None,
            after: None,
            difference: Some(difference),
            interval: Some([difference - half, difference + half]),
            unpaired_interval: None,
        };
        LoadPoint {
            rate_per_s,
            before: Served::default(),
            after: Served::default(),
            differences: vec![difference],
        }
    }

    fn found(points: &[(f64, f64, f64)]) -> Vec<Crossover> {
        let points: Vec<LoadPoint> = points.iter().map(|&(x, y, half)| point(x, y, half)).collect();
        crossovers(&points, THROUGHPUT)
    }

    #[test]
    fn a_crossing_lies_where_the_difference_is_zero() {
        // From −3 to +1 between 10 and 20: three quarters of the way.
        let crossover =
            Crossover { rate_per_s: 17.5, between: [10.0, 20.0], greater_below: Side::Before };
        assert_eq!(found(&[(10.0, -3.0, 1.0), (20.0, 1.0, 0.5)]), [crossover]);
        let back =
            Crossover { rate_per_s: 25.0, between: [20.0, 30.0], greater_below: Side::After };
        let twice = [(10.0, -3.0, 1.0), (20.0, 1.0, 0.5), (30.0, -1.0, 0.5)];
        assert_eq!(found(&twice), [crossover, back]);
    }

    #[test]
    fn what_may_be_chance_is_no_crossover() {
        assert_eq!(found(&[(10.0, -3.0, 1.0), (20.0, 1.0, 1.5)]), []);
        assert_eq!(found(&[(10.0, -3.0, 1.0), (20.0, -1.0, 0.5)]), []);
        assert_eq!(found(&[(10.0, -3.0, 3.0), (20.0, 1.0, 0.5)]), [], "zero is in the interval");
        assert_eq!(found(&[]), []);
    }

    #[test]
    fn a_crossing_may_lie_beyond_rates_at_which_neither_is_ahead() {
        let wide = [(10.0, -2.0, 1.0), (20.0, 0.5, 1.0), (30.0, -0.5, 1.0), (40.0, 2.0, 1.0)];
        let crossover =
            Crossover { rate_per_s: 25.0, between: [10.0, 40.0], greater_below: Side::Before };
        assert_eq!(found(&wide), [crossover]);
    }

    /// A call of 10 ms against an event that costs 20 ms to publish: the event is the slower one while
    /// nobody queues. One worker of 10 ms is overrun from 100 a second on; then the call is.
    #[test]
    fn a_queue_makes_the_event_overtake() {
        let design = |mode| {
            let mut scenario = requests(Arrivals::Constant, 50.0).lasts_s(10.0);
            scenario.process.steps[0].mode = mode;
            scenario.broker.publish_ms = ms(20.0);
            scenario.network.one_way_ms = ms(0.0);
            scenario.design()
        };
        let (call, event) = (design(Mode::RequestResponse), design(Mode::Event));
        let points: Vec<LoadPoint> = (rates(&call).unwrap().into_iter())
            .map(|rate| {
                let extent = crate::study::extent(&at_rate(&call, rate).unwrap(), 500);
                let run = |it: &Design| simulate(&at_rate(it, rate).unwrap(), extent);
                LoadPoint::new(rate, &run(&call), &run(&event))
            })
            .collect();
        let faster = crossovers(&points, ANSWER);
        assert_eq!(faster.len(), 1, "{faster:?}");
        assert_eq!(faster[0].between, [100.0, 130.0]);
        assert_eq!(faster[0].greater_below, Side::After);
        assert!(points[0].before.estimate(ANSWER).value.unwrap() < 10.1);
        assert_eq!(points[0].before.estimate(SUCCESS).value, Some(1.0));
        assert!(!points[0].before.is_cut_short);
    }
}
