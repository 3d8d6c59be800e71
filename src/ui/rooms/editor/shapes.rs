//! Who calls or commands a step and on which branch it is; the choices of the process, and its workflow.
//!
//! What a choice, a name or a number here does is one edit; one that is refused says why beside it, and the
//! control shows the design's value again.

use leptos::ev::Event;
use leptos::prelude::*;

use super::acts::Refusal;
use super::field::field;
use super::form::Form;
use crate::browser::page;
use crate::model::{
    BranchPath, Choice, ChoiceId, Coordination, Design, Edit, Mode, Pointer, ServiceId, Step,
    StepId, Trigger,
};
use crate::ui::parts::{dynamic, list, on_press, signal};
use crate::units::{Ratio, format};

/// What may be chosen: its value and what it is called.
type Offer = (String, String);

/// Nobody, or none, among the values of a choice.
const NONE: &str = "";

/// How the step at this index is triggered, where there are three ways; else by its field.
pub fn trigger(form: Form, index: usize) -> AnyView {
    let is_conducted = Memo::new(move |_| form.room.of(|it| it.process.workflow.is_some()));
    let words = [("call", "call"), ("event", "event"), ("command", "command of the workflow")];
    dynamic(move || {
        if !is_conducted.get() {
            return field(form, &format!("/process/steps/{index}/mode"));
        }
        let offers = words.map(|(word, label)| (word.to_owned(), label.to_owned())).to_vec();
        let value = move || {
            let trigger =
                form.room.of(|it| it.process.steps.get(index).map(|step| it.process.trigger(step)));
            match trigger {
                Some(Trigger::Command) => "command",
                Some(Trigger::Event) => "event",
                Some(Trigger::Call) | None => "call",
            }
            .to_owned()
        };
        let edit = move |step: StepId, chosen: &str| match chosen {
            "command" => Edit::Command(step),
            "event" => Edit::SetMode { step, mode: Mode::Event },
            _ => Edit::SetMode { step, mode: Mode::RequestResponse },
        };
        let means =
            "Called, and somebody waits; reacting to an event; or told by the workflow to begin.";
        of_step(
            form,
            index,
            ("trigger", "Triggered by", means),
            move || offers.clone(),
            value,
            edit,
        )
    })
}

/// Who calls the step at this index, and on which branch it is, where there are any.
pub fn place(form: Form, index: usize) -> AnyView {
    let means =
        "The step during whose work it is called; a call is made after others of the same caller.";
    let callers = move || {
        let nobody = (NONE.to_owned(), "no other step".to_owned());
        let others = form.room.of(|it| {
            let of_others = it.process.steps.iter().enumerate().filter(|(at, _)| *at != index);
            of_others.map(|(_, step)| offer(step)).collect::<Vec<_>>()
        });
        std::iter::once(nobody).chain(others).collect()
    };
    let caller = move || {
        form.room.of(|it| {
            let caller = it.process.steps.get(index).and_then(|step| step.caller.as_ref());
            caller.map_or(NONE.to_owned(), ToString::to_string)
        })
    };
    let set_caller = |step: StepId, chosen: &str| Edit::SetCaller {
        step,
        caller: (chosen != NONE).then(|| chosen.into()),
    };
    let is_chained =
        Memo::new(move |_| form.room.of(|it| it.process.coordination == Coordination::Chained));
    let called = dynamic(move || {
        if is_chained.get() {
            return ().into_any();
        }
        of_step(form, index, ("caller", "Called by", means), callers, caller, set_caller)
    });
    let has_choices = Memo::new(move |_| form.room.of(|it| !it.process.choices.is_empty()));
    let branch = move || {
        form.room.of(|it| {
            let branch = it.process.steps.get(index).and_then(|step| step.branch.as_ref());
            branch.map_or(NONE.to_owned(), ToString::to_string)
        })
    };
    let set_branch = |step: StepId, chosen: &str| Edit::SetBranch {
        step,
        branch: (chosen != NONE).then(|| chosen.into()),
    };
    let means = "The way of a choice that leads to it.";
    let on_branch = dynamic(move || {
        if !has_choices.get() {
            return ().into_any();
        }
        let branches = move || form.room.of(branches);
        of_step(form, index, ("branch", "On branch", means), branches, branch, set_branch)
    });
    view! {
        {called}
        {on_branch}
    }
    .into_any()
}

