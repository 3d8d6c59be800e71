//! Ids and names that nothing else has yet.

use crate::model::limits;

/// An id made of a name: its letters and digits in lower case, with a hyphen for whatever lies between;
/// with a number behind it where another one has it already.
pub(crate) fn fresh_id(name: &str, fallback: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut id = String::new();
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() {
            id.push(letter.to_ascii_lowercase());
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
        // Room for a number behind it.
        if id.len() >= limits::ID_CHARACTERS - 5 {
            break;
        }
    }
    let id = id.trim_end_matches('-');
    numbered(if id.is_empty() { fallback } else { id }, "-", is_taken)
}

/// A name, with a number behind it where another one has it already.
pub(super) fn fresh_name(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    numbered(name, " ", is_taken)
}

fn numbered(name: &str, between: &str, is_taken: impl Fn(&str) -> bool) -> String {
    if !is_taken(name) {
        return name.to_owned();
    }
    // Of what is taken there is only so much.
    (2..u32::MAX)
        .map(|number| format!("{name}{between}{number}"))
        .find(|candidate| !is_taken(candidate))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_readable_and_nobody_elses() {
        let taken = ["pay", "pay-2", "step"];
        let is_taken = |id: &str| taken.contains(&id);
        for (name, id) in [
            ("Authorise payment", "authorise-payment"),
            ("  Pay! ", "pay-3"),
            ("Größe prüfen", "gr-e-pr-fen"),
            ("支付", "step-2"),
            ("", "step-2"),
            ("v1.2 (new)", "v1-2-new"),
        ] {
            assert_eq!(fresh_id(name, "step", is_taken), id, "{name}");
        }
        let long = fresh_id(&"ab ".repeat(100), "step", is_taken);
        assert!(long.len() <= limits::ID_CHARACTERS - 5 && !long.ends_with('-'), "{long}");
    }

    #[test]
    fn a_name_gets_a_number_only_where_it_is_taken() {
        let taken = ["New step", "New step 2"];
        let is_taken = |name: &str| taken.contains(&name);
        assert_eq!(fresh_name("New step", is_taken), "New step 3");
        assert_eq!(fresh_name("Pay", is_taken), "Pay");
    }
}
