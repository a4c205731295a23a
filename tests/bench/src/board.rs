//! The reading of a board alone, of tickets that another process hands in, which times the same in WebAssembly.

use std::hint::black_box;
use std::time::Instant as Stopwatch;

use aftersales::sla::{Event, SlaPolicy, TicketClocks};
use aftersales::time::{Instant, ZoneDatabase};
use aftersales::wire::{SlaDocument, TimelineEventDocument};
use serde::Deserialize;

/// How often the board is read; the shortest counts.
const ROUNDS: u32 = 15;

/// The tickets of a board, each with its events, and when it is read.
#[derive(Deserialize)]
struct Workload {
    policy: SlaDocument,
    tickets: Vec<Vec<TimelineEventDocument>>,
    now: Instant,
}

/// Prints the nanoseconds of one reading of all clocks of a file's tickets.
pub(crate) fn time(file: &str) -> Result<(), String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let workload: Workload = serde_json::from_str(&text).map_err(|error| format!("{file}: {error}"))?;
    let told = |error: &dyn std::error::Error| error.to_string();
    let policy =
        SlaPolicy::compile(&workload.policy, &ZoneDatabase::bundled()).map_err(|error| told(&error))?;
    let mut board = Vec::with_capacity(workload.tickets.len());
    for events in &workload.tickets {
        let mut clocks = TicketClocks::new(policy.clone());
        for event in events {
            let event = Event::from_document(event, |_| None).map_err(|error| told(&error))?;
            clocks.apply(event).map_err(|error| told(&error))?;
        }
        board.push(clocks);
    }
    let mut best = u128::MAX;
    for _ in 0..ROUNDS {
        let started = Stopwatch::now();
        for clocks in &board {
            black_box(clocks.readings(workload.now).map_err(|error| told(&error))?);
        }
        best = best.min(started.elapsed().as_nanos());
    }
    println!("{best}");
    Ok(())
}
