//! Each preset in the shop's checkout, or wherever else it shows, with the control beside it: the effect
//! that its name promises really occurs, and does not occur without its cause.

use syncline::catalogue::ENTRIES;
use syncline::charts::Series;
use syncline::engine::{Extent, Report, record, simulate};
use syncline::exchange::document;
use syncline::model::{CallPolicy, Design, FaultKind, Subject};
use syncline::scene::IndexedRecording;
use syncline::study::PRESETS;
use syncline::testing::{changed, ratio, scenario, step};

fn entry(id: &str) -> Design {
    let documents = concat!(env!("CARGO_MANIFEST_DIR"), "/src/catalogue/documents");
    let text = std::fs::read_to_string(format!("{documents}/{id}.syncline.json")).unwrap();
    document::read(&text).unwrap()
}

fn checkout() -> Design {
    entry("checkout")
}

/// A design with a preset in it.
fn with(preset: &str, design: &Design, place: &Subject) -> Design {
    let preset = PRESETS.iter().find(|it| it.id == preset).unwrap();
    preset.apply(design, place).unwrap().design
}

/// The same without what goes wrong: its policies stay.
fn without_faults(design: &Design) -> Design {
    changed(design, |it| it.faults.clear())
}

/// Three replications on the same random numbers.
fn run(design: &Design) -> Report {
    simulate(design, Extent { replications: 3, ..Extent::replication(0) })
}

/// The failed requests of the first replication: before a fault, from its beginning on, and from so
/// many seconds after its end on.
fn failures(design: &Design, after: f64) -> [u32; 3] {
    let indexed = IndexedRecording::new(design, record(design));
    let (at, length) = design.faults[0].when();
    let (start, end) = (at.get(), at.get() + length.get() + after);
    let mut counts = [0; 3];
    for window in Series::new(&indexed, 240).windows {
        let when = window.start.as_seconds();
        counts[usize::from(when >= start - 0.5) + usize::from(when >= end)] += window.failed;
    }
    counts
}

fn p95(report: &Report) -> f64 {
    report.acknowledgement_ms.p95.unwrap()
}

#[test]
fn every_preset_makes_a_valid_design_of_every_entry_or_says_why_not() {
    for entry_of in ENTRIES {
        let scenario = entry(entry_of.id);
        for preset in PRESETS {
            match preset.apply(&scenario, &Subject::Nothing) {
                Ok(applied) => {
                    assert!((1..=2).contains(&applied.design.faults.len()));
                    assert_eq!(applied.design.faults[0].subject(), applied.subject);
                    let again = document::read(&document::write(&applied.design));
                    assert_eq!(again.as_ref(), Ok(&applied.design), "{}", preset.id);
                }
                Err(why) => assert!(why.ends_with('.'), "{why}"),
            }
        }
    }
    // Of the checkout every one; of what calls nobody and follows nothing, only what is left.
    assert!(PRESETS.iter().all(|it| it.apply(&checkout(), &Subject::Nothing).is_ok()));
    let alone = entry("freightlogic-as-it-was");
    let possible: Vec<&str> = PRESETS
        .iter()
        .filter(|it| it.apply(&alone, &Subject::Nothing).is_ok())
        .map(|it| it.id)
        .collect();
    assert_eq!(possible, ["crash-and-recovery", "traffic-spike"]);
}

#[test]
fn a_slow_dependency_makes_everybody_wait_and_nobody_else_is_to_blame() {
    let slow = with("slow-dependency", &checkout(), &Subject::Nothing);
    let (slow, well) = (run(&slow), run(&checkout()));
    assert!(p95(&slow) > 1.25 * p95(&well), "{} and {}", p95(&slow), p95(&well));
    assert!(slow.services["payment"].max_queue > 2 * well.services["payment"].max_queue);
    assert_eq!((slow.requests.failed, well.requests.failed), (0, 0), "nothing fails");
}

#[test]
fn a_crash_fails_requests_until_the_service_is_back() {
    let crashed = with("crash-and-recovery", &checkout(), &Subject::Nothing);
    // One payment in five hundred fails anyway, and is tried again.
    let [before, during, after] = failures(&crashed, 1.0);
    assert!(before == 0 && during > 100 && after == 0, "{before}, {during}, {after}");
    assert_eq!(run(&checkout()).requests.failed, 0);
}

