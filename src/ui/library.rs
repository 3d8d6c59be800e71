//! The scenario menu, and what can be opened from the first moment on: the built-in scenarios, and a document of
//! one's own, by a button, pasted, or dropped anywhere on the page.

use std::cell::Cell;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

use super::context::Context;
use crate::browser::{files, page};
use crate::catalogue::{self, Entry};
use crate::session::{Keep, Source};
use crate::ui::parts::{list, on_press, prose, signal};

thread_local! {
    /// The entry that was chosen last: of two that are on their way the later one is opened, whichever comes last.
    static CHOSEN: Cell<&'static str> = const { Cell::new("") };
}

/// The scenario menu: what is looked for in it, and whether it is open. What stands in it besides the built-in
/// scenarios comes with the rooms.
#[derive(Clone, Copy)]
pub struct Menu {
    query: RwSignal<String>,
    /// Whether it is open.
    pub is_open: RwSignal<bool>,
    node: NodeRef<html::Div>,
}

impl Menu {
    /// A closed one.
    #[must_use]
    pub fn new() -> Self {
        Self { query: RwSignal::default(), is_open: RwSignal::new(false), node: NodeRef::new() }
    }

    /// Closes it.
    pub fn close(self) {
        if let Some(list) = self.node.get_untracked() {
            let _ = list.hide_popover(); // refuses only if it is not there
        }
    }

    /// Opens the first design of those that are found.
    fn open_first(self) {
        let Some(list) = self.node.get_untracked() else { return };
        // Those that are not found are hidden, with the heads of theirs.
        let first = list.query_selector(":not([hidden]) > button.scenario:not([hidden])");
        if let Some(first) =
            first.ok().flatten().and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok())
        {
            first.click();
        }
    }

    /// Whether any of these texts holds what is looked for; followed.
    pub fn finds(self, texts: &[&str]) -> bool {
        let query = self.query.with(|query| query.trim().to_lowercase());
        texts.iter().any(|text| text.to_lowercase().contains(&query))
    }
}

/// The menu, which the header's button opens: begin a design, open or paste one, own ones, and the built-in
/// scenarios by theme.
pub fn picker(context: Context) -> AnyView {
    let menu = expect_context::<Menu>();
    let toggled = move |_| {
        let list = menu.node.get_untracked();
        menu.is_open.set(list.is_some_and(|it| it.matches(":popover-open").unwrap_or(false)));
    };
    let themes = list(catalogue::by_theme(), move |(theme, entries)| {
        let found = entries.clone();
        let is_none = move || !found.iter().any(|it| menu.finds(&[it.name, it.story, theme]));
        view! {
            <section aria-label=theme hidden=signal(is_none)>
                <h3>{theme}</h3>
                {list(entries, move |entry| row(context, menu, theme, entry))}
            </section>
        }
    });
    view! {
        <div
            id="scenarios"
            class="scenarios"
            node_ref=menu.node
            popover="auto"
            role="group"
            aria-label="Scenarios"
            on:toggle=toggled
        >
            <div class="scenario-acts">
                {context.later.room(|rooms| rooms.menu)}
                {open_file(context, menu)}
            </div>
            <input
                class="find"
                type="search"
                aria-label="Find a design"
                placeholder="Find a design"
                autocomplete="off"
                prop:value=menu.query
                on:keydown=move |event| {
                    if event.key() == "Enter" {
                        menu.open_first();
                    }
                }
                on:input:target=move |event| menu.query.set(event.target().value())
            />
            {context.later.room(|rooms| rooms.own)}
            {themes}
            {paste(context, menu)}
        </div>
    }
    .into_any()
}

/// A built-in scenario.
fn row(context: Context, menu: Menu, theme: &'static str, entry: &'static Entry) -> AnyView {
    let press = on_press(move || {
        menu.close();
        CHOSEN.set(entry.id);
        spawn_local(async move {
            let text = files::load(&entry.address()).await;
            if CHOSEN.get() == entry.id {
                open_entry(context, entry, text);
            }
        });
    });
    let source = Source::Catalogue(entry.id.to_owned());
    let is_open = move || context.with(|session| session.opened().source == source);
    view! {
        <button
            class="scenario"
            aria-current=signal(move || is_open().to_string())
            hidden=signal(move || !menu.finds(&[entry.name, entry.story, theme]))
            on:click=press
        >
            <strong>{entry.name}</strong>
            <span>{prose(entry.story)}</span>
        </button>
    }
    .into_any()
}

