//! What was answered: what disagrees is asked about before anything is built on it.

use super::super::contradictions::Contradiction;
use super::super::judged::Judged;
use super::line::exceeded;
use super::{FindingKind, Severity, Spot, Spots};

pub(super) static KINDS: [FindingKind; 1] = [FindingKind {
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
}];

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
