//! The design that is open: a scenario, and where it came from.

use std::sync::Arc;

use super::Refusal;
use crate::exchange::document;
use crate::model::Scenario;

/// The design that is open.
#[derive(Debug, Clone, PartialEq)]
pub struct Design {
    /// Where it came from.
    pub source: Source,
    /// What it is; valid.
    pub scenario: Arc<Scenario>,
}

/// Where a design came from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Source {
    /// The entry of this id in the catalogue.
    Catalogue(String),
    /// A document of one's own, by the name of its file.
    Document(String),
    /// The own scenario of this id, kept in the browser.
    Own(String),
    /// A link that carries its scenario, by its last letters.
    Link(String),
}

impl Source {
    /// As a word and a name: "catalogue checkout".
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Catalogue(id) => format!("catalogue {id}"),
            Self::Document(name) => format!("document {name}"),
            Self::Own(id) => format!("own {id}"),
            Self::Link(end) => format!("link {end}"),
        }
    }

    /// What such words say; nothing where they are others.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let (kind, name) = text.split_once(' ')?;
        match kind {
            "catalogue" => Some(Self::Catalogue(name.to_owned())),
            "document" => Some(Self::Document(name.to_owned())),
            "own" => Some(Self::Own(name.to_owned())),
            "link" => Some(Self::Link(name.to_owned())),
            _ => None,
        }
    }

    /// The id of an entry, or the name of a file; otherwise what it is.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Catalogue(name) | Self::Document(name) => name,
            Self::Own(_) => "The own scenario",
            Self::Link(_) => "The link",
        }
    }
}

impl Design {
    /// A design from its document.
    ///
    /// # Errors
    /// A refusal with every problem of a document that is not valid.
    pub fn read(source: Source, text: &str) -> Result<Self, Refusal> {
        match document::read(text) {
            Ok(scenario) => Ok(Self { source, scenario: Arc::new(scenario) }),
            Err(problems) => Err(Refusal {
                what: format!(
                    "“{}” could not be opened: what was open is still there.",
                    source.name(),
                ),
                problems,
            }),
        }
    }

    /// What to call it: the scenario's name, or the name of its file.
    #[must_use]
    pub fn label(&self) -> &str {
        match &self.source {
            Source::Document(name) if self.scenario.name.is_empty() => name,
            Source::Own(_) | Source::Link(_) if self.scenario.name.is_empty() => "Unnamed",
            Source::Catalogue(_) | Source::Document(_) | Source::Own(_) | Source::Link(_) => {
                &self.scenario.name
            }
        }
    }

    /// The same design under another name, kept as an own scenario.
    pub(super) fn own(&mut self, id: &str, name: &str) {
        self.source = Source::Own(id.to_owned());
        if self.scenario.name != name {
            name.clone_into(&mut Arc::make_mut(&mut self.scenario).name);
        }
    }

    /// The same design with another scenario.
    #[must_use]
    pub(super) fn changed(&self, scenario: Scenario) -> Self {
        Self { source: self.source.clone(), scenario: Arc::new(scenario) }
    }
}
