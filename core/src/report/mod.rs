//! Figures, estimates and readings as text for people, in English and Chinese.

mod estimate;
mod estimate_changes;
mod estimate_labels;
mod estimate_text;
mod kpi;
mod kpi_findings;
mod kpi_labels;
mod kpi_text;
mod language;
mod promised;
mod table;

pub use estimate::EstimateSheet;
pub use kpi::KpiReport;
pub use language::Language;
pub use promised::promised;
