//! Our side of the bench: reads raw columns once, then answers each line of the standard input with one timed run.
//!
//! `run.py` beside this package writes the columns, asks us and the peers in turn, and holds the gates.

mod columns;
mod memory;

use std::io::{BufRead, Write};
use std::path::Path;
use std::time::Instant;

use aftersales::kpi::statistics::{KaplanMeier, QuantileSketch};
use aftersales::kpi::{Mode, NegativeDuration, Scope, TableAccumulator, TableRow, state_times};
use aftersales::time::ZoneRules;
use serde_json::{Value, json};

use crate::columns::{Columns, Durations, Log};

const AS_OF: &str = "2026-01-01T00:00:00Z";
const GROUPS: usize = 4;
const COST_KINDS: usize = 4;
const SKETCH: Mode = Mode::Sketch { relative_error: 0.01 };

fn main() {
    let folder = std::env::args().nth(1).expect("the folder of columns is the argument");
    let folder = Path::new(&folder);
    let columns = Columns::read(folder);
    let (durations, log) = (Durations::read(folder), Log::read(folder));
    say(&json!({"ready": true, "rows": columns.rows()}));
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("the standard input is text");
        let words: Vec<&str> = line.split(' ').collect();
        let answer = match words.as_slice() {
            ["exact", threads] => table(&columns, Mode::Exact, threads),
            ["sketch", threads] => table(&columns, SKETCH, threads),
            ["survival"] => survival(&durations),
            ["updates"] => updates(&columns),
            ["stages"] => stages(&log),
            ["memory", rows] => memory::held(&columns, rows.parse().expect("a number of rows")),
            _ => json!({"error": format!("`{line}` is no question")}),
        };
        say(&answer);
    }
}

fn say(answer: &Value) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{answer}").and_then(|()| out.flush()).expect("the standard output is open");
}

fn empty(mode: Mode) -> TableAccumulator {
    let scope = Scope::new(AS_OF.parse().expect("an instant"), ZoneRules::utc());
    TableAccumulator::new(GROUPS, COST_KINDS, scope, NegativeDuration::Reject, mode).expect("a table")
}

/// One table; with two threads from two accumulators over one half of the rows each, merged.
fn table(columns: &Columns, mode: Mode, threads: &str) -> Value {
    let threads: usize = threads.parse().expect("a number of threads");
    let started = Instant::now();
    let step = columns.rows().div_ceil(threads);
    let mut parts: Vec<TableAccumulator> = std::thread::scope(|scope| {
        let part = |part: usize| {
            let range = part * step..((part + 1) * step).min(columns.rows());
            scope.spawn(move || {
                let mut table = empty(mode);
                table.add(&columns.table(range)).expect("columns of one length");
                table
            })
        };
        let parts: Vec<_> = (0..threads).map(part).collect();
        parts.into_iter().map(|part| part.join().expect("a thread that ends")).collect()
    });
    let mut whole = parts.remove(0);
    let counted = started.elapsed().as_secs_f64();
    parts.into_iter().for_each(|part| whole.merge(part).expect("tables of one kind"));
    let merged = started.elapsed().as_secs_f64();
    let rows = finish(whole, threads);
    let seconds = started.elapsed().as_secs_f64();
    let rows: Vec<Value> = rows.iter().map(shown).collect();
    json!({"seconds": seconds, "counted": counted, "merged": merged, "table": rows})
}

/// The months of a table are finished by as many threads.
fn finish(table: TableAccumulator, threads: usize) -> Vec<TableRow> {
    let parts = table.split(threads);
    std::thread::scope(|scope| {
        let parts: Vec<_> = parts.into_iter().map(|part| scope.spawn(move || part.finish().0)).collect();
        parts.into_iter().flat_map(|part| part.join().expect("a thread that ends")).collect()
    })
}

fn shown(row: &TableRow) -> Value {
    let costs: Vec<i64> =
        row.costs.iter().map(|&cost| i64::try_from(cost).expect("a sum of the bench")).collect();
    json!({
        "month": row.month.to_string(), "group": row.group, "tickets": row.tickets,
        "mean": row.mean, "median": row.median, "p90": row.p90,
        "met": row.met_of_due.successes(), "due": row.met_of_due.n(), "reopened": row.reopened.rate(),
        "satisfaction": row.satisfaction, "costs": costs,
    })
}

fn survival(durations: &Durations) -> Value {
    let started = Instant::now();
    let curve = KaplanMeier::new(&durations.hours, &durations.observed).expect("durations of one length");
    let median = curve.median();
    json!({"seconds": started.elapsed().as_secs_f64(), "median": median, "steps": curve.steps().len()})
}

fn updates(columns: &Columns) -> Value {
    let started = Instant::now();
    let mut sketch = QuantileSketch::new(0.01).expect("a relative error");
    sketch.add_column(columns.spans()).expect("finite values");
    let median = sketch.quantile(0.5).expect("a probability");
    let seconds = started.elapsed().as_secs_f64();
    json!({"seconds": seconds, "median": median, "per_second": columns.rows() as f64 / seconds})
}

fn stages(log: &Log) -> Value {
    let started = Instant::now();
    let times =
        state_times(&log.cases, &log.states, &log.at, NegativeDuration::Zero).expect("columns of one length");
    let seconds = started.elapsed().as_secs_f64();
    let visits: u64 = times.values().map(|time| time.visits).sum();
    json!({"seconds": seconds, "rows": log.cases.len(), "visits": visits})
}
