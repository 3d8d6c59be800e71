//! The ways that calls take between services.

use super::{Coordination, Design, Mode, ServiceId};

/// The pairs of different services between which calls go, the caller first; each pair once, in the
/// document's order of what is called.
#[must_use]
pub fn links(design: &Design) -> Vec<[ServiceId; 2]> {
    let mut links: Vec<[ServiceId; 2]> = Vec::new();
    for (index, step) in design.process.steps.iter().enumerate() {
        for caller in callers(design, index) {
            let link = [caller.clone(), step.service.clone()];
            if *caller != step.service && !links.iter().any(|known| is_same(known, &link)) {
                links.push(link);
            }
        }
    }
    links
}

/// Whether two pairs are the same two services.
pub(super) fn is_same([one, other]: &[ServiceId; 2], link: &[ServiceId; 2]) -> bool {
    link.contains(one) && link.contains(other)
}

/// The services that may call a step: none where it follows an event, or is called from outside of the
/// picture.
fn callers(design: &Design, index: usize) -> Vec<&ServiceId> {
    let (process, shape) = (&design.process, design.shape());
    if process.steps.get(index).is_none_or(|step| step.mode == Mode::Event) {
        return Vec::new();
    }
    if let Some(caller) = shape.caller(index) {
        return process.steps.get(caller).map(|step| &step.service).into_iter().collect();
    }
    let before = shape.predecessors(index);
    let is_conducted = process.coordination == Coordination::Orchestrated;
    let performers = |foreground: bool| {
        let those = before.iter().filter(move |&&it| shape.is_foreground(it) == foreground);
        those.filter_map(|&it| process.steps.get(it)).map(|step| &step.service).collect::<Vec<_>>()
    };
    match shape.is_foreground(index) {
        true if is_conducted || before.is_empty() => process.entry.iter().collect(),
        // In a chain a foreground step is called by the one before it.
        true => performers(true),
        // Behind an event: by the consumer that ended last; after a foreground step, by nobody's worker.
        false => performers(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Process, Scenario, Service, Step};

    fn step(id: &str, after: &[&str], mode: Mode) -> Step {
        Step {
            id: id.into(),
            service: id.into(),
            after: after.iter().map(|&it| it.into()).collect(),
            mode,
            ..Step::default()
        }
    }

    /// A shop that has `pay` called, then `stock`; `mail` follows, and calls `print`.
    fn scenario(coordination: Coordination) -> Scenario {
        let (call, event) = (Mode::RequestResponse, Mode::Event);
        let steps = vec![
            step("shop", &[], call),
            step("pay", &["shop"], call),
            step("stock", &["pay"], call),
            step("mail", &["stock"], event),
            step("print", &["mail"], call),
        ];
        let services =
            steps.iter().map(|it| Service { id: it.service.clone(), ..Service::default() });
        let services = services.collect();
        let entry = Some("shop".into());
        let process = Process { entry, coordination, steps, ..Process::default() };
        Scenario { process, services, ..Scenario::default() }
    }

    fn ways(coordination: Coordination) -> Vec<String> {
        let links = links(&Design::check(scenario(coordination)).unwrap());
        links.iter().map(|[one, other]| format!("{one}–{other}")).collect()
    }

    #[test]
    fn links_are_the_ways_that_calls_take() {
        assert_eq!(ways(Coordination::Orchestrated), ["shop–pay", "shop–stock", "mail–print"]);
        assert_eq!(ways(Coordination::Chained), ["shop–pay", "pay–stock", "mail–print"]);
    }
}
