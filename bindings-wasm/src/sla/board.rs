//! Many tickets, kept in the module's memory.

use std::collections::BTreeMap;

use aftersales::sla::{SlaPolicy as Policy, TicketClocks as Clocks};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::columns::{Columns, micros, millis};
use super::ticket_clocks::take;
use super::{SlaPolicy, TicketClocks, timeline};
use crate::argument::instant;
use crate::error::Thrown;
use crate::result::text;
#[cfg(feature = "desk")]
use crate::ticket::Ticket;
use crate::types::InstantInput;

/// The clocks of many tickets, each under a key of yours, read in one call into typed arrays.
///
/// A page reads once, counts down by itself with `rate`, and reads again at `valid_until`, at `nextChange` or after an event.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Board {
    keys: Vec<Option<String>>,
    tickets: Vec<Option<Clocks>>,
    places: BTreeMap<String, usize>,
    known: Vec<Policy>,
    /// The metrics met so far; their numbers never change.
    metrics: Vec<String>,
}

#[wasm_bindgen]
impl Board {
    /// A board without tickets.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many tickets there are.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn size(&self) -> usize {
        self.places.len()
    }

    /// Puts a ticket with its events in the place of what stood under the key.
    pub fn set(
        &mut self,
        key: &str,
        policy: &SlaPolicy,
        #[wasm_bindgen(
            unchecked_param_type = "TimelineEventDocument | readonly TimelineEventDocument[] | string"
        )]
        events: &JsValue,
    ) -> Result<(), Thrown> {
        self.learn(policy);
        let mut clocks = Clocks::new(policy.0.clone());
        take(&mut clocks, timeline(events, &self.known)?)?;
        self.put(key, clocks);
        Ok(())
    }

    /// Puts a copy of a ticket's clocks in the place of what stood under the key.
    #[wasm_bindgen(js_name = setClocks)]
    pub fn set_clocks(&mut self, key: &str, clocks: &TicketClocks) {
        self.put(key, clocks.clocks.clone());
    }

    /// Puts a copy of a ticket's clocks in the place of what stood under the key.
    #[cfg(feature = "desk")]
    #[wasm_bindgen(js_name = setTicket)]
    pub fn set_ticket(&mut self, key: &str, ticket: &Ticket) -> Result<(), Thrown> {
        self.put(key, ticket.0.clocks()?.clone());
        Ok(())
    }

    /// Hands in a policy, so that an event `policy_revised` with its revision can put it in force.
    pub fn learn(&mut self, policy: &SlaPolicy) {
        if !self.known.iter().any(|known| known.revision() == policy.0.revision()) {
            self.known.push(policy.0.clone());
        }
    }

    /// Takes events of one ticket in. Where one is refused, none is taken.
    ///
    /// @throws {AftersalesError} for a key that is not there.
    pub fn apply(
        &mut self,
        key: &str,
        #[wasm_bindgen(
            unchecked_param_type = "TimelineEventDocument | readonly TimelineEventDocument[] | string"
        )]
        events: &JsValue,
    ) -> Result<(), Thrown> {
        let place = self.places.get(key).copied();
        let clocks = place.and_then(|place| self.tickets.get_mut(place)).and_then(Option::as_mut);
        let clocks = clocks.ok_or_else(|| {
            Thrown::argument("key", &format!("`{key}`"), "the key of a ticket on the board")
        })?;
        take(clocks, timeline(events, &self.known)?)
    }

    /// Takes a ticket off; `false` where there was none. Its index goes to the next new key.
    pub fn remove(&mut self, key: &str) -> bool {
        let Some(place) = self.places.remove(key) else { return false };
        if let Some((kept, ticket)) = self.keys.get_mut(place).zip(self.tickets.get_mut(place)) {
            *kept = None;
            *ticket = None;
        }
        true
    }

    /// The index of a key in the column `ticket`; it stays until the key is removed.
    #[wasm_bindgen(js_name = indexOf)]
    #[must_use]
    pub fn index_of(&self, key: &str) -> Option<usize> {
        self.places.get(key).copied()
    }

    /// The key at each index; an empty text where one was removed.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        self.keys.iter().map(|key| key.clone().unwrap_or_default()).collect()
    }

    /// The reading of every clock of every ticket, in milliseconds, as `Date.now()` counts them; `NaN` for none.
    ///
    /// @throws {AftersalesError} with the ticket's key as path, where `now` lies before one of its events.
    #[wasm_bindgen(unchecked_return_type = "BoardColumns<Float64Array>")]
    pub fn read(&mut self, now: &InstantInput) -> Result<JsValue, Thrown> {
        Ok(self.columns(now)?.write(millis))
    }

    /// The same in microseconds; the least 64-bit number for none.
    #[wasm_bindgen(js_name = readMicros, unchecked_return_type = "BoardColumns<BigInt64Array>")]
    pub fn read_micros(&mut self, now: &InstantInput) -> Result<JsValue, Thrown> {
        Ok(self.columns(now)?.write(micros))
    }

    /// When to look again, for the whole board, if no event comes before; `undefined` for never.
    #[wasm_bindgen(js_name = nextChange)]
    pub fn next_change(&self, now: &InstantInput) -> Result<Option<String>, Thrown> {
        let now = instant("now", now)?;
        let mut earliest = None;
        for (key, clocks) in self.rows() {
            let next = clocks.next_change(now).map_err(|error| Thrown::from(error).within(key))?;
            earliest = earliest.into_iter().chain(next).min();
        }
        Ok(text(earliest))
    }
}

impl Board {
    fn put(&mut self, key: &str, clocks: Clocks) {
        let known = self.places.get(key).copied();
        let place = known.or_else(|| self.keys.iter().position(Option::is_none).filter(|_| self.has_holes()));
        let place = place.unwrap_or(self.keys.len());
        if place == self.keys.len() {
            self.keys.push(None);
            self.tickets.push(None);
        }
        if let Some((kept, ticket)) = self.keys.get_mut(place).zip(self.tickets.get_mut(place)) {
            *kept = Some(key.to_owned());
            *ticket = Some(clocks);
            self.places.insert(key.to_owned(), place);
        }
    }

    fn has_holes(&self) -> bool {
        self.places.len() < self.keys.len()
    }

    fn rows(&self) -> impl Iterator<Item = (&str, &Clocks)> {
        self.keys
            .iter()
            .zip(&self.tickets)
            .filter_map(|(key, clocks)| Some((key.as_deref()?, clocks.as_ref()?)))
    }

    fn columns(&mut self, now: &InstantInput) -> Result<Columns, Thrown> {
        let now = instant("now", now)?;
        let mut columns = Columns::new(core::mem::take(&mut self.metrics));
        let outcome =
            self.keys.iter().zip(&self.tickets).zip(0_u32..).try_for_each(|((key, clocks), index)| {
                let (Some(key), Some(clocks)) = (key, clocks) else { return Ok(()) };
                let readings = clocks.readings(now).map_err(|error| Thrown::from(error).within(key))?;
                columns.add(index, &readings);
                Ok(())
            });
        self.metrics.clone_from(columns.metrics());
        outcome.map(|()| columns)
    }
}
