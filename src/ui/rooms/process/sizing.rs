//! What each topic needs, from the design's own run, for a recovery and at prices that one enters.

use leptos::prelude::*;

use super::waiting;
use crate::model::{Mode, Step};
use crate::study::{Prices, load};
use crate::ui::parts::{dynamic, fact, list, signal, typed};
use crate::ui::rooms::context::RoomContext;
use crate::units::format;
use crate::units::typed::{NotRead, quantity};
use crate::verdict::{Sizing, size};

/// What is entered; kept while the page is open.
const BEGIN: Prices = Prices { recovery_h: 24.0, per_million: 1.0, per_gb_month: 0.1 };

/// The section.
pub fn sizing(room: RoomContext) -> AnyView {
    let prices = RwSignal::new(BEGIN);
    let rows = dynamic(move || {
        let (scenario, prices) = (room.design.get(), prices.get());
        room.measured.with(|measured| {
            let Some(report) = &measured.report else {
                return waiting(measured);
            };
            let reacting = scenario.process.steps.iter().filter(|it| it.mode == Mode::Event);
            let sized: Vec<(Step, Sizing)> = reacting
                .filter_map(|step| {
                    let load = load(&scenario, report, step, prices)?;
                    Some((step.clone(), size(&load)))
                })
                .collect();
            if sized.is_empty() {
                return view! { <p class="hint">"No step reacts to an event."</p> }.into_any();
            }
            list(sized, |(step, sizing)| topic(&step, &sizing))
        })
    });
    let number = move |name: &'static str,
                       unit: &'static str,
                       read: fn(&mut Prices) -> &mut f64| {
        let wrong = RwSignal::new(String::new());
        view! {
            <label class="price">
                {name}
                <input
                    inputmode="decimal"
                    aria-invalid=signal(move || wrong.with(|it| !it.is_empty()).to_string())
                    prop:value=typed(move || read(&mut prices.get()).to_string())
                    on:change=move |event| {
                        let given = quantity(&event_target_value(&event), unit);
                        wrong.set(match &given {
                            Ok(given) if (0.0..1e9).contains(given) => String::new(),
                            Err(doubt @ NotRead::Doubtful { .. }) => doubt.to_string(),
                            Ok(_) | Err(NotRead::NoNumber) => {
                                "Expected a number from 0 on, such as 2 or 0.5.".to_owned()
                            }
                        });
                        prices.update(|prices| {
                            if let Some(given) = given.ok().filter(|it| (0.0..1e9).contains(it)) {
                                *read(prices) = given;
                            }
                        });
                    }
                />
                <small class="bad" hidden=signal(move || wrong.with(String::is_empty))>{wrong}</small>
            </label>
        }
    };
    view! {
        <details class="sizing">
            <summary>"What the topics need"</summary>
            {number("Hours that consumers may be away", "h", |it| &mut it.recovery_h)}
            {number("Price of a million events", "", |it| &mut it.per_million)}
            {number("Price of a gigabyte kept for a month", "", |it| &mut it.per_gb_month)}
            <div aria-live="polite">{rows}</div>
        </details>
    }
    .into_any()
}

fn topic(step: &Step, it: &Sizing) -> AnyView {
    let alert = format::milliseconds(it.alert_age_h * 3_600_000.0);
    let facts = [
        ("Consumers, partitions", format!("{}, {}", it.consumers, it.partitions)),
        ("Keep events for", format!("{} h", format::number(it.retention_h))),
        ("Events a day", format::number(it.events_per_day.round())),
        (
            "Stored a day, in all",
            format!("{}, {}", bytes(it.bytes_per_day), bytes(it.stored_bytes)),
        ),
        ("Alert on dead letters", format!("older than {alert}, or over {}", bytes(it.alert_bytes))),
        ("Cost a month", format::number(it.cost_per_month)),
    ];
    view! {
        <h4>{step.label().to_owned()}</h4>
        <dl class="facts">{list(facts, |(name, value)| fact(name, "", &value))}</dl>
    }
    .into_any()
}

/// A size with its unit, three digits at most.
fn bytes(size: f64) -> String {
    let units = [(1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB"), (1.0, "B")];
    let (unit, name) = units.into_iter().find(|(unit, _)| size >= *unit).unwrap_or((1.0, "B"));
    format!("{} {name}", format::number(size / unit))
}