/// Where a document is pasted.
fn paste(context: Context, menu: Menu) -> AnyView {
    let pasted = move |event: web_sys::Event| {
        let document = event_target_value(&event);
        if document.trim().is_empty() {
            return;
        }
        if let Some(field) =
            event.target().and_then(|it| it.dyn_into::<web_sys::HtmlTextAreaElement>().ok())
        {
            field.set_value("");
        }
        menu.close();
        context.send(Keep::Open { source: Source::Document("pasted".to_owned()), document });
        if context.peek(|session| session.refusal().is_some()) {
            page::focus("refusal");
        }
    };
    view! {
        <label class="paste">
            "Paste a document"
            <textarea rows="2" spellcheck="false" placeholder="{ \"syncline\": 1, … }" on:input=pasted></textarea>
        </label>
    }
    .into_any()
}

/// Opens an entry whose document was loaded; without one it could not be.
fn open_entry(context: Context, entry: &Entry, text: Option<String>) {
    context.send(match text {
        Some(document) => Keep::Open { source: Source::Catalogue(entry.id.to_owned()), document },
        None => Keep::Refuse(format!(
            "“{}” could not be loaded; try again when this page can reach its server: what was open is still there.",
            entry.name,
        )),
    });
}

/// The button that opens a file.
fn open_file(context: Context, menu: Menu) -> AnyView {
    let input = NodeRef::<html::Input>::new();
    let chosen = move |_| {
        if let Some(input) = input.get_untracked() {
            menu.close();
            open(context, files::first(input.files()));
            // So that the same file can be chosen again after it was changed.
            input.set_value("");
        }
    };
    let press = on_press(move || {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    });
    view! {
        <button class="open-file" title="Open a *.syncline.json document" on:click=press>
            <svg class="icon"><use href="#icon-open"></use></svg>
            <span>"Open file…"</span>
        </button>
        <input
            class="spoken"
            type="file"
            accept=".json,application/json"
            aria-label="Open a document"
            tabindex="-1"
            node_ref=input
            on:change=chosen
        />
    }
    .into_any()
}

/// Opens what is dropped on the page, and says while a file hovers that it may be dropped.
pub fn drop_target(context: Context) -> AnyView {
    let over = RwSignal::new(false);
    let entered = window_event_listener(ev::dragover, move |event| {
        event.prevent_default();
        over.set(true);
    });
    let left = window_event_listener(ev::dragleave, move |event| {
        if event.related_target().is_none() {
            over.set(false);
        }
    });
    let dropped = window_event_listener(ev::drop, move |event| {
        event.prevent_default();
        over.set(false);
        open(context, event.data_transfer().and_then(|data| files::first(data.files())));
    });
    on_cleanup(move || {
        entered.remove();
        left.remove();
        dropped.remove();
    });
    view! {
        <div class="drop" class:over=over aria-hidden="true">
            <p>"Drop a *.syncline.json document to open it."</p>
        </div>
    }
    .into_any()
}

fn open(context: Context, file: Option<web_sys::File>) {
    let Some(file) = file else { return };
    spawn_local(async move {
        // What cannot be read as text is not a document; the reader is told as much.
        let (document, encoding) = files::text(&file).await.unwrap_or_default();
        context.send(Keep::Open { source: Source::Document(file.name()), document });
        let is_open = context.peek(|session| session.refusal().is_none());
        if let Some(encoding) = encoding.filter(|_| is_open) {
            context.send(Keep::Refuse(format!(
                "{} is not UTF-8: it was read as {encoding}. Look whether its names are right; what is saved here is UTF-8.",
                file.name()
            )));
        }
        if context.peek(|session| session.refusal().is_some()) {
            page::focus("refusal");
        }
    });
}