#[test]
fn retries_without_a_budget_multiply_the_load_and_the_service_stays_down() {
    let storm = with("retry-storm", &checkout(), &Subject::Nothing);
    let held = changed(&storm, |it| {
        for step in it.process.steps.iter_mut().filter(|it| it.service.as_str() == "payment") {
            step.call.retry_budget_ratio = Some(ratio(0.1));
        }
    });
    let calm = run(&without_faults(&storm));
    let attempts = |report: &Report| report.steps["authorise-payment"].attempts;
    let (stormy, budgeted) = (run(&storm), run(&held));
    // Of the three: a slow service, impatient callers, no budget, each is needed.
    assert!(attempts(&stormy) > 3 * attempts(&budgeted), "{}", attempts(&stormy));
    assert!(attempts(&stormy) > 3 * attempts(&calm), "{}", attempts(&calm));
    assert_eq!(calm.requests.failed, 0);
    // Ten seconds after the service is quick again, requests still fail.
    let [before, _, after] = failures(&storm, 10.0);
    assert!(before == 0 && after > 100, "{before} and {after}");
}

#[test]
fn events_wait_for_a_consumer_that_is_away_and_nobody_else_notices() {
    let design = checkout();
    let outage = with("consumer-outage", &design, &Subject::Nothing);
    assert!(
        matches!(&outage.faults[0].what, FaultKind::Crash(crash) if crash.service.as_str() == "shipping")
    );
    let (outage, well) = (run(&outage), run(&design));
    let (away, there) = (&outage.topics["arrange-shipping"], &well.topics["arrange-shipping"]);
    // 20 a second for 15 s pile up.
    assert!(away.max_backlog > 200 && there.max_backlog < 50, "{}", away.max_backlog);
    assert!(away.drain_s > 5.0 && away.pending == 0 && away.lost == 0);
    assert_eq!(outage.acknowledgement_ms, well.acknowledgement_ms, "to the last bit");
}

#[test]
fn without_an_outbox_a_broker_outage_loses_events_and_with_one_none() {
    let design = checkout();
    let lost = run(&with("broker-outage-without-outbox", &design, &Subject::Nothing));
    let kept = run(&with("broker-outage-with-outbox", &design, &Subject::Nothing));
    for topic in ["arrange-shipping", "update-analytics", "award-points"] {
        // 20 a second for 10 s, in each of three replications.
        assert!(lost.topics[topic].lost > 450, "{topic}");
        assert_eq!((kept.topics[topic].lost, kept.topics[topic].pending), (0, 0), "{topic}");
        assert!(kept.topics[topic].max_backlog > 150, "{topic}");
    }
    assert!(lost.requests.never_completed > 450 && kept.requests.never_completed == 0);
    // It is the outage that loses them, not the missing outbox alone.
    let calm = without_faults(&with("broker-outage-without-outbox", &design, &Subject::Nothing));
    assert_eq!(run(&calm).topics["arrange-shipping"].lost, 0);
}

#[test]
fn a_traffic_spike_fills_what_is_called() {
    let design = checkout();
    let (spiked, well) = (run(&with("traffic-spike", &design, &Subject::Nothing)), run(&design));
    // Thrice as many in a sixth of the run: four for three.
    let (offered, usual) = (spiked.requests.offered, well.requests.offered);
    assert!((380..420).contains(&(300 * offered / usual)), "{offered} and {usual}");
    assert!(p95(&spiked) > 1.5 * p95(&well), "{} and {}", p95(&spiked), p95(&well));
}

#[test]
fn a_poison_event_dies_after_its_attempts_and_others_do_not() {
    let design = checkout();
    let place = Subject::Step("award-points".into());
    let poisoned = run(&with("poison-event", &design, &place));
    let (topic, step) = (&poisoned.topics["award-points"], &poisoned.steps["award-points"]);
    // One in ten of 300, in each of three replications; each takes five attempts.
    assert!((60..120).contains(&topic.dead), "{}", topic.dead);
    assert_eq!(step.attempts, topic.consumed + 5 * topic.dead);
    assert_eq!(poisoned.topics["arrange-shipping"].dead, 0);
    assert_eq!(run(&design).topics["award-points"].dead, 0);
}

#[test]
fn a_partition_is_known_by_time_outs_only_and_touches_one_way_alone() {
    let design = checkout();
    let link = Subject::Link(["shop".into(), "stock".into()]);
    let (cut, well) = (run(&with("partition", &design, &link)), run(&design));
    assert!(cut.steps["reserve-stock"].timed_out > 100 && cut.requests.failed > 100);
    assert_eq!(well.steps["reserve-stock"].timed_out, 0);
    assert_eq!(cut.steps["send-receipt"].timed_out, 0);
}

