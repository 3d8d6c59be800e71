//! What a session promises: exact states after commands.

use std::sync::Arc;

use super::*;
use crate::engine::report::{Latency, Report, Requests};
use crate::exchange::document;
use crate::exchange::link::Begins;
use crate::model::{Design, Edit, FaultKind, Injection, Mode, Scenario, Subject};
use crate::testing::checkout;
use crate::units::{Duration, Moment};

fn session() -> Session {
    let design = checkout(Mode::RequestResponse).design();
    let (mut session, outputs) = Session::start(Source::Catalogue("test".to_owned()), design);
    assert_eq!(asked(&outputs), Some(RunId(1)));
    session.apply(Play::SeekTo(Moment::from_seconds(5.0)));
    session
}

/// The run for the figures that was asked for.
fn asked(outputs: &[Output]) -> Option<RunId> {
    outputs.iter().find_map(|output| match output {
        Output::Run { run, purpose: Purpose::Figures, .. } => Some(*run),
        Output::Run { .. } | Output::Cancel(_) | Output::Record { .. } | Output::Announce(_) => {
            None
        }
    })
}

/// A report of a run arrives.
fn arrive(session: &mut Session, run: RunId, p95: f64) -> Vec<Output> {
    session.apply(Measure::Heard(run, RunUpdate::Report(report(p95))))
}

fn report(p95: f64) -> Box<Report> {
    Box::new(Report {
        requests: Requests { offered: 10, acknowledged: 10, ..Requests::default() },
        answer_ms: Latency { p95: Some(p95), ..Latency::default() },
        success_ratio: Some(1.0),
        ..Report::default()
    })
}

fn p95(report: Option<&std::sync::Arc<Report>>) -> Option<f64> {
    report.and_then(|report| report.answer_ms.p95)
}

fn mode(session: &Session, step: &str) -> Mode {
    session.design().process.step(&step.into()).unwrap().mode
}

fn crash(service: &str) -> Revise {
    Revise::Inject { service: service.into(), injection: Injection::Crash }
}

fn make(session: &mut Session, edit: &Edit) -> Vec<Output> {
    let change = edit.apply(session.design()).unwrap();
    session.apply(Revise::Make(change))
}

fn periods(session: &Session) -> Vec<(f64, f64)> {
    let faults = session.design().faults.iter();
    faults.map(|fault| (fault.when().0.get(), fault.when().1.get())).collect()
}

#[test]
fn what_is_kept_is_one_own_scenario_with_all_that_led_to_it() {
    let mut session = session();
    let other = Source::Document("other".to_owned());
    let document = document::write(session.design());
    session.apply(Keep::Open { source: other.clone(), document });
    session.apply(Revise::Flip("mail".into()));
    make(&mut session, &Edit::Reseed);
    session.apply(Revise::Undo);
    let moment = Moment::from_seconds(3.0);
    session.apply(Play::SeekTo(moment));
    let keep = Keep::Own { id: "7".to_owned(), name: "Mine".to_owned() };
    assert_eq!(session.apply(keep), Vec::new());
    let own = Source::Own("7".to_owned());
    for command in [Revise::Redo, Revise::Undo, Revise::Undo] {
        session.apply(command);
        assert_eq!((&session.opened().source, session.opened().label()), (&own, "Mine"));
        assert_eq!(session.playback().moment, moment);
    }
    session.apply(Revise::Undo);
    assert_eq!(session.opened().source, Source::Catalogue("test".to_owned()));
    assert_ne!(session.opened().label(), "Mine");
}

#[test]
fn a_linked_scenario_begins_where_the_link_says() {
    let mut session = session();
    let moment = Moment::from_seconds(4.0);
    for (begins, state) in [
        (Begins::RestingAt(moment), PlayState::Paused),
        (Begins::PlayingFrom(moment), PlayState::Playing),
    ] {
        session.apply(Keep::Begin(begins));
        assert_eq!((session.playback().moment, session.playback().state), (moment, state));
    }
    session.apply(Keep::Begin(Begins::AsEver));
    assert_eq!(session.playback().moment, moment);
    session.apply(Keep::Begin(Begins::RestingAt(Moment::from_seconds(1e6))));
    assert_eq!(session.playback().state, PlayState::Ended);
    assert_eq!(session.playback().moment, session.indexed().end());
}

