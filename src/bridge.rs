//! What the stage and the annex tell each other: two programs in one page.
//!
//! The stage owns the session. It tells the annex what is shown; the annex answers with what a person
//! asked of it. Both as texts, in events of the page: first lines of words, then a document.

use crate::model::{Injection, ServiceId, Subject};
use crate::units::{Duration, Moment};

/// The event by which the stage tells what is [`Shown`].
pub const SHOWN: &str = "syncline-shown";
/// The event by which the stage tells the moment that is shown, in microseconds, several times a second.
pub const MOMENT: &str = "syncline-moment";
/// The event by which the stage tells each [`Picture`] that it draws, while designs are compared.
pub const PICTURE: &str = "syncline-picture";
/// The event by which the stage asks for the map of keys, or that it go.
pub const HELP: &str = "syncline-help";
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
    /// Two designs side by side, and under growing load.
    Compare,
    /// One request from beginning to end.
    Trace,
    /// All rules, and which of them spoke.
    Rulebook,
}

/// What the stage shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// Which view.
    pub view: View,
    /// What is looked at.
    pub subject: Subject,
    /// What the design is called.
    pub label: String,
    /// Where the design came from, as [`Source::to_text`](crate::session::Source::to_text) writes it.
    pub source: String,
    /// When its recording ends.
    pub end: Moment,
    /// The design that is open.
    pub document: String,
}

/// What the stage draws, so that others draw the same moment in the same way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Picture {
    /// The moment.
    pub moment: Moment,
    /// How long a message is to be seen on its way at least, in simulated time.
    pub min_travel: Duration,
    /// How long a cross is to be seen.
    pub effect: Duration,
    /// What passes in a second of real time, where messages are drawn as flows; zero where they are not.
    pub flow: Duration,
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
    /// Open a document: another design than the one that is open.
    Open {
        /// Where it came from, as in [`Shown::source`].
        source: String,
        /// The design.
        document: String,
    },
    /// Keep the design that is open as an own scenario.
    Keep {
        /// Its id.
        id: String,
        /// What it is called.
        name: String,
    },
    /// Say what could not be done, as a sentence.
    Refuse(String),
    /// Look at something.
    Select(Subject),
    /// Show another view.
    Show(View),
    /// Go to a moment, and rest there.
    SeekTo(Moment),
    /// Let something go wrong at a service, from the moment that is shown.
    Inject {
        /// Which service.
        service: ServiceId,
        /// What goes wrong.
        injection: Injection,
    },
    /// End what is wrong at a service.
    Mend(ServiceId),
}

impl View {
    /// All, in their order.
    pub const ALL: [Self; 5] =
        [Self::Stage, Self::Matrix, Self::Compare, Self::Trace, Self::Rulebook];

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stage => "Stage",
            Self::Matrix => "Matrix",
            Self::Compare => "Compare",
            Self::Trace => "Trace",
            Self::Rulebook => "Rulebook",
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.name() == name)
    }
}

impl Shown {
    /// As the text that is told.
    #[must_use]
    pub fn to_text(&self) -> String {
        // A name may hold a line break, which would end it on its way.
        let line = |text: &str| text.replace(['\n', '\r'], " ");
        [
            self.view.name(),
            &self.subject.to_text(),
            &line(&self.label),
            &line(&self.source),
            &self.end.as_micros().to_string(),
            &self.document,
        ]
        .join("\n")
    }

    /// What was told; nothing where it is something else.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let mut lines = text.splitn(6, '\n');
        let mut line = || lines.next();
        Some(Self {
            view: View::of_name(line()?)?,
            subject: Subject::from_text(line()?)?,
            label: line()?.to_owned(),
            source: line()?.to_owned(),
            end: moment(line()?)?,
            document: line()?.to_owned(),
        })
    }
}

impl Picture {
    /// As the text that is told.
    #[must_use]
    pub fn to_text(&self) -> String {
        let lengths = [self.min_travel, self.effect, self.flow].map(Duration::as_micros);
        let [travel, effect, flow] = lengths;
        format!("{} {travel} {effect} {flow}", self.moment.as_micros())
    }

