//! What a design carries, in words.

use super::{Carried, Exceeded, Limit};
use crate::model::{Design, Service, Step};
use crate::units::format::number;

impl Carried {
    /// How much it is and what stops it, to stand after "carries": "4.9 requests a second; at 5 fewer than 99
    /// of 100 customers are served".
    #[must_use]
    pub fn words(&self, design: &Design) -> String {
        match self {
            Self::UpTo { at_least, exceeded } => {
                let (times, in_a) = scale(*at_least);
                let stops = |Exceeded { rate_per_s, limit }: &Exceeded| {
                    format!("; at {} {}", number(times * rate_per_s), limit.words(design))
                };
                let all = || ", which is as much as was tried".to_owned();
                let stops = exceeded.as_ref().map_or_else(all, stops);
                format!("{} requests {in_a}{stops}", number(times * at_least))
            }
            Self::NoRate(Exceeded { rate_per_s, limit }) => {
                let (times, in_a) = scale(*rate_per_s);
                let least = number(times * rate_per_s);
                format!("no rate that was tried: even at {least} {in_a} {}", limit.words(design))
            }
        }
    }
}

/// The time in which so many a second are enough to tell rates from one another that are close, as a multiple
/// of a second, and its words.
fn scale(rate_per_s: f64) -> (f64, &'static str) {
    match rate_per_s {
        rate if rate >= 0.1 => (1.0, "a second"),
        rate if rate >= 1.0 / 60.0 => (60.0, "a minute"),
        _ => (3_600.0, "an hour"),
    }
}

impl Limit {
    /// What is met, as a sentence without its full stop.
    #[must_use]
    pub fn words(&self, design: &Design) -> String {
        match self {
            Self::NotServed => "fewer than 99 of 100 customers are served".to_owned(),
            Self::WaitingGrows => "ever more customers wait for their answer".to_owned(),
            Self::BacklogGrows(id) => {
                let step = design.process.step(id).map_or(id.as_str(), Step::label);
                format!("ever more events wait for “{step}”")
            }
            Self::ConductorIsBehind => {
                let conductor = design.process.workflow.as_ref();
                let service = conductor.and_then(|it| design.service(&it.service));
                format!(
                    "{} has ever more to conduct",
                    service.map_or("the conductor", Service::label)
                )
            }
            Self::CutShort => "a run met its budget of events".to_owned(),
        }
    }
}
