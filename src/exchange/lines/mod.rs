//! A process in rows: the quickest way to say one, as a grid and as text.
//!
//! [`Rows`] is what both show: a row for each step, with its cells as they were typed, and what holds of
//! the whole. It is made of a design ([`Rows::of`]), of the text ([`Rows::read`]) and of the cells of a
//! spreadsheet ([`cells::read`]); it is written as text ([`Rows::to_text`]) and laid onto a design
//! ([`Rows::onto`]), which keeps all that rows do not say. What cannot be read or drawn is a [`Lack`]:
//! where, what was found, what would be right; the rest is drawn all the same.
//!
//! The text, a line after another, each step coming after the one above it:
//!
//! ```text
//! # Hotel booking
//! Reserve room @ Inventory 60ms x8 !*
//! Take deposit @ Payments 350ms !
//! after Take deposit: Send mail @ Mail 250ms ~ (event BookingConfirmed), Award points @ Loyalty 50ms ~?
//! start: Greet @ Desk 10ms
//! 15/s, answer p95 1500ms, served 99.5%, done p95 10s
//! ```
//!
//! `!` somebody waits for it, `~` it can follow; `*` it must happen, `?` it can be missing. What is not said
//! is not answered. A name with other signs stands in quotes, with `\"`, `\\`, `\n`, `\r` and `\t` for what
//! cannot stand there.

mod called;
pub mod cells;
mod completing;
mod drawing;
mod matching;
mod moving;
mod names;
mod numbers;
mod of;
mod onto;
mod read;
mod scan;
mod services;
mod write;

use crate::model::{Design, Mode, Necessity, Response};

pub use completing::completed;
pub use moving::Way;
pub use read::Reading;

/// A process in rows, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rows {
    /// What the scenario is called; empty: not said.
    pub name: String,
    /// The steps, in their order; those of which nothing is said are only room to type in.
    pub rows: Vec<Row>,
    /// How often requests arrive, such as `15/s`; a bare number is per second.
    pub rate: String,
    /// Within what 95 of 100 have their answer, such as `1500ms`; a bare number is in milliseconds.
    pub answer: String,
    /// How many are served at least, in a hundred, such as `99.5%`.
    pub served: String,
    /// Within what 95 of 100 requests are complete.
    pub done: String,
}

/// What is said of a step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// What it is called.
    pub step: String,
    /// Who performs it, by name.
    pub service: String,
    /// Its mean work, such as `60ms`; a bare number is in milliseconds.
    pub work: String,
    /// How many workers its service has.
    pub workers: String,
    /// The steps it comes after, by name; empty: the row above; `start`: it begins with the request.
    pub after: String,
    /// The event that it reacts to; empty: without a name of its own.
    pub event: String,
    /// Whether it is called or reacts to an event, where that does not follow from who waits for it.
    pub trigger: Option<Mode>,
    /// Whether somebody waits for it.
    pub waits: Option<Response>,
    /// Whether it can be missing.
    pub necessity: Option<Necessity>,
}

/// A cell of a row, or of the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cell {
    /// What a step is called.
    Step,
    /// Who performs it.
    Service,
    /// Its work.
    Work,
    /// The workers of its service.
    Workers,
    /// What it comes after.
    After,
    /// Does somebody wait for it?
    Waits,
    /// Can it be missing?
    Missing,
    /// The event it reacts to.
    Event,
    /// What the scenario is called.
    Name,
    /// How often requests arrive.
    Rate,
    /// The target of the answer.
    Answer,
    /// The target of who is served.
    Served,
    /// The target of completion.
    Done,
}

/// Something that cannot be read or drawn yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// Of which row, by its index; none: of the whole, or of a line that is no row.
    pub row: Option<usize>,
    /// In which cell.
    pub cell: Cell,
    /// The line of the text, from 1; 0 where it was not in a text.
    pub line: usize,
    /// The character of the line, from 1; 0 where it was not in a text.
    pub column: usize,
    /// What was found, as a phrase.
    pub found: String,
    /// What would be right, as a phrase.
    pub right: String,
}

/// What rows made of a design.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The design, as far as it can be drawn; none where nothing can.
    pub design: Option<Design>,
    /// What it lacks, in the order of the rows; without lines.
    pub lacks: Vec<Lack>,
}

impl Cell {
    /// Those of a row, in the order of the grid.
    pub const OF_ROW: [Self; 7] = [
        Self::Step,
        Self::Service,
        Self::Work,
        Self::Workers,
        Self::After,
        Self::Waits,
        Self::Missing,
    ];

    /// Whether it is of the whole, and of no row.
    #[must_use]
    pub const fn is_of_whole(self) -> bool {
        matches!(self, Self::Name | Self::Rate | Self::Answer | Self::Served | Self::Done)
    }

    /// What it is called, as in "Step of row 3".
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Step => "Step",
            Self::Service => "Service",
            Self::Work => "Work",
            Self::Workers => "Workers",
            Self::After => "After",
            Self::Waits => "Does somebody wait for it?",
            Self::Missing => "Can it be missing?",
            Self::Event => "Event",
            Self::Name => "Name",
            Self::Rate => "Rate",
            Self::Answer => "Answer p95",
            Self::Served => "Served",
            Self::Done => "Done p95",
        }
    }
}

impl Lack {
    /// What was found and what would be right, as a sentence each.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!("{}. Right would be: {}.", self.found, self.right)
    }

    fn of(row: Option<usize>, cell: Cell, found: String, right: String) -> Self {
        Self { row, cell, line: 0, column: 0, found, right }
    }
}

