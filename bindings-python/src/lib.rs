//! The Python module `aftersales._core`: the core with Python's own dates, dicts, errors and buffers. It holds no rules.

mod amount;
mod answer;
mod arrow;
mod backtest;
mod calendar;
mod clocks;
mod columns;
mod convert;
mod cost;
mod cost_effort;
mod cost_options;
mod cost_range;
mod cost_rights;
mod decision;
mod document;
mod error;
mod escalation;
mod facts;
mod handbook;
mod handle;
mod holidays;
mod html;
mod intake;
mod kpi;
mod kpi_report;
mod labels;
mod lifecycle;
mod numbering;
mod policy;
mod priority;
mod sla;
mod statistics;
mod ticket;
mod ticket_answer;
mod value;
mod zones;

/// The compiled part of `aftersales`.
#[pyo3::pymodule(gil_used = false)]
mod _core {
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::amount::Money;
    #[pymodule_export]
    use crate::arrow::{Column, Table};
    #[pymodule_export]
    use crate::backtest::Backtest;
    #[pymodule_export]
    use crate::calendar::WorkingCalendar;
    #[pymodule_export]
    use crate::clocks::{TicketClocks, board_table, read_board};
    #[cfg(feature = "bench")]
    #[pymodule_export]
    use crate::columns::bench::slice_seconds;
    #[pymodule_export]
    use crate::cost::{Estimate, PriceBook};
    #[pymodule_export]
    use crate::cost_effort::{StandardHours, check_delay, promise_completion};
    #[pymodule_export]
    use crate::cost_options::OptionPolicy;
    #[pymodule_export]
    use crate::cost_range::{Distribution, Shrinkage, Total};
    #[pymodule_export]
    use crate::cost_rights::{Coverage, Regime};
    #[pymodule_export]
    use crate::decision::DecisionTable;
    #[pymodule_export]
    use crate::escalation::EscalationPolicy;
    #[pymodule_export]
    use crate::facts::Facts;
    #[pymodule_export]
    use crate::handbook::Handbook;
    #[pymodule_export]
    use crate::holidays::HolidayPreset;
    #[pymodule_export]
    use crate::intake::IntakePolicy;
    #[pymodule_export]
    use crate::kpi::{Accumulator, Figures};
    #[pymodule_export]
    use crate::kpi_report::KpiReport;
    #[pymodule_export]
    use crate::labels::Labels;
    #[pymodule_export]
    use crate::lifecycle::{lifecycle_diagram, priority_in_force, transitions};
    #[pymodule_export]
    use crate::numbering::NumberScheme;
    #[pymodule_export]
    use crate::policy::{Bundle, presets};
    #[pymodule_export]
    use crate::priority::GradingPolicy;
    #[pymodule_export]
    use crate::sla::SlaPolicy;
    #[pymodule_export]
    use crate::statistics::{
        BaseStock, CrowAmsaa, ErlangC, Funnel, KaplanMeier, NetPromoterScore, PChart, Proportion,
        ProportionDifference, QuantileSketch, Satisfaction, Staffing, StageLog, Weibull, XmrChart, erlang_a,
        laplace_trend, log_rank, mean_cumulative_repairs, median_ranks, newsvendor, pareto, quantiles,
        reorder_policy,
    };
    #[pymodule_export]
    use crate::ticket::Ticket;
    #[pymodule_export]
    use crate::zones::ZoneDatabase;

    #[pymodule_export]
    #[expect(non_upper_case_globals, reason = "the name that Python gives a package's version")]
    const __version__: &str = env!("CARGO_PKG_VERSION");

    /// Every code that an error of the package can have, sorted.
    ///
    /// Examples
    /// --------
    /// >>> "time.zone.unknown" in error_codes()
    /// True
    #[pyfunction]
    fn error_codes() -> Vec<&'static str> {
        aftersales::error_codes()
    }

    /// A result or document as JSON text in one line, keys sorted, instants as the wire writes them.
    ///
    /// Parameters
    /// ----------
    /// value
    ///     A dict, a list, or what may stand in them: text, numbers, ``datetime``, ``date``, ``Decimal``, ``ZoneInfo``.
    ///
    /// Returns
    /// -------
    /// str
    ///     Keys sorted, without spaces.
    ///
    /// Raises
    /// ------
    /// AftersalesError
    ///     For a number that JSON does not have or a naive ``datetime``, by its path.
    /// TypeError
    ///     For anything else that a document does not hold, by its path.
    ///
    /// Examples
    /// --------
    /// >>> from datetime import datetime, timezone
    /// >>> to_json({"occurred_at": datetime(2026, 3, 2, 9, tzinfo=timezone.utc), "by": {"id": "desk-1"}})
    /// '{"by":{"id":"desk-1"},"occurred_at":"2026-03-02T09:00:00Z"}'
    #[pyfunction]
    fn to_json(value: &Bound<'_, PyAny>) -> PyResult<String> {
        let value = crate::value::from_python(value)?;
        // Figures have fractions, for which there is no canonical form.
        Ok(aftersales::wire::canonical_json(&value).unwrap_or_else(|_| value.to_string()))
    }
}
