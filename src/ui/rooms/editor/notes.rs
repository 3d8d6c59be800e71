//! Notes: those about a step or a service are written in its form; the form of the whole lists all, and those
//! about the whole are written there. Each has its fields in one place, since both forms are on the page at once.

use leptos::prelude::*;

use super::acts::Refusal;
use super::field::fields;
use super::field::groups::group;
use super::form::{Form, id_of};
use crate::browser::page;
use crate::model::{Design, Edit, Note, Subject};
use crate::session::Look;
use crate::ui::parts::{dynamic, list, on_press, signal};

/// Where they stand in the document.
const NOTES: &str = "/notes";

/// What a new note says, until somebody writes something else.
const NEW: &str = "New note";

/// Whose notes a form shows.
#[derive(Clone, Copy)]
pub enum Of {
    /// Those about the step at this index.
    Step(usize),
    /// Those about the service at this index.
    Service(usize),
    /// All of them; what is added is about the whole.
    Whole,
}

impl Of {
    /// What its notes are about.
    fn subject(self, design: &Design) -> Subject {
        let subject = match self {
            Self::Step(index) => {
                design.process.steps.get(index).map(|step| Subject::Step(step.id.clone()))
            }
            Self::Service(index) => {
                design.services.get(index).map(|it| Subject::Service(it.id.clone()))
            }
            Self::Whole => None,
        };
        subject.unwrap_or_default()
    }

    /// The notes that it lists, by their index in the document; whether each is written here.
    fn listed(self, design: &Design) -> Vec<(usize, bool)> {
        let subject = self.subject(design);
        let notes = design.notes.iter().enumerate();
        let notes = notes.map(|(index, note)| (index, note.subject() == subject));
        notes.filter(|(_, is_own)| *is_own || matches!(self, Self::Whole)).collect()
    }

    /// The id of the button that adds one, where the focus goes when a note that had it is gone.
    const fn add_id(self) -> &'static str {
        match self {
            Self::Step(_) | Self::Service(_) => "add-note",
            Self::Whole => "add-note-whole",
        }
    }
}

/// The notes, each with its text and times, and the way to add one.
pub fn notes(form: Form, of: Of) -> AnyView {
    let refusal = Refusal::new(form);
    let listed = Memo::new(move |_| form.room.of(|design| of.listed(design)));
    let rows = dynamic(move || list(listed.get(), |it| note(form, refusal, of, it)));
    let has_some = signal(move || !listed.with(Vec::is_empty));
    let refused = match of {
        Of::Step(_) | Of::Service(_) => "note-refused",
        Of::Whole => "notes-refused",
    };
    let add = on_press(move || {
        let (index, note) =
            form.room.of_now(|design| (design.notes.len(), Note::about(&of.subject(design), NEW)));
        if refusal.or_say(form.room.edit(&Edit::AddNote(note))).is_some() {
            let id = id_of(&format!("{NOTES}/{index}/text"));
            request_animation_frame(move || page::focus_text(&id));
        }
    });
    let inner = view! {
        <div class="blank-list" role="group" aria-label="Notes">
            <small>"Shown on the stage, always or for a while; they change no run."</small>
            <p class="hint" hidden=has_some>"None."</p>
            <ol>{rows}</ol>
            {refusal.said(refused)}
            <button id=of.add_id() on:click=add>"Add a note"</button>
        </div>
    };
    group("Notes", false, inner.into_any())
}

/// The note at an index: its fields where it is written here, else what it says, and the way to where it is.
fn note(form: Form, refusal: Refusal, of: Of, (index, is_own): (usize, bool)) -> AnyView {
    let at = format!("{NOTES}/{index}");
    let called = move |before: &str| {
        format!("{before} {} {}", index + 1, form.room.of(|it| about(it, index)))
    };
    let label = signal(move || called("Note"));
    let gone = signal(move || called("Remove note"));
    let remove = on_press(move || {
        if refusal.or_say(form.room.edit(&Edit::RemoveNote { index })).is_some() {
            request_animation_frame(move || page::focus(of.add_id()));
        }
    });
    let inner = if is_own {
        fields(form, &at, &["text", "at_s", "for_s"])
    } else {
        let look = on_press(move || {
            let subject = form.room.of_now(|it| it.notes.get(index).map(Note::subject));
            form.room.send(Look::Select(subject.unwrap_or_default()));
        });
        let text = signal(move || form.text(&format!("{NOTES}/{index}/text")));
        view! {
            <button class="link" on:click=look>{label}</button>
            <p>{text}</p>
        }
        .into_any()
    };
    view! {
        <li>
            <div role="group" aria-label=label>
                {inner}
            </div>
            <button class="plain" aria-label=gone title=gone on:click=remove>
                <svg class="icon"><use href="#icon-close"></use></svg>
            </button>
        </li>
    }
    .into_any()
}

/// What the note at an index is about, as people call it.
fn about(design: &Design, index: usize) -> String {
    let name = match design.notes.get(index).map(Note::subject) {
        Some(Subject::Step(id)) => design.process.step(&id).map(|it| it.label().to_owned()),
        Some(Subject::Service(id)) => design.service(&id).map(|it| it.label().to_owned()),
        _ => None,
    };
    format!("about {}", name.as_deref().unwrap_or("the whole"))
}
