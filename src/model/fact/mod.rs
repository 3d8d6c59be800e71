//! Grammar, as much as names of events need: facts in the past tense, commands, and one made of the other.
//!
//! An event is named as what has happened: what was done, then the verb in its past (`OrderPlaced`). What a
//! step is called says as a rule what to do (“Place the order”), so that its event can be named after it:
//! [`fact_after`] keeps every word but articles, so that different steps have different events, and
//! [`short_fact_after`] what a person would say. Verbs with an irregular past stand in a table, and those
//! that are nouns as well; of others their endings tell.

mod words;

use words::{
    ALSO_NOUNS, ARTICLES, DOINGS, FACTS, NO_FACTS, PARTICLES, PASTS, PREPOSITIONS, VERBS, is_in,
};

/// Whether a name says what has happened, such as `OrderPlaced` or `LoadAvailable`: its last word does,
/// apart from a version or the word “event”; or any does, and it does not begin with a command.
#[must_use]
pub fn is_fact(name: &str) -> bool {
    let words = said(name);
    let is_last_past = words.last().is_some_and(|word| is_past(word));
    is_last_past || (verb(&words).is_none() && words.iter().any(|word| is_past(word)))
}

/// Whether a word says what has happened, or what is so.
fn is_past(word: &str) -> bool {
    is_in(FACTS, word) || (word.ends_with("ed") && word.len() > 3 && !is_in(NO_FACTS, word))
}

/// Whether a name says what to do, such as `PlaceOrder`.
pub(crate) fn is_command(name: &str) -> bool {
    !is_fact(name) && verb(&said(name)).is_some()
}

/// The name as a fact: `OrderPlaced` of `PlaceOrder`, `StockLevelChanged` of `StockLevel`.
pub(crate) fn as_fact(name: &str) -> String {
    let words = said(name);
    match (verb(&words), words.split_first()) {
        (Some(past), Some((_, rest))) => joined(rest) + &past,
        _ => joined(&words) + "Changed",
    }
}

/// What has happened once a step of this name has ended: `LoadValidatedAndStored` of “Validate and store
/// the load”, `StockCheckCompleted` of “Stock check”.
pub(crate) fn fact_after(label: &str) -> String {
    spoken(label).fact()
}

/// The same as a person would say it, by the last thing that was done, and without whose or where it is:
/// `LoadStored` of “Validate and store the load”, `InsuranceChecked` of “Check the carrier’s insurance”.
pub(crate) fn short_fact_after(label: &str) -> String {
    let Spoken { mut verbs, mut objects, particle } = spoken(label);
    if !verbs.is_empty() {
        let whose = objects.iter().rposition(|word| word == POSSESSIVE).map_or(0, |it| it + 1);
        objects.drain(..whose);
        let is_preposition = |word: &String| is_in(PREPOSITIONS, word);
        let end = objects.iter().position(is_preposition).filter(|&it| it > 0);
        objects.truncate(end.unwrap_or(objects.len()));
        verbs.drain(..verbs.len() - 1);
    }
    Spoken { verbs, objects, particle }.fact()
}

/// What stands in the place of a possessive `’s`.
const POSSESSIVE: &str = "’s";

/// What a name says is done.
struct Spoken {
    /// In the past, with a capital letter; none: it says what is done as a noun.
    verbs: Vec<String>,
    objects: Vec<String>,
    /// What belongs to the verb: `out` of “work out the pay”.
    particle: Option<String>,
}

impl Spoken {
    fn fact(mut self) -> String {
        self.objects.retain(|word| word != POSSESSIVE);
        let what = joined(&self.objects);
        if self.verbs.is_empty() {
            return if is_fact(&what) { what } else { what + "Completed" };
        }
        let particle = self.particle.map(|it| capital(&it)).unwrap_or_default();
        what + &self.verbs.join("And") + &particle
    }
}

fn spoken(label: &str) -> Spoken {
    let mut words = split(&label.replace("’s ", " ’s ").replace("'s ", " ’s "));
    let is_alone = words.len() == 1;
    words.retain(|word| !is_in(ARTICLES, word));
    if is_alone || is_noun(&words) {
        return Spoken { verbs: Vec::new(), objects: words, particle: None };
    }
    let mut rest = words.into_iter().peekable();
    let mut verbs = Vec::new();
    // “Pick and ship the parcel”
    while let Some(word) = rest.peek() {
        if !word.eq_ignore_ascii_case("and") || verbs.is_empty() {
            let Some(past) = past_of(word, verbs.is_empty()) else { break };
            verbs.push(past);
        }
        rest.next();
    }
    let is_particle = |word: &String| is_in(PARTICLES, word);
    let particle = rest.next_if(|word| !verbs.is_empty() && is_particle(word));
    Spoken { verbs, objects: rest.collect(), particle }
}

/// Whether several words say as a noun what is done, or what has been: “stock check”, “order placed”.
fn is_noun(words: &[String]) -> bool {
    let is_said = |last: &str| is_in(DOINGS, last) || is_past(last);
    matches!(words, [first, .., last] if !is_in(VERBS, first) && is_said(last))
}

/// The past of a word that may be a verb; where it is not the first, only of what is hardly a noun.
fn past_of(word: &str, is_first: bool) -> Option<String> {
    let word = &*word.to_ascii_lowercase();
    const ENDINGS: [&str; 4] = ["ate", "ify", "ise", "ize"];
    let by_ending = word.len() > 4 && ENDINGS.iter().any(|ending| word.ends_with(ending));
    let may_be = is_in(VERBS, word) || is_first && (is_in(ALSO_NOUNS, word) || by_ending);
    may_be.then(|| past(word))
}

