//! The form of the process as a whole: its parts, and what it has to do with.

use leptos::prelude::*;

use super::choices::choices;
use super::field::groups::{group, named};
use super::field::{field, fields};
use super::form::Form;
use super::notes::{Of, notes};
use super::parts;
use super::workflow::workflow;
use crate::ui::parts::dynamic;

/// The form.
pub fn whole(form: Form) -> AnyView {
    let story = view! {
        {fields(form, "", &["name", "summary"])}
        {fields(form, "/process", &["entry", "coordination"])}
        {field(form, "/seed")}
    };
    let between = view! {
        {field(form, "/network")}
        {fields(form, "/broker", &["publish_ms", "deliver_ms"])}
    };
    let counted = view! {
        {field(form, "/team/teams")}
        {field(form, "/circumstances/reads_per_write")}
    };
    view! {
        {parts::steps(form)}
        {parts::services(form)}
        {group("Name, entry, coordination", false, story.into_any())}
        {choices(form)}
        {workflow(form)}
        {notes(form, Of::Whole)}
        {group("Workload", false, workload(form))}
        {group("Network and broker", false, between.into_any())}
        {named(form, "Targets", false, "", &["targets"])}
        {group("Team and reads, in numbers", false, counted.into_any())}
    }
    .into_any()
}

/// What arrives: an open or a closed loop has its own fields.
fn workload(form: Form) -> AnyView {
    let closed = Memo::new(move |_| form.text("/workload/arrivals") == "closed");
    view! {
        {field(form, "/workload/arrivals")}
        {dynamic(move || {
            let names: &[&str] =
                if closed.get() { &["users", "think"] } else { &["rate_per_s", "profile"] };
            fields(form, "/workload", names)
        })}
        {fields(
            form,
            "/workload",
            &["duration_s", "warm_up_s", "drain_s", "patience_ms", "resubmissions"],
        )}
    }
    .into_any()
}
