//! Figures, estimates and readings as text and charts for people, in English and Chinese.

mod charts;
mod estimate;
mod estimate_changes;
mod estimate_labels;
mod estimate_text;
mod kpi;
mod kpi_findings;
mod kpi_labels;
mod kpi_text;
mod kpi_trend;
mod language;
mod options;
mod promised;
mod table;

pub use charts::charts;
pub use estimate::EstimateSheet;
pub use kpi::KpiReport;
pub use language::Language;
pub use options::OptionsSheet;
pub use promised::promised;
