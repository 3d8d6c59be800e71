//! Which designs can be laid side by side.

use std::sync::Arc;

use leptos::prelude::*;

use crate::annex::table::Table;
use crate::exchange::shelf::{self, Own};
use crate::model::{Problem, Scenario, StepId};
use crate::session::Source;
use crate::study::{Designed, Variant};

/// The id of the design as it was before the last change.
const EARLIER: &str = "before-the-last-change";

/// A design that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Unique among the choices.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The design; or, as a sentence, why there is none.
    pub design: Result<Arc<Scenario>, String>,
    /// What is to be known about it, as a sentence; empty where there is nothing.
    pub note: String,
}

/// The id of a variant.
pub const fn id(variant: Variant) -> &'static str {
    match variant {
        Variant::AsItIs => "as-it-is",
        Variant::AsRecommended => "as-recommended",
        Variant::AllCalls => "all-calls",
        Variant::AllEvents => "all-events",
    }
}

/// All that can be chosen, in their order; the first is the design that is open. Followed. Own scenarios
/// come last, but for the one that is open.
pub fn choices(table: Table) -> Vec<Choice> {
    let Some(scenario) = table.scenario.get() else { return Vec::new() };
    let mut choices: Vec<Choice> =
        Variant::ALL.into_iter().map(|variant| of_variant(table, variant, &scenario)).collect();
    if let Some(earlier) =
        table.comparing().earlier.get().filter(|it| is_same_process(it, &scenario))
    {
        choices.push(Choice {
            id: EARLIER.to_owned(),
            name: "Before the last change".to_owned(),
            design: Ok(earlier),
            note: String::new(),
        });
    }
    let open = table.source.get();
    table.comparing().own.with(|all| {
        let others =
            all.iter().filter(|own| Source::Own(own.id.clone()).to_text() != open).map(of_own);
        choices.extend(others);
    });
    choices
}

/// An own scenario, as it was kept last.
fn of_own(own: &Own) -> Choice {
    Choice {
        id: format!("own-{}", own.id),
        name: shelf::name(&own.scenario).to_owned(),
        design: Ok(Arc::new(own.scenario.clone())),
        note: String::new(),
    }
}

fn of_variant(table: Table, variant: Variant, scenario: &Arc<Scenario>) -> Choice {
    let made = match variant {
        Variant::AsItIs => Ok((Arc::clone(scenario), Vec::new())),
        Variant::AsRecommended => {
            let recommended = table.recommended.get();
            Ok((recommended.unwrap_or_else(|| Arc::clone(scenario)), Vec::new()))
        }
        Variant::AllCalls | Variant::AllEvents => {
            variant.of(scenario).map(|Designed { scenario, kept }| (Arc::new(scenario), kept))
        }
    };
    let note = match &made {
        Ok((_, kept)) if !kept.is_empty() => stays(table, variant, kept),
        Ok(_) | Err(_) => String::new(),
    };
    Choice {
        id: id(variant).to_owned(),
        name: variant.name().to_owned(),
        design: made.map(|(design, _)| design).map_err(|problems| impossible(variant, &problems)),
        note,
    }
}

fn stays(table: Table, variant: Variant, kept: &[StepId]) -> String {
    let names: Vec<String> = kept.iter().map(|step| table.label(step)).collect();
    format!(
        "{}: {} had to stay, or the design would not be valid.",
        variant.name(),
        names.join(", ")
    )
}

fn impossible(variant: Variant, problems: &[Problem]) -> String {
    let why = problems.first().map(|problem| format!(": {problem}")).unwrap_or_default();
    format!("{} is no valid design of this process{why}", variant.name())
}

/// Whether two designs are of one process: the same steps. Its name says nothing, for a design that is
/// changed becomes one's own, by another name.
fn is_same_process(one: &Scenario, other: &Scenario) -> bool {
    let steps = |it: &Scenario| -> Vec<StepId> {
        it.process.steps.iter().map(|step| step.id.clone()).collect()
    };
    steps(one) == steps(other)
}
