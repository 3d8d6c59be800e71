//! Words with values in them: templates, lengths of time, ratios, lists.
//!
//! What the verdict says is written once, in the tables, with `{names}` in the place of values; so a
//! further sentence costs its text and no code.

use std::fmt::Write as _;

/// The template with each `{name}` replaced by its value.
pub(super) fn fill(template: &str, value: &dyn Fn(&str) -> String) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        text.push_str(&value(name));
        rest = after;
    }
    text.push_str(rest);
    text
}

/// The template with each `{name}` replaced by the value that is listed for it.
pub(super) fn fill_with(template: &str, values: &[(&str, String)]) -> String {
    fill(template, &|name| {
        values.iter().find(|(it, _)| *it == name).map(|(_, text)| text.clone()).unwrap_or_default()
    })
}

/// A length of time as people say it: `250 ms`, `2 s`, `10 min`, `3 h`, `2 days`.
pub(super) fn length(ms: f64) -> String {
    let (value, unit) = match ms {
        _ if ms < 1_000.0 => (ms, "ms"),
        _ if ms < 120_000.0 => (ms / 1_000.0, "s"),
        _ if ms < 7_200_000.0 => (ms / 60_000.0, "min"),
        _ if ms < 172_800_000.0 => (ms / 3_600_000.0, "h"),
        _ => (ms / 86_400_000.0, "days"),
    };
    format!("{} {unit}", number(value))
}

/// A number with one decimal at most.
pub(super) fn number(value: f64) -> String {
    let mut text = String::new();
    let digits = usize::from((value - libm::round(value)).abs() > 0.05);
    let _ = write!(text, "{value:.digits$}"); // writing to a text does not fail
    text
}

/// A share of one as per cent, with so many decimals.
pub(super) fn per_cent(ratio: f64, digits: usize) -> String {
    format!("{:.digits$} %", ratio * 100.0)
}

/// So many of something: `1 worker`, `4 workers`.
pub(super) fn counted(count: u32, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_filled_where_it_names_a_value() {
        let values = [("step", "Pay".to_owned()), ("work", "2 s".to_owned())];
        assert_eq!(fill_with("{step} takes {work}.", &values), "Pay takes 2 s.");
        assert_eq!(fill_with("Nothing to fill", &values), "Nothing to fill");
        assert_eq!(fill_with("{unknown}{step", &values), "Pay");
    }

    #[test]
    fn lengths_are_said_in_the_unit_that_fits() {
        for (ms, text) in [
            (250.0, "250 ms"),
            (1_500.0, "1.5 s"),
            (60_000.0, "60 s"),
            (600_000.0, "10 min"),
            (10_800_000.0, "3 h"),
            (172_800_000.0, "2 days"),
        ] {
            assert_eq!(length(ms), text);
        }
        assert_eq!(per_cent(0.99501, 1), "99.5 %");
    }

    #[test]
    fn one_is_no_plural() {
        assert_eq!(counted(1, "place", "places"), "1 place");
        assert_eq!(counted(0, "place", "places"), "0 places");
    }
}
