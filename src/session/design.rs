//! The design that is open: a scenario, and where it came from.

use std::sync::Arc;

use super::Refusal;
use crate::catalogue::Entry;
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
}

impl Source {
    /// As a word and a name: "catalogue checkout".
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Catalogue(id) => format!("catalogue {id}"),
            Self::Document(name) => format!("document {name}"),
        }
    }
}

impl Design {
    /// An entry of the catalogue from its document; without one it could not be loaded.
    ///
    /// # Errors
    /// A refusal where it could not be loaded, or is not valid.
    pub fn from_catalogue(entry: &Entry, text: Option<&str>) -> Result<Self, Refusal> {
        let refusal = |why: &str, problems| Refusal {
            what: format!("“{}” could not be {why}: what was open is still there.", entry.name),
            problems,
        };
        let text = text.ok_or_else(|| {
            refusal("loaded; try again when this page can reach its server", Vec::new())
        })?;
        let scenario = document::read(text).map_err(|problems| refusal("opened", problems))?;
        Ok(Self { source: Source::Catalogue(entry.id.to_owned()), scenario: Arc::new(scenario) })
    }

    /// A document of one's own.
    ///
    /// # Errors
    /// A refusal with every problem of a document that is not valid.
    pub fn from_document(name: &str, text: &str) -> Result<Self, Refusal> {
        let scenario = document::read(text).map_err(|problems| Refusal {
            what: format!("“{name}” could not be opened: what was open is still there."),
            problems,
        })?;
        Ok(Self { source: Source::Document(name.to_owned()), scenario: Arc::new(scenario) })
    }

    /// What to call it: the scenario's name, or the name of its file.
    #[must_use]
    pub fn label(&self) -> &str {
        match &self.source {
            Source::Document(name) if self.scenario.name.is_empty() => name,
            Source::Catalogue(_) | Source::Document(_) => &self.scenario.name,
        }
    }

    /// The same design with another scenario.
    #[must_use]
    pub(super) fn changed(&self, scenario: Scenario) -> Self {
        Self { source: self.source.clone(), scenario: Arc::new(scenario) }
    }
}
