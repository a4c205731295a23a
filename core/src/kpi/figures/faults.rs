//! What goes wrong, and what it costs: KP-13, KP-14, KP-18.

use super::figure;
use crate::kpi::definition::{FigureDefinition, Measure};
use crate::kpi::words::Dimension;
use crate::vocabulary::Name;

pub(super) fn figures() -> Vec<FigureDefinition> {
    let nested = |name, outer, inner| {
        figure("KP-14", name, Measure::NestedCategories { outer, inner })
            .selecting(Dimension::Kind, vec![Name::known("repair")])
    };
    vec![
        figure("KP-13", "cost_composition", Measure::CostComposition),
        nested("faults", Dimension::FaultClass, Dimension::Fault),
        nested("faults_by_model", Dimension::Model, Dimension::Fault),
        figure("KP-18", "kinds", Measure::Categories(Dimension::Kind)),
    ]
}
