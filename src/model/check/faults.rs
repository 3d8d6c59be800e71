//! What goes wrong: the bounds that a fault's fields say, and what its kind says besides.

use super::Findings;
use crate::model::faults::input::{Input, Value};
use crate::model::{Fault, Place, Scenario, limits};

pub(super) fn check(scenario: &Scenario, findings: &mut Findings) {
    let root = Place::Document;
    let at_faults = root.field("faults");
    findings.length(at_faults, scenario.faults.len(), limits::FAULTS, "faults");
    for (index, fault) in scenario.faults.iter().enumerate().take(limits::FAULTS) {
        check_fault(scenario, fault, at_faults.element(index), findings);
    }
}

fn check_fault(scenario: &Scenario, fault: &Fault, at: Place, findings: &mut Findings) {
    for input in fault.clone().inputs() {
        bounds(&input, at, findings);
    }
    fault.what.check(at, findings);
    if fault.for_s.is_none() && !fault.what.is_instant() {
        findings.report(at, "no `for_s`", "the field `for_s`");
    }
    if !fault.what.fits(scenario.workload.arrivals) {
        let one = fault.what.words().one;
        findings
            .report(
                at.field("kind"),
                format!("{one} in a closed loop, whose users come back after their answers"),
                "another fault, or `arrivals` that are not `closed`",
            )
            .looks_at(Place::Document.field("workload").field("arrivals"));
    }
}

/// What a number must be beyond the range of its type.
fn bounds(input: &Input, at: Place, findings: &mut Findings) {
    let place = at.field(input.field);
    match &input.value {
        Value::Positive(it) if it.number() <= 0.0 => {
            let expected = format!("{} of more than 0", it.noun());
            findings.report(place, it.number().to_string(), expected);
        }
        Value::Whole(it, least) => findings.count(place, **it, *least, u32::MAX),
        Value::Service(_)
        | Value::Step(..)
        | Value::Word(..)
        | Value::Quantity(_)
        | Value::Positive(_) => {}
    }
}
