//! A preset that is being tried, and what the design was before it: it goes without a trace.
//!
//! Presets are known to the room alone that offers them, which begins a trial: a page that tries none need not carry
//! them.
//!
//! What was changed since stays: where the design still says what the preset made it say, it says again what it said
//! before, and nowhere else.

use serde_json::Value;

use crate::exchange::document;
use crate::model::{Design, Fault, Scenario, Subject};
use crate::study::{Applied, Preset};

/// A preset that is being tried.
#[derive(Debug, Clone)]
pub struct Trial {
    /// Which one.
    pub preset: &'static Preset,
    /// What is said of it, as a sentence.
    pub(super) said: String,
    before: Design,
    pub(super) after: Design,
    /// How it is taken away; always the same.
    taken_from: fn(&Self, &Design) -> Design,
}

/// By what was tried, and on what.
impl PartialEq for Trial {
    fn eq(&self, other: &Self) -> bool {
        self.preset.id == other.preset.id
            && (&self.before, &self.after) == (&other.before, &other.after)
    }
}

impl Trial {
    /// A preset at what is wanted, of a design in which none is being tried.
    ///
    /// # Errors
    /// A sentence that says why it cannot happen in this design.
    pub fn begin(
        preset: &'static Preset,
        before: Design,
        wanted: &Subject,
    ) -> Result<Self, &'static str> {
        let Applied { said, design: after, .. } = preset.apply(&before, wanted)?;
        Ok(Self { preset, said, before, after, taken_from })
    }

    /// Whether something of it still goes wrong in a design.
    #[must_use]
    pub fn is_in(&self, design: &Design) -> bool {
        let is_its = |fault: &&Fault| !self.before.faults.contains(fault);
        self.after.faults.iter().filter(is_its).any(|fault| design.faults.contains(fault))
    }

    /// A design without it.
    #[must_use]
    pub fn without(&self, design: &Design) -> Design {
        (self.taken_from)(self, design)
    }
}

fn taken_from(trial: &Trial, design: &Design) -> Design {
    let [now, before, after] = [design, &trial.before, &trial.after].map(|it| it.to_value());
    let text = taken_back(now, &before, &after).to_string();
    document::read(&text).unwrap_or_else(|_| {
        // What was changed since cannot be without what it changed.
        let scenario = Scenario { faults: trial.before.faults.clone(), ..Scenario::clone(design) };
        Design::check(scenario).unwrap_or_else(|_| design.clone())
    })
}

/// What is now, where it is as after a change: as before it.
fn taken_back(now: Value, before: &Value, after: &Value) -> Value {
    if now == *after {
        return before.clone();
    }
    match (now, before, after) {
        (Value::Object(mut now), Value::Object(before), Value::Object(after)) => {
            for (name, was) in before {
                match (now.remove(name), after.get(name)) {
                    (Some(is), Some(made)) => {
                        now.insert(name.clone(), taken_back(is, was, made));
                    }
                    (Some(is), None) => {
                        now.insert(name.clone(), is);
                    }
                    // The change took it away.
                    (None, None) => {
                        now.insert(name.clone(), was.clone());
                    }
                    (None, Some(_)) => {}
                }
            }
            let is_made = |name: &String, is: &Value| {
                !before.contains_key(name) && after.get(name) == Some(is)
            };
            now.retain(|name, is| !is_made(name, is));
            Value::Object(now)
        }
        (Value::Array(now), Value::Array(before), Value::Array(after))
            if now.len() == before.len() && now.len() == after.len() =>
        {
            let all = now.into_iter().zip(before).zip(after);
            Value::Array(all.map(|((now, before), after)| taken_back(now, before, after)).collect())
        }
        (now, ..) => now,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;
    use crate::model::{Edit, StepId};
    use crate::study::PRESETS;

    fn checkout() -> Design {
        document::read(catalogue::FIRST).unwrap()
    }

    fn tried(
        preset: &'static Preset,
        design: &Design,
        earlier: Option<&Trial>,
    ) -> Option<(Trial, Design)> {
        let before = earlier.map_or_else(|| design.clone(), |it| it.without(design));
        let trial = Trial::begin(preset, before, &Subject::Nothing).ok()?;
        let after = trial.after.clone();
        Some((trial, after))
    }

    #[test]
    fn h6_every_preset_after_every_other_goes_without_a_trace() {
        let first = checkout();
        let mut count = 0;
        for one in PRESETS {
            let Some((trial, with_one)) = tried(one, &first, None) else { continue };
            assert!(trial.is_in(&with_one) && !trial.is_in(&first), "{}", one.id);
            assert_eq!(trial.without(&with_one), first, "{}", one.id);
            for other in PRESETS {
                let alone = tried(other, &first, None);
                let Some((second, with_other)) = tried(other, &with_one, Some(&trial)) else {
                    assert!(alone.is_none(), "{} after {}", other.id, one.id);
                    continue;
                };
                assert_eq!(
                    Some(&with_other),
                    alone.as_ref().map(|it| &it.1),
                    "{} after {}",
                    other.id,
                    one.id
                );
                assert_eq!(second.without(&with_other), first, "{} after {}", other.id, one.id);
                count += 1;
            }
        }
        assert!(count > 50, "{count} pairs");
    }

    #[test]
    fn h6_what_was_changed_since_stays() {
        let first = checkout();
        let storm = PRESETS.iter().find(|it| it.id == "retry-storm").unwrap();
        let (trial, with) = tried(storm, &first, None).unwrap();
        let id: StepId = first.process.steps[0].id.clone();
        let renamed = |design: &Design| {
            let name = "Look at the cart".to_owned();
            Edit::NameStep { step: id.clone(), name }.apply(design).unwrap().design
        };
        assert_eq!(trial.without(&renamed(&with)), renamed(&first));
        // A design that was kept under another name is so still.
        let mut named: Scenario = Scenario::clone(&with);
        named.name = "Mine".to_owned();
        let without = trial.without(&Design::check(named).unwrap());
        assert_eq!((without.name.as_str(), &without.process), ("Mine", &first.process));
    }
}
