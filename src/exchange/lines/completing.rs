//! A name is completed where its beginning can mean one thing only.

/// What the last name of a cell is completed to: the whole cell, where one of the names alone begins so. A
/// space behind it says that it is whole as it is.
#[must_use]
pub fn completed(cell: &str, names: &[String]) -> Option<String> {
    let (before, last) = match cell.rfind(',') {
        Some(comma) => cell.split_at(comma + 1),
        None => ("", cell),
    };
    let begun = last.trim_start().to_lowercase();
    if begun.is_empty() || begun.ends_with(char::is_whitespace) {
        return None;
    }
    let mut found: Vec<&String> =
        names.iter().filter(|it| it.to_lowercase().starts_with(&begun)).collect();
    found.sort_unstable();
    found.dedup();
    match found[..] {
        [only] if *only != last.trim() => {
            let space = if before.is_empty() { "" } else { " " };
            Some(format!("{before}{space}{only}"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_that_means_one_name_is_that_name() {
        let names = ["Inventory", "Invoices", "Mailing", "Mailing"].map(str::to_owned);
        for (cell, expected) in [
            ("inve", Some("Inventory")),
            ("Inv", None),
            ("m", Some("Mailing")),
            ("Mailing", None),
            ("Mail ", None),
            ("", None),
            ("x", None),
            ("Inventory, m", Some("Inventory, Mailing")),
            ("Inventory,", None),
        ] {
            assert_eq!(completed(cell, &names).as_deref(), expected, "{cell}");
        }
    }
}
