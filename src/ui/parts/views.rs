//! Views as one type to Leptos, whatever they hold.
//!
//! Leptos makes code of its own for each type of list, of changing part, of value, of effect and of
//! listener. As one type they are made once, which is a tenth of what a browser downloads.

use std::sync::{Arc, Mutex};

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::units::format::kept_together;
use crate::wording::facts::Fact;

/// A view for each item, in their order.
pub fn list<Item, View: IntoView + 'static>(
    items: impl IntoIterator<Item = Item>,
    view: impl Fn(Item) -> View,
) -> AnyView {
    let views: Vec<AnyView> = items.into_iter().map(|item| view(item).into_any()).collect();
    views.into_any()
}

/// What a function shows, anew whenever a signal that it reads has changed.
pub fn dynamic(view: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let view: Arc<Mutex<dyn FnMut() -> AnyView + Send>> = Arc::new(Mutex::new(view));
    view.into_any()
}

/// Does something, and again whenever a signal that it reads has changed.
pub fn effect(act: impl FnMut() + 'static) {
    let act: Box<dyn FnMut()> = Box::new(act);
    Effect::new(act);
}

/// A fact as a line of a list: its name, its value, and what it means for whoever hovers.
#[must_use]
pub fn fact(name: &'static str, means: &'static str, value: &str) -> AnyView {
    view! {
        <div class="fact" title=(!means.is_empty()).then_some(means)>
            <dt>{name}</dt>
            <dd>{kept_together(value)}</dd>
        </div>
    }
    .into_any()
}

/// Facts, as a list of names and values.
pub fn facts(read: impl Fn() -> Vec<Fact> + Send + Sync + 'static) -> AnyView {
    let facts = signal(read);
    let row = |it: Fact| fact(it.name, it.means, &it.value);
    view! {
        <dl class="facts">
            {dynamic(move || list(facts.get(), row))}
        </dl>
    }
    .into_any()
}

/// The head of a dialog: its title, by this id, and the way out.
#[must_use]
pub fn dialog_head(id: &'static str, title: &'static str) -> AnyView {
    view! {
        <form class="dialog-head" method="dialog">
            <h2 id=id>{title}</h2>
            <button class="plain" aria-label="Close">
                <svg class="icon"><use href="#icon-close"></use></svg>
            </button>
        </form>
    }
    .into_any()
}

/// A value that follows the signals it is made of.
pub fn signal<T: Send + Sync + 'static>(read: impl Fn() -> T + Send + Sync + 'static) -> Signal<T> {
    let read: Box<dyn Fn() -> T + Send + Sync> = Box::new(read);
    Signal::derive(read)
}

/// The text of a control in which one types, which follows the signals it is made of. Leptos sets a control
/// anew with every notice, over what is being typed: so this one notifies only of another text.
pub fn typed(read: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    let read: Box<dyn Fn() -> String + Send + Sync> = Box::new(read);
    Memo::new(move |_| read()).into()
}

/// What pressing something does.
pub fn on_press(act: impl Fn() + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(move |_| act())
}
