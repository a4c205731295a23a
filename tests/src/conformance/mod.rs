//! Checks files of vectors: questions with their answers, in JSON (`tests/vectors/README.md`).
//!
//! A schema is one module with a type that implements [`Evaluator`] and one line in [`evaluators`]. What no evaluator covers
//! is reported as waiting; what cannot be read or is not known is reported as a problem; neither ever passes.

mod answer;
mod calendar;
mod collect;
mod cost_amounts;
mod cost_range;
mod cost_rights;
mod escalation;
mod kpi;
mod priority;
mod report;
mod sla;
mod vector;

use std::path::PathBuf;

use serde_json::Value;

pub use answer::{Difference, Malformed};
pub use report::{Failure, Problem, Report, Tally};

/// The schemas that files of vectors may name, each with the prefix of its families in reports.
const SCHEMAS: &[(&str, &str)] = &[
    ("aftersales-calendar-vectors/1", "calendar/"),
    ("aftersales-sla-vectors/1", "sla/"),
    ("aftersales-vector/1", ""),
];

/// Every evaluator there is.
fn evaluators() -> Vec<Box<dyn Evaluator>> {
    vec![
        Box::new(calendar::Calendar::new()),
        Box::new(cost_amounts::CostAmounts),
        Box::new(cost_range::CostRange),
        Box::new(cost_rights::CostRights),
        Box::new(escalation::EscalationTiming::new()),
        Box::new(kpi::Kpi),
        Box::new(priority::Grading),
        Box::new(sla::Sla::new()),
    ]
}

/// Answers the vectors of one schema, or of some of its families.
pub trait Evaluator {
    /// The schema that files name.
    fn schema(&self) -> &'static str;

    /// Whether the vectors of a family can be answered; those of others wait.
    fn covers(&self, family: &str) -> bool;

    /// Answers one vector and compares; `file` is the whole file, for what its vectors share.
    ///
    /// # Errors
    ///
    /// [`Malformed`] where the question cannot be understood: an unknown operation, a missing or unreadable field.
    fn check(&self, file: &Value, vector: &Value) -> Result<Vec<Difference>, Malformed>;
}

/// Checks every vector of the files, and of the `.json` files in the folders.
#[must_use]
pub fn run(paths: &[PathBuf]) -> Report {
    let mut report = Report::default();
    let evaluators = evaluators();
    for path in collect::json_files(paths, &mut report) {
        vector::check_file(&path, &evaluators, &mut report);
    }
    if report.totals().vectors() == 0 {
        report.problem(None, "no vectors found");
    }
    report
}
