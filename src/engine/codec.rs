//! Numbers out of values, and back: one walk over the fields serves both directions (`wire`).

/// Writes numbers, or reads them back.
pub(super) enum Codec<'a> {
    Out(Vec<f64>),
    In(Numbers<'a>),
}

/// Numbers that are read, and whether more was asked for than there were.
pub(super) struct Numbers<'a> {
    left: std::slice::Iter<'a, f64>,
    ran_out: bool,
}

impl<'a> Numbers<'a> {
    pub(super) fn new(numbers: &'a [f64]) -> Self {
        Self { left: numbers.iter(), ran_out: false }
    }

    /// Whether all was there, and nothing besides.
    pub(super) fn are_complete(&self) -> bool {
        !self.ran_out && self.left.as_slice().is_empty()
    }

    pub(super) fn next(&mut self) -> Option<f64> {
        let next = self.left.next().copied();
        self.ran_out |= next.is_none();
        next
    }
}

impl Codec<'_> {
    pub(super) fn real(&mut self, value: &mut f64) {
        match self {
            Self::Out(numbers) => numbers.push(*value),
            Self::In(numbers) => *value = numbers.next().unwrap_or_default(),
        }
    }

    /// A count; all ones, which stands for "none yet", comes back as itself.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub(super) fn count(&mut self, value: &mut u64) {
        let mut number = *value as f64;
        self.real(&mut number);
        *value = number as u64;
    }

    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
    pub(super) fn signed(&mut self, value: &mut i64) {
        let mut number = *value as f64;
        self.real(&mut number);
        *value = number as i64;
    }

    pub(super) fn small(&mut self, value: &mut u32) {
        let mut count = u64::from(*value);
        self.count(&mut count);
        *value = u32::try_from(count).unwrap_or(u32::MAX);
    }

    pub(super) fn counts(&mut self, values: &mut [&mut u64]) {
        for value in values {
            self.count(value);
        }
    }

    pub(super) fn list<T: Clone + Default>(
        &mut self,
        list: &mut Vec<T>,
        each: fn(&mut Self, &mut T),
    ) {
        let mut length = list.len() as u64;
        self.count(&mut length);
        if let Self::In(numbers) = self {
            // No longer than the numbers that are there, whatever length they claim.
            let (most, length) =
                (numbers.left.len(), usize::try_from(length).unwrap_or(usize::MAX));
            numbers.ran_out |= length > most;
            list.resize(length.min(most), T::default());
        }
        for one in list {
            each(self, one);
        }
    }
}
