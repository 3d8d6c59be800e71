//! Seeks what is recommended of the design that is open, a little at a time between everything else.

use std::sync::Arc;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use crate::session::recommending::{Recommending, Sought, Standing};
use crate::session::{Measure, Purpose};
use crate::ui::context::Context;
use crate::ui::parts::effect;

/// What is recommended is run once a design has been left alone so long, in milliseconds.
const PATIENCE_MS: u32 = 400;

/// How far the search is: it begins, and begins again with every other design and with whatever is left out.
pub fn sought(context: Context, left_out: RwSignal<Vec<&'static str>>) -> RwSignal<Sought> {
    let sought = RwSignal::new(Sought::default());
    let search = StoredValue::new_local(None::<Recommending>);
    let waiting = StoredValue::new_local(None::<Timeout>);
    let seeking = Seeking { context, sought, search, waiting };
    effect(move || {
        let (design, without) = (context.design.get(), left_out.get());
        search.set_value(None);
        waiting.set_value(None);
        sought.set(Sought::default());
        context.send(Measure::Want(Purpose::Recommendation, Vec::new()));
        let begin = move || {
            search.set_value(Some(Recommending::new(&design, &without)));
            go_on(seeking);
        };
        waiting.set_value(Some(Timeout::new(PATIENCE_MS, begin)));
    });
    let ended = Memo::new(move |_| context.lab(|lab| lab.done(Purpose::Recommendation).done));
    effect(move || {
        ended.get();
        if search.with_value(Option::is_some) {
            go_on(seeking);
        }
    });
    sought
}

/// What a search needs, copied into whatever goes on with it.
#[derive(Clone, Copy)]
struct Seeking {
    context: Context,
    sought: RwSignal<Sought>,
    search: StoredValue<Option<Recommending>, LocalStorage>,
    waiting: StoredValue<Option<Timeout>, LocalStorage>,
}

/// Advances by one step, and then by another as soon as the page has had its turn.
fn go_on(seeking: Seeking) {
    let Seeking { context, search, waiting, .. } = seeking;
    let advanced = search.try_update_value(|search| {
        let search = search.as_mut()?;
        Some(context.peek(|session| search.advance(session.lab())))
    });
    let Some(Some(standing)) = advanced else { return };
    match standing {
        Standing::Working => {
            let again = move || go_on(seeking);
            waiting.set_value(Some(Timeout::new(0, again)));
        }
        Standing::Waiting { is_more } => {
            publish(seeking, false);
            let runs = search.with_value(|search| search.as_ref().map(Recommending::runs));
            if let Some(runs) = runs.filter(|_| is_more) {
                context.send(Measure::Want(Purpose::Recommendation, runs));
            }
        }
        Standing::Done => publish(seeking, true),
    }
}

fn publish(Seeking { context, sought, search, .. }: Seeking, is_done: bool) {
    let found = search.with_value(|search| {
        let search = search.as_ref()?;
        Some(Arc::new(context.peek(|session| search.recommended(session.lab()))))
    });
    let now = Sought { found, is_done };
    if sought.with_untracked(|it| *it != now) {
        sought.set(now);
    }
}