#[test]
fn who_only_views_changes_nothing_and_may_play_and_open() {
    let mut session = session();
    session.view_only = true;
    let before = session.design().clone();
    let reseeded = Edit::Reseed.apply(&before).unwrap();
    let document = document::write(&before);
    for command in [
        Command::from(Revise::Flip("mail".into())),
        crash("payment").into(),
        Revise::Make(reseeded).into(),
        Keep::Own { id: "7".to_owned(), name: "Mine".to_owned() }.into(),
        Revise::Undo.into(),
    ] {
        assert_eq!(session.apply(command), Vec::new());
        assert!(session.design().is(&before));
    }
    session.apply(Keep::Open { source: Source::Link("a".to_owned()), document });
    assert_eq!(session.opened().source, Source::Link("a".to_owned()));
    session.apply(Play::Pause);
    assert_eq!(session.playback().state, PlayState::Paused);
}

#[test]
fn a_session_begins_at_the_start_and_plays() {
    let design = checkout(Mode::Event).design();
    let (session, outputs) = Session::start(Source::Document("a".to_owned()), design);
    assert_eq!(*session.playback(), Playback::default());
    assert_eq!(session.playback().state, PlayState::Playing);
    assert_eq!(outputs.len(), 1);
    assert!(session.indexed().end() > Moment::from_seconds(15.0));
    assert_eq!(session.headline(), None);
}

#[test]
fn a_flip_keeps_the_moment_the_seed_and_the_playing_and_asks_for_a_run() {
    let mut session = session();
    let (playback, seed) = (*session.playback(), session.design().seed);
    let outputs = session.apply(Revise::Flip("mail".into()));
    assert_eq!(mode(&session, "mail"), Mode::Event);
    assert_eq!(asked(&outputs), Some(RunId(2)));
    assert_eq!((*session.playback(), session.design().seed), (playback, seed));
    assert_eq!(
        session.announcement(),
        "mail is now an event: the customer no longer waits for it."
    );
    assert!(outputs.contains(&Output::Announce(session.announcement().to_owned())));
}

#[test]
fn undo_and_redo_restore_exactly_what_was_there() {
    let mut session = session();
    let first = session.opened().clone();
    session.apply(Revise::Flip("mail".into()));
    let second = session.opened().clone();
    session.apply(crash("payment"));
    session.apply(Revise::Undo);
    assert_eq!(*session.opened(), second);
    session.apply(Revise::Undo);
    assert_eq!(*session.opened(), first);
    assert!(!session.history().can_undo() && session.history().can_redo());
    assert_eq!(session.apply(Revise::Undo), []);
    session.apply(Revise::Redo);
    assert_eq!(*session.opened(), second);
    assert_eq!(asked(&session.apply(Revise::Redo)), Some(RunId(7)));
    assert_eq!(session.design().faults.len(), 1);
    // A new change after an undo cannot be done again over.
    session.apply(Revise::Undo);
    session.apply(Revise::Flip("stock".into()));
    assert!(!session.history().can_redo());
}

#[test]
fn undo_is_bounded() {
    let mut session = session();
    for _ in 0..History::MOST + 10 {
        make(&mut session, &Edit::Reseed);
    }
    let mut taken_back = 0;
    while session.history().can_undo() {
        session.apply(Revise::Undo);
        taken_back += 1;
    }
    assert_eq!((taken_back, session.design().seed), (History::MOST, 11));
}

#[test]
fn a_refused_document_leaves_everything_as_it_was_and_shows_its_problems() {
    let mut session = session();
    session.apply(Look::Select(Subject::Step("mail".into())));
    let (design, playback) = (session.opened().clone(), *session.playback());
    let outputs = session.apply(Keep::Open {
        source: Source::Document("mine.json".to_owned()),
        document: "{\"syncline\": 1, \"process\": 3}".to_owned(),
    });
    assert_eq!(asked(&outputs), None);
    assert_eq!((session.opened(), *session.playback()), (&design, playback));
    assert_eq!(*session.subject(), Subject::Step("mail".into()));
    assert!(!session.history().can_undo());
    let refusal = session.refusal().unwrap();
    assert!(refusal.what.starts_with("“mine.json” could not be opened"));
    assert!(!refusal.problems.is_empty());
    session.apply(Look::DismissProblems);
    assert_eq!(session.refusal(), None);
}

