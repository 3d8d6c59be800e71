//! The tools on the stage, at the card of the step that is looked at: add a step after it, one beside what
//! follows, or a call that it makes, fork after it, connect it, rename it, remove it. The form beside the
//! stage does the same.
//!
//! Another step is connected by pressing its card while the tools ask for it, or by dragging the handle
//! of this one there. The tools stand in a frame that has the card's own place and size.

use crate::session::{Look, Tool, View};
use leptos::ev::PointerEvent;
use leptos::prelude::*;

use super::acts::{Refusal, edit_of, is_useless};
use super::form::Form;
use super::naming::{Unfit, naming};
use crate::browser::page;
use crate::model::edit::insert_on_link;
use crate::model::{Design, Edit, EditError, StepId, Subject};
use crate::scene::{Gap, Node, gaps};
use crate::ui::parts::{dynamic, effect, list, on_press, signal};
use crate::ui::rooms::context::RoomContext;
use crate::ui::stage::Placed;

/// The button that opens the field of the name.
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
    /// The step was just made, and is said to be something.
    Describe,
}

#[derive(Clone, Copy)]
struct Tools {
    /// Not in itself, since this is copied everywhere.
    form: StoredValue<Form>,
    intent: RwSignal<Intent>,
    refusal: Refusal,
    /// The step that was to be connected, until it is looked at again: a refusal is about it.
    asked: StoredValue<Option<StepId>>,
    /// Where the handle has been dragged to, from where it lies.
    dragged: RwSignal<Option<(f64, f64)>>,
}

impl Tools {
    fn form(self) -> Form {
        self.form.get_value()
    }
}

/// The tools; nothing unless a step is looked at on the stage.
pub fn tools(room: RoomContext) -> AnyView {
    let form = Form::new(room);
    let tools = Tools {
        form: StoredValue::new(form),
        intent: RwSignal::new(Intent::None),
        refusal: Refusal::new(form),
        asked: StoredValue::new(None),
        dragged: RwSignal::new(None),
    };
    let index = Memo::new(move |_| {
        let step = room.step.get()?;
        room.of(|it| it.process.steps.iter().position(|other| other.id == step))
    });
    effect(move || chosen(tools, room.step.get()));
    let asked = Memo::new(move |_| room.with(|session| session.screen().tool));
    effect(move || {
        if let Some(tool) = asked.get() {
            room.send(Look::UseTool(None));
            make(tools, tool);
        }
    });
    let is_there = Memo::new(move |_| index.get().is_some() && room.view.get() == View::Stage);
    let place = Placed::new(move || {
        let index = index.get()?;
        room.picture.placement.with(|all| all.card(Node::Step(index)))
    });
    // However small the stage is seen, its tools are large enough to be hit.
    let unscaled = signal(move || {
        let scale = 1.0 / room.picture.scale.get().min(1.0);
        format!("translateX(-50%) scale({scale})")
    });
    let frame = dynamic(move || {
        if !is_there.get() {
            return ().into_any();
        }
        view! {
            <div
                class="stage-frame"
                style:transform=place.transform
                style:width=place.width
                style:height=place.height
                on:click=|event| event.stop_propagation()
            >
                {handle(tools)}
                <div class="stage-toolbar" style:transform=unscaled>
                    {dynamic(move || match tools.intent.get() {
                        Intent::None => buttons(tools),
                        Intent::Connect(_) => question(tools),
                        Intent::Rename => named(tools, false),
                        Intent::Describe => named(tools, true),
                    })}
                    {tools.refusal.said("stage-refused")}
                </div>
            </div>
        }
        .into_any()
    });
    view! {
        {inserts(tools)}
        {frame}
    }
    .into_any()
}

