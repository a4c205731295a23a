//! What figures promise: every ticket counted or refused with a reason, every definition kept, every target judged.

#![cfg(all(feature = "kpi", feature = "tzdb-bundled"))]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what is wrong by panicking"
)]

mod attainment;
mod definitions;
mod handbook;
mod refusals;
mod rework;
mod table;

use aftersales::kpi::{Accumulator, Basis, FigureDefinition, Figures, Measure, Mode, Scope, Stamp};
use aftersales::time::ZoneRules;
use aftersales::wire::TicketFactsDocument;

/// Looked at from 1 April 2026 in UTC.
fn scope() -> Scope {
    Scope::new("2026-04-01T00:00:00Z".parse().unwrap(), ZoneRules::utc())
}

fn define(name: &str, measure: Measure) -> FigureDefinition {
    FigureDefinition::new(name.parse().unwrap(), measure)
}

fn resolution() -> FigureDefinition {
    define(
        "resolution",
        Measure::Duration { from: Stamp::Created, to: Stamp::Completed, basis: Basis::Calendar },
    )
}

fn figures(definitions: Vec<FigureDefinition>, rows: &[TicketFactsDocument], scope: Scope) -> Figures {
    let mut desk = Accumulator::new(definitions, vec![], scope, Mode::Exact).unwrap();
    rows.iter().for_each(|row| desk.add_document(row));
    desk.finish()
}

/// A ticket of March 2026, reported and completed at day and time such as `02T09:00`.
fn ticket(number: &str, created: &str, completed: Option<&str>) -> TicketFactsDocument {
    let instant = |text: &str| format!("2026-03-{text}:00Z");
    TicketFactsDocument {
        ticket: Some(number.to_owned()),
        created_at: Some(instant(created)),
        completed_at: completed.map(instant),
        ..TicketFactsDocument::default()
    }
}
