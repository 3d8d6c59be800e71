//! The sources of what the rules say, by their titles.

use crate::verdict::SOURCES;

/// The titles of the sources with these numbers.
pub fn titles(numbers: &str) -> String {
    let titles: Vec<&str> = (SOURCES.iter())
        .filter(|source| numbers.contains(source.id))
        .map(|source| source.title)
        .collect();
    titles.join("; ")
}
