//! The room of tickets.

mod answers;

use aftersales::ticket::{Command, Decision, Event, SnapshotDocument, Standing, Ticket as Machine};
use serde_json::json;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::argument::{document, documents, instant, json_text};
use crate::error::Thrown;
use crate::policy::Policy;
use crate::result::{fields, object};
use crate::types::InstantInput;

/// One ticket: commands are decided against its state and yield events; only events change it.
///
/// The page or server stores the events and does what the effects say; a ticket is made of its events again by `replay`.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Ticket(pub(crate) Machine);

#[wasm_bindgen]
impl Ticket {
    /// Opens a ticket with a command to `open` it or to `import` it, recorded `now`.
    ///
    /// @throws {AftersalesError} with everything that stands in the way as `data`.
    #[wasm_bindgen(unchecked_return_type = "{ ticket: Ticket; decision: DecisionDocument }")]
    pub fn open(
        policy: &Policy,
        #[wasm_bindgen(unchecked_param_type = "Command | string")] command: &JsValue,
        now: &InstantInput,
    ) -> Result<JsValue, Thrown> {
        let command = Command::from_json(&json_text("command", command)?)?;
        let (mut ticket, decision) = Machine::open(policy.ticket()?, &command, instant("now", now)?)?;
        for known in policy.ticket_policies()? {
            ticket.learn(&known);
        }
        Ok(fields([("ticket", Self(ticket).into()), ("decision", decided(&decision))]))
    }

    /// The ticket of a log, oldest event first. A log that was decided under other policies too needs a policy `withEarlier`.
    pub fn replay(
        policy: &Policy,
        #[wasm_bindgen(unchecked_param_type = "readonly EventDocument[]")] events: &JsValue,
    ) -> Result<Self, Thrown> {
        Ok(Self(Machine::replay(&policy.ticket_policies()?, &read_events(events)?)?))
    }

    /// The ticket of a snapshot; it takes the events after it by `apply`.
    pub fn restore(
        policy: &Policy,
        #[wasm_bindgen(unchecked_param_type = "SnapshotDocument | string")] snapshot: &JsValue,
    ) -> Result<Self, Thrown> {
        let snapshot: SnapshotDocument = document("snapshot", snapshot)?;
        Ok(Self(Machine::restore(&policy.ticket_policies()?, &snapshot)?))
    }

    /// Decides a command and applies its events, which are to be stored.
    ///
    /// @throws {AftersalesError} with everything that stands in the way as `data`; the ticket is then as it was.
    #[wasm_bindgen(unchecked_return_type = "DecisionDocument")]
    pub fn execute(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Command | string")] command: &JsValue,
        now: &InstantInput,
    ) -> Result<JsValue, Thrown> {
        let command = Command::from_json(&json_text("command", command)?)?;
        Ok(decided(&self.0.execute(&command, instant("now", now)?)?))
    }

    /// What a command leads to; nothing is changed.
    ///
    /// @throws {AftersalesError} with everything that stands in the way as `data`.
    #[wasm_bindgen(unchecked_return_type = "DecisionDocument")]
    pub fn decide(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Command | string")] command: &JsValue,
        now: &InstantInput,
    ) -> Result<JsValue, Thrown> {
        let command = Command::from_json(&json_text("command", command)?)?;
        Ok(decided(&self.0.decide(&command, instant("now", now)?)?))
    }

    /// Takes a stored event, or an array of them in order. Where one is refused, none is taken.
    pub fn apply(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "EventDocument | readonly EventDocument[] | string")]
        events: &JsValue,
    ) -> Result<(), Thrown> {
        let mut brought = self.0.clone();
        for event in read_events(events)? {
            brought.apply(&event)?;
        }
        self.0 = brought;
        Ok(())
    }

    /// The events that have fallen due by `now`: to be stored, and taken by `apply`. Nothing is changed.
    #[wasm_bindgen(unchecked_return_type = "EventDocument[]")]
    pub fn advance(&self, now: &InstantInput) -> Result<JsValue, Thrown> {
        Ok(object(&self.0.advance(instant("now", now)?)))
    }

    /// Hands in a policy, so that the command `revise_policy` can put it in force.
    pub fn learn(&mut self, policy: &Policy) -> Result<(), Thrown> {
        self.0.learn(policy.ticket()?);
        Ok(())
    }
}

fn read_events(events: &JsValue) -> Result<Vec<Event>, Thrown> {
    documents("events", events, |text| Ok(Event::from_json(text)?))
}

fn decided(decision: &Decision) -> JsValue {
    let standing = match decision.standing {
        Standing::Repeated => "repeated",
        _ => "new",
    };
    let (first, last) = (decision.first, decision.last);
    object(&json!({ "standing": standing, "first": first, "last": last, "events": decision.events }))
}
