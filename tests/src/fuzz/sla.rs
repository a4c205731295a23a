//! Any text as a policy of clocks, and any text as the log of a ticket.

use std::sync::LazyLock;

use aftersales::sla::{Event, SlaPolicy, TicketClocks};
use aftersales::time::{Instant, ZoneDatabase};
use aftersales::wire::{ErrorDocument, SlaDocument, TimelineEventDocument, read_document};

use super::well_refused;

/// The policy that logs are read under.
const DESK: &str = include_str!("../../fuzz/seeds/sla/desk.json");
/// The log that policies are read with.
const LOG: &str = include_str!("../../fuzz/seeds/timeline/repair.json");
/// A log from outside may be longer; what is wrong with a thousand events is wrong with fewer.
const MOST_EVENTS: usize = 60;

pub(super) fn policy(bytes: &[u8]) {
    let Some(policy) = str::from_utf8(bytes).ok().and_then(compiled) else { return };
    let log: Vec<TimelineEventDocument> = read_document(LOG).expect("the log is one");
    tell(&policy, &log);
}

pub(super) fn timeline(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    static POLICY: LazyLock<SlaPolicy> =
        LazyLock::new(|| compiled(DESK).expect("the desk's policy compiles"));
    match read_document::<Vec<TimelineEventDocument>>(text) {
        Ok(log) => tell(&POLICY, &log),
        Err(error) => well_refused(&ErrorDocument::from(&error)),
    }
}

fn compiled(text: &str) -> Option<SlaPolicy> {
    let document = match SlaDocument::from_json(text) {
        Ok(document) => document,
        Err(error) => {
            well_refused(&ErrorDocument::from(&error));
            return None;
        }
    };
    let compiled = SlaPolicy::compile(&document, &ZoneDatabase::bundled());
    compiled.inspect_err(|error| well_refused(&ErrorDocument::from(error))).ok()
}

/// Applies what can be applied. A refused event changes nothing, time only adds to the history of breaches, and the clocks
/// are those of the same log told at once.
fn tell(policy: &SlaPolicy, log: &[TimelineEventDocument]) {
    let mut clocks = TicketClocks::new(policy.clone());
    let mut breaches = Vec::new();
    for document in log.iter().take(MOST_EVENTS) {
        let event = match Event::from_document(document, |_| Some(policy.clone())) {
            Ok(event) => event,
            Err(error) => {
                well_refused(&ErrorDocument::from(&error));
                continue;
            }
        };
        let at = event.at;
        let before = clocks.events().len();
        match clocks.apply(event) {
            Ok(()) => {
                let after = clocks.breaches(at).expect("it is not before the last event");
                assert!(after.starts_with(&breaches), "{after:?} does not begin with {breaches:?}");
                breaches = after;
            }
            Err(error) => {
                well_refused(&ErrorDocument::from(&error));
                assert_eq!(clocks.events().len(), before);
            }
        }
    }
    let now = clocks.events().last().map_or(Instant::MAX, |last| last.at);
    let readings = clocks.readings(now).expect("it is not before the last event");
    let again = policy.evaluate(clocks.events(), now).expect("all of it was applied");
    assert_eq!(readings, again);
    for reading in &readings {
        clocks.explain(&reading.metric, now).expect("the metric is known");
        assert!(reading.next_change.is_none_or(|next| next > now));
    }
}
