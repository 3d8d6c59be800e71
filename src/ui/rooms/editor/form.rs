//! What the fields of the form share: the design as a document, and the ways to change it.

use crate::session::Look;
use leptos::prelude::*;
use serde_json::Value;

use crate::browser::page;
use crate::exchange::form::{self, Complaint, FieldSpec};
use crate::model::{Design, Edit, Pointer, Scenario, Subject};
use crate::ui::rooms::context::RoomContext;

/// Copied into every field.
#[derive(Clone, Copy)]
pub struct Form {
    /// What the rooms read.
    pub room: RoomContext,
    /// The design but for its name. A built-in scenario gets another name when it is kept as an own one,
    /// by itself and while somebody types.
    pub nameless: Memo<Scenario>,
    document: Memo<Value>,
}

impl Form {
    /// The form of the design that is open.
    pub fn new(room: RoomContext) -> Self {
        let document = Memo::new(move |_| room.of(|it| it.to_value()));
        let nameless = Memo::new(move |_| {
            room.of(|scenario| Scenario { name: String::new(), ..Scenario::clone(scenario) })
        });
        Self { room, nameless, document }
    }

    /// What stands at a place; followed.
    pub fn value(self, at: &str) -> Value {
        self.document.with(|document| document.pointer(at).cloned().unwrap_or_default())
    }

    /// The same as a control shows it before a unit.
    pub fn text_of(self, at: &str, unit: &str) -> String {
        let shown = |value: &Value| form::shown(value, unit);
        self.document.with(|document| document.pointer(at).map(shown).unwrap_or_default())
    }

    /// The same where there is no unit.
    pub fn text(self, at: &str) -> String {
        self.text_of(at, "")
    }

    /// How long the list at a place is; followed.
    pub fn length(self, at: &str) -> usize {
        self.document
            .with(|document| document.pointer(at).and_then(Value::as_array).map_or(0, Vec::len))
    }

    /// Writes a value into the design, or its default; what is wrong with it changes nothing.
    pub fn enter(self, at: &str, value: Option<Value>) -> Vec<Complaint> {
        let place = pointer(at);
        match self.room.edit(&Edit::SetField { place: place.clone(), value }) {
            Ok(_) => Vec::new(),
            Err(error) => {
                let of = |design: &Design| form::explained(error.problems(), &place, design);
                self.room.of_now(of)
            }
        }
    }

    /// Looks at what was made, and begins with its name.
    pub fn name_it(self, subject: Subject) {
        self.room.send(Look::Select(subject.clone()));
        request_animation_frame(move || {
            let place = self.room.of_now(|design| place_of(design, &subject));
            if let Some(place) = place {
                page::focus_text(&id_of(&format!("{place}/name")));
            }
        });
    }
}

/// Does something with what was typed into a field; what is wrong with it.
pub fn with_typed(
    spec: &FieldSpec,
    text: &str,
    act: impl FnOnce(Option<Value>) -> Vec<Complaint>,
) -> Vec<Complaint> {
    form::typed(spec, text).map_or_else(|doubt| vec![doubt], act)
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
