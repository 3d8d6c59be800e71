//! What random scenarios answer: the questions to the business, the team and the circumstances, any of
//! them left open.

use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use syncline::model::{
    Business, Circumstances, Consistency, Credentials, DeadLetterAlerts, Experience, Necessity,
    Observability, Party, Purpose, Response, Team, Traffic,
};

use super::parts::{factor, ms};

type Truth = Option<bool>;

fn one<T: Clone + std::fmt::Debug + 'static>(of: Vec<T>) -> impl Strategy<Value = Option<T>> {
    option::of(select(of))
}

/// Any answers of the business; units of few names, so that steps share them.
pub fn business() -> impl Strategy<Value = Business> {
    let words = (
        one(vec![Response::Immediate, Response::Deferred]),
        one(vec![Necessity::Required, Necessity::Optional]),
        one(vec![Consistency::Strong, Consistency::ReadYourWrites, Consistency::Eventual]),
        one(vec![Purpose::Core, Purpose::Derived, Purpose::Notification, Purpose::Query]),
        one(vec![Party::Internal, Party::External]),
    );
    let texts = (one(vec!["pay", "tell"]), one(vec!["undo"]));
    let tolerance = option::of(prop_oneof![ms(0.0, 500.0), ms(500.0, 1e6)]);
    (words, texts, tolerance, any::<[Truth; 6]>()).prop_map(
        |(words, (unit, compensation), tolerance_ms, truths)| {
            let (response, necessity, consistency, kind, party) = words;
            let [ordered, audit, shared_data, bursty, waits_for_io, replay] = truths;
            Business {
                response,
                necessity,
                tolerance_ms,
                consistency,
                kind,
                party,
                unit: unit.map(str::to_owned),
                compensation: compensation.map(str::to_owned),
                needs: None,
                ordered,
                audit,
                shared_data,
                bursty,
                waits_for_io,
                replay,
            }
        },
    )
}

/// Any team.
pub fn team() -> impl Strategy<Value = Team> {
    (
        one(vec![Observability::None, Observability::Basic, Observability::Advanced]),
        one(vec![Experience::None, Experience::Low, Experience::High]),
        option::of(0..20_u32),
        any::<Truth>(),
    )
        .prop_map(|(observability, event_experience, teams, independent_releases)| Team {
            observability,
            event_experience,
            teams,
            independent_releases,
        })
}

/// Any circumstances.
pub fn circumstances() -> impl Strategy<Value = Circumstances> {
    (
        any::<[Truth; 9]>(),
        one(vec![Traffic::Steady, Traffic::Bursty]),
        one(vec![Credentials::Shared, Credentials::PerTopic]),
        one(vec![DeadLetterAlerts::None, DeadLetterAlerts::Count, DeadLetterAlerts::AgeAndSize]),
        option::of(factor(0.0, 100.0)),
    )
        .prop_map(|(truths, traffic, credentials, dead_letter_alerts, reads_per_write)| {
            let [conversation, high_volume, data_gravity, audit, time_to_market, volatile, ..] =
                truths;
            let [.., public_api, client_updates, broker_protected] = truths;
            Circumstances {
                conversation,
                traffic,
                high_volume,
                data_gravity,
                audit,
                time_to_market,
                volatile,
                public_api,
                client_updates,
                reads_per_write,
                broker_protected,
                credentials,
                dead_letter_alerts,
            }
        })
}
