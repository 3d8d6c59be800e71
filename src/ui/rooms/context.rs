//! What the rooms read besides the session: what the rules say of the design that is open, and what has
//! been measured and read of it.

use std::ops::Deref;
use std::sync::Arc;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::library::saving::Library;
use super::process::recommending::sought;
use super::trace::reading::{Read, read};
use crate::engine::Report;
use crate::model::{Edit, EditError, StepId, Subject};
use crate::session::comparing::{Choice, Pair, SweepPlan, choices, pair};
use crate::session::measuring::{FlipsPlan, Measured};
use crate::session::recommending::Sought;
use crate::session::{Keep, Look, Measure, Purpose, Revise, RunsDone, View};
use crate::study::Comparison;
use crate::ui::context::Context;
use crate::ui::parts::{effect, on_press};
use crate::units::format::visible;
use crate::verdict::{Row, Severity, Verdict, rows};
use crate::wording::facts::Fact;

/// What flips would do is measured once a design has been left alone so long, in milliseconds.
const FLIPS_PATIENCE_MS: u32 = 500;

/// What is found at so many steps is said at each of them, however short the process.
const FEW: usize = 3;

/// Two designs are compared once they have been left alone so long, in milliseconds.
const PAIR_PATIENCE_MS: u32 = 300;

