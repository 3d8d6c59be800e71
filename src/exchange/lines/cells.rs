//! Cells of a spreadsheet: pasted, with tabs between them, or as a file has them, with commas or semicolons.
//!
//! Cells may stand in quotes, with a quote in them doubled, as spreadsheets write them. That is all that is
//! needed here of the format, in fewer bytes than the crate for it would take.

use super::Cell;
use crate::model::near::nearest;

/// Cells that were pasted: in each row, what goes into which cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pasted {
    /// The rows, in their order.
    pub rows: Vec<Vec<(Cell, String)>>,
    /// Whether the first row named its columns.
    pub has_header: bool,
}

/// What columns are called, each with the cell it fills.
const COLUMNS: [(&str, Cell); 41] = [
    ("step", Cell::Step),
    ("name", Cell::Step),
    ("activity", Cell::Step),
    ("task", Cell::Step),
    ("process step", Cell::Step),
    ("step name", Cell::Step),
    ("task name", Cell::Step),
    ("action", Cell::Step),
    ("service", Cell::Service),
    ("system", Cell::Service),
    ("service name", Cell::Service),
    ("performed by", Cell::Service),
    ("who", Cell::Service),
    ("by", Cell::Service),
    ("component", Cell::Service),
    ("work", Cell::Work),
    ("mean work", Cell::Work),
    ("work ms", Cell::Work),
    ("duration", Cell::Work),
    ("processing time", Cell::Work),
    ("time", Cell::Work),
    ("mean", Cell::Work),
    ("latency", Cell::Work),
    ("workers", Cell::Workers),
    ("instances", Cell::Workers),
    ("threads", Cell::Workers),
    ("capacity", Cell::Workers),
    ("after", Cell::After),
    ("comes after", Cell::After),
    ("depends on", Cell::After),
    ("predecessor", Cell::After),
    ("predecessors", Cell::After),
    ("does somebody wait for it?", Cell::Waits),
    ("somebody waits", Cell::Waits),
    ("waits", Cell::Waits),
    ("immediate", Cell::Waits),
    ("can it be missing?", Cell::Missing),
    ("can be missing", Cell::Missing),
    ("missing", Cell::Missing),
    ("optional", Cell::Missing),
    ("event", Cell::Event),
];

/// What a column is called whose yes says that nobody waits.
const TURNED: [&str; 5] = ["async", "asynchronous", "event?", "deferred", "in the background"];

/// What fills a column, as its head says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Column {
    cell: Cell,
    /// The unit of its bare numbers; empty: none was said.
    unit: String,
    /// Whether its yes is a no.
    is_turned: bool,
}

impl Column {
    fn of(cell: Cell) -> Self {
        Self { cell, unit: String::new(), is_turned: false }
    }

    /// What a cell of it says.
    fn read(&self, text: String) -> String {
        if self.is_turned {
            return match super::yes_or_no(&text) {
                Ok(Some(true)) => "n".to_owned(),
                Ok(Some(false)) => "y".to_owned(),
                Ok(None) | Err(()) => text,
            };
        }
        let is_bare = text.ends_with(|it: char| it.is_ascii_digit());
        if is_bare { format!("{text}{}", self.unit) } else { text }
    }
}

/// What was pasted at a cell. A first row that names columns says which they are; else they are those of the
/// grid, in its order, from that cell on.
#[must_use]
pub fn read(text: &str, from: Cell) -> Pasted {
    let mut rows = split(text);
    let header = rows.first().and_then(|row| header(row));
    let has_header = header.is_some();
    let columns = header.unwrap_or_else(|| {
        let first = Cell::OF_ROW.iter().position(|it| *it == from).unwrap_or(0);
        Cell::OF_ROW.iter().skip(first).map(|it| Some(Column::of(*it))).collect()
    });
    if has_header {
        rows.remove(0);
    }
    let cells = |row: Vec<String>| {
        let cells = columns.iter().zip(row);
        let read = |(column, text): (&Option<Column>, String)| {
            column.as_ref().map(|it| (it.cell, it.read(text)))
        };
        cells.filter_map(read).collect::<Vec<_>>()
    };
    Pasted { rows: rows.into_iter().map(cells).collect(), has_header }
}

/// The cells that a first row names; none where it is a row like any other: it must name the step and most of
/// its columns.
fn header(row: &[String]) -> Option<Vec<Option<Column>>> {
    let mut columns: Vec<Option<Column>> = Vec::new();
    for name in row {
        let is_new = |column: &Column| !columns.iter().flatten().any(|it| it.cell == column.cell);
        let column = column(name).filter(is_new);
        columns.push(column);
    }
    let known = columns.iter().filter(|it| it.is_some()).count();
    let names_steps = columns.iter().flatten().any(|it| it.cell == Cell::Step);
    (names_steps && known * 2 > row.len() && known > 1).then_some(columns)
}

