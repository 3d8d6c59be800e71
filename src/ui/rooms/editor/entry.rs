//! One row of the form: label, control, what it means, its default, the way back to that, and what is
//! wrong with what was entered.

use leptos::prelude::*;

use super::form::{Form, id_of, with_typed};
use crate::browser::page;
use crate::exchange::form::{self, Complaint, FieldSpec};
use crate::ui::parts::{dynamic, effect, list, on_press, prose, signal};

/// What entering a text does, and what is wrong with it.
pub type Act = Box<dyn Fn(&str) -> Vec<Complaint>>;

/// What a row and its control share.
#[derive(Clone, Copy)]
pub struct Entry {
    /// The form.
    pub form: Form,
    /// What is asked.
    pub spec: &'static FieldSpec,
    at: StoredValue<String>,
    act: StoredValue<Act, LocalStorage>,
    complaints: RwSignal<Vec<Complaint>>,
}

impl Entry {
    /// The entry of the field at a place; `act` is for what is more than to set it.
    pub fn new(form: Form, at: &str, spec: &'static FieldSpec, act: Option<Act>) -> Self {
        let place = at.to_owned();
        let set: Act =
            Box::new(move |text| with_typed(spec, text, |value| form.enter(&place, value)));
        Self {
            form,
            spec,
            at: StoredValue::new(at.to_owned()),
            act: StoredValue::new_local(act.unwrap_or(set)),
            complaints: RwSignal::new(Vec::new()),
        }
    }

    /// The id of its control.
    pub fn id(self) -> String {
        self.at.with_value(|at| id_of(at))
    }

    /// The ids of what describes its control.
    pub fn described(self) -> String {
        let id = self.id();
        format!("{id}-means {id}-wrong")
    }

    /// Whether what was entered is wrong.
    pub fn invalid(self) -> Signal<String> {
        signal(move || self.complaints.with(|it| !it.is_empty()).to_string())
    }

    /// What the design has; followed.
    pub fn text(self) -> String {
        self.at.with_value(|at| self.form.text_of(at, self.spec.unit))
    }

    /// Enters a text; whether it was right.
    pub fn enter(self, text: &str) -> bool {
        let complaints = self.act.with_value(|act| act(text));
        let is_right = complaints.is_empty();
        self.complaints.set(complaints);
        is_right
    }

    /// Shows what the design has by `show`, whenever the design is another one but for its name: what was
    /// entered before and was wrong is forgotten. What is being typed stays unless the design has another
    /// value in its place.
    pub fn follow(self, show: impl Fn(&str) + 'static) {
        let text = Memo::new(move |_| self.text());
        let shown = StoredValue::new(None);
        effect(move || {
            self.form.nameless.track();
            let text = text.get();
            let is_as_before = shown.with_value(|it| it.as_ref() == Some(&text));
            if is_as_before && page::has_focus(&self.id()) {
                return;
            }
            self.forget();
            show(&text);
            shown.set_value(Some(text));
        });
    }

    /// The same for a control in which nothing is typed, whose options follow the design: shows again
    /// whenever they may have been made anew.
    pub fn follow_options(self, show: impl Fn(&str) + 'static) {
        effect(move || {
            self.form.room.design.track();
            self.forget();
            show(&self.text());
        });
    }

    /// Nothing is wrong any more.
    fn forget(self) {
        if self.complaints.with_untracked(|it| !it.is_empty()) {
            self.complaints.set(Vec::new());
        }
    }

    /// The row with this control.
    pub fn row(self, control: AnyView) -> AnyView {
        let id = self.id();
        view! {
            <div class="blank">
                <label for=id.clone()>{self.spec.label.clone()}</label>
                <span class="blank-entry">
                    {control}
                    {(!self.spec.unit.is_empty()).then_some(self.spec.unit)}
                    {self.reset()}
                </span>
                {self.notes()}
            </div>
        }
        .into_any()
    }

    /// What the field means, and what is wrong with what was entered.
    pub fn notes(self) -> AnyView {
        let (means, wrong) = (format!("{}-means", self.id()), format!("{}-wrong", self.id()));
        let default = self.spec.default_in_words().map(|it| format!(" Default {it}."));
        let complaint = |it: Complaint| {
            let elsewhere = it.elsewhere.map(|place| format!("{place}: "));
            view! { <span>{elsewhere} {it.sentence} " "</span> }
        };
        let complaints = dynamic(move || list(self.complaints.get(), complaint));
        let elsewhere = self.at.with_value(|at| form::elsewhere(at));
        let called = elsewhere.map(|it| format!(" Elsewhere: {}.", it.called));
        view! {
            <small id=means>{prose(&self.spec.means)} {default} {called}</small>
            {elsewhere.filter(|it| !it.trade.is_empty()).map(|it| self.trade(it.trade))}
            <small id=wrong class="bad" role="alert">{complaints}</small>
        }
        .into_any()
    }

    /// What one has of a field that is used, and what one pays.
    fn trade(self, trade: &'static str) -> AnyView {
        let unused = self
            .spec
            .default
            .as_ref()
            .map(|it| form::shown(it, self.spec.unit))
            .unwrap_or_default();
        let is_unused = signal(move || self.text() == unused);
        view! { <small class="trade" hidden=is_unused>{trade}</small> }.into_any()
    }

    /// Back to the default, where the value is another one.
    fn reset(self) -> AnyView {
        let Some(default) = &self.spec.default else { return ().into_any() };
        let shown = form::shown(default, self.spec.unit);
        // An empty text is nobody's wish.
        if default.as_str() == Some("") {
            return ().into_any();
        }
        let label = match self.spec.default_in_words() {
            Some(words) => format!("Reset {} to {words}", self.spec.label),
            None => format!("Clear {}", self.spec.label),
        };
        let act = on_press(move || {
            self.enter("");
            // The button is gone, and with it the focus.
            page::focus(&self.id());
        });
        view! {
            <button
                class="plain reset"
                aria-label=label.clone()
                title=label
                hidden=signal(move || self.text() == shown)
                on:click=act
            >
                <svg class="icon"><use href="#icon-restart"></use></svg>
            </button>
        }
        .into_any()
    }
}

/// A sentence as what is wrong with an entry.
pub fn complaint(sentence: String) -> Vec<Complaint> {
    vec![Complaint { elsewhere: None, sentence }]
}
