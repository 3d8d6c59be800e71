//! The schedule: what happens next.
//!
//! A priority queue over (time, order of insertion): equal times happen in the order in which they
//! were scheduled. An entry is one 128-bit number (time 52 bits, order 36, kind and subject 40), so
//! that a comparison is one comparison of integers. The heap is 4-ary, measured to be quicker here
//! than a binary one; and because what happens usually schedules what follows, the entry just taken
//! is only marked as spent, and the next one to come takes its place with one sift instead of two.
//! The next arrival, of which there is always one at most, waits beside the heap and never enters it.

use std::cmp::Reverse;

use dary_heap::{PeekMut, QuaternaryHeap};

const SUBJECT_BITS: u32 = 32;
const KIND_BITS: u32 = 8;
const ORDER_BITS: u32 = 36;
const TIME_SHIFT: u32 = SUBJECT_BITS + KIND_BITS + ORDER_BITS;
const LATEST: u64 = (1 << (128 - TIME_SHIFT)) - 1;

/// What can happen, with its subject: an index whose meaning depends on the kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum SimEvent {
    /// The next request of an open workload arrives.
    Arrives,
    /// A user of a closed loop has thought enough. Subject: the user.
    ThinkEnds,
    /// A job reaches the service that shall perform it. Subject: the job.
    JobArrives,
    /// The work on a job ends. Subject: the job.
    WorkEnds,
    /// A job has published what it had to. Subject: the job.
    PublicationEnds,
    /// The entry has published what it had to. Subject: the publication.
    EntryPublicationEnds,
    /// The answer to a job reaches its caller. Subject: the job.
    AnswerArrives,
    /// The caller of a job gives up waiting. Subject: the job.
    TimeoutEnds,
    /// An attempt hears that nobody waits for it any more. Subject: the job.
    TakenBack,
    /// The pause before a retry is over. Subject: the call.
    BackoffEnds,
    /// The relay of an outbox takes up an event. Subject: the message.
    Relays,
    /// A delivery has taken as long as its event stays hidden. Subject: the job.
    IsVisible,
    /// A consumer joins. Subject: the step.
    Joins,
    /// An event can be taken from its topic. Subject: the message.
    MessageArrives,
    /// A customer gives up waiting. Subject: the request.
    PatienceEnds,
    /// The compensation of a failed request begins, or goes on. Subject: the request.
    Compensates,
    /// A customer asks how far a step is. Subject: the asking.
    Asks,
    /// What the conductor is to hear leaves for the broker. Subject: the notice.
    NoticeLeaves,
    /// It is in the conductor's inbox. Subject: the notice.
    NoticeArrives,
    /// A service's load is looked at. Subject: the service.
    LoadChecked,
    /// An added copy of a service's workers is ready. Subject: the service.
    ReplicaStarts,
    /// A harm begins. Subject: the harm.
    HarmBegins,
    /// A harm ends. Subject: the harm.
    HarmEnds,
}

const KINDS: [SimEvent; 23] = [
    SimEvent::Arrives,
    SimEvent::ThinkEnds,
    SimEvent::JobArrives,
    SimEvent::WorkEnds,
    SimEvent::PublicationEnds,
    SimEvent::EntryPublicationEnds,
    SimEvent::AnswerArrives,
    SimEvent::TimeoutEnds,
    SimEvent::TakenBack,
    SimEvent::BackoffEnds,
    SimEvent::Relays,
    SimEvent::IsVisible,
    SimEvent::Joins,
    SimEvent::MessageArrives,
    SimEvent::PatienceEnds,
    SimEvent::Compensates,
    SimEvent::Asks,
    SimEvent::NoticeLeaves,
    SimEvent::NoticeArrives,
    SimEvent::LoadChecked,
    SimEvent::ReplicaStarts,
    SimEvent::HarmBegins,
    SimEvent::HarmEnds,
];

// An event that stands in another place here than in its list would be taken for another one.
const _: () = {
    assert!(SimEvent::HarmEnds as usize == KINDS.len() - 1);
    let mut index = 0;
    while index < KINDS.len() {
        assert!(KINDS[index] as usize == index);
        index += 1;
    }
};

/// Later than every entry.
const NOTHING: u128 = u128::MAX;

/// A priority queue of events.
#[derive(Debug)]
pub(super) struct Schedule {
    heap: QuaternaryHeap<Reverse<u128>>,
    /// Whether the top has been taken, and waits to be replaced or removed.
    spent: bool,
    /// The next arrival, or `NOTHING`.
    arrival: u128,
    order: u64,
}

impl Default for Schedule {
    fn default() -> Self {
        Self { heap: QuaternaryHeap::new(), spent: false, arrival: NOTHING, order: 0 }
    }
}

