//! The load sweep: two designs under one load after the other, and where one overtakes the other.
//!
//! A sweep has a handful of round arrival rates, from a fifth of the present one to four times it; the
//! present one is always among them. All else stays: the profile multiplies the rate, faults happen as
//! they do. At each rate both designs are run on the same arrivals, so that what differs there is the
//! designs' doing, and is known far better than the curves themselves.
//!
//! At a rate one design is *ahead* where the 95 % interval of the paired difference does not contain
//! zero. A [`Crossing`] lies between two rates at which different designs are ahead, with no rate between
//! them at which either is; its place is where the difference, drawn as a straight line between the
//! two, is zero. It is therefore never more than an estimate, and comes with both rates: nothing is known
//! of the curves between them. Each interval misses the truth in 5 of 100 seeds, and no allowance is made
//! for asking at several rates.

use super::paired::{Difference, comparison};
use crate::model::{Arrivals, Scenario};
use crate::simulation::Report;
use crate::simulation::report::StoppedBy;
use crate::units::PerSecond;

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
    /// What differs in the 95th percentile of the time to acknowledgement, in milliseconds.
    pub acknowledgement_p95_ms: Option<Difference>,
    /// What differs in the throughput, in requests a second.
    pub throughput_per_s: Option<Difference>,
}

/// How a design does at a rate.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Served {
    /// The 95th percentile of the time to acknowledgement, in milliseconds; absent where nobody was
    /// answered.
    pub acknowledgement_p95_ms: Option<f64>,
    /// Its 95 % interval.
    pub acknowledgement_interval_ms: Option<[f64; 2]>,
    /// Acknowledged requests in a second.
    pub throughput_per_s: f64,
    /// Its 95 % interval.
    pub throughput_interval: Option<[f64; 2]>,
    /// The share of answered requests that were acknowledged, from 0 to 1.
    pub success_ratio: Option<f64>,
    /// Its 95 % interval.
    pub success_interval: Option<[f64; 2]>,
    /// Whether the run met its budget of events: its figures cover less than the scenario.
    pub is_cut_short: bool,
}

/// Where one design overtakes the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crossing {
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
    let present = match scenario.workload.arrivals {
        Arrivals::Poisson | Arrivals::Constant => scenario.workload.rate_per_s.get(),
        Arrivals::Closed => return Err(CLOSED),
    };
    if present <= 0.0 {
        return Err(NO_ARRIVALS);
    }
    let round = |multiple: &f64| PerSecond::clamped(two_digits(present * multiple)).get();
    let mut rates: Vec<f64> = BELOW.iter().chain(&ABOVE).map(round).collect();
    rates.push(present);
    // At the greatest rate that there is, several are one.
    rates.sort_unstable_by(f64::total_cmp);
    rates.dedup();
    Ok(rates)
}

/// A design at another arrival rate.
#[must_use]
pub fn at_rate(scenario: &Scenario, rate_per_s: f64) -> Scenario {
    let mut other = scenario.clone();
    other.workload.rate_per_s = PerSecond::clamped(rate_per_s);
    other
}

impl LoadPoint {
    /// Two designs at a rate, from the same replications of both.
    #[must_use]
    pub fn new(rate_per_s: f64, before: Report, after: Report) -> Self {
        let (first, second) = (Served::of(&before), Served::of(&after));
        let mut differences = comparison(before, after).differences.into_iter();
        let mut take = |figure: &str| differences.find(|it| it.figure == figure);
        Self {
            rate_per_s,
            before: first,
            after: second,
            acknowledgement_p95_ms: take("acknowledgement_ms.p95"),
            throughput_per_s: take("throughput_per_s"),
        }
    }
}

impl Served {
    /// From a report.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        Self {
            acknowledgement_p95_ms: report.acknowledgement_ms.p95,
            acknowledgement_interval_ms: report.acknowledgement_ms.p95_interval,
            throughput_per_s: report.throughput_per_s,
            throughput_interval: report.throughput_interval,
            success_ratio: report.success_ratio,
            success_interval: report.success_interval,
            is_cut_short: report.stopped_by == StoppedBy::EventBudget,
        }
    }
}

impl Difference {
    /// The difference, where it is more than chance: its 95 % interval does not contain zero.
    #[must_use]
    pub fn beyond_chance(&self) -> Option<f64> {
        let [low, high] = self.interval?;
        self.difference.filter(|_| low > 0.0 || high < 0.0)
    }
}

