//! Names of events that nobody has named yet.
//!
//! What the customer is answered, others are told by one event: what the business says has happened then, or
//! else what the last step before the answer did; behind other steps, what those did. Such a name is short
//! where no other step would have the same, and is always to be confirmed, unless the business gave it.

use crate::model::fact::{as_fact, fact_after, received_by};
use crate::model::{
    Design, Event, Process, Purpose, Scenario, Shape, Step, Trigger, is_fact, is_letter,
};

use super::parties::publisher;

/// Names the events of a process.
pub(super) struct Namer<'a> {
    process: &'a Process,
    shape: &'a Shape,
    /// By step, what it did, in short.
    shorts: &'a [String],
}

impl<'a> Namer<'a> {
    pub fn new(design: &'a Design) -> Self {
        Self { process: &design.process, shape: design.shape(), shorts: design.facts() }
    }

    /// The event that a step would react to, and whether its name is a guess; nothing where it would begin
    /// with the request.
    pub fn name(&self, index: usize) -> Option<(String, bool)> {
        let step = self.process.steps.get(index)?;
        let is_outcome = self.is_outcome(index);
        if let Some(outcome) = self.process.outcome.as_ref().filter(|_| is_outcome) {
            return Some((told(outcome), false));
        }
        let places = match self.shape.predecessors(index) {
            [] => match self.shape.caller(index) {
                Some(caller) => vec![caller],
                None => return self.received(),
            },
            // One event tells of two that both end, or of whichever did; of more, the last names it.
            two @ [_, _] => two.to_vec(),
            more => more.last().copied().into_iter().collect(),
        };
        // What only looks something up is hardly what others are told of.
        let looks_up = |&it: &usize| {
            self.process.steps.get(it).is_some_and(|it| it.business.kind == Some(Purpose::Query))
        };
        let telling: Vec<usize> = places.iter().copied().filter(|it| !looks_up(it)).collect();
        let places = if telling.is_empty() { places } else { telling };
        let excludes = matches!(*places, [one, other] if self.shape.exclude_each_other(one, other));
        let joined = |of: &dyn Fn(usize) -> Option<String>| -> Option<String> {
            let mut names = places.iter().map(|&it| of(it)).collect::<Option<Vec<String>>>()?;
            names.dedup();
            Some(names.join(if excludes { "Or" } else { "And" }))
        };
        let short = &joined(&|it| self.shorts.get(it).cloned())?;
        let is_taken = |(other, name): (usize, &String)| !places.contains(&other) && name == short;
        let given =
            |it: &Step| it.event.as_ref().is_some_and(|it| !it.assumed && it.name == *short);
        let is_given = self.process.steps.iter().any(|it| given(it) && it.after != step.after);
        let is_taken = is_given || self.shorts.iter().enumerate().any(is_taken);
        let whole = |it: usize| self.process.steps.get(it).map(|it| fact_after(it.label()));
        let name = if is_taken { joined(&whole)? } else { short.clone() };
        Some((name, true))
    }

    /// The event that a step would react to: that of another step after the same ones, or a new one.
    pub fn event_for(&self, scenario: &Scenario, step: &Step) -> Event {
        let process = self.process;
        let shared = (process.steps.iter())
            .filter(|other| process.trigger(other) == Trigger::Event && begin_alike(other, step))
            .filter_map(|other| other.event.as_ref())
            .min_by(|one, other| one.name.cmp(&other.name));
        if let Some(event) = shared {
            return event.clone();
        }
        let index = process.steps.iter().position(|it| it.id == step.id);
        let named = index.and_then(|index| self.name(index));
        let (name, assumed) = named.unwrap_or_else(|| (process.event_name(step), true));
        let owner = publisher(scenario, step).cloned();
        Event { name, assumed, owner, version: Some(1), ..Event::default() }
    }

    /// What begins the process where steps react to it: one event for all of them, by what the first is about.
    fn received(&self) -> Option<(String, bool)> {
        let begins = |(index, step): &(usize, &Step)| {
            let is_first = self.shape.predecessors(*index).is_empty() && step.caller.is_none();
            is_first && self.process.trigger(step) == Trigger::Event
        };
        let first = self.process.steps.iter().enumerate().find(begins)?;
        Some((received_by(first.1.label())?, true))
    }

    /// Whether the event that a step reacts to tells of the answer: all before it are the last in front.
    pub fn is_outcome(&self, index: usize) -> bool {
        let is_last = |&step: &usize| {
            self.shape.is_foreground(step)
                && self.shape.caller(step).is_none()
                && !self.shape.successors(step).iter().any(|&it| self.shape.is_foreground(it))
        };
        let before = self.shape.predecessors(index);
        !before.is_empty() && before.iter().all(is_last)
    }
}

/// Whether both come after the same steps, or begin the work of the same caller.
fn begin_alike(one: &Step, other: &Step) -> bool {
    one.after == other.after && (!one.after.is_empty() || one.caller == other.caller)
}

/// What a person said has happened, as the name of an event: `OrderPlaced` of “The order is placed”.
fn told(outcome: &str) -> String {
    const SILENT: [&str; 9] = ["the", "a", "an", "is", "was", "has", "have", "been", "are"];

    let words = outcome.split(|letter: char| !is_letter(letter)).filter(|word| !word.is_empty());
    let mut name = String::new();
    for word in words.filter(|word| !SILENT.contains(&word.to_ascii_lowercase().as_str())) {
        let mut letters = word.chars();
        name.extend(letters.next().map(|it| it.to_ascii_uppercase()));
        name.extend(letters);
    }
    if is_fact(&name) { name } else { as_fact(&name) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{ScenarioDraft, scenario, step};

    fn names(mut draft: ScenarioDraft, outcome: Option<&str>) -> Vec<Option<(String, bool)>> {
        draft.process.outcome = outcome.map(str::to_owned);
        let design = draft.design();
        let namer = Namer::new(&design);
        (0..design.process.steps.len()).map(|index| namer.name(index)).collect()
    }

    fn posting() -> ScenarioDraft {
        scenario([
            step("store").named("Validate and store the load"),
            step("check").named("Check the carrier’s insurance").after(["store"]).event(),
            step("price").named("Calculate the price").after(["check"]).event(),
        ])
    }

    #[test]
    fn an_event_is_named_by_what_was_said_or_else_by_what_was_done() {
        let guess = |name: &str| Some((name.to_owned(), true));
        assert_eq!(
            names(posting(), None),
            [None, guess("LoadStored"), guess("CarrierInsuranceChecked")]
        );
        let told = Some(("LoadPosted".to_owned(), false));
        let said = names(posting(), Some("The load is posted"));
        assert_eq!(said, [None, told, guess("CarrierInsuranceChecked")]);
    }

    #[test]
    fn where_another_step_would_have_the_same_name_it_is_said_whole() {
        let found = names(
            scenario([
                step("one").named("Send mail to the buyer"),
                step("two").named("Send mail to the seller").after(["one"]),
                step("log").after(["one"]).event(),
            ]),
            None,
        );
        assert_eq!(found[2], Some(("MailToBuyerSent".to_owned(), true)));
    }
}
