//! With what the page opens: what its address carries, the own scenario that was open last, or the first
//! of the catalogue.

use leptos::prelude::*;

use super::desk::Desk;
use super::theme;
use crate::bridge::View;
use crate::browser::{address, page, storage, told};
use crate::catalogue;
use crate::exchange::document;
use crate::exchange::link::{self, Begins, Link, LinkRefused, Opens};
use crate::exchange::shelf;
use crate::model::Problem;
use crate::session::{Command, Output, Session, Source, Theme};

/// The event by which start.js tells that another link is in the address, and unpacked.
const LINKED: &str = "syncline-linked";

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
    pub fn of_page() -> Self {
        match linked() {
            Some(Ok(opening)) => opening,
            Some(Err(what)) => Self { refused: Some(what), ..Self::first() },
            None => own().unwrap_or_else(Self::first),
        }
    }

    /// A session that begins with it; what is not valid is refused, and the first of the catalogue
    /// opened instead.
    ///
    /// # Errors
    /// The problems of that: a test holds that there are none.
    pub fn session(&self) -> Result<(Session, Vec<Output>), Vec<Problem>> {
        let start = |opening: &Self| {
            let scenario = document::read(&opening.document)?;
            Session::start(opening.source.clone(), scenario)
        };
        let begun = start(self);
        let is_refused = begun.is_err();
        let (mut session, outputs) = begun.or_else(|_| start(&Self::first()))?;
        session.view_only = is_embedded();
        if let Some(what) = self.refused.clone() {
            session.apply(Command::Refuse { what });
        } else if is_refused {
            // Says what is wrong, and changes nothing.
            let (source, document) = (self.source.clone(), self.document.clone());
            session.apply(Command::Open { source, document });
        }
        Ok((session, outputs))
    }

    /// Shows what is open the way it was meant.
    pub fn show(&self, desk: Desk) {
        let begins = match self.begins {
            Begins::PlayingFrom(moment) if desk.still.get_untracked() => Begins::RestingAt(moment),
            Begins::AsEver | Begins::RestingAt(_) | Begins::PlayingFrom(_) => self.begins,
        };
        desk.send(Command::Begin(begins));
        if self.theme != Theme::default() {
            theme::wear(desk, self.theme);
        }
        desk.view.set(self.view);
    }
}

/// Opens what another link carries that is put into the address of this page.
pub fn follow(desk: Desk) {
    told::hear(LINKED, move |_| match linked() {
        None => {}
        Some(Err(what)) => desk.send(Command::Refuse { what }),
        Some(Ok(opening)) => {
            let (source, document) = (opening.source.clone(), opening.document.clone());
            desk.send(Command::Open { source, document });
            if desk.peek(|session| session.refusal().is_none()) {
                opening.show(desk);
            }
        }
    });
}

/// Whether the page stands in another one, and only shows.
pub fn is_embedded() -> bool {
    page::root().is_some_and(|root| root.has_attribute("data-embed"))
}

/// What the address carries, if it is a link; otherwise why it cannot be opened.
fn linked() -> Option<Result<Opening, String>> {
    let fragment = address::fragment();
    let Link { opens, begins, view, theme } = match link::read(&fragment)? {
        Ok(link) => link,
        Err(refused) => return Some(Err(refused.to_string())),
    };
    // What start.js has unpacked or loaded, or a word that says why it could not.
    let document = page::meta("linked").unwrap_or_default();
    if let Some(refused) = LinkRefused::of_word(&document) {
        return Some(Err(refused.to_string()));
    }
    let source = match opens {
        // The last letters hold the checksum.
        Opens::Packed(packed) => {
            let end = packed.get(packed.len().saturating_sub(8)..).unwrap_or_default();
            Source::Link(end.to_owned())
        }
        Opens::Entry(entry) => Source::Catalogue(entry.id.to_owned()),
    };
    let theme = match theme.as_str() {
        "light" => Theme::Light,
        "dark" => Theme::Dark,
        _ => Theme::System,
    };
    let is_named = |it: &View| it.name().eq_ignore_ascii_case(&view) && !is_embedded();
    let view = View::ALL.into_iter().find(is_named).unwrap_or_default();
    Some(Ok(Opening { begins, view, theme, ..Opening::of(source, document) }))
}

/// The own scenario that was open last, in this tab or in any; what is damaged, the annex tells.
fn own() -> Option<Opening> {
    if is_embedded() {
        return None;
    }
    let find = |storage, key: &str| storage::find(storage, key);
    let id =
        find(storage::of_tab(), shelf::OPEN).or_else(|| find(storage::of_site(), shelf::OPEN))?;
    let text = find(storage::of_site(), &shelf::key(&id))?;
    let (_, document) = shelf::opened(&text).ok()?;
    document::read(document).ok()?;
    Some(Opening::of(Source::Own(id), document.to_owned()))
}
