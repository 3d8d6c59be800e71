//! The words that names of events are told by.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Verbs with which a command begins.
pub(super) static VERBS: List = LazyLock::new(|| {
    list(
        "\
    add approve assign award calculate cancel charge check close confirm create debit delete \
    deliver dispatch do email execute fetch generate get index invoice issue make move notify \
    open pay pick place prepare print process publish recalculate refund register reject release \
    remove request reserve resize save scan send settle ship start stop store submit sync tell \
    transcode transfer update upload validate verify write",
    )
});

/// Verbs with which steps begin, and that are nouns as well or seldom begin a command.
pub(super) static ALSO_NOUNS: List = LazyLock::new(|| {
    list(
        "\
    accept activate adjust agree alert amend answer append apply archive arrange ask attach \
    audit authenticate authorise balance begin bid bill bind block book bring build bump bundle \
    call capture change choose claim clear collect compare compute copy correct count cover \
    credit cut decide deduct detect determine dial display download draft draw earmark encode \
    engage enrich enrol enroll enter escalate estimate evaluate export extract feed file fill \
    find finish flag forecast forward freeze fulfil fund give grant group hand hear hold import \
    inform inspect insure invite join keep label launch learn lease lend level list load lock \
    lodge log look mail map mark match measure merge name obtain offer onboard order pack page \
    pair park pin ping plan pledge polish port post price prime probe produce promise propose \
    provision pull push put query queue quote raise rank rate read rebuild receive recommend \
    reconcile record redeem reduce refresh reissue render rent reorder repair replace report \
    reprice resolve restock retry return review revise revoke reward ring rotate route run \
    sample schedule score screen seal search seat secure select sell set settle share show sign \
    sort split stage stamp stock strip subscribe sum suspend swap tag take tally tender test \
    text thank top total track train transcribe translate trigger tune turn unblock underwrite \
    unlock unpack upgrade vet view void vote waitlist waive wake warn watch weigh wire withdraw \
    withhold work wrap",
    )
});

/// Verbs whose past is irregular, or doubles a letter.
pub(super) const PASTS: &[(&str, &str)] = &[
    ("begin", "Begun"),
    ("bid", "Bid"),
    ("bind", "Bound"),
    ("bring", "Brought"),
    ("build", "Built"),
    ("cancel", "Cancelled"),
    ("choose", "Chosen"),
    ("cut", "Cut"),
    ("do", "Done"),
    ("draw", "Drawn"),
    ("enrol", "Enrolled"),
    ("feed", "Fed"),
    ("find", "Found"),
    ("freeze", "Frozen"),
    ("fulfil", "Fulfilled"),
    ("get", "Received"),
    ("give", "Given"),
    ("hear", "Heard"),
    ("hold", "Held"),
    ("keep", "Kept"),
    ("label", "Labelled"),
    ("learn", "Learned"),
    ("lend", "Lent"),
    ("level", "Levelled"),
    ("look", "Looked"),
    ("make", "Made"),
    ("map", "Mapped"),
    ("pay", "Paid"),
    ("pin", "Pinned"),
    ("plan", "Planned"),
    ("put", "Put"),
    ("read", "Read"),
    ("rebuild", "Rebuilt"),
    ("ring", "Rung"),
    ("run", "Run"),
    ("scan", "Scanned"),
    ("sell", "Sold"),
    ("send", "Sent"),
    ("set", "Set"),
    ("ship", "Shipped"),
    ("show", "Shown"),
    ("split", "Split"),
    ("stop", "Stopped"),
    ("strip", "Stripped"),
    ("submit", "Submitted"),
    ("sum", "Summed"),
    ("swap", "Swapped"),
    ("tag", "Tagged"),
    ("take", "Taken"),
    ("tell", "Told"),
    ("top", "Topped"),
    ("transfer", "Transferred"),
    ("underwrite", "Underwritten"),
    ("vet", "Vetted"),
    ("wake", "Woken"),
    ("withdraw", "Withdrawn"),
    ("withhold", "Withheld"),
    ("wrap", "Wrapped"),
    ("write", "Written"),
];

/// What is done, as a noun: a name that ends with it says nothing of a verb.
pub(super) static DOINGS: List = LazyLock::new(|| {
    list(
        "\
    check entry lookup search report review sync approval",
    )
});

/// Words that say nothing of what was done.
pub(super) static ARTICLES: List = LazyLock::new(|| {
    list(
        "\
    one the a an it them their its our",
    )
});

/// What joins things that are done, or that something is done to.
pub(super) static JOINING: List = LazyLock::new(|| list("and or"));

/// With these somebody has it done by somebody else.
pub(super) static CAUSING: List = LazyLock::new(|| list("have let"));

/// Verbs, in their past, that make what they are about, which therefore was not there before.
pub(super) static MAKING: List = LazyLock::new(|| {
    list(
        "\
    built calculated computed created cut drafted drawn estimated found generated issued made \
    offered opened placed planned prepared printed produced rebuilt recalculated rendered sent \
    started told worked written",
    )
});

/// Verbs, in their past, that say little without where to or what for.
pub(super) static NEEDING: List =
    LazyLock::new(|| list("put set placed turned cut moved brought converted split divided asked"));

/// What belongs to the verb and stands behind what it is done to.
pub(super) static TRAILING: List = LazyLock::new(|| {
    list(
        "\
    aside together away off out back up down over anew",
    )
});

/// What belongs to a verb where it stands right behind it.
pub(super) static PARTICLES: List = LazyLock::new(|| {
    list(
        "\
    out off up down in back over away aside together",
    )
});

/// With these begins where, for whom or from whom.
pub(super) static PREPOSITIONS: List = LazyLock::new(|| {
    list(
        "\
    to for from with at by in on into against about over per under between around after \
    before through via off than whether that if how what whom which is are",
    )
});

/// Words that say what has happened, or what is so, without ending in `-ed`.
pub(super) static FACTS: List = LazyLock::new(|| {
    list(
        "\
    available become begun bought built chosen come done drawn due empty found full given gone \
    got held kept known lost low made met out overdue paid read ready sent set shown sold split \
    taken told thrown withdrawn won worn written broken left overrun run cut brought lent frozen \
    fed put rebuilt bound heard forecast agreed",
    )
});

/// Words that end in `-ed` and say nothing of the past.
pub(super) static NO_FACTS: List = LazyLock::new(|| {
    list(
        "\
    bed embed feed need red seed speed shed",
    )
});

/// Words, to be looked up quickly: each step's name asks for many.
pub(super) type List = LazyLock<BTreeSet<&'static str>>;

fn list(words: &'static str) -> BTreeSet<&'static str> {
    words.split_ascii_whitespace().collect()
}

/// Whether a word stands in one of these lists, in capital letters or small ones.
pub(super) fn is_in(list: &List, word: &str) -> bool {
    if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        list.contains(word.to_ascii_lowercase().as_str())
    } else {
        list.contains(word)
    }
}