/// Where one design overtakes the other in a figure; points in rising order of their rates.
#[must_use]
pub fn crossings(
    points: &[LoadPoint],
    figure: fn(&LoadPoint) -> Option<&Difference>,
) -> Vec<Crossing> {
    let decided: Vec<(f64, f64)> = (points.iter())
        .filter_map(|point| Some((point.rate_per_s, figure(point)?.beyond_chance()?)))
        .collect();
    (decided.iter().zip(decided.iter().skip(1)))
        .filter(|((_, here), (_, there))| (*here < 0.0) != (*there < 0.0))
        .map(|(&(from, here), &(to, there))| Crossing {
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
    use crate::model::{Mode, Process, Service, Step, Work, Workload};
    use crate::simulation::simulate;
    use crate::units::{Milliseconds, Seconds};

    fn scenario(arrivals: Arrivals, rate: f64) -> Scenario {
        Scenario {
            workload: Workload {
                arrivals,
                rate_per_s: PerSecond::clamped(rate),
                ..Workload::default()
            },
            ..Scenario::default()
        }
    }

    #[test]
    fn rates_are_round_and_the_present_one_is_among_them() {
        for (present, rates) in [
            (20.0, [4.0, 8.0, 12.0, 16.0, 20.0, 25.0, 30.0, 40.0, 50.0, 60.0, 80.0]),
            (0.5, [0.1, 0.2, 0.3, 0.4, 0.5, 0.63, 0.75, 1.0, 1.3, 1.5, 2.0]),
            (137.0, [27.0, 55.0, 82.0, 110.0, 137.0, 170.0, 210.0, 270.0, 340.0, 410.0, 550.0]),
        ] {
            assert_eq!(super::rates(&scenario(Arrivals::Poisson, present)), Ok(rates.to_vec()));
        }
        let most = super::rates(&scenario(Arrivals::Constant, 1e6)).unwrap();
        assert_eq!((most.len(), most.last()), (5, Some(&1e6)), "no rate is beyond the greatest");
    }

    #[test]
    fn without_a_rate_there_is_no_sweep() {
        assert_eq!(rates(&scenario(Arrivals::Closed, 10.0)), Err(CLOSED));
        assert_eq!(rates(&scenario(Arrivals::Poisson, 0.0)), Err(NO_ARRIVALS));
        let other = at_rate(&scenario(Arrivals::Poisson, 10.0), 30.0);
        assert_eq!(other, scenario(Arrivals::Poisson, 30.0));
    }

    fn point(rate_per_s: f64, difference: f64, half: f64) -> LoadPoint {
        let difference = Difference {
            figure: "throughput_per_s",
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
            acknowledgement_p95_ms: None,
            throughput_per_s: Some(difference),
        }
    }

    fn found(points: &[(f64, f64, f64)]) -> Vec<Crossing> {
        let points: Vec<LoadPoint> = points.iter().map(|&(x, y, half)| point(x, y, half)).collect();
        crossings(&points, |point| point.throughput_per_s.as_ref())
    }

    #[test]
    fn a_crossing_lies_where_the_difference_is_zero() {
        // From −3 to +1 between 10 and 20: three quarters of the way.
        let crossing =
            Crossing { rate_per_s: 17.5, between: [10.0, 20.0], greater_below: Side::Before };
        assert_eq!(found(&[(10.0, -3.0, 1.0), (20.0, 1.0, 0.5)]), [crossing]);
        let back = Crossing { rate_per_s: 25.0, between: [20.0, 30.0], greater_below: Side::After };
        let twice = [(10.0, -3.0, 1.0), (20.0, 1.0, 0.5), (30.0, -1.0, 0.5)];
        assert_eq!(found(&twice), [crossing, back]);
    }

    #[test]
    fn what_may_be_chance_is_no_crossing() {
        assert_eq!(found(&[(10.0, -3.0, 1.0), (20.0, 1.0, 1.5)]), []);
        assert_eq!(found(&[(10.0, -3.0, 1.0), (20.0, -1.0, 0.5)]), []);
        assert_eq!(found(&[(10.0, -3.0, 3.0), (20.0, 1.0, 0.5)]), [], "zero is in the interval");
        assert_eq!(found(&[]), []);
    }

    #[test]
    fn a_crossing_may_lie_beyond_rates_at_which_neither_is_ahead() {
        let wide = [(10.0, -2.0, 1.0), (20.0, 0.5, 1.0), (30.0, -0.5, 1.0), (40.0, 2.0, 1.0)];
        let crossing =
            Crossing { rate_per_s: 25.0, between: [10.0, 40.0], greater_below: Side::Before };
        assert_eq!(found(&wide), [crossing]);
    }

    /// A call of 10 ms against an event that costs 20 ms to publish: the event is the slower one while
    /// nobody queues. One worker of 10 ms is overrun from 100 a second on; then the call is.
    #[test]
    fn a_queue_makes_the_event_overtake() {
        let step = |mode| Step {
            id: "work".into(),
            service: "service".into(),
            mode,
            work: Work::Constant { mean_ms: Milliseconds::clamped(10.0) },
            ..Step::default()
        };
        let design = |mode| {
            let mut scenario = scenario(Arrivals::Constant, 50.0);
            scenario.process = Process { steps: vec![step(mode)], ..Process::default() };
            scenario.services =
                vec![Service { id: "service".into(), workers: Some(1), ..Service::default() }];
            scenario.broker.publish_ms = Milliseconds::clamped(20.0);
            scenario.network.one_way_ms = Milliseconds::clamped(0.0);
            scenario.workload.duration_s = Seconds::clamped(10.0);
            scenario
        };
        let (call, event) = (design(Mode::RequestResponse), design(Mode::Event));
        let points: Vec<LoadPoint> = (rates(&call).unwrap().into_iter())
            .map(|rate| {
                let extent = crate::study::extent(&at_rate(&call, rate), 500);
                let run = |it: &Scenario| simulate(&at_rate(it, rate), extent).unwrap();
                LoadPoint::new(rate, run(&call), run(&event))
            })
            .collect();
        let faster = crossings(&points, |point| point.acknowledgement_p95_ms.as_ref());
        assert_eq!(faster.len(), 1, "{faster:?}");
        assert_eq!(faster[0].between, [100.0, 130.0]);
        assert_eq!(faster[0].greater_below, Side::After);
        assert!(points[0].before.acknowledgement_p95_ms.unwrap() < 10.1);
        assert_eq!(points[0].before.success_ratio, Some(1.0));
        assert!(!points[0].before.is_cut_short);
    }
}
