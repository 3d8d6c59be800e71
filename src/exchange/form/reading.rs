//! Fields read from the schema: what it says of a field, and of the type that the field refers to.

use serde_json::{Map, Value};

use super::{Control, FieldSpec, Range, Word};
use crate::model::fields::words::{label, unit};

/// Fields that are not a person's to fill in: the version of the format, and an editor's own.
const NOT_ASKED: [&str; 2] = ["syncline", "$schema"];

/// What a schema says where it says nothing.
static NOTHING: Value = Value::Null;

/// The whole document of a schema as a form.
pub(super) fn root(schema: &str) -> FieldSpec {
    let root: Value = serde_json::from_str(schema).unwrap_or_default();
    let definitions = root.get("$defs").unwrap_or(&NOTHING);
    Definitions(definitions).spec("", &root)
}

struct Definitions<'a>(&'a Value);

/// What is known of a field: first what stands with it, then what its type says.
struct Known<'a> {
    layers: Vec<&'a Value>,
    type_name: &'a str,
}

impl<'a> Known<'a> {
    fn say(&self, key: &str) -> &'a Value {
        let layers = self.layers.iter().copied();
        layers.map(|layer| &layer[key]).find(|it| !it.is_null()).unwrap_or(&NOTHING)
    }

    fn number(&self, key: &str) -> Option<f64> {
        self.say(key).as_f64()
    }
}

impl<'a> Definitions<'a> {
    /// A field of this name, by what its schema says.
    fn spec(&self, name: &str, schema: &'a Value) -> FieldSpec {
        let known = self.known(schema);
        // `default: null` says something, so it is looked for where it may stand, and not by its value.
        let default = schema.get("default").cloned();
        FieldSpec {
            name: name.to_owned(),
            label: label(name),
            means: plain(known.say("description"))
                .replace("absent: ", "empty: ")
                .replace("Absent: ", "Empty: "),
            unit: unit(name),
            default,
            control: self.control(name, &known),
        }
    }

    /// Follows a reference, and passes over that a field may be `null`, or no more than there or not.
    fn known(&self, schema: &'a Value) -> Known<'a> {
        let mut known = Known { layers: vec![schema], type_name: "" };
        let mut here = schema;
        loop {
            let other = |it: &&Value| it["type"] != "null" && it["type"] != "boolean";
            if let Some(inner) = here["anyOf"].as_array().and_then(|any| any.iter().find(other)) {
                here = inner;
            } else if let Some(path) = here["$ref"].as_str() {
                let type_name = path.rsplit('/').next().unwrap_or_default();
                known.type_name = type_name;
                here = &self.0[type_name];
            } else {
                return known;
            }
            known.layers.push(here);
        }
    }

    fn control(&self, name: &str, known: &Known<'a>) -> Control {
        match known.type_name {
            _ if name == "id" => return Control::Identity,
            "StepId" => return Control::Step,
            "ServiceId" => return Control::Service,
            _ => {}
        }
        if let Some(kinds) = known.say("oneOf").as_array() {
            return self.kinds(kinds);
        }
        // `["string", "null"]`: a text that may be absent.
        let kind = known.say("type");
        let first = kind.as_array().and_then(|all| all.first()).unwrap_or(kind);
        match first.as_str().unwrap_or_default() {
            "object" => Control::Group(self.fields(known.say("properties").as_object())),
            "array" => self.list(known.say("items")),
            "boolean" => Control::YesNo,
            "integer" => Control::Number(range(known, true)),
            "number" => Control::Number(range(known, false)),
            _ => Control::Text,
        }
    }

    fn fields(&self, properties: Option<&'a Map<String, Value>>) -> Vec<FieldSpec> {
        let asked = properties
            .into_iter()
            .flatten()
            .filter(|(name, it)| !NOT_ASKED.contains(&name.as_str()) && it["const"].is_null());
        asked.map(|(name, schema)| self.spec(name, schema)).collect()
    }

    /// A choice of words, or of kinds of object, each with a tag that says which it is.
    fn kinds(&self, kinds: &'a [Value]) -> Control {
        let tag = kinds.iter().find_map(|kind| {
            let mut fields = kind["properties"].as_object()?.iter();
            fields.find(|(_, it)| !it["const"].is_null()).map(|(name, _)| name.clone())
        });
        let word = |word: &Value, kind: &Value| Word {
            word: word.as_str().unwrap_or_default().to_owned(),
            means: plain(&kind["description"]),
        };
        match tag {
            None => Control::Choice(kinds.iter().map(|it| word(&it["const"], it)).collect()),
            Some(tag) => {
                let kind = |it: &'a Value| {
                    let properties = it["properties"].as_object();
                    let own = properties.and_then(|all| all.get(&tag)).unwrap_or(&NOTHING);
                    (word(&own["const"], it), self.fields(properties))
                };
                Control::Kinds { kinds: kinds.iter().map(kind).collect(), tag }
            }
        }
    }

    fn list(&self, items: &'a Value) -> Control {
        let element = self.spec("", items);
        match element.control {
            Control::Step => Control::Steps,
            Control::Service => Control::Services,
            Control::Number(range) => Control::Numbers(range),
            Control::Text
            | Control::YesNo
            | Control::Choice(_)
            | Control::Identity
            | Control::Steps
            | Control::Services
            | Control::Numbers(_)
            | Control::Group(_)
            | Control::Kinds { .. }
            | Control::List(_) => Control::List(Box::new(element)),
        }
    }
}

fn range(known: &Known, is_whole: bool) -> Range {
    Range {
        is_whole,
        least: known.number("exclusiveMinimum").or(known.number("minimum")).unwrap_or(0.0),
        most: known.number("maximum").unwrap_or(f64::MAX),
    }
}

