//! Built-in scenarios: data files, and the list of them.
//!
//! Every entry is one `*.syncline.json` in `documents` and one constant in [`ENTRIES`]. The site carries
//! the documents as files and loads one when it is chosen; only the first comes with the program. The facts are
//! the sources'; the sentences, and every number that a source does not give, are ours. The numbers
//! were chosen by hand, with a = rate × mean work (the workers that are busy on average) and a / workers
//! (the utilisation):
//!
//! **Checkout**, 20 requests a second. Payment a = 20 × 0.120 = 2.4 of 5 workers (48 %), stock 0.8 of 2
//! (40 %), mail 4.8 of 10 (48 %), shipping 3.6 of 6 (60 %), analytics 1.2 of 3 (40 %), loyalty 0.6 of 2
//! (30 %). The shop's worker is held until the answer: 20 + 120 + 40 + 240 ms of work, 6 ms of network and
//! a little waiting are about 430 ms, so 8.6 of 20 (43 %), and 3.8 of 20 once the receipt is an event.
//! The mean time to acknowledgement falls from about 430 to about 190 ms. Standard deviations: payment 96
//! (sigma 0.70), stock 40, cart 20, receipt 240 ms; together 262 with the receipt and 106 without, so the
//! 95th percentile falls from about 900 to about 400 ms. The target of 500 ms lies between.
//!
//! **`FreightLogic` as it was**, 0.5 a second, a peak of three times that for 30 s near the end. Work 1.0 +
//! 3.0 + 2.4 + 1.4 + 3.6 = 11.4 s, a = 5.7 of 10 workers (57 %): hardly anybody waits (M/M/10: 8 %).
//! The platform manages 10 / 11.4 = 0.88 a second; the peak brings 1.5. So 0.62 × 30 = 19 postings pile up,
//! and the last of the peak wait 19 / 0.88 = 21 s before their 11.4 s of work: those who came after about
//! 12 s of peak exceed their patience of 20 s and post again. The peak and what follows it are a quarter
//! of all requests, so the median is that of the calm, two thirds up: 11.4 s plus 0.4 standard deviations
//! (1.25 s) plus some waiting, about 12 s. The peak comes late because it does not pass by itself: while
//! everybody posts twice, 1.0 a second arrive.
//!
//! **`FreightLogic` as it became**, six times that, 3 a second, same peak, same work for the same step.
//! Platform 3.0 of 10 (30 %; 90 % in the peak): acknowledged after 1.0 s, 1.4 s at the 95th percentile.
//! Insurance 9.0 of 16 (56 %), pricing 7.2 of 13 (55 %), dashboard 4.2 of 8 (53 %), notification 10.8 of 19
//! (57 %). They manage 16 / 3.0 = 5.3, 5.4, 5.7 and 19 / 3.6 = 5.3 a second: the slowest 5.3 are six times
//! the 0.88 of before (+500 %). The peak brings 9: their topics take up to 3.7 × 30 = 110 events and drain
//! at 2.3 a second, in 48 s.
//!
//! **`StreamCore`, thumbnails down**, 2 a second. Ingest 0.5 of 2 (25 %), transcoding 8.0 of 14 (57 %),
//! thumbnails 1.2 of 3 (40 %), metadata 0.6 of 2 (30 %), review 4.0 of 7 (57 %). In 20 s without thumbnails
//! 40 events gather; 3 workers make 5 a second, 3 more than arrive: caught up after 13 s.
//!
//! **Train trip**, 2 a second. A worker of Booking is held for all 4,396 ms of the answer but its own way on the
//! network: 8.8 of 16 (55 %), of which 0.2 work. Travel is held for 700 ms (28 % of 5), Basic data for 406
//! (20 % of 4), Security for 324 (16 % of 4), Seats for 176 (12 % of 3); the notification takes 5.2 of 10.
//! Without it as a call Booking is held for 1,792 ms: 3.6 of 16.
//!
//! **Catalogue**, 100 reads and one write in a second. View 100 × 0.012 = 1.2 of 4 workers (30 %), Catalogue 0.09
//! of 2, Projection 0.06 of 2, Search 0.15 of 2.
//!
//! **Bank transfer**, one in two seconds for ten minutes, and then a day in which they are cleared. Screening
//! 0.5 × 4 = 2 of 8 workers (25 %); the conductor hears of five things, 0.5 × 5 × 0.02 = 0.05 of 2, within those
//! ten minutes 0.5 × 3 × 0.02 = 0.03; the clearing house has no workers that anybody counts.

/// A built-in scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Unique in the catalogue; its file is named after it.
    pub id: &'static str,
    /// What people call it; the name in its document.
    pub name: &'static str,
    /// What it is about: entries of one theme stand together.
    pub theme: &'static str,
    /// Its story in two or three sentences; the summary in its document.
    pub story: &'static str,
    /// Where the facts come from, and what is ours.
    pub source: &'static str,
}

/// The document of the first entry, as `exchange::document` writes it.
pub const FIRST: &str = include_str!("documents/checkout.syncline.json");

impl Entry {
    /// Where its document lies, from the page.
    #[must_use]
    pub fn address(&self) -> String {
        format!("catalogue/{}.syncline.json", self.id)
    }
}

/// The entry of this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Entry> {
    ENTRIES.iter().find(|entry| entry.id == id)
}

