//! Ids: what they are made of, that each is one thing's, and that a reference leads to one.

use std::collections::BTreeMap;

use super::{Findings, listed};
use crate::model::near::nearest;
use crate::model::{Place, limits};

pub(super) const STEP_IDS: &str = "/process/steps/*/id";
pub(super) const SERVICE_IDS: &str = "/services/*/id";

/// The ids of one kind of thing, in the document's order.
pub(super) struct Ids<'a> {
    kind: &'static str,
    place: &'static str,
    all: Vec<&'a str>,
    first: BTreeMap<&'a str, usize>,
}

impl<'a> Ids<'a> {
    pub(super) fn of(
        kind: &'static str,
        place: &'static str,
        ids: impl Iterator<Item = &'a str>,
    ) -> Self {
        let all: Vec<&str> = ids.collect();
        let mut first = BTreeMap::new();
        for (index, id) in all.iter().enumerate().rev() {
            first.insert(*id, index);
        }
        Self { kind, place, all, first }
    }

    /// The place of the first thing of this id.
    pub(super) fn place_of(&self, id: &str) -> Option<usize> {
        self.first.get(id).copied()
    }

    /// Reports ids that cannot be one, and ids used twice.
    pub(super) fn check(&self, list: Place, findings: &mut Findings) {
        for (index, id) in self.all.iter().enumerate() {
            let at = list.element(index);
            let place = at.field("id");
            let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
            if id.is_empty() {
                findings.report(place, "an empty text", "an id, such as `authorise-payment`");
            } else if id.chars().count() > limits::ID_CHARACTERS {
                findings.report(
                    place,
                    format!("{} characters", id.chars().count()),
                    format!("an id of at most {}", limits::ID_CHARACTERS),
                );
            } else if let Some(other) = id.chars().find(|&c| !allowed(c)) {
                findings.report(
                    place,
                    format!("{other:?} in {id:?}"),
                    "an id of letters from a to z, digits, `-`, `_` and `.`",
                );
            }
            if let Some(&first) = self.first.get(id).filter(|&&first| first < index) {
                let at = list.element(first);
                let first = at.field("id");
                let owner =
                    findings.voice.say(first.to_string(), findings.voice.name(self.kind, id));
                findings
                    .report(
                        place,
                        format!("`{id}`, which {owner} has too"),
                        format!("an id of its own for each {}", self.kind),
                    )
                    .looks_at(first);
            }
        }
    }

    /// Reports a reference that leads nowhere.
    pub(super) fn resolve(&self, place: Place, id: &str, findings: &mut Findings) {
        // Where there are none at all, that is the problem.
        if self.first.contains_key(id) || self.all.is_empty() || findings.are_many() {
            return;
        }
        let candidates = self.all.iter().copied().take(limits::STEPS);
        let name = |id: &str| findings.voice.name(self.kind, id);
        let what =
            findings.voice.say(format!("the id of a {}", self.kind), format!("a {}", self.kind));
        let expected = match nearest(id, candidates) {
            Some(near) => format!("{what}; did you mean {}?", name(near)),
            None => format!("{what}: {}", listed(self.all.iter().map(|id| name(id)))),
        };
        findings
            .report(place, format!("`{id}`, which is not a {}", self.kind), expected)
            .looks_at(self.place);
    }
}
