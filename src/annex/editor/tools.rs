//! The tools on the stage, at the card of the step that is looked at: add a step after it, connect it,
//! rename it, remove it. The form beside the stage does the same.
//!
//! Another step is connected by pressing its card while the tools ask for it, or by dragging the handle
//! of this one there. Where a card lies only the stage knows, so the tools stand in a frame that has the
//! card's own place and size.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

use super::acts::Refusal;
use super::form::Form;
use crate::annex::table::{Table, wish};
use crate::bridge::{View, Wish};
use crate::browser::page;
use crate::browser::size::SizeWatch;
use crate::model::editing::{self, NewStep, Performer};
use crate::model::{StepId, Subject};
use crate::parts::{changing, derived, following, pressed};

/// The field in which a step is renamed.
const NAME: &str = "stage-name";
/// The button that opens it.
const RENAME: &str = "stage-rename";

/// What the tools are about to do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
enum Intent {
    #[default]
    None,
    /// The step that is pressed next comes after this one.
    Connect(StepId),
    /// The step gets the name that is being typed.
    Rename,
}

#[derive(Clone, Copy)]
struct Tools {
    /// Not in itself, since this is copied everywhere.
    form: StoredValue<Form>,
    intent: RwSignal<Intent>,
    refusal: Refusal,
    /// The step that was to be connected, until it is looked at again: a refusal is about it.
    asked: StoredValue<Option<StepId>>,
    /// Where the card lies: its transform, width and height, as CSS.
    lies: RwSignal<[String; 3]>,
    /// Where the handle has been dragged to, from where it lies.
    dragged: RwSignal<Option<(f64, f64)>>,
}

impl Tools {
    fn form(self) -> Form {
        self.form.get_value()
    }
}

/// The tools; nothing unless a step is looked at on the stage.
pub fn tools(table: Table) -> AnyView {
    let form = Form::new(table);
    let tools = Tools {
        form: StoredValue::new(form),
        intent: RwSignal::new(Intent::None),
        refusal: Refusal::new(form),
        asked: StoredValue::new(None),
        lies: RwSignal::new(Default::default()),
        dragged: RwSignal::new(None),
    };
    let index = Memo::new(move |_| {
        let step = table.step.get()?;
        table.design(|it| it.process.steps.iter().position(|other| other.id == step)).flatten()
    });
    let watch = StoredValue::new_local(None::<SizeWatch>);
    following(move || {
        table.scenario.track();
        table.view.track();
        let index = index.get();
        lie(tools, index);
        if watch.with_value(Option::is_none)
            && let Some(place) = page::place("stage-tools").and_then(|it| it.parent_element())
        {
            let moved = move |_, _| lie(tools, untrack(|| index_now(tools)));
            watch.set_value(SizeWatch::new(&place, moved));
        }
    });
    following(move || chosen(tools, table.step.get()));
    let is_there = Memo::new(move |_| index.get().is_some() && table.view.get() == View::Stage);
    let [transform, width, height] =
        [0, 1, 2].map(|part| derived(move || tools.lies.with(|it| it.get(part).cloned())));
    changing(move || {
        if !is_there.get() {
            return ().into_any();
        }
        view! {
            <div
                class="stage-frame"
                style:transform=transform
                style:width=width
                style:height=height
                on:click=|event| event.stop_propagation()
            >
                {handle(tools)}
                <div class="stage-toolbar">
                    {changing(move || match tools.intent.get() {
                        Intent::None => buttons(tools),
                        Intent::Connect(_) => question(tools),
                        Intent::Rename => naming(tools),
                    })}
                    {tools.refusal.said("stage-refused")}
                </div>
            </div>
        }
        .into_any()
    })
}

/// The index of the step that is looked at.
fn index_now(tools: Tools) -> Option<usize> {
    let step = tools.form().table.step.get()?;
    let found = |it: &crate::model::Scenario| it.process.steps.iter().position(|it| it.id == step);
    tools.form().table.design(found).flatten()
}

/// Finds out where the card lies, once the stage has put it there.
fn lie(tools: Tools, index: Option<usize>) {
    let Some(index) = index else { return };
    request_animation_frame(move || {
        let style = |name| page::style_of(&format!("[data-step=\"{index}\"]"), name);
        let found = ["transform", "width", "height"].map(|name| style(name).unwrap_or_default());
        tools.lies.try_set(found);
    });
}

/// Another step is looked at: it was pressed to be connected, or the tools begin anew.
fn chosen(tools: Tools, step: Option<StepId>) {
    let intent = tools.intent.get_untracked();
    match (intent, step) {
        // Still the one that asks.
        (Intent::Connect(before), Some(step)) if before == step => return,
        (Intent::Connect(before), Some(after)) => {
            wish(&Wish::Select(Subject::Step(before.clone())));
            let made = tools.form().make(|it| editing::connect(it, &before, &after));
            tools.refusal.or_say(made);
            tools.asked.set_value(Some(before));
        }
        (Intent::None | Intent::Rename | Intent::Connect(_), step) => {
            if tools.asked.with_value(|asked| asked.is_none() || *asked != step) {
                tools.refusal.forget();
            }
            tools.asked.set_value(None);
        }
    }
    tools.intent.set(Intent::None);
}

/// The step that is looked at.
fn step(tools: Tools) -> Option<StepId> {
    tools.form().table.step.get_untracked()
}

