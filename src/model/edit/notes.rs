//! Notes: added, changed, taken away; and what becomes of them when what they are about is called otherwise or
//! goes.

use super::{Done, EditError, done};
use crate::model::{Note, Scenario, ServiceId, StepId, Subject};

/// Adds a note behind the others.
pub(super) fn add(scenario: &mut Scenario, note: &Note) -> Done {
    scenario.notes.push(note.clone());
    done(format!("A note {} was added.", about(scenario, note)), note.subject())
}

/// Puts another note in the place of the one at this index.
///
/// # Errors
/// [`EditError`] where there is none.
pub(super) fn set(scenario: &mut Scenario, index: usize, note: &Note) -> Result<Done, EditError> {
    let place = scenario.notes.get_mut(index).ok_or(EditError::NoSuchNote(index))?;
    place.clone_from(note);
    Ok(done(format!("The note {} was changed.", about(scenario, note)), note.subject()))
}

/// Removes the note at this index.
///
/// # Errors
/// [`EditError`] where there is none.
pub(super) fn remove(scenario: &mut Scenario, index: usize) -> Result<Done, EditError> {
    if index >= scenario.notes.len() {
        return Err(EditError::NoSuchNote(index));
    }
    let note = scenario.notes.remove(index);
    Ok(done(format!("The note {} was removed.", about(scenario, &note)), note.subject()))
}

/// Notes about a step are about it by its other id; without one they go. What is said of that.
pub(super) fn follow_step(
    scenario: &mut Scenario,
    id: &StepId,
    to: Option<&StepId>,
) -> Option<String> {
    follow(scenario, |note| &mut note.step, id, to)
}

/// The same of a service.
pub(super) fn follow_service(
    scenario: &mut Scenario,
    id: &ServiceId,
    to: Option<&ServiceId>,
) -> Option<String> {
    follow(scenario, |note| &mut note.service, id, to)
}

fn follow<T: PartialEq + Clone>(
    scenario: &mut Scenario,
    named: fn(&mut Note) -> &mut Option<T>,
    id: &T,
    to: Option<&T>,
) -> Option<String> {
    let before = scenario.notes.len();
    scenario.notes.retain_mut(|note| {
        let named = named(note);
        if named.as_ref() != Some(id) {
            return true;
        }
        *named = to.cloned();
        named.is_some()
    });
    match before - scenario.notes.len() {
        0 => None,
        1 => Some("Its note went with it.".to_owned()),
        more => Some(format!("Its {more} notes went with it.")),
    }
}

