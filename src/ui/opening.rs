//! With what the page opens: what its address carries, the own scenario that was open last, or the first
//! of the catalogue.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::context::Context;
use super::theme;
use crate::browser::{address, files, page, storage};
use crate::catalogue;
use crate::exchange::document;
use crate::exchange::library;
use crate::exchange::link::{self, Begins, Link, LinkError, Opens};
use crate::model::Problem;
use crate::session::{Keep, Look, Output, Session, Source, Theme, View};

/// Something to open, and how.
#[derive(Debug, Clone)]
pub struct Opening {
    source: Source,
    document: String,
    begins: Begins,
    view: View,
    theme: Theme,
    /// What had been asked for and cannot be, as a sentence.
    refused: Option<String>,
}

impl Opening {
    /// A design that is opened as ever.
    fn of(source: Source, document: String) -> Self {
        Self {
            source,
            document,
            begins: Begins::default(),
            view: View::default(),
            theme: Theme::default(),
            refused: None,
        }
    }

    /// The first scenario of the catalogue.
    pub fn first() -> Self {
        let id = catalogue::ENTRIES.first().map_or("", |entry| entry.id);
        Self::of(Source::Catalogue(id.to_owned()), catalogue::FIRST.to_owned())
    }

    /// What this page opens with.
    pub async fn of_page() -> Self {
        match link::read(&address::fragment()) {
            Some(link) => match linked(link).await {
                Ok(opening) => opening,
                Err(error) => Self { refused: Some(error.to_string()), ..Self::first() },
            },
            None => own().unwrap_or_else(Self::first),
        }
    }

    /// A session that begins with it; what is not valid is refused, and the first of the catalogue
    /// opened instead.
    ///
    /// # Errors
    /// The problems of that: a test holds that there are none.
    pub fn session(&self) -> Result<(Session, Vec<Output>), Vec<Problem>> {
        let read = |opening: &Self| {
            let design = document::read(&opening.document)?;
            Ok((opening.source.clone(), design))
        };
        let begun = read(self);
        let is_refused = begun.is_err();
        let (source, design) = begun.or_else(|_: Vec<Problem>| read(&Self::first()))?;
        let (mut session, outputs) = Session::start(source, design);
        session.view_only = is_embedded();
        if let Some(what) = self.refused.clone() {
            session.apply(Keep::Refuse(what));
        } else if is_refused {
            // Says what is wrong, and changes nothing.
            let (source, document) = (self.source.clone(), self.document.clone());
            session.apply(Keep::Open { source, document });
        }
        Ok((session, outputs))
    }

    /// Shows what is open the way it was meant.
    pub fn show(&self, context: Context) {
        let begins = match self.begins {
            Begins::PlayingFrom(moment) if context.still.get_untracked() => {
                Begins::RestingAt(moment)
            }
            Begins::AsEver | Begins::RestingAt(_) | Begins::PlayingFrom(_) => self.begins,
        };
        context.send(Keep::Begin(begins));
        if self.theme != Theme::default() {
            theme::wear(context, self.theme);
        }
        context.send(Look::Show(self.view));
    }
}

/// Opens what another link carries that is put into the address of this page.
pub fn follow(context: Context) {
    let handle = window_event_listener(ev::hashchange, move |_| {
        let Some(link) = link::read(&address::fragment()) else { return };
        spawn_local(async move {
            match linked(link).await {
                Err(error) => context.send(Keep::Refuse(error.to_string())),
                Ok(opening) => {
                    let (source, document) = (opening.source.clone(), opening.document.clone());
                    context.send(Keep::Open { source, document });
                    if context.peek(|session| session.refusal().is_none()) {
                        opening.show(context);
                    }
                }
            }
        });
    });
    on_cleanup(move || handle.remove());
}

/// Whether the page stands in another one, and only shows.
pub fn is_embedded() -> bool {
    page::root().is_some_and(|root| root.has_attribute("data-embed"))
}

/// What a link opens.
async fn linked(link: Result<Link, LinkError>) -> Result<Opening, LinkError> {
    let Link { opens, begins, view, theme } = link?;
    let opening = match opens {
        // The last letters hold the checksum.
        Opens::Packed(packed) => {
            let end = packed.get(packed.len().saturating_sub(8)..).unwrap_or_default();
            Opening::of(Source::Link(end.to_owned()), link::unpack(&packed)?)
        }
        Opens::Entry(entry) => {
            let document = files::load(&entry.address()).await.ok_or(LinkError::Changed)?;
            Opening::of(Source::Catalogue(entry.id.to_owned()), document)
        }
    };
    let view = View::of_name(&view).filter(|_| !is_embedded()).unwrap_or_default();
    Ok(Opening { begins, view, theme: Theme::of_word(&theme), ..opening })
}

/// The own scenario that was open last, in this tab or in any; what is damaged, the library tells.
fn own() -> Option<Opening> {
    if is_embedded() {
        return None;
    }
    let find = |storage, key: &str| storage::find(storage, key);
    let id = find(storage::of_tab(), library::OPEN)
        .or_else(|| find(storage::of_site(), library::OPEN))?;
    let text = find(storage::of_site(), &library::key(&id))?;
    let (_, document) = library::opened(&text).ok()?;
    document::read(document).ok()?;
    Some(Opening::of(Source::Own(id), document.to_owned()))
}