/// By what it is called, with the unit in parentheses behind.
fn column(name: &str) -> Option<Column> {
    let name = name.trim().to_lowercase();
    let parts = name.strip_suffix(')').and_then(|it| it.rsplit_once('('));
    let (name, unit) = parts.map_or((name.as_str(), ""), |(name, unit)| (name.trim(), unit.trim()));
    if TURNED.contains(&name) {
        return Some(Column { is_turned: true, ..Column::of(Cell::Waits) });
    }
    let of = |name: &str| COLUMNS.iter().find(|(known, _)| *known == name).map(|(_, cell)| *cell);
    let cell = of(name).or_else(|| of(nearest(name, COLUMNS.iter().map(|(known, _)| *known))?))?;
    let unit = if cell == Cell::Work { unit.to_owned() } else { String::new() };
    Some(Column { unit, ..Column::of(cell) })
}

/// Rows of cells. What stands between cells is what the first row has: a tab, else a semicolon, else a comma.
fn split(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let first = text.lines().next().unwrap_or_default();
    let between = if text.contains('\t') {
        '\t'
    } else if first.contains(';') {
        ';'
    } else {
        ','
    };
    let mut rows = Vec::new();
    let (mut row, mut cell) = (Vec::new(), String::new());
    let mut is_quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            '"' if cell.trim().is_empty() => {
                cell.clear();
                is_quoted = true;
            }
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            letter if letter == between && !is_quoted => row.push(std::mem::take(&mut cell)),
            letter => cell.push(letter),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    for cell in rows.iter_mut().flatten() {
        *cell = cell.trim().replace('\n', " ");
    }
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(row: &[(Cell, String)]) -> Vec<(Cell, &str)> {
        row.iter().map(|(cell, text)| (*cell, text.as_str())).collect()
    }

    #[test]
    fn without_a_header_columns_are_the_grids_from_the_cell_on() {
        let pasted =
            read("Reserve room\tInventory\t60\nTake deposit\tPayments\t350\r\n", Cell::Step);
        assert!(!pasted.has_header);
        let [first, second] = &pasted.rows[..] else { panic!("{pasted:?}") };
        let expected =
            [(Cell::Step, "Reserve room"), (Cell::Service, "Inventory"), (Cell::Work, "60")];
        assert_eq!(cells(first), expected);
        assert_eq!(second[2], (Cell::Work, "350".to_owned()));
        let pasted = read("Inventory\t60", Cell::Service);
        assert_eq!(cells(&pasted.rows[0]), [(Cell::Service, "Inventory"), (Cell::Work, "60")]);
        assert_eq!(
            read("\t8\ty", Cell::Missing).rows[0].len(),
            1,
            "there are no columns behind it"
        );
    }

    #[test]
    fn a_header_says_which_columns_there_are_in_close_words_too() {
        let text =
            "System;Activty;Remark;Duration;Waits?\nBank;\"Take; hold\";\"a \"\"b\"\"\";1,5s;yes";
        let pasted = read(text, Cell::Work);
        assert!(pasted.has_header);
        assert_eq!(
            cells(&pasted.rows[0]),
            [
                (Cell::Service, "Bank"),
                (Cell::Step, "Take; hold"),
                (Cell::Work, "1,5s"),
                (Cell::Waits, "yes"),
            ]
        );
    }

    #[test]
    fn a_head_says_the_unit_of_its_numbers_and_may_ask_the_other_way_round() {
        let text = "Service\tStep name\tDuration (s)\tAsync\nBank\tPay\t0,5\tno\nMail\tSend\t90 ms\tyes\nMail\tTell\t\t";
        let pasted = read(text, Cell::Step);
        let rows: Vec<Vec<(Cell, &str)>> = pasted.rows.iter().map(|row| cells(row)).collect();
        assert_eq!(
            rows,
            [
                [
                    (Cell::Service, "Bank"),
                    (Cell::Step, "Pay"),
                    (Cell::Work, "0,5s"),
                    (Cell::Waits, "y")
                ],
                [
                    (Cell::Service, "Mail"),
                    (Cell::Step, "Send"),
                    (Cell::Work, "90 ms"),
                    (Cell::Waits, "n")
                ],
                [
                    (Cell::Service, "Mail"),
                    (Cell::Step, "Tell"),
                    (Cell::Work, ""),
                    (Cell::Waits, "")
                ],
            ]
        );
        let days = read("Step,Work (days)\nPay,2", Cell::Step);
        assert_eq!(
            days.rows[0][1],
            (Cell::Work, "2days".to_owned()),
            "which is no length, and told"
        );
    }

    #[test]
    fn quotes_keep_commas_and_lines_together_and_empty_rows_are_none() {
        let pasted = read("\"Pay, then\nwait\",Bank,60\n\n,,\n", Cell::Step);
        assert_eq!(pasted.rows.len(), 1);
        assert_eq!(
            cells(&pasted.rows[0]),
            [(Cell::Step, "Pay, then wait"), (Cell::Service, "Bank"), (Cell::Work, "60")]
        );
        assert_eq!(read("", Cell::Step), Pasted::default());
    }
}
