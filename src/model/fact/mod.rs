//! Grammar, as much as names of events need: facts in the past tense, commands, and one made of the other.
//!
//! An event is named as what has happened: what was done, then the verb in its past (`OrderPlaced`). What a
//! step is called says as a rule what to do (“Place the order”), so that its event can be named after it:
//! [`fact_after`] keeps every word but articles, so that different steps have different events, and
//! [`short_fact_after`] what a person would say. Verbs with an irregular past stand in a table, and those
//! that are nouns as well; of others their endings tell.

mod words;

use words::{
    ALSO_NOUNS, ARTICLES, CAUSING, DOINGS, FACTS, JOINING, MAKING, NEEDING, NO_FACTS, PARTICLES,
    PASTS, PREPOSITIONS, TRAILING, VERBS, is_in,
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
    let is_known = PASTS.iter().any(|(_, past)| past.eq_ignore_ascii_case(word));
    is_known
        || is_in(&FACTS, word)
        || (word.ends_with("ed") && word.len() > 3 && !is_in(&NO_FACTS, word))
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
    let clauses = clauses(label);
    let facts: Vec<String> = clauses.into_iter().map(Clause::fact).collect();
    facts.join("And")
}

/// The same as a person would say it, by the last thing that was done, and without where it is:
/// `LoadStored` of “Validate and store the load”, `BagReconciled` of “Reconcile the bag with its passenger”.
pub(crate) fn short_fact_after(label: &str) -> String {
    short_clause(label).fact()
}

/// The same, where it says nothing of what it is done to, with what is spoken of before: `TransactionScored`
/// of “Score it” after “Enrich the transaction”.
pub(crate) fn short_fact_between(before: &str, label: &str) -> String {
    let mut clause = short_clause(label);
    if clause.objects.is_empty() && !clause.verbs.is_empty() && clause.particle.is_none() {
        clause.objects = short_clause(before).objects;
    }
    clause.fact()
}

/// What has happened where a process begins with a step of this name: `TransactionReceived` of “Enrich the
/// transaction”; nothing where the step makes what it is about, or says nothing of it.
pub(crate) fn received_by(label: &str) -> Option<String> {
    let clause = short_clause(label);
    let verb = clause.verbs.first()?;
    let is_there = !clause.objects.is_empty() && !is_in(&MAKING, verb);
    is_there.then(|| joined(&clause.objects) + "Received")
}

fn short_clause(label: &str) -> Clause {
    let mut clause = clauses(label).pop().unwrap_or_else(|| Clause::noun(&[]));
    if !clause.verbs.is_empty() {
        // Of several things the last; of one or another, whichever it was.
        if !clause.is_either {
            clause.verbs.drain(..clause.verbs.len() - 1);
        }
        clause.shorten();
    }
    clause
}

/// What stands in the place of a possessive `’s`.
const POSSESSIVE: &str = "’s";

/// One thing that a name says is done, or that it says as a noun.
struct Clause {
    /// In the past, with a capital letter; none: it says what is done as a noun.
    verbs: Vec<String>,
    /// Whether one or another of them was done.
    is_either: bool,
    /// What it is done to, and where and for whom, without articles.
    objects: Vec<String>,
    /// What belongs to the verb: `out` of “work out the pay”, `aside` of “set money aside”.
    particle: Option<String>,
}

impl Clause {
    fn noun(words: &[String]) -> Self {
        Self { verbs: Vec::new(), is_either: false, objects: bare(words), particle: None }
    }

    /// Leaves out where and for whom, unless the verb says little without it.
    fn shorten(&mut self) {
        let begins = |word: &String| is_in(&PREPOSITIONS, word);
        let verb = self.verbs.last().map_or("", String::as_str);
        let asks_whether = |word: &String| matches!(word.as_str(), "whether" | "that");
        if self.objects.len() > 1 && self.objects.first().is_some_and(asks_whether) {
            self.objects.remove(0);
            self.objects.truncate(1);
        }
        // “Look for a bus off its route”: it is found, or told; “encode for playback” has nothing else.
        if self.objects.first().is_some_and(begins) {
            let end = self
                .objects
                .iter()
                .skip(1)
                .position(begins)
                .map_or(self.objects.len(), |it| it + 1);
            self.objects.truncate(end);
            if matches!(verb, "Watched" | "Looked" | "Listened") && self.objects.len() > 1 {
                self.objects.remove(0);
                self.verbs = vec!["Detected".to_owned()];
            } else {
                self.particle = Some(joined(&std::mem::take(&mut self.objects)));
            }
            return;
        }
        if let Some(end) = self.objects.iter().position(begins) {
            let complement = self.objects.split_off(end);
            let is_whole = self.objects.last().is_some_and(|word| is_in(&TRAILING, word));
            if is_in(&NEEDING, verb) && !is_whole {
                let next = complement
                    .iter()
                    .skip(1)
                    .position(begins)
                    .map_or(complement.len(), |it| it + 1);
                self.particle = complement.get(..next).map(joined);
            }
        }
        if self.objects.len() > 1 && self.objects.last().is_some_and(|word| is_in(&TRAILING, word))
        {
            self.particle = self.objects.pop();
        }
    }

