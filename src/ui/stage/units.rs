//! Steps that succeed or fail together: an outline around their cards, with the name of the unit.

use leptos::prelude::*;

use super::px;
use crate::scene::Unit;
use crate::ui::parts::{dynamic, list};
use crate::ui::picture::Picture;

/// The outlines of all units.
#[component]
pub fn Units() -> impl IntoView {
    let picture = expect_context::<Picture>();
    let units = Memo::new(move |_| picture.placement.with(|all| all.units.clone()));
    view! { <div class="units" aria-hidden="true">{dynamic(move || list(units.get(), unit))}</div> }
}

fn unit(unit: Unit) -> AnyView {
    let Unit { name, outlines } = unit;
    let title = format!("{name}: these steps succeed or fail together");
    list(outlines.into_iter().enumerate(), move |(index, outline)| {
        let place = format!("translate({}px, {}px)", outline.x, outline.y);
        let name = (index == 0).then(|| name.clone());
        view! {
            <div
                class="unit"
                title=title.clone()
                style:transform=place
                style:width=px(outline.width)
                style:height=px(outline.height)
            >
                <span>{name}</span>
            </div>
        }
    })
    .into_any()
}
