use std::collections::BTreeMap;

use super::facts::Facts;
use super::words::Stamp;
use crate::time::{Instant, Span};
use crate::vocabulary::Name;

/// Finds rework (domain fact CL-6): a new report of the same problem of the same unit after completion, within the window.
///
/// A ticket that says whose rework it is ([`rework_of`](crate::wire::TicketFactsDocument::rework_of)) is believed; for the
/// others the same `unit` and `problem` decide. A report at the instant of completion is not rework, one
/// exactly at the end of the window is. The earliest report goes into [`Facts::rework_at`] of the ticket that was completed.
/// Which rows stand first makes no difference. O(n log n).
///
/// ```
/// use aftersales::kpi::{Facts, link_rework};
/// use aftersales::time::Span;
/// use aftersales::wire::TicketFactsDocument;
///
/// let document = |created: &str, completed: &str| TicketFactsDocument {
///     unit: Some("SN-1".to_owned()),
///     problem: Some("no power".to_owned()),
///     created_at: Some(created.to_owned()),
///     completed_at: Some(completed.to_owned()),
///     ..TicketFactsDocument::default()
/// };
/// let rows = [
///     document("2026-03-02T09:00:00Z", "2026-03-02T15:00:00Z"),
///     document("2026-03-09T15:00:00Z", "2026-03-10T10:00:00Z"),
/// ];
/// let mut facts: Vec<_> = rows.iter().map(|row| Facts::try_from(row).unwrap()).collect();
/// link_rework(&mut facts, Span::from_seconds(7 * 86_400));
/// assert_eq!(facts[0].rework_at(), Some("2026-03-09T15:00:00Z".parse()?));
/// assert_eq!(facts[1].rework_at(), None);
/// # Ok::<(), aftersales::time::TimeError>(())
/// ```
pub fn link_rework(tickets: &mut [Facts], window: Span) {
    let (reports, stated) = reports_of(tickets);
    for facts in tickets.iter_mut().filter(|facts| !is_excluded(facts)) {
        let Some(completed) = facts.stamp(Stamp::Completed) else { continue };
        let in_window = |at: Instant| at > completed && at.since(completed) <= window;
        let same_problem = facts
            .unit
            .as_ref()
            .zip(facts.problem.as_ref())
            .and_then(|(unit, problem)| first_after(reports.get(unit)?.get(problem)?, completed));
        let said = facts.ticket.as_ref().and_then(|ticket| first_after(stated.get(ticket)?, completed));
        facts.rework_at = same_problem.into_iter().chain(said).filter(|&at| in_window(at)).min();
    }
}

/// When each problem of each unit was reported, in order.
type Reports = BTreeMap<Name, BTreeMap<Name, Vec<Instant>>>;

/// All reports that name no origin, and those that do by their origin.
fn reports_of(tickets: &[Facts]) -> (Reports, BTreeMap<Name, Vec<Instant>>) {
    let (mut reports, mut stated) = (Reports::new(), BTreeMap::<Name, Vec<Instant>>::new());
    for facts in tickets.iter().filter(|facts| !is_excluded(facts)) {
        let Some(created) = facts.stamp(Stamp::Created) else { continue };
        if let Some(origin) = &facts.rework_of {
            stated.entry(origin.clone()).or_default().push(created);
        } else if let Some((unit, problem)) = facts.unit.clone().zip(facts.problem.clone()) {
            reports.entry(unit).or_default().entry(problem).or_default().push(created);
        }
    }
    let of_units = reports.values_mut().flat_map(BTreeMap::values_mut);
    of_units.chain(stated.values_mut()).for_each(|at| at.sort_unstable());
    (reports, stated)
}

fn first_after(reports: &[Instant], completed: Instant) -> Option<Instant> {
    reports.get(reports.partition_point(|&at| at <= completed)).copied()
}

fn is_excluded(facts: &Facts) -> bool {
    facts.outcome.is_some_and(super::words::Outcome::is_excluded)
}
