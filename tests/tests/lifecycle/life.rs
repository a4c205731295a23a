//! Random lives of tickets under the whole policy, with every command that was given.

use std::collections::BTreeSet;

use aftersales::ticket::{Command, Decision, Event, Ticket, TicketPolicy};
use aftersales::time::Instant;
use aftersales_tests::lifecycle::{ALPHABETS, OPENING, View, opening, policy, said};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Seconds from one command to the next.
pub(crate) const DELAYS: &[i64] =
    &[0, 1, 60, 600, 1_800, 3_600, 5_400, 14_400, 86_400, 3 * 86_400, 8 * 86_400];

pub(crate) fn later(now: Instant, seconds: i64) -> Instant {
    Instant::from_micros(now.micros() + seconds * 1_000_000).unwrap()
}

/// Everything that can be said.
pub(crate) fn words() -> Vec<&'static str> {
    let words: BTreeSet<_> = ALPHABETS.iter().flat_map(|alphabet| alphabet.words.iter().copied()).collect();
    words.into_iter().collect()
}

/// Everything that does not end a ticket without a result.
pub(crate) fn living() -> Vec<&'static str> {
    words().into_iter().filter(|word| !["cancel", "merge", "reject"].contains(word)).collect()
}

/// Steps of a life: how much later, and which of the words is tried, the first that is possible.
pub(crate) type Steps = Vec<(i64, Vec<&'static str>)>;

pub(crate) fn steps(most: usize) -> impl Strategy<Value = Steps> {
    vec((select(DELAYS), vec(select(living()), 5)), 1..most)
}

/// A ticket with its log and every command that was carried out.
#[derive(Debug, Clone)]
pub(crate) struct Life {
    pub(crate) policy: TicketPolicy,
    pub(crate) ticket: Ticket,
    pub(crate) log: Vec<Event>,
    pub(crate) given: Vec<(Command, Decision)>,
    pub(crate) now: Instant,
}

impl Life {
    pub(crate) fn begin() -> Self {
        let (policy, now) = (policy(), OPENING.parse().unwrap());
        let command = opening("repair").command(now, "opening", 0);
        let (ticket, decision) = Ticket::open(&policy, &command, now).unwrap();
        let amend = said("amend_intake", &View::of_core(ticket.state()), now).says;
        let mut life =
            Self { policy, ticket, log: decision.events.clone(), given: vec![(command, decision)], now };
        assert!(life.try_command(amend.command(now, "intake", 1)));
        life
    }

    pub(crate) fn of(steps: &Steps) -> Self {
        let mut life = Self::begin();
        for (seconds, words) in steps {
            life.now = later(life.now, *seconds);
            life.try_words(words);
        }
        life
    }

    pub(crate) fn try_words(&mut self, words: &[&str]) {
        let _ = words.iter().any(|word| {
            let says = said(word, &View::of_core(self.ticket.state()), self.now).says;
            let command = says.command(self.now, &format!("key-{}", self.given.len()), self.ticket.version());
            self.try_command(command)
        });
    }

    pub(crate) fn try_command(&mut self, command: Command) -> bool {
        let Ok(decision) = self.ticket.execute(&command, self.now) else { return false };
        self.log.extend(decision.events.iter().cloned());
        self.given.push((command, decision));
        true
    }

    /// The host's timer rings.
    pub(crate) fn advance(&mut self, to: Instant) {
        let events = self.ticket.bring_to(to, to);
        self.log.extend(events);
    }
}

/// What a log says, whenever it was written down.
pub(crate) fn told(log: &[Event]) -> Vec<(Instant, &aftersales::ticket::EventKind)> {
    log.iter().map(|event| (event.occurred_at(), event.kind())).collect()
}
