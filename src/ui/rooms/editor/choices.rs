//! The choices of the process: what each is called, and how often each of its branches is taken.

use leptos::prelude::*;

use super::acts::Refusal;
use super::field::fields;
use super::field::groups::group;
use super::form::{Form, id_of};
use crate::browser::page;
use crate::model::{Branch, BranchPath, Choice, Design, Edit};
use crate::ui::parts::{dynamic, list, on_press, signal};

/// Where they stand in the document.
const CHOICES: &str = "/process/choices";

/// All choices; nothing where there is none: a fork after a step makes the first.
pub fn choices(form: Form) -> AnyView {
    let count = Memo::new(move |_| form.length(CHOICES));
    let is_there = Memo::new(move |_| count.get() > 0);
    let refusal = Refusal::new(form);
    dynamic(move || {
        if !is_there.get() {
            return ().into_any();
        }
        let rows = dynamic(move || list(0..count.get(), |index| choice(form, refusal, index)));
        let inner = view! {
            {rows}
            {refusal.said("choices-refused")}
        };
        group("Choices", false, inner.into_any())
    })
}

/// The choice at an index.
fn choice(form: Form, refusal: Refusal, index: usize) -> AnyView {
    let at = format!("{CHOICES}/{index}");
    let branches_at = format!("{at}/branches");
    let add_id = format!("{}-add", id_of(&branches_at));
    let focus_id = StoredValue::new(add_id.clone());
    let count = Memo::new(move |_| form.length(&branches_at));
    let rows =
        dynamic(move || list(0..count.get(), |it| branch(form, refusal, (index, it), focus_id)));
    let label = signal(move || form.room.of(|it| label_of(it, index)));
    let add = on_press(move || {
        let id = form.room.of_now(|it| Some(choice_at(it, index)?.id.clone()));
        if let Some(id) = id {
            refusal.or_say(form.room.edit(&Edit::AddBranch(id)));
        }
    });
    let remove = on_press(move || {
        let id = form.room.of_now(|it| Some(choice_at(it, index)?.id.clone()));
        let Some(id) = id else { return };
        if refusal.or_say(form.room.edit(&Edit::RemoveChoice(id))).is_some() {
            super::parts::show_list(form.room);
        }
    });
    view! {
        <div class="blank-list" role="group" aria-label=label>
            <h3>{label}</h3>
            {fields(form, &at, &["name", "id"])}
            <ol>{rows}</ol>
            <div class="edit-acts">
                <button id=add_id on:click=add>"Add a branch"</button>
                <button class="danger" on:click=remove>"Remove this choice"</button>
            </div>
        </div>
    }
    .into_any()
}

/// The branch at an index of the choice at an index; once it is removed, the focus goes to this id.
fn branch(
    form: Form,
    refusal: Refusal,
    (index, at): (usize, usize),
    focus_id: StoredValue<String>,
) -> AnyView {
    let place = format!("{CHOICES}/{index}/branches/{at}");
    let id = Memo::new(move |_| {
        let id = form.room.of(|it| Some(branch_at(it, index, at)?.1.id.to_string()));
        id.unwrap_or_default()
    });
    let label = signal(move || format!("Branch {}", id.get()));
    let gone = signal(move || format!("Remove the branch {}", id.get()));
    let remove = on_press(move || {
        let Some(path) = form.room.of_now(|it| path_at(it, index, at)) else { return };
        let focus_id = focus_id.get_value();
        if refusal.or_say(form.room.edit(&Edit::RemoveBranch(path))).is_some() {
            request_animation_frame(move || page::focus(&focus_id));
        }
    });
    view! {
        <li>
            <div role="group" aria-label=label>{fields(form, &place, &["id", "ratio"])}</div>
            <button class="plain" aria-label=gone title=gone on:click=remove>
                <svg class="icon"><use href="#icon-close"></use></svg>
            </button>
        </li>
    }
    .into_any()
}

fn choice_at(design: &Design, index: usize) -> Option<&Choice> {
    design.process.choices.get(index)
}

fn label_of(design: &Design, index: usize) -> String {
    choice_at(design, index).map(|it| it.label().to_owned()).unwrap_or_default()
}

fn branch_at(design: &Design, choice: usize, index: usize) -> Option<(&Choice, &Branch)> {
    let choice = choice_at(design, choice)?;
    Some((choice, choice.branches.get(index)?))
}

/// How the branch at an index of the choice at an index is named.
fn path_at(design: &Design, choice: usize, index: usize) -> Option<BranchPath> {
    branch_at(design, choice, index).map(|(choice, branch)| choice.path(branch))
}