#[test]
fn every_entry_of_the_catalogue_opens_from_the_start_and_can_be_taken_back() {
    for entry in crate::catalogue::ENTRIES {
        let mut session = session();
        arrive(&mut session, RunId(1), 100.0);
        session.apply(Play::Pause);
        session.apply(Look::Select(Subject::Service("mail".into())));
        let before = session.opened().clone();
        let source = Source::Catalogue(entry.id.to_owned());
        let outputs = session.apply(Keep::Open { source, document: document_of(entry.id) });
        assert_eq!(asked(&outputs), Some(RunId(2)), "{:?}", session.refusal());
        assert_eq!(session.opened().source, Source::Catalogue(entry.id.to_owned()));
        assert_eq!(
            (session.playback().moment, session.playback().state),
            (Moment::START, PlayState::Playing)
        );
        assert_eq!(session.reports().current, None);
        assert_eq!(session.announcement(), format!("{} is open.", entry.name));
        session.apply(Revise::Undo);
        assert_eq!(*session.opened(), before);
    }
}

fn document_of(entry: &str) -> String {
    let documents = concat!(env!("CARGO_MANIFEST_DIR"), "/src/catalogue/documents");
    std::fs::read_to_string(format!("{documents}/{entry}.syncline.json")).unwrap()
}

#[test]
fn what_could_not_be_loaded_is_said_and_leaves_what_was_open() {
    let mut session = session();
    let before = session.opened().clone();
    session.apply(Keep::Refuse("It could not be loaded.".to_owned()));
    assert_eq!(*session.opened(), before);
    assert_eq!(session.refusal().unwrap().what, "It could not be loaded.");
}

/// A checkout of ten times the requests, and as many workers: more than is recorded at once.
fn busy() -> String {
    let mut scenario = document::read(crate::catalogue::FIRST).unwrap().scenario().clone();
    scenario.workload.rate_per_s = crate::units::PerSecond::clamped(200.0);
    for service in &mut scenario.services {
        service.workers = service.workers.map(|workers| workers * 10);
    }
    document::write(&scenario)
}

/// Records what is asked for.
fn record_asked(outputs: &[Output]) -> Option<Measure> {
    outputs.iter().find_map(|output| match output {
        Output::Record { design } => Some(Measure::Recorded {
            design: design.clone(),
            recording: Box::new(crate::engine::record(design)),
        }),
        Output::Run { .. } | Output::Cancel(_) | Output::Announce(_) => None,
    })
}

#[test]
fn a_long_recording_begins_at_once_and_the_rest_follows() {
    let mut session = session();
    let open = Keep::Open { source: Source::Document("busy.json".to_owned()), document: busy() };
    let outputs = session.apply(open);
    let beginning = session.indexed().end();
    assert!(beginning > Moment::from_seconds(1.0) && beginning < Moment::from_seconds(50.0));
    // It plays up to the end of the beginning, and goes on from there when the rest is there.
    session.apply(Play::SeekTo(beginning));
    assert_eq!(session.playback().state, PlayState::Ended);
    session.apply(record_asked(&outputs).unwrap());
    assert!(session.indexed().end() >= Moment::from_seconds(60.0));
    let playback = *session.playback();
    assert_eq!((playback.moment, playback.state), (beginning, PlayState::Playing));
    // A flip far behind the beginning comes back to its moment.
    session.apply(Play::SeekTo(Moment::from_seconds(55.0)));
    session.apply(Play::Pause);
    let outputs = session.apply(Revise::Flip("send-receipt".into()));
    assert!(session.playback().moment < Moment::from_seconds(50.0));
    let recorded = record_asked(&outputs).unwrap();
    session.apply(recorded.clone());
    let playback = *session.playback();
    assert_eq!((playback.moment, playback.state), (Moment::from_seconds(55.0), PlayState::Paused));
    // A recording that a later change overtook is dropped.
    session.apply(Revise::Undo);
    let indexed = Arc::clone(session.indexed());
    session.apply(recorded);
    assert!(Arc::ptr_eq(&indexed, session.indexed()));
}

