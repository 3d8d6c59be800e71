//! Exponential numbers without a logarithm: the ziggurat of Marsaglia and Tsang.
//!
//! The area under exp(-x) is covered by 256 layers of equal area. A number uniform in a random layer
//! is right at once in 98.9 of 100 cases; otherwise it is tried against the curve itself, or comes
//! from the tail. The crates that have it take `exp` and `ln` from the standard library as soon as
//! anything else in the tree asks for that, and its bits differ between targets; here they are
//! `libm`'s.
//!
//! Source: Marsaglia, Tsang: "The Ziggurat Method for Generating Random Variables" (2000).

use std::sync::LazyLock;

use super::random::{RandomDraw, unit};

const LAYERS: usize = 256;
/// Where the tail begins.
const TAIL: f64 = 7.697_117_470_131_05;
/// The area of each layer.
const AREA: f64 = 0.003_949_659_822_581_557;

/// Right edge and height of each layer; one more of each closes the last.
struct Layers {
    edge: [f64; LAYERS + 1],
    height: [f64; LAYERS + 1],
}

static LAYER: LazyLock<Layers> = LazyLock::new(|| {
    let mut edge = [0.0; LAYERS + 1];
    edge[0] = AREA / libm::exp(-TAIL);
    edge[1] = TAIL;
    for layer in 2..LAYERS {
        let below = edge[layer - 1];
        edge[layer] = -libm::log(AREA / below + libm::exp(-below));
    }
    Layers { edge, height: edge.map(|x| libm::exp(-x)) }
});

/// An exponential number with mean 1.
#[inline]
pub(super) fn exponential(mut draw: RandomDraw) -> f64 {
    let layers = &*LAYER;
    let (layer, x) = place(layers, draw.bits());
    if x < layers.edge[layer + 1] { x } else { beside(layers, draw, layer, x) }
}

/// The layer from the lowest 8 bits, the place in it from the upper 53.
#[inline]
fn place(layers: &Layers, bits: u64) -> (usize, f64) {
    let layer = (bits & 0xff) as usize;
    (layer, unit(bits) * layers.edge[layer])
}

/// What is not right at once. Takes the draw whole, so that until here it can live in registers.
#[cold]
#[inline(never)]
fn beside(layers: &Layers, mut draw: RandomDraw, mut layer: usize, mut x: f64) -> f64 {
    loop {
        if x < layers.edge[layer + 1] {
            return x;
        }
        if layer == 0 {
            return TAIL - libm::log(draw.uniform());
        }
        let (low, high) = (layers.height[layer], layers.height[layer + 1]);
        if low + (high - low) * draw.uniform() < libm::exp(-x) {
            return x;
        }
        (layer, x) = place(layers, draw.bits());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::random::{Purpose, RandomSource};

    #[test]
    fn the_layers_end_at_the_top_of_the_curve() {
        // The last layer's edge is 0 and its upper height 1 only if tail and area belong together.
        let below = LAYER.edge[LAYERS - 1];
        assert!((AREA / below + libm::exp(-below) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn every_percentile_is_that_of_the_exponential() {
        // A million draws: the standard error of an empirical distribution function is at most 0.0005.
        let random = RandomSource::new(5, 0);
        let mut draws: Vec<f64> =
            (0..1_000_000).map(|n| exponential(random.draw(n, 0, Purpose::Work, 9))).collect();
        draws.sort_unstable_by(f64::total_cmp);
        for share in [0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 0.9999] {
            let exact = -libm::log(1.0 - share);
            #[allow(clippy::cast_precision_loss)]
            let actual = draws.partition_point(|&x| x < exact) as f64 / 1e6;
            assert!((actual - share).abs() < 0.002, "{share}: {actual}");
        }
    }
}
