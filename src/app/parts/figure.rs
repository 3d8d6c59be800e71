//! A figure beside what it was: a row of a table.

use leptos::prelude::*;

use crate::scene::format;

/// A figure as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The figure with its unit; absent where nothing was measured.
    pub text: Option<String>,
    /// Half the width of its 95 % interval.
    pub unsure: Option<String>,
}

impl Reading {
    /// A length of time in milliseconds.
    #[must_use]
    pub fn milliseconds(value: Option<f64>) -> Self {
        Self { text: value.map(format::milliseconds), unsure: None }
    }

    /// A share, as so many in a hundred.
    #[must_use]
    pub fn ratio(value: Option<f64>) -> Self {
        let text = value.map(|ratio| format!("{} of 100", format::in_hundred(ratio)));
        Self { text, unsure: None }
    }

    /// How often in a second.
    #[must_use]
    pub fn per_second(value: f64) -> Self {
        Self { text: Some(format!("{} per s", format::number(value))), unsure: None }
    }

    /// With half the width of this interval, written so.
    #[must_use]
    pub fn give_or_take(self, interval: Option<[f64; 2]>, written: fn(f64) -> String) -> Self {
        let unsure = interval.map(|[low, high]| format!("± {}", written((high - low) / 2.0)));
        Self { unsure, ..self }
    }
}

/// What a figure is held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The target with its unit.
    pub text: String,
    /// Whether the figure is good enough.
    pub met: bool,
}

/// A row: the name of a figure, what it is, and what it was where that differs.
#[component]
pub fn FigureRow(
    /// By which the figure is found in the page, after `figure-`.
    id: &'static str,
    /// What it is of, for those who listen; may be empty.
    of: &'static str,
    /// What it is called.
    name: &'static str,
    /// What it means, in a sentence.
    means: &'static str,
    /// What it is.
    #[prop(into)]
    now: Signal<Option<Reading>>,
    /// What it was before the last change.
    #[prop(into)]
    before: Signal<Option<Reading>>,
    /// What it is held against.
    #[prop(into)]
    target: Signal<Option<Target>>,
) -> impl IntoView {
    let text = |reading: Option<Reading>| reading.and_then(|reading| reading.text);
    let was = move || {
        let before = text(before.get());
        if before == text(now.get()) { None } else { before }
    };
    view! {
        <tr title=means>
            <th scope="row">
                <span class="spoken">{of} " "</span>
                {name}
                {move || target.get().map(|target| view! { <TargetNote target=target /> })}
            </th>
            <td class="figure-now">
                <b id=format!("figure-{id}")>
                    {move || text(now.get()).unwrap_or_else(|| "–".to_owned())}
                </b>
                {move || {
                    now.get()
                        .and_then(|now| now.unsure)
                        .map(|unsure| view! { <small class="unsure">{unsure}</small> })
                }}
            </td>
            <td class="figure-before" id=format!("figure-{id}-before")>
                {move || was().map(|was| view! { <s class="before">{was}</s> })}
            </td>
        </tr>
    }
}

/// What a figure is held against, and whether it is good enough.
#[component]
fn TargetNote(target: Target) -> impl IntoView {
    let (class, mark, word) =
        if target.met { ("target good", "✓", "met") } else { ("target bad", "✗", "missed") };
    let title = format!("The target of {} is {word}", target.text);
    view! {
        <small class=class title=title>
            <span aria-hidden="true">{mark}</span>
            " "
            {target.text}
            <span class="spoken">{format!(", {word}")}</span>
        </small>
    }
}
