//! A hash that is the same on every machine.

use rand_philox::splitmix64;

/// FNV-1a, mixed.
pub(crate) fn fingerprint(text: &str) -> u64 {
    splitmix64(text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    }))
}
