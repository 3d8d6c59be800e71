//! What the page and a worker say to each other.
//!
//! To the worker go texts: what is asked in the first line, in numbers, and the document behind it.
//! Back come plain numbers: whose reply it is, which kind, and what there is to say. An empty message is
//! a worker's first: it hears. What cannot be read, or is not accepted, is answered all the same, by
//! [`RunReply::Refused`], so that nobody waits for it.

use std::sync::Arc;

use crate::engine::Extent;
use crate::exchange::document;
use crate::model::Design;

/// By this number the page knows a run again; below 2^53, so that it crosses as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunId(pub u64);

impl RunId {
    /// Whose reply it is when even that could not be read; no run has it.
    pub const UNKNOWN: Self = Self(0);
}

/// What goes before what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    /// The figures of the design that is open.
    Figures,
    /// What a person has asked for and waits for.
    Study,
    /// What is measured while nothing else is asked for.
    Background,
}

impl Priority {
    /// The most urgent first.
    pub const ALL: [Self; 3] = [Self::Figures, Self::Study, Self::Background];
}

/// What is to be run.
#[derive(Debug, Clone, PartialEq)]
pub struct RunSpec {
    /// Which design.
    pub design: Design,
    /// Which replications of it.
    pub extent: Extent,
    /// The design's document, where somebody has it; else it is written when it is sent.
    document: Option<Arc<str>>,
}

impl RunSpec {
    /// Replications of a design.
    #[must_use]
    pub fn new(design: &Design, extent: Extent) -> Self {
        Self { design: design.clone(), extent, document: None }
    }

    /// The same, with what the design's document is known to be, so that nobody writes it again.
    #[must_use]
    pub fn with_document(self, document: Arc<str>) -> Self {
        Self { document: Some(document), ..self }
    }
}

/// A run that is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct RunRequest {
    /// By this the replies are known.
    pub id: RunId,
    /// What it goes before.
    pub priority: Priority,
    /// What is to be run.
    pub spec: RunSpec,
}

impl RunRequest {
    /// As the text that is sent.
    #[must_use]
    pub fn to_text(&self) -> String {
        let extent = self.spec.extent;
        let numbers =
            [self.id.0, self.priority as u64, extent.first.into(), extent.replications.into()];
        let mut text = RUN.to_owned();
        for number in numbers {
            text.push(' ');
            text.push_str(&number.to_string());
        }
        text.push('\n');
        match &self.spec.document {
            Some(document) => text.push_str(document),
            None => text.push_str(&document::write(&self.spec.design)),
        }
        text
    }
}

/// All that is asked of a worker. A recording may become a third.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// Run this, and tell.
    Run(RunRequest),
    /// Let this be; no reply to it is awaited any more.
    Cancel(RunId),
}

/// A message that is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Which run it was about; [`RunId::UNKNOWN`] where even that could not be read.
    pub id: RunId,
    /// What is wrong, as a sentence.
    pub why: String,
}

/// The words that a message begins with.
const RUN: &str = "run";
const CANCEL: &str = "cancel";

/// The text that lets a run be.
#[must_use]
pub fn cancel_text(run: RunId) -> String {
    format!("{CANCEL} {}", run.0)
}

impl Message {
    /// What was sent.
    ///
    /// # Errors
    /// [`Unreadable`] where the first line is not as it should be, or the document has a problem.
    pub fn from_text(text: &str) -> Result<Self, Unreadable> {
        let (line, document) = text.split_once('\n').unwrap_or((text, ""));
        let mut words = line.split(' ');
        let act = words.next();
        let mut numbers = words.map(|word| word.parse::<u64>().ok());
        let id = numbers.next().flatten().map_or(RunId::UNKNOWN, RunId);
        let unreadable = |why| Unreadable { id, why };
        match act {
            _ if id == RunId::UNKNOWN => {
                Err(unreadable("A request does not say which run it is about.".to_owned()))
            }
            Some(CANCEL) => Ok(Self::Cancel(id)),
            Some(RUN) => {
                let (priority, extent) = how(numbers).ok_or_else(|| {
                    unreadable("A request does not say which replications to run.".to_owned())
                })?;
                let design = document::read(document).map_err(|problems| {
                    let first = problems.first().map(ToString::to_string);
                    unreadable(format!("No design to run: {}", first.unwrap_or_default()))
                })?;
                Ok(Self::Run(RunRequest { id, priority, spec: RunSpec::new(&design, extent) }))
            }
            Some(_) | None => {
                Err(unreadable("A request asks for nothing that is known.".to_owned()))
            }
        }
    }
}

