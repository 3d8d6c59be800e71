//! Ids and names that nothing else has yet, and ids that follow their names.

use crate::model::limits;

/// An id made of a name, with a number behind it where another one has it already.
pub(crate) fn fresh_id(name: &str, fallback: &str, is_taken: impl Fn(&str) -> bool) -> String {
    numbered(&id_of(name, fallback), "-", is_taken)
}

/// The id that what was called by the one name has once it is called by the other: one that was made of the
/// old name, with or without a number behind it, is made of the new one; one that somebody chose stays. What
/// had no name had its id chosen.
pub(super) fn followed_id(
    id: &str,
    [from, to]: [&str; 2],
    fallback: &str,
    is_taken: impl Fn(&str) -> bool,
) -> Option<String> {
    if from.is_empty() || to.is_empty() || !is_made_of(id, from, fallback) {
        return None;
    }
    let base = id_of(to, fallback);
    // One that could be made of both stays: a name in another spelling is no other id.
    (base != id_of(from, fallback)).then(|| numbered(&base, "-", is_taken))
}

/// The letters and digits of a name in lower case, with a hyphen for whatever lies between.
fn id_of(name: &str, fallback: &str) -> String {
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
    if id.is_empty() { fallback } else { id }.to_owned()
}

/// Whether an id is what a name gives, with or without a number behind it.
fn is_made_of(id: &str, name: &str, fallback: &str) -> bool {
    let base = id_of(name, fallback);
    let number = id.strip_prefix(&base).and_then(|rest| rest.strip_prefix('-'));
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
    id == base || number.is_some_and(is_number)
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
    fn an_id_that_was_made_of_a_name_follows_it_and_one_that_was_chosen_stays() {
        let taken = ["pay", "wrap", "step"];
        let is_taken = |id: &str| taken.contains(&id);
        for (id, from, to, follows) in [
            ("pay", "Pay", "Pay now", Some("pay-now")),
            ("pay-12", "Pay", "Wrap", Some("wrap-2")),
            ("new-step-2", "New step 2", "Send it", Some("send-it")),
            ("step-3", "支付", "Pay it", Some("pay-it")),
            ("pay-it", "Pay it", "支付", Some("step-2")),
            // Chosen, or of another name.
            ("p", "Pay", "Wrap it", None),
            ("pay-x", "Pay", "Wrap it", None),
            ("pay-", "Pay", "Wrap it", None),
            ("step", "", "Wrap it", None),
            // Nothing to be made of, or the same again.
            ("pay", "Pay", "", None),
            ("pay-2", "Pay", "PAY!", None),
        ] {
            let followed = followed_id(id, [from, to], "step", is_taken);
            assert_eq!(followed.as_deref(), follows, "{id}: {from} → {to}");
        }
    }

    #[test]
    fn a_name_gets_a_number_only_where_it_is_taken() {
        let taken = ["New step", "New step 2"];
        let is_taken = |name: &str| taken.contains(&name);
        assert_eq!(fresh_name("New step", is_taken), "New step 3");
        assert_eq!(fresh_name("Pay", is_taken), "Pay");
    }
}
