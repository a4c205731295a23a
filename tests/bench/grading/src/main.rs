//! Grading beside the rule engine `zen-engine` on one table of twelve rows. The README of the benches says more.

mod contenders;
mod table;

use std::process::ExitCode;
use std::time::Duration;

use crate::contenders::{Aftersales, Zen};

/// How many times as quick as the engine a grade must be.
const LEAST: f64 = 20.0;
/// A grade in nanoseconds that is aimed at.
const AIM: f64 = 200.0;
/// Random cases; each contender goes round them.
const CASES: usize = 4_096;

/// One contender at one task, with nanoseconds a case by round.
struct Entry {
    name: &'static str,
    run: Box<dyn FnMut(usize)>,
    calls: usize,
    rounds: Vec<f64>,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let quick = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => false,
        ["--quick"] => true,
        _ => {
            eprintln!("usage: aftersales-bench-grading [--quick]");
            return ExitCode::from(2);
        }
    };
    let (rounds, batch) = if quick { (3, 2) } else { (15, 30) };
    let cases = table::cases(CASES);
    let (ours, zen) = (Aftersales::new(&cases), Zen::new(&cases));
    let differences = (0..CASES).filter(|case| ours.grade(*case) != zen.grade(*case)).count();
    println!("agreement: {CASES} cases, {differences} differences");
    let (reading, columns) = (ours.clone(), ours.clone());
    let mut entries = [
        Entry::new("aftersales grade", move |calls| (0..calls).for_each(|call| ours.run(call))),
        Entry::new("aftersales read and grade", move |calls| {
            (0..calls).for_each(|call| reading.run_reading(call));
        }),
        Entry::new("aftersales grade_columns", columns.column_runner()),
        Entry::new("zen-engine evaluate", move |calls| zen.run(calls)),
    ];
    for entry in &mut entries {
        entry.size(Duration::from_millis(batch));
    }
    for _ in 0..rounds {
        for entry in &mut entries {
            let took = entry.time().as_secs_f64();
            entry.rounds.push(took * 1e9 / entry.calls as f64);
        }
    }
    println!("nanoseconds a case, median and least of {rounds} rounds");
    for entry in &entries {
        println!("{:<28} {:>10.1} {:>10.1}", entry.name, entry.median(), entry.least());
    }
    let [grade, reading, _, zen] = entries.map(|entry| entry.median());
    let (times, read_times) = (zen / grade, zen / reading);
    let enforced = !quick && !cfg!(debug_assertions);
    let not = if enforced { "" } else { " (shown, not enforced)" };
    println!("gate: a grade is {times:.0} times as quick as zen-engine, wanted >= {LEAST}{not}");
    println!("      with reading, {read_times:.0} times");
    println!("aim:  a grade in {AIM} ns: {}", if grade <= AIM { "reached" } else { "missed" });
    if differences > 0 || (enforced && times < LEAST) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

impl Entry {
    fn new(name: &'static str, run: impl FnMut(usize) + 'static) -> Self {
        Self { name, run: Box::new(run), calls: CASES, rounds: Vec::new() }
    }

    fn time(&mut self) -> Duration {
        let start = clock();
        (self.run)(self.calls);
        clock().saturating_sub(start)
    }

    /// Finds the number of calls that fills a batch.
    fn size(&mut self, batch: Duration) {
        let mut took = self.time();
        while took < batch / 4 {
            self.calls *= 2;
            took = self.time();
        }
        let calls = self.calls as f64 * batch.as_secs_f64() / took.as_secs_f64();
        // Whole columns, so that a case costs the same in every contender.
        self.calls = (calls as usize).max(1).next_multiple_of(CASES);
    }

    fn median(&self) -> f64 {
        let mut sorted = self.rounds.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        sorted[sorted.len() / 2]
    }

    fn least(&self) -> f64 {
        self.rounds.iter().copied().fold(f64::INFINITY, f64::min)
    }
}

/// Time that this thread has spent on a processor: what it waited for others does not count.
#[cfg(unix)]
fn clock() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).expect("processor time is not negative")
}

/// Time since the first call; elsewhere the processor time of a thread is not at hand.
#[cfg(not(unix))]
fn clock() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}
