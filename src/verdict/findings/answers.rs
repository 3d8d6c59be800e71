//! What was answered: what disagrees is asked about before anything is built on it.

use super::super::contradictions::Contradiction;
use super::super::judged::Judged;
use super::super::repair::Repair;
use super::line::exceeded;
use super::{FindingKind, Severity, Spot, Spots};

pub(super) static KINDS: [FindingKind; 2] = [
    FindingKind {
        id: "answers-disagree",
        name: "Two things that cannot both be right",
        source: "000, product",
        severity: Severity::Warning,
        when: "Two answers disagree, or an answer and a fact of the design.",
        says: "{evidence} {asks}",
        why: "Whatever is recommended rests on one of the two, and nobody has said on which.",
        remedy: "Ask whoever answered, and mend the one that is wrong.",
        wrong_if: "Whoever answered can say how both are true of the same request.",
        look: answers_disagree,
    },
    FindingKind {
        id: "needs-what-comes-later",
        name: "It begins before what it needs",
        source: "product",
        severity: Severity::Error,
        when: "A step needs the outcome of another one that does not come before it, though some requests come to both.",
        says: "{steps} needs the outcome of {later}, and may begin before it is there.",
        why: "It works with what is missing or old, whenever the other one is slower.",
        remedy: "Let it come after what it needs, or ask whether it needs it.",
        wrong_if: "It can say what it does where the other one has not ended.",
        look: needs_what_comes_later,
    },
];

fn needs_what_comes_later(design: &Judged<'_>, spots: &mut Spots) {
    for (index, step) in design.steps() {
        let later: Vec<usize> = (design.steps())
            .filter(|(other, it)| {
                let is_needed = step.business.needs.iter().flatten().any(|need| *need == it.id);
                is_needed
                    && !design.comes_after(index, *other)
                    && !design.shape.exclude_each_other(index, *other)
            })
            .map(|(other, _)| other)
            .collect();
        if later.is_empty() {
            continue;
        }
        // What comes after it cannot come before it, too.
        let is_circle = later.iter().any(|&other| design.comes_after(other, index));
        let (step, after) = (step.id.clone(), design.ids(&later));
        let repair = (!is_circle).then_some(Repair::Order { step, after });
        spots.at(index, "business/needs", vec![("later", design.labels(&later))], repair);
    }
}

fn answers_disagree(design: &Judged<'_>, spots: &mut Spots) {
    for (index, class) in design.classes.iter().enumerate() {
        // That the work takes longer than is tolerated is said by another finding.
        let is_said = exceeded(design, index).is_some();
        let is_of_work = |it: &&Contradiction| matches!(it.between, [_, "work"]);
        for it in class.contradictions.iter().filter(|it| !(is_said && is_of_work(it))) {
            let values = vec![("evidence", it.evidence.clone()), ("asks", it.asks.to_owned())];
            spots.at(index, "business", values, None);
        }
    }
    for it in design.contradictions {
        let values = vec![("evidence", it.evidence.clone()), ("asks", it.asks.to_owned())];
        let place = "circumstances/conversation";
        spots.report(Spot { steps: Vec::new(), place, values, repair: None });
    }
}