/// What a note is about, as people call it: "about Pay".
fn about(scenario: &Scenario, note: &Note) -> String {
    let name = match note.subject() {
        Subject::Step(id) => {
            let step = scenario.process.step(&id);
            step.map_or_else(|| id.to_string(), |it| it.label().to_owned())
        }
        Subject::Service(id) => {
            let service = scenario.service(&id);
            service.map_or_else(|| id.to_string(), |it| it.label().to_owned())
        }
        Subject::Nothing
        | Subject::Link(_)
        | Subject::Broker
        | Subject::Traffic
        | Subject::Request(_) => "the whole".to_owned(),
    };
    format!("about {name}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Design, Edit};
    use crate::testing::{shop, step};

    /// `pay` and `pack`, each performed by a service of its name, and a note about `pay`, about the service
    /// `pack`, and about the whole.
    fn noted() -> Design {
        let mut scenario = shop([step("pay"), step("pack").after(["pay"])]).build();
        scenario.notes = vec![
            Note::about(&Subject::Step("pay".into()), "one"),
            Note::about(&Subject::Service("pack".into()), "two"),
            Note::about(&Subject::Nothing, "three"),
        ];
        Design::check(scenario).unwrap()
    }

    /// What an edit says, and the notes after it: what each is about, and its text.
    fn after(edit: &Edit) -> (String, Vec<(Subject, String)>) {
        let change = edit.apply(&noted()).unwrap();
        let notes = change.design.notes.iter().map(|it| (it.subject(), it.text.clone())).collect();
        (change.said, notes)
    }

    fn texts(edit: &Edit) -> (String, Vec<String>) {
        let (said, notes) = after(edit);
        (said, notes.into_iter().map(|(_, text)| text).collect())
    }

    #[test]
    fn a_note_is_added_changed_and_removed() {
        let note = Note::about(&Subject::Step("pack".into()), "four");
        let (said, notes) = texts(&Edit::AddNote(note.clone()));
        assert_eq!(said, "A note about pack was added.");
        assert_eq!(notes, ["one", "two", "three", "four"]);
        let (said, notes) = texts(&Edit::SetNote { index: 2, note: note.clone() });
        assert_eq!(said, "The note about pack was changed.");
        assert_eq!(notes, ["one", "two", "four"]);
        let (said, notes) = texts(&Edit::RemoveNote { index: 2 });
        assert_eq!(said, "The note about the whole was removed.");
        assert_eq!(notes, ["one", "two"]);
        for edit in [Edit::SetNote { index: 3, note }, Edit::RemoveNote { index: 3 }] {
            let refused = edit.apply(&noted()).unwrap_err();
            assert_eq!(refused.to_string(), "There is no note number 4.");
        }
    }

    #[test]
    fn an_invalid_note_is_refused_in_names() {
        let lost = Note::about(&Subject::Service("packs".into()), "x");
        let silent = Note::about(&Subject::Step("pay".into()), " ");
        let endless = Note { for_s: Some(crate::testing::s(1.0)), ..lost.clone() };
        let endless = Note { service: None, ..endless };
        for (note, expected) in [
            (
                lost,
                "In “Service” of note 4 it would have `packs`, which is not a service; right would be a service; did you mean pack?",
            ),
            (
                silent,
                "In “Text” of note 4 it would have an empty text; right would be what the note says.",
            ),
            (
                endless,
                "In “Lasts” of note 4 it would have an end without a beginning; right would be a beginning too, or none of both: the note is always shown.",
            ),
        ] {
            assert_eq!(Edit::AddNote(note).apply(&noted()).unwrap_err().to_string(), expected);
        }
    }

    #[test]
    fn notes_follow_the_ids_of_steps_and_services() {
        let (_, notes) = after(&Edit::SetStepId { step: "pay".into(), id: "charge".to_owned() });
        assert_eq!(notes[0].0, Subject::Step("charge".into()));
        assert_eq!(notes[1].0, Subject::Service("pack".into()));
        let (_, notes) =
            after(&Edit::SetServiceId { service: "pack".into(), id: "depot".to_owned() });
        assert_eq!(notes[0].0, Subject::Step("pay".into()));
        assert_eq!(notes[1].0, Subject::Service("depot".into()));
    }

    #[test]
    fn notes_go_with_what_they_are_about_and_that_is_said() {
        let (said, notes) = texts(&Edit::RemoveStep("pay".into()));
        assert!(said.ends_with("Its note went with it."), "{said}");
        assert_eq!(notes, ["two", "three"]);
        let heir = Some("shop".into());
        let (said, notes) = texts(&Edit::RemoveService { service: "pack".into(), heir });
        assert!(said.ends_with("Its note went with it."), "{said}");
        assert_eq!(notes, ["one", "three"]);
        // What nothing is noted of says nothing of notes.
        let (said, notes) = texts(&Edit::RemoveStep("pack".into()));
        assert!(!said.contains("note"), "{said}");
        assert_eq!(notes.len(), 3);
    }

    #[test]
    fn two_notes_that_go_are_counted() {
        let mut scenario = Scenario::clone(&noted());
        scenario.notes.push(Note::about(&Subject::Step("pay".into()), "again"));
        let design = Design::check(scenario).unwrap();
        let change = Edit::RemoveStep("pay".into()).apply(&design).unwrap();
        assert!(change.said.ends_with("Its 2 notes went with it."), "{}", change.said);
        assert_eq!(change.design.notes.len(), 2);
    }
}
