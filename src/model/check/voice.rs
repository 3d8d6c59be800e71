//! How problems name steps, services and choices: by their ids where a document is read, in which these stand;
//! by what people call them where an edit is refused. An id that is nobody's is quoted in both.

use std::collections::BTreeMap;

use crate::model::{BranchPath, Scenario, Step};

/// What people call the parts of a scenario, by kind and id.
#[derive(Debug)]
pub(super) struct Names(BTreeMap<(&'static str, String), String>);

impl Names {
    pub(super) fn of(scenario: &Scenario) -> Self {
        let mut names = BTreeMap::new();
        let mut call = |kind, id: &str, label: &str| {
            names.entry((kind, id.to_owned())).or_insert_with(|| label.to_owned());
        };
        for step in &scenario.process.steps {
            call("step", step.id.as_str(), step.label());
        }
        for service in &scenario.services {
            call("service", service.id.as_str(), service.label());
        }
        for choice in &scenario.process.choices {
            call("choice", choice.id.as_str(), choice.label());
        }
        Self(names)
    }

    fn name(&self, kind: &'static str, id: &str) -> Option<&str> {
        self.0.get(&(kind, id.to_owned())).map(String::as_str)
    }
}

/// In which words problems are told.
#[derive(Debug, Default)]
pub(super) enum Voice {
    /// As they stand in a document.
    #[default]
    Ids,
    /// As people say them.
    Names(Names),
}

impl Voice {
    /// A thing of this kind by its id.
    pub(super) fn name(&self, kind: &'static str, id: &str) -> String {
        let name = match self {
            Self::Ids => None,
            Self::Names(names) => names.name(kind, id),
        };
        name.map_or_else(|| format!("`{id}`"), str::to_owned)
    }

    /// A step that is at hand.
    pub(super) fn step(&self, step: &Step) -> String {
        match self {
            Self::Ids => format!("`{}`", step.id),
            Self::Names(_) => step.label().to_owned(),
        }
    }

    /// A branch of a choice: "Stock: none".
    pub(super) fn branch(&self, path: &BranchPath) -> String {
        let (choice, branch) = path.parts();
        match self {
            Self::Ids => format!("`{path}`"),
            Self::Names(names) => {
                let choice = names.name("choice", choice);
                choice.map_or_else(|| format!("`{path}`"), |choice| format!("{choice}: {branch}"))
            }
        }
    }

    /// The one in a document, the other in names.
    pub(super) fn say(&self, in_ids: impl Into<String>, in_names: impl Into<String>) -> String {
        match self {
            Self::Ids => in_ids.into(),
            Self::Names(_) => in_names.into(),
        }
    }
}

/// Names as a list in a sentence: "A", "A and B", "A, B and C".
pub(super) fn and(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
