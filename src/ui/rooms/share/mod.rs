//! What is open as a link, and as a frame in another page.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::context::RoomContext;
use super::dialog::dialog;
use crate::browser::{address, clipboard};
use crate::exchange::document;
use crate::exchange::link::{self, Begins, Frame, Link, Opens, frame};
use crate::session::View;
use crate::ui::parts::{list, on_press, signal};
use crate::units::Moment;
use crate::units::format;

/// Longer addresses are cut by some wikis and mail programs.
const LONG: usize = 8_000;

/// How high a frame is, in pixels.
const FRAME_HEIGHT: u32 = 560;

/// What is made of the design that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Link,
    Embed,
}

/// How what is opened begins, from the moment that is shown.
type Beginning = fn(Moment) -> Begins;

/// How what is opened begins, in the order of the choice.
const BEGINNINGS: [(&str, Beginning); 3] = [
    ("at this moment, resting", Begins::RestingAt),
    ("from this moment, playing", Begins::PlayingFrom),
    ("at the beginning, playing", |_| Begins::AsEver),
];

/// The themes, as they are called and as a link says them.
const THEMES: [(&str, &str); 3] =
    [("as the reader’s system", ""), ("light", "light"), ("dark", "dark")];

/// The two buttons and their dialogs.
pub fn share(room: RoomContext) -> AnyView {
    let one = move |kind: Kind,
                    icon: &'static str,
                    name: &'static str,
                    id: &'static str,
                    title: &'static str| {
        let open = RwSignal::new(false);
        view! {
            <button class="plain" title=title on:click=on_press(move || open.set(true))>
                <svg class="icon"><use href=icon></use></svg>
                <span class="wide">{name}</span>
            </button>
            {dialog(open, id, title, move || body(room, kind))}
        }
        .into_any()
    };
    view! {
        {one(Kind::Link, "#icon-link", "Link", "link-title", "Link to what is open")}
        {one(Kind::Embed, "#icon-embed", "Embed", "embed-title", "Embed in another page")}
    }
    .into_any()
}

/// What goes along, and the text to copy.
fn body(room: RoomContext, kind: Kind) -> AnyView {
    let scenario = room.design.get_untracked();
    let name = if scenario.name.is_empty() { "Unnamed".to_owned() } else { scenario.name.clone() };
    // A built-in scenario that nobody changed is named rather than carried: that link is short.
    let opens = match room.library.entry() {
        Some(entry) => Opens::Entry(entry),
        None => Opens::Packed(link::pack(&document::write_compact(&scenario))),
    };
    // As it was when the dialog opened: the run goes on behind it.
    let (moment, shown) =
        (room.picture.now.with_untracked(|now| now.moment), room.view.get_untracked());
    let begins = RwSignal::new(0_usize);
    let theme = RwSignal::new(String::new());
    let with_view = RwSignal::new(true);
    let text = signal(move || {
        let begin = BEGINNINGS.get(begins.get()).map_or(Begins::AsEver, |(_, begin)| begin(moment));
        let view = if kind == Kind::Link && with_view.get() && shown != View::Stage {
            shown.name().to_lowercase()
        } else {
            String::new()
        };
        let opens = opens.clone();
        let link = link::write(&Link { opens, begins: begin, view, theme: theme.get() });
        let address = address::bare();
        match kind {
            Kind::Link => format!("{address}#{link}"),
            Kind::Embed => frame(&Frame {
                address: &address,
                link: &link,
                title: &format!("{name}, in Syncline"),
                width: "100%",
                height: FRAME_HEIGHT,
            }),
        }
    });
    let id = |part: &str| format!("{}-{part}", if kind == Kind::Link { "link" } else { "embed" });
    let (begins_id, theme_id) = (id("begins"), id("theme"));
    let choose_begins = move |event| begins.set(event_target_value(&event).parse().unwrap_or(0));
    let choose_theme = move |event| theme.set(event_target_value(&event));
    let beginnings = list(BEGINNINGS.iter().enumerate(), |(index, (name, _))| {
        view! { <option value=index.to_string()>{*name}</option> }
    });
    let themes = list(THEMES, |(name, word)| view! { <option value=word>{name}</option> });
    let view_choice = (kind == Kind::Link && shown != View::Stage).then(|| {
        view! {
            <label class="only">
                <input
                    type="checkbox"
                    prop:checked=with_view
                    on:change=move |event| with_view.set(event_target_checked(&event))
                />
                {format!("In this view: {}", shown.name())}
            </label>
        }
        .into_any()
    });
    view! {
        <p class="hint">{explained(kind)}</p>
        <div class="share-choices">
            <label for=begins_id.clone()>{format!("Begins ({})", format::moment(moment))}</label>
            <select id=begins_id on:change=choose_begins>{beginnings}</select>
            <label for=theme_id.clone()>"Colours"</label>
            <select id=theme_id on:change=choose_theme>{themes}</select>
        </div>
        {view_choice}
        {copied(kind, text)}
    }
    .into_any()
}

const fn explained(kind: Kind) -> &'static str {
    match kind {
        Kind::Link => {
            "Whoever opens it sees this scenario. It stands in the link itself, behind the #, so that \
             no server is told of it."
        }
        Kind::Embed => {
            "Put this into the source of the other page. The frame shows the stage alone; nothing can \
             be changed there, and nothing of the reader’s is touched."
        }
    }
}

/// The text, its length, and the button that copies it.
fn copied(kind: Kind, text: Signal<String>) -> AnyView {
    let field = NodeRef::<html::Textarea>::new();
    let said = RwSignal::new("");
    let copy = on_press(move || {
        let Some(field) = field.get_untracked() else { return };
        spawn_local(async move {
            let done = clipboard::copy(&field).await;
            said.set(if done { "Copied." } else { "Press Ctrl C to copy what is marked." });
        });
    });
    let named = match kind {
        Kind::Link => "The link",
        Kind::Embed => "The code",
    };
    let length = signal(move || {
        let length = text.with(String::len);
        let count = format::count(length as u64);
        if length > LONG {
            format!(
                "{count} characters: some wikis and mail programs cut so long an address; a file is \
                 safer there (Own scenarios, Save what is open as a file)."
            )
        } else {
            format!("{count} characters.")
        }
    });
    let is_long = signal(move || text.with(String::len) > LONG);
    view! {
        <textarea class="share-text" readonly rows="5" aria-label=named node_ref=field prop:value=text></textarea>
        <p class="share-length" class:long=is_long>{length}</p>
        <div class="share-foot">
            <button on:click=copy>"Copy"</button>
            <span role="status">{move || said.get()}</span>
        </div>
    }
    .into_any()
}