impl Schedule {
    /// Lets something happen at this time, in microseconds; later than year 142 is that year.
    #[inline]
    pub(super) fn at(&mut self, time: u64, kind: SimEvent, subject: u32) {
        let entry = self.entry(time, kind, subject);
        if self.spent {
            self.spent = false;
            if let Some(mut top) = self.heap.peek_mut() {
                *top = Reverse(entry);
                return;
            }
        }
        self.heap.push(Reverse(entry));
    }

    /// Lets the next request arrive at this time; there must be none that is still to arrive.
    #[inline]
    pub(super) fn arrival_at(&mut self, time: u64) {
        debug_assert!(self.arrival == NOTHING, "one arrival is scheduled by the one before it");
        self.arrival = self.entry(time, SimEvent::Arrives, 0);
    }

    #[inline]
    fn entry(&mut self, time: u64, kind: SimEvent, subject: u32) -> u128 {
        self.order += 1;
        let order = self.order & ((1 << ORDER_BITS) - 1);
        u128::from(time.min(LATEST)) << TIME_SHIFT
            | u128::from(order << KIND_BITS | kind as u64) << SUBJECT_BITS
            | u128::from(subject)
    }

    /// Takes what happens next: its time, kind and subject.
    #[inline]
    #[allow(clippy::cast_possible_truncation)] // the fields of an entry
    pub(super) fn next(&mut self) -> Option<(u64, SimEvent, u32)> {
        if self.spent
            && let Some(top) = self.heap.peek_mut()
        {
            PeekMut::pop(top);
        }
        self.spent = false;
        let top = self.heap.peek().map_or(NOTHING, |&Reverse(top)| top);
        if self.arrival < top {
            let time = (self.arrival >> TIME_SHIFT) as u64;
            self.arrival = NOTHING;
            return Some((time, SimEvent::Arrives, 0));
        }
        if top == NOTHING {
            return None;
        }
        self.spent = true;
        let kind = (top >> SUBJECT_BITS) as usize & ((1 << KIND_BITS) - 1);
        // Only `at` makes entries, and it writes a kind of this list.
        let kind = KINDS.get(kind).copied()?;
        Some(((top >> TIME_SHIFT) as u64, kind, top as u32))
    }

    /// How many things are still to happen.
    pub(super) fn len(&self) -> usize {
        self.heap.len() - usize::from(self.spent) + usize::from(self.arrival != NOTHING)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_times_happen_in_order_of_insertion() {
        let mut schedule = Schedule::default();
        for subject in 0..100 {
            schedule.at(u64::from(subject % 3), SimEvent::WorkEnds, subject);
        }
        let mut seen = Vec::new();
        while let Some((time, _, subject)) = schedule.next() {
            seen.push((time, subject));
        }
        let mut expected: Vec<(u64, u32)> = (0..100).map(|n| (u64::from(n % 3), n)).collect();
        expected.sort_unstable();
        assert_eq!(seen, expected);
    }

    #[test]
    fn what_is_scheduled_while_something_happens_finds_its_place() {
        let mut schedule = Schedule::default();
        schedule.at(5, SimEvent::WorkEnds, 1);
        schedule.at(9, SimEvent::WorkEnds, 2);
        schedule.arrival_at(8);
        assert_eq!(schedule.next(), Some((5, SimEvent::WorkEnds, 1)));
        assert_eq!(schedule.len(), 2);
        schedule.at(7, SimEvent::AnswerArrives, 3);
        schedule.at(6, SimEvent::TimeoutEnds, 4);
        assert_eq!(schedule.next(), Some((6, SimEvent::TimeoutEnds, 4)));
        assert_eq!(schedule.next(), Some((7, SimEvent::AnswerArrives, 3)));
        schedule.at(8, SimEvent::Relays, 5);
        assert_eq!(schedule.next(), Some((8, SimEvent::Arrives, 0)), "it was scheduled first");
        assert_eq!(schedule.next(), Some((8, SimEvent::Relays, 5)));
        assert_eq!(schedule.next(), Some((9, SimEvent::WorkEnds, 2)));
        assert_eq!(schedule.next(), None);
        assert_eq!(schedule.len(), 0);
    }

    #[test]
    fn every_kind_survives_its_packing() {
        let mut schedule = Schedule::default();
        for (time, &kind) in (0..).zip(&KINDS) {
            schedule.at(time, kind, u32::MAX);
        }
        for (time, &kind) in (0..).zip(&KINDS) {
            assert_eq!(schedule.next(), Some((time, kind, u32::MAX)));
        }
    }
}