fn offer(step: &Step) -> Offer {
    (step.id.to_string(), step.label().to_owned())
}

/// Every branch, and that of a step that is on all.
fn branches(design: &Design) -> Vec<Offer> {
    let every = (NONE.to_owned(), "every branch".to_owned());
    let of_choice = |choice: &Choice| {
        let branch = |branch| {
            let path: BranchPath = choice.path(branch);
            let share = format::in_hundred(branch.ratio.get());
            (path.to_string(), format!("{}: {}, {share} of 100", choice.label(), branch.id))
        };
        choice.branches.iter().map(branch).collect::<Vec<_>>()
    };
    std::iter::once(every).chain(design.process.choices.iter().flat_map(of_choice)).collect()
}

/// A choice about the step at this index: its id and label, and what it means.
fn of_step(
    form: Form,
    index: usize,
    (id, label, means): (&'static str, &'static str, &'static str),
    offers: impl Fn() -> Vec<Offer> + Send + Sync + 'static,
    value: impl Fn() -> String + Copy + Send + Sync + 'static,
    edit: impl Fn(StepId, &str) -> Edit + Copy + 'static,
) -> AnyView {
    let refusal = Refusal::new(form);
    let chosen = move |event: Event| {
        let step = form.room.of_now(|it| Some(it.process.steps.get(index)?.id.clone()));
        let Some(step) = step else { return };
        let wanted = event_target_value(&event);
        refusal.or_say(form.room.edit(&edit(step, &wanted)));
        page::set_value(&event, &untrack(value));
    };
    select(refusal, (id, label, means), offers, value, chosen)
}

fn select(
    refusal: Refusal,
    (id, label, means): (&'static str, &'static str, &'static str),
    offers: impl Fn() -> Vec<Offer> + Send + Sync + 'static,
    value: impl Fn() -> String + Copy + Send + Sync + 'static,
    chosen: impl FnMut(Event) + 'static,
) -> AnyView {
    let option = move |(id, label): Offer| {
        let this = id.clone();
        view! { <option value=id selected=signal(move || value() == this)>{label}</option> }
    };
    let (id, means_id) = (format!("shape-{id}"), format!("shape-{id}-means"));
    let refused: &'static str = match id.as_str() {
        "shape-caller" => "caller-refused",
        "shape-branch" => "branch-refused",
        "shape-trigger" => "trigger-refused",
        _ => "conductor-refused",
    };
    view! {
        <div class="blank">
            <label for=id.clone()>{label}</label>
            <span class="blank-entry">
                <select
                    id=id
                    aria-describedby=format!("{means_id} {refused}")
                    aria-invalid=signal(move || refusal.invalid())
                    on:change=chosen
                >
                    {dynamic(move || list(offers(), option))}
                </select>
            </span>
            <small id=means_id>{means}</small>
            {refusal.said(refused)}
        </div>
    }
    .into_any()
}

/// The choices of the process, each with its branches.
pub fn choices(form: Form) -> AnyView {
    let refusal = Refusal::new(form);
    let ids = Memo::new(move |_| {
        form.room.of(|it| it.process.choices.iter().map(|it| it.id.clone()).collect::<Vec<_>>())
    });
    let none = signal(move || ids.with(Vec::is_empty));
    view! {
        <p class="hint" hidden=signal(move || !none.get())>
            "None: every request goes the same way. On the stage, “Fork after it” at a step makes one."
        </p>
        {dynamic(move || list(ids.get().into_iter().enumerate(), move |(at, id)| choice(form, refusal, at, id)))}
        {refusal.said("choices-refused")}
    }
    .into_any()
}

fn choice(form: Form, refusal: Refusal, at: usize, id: ChoiceId) -> AnyView {
    let count = Memo::new(move |_| form.length(&format!("/process/choices/{at}/branches")));
    let (named, renamed, grown, gone) = (id.clone(), id.clone(), id.clone(), id.clone());
    let name = move || form.text(&format!("/process/choices/{at}/name"));
    let set_name = move |event: Event| {
        let place =
            ["process", "choices"].into_iter().fold(Pointer::root(), |it, name| it.at(name));
        let value = Some(event_target_value(&event).into());
        let edit = Edit::SetField { place: place.at(at).at("name"), value };
        refusal.or_say(form.room.edit(&edit));
    };
    let set_id = move |event: Event| {
        let edit = Edit::SetChoiceId { choice: renamed.clone(), id: event_target_value(&event) };
        if refusal.or_say(form.room.edit(&edit)).is_none() {
            page::set_value(&event, renamed.as_str());
        }
    };
    let grow = on_press(move || {
        refusal.or_say(form.room.edit(&Edit::AddBranch(grown.clone())));
    });
    let remove = on_press(move || {
        if refusal.or_say(form.room.edit(&Edit::RemoveChoice(gone.clone()))).is_some() {
            super::parts::show_list();
        }
    });
    let rows = dynamic(move || list(0..count.get(), move |branch| row(form, refusal, at, branch)));
    let (name_id, id_id) = (format!("choice-{at}-name"), format!("choice-{at}-id"));
    view! {
        <div class="blank-list" role="group" aria-label=format!("Choice {named}")>
            <div class="blank">
                <label for=name_id.clone()>"Decides"</label>
                <span class="blank-entry">
                    <input id=name_id autocomplete="off" prop:value=signal(name) on:change=set_name />
                </span>
            </div>
            <div class="blank">
                <label for=id_id.clone()>"Id"</label>
                <span class="blank-entry">
                    <input id=id_id autocomplete="off" prop:value=id.to_string() on:change=set_id />
                </span>
            </div>
            <ol>{rows}</ol>
            <div class="edit-acts">
                <button on:click=grow>"Add a branch"</button>
                <button class="danger" on:click=remove>"Remove this choice"</button>
            </div>
        </div>
    }
    .into_any()
}

/// A branch: its id, how many of a hundred customers take it, and which steps are on it.
fn row(form: Form, refusal: Refusal, at: usize, branch: usize) -> AnyView {
    let path = move |design: &Design| {
        let choice = design.process.choices.get(at)?;
        Some(choice.path(choice.branches.get(branch)?))
    };
    let now = move || form.room.of_now(path);
    let place = format!("/process/choices/{at}/branches/{branch}");
    let (id_at, ratio_at) = (format!("{place}/id"), format!("{place}/ratio"));
    let id = signal(move || form.text(&id_at));
    let percent = signal(move || {
        let ratio = form.value(&ratio_at).as_f64().unwrap_or_default();
        format::in_hundred(ratio)
    });
    let steps = signal(move || {
        form.room.of(|design| {
            let Some(path) = path(design) else { return String::new() };
            let on_it = design.process.steps.iter().filter(|it| it.branch.as_ref() == Some(&path));
            let labels: Vec<&str> = on_it.map(Step::label).collect();
            if labels.is_empty() { "no step of its own".to_owned() } else { labels.join(", ") }
        })
    });
    let set_id = move |event: Event| {
        let Some(branch) = now() else { return };
        let edit = Edit::SetBranchId { branch, id: event_target_value(&event) };
        refusal.or_say(form.room.edit(&edit));
        page::set_value(&event, &id.get_untracked());
    };
    let set_ratio = move |event: Event| {
        let Some(branch) = now() else { return };
        let typed = event_target_value(&event).trim().replace(',', ".");
        match typed.parse::<f64>().ok().and_then(|it| Ratio::new(it / 100.0).ok()) {
            Some(ratio) => {
                refusal.or_say(form.room.edit(&Edit::SetRatio { branch, ratio }));
            }
            None => refusal.say(format!("{typed} is no number from 0 to 100.")),
        }
        page::set_value(&event, &percent.get_untracked());
    };
    let remove = on_press(move || {
        if let Some(branch) = now() {
            refusal.or_say(form.room.edit(&Edit::RemoveBranch(branch)));
        }
    });
    let label = signal(move || format!("Remove the branch {}", id.get()));
    view! {
        <li>
            <div class="branch-row">
                <input
                    aria-label=signal(move || format!("Id of the branch {}", id.get()))
                    autocomplete="off"
                    prop:value=id
                    on:change=set_id
                />
                <span class="blank-entry">
                    <input
                        aria-label=signal(move || format!("Of 100 customers, to {}", id.get()))
                        inputmode="decimal"
                        prop:value=percent
                        on:change=set_ratio
                    />
                    "of 100"
                </span>
                <small>{steps}</small>
            </div>
            <button class="plain" aria-label=label title=label on:click=remove>
                <svg class="icon"><use href="#icon-close"></use></svg>
            </button>
        </li>
    }
    .into_any()
}

/// Who conducts, how long each outcome takes, and which steps are commanded.
pub fn workflow(form: Form) -> AnyView {
    let refusal = Refusal::new(form);
    let services = move || {
        let nobody = (NONE.to_owned(), "nobody".to_owned());
        let all = form.room.of(|it| {
            let service = |it: &crate::model::Service| (it.id.to_string(), it.label().to_owned());
            it.services.iter().map(service).collect::<Vec<_>>()
        });
        std::iter::once(nobody).chain(all).collect()
    };
    let conductor = move || {
        form.room.of(|it| {
            let workflow = it.process.workflow.as_ref();
            workflow.map_or(NONE.to_owned(), |workflow| workflow.service.to_string())
        })
    };
    let chosen = move |event: Event| {
        let wanted = event_target_value(&event);
        let service = (wanted != NONE).then(|| ServiceId::from(wanted.as_str()));
        refusal.or_say(form.room.edit(&Edit::ConductBy(service)));
        page::set_value(&event, &untrack(conductor));
    };
    let means = "Sends the commands behind the line, hears of their outcomes, and holds no worker meanwhile.";
    let is_there = Memo::new(move |_| form.room.of(|it| it.process.workflow.is_some()));
    let inside = dynamic(move || {
        if !is_there.get() {
            return ().into_any();
        }
        let count = Memo::new(move |_| form.room.of(|it| it.process.steps.len()));
        view! {
            {field(form, "/process/workflow/work_ms")}
            <div class="blank-list" role="group" aria-label="Commands">
                <p>"Commands"</p>
                <ul>{dynamic(move || list(0..count.get(), move |step| command(form, refusal, step)))}</ul>
            </div>
        }
        .into_any()
    });
    view! {
        {select(refusal, ("conductor", "Conducted by", means), services, conductor, chosen)}
        {inside}
    }
    .into_any()
}

/// Whether the workflow commands the step at this index.
fn command(form: Form, refusal: Refusal, index: usize) -> AnyView {
    let is_command = move || {
        form.room.of(|it| {
            let step = it.process.steps.get(index);
            step.is_some_and(|step| it.process.trigger(step) == Trigger::Command)
        })
    };
    let label = signal(move || {
        form.room.of(|it| {
            it.process.steps.get(index).map_or_else(String::new, |it| it.label().to_owned())
        })
    });
    let toggles = move |event: Event| {
        let step = form.room.of_now(|it| Some(it.process.steps.get(index)?.id.clone()));
        let Some(step) = step else { return };
        let edit = if event_target_checked(&event) {
            Edit::Command(step)
        } else {
            Edit::SetMode { step, mode: Mode::Event }
        };
        refusal.or_say(form.room.edit(&edit));
    };
    view! {
        <li>
            <label class="command">
                <input type="checkbox" prop:checked=signal(is_command) on:change=toggles />
                <span>{label}</span>
            </label>
        </li>
    }
    .into_any()
}
