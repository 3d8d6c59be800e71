//! Notes: what they name, when they are shown, and that they say something.

use super::Findings;
use super::ids::Ids;
use crate::model::{Note, Place, limits};
use crate::units::Duration;

pub(super) fn check(
    notes: &[Note],
    at_notes: Place,
    (steps, services): (&Ids, &Ids),
    findings: &mut Findings,
) {
    findings.length(at_notes, notes.len(), limits::NOTES, "notes");
    for (index, note) in notes.iter().enumerate().take(limits::NOTES) {
        let at = at_notes.element(index);
        if let Some(step) = &note.step {
            steps.resolve(at.field("step"), step.as_str(), findings);
        }
        if let Some(service) = &note.service {
            services.resolve(at.field("service"), service.as_str(), findings);
        }
        if note.step.is_some() && note.service.is_some() {
            findings
                .report(at, "`step` and `service`", "one of them, or neither for the whole")
                .looks_at(at.field("step"))
                .looks_at(at.field("service"));
        }
        times(note, at, findings);
        text(&note.text, at.field("text"), findings);
    }
}

fn times(note: &Note, at: Place, findings: &mut Findings) {
    let Some(for_s) = note.for_s else { return };
    let place = at.field("for_s");
    if for_s.duration() == Duration::ZERO {
        findings.report(place, for_s.to_string(), "a number of seconds of more than 0");
    }
    if note.at_s.is_none() {
        let voice = &findings.voice;
        let found = voice.say("`for_s` without `at_s`", "an end without a beginning");
        let expected = voice.say(
            "`at_s` too, or the field left out: the note is always shown",
            "a beginning too, or none of both: the note is always shown",
        );
        findings.report(place, found, expected).looks_at(at.field("at_s"));
    }
}

fn text(text: &str, place: Place, findings: &mut Findings) {
    let count = text.chars().count();
    if text.trim().is_empty() {
        findings.report(place, "an empty text", "what the note says");
    } else if count > limits::NOTE_CHARACTERS {
        let most = format!("at most {}", limits::NOTE_CHARACTERS);
        findings.report(place, format!("{count} characters"), most);
    }
}
