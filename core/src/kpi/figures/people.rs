//! What people contribute: KP-12, KP-21.

use super::figure;
use crate::kpi::definition::{Condition, FigureDefinition, Measure};
use crate::kpi::words::Flag;

/// The figures that an appraisal shares with the desk.
pub(super) const APPRAISED: [&str; 5] =
    ["satisfied", "intake_accuracy", "fault_resolution", "repair_success_l2", "timely_response_p1"];

pub(super) fn figures() -> Vec<FigureDefinition> {
    vec![
        figure("KP-12", "knowledge_entries", Measure::Count(Condition::Is(Flag::KnowledgeEntry))),
        figure("KP-21", "tickets", Measure::Count(Condition::Any)),
    ]
}