/// How urgent a run is, and which replications it covers.
fn how(mut numbers: impl Iterator<Item = Option<u64>>) -> Option<(Priority, Extent)> {
    let mut next = || numbers.next().flatten();
    let priority = *Priority::ALL.get(usize::try_from(next()?).ok()?)?;
    let first = u32::try_from(next()?).ok()?;
    let replications = u32::try_from(next()?).ok()?;
    Some((priority, Extent { first, replications }))
}

/// What comes back, again and again until it is a report or a refusal.
#[derive(Debug, Clone, PartialEq)]
pub enum RunReply {
    /// The share that is done, from 0 to 1.
    Progress(f64),
    /// The evidence: [`Report::from_numbers`](crate::engine::Report::from_numbers) reads it.
    Report(Vec<f64>),
    /// It is not run: why, as a sentence.
    Refused(String),
}

impl RunReply {
    /// A refusal is cut here, in characters.
    const LONGEST_REFUSAL: usize = 500;

    /// As the numbers that are sent: whose reply it is, which kind, and what there is to say.
    #[must_use]
    pub fn to_numbers(&self, run: RunId) -> Vec<f64> {
        #[allow(clippy::cast_precision_loss)] // below 2^53
        let run = run.0 as f64;
        match self {
            Self::Progress(share) => vec![run, 0.0, *share],
            Self::Report(evidence) => {
                let mut numbers = vec![run, 1.0];
                numbers.extend(evidence);
                numbers
            }
            Self::Refused(why) => {
                let letters = why.chars().take(Self::LONGEST_REFUSAL);
                [run, 2.0].into_iter().chain(letters.map(|it| f64::from(u32::from(it)))).collect()
            }
        }
    }

    /// What was sent, and about which run; nothing where it is no reply.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // whole, and not below 0
    pub fn from_numbers(numbers: &[f64]) -> Option<(RunId, Self)> {
        let [run, kind, said @ ..] = numbers else { return None };
        let reply = match (*kind as u8, said) {
            (0, [share]) => Self::Progress(*share),
            (1, evidence) => Self::Report(evidence.to_vec()),
            (2, letters) => {
                Self::Refused(letters.iter().filter_map(|it| char::from_u32(*it as u32)).collect())
            }
            _ => return None,
        };
        Some((RunId(*run as u64), reply))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    fn request() -> RunRequest {
        let design = document::read(catalogue::FIRST).unwrap();
        let spec = RunSpec::new(&design, Extent { first: 2, replications: 3 });
        RunRequest { id: RunId(7), priority: Priority::Study, spec }
    }

    #[test]
    fn requests_and_replies_arrive_as_they_were_sent() {
        let request = request();
        assert_eq!(Message::from_text(&request.to_text()), Ok(Message::Run(request)));
        assert_eq!(Message::from_text(&cancel_text(RunId(7))), Ok(Message::Cancel(RunId(7))));
        for reply in [
            RunReply::Progress(0.25),
            RunReply::Report(vec![1.0, 2.5]),
            RunReply::Report(Vec::new()),
            RunReply::Refused("Zu spät – 100 % voll.".to_owned()),
        ] {
            let numbers = reply.to_numbers(RunId(7));
            assert_eq!(RunReply::from_numbers(&numbers), Some((RunId(7), reply)));
        }
        for numbers in [&[][..], &[7.0], &[7.0, 0.0], &[7.0, 9.0, 1.0]] {
            assert_eq!(RunReply::from_numbers(numbers), None, "{numbers:?}");
        }
    }

    #[test]
    fn a_document_that_is_handed_in_is_sent_as_it_is() {
        let request = request();
        let document: Arc<str> = catalogue::FIRST.into();
        let spec = request.spec.clone().with_document(Arc::clone(&document));
        let text = RunRequest { spec, ..request.clone() }.to_text();
        assert_eq!(text.split_once('\n').unwrap(), ("run 7 1 2 3", &*document));
        assert_eq!(Message::from_text(&text), Ok(Message::Run(request)));
    }

    #[test]
    fn what_cannot_be_read_says_whose_it_was_where_that_is_known() {
        let known =
            ["run 7 0 1\n{}", "run 7 3 0 1\n{}", "run 7 0 0 1\n{\"syncline\": 1}", "walk 7"];
        let unknown = ["", "run", "run seven 0 0 1\n{}", "run 0 0 0 1\n{}", "cancel"];
        for (texts, id) in [(&known[..], RunId(7)), (&unknown[..], RunId::UNKNOWN)] {
            for text in texts {
                let unreadable = Message::from_text(text).unwrap_err();
                assert_eq!(unreadable.id, id, "{text}");
                assert!(unreadable.why.len() > 20, "{}", unreadable.why);
            }
        }
    }
}