/// The [`Context`] of the page, and what follows from it in the rooms; copied into every view of theirs, as
/// an address like that one.
#[derive(Clone, Copy)]
pub struct RoomContext(&'static Derived);

/// What follows from the design that is open.
pub struct Derived {
    context: Context,
    /// What the rules say of the design.
    pub verdict: Memo<Arc<Verdict>>,
    /// What is found in it, a row for each kind.
    pub rows: Memo<Arc<Vec<Row>>>,
    /// The search for what is recommended of it.
    pub sought: RwSignal<Sought>,
    /// The ids of the changes that are not to be among it.
    pub left_out: RwSignal<Vec<&'static str>>,
    /// What runs have shown of it.
    pub measured: Memo<Arc<Measured>>,
    /// Its run, as far as a request of it was to be seen.
    pub read: Memo<Option<Arc<Read>>>,
    /// All designs that can be laid side by side; none but while they are looked at.
    pub choices: Memo<Vec<Choice>>,
    /// The ids of the two that are chosen; empty: none.
    pub compared: Memo<[String; 2]>,
    /// The two designs that are compared.
    pub pair: Memo<Option<Pair>>,
    /// What differs between them, once it is known.
    pub comparison: Memo<Option<Arc<Comparison>>>,
    /// The load sweep that was asked for last.
    pub sweep: RwSignal<Option<SweepPlan>>,
    /// How many runs of the search for what its designs carry have ended, and how many are wanted.
    pub searched: Memo<(usize, usize)>,
    /// Own scenarios.
    pub library: Library,
}

impl Deref for RoomContext {
    type Target = Derived;

    fn deref(&self) -> &Derived {
        self.0
    }
}

impl Deref for Derived {
    type Target = Context;

    fn deref(&self) -> &Context {
        &self.context
    }
}

/// The context of the rooms, which [`RoomContext::provide`] has made.
pub fn room_context() -> RoomContext {
    expect_context()
}

impl RoomContext {
    /// Makes it for all rooms, in the owner of the app, and begins what goes on by itself.
    pub fn provide() {
        let context = expect_context::<Context>();
        let library = Library::new(context);
        let design = context.design;
        let left_out = RwSignal::new(Vec::new());
        let sought = sought(context, left_out);
        let verdict = Memo::new(move |_| design.with(|design| Arc::new(Verdict::of(design))));
        let rows = Memo::new(move |_| {
            Arc::new(design.with(|design| verdict.with(|it| rows(design, &it.findings))))
        });
        let recommended = Memo::new(move |_| {
            sought.with(|it| Some(it.found.as_ref().filter(|_| it.is_done)?.design.clone()))
        });
        let plan = RwSignal::new(None::<Arc<FlipsPlan>>);
        // How far a run is changes nothing of it, and is heard of ten times a second.
        let flipped = Memo::new(move |_| context.lab(|lab| lab.done(Purpose::Flips).done));
        let measured = Memo::new_with_compare(
            move |before: Option<&Arc<Measured>>| {
                // Read, since a memo that nobody reads follows nothing.
                flipped.get();
                let measured = |plan: &Arc<FlipsPlan>| {
                    let before = before.map(Arc::as_ref);
                    context.peek(|session| plan.measured(session.lab(), before))
                };
                let measured = plan.with(|plan| plan.as_ref().map(measured));
                // Until the plan of this design is made, its figures are what is known of it.
                let report = context.with(|session| session.reports().current.clone());
                Arc::new(measured.unwrap_or_else(|| Measured::figures(report)))
            },
            |before, after| match (before, after) {
                (Some(before), Some(after)) => !before.is_as_known_as(after),
                _ => true,
            },
        );
        let opened = Memo::new(move |_| context.with(|session| session.opened().clone()));
        let earlier = Memo::new(move |_| {
            context.with(|session| session.history().last().map(|it| it.design.clone()))
        });
        let choices = Memo::new(move |_| {
            // To make the variants takes a while: only for who looks at them.
            if context.view.get() != View::Compare {
                return Vec::new();
            }
            let (opened, earlier) = (opened.get(), earlier.get());
            let recommended = recommended.get();
            let (recommended, earlier) = (recommended.as_ref(), earlier.as_ref());
            library.contents.with(|contents| choices(&opened, recommended, earlier, &contents.own))
        });
        let compared = Memo::new(move |_| context.with(|it| it.screen().compared.clone()));
        let pair = Memo::new(move |_| choices.with(|choices| pair(choices, &compared.get())));
        let reports = Memo::new_with_compare(
            move |_| pair.get().and_then(|pair| context.lab(|lab| pair.reports(lab))),
            |before, after| match (before, after) {
                (Some(Some(before)), Some(Some(after))) => {
                    before.iter().zip(after).any(|(one, other)| !Arc::ptr_eq(one, other))
                }
                (Some(None), Some(None)) => false,
                _ => true,
            },
        );
        let comparison = Memo::new_with_compare(
            move |_| reports.get().map(|[left, right]| Arc::new(Pair::compared(&left, &right))),
            |_, _| true,
        );
        let sweep = RwSignal::new(None);
        let searched = Memo::new(move |_| {
            let RunsDone { done, of, .. } = context.lab(|lab| lab.done(Purpose::Capacity));
            (done, of)
        });
        let read = read(context);
        let room = Self(Box::leak(Box::new(Derived {
            context,
            verdict,
            rows,
            sought,
            left_out,
            measured,
            read,
            choices,
            compared,
            pair,
            comparison,
            sweep,
            searched,
            library,
        })));
        provide_context(room);
        room.mark_findings();
        room.measure_flips(plan);
        room.measure_pair();
        room.search_capacity();
        library.begin();
    }

    /// Says at each step how much is found there; advice is not counted, nor what is found at so many steps
    /// that it says nothing of any.
    fn mark_findings(self) {
        effect(move || {
            let found: Vec<usize> = self.of(|design| {
                let steps = &design.process.steps;
                let many = (steps.len() / 3).max(FEW);
                let marked: Vec<Vec<StepId>> = self.rows.with(|rows| {
                    let rows = rows.iter().filter(|row| row.severity != Severity::Advice);
                    rows.map(Row::steps).filter(|steps| steps.len() <= many).collect()
                });
                let count = |id: &StepId| marked.iter().filter(|steps| steps.contains(id)).count();
                steps.iter().map(|step| count(&step.id)).collect()
            });
            if self.found.with_untracked(|before| *before != found) {
                self.found.set(found);
            }
        });
    }

    /// Measures what flips would do, of every design that is left alone.
    fn measure_flips(self, plan: RwSignal<Option<Arc<FlipsPlan>>>) {
        let waiting = StoredValue::new_local(None::<Timeout>);
        effect(move || {
            let design = self.design.get();
            if plan.with_untracked(Option::is_some) {
                plan.set(None);
                self.send(Measure::Want(Purpose::Flips, Vec::new()));
            }
            let begin = move || {
                let rows = self.rows.get_untracked();
                let made = Arc::new(FlipsPlan::new(&design, &rows));
                self.send(Measure::Want(Purpose::Flips, made.runs()));
                plan.set(Some(made));
            };
            waiting.set_value(Some(Timeout::new(FLIPS_PATIENCE_MS, begin)));
        });
    }

    /// Runs each pair that is looked at for a while.
    fn measure_pair(self) {
        let waiting = StoredValue::new_local(None::<Timeout>);
        effect(move || {
            let Some(pair) = self.pair.get() else {
                waiting.set_value(None);
                self.send(Measure::Want(Purpose::Comparison, Vec::new()));
                return;
            };
            for design in &pair.designs {
                self.send(Measure::IndexedRecording(design.clone()));
            }
            let begin = move || self.send(Measure::Want(Purpose::Comparison, pair.runs().into()));
            waiting.set_value(Some(Timeout::new(PAIR_PATIENCE_MS, begin)));
        });
    }

    /// Goes on with the search for what the designs of the sweep carry, one run of each after the other.
    fn search_capacity(self) {
        effect(move || {
            self.searched.get();
            let runs = self
                .sweep
                .with(|sweep| self.peek(|session| sweep.as_ref()?.capacity.goes_on(session.lab())));
            if let Some(runs) = runs {
                self.send(Measure::Want(Purpose::Capacity, runs));
            }
        });
    }

    /// Makes an edit, as one change that can be undone; answers what it is about.
    ///
    /// # Errors
    /// Why it was refused: the design is as it was.
    pub fn edit(self, edit: &Edit) -> Result<Subject, EditError> {
        let change = self.of_now(|design| edit.apply(design))?;
        let made = change.made.clone();
        self.send(Revise::Make(change));
        Ok(made)
    }

    /// Makes an edit, of what cannot be refused while the page shows what is there.
    pub fn make(self, edit: &Edit) {
        if let Err(error) = self.edit(edit) {
            self.send(Keep::Refuse(error.to_string()));
        }
    }

    /// Opens the form of the fault at an index, or closes it.
    pub fn edit_fault(self, index: Option<usize>) {
        self.send(Look::EditFault(index));
    }

    /// Facts of a part of the design, from what has been measured of it; followed.
    pub fn facts<T>(self, of: fn(&T, Option<&Report>) -> Vec<Fact>, part: &T) -> Vec<Fact> {
        self.measured.with(|measured| of(part, measured.report.as_deref()))
    }

    /// A step by its name: pressing it looks at the step.
    pub fn link(self, id: StepId) -> AnyView {
        let label = self.label(&id);
        let look = on_press(move || self.send(Look::Select(Subject::Step(id.clone()))));
        view! { <button class="link" on:click=look>{label}</button> }.into_any()
    }

    /// What people call a step.
    pub fn label(self, step: &StepId) -> String {
        self.of(|design| {
            let found = design.process.step(step);
            found.map_or_else(|| step.to_string(), |step| visible(step.label()).into_owned())
        })
    }
}