/// What a schema says of something, for a screen: in one line, and without the marks of code.
fn plain(description: &Value) -> String {
    description.as_str().unwrap_or_default().replace('\n', " ").replace('`', "")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::json;

    use super::*;
    use crate::exchange::{form, schema};

    /// The place of every leaf of the schema: indices as `*`, kinds of object as one.
    fn leaves(root: &Value, here: &Value, place: &str, all: &mut BTreeSet<String>) {
        if let Some(path) = here["$ref"].as_str() {
            return leaves(root, root.pointer(&path[1..]).unwrap(), place, all);
        }
        let before = all.len();
        for (name, inner) in here["properties"].as_object().into_iter().flatten() {
            leaves(root, inner, &format!("{place}/{name}"), all);
        }
        for inner in ["anyOf", "oneOf"].iter().filter_map(|it| here[it].as_array()).flatten() {
            if inner["properties"].is_object() || inner["$ref"].is_string() {
                leaves(root, inner, place, all);
            }
        }
        if here["items"].is_object() {
            leaves(root, &here["items"], &format!("{place}/*"), all);
        }
        let holds_others = ["properties", "anyOf", "items"].iter().any(|it| !here[it].is_null());
        if all.len() == before && !holds_others {
            all.insert(place.to_owned());
        }
    }

    /// The same of a field.
    fn asked(spec: &FieldSpec, place: &str, all: &mut BTreeSet<String>) {
        let of = |specs: &[FieldSpec], all: &mut BTreeSet<String>| {
            for it in specs {
                asked(it, &format!("{place}/{}", it.name), all);
            }
        };
        match &spec.control {
            Control::Group(specs) => of(specs, all),
            Control::Kinds { tag, kinds } => {
                all.insert(format!("{place}/{tag}"));
                for (_, specs) in kinds {
                    of(specs, all);
                }
            }
            Control::List(element) => asked(element, &format!("{place}/*"), all),
            Control::Steps | Control::Services | Control::Numbers(_) => {
                all.insert(format!("{place}/*"));
            }
            Control::Number(_)
            | Control::Text
            | Control::YesNo
            | Control::Choice(_)
            | Control::Identity
            | Control::Step
            | Control::Service => {
                all.insert(place.to_owned());
            }
        }
    }

    #[test]
    fn every_leaf_of_the_schema_has_a_control_and_no_control_has_none() {
        let schema = schema();
        let (mut expected, mut found) = (BTreeSet::new(), BTreeSet::new());
        leaves(&schema, &schema, "", &mut expected);
        asked(form::root(), "", &mut found);
        for name in NOT_ASKED {
            assert!(expected.remove(&format!("/{name}")), "{name}");
        }
        assert_eq!(found, expected);
        assert!(found.len() > 100, "{}", found.len());
    }

    /// A field by its place.
    fn spec(place: &str) -> &'static FieldSpec {
        form::root().at(place).unwrap_or_else(|| panic!("no blank {place}"))
    }

    #[test]
    fn a_blank_says_what_its_field_is() {
        let timeout = spec("/process/steps/3/call/timeout_ms");
        assert_eq!((timeout.label.as_str(), timeout.unit), ("Timeout", "ms"));
        assert!(timeout.may_be_absent());
        assert_eq!(
            timeout.means,
            "How long an attempt is waited for, from sending; empty: it waits for ever."
        );
        let range = Range { is_whole: false, least: 0.0, most: 1e9 };
        assert_eq!(timeout.control, Control::Number(range));

        let retries = spec("/process/steps/3/call/retries");
        let range = Range { is_whole: true, least: 0.0, most: 100.0 };
        assert_eq!(
            (&retries.control, &retries.default),
            (&Control::Number(range), &Some(json!(0)))
        );
        let backoff = spec("/process/steps/3/call/backoff_ms");
        assert_eq!(backoff.default_in_words(), Some("50 ms".to_owned()));
        assert_eq!(spec("/process/steps/3/call/jitter").control, Control::YesNo);
        assert_eq!(spec("/process/steps/3/after").control, Control::Steps);
        assert_eq!(spec("/process/steps/3/service").control, Control::Service);
        assert_eq!(spec("/process/steps/3/service").default, None);
        assert_eq!(spec("/services/0/id").control, Control::Identity);
        assert_eq!(spec("/process/steps/3/message").control, Control::Text);
        assert!(spec("/process/steps/3/message").may_be_absent());
        assert_eq!(spec("/faults/0/between").control, Control::Services);
        assert_eq!(spec("/workload/duration_s").default_in_words(), Some("60 s".to_owned()));

        let breaker = spec("/process/steps/3/call/breaker");
        assert!(
            breaker.may_be_absent()
                && matches!(&breaker.control, Control::Group(it) if it.len() == 3)
        );
        let mode = spec("/process/steps/3/mode");
        let Control::Choice(words) = &mode.control else { panic!("{mode:?}") };
        let words: Vec<&str> = words.iter().map(|it| it.word.as_str()).collect();
        assert_eq!(words, ["request-response", "event"]);
        let work = spec("/process/steps/3/work");
        let Control::Kinds { tag, kinds } = &work.control else { panic!("{work:?}") };
        assert_eq!((tag.as_str(), kinds.len()), ("distribution", 5));
        assert!(matches!(&kinds[4].1[0].control, Control::Numbers(_)));
        assert!(matches!(&spec("/workload/profile").control, Control::List(_)));
        assert_eq!(form::root().at("/process/nowhere"), None);
    }
}
