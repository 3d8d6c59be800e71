//! What is being entered: the rows of a process, the same as text, and what they lack.
//!
//! Both are one thing with one owner: typing in the one writes the other anew. Nothing typed changes the
//! design until it is settled, after a pause or when a field is left; then it is one change, which undo takes
//! back as one. Where the design changes elsewhere, the rows follow it, but for what was typed there and says
//! something else ([`Rows::after_change`]).
//!
//! How rows are read and laid onto a design is reached through [`Entering::new`] alone, which only the room
//! calls that shows them: a page that enters nothing need not carry it.

use crate::exchange::lines::{Cell, Lack, Outcome, Rows, Way, cells};
use crate::model::Design;

/// What is being entered.
#[derive(Debug, Clone)]
pub struct Entering {
    rows: Rows,
    text: String,
    lacks: Vec<Lack>,
    is_pending: bool,
    said: String,
    /// How it was before what is pending was typed.
    before: Option<(Rows, String)>,
    /// How it was before each thing that was typed and that the design does not say, since the design changed.
    unsaid: Vec<(Rows, String)>,
    logic: Logic,
}

/// Something that is done to what is being entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Writes into a cell: of the row at this index, or of the whole.
    Cell(usize, Cell, String),
    /// Writes all of the text.
    Text(String),
    /// Adds a blank row at an index.
    Add(usize),
    /// Removes the row at an index.
    Remove(usize),
    /// Moves the row at an index by one place.
    Shift(usize, Way),
    /// Pastes cells of a spreadsheet, from this cell of this row on.
    Paste(usize, Cell, String),
}

/// What knows how rows are read and drawn.
#[derive(Debug, Clone, Copy)]
struct Logic {
    begin: fn(&Design) -> Entering,
    enter: fn(&mut Entering, &Design, Entry),
    settle: fn(&mut Entering, &Design) -> Option<Design>,
    take_back: fn(&mut Entering, &Design) -> bool,
    follow: fn(&mut Entering, &Design, &Design),
}

/// By what is entered; the logic is always the same.
impl PartialEq for Entering {
    fn eq(&self, other: &Self) -> bool {
        (&self.rows, &self.text, self.is_pending) == (&other.rows, &other.text, other.is_pending)
    }
}

impl Entering {
    /// What a design says, with a row to type in where it says nothing.
    #[must_use]
    pub fn new(design: &Design) -> Self {
        let rows = Rows::of(design);
        let mut entering = Self {
            text: rows.to_text(),
            rows,
            lacks: Vec::new(),
            is_pending: false,
            said: String::new(),
            before: None,
            unsaid: Vec::new(),
            logic: Logic { begin: Self::new, enter, settle, take_back, follow },
        };
        entering.keeps_room();
        entering.look(design);
        entering
    }

    /// The rows as they were typed; one at least.
    #[must_use]
    pub const fn rows(&self) -> &Rows {
        &self.rows
    }

    /// The text as it was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What they lack, each with its place in the text; `row` is the index in [`Entering::rows`].
    #[must_use]
    pub fn lacks(&self) -> &[Lack] {
        &self.lacks
    }

    /// Whether something was typed that the design does not say yet.
    #[must_use]
    pub const fn is_pending(&self) -> bool {
        self.is_pending
    }

    /// What is to be said of the last thing that was done.
    pub(super) fn said(&self) -> &str {
        &self.said
    }

    /// Does something to it. The design changes only once it is settled.
    pub(super) fn enter(&mut self, design: &Design, entry: Entry) {
        (self.logic.enter)(self, design, entry);
    }

    /// The design that it makes of one; none where that stays as it is.
    pub(super) fn settle(&mut self, design: &Design) -> Option<Design> {
        (self.logic.settle)(self, design)
    }

    /// Takes back what was typed last and changed no design; whether there was anything.
    pub(super) fn take_back(&mut self, design: &Design) -> bool {
        (self.logic.take_back)(self, design)
    }

    /// Follows a design that has changed elsewhere.
    pub(super) fn follow(&mut self, before: &Design, after: &Design) {
        (self.logic.follow)(self, before, after);
    }

    /// Begins anew with another design.
    pub(super) fn restart(&mut self, design: &Design) {
        *self = (self.logic.begin)(design);
    }

    /// There is always a row to type in.
    fn keeps_room(&mut self) {
        if self.rows.rows.is_empty() {
            self.rows.add(0);
        }
    }

