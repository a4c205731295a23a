//! Any text as the log of a ticket, and any text as a command to one.

use std::slice;
use std::sync::LazyLock;

use aftersales::ticket::{Command, CommandName, Event, Refusal, Standing, Ticket, TicketPolicy};
use aftersales::time::Instant;
use aftersales::wire::{ErrorDocument, read_document};
use serde_json::Value;

use super::well_refused;
use crate::lifecycle::policy;

/// A log from outside may be longer; what is wrong with a thousand events is wrong with fewer.
const MOST_EVENTS: usize = 60;
/// The log whose tickets are given commands; `desk` stands for the revision of the policy.
const LOG: &str = include_str!("../../fuzz/seeds/event_log/repair.json");

static POLICY: LazyLock<TicketPolicy> = LazyLock::new(policy);
static TICKETS: LazyLock<Vec<Ticket>> = LazyLock::new(tickets);

pub(super) fn event_log(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let events = match read_document::<Vec<Value>>(&named(text)) {
        Ok(events) => events,
        Err(error) => return well_refused(&ErrorDocument::from(&error)),
    };
    let mut ticket: Option<Ticket> = None;
    let mut log = Vec::new();
    for document in events.iter().take(MOST_EVENTS) {
        let event = match Event::from_json(&document.to_string()) {
            Ok(event) => event,
            Err(error) => {
                well_refused(&ErrorDocument::from(&error));
                continue;
            }
        };
        assert_eq!(
            Event::from_json(&event.to_json()),
            Ok(event.clone()),
            "an event is read as it is written"
        );
        let taken = match &mut ticket {
            None => Ticket::replay(slice::from_ref(&*POLICY), [&event]).map(|begun| ticket = Some(begun)),
            Some(ticket) => ticket.apply(&event),
        };
        match taken {
            Ok(()) => log.push(event),
            Err(error) => well_refused(&ErrorDocument::from(&error)),
        }
        // What was worked out before an event does not outlive it, which the laws below compare.
        let _ = ticket.as_ref().map(|ticket| ticket.next_wakeup(ticket.state().last_at));
    }
    if let Some(ticket) = ticket {
        laws(&ticket, &log);
    }
}

pub(super) fn command(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let mut command = match Command::from_json(text) {
        Ok(command) => command,
        Err(error) => return well_refused(&ErrorDocument::from(&error)),
    };
    let (now, asked) = (command.occurred_at, command.expected_version);
    match Ticket::open(&POLICY, &command, now) {
        Ok((ticket, decision)) => laws(&ticket, &decision.events),
        Err(refusal) => refused(&refusal),
    }
    for before in TICKETS.iter() {
        // What it was said to, it was said to the ticket as it stands, unless it says otherwise.
        command.expected_version = if asked == 0 { before.version() } else { asked };
        let mut ticket = before.clone();
        match ticket.execute(&command, now) {
            Ok(decision) => {
                assert!(decision.last >= decision.first);
                let again = ticket.execute(&command, now).expect("given twice it is carried out once");
                assert_eq!((again.standing, again.events.len()), (Standing::Repeated, 0));
                let mut told = before.clone();
                for event in &decision.events {
                    told.apply(&Event::from_json(&event.to_json()).expect("it is written to be read"))
                        .expect("it was decided");
                }
                assert_eq!(told, ticket);
                ask(&ticket, now);
            }
            Err(refusal) => {
                assert_eq!(ticket, *before, "a refused command changes nothing");
                refused(&refusal);
            }
        }
    }
}

/// What holds of every ticket that was made of a log, whatever the log says.
fn laws(ticket: &Ticket, log: &[Event]) {
    let replayed = Ticket::replay(slice::from_ref(&*POLICY), log).expect("each was taken before");
    assert_eq!(replayed, *ticket);
    let last = log.iter().map(Event::occurred_at).max().unwrap_or(Instant::MIN);
    // A snapshot is refused only where the clocks cannot be read at all.
    match Ticket::restore(slice::from_ref(&*POLICY), &ticket.snapshot()) {
        Ok(restored) => assert_eq!(restored.state(), ticket.state()),
        Err(error) => {
            well_refused(&ErrorDocument::from(&error));
            assert!(ticket.clocks().is_err());
        }
    }
    for now in [last, Instant::MAX] {
        ask(ticket, now);
        assert_eq!(ticket.next_wakeup(now), replayed.next_wakeup(now));
    }
    let mut brought = ticket.clone();
    let events = brought.bring_to(Instant::MAX, Instant::MAX);
    assert!(events.len() <= 1_000);
    assert!(events.len() == 1_000 || brought.advance(Instant::MAX).is_empty(), "it is not brought up");
}

/// Every question; none may panic.
fn ask(ticket: &Ticket, now: Instant) {
    assert!(ticket.next_wakeup(now).is_none_or(|at| at >= now));
    if let Ok(outlook) = ticket.outlook(now) {
        assert_eq!(outlook.next_wakeup, ticket.next_wakeup(now));
        assert_eq!(Ok(outlook.readings), ticket.readings(now));
    }
    let _ = (ticket.readings(now), ticket.breaches(now), ticket.facts(now), ticket.tmf_status());
    assert!(ticket.timers().is_sorted_by_key(|timer| timer.at));
    let offered = ticket.available(now, None);
    assert_eq!(offered.len(), CommandName::ALL.len() - 2, "every command but those that begin a ticket");
    for effect in ticket.effects_since(0) {
        assert!(
            effect.sequence <= ticket.version() && effect.revoked_by.is_none_or(|by| by >= effect.sequence)
        );
    }
}

fn refused(refusal: &Refusal) {
    assert!(!refusal.reasons().is_empty());
    for reason in refusal.reasons() {
        well_refused(&ErrorDocument::new(reason.code(), reason, None));
    }
}

fn named(text: &str) -> String {
    text.replace("\"revision\": \"desk\"", &format!("\"revision\": \"{}\"", POLICY.revision()))
        .replace("\"revision\":\"desk\"", &format!("\"revision\":\"{}\"", POLICY.revision()))
}

/// One ticket after every event of the log.
fn tickets() -> Vec<Ticket> {
    let events: Vec<Event> = serde_json::from_str(&named(LOG)).expect("the log is one");
    let mut ticket = Ticket::replay(slice::from_ref(&*POLICY), &events[..1]).expect("it begins");
    let mut tickets = vec![ticket.clone()];
    for (position, event) in events.iter().enumerate().skip(1) {
        ticket.apply(event).expect("it goes on");
        if position % 4 == 0 || position + 1 == events.len() {
            tickets.push(ticket.clone());
        }
    }
    tickets
}
