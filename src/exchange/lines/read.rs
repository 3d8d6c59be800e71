//! Text as rows.
//!
//! A line that is not as it should be still gives its row, with as much as could be read of it, so that
//! nothing disappears from the design while it is typed; what could not be read is told.

use super::names::{After, START};
use super::numbers::{is_length, is_workers};
use super::scan::{Scan, Until};
use super::{Cell, Lack, Row, Rows};
use crate::model::{Mode, Necessity, Response};

/// What a text says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The rows, as far as they could be read; [tidy](Rows::tidy).
    pub rows: Rows,
    /// What could not be read, in the order of the text.
    pub lacks: Vec<Lack>,
    /// Where each cell stands: its row, the cell, its line and column.
    places: Vec<(Option<usize>, Cell, usize, usize)>,
}

impl Reading {
    /// The line and the column of a cell, both from 1; where it is not in the text, of its row.
    #[must_use]
    pub fn place(&self, row: Option<usize>, cell: Cell) -> (usize, usize) {
        let of_row = || self.places.iter().filter(|it| it.0 == row);
        let found = of_row().find(|it| it.1 == cell).or_else(|| of_row().next());
        found.map_or((1, 1), |it| (it.2, it.3))
    }
}

impl Rows {
    /// What a text says; see [the grammar](super).
    #[must_use]
    pub fn read(text: &str) -> Reading {
        let mut reader = Reader::default();
        for (index, line) in text.split('\n').enumerate() {
            reader.line = index + 1;
            reader.scan = Scan::new(line.trim_end());
            reader.read_line();
        }
        let Reader { mut found, .. } = reader;
        // Rows of which nothing is said are none.
        let tidy = found.rows.tidy();
        found.rows = tidy;
        found
    }
}

/// Who reads, and what was found so far.
#[derive(Debug)]
struct Reader {
    scan: Scan,
    line: usize,
    found: Reading,
}

impl Default for Reader {
    fn default() -> Self {
        Self { scan: Scan::new(""), line: 0, found: Reading::default() }
    }
}

impl Reader {
    fn read_line(&mut self) {
        self.scan.skip_spaces();
        match self.scan.peek() {
            None => return,
            Some('#') => return self.title(),
            Some(_) => {}
        }
        let after = self.before_colon();
        let column = self.scan.column();
        let mut is_first = true;
        loop {
            self.scan.skip_spaces();
            if self.scan.peek().is_none() {
                if is_first {
                    let right = "a step, such as Send mail @ Mail 250ms";
                    self.lack(Cell::Step, column, "nothing behind the colon", right);
                }
                break;
            }
            if !self.whole_part() {
                // Of a line without `after`, what stands behind the first comes after what that comes after.
                let after = match &after {
                    Some(after) => after.clone(),
                    None if is_first => String::new(),
                    None => self.as_before(),
                };
                self.row(after);
            }
            is_first = false;
            if self.scan.is_at_comma() {
                self.scan.skip();
            } else if self.scan.peek().is_some() {
                let column = self.scan.column();
                let junk = self.scan.peek().map(String::from).unwrap_or_default();
                self.scan.skip();
                self.lack(Cell::Step, column, &format!("“{junk}”"), "a comma before the next step");
            } else {
                break;
            }
        }
    }

    /// What a step in a list without `after` comes after: what the first of them does.
    fn as_before(&self) -> String {
        let rows = &self.found.rows.rows;
        let Some((last, before)) = rows.split_last() else { return String::new() };
        match before.last() {
            _ if !last.after.is_empty() => last.after.clone(),
            Some(above) => After::Steps(vec![above.step.clone()]).written(),
            None => START.to_owned(),
        }
    }

    fn lack(&mut self, cell: Cell, column: usize, found: &str, right: &str) {
        let row = (!cell.is_of_whole()).then_some(self.found.rows.rows.len());
        let (line, found, right) = (self.line, found.to_owned(), right.to_owned());
        self.found.lacks.push(Lack { row, cell, line, column, found, right });
    }

    fn place(&mut self, row: Option<usize>, cell: Cell, column: usize) {
        self.found.places.push((row, cell, self.line, column));
    }

    fn title(&mut self) {
        self.scan.skip();
        self.scan.skip_spaces();
        let column = self.scan.column();
        let name = if self.scan.peek() == Some('"') {
            self.scan.name(Until::Signs).text
        } else {
            let mut name = String::new();
            while let Some(letter) = self.scan.peek() {
                name.push(letter);
                self.scan.skip();
            }
            name
        };
        if self.found.rows.name.is_empty() {
            self.place(None, Cell::Name, column);
            self.found.rows.name = name;
        } else {
            self.lack(Cell::Name, column, "a second name", "one line that begins with #");
        }
    }

