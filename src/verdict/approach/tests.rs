//! Each criterion where it holds, and where something close to that does not make it hold.

use crate::model::{
    Consistency, Experience, Necessity, Observability, Purpose, Response, Scenario, Service,
    Traffic,
};
use crate::testing::{checked, factor, scenario, step};
use crate::verdict::{Approach, CRITERIA, SOURCES, Verdict};

type Change = fn(&mut Scenario);

/// Steps one after the other, given as response, necessity and kind.
fn line(steps: &[(Response, Necessity, Purpose)]) -> Scenario {
    let step = |(index, (response, necessity, kind)): (usize, &(Response, Necessity, Purpose))| {
        let before = index.checked_sub(1).map(|it| format!("step-{it}"));
        step(format!("step-{index}"))
            .on(if index % 2 == 0 { "one" } else { "two" })
            .after(before.as_deref())
            .response(*response)
            .necessity(*necessity)
            .kind(*kind)
    };
    let mut scenario = scenario(steps.iter().enumerate().map(step));
    for id in ["one", "two"] {
        if scenario.service(&id.into()).is_none() {
            scenario.services.push(Service { id: id.into(), ..Service::default() });
        }
    }
    scenario.build()
}

const NOW: Response = Response::Immediate;
const LATER: Response = Response::Deferred;
const MUST: Necessity = Necessity::Required;
const MAY: Necessity = Necessity::Optional;
const CORE: Purpose = Purpose::Core;

fn put(scenario: &mut Scenario, steps: &[(Response, Necessity, Purpose)]) {
    *scenario = line(steps);
}

macro_rules! around {
    ($($part:ident.$field:ident = $value:expr),+) => {
        |it: &mut Scenario| { $(it.$part.$field = Some($value);)+ }
    };
}

/// So many steps beside one another that may follow.
fn reactions(scenario: &mut Scenario, count: usize) {
    put(scenario, &vec![(LATER, MAY, CORE); count]);
    for step in &mut scenario.process.steps {
        step.after.clear();
    }
}

#[rustfmt::skip] // a table
const ROWS: [(&str, Change, Change); 31] = [
    ("conversation", around!(circumstances.conversation = true), around!(circumstances.conversation = false)),
    ("reactions",
        |it| { put(it, &[(NOW, MUST, CORE), (LATER, MAY, CORE), (LATER, MAY, CORE)]); it.circumstances.conversation = Some(false); },
        |it| { put(it, &[(NOW, MUST, CORE), (LATER, MAY, CORE)]); it.circumstances.conversation = Some(false); }),
    ("called-core", |it| put(it, &[(NOW, MUST, CORE)]), |it| put(it, &[(NOW, MUST, Purpose::Query)])),
    ("nobody-waits", |it| put(it, &[(LATER, MUST, CORE)]),
        |it| put(it, &[(LATER, MUST, CORE), (NOW, MUST, CORE)])),
    ("nothing-follows", |it| put(it, &[(NOW, MUST, CORE)]),
        |it| put(it, &[(NOW, MUST, CORE), (LATER, MAY, CORE)])),
    ("work-follows", |it| put(it, &[(NOW, MUST, CORE), (LATER, MUST, CORE)]),
        |it| put(it, &[(NOW, MUST, CORE), (LATER, MAY, CORE)])),
    ("one-reaction", |it| put(it, &[(NOW, MUST, CORE), (LATER, MAY, CORE)]),
        |it| put(it, &[(NOW, MUST, CORE), (LATER, MAY, CORE), (LATER, MAY, CORE)])),
    ("only-asked", |it| put(it, &[(NOW, MUST, Purpose::Query), (LATER, MAY, Purpose::Derived)]),
        |it| put(it, &[(NOW, MUST, CORE), (LATER, MAY, Purpose::Derived)])),
    ("outcome-told",
        |it| { put(it, &[(NOW, MUST, CORE), (LATER, MAY, Purpose::Notification)]); it.circumstances.conversation = Some(true); },
        |it| { put(it, &[(NOW, MUST, CORE), (LATER, MAY, Purpose::Derived)]); it.circumstances.conversation = Some(true); }),
    ("parallel-reactions", |it| reactions(it, 3), |it| reactions(it, 2)),
    ("mostly-reactions", |it| put(it, &[(NOW, MUST, CORE), (LATER, MAY, CORE), (LATER, MAY, CORE), (LATER, MAY, CORE)]),
        |it| put(it, &[(NOW, MUST, CORE), (LATER, MAY, CORE), (LATER, MAY, CORE)])),
    ("strong-core",
        |it| { put(it, &[(NOW, MUST, CORE)]); it.process.steps[0].business.consistency = Some(Consistency::Strong); },
        |it| { put(it, &[(LATER, MUST, CORE)]); it.process.steps[0].business.consistency = Some(Consistency::Strong); }),
    ("separate-commits", |it| put(it, &[(NOW, MUST, CORE), (LATER, MUST, CORE)]),
        |it| put(it, &[(NOW, MUST, CORE), (NOW, MUST, CORE)])),
    ("conducted",
        |it| { put(it, &[(LATER, MUST, CORE)]); it.process.steps[0].business.audit = Some(true); },
        |it| put(it, &[(LATER, MUST, CORE)])),
    ("conducted-alone",
        |it| { put(it, &[(LATER, MUST, CORE)]); it.process.steps[0].business.audit = Some(true); },
        |it| { put(it, &[(NOW, MUST, CORE), (LATER, MUST, CORE)]); it.process.steps[1].business.audit = Some(true); }),
    ("mostly-commanded",
        |it| { put(it, &[(LATER, MUST, CORE), (NOW, MUST, CORE)]); it.process.steps[0].business.audit = Some(true); },
        |it| { put(it, &[(LATER, MUST, CORE), (NOW, MUST, CORE), (NOW, MUST, CORE)]); it.process.steps[0].business.audit = Some(true); }),
    ("long-running", |it| put(it, &[(NOW, MUST, CORE), (LATER, MUST, CORE)]),
        |it| put(it, &[(NOW, MUST, CORE), (LATER, MAY, CORE)])),
    ("audited-order",
        |it| { it.process.steps[0].business.ordered = Some(true); it.process.steps[0].business.audit = Some(true); },
        |it| it.process.steps[0].business.ordered = Some(true)),
    ("data-gravity", around!(circumstances.data_gravity = true), around!(circumstances.data_gravity = false)),
    ("history", |it| it.process.steps[0].business.replay = Some(true),
        |it| it.process.steps[0].business.replay = Some(false)),
    ("reads-exceed-writes", around!(circumstances.reads_per_write = factor(10.0)),
        around!(circumstances.reads_per_write = factor(9.0))),
    ("steady-load", around!(circumstances.traffic = Traffic::Steady), around!(circumstances.traffic = Traffic::Bursty)),
    ("bursts", around!(circumstances.high_volume = true), around!(circumstances.traffic = Traffic::Steady)),
    ("public-surface", around!(circumstances.public_api = true), around!(circumstances.public_api = false)),
    ("time-to-market", around!(circumstances.time_to_market = true), around!(circumstances.time_to_market = false)),
    ("volatile-work", around!(circumstances.volatile = true), around!(circumstances.volatile = false)),
    ("clients-told", around!(circumstances.client_updates = true), around!(circumstances.client_updates = false)),
    ("independent-teams", around!(team.teams = 3, team.independent_releases = true),
        around!(team.teams = 3, team.independent_releases = false)),
    ("new-team", around!(team.event_experience = Experience::None), around!(team.event_experience = Experience::Low)),
    ("blind-team", around!(team.observability = Observability::None), around!(team.observability = Observability::Basic)),
    ("mature-operations",
        around!(team.observability = Observability::Advanced, team.event_experience = Experience::High),
        around!(team.observability = Observability::Advanced, team.event_experience = Experience::Low)),
];

