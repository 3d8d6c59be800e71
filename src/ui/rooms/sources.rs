//! The sources of what the rules say: by name wherever they are named, and all of them with what they are
//! about.

use leptos::prelude::*;

use crate::ui::parts::{list, prose};
use crate::verdict::{SOURCES, Source, sources};
use crate::wording::judgement;

/// The titles of the sources with these ids.
pub fn titles(ids: &str) -> String {
    sources(ids).map(|source| source.title).collect::<Vec<_>>().join("; ")
}

/// The sources with these ids by name, their titles a hover away.
pub fn named(ids: &str) -> AnyView {
    view! { <span class="sources" title=titles(ids)>{judgement::sources(ids)}</span> }.into_any()
}

/// All sources, each with its title and what it is about.
pub fn all() -> AnyView {
    let row = |source: &Source| {
        view! {
            <li class="rule spoke">
                <h4>{source.name}</h4>
                <p>{prose(source.title)}</p>
                <p class="hint">{prose(source.about)}</p>
            </li>
        }
    };
    view! {
        <section id="sources">
            <h3>"Sources"</h3>
            <ul class="rules">{list(&SOURCES, row)}</ul>
        </section>
    }
    .into_any()
}
