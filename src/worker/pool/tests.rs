//! What the pool promises, one rule a test. Runs are numbered in the order in which they are asked for;
//! the first worker's warm-up is run 1 where there is one.

use super::bench::{Bench, End, small};
use super::*;
use Priority::{Background, Figures, Study};

const FIGURES: Slot = Slot(1);
const OTHERS: Slot = Slot(2);
const CHECK: Slot = Slot(3);
const FLIPS: Slot = Slot(4);

#[test]
fn the_page_runs_everything_itself_until_workers_may_be_started() {
    let mut bench = Bench::new(8);
    let figures = bench.ask(Figures, FIGURES, &small(2));
    let study = bench.ask(Study, CHECK, &small(1));
    let (_, batch) = bench.ask_several(2);
    assert_eq!(bench.pool.counts(), Counts { waiting: 3, at_workers: 0, here: 1 });
    bench.finish();
    assert_eq!(bench.log.first().map(String::as_str), Some("here 1"));
    assert!([figures, study].iter().chain(&batch).all(|run| bench.is_reported(*run)));
    assert!(bench.workers.is_empty());
    bench.check_all_ended();
}

#[test]
fn figures_do_not_wait_for_a_worker_on_its_way_and_studies_do_for_a_while() {
    let mut bench = Bench::new(4);
    bench.engage();
    let figures = bench.ask(Figures, FIGURES, &small(1));
    let study = bench.ask(Study, CHECK, &small(1));
    bench.finish();
    assert!(bench.is_reported(figures) && bench.end(study).is_none());
    assert_eq!(bench.pool.next_tick_ms(), Some(WorkerPool::PATIENCE_MS));
    // It comes in time.
    bench.hear(0);
    bench.finish();
    assert!(bench.is_reported(study));
    let done = bench.log.iter().filter(|it| !it.starts_with("progress"));
    let expected = ["start 0", "here 1", "report of 1", "send 2 to 0", "report of 2"];
    assert_eq!(done.collect::<Vec<_>>()[..5], expected);
}

#[test]
fn a_worker_that_never_says_that_it_hears_is_waited_for_so_long_and_no_longer() {
    let mut bench = Bench::new(4);
    bench.engage();
    let (_, runs) = bench.ask_several(3);
    // One a run: they would be there for them.
    assert_eq!(bench.workers.len(), 3);
    bench.tick(WorkerPool::PATIENCE_MS - 1.0);
    assert_eq!(bench.pool.counts().waiting, 3);
    bench.tick(1.0);
    assert_eq!(bench.pool.next_tick_ms(), None);
    bench.finish();
    assert!(runs.iter().all(|run| bench.is_reported(*run)));
    // Should it come after all, it is welcome.
    bench.hear(2);
    bench.finish();
    let later = bench.ask(Study, CHECK, &small(1));
    assert_eq!(bench.log.last(), Some(&format!("send {} to 2", later.0)));
}

#[test]
fn there_are_as_many_workers_as_processors_less_one_and_four_at_most() {
    for (processors, workers) in [(0, 1), (1, 1), (2, 1), (3, 2), (5, 4), (64, 4)] {
        let mut bench = Bench::hearing(processors);
        bench.ask(Background, FLIPS, &small(1));
        bench.ask(Background, OTHERS, &small(1));
        bench.ask(Study, CHECK, &small(1));
        assert_eq!(bench.workers.len(), 1, "the others only for what somebody would wait for");
        bench.ask_several(9);
        assert_eq!(bench.workers.len(), workers, "with {processors} processors");
    }
}

#[test]
fn several_are_spread_and_cancelled_at_once() {
    let mut bench = Bench::hearing(5);
    let (batch, runs) = bench.ask_several(9);
    (1..4).for_each(|worker| bench.hear(worker));
    assert_eq!(bench.pool.counts(), Counts { waiting: 5, at_workers: 4, here: 0 });
    // The first of them are done by all four; the rest is dropped while it waits and while it is run.
    while bench.ends.len() < 3 {
        (0..4).for_each(|worker| {
            bench.work(worker);
        });
    }
    let reported = bench.ends.len();
    bench.pool.cancel(&batch);
    bench.finish();
    let dropped = runs.iter().filter(|run| bench.end(**run) == Some(&End::Dropped)).count();
    assert_eq!((bench.ends.len(), dropped), (runs.len(), runs.len() - reported));
    bench.check_all_ended();
}

#[test]
fn a_newer_run_overtakes_an_older_one_of_its_slot_wherever_that_is() {
    let mut bench = Bench::hearing(2);
    let under_way = bench.ask(Figures, FIGURES, &small(2));
    let waiting = bench.ask(Figures, OTHERS, &small(2));
    let before_it = bench.ask(Figures, OTHERS, &small(1));
    assert_eq!(bench.end(waiting), Some(&End::Dropped));
    bench.work(0);
    bench.work(0);
    let last = bench.ask(Figures, FIGURES, &small(1));
    assert_eq!(bench.end(under_way), Some(&End::Dropped));
    bench.finish();
    // Those that were asked for first go first, and nobody heard of the overtaken ones again.
    let order: Vec<RunId> = bench.ends.iter().map(|(run, _)| *run).collect();
    assert_eq!(order, [waiting, under_way, before_it, last]);
}

