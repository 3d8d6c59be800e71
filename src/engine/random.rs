//! Random numbers as a function of an address: a draw is addressed by what it is for.
//!
//! A draw is a short sequence of numbers, nearly always one. They come from Philox4x32-10 blocks, of a
//! key made of (seed, replication) and a counter made of (request, submission and attempt, purpose,
//! stream), where the stream of a step is a hash of its id. No state is carried from draw to draw. So
//! two designs of one process see the same arrivals and the same work for the same step of the same
//! request, whatever else happens in them, and a step that is added or moved in the document changes
//! nothing for the others.
//!
//! Source: Salmon, Moraes, Dror, Shaw: "Parallel Random Numbers: As Easy as 1, 2, 3" (SC'11).

use rand_philox::{philox4x32_10, splitmix64};

use crate::model::fingerprint;

/// What a draw is for; part of its address, of three bits: the last one is held below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Purpose {
    Arrival = 0,
    Work = 1,
    Failure = 2,
    Jitter = 3,
    Think = 4,
    CompensationWork = 5,
    CompensationFailure = 6,
    /// What is drawn once for a customer, whatever is tried again: the attempt's place says which of them.
    Customer = 7,
}

// One more than there is room for would share the address of another, without a word.
const _: () = assert!((Purpose::Customer as u64) < 1 << (64 - PURPOSE_SHIFT));

/// The random numbers of one replication.
#[derive(Debug, Clone, Copy)]
pub(super) struct RandomSource {
    key: [u32; 2],
}

/// The numbers of one draw, as many as are asked for.
#[derive(Debug, Clone)]
pub(super) struct RandomDraw {
    key: [u32; 2],
    /// The counter's halves: request and attempt; stream, block and purpose.
    place: u64,
    subject: u64,
    spare: Option<u64>,
}

impl RandomSource {
    #[allow(clippy::cast_possible_truncation)] // the halves of the key
    pub(super) fn new(seed: u64, replication: u32) -> Self {
        const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
        let mixed = splitmix64(seed.wrapping_add(GOLDEN))
            ^ splitmix64(u64::from(replication).wrapping_add(1).wrapping_mul(GOLDEN))
                .rotate_left(32);
        let mixed = splitmix64(mixed);
        Self { key: [mixed as u32, (mixed >> 32) as u32] }
    }

    /// The draw of the n-th arrival: two of them share their first block.
    #[inline]
    pub(super) fn arrival(self, number: u32, other: &mut Option<u64>) -> RandomDraw {
        let mut draw = self.draw(number, 0, Purpose::Arrival, 0);
        if number.is_multiple_of(2) {
            let (first, second) = draw.block();
            draw.spare = Some(first);
            *other = Some(second);
        } else {
            draw.spare = other.take();
        }
        draw
    }

    /// The draw at this address; `attempt` holds the submission in its upper half.
    #[inline]
    pub(super) fn draw(
        self,
        request: u32,
        attempt: u32,
        purpose: Purpose,
        stream: u64,
    ) -> RandomDraw {
        RandomDraw {
            key: self.key,
            place: u64::from(attempt) << 32 | u64::from(request),
            subject: (purpose as u64) << PURPOSE_SHIFT | stream,
            spare: None,
        }
    }
}

/// In the counter's upper half: 53 bits of the stream, 8 of the block's number, 3 of the purpose.
const STREAM_BITS: u32 = 53;
const BLOCKS: u64 = 0xff << STREAM_BITS;
const BLOCK_STEP: u64 = 1 << STREAM_BITS;
const PURPOSE_SHIFT: u32 = 61;

impl RandomDraw {
    /// The next 64 random bits.
    #[inline]
    pub(super) fn bits(&mut self) -> u64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        let (first, second) = self.block();
        self.spare = Some(second);
        first
    }

    #[inline]
    fn block(&mut self) -> (u64, u64) {
        let block = block(self.key, self.place, self.subject);
        self.next_block();
        block
    }

    /// The next number, uniform on the open interval (0, 1).
    #[inline]
    pub(super) fn uniform(&mut self) -> f64 {
        unit(self.bits())
    }

    /// After 256 blocks they come again: no sampler asks for that many, except with a probability
    /// below that of a broken machine.
    #[inline]
    fn next_block(&mut self) {
        let block = self.subject.wrapping_add(BLOCK_STEP) & BLOCKS;
        self.subject = (self.subject & !BLOCKS) | block;
    }
}

/// The one place that makes a block: arguments and result in registers, whoever asks.
#[inline(never)]
#[allow(clippy::cast_possible_truncation)] // the words of the counter
fn block(key: [u32; 2], place: u64, subject: u64) -> (u64, u64) {
    let counter = [place as u32, (place >> 32) as u32, subject as u32, (subject >> 32) as u32];
    let [a, b, c, d] = philox4x32_10(counter, key);
    (u64::from(a) << 32 | u64::from(b), u64::from(c) << 32 | u64::from(d))
}

/// The stream of a step: from a hash of its id.
pub(super) fn stream(id: &str) -> u64 {
    fingerprint(id) >> (64 - STREAM_BITS)
}

/// 53 random bits as a number on the open interval (0, 1).
#[inline]
#[allow(clippy::cast_precision_loss)] // 53 bits are exact
pub(super) fn unit(bits: u64) -> f64 {
    const STEP: f64 = 1.0 / (1u64 << 53) as f64;
    ((bits >> 11) as f64 + 0.5) * STEP
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draw_depends_on_every_part_of_its_address_and_on_nothing_else() {
        let bits = |seed, replication, request, attempt, purpose, id| {
            RandomSource::new(seed, replication).draw(request, attempt, purpose, stream(id)).bits()
        };
        let drawn = bits(1, 0, 7, 0, Purpose::Work, "pay");
        assert_eq!(drawn, bits(1, 0, 7, 0, Purpose::Work, "pay"));
        for other in [
            bits(2, 0, 7, 0, Purpose::Work, "pay"),
            bits(1, 1, 7, 0, Purpose::Work, "pay"),
            bits(1, 0, 8, 0, Purpose::Work, "pay"),
            bits(1, 0, 7, 1, Purpose::Work, "pay"),
            bits(1, 0, 7, 0, Purpose::Failure, "pay"),
            bits(1, 0, 7, 0, Purpose::Work, "ship"),
        ] {
            assert_ne!(drawn, other);
        }
    }

    #[test]
    fn a_draw_goes_on_without_repeating_itself() {
        let mut draw = RandomSource::new(1, 0).draw(7, 0, Purpose::Work, stream("pay"));
        let mut numbers: Vec<u64> = (0..500).map(|_| draw.bits()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), 500);
    }

    #[test]
    fn draws_are_uniform_enough_for_their_mean_and_variance() {
        // 100,000 uniform numbers: the mean's standard error is 0.00091, the variance's about 0.00024.
        let random = RandomSource::new(3, 0);
        let numbers: Vec<f64> =
            (0..100_000).map(|n| random.draw(n, 0, Purpose::Work, 1).uniform()).collect();
        #[allow(clippy::cast_precision_loss)]
        let count = numbers.len() as f64;
        let mean = numbers.iter().sum::<f64>() / count;
        let variance = numbers.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / count;
        assert!((mean - 0.5).abs() < 0.004, "{mean}");
        assert!((variance - 1.0 / 12.0).abs() < 0.001, "{variance}");
        assert!(numbers.iter().all(|&x| 0.0 < x && x < 1.0));
    }
}
