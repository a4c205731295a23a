//! Working time against its peers: one run, one table, gates. The README beside this file says more.

mod agreement;
mod board;
mod clock_events;
mod contenders;
mod estimates;
mod gates;
mod instructions;
mod race;
mod report;
mod statistics;
mod tickets;
mod workload;

use std::process::ExitCode;
use std::time::Duration;

use crate::race::Length;
use crate::report::{Line, Report};

const USAGE: &str = "usage: aftersales-bench [--quick] [--json] | instructions | board FILE";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["instructions"] => instructions::print().map(|()| true),
        ["board", file] => board::time(file).map(|()| true),
        ["count", operation, count] => count
            .parse()
            .map_err(|_| format!("`{count}` is no number of operations"))
            .and_then(|count| instructions::count(operation, count))
            .map(|()| true),
        options => match options.iter().find(|option| !matches!(**option, "--quick" | "--json")) {
            Some(unknown) => Err(format!("unknown argument `{unknown}`; {USAGE}")),
            None => Ok(bench(options.contains(&"--quick"), options.contains(&"--json"))),
        },
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

/// Runs and prints all; whether everything that must hold holds.
fn bench(quick: bool, json: bool) -> bool {
    let length = if quick {
        Length { rounds: 3, batch: Duration::from_millis(2) }
    } else {
        Length { rounds: 15, batch: Duration::from_millis(30) }
    };
    let gates_not_enforced = match (quick, cfg!(debug_assertions)) {
        (_, true) => Some("this is a debug build"),
        (true, false) => Some("three short rounds are a smoke run, too few to judge by"),
        (false, false) => None,
    };
    let (agreements, conventions) = (agreement::agreements(), agreement::conventions());
    let mut entries = race::entries();
    race::run(&mut entries, length);
    let report = Report {
        rounds: length.rounds,
        agreements,
        conventions,
        results: Line::all(&entries),
        gates: gates::gates(&entries),
        gates_not_enforced,
        aims: gates::aims(&entries),
    };
    if json {
        println!("{}", serde_json::to_string_pretty(&report).expect("the report is plain data"));
    } else {
        print!("{report}");
    }
    let fair = report.agreements.iter().all(|agreement| agreement.differences == 0);
    let passed = report.gates.iter().all(|gate| gate.passed);
    if !fair {
        eprintln!("the contenders do not answer alike, so the race is not fair");
    }
    fair && (passed || report.gates_not_enforced.is_some())
}
