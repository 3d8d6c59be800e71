//! Fields of the format that this version of the program does not act on yet.
//!
//! They are refused, never ignored: a design whose tolerance nobody looks at would look checked.

use super::places;
use crate::model::Pointer;

/// Where such a field may stand, and what will act on it.
const FIELDS: &[(&str, &str)] = &[
    ("/process/steps/*/business/response", "the classification of steps"),
    ("/process/steps/*/business/tolerance_ms", "the classification of steps"),
    ("/process/steps/*/business/consistency", "the classification of steps"),
    ("/process/steps/*/business/kind", "the classification of steps"),
    ("/process/steps/*/business/party", "the classification of steps"),
    ("/process/steps/*/business/unit", "the finding about units torn apart"),
    ("/process/steps/*/business/ordered", "the classification of steps"),
    ("/process/steps/*/business/audit", "the classification of steps"),
    ("/process/steps/*/delivery/status", "the finding about work without a status"),
    ("/team", "the verdict"),
];

/// What will act on the field at this place; `None` where the format knows no such field.
pub(super) fn will_be_for(place: &Pointer) -> Option<&'static str> {
    FIELDS.iter().find(|(pattern, _)| places::matches(pattern, place)).map(|(_, what)| *what)
}
