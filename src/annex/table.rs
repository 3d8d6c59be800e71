//! What lies before the views of the annex: what the stage shows, and whoever runs things.

use std::sync::Arc;

use leptos::prelude::*;

use super::compare::Comparing;
use super::measured::Measured;
use super::trace::Read;
use crate::bridge::{self, MOMENT, SHOWN, Shown, View, WISH, Wish};
use crate::browser::{page, told};
use crate::exchange::document;
use crate::model::{Scenario, Step, StepId, Subject};
use crate::parts::pressed;
use crate::runner::Runner;
use crate::scene::facts::Fact;
use crate::simulation::Report;
use crate::study::recommended;
use crate::units::Moment;
use crate::verdict::Verdict;

/// Copied into every view.
#[derive(Clone, Copy)]
pub struct Table {
    /// The design that is open; nothing before the stage has told.
    pub scenario: RwSignal<Option<Arc<Scenario>>>,
    /// What is looked at.
    pub subject: RwSignal<Subject>,
    /// The step, if it is one.
    pub step: Memo<Option<StepId>>,
    /// Which view is shown.
    pub view: RwSignal<View>,
    /// What the design is called.
    pub label: RwSignal<String>,
    /// Where the design came from.
    pub source: RwSignal<String>,
    /// When the recording of the design ends.
    pub end: RwSignal<Moment>,
    /// The moment that is shown, as it was a tenth of a second ago at most.
    pub moment: RwSignal<Moment>,
    /// The fault whose form is open, by its index in the scenario.
    pub edited: RwSignal<Option<usize>>,
    /// What runs have shown of the design.
    pub measured: RwSignal<Measured>,
    /// Its run, as far as a request of it was to be seen.
    pub read: RwSignal<Option<Arc<Read>>>,
    /// What the rules say of the design.
    pub verdict: Memo<Option<Arc<Verdict>>>,
    /// The design as the rules recommend it.
    pub recommended: Memo<Option<Arc<Scenario>>>,
    /// What is being compared; not in the table itself, which is copied everywhere.
    comparing: StoredValue<Comparing>,
    runner: StoredValue<Runner, LocalStorage>,
}

impl Table {
    /// A table on which nothing lies yet.
    #[must_use]
    pub fn new() -> Self {
        let scenario = RwSignal::new(None::<Arc<Scenario>>);
        let subject = RwSignal::new(Subject::default());
        let verdict = Memo::new(move |_| {
            scenario.with(|it| it.as_ref().map(|scenario| Arc::new(Verdict::of(scenario))))
        });
        let recommended = Memo::new(move |_| {
            scenario.with(|it| it.as_ref().map(|scenario| Arc::new(recommended(scenario))))
        });
        Self {
            scenario,
            verdict,
            recommended,
            measured: RwSignal::new(Measured::default()),
            read: RwSignal::new(None),
            subject,
            step: Memo::new(move |_| subject.with(|subject| subject.step().cloned())),
            view: RwSignal::new(View::default()),
            label: RwSignal::new(String::new()),
            source: RwSignal::new(String::new()),
            end: RwSignal::new(Moment::START),
            moment: RwSignal::new(Moment::START),
            edited: RwSignal::new(None),
            comparing: StoredValue::new(Comparing::new()),
            runner: StoredValue::new_local(Runner::default()),
        }
    }

    /// Listens to the stage.
    pub fn listen(self) {
        self.comparing().listen(self);
        let document = StoredValue::new(String::new());
        told::hear(SHOWN, move |text| {
            let Some(shown) = Shown::from_text(&text) else { return };
            if document.with_value(|known| *known != shown.document) {
                // The stage has valid designs only.
                if let Ok(scenario) = document::read(&shown.document) {
                    self.runner(|runner| runner.engage(page::meta("worker"), scenario.clone()));
                    self.scenario.set(Some(Arc::new(scenario)));
                    document.set_value(shown.document);
                }
            }
            renew(self.subject, shown.subject);
            renew(self.view, shown.view);
            renew(self.label, shown.label);
            renew(self.source, shown.source);
            renew(self.end, shown.end);
        });
        told::hear(MOMENT, move |text| {
            if let Some(moment) = bridge::moment(&text) {
                renew(self.moment, moment);
            }
        });
        wish(&Wish::Hello);
    }

    /// Wishes for a changed design: one change that can be undone. `said` is a sentence.
    pub fn adopt(said: &str, scenario: &Scenario) {
        let document = document::write(scenario);
        // A name may hold a line break, which would end the sentence on its way.
        let said = said.replace(['\n', '\r'], " ");
        wish(&Wish::Adopt { said, document });
    }

    /// Wishes for what a change makes of the design; the change says what was done, or that there is
    /// nothing to do.
    pub fn change(self, change: impl FnOnce(&mut Scenario) -> Option<String>) {
        let Some(mut scenario) = self.scenario.with_untracked(|it| it.as_deref().cloned()) else {
            return;
        };
        if let Some(said) = change(&mut scenario) {
            Self::adopt(&said, &scenario);
        }
    }

    /// The same, of one step.
    pub fn change_step(self, id: &StepId, change: impl FnOnce(&mut Step) -> Option<String>) {
        self.change(|scenario| {
            scenario.process.steps.iter_mut().find(|step| step.id == *id).and_then(change)
        });
    }

    /// Something about the design, if there is one; followed.
    pub fn design<T>(self, read: impl FnOnce(&Scenario) -> T) -> Option<T> {
        self.scenario.with(|scenario| scenario.as_deref().map(read))
    }

    /// Facts of a part of the design, from what has been measured of it; followed.
    pub fn facts<T>(self, of: fn(&T, Option<&Report>) -> Vec<Fact>, part: &T) -> Vec<Fact> {
        self.measured.with(|measured| of(part, measured.report.as_ref()))
    }

    /// A step by its name: pressing it looks at the step.
    pub fn link(self, id: StepId) -> AnyView {
        let label = self.label(&id);
        let look = pressed(move || wish(&Wish::Select(Subject::Step(id.clone()))));
        view! { <button class="link" on:click=look>{label}</button> }.into_any()
    }

    /// What people call a step.
    pub fn label(self, step: &StepId) -> String {
        let label = |it: &Scenario| Some(it.process.step(step)?.label().to_owned());
        self.design(label).flatten().unwrap_or_else(|| step.to_string())
    }

    /// What is being compared.
    #[must_use]
    pub fn comparing(self) -> Comparing {
        self.comparing.get_value()
    }

    /// Whoever runs things.
    pub fn runner(self, with: impl FnOnce(&Runner)) {
        self.runner.try_with_value(with);
    }
}

/// Sets what is another value than before, so that nobody is told of the same one.
fn renew<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|known| *known != value) {
        signal.set(value);
    }
}

/// Asks something of the stage.
pub fn wish(wish: &Wish) {
    told::tell(WISH, &wish.to_text());
}
