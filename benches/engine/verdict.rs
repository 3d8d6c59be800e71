//! How long a verdict takes over a process of 200 steps: with every question answered, and with none,
//! when what each answer would change is tried out too.

use syncline::exchange::document;
use syncline::model::Scenario;
use syncline::verdict::{QUESTIONS, Verdict};

pub const STEPS: usize = 200;
const TURNS: usize = 201;

/// The median of many turns, in milliseconds, by this clock in milliseconds. A browser's clock is coarse:
/// each turn is ten verdicts.
pub fn measure(answered: bool, now_ms: impl Fn() -> f64) -> f64 {
    let scenario = process(answered);
    let mut times: Vec<f64> = (0..TURNS / 10)
        .map(|_| {
            let began = now_ms();
            for _ in 0..10 {
                assert_eq!(Verdict::of(&scenario).steps.len(), STEPS);
            }
            (now_ms() - began) / 10.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Ten lines of twenty steps, each step on one of twenty services, half of them events.
fn process(answered: bool) -> Scenario {
    let steps: Vec<String> = (0..STEPS)
        .map(|index| {
            let after = if index % 20 == 0 { String::new() } else { format!("\"s{}\"", index - 1) };
            let mode = if index % 20 < 10 { "request-response" } else { "event" };
            format!(
                r#"{{ "id": "s{index}", "service": "v{}", "after": [{after}], "mode": "{mode}" }}"#,
                index % 20
            )
        })
        .collect();
    let services: Vec<String> = (0..20).map(|index| format!(r#"{{ "id": "v{index}" }}"#)).collect();
    let text = format!(
        r#"{{ "syncline": 1, "process": {{ "steps": [{}] }}, "services": [{}] }}"#,
        steps.join(","),
        services.join(",")
    );
    let mut scenario = document::read(&text).expect("valid");
    if answered {
        for (index, step) in scenario.process.steps.iter_mut().enumerate() {
            for question in &QUESTIONS {
                if let Some(choice) = question.choices.get(index % question.choices.len().max(1)) {
                    (choice.set)(&mut step.business);
                }
            }
        }
    }
    scenario
}
