//! What must stay together, and in order.

use super::{CALL, Force, Rule};

pub(super) static RULES: [Rule; 3] = [
    Rule {
        id: "unit",
        name: "It succeeds or fails with a step that is called",
        source: "000",
        side: CALL,
        force: Force::Hard,
        when: "The step shares its unit with a step that must be called.",
        says: "{step} succeeds or fails together with {partner}, which must be called: the unit “{unit}” stays on one side of the line.",
        holds: |it| it.unit_partner.is_some(),
    },
    Rule {
        id: "strict-audited-order",
        name: "A strict order that is audited",
        source: "000",
        side: CALL,
        force: Force::Leaning(3),
        when: "The step is in a strict order and is audited.",
        says: "{step} has its place in a strict order that somebody will check: one conductor knows each outcome before the next step.",
        holds: |it| it.answers.ordered == Some(true) && it.answers.audit == Some(true),
    },
    Rule {
        id: "strict-order",
        name: "A strict order",
        source: "002",
        side: CALL,
        force: Force::Leaning(1),
        when: "The step is in a strict order and is not audited.",
        says: "{step} has its place in a strict order, and calls keep it by themselves.",
        holds: |it| it.answers.ordered == Some(true) && it.answers.audit != Some(true),
    },
];
