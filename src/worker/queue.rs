//! What lies before whoever runs things: a worker, or the page itself.
//!
//! The most urgent run is gone on with, in slices; between equals the one that came first. A run that
//! a more urgent one interrupts is kept as far as it is and gone on with afterwards, so that nothing is
//! done twice. Here is no browser and no clock: whoever has the queue says how large a slice is, and
//! sends the replies.

use super::protocol::{Message, Priority, RunId, RunReply, RunRequest, Unreadable};
use crate::engine::{Progress, Run};

/// Runs that wait or are under way.
#[derive(Default)]
pub struct RunQueue {
    /// In the order in which they came.
    runs: Vec<Queued>,
}

struct Queued {
    id: RunId,
    priority: Priority,
    run: Run,
}

impl RunQueue {
    /// More runs than this are not taken: a further one is refused. The pool hands over one of each
    /// [`Priority`] at a time.
    pub const MOST: usize = 16;

    /// Takes a message as it was sent; a reply where it is refused.
    pub fn take(&mut self, text: &str) -> Option<(RunId, RunReply)> {
        match Message::from_text(text) {
            Ok(Message::Run(request)) => self.put(&request),
            Ok(Message::Cancel(run)) => {
                self.cancel(run);
                None
            }
            Err(Unreadable { id, why }) => Some((id, RunReply::Refused(why))),
        }
    }

    /// Takes a run, in place of one of the same id; a reply where there is no room for it.
    pub fn put(&mut self, request: &RunRequest) -> Option<(RunId, RunReply)> {
        self.cancel(request.id);
        if self.runs.len() >= Self::MOST {
            let why = format!("{} runs lie before this worker already.", Self::MOST);
            return Some((request.id, RunReply::Refused(why)));
        }
        let run = Run::new(&request.spec.design, request.spec.extent);
        self.runs.push(Queued { id: request.id, priority: request.priority, run });
        None
    }

    /// Lets a run be; nothing is said of it any more.
    pub fn cancel(&mut self, run: RunId) {
        self.runs.retain(|queued| queued.id != run);
    }

    /// Lets at most so many things happen in the most urgent run, and says how far it is; nothing where
    /// there is none.
    pub fn work(&mut self, events: u64) -> Option<(RunId, RunReply)> {
        // The first of the smallest: among equals the one that came first.
        let (index, _) = self.runs.iter().enumerate().min_by_key(|(_, it)| it.priority)?;
        let Queued { id, run, .. } = self.runs.get_mut(index)?;
        let id = *id;
        let reply = match run.advance(events) {
            Progress::Running(share) => RunReply::Progress(share),
            Progress::Finished => {
                let report = run.report();
                self.runs.remove(index);
                RunReply::Report(report.to_numbers())
            }
        };
        Some((id, reply))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;
    use crate::engine::{Extent, Report, simulate};
    use crate::exchange::document;
    use crate::worker::protocol::{RunSpec, cancel_text};

    const SLICE: u64 = 50_000;

    fn request(id: u64, priority: Priority) -> RunRequest {
        let design = document::read(catalogue::FIRST).unwrap();
        let spec = RunSpec::new(&design, Extent { first: 2, replications: 3 });
        RunRequest { id: RunId(id), priority, spec }
    }

    /// Works until nothing is left: the evidence of each run, in the order of their ends.
    fn finished(queue: &mut RunQueue) -> Vec<(u64, Vec<f64>)> {
        std::iter::from_fn(|| queue.work(SLICE))
            .filter_map(|(run, reply)| match reply {
                RunReply::Report(evidence) => Some((run.0, evidence)),
                RunReply::Progress(share) => {
                    assert!((0.0..=1.0).contains(&share));
                    None
                }
                RunReply::Refused(why) => panic!("{why}"),
            })
            .collect()
    }

    fn order(queue: &mut RunQueue) -> Vec<u64> {
        finished(queue).into_iter().map(|(run, _)| run).collect()
    }

    #[test]
    fn a_report_that_crossed_equals_one_made_in_one_go_to_the_bit() {
        let request = request(7, Priority::Figures);
        let mut queue = RunQueue::default();
        assert_eq!(queue.take(&request.to_text()), None);
        let reports = finished(&mut queue);
        let [(7, evidence)] = reports.as_slice() else { panic!("one report: {}", reports.len()) };
        let crossed = RunReply::Report(evidence.clone()).to_numbers(RunId(7));
        let Some((_, RunReply::Report(evidence))) = RunReply::from_numbers(&crossed) else {
            panic!("a report")
        };
        let RunSpec { design, extent, .. } = request.spec;
        let report = Report::from_numbers(&design, &evidence).unwrap();
        let here = simulate(&design, extent);
        assert_eq!(report, here);
        let bits = |report: &Report| -> Vec<u64> {
            report.to_numbers().into_iter().map(f64::to_bits).collect()
        };
        assert_eq!(bits(&report), bits(&here));
    }

    #[test]
    fn the_most_urgent_goes_first_and_what_it_interrupts_goes_on_afterwards() {
        let mut queue = RunQueue::default();
        queue.put(&request(1, Priority::Background));
        let Some((RunId(1), RunReply::Progress(before))) = queue.work(SLICE / 50) else {
            panic!("under way")
        };
        queue.put(&request(2, Priority::Study));
        queue.put(&request(3, Priority::Figures));
        queue.put(&request(4, Priority::Study));
        let ends: Vec<u64> = std::iter::from_fn(|| queue.work(SLICE))
            .filter_map(|(run, reply)| match reply {
                RunReply::Report(_) => Some(run.0),
                // It was not begun anew.
                RunReply::Progress(share) => {
                    assert!(run != RunId(1) || share > before);
                    None
                }
                RunReply::Refused(why) => panic!("{why}"),
            })
            .collect();
        assert_eq!(ends, [3, 2, 4, 1]);
    }

    #[test]
    fn a_cancelled_run_is_not_spoken_of_any_more() {
        let mut queue = RunQueue::default();
        queue.put(&request(1, Priority::Figures));
        queue.put(&request(2, Priority::Study));
        assert_eq!(queue.take(&cancel_text(RunId(1))), None);
        assert_eq!(queue.take(&cancel_text(RunId(9))), None);
        assert_eq!(order(&mut queue), [2]);
        assert_eq!(queue.work(SLICE), None);
    }

    #[test]
    fn what_cannot_be_read_and_what_has_no_room_is_answered() {
        let mut queue = RunQueue::default();
        let unreadable = [("run 7 0 0 1\n{}", RunId(7)), ("what?", RunId::UNKNOWN)];
        for (text, id) in unreadable {
            let Some((run, RunReply::Refused(_))) = queue.take(text) else { panic!("{text}") };
            assert_eq!(run, id);
        }
        for id in 1..=RunQueue::MOST as u64 {
            assert_eq!(queue.put(&request(id, Priority::Study)), None);
        }
        let Some((RunId(99), RunReply::Refused(why))) = queue.put(&request(99, Priority::Figures))
        else {
            panic!("there is no room")
        };
        assert_eq!(why, "16 runs lie before this worker already.");
        // The same run again takes the room that it had.
        assert_eq!(queue.put(&request(3, Priority::Study)), None);
    }
}
