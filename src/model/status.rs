//! Status: whether customers can ask how far a step behind the line is, and how often they do.
//!
//! In the document it is `true` or `false`, or an object that says how often. Both are one value here.

use schemars::JsonSchema;
use serde_json::Value;

use super::fields::schema_error::SchemaErrors;
use super::fields::{Field, name, read_object, serialize, write_object};
use super::{Place, limits};
use crate::units::Milliseconds;

/// Whether customers can ask how far a step is. Written as `true` or `false` where nothing is said of how
/// often they do, which then changes nothing in a run.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(with = "WrittenStatus")]
pub struct StatusPolicy {
    /// Whether they can.
    pub is_there: bool,
    /// How often each does, from the acknowledgement until the step has ended.
    pub poll_ms: Option<Milliseconds>,
    /// How long each question takes a worker of the entry.
    pub ask_ms: Milliseconds,
}

/// A [`StatusPolicy`] in the document.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[allow(dead_code)] // the schema is read from it, nothing else
enum WrittenStatus {
    /// Whether customers can ask; nobody does in a run.
    Plain(bool),
    /// Each customer asks.
    Asked(Questions),
}

/// How often customers ask how far a step is, and what it costs.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, default)]
#[allow(dead_code)] // the schema is read from it, nothing else
struct Questions {
    /// How often each customer asks, from the acknowledgement until the step has ended; absent: nobody asks.
    #[schemars(extend("minimum" = limits::POLL_MS))]
    poll_ms: Option<Milliseconds>,
    /// How long each question takes a worker of the entry.
    ask_ms: Milliseconds,
}

impl StatusPolicy {
    /// Customers can ask, and nothing is said of how often they do.
    pub const THERE: Self = Self { is_there: true, ..Self::NONE };

    const NONE: Self = Self { is_there: false, poll_ms: None, ask_ms: Milliseconds::clamped(5.0) };
}

impl Default for StatusPolicy {
    fn default() -> Self {
        Self::NONE
    }
}

impl Default for Questions {
    fn default() -> Self {
        let StatusPolicy { poll_ms, ask_ms, .. } = StatusPolicy::NONE;
        Self { poll_ms, ask_ms }
    }
}

impl Field for StatusPolicy {
    fn read(&mut self, value: &Value, place: Place, schema_errors: &mut SchemaErrors) -> bool {
        *self = Self::default();
        if let Some(is_there) = value.as_bool() {
            self.is_there = is_there;
            return true;
        }
        let expected =
            "`true`, `false`, or how often customers ask, such as `{ \"poll_ms\": 2000 }`";
        if schema_errors.want(value.as_object(), place, expected).is_none() {
            return false;
        }
        self.is_there = true;
        let Self { poll_ms, ask_ms, .. } = self;
        read_object(
            value,
            place,
            const { &[name!(poll_ms), name!(ask_ms)] },
            &mut [poll_ms, ask_ms],
            None,
            schema_errors,
        )
    }

    fn write(&self) -> Value {
        let Self { is_there, poll_ms, ask_ms } = self;
        if *self == Self::THERE || !is_there {
            return Value::from(*is_there);
        }
        write_object(None, const { &[name!(poll_ms), name!(ask_ms)] }, &[poll_ms, ask_ms])
    }
}

serialize!(StatusPolicy);