#[test]
fn a_short_stall_leaves_an_overload_that_stays_and_cancellation_ends_it() {
    let stays = with("overload-that-stays", &checkout(), &Subject::Nothing);
    let recovers = with("overload-that-recovers", &checkout(), &Subject::Nothing);
    // Of the two the second differs in nothing but that attempts leave the queue.
    let same = changed(&recovers, |it| {
        it.process.steps.iter_mut().for_each(|step| step.call.cancel = false);
    });
    assert_eq!(same.scenario(), stays.scenario());
    // Neither the retries nor the time-outs do it by themselves.
    assert_eq!(run(&without_faults(&stays)).requests.failed, 0);
    // Ten seconds after a stall of three.
    let [before, _, after] = failures(&stays, 10.0);
    assert!(before == 0 && after > 300, "{before} and {after}");
    let [before, during, after] = failures(&recovers, 10.0);
    assert!(before == 0 && during > 0 && after == 0, "{before}, {during} and {after}");
}

/// A shop with room for everybody, and a bank that is asked for six tenths of what it can do.
fn bank() -> Design {
    let pay = step("pay").on("bank").exponential_ms(120.0);
    let design = scenario([pay]).entry("shop").staffed("shop", 2_000).staffed("bank", 8);
    design.rate(40.0).lasts_s(120.0).design()
}

#[test]
fn an_overload_that_stays_ends_with_cancellation_or_with_a_deadline() {
    let stays = with("overload-that-stays", &bank(), &Subject::Nothing);
    let changed =
        |change: fn(&mut CallPolicy)| changed(&stays, |it| change(&mut it.process.steps[0].call));
    // After a stall of six seconds everything fails for as long as the run goes on, more than a minute.
    let [before, _, after] = failures(&stays, 10.0);
    assert!(before == 0 && after > 2_000, "{before} and {after}");
    // It ends: of the 3,000 that come later hardly any fails, where chance has it.
    let is_over = |design: &Design| failures(design, 15.0)[2] < 30;
    assert!(is_over(&changed(|call| call.cancel = true)));
    // A deadline that is the first attempt's time-out leaves no time for another.
    assert!(is_over(&changed(|call| call.deadline_ms = call.timeout_ms)));
    // Without retries it would be over as well: they are all that keeps it up.
    assert!(is_over(&changed(|call| call.retries = 0)));
}

#[test]
fn a_poison_event_holds_its_partition_and_no_other() {
    let design = checkout();
    let place = Subject::Step("award-points".into());
    let held = run(&with("poison-in-order", &design, &place));
    let queue = run(&with("poison-event", &design, &place));
    let (ordered, loose) = (&held.topics["award-points"], &queue.topics["award-points"]);
    // The same events are poison, and die after as many attempts.
    assert_eq!(ordered.dead, loose.dead);
    assert!(ordered.holds >= 4 * ordered.dead && ordered.max_held <= 4 && loose.holds == 0);
    let longest = |report: &Report| report.steps["award-points"].wait_ms.p95.unwrap();
    assert!(longest(&held) > 10.0 * longest(&queue).max(10.0), "{}", longest(&held));
    assert_eq!(held.topics["arrange-shipping"].holds, 0);
}

#[test]
fn dead_letters_come_back_and_complete_what_was_not_undone() {
    let design = checkout();
    let place = Subject::Step("award-points".into());
    let redriven = with("redrive-of-dead-letters", &design, &place);
    let given_up = changed(&redriven, |it| it.faults.truncate(1));
    let (redriven, given_up) = (run(&redriven), run(&given_up));
    let (topic, before) = (&redriven.topics["award-points"], &given_up.topics["award-points"]);
    assert!(before.dead > 300, "{}", before.dead);
    assert_eq!((topic.dead, topic.replayed), (before.dead, before.dead));
    assert_eq!(topic.consumed, topic.published);
    assert_eq!((topic.pending, topic.repeated), (0, before.repeated));
}

#[test]
fn a_consumer_that_reads_from_the_start_does_everything_again() {
    let design = checkout();
    let place = Subject::Step("award-points".into());
    let rebuilt = with("consumer-rebuilt", &design, &place);
    let idle = changed(&rebuilt, |it| {
        let step = it.process.steps.iter_mut().find(|step| step.id.as_str() == "award-points");
        step.unwrap().delivery.deduplicate = true;
    });
    let (rebuilt, idle) = (run(&rebuilt), run(&idle));
    let (topic, same) = (&rebuilt.topics["award-points"], &idle.topics["award-points"]);
    // 20 a second for 40 of 60 s, in each of three replications.
    assert!((2_000..2_800).contains(&topic.replayed), "{}", topic.replayed);
    assert_eq!(
        (topic.repeated, topic.consumed),
        (topic.replayed, topic.published + topic.replayed)
    );
    assert_eq!((same.replayed, same.repeated, same.consumed), (topic.replayed, 0, topic.consumed));
    assert!(rebuilt.services["loyalty"].utilisation > idle.services["loyalty"].utilisation);
    assert_eq!(rebuilt.answer_ms, idle.answer_ms, "nobody else notices");
}
