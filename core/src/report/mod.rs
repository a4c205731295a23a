//! Figures, estimates and readings as text for people, in English and Chinese.

mod kpi;
mod kpi_findings;
mod kpi_labels;
mod kpi_text;
mod language;
mod table;

pub use kpi::KpiReport;
pub use language::Language;