    /// Looks what it lacks; what the text alone lacks comes first.
    fn look(&mut self, design: &Design) -> Outcome {
        let reading = Rows::read(&self.text);
        let outcome = self.rows.onto(design);
        // Rows that say nothing are not in the text.
        let said: Vec<usize> = (self.rows.rows.iter().enumerate())
            .filter(|(_, row)| !row.is_blank())
            .map(|(index, _)| index)
            .collect();
        let mut lacks = reading.lacks.clone();
        for lack in &mut lacks {
            lack.row = lack.row.and_then(|row| said.get(row)).copied();
        }
        for lack in &outcome.lacks {
            let row = lack.row.and_then(|row| said.iter().position(|it| *it == row));
            let (line, column) = reading.place(row, lack.cell);
            lacks.push(Lack { line, column, ..lack.clone() });
        }
        lacks.sort_by_key(|lack| (lack.line, lack.column));
        self.lacks = lacks;
        outcome
    }
}

fn enter(entering: &mut Entering, design: &Design, entry: Entry) {
    entering.said.clear();
    if !entering.is_pending {
        entering.before = Some((entering.rows.clone(), entering.text.clone()));
    }
    let rows = &mut entering.rows;
    let mut told = Vec::new();
    match entry {
        Entry::Text(text) => {
            *rows = Rows::read(&text).rows;
            entering.text = text;
            entering.is_pending = true;
            entering.keeps_room();
            entering.look(design);
            return;
        }
        Entry::Cell(row, cell, text) => {
            rows.set(row, cell, &text);
        }
        Entry::Add(at) => rows.add(at),
        Entry::Remove(row) => rows.remove(row),
        Entry::Shift(row, way) => entering.said = rows.shift(row, way).unwrap_or_default(),
        Entry::Paste(from, cell, text) => {
            let pasted = cells::read(&text, cell);
            for (index, row) in pasted.rows.into_iter().enumerate() {
                for (cell, text) in row {
                    if !rows.set(from + index, cell, &text) {
                        let right = "y or n".to_owned();
                        told.push(Lack {
                            row: Some(from + index),
                            cell,
                            line: 0,
                            column: 0,
                            found: format!("“{text}”"),
                            right,
                        });
                    }
                }
            }
        }
    }
    entering.is_pending = true;
    entering.keeps_room();
    entering.text = entering.rows.to_text();
    entering.look(design);
    entering.lacks.extend(told);
}

fn settle(entering: &mut Entering, design: &Design) -> Option<Design> {
    if !std::mem::take(&mut entering.is_pending) {
        return None;
    }
    let before = entering.before.take().filter(|before| before.1 != entering.text);
    let Some(made) = entering.rows.onto(design).design.filter(|made| made != design) else {
        entering.unsaid.extend(before);
        return None;
    };
    entering.unsaid.clear();
    let renamed = entering.rows.renamed(design);
    if renamed != entering.rows {
        entering.rows = renamed;
        entering.text = entering.rows.to_text();
    }
    entering.look(&made);
    Some(made)
}

fn take_back(entering: &mut Entering, design: &Design) -> bool {
    let Some((rows, text)) = entering.unsaid.pop() else { return false };
    (entering.rows, entering.text) = (rows, text);
    entering.look(design);
    true
}

