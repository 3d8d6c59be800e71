//! What the stage and the annex tell each other: two programs in one page.
//!
//! The stage owns the session. It tells the annex what is shown; the annex answers with what a person
//! asked of it. Both as texts, in events of the page: first lines of words, then a document.

use crate::model::StepId;

/// The event by which the stage tells what is [`Shown`].
pub const SHOWN: &str = "syncline-shown";
/// The event by which the annex tells a [`Wish`].
pub const WISH: &str = "syncline-wish";
/// The event by which the stage asks the page to load the annex.
pub const ANNEX: &str = "syncline-annex";

/// The views of one scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum View {
    /// The process as it runs.
    #[default]
    Stage,
    /// The steps in the 2×2 of response and necessity.
    Matrix,
    /// All rules, and which of them spoke.
    Rulebook,
}

/// What the stage shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// Which view.
    pub view: View,
    /// The step that is looked at.
    pub step: Option<StepId>,
    /// The design that is open.
    pub document: String,
}

/// What a person asked of the annex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// The annex is there, and wants to be told what is shown.
    Hello,
    /// Make this document the design that is open, as one change that can be undone.
    Adopt {
        /// What was done, as a sentence.
        said: String,
        /// The design.
        document: String,
    },
    /// Look at a step.
    Select(StepId),
    /// Show another view.
    Show(View),
}

impl View {
    /// All, in their order.
    pub const ALL: [Self; 3] = [Self::Stage, Self::Matrix, Self::Rulebook];

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stage => "Stage",
            Self::Matrix => "Matrix",
            Self::Rulebook => "Rulebook",
        }
    }

    fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.name() == name)
    }
}

impl Shown {
    /// As the text that is told.
    #[must_use]
    pub fn to_text(&self) -> String {
        let step = self.step.as_ref().map_or("", StepId::as_str);
        [self.view.name(), step, &self.document].join("\n")
    }

    /// What was told; nothing where it is something else.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let (view, rest) = text.split_once('\n')?;
        let (step, document) = rest.split_once('\n')?;
        Some(Self {
            view: View::of_name(view)?,
            step: (!step.is_empty()).then(|| step.into()),
            document: document.to_owned(),
        })
    }
}

impl Wish {
    /// As the text that is told.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Hello => "hello\n".to_owned(),
            Self::Adopt { said, document } => ["adopt", said, document].join("\n"),
            Self::Select(step) => ["select", step.as_str()].join("\n"),
            Self::Show(view) => ["show", view.name()].join("\n"),
        }
    }

    /// What was told; nothing where it is something else.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once('\n')?;
        match kind {
            "hello" => Some(Self::Hello),
            "adopt" => {
                let (said, document) = rest.split_once('\n')?;
                Some(Self::Adopt { said: said.to_owned(), document: document.to_owned() })
            }
            "select" => Some(Self::Select(rest.into())),
            "show" => View::of_name(rest).map(Self::Show),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_arrives() {
        let document = "{\n  \"syncline\": 1\n}\n".to_owned();
        for step in [None, Some("pay".into())] {
            let shown = Shown { view: View::Matrix, step, document: document.clone() };
            assert_eq!(Shown::from_text(&shown.to_text()), Some(shown));
        }
        for wish in [
            Wish::Hello,
            Wish::Adopt { said: "A time-out was added.".to_owned(), document },
            Wish::Select("pay".into()),
            Wish::Show(View::Rulebook),
        ] {
            assert_eq!(Wish::from_text(&wish.to_text()), Some(wish));
        }
    }

    #[test]
    fn what_is_neither_is_nothing() {
        for text in ["", "Stage", "Nowhere\n\n{}", "adopt\nno document", "show\nNowhere", "sing\n"]
        {
            assert_eq!((Shown::from_text(text), Wish::from_text(text)), (None, None), "{text}");
        }
    }
}
