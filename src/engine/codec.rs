//! Numbers out of values, and back: one walk over the fields serves both directions (`wire`).

/// Writes numbers, or reads them back.
pub(super) enum Codec<'a> {
    Out(Vec<f64>),
    In(std::slice::Iter<'a, f64>),
}

impl Codec<'_> {
    pub(super) fn real(&mut self, value: &mut f64) {
        match self {
            Self::Out(numbers) => numbers.push(*value),
            Self::In(numbers) => *value = numbers.next().copied().unwrap_or_default(),
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
            let most = numbers.len();
            list.resize(usize::try_from(length).unwrap_or(most).min(most), T::default());
        }
        for one in list {
            each(self, one);
        }
    }
}
