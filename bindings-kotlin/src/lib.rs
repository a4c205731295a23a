//! The engine for Kotlin, the JVM and Android: the core's types by UniFFI, without a rule of its own.
//!
//! The Kotlin files are written from the metadata in the built library (see the README of this folder).

mod backtest;
mod board;
mod board_columns;
mod calendar;
mod clocks;
mod columns;
mod cost;
mod cost_effort;
mod cost_options;
mod cost_rights;
mod dates;
mod decision;
mod documents;
mod edges;
mod error;
mod escalation;
mod handle;
mod holidays;
mod intake;
mod kpi;
mod labels;
mod lifecycle;
mod money;
mod numbering;
mod octets;
mod policy;
mod priority;
mod sla;
mod statistics;
mod ticket;
mod ticket_answers;
mod values;
mod zones;

pub use backtest::{Backtest, BacktestCandidate};
pub use board::Board;
pub use board_columns::BoardColumns;
pub use calendar::WorkingCalendar;
pub use clocks::TicketClocks;
pub use columns::Longs;
pub use cost::{PriceBook, PricedEstimate};
pub use cost_effort::StandardHours;
pub use cost_options::{OptionPolicy, options_markdown, options_text};
pub use cost_rights::{Coverage, Regime, regimes};
pub use decision::{
    DecisionHit, DecisionTable, NeverFirst, TableAnalysis, TableAnswer, TableCoverage, TableInclusion,
    TableOverlap,
};
pub use documents::*;
pub use error::{AftersalesError, Data, Reason};
pub use escalation::{
    EscalationAcknowledgement, EscalationMilestone, EscalationPolicy, EscalationRating, EscalationStanding,
    EscalationView,
};
pub use holidays::{apply_holidays, holiday_presets, holidays};
pub use intake::IntakePolicy;
pub use kpi::{Accumulator, Figures, KpiBasis, KpiReport, KpiScope};
pub use labels::Labels;
pub use lifecycle::{
    LifecycleStep, TicketTimer, TicketTimerKind, error_codes, lifecycle, lifecycle_diagram, priority_in_force,
};
pub use money::{allocate_money, round_money};
pub use numbering::NumberScheme;
pub use octets::Octets;
pub use policy::{Bundle, check_bundle, preset_document, presets};
pub use priority::{GradingFinding, GradingPolicy};
pub use sla::{Promise, SlaPolicy};
pub use statistics::*;
pub use ticket::{Decision, OpenedTicket, Standing, Ticket, open_ticket};
pub use ticket_answers::{Availability, TicketBreach};
pub use values::{Count, LocalDateTime, Sequence, Tally};
pub use zones::ZoneFile;

uniffi::setup_scaffolding!();
