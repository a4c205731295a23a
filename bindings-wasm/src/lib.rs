//! The npm package of `aftersales`: the rooms of the core as JavaScript classes, without rules of their own.
//!
//! Documents and results are the snake_case JSON of the wire; instants go out as RFC 3339 text, spans as `bigint`
//! microseconds, so nothing is rounded on the way. The build (`npm run build`) turns the doc comments into the package's
//! TypeScript declarations.

#![cfg_attr(
    not(all(feature = "desk", feature = "kpi", feature = "statistics")),
    allow(dead_code, reason = "a module by need leaves out what only other rooms use")
)]

mod argument;
#[cfg(feature = "clocks")]
mod calendar;
#[cfg(feature = "desk")]
mod canonical;
#[cfg(feature = "desk")]
mod cost;
#[cfg(feature = "desk")]
mod decision;
mod error;
#[cfg(feature = "desk")]
mod escalation;
#[cfg(feature = "kpi")]
mod kpi;
#[cfg(feature = "kpi")]
mod kpi_columns;
#[cfg(feature = "desk")]
mod policy;
#[cfg(feature = "clocks")]
mod priority;
mod result;
#[cfg(feature = "clocks")]
mod sla;
#[cfg(feature = "statistics")]
mod statistics;
#[cfg(feature = "desk")]
mod ticket;
mod types;
mod zone;

#[cfg(feature = "clocks")]
pub use calendar::WorkingCalendar;
#[cfg(feature = "desk")]
pub use canonical::canonical_json;
#[cfg(feature = "desk")]
pub use cost::{
    Coverage, Distribution, OptionPolicy, PriceBook, Regime, Shrinkage, StandardHours, Total, allocate_money,
    check_delay, check_valid, compare_cost, estimate_difference, estimate_sheet, options_sheet,
    promise_completion, round_money,
};
#[cfg(feature = "desk")]
pub use decision::DecisionTable;
pub use error::{Thrown, error_codes};
#[cfg(feature = "desk")]
pub use escalation::EscalationPolicy;
#[cfg(feature = "kpi")]
pub use kpi::{Kpi, KpiReport};
#[cfg(feature = "desk")]
pub use policy::Policy;
#[cfg(feature = "clocks")]
pub use priority::GradingPolicy;
#[cfg(feature = "clocks")]
pub use sla::{Board, SlaPolicy, TicketClocks};
#[cfg(feature = "statistics")]
pub use statistics::{
    BaseStock, CrowAmsaa, ErlangC, KaplanMeier, QuantileSketch, StageLog, Weibull, erlang_a, laplace_trend,
    log_rank, mean_cumulative_repairs, median_ranks, net_promoter_score, newsvendor, p_chart, proportion,
    proportion_difference, quantiles, reorder_policy, satisfaction, xmr_chart,
};
#[cfg(feature = "desk")]
pub use ticket::Ticket;