impl Row {
    /// Whether nothing is said of it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let texts = [&self.step, &self.service, &self.work, &self.workers];
        texts.iter().all(|it| it.trim().is_empty())
            && (self.mode(), self.waits, self.necessity) == (Mode::RequestResponse, None, None)
    }

    /// How it is triggered: as was said, else by whether somebody waits.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.trigger.unwrap_or(Self::follows(self.waits))
    }

    /// What follows from whether somebody waits: what nobody waits for reacts to an event.
    const fn follows(waits: Option<Response>) -> Mode {
        match waits {
            Some(Response::Deferred) => Mode::Event,
            Some(Response::Immediate) | None => Mode::RequestResponse,
        }
    }

    /// What stands in a cell of it; an answer as `y` or `n`. Empty for a cell of the whole.
    #[must_use]
    pub fn cell(&self, cell: Cell) -> &str {
        match cell {
            Cell::Step => &self.step,
            Cell::Service => &self.service,
            Cell::Work => &self.work,
            Cell::Workers => &self.workers,
            Cell::After => &self.after,
            Cell::Event => &self.event,
            Cell::Waits => match self.waits {
                Some(Response::Immediate) => "y",
                Some(Response::Deferred) => "n",
                None => "",
            },
            Cell::Missing => match self.necessity {
                Some(Necessity::Optional) => "y",
                Some(Necessity::Required) => "n",
                None => "",
            },
            Cell::Name | Cell::Rate | Cell::Answer | Cell::Served | Cell::Done => "",
        }
    }

    /// Writes into a cell of it; whether that could be read. What is neither yes nor no, nor nothing, leaves
    /// an answer as it was.
    pub fn set(&mut self, cell: Cell, text: &str) -> bool {
        match cell {
            Cell::Step => text.clone_into(&mut self.step),
            Cell::Service => text.clone_into(&mut self.service),
            Cell::Work => text.clone_into(&mut self.work),
            Cell::Workers => text.clone_into(&mut self.workers),
            Cell::After => text.clone_into(&mut self.after),
            Cell::Event => {
                text.clone_into(&mut self.event);
                let is_said = !text.trim().is_empty();
                self.trigger = is_said.then_some(Mode::Event).or(self.trigger);
            }
            Cell::Waits => match yes_or_no(text) {
                Ok(answer) => {
                    let response = |yes| if yes { Response::Immediate } else { Response::Deferred };
                    self.waits = answer.map(response);
                }
                Err(()) => return false,
            },
            Cell::Missing => match yes_or_no(text) {
                Ok(answer) => {
                    let necessity =
                        |yes| if yes { Necessity::Optional } else { Necessity::Required };
                    self.necessity = answer.map(necessity);
                }
                Err(()) => return false,
            },
            Cell::Name | Cell::Rate | Cell::Answer | Cell::Served | Cell::Done => return false,
        }
        true
    }
}

/// Yes, no or nothing, in the ways that people write them.
fn yes_or_no(text: &str) -> Result<Option<bool>, ()> {
    match text.trim().to_lowercase().as_str() {
        "" | "-" | "–" => Ok(None),
        "y" | "yes" | "true" | "1" | "x" | "j" | "ja" => Ok(Some(true)),
        "n" | "no" | "false" | "0" | "nein" => Ok(Some(false)),
        _ => Err(()),
    }
}

impl Rows {
    /// What stands in a cell of the whole.
    #[must_use]
    pub fn cell(&self, cell: Cell) -> &str {
        match cell {
            Cell::Name => &self.name,
            Cell::Rate => &self.rate,
            Cell::Answer => &self.answer,
            Cell::Served => &self.served,
            Cell::Done => &self.done,
            Cell::Step
            | Cell::Service
            | Cell::Work
            | Cell::Workers
            | Cell::After
            | Cell::Waits
            | Cell::Missing
            | Cell::Event => "",
        }
    }

    /// Writes into a cell: of a row, which is made where it is not there yet, or of the whole. Whether it
    /// could be read.
    pub fn set(&mut self, row: usize, cell: Cell, text: &str) -> bool {
        let whole = match cell {
            Cell::Name => &mut self.name,
            Cell::Rate => &mut self.rate,
            Cell::Answer => &mut self.answer,
            Cell::Served => &mut self.served,
            Cell::Done => &mut self.done,
            Cell::Step
            | Cell::Service
            | Cell::Work
            | Cell::Workers
            | Cell::After
            | Cell::Waits
            | Cell::Missing
            | Cell::Event => {
                if row >= self.rows.len() {
                    self.rows.resize_with(row + 1, Row::default);
                }
                return self.rows.get_mut(row).is_some_and(|row| row.set(cell, text));
            }
        };
        text.clone_into(whole);
        true
    }

    /// The rows of which something is said, each with its index.
    fn said(&self) -> impl Iterator<Item = (usize, &Row)> {
        self.rows.iter().enumerate().filter(|(_, row)| !row.is_blank())
    }

    /// The same as people would write it who know the text: without rows that say nothing, every number that
    /// can be read written one way. It makes the same design.
    #[must_use]
    pub fn tidy(&self) -> Self {
        let rows = self.said().map(|(_, row)| Row {
            step: row.step.trim().to_owned(),
            service: row.service.trim().to_owned(),
            work: numbers::tidy_length(&row.work),
            workers: numbers::tidy_workers(&row.workers),
            after: names::After::read(&row.after).written(),
            event: if row.mode() == Mode::Event {
                row.event.trim().to_owned()
            } else {
                String::new()
            },
            trigger: row.trigger.filter(|mode| *mode != Row::follows(row.waits)),
            ..row.clone()
        });
        Self {
            name: self.name.trim().to_owned(),
            rows: rows.collect(),
            rate: numbers::tidy_rate(&self.rate),
            answer: numbers::tidy_length(&self.answer),
            served: numbers::tidy_share(&self.served),
            done: numbers::tidy_length(&self.done),
        }
    }
}