    fn fact(mut self) -> String {
        self.objects.retain(|word| word != POSSESSIVE);
        let what = joined(&self.objects);
        if self.verbs.is_empty() {
            return if is_fact(&what) { what } else { what + "Completed" };
        }
        let particle = self.particle.map(|it| capital(&it)).unwrap_or_default();
        what + &self.verbs.join(if self.is_either { "Or" } else { "And" }) + &particle
    }
}

/// What a name says is done, one thing after the other; at least one.
fn clauses(label: &str) -> Vec<Clause> {
    let words = split(&label.replace("’s ", " ’s ").replace("'s ", " ’s "));
    let words = match caused(&words) {
        Ok(words) => words,
        Err(clause) => return vec![clause],
    };
    let is_article = |place: usize| words.get(place).is_some_and(|word| is_in(&ARTICLES, word));
    let begins = words.first().is_some_and(|first| {
        let is_said = is_article(1) || is_known_verb(first) || has_ending_of_verb(first);
        words.len() > 1 && is_said && (is_article(1) || !is_noun(words))
    });
    if !begins {
        return vec![Clause::noun(words)];
    }
    let mut clauses = Vec::new();
    let mut rest = words;
    while let Some((first, after)) = rest.split_first() {
        let mut verbs = vec![past(&first.to_ascii_lowercase())];
        let mut is_either = false;
        rest = after;
        // “Pick and ship the parcel”
        while let [and, verb, after @ ..] = rest
            && is_in(&JOINING, and)
            && is_known_verb(verb)
            && !after.is_empty()
        {
            verbs.push(past(&verb.to_ascii_lowercase()));
            is_either = and.eq_ignore_ascii_case("or");
            rest = after;
        }
        let mut particle = None;
        if let [word, after @ ..] = rest
            && is_in(&PARTICLES, word)
        {
            (particle, rest) = (Some(word.clone()), after);
        }
        let end = (0..rest.len()).find(|&place| begins_another(rest, place)).unwrap_or(rest.len());
        let (own, others) = rest.split_at(end);
        let mut objects = bare(own);
        if objects.len() > 1 && objects.last().is_some_and(|word| is_in(&TRAILING, word)) {
            particle = objects.pop();
        }
        clauses.push(Clause { verbs, is_either, objects, particle });
        rest = others.get(1..).unwrap_or_default();
    }
    clauses
}

/// What is said behind “have” and “let”, by which somebody else does it: “have the bank verify the card”; or the
/// one thing that is, where nothing is said of what it is done to.
fn caused(words: &[String]) -> Result<&[String], Clause> {
    let [first, rest @ .., last] = words else { return Ok(words) };
    if !is_in(&CAUSING, first) {
        return Ok(words);
    }
    let behind = words.get(1..).unwrap_or_default();
    if is_past(last) {
        return Err(Clause::noun(behind));
    }
    let verb = rest.iter().skip(1).position(|word| is_in(&VERBS, word)).map(|place| place + 2);
    if let Some(said) = verb.and_then(|place| words.get(place..)) {
        return Ok(said);
    }
    let clause = Clause::noun(rest);
    let verbs = vec![past(&last.to_ascii_lowercase())];
    Err(if is_known_verb(last) { Clause { verbs, ..clause } } else { Clause::noun(behind) })
}

/// Whether another thing that is done begins here: “and hand out the link”. Of a word that may be a noun only
/// where an article or a particle follows.
fn begins_another(words: &[String], place: usize) -> bool {
    let at = |offset: usize| words.get(place + offset).map_or("", String::as_str);
    let is_followed = is_in(&ARTICLES, at(2)) || is_in(&PARTICLES, at(2));
    let is_verb = is_in(&VERBS, at(1)) || is_in(&ALSO_NOUNS, at(1)) && is_followed;
    is_in(&JOINING, at(0)) && is_verb && !at(2).is_empty()
}

/// Words without articles.
fn bare(words: &[String]) -> Vec<String> {
    words.iter().filter(|word| !is_in(&ARTICLES, word)).cloned().collect()
}

fn is_known_verb(word: &str) -> bool {
    is_in(&VERBS, word) || is_in(&ALSO_NOUNS, word)
}

