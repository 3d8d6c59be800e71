//! The criteria, those of the process first, then those of its load, its data and its people.

use crate::model::{Experience, Observability, Traffic};
use crate::verdict::thresholds::{MANY_READS, MANY_TEAMS};

use super::Criterion;

/// From so many on, reactions side by side are what the process is about.
const MANY_REACTIONS: usize = 3;

/// All criteria.
pub static CRITERIA: [Criterion; 31] = [
    Criterion {
        id: "conversation",
        name: "The core is a conversation",
        source: "000",
        when: "The core is a conversation.",
        says: "The core is a conversation: one party asks, the other answers.",
        points: [2, 1, 0],
        holds: |it| it.circumstances.conversation == Some(true),
    },
    Criterion {
        id: "reactions",
        name: "The core is reactions to facts",
        source: "000",
        when: "The core is no conversation, at most a third of the steps should be called, and no more than half as many commanded as work should react to events.",
        says: "The core is no conversation: things happen, and services react.",
        points: [0, 0, 5],
        holds: |it| {
            it.circumstances.conversation == Some(false)
                && it.calls * 3 <= it.steps
                && it.commands * 2 <= it.working()
        },
    },
    Criterion {
        id: "called-core",
        name: "Somebody waits for the core",
        source: "000, 003",
        when: "A core step should be called.",
        says: "Core steps that should be called: {core_calls}.",
        points: [2, 2, 0],
        holds: |it| it.core_calls > 0,
    },
    Criterion {
        id: "nobody-waits",
        name: "Nobody waits",
        source: "000, 001",
        when: "No step should be called, none commanded, and some should follow.",
        says: "Nobody waits for any step.",
        points: [0, 0, 4],
        holds: |it| it.calls == 0 && it.commands == 0 && it.events > 0,
    },
    Criterion {
        id: "nothing-follows",
        name: "Nothing follows",
        source: "000",
        when: "Steps are called or commanded, and none should follow an event.",
        says: "Nothing reacts to an event.",
        points: [4, 0, 0],
        holds: |it| it.events == 0 && it.calls + it.commands > 0,
    },
    Criterion {
        id: "work-follows",
        name: "Work follows what is called",
        source: "000, 001, 003, 004",
        when: "Steps that should be called stand beside work that should react to events: two steps or more that do not only tell, or one that is required; and half as many at least as should be commanded.",
        says: "Steps that should be called: {calls}; work that should react to events, beside telling: {working}.",
        points: [0, 5, 1],
        holds: |it| it.calls > 0 && it.has_work() && it.working() * 2 >= it.commands,
    },
    Criterion {
        id: "one-reaction",
        name: "One thing reacts to what is called",
        source: "000, product",
        when: "Steps should be called, or less than half of them commanded, and of what should react to events one optional step does more than tell.",
        says: "Beside what is called or commanded, one optional step reacts: a side-effect.",
        points: [0, 3, 1],
        holds: |it| {
            let is_beside = it.calls + it.commands > 0 && !it.is_mostly_commanded();
            is_beside && it.working() == 1 && it.required_events == 0
        },
    },
    Criterion {
        id: "only-asked",
        name: "It only asks",
        source: "001, 004, product",
        when: "All that should be called only looks something up, nothing is commanded, and one optional step at most does more than tell.",
        says: "Nothing is changed while somebody waits: questions, and their answers.",
        points: [4, 0, 0],
        holds: |it| {
            it.calls > 0
                && it.asking_calls == it.calls
                && it.commands == 0
                && it.working() < 2
                && it.required_events == 0
        },
    },
    Criterion {
        id: "outcome-told",
        name: "Events only tell the outcome",
        source: "000",
        when: "Steps are called or commanded, and all that should follow events only tells.",
        says: "All that follows only tells the outcome.",
        points: [3, 0, 0],
        holds: |it| it.calls + it.commands > 0 && it.events > 0 && it.working() == 0,
    },
    Criterion {
        id: "parallel-reactions",
        name: "Many reactions side by side",
        source: "000, 002, 004",
        when: "Three steps or more that should follow could react to the same fact.",
        says: "{parallel} steps could react to the same fact, side by side.",
        points: [0, 1, 2],
        holds: |it| it.parallel >= MANY_REACTIONS,
    },
    Criterion {
        id: "mostly-reactions",
        name: "Most of it follows",
        source: "000",
        when: "Three of four steps or more should follow.",
        says: "{events} of {steps} steps should follow.",
        points: [0, 0, 2],
        holds: |it| it.events > 0 && it.events * 4 >= it.steps * 3,
    },
    Criterion {
        id: "strong-core",
        name: "The core must be right at once",
        source: "000, 003",
        when: "A called core step needs strong consistency.",
        says: "The called core must be right for everybody at once.",
        points: [1, 1, 0],
        holds: |it| it.strong_calls > 0,
    },
    Criterion {
        id: "separate-commits",
        name: "Required steps commit separately",
        source: "000, 001",
        when: "Required core steps outside of a unit commit at two services or more, work follows, and these are not reactions to facts.",
        says: "Required steps commit at {commits} services, each by itself: what one did must be undone when another fails.",
        points: [0, 1, 0],
        holds: |it| it.commits > 1 && it.has_work() && it.circumstances.conversation != Some(false),
    },
    Criterion {
        id: "conducted",
        name: "It goes on behind the line, step by step",
        source: "000, product",
        when: "A workflow should command steps.",
        says: "Steps behind the answer whose outcome decides what comes next: {commands}.",
        points: [1, 1, 0],
        holds: |it| it.commands > 0,
    },
    Criterion {
        id: "conducted-alone",
        name: "Nobody waits, and a workflow leads",
        source: "000, product",
        when: "No step should be called, and at least as many commanded as work should react to events.",
        says: "Nobody waits for any step; steps that a workflow should command: {commands}, work that reacts by itself: {working}.",
        points: [3, 0, 0],
        holds: |it| it.calls == 0 && it.commands > 0 && it.commands >= it.working(),
    },
    Criterion {
        id: "mostly-commanded",
        name: "Most of it is commanded",
        source: "000, product",
        when: "Half of the steps or more should be commanded by a workflow.",
        says: "{commands} of {steps} steps should be commanded by a workflow.",
        points: [4, 0, 0],
        holds: |it| it.is_mostly_commanded(),
    },
    Criterion {
        id: "long-running",
        name: "It goes on after the answer",
        source: "000",
        when: "A core step should be called, and required work that does more than tell should follow events, as no reaction to facts.",
        says: "Required work that goes on after the answer: {required_events}.",
        points: [0, 2, 0],
        holds: |it| {
            it.core_calls > 0
                && it.required_events > 0
                && it.circumstances.conversation != Some(false)
        },
    },
    Criterion {
        id: "audited-order",
        name: "A strict order that is audited",
        source: "000",
        when: "Steps are in a strict order and audited.",
        says: "Steps in a strict order that somebody will check: {audited}.",
        points: [1, 1, 0],
        holds: |it| it.audited > 0,
    },
    Criterion {
        id: "data-gravity",
        name: "Decisions on central data",
        source: "002",
        when: "Most decisions need central data that is up to date.",
        says: "Most decisions need central data that is up to date.",
        points: [1, 0, 0],
        holds: |it| it.circumstances.data_gravity == Some(true),
    },
    Criterion {
        id: "history",
        name: "History is read again",
        source: "001, 004",
        when: "A step’s history is to be read again, and work follows events: two steps or more that do not only tell, or one that is required.",
        says: "History is to be read again: a log of facts keeps it.",
        points: [0, 1, 1],
        holds: |it| it.has_work() && it.replay,
    },
    Criterion {
        id: "reads-exceed-writes",
        name: "Far more reads than writes",
        source: "004",
        when: "There are ten reads or more for one write, and something reacts that does more than tell.",
        says: "There are {reads} reads for one write: reading and writing can part ways.",
        points: [0, 1, 0],
        holds: |it| {
            it.working() > 0
                && it.circumstances.reads_per_write.is_some_and(|reads| reads.get() >= MANY_READS)
        },
    },
    Criterion {
        id: "steady-load",
        name: "A steady load",
        source: "002, 004",
        when: "The traffic is steady.",
        says: "The load is steady, and needs no buffer.",
        points: [1, 0, 0],
        holds: |it| it.circumstances.traffic == Some(Traffic::Steady),
    },
    Criterion {
        id: "bursts",
        name: "Bursts, or much of it",
        source: "002, 004",
        when: "The traffic is bursty, or the volume high, and work follows events: two steps or more that do not only tell, or one that is required.",
        says: "Load comes in bursts or in great volume, and topics take it in.",
        points: [0, 1, 1],
        holds: |it| {
            it.has_work()
                && (it.circumstances.traffic == Some(Traffic::Bursty)
                    || it.circumstances.high_volume == Some(true))
        },
    },
    Criterion {
        id: "public-surface",
        name: "A public interface",
        source: "004",
        when: "Others build on it through a public interface.",
        says: "Others build on it through a public interface, and expect answers.",
        points: [1, 1, 0],
        holds: |it| it.circumstances.public_api == Some(true),
    },
    Criterion {
        id: "time-to-market",
        name: "Being early matters most",
        source: "004",
        when: "Time to market matters more than growth.",
        says: "Being early matters more than growth: calls are quicker to build.",
        points: [1, 0, 0],
        holds: |it| it.circumstances.time_to_market == Some(true),
    },
    Criterion {
        id: "volatile-work",
        name: "It changes often",
        source: "002",
        when: "The process changes often, in several places at once, and work follows events: two steps or more that do not only tell, or one that is required.",
        says: "The process changes often, in several places at once.",
        points: [0, 0, 1],
        holds: |it| it.has_work() && it.circumstances.volatile == Some(true),
    },
    Criterion {
        id: "clients-told",
        name: "Clients are told without asking",
        source: "004",
        when: "Clients must be told of changes, and work follows events: two steps or more that do not only tell, or one that is required.",
        says: "Clients must be told of changes without asking.",
        points: [0, 1, 1],
        holds: |it| it.has_work() && it.circumstances.client_updates == Some(true),
    },
    Criterion {
        id: "independent-teams",
        name: "Many teams that release by themselves",
        source: "002, 004",
        when: "Three teams or more release independently, and work follows events: two steps or more that do not only tell, or one that is required.",
        says: "{teams} teams release by themselves.",
        points: [0, 1, 1],
        holds: |it| {
            it.has_work()
                && (it.team.independent_releases == Some(true)
                    && it.team.teams.is_some_and(|teams| teams >= MANY_TEAMS))
        },
    },
    Criterion {
        id: "new-team",
        name: "A team new to events",
        source: "000, 002",
        when: "The team has no experience with events.",
        says: "The team has never run events: central control is easier to follow.",
        points: [2, 0, 0],
        holds: |it| it.team.event_experience == Some(Experience::None),
    },
    Criterion {
        id: "blind-team",
        name: "A team that sees little",
        source: "000, 002",
        when: "The team has little experience with events, or no observability.",
        says: "The team has run few events, or sees little of one request: central control is easier to follow.",
        points: [1, 0, 0],
        holds: |it| {
            it.team.event_experience == Some(Experience::Low)
                || it.team.observability == Some(Observability::None)
        },
    },
    Criterion {
        id: "mature-operations",
        name: "A team that can follow events",
        source: "000, 002",
        when: "Observability is advanced, and experience with events is high, and work follows events: two steps or more that do not only tell, or one that is required.",
        says: "The team can follow an event across services.",
        points: [0, 1, 1],
        holds: |it| {
            it.has_work()
                && (it.team.observability == Some(Observability::Advanced)
                    && it.team.event_experience == Some(Experience::High))
        },
    },
];
