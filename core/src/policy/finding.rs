use std::collections::BTreeMap;

use super::PolicyError;
use crate::priority::PriorityError;
use crate::time::{Date, Instant};
use crate::wire::{FindingDocument, SeverityDocument, WitnessDocument};

/// Something that the check of a bundle found.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// The stable code: one of [`Finding::CODES`], or that of the error where a part does not compile.
    pub code: &'static str,
    /// Where in the bundle.
    pub path: String,
    /// One sentence that says what is found and what would be right.
    pub message: String,
    /// An example that shows it.
    pub witness: Option<Witness>,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// The bundle cannot do what it says.
    Error,
    /// It can, but hardly as it was meant.
    Warning,
    /// Worth knowing.
    Notice,
}

/// An example that shows a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Witness {
    /// A ticket: what is known of it by name, and when it begins, where that matters.
    Case {
        /// What is known of it; what is not named may be anything or unknown.
        inputs: BTreeMap<String, String>,
        /// When it begins.
        at: Option<Instant>,
    },
    /// Places in the bundle that lead to one another, or stand in one another's way.
    Places(Vec<String>),
    /// A date.
    Date(Date),
}

impl Finding {
    /// The codes of findings that are not errors of compiling; those of grading are the room's own.
    pub const CODES: &'static [&'static str] = &[
        "policy.calendar.never_opens",
        "policy.calendar.holidays_end",
        "policy.calendar.shifts_overlap",
        "policy.calendar.unused",
        "policy.clock.without_owner",
        "policy.escalation.cut_off",
        "policy.escalation.loop",
        "policy.escalation.never_begins",
        "policy.escalation.pre_empted",
        "policy.sla.cases_not_enumerated",
        "policy.sla.entry_without_effect",
        "policy.sla.metric_without_target",
        "policy.sla.outlasts_the_end",
        "policy.sla.priority_inverted",
        "policy.sla.ungraded_without_target",
        "policy.intake.group_always_met",
        "policy.intake.requirement_empty",
        "policy.labels.missing",
        "policy.lifecycle.closed_unreachable",
        "policy.lifecycle.gate_stays_closed",
        "policy.lifecycle.phase_unreachable",
        "priority.finding.crossing",
        "priority.finding.in_vain",
        "priority.finding.never_holds",
        "priority.finding.no_hazard",
        "priority.finding.not_proved",
        "priority.finding.pre_empted",
        "priority.finding.row_not_proved",
    ];

    pub(super) fn new(severity: Severity, code: &'static str, path: String, message: String) -> Self {
        Self { severity, code, path, message, witness: None }
    }

    pub(super) fn shown_by(mut self, witness: Witness) -> Self {
        self.witness = Some(witness);
        self
    }
}

impl From<&PolicyError> for Finding {
    fn from(error: &PolicyError) -> Self {
        let mut finding = Self::new(Severity::Error, error.code(), error.path(), error.to_string());
        finding.witness = match error {
            PolicyError::Grading(source) => match &**source {
                PriorityError::Gap { witness, .. }
                | PriorityError::Overlap { witness, .. }
                | PriorityError::Lowered { witness, .. } => Some(witness.into()),
                _ => None,
            },
            _ => None,
        };
        finding
    }
}

impl From<&Finding> for FindingDocument {
    fn from(finding: &Finding) -> Self {
        Self {
            severity: match finding.severity {
                Severity::Error => SeverityDocument::Error,
                Severity::Warning => SeverityDocument::Warning,
                Severity::Notice => SeverityDocument::Notice,
            },
            code: finding.code.to_owned(),
            path: finding.path.clone(),
            message: finding.message.clone(),
            witness: finding.witness.as_ref().map(Into::into),
        }
    }
}

impl From<&Witness> for WitnessDocument {
    fn from(witness: &Witness) -> Self {
        match witness {
            Witness::Case { inputs, at } => {
                Self::Case { inputs: inputs.clone(), at: at.map(|at| at.to_string()) }
            }
            Witness::Places(paths) => Self::Places { paths: paths.clone() },
            Witness::Date(date) => Self::Date { date: date.to_string() },
        }
    }
}
