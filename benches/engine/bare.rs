//! The limit: bare loops for queues in series that only count and sum.
//!
//! Their own heap, one generator, no model, no policies, no report, no units. What the engine reaches of
//! them is what its model, its books and its report cost. There are two: the plain one, which takes the
//! earliest entry and pushes what follows, is the loop to which the wanted ratios refer; the tuned one
//! replaces the top in place and packs its entries. Not a benchmark by itself: `workload.rs` uses them.

use std::cmp::Reverse;
use std::collections::binary_heap::PeekMut;
use std::collections::{BinaryHeap, VecDeque};

use rand_core::{Rng as _, SeedableRng as _};
use rand_xoshiro::Xoshiro256PlusPlus;

/// Ticks in the mean of the work.
const MEAN: f64 = 100_000.0;
const ARRIVAL: u32 = u32::MAX;

/// One number of an exponential distribution, in whole ticks.
#[inline]
fn exponential(random: &mut Xoshiro256PlusPlus, mean: f64) -> u64 {
    #[allow(clippy::cast_precision_loss)]
    let uniform = ((random.next_u64() >> 11) as f64 + 0.5) * (1.0 / (1u64 << 53) as f64);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let length = (-mean * uniform.ln()) as u64;
    length
}

/// Runs `requests` through `stages` stations of `workers` each, with `rate` arrivals in the mean of
/// the work; gives the mean response in means of the work. The plain loop.
pub fn plain(stages: usize, workers: u32, rate: f64, requests: u64, seed: u64) -> f64 {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    // Time, the order of insertion, what it is.
    let mut heap: BinaryHeap<Reverse<(u64, u64, u32)>> = BinaryHeap::with_capacity(64);
    let mut order = 0_u64;
    let mut queues: Vec<VecDeque<u64>> = vec![VecDeque::new(); stages];
    let mut free: Vec<Vec<u32>> = (0..stages).map(|_| (0..workers).rev().collect()).collect();
    let mut served = vec![0_u64; stages * workers as usize];
    let (mut arrived, mut left, mut sum) = (0_u64, 0_u64, 0_u64);
    heap.push(Reverse((exponential(&mut random, MEAN / rate), order, ARRIVAL)));
    while let Some(Reverse((now, _, what))) = heap.pop() {
        let (mut station, mut born) = (0, now);
        if what == ARRIVAL {
            arrived += 1;
            if arrived < requests {
                order += 1;
                let next = now + exponential(&mut random, MEAN / rate);
                heap.push(Reverse((next, order, ARRIVAL)));
            }
        } else {
            let (from, worker) = ((what >> 8) as usize, what & 255);
            let place = from * workers as usize + worker as usize;
            born = served[place];
            if let Some(next) = queues[from].pop_front() {
                served[place] = next;
                order += 1;
                heap.push(Reverse((now + exponential(&mut random, MEAN), order, what)));
            } else {
                free[from].push(worker);
            }
            station = from + 1;
        }
        if station == stages {
            left += 1;
            sum += now - born;
        } else if let Some(worker) = free[station].pop() {
            served[station * workers as usize + worker as usize] = born;
            order += 1;
            #[allow(clippy::cast_possible_truncation)]
            let what = (station as u32) << 8 | worker;
            heap.push(Reverse((now + exponential(&mut random, MEAN), order, what)));
        } else {
            queues[station].push_back(born);
        }
    }
    mean_response(sum, left)
}

/// The same, tuned.
pub fn tuned(stages: usize, workers: u32, rate: f64, requests: u64, seed: u64) -> f64 {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    // The same entry in fewer bytes.
    let mut heap: BinaryHeap<Reverse<(u64, u32, u32)>> = BinaryHeap::with_capacity(64);
    let mut order = 0_u32;
    let mut queues: Vec<VecDeque<u64>> = vec![VecDeque::new(); stages];
    let mut free: Vec<Vec<u32>> = (0..stages).map(|_| (0..workers).rev().collect()).collect();
    let mut born = vec![0_u64; stages * workers as usize];
    let (mut arrived, mut left, mut sum) = (0_u64, 0_u64, 0_u64);
    heap.push(Reverse((exponential(&mut random, MEAN / rate), order, ARRIVAL)));
    while let Some(&Reverse((now, _, what))) = heap.peek() {
        let mut replacement = None;
        let (station, since) = if what == ARRIVAL {
            arrived += 1;
            if arrived < requests {
                order = order.wrapping_add(1);
                replacement =
                    Some(Reverse((now + exponential(&mut random, MEAN / rate), order, ARRIVAL)));
            }
            (0, now)
        } else {
            let (station, worker) = ((what >> 8) as usize, what & 255);
            let since = born[station * workers as usize + worker as usize];
            if let Some(next) = queues[station].pop_front() {
                born[station * workers as usize + worker as usize] = next;
                order = order.wrapping_add(1);
                replacement = Some(Reverse((now + exponential(&mut random, MEAN), order, what)));
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
            heap.push(Reverse((now + exponential(&mut random, MEAN), order, what)));
        } else {
            queues[station].push_back(since);
        }
    }
    mean_response(sum, left)
}

#[allow(clippy::cast_precision_loss)]
fn mean_response(sum: u64, left: u64) -> f64 {
    sum as f64 / left as f64 / MEAN
}
