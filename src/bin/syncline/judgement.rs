//! A verdict as text for people.

use std::fmt::Write as _;

use syncline::model::{Design, Scenario, Step, Trigger};
use syncline::verdict::{
    Approach, Burden, CRITERIA, Classification, Contradiction, Finding, Force, OpenQuestion,
    Patterns, Severity, Strength, Verdict, rows,
};
use syncline::wording::judgement::{self, conducted, maybe, sources, trigger};

/// So many open questions of a step are told.
const MOST_ASKED: usize = 3;

/// All of a verdict.
pub fn verdict(scenario: &Design, verdict: &Verdict) -> String {
    let mut out = String::new();
    asks(&mut out, scenario, verdict);
    for (step, class) in scenario.process.steps.iter().zip(&verdict.steps) {
        classification(&mut out, scenario, step, class);
    }
    approach(&mut out, scenario, verdict);
    out.push_str(&findings(scenario, &verdict.findings));
    out.push('\n');
    patterns(&mut out, &verdict.patterns);
    burden(&mut out, verdict.burden);
    if let Some(conducted) = conducted(scenario) {
        let _ = writeln!(out, "{conducted}");
    }
    out
}

fn patterns(out: &mut String, patterns: &Patterns) {
    for it in &patterns.proposed {
        let place = match it.missing {
            0 => "in place".to_owned(),
            missing => format!("missing at {missing} of {}", it.steps.len()),
        };
        let source = sources(it.source);
        let _ = writeln!(out, "pattern {} ({place}): {} [{source}]", it.name, it.evidence);
        let _ = writeln!(out, "  not when: {}", it.not_when);
    }
    if !patterns.always.is_empty() {
        let names: Vec<&str> = patterns.always.iter().map(|it| it.name).collect();
        let _ = writeln!(out, "whatever follows: {}", names.join("; "));
    }
}

/// What to answer first, where much is not known.
fn asks(out: &mut String, scenario: &Scenario, verdict: &Verdict) {
    if verdict.asks.is_empty() {
        return;
    }
    out.push_str("What would tell most, in this order:\n");
    for (index, ask) in verdict.asks.iter().enumerate() {
        let step = ask.step.as_ref().and_then(|id| scenario.process.step(id)).map(Step::label);
        let whose = step.map_or_else(String::new, |step| format!("{step}: "));
        let _ = writeln!(out, "  {}. {whose}{} ({})", index + 1, ask.asks, ask.field);
    }
    out.push('\n');
}

fn classification(out: &mut String, scenario: &Scenario, step: &Step, class: &Classification) {
    let _ = writeln!(out, "{} ({})", step.label(), step.id);
    let is_today = scenario.process.trigger(step);
    let differs = match (class.mode(), is_today) {
        (None, _) => "",
        (Some(mode), Trigger::Call | Trigger::Event) if mode == step.mode => "",
        (Some(mode), Trigger::Command) if mode == step.mode => ", and is a command today",
        (Some(_), Trigger::Call | Trigger::Event) => ", and is not today",
        (Some(_), Trigger::Command) => ", and is a command today",
    };
    let _ = match class.trigger {
        Some(it) => writeln!(out, "  {}: {}{differs}", advice(class.strength), trigger(it)),
        None => writeln!(out, "  it cannot tell yet"),
    };
    let place = class.place;
    match place.quadrant.or(place.likely) {
        Some(quadrant) => {
            let likely = if place.quadrant.is_none() { "probably " } else { "" };
            let _ = writeln!(out, "  {likely}{}", quadrant.as_str());
        }
        None => out.push_str("  no place in the matrix yet\n"),
    }
    contradictions(out, &class.contradictions, "  ");
    for reason in &class.reasons {
        let sign = if reason.is_for { '+' } else { '-' };
        let force = match reason.rule.force {
            Force::Hard => "hard".to_owned(),
            Force::Leaning(weight) | Force::Around(weight) => weight.to_string(),
        };
        let source = sources(reason.rule.source);
        let _ =
            writeln!(out, "  {sign} {} [{}, {force}; {source}]", reason.evidence, reason.rule.id);
    }
    let matters = |open: &&OpenQuestion| {
        matches!(open.field, "response" | "necessity")
            || open.would_be.iter().any(|it| it.mode() != class.mode())
    };
    for open in class.open.iter().filter(matters).take(MOST_ASKED) {
        let answers: Vec<String> = (open.would_be.iter())
            .map(|it| format!("{}: {}", it.answer, maybe(it.trigger)))
            .collect();
        let _ = writeln!(out, "  ? {} ({})", open.asks, answers.join(", "));
    }
    if let Some(reversal) = judgement::reversal(class) {
        let _ = writeln!(out, "  {reversal}");
    }
    out.push('\n');
}

fn contradictions(out: &mut String, all: &[Contradiction], indent: &str) {
    for it in all {
        let _ = writeln!(out, "{indent}! {} {} [{}]", it.evidence, it.asks, it.clash);
    }
}

fn approach(out: &mut String, scenario: &Scenario, verdict: &Verdict) {
    let it = &verdict.approach;
    let _ = write!(out, "approach: {} (", judgement::approach(it));
    for (index, (approach, score)) in Approach::ALL.into_iter().zip(it.scores).enumerate() {
        let comma = if index > 0 { ", " } else { "" };
        let _ = write!(out, "{comma}{} {score}", approach.as_str());
    }
    out.push_str(")\n");
    if let Some(approach) = it.approach {
        let _ = writeln!(out, "  {} {}", approach.model(), approach.team_impact());
    }
    contradictions(out, &verdict.contradictions, "  ");
    for reason in &it.reasons {
        let name = CRITERIA.iter().find(|it| it.id == reason.criterion).map_or("", |it| it.name);
        let [orchestration, hybrid, choreography] = reason.points;
        let _ = writeln!(
            out,
            "  {name}: {} [{orchestration} {hybrid} {choreography}; {}]",
            reason.evidence,
            sources(reason.source)
        );
    }
    for tip in &it.tips {
        let whose = tip.step.as_ref().and_then(|id| scenario.process.step(id)).map(Step::label);
        let _ = writeln!(out, "  what would tip it: {}", judgement::tip(tip, whose));
    }
    out.push('\n');
}

fn burden(out: &mut String, burden: Burden) {
    let _ = writeln!(out, "\nto follow one request: {}", burden.said());
}

/// What is wrong or missing, a row for each kind with all its places.
pub fn findings(design: &Design, findings: &[Finding]) -> String {
    let mut out = String::new();
    for row in rows(design, findings) {
        let severity = match row.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "advice",
        };
        let kind = row.kind;
        let _ = writeln!(out, "{severity}: {} [{}; {}]", kind.name, kind.id, sources(kind.source));
        for finding in &row.findings {
            let _ = writeln!(out, "  {}: {}", finding.pointer, finding.evidence);
        }
        let _ = writeln!(out, "  why: {} {}", kind.why, kind.remedy);
        let _ = writeln!(out, "  wrong if: {}", kind.wrong_if);
    }
    out
}

const fn advice(strength: Strength) -> &'static str {
    match strength {
        Strength::Must => "must be",
        Strength::Strong => "should clearly be",
        Strength::Slight => "should rather be",
        Strength::Open => "might be",
    }
}
