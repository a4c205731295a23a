use super::analysis::{FirstHit, Grid, MOST_STEPS, TableAnalysis, crossing};
use super::policy::Policy;
use super::proof::Use;
use super::rules::{RulesKind, Table};
use super::{GradingPolicy, Witness};
use crate::wire::HitPolicyDocument;

/// Something that is worth knowing of a policy that compiles.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct GradingFinding {
    /// Where in the document.
    pub path: String,
    /// What is to be said of it.
    pub kind: GradingFindingKind,
}

/// What is to be said of a place in a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum GradingFindingKind {
    /// No condition is a safety hazard, so nothing is safe from being lowered.
    NoHazard,
    /// There are too many cases to show that more of a rising input never lowers a grade, or that modifiers are of use.
    NotProved {
        /// How many cases there are.
        cases: usize,
        /// How many are gone through at most, the fewer the more tests there are.
        most: usize,
    },
    /// It holds for no case.
    NeverHolds,
    /// A row that never decides, because others always come before it.
    PreEmpted {
        /// A row that comes before it.
        by: String,
        /// A case that both are for.
        witness: Witness,
    },
    /// Whether the row ever decides was not found out within the limit.
    RowNotProved,
    /// A modifier that never changes a grade.
    InVain {
        /// A case that it is for.
        witness: Witness,
    },
    /// Two rows with different answers, of which neither is a special case of the other: the order of the rows decides.
    Crossing {
        /// The other row.
        other: String,
        /// A case that both are for.
        witness: Witness,
    },
}

impl GradingFinding {
    /// The stable code of the finding, the same in every language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self.kind {
            GradingFindingKind::NoHazard => "priority.finding.no_hazard",
            GradingFindingKind::NotProved { .. } => "priority.finding.not_proved",
            GradingFindingKind::NeverHolds => "priority.finding.never_holds",
            GradingFindingKind::PreEmpted { .. } => "priority.finding.pre_empted",
            GradingFindingKind::RowNotProved => "priority.finding.row_not_proved",
            GradingFindingKind::InVain { .. } => "priority.finding.in_vain",
            GradingFindingKind::Crossing { .. } => "priority.finding.crossing",
        }
    }

    /// A case that shows it, if a case can.
    #[must_use]
    pub const fn witness(&self) -> Option<&Witness> {
        match &self.kind {
            GradingFindingKind::PreEmpted { witness, .. }
            | GradingFindingKind::InVain { witness }
            | GradingFindingKind::Crossing { witness, .. } => Some(witness),
            _ => None,
        }
    }
}

impl GradingPolicy {
    /// What is worth knowing of the policy, in the order of the document. Gaps, and overlaps that the hit policy forbids, do
    /// not compile and so are not here.
    ///
    /// The cost is bounded: rows are exact up to five million steps, modifiers up to 250,000 cases; beyond that a finding
    /// says so.
    #[must_use]
    pub fn findings(&self) -> Vec<GradingFinding> {
        let policy = &*self.0;
        let mut findings = Vec::new();
        if let RulesKind::Table(table) = &policy.rules.kind {
            rows(policy, table, &mut findings);
        }
        if policy.hazards.is_empty() {
            findings.push(finding("hazards", GradingFindingKind::NoHazard));
        }
        if !policy.proof.is_complete() {
            let kind = GradingFindingKind::NotProved { cases: policy.proof.cases, most: policy.proof.most };
            findings.push(finding(".", kind));
        }
        for (hazard, _) in policy.hazards.iter().zip(&policy.proof.hazards).filter(|(_, stands)| !**stands) {
            findings.push(finding(&hazard.path, GradingFindingKind::NeverHolds));
        }
        for (modifier, seen) in policy.modifiers.iter().zip(&policy.proof.modifiers) {
            let kind = match seen {
                Use::Used => continue,
                Use::Never => GradingFindingKind::NeverHolds,
                Use::InVain(point) => {
                    GradingFindingKind::InVain { witness: policy.classes.witness(&policy.schema, point) }
                }
            };
            findings.push(finding(&modifier.path, kind));
        }
        findings
    }
}

fn rows(policy: &Policy, table: &Table, findings: &mut Vec<GradingFinding>) {
    let path = |row: usize| policy.rules.entries.get(row).map(|entry| entry.path.clone()).unwrap_or_default();
    let grid = Grid::of(&policy.classes, &table.conditions);
    let mut left = MOST_STEPS;
    let mut of_rows: Vec<(usize, GradingFindingKind)> = Vec::new();
    for (place, row) in table.order.iter().enumerate() {
        let before = table.order.get(..place).unwrap_or_default();
        match grid.never_first(*row, before, &mut left) {
            Ok(FirstHit::Somewhere) => {}
            Ok(FirstHit::Never) => of_rows.push((*row, GradingFindingKind::NeverHolds)),
            Ok(FirstHit::PreEmpted { point, by }) => {
                let witness = policy.classes.witness(&policy.schema, &point);
                of_rows.push((*row, GradingFindingKind::PreEmpted { by: path(by), witness }));
            }
            Err(_) => of_rows.push((*row, GradingFindingKind::RowNotProved)),
        }
    }
    if table.hit_policy == HitPolicyDocument::First {
        let analysis =
            TableAnalysis::of(&policy.schema, &policy.classes, &table.conditions, &policy.rules.entries);
        for overlap in crossing(&analysis) {
            let (other, witness) = (path(overlap.second), overlap.witness.clone());
            of_rows.push((overlap.first, GradingFindingKind::Crossing { other, witness }));
        }
    }
    crate::order::by_key(&mut of_rows, |(row, _)| *row);
    findings.extend(of_rows.into_iter().map(|(row, kind)| finding(&path(row), kind)));
}

fn finding(path: &str, kind: GradingFindingKind) -> GradingFinding {
    GradingFinding { path: path.to_owned(), kind }
}
