//! The rulebook: all rules, criteria, kinds of finding, changes and patterns, made from the tables themselves,
//! and which of them spoke of the design that is open.

use leptos::prelude::*;

use super::context::RoomContext;
use super::sources::{all, named};
use crate::model::{StepId, Trigger};
use crate::study::Change;
use crate::ui::parts::{dynamic, list, prose, signal};
use crate::verdict::{
    CLASHES, CRITERIA, Clash, Criterion, FindingKind, Force, MOVES, Move, PATTERNS, Pattern,
    Patterns, Rule, Verdict, finding_kinds, rules,
};

/// One line of the rulebook.
struct Line {
    id: &'static str,
    name: &'static str,
    source: &'static str,
    /// Under which condition it speaks.
    when: String,
    /// What would show it wrong, with how that is asked.
    wrong_if: Option<(&'static str, &'static str)>,
    /// What it says here, each for its steps; empty where it does not speak.
    here: Vec<(String, Vec<StepId>)>,
}

/// The rulebook.
pub fn rulebook(room: RoomContext) -> AnyView {
    let only = RwSignal::new(false);
    let groups = dynamic(move || {
        let verdict = room.verdict.get();
        let changes = room.sought.with(|it| it.found.as_ref().map(|it| it.changes.clone()));
        list(groups(&verdict, &changes.unwrap_or_default()), move |(title, lines)| {
            group(room, title, lines, only.get())
        })
    });
    view! {
        <div class="rulebook">
            <h2>"The rulebook"</h2>
            <p class="hint">
                "Every rule names its source and what would show it wrong. A hard rule decides; leanings are weighed."
            </p>
            <label class="only">
                <input
                    type="checkbox"
                    prop:checked=signal(move || only.get())
                    on:change=move |event| only.set(event_target_checked(&event))
                />
                "Only those that speak of this design"
            </label>
            {groups}
            {all()}
        </div>
    }
    .into_any()
}

fn groups(verdict: &Verdict, changes: &[Change]) -> Vec<(&'static str, Vec<Line>)> {
    let of_side = |side: Trigger| rules().filter(move |rule| rule.side == side);
    let lines = |side: Trigger| of_side(side).map(|it| rule(verdict, it)).collect();
    vec![
        ("For a call", lines(Trigger::Call)),
        ("For an event", lines(Trigger::Event)),
        ("For a workflow’s command", lines(Trigger::Command)),
        ("What disagrees", CLASHES.iter().map(|it| clash(verdict, it)).collect()),
        ("For the approach", CRITERIA.iter().map(|it| criterion(verdict, it)).collect()),
        ("Findings", finding_kinds().map(|it| finding(verdict, it)).collect()),
        ("What a recommendation may change", MOVES.iter().map(|it| moved(changes, it)).collect()),
        ("Patterns", PATTERNS.iter().map(|it| pattern(verdict, it)).collect()),
    ]
}

fn rule(verdict: &Verdict, rule: &'static Rule) -> Line {
    let spoke = verdict.steps.iter().flat_map(|said| {
        let reasons = said.reasons.iter().filter(|reason| reason.rule.id == rule.id);
        reasons.map(|reason| (reason.evidence.clone(), vec![said.step.clone()]))
    });
    let force = match rule.force {
        Force::Hard => "Hard rule. ".to_owned(),
        Force::Leaning(weight) => format!("Leaning, weight {weight}. "),
        Force::Around(weight) => {
            format!("Leaning of what surrounds a step, weight {weight}, 2 at most together. ")
        }
    };
    Line {
        id: rule.id,
        name: rule.name,
        source: rule.source,
        when: force + rule.when,
        wrong_if: Some(("Wrong if: ", rule.wrong_if)),
        here: spoke.collect(),
    }
}

fn clash(verdict: &Verdict, clash: &'static Clash) -> Line {
    let of_steps = verdict.steps.iter().flat_map(|said| &said.contradictions);
    let named = of_steps.chain(&verdict.contradictions).filter(|it| it.clash == clash.id);
    Line {
        id: clash.id,
        name: clash.name,
        source: clash.source,
        when: clash.when.to_owned(),
        wrong_if: Some(("It asks: ", clash.asks)),
        here: named.map(|it| (it.evidence.clone(), it.step.iter().cloned().collect())).collect(),
    }
}

fn criterion(verdict: &Verdict, criterion: &'static Criterion) -> Line {
    let spoke = verdict.approach.reasons.iter().filter(|it| it.criterion == criterion.id);
    let [orchestration, hybrid, choreography] = criterion.points;
    let points =
        format!("Orchestration {orchestration}, hybrid {hybrid}, choreography {choreography}. ");
    Line {
        id: criterion.id,
        name: criterion.name,
        source: criterion.source,
        when: points + criterion.when,
        wrong_if: None,
        here: spoke.map(|it| (it.evidence.clone(), Vec::new())).collect(),
    }
}

fn finding(verdict: &Verdict, kind: &'static FindingKind) -> Line {
    let found = verdict.findings.iter().filter(|it| it.kind.id == kind.id);
    Line {
        id: kind.id,
        name: kind.name,
        source: kind.source,
        when: kind.when.to_owned(),
        wrong_if: Some(("Wrong if: ", kind.wrong_if)),
        here: found.map(|it| (it.evidence.clone(), it.steps.clone())).collect(),
    }
}

fn moved(changes: &[Change], of: &'static Move) -> Line {
    let here = changes.iter().filter(|it| it.of == of);
    Line {
        id: of.id,
        name: of.name,
        source: of.source,
        when: of.why.to_owned(),
        wrong_if: None,
        here: here.map(|it| (it.said.clone(), it.steps.clone())).collect(),
    }
}

fn pattern(verdict: &Verdict, pattern: &'static Pattern) -> Line {
    let Patterns { proposed, always } = &verdict.patterns;
    let applies = proposed.iter().chain(always).filter(|it| it.pattern == pattern.id);
    Line {
        id: pattern.id,
        name: pattern.name,
        source: pattern.source,
        when: pattern.is.to_owned(),
        wrong_if: Some(("Not when: ", pattern.not_when)),
        here: applies.map(|it| (it.evidence.clone(), it.steps.clone())).collect(),
    }
}

fn group(room: RoomContext, title: &'static str, lines: Vec<Line>, only: bool) -> AnyView {
    let (all, speak) = (lines.len(), lines.iter().filter(|line| !line.here.is_empty()).count());
    let shown = lines.into_iter().filter(|line| !only || !line.here.is_empty());
    view! {
        <section>
            <h3>{title} " " <small>{format!("{speak} of {all} speak here")}</small></h3>
            <ul class="rules">{list(shown, move |line| row(room, line))}</ul>
        </section>
    }
    .into_any()
}

fn row(room: RoomContext, line: Line) -> AnyView {
    let class = if line.here.is_empty() { "rule" } else { "rule spoke" };
    let here = list(line.here, move |(evidence, steps)| {
        view! { <li>{prose(&evidence)} " " {list(steps, move |id| room.link(id))}</li> }
    });
    view! {
        <li class=class>
            <h4>{line.name}</h4>
            <p>{prose(&line.when)}</p>
            {line.wrong_if.map(|(says, text)| view! { <p>{says} {prose(text)}</p> })}
            <p class="hint"><code>{line.id}</code> " · " {named(line.source)}</p>
            <ul class="here">{here}</ul>
        </li>
    }
    .into_any()
}
