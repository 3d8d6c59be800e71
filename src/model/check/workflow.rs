//! The workflow: who conducts, and which steps can be commands.

use super::Findings;
use super::ids::{Ids, STEP_IDS};
use crate::model::{Mode, Place, Process, limits};

pub(super) fn check(
    process: &Process,
    at_process: Place,
    steps: &Ids<'_>,
    services: &Ids<'_>,
    findings: &mut Findings,
) {
    let Some(workflow) = &process.workflow else { return };
    let at = at_process.field("workflow");
    services.resolve(at.field("service"), workflow.service.as_str(), findings);
    let at_commands = at.field("steps");
    findings.length(at_commands, workflow.steps.len(), limits::STEPS, "ids");
    for (index, command) in workflow.steps.iter().enumerate().take(limits::STEPS) {
        let place = at_commands.element(index);
        if workflow.steps.iter().take(index).any(|earlier| earlier == command) {
            let voice = &findings.voice;
            let name = voice.name("step", command.as_str());
            let found = voice.say(format!("{name} again"), format!("{name} as a command twice"));
            findings.report(place, found, "each step once").names_it();
            continue;
        }
        steps.resolve(place, command.as_str(), findings);
        if process.step(command).is_some_and(|step| step.mode == Mode::RequestResponse) {
            let voice = &findings.voice;
            let name = voice.name("step", command.as_str());
            let found = voice.say(
                format!("{name}, which is called"),
                format!("{name}, which is called, as a command"),
            );
            let what = voice.say("a step of mode `event`", "a step that follows");
            findings
                .report(
                    place,
                    found,
                    format!("{what}: a command is sent behind the line, and nobody waits for it"),
                )
                .names_it()
                .looks_at(STEP_IDS)
                .looks_at("/process/steps/*/mode");
        }
    }
}
