//! A service report on each of three public data sets: an incident log, the requests of a city, repairs at community events.
//!
//! ```text
//! cargo run --release --example kpi_report [-- --chinese] [--markdown] [--people] [--json] [--data DIR]
//! ```

#![expect(clippy::arithmetic_side_effects, reason = "counts of rows within one data set stay small")]

#[expect(dead_code, reason = "the tests compare more than the report shows")]
mod boston;
mod desk;
#[expect(dead_code, reason = "the tests compare more than the report shows")]
mod incidents;
#[expect(dead_code, reason = "the other example reads documents too")]
#[path = "../desk_report/read.rs"]
mod read;
#[expect(dead_code, reason = "the tests compare more than the report shows")]
mod repairs;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use aftersales::kpi::figures::Handbook;
use aftersales::kpi::{
    Basis, Dimension, FigureDefinition, Grouping, Measure, NegativeDuration, link_rework, state_times,
};
use aftersales::report::{KpiReport, Language};
use aftersales::time::{ZoneDatabase, ZoneRules};
use aftersales::vocabulary::Name;

use crate::desk::Desk;

const USAGE: &str = "\
kpi_report: three desks, reported from their public data

usage: cargo run --release --example kpi_report [-- OPTIONS]

options:
  --chinese   in Chinese
  --markdown  as Markdown
  --json      as JSON documents, one a line
  --people    with figures by person
  --data DIR  the folder that holds `uci-incidents`, `boston-311` and `open-repair`
              (default: tests/data of the source tree)
  --help      this text
";

struct Arguments {
    data: PathBuf,
    language: Language,
    output: Output,
    people: People,
}

#[derive(PartialEq)]
enum Output {
    Text,
    Markdown,
    Json,
    Help,
}

enum People {
    Shown,
    LeftOut,
}

