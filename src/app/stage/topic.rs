//! The topic in front of a step that reacts to an event: a pipe in which what waits can be seen.

use leptos::prelude::*;

use super::{moved, px};
use crate::app::desk::Desk;
use crate::scene::{StepPlace, StepState, TopicState, format};

/// The pipe on a step's card, if it has one; the events in it are drawn on the canvas, and counted here.
#[component]
pub fn Topic(
    /// The index of the step in the document.
    index: usize,
    /// Where the step lies.
    place: Memo<Option<StepPlace>>,
    /// How the step is doing.
    state: Memo<StepState>,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let pipe = Memo::new(move |_| place.get().and_then(|place| place.pipe));
    let event = Memo::new(move |_| {
        desk.scenario.with(|scenario| {
            let step = scenario.process.steps.get(index);
            step.map(|step| scenario.process.event_name(step)).unwrap_or_default()
        })
    });
    let waiting = Memo::new(move |_| state.get().topic.and_then(waiting));
    move || {
        pipe.get().map(|rect| {
            view! {
                <li
                    class="pipe"
                    title=move || {
                        format!("The topic of {}: it keeps events until they are consumed", event.get())
                    }
                    style:transform=moved(rect)
                    style:width=px(rect.width)
                    style:height=px(rect.height)
                >
                    <p>
                        <span class="pipe-event">{event}</span>
                        <span class="pipe-waiting">{waiting}</span>
                    </p>
                </li>
            }
        })
    }
}

/// "14 waiting, 3 s": how many, and the age of the oldest; and what was given up.
fn waiting(topic: TopicState) -> Option<String> {
    let count = |count: u32| format::count(u64::from(count));
    let oldest = topic.oldest.map(|age| format!(", {}", format::duration(age)));
    let waits = (topic.backlog > 0)
        .then(|| format!("{} waiting{}", count(topic.backlog), oldest.unwrap_or_default()));
    let dead = (topic.dead > 0).then(|| format!("{} dead", count(topic.dead)));
    let both: Vec<String> = [waits, dead].into_iter().flatten().collect();
    (!both.is_empty()).then(|| both.join(", "))
}