#[test]
fn what_the_page_runs_itself_is_overtaken_too() {
    let mut bench = Bench::new(2);
    let earlier = bench.ask(Study, CHECK, &small(2));
    bench.work_here();
    let later = bench.ask(Study, CHECK, &small(1));
    bench.finish();
    assert_eq!(bench.end(earlier), Some(&End::Dropped));
    assert!(bench.is_reported(later));
}

#[test]
fn figures_interrupt_what_is_less_urgent_and_nothing_is_done_twice() {
    let mut bench = Bench::hearing(2);
    let background = bench.ask(Background, FLIPS, &small(3));
    while !bench.shares.contains_key(&background) {
        bench.work(0);
    }
    let study = bench.ask(Study, CHECK, &small(3));
    bench.work(0);
    let figures = bench.ask(Figures, FIGURES, &small(1));
    let equal = bench.ask(Figures, OTHERS, &small(1));
    // One of each priority lies with the worker; an equal waits.
    assert_eq!(bench.pool.counts(), Counts { waiting: 1, at_workers: 3, here: 0 });
    bench.finish();
    let order: Vec<RunId> = bench.ends.iter().map(|(run, _)| *run).collect();
    assert_eq!(order, [figures, equal, study, background]);
    assert!(!bench.log.iter().any(|it| it.starts_with("cancel") || it.starts_with("stop")));
}

#[test]
fn figures_go_to_whoever_is_idle_and_else_interrupt_the_least_urgent() {
    let mut bench = Bench::hearing(3);
    let (_, batch) = bench.ask_several(2);
    bench.hear(1);
    bench.finish();
    assert!(batch.iter().all(|run| bench.is_reported(*run)));
    let study = bench.ask(Study, CHECK, &small(2));
    let background = bench.ask(Background, FLIPS, &small(2));
    let figures = bench.ask(Figures, FIGURES, &small(1));
    let sent: Vec<&String> = bench.log.iter().rev().take(3).collect();
    let to = |run: RunId, worker| format!("send {} to {worker}", run.0);
    assert_eq!(sent, [&to(figures, 1), &to(background, 1), &to(study, 0)]);
    bench.finish();
    bench.check_all_ended();
}

#[test]
fn a_worker_that_fails_in_the_middle_has_its_runs_finished_by_others() {
    let mut bench = Bench::hearing(3);
    let (_, runs) = bench.ask_several(4);
    bench.hear(1);
    let figures = bench.ask(Figures, FIGURES, &small(1));
    (0..3).for_each(|_| {
        bench.work(0);
    });
    bench.fail(0);
    bench.finish();
    assert!(runs.iter().chain([&figures]).all(|run| bench.is_reported(*run)));
    bench.check_all_ended();
}

#[test]
fn where_no_worker_is_left_the_page_finishes_its_runs() {
    let mut bench = Bench::hearing(2);
    let background = bench.ask(Background, FLIPS, &small(2));
    let study = bench.ask(Study, CHECK, &small(2));
    while !bench.shares.contains_key(&study) {
        bench.work(0);
    }
    bench.fail(0);
    bench.finish();
    assert!(bench.is_reported(background) && bench.is_reported(study));
    assert_eq!(bench.log.iter().filter(|it| it.starts_with("here")).count(), 2);
    // A worker that cannot even be started is as good as none.
    let mut bench = Bench::new(2);
    bench.engage();
    let (_, runs) = bench.ask_several(2);
    bench.fail(0);
    bench.finish();
    assert!(runs.iter().all(|run| bench.is_reported(*run)));
}

#[test]
fn c1_that_none_is_left_is_known_and_one_is_started_once_more_when_asked() {
    let mut bench = Bench::new(2);
    assert!(!bench.pool.is_alone(), "none was started yet");
    bench.engage();
    assert!(!bench.pool.is_alone(), "it is on its way");
    bench.fail(0);
    assert!(bench.pool.is_alone());
    bench.pool.start_again();
    bench.perform();
    assert!(!bench.pool.is_alone());
    bench.hear(0);
    let run = bench.ask(Study, CHECK, &small(1));
    bench.finish();
    assert!(bench.is_reported(run) && !bench.pool.is_alone());
    bench.check_all_ended();
}

#[test]
fn another_worker_is_started_in_the_stead_of_one_that_had_heard() {
    let mut bench = Bench::hearing(3);
    bench.fail(0);
    assert_eq!(bench.workers.keys().collect::<Vec<_>>(), [&1]);
    // Which has not heard: whatever is wrong with it would be wrong with the next one too.
    bench.fail(1);
    assert!(bench.workers.is_empty());
}

