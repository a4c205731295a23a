//! How well the work is done: KP-5 to KP-8, KP-10, KP-11, KP-19.

use super::{Handbook, figure, share, word};
use crate::kpi::definition::{Condition, FigureDefinition, Measure, Target};
use crate::kpi::words::{Dimension, Flag, Quantity, Stamp};
use crate::vocabulary::Name;

const ASPECTS: [(&str, &str); 6] = [
    ("satisfaction_speed", "speed"),
    ("satisfaction_clarity", "clarity"),
    ("satisfaction_effect", "effect"),
    ("satisfaction_process", "process"),
    ("satisfaction_efficiency", "efficiency"),
    ("satisfaction_attitude", "attitude"),
];

pub(super) fn figures(handbook: &Handbook) -> Vec<FigureDefinition> {
    let window = handbook.rework_window;
    let repairs = || vec![Name::known("repair")];
    let satisfied = Condition::Satisfied { least: handbook.satisfied_from };
    let once = Condition::AtMost(Quantity::Reopened, 0);
    let solved = || word(Dimension::Outcome, &["solved"]);
    let mut figures = vec![
        share("KP-5", "first_time_fix", Condition::FixedFirstTime { window }, Some(0.95))
            .selecting(Dimension::Kind, repairs()),
        share("KP-5", "one_time_resolution", once, Some(0.90)).among(Condition::Reached(Stamp::Completed)),
        figure("KP-6", "rework", Measure::Share(Condition::Reworked { window })).target(Target::AtMost(0.05)),
        figure("KP-7", "satisfaction", Measure::Satisfaction).target(Target::AtLeast(4.5)),
        share("KP-7", "satisfied", satisfied, Some(0.95)),
        figure("KP-7", "net_promoter_score", Measure::NetPromoterScore),
        figure("KP-8", "parts_fill_rate", Measure::PartsFillRate).target(Target::AtLeast(0.98)),
        share("KP-10", "fault_resolution", solved(), Some(0.95)).selecting(Dimension::Kind, repairs()),
        share("KP-10", "repair_success_l2", solved(), Some(0.95))
            .selecting(Dimension::Kind, repairs())
            .selecting(Dimension::HighestLevel, vec![Name::known("L2")]),
        share("KP-11", "intake_accuracy", Condition::Is(Flag::IntakeComplete), Some(1.0)),
        share("KP-11", "archive_completeness", Condition::Is(Flag::ArchiveComplete), None),
        figure("KP-19", "misdiagnoses", Measure::Count(Condition::Is(Flag::Misdiagnosed)))
            .target(Target::AtMost(0.0)),
        figure("KP-19", "repeat_repairs", Measure::Count(Condition::AtLeast(Quantity::RepairAttempts, 2)))
            .target(Target::AtMost(0.0)),
        figure("KP-19", "recurrences", Measure::Count(Condition::Reworked { window })),
    ];
    let aspects = ASPECTS.map(|(name, aspect)| figure("KP-7", name, Measure::Aspect(Name::known(aspect))));
    figures.extend(aspects);
    figures
}