#[test]
fn another_design_is_put_in_its_place_as_one_change() {
    let mut session = session();
    session.apply(Play::SeekTo(Moment::from_seconds(3.0)));
    let before = session.opened().clone();
    let seeded = Scenario { seed: 99, ..Scenario::clone(&before.design) };
    let design = Design::check(seeded).unwrap();
    make(&mut session, &Edit::Replace { said: "Another seed.".to_owned(), design });
    assert_eq!(session.design().seed, 99);
    assert_eq!(session.announcement(), "Another seed.");
    assert_eq!(session.playback().moment, Moment::from_seconds(3.0));
    session.apply(Revise::Undo);
    assert_eq!(*session.opened(), before);
}

#[test]
fn a_run_can_be_stopped_and_begun_again() {
    let mut session = session();
    arrive(&mut session, RunId(1), 1_190.0);
    // Nothing is under way: there is nothing to stop.
    assert_eq!(session.apply(Measure::Stop(Purpose::Figures)), []);
    session.apply(Revise::Flip("mail".into()));
    let outputs = session.apply(Measure::Stop(Purpose::Figures));
    let stopped = Output::Announce("Stopped.".to_owned());
    assert_eq!(outputs, [Output::Cancel(RunId(2)), stopped]);
    assert!(session.reports().stopped && !session.reports().awaited);
    // Its report, should it still come, is dropped, and the figures of before stay.
    arrive(&mut session, RunId(2), 700.0);
    assert_eq!(p95(session.reports().current.as_ref()), Some(1_190.0));
    assert_eq!(asked(&session.apply(Measure::Again)), Some(RunId(3)));
    assert!(!session.reports().stopped);
    arrive(&mut session, RunId(3), 700.0);
    assert_eq!(p95(session.reports().current.as_ref()), Some(700.0));
}

#[test]
fn a_later_change_overtakes_an_older_run() {
    let mut session = session();
    arrive(&mut session, RunId(1), 1_190.0);
    assert_eq!(p95(session.reports().current.as_ref()), Some(1_190.0));
    session.apply(Revise::Flip("mail".into()));
    session.apply(Revise::Flip("shipping".into()));
    assert_eq!(arrive(&mut session, RunId(2), 700.0), []);
    // The figures of before stand until those of the last change have come.
    assert_eq!(p95(session.reports().current.as_ref()), Some(1_190.0));
    assert!(session.reports().awaited);
    arrive(&mut session, RunId(3), 412.0);
    assert_eq!(p95(session.reports().current.as_ref()), Some(412.0));
    assert_eq!(p95(session.reports().before.as_ref()), Some(1_190.0));
    assert!(session.announcement().contains("412 ms (before: 1.19 s)"));
    // And no report counts twice.
    assert_eq!(arrive(&mut session, RunId(3), 9.0), []);
}

#[test]
fn a_fault_begins_at_the_moment_that_is_shown_and_what_was_played_stays() {
    let mut session = session();
    let before = session.indexed().recording().clone();
    session.apply(crash("payment"));
    assert_eq!(periods(&session), [(5.0, 10.0)]);
    assert_eq!(session.announcement(), "payment: down, from 5 s to 15 s.");
    let played = |recording: &crate::engine::Recording| {
        let moment = Moment::from_seconds(5.0);
        let over = recording.spans.iter().filter(|span| span.heard.is_some_and(|at| at < moment));
        over.copied().collect::<Vec<_>>()
    };
    assert_eq!(played(&before), played(session.indexed().recording()));
    assert_ne!(before, *session.indexed().recording());
}

#[test]
fn the_same_fault_again_lasts_longer_and_another_is_added() {
    let mut session = session();
    session.apply(crash("payment"));
    session.apply(Play::SeekTo(Moment::from_seconds(8.0)));
    session.apply(crash("payment"));
    assert_eq!(periods(&session), [(5.0, 13.0)]);
    session.apply(Revise::Inject { service: "payment".into(), injection: Injection::Slow });
    session.apply(crash("stock"));
    assert_eq!(periods(&session), [(5.0, 13.0), (8.0, 10.0), (8.0, 10.0)]);
}

#[test]
fn mending_ends_what_is_wrong_now_and_removes_what_began_now() {
    let mut session = session();
    session.apply(crash("payment"));
    session.apply(Play::SeekTo(Moment::from_seconds(8.0)));
    session.apply(Revise::Inject { service: "payment".into(), injection: Injection::Slow });
    session.apply(crash("stock"));
    session.apply(Revise::Mend("payment".into()));
    assert_eq!(periods(&session), [(5.0, 3.0), (8.0, 10.0)]);
    assert!(
        matches!(&session.design().faults[1].what, FaultKind::Crash(it) if it.service.as_str() == "stock")
    );
    assert_eq!(session.announcement(), "payment is well again.");
    assert_eq!(session.apply(Revise::Mend("payment".into())), []);
    session.apply(Revise::Undo);
    assert_eq!(session.design().faults.len(), 3);
}

