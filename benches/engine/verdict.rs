//! How long a verdict takes over a process of 200 steps: with every question answered, and with none,
//! when what each answer would change is tried out too.

use syncline::model::{Design, Mode};
use syncline::testing::{scenario, step};
use syncline::verdict::{QUESTIONS, Verdict};

pub const STEPS: usize = 200;
const TURNS: usize = 201;

/// The median of many turns, in milliseconds, by this clock in milliseconds. A browser's clock is coarse:
/// each turn is ten verdicts.
pub fn measure(answered: bool, now_ms: impl Fn() -> f64) -> f64 {
    let design = process(answered);
    let mut times: Vec<f64> = (0..TURNS / 10)
        .map(|_| {
            let began = now_ms();
            for _ in 0..10 {
                assert_eq!(Verdict::of(&design).steps.len(), STEPS);
            }
            (now_ms() - began) / 10.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Ten lines of twenty steps, each step on one of twenty services, half of them events.
fn process(answered: bool) -> Design {
    let steps = (0..STEPS).map(|index| {
        let before = (index % 20).checked_sub(1).map(|_| format!("s{}", index - 1));
        let mode = if index % 20 < 10 { Mode::RequestResponse } else { Mode::Event };
        let step = step(format!("s{index}")).on(&format!("v{}", index % 20));
        step.after(before.as_deref()).mode(mode)
    });
    let mut scenario = scenario(steps);
    if answered {
        for (index, step) in scenario.process.steps.iter_mut().enumerate() {
            for question in &QUESTIONS {
                if let Some(choice) = question.choices.get(index % question.choices.len().max(1)) {
                    (choice.set)(&mut step.business);
                }
            }
        }
    }
    scenario.design()
}
