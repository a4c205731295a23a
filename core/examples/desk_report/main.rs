//! The main job on two public data sets: due stamps of a city recomputed from its calendar, and every event of an incident log
//! through the clocks of a P1 to P4 policy.
//!
//! ```text
//! cargo run --release --example desk_report [-- --json] [--data DIR]
//! ```

#![expect(
    clippy::arithmetic_side_effects,
    reason = "counts of rows and lengths within one data set stay small"
)]

mod boston;
mod figures;
mod incidents;
mod read;
mod stopwatch;
mod table;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use aftersales::time::ZoneDatabase;
use serde::Serialize;

use crate::boston::Boston;
use crate::incidents::{Incidents, Timing};
use crate::read::ReportError;
use crate::stopwatch::Stopwatch;

const USAGE: &str = "\
desk_report: two service desks, reported from their public data

usage: cargo run --release --example desk_report [-- OPTIONS]

options:
  --json      one JSON document instead of text
  --data DIR  the folder that holds `boston-311` and `uci-incidents`
              (default: tests/data of the source tree)
  --help      this text
";

struct Arguments {
    data: PathBuf,
    output: Output,
}

enum Output {
    Text,
    Json,
    Help,
}

#[derive(Serialize)]
struct Report {
    tzdb_version: String,
    boston_311: Boston,
    incidents: Incidents,
    timing: RunTiming,
}

/// The only part that differs between two runs.
#[derive(Serialize)]
struct RunTiming {
    boston_311_seconds: f64,
    incidents: Timing,
    total_seconds: f64,
}

fn main() -> ExitCode {
    match Arguments::read(std::env::args().skip(1)).and_then(|arguments| run(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("desk_report: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let text = match arguments.output {
        Output::Help => USAGE.to_owned(),
        Output::Text => Report::of(&arguments.data).map_err(|error| error.to_string())?.text(),
        Output::Json => {
            let report = Report::of(&arguments.data).map_err(|error| error.to_string())?;
            let json = serde_json::to_string_pretty(&report).map_err(|error| error.to_string())?;
            format!("{json}\n")
        }
    };
    // A reader that has seen enough, such as `head`, is no error.
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(()),
    }
}

impl Arguments {
    fn read(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("tests").join("data");
        let mut arguments = Self { data, output: Output::Text };
        while let Some(word) = words.next() {
            match word.as_str() {
                "--json" => arguments.output = Output::Json,
                "--data" => {
                    arguments.data = words.next().ok_or("`--data` needs a folder; see `--help`")?.into();
                }
                "--help" | "-h" => return Ok(Self { output: Output::Help, ..arguments }),
                other => {
                    return Err(format!(
                        "`{other}` is not an option; `--json`, `--data DIR` and `--help` are"
                    ));
                }
            }
        }
        Ok(arguments)
    }
}

impl Report {
    fn of(data: &Path) -> Result<Self, ReportError> {
        let (mut total, mut lap) = (Stopwatch::start(), Stopwatch::start());
        let boston_311 = boston::report(&data.join("boston-311"))?;
        let boston_311_seconds = lap.lap();
        let (incidents, timing) = incidents::report(&data.join("uci-incidents"))?;
        let total_seconds = total.lap();
        let timing = RunTiming { boston_311_seconds, incidents: timing, total_seconds };
        let tzdb_version = ZoneDatabase::bundled().version().to_owned();
        Ok(Self { tzdb_version, boston_311, incidents, timing })
    }

    fn text(&self) -> String {
        let Self { boston_311, incidents, timing, .. } = self;
        let speed = timing.incidents.text();
        let (boston, total) = (timing.boston_311_seconds * 1000.0, timing.total_seconds * 1000.0);
        let sum = format!("  Boston 311 {boston:.0} ms, the whole report {total:.0} ms\n");
        format!("{boston_311}\n{incidents}\nSpeed on this machine, one core\n\n{speed}{sum}")
    }
}