/// Words as one, each with a capital letter.
fn joined(words: &[String]) -> String {
    words.iter().map(|word| capital(word)).collect()
}

/// The words of a name, as they are written: a capital letter after a small one begins another.
fn split(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut was_small = false;
    for letter in name.chars() {
        let is_capital = letter.is_ascii_uppercase();
        if !crate::model::is_letter(letter) {
            words.push(String::new());
        } else if (is_capital && was_small) || words.is_empty() {
            words.push(letter.to_string());
        } else if let Some(word) = words.last_mut() {
            word.push(letter);
        }
        was_small = !is_capital;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The words of a name in small letters, without a version or the word “event” at its end.
fn said(name: &str) -> Vec<String> {
    let mut words = split(name);
    words.iter_mut().for_each(|word| word.make_ascii_lowercase());
    let is_version =
        |word: &str| word.strip_prefix('v').unwrap_or(word).chars().all(|it| it.is_ascii_digit());
    while words.len() > 1 && words.last().is_some_and(|word| word == "event" || is_version(word)) {
        words.pop();
    }
    words
}

/// The past of the verb that the words begin with.
fn verb(words: &[String]) -> Option<String> {
    let first = words.first().filter(|first| is_in(VERBS, first))?;
    Some(past(first))
}

/// The past of a verb, with a capital letter.
fn past(verb: &str) -> String {
    if let Some((_, past)) = PASTS.iter().find(|(it, _)| *it == verb) {
        return (*past).to_owned();
    }
    let stem = capital(verb);
    match verb.as_bytes() {
        [.., b'e'] => stem + "d",
        [.., before, b'y'] if !b"aeiou".contains(before) => {
            stem.trim_end_matches('y').to_owned() + "ied"
        }
        _ => stem + "ed",
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|it| it.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_told_from_commands_and_nouns() {
        for fact in [
            "OrderPlaced",
            "LoadAvailable",
            "payment_received",
            "order-sent",
            "OrderPlacedV2",
            "PaymentReceivedEvent",
            "LoadPostedByShipper",
            "VideoUploaded",
            "StockLow",
            "Submitted",
        ] {
            assert!(is_fact(fact), "{fact}");
            assert!(!is_command(fact), "{fact}");
        }
        for (command, fact) in [
            ("PlaceOrder", "OrderPlaced"),
            ("SendMail", "MailSent"),
            ("NOTIFY", "Notified"),
            ("ship parcel", "ParcelShipped"),
            ("SendCompletedReport", "CompletedReportSent"),
            ("UpdateRssFeed", "RssFeedUpdated"),
        ] {
            assert!(is_command(command), "{command}");
            assert_eq!(as_fact(command), fact);
        }
        for (noun, fact) in [("StockLevel", "StockLevelChanged"), ("RssFeed", "RssFeedChanged")] {
            assert!(!is_fact(noun) && !is_command(noun), "{noun}");
            assert_eq!(as_fact(noun), fact);
        }
    }

    #[test]
    fn events_are_named_after_steps() {
        for (label, whole, short) in [
            ("Validate and store the load", "LoadValidatedAndStored", "LoadStored"),
            ("Check the carrier’s insurance", "CarrierInsuranceChecked", "InsuranceChecked"),
            ("Update the shipper's dashboard", "ShipperDashboardUpdated", "DashboardUpdated"),
            ("authorise-payment", "PaymentAuthorised", "PaymentAuthorised"),
            ("take the money", "MoneyTaken", "MoneyTaken"),
            ("Score it", "Scored", "Scored"),
            ("Work out the pay", "PayWorkedOut", "PayWorkedOut"),
            ("Send mail to the customer", "MailToCustomerSent", "MailSent"),
            ("Pick and ship the parcel", "ParcelPickedAndShipped", "ParcelShipped"),
            ("Book flight and hotel", "FlightAndHotelBooked", "FlightAndHotelBooked"),
            ("Adjudicate the claim", "ClaimAdjudicated", "ClaimAdjudicated"),
            ("Record order", "OrderRecorded", "OrderRecorded"),
            ("Stock check", "StockCheckCompleted", "StockCheckCompleted"),
            ("Payment", "PaymentCompleted", "PaymentCompleted"),
            ("pay", "PayCompleted", "PayCompleted"),
            ("Order placed", "OrderPlaced", "OrderPlaced"),
            ("Check the IBAN", "IBANChecked", "IBANChecked"),
            ("Step 2", "Step2Completed", "Step2Completed"),
            ("Fraud screening", "FraudScreeningCompleted", "FraudScreeningCompleted"),
        ] {
            let found = [fact_after(label), short_fact_after(label)];
            assert_eq!(found, [whole, short]);
            assert!(found.iter().all(|it| is_fact(it)), "{label}");
        }
    }

    #[test]
    fn every_verb_of_a_step_has_a_past() {
        for verb in [VERBS, ALSO_NOUNS].into_iter().flat_map(str::split_ascii_whitespace) {
            let fact = fact_after(&format!("{verb} parcel"));
            assert!(is_fact(&fact) && fact.starts_with("Parcel"), "{fact}");
        }
    }

    #[test]
    fn every_command_can_be_named_as_a_fact() {
        for verb in VERBS.split_ascii_whitespace() {
            let fact = as_fact(&format!("{verb} order"));
            assert!(is_fact(&fact), "{fact}");
        }
    }
}
