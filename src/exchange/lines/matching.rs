//! Which row is which step: by name, then by place.

use super::Row;
use super::called::step_name;
use crate::model::{Design, StepId};

/// What a name leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// The row at this index.
    One(usize),
    /// Several.
    Several,
    /// None.
    None,
}

/// The row that a text names: by its name, by the id of its step, by its name in other letters, or by its
/// number, such as `#3`.
pub(super) fn find(names: &[&str], ids: &[Option<&StepId>], text: &str) -> Found {
    let indices = |is: &dyn Fn(usize) -> bool| -> Vec<usize> {
        (0..names.len()).filter(|index| is(*index)).collect()
    };
    let name = |index: usize| names.get(index).copied().unwrap_or_default();
    let by_name = indices(&|it| !name(it).is_empty() && name(it) == text);
    let by_id = indices(&|it| ids.get(it).copied().flatten().is_some_and(|id| id.as_str() == text));
    let lower = text.to_lowercase();
    let by_letters = indices(&|it| !text.is_empty() && name(it).to_lowercase() == lower);
    for found in [&by_name, &by_id, &by_letters] {
        if let [only] = found[..] {
            return Found::One(only);
        }
    }
    let number = text.strip_prefix('#').and_then(|it| it.parse::<usize>().ok());
    if let Some(row) = number.and_then(|it| it.checked_sub(1)).filter(|it| *it < names.len()) {
        return Found::One(row);
    }
    if by_name.len() + by_letters.len() > 0 { Found::Several } else { Found::None }
}

/// The step of each row, by index; none where it is a new one.
///
/// A row is the step of its name. One of another name, between two rows whose steps are known, is the step
/// that stood there: it was renamed. Where no row has the name of a step it is another process, unless each
/// has only one.
pub(super) fn matched(rows: &[Row], base: &Design) -> Vec<Option<usize>> {
    let steps = &base.process.steps;
    let mut is_taken = vec![false; steps.len()];
    let mut of_row: Vec<Option<usize>> = Vec::new();
    for row in rows {
        let free = is_taken
            .iter()
            .zip(steps)
            .position(|(is_taken, step)| !is_taken && step_name(step) == row.step.trim());
        if let Some(taken) = free.and_then(|it| is_taken.get_mut(it)) {
            *taken = true;
        }
        of_row.push(free);
    }
    let knows_one = of_row.iter().any(Option::is_some);
    if !knows_one && (rows.len() > 1 || steps.len() > 1) {
        return of_row;
    }
    let by_name = of_row.clone();
    for (row, place) in of_row.iter_mut().enumerate().filter(|(_, it)| it.is_none()) {
        let before = by_name.iter().take(row).rev().find_map(|it| *it);
        let behind = by_name.iter().skip(row + 1).find_map(|it| *it);
        let from = before.map_or(0, |it| it + 1);
        let free = (from..behind.unwrap_or(steps.len()))
            .find(|step| is_taken.get(*step).is_some_and(|is_taken| !is_taken));
        if let Some(taken) = free.and_then(|it| is_taken.get_mut(it)) {
            *taken = true;
        }
        *place = free;
    }
    of_row
}
