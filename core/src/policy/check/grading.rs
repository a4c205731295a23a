//! Rows and modifiers of grading that never decide, and overlaps in which only the order does.

use crate::policy::bundle::Parts;
use crate::policy::{Finding, Severity, Witness};
use crate::priority::GradingFindingKind;

pub(super) fn check(parts: &Parts, findings: &mut Vec<Finding>) {
    for found in parts.grading.iter().flat_map(crate::priority::GradingPolicy::findings) {
        let (severity, message) = said(&found.kind);
        let path = if found.path == "." { "grading".to_owned() } else { format!("grading.{}", found.path) };
        let mut finding = Finding::new(severity, found.code(), path, message);
        finding.witness = found.witness().map(Witness::from);
        findings.push(finding);
    }
}

fn said(kind: &GradingFindingKind) -> (Severity, String) {
    match kind {
        GradingFindingKind::NoHazard => {
            (Severity::Warning, "no condition is a safety hazard, so every grade can be lowered".to_owned())
        }
        GradingFindingKind::NotProved { cases, most } => {
            let message = format!(
                "{cases} cases are too many to show that more of a rising input never lowers a grade; {most} are gone through"
            );
            (Severity::Notice, message)
        }
        GradingFindingKind::NeverHolds => {
            (Severity::Warning, "it holds for no case; its tests contradict each other".to_owned())
        }
        GradingFindingKind::PreEmpted { by, witness } => (
            Severity::Warning,
            format!("the row never decides; for {witness} `grading.{by}` comes before it"),
        ),
        GradingFindingKind::RowNotProved => {
            (Severity::Notice, "whether the row ever decides was not found out within the limit".to_owned())
        }
        GradingFindingKind::InVain { witness } => {
            (Severity::Warning, format!("it never changes a grade, not even for {witness}"))
        }
        GradingFindingKind::Crossing { other, witness } => {
            let message = format!(
                "the row and `grading.{other}` both hold for {witness} and disagree; the order of the rows decides"
            );
            (Severity::Warning, message)
        }
    }
}

impl From<&crate::priority::Witness> for Witness {
    fn from(witness: &crate::priority::Witness) -> Self {
        let inputs = witness.values().iter().map(|(name, value)| (name.clone(), value.to_string()));
        Self::Case { inputs: inputs.collect(), at: None }
    }
}