fn has_ending_of_verb(word: &str) -> bool {
    const ENDINGS: [&str; 4] = ["ate", "ify", "ise", "ize"];
    word.len() > 4 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Whether several words say as a noun what is done, or what has been: “stock check”, “order placed”.
fn is_noun(words: &[String]) -> bool {
    let is_said = |last: &str| is_in(&DOINGS, last) || is_past(last);
    matches!(words, [first, .., last] if !is_in(&VERBS, first) && is_said(last))
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
    for word in &mut words {
        word.make_ascii_lowercase();
    }
    let is_version =
        |word: &str| word.strip_prefix('v').unwrap_or(word).chars().all(|it| it.is_ascii_digit());
    while words.len() > 1 && words.last().is_some_and(|word| word == "event" || is_version(word)) {
        words.pop();
    }
    words
}

/// The past of the verb that the words begin with.
fn verb(words: &[String]) -> Option<String> {
    let is_verb = |first: &&String| is_in(&VERBS, first) || has_ending_of_verb(first);
    let first = words.first().filter(is_verb)?;
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
            ("AllocateNumber", "NumberAllocated"),
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
            ("Check the carrier’s insurance", "CarrierInsuranceChecked", "CarrierInsuranceChecked"),
            (
                "Update the shipper's dashboard",
                "ShipperDashboardUpdated",
                "ShipperDashboardUpdated",
            ),
            ("authorise-payment", "PaymentAuthorised", "PaymentAuthorised"),
            ("take the money", "MoneyTaken", "MoneyTaken"),
            ("Score it", "Scored", "Scored"),
            ("Work out the pay", "PayWorkedOut", "PayWorkedOut"),
            ("Pay out", "PaidOut", "PaidOut"),
            ("Hand over wristband", "WristbandHandedOver", "WristbandHandedOver"),
            ("Port old number", "OldNumberPorted", "OldNumberPorted"),
            ("Check the back room stock", "BackRoomStockChecked", "BackRoomStockChecked"),
            ("Set money aside in the fund", "MoneyAsideInFundSet", "MoneySetAside"),
            ("Send mail to the customer", "MailToCustomerSent", "MailSent"),
            ("Check for objection", "ForObjectionChecked", "CheckedForObjection"),
            ("Watch for a bus off its route", "ForBusOffRouteWatched", "BusDetected"),
            (
                "Put the substitute on the pick list",
                "SubstituteOnPickListPut",
                "SubstitutePutOnPickList",
            ),
            ("Cut the dialogue into lines", "DialogueIntoLinesCut", "DialogueCutIntoLines"),
            ("Confirm that the battery sits", "ThatBatterySitsConfirmed", "BatteryConfirmed"),
            ("Check whether a crew is in the tower", "WhetherCrewIsInTowerChecked", "CrewChecked"),
            ("Ask the night nurse to accept", "NightNurseToAcceptAsked", "NightNurseAskedToAccept"),
            ("Pick and ship the parcel", "ParcelPickedAndShipped", "ParcelShipped"),
            ("Release or block the unit", "UnitReleasedOrBlocked", "UnitReleasedOrBlocked"),
            ("Let the standing bids answer", "StandingBidsAnswered", "StandingBidsAnswered"),
            ("Book flight and hotel", "FlightAndHotelBooked", "FlightAndHotelBooked"),
            ("Read plate and tag", "PlateAndTagRead", "PlateAndTagRead"),
            ("Count phone and hand out link", "PhoneCountedAndLinkHandedOut", "LinkHandedOut"),
            ("Release goods and charge duty", "GoodsReleasedAndDutyCharged", "DutyCharged"),
            ("Have the bank verify the card", "CardVerified", "CardVerified"),
            ("Have the new routing announced", "NewRoutingAnnounced", "NewRoutingAnnounced"),
            ("Bind the copy", "CopyBound", "CopyBound"),
            ("Sign the run", "RunSigned", "RunSigned"),
            ("Enumerate the bids", "BidsEnumerated", "BidsEnumerated"),
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
            assert_eq!(found, [whole, short], "{label}");
            assert!(found.iter().all(|it| is_fact(it)), "{label}");
        }
    }

    #[test]
    fn what_is_spoken_of_before_is_meant_by_a_pronoun() {
        let before = "Enrich the transaction";
        assert_eq!(short_fact_between(before, "Score it"), "TransactionScored");
        assert_eq!(short_fact_between(before, "Match known patterns"), "KnownPatternsMatched");
        assert_eq!(received_by(before).as_deref(), Some("TransactionReceived"));
        assert_eq!(received_by("Calculate routes"), None);
    }

    #[test]
    fn every_verb_of_a_step_has_a_past() {
        for verb in VERBS.iter().chain(ALSO_NOUNS.iter()) {
            let fact = fact_after(&format!("{verb} parcel"));
            assert!(is_fact(&fact) && fact.starts_with("Parcel"), "{fact}");
        }
    }

    #[test]
    fn every_command_can_be_named_as_a_fact() {
        for verb in VERBS.iter() {
            let fact = as_fact(&format!("{verb} order"));
            assert!(is_fact(&fact), "{fact}");
        }
    }
}
