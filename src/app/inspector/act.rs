//! What can be done to a service: slow it down, crash it, mend it.

use leptos::prelude::*;

use crate::app::desk::Desk;
use crate::model::ServiceId;
use crate::session::{Command, Injection};

/// The three acts on a service, from the moment that is shown.
#[component]
pub fn Acts(
    /// The service's index in the scenario.
    #[prop(into)]
    service: Signal<usize>,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let with_service = move |act: fn(ServiceId) -> Command| {
        let id = desk.scenario.with_untracked(|scenario| {
            scenario.services.get(service.get_untracked()).map(|service| service.id.clone())
        });
        if let Some(id) = id {
            desk.send(act(id));
        }
    };
    let lasts = Injection::LASTS.as_seconds();
    let slow = |service| Command::Inject { service, injection: Injection::Slow };
    let crash = |service| Command::Inject { service, injection: Injection::Crash };
    view! {
        <div class="acts" role="group" aria-label="What goes wrong from this moment on">
            <button title="Its work takes longer (S)" on:click=move |_| with_service(slow)>
                {format!("Slow down ×{} for {lasts} s", Injection::SLOWDOWN)}
            </button>
            <button
                class="danger"
                title="It refuses every call, and loses what it works on (F)"
                on:click=move |_| with_service(crash)
            >
                {format!("Crash for {lasts} s")}
            </button>
            <button title="End what is wrong with it now (M)" on:click=move |_| with_service(Command::Mend)>
                "Mend"
            </button>
        </div>
    }
}
