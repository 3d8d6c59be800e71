//! What a field's name says: its label and its unit.

use crate::units::typed::PER_CENT;

/// The ends of names that are units, with what a form shows for them. The longer ones first.
const UNITS: [(&str, &str); 5] =
    [("_per_s", "per s"), ("_ms", "ms"), ("_s", "s"), ("_ratio", PER_CENT), ("_bytes", "bytes")];

/// Fields whose names alone say too little where they stand by themselves.
const LABELS: [(&str, &str); 10] = [
    ("at_s", "From"),
    ("for_s", "Lasts"),
    ("one_way_ms", "One way"),
    ("p99_ms", "99th percentile"),
    ("min", "At least"),
    ("max", "At most"),
    ("after", "Comes after"),
    ("service", "Performed by"),
    ("caller", "Called by"),
    ("branch", "On branch"),
];

/// What a number in a field of this name counts.
pub(crate) fn unit(name: &str) -> &'static str {
    let found = UNITS.iter().find(|(end, _)| name.ends_with(end));
    match (found, name) {
        (Some((_, unit)), _) => unit,
        (None, "ratio") => PER_CENT,
        (None, "factor") => "×",
        (None, _) => "",
    }
}

/// What a form calls a field: its name without the unit, in words.
pub(crate) fn label(name: &str) -> String {
    if let Some((_, label)) = LABELS.iter().find(|(known, _)| *known == name) {
        return (*label).to_owned();
    }
    let bare = (UNITS.iter()).find_map(|(end, _)| name.strip_suffix(end)).unwrap_or(name);
    let words = bare.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_its_label_and_its_unit() {
        for (name, expected) in [
            ("timeout_ms", ("Timeout", "ms")),
            ("rate_per_s", ("Rate", "per s")),
            ("warm_up_s", ("Warm up", "s")),
            ("retry_budget_ratio", ("Retry budget", "%")),
            ("ratio", ("Ratio", "%")),
            ("factor", ("Factor", "×")),
            ("message_bytes", ("Message", "bytes")),
            ("max_attempts", ("Max attempts", "")),
            ("p99_ms", ("99th percentile", "ms")),
            ("status", ("Status", "")),
        ] {
            assert_eq!((label(name).as_str(), unit(name)), expected, "{name}");
        }
    }
}