#[test]
fn a_fault_injected_after_the_end_is_shown_from_the_start() {
    let mut session = session();
    session.apply(Play::SeekTo(Moment::from_seconds(1e6)));
    assert_eq!(session.playback().state, PlayState::Ended);
    session.apply(crash("payment"));
    assert_eq!(periods(&session), [(0.0, 10.0)]);
    assert_eq!(
        (session.playback().moment, session.playback().state),
        (Moment::START, PlayState::Playing)
    );
}

#[test]
fn a_fault_injected_shortly_before_the_end_begins_early_enough_to_be_seen_whole() {
    let mut session = session();
    let end = session.design().workload.duration_s.get();
    session.apply(Play::SeekTo(Moment::from_seconds(end - 1.0)));
    session.apply(crash("payment"));
    assert_eq!(periods(&session), [(end - 20.0, end - 10.0)]);
    assert_eq!(session.playback().moment, Moment::from_seconds(end - 20.0));
}

#[test]
fn a_change_that_would_leave_the_design_invalid_is_refused_with_its_reasons() {
    let mut scenario = checkout(Mode::Event).chained();
    scenario.process.steps[5].after = vec!["mail".into(), "shipping".into()];
    let (mut session, _) = Session::start(Source::Document("a".to_owned()), scenario.design());
    session.apply(Revise::Flip("mail".into()));
    session.apply(Revise::Flip("shipping".into()));
    let before = session.opened().clone();
    session.apply(Revise::Flip("analytics".into()));
    assert_eq!(*session.opened(), before);
    let refusal = session.refusal().unwrap();
    assert_eq!(
        (refusal.what.as_str(), refusal.problems.len()),
        (
            "analytics stays an event. It would have 2 steps that would call analytics: mail and \
             shipping; right would be at most one: in chained coordination the step before calls (or \
             make analytics an event, or the coordination orchestrated).",
            0
        )
    );
    // What is done next clears it.
    session.apply(Revise::Flip("loyalty".into()));
    assert_eq!(session.refusal(), None);
}

#[test]
fn stepping_goes_from_event_to_event_and_pauses() {
    let mut session = session();
    session.apply(Play::StepForward);
    let next = session.playback().moment;
    assert_eq!(session.playback().state, PlayState::Paused);
    assert_eq!(session.indexed().next_event(Moment::from_seconds(5.0)), Some(next));
    session.apply(Play::StepForward);
    session.apply(Play::StepBack);
    assert_eq!(session.playback().moment, next);
    session.apply(Play::SeekTo(Moment::START));
    session.apply(Play::StepBack);
    assert_eq!(session.playback().moment, Moment::START);
    session.apply(Play::SeekTo(session.indexed().end()));
    session.apply(Play::StepForward);
    assert_eq!(
        (session.playback().moment, session.playback().state),
        (session.indexed().end(), PlayState::Ended)
    );
}

#[test]
fn ticks_play_to_the_end_and_no_further() {
    let mut session = session();
    session.apply(Play::SetSpeed(Speed::ALL[12]));
    for _ in 0..100 {
        session.apply(Play::Tick { elapsed: Duration::from_micros(100_000) });
    }
    assert_eq!(
        (session.playback().moment, session.playback().state),
        (session.indexed().end(), PlayState::Ended)
    );
    session.apply(Play::Toggle);
    assert_eq!(session.playback().moment, Moment::START);
}

#[test]
fn only_what_exists_can_be_selected_and_the_theme_is_kept() {
    let mut session = session();
    session.apply(Look::Select(Subject::Step("nobody".into())));
    assert_eq!(*session.subject(), Subject::Nothing);
    session.apply(Look::Select(Subject::Service("mail".into())));
    assert_eq!(*session.subject(), Subject::Service("mail".into()));
    session.apply(Look::SetTheme(Theme::Dark));
    assert_eq!(session.screen().theme, Theme::Dark);
    session.apply(Play::Faster);
    session.apply(Play::Faster);
    session.apply(Play::Slower);
    assert_eq!(session.playback().speed.label(), "2 ×");
}
