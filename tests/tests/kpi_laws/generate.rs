//! Random desks: the same tickets as documents for the core and as the oracle's own records.

use std::collections::BTreeMap;

use aftersales::time::Instant;
use aftersales::wire::{MoneyDocument, PromiseDocument, TicketFactsDocument};
use aftersales_tests::oracle::DeskTicket;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

pub(crate) const HOUR: i64 = 3_600_000_000;
pub(crate) const DAY: i64 = 24 * HOUR;
/// Midnight of 1 March 2026 in UTC; tickets are reported in the 60 days after it.
pub(crate) const START: i64 = 1_772_323_200_000_000;

prop_compose! {
    /// A ticket; nothing in it is impossible, but its end may lie before its beginning.
    pub(crate) fn ticket()(
        created in 0..60 * DAY,
        completed in option::weighted(0.8, -2 * HOUR..20 * DAY),
        closed in option::weighted(0.7, 0..6 * DAY),
        due in option::weighted(0.8, -HOUR..10 * DAY),
        (unit, problem) in (option::weighted(0.8, 0..4_u8), option::weighted(0.9, 0..3_u8)),
        priority in option::weighted(0.9, 1..4_u8),
        excluded in proptest::bool::weighted(0.1),
        reopened in option::of(0..3_u32),
        satisfaction in option::of(1_000_000..=5_000_000_i64),
        (labour, parts) in (option::of(0..100_000_i64), option::of(0..50_000_i64)),
    ) -> DeskTicket {
        let created = START + created;
        let completed = completed.map(|span| created + span);
        let closed = completed.zip(closed).map(|(completed, lag)| completed.max(created) + lag);
        let costs = [("labour", labour), ("parts", parts)];
        DeskTicket {
            unit: unit.map(|unit| format!("SN-{unit}")),
            problem: problem.map(|problem| format!("problem {problem}")),
            is_excluded: excluded && closed.is_some(),
            priority: priority.map(|priority| format!("P{priority}")),
            created,
            completed,
            closed,
            due: due.map(|span| created + span),
            reopened,
            satisfaction,
            cost: costs.into_iter().filter_map(|(kind, cost)| Some((kind.to_owned(), cost?))).collect(),
        }
    }
}

pub(crate) fn desk() -> impl Strategy<Value = Vec<DeskTicket>> {
    vec(ticket(), 0..60)
}

/// The instant of looking, from before the first ticket to after the last end.
pub(crate) fn as_of() -> impl Strategy<Value = i64> {
    (0..100 * DAY).prop_map(|span| START + span)
}

pub(crate) fn document(number: usize, ticket: &DeskTicket) -> TicketFactsDocument {
    let instant = |micros: i64| Instant::from_micros(micros).unwrap().to_string();
    let promise = ticket.due.map(|due| PromiseDocument {
        due_at: Some(instant(due)),
        stopped_at: ticket.completed.map(instant),
        ..PromiseDocument::default()
    });
    let money = |(kind, cost): (&String, &i64)| {
        (kind.clone(), MoneyDocument::new(&format!("{}.{:02}", cost / 100, cost % 100), "EUR"))
    };
    TicketFactsDocument {
        ticket: Some(format!("TS-{number:04}")),
        unit: ticket.unit.clone(),
        problem: ticket.problem.clone(),
        outcome: ticket.closed.map(|_| if ticket.is_excluded { "duplicate" } else { "solved" }.to_owned()),
        created_at: Some(instant(ticket.created)),
        completed_at: ticket.completed.map(instant),
        closed_at: ticket.closed.map(instant),
        priority: ticket.priority.clone(),
        reopened: ticket.reopened,
        satisfaction: ticket.satisfaction.map(|micros| micros as f64 / 1e6),
        actual_cost: ticket.cost.iter().map(money).collect(),
        promises: promise
            .map(|promise| BTreeMap::from([("resolution".to_owned(), promise)]))
            .unwrap_or_default(),
        ..TicketFactsDocument::default()
    }
}