fn buttons(tools: Tools) -> AnyView {
    let add = pressed(move || {
        let Some(after) = step(tools) else { return };
        let made = tools.form().make(|scenario| {
            let by = scenario.process.step(&after).map(|step| step.service.clone());
            let by = Performer::Existing(by.unwrap_or_default());
            let new = NewStep { name: String::new(), after: Some(after.clone()), by };
            editing::add_step(scenario, &new)
        });
        if let Some(id) = tools.refusal.or_say(made) {
            wish(&Wish::Select(Subject::Step(id)));
            // Once it is looked at, by which the tools begin anew.
            request_animation_frame(move || tools.intent.set(Intent::Rename));
        }
    });
    let connect = pressed(move || {
        if let Some(step) = step(tools) {
            tools.refusal.forget();
            tools.intent.set(Intent::Connect(step));
        }
    });
    let rename = pressed(move || tools.intent.set(Intent::Rename));
    let remove = pressed(move || {
        let Some(id) = step(tools) else { return };
        let made = tools.form().make(|scenario| editing::remove_step(scenario, &id));
        if tools.refusal.or_say(made).is_some() {
            super::parts::show_list();
        }
    });
    view! {
        <div role="group" aria-label="The step on the stage">
            <button class="plain" aria-label="Add a step after it" title="Add a step after it" on:click=add>
                <svg class="icon" viewBox="0 0 16 16"><path d="M8 3v10M3 8h10"></path></svg>
            </button>
            <button class="plain" aria-label="Connect it to …" title="Connect it to …" on:click=connect>
                <svg class="icon" viewBox="0 0 16 16"><path d="M2.5 8h10M9 4.5 12.5 8 9 11.5"></path></svg>
            </button>
            <button id=RENAME class="plain" aria-label="Rename it" title="Rename it" on:click=rename>
                <svg class="icon" viewBox="0 0 16 16"><path d="m3 13 .6-2.8 7-7 2.2 2.2-7 7z"></path></svg>
            </button>
            <button class="plain" aria-label="Remove it" title="Remove it" on:click=remove>
                <svg class="icon"><use href="#icon-close"></use></svg>
            </button>
        </div>
    }
    .into_any()
}

/// While a step is awaited that shall come after this one.
fn question(tools: Tools) -> AnyView {
    let leave = pressed(move || tools.intent.set(Intent::None));
    view! {
        <p role="status">"Press the step that shall come after it."</p>
        <button class="plain" on:click=leave>"Leave"</button>
    }
    .into_any()
}

/// The name of the step, as a field.
fn naming(tools: Tools) -> AnyView {
    let node = NodeRef::<html::Input>::new();
    following(move || {
        if let Some(input) = node.get() {
            let name = step(tools).map(|step| untrack(|| tools.form().table.label(&step)));
            input.set_value(&name.unwrap_or_default());
            page::focus_text(NAME);
        }
    });
    let done = move |is_meant: bool| {
        let name = node.get_untracked().map(|input| input.value()).unwrap_or_default();
        tools.intent.set(Intent::None);
        if let (true, Some(step)) = (is_meant, step(tools)) {
            tools.refusal.or_say(tools.form().make(|it| editing::name_step(it, &step, &name)));
        }
        request_animation_frame(|| page::focus(RENAME));
    };
    let typed = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => done(true),
        "Escape" => done(false),
        _ => {}
    };
    let over = pressed(move || done(true));
    view! {
        <input id=NAME aria-label="Name of the step" autocomplete="off" node_ref=node on:keydown=typed />
        <button on:click=over>"Rename"</button>
    }
    .into_any()
}

/// A knob that is dragged to the card of the step that shall come after; for pointers, since the tools
/// and the form do the same by keys.
fn handle(tools: Tools) -> AnyView {
    let down = move |event: PointerEvent| {
        event.prevent_default();
        page::capture(&event);
        tools.dragged.set(Some((0.0, 0.0)));
    };
    let moved = move |event: PointerEvent| {
        if tools.dragged.get_untracked().is_some()
            && let Some((x, y)) = page::place_of(&event)
        {
            tools.dragged.set(Some((x, y)));
        }
    };
    let up = move |event: PointerEvent| {
        if tools.dragged.get_untracked().is_none() {
            return;
        }
        tools.dragged.set(None);
        let at = page::attribute_at(event.client_x(), event.client_y(), "data-step");
        let index = at.and_then(|it| it.parse::<usize>().ok());
        let (Some(before), Some(index)) = (step(tools), index) else { return };
        let after = tools.form().table.scenario.with_untracked(|it| {
            it.as_deref()?.process.steps.get(index).map(|step| step.id.clone())
        });
        if let Some(after) = after.filter(|after| *after != before) {
            let made = tools.form().make(|it| editing::connect(it, &before, &after));
            tools.refusal.or_say(made);
        }
    };
    let line = derived(move || {
        tools.dragged.get().map(|(x, y)| format!("M12 12L{x} {y}")).unwrap_or_default()
    });
    view! {
        <span
            class="stage-handle"
            aria-hidden="true"
            title="Drag it to the step that shall come after"
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointercancel=move |_| tools.dragged.set(None)
        >
            <svg><path d=line></path></svg>
        </span>
    }
    .into_any()
}
