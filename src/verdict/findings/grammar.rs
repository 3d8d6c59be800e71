//! Grammar, as much as names of events need: facts in the past tense, commands, and one made of the other.

/// Verbs with which a command begins, and their past where it is irregular or doubles a letter.
const VERBS: [(&str, &str); 62] = [
    ("add", ""),
    ("approve", ""),
    ("assign", ""),
    ("award", ""),
    ("calculate", ""),
    ("cancel", "Cancelled"),
    ("charge", ""),
    ("check", ""),
    ("close", ""),
    ("confirm", ""),
    ("create", ""),
    ("debit", ""),
    ("delete", ""),
    ("deliver", ""),
    ("dispatch", ""),
    ("do", "Done"),
    ("email", ""),
    ("execute", ""),
    ("fetch", ""),
    ("generate", ""),
    ("get", "Got"),
    ("index", ""),
    ("invoice", ""),
    ("issue", ""),
    ("make", "Made"),
    ("move", ""),
    ("notify", ""),
    ("open", ""),
    ("pay", "Paid"),
    ("pick", ""),
    ("place", ""),
    ("prepare", ""),
    ("print", ""),
    ("process", ""),
    ("publish", ""),
    ("recalculate", ""),
    ("refund", ""),
    ("register", ""),
    ("reject", ""),
    ("release", ""),
    ("remove", ""),
    ("request", ""),
    ("reserve", ""),
    ("resize", ""),
    ("save", ""),
    ("scan", "Scanned"),
    ("send", "Sent"),
    ("settle", ""),
    ("ship", "Shipped"),
    ("start", ""),
    ("stop", "Stopped"),
    ("store", ""),
    ("submit", "Submitted"),
    ("sync", ""),
    ("tell", "Told"),
    ("transcode", ""),
    ("transfer", "Transferred"),
    ("update", ""),
    ("upload", ""),
    ("validate", ""),
    ("verify", ""),
    ("write", "Written"),
];

/// Words that say what has happened, or what is so, without ending in `-ed`.
const FACTS: [&str; 43] = [
    "available",
    "become",
    "begun",
    "bought",
    "built",
    "chosen",
    "come",
    "done",
    "drawn",
    "due",
    "empty",
    "found",
    "full",
    "given",
    "gone",
    "got",
    "held",
    "kept",
    "known",
    "lost",
    "low",
    "made",
    "met",
    "out",
    "overdue",
    "paid",
    "read",
    "ready",
    "sent",
    "set",
    "shown",
    "sold",
    "split",
    "taken",
    "told",
    "thrown",
    "withdrawn",
    "won",
    "worn",
    "written",
    "broken",
    "left",
    "overrun",
];

/// Words that end in `-ed` and say nothing of the past.
const NO_FACTS: [&str; 8] = ["bed", "embed", "feed", "need", "red", "seed", "speed", "shed"];

/// Whether a name says what has happened, such as `OrderPlaced` or `LoadAvailable`: its last word does,
/// apart from a version or the word “event”; or any does, and it does not begin with a command.
#[must_use]
pub fn is_fact(name: &str) -> bool {
    let words = said(name);
    let is_past = |word: &String| {
        FACTS.contains(&word.as_str())
            || (word.ends_with("ed") && word.len() > 3 && !NO_FACTS.contains(&word.as_str()))
    };
    words.last().is_some_and(is_past) || (verb(&words).is_none() && words.iter().any(is_past))
}

/// Whether a name says what to do, such as `PlaceOrder`.
pub(super) fn is_command(name: &str) -> bool {
    !is_fact(name) && verb(&said(name)).is_some()
}

/// The name as a fact: `OrderPlaced` of `PlaceOrder`, `StockLevelChanged` of `StockLevel`.
pub(super) fn as_fact(name: &str) -> String {
    let words = said(name);
    let mut fact = String::new();
    let (rest, end) = match (verb(&words), words.split_first()) {
        (Some(past), Some((_, rest))) => (rest, past),
        _ => (&words[..], "Changed".to_owned()),
    };
    for word in rest {
        fact.push_str(&capital(word));
    }
    fact.push_str(&end);
    fact
}

/// The words of a name in small letters, without a version or the word “event” at its end.
fn said(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut was_small = false;
    for letter in name.chars() {
        let is_capital = letter.is_ascii_uppercase();
        if !crate::model::is_letter(letter) {
            words.push(String::new());
        } else if (is_capital && was_small) || words.is_empty() {
            words.push(letter.to_ascii_lowercase().to_string());
        } else if let Some(word) = words.last_mut() {
            word.push(letter.to_ascii_lowercase());
        }
        was_small = !is_capital;
    }
    words.retain(|word| !word.is_empty());
    let is_version =
        |word: &str| word.strip_prefix('v').unwrap_or(word).chars().all(|it| it.is_ascii_digit());
    while words.len() > 1 && words.last().is_some_and(|word| word == "event" || is_version(word)) {
        words.pop();
    }
    words
}

/// The past of the verb that the words begin with.
fn verb(words: &[String]) -> Option<String> {
    let first = words.first()?;
    let (verb, past) = VERBS.iter().find(|(verb, _)| verb == first)?;
    if !past.is_empty() {
        return Some((*past).to_owned());
    }
    let stem = capital(verb);
    Some(match verb.as_bytes() {
        [.., b'e'] => stem + "d",
        [.., before, b'y'] if !b"aeiou".contains(before) => {
            stem.trim_end_matches('y').to_owned() + "ied"
        }
        _ => stem + "ed",
    })
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
    fn every_command_can_be_named_as_a_fact() {
        for (verb, _) in VERBS {
            let fact = as_fact(&format!("{verb} order"));
            assert!(is_fact(&fact), "{fact}");
        }
    }
}