fn follow(entering: &mut Entering, before: &Design, after: &Design) {
    entering.unsaid.clear();
    let merged = entering.rows.after_change(before, after);
    if merged != entering.rows {
        entering.rows = merged;
        entering.text = entering.rows.to_text();
    }
    entering.keeps_room();
    entering.look(after);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::document;
    use crate::model::{Edit, Mode, Step};
    use crate::session::{Enter, Revise, Session, Source};
    use crate::testing::{shop, step};

    /// A session in which two steps are being entered.
    fn session() -> Session {
        let design =
            shop([step("pay").on("shop"), step("mail").on("shop").after(["pay"])]).design();
        let mut session = Session::start(Source::Own("1".to_owned()), design.clone()).0;
        session.apply(Enter::Begin(Box::new(Entering::new(&design))));
        session
    }

    fn names(session: &Session) -> Vec<&str> {
        session.design().process.steps.iter().map(Step::label).collect()
    }

    fn entering(session: &Session) -> &Entering {
        session.entering().unwrap()
    }

    fn cell(session: &mut Session, row: usize, cell: Cell, text: &str) {
        session.apply(Enter::Do(Entry::Cell(row, cell, text.to_owned())));
    }

    #[test]
    fn what_is_typed_is_one_change_once_it_is_settled() {
        let mut session = session();
        for typed in ["C", "Ch", "Charge"] {
            cell(&mut session, 0, Cell::Step, typed);
            assert_eq!(names(&session), ["pay", "mail"]);
        }
        assert!(entering(&session).text().contains("Charge @ shop"), "the text follows at once");
        session.apply(Enter::Settle);
        assert_eq!(names(&session), ["Charge", "mail"]);
        assert_eq!(session.apply(Enter::Settle), [], "nothing is left to be done");
        session.apply(Revise::Undo);
        assert_eq!(names(&session), ["pay", "mail"]);
        assert_eq!(entering(&session).rows().rows[0].step, "pay");
        session.apply(Revise::Redo);
        assert_eq!(entering(&session).rows().rows[0].step, "Charge");
        assert!(entering(&session).text().contains("Charge @ shop"));
    }

    #[test]
    fn what_was_typed_is_settled_before_anything_else_changes() {
        let mut session = session();
        cell(&mut session, 1, Cell::Work, "70");
        session.apply(Revise::Flip("mail".into()));
        let mail = &session.design().process.steps[1];
        assert_eq!((mail.work.mean_ms(), mail.mode), (70.0, Mode::Event));
        let row = &entering(&session).rows().rows[1];
        assert_eq!((row.work.as_str(), row.trigger), ("70", Some(Mode::Event)));
        assert!(entering(&session).text().contains("mail @ shop 70ms (event)"));
    }

    #[test]
    fn what_cannot_be_read_yet_stays_while_the_rest_follows() {
        let mut session = session();
        let text = "pay @ shop 60xs\nmail @ shop\n10/s".to_owned();
        session.apply(Enter::Do(Entry::Text(text.clone())));
        session.apply(Enter::Settle);
        assert_eq!(entering(&session).text(), text);
        let lack = &entering(&session).lacks()[0];
        assert_eq!((lack.line, lack.row), (1, Some(0)));
        let change = Edit::Reseed.apply(session.design()).unwrap();
        session.apply(Revise::Make(change));
        assert_eq!(entering(&session).text(), text, "a seed is none of its business");
        session.apply(Revise::Flip("mail".into()));
        assert!(entering(&session).text().contains("pay @ shop (work 60xs)\nmail @ shop (event)"));
    }

    #[test]
    fn undo_takes_back_what_the_design_does_not_say_before_what_it_says() {
        let mut session = session();
        cell(&mut session, 0, Cell::Work, "70");
        session.apply(Enter::Settle);
        cell(&mut session, 0, Cell::Workers, "many");
        session.apply(Enter::Settle);
        cell(&mut session, 1, Cell::Work, "soo");
        session.apply(Enter::Undo);
        let row = |session: &Session, row: usize| entering(session).rows().rows[row].clone();
        assert_eq!(
            (row(&session, 1).work.as_str(), row(&session, 0).workers.as_str()),
            ("40ms", "many")
        );
        session.apply(Enter::Undo);
        assert_eq!(
            (row(&session, 0).workers.as_str(), row(&session, 0).work.as_str()),
            ("8", "70")
        );
        assert!(entering(&session).lacks().is_empty());
        session.apply(Enter::Undo);
        assert_eq!(row(&session, 0).work, "40ms");
        session.apply(Enter::Redo);
        assert_eq!(row(&session, 0).work, "70ms");
    }

    #[test]
    fn rows_are_added_moved_removed_and_pasted() {
        let mut session = session();
        session.apply(Enter::Do(Entry::Add(2)));
        let pasted = "ship\tshop\t5\t\t\ty\tn\npack\tshop\t6\t\t\tperhaps".to_owned();
        session.apply(Enter::Do(Entry::Paste(2, Cell::Step, pasted)));
        assert_eq!(entering(&session).lacks().last().unwrap().found, "“perhaps”");
        session.apply(Enter::Do(Entry::Shift(3, Way::Up)));
        assert_eq!(session.announcement(), "pack comes after mail now.");
        session.apply(Enter::Settle);
        assert_eq!(names(&session), ["pay", "mail", "pack", "ship"]);
        session.apply(Enter::Do(Entry::Remove(0)));
        session.apply(Enter::Settle);
        assert_eq!(names(&session), ["mail", "pack", "ship"]);
        session.apply(Revise::Undo);
        assert_eq!(names(&session), ["pay", "mail", "pack", "ship"]);
    }

    #[test]
    fn another_scenario_is_another_process_and_who_only_views_enters_nothing() {
        let mut session = session();
        cell(&mut session, 0, Cell::Step, "Charge");
        let other = shop([step("search")]).design();
        let document = document::write(&other);
        let source = Source::Document("other".to_owned());
        session.apply(crate::session::Keep::Open { source, document });
        let steps: Vec<&str> =
            entering(&session).rows().rows.iter().map(|row| row.step.as_str()).collect();
        assert_eq!(steps, ["search"]);
        session.view_only = true;
        cell(&mut session, 0, Cell::Step, "Find");
        assert_eq!(entering(&session).rows().rows[0].step, "search");
        session.apply(Enter::End);
        assert_eq!(session.entering(), None);
    }
}
