//! What is open: a design, and where it came from.

use super::Refusal;
use crate::exchange::document;
use crate::model::Design;

/// What is open.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// Where it came from.
    pub source: Source,
    /// What it is.
    pub design: Design,
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

impl Opened {
    /// A design from its document.
    ///
    /// # Errors
    /// A refusal with every problem of a document that is not valid.
    pub fn read(source: Source, text: &str) -> Result<Self, Refusal> {
        match document::read(text) {
            Ok(design) => Ok(Self { source, design }),
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
            Source::Document(name) if self.design.name.is_empty() => name,
            Source::Own(_) | Source::Link(_) if self.design.name.is_empty() => "Unnamed",
            Source::Catalogue(_) | Source::Document(_) | Source::Own(_) | Source::Link(_) => {
                &self.design.name
            }
        }
    }

    /// The same design under another name, kept as an own scenario.
    pub(super) fn own(&mut self, id: &str, name: &str) {
        self.source = Source::Own(id.to_owned());
        if self.design.name != name {
            self.design = self.design.named(name);
        }
    }

    /// Another design from the same source.
    #[must_use]
    pub(super) fn changed(&self, design: Design) -> Self {
        Self { source: self.source.clone(), design }
    }
}