    /// What stands before the colon of a line, as a cell says it; none where the line has none.
    fn before_colon(&mut self) -> Option<String> {
        let column = self.scan.column();
        let mut ahead = self.scan.clone();
        if ahead.takes_word(START) && ahead.takes(':') {
            self.scan = ahead;
            self.place(Some(self.found.rows.rows.len()), Cell::After, column);
            return Some(START.to_owned());
        }
        let mut ahead = self.scan.clone();
        if !ahead.takes_word("after") || matches!(ahead.peek(), Some('@' | '!' | '?' | '~' | '*')) {
            return None;
        }
        let names = ahead.clone();
        let at = names.column();
        let mut text = String::new();
        loop {
            let from = ahead.column();
            let name = ahead.name(Until::Colon);
            let until = ahead.column();
            let mut piece = names.clone();
            while piece.column() < from {
                piece.skip();
            }
            while piece.column() < until {
                text.extend(piece.peek());
                piece.skip();
            }
            if name.is_open || ahead.peek().is_none() {
                let right =
                    "a colon behind the steps, such as after Take deposit: Send mail @ Mail";
                self.lack(Cell::After, column, "“after” without a colon", right);
                self.scan = names;
                return None;
            }
            if ahead.takes(':') {
                break;
            }
            text.extend(ahead.peek());
            ahead.skip();
            let before = ahead.column();
            ahead.skip_spaces();
            if ahead.column() > before {
                text.push(' ');
            }
        }
        self.scan = ahead;
        let after = After::read(&text);
        if after == After::Above {
            let right = "a step before the colon, such as after Take deposit: …";
            self.lack(Cell::After, at, "“after” without a step", right);
            return None;
        }
        self.place(Some(self.found.rows.rows.len()), Cell::After, at);
        Some(after.written())
    }

    /// Takes a part of what holds of the whole, if one comes next.
    fn whole_part(&mut self) -> bool {
        let column = self.scan.column();
        let word = self.scan.word();
        let mut ahead = self.scan.clone();
        let mut behind = self.scan.clone();
        behind.takes_word(&word);
        let is_rate = word.starts_with(|it: char| it.is_ascii_digit())
            && (word.contains('/') || behind.peek() == Some('/'));
        let cell = if is_rate || ahead.takes_word("rate") {
            Cell::Rate
        } else if ahead.takes_word("served") {
            Cell::Served
        } else if ahead.takes_word("answer") && ahead.takes_word("p95") {
            Cell::Answer
        } else {
            ahead = self.scan.clone();
            if !(ahead.takes_word("done") && ahead.takes_word("p95")) {
                return false;
            }
            Cell::Done
        };
        let at = ahead.column();
        let text = if ahead.peek() == Some('"') {
            ahead.name(Until::Signs).text
        } else {
            ahead.rest(Until::Signs)
        };
        ahead.skip_spaces();
        if ahead.peek() == Some('@') || (text.is_empty() && cell == Cell::Rate) {
            // It is a step that is called so.
            return false;
        }
        self.scan = ahead;
        if text.is_empty() {
            self.lack(cell, column, &format!("“{}” without a number", cell.label()), example(cell));
        } else if self.found.rows.cell(cell).is_empty() {
            self.place(None, cell, at);
            self.found.rows.set(0, cell, &text);
        } else {
            self.lack(cell, at, &format!("“{text}”, a second time"), "each of these once");
        }
        true
    }

    /// Takes a row.
    fn row(&mut self, after: String) {
        let number = Some(self.found.rows.rows.len());
        let column = self.scan.column();
        self.place(number, Cell::Step, column);
        let name = self.scan.name(Until::Signs);
        if name.is_open {
            self.lack(
                Cell::Step,
                column,
                "a quote that is not closed",
                "a second \" behind the name",
            );
        }
        let mut row = Row { step: name.text, after, ..Row::default() };
        let mut is_signed = [false; 2];
        loop {
            self.scan.skip_spaces();
            let column = self.scan.column();
            let Some(next) = self.scan.peek() else { break };
            if self.scan.is_at_comma() {
                break;
            }
            match next {
                '@' => {
                    self.scan.skip();
                    self.scan.skip_spaces();
                    self.place(number, Cell::Service, self.scan.column());
                    let service = self.scan.name(Until::Numbers);
                    if service.is_open {
                        let right = "a second \" behind the name";
                        self.lack(Cell::Service, column, "a quote that is not closed", right);
                    }
                    if row.service.is_empty() {
                        row.service = service.text;
                    } else {
                        let found = format!("“@ {}”, a second service", service.text);
                        self.lack(Cell::Service, column, &found, "one service for each step");
                    }
                }
                '!' | '~' | '*' | '?' => {
                    self.scan.skip();
                    self.sign(&mut row, &mut is_signed, next, column);
                }
                '(' => {
                    self.scan.skip();
                    self.parenthesis(&mut row, column);
                }
                _ => self.word(&mut row, column),
            }
        }
        if row.is_blank() {
            // Only a comma, or quotes around nothing: as if it were not there.
            self.found.places.retain(|place| place.0 != number);
            return;
        }
        self.found.rows.rows.push(row);
    }

