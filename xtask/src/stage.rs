//! Stages: run all of them, time each, and say at the end what became of every one.

use std::fmt;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::workspace::Workspace;

/// The work of a stage.
pub(crate) type Work = Box<dyn Fn(&Workspace) -> Result<(), Halt>>;

/// One line of the closing table.
pub(crate) struct Stage {
    name: &'static str,
    needs: Option<&'static str>,
    work: Work,
}

impl Stage {
    /// A stage that stands by itself.
    pub(crate) fn new(name: &'static str, work: impl Fn(&Workspace) -> Result<(), Halt> + 'static) -> Self {
        Self { name, needs: None, work: Box::new(work) }
    }

    /// The same stage, left out when the stage `name` before it did not pass.
    pub(crate) fn needs(self, name: &'static str) -> Self {
        Self { needs: Some(name), ..self }
    }

    /// What the table calls the stage.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }
}

impl fmt::Debug for Stage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Stage").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Why a stage did not pass.
#[derive(Debug)]
pub(crate) enum Halt {
    /// What was tried went wrong.
    Failed(String),
    /// A tool is not installed: a skip, or a failure under continuous integration.
    MissingTool(String),
    /// Something cannot be had on this machine at all: a skip everywhere.
    Unavailable(String),
}

impl Halt {
    /// A failure with its reason.
    pub(crate) fn failed(reason: impl Into<String>) -> Self {
        Self::Failed(reason.into())
    }

    /// A tool that is not installed, and where it comes from.
    pub(crate) fn missing(tool: &str, remedy: &str) -> Self {
        Self::MissingTool(format!("{tool} is missing: {remedy}"))
    }
}

enum Verdict {
    Passed,
    Skipped(String),
    Failed(String),
}

struct Row {
    name: &'static str,
    verdict: Verdict,
    took: Duration,
}

/// Runs every stage, prints the table, and succeeds when none failed.
pub(crate) fn run_stages(workspace: &Workspace, stages: &[Stage]) -> ExitCode {
    let mut rows: Vec<Row> = Vec::new();
    for stage in stages {
        rows.push(run_stage(workspace, stage, &rows));
    }
    if rows.len() > 1 {
        print_table(&rows);
    }
    for row in &rows {
        match &row.verdict {
            Verdict::Passed => {}
            Verdict::Skipped(reason) => eprintln!("skipped: {}: {reason}", row.name),
            Verdict::Failed(reason) => eprintln!("failed: {}: {reason}", row.name),
        }
    }
    if rows.iter().any(|row| matches!(row.verdict, Verdict::Failed(_))) {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

fn run_stage(workspace: &Workspace, stage: &Stage, earlier: &[Row]) -> Row {
    let blocked = stage.needs.filter(|name| {
        earlier.iter().any(|row| row.name == *name && !matches!(row.verdict, Verdict::Passed))
    });
    if let Some(name) = blocked {
        let verdict = Verdict::Skipped(format!("`{name}` did not pass"));
        return Row { name: stage.name, verdict, took: Duration::ZERO };
    }
    eprintln!("\n── {}", stage.name);
    let started = now();
    let verdict = match (stage.work)(workspace) {
        Ok(()) => Verdict::Passed,
        Err(Halt::Failed(reason)) => Verdict::Failed(reason),
        Err(Halt::MissingTool(reason)) if workspace.is_continuous_integration() => Verdict::Failed(reason),
        Err(Halt::MissingTool(reason) | Halt::Unavailable(reason)) => Verdict::Skipped(reason),
    };
    Row { name: stage.name, verdict, took: started.elapsed() }
}

fn print_table(rows: &[Row]) {
    let width = rows.iter().map(|row| row.name.len()).max().unwrap_or_default().max("stage".len());
    println!("\n{:width$}  {:>7}  result", "stage", "minutes");
    for row in rows {
        let result = match row.verdict {
            Verdict::Passed => "passed",
            Verdict::Skipped(_) => "skipped",
            Verdict::Failed(_) => "failed",
        };
        println!("{:width$}  {:>7.1}  {result}", row.name, minutes(row.took));
    }
    let total = rows.iter().map(|row| row.took).sum();
    println!("{:width$}  {:>7.1}", "all", minutes(total));
}

fn minutes(took: Duration) -> f64 {
    took.as_secs_f64() / 60.0
}

#[expect(clippy::disallowed_methods, reason = "a build tool may time its own stages")]
fn now() -> Instant {
    Instant::now()
}
