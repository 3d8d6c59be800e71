//! The design that is open: a scenario, and where it came from.

use std::sync::Arc;

use super::Refusal;
use crate::catalogue;
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

impl Design {
    /// The entry of this id in the catalogue.
    ///
    /// # Errors
    /// A refusal where there is none.
    pub fn from_catalogue(id: &str) -> Result<Self, Refusal> {
        let entry = catalogue::find(id).ok_or_else(|| Refusal {
            what: format!("There is no scenario “{id}” in the catalogue."),
            problems: Vec::new(),
        })?;
        let scenario = document::read(entry.scenario_json).map_err(|problems| Refusal {
            what: format!("“{}” could not be opened.", entry.name),
            problems,
        })?;
        Ok(Self { source: Source::Catalogue(id.to_owned()), scenario: Arc::new(scenario) })
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
