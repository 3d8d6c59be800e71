//! Rows are added, removed and moved.
//!
//! A row that says nothing of what it comes after follows the row above it, so moving it rewires it and its
//! neighbours: the order of the list alone says so. What a row says by name moves with it, and holds.

use super::names::After;
use super::{Row, Rows};

/// Where a row goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// One place nearer to the beginning.
    Up,
    /// One place nearer to the end.
    Down,
}

impl Rows {
    /// Adds a blank row at an index, at most at the end.
    pub fn add(&mut self, at: usize) {
        self.rows.insert(at.min(self.rows.len()), Row::default());
    }

    /// Moves a row by one place; what is said of it, none where it stands at that end. A first row has none
    /// above it, and begins with the request.
    pub fn shift(&mut self, row: usize, way: Way) -> Option<String> {
        let other = match way {
            Way::Up => row.checked_sub(1)?,
            Way::Down => row + 1,
        };
        if row >= self.rows.len() || other >= self.rows.len() {
            return None;
        }
        self.rewire(row.min(other), row.max(other));
        self.rows.swap(row, other);
        let moved = self.rows.get(other)?;
        let above = other.checked_sub(1).and_then(|it| self.rows.get(it));
        let name = |row: &Row| {
            if row.step.trim().is_empty() {
                "the row".to_owned()
            } else {
                row.step.trim().to_owned()
            }
        };
        Some(match (After::read(&moved.after), above) {
            (After::Steps(_) | After::Start, _) => format!(
                "{} was moved in the list alone: what it comes after is said by name.",
                name(moved)
            ),
            (After::Above, Some(above)) => {
                format!("{} comes after {} now.", name(moved), name(above))
            }
            (After::Above, None) => format!("{} begins with the request now.", name(moved)),
        })
    }

    /// Before two neighbours change places: where the lower one names the upper one, it comes after what that
    /// came after, and the upper one after it.
    fn rewire(&mut self, upper: usize, lower: usize) {
        let (Some(above), Some(below)) = (self.rows.get(upper), self.rows.get(lower)) else {
            return;
        };
        let After::Steps(names) = After::read(&below.after) else { return };
        let name = above.step.trim().to_owned();
        if name.is_empty() || !names.contains(&name) {
            return;
        }
        let instead = self.befores(upper);
        let after = with_instead(names, &name, &instead, below.step.trim());
        if let Some(row) = self.rows.get_mut(lower) {
            row.after = after.written();
        }
        if let Some(row) = self.rows.get_mut(upper) {
            row.after = After::Above.written();
        }
    }

    /// The steps that a row comes after, by name.
    fn befores(&self, row: usize) -> Vec<String> {
        match self.rows.get(row).map(|it| After::read(&it.after)) {
            Some(After::Steps(names)) => names,
            Some(After::Start) | None => Vec::new(),
            Some(After::Above) => {
                let before = self.rows.iter().take(row).rev().find(|it| !it.is_blank());
                before.map(|it| it.step.clone()).into_iter().collect()
            }
        }
    }

    /// Removes a row; rows that came after it by name come after what it came after.
    pub fn remove(&mut self, row: usize) {
        if row >= self.rows.len() {
            return;
        }
        let instead = self.befores(row);
        let gone = self.rows.remove(row);
        let name = gone.step.trim();
        if name.is_empty() || self.rows.iter().any(|row| row.step.trim() == name) {
            return;
        }
        for row in &mut self.rows {
            let After::Steps(names) = After::read(&row.after) else { continue };
            if names.iter().any(|it| it == name) {
                row.after = with_instead(names, name, &instead, row.step.trim()).written();
            }
        }
    }
}

/// What a step comes after, with others in the place of one of them; each once, and never itself.
fn with_instead(names: Vec<String>, replaced: &str, instead: &[String], own: &str) -> After {
    let mut once: Vec<String> = Vec::new();
    for name in names {
        let with = if name == replaced { instead.to_vec() } else { vec![name] };
        for it in with.into_iter().filter(|it| it != own) {
            if !once.contains(&it) {
                once.push(it);
            }
        }
    }
    if once.is_empty() { After::Start } else { After::Steps(once) }
}
