//! The limit: a bare loop for queues in series that only counts and sums.
//!
//! Its own heap, one generator, no model, no policies, no report, no units. What the engine reaches of
//! it is what its model, its books and its report cost. Not a benchmark by itself: `main.rs` uses it.

use std::cmp::Reverse;
use std::collections::binary_heap::PeekMut;
use std::collections::{BinaryHeap, VecDeque};

use rand_core::{Rng as _, SeedableRng as _};
use rand_xoshiro::Xoshiro256PlusPlus;

/// Ticks in the mean of the work.
const MEAN: f64 = 100_000.0;
const ARRIVAL: u32 = u32::MAX;

/// Runs `requests` through `stages` stations of `workers` each, with `rate` arrivals in the mean of
/// the work; gives the mean response in means of the work.
pub fn queues(stages: usize, workers: u32, rate: f64, requests: u64, seed: u64) -> f64 {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut exponential = |mean: f64| {
        #[allow(clippy::cast_precision_loss)]
        let uniform = ((random.next_u64() >> 11) as f64 + 0.5) / (1u64 << 53) as f64;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let length = (-mean * uniform.ln()) as u64;
        length
    };
    // Time in the upper half, then the order of insertion, then what it is.
    let mut heap: BinaryHeap<Reverse<(u64, u32, u32)>> = BinaryHeap::with_capacity(64);
    let mut order = 0_u32;
    let mut queues: Vec<VecDeque<u64>> = vec![VecDeque::new(); stages];
    let mut free: Vec<Vec<u32>> = (0..stages).map(|_| (0..workers).rev().collect()).collect();
    let mut born = vec![0_u64; stages * workers as usize];
    let (mut arrived, mut left, mut sum) = (0_u64, 0_u64, 0_u64);
    heap.push(Reverse((exponential(MEAN / rate), order, ARRIVAL)));
    while let Some(&Reverse((now, _, what))) = heap.peek() {
        let mut replacement = None;
        let (station, since) = if what == ARRIVAL {
            arrived += 1;
            if arrived < requests {
                order = order.wrapping_add(1);
                replacement = Some(Reverse((now + exponential(MEAN / rate), order, ARRIVAL)));
            }
            (0, now)
        } else {
            let (station, worker) = ((what >> 8) as usize, what & 255);
            let since = born[station * workers as usize + worker as usize];
            if let Some(next) = queues[station].pop_front() {
                born[station * workers as usize + worker as usize] = next;
                order = order.wrapping_add(1);
                replacement = Some(Reverse((now + exponential(MEAN), order, what)));
            } else {
                free[station].push(worker);
            }
            (station + 1, since)
        };
        match (replacement, heap.peek_mut()) {
            (Some(entry), Some(mut top)) => *top = entry,
            (None, Some(top)) => drop(PeekMut::pop(top)),
            (_, None) => {}
        }
        if station == stages {
            left += 1;
            sum += now - since;
        } else if let Some(worker) = free[station].pop() {
            born[station * workers as usize + worker as usize] = since;
            order = order.wrapping_add(1);
            #[allow(clippy::cast_possible_truncation)]
            let what = (station as u32) << 8 | worker;
            heap.push(Reverse((now + exponential(MEAN), order, what)));
        } else {
            queues[station].push_back(since);
        }
    }
    #[allow(clippy::cast_precision_loss)]
    let mean = sum as f64 / left as f64 / MEAN;
    mean
}