    fn sign(&mut self, row: &mut Row, is_signed: &mut [bool; 2], sign: char, column: usize) {
        let [waits, necessity] = is_signed;
        let (cell, is_said) = match sign {
            '!' | '~' => (Cell::Waits, waits),
            _ => (Cell::Missing, necessity),
        };
        if *is_said {
            let right = if cell == Cell::Waits {
                "! where somebody waits, or ~ where it can follow"
            } else {
                "* where it must happen, or ? where it can be missing"
            };
            self.lack(cell, column, &format!("“{sign}” beside what says it already"), right);
            return;
        }
        *is_said = true;
        self.place(Some(self.found.rows.rows.len()), cell, column);
        match sign {
            '!' => row.waits = Some(Response::Immediate),
            '~' => row.waits = Some(Response::Deferred),
            '*' => row.necessity = Some(Necessity::Required),
            _ => row.necessity = Some(Necessity::Optional),
        }
    }

    /// Takes what stands in parentheses.
    fn parenthesis(&mut self, row: &mut Row, column: usize) {
        self.scan.skip_spaces();
        let (cell, at) = if self.scan.takes_word("event") {
            (Cell::Event, self.scan.column())
        } else if self.scan.takes_word("work") {
            (Cell::Work, self.scan.column())
        } else if self.scan.takes_word("workers") {
            (Cell::Workers, self.scan.column())
        } else {
            let is_call = self.scan.takes_word("call");
            let other = self.scan.rest(Until::Parenthesis);
            self.scan.takes(')');
            if is_call && other.is_empty() {
                row.trigger = Some(Mode::RequestResponse);
            } else {
                let right = "(event), (event BookingConfirmed) or (call)";
                self.lack(Cell::Event, column, &format!("“({other})”"), right);
            }
            return;
        };
        let name = self.scan.name(Until::Parenthesis);
        self.scan.rest(Until::Parenthesis);
        if name.is_open || !self.scan.takes(')') {
            let right = "a closing parenthesis: (event BookingConfirmed)";
            self.lack(cell, column, "a parenthesis that is not closed", right);
        }
        self.place(Some(self.found.rows.rows.len()), cell, at);
        if cell == Cell::Event {
            row.trigger = Some(Mode::Event);
        }
        row.set(cell, &name.text);
    }

    /// Takes a word: a length of time, a number of workers, or what nobody understands.
    fn word(&mut self, row: &mut Row, column: usize) {
        let word = self.scan.word();
        if word.is_empty() {
            // A colon, or another sign that stands for nothing here.
            let junk = self.scan.peek().map(String::from).unwrap_or_default();
            self.scan.skip();
            let right = "the name in quotes, if it is part of one";
            return self.lack(Cell::Step, column, &format!("“{junk}”"), right);
        }
        for _ in word.chars() {
            self.scan.skip();
        }
        let begins = word.starts_with(|it: char| it.is_ascii_digit());
        let is_bare_number =
            begins && word.chars().all(|it| it.is_ascii_digit() || it == '.' || it == ',');
        let (cell, place) = match &word {
            it if is_workers(it) => (Cell::Workers, &mut row.workers),
            it if is_length(it) || (begins && !is_bare_number) => (Cell::Work, &mut row.work),
            _ => {
                let right = if is_bare_number {
                    format!("{word}ms, or the name in quotes if it is part of one")
                } else {
                    "a service behind @, a work such as 60ms, workers such as x8, or one of ! ~ * ?"
                        .to_owned()
                };
                return self.lack(Cell::Work, column, &format!("“{word}”"), &right);
            }
        };
        if place.is_empty() {
            let text = word.trim_start_matches(['x', '×']);
            text.clone_into(place);
            self.place(Some(self.found.rows.rows.len()), cell, column);
        } else {
            self.lack(cell, column, &format!("“{word}”, a second one"), "one for each step");
        }
    }
}

fn example(cell: Cell) -> &'static str {
    if cell == Cell::Served {
        "served 99.5%"
    } else if cell == Cell::Done {
        "done p95 10s"
    } else {
        "answer p95 1500ms"
    }
}