#[test]
fn a_run_over_which_two_workers_have_failed_is_refused() {
    let mut bench = Bench::hearing(5);
    let (_, others) = bench.ask_several(9);
    (1..4).for_each(|worker| bench.hear(worker));
    bench.finish();
    assert!(others.iter().all(|run| bench.is_reported(*run)));
    let poison = bench.ask(Study, CHECK, &small(1));
    bench.fail(0);
    assert_eq!(bench.end(poison), None);
    bench.fail(1);
    let Some(End::Refused(why)) = bench.end(poison) else { panic!("refused") };
    assert_eq!(why, "Workers failed over this run twice.");
    assert_eq!(bench.workers.len(), 2);
    bench.check_all_ended();
}

#[test]
fn an_unreadable_and_a_refused_request_are_answered_and_whoever_asked_is_told() {
    let mut bench = Bench::hearing(2);
    let refused = bench.ask(Study, CHECK, &small(1));
    bench.garble(0, false);
    bench.finish();
    let Some(End::Refused(why)) = bench.end(refused) else { panic!("told") };
    assert!(why.starts_with("No design to run: "), "{why}");
    // Where a worker cannot say what it did not understand, it is not asked again.
    let run = bench.ask(Study, CHECK, &small(1));
    bench.garble(0, true);
    bench.finish();
    assert!(bench.workers.is_empty() && bench.is_reported(run));
    bench.check_all_ended();
}

#[test]
fn numbers_that_are_no_reply_are_as_good_as_a_failure() {
    let mut bench = Bench::hearing(2);
    let run = bench.ask(Study, CHECK, &small(1));
    bench.pool.worker_said(0, &[1.0, 77.0]);
    bench.finish();
    bench.tick(0.0);
    bench.finish();
    assert!(bench.is_reported(run) && bench.workers.is_empty());
}

#[test]
fn progress_never_goes_backwards_and_a_stranger_is_not_believed() {
    let mut bench = Bench::hearing(2);
    let run = bench.ask(Study, CHECK, &small(1));
    for share in [0.5, 0.25, f64::NAN, 0.5, 7.0, f64::INFINITY] {
        bench.pool.worker_replied(0, run, RunReply::Progress(share));
    }
    bench.pool.worker_replied(1, run, RunReply::Report(Vec::new()));
    bench.pool.here_replied(run, RunReply::Refused(String::new()));
    bench.tick(0.0);
    assert_eq!((bench.shares[&run].as_slice(), bench.end(run)), (&[0.5, 1.0][..], None));
    // Begun anew by the page, it tells nothing until there is more than that.
    bench.fail(0);
    bench.finish();
    assert_eq!(bench.shares[&run], [0.5, 1.0]);
    assert!(bench.is_reported(run));
}

#[test]
fn a_report_that_is_not_whole_counts_as_a_failure_of_whoever_sent_it() {
    let mut bench = Bench::hearing(1);
    let run = bench.ask(Study, CHECK, &small(1));
    bench.pool.worker_replied(0, run, RunReply::Report(vec![1.0, 2.0]));
    bench.tick(0.0);
    assert_eq!((bench.end(run), bench.is_reported(run)), (None, false));
    bench.finish();
    assert!(bench.is_reported(run));
}

#[test]
fn whatever_is_asked_for_ends_the_warm_up_of_whoever_does_it() {
    let mut bench = Bench::new(2);
    bench.engage();
    bench.hear(0);
    assert_eq!(bench.log, ["start 0", "send 1 to 0"]);
    bench.work(0);
    let run = bench.ask(Background, FLIPS, &small(1));
    bench.finish();
    assert_eq!(&bench.log[2..4], ["cancel 1 at 0", "send 2 to 0"]);
    assert!(bench.is_reported(run));
    assert_eq!(bench.ends.len(), 1, "nobody is told of the warm-up");
    // One that comes while something waits for it does not warm up at all.
    let mut bench = Bench::new(2);
    bench.engage();
    let run = bench.ask(Study, CHECK, &small(1));
    bench.hear(0);
    assert_eq!(bench.log, ["start 0", "send 1 to 0"]);
    bench.finish();
    assert!(bench.is_reported(run));
}

#[test]
fn more_than_a_thousand_runs_are_refused_at_once() {
    let mut bench = Bench::hearing(2);
    let (batch, runs) = bench.ask_several(WorkerPool::MOST_RUNS + 2);
    let [.., last, over, and_more] = runs.as_slice() else { panic!("runs") };
    let Some(End::Refused(why)) = bench.end(*over) else { panic!("refused") };
    assert_eq!(why, "1000 runs are asked for already.");
    assert!(matches!(bench.end(*and_more), Some(End::Refused(_))) && bench.end(*last).is_none());
    bench.pool.cancel(&batch);
    bench.finish();
    bench.check_all_ended();
}
