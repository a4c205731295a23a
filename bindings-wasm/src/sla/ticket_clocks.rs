//! The clocks of one ticket.

use aftersales::sla::{Event, SlaPolicy as Policy, TicketClocks as Clocks};
use aftersales::wire::BreachDocument;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::{SlaPolicy, timeline};
use crate::argument::{instant, name};
use crate::error::Thrown;
use crate::result::{explanation, objects, readings, text};
use crate::types::InstantInput;

/// The clocks of one ticket: takes its events in order, gives the reading of every clock at any later instant.
#[wasm_bindgen]
#[derive(Debug)]
pub struct TicketClocks {
    pub(crate) clocks: Clocks,
    known: Vec<Policy>,
}

#[wasm_bindgen]
impl TicketClocks {
    /// The clocks of a ticket without events.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(policy: &SlaPolicy) -> Self {
        Self { clocks: Clocks::new(policy.0.clone()), known: vec![policy.0.clone()] }
    }

    /// Hands in a policy, so that an event `policy_revised` with its revision can put it in force.
    pub fn learn(&mut self, policy: &SlaPolicy) {
        self.known.push(policy.0.clone());
    }

    /// Takes an event, or an array of them in order. Where one is refused, none is taken.
    pub fn apply(
        &mut self,
        #[wasm_bindgen(
            unchecked_param_type = "TimelineEventDocument | readonly TimelineEventDocument[] | string"
        )]
        events: &JsValue,
    ) -> Result<(), Thrown> {
        take(&mut self.clocks, timeline(events, &self.known)?)
    }

    /// The reading of every clock that has begun.
    ///
    /// @throws {AftersalesError} where `now` lies before the last event.
    #[wasm_bindgen(unchecked_return_type = "ReadingDocument[]")]
    pub fn readings(&self, now: &InstantInput) -> Result<JsValue, Thrown> {
        Ok(readings(&self.clocks.readings(instant("now", now)?)?))
    }

    /// The readings of every cycle of one metric, the earliest first.
    #[wasm_bindgen(unchecked_return_type = "ReadingDocument[]")]
    pub fn cycles(&self, metric: &str, now: &InstantInput) -> Result<JsValue, Thrown> {
        Ok(readings(&self.clocks.cycles(&name("metric", metric)?, instant("now", now)?)?))
    }

    /// Every promise that was broken, with the target and policy that held.
    #[wasm_bindgen(unchecked_return_type = "BreachDocument[]")]
    pub fn breaches(&self, now: &InstantInput) -> Result<JsValue, Thrown> {
        Ok(objects::<_, BreachDocument>(&self.clocks.breaches(instant("now", now)?)?))
    }

    /// When to look again: the earliest level, due or late instant ahead, if no event comes before; `undefined` for none.
    #[wasm_bindgen(js_name = nextChange)]
    pub fn next_change(&self, now: &InstantInput) -> Result<Option<String>, Thrown> {
        Ok(text(self.clocks.next_change(instant("now", now)?)?))
    }

    /// How a clock came to its reading, stretch by stretch; `undefined` where it has not begun.
    #[wasm_bindgen(unchecked_return_type = "ExplanationDocument | undefined")]
    pub fn explain(&self, metric: &str, now: &InstantInput) -> Result<JsValue, Thrown> {
        let found = self.clocks.explain(&name("metric", metric)?, instant("now", now)?)?;
        Ok(explanation(found.as_ref()))
    }
}

/// Takes all events or none.
pub(super) fn take(clocks: &mut Clocks, events: Vec<Event>) -> Result<(), Thrown> {
    let mut brought = clocks.clone();
    for (position, event) in events.into_iter().enumerate() {
        let place = format!("events[{position}]");
        brought.apply(event).map_err(|error| Thrown::from(error).within(&place))?;
    }
    *clocks = brought;
    Ok(())
}