/// The catalogue, in the order in which it is shown.
pub const ENTRIES: &[Entry] = &[
    CHECKOUT,
    BANK_TRANSFER,
    FREIGHTLOGIC_AS_IT_WAS,
    FREIGHTLOGIC_AS_IT_BECAME,
    STREAMCORE_THUMBNAILS_DOWN,
    TRAIN_TRIP,
    READS_BESIDE_WRITES,
];

/// The themes, in their order, each with its entries.
#[must_use]
pub fn by_theme() -> Vec<(&'static str, Vec<&'static Entry>)> {
    let mut themes: Vec<(&'static str, Vec<&'static Entry>)> = Vec::new();
    for entry in ENTRIES {
        match themes.iter_mut().find(|(theme, _)| *theme == entry.theme) {
            Some((_, entries)) => entries.push(entry),
            None => themes.push((entry.theme, vec![entry])),
        }
    }
    themes
}

const CHECKOUT: Entry = Entry {
    id: "checkout",
    name: "Shop checkout",
    theme: "Buying and paying",
    story: "A customer pays for a basket and waits for the answer. Payment and stock must be \
                right before the shop says yes; shipping, analytics and loyalty points follow an \
                event. The receipt is still a call, so the customer waits for the mail server too: \
                flip it, and watch the acknowledgement.",
    source: "“Why Your Architecture Choice Is a Process Decision First”, its e-commerce checkout: \
                which steps are calls. Times and workers are ours.",
};

const FREIGHTLOGIC_AS_IT_WAS: Entry = Entry {
    id: "freightlogic-as-it-was",
    name: "FreightLogic, as it was",
    theme: "Freight",
    story: "Posting a load ran five steps in one blocking call, about twelve seconds of it. When \
                a peak comes, late in this run, shippers lose patience and post the load again: the \
                first posting goes on, and everything it does is done twice.",
    source: "“Why Your Architecture Choice Is a Process Decision First”, case study FreightLogic: \
                the five steps, 12 s, time-outs and duplicates at peak. Rates, workers and the share \
                of each step are ours.",
};

const FREIGHTLOGIC_AS_IT_BECAME: Entry = Entry {
    id: "freightlogic-as-it-became",
    name: "FreightLogic, as it became",
    theme: "Freight",
    story: "The same work, but the shipper waits only until the load is validated and stored; \
                the rest follows a `LoadAvailable` event, each service with workers of its own, at \
                six times the load. The account does not say where the insurance check went: behind \
                the event is our assumption, and so are the numbers of workers.",
    source: "“Why Your Architecture Choice Is a Process Decision First”, case study FreightLogic: \
                the event, under 2 s, six times the throughput. Workers and the place of the \
                insurance check are ours.",
};

const STREAMCORE_THUMBNAILS_DOWN: Entry = Entry {
    id: "streamcore-thumbnails-down",
    name: "StreamCore, thumbnails down",
    theme: "Media",
    story: "An uploaded video is accepted at once; transcoding, thumbnails, metadata and review \
                react to one event, side by side. The thumbnail service is down from the tenth \
                second to the thirtieth: nobody who uploads notices, the other three go on, and the \
                thumbnails catch up from their topic.",
    source: "“Why Your Architecture Choice Is a Process Decision First”, StreamCore: the steps, \
                and that they do not need one another. That a topic keeps what a dead consumer \
                missed: “Event-Driven Architecture vs Request-Response” and “Platform Architecture”. \
                Times and workers are ours.",
};

const TRAIN_TRIP: Entry = Entry {
    id: "train-trip",
    name: "Train trip, call in call",
    theme: "Booking and looking up",
    story: "Booking a train trip asks sixteen services, call in call: who prices the trip asks \
                four more, and all who wait hold a worker. Of the 4.4 seconds that a passenger \
                waits, 2.6 go into the notification that comes last: make it an event, and look at \
                how much of Booking was only waiting.",
    source: "A public benchmark of a train booking, from which the shape is taken: many \
                services, calls nested four deep, a notification that takes most of the time. \
                Steps, names and numbers are ours.",
};

const READS_BESIDE_WRITES: Entry = Entry {
    id: "catalogue-reads-beside-writes",
    name: "Catalogue, reads beside writes",
    theme: "Booking and looking up",
    story: "A hundred customers look at an item for each change of one. Who looks asks the \
                view, who changes it the catalogue, and the view follows an event. Neither waits \
                for the other: slow one down, or give it more workers, and the other stays as it \
                is. What a change leaves behind is a moment in which the view still shows the old \
                item.",
    source: "The pattern of separate sides for reading and for writing (CQRS). Steps and \
                numbers are ours.",
};

const BANK_TRANSFER: Entry = Entry {
    id: "bank-transfer",
    name: "Bank transfer of a day",
    theme: "Buying and paying",
    story: "A transfer is acknowledged as under way in a tenth of a second; that it has \
                arrived takes until tomorrow. A conductor behind the line commands one step after \
                the other: reserve the money, screen, clear, book. It holds no worker while \
                clearing takes its hours, and an hour without it only delays. Two in a hundred are \
                screened out: then what was done is undone, in reverse.",
    source: "A credit transfer between banks, as everybody knows it from outside. Steps and \
                numbers are ours.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_has_an_id_of_its_own_and_is_found_by_it() {
        for entry in ENTRIES {
            assert_eq!(find(entry.id), Some(entry));
            assert_eq!(ENTRIES.iter().filter(|other| other.id == entry.id).count(), 1);
        }
        assert_eq!(find("nothing"), None);
    }
}
