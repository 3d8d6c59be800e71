//! What runs have shown: each flip alone, and the way to what is recommended.

use leptos::html;
use leptos::prelude::*;

use crate::session::measuring::Measured;
use crate::study::{Flip, Gain, Stage, migration};
use crate::ui::parts::{dynamic, fact, list, signal};
use crate::ui::rooms::context::RoomContext;
use crate::ui::rooms::sources::named;
use crate::wording::judgement;
use crate::wording::recommendation::difference;

/// What a gain changes, as a list.
pub fn changes(gain: &Gain) -> AnyView {
    view! { <dl class="facts gain">{list(facts(gain), |(name, value)| fact(name, "", &value))}</dl> }
        .into_any()
}

fn facts(gain: &Gain) -> [(&'static str, String); 4] {
    [
        ("Answer p95", difference(&gain.answer_p95_ms)),
        ("Done p95", difference(&gain.completion_p95_ms)),
        ("Success", difference(&gain.success_ratio)),
        ("To follow", burden(gain)),
    ]
}

/// How far the measuring is.
pub fn waiting(measured: &Measured) -> AnyView {
    let text = match measured.done.of {
        0 => "Not measured yet …".to_owned(),
        runs => format!("{} of {runs} designs measured …", measured.done.done),
    };
    view! { <p class="hint">{text}</p> }.into_any()
}

/// What flipping each step alone would do.
pub fn flips(room: RoomContext) -> AnyView {
    // Of hundreds of steps there are only rows while somebody looks at them.
    let is_open = RwSignal::new(false);
    let details = NodeRef::<html::Details>::new();
    let toggled = move |_| {
        let details = details.get_untracked();
        is_open.set(details.is_some_and(|it| it.has_attribute("open")));
    };
    let rows = dynamic(move || {
        if !is_open.get() {
            return ().into_any();
        }
        let scenario = room.design.get();
        let steps = scenario.process.steps.clone();
        list(steps.into_iter().enumerate(), move |(index, step)| {
            let to = format!("to {}", judgement::mode(step.mode.flipped()));
            let texts = Memo::new(move |_| {
                let written = |flip: &Flip| match &flip.gain {
                    Some(gain) => facts(gain).map(|(_, value)| value),
                    None => ["–"; 4].map(str::to_owned),
                };
                let flip = room.measured.with(|it| it.flips.get(index).map(written));
                flip.unwrap_or_else(|| ["…"; 4].map(str::to_owned))
            });
            let cell = move |place: usize| {
                signal(move || texts.with(|it| it.get(place).cloned().unwrap_or_default()))
            };
            view! {
                <tr>
                    <th scope="row">{room.link(step.id)} " " <small>{to}</small></th>
                    <td>{cell(0)}</td>
                    <td>{cell(1)}</td>
                    <td>{cell(2)}</td>
                    <td>{cell(3)}</td>
                </tr>
            }
        })
    });
    view! {
        <details
            class="flips"
            node_ref=details
            on:toggle=toggled
        >
            <summary>"What each flip alone would do"</summary>
            <div class="scrolls" tabindex="0" role="region" aria-label="What each flip alone would do">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Step"</th>
                            <th scope="col">"Answer p95"</th>
                            <th scope="col">"Done p95"</th>
                            <th scope="col">"Success"</th>
                            <th scope="col">"To follow"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="hint">"From paired runs on the same arrivals, with 95\u{a0}% intervals."</p>
        </details>
    }
    .into_any()
}

/// The way to the recommended design, first step first.
pub fn way(room: RoomContext) -> AnyView {
    let stages = dynamic(move || {
        let (scenario, verdict) = (room.design.get(), room.verdict.get());
        let stages = room.measured.with(|it| migration(&scenario, &verdict, &it.flips));
        if stages.is_empty() {
            return view! { <p class="hint">"No step would be moved, nor made surer."</p> }
                .into_any();
        }
        view! { <ol class="way">{list(stages, move |it| stage(room, &it))}</ol> }.into_any()
    });
    view! {
        <details>
            <summary>"The way there, first step first"</summary>
            {stages}
        </details>
    }
    .into_any()
}

fn stage(room: RoomContext, stage: &Stage) -> AnyView {
    let steps: Vec<String> = stage.steps.iter().map(|step| room.label(step)).collect();
    view! {
        <li>
            {stage.kind.says()} " "
            <strong>{steps.join(", ")}</strong>
            <small>{named(stage.kind.source())}</small>
        </li>
    }
    .into_any()
}

fn burden(gain: &Gain) -> String {
    format!("{} → {}", gain.burden_before.total(), gain.burden_after.total())
}
