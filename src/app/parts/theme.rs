//! Light, dark, or as the system has it.

use leptos::prelude::*;

use super::icon::{Draw, Icon};
use crate::app::desk::Desk;
use crate::browser::page;
use crate::session::{Command, Theme};

const ALL: [(Theme, &str, Icon); 3] = [
    (Theme::System, "As the system", Icon::System),
    (Theme::Light, "Light", Icon::Sun),
    (Theme::Dark, "Dark", Icon::Moon),
];

const fn attribute(theme: Theme) -> Option<&'static str> {
    match theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    }
}

/// The choice between the themes.
#[component]
pub fn ThemeChoice() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let theme = desk.memo(crate::session::Session::theme);
    // Before anything else reacts to the theme, so that whoever reads colours finds the new ones.
    let choose = move |choice: Theme| {
        page::set_root_attribute("data-theme", attribute(choice));
        desk.send(Command::SetTheme(choice));
    };
    view! {
        <fieldset class="choice">
            <legend class="spoken">"Theme"</legend>
            {ALL
                .into_iter()
                .map(|(choice, name, icon)| {
                    view! {
                        <label title=name>
                            <input
                                type="radio"
                                name="theme"
                                aria-label=name
                                prop:checked=move || theme.get() == choice
                                on:change=move |_| choose(choice)
                            />
                            <Draw icon=icon />
                        </label>
                    }
                })
                .collect_view()}
        </fieldset>
    }
}