/// Another step is looked at: it was pressed to be connected, or the tools begin anew.
fn chosen(tools: Tools, step: Option<StepId>) {
    let intent = tools.intent.get_untracked();
    match (intent, step) {
        // Still the one that asks.
        (Intent::Connect(before), Some(step)) if before == step => return,
        (Intent::Connect(before), Some(after)) => {
            tools.form().room.send(Look::Select(Subject::Step(before.clone())));
            let edit = Edit::Connect { before: before.clone(), after };
            tools.refusal.or_say(tools.form().room.edit(&edit));
            tools.asked.set_value(Some(before));
        }
        (Intent::None | Intent::Rename | Intent::Describe | Intent::Connect(_), step) => {
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
    tools.form().room.step.get_untracked()
}

/// Makes what a tool makes for the step that is looked at, looks at that, and asks for its name.
fn make(tools: Tools, tool: Tool) {
    let Some(step) = step(tools) else { return };
    let room = tools.form().room;
    let edit = edit_of(tools.form(), tool, &step);
    // What is looked at next is not what was to be connected.
    tools.intent.set(Intent::None);
    name_made(tools, room.edit(&edit));
}

/// Looks at what was made, and asks for its name, who performs it and its work.
fn name_made(tools: Tools, made: Result<Subject, EditError>) {
    let Some(made) = tools.refusal.or_say(made) else { return };
    if made == Subject::Nothing {
        super::parts::show_list(tools.form().room);
    } else {
        tools.form().room.send(Look::Select(made));
        // Once it is looked at, by which the tools begin anew.
        request_animation_frame(move || tools.intent.set(Intent::Describe));
    }
}

/// A "+" on each link, which inserts a step there; seen while a pointer is over the stage, or it has the focus, and no step is looked at.
fn inserts(tools: Tools) -> AnyView {
    let room = tools.form().room;
    let gaps = Memo::new(move |_| {
        // While a step is looked at, the tools at its card do the same.
        if room.peek(|session| session.view_only) || room.step.with(Option::is_some) {
            return Vec::new();
        }
        room.of(|design| room.picture.placement.with(|placement| gaps(design, placement)))
    });
    let insert = move |gap: Gap| {
        let id = move |design: &Design, index: usize| {
            design.process.steps.get(index).map(|step| step.id.clone())
        };
        let edit = room.of_now(|design| {
            let before = gap.before.and_then(|before| id(design, before));
            Some(insert_on_link(design, before.as_ref(), &id(design, gap.after)?))
        });
        if let Some(edit) = edit {
            tools.intent.set(Intent::None);
            name_made(tools, room.edit(&edit));
        }
    };
    let name = move |gap: Gap| {
        room.of(|design| {
            let label = |index: usize| {
                design.process.steps.get(index).map_or("", |step| step.label()).to_owned()
            };
            match gap.before {
                Some(before) => {
                    format!("Insert a step between {} and {}", label(before), label(gap.after))
                }
                None => format!("Insert a step before {}", label(gap.after)),
            }
        })
    };
    dynamic(move || {
        list(gaps.get(), move |gap| {
            let title = name(gap);
            let place = format!("translate({}px, {}px)", gap.at.x, gap.at.y);
            view! {
                <button
                    class="insert"
                    aria-label=title.clone()
                    title=title
                    style:transform=place
                    on:click=move |event: web_sys::MouseEvent| {
                        event.stop_propagation();
                        insert(gap);
                    }
                >
                    <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 4v8M4 8h8"></path></svg>
                </button>
            }
        })
    })
}

fn buttons(tools: Tools) -> AnyView {
    let makes = |tool| on_press(move || make(tools, tool));
    let calls_none = is_useless(tools.form(), Tool::AddCall);
    let connect = on_press(move || {
        if let Some(step) = step(tools) {
            tools.refusal.forget();
            tools.intent.set(Intent::Connect(step));
        }
    });
    let rename = on_press(move || tools.intent.set(Intent::Rename));
    view! {
        <div role="group" aria-label="The step on the stage">
            <button class="plain" aria-label="Add a step after it" title="Add a step after it (A)" on:click=makes(Tool::AddAfter)>
                <svg class="icon" viewBox="0 0 16 16"><path d="M8 3v10M3 8h10"></path></svg>
            </button>
            <button class="plain" aria-label="Add one that follows beside" title="Add one that follows beside (B)" on:click=makes(Tool::AddBeside)>
                <svg class="icon" viewBox="0 0 16 16"><path d="M2 5h12M5 5v6h4M11.5 8.5v5M9 11h5"></path></svg>
            </button>
            <button class="plain" aria-label="Add a call that it makes" title="Add a call that it makes (N)" hidden=calls_none on:click=makes(Tool::AddCall)>
                <svg class="icon" viewBox="0 0 16 16"><path d="M2.5 3v5.5h6M6 6l2.5 2.5L6 11M11.5 6v5M9 8.5h5"></path></svg>
            </button>
            <button class="plain" aria-label="Fork after it" title="Fork after it (O)" on:click=makes(Tool::Fork)>
                <svg class="icon" viewBox="0 0 16 16"><path d="M2 8h3.5l4-4h4M5.5 8l4 4h4M11.5 2l2 2-2 2M11.5 10l2 2-2 2"></path></svg>
            </button>
            <button class="plain" aria-label="Connect it to …" title="Connect it to …" on:click=connect>
                <svg class="icon" viewBox="0 0 16 16"><path d="M2.5 8h10M9 4.5 12.5 8 9 11.5"></path></svg>
            </button>
            <button id=RENAME class="plain" aria-label="Rename it" title="Rename it" on:click=rename>
                <svg class="icon" viewBox="0 0 16 16"><path d="m3 13 .6-2.8 7-7 2.2 2.2-7 7z"></path></svg>
            </button>
            <button class="plain" aria-label="Remove it" title="Remove it (Delete)" on:click=makes(Tool::Remove)>
                <svg class="icon"><use href="#icon-close"></use></svg>
            </button>
        </div>
    }
    .into_any()
}

/// While a step is awaited that shall come after this one.
fn question(tools: Tools) -> AnyView {
    let leave = on_press(move || tools.intent.set(Intent::None));
    view! {
        <p role="status">"Choose the step that comes after it."</p>
        <button class="plain" on:click=leave>"Cancel"</button>
    }
    .into_any()
}

/// The name of the step, and of one that was just made who performs it and its work.
fn named(tools: Tools, is_new: bool) -> AnyView {
    let Some(step) = step(tools) else { return ().into_any() };
    let done = move |came: Option<Result<Subject, Unfit>>| {
        match came {
            None => {}
            Some(Err(Unfit::Unread(sentence))) => return tools.refusal.say(sentence),
            Some(Err(Unfit::Refused(error))) => {
                tools.refusal.or_say(Err(error));
            }
            Some(Ok(_)) => tools.refusal.forget(),
        }
        tools.intent.set(Intent::None);
        request_animation_frame(|| page::focus(RENAME));
    };
    naming(tools.form().room, step, is_new, done)
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
        let after =
            tools.form().room.of_now(|it| it.process.steps.get(index).map(|step| step.id.clone()));
        if let Some(after) = after.filter(|after| *after != before) {
            tools.refusal.or_say(tools.form().room.edit(&Edit::Connect { before, after }));
        }
    };
    let line = signal(move || {
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
