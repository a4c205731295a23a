//! The race: every contender in every round, so that a noisy neighbour slows all alike.

use std::hint::black_box;
use std::time::Duration;

use aftersales::calendar::WorkingCalendar;
use aftersales::time::{Span, ZoneDatabase};

use crate::clock_events;
use crate::contenders::{Aftersales, Contender, OpeningHoursCrate, PrefixSums, UleHours, Workclock};
use crate::estimates;
use crate::statistics;
use crate::workload::{self, HOUR, Pair, SPANS};

/// Rows of one call of a column function: what a data frame hands over at a time.
pub(crate) const COLUMN_ROWS: usize = 1 << 16;
/// Rows of one call that does not fit in the caches.
pub(crate) const LONG_COLUMN_ROWS: usize = 1 << 20;
/// Random questions; each contender goes round them.
const QUESTIONS: usize = 1 << 16;

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    /// Working time of a pair so many days apart.
    Elapsed(i64),
    /// When 8 to 200 hours are used up.
    Deadline,
    /// Working time of a pair so many days apart, in columns of so many rows.
    ElapsedColumns(i64, usize),
    /// When one budget is used up, in columns.
    DeadlineColumns,
    /// Whether an instant is open, in columns.
    IsOpenColumns,
    /// From the document to the calendar.
    Compile,
    /// One event of an SLA clock.
    ClockEvent,
    /// One estimate of ten lines.
    Estimate,
    /// One duration counted by a quantile sketch.
    SketchUpdate,
    /// One duration of a Kaplan–Meier curve.
    KaplanMeier,
}

/// One contender at one operation.
pub(crate) struct Entry {
    pub(crate) operation: Operation,
    pub(crate) contender: &'static str,
    /// Does so many calls.
    run: Box<dyn FnMut(usize)>,
    /// Rows of one call.
    rows: usize,
    /// Calls of one batch.
    calls: usize,
    /// Nanoseconds a row by round.
    rounds: Vec<f64>,
}

/// How long the race is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Length {
    pub(crate) rounds: usize,
    pub(crate) batch: Duration,
}

impl Entry {
    /// An entry whose call does `rows` rows.
    pub(crate) fn new(
        operation: Operation,
        contender: &'static str,
        rows: usize,
        run: impl FnMut(usize) + 'static,
    ) -> Self {
        Self { operation, contender, run: Box::new(run), rows, calls: 1, rounds: Vec::new() }
    }

    /// The middle round, in nanoseconds a row.
    pub(crate) fn median(&self) -> f64 {
        let mut sorted = self.rounds.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        sorted[sorted.len() / 2]
    }

    /// The quickest round, in nanoseconds a row.
    pub(crate) fn least(&self) -> f64 {
        self.rounds.iter().copied().fold(f64::INFINITY, f64::min)
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
        self.calls = (calls as usize).max(1);
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

/// Everyone in all operations that they have.
pub(crate) fn entries() -> Vec<Entry> {
    let mut entries = Vec::new();
    scalar::<Aftersales>(&mut entries);
    scalar::<PrefixSums>(&mut entries);
    scalar::<Workclock>(&mut entries);
    scalar::<UleHours>(&mut entries);
    scalar::<OpeningHoursCrate>(&mut entries);
    columns(&mut entries);
    let (document, zones) = (workload::document(), ZoneDatabase::bundled());
    entries.push(Entry::new(Operation::Compile, Aftersales::NAME, 1, move |calls| {
        for _ in 0..calls {
            black_box(WorkingCalendar::compile(black_box(&document), &zones).is_ok());
        }
    }));
    entries.push(clock_events::entry());
    entries.extend(estimates::entries());
    entries.extend(statistics::entries());
    entries
}

/// Runs all rounds.
pub(crate) fn run(entries: &mut [Entry], length: Length) {
    for entry in &mut *entries {
        entry.size(length.batch);
    }
    for _ in 0..length.rounds {
        for entry in &mut *entries {
            let took = entry.time().as_secs_f64();
            entry.rounds.push(took * 1e9 / (entry.calls * entry.rows) as f64);
        }
    }
}

fn scalar<C: Contender>(entries: &mut Vec<Entry>) {
    for days in SPANS {
        let contender = C::new();
        let pairs = workload::pairs(days, QUESTIONS);
        let questions: Vec<_> =
            pairs.into_iter().map(|pair| (contender.at(pair.from), contender.at(pair.to))).collect();
        let run = round_and_round(questions, move |(from, to)| contender.elapsed(from, to));
        entries.push(Entry::new(Operation::Elapsed(days), C::NAME, 1, run));
    }
    let contender = C::new();
    let promises = workload::promises(QUESTIONS).into_iter();
    let questions: Vec<_> =
        promises.map(|promise| (contender.at(promise.from), contender.budget(promise.budget))).collect();
    let run =
        round_and_round(questions, move |(from, budget)| contender.deadline(from, *budget).unwrap_or(0));
    entries.push(Entry::new(Operation::Deadline, C::NAME, 1, run));
}

/// Asks the next questions, from the first again after the last.
fn round_and_round<Q>(questions: Vec<Q>, ask: impl Fn(&Q) -> i64) -> impl FnMut(usize) {
    let mut next = 0;
    move |calls| {
        let mut left = calls;
        let mut sum = 0_i64;
        while left > 0 {
            let stretch = left.min(questions.len() - next);
            for question in &questions[next..next + stretch] {
                sum = sum.wrapping_add(ask(question));
            }
            left -= stretch;
            next = (next + stretch) % questions.len();
        }
        black_box(sum);
    }
}

fn columns(entries: &mut Vec<Entry>) {
    for (days, rows) in [(30, COLUMN_ROWS), (365, COLUMN_ROWS), (30, LONG_COLUMN_ROWS)] {
        let Aftersales(calendar) = Aftersales::new();
        let (from, to) = columns_of(days, rows);
        let mut out = vec![0; rows];
        let run = move |calls| {
            for _ in 0..calls {
                calendar
                    .elapsed_columns(black_box(&from), black_box(&to), &mut out)
                    .expect("the columns fit");
                black_box(&mut out);
            }
        };
        entries.push(Entry::new(Operation::ElapsedColumns(days, rows), Aftersales::NAME, rows, run));
    }
    let Aftersales(calendar) = Aftersales::new();
    let (from, _) = columns_of(30, COLUMN_ROWS);
    let (budget, mut out) = (Span::from_micros(40 * HOUR), vec![0; COLUMN_ROWS]);
    let run = move |calls| {
        for _ in 0..calls {
            calendar.deadline_columns(black_box(&from), budget, &mut out).expect("the columns fit");
            black_box(&mut out);
        }
    };
    entries.push(Entry::new(Operation::DeadlineColumns, Aftersales::NAME, COLUMN_ROWS, run));
    let Aftersales(calendar) = Aftersales::new();
    let (at, _) = columns_of(30, COLUMN_ROWS);
    let mut out = vec![false; COLUMN_ROWS];
    let run = move |calls| {
        for _ in 0..calls {
            calendar.is_open_columns(black_box(&at), &mut out).expect("the columns fit");
            black_box(&mut out);
        }
    };
    entries.push(Entry::new(Operation::IsOpenColumns, Aftersales::NAME, COLUMN_ROWS, run));
}

/// The pairs of the workload as two columns.
pub(crate) fn columns_of(days: i64, rows: usize) -> (Vec<i64>, Vec<i64>) {
    workload::pairs(days, rows).into_iter().map(|Pair { from, to }| (from, to)).unzip()
}
