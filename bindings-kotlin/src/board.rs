use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aftersales::sla::{SlaPolicy as Policy, TicketClocks as Clocks, read_board};
use aftersales::time::Instant;
use aftersales::wire::{BoardDocument, ErrorDocument};

use crate::board_columns::BoardColumns;
use crate::clocks::take;
use crate::error::Answer;
use crate::{AftersalesError, Histories, SlaPolicy, Ticket, TicketClocks, Timeline};

/// The clocks of many tickets, each under a key of yours, read in one call.
///
/// Read once, count down with `rate`, and read again at `validUntil`, at `nextChange` or after an event.
#[derive(Debug, Default, uniffi::Object)]
pub struct Board(Mutex<Rows>);

#[derive(Debug, Default)]
struct Rows {
    tickets: BTreeMap<String, Clocks>,
    policies: Vec<Policy>,
}

#[uniffi::export]
impl Board {
    /// A board without tickets.
    #[uniffi::constructor]
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts tickets with their events in the place of what stood under their keys. Where one is refused, none is put.
    pub fn put(&self, policy: Arc<SlaPolicy>, histories: Histories) -> Answer<()> {
        let mut rows = self.rows();
        rows.learn(&policy.0);
        let mut put = Vec::with_capacity(histories.0.len());
        for (key, events) in histories.0 {
            let mut clocks = Clocks::new(policy.0.clone());
            take(&mut clocks, &events, &rows.policies).map_err(|error| error.within(&key))?;
            put.push((key, clocks));
        }
        rows.tickets.extend(put);
        Ok(())
    }

    /// Puts a copy of a ticket's clocks in the place of what stood under the key.
    pub fn put_clocks(&self, key: String, clocks: Arc<TicketClocks>) {
        self.rows().tickets.insert(key, clocks.0.get().clocks.clone());
    }

    /// Puts a copy of a ticket's clocks in the place of what stood under the key.
    pub fn put_ticket(&self, key: String, ticket: Arc<Ticket>) -> Answer<()> {
        let clocks = ticket.0.get().clocks()?.clone();
        self.rows().tickets.insert(key, clocks);
        Ok(())
    }

    /// Hands in a policy, so that an event `policy_revised` with its revision can put it in force.
    pub fn learn(&self, policy: Arc<SlaPolicy>) {
        self.rows().learn(&policy.0);
    }

    /// Takes events of one ticket in. Where one is refused, none is taken.
    pub fn apply(&self, key: &str, events: Timeline) -> Answer<()> {
        let mut rows = self.rows();
        let mut brought = rows.tickets.get(key).cloned().ok_or_else(|| unknown(key))?;
        take(&mut brought, &events.0, &rows.policies).map_err(|error| error.within(key))?;
        rows.tickets.insert(key.to_owned(), brought);
        Ok(())
    }

    /// Takes a ticket off; false where there was none.
    pub fn remove(&self, key: &str) -> bool {
        self.rows().tickets.remove(key).is_some()
    }

    /// The keys, sorted: the order of the rows.
    pub fn keys(&self) -> Vec<String> {
        self.rows().tickets.keys().cloned().collect()
    }

    /// The readings of all tickets, a row each in the order of `keys`.
    pub fn read(&self, now: Instant) -> Answer<BoardDocument> {
        let rows = self.rows();
        Ok(BoardDocument::from(&read_board(rows.tickets.values(), now)?))
    }

    /// The same as columns, a row for each clock that has begun.
    pub fn read_columns(&self, now: Instant) -> Answer<BoardColumns> {
        let rows = self.rows();
        BoardColumns::read(&rows.tickets, now)
    }

    /// When to look again, for the whole board, if no event comes before; null for never.
    pub fn next_change(&self, now: Instant) -> Answer<Option<Instant>> {
        let mut earliest = None;
        for (key, clocks) in &self.rows().tickets {
            let next = clocks.next_change(now).map_err(|error| AftersalesError::from(error).within(key))?;
            earliest = earliest.into_iter().chain(next).min();
        }
        Ok(earliest)
    }
}

impl Board {
    fn rows(&self) -> MutexGuard<'_, Rows> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Rows {
    fn learn(&mut self, policy: &Policy) {
        if !self.policies.iter().any(|known| known.revision() == policy.revision()) {
            self.policies.push(policy.clone());
        }
    }
}

fn unknown(key: &str) -> AftersalesError {
    let detail = format!("`key` is `{key}`; the key of a ticket on the board is expected");
    ErrorDocument::new("binding.argument.malformed", &detail, Some("key")).into()
}