    /// What was told; nothing where it is something else.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let mut numbers = text.split(' ').map(str::parse);
        let mut next = || numbers.next()?.ok();
        Some(Self {
            moment: Moment::from_micros(next()?),
            min_travel: Duration::from_micros(next()?),
            effect: Duration::from_micros(next()?),
            flow: Duration::from_micros(next()?),
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
            Self::Open { source, document } => ["open", source, document].join("\n"),
            Self::Keep { id, name } => ["keep", id, name].join("\n"),
            Self::Refuse(what) => ["refuse", what].join("\n"),
            Self::Select(subject) => ["select", &subject.to_text()].join("\n"),
            Self::Show(view) => ["show", view.name()].join("\n"),
            Self::SeekTo(moment) => format!("seek\n{}", moment.as_micros()),
            Self::Inject { service, injection } => [injection.word(), service.as_str()].join("\n"),
            Self::Mend(service) => ["mend", service.as_str()].join("\n"),
        }
    }

    /// What was told; nothing where it is something else.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once('\n')?;
        let named = || {
            let (name, document) = rest.split_once('\n')?;
            Some((name.to_owned(), document.to_owned()))
        };
        match kind {
            "hello" => Some(Self::Hello),
            "adopt" => named().map(|(said, document)| Self::Adopt { said, document }),
            "open" => named().map(|(source, document)| Self::Open { source, document }),
            "keep" => named().map(|(id, name)| Self::Keep { id, name }),
            "refuse" => Some(Self::Refuse(rest.to_owned())),
            "select" => Subject::from_text(rest).map(Self::Select),
            "show" => View::of_name(rest).map(Self::Show),
            "seek" => moment(rest).map(Self::SeekTo),
            "mend" => Some(Self::Mend(rest.into())),
            word => {
                let injection = Injection::of_word(word)?;
                Some(Self::Inject { service: rest.into(), injection })
            }
        }
    }
}

/// A moment as it is told.
#[must_use]
pub fn moment(text: &str) -> Option<Moment> {
    text.parse().ok().map(Moment::from_micros)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_arrives() {
        let document = "{\n  \"syncline\": 1\n}\n".to_owned();
        for subject in [Subject::Nothing, Subject::Step("pay".into()), Subject::Request(3)] {
            let shown = Shown {
                view: View::Matrix,
                subject,
                label: "Checkout".to_owned(),
                source: "catalogue checkout".to_owned(),
                end: Moment::from_micros(90),
                document: document.clone(),
            };
            assert_eq!(Shown::from_text(&shown.to_text()), Some(shown));
        }
        let picture = Picture {
            moment: Moment::from_micros(7),
            min_travel: Duration::from_micros(8),
            effect: Duration::from_micros(9),
            flow: Duration::from_micros(10),
        };
        assert_eq!(Picture::from_text(&picture.to_text()), Some(picture));
        for wish in [
            Wish::Hello,
            Wish::Adopt { said: "A time-out was added.".to_owned(), document: document.clone() },
            Wish::Open { source: "document mine.json".to_owned(), document },
            Wish::Keep { id: "7".to_owned(), name: "Mine".to_owned() },
            Wish::Refuse("It could not be loaded.".to_owned()),
            Wish::Select(Subject::Step("pay".into())),
            Wish::Select(Subject::Nothing),
            Wish::Show(View::Rulebook),
            Wish::SeekTo(Moment::from_micros(1_500_000)),
            Wish::Inject { service: "bank".into(), injection: Injection::Crash },
            Wish::Mend("bank".into()),
        ] {
            assert_eq!(Wish::from_text(&wish.to_text()), Some(wish));
        }
    }

    #[test]
    fn what_is_neither_is_nothing() {
        for text in [
            "",
            "Stage",
            "Nowhere\n\n\n\n0\n{}",
            "Stage\n\n\n\nsoon\n{}",
            "adopt\nno document",
            "show\nNowhere",
            "seek\nback",
            "sing\n",
        ] {
            assert_eq!((Shown::from_text(text), Wish::from_text(text)), (None, None), "{text}");
            assert_eq!(Picture::from_text(text), None, "{text}");
        }
    }
}
