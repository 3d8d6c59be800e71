//! A topic: the events that wait for the consumers of one step, as one queue or in partitions.
//!
//! A work queue gives its events to any free worker, in the order of their arrival. A topic in partitions has
//! one queue for each, of which only the head can be taken; from then on the partition is *held*, until that
//! event is done or given up: no second one of it is under way, and none overtakes. Of all heads that can be
//! taken the oldest goes first, which is what the heap is for.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use super::entity::NONE;

#[derive(Debug, Default)]
pub(super) struct Topic {
    /// Messages that can be taken, of a work queue.
    queue: VecDeque<u32>,
    /// The partitions; none of a work queue.
    partitions: Box<[Partition]>,
    /// The heads that can be taken, by turn.
    heads: BinaryHeap<Reverse<(u64, u32)>>,
    /// Messages that wait in partitions.
    in_partitions: usize,
    /// Messages in their pause before redelivery.
    pub pausing: u32,
    /// Messages being worked on, and how many may be at once.
    pub working: u32,
    pub consumers: u32,
    /// Partitions that are held by a head in its pause.
    pub holding: u32,
    pub peak_at: u64,
    pub peak: u64,
    pub drained: bool,
    pub published_while_poisonous: u32,
}

#[derive(Debug, Clone, Default)]
struct Partition {
    /// With their turns.
    messages: VecDeque<(u32, u64)>,
    /// Its head has been taken, and is neither done nor given up.
    held: bool,
}

impl Topic {
    /// Of so many partitions, none: a work queue; and for so many consumers.
    pub(super) fn new(partitions: u32, consumers: u32) -> Self {
        Self {
            partitions: vec![Partition::default(); partitions as usize].into(),
            consumers,
            ..Self::default()
        }
    }

    /// Messages that wait, those in their pause left out.
    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(super) fn waiting(&self) -> usize {
        self.queue.len() + self.in_partitions
    }

    /// A message has come to a work queue, behind all that wait.
    #[inline]
    pub(super) fn queue_up(&mut self, message: u32, now: u64) {
        self.queue.push_back(message);
        self.note_backlog(now);
    }

    /// There is one message more: the deepest backlog so far is noted.
    #[inline]
    pub(super) fn note_backlog(&mut self, now: u64) {
        let backlog = self.waiting() as u64 + u64::from(self.pausing);
        if backlog > self.peak {
            self.peak = backlog;
            self.peak_at = now;
            self.drained = false;
        }
    }

    /// A message has come, behind all that wait; `partition` is `NONE` in a work queue.
    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(super) fn append(&mut self, message: u32, turn: u64, partition: u32) {
        let Some(of) = self.partitions.get_mut(partition as usize) else {
            self.queue.push_back(message);
            return;
        };
        of.messages.push_back((message, turn));
        self.in_partitions += 1;
        if of.messages.len() == 1 && !of.held {
            self.heads.push(Reverse((turn, partition)));
        }
    }

    /// A head that was taken is there again, before all that wait behind it.
    pub(super) fn comes_again(&mut self, message: u32, turn: u64, partition: u32) {
        if let Some(of) = self.partitions.get_mut(partition as usize) {
            of.messages.push_front((message, turn));
            of.held = false;
            self.in_partitions += 1;
            self.heads.push(Reverse((turn, partition)));
        }
    }

    /// The turn of the next message that can be taken; of a work queue, given its turn.
    #[inline]
    pub(super) fn next(&self, turn_of: impl FnOnce(u32) -> u64) -> Option<u64> {
        match self.queue.front() {
            Some(&message) => Some(turn_of(message)),
            None => self.heads.peek().map(|Reverse((turn, _))| *turn),
        }
    }

    /// Takes it; its partition is held from now on.
    #[cfg_attr(not(feature = "small"), inline(always))]
    pub(super) fn take(&mut self) -> Option<u32> {
        if let Some(message) = self.queue.pop_front() {
            return Some(message);
        }
        let Reverse((_, partition)) = self.heads.pop()?;
        let of = self.partitions.get_mut(partition as usize)?;
        let (message, _) = of.messages.pop_front()?;
        of.held = true;
        self.in_partitions -= 1;
        Some(message)
    }

    /// A message that was taken is done or given up: the next of its partition can be taken.
    #[inline]
    pub(super) fn let_go(&mut self, partition: u32) {
        let Some(of) = self.partitions.get_mut(partition as usize) else { return };
        of.held = false;
        if let Some(&(_, turn)) = of.messages.front() {
            self.heads.push(Reverse((turn, partition)));
        }
    }

    /// Takes the message of this turn out of a work queue, which is in the order of the turns.
    pub(super) fn take_out(&mut self, turn: u64, turn_of: impl Fn(u32) -> u64) {
        if let Ok(place) = self.queue.binary_search_by_key(&turn, |&it| turn_of(it)) {
            self.queue.remove(place);
        }
    }

    /// The first of each queue: among them is the oldest that waits.
    pub(super) fn fronts(&self) -> impl Iterator<Item = u32> {
        let heads = self.partitions.iter().filter_map(|it| it.messages.front().map(|it| it.0));
        self.queue.front().copied().into_iter().chain(heads)
    }

    /// Whether a message of this partition is one of a topic in partitions.
    pub(super) const fn is_partitioned(partition: u32) -> bool {
        partition != NONE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partition_gives_one_at_a_time_and_the_oldest_head_goes_first() {
        let mut topic = Topic::new(2, 8);
        for (message, partition) in [(10, 0), (11, 0), (12, 1), (13, 0)] {
            topic.append(message, u64::from(message), partition);
        }
        assert_eq!(
            (topic.waiting(), topic.take(), topic.take(), topic.take()),
            (4, Some(10), Some(12), None)
        );
        topic.let_go(1);
        assert_eq!(topic.take(), None);
        topic.comes_again(10, 10, 0);
        assert_eq!((topic.take(), topic.take()), (Some(10), None));
        topic.let_go(0);
        assert_eq!((topic.take(), topic.waiting()), (Some(11), 1));
        assert_eq!(topic.fronts().collect::<Vec<_>>(), [13]);
    }

    #[test]
    fn a_work_queue_gives_all_that_wait() {
        let mut topic = Topic::new(0, 8);
        for message in [5, 6, 7] {
            topic.append(message, 0, NONE);
        }
        topic.take_out(6, u64::from);
        assert_eq!(
            (topic.next(u64::from), topic.take(), topic.take(), topic.take()),
            (Some(5), Some(5), Some(7), None)
        );
    }
}
