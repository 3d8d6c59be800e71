//! What a reader prefers is there again when the page is opened again.

use leptos::prelude::*;

use super::context::Context;
use super::theme;
use crate::browser::storage;
use crate::session::preferences::{KEY, Preferences};
use crate::session::{Keymap, Look, Theme};
use crate::ui::parts::effect;

/// Shows what is preferred, and keeps what is preferred from now on; where the browser keeps nothing, that is no loss.
pub fn remember(context: Context) {
    let kept = storage::find(storage::of_site(), KEY).map(|text| Preferences::read(&text));
    if let Some(Preferences { theme, charts, keymap }) = kept {
        if theme != Theme::default() {
            theme::wear(context, theme);
        }
        context.send(Look::Charts(charts));
        if keymap != Keymap::default() {
            context.send(Look::UseKeys(Box::new(keymap)));
        }
    }
    let preferred = Memo::new(move |_| context.with(Preferences::of));
    let shown = StoredValue::new(preferred.get_untracked());
    effect(move || {
        let now = preferred.get();
        if shown.with_value(|shown| *shown != now) {
            let _ = storage::keep(KEY, &now.to_text());
            shown.set_value(now);
        }
    });
}
