//! Findings in rows: one for each kind, with all its places, the most costly first.

use crate::model::{Design, Edit, StepId};

use super::super::repair::Repair;
use super::{Finding, FindingKind, Severity};

/// All findings of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The kind.
    pub kind: &'static FindingKind,
    /// The worst of them.
    pub severity: Severity,
    /// Each of them: the worst first, then those with most work.
    pub findings: Vec<Finding>,
}

/// What was found in a design, by kind: the worst first, then those of most steps' work, then by theme.
#[must_use]
pub fn rows(design: &Design, findings: &[Finding]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for finding in findings {
        match rows.iter_mut().find(|row| row.kind == finding.kind) {
            Some(row) => row.findings.push(finding.clone()),
            None => rows.push(Row {
                kind: finding.kind,
                severity: finding.severity,
                findings: vec![finding.clone()],
            }),
        }
    }
    for row in &mut rows {
        row.findings.sort_by(|one, other| {
            let by_work = work(design, other).total_cmp(&work(design, one));
            one.severity.cmp(&other.severity).then(by_work).then(one.steps.cmp(&other.steps))
        });
        row.severity = row.findings.iter().map(|it| it.severity).min().unwrap_or(row.severity);
    }
    rows.sort_by_key(|row| row.severity);
    rows
}

/// The mean work of the steps concerned, in milliseconds.
fn work(design: &Design, finding: &Finding) -> f64 {
    let steps = finding.steps.iter().filter_map(|id| design.process.step(id));
    steps.map(|step| step.work.mean_ms()).sum()
}

impl Row {
    /// All steps concerned, each once, in the order of the findings.
    #[must_use]
    pub fn steps(&self) -> Vec<StepId> {
        let mut steps: Vec<StepId> = Vec::new();
        for step in self.findings.iter().flat_map(|it| &it.steps) {
            if !steps.contains(step) {
                steps.push(step.clone());
            }
        }
        steps
    }

    /// What of it concerns one of these steps; nothing where none does.
    #[must_use]
    pub fn at(&self, steps: &[StepId]) -> Option<Self> {
        let is_there = |it: &&Finding| it.steps.iter().any(|step| steps.contains(step));
        let findings: Vec<Finding> = self.findings.iter().filter(is_there).cloned().collect();
        (!findings.is_empty()).then(|| Self { findings, ..self.clone() })
    }

    /// The design in which all of them are mended that a button can mend, one after the other; nothing where
    /// none can.
    #[must_use]
    pub fn mended(&self, design: &Design) -> Option<Design> {
        let mut mended = None;
        for repair in self.findings.iter().filter_map(|it| it.repair.as_ref()) {
            let now = mended.as_ref().unwrap_or(design);
            // One that another has made needless, or impossible, is left out.
            if let Ok(better) = repair.apply(now) {
                mended = Some(better);
            }
        }
        mended
    }

    /// The same findings, each mended more gently; nothing where none can be.
    #[must_use]
    pub fn gentler(&self) -> Option<Self> {
        let gentler = |it: &Finding| it.repair.as_ref().and_then(Repair::gentler);
        self.findings.iter().find_map(gentler)?;
        let finding = |it: &Finding| Finding {
            repair: gentler(it).or_else(|| it.repair.clone()),
            ..it.clone()
        };
        Some(Self { findings: self.findings.iter().map(finding).collect(), ..self.clone() })
    }

    /// The one change that mends all of them, as far as a button can; `said` tells of it, as a sentence.
    #[must_use]
    pub fn mend(&self, design: &Design, said: &str) -> Option<Edit> {
        let design = self.mended(design)?;
        Some(Edit::Replace { said: said.to_owned(), design })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{scenario, step};
    use crate::verdict::Verdict;

    fn events() -> Design {
        let of = |id: &str, work| step(id).after(["sell"]).event().works_ms(work);
        scenario([step("sell").works_ms(5.0), of("a", 10.0), of("b", 30.0), of("c", 20.0)]).design()
    }

    #[test]
    fn what_concerns_a_step_is_a_row_of_its_own() {
        let design = events();
        let rows = rows(&design, &Verdict::of(&design).findings);
        let row = rows.iter().find(|row| row.kind.id == "no-deduplication").unwrap();
        let at = row.at(&["b".into()]).unwrap();
        assert_eq!((at.findings.len(), at.steps()), (1, vec!["b".into()]));
        assert_eq!(row.at(&["sell".into()]), None);
    }

    #[test]
    fn a_kind_is_one_row_and_its_most_costly_step_is_first() {
        let design = events();
        let verdict = Verdict::of(&design);
        let rows = rows(&design, &verdict.findings);
        let row = rows.iter().find(|row| row.kind.id == "no-deduplication").unwrap();
        assert_eq!(row.steps(), ["b".into(), "c".into(), "a".into()]);
        let mut kinds: Vec<&str> = rows.iter().map(|row| row.kind.id).collect();
        let severities: Vec<Severity> = rows.iter().map(|row| row.severity).collect();
        assert!(severities.is_sorted());
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds.len(), rows.len());
    }

    #[test]
    fn a_row_is_mended_as_one_change() {
        let design = events();
        let before = Verdict::of(&design).findings;
        for row in rows(&design, &before) {
            let Some(edit) = row.mend(&design, "Mended.") else { continue };
            let after = edit.apply(&design).unwrap();
            assert_eq!(after.said, "Mended.");
            let left = Verdict::of(&after.design).findings;
            assert!(left.iter().all(|it| it.kind != row.kind), "{}", row.kind.id);
        }
    }
}
