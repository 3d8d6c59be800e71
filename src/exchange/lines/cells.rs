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
const COLUMNS: [(&str, Cell); 37] = [
    ("step", Cell::Step),
    ("name", Cell::Step),
    ("activity", Cell::Step),
    ("task", Cell::Step),
    ("process step", Cell::Step),
    ("action", Cell::Step),
    ("service", Cell::Service),
    ("system", Cell::Service),
    ("performed by", Cell::Service),
    ("who", Cell::Service),
    ("by", Cell::Service),
    ("component", Cell::Service),
    ("work", Cell::Work),
    ("work (ms)", Cell::Work),
    ("work ms", Cell::Work),
    ("duration", Cell::Work),
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

/// What was pasted at a cell. A first row that names columns says which they are; else they are those of the
/// grid, in its order, from that cell on.
#[must_use]
pub fn read(text: &str, from: Cell) -> Pasted {
    let mut rows = split(text);
    let header = rows.first().and_then(|row| header(row));
    let has_header = header.is_some();
    let columns = header.unwrap_or_else(|| {
        let first = Cell::OF_ROW.iter().position(|it| *it == from).unwrap_or(0);
        Cell::OF_ROW.iter().skip(first).map(|it| Some(*it)).collect()
    });
    if has_header {
        rows.remove(0);
    }
    let cells = |row: Vec<String>| {
        let cells = columns.iter().zip(row);
        cells.filter_map(|(cell, text)| Some(((*cell)?, text))).collect::<Vec<_>>()
    };
    Pasted { rows: rows.into_iter().map(cells).collect(), has_header }
}

/// The cells that a first row names; none where it is a row like any other: it must name the step and most of
/// its columns.
fn header(row: &[String]) -> Option<Vec<Option<Cell>>> {
    let mut columns: Vec<Option<Cell>> = Vec::new();
    for name in row {
        let cell = column(name).filter(|cell| !columns.contains(&Some(*cell)));
        columns.push(cell);
    }
    let known = columns.iter().filter(|it| it.is_some()).count();
    let is_header = columns.contains(&Some(Cell::Step)) && known * 2 > row.len() && known > 1;
    is_header.then_some(columns)
}

fn column(name: &str) -> Option<Cell> {
    let name = name.trim().to_lowercase();
    let exact = COLUMNS.iter().find(|(known, _)| *known == name);
    exact.map(|(_, cell)| *cell).or_else(|| {
        let near = nearest(&name, COLUMNS.iter().map(|(known, _)| *known))?;
        COLUMNS.iter().find(|(known, _)| *known == near).map(|(_, cell)| *cell)
    })
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
