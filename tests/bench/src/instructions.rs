//! Instructions an operation, which no neighbour on the machine can change: one run under callgrind with the
//! operations less one without.

use std::hint::black_box;
use std::process::Command;

use aftersales::calendar::WorkingCalendar;
use aftersales::time::{Span, ZoneDatabase};

use crate::contenders::{Aftersales, Contender};
use crate::race::columns_of;
use crate::workload::{self, HOUR};

/// What is counted, with the number of operations of a run.
const COUNTED: [(&str, usize); 6] = [
    ("elapsed", 100_000),
    ("deadline", 100_000),
    ("elapsed_columns", 100_000),
    ("deadline_columns", 100_000),
    ("is_open_columns", 100_000),
    ("compile", 5),
];

/// Prints a line an operation; an error says what is in the way.
pub(crate) fn print() -> Result<(), String> {
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("skipped: `valgrind` is not installed");
        return Ok(());
    }
    println!("instructions an operation");
    for (operation, count) in COUNTED {
        let (with, without) = (instructions(operation, count)?, instructions(operation, 0)?);
        println!("{operation:<18} {:>12.1}", (with - without) / count as f64);
    }
    Ok(())
}

fn instructions(operation: &str, count: usize) -> Result<f64, String> {
    let program = std::env::current_exe().map_err(|error| format!("cannot find this program: {error}"))?;
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(["count", operation, &count.to_string()])
        .output()
        .map_err(|error| format!("cannot run `valgrind`: {error}"))?;
    let log = String::from_utf8_lossy(&output.stderr);
    let collected =
        log.lines().find_map(|line| line.split_once("Collected :")).map(|(_, count)| count.trim());
    match collected.map(str::parse) {
        Some(Ok(count)) if output.status.success() => Ok(count),
        _ => Err(format!("`valgrind` gave no count for `{operation}`: {log}")),
    }
}

/// Does `count` operations after a preparation that does not depend on `count`.
pub(crate) fn count(operation: &str, count: usize) -> Result<(), String> {
    let most = COUNTED.iter().find(|(name, _)| *name == operation).map(|&(_, most)| most);
    let most = most.ok_or_else(|| format!("`{operation}` is none of the counted operations"))?;
    if count > most {
        return Err(format!("at most {most} operations of `{operation}` are counted, not {count}"));
    }
    let ours = Aftersales::new();
    let (document, zones) = (workload::document(), ZoneDatabase::bundled());
    let (from, to) = columns_of(30, most);
    let pairs: Vec<_> = from.iter().zip(&to).map(|(&from, &to)| (ours.at(from), ours.at(to))).collect();
    let promises = workload::promises(most).into_iter();
    let promises: Vec<_> =
        promises.map(|promise| (ours.at(promise.from), ours.budget(promise.budget))).collect();
    let (mut out, mut open) = (vec![0; most], vec![false; most]);
    let columns = match operation {
        "elapsed" => {
            for (from, to) in &pairs[..count] {
                black_box(ours.elapsed(from, to));
            }
            Ok(())
        }
        "deadline" => {
            for (from, budget) in &promises[..count] {
                black_box(ours.deadline(from, *budget));
            }
            Ok(())
        }
        "elapsed_columns" => ours.0.elapsed_columns(&from[..count], &to[..count], &mut out[..count]),
        "deadline_columns" => {
            ours.0.deadline_columns(&from[..count], Span::from_micros(40 * HOUR), &mut out[..count])
        }
        "is_open_columns" => ours.0.is_open_columns(&from[..count], &mut open[..count]),
        _ => {
            for _ in 0..count {
                black_box(WorkingCalendar::compile(&document, &zones).is_ok());
            }
            Ok(())
        }
    };
    black_box((out, open));
    columns.map_err(|error| error.to_string())
}
