//! A checked scenario: the only kind that is planned, run, judged or drawn.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use rand_philox::splitmix64;
use serde_json::Value;

use super::fact::{short_fact_after, short_fact_between};
use super::{Coordination, Mode, Problem, Scenario, Shape, check};
use crate::units::Milliseconds;
use crate::units::counting::{Counted, count};

/// A scenario that passes [`check`](super::check()), and the shape of its process.
///
/// There is no other way to one than [`Design::check`], so whoever is given a design need not ask
/// again and cannot fail on it. It reads like the [`Scenario`] that it holds, is cheap to clone, and
/// never changes: an edit makes another one.
#[derive(Debug, Clone)]
pub struct Design(Arc<Checked>);

#[derive(Debug)]
struct Checked {
    scenario: Scenario,
    shape: Shape,
    fingerprint: OnceLock<String>,
    sketch: OnceLock<u64>,
    /// By step, what has happened once it has ended, in short.
    facts: OnceLock<Vec<String>>,
}

impl Design {
    /// The design of a scenario.
    ///
    /// # Errors
    /// Every problem of a scenario that is not valid, in the order of the document.
    pub fn check(scenario: Scenario) -> Result<Self, Vec<Problem>> {
        Self::check_or(scenario, |_, problems| problems)
    }

    /// The same; what is wrong with a scenario that is not valid is told in other words.
    ///
    /// # Errors
    /// What `explain` makes of a scenario that is not valid.
    pub(crate) fn check_or<E>(
        scenario: Scenario,
        explain: impl FnOnce(&Scenario, Vec<Problem>) -> E,
    ) -> Result<Self, E> {
        count(Counted::Checked);
        // A check without problems has found no cycle and no reference that leads nowhere.
        let problems = check(&scenario);
        let shape = Some(&scenario.process).filter(|_| problems.is_empty());
        let Some(shape) = shape.and_then(Shape::new) else {
            return Err(explain(&scenario, problems));
        };
        Ok(Self(Arc::new(Checked {
            scenario,
            shape,
            fingerprint: OnceLock::new(),
            sketch: OnceLock::new(),
            facts: OnceLock::new(),
        })))
    }

    /// The same design, called something else: a name makes none invalid.
    #[must_use]
    pub fn named(&self, name: &str) -> Self {
        let scenario = Scenario { name: name.to_owned(), ..self.scenario().clone() };
        let shape = self.shape().clone();
        Self(Arc::new(Checked {
            scenario,
            shape,
            fingerprint: OnceLock::new(),
            sketch: OnceLock::new(),
            facts: OnceLock::new(),
        }))
    }

    /// What was checked.
    #[must_use]
    pub fn scenario(&self) -> &Scenario {
        &self.0.scenario
    }

    /// Who comes after whom, and where the acknowledgement line runs.
    #[must_use]
    pub fn shape(&self) -> &Shape {
        &self.0.shape
    }

    /// A hash of the whole scenario, in hexadecimal; worked out once.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        self.0.fingerprint.get_or_init(|| {
            // Not by `Display`, which would bring a browser a second writer.
            let mut value = self.scenario().to_value();
            leave_out_what_came_later(&mut value);
            let written = serde_json::to_string(&value).unwrap_or_default();
            format!("{:016x}", super::fingerprint(&written))
        })
    }

    /// A number that is the same of designs that run alike, and hardly ever of others: worked out once.
    #[must_use]
    pub fn sketch(&self) -> u64 {
        *self.0.sketch.get_or_init(|| sketch(self.scenario()))
    }

    /// By step, what has happened once it has ended, as a person would say it: worked out once.
    pub(crate) fn facts(&self) -> &[String] {
        self.0.facts.get_or_init(|| {
            let steps = &self.process.steps;
            let short = |(index, step): (usize, &super::Step)| {
                let before = self.shape().predecessors(index).first().and_then(|it| steps.get(*it));
                before.map_or_else(
                    || short_fact_after(step.label()),
                    |before| short_fact_between(before.label(), step.label()),
                )
            };
            steps.iter().enumerate().map(short).collect()
        })
    }

    /// Whether both are one and the same, without looking at what they hold.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Whether every run of the one is a run of the other: they differ at most in their name, their
    /// story, the notes, the team and the circumstances, which no run reads.
    #[must_use]
    pub fn runs_like(&self, other: &Self) -> bool {
        let is_alike = || self.sketch() == other.sketch();
        // Of many designs most are told apart by a glance.
        self.is(other)
            || is_alike() && {
                let (one, other) = (self.scenario(), other.scenario());
                // First what differs most often between designs that are asked for at once.
                one.workload == other.workload
                    && one.process == other.process
                    && one.services == other.services
                    && one.network == other.network
                    && one.broker == other.broker
                    && one.faults == other.faults
                    && one.targets == other.targets
                    && one.seed == other.seed
            }
    }
}

impl Deref for Design {
    type Target = Scenario;

    fn deref(&self) -> &Scenario {
        &self.0.scenario
    }
}

