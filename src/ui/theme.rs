//! Light, dark, or as the system has it.

use leptos::prelude::*;

use super::context::Context;
use crate::browser::page;
use crate::session::{Look, Theme};
use crate::ui::parts::{list, signal};

const ALL: [(Theme, &str, &str); 3] = [
    (Theme::System, "As the system", "#icon-system"),
    (Theme::Light, "Light", "#icon-light"),
    (Theme::Dark, "Dark", "#icon-dark"),
];

/// Uses a theme.
pub fn wear(context: Context, theme: Theme) {
    // Before anything else reacts to the theme, so that whoever reads colours finds the new ones.
    page::set_root_attribute("data-theme", theme.word());
    context.send(Look::SetTheme(theme));
}

/// The choice between the themes.
#[component]
pub fn ThemeChoice() -> impl IntoView {
    let context = expect_context::<Context>();
    let radio = |(choice, name, icon)| {
        view! {
            <label title=name>
                <input
                    type="radio"
                    name="theme"
                    aria-label=name
                    prop:checked=signal(move || context.with(|session| session.screen().theme == choice))
                    on:change=move |_| wear(context, choice)
                />
                <svg class="icon"><use href=icon></use></svg>
            </label>
        }
    };
    view! {
        <fieldset class="choice">
            <legend class="spoken">"Theme"</legend>
            {list(ALL, radio)}
        </fieldset>
    }
}
