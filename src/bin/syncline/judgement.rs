//! A verdict as text for people.

use std::fmt::Write as _;

use syncline::model::{Scenario, Trigger};
use syncline::verdict::{
    Approach, CRITERIA, Classification, Finding, Force, OpenQuestion, Severity, Strength, Verdict,
};
use syncline::wording::judgement::{conducted, mode};

/// All of a verdict.
pub fn verdict(scenario: &Scenario, verdict: &Verdict) -> String {
    let mut out = String::new();
    for (step, class) in scenario.process.steps.iter().zip(&verdict.steps) {
        let _ = writeln!(out, "{} ({})", step.label(), step.id);
        let is_today = scenario.process.trigger(step);
        let differs = match (class.mode == step.mode, is_today) {
            (true, Trigger::Call | Trigger::Event) => "",
            (true, Trigger::Command) => ", or a command, as it is today",
            (false, Trigger::Call | Trigger::Event) => ", and is not today",
            (false, Trigger::Command) => ", and is a command today",
        };
        let _ = writeln!(out, "  {}: {}{differs}", advice(class), mode(class.mode));
        let place = class.place;
        match place.quadrant.or(place.likely) {
            Some(quadrant) => {
                let likely = if place.quadrant.is_none() { "probably " } else { "" };
                let _ = writeln!(out, "  {likely}{}: {}", quadrant.as_str(), quadrant.advice());
            }
            None => out.push_str("  no place in the matrix yet\n"),
        }
        if class.conflict {
            out.push_str("  hard rules contradict one another\n");
        }
        for reason in &class.reasons {
            let sign = if reason.is_for { '+' } else { '-' };
            let force = match reason.rule.force {
                Force::Hard => "hard".to_owned(),
                Force::Leaning(weight) => weight.to_string(),
            };
            let _ = writeln!(
                out,
                "  {sign} {} [{}, {force}; {}]",
                reason.evidence, reason.rule.id, reason.rule.source
            );
        }
        let matters = |open: &&OpenQuestion| {
            matches!(open.field, "response" | "necessity")
                || open.would_be.iter().any(|it| it.mode != class.mode)
        };
        for open in class.open.iter().filter(matters) {
            let answers: Vec<String> = (open.would_be.iter())
                .map(|it| format!("{}: {}", it.answer, mode(it.mode)))
                .collect();
            let _ = writeln!(out, "  ? {} ({})", open.asks, answers.join(", "));
        }
        out.push('\n');
    }
    approach(&mut out, verdict);
    out.push_str(&findings(&verdict.findings));
    out.push('\n');
    for pattern in &verdict.patterns {
        let _ =
            writeln!(out, "pattern {}: {} [{}]", pattern.name, pattern.evidence, pattern.source);
    }
    let burden = verdict.burden;
    let conductor = if burden.is_conducted { ", of which one is the workflow" } else { "" };
    let _ = writeln!(
        out,
        "\nburden {}: {} asynchronous hops, {} event types, {} places to look{conductor}",
        burden.total(),
        burden.hops,
        burden.event_types,
        burden.places
    );
    if let Some(conducted) = conducted(scenario) {
        let _ = writeln!(out, "{conducted}");
    }
    out
}

fn approach(out: &mut String, verdict: &Verdict) {
    let it = &verdict.approach;
    let _ = write!(out, "approach: {} (", it.approach.as_str());
    for (index, (approach, score)) in Approach::ALL.into_iter().zip(it.scores).enumerate() {
        let comma = if index > 0 { ", " } else { "" };
        let _ = write!(out, "{comma}{} {score}", approach.as_str());
    }
    out.push_str(")\n");
    for reason in &it.reasons {
        let name = CRITERIA.iter().find(|it| it.id == reason.criterion).map_or("", |it| it.name);
        let [orchestration, hybrid, choreography] = reason.points;
        let _ = writeln!(
            out,
            "  {name}: {} [{orchestration} {hybrid} {choreography}; {}]",
            reason.evidence, reason.source
        );
    }
    for tip in &it.tips {
        let whose = tip.step.as_ref().map_or(String::new(), |step| format!("{step}: "));
        let _ = writeln!(
            out,
            "  with {whose}{} {} it would be {}",
            tip.field,
            tip.answer,
            tip.approach.as_str()
        );
    }
    out.push('\n');
}

/// What is wrong or missing.
pub fn findings(findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings {
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "advice",
        };
        let _ = writeln!(
            out,
            "{severity} {}: {} [{}; {}]\n  {} {}",
            finding.pointer,
            finding.evidence,
            finding.kind.id,
            finding.kind.source,
            finding.kind.why,
            finding.kind.remedy,
        );
    }
    out
}

fn advice(class: &Classification) -> &'static str {
    match class.strength {
        Strength::Must => "must be",
        Strength::Strong => "should clearly be",
        Strength::Slight => "should rather be",
        Strength::Open => "might be",
    }
}
