//! How the desk keeps its promises: KP-9, KP-15, KP-16, KP-22.

use super::{Handbook, figure, share, word};
use crate::kpi::definition::{Basis, Condition, FigureDefinition, Measure, Target};
use crate::kpi::words::{Dimension, Flag, Quantity, Stamp};
use crate::vocabulary::Name;

pub(super) fn figures(handbook: &Handbook, basis: Basis) -> Vec<FigureDefinition> {
    let response = Measure::Attainment { metric: handbook.response.clone(), stop: Stamp::FirstResponse };
    let resolution = Measure::Attainment { metric: handbook.resolution.clone(), stop: Stamp::Completed };
    let urgent = || vec![Name::known("P1")];
    let second = word(Dimension::HighestLevel, &["L2", "L3"]);
    let mut figures = vec![
        figure("KP-9", "timely_response", response.clone()),
        figure("KP-9", "timely_response_p1", response)
            .selecting(Dimension::Priority, urgent())
            .target(Target::AtLeast(1.0)),
        figure("KP-9", "timely_resolution_p1_l2", resolution.clone())
            .selecting(Dimension::Priority, urgent())
            .among(second.clone())
            .target(Target::AtLeast(1.0)),
        share("KP-16", "common_problems_at_l1", word(Dimension::SolvedAtLevel, &["L1"]), Some(0.80))
            .among(Condition::Is(Flag::CommonProblem)),
        figure("KP-22", "attainment", resolution),
        share("KP-22", "reopened", Condition::AtLeast(Quantity::Reopened, 1), None),
        share("KP-22", "escalated", second, None),
        figure("KP-22", "backlog", Measure::Backlog),
    ];
    // Whether a call fell into working hours only the calendar knows.
    if basis == Basis::Working {
        figures.push(figure("KP-15", "missed_calls", Measure::MissedCalls).target(Target::AtMost(0.0)));
    }
    figures
}
