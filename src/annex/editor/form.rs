//! What the fields of the form share: the design as a document, and the ways to change it.

use leptos::prelude::*;
use serde_json::Value;

use crate::annex::table::{Table, wish};
use crate::bridge::Wish;
use crate::browser::page;
use crate::exchange::blanks::{self, Complaint};
use crate::model::editing::{Edited, Refused};
use crate::model::{Pointer, Scenario, Subject};

/// Copied into every field.
#[derive(Clone, Copy)]
pub struct Form {
    /// What lies before the annex.
    pub table: Table,
    /// The design but for its name. A built-in scenario gets another name when it is kept as an own one,
    /// by itself and while somebody types.
    pub nameless: Memo<Option<Scenario>>,
    document: Memo<Value>,
}

impl Form {
    /// The form of the design that is open.
    pub fn new(table: Table) -> Self {
        let document = Memo::new(move |_| table.design(Scenario::to_value).unwrap_or_default());
        let nameless = Memo::new(move |_| {
            table.design(|scenario| Scenario { name: String::new(), ..scenario.clone() })
        });
        Self { table, nameless, document }
    }

    /// What stands at a place; followed.
    pub fn value(self, at: &str) -> Value {
        self.document.with(|document| document.pointer(at).cloned().unwrap_or_default())
    }

    /// The same as a control shows it.
    pub fn text(self, at: &str) -> String {
        self.document.with(|document| document.pointer(at).map(blanks::shown).unwrap_or_default())
    }

    /// How long the list at a place is; followed.
    pub fn length(self, at: &str) -> usize {
        self.document
            .with(|document| document.pointer(at).and_then(Value::as_array).map_or(0, Vec::len))
    }

    /// Writes a value into the design, or its default; what is wrong with it changes nothing.
    pub fn enter(self, at: &str, value: Option<Value>) -> Vec<Complaint> {
        let Some(scenario) = self.table.scenario.get_untracked() else { return Vec::new() };
        let place = pointer(at);
        match blanks::set(&scenario, &place, value) {
            Ok(changed) if changed == *scenario => Vec::new(),
            Ok(changed) => {
                Table::adopt(&blanks::told(&changed, &place), &changed);
                Vec::new()
            }
            Err(problems) => blanks::explained(&problems, &place, &scenario),
        }
    }

    /// Makes an edit; what it made, or a sentence why it was refused.
    pub fn make<T>(
        self,
        edit: impl FnOnce(&Scenario) -> Result<Edited<T>, Refused>,
    ) -> Result<Option<T>, String> {
        let Some(scenario) = self.table.scenario.get_untracked() else { return Ok(None) };
        let edited = edit(&scenario).map_err(|refused| refused.to_string())?;
        if edited.scenario != *scenario {
            Table::adopt(&edited.said, &edited.scenario);
        }
        Ok(Some(edited.made))
    }

    /// Looks at what was made, and begins with its name.
    pub fn name_it(self, subject: Subject) {
        wish(&Wish::Select(subject.clone()));
        request_animation_frame(move || {
            let place = self.table.scenario.with_untracked(|scenario| {
                scenario.as_deref().and_then(|scenario| place_of(scenario, &subject))
            });
            if let Some(place) = place {
                page::focus_text(&id_of(&format!("{place}/name")));
            }
        });
    }
}

/// Where what is looked at stands in the document.
pub fn place_of(scenario: &Scenario, subject: &Subject) -> Option<String> {
    match subject {
        Subject::Step(id) => {
            let index = scenario.process.steps.iter().position(|step| step.id == *id)?;
            Some(format!("/process/steps/{index}"))
        }
        Subject::Service(id) => {
            let index = scenario.services.iter().position(|service| service.id == *id)?;
            Some(format!("/services/{index}"))
        }
        Subject::Nothing
        | Subject::Link(_)
        | Subject::Broker
        | Subject::Traffic
        | Subject::Request(_) => None,
    }
}

/// The id of the control for a place.
pub fn id_of(at: &str) -> String {
    format!("blank{}", at.replace('/', "-"))
}

/// A place as a pointer; names of the format need no escapes.
fn pointer(at: &str) -> Pointer {
    at.split('/').skip(1).fold(Pointer::root(), |place, token| place.at(token))
}
