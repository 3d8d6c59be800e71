//! Looks at how many customers wait for their answer, and how many events are pending in each topic: at the
//! end of each quarter of the interval, so that it is known what of them grows (`growth`).
//!
//! A look is taken before whatever first changes one of these counts at or after its moment.

/// How often it is looked in a replication.
pub(in crate::engine) const LOOKS: usize = 4;

/// The looks of one replication. Counts go on from one replication to the next, so what had been counted
/// when this one began is taken off.
#[derive(Debug, Clone, Default)]
pub(super) struct Looks {
    window: (u64, u64),
    taken: usize,
    /// When the next one is.
    next: u64,
    /// Customers who waited.
    pub waiting: [u64; LOOKS],
    /// By step: events that were pending.
    pub backlogs: Vec<[u64; LOOKS]>,
    unanswered_before: u64,
    pending_before: Vec<u64>,
}

impl Looks {
    /// Before the first replication of so many steps, of which this is the measured interval.
    pub(super) fn new(window: (u64, u64), steps: usize) -> Self {
        let mut looks = Self {
            window,
            backlogs: vec![[0; LOOKS]; steps],
            pending_before: vec![0; steps],
            ..Self::default()
        };
        looks.next = looks.moment();
        looks
    }

    /// Before the next replication, when so much has been counted.
    pub(super) fn begin(&mut self, unanswered: u64, pending: impl Iterator<Item = u64>) {
        self.taken = 0;
        self.next = self.moment();
        self.unanswered_before = unanswered;
        self.pending_before.clear();
        self.pending_before.extend(pending);
    }

    /// Whether the next one is due by now.
    #[inline]
    pub(super) fn is_due(&self, now: u64) -> bool {
        now >= self.next
    }

    /// Takes it, when so much has been counted.
    pub(super) fn take(&mut self, unanswered: u64, pending: impl Iterator<Item = u64>) {
        self.waiting[self.taken] = unanswered - self.unanswered_before;
        let before = self.pending_before.iter();
        for ((backlog, before), pending) in self.backlogs.iter_mut().zip(before).zip(pending) {
            backlog[self.taken] = pending - before;
        }
        self.taken += 1;
        self.next = self.moment();
    }

    /// When the next look is; after the last one, never.
    fn moment(&self) -> u64 {
        let (since, until) = self.window;
        let quarters = self.taken as u64 + 1;
        let at = since + (until - since) / LOOKS as u64 * quarters;
        if self.taken < LOOKS { at } else { u64::MAX }
    }

    /// Of so many customers without an answer, those of this replication.
    pub(super) fn of_this(&self, unanswered: u64) -> u64 {
        unanswered - self.unanswered_before
    }
}
