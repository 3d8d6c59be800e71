//! Rows that change places: what the order of the list says changes with it.

use syncline::exchange::lines::{Rows, Way};
use syncline::model::{Step, StepId};

use crate::lines::{design, made};

#[test]
fn a_row_that_is_moved_rewires_its_chain_and_says_where_only_the_list_changes() {
    let base = design("A @ S\nB @ S\nC @ S\nafter A: D @ S");
    let mut rows = Rows::of(&base);
    assert_eq!(rows.shift(1, Way::Down).unwrap(), "B comes after C now.");
    let moved = made(&rows, &base);
    let order: Vec<(&str, Vec<&str>)> = (moved.process.steps.iter())
        .map(|it| (it.id.as_str(), it.after.iter().map(StepId::as_str).collect()))
        .collect();
    assert_eq!(order, [("a", vec![]), ("c", vec!["a"]), ("b", vec!["c"]), ("d", vec!["a"])]);
    let said = rows.shift(3, Way::Up).unwrap();
    assert_eq!(said, "D was moved in the list alone: what it comes after is said by name.");
    assert_eq!(rows.shift(0, Way::Up), None);
    assert_eq!(rows.shift(3, Way::Down), None);
    assert_eq!(rows.shift(1, Way::Up).unwrap(), "C begins with the request now.");
}

#[test]
fn a_row_that_changes_places_with_one_that_names_it_changes_places_in_the_process() {
    let base = design("A @ S\nB @ S\nafter B: C @ S, D @ S");
    let after = |rows: &Rows| -> Vec<(String, Vec<String>)> {
        let steps = &made(rows, &base).process.steps;
        let befores = |it: &Step| it.after.iter().map(ToString::to_string).collect();
        steps.iter().map(|it| (it.id.to_string(), befores(it))).collect()
    };
    let row = |id: &str, after: &[&str]| -> (String, Vec<String>) {
        (id.to_owned(), after.iter().map(|it| (*it).to_owned()).collect())
    };
    for (index, way) in [(1, Way::Down), (2, Way::Up)] {
        let mut rows = Rows::of(&base);
        rows.shift(index, way);
        assert_eq!(
            after(&rows),
            [row("a", &[]), row("c", &["a"]), row("b", &["c"]), row("d", &["b"])]
        );
    }
}
