//! What was seen, for people and for machines.

use core::fmt;

use serde::Serialize;

use crate::agreement::{Agreement, Convention};
use crate::contenders::{Aftersales, Contender};
use crate::gates::{Aim, Gate, find};
use crate::race::{Entry, Operation};

/// Everything one run has seen.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    pub(crate) rounds: usize,
    pub(crate) agreements: Vec<Agreement>,
    pub(crate) conventions: Vec<Convention>,
    pub(crate) results: Vec<Line>,
    pub(crate) gates: Vec<Gate>,
    /// Why a failed gate does not fail the run, if it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) gates_not_enforced: Option<&'static str>,
    pub(crate) aims: Vec<Aim>,
}

/// One line of the table.
#[derive(Debug, Serialize)]
pub(crate) struct Line {
    operation: String,
    contender: &'static str,
    median_ns: f64,
    least_ns: f64,
    rows_per_second: f64,
    /// Median over our median at the same operation.
    ratio_to_ours: f64,
}

impl Line {
    /// One line an entry, ours first in each operation.
    pub(crate) fn all(entries: &[Entry]) -> Vec<Self> {
        let mut operations: Vec<Operation> = Vec::new();
        for entry in entries {
            if !operations.contains(&entry.operation) {
                operations.push(entry.operation);
            }
        }
        let of = |operation| entries.iter().filter(move |entry| entry.operation == operation);
        operations.into_iter().flat_map(of).map(|entry| Self::new(entries, entry)).collect()
    }

    fn new(entries: &[Entry], entry: &Entry) -> Self {
        let median = entry.median();
        let ours = find(entries, entry.operation, Aftersales::NAME).map_or(median, Entry::median);
        Self {
            operation: entry.operation.to_string(),
            contender: entry.contender,
            median_ns: median,
            least_ns: entry.least(),
            rows_per_second: 1e9 / median,
            ratio_to_ours: median / ours,
        }
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Elapsed(days) => write!(f, "elapsed {days} d"),
            Self::Deadline => f.write_str("deadline 8-200 h"),
            Self::ElapsedColumns(days, rows) => write!(f, "elapsed_columns {days} d, {} Ki", rows >> 10),
            Self::DeadlineColumns => f.write_str("deadline_columns 40 h"),
            Self::IsOpenColumns => f.write_str("is_open_columns"),
            Self::Compile => f.write_str("compile"),
            Self::ClockEvent => f.write_str("clock event"),
            Self::Estimate => f.write_str("estimate of ten lines"),
            Self::SketchUpdate => f.write_str("sketch update"),
            Self::KaplanMeier => f.write_str("kaplan_meier 1 M"),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Agreement with {} on a sample of the workload", Aftersales::NAME)?;
        for Agreement { contender, questions, differences, first } in &self.agreements {
            writeln!(f, "  {contender:<14} {questions:>6} questions  {differences:>4} differ")?;
            if let Some(first) = first {
                writeln!(f, "    {first}")?;
            }
        }
        writeln!(f, "\nConventions outside the workload")?;
        for Convention { question, answers } in &self.conventions {
            writeln!(f, "  {question}")?;
            let answers: Vec<String> =
                answers.iter().map(|(name, answer)| format!("{name} {answer}")).collect();
            writeln!(f, "    {}", answers.join(", "))?;
        }
        writeln!(
            f,
            "\n{} rounds; `opening-hours` walks its intervals, for it has no such operation\n",
            self.rounds
        )?;
        writeln!(
            f,
            "{:<28} {:<14} {:>12} {:>12} {:>12} {:>9}",
            "operation", "contender", "median ns", "least ns", "rows/s", "x ours"
        )?;
        let mut operation = "";
        for line in &self.results {
            let shown = if operation == line.operation { "" } else { line.operation.as_str() };
            operation = line.operation.as_str();
            writeln!(
                f,
                "{shown:<28} {:<14} {:>12.1} {:>12.1} {:>12} {:>9.2}",
                line.contender,
                line.median_ns,
                line.least_ns,
                thousands(line.rows_per_second),
                line.ratio_to_ours,
            )?;
        }
        writeln!(f, "\nGates")?;
        for Gate { name, wanted, seen, passed } in &self.gates {
            let verdict = if *passed { "pass" } else { "FAIL" };
            writeln!(f, "  {verdict}  {name}: {seen} (wanted {wanted})")?;
        }
        if let Some(reason) = self.gates_not_enforced {
            writeln!(f, "  not enforced: {reason}")?;
        }
        writeln!(f, "\nAims")?;
        for Aim { name, wanted, seen, reached } in &self.aims {
            let verdict = match seen {
                Some(_) if *reached => "reached",
                Some(_) => "missed",
                None => "not measured",
            };
            writeln!(f, "  {verdict}  {name}: {} (wanted {wanted})", seen.as_deref().unwrap_or("-"))?;
        }
        Ok(())
    }
}

fn thousands(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut grouped = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