#[test]
fn every_criterion_holds_where_it_should_and_not_beside_it() {
    let holding = |change: Change| -> Vec<&'static str> {
        let mut scenario = line(&[(NOW, MUST, CORE), (LATER, MUST, Purpose::Derived)]);
        change(&mut scenario);
        let reasons = Verdict::of(&checked(&scenario)).approach.reasons;
        assert!(reasons.iter().all(|it| !it.evidence.contains('{') && !it.evidence.contains("  ")));
        reasons.iter().map(|it| it.criterion).collect()
    };
    for (id, holds, fails) in ROWS {
        assert!(holding(holds).contains(&id), "{id} does not hold");
        assert!(!holding(fails).contains(&id), "{id} holds where it should not");
    }
    for criterion in &CRITERIA {
        assert_eq!(ROWS.iter().filter(|row| row.0 == criterion.id).count(), 1, "{}", criterion.id);
        assert!(
            criterion.source.split(", ").all(|it| SOURCES.iter().any(|source| source.id == it))
        );
    }
}

/// Whether somebody said that the core is a conversation plays no part in these.
#[test]
fn what_only_tells_and_one_reaction_are_told_apart_by_the_steps_alone() {
    let holding = |steps: &[(Response, Necessity, Purpose)], audited: usize| -> Vec<&'static str> {
        let mut scenario = line(steps);
        for step in scenario.process.steps.iter_mut().take(audited) {
            step.business.audit = Some(true);
        }
        let reasons = Verdict::of(&checked(&scenario)).approach.reasons;
        reasons.iter().map(|it| it.criterion).collect()
    };
    let told = holding(&[(NOW, MUST, CORE), (LATER, MAY, Purpose::Notification)], 0);
    assert!(told.contains(&"outcome-told") && !told.contains(&"one-reaction"), "{told:?}");
    let reacts =
        [(LATER, MUST, CORE), (NOW, MUST, CORE), (NOW, MUST, CORE), (LATER, MAY, Purpose::Derived)];
    assert!(holding(&reacts, 1).contains(&"one-reaction"));
    // Most of it is commanded: what reacts is beside the point.
    let commanded = [
        (LATER, MUST, CORE),
        (LATER, MUST, CORE),
        (NOW, MUST, CORE),
        (LATER, MAY, Purpose::Derived),
    ];
    assert!(!holding(&commanded, 2).contains(&"one-reaction"));
}

#[test]
fn the_answers_that_would_tip_it_do() {
    let scenario =
        line(&[(NOW, MUST, CORE), (LATER, MUST, CORE), (LATER, MAY, Purpose::Notification)]);
    let verdict = Verdict::of(&checked(&scenario));
    assert_eq!(verdict.approach.approach, Some(Approach::Hybrid));
    let mut tried = 0;
    for tip in &verdict.approach.tips {
        let mut changed = scenario.clone();
        match &tip.step {
            Some(id) => {
                let step = changed.process.steps.iter_mut().find(|step| step.id == *id).unwrap();
                step.business.response = Some(if tip.answer == "immediate" { NOW } else { LATER });
            }
            None if tip.field == "circumstances/conversation" => {
                changed.circumstances.conversation = Some(tip.answer == "yes");
            }
            None => continue,
        }
        let would_be = Verdict::of(&checked(&changed)).approach.approach;
        assert_eq!(would_be, Some(tip.approach), "{tip:?}");
        tried += 1;
    }
    assert!(tried > 0);
}