fn main() -> ExitCode {
    match Arguments::read(std::env::args().skip(1)).and_then(|arguments| run(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("kpi_report: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let text = match arguments.output {
        Output::Help => USAGE.to_owned(),
        _ => reports(arguments).map_err(|error| error.to_string())?,
    };
    // A reader that has seen enough, such as `head`, is no error.
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(()),
    }
}

fn reports(arguments: &Arguments) -> Result<String, Box<dyn std::error::Error>> {
    let reports = [
        ("uci-incidents", incident_report(arguments)?),
        ("boston-311", boston_report(arguments)?),
        ("open-repair", repair_report(arguments)?),
    ];
    let mut text = String::new();
    for (data_set, report) in reports {
        text += &match arguments.output {
            Output::Json => serde_json::to_string(report.document())? + "\n",
            Output::Markdown => format!("<!-- {data_set} -->\n{}\n", report.markdown(arguments.language)),
            _ => format!("[{data_set}]\n\n{}\n", report.text(arguments.language)),
        };
    }
    Ok(text)
}

/// May 2016 beside April, by week; stamps of the log are wall-clock times without a zone, read as UTC.
fn incident_report(arguments: &Arguments) -> Result<KpiReport, Box<dyn std::error::Error>> {
    let log = incidents::read(&arguments.data.join("uci-incidents").join("incident_event_log.csv.gz"))?;
    let handbook = Handbook::default();
    let mut definitions = handbook.figures(Basis::Calendar);
    // Two first responses are stamped before the opening.
    definitions = definitions.into_iter().map(|one| one.negative_duration(NegativeDuration::Zero)).collect();
    definitions.push(categories("categories", Dimension::FaultClass)?);
    let mut desk =
        Desk::new(log.incidents.iter().map(|incident| incident.promised()), ZoneRules::utc(), definitions);
    link_rework(&mut desk.facts, handbook.rework_window);
    let now = desk.figures(&["2016-05-01", "2016-06-01"], &[])?;
    let before = desk.figures(&["2016-04-01", "2016-05-01"], &[])?;
    let weeks = desk.figures(&["2016-02-29", "2016-05-30", "2016-06-01"], &[Grouping::ByWeek])?;
    let mut report = KpiReport::new(&now).with_earlier(&before).with_trend(&weeks);
    if let People::Shown = arguments.people {
        let by = [Grouping::By(Dimension::Person)];
        report =
            report.with_people(&desk.figures_of(handbook.appraisal(), &["2016-05-01", "2016-06-01"], &by)?);
    }
    if arguments.output == Output::Text {
        print_states(&log)?;
    }
    Ok(report)
}

/// 2019 beside 2018, by month.
fn boston_report(arguments: &Arguments) -> Result<KpiReport, Box<dyn std::error::Error>> {
    let zone = ZoneDatabase::bundled().rules("America/New_York")?;
    let path = arguments.data.join("boston-311").join("requests_2013_2019.csv.gz");
    let requests = boston::read(&path, &zone)?;
    let mut definitions = Handbook::default().figures(Basis::Calendar);
    definitions.push(categories("classes", Dimension::Class)?);
    let facts = requests.into_iter().map(|request| request.facts);
    let desk = Desk::new(facts, zone, definitions);
    let now = desk.figures(&["2019-01-01", "2020-01-01"], &[])?;
    let before = desk.figures(&["2018-01-01", "2019-01-01"], &[])?;
    let months = desk.figures(&["2018-01-01", "2020-01-01"], &[Grouping::ByMonth])?;
    Ok(KpiReport::new(&now).with_earlier(&before).with_trend(&months))
}

/// 2024 beside 2023, by month.
fn repair_report(arguments: &Arguments) -> Result<KpiReport, Box<dyn std::error::Error>> {
    let repairs = repairs::read(&arguments.data.join("open-repair").join("repairs.csv.gz"))?;
    let mut definitions = Handbook::default().figures(Basis::Calendar);
    // Events know outcomes, not closings, so nothing of them is a backlog, and only broken products are stated a barrier.
    definitions.retain(|figure| !matches!(figure.name().as_str(), "backlog" | "faults" | "faults_by_model"));
    definitions.push(categories("categories", Dimension::ProductLine)?);
    let facts = repairs.into_iter().map(|repair| repair.facts);
    let desk = Desk::new(facts, ZoneRules::utc(), definitions);
    let now = desk.figures(&["2024-01-01", "2025-01-01"], &[])?;
    let before = desk.figures(&["2023-01-01", "2024-01-01"], &[])?;
    let months = desk.figures(&["2023-01-01", "2025-01-01"], &[Grouping::ByMonth])?;
    Ok(KpiReport::new(&now).with_earlier(&before).with_trend(&months))
}

fn categories(name: &str, dimension: Dimension) -> Result<FigureDefinition, Box<dyn std::error::Error>> {
    Ok(FigureDefinition::new(name.parse::<Name>()?, Measure::Categories(dimension)))
}

/// The time in each state of the log, whose rows stand in the order in which they happened.
fn print_states(log: &incidents::Incidents) -> Result<(), Box<dyn std::error::Error>> {
    let columns = &log.stages;
    let times = state_times(&columns.incident, &columns.state, &columns.at, NegativeDuration::Zero)?;
    let mut states: Vec<_> = times.into_iter().collect();
    states.sort_by_key(|(_, time)| core::cmp::Reverse(time.total));
    println!("Time in each state of the incident log ({} rows)\n", columns.at.len());
    for (state, time) in states {
        let name = columns.states.get(state as usize).map_or("?", String::as_str);
        let mean = time.mean / 3_600_000_000.0;
        println!("  {name:<20} {:>6} visits  {mean:>7.1} h each  {:>5.1} %", time.visits, time.share * 100.0);
    }
    println!();
    Ok(())
}

impl Arguments {
    fn read(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("tests").join("data");
        let (language, output, people) = (Language::English, Output::Text, People::LeftOut);
        let mut arguments = Self { data, language, output, people };
        while let Some(word) = words.next() {
            match word.as_str() {
                "--chinese" => arguments.language = Language::Chinese,
                "--markdown" => arguments.output = Output::Markdown,
                "--json" => arguments.output = Output::Json,
                "--people" => arguments.people = People::Shown,
                "--data" => {
                    arguments.data = words.next().ok_or("`--data` needs a folder; see `--help`")?.into();
                }
                "--help" | "-h" => return Ok(Self { output: Output::Help, ..arguments }),
                other => return Err(format!("`{other}` is not an option; see `--help`")),
            }
        }
        Ok(arguments)
    }
}
