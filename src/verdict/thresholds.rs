//! From where on something is long, many, or much: the numbers that rules, criteria, patterns and
//! contradictions share, each with its reason.

/// Longer than this nobody waits for an answer, product: the limit of attention for one dialogue (Nielsen 1993).
pub(super) const NOBODY_WAITS_MS: f64 = 10_000.0;
/// Beyond this tolerance a delay does not show: the same limit of attention.
pub(super) const TOLERABLE_MS: f64 = 10_000.0;
/// From this tolerance on nobody stands and waits, product.
pub(super) const NOBODY_STANDS_MS: f64 = 300_000.0;
/// Up to this tolerance people feel no delay at all (Nielsen 1993).
pub(super) const FELT_AT_ONCE_MS: f64 = 100.0;
/// Longer than this no gateway or proxy holds a call by default, product: common limits are 29 to 60 s.
pub(super) const NO_GATEWAY_HOLDS_MS: f64 = 30_000.0;
/// Up to this tolerance a hop through a broker may show.
pub(super) const HARDLY_TOLERABLE_MS: f64 = 1_000.0;
/// From so many reads for one write on, reads are worth a model of their own.
pub(super) const MANY_READS: f64 = 10.0;
/// From so many others on, a fact has several who react.
pub(super) const SEVERAL: usize = 2;
/// From so many teams on, releasing together costs more than it gives.
pub(super) const MANY_TEAMS: u32 = 3;
