//! What a policy promises tickets of which only the stamps are known.

use std::collections::BTreeMap;

use crate::kpi::Outcome;
use crate::sla::{Event, EventKind, Inputs, Reading, ReadingState, SlaPolicy, TicketClocks};
use crate::time::{Instant, Span};
use crate::wire::{InputsDocument, PromiseDocument, TicketFactsDocument};

/// The facts of a ticket with what a policy promises it, as of an instant: for tables that keep the stamps of a ticket but not
/// its history.
///
/// The clocks see the report, the first response, and as the end of the work the completion, or the closing where there is no
/// completion; a ticket that was withdrawn or the like is promised nothing. Whatever comes at `as_of` or later has not happened.
/// A pause needs to know when a wait began and ended, which stamps do not tell, so nothing pauses: a desk with pauses replays
/// its events. Promises that the facts state already stay. Facts that cannot be read stay as they are.
///
/// ```
/// use aftersales::report::promised;
/// use aftersales::sla::SlaPolicy;
/// use aftersales::time::ZoneDatabase;
/// use aftersales::wire::{SlaDocument, TicketFactsDocument};
///
/// let policy = SlaPolicy::compile(&SlaDocument::from_json(r#"{
///     "calendars": {"office": {"time_zone": "Europe/Berlin", "weekly": {"mon": [["09:00", "17:00"]]}}},
///     "default_calendar": "office",
///     "metrics": [{"name": "resolution", "starts": [{"type": "started"}]}],
///     "selector": [{"type": "set", "targets": {"resolution": {"type": "open_time", "duration": "PT4H"}}}]
/// }"#)?, &ZoneDatabase::bundled())?;
/// let facts = TicketFactsDocument {
///     created_at: Some("2026-03-02T08:00:00Z".to_owned()),
///     completed_at: Some("2026-03-02T13:00:00Z".to_owned()),
///     ..TicketFactsDocument::default()
/// };
/// let promise = &promised(&policy, &facts, "2026-04-01T00:00:00Z".parse()?).promises["resolution"];
/// assert_eq!(promise.due_at.as_deref(), Some("2026-03-02T12:00:00Z"));
/// assert_eq!(promise.consumed_us, Some(5 * 3_600_000_000));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn promised(policy: &SlaPolicy, facts: &TicketFactsDocument, as_of: Instant) -> TicketFactsDocument {
    let mut facts = facts.clone();
    for (metric, promise) in promises(policy, &facts, as_of).unwrap_or_default() {
        facts.promises.entry(metric).or_insert(promise);
    }
    facts
}

fn promises(
    policy: &SlaPolicy,
    facts: &TicketFactsDocument,
    as_of: Instant,
) -> Option<BTreeMap<String, PromiseDocument>> {
    let stamp = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<Instant>().ok());
    let created = stamp(&facts.created_at).filter(|&at| at < as_of)?;
    let inputs = Inputs::try_from(&inputs(facts)).ok()?;
    let known = |text: &Option<String>| stamp(text).filter(|&at| at >= created && at < as_of);
    let ended = if facts.completed_at.is_some() { &facts.completed_at } else { &facts.closed_at };
    let outcome = facts.outcome.as_deref().and_then(|word| word.parse::<Outcome>().ok());
    let end =
        if outcome.is_some_and(Outcome::is_excluded) { EventKind::Withdrawn } else { EventKind::Stopped };
    let answered = known(&facts.first_response_at).map(|at| Event::new(at, EventKind::AgentMessage));
    let ended = known(ended).map(|at| Event::new(at, end));
    let mut later: Vec<Event> = answered.into_iter().chain(ended).collect();
    later.sort_by_key(|event| event.at);
    let mut clocks = TicketClocks::new(policy.clone());
    clocks.apply(Event::new(created, EventKind::Started(inputs))).ok()?;
    for event in later {
        clocks.apply(event).ok()?;
    }
    let readings = clocks.readings(as_of).ok()?;
    let applying = readings.into_iter().filter(|reading| reading.state != ReadingState::Withdrawn);
    Some(applying.filter(|reading| reading.target.is_some()).map(promise).collect())
}

fn inputs(facts: &TicketFactsDocument) -> InputsDocument {
    InputsDocument {
        priority: facts.priority.clone(),
        tier: facts.tier.clone(),
        kind: facts.kind.clone(),
        class: facts.class.clone(),
        channel: facts.channel.clone(),
        product_line: facts.product_line.clone(),
        site: facts.site.clone(),
        ..InputsDocument::default()
    }
}

fn promise(reading: Reading) -> (String, PromiseDocument) {
    let text = |at: Option<Instant>| at.map(|at| at.to_string());
    let promise = PromiseDocument {
        due_at: text(reading.due.or(reading.due_at_stop)),
        stopped_at: text(reading.stopped_at),
        target_us: reading.target.map(Span::micros),
        consumed_us: Some(reading.consumed.micros()),
        breached_at: text(reading.breached_at),
    };
    (reading.metric.to_string(), promise)
}