impl PartialEq for Design {
    fn eq(&self, other: &Self) -> bool {
        self.is(other) || self.scenario() == other.scenario()
    }
}

/// Fields that came after the first scenarios were kept, by where they stand: a scenario that does not use them
/// keeps the hash that it had.
const LATER_IN_STEP: [&str; 3] = ["caller", "branch", "decline_ratio"];
const LATER_IN_CALL: [&str; 3] = ["backoff_max_ms", "deadline_ms", "cancel"];
const LATER_IN_DELIVERY: [&str; 5] =
    ["partitions", "acknowledge", "visibility_ms", "expires_ms", "joins_at_s"];

fn leave_out_what_came_later(scenario: &mut Value) {
    let of = |value: &mut Value, inner: &str, fields: &[&str]| {
        if let Some(value) = value.get_mut(inner) {
            leave_out(value, fields);
        }
    };
    leave_out(scenario, &["notes"]);
    of(scenario, "broker", &["retention_s"]);
    of(scenario, "workload", &["keys", "key_skew"]);
    let services = scenario.get_mut("services").and_then(Value::as_array_mut);
    services.into_iter().flatten().for_each(|service| leave_out(service, &["assumed"]));
    let Some(process) = scenario.get_mut("process") else { return };
    leave_out(process, &["choices", "workflow", "outcome"]);
    let steps = process.get_mut("steps").and_then(Value::as_array_mut);
    for step in steps.into_iter().flatten() {
        leave_out(step, &LATER_IN_STEP);
        of(step, "business", &["needs"]);
        of(step, "event", &["assumed"]);
        of(step, "call", &LATER_IN_CALL);
        of(step, "delivery", &LATER_IN_DELIVERY);
    }
}

/// What edits change most of all that a run reads, in one number.
fn sketch(scenario: &Scenario) -> u64 {
    let workload = &scenario.workload;
    let bits = |value: Option<Milliseconds>| value.map_or(0, |it| it.get().to_bits());
    let mut sketch = scenario.seed;
    let mut add = |word: u64| sketch = splitmix64(sketch ^ word);
    for quantity in [workload.rate_per_s.get(), workload.duration_s.get()] {
        add(quantity.to_bits());
    }
    add(scenario.faults.len() as u64);
    add(u64::from(scenario.process.coordination == Coordination::Chained));
    for step in &scenario.process.steps {
        let (call, delivery) = (&step.call, &step.delivery);
        let is_so = [
            step.mode == Mode::Event,
            call.idempotent,
            call.breaker.is_some(),
            delivery.outbox,
            delivery.deduplicate,
            delivery.dead_letter,
            delivery.status.is_there,
        ];
        add(is_so.iter().fold(0, |word, it| word << 1 | u64::from(*it)));
        add(step.after.len() as u64);
        add(u64::from(call.retries));
        add(bits(call.timeout_ms));
    }
    for service in &scenario.services {
        add(service.workers.map_or(0, u64::from));
    }
    sketch
}

/// Leaves out fields in which nothing stands, or what was so before there was a field for it.
fn leave_out(value: &mut Value, fields: &[&str]) {
    let Some(object) = value.as_object_mut() else { return };
    for name in fields {
        let is_unused = object.get(*name).is_some_and(|it| match it {
            Value::Null | Value::Bool(false) => true,
            Value::Array(elements) => elements.is_empty(),
            Value::String(word) => word == "after",
            Value::Number(number) => number.as_f64() == Some(0.0),
            Value::Bool(true) | Value::Object(_) => false,
        });
        if is_unused {
            object.shift_remove(*name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Note, Team};
    use crate::testing;

    fn scenario() -> Scenario {
        testing::scenario([testing::step("pay").on("bank")]).build()
    }

    #[test]
    fn what_has_a_problem_is_no_design() {
        let broken = Scenario { services: Vec::new(), ..scenario() };
        assert_eq!(Design::check(broken.clone()).unwrap_err(), check(&broken));
        let design = Design::check(scenario()).unwrap();
        assert_eq!((design.scenario(), design.shape().order()), (&scenario(), &[0][..]));
    }

    #[test]
    fn names_and_teams_change_no_run_and_a_seed_does() {
        let design = Design::check(scenario()).unwrap();
        let named = Scenario { name: "Mine".to_owned(), ..scenario() };
        let of_many = Scenario { team: Team { teams: Some(9), ..Team::default() }, ..named };
        let other = Design::check(of_many).unwrap();
        assert!(design.runs_like(&other) && design != other && !design.is(&other));
        assert_ne!(design.fingerprint(), other.fingerprint());
        let notes = vec![Note { text: "Look here".to_owned(), ..Note::default() }];
        let annotated = Design::check(Scenario { notes, ..scenario() }).unwrap();
        assert!(design.runs_like(&annotated) && design.sketch() == annotated.sketch());
        assert_ne!(design.fingerprint(), annotated.fingerprint());
        let seeded = Design::check(Scenario { seed: 2, ..scenario() }).unwrap();
        assert!(!design.runs_like(&seeded));
        assert!(design.is(&design.clone()));
    }
}
