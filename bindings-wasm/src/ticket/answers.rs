//! What a ticket answers.

use aftersales::ticket::ReasonDocument;
use aftersales::vocabulary::Actor;
use serde_json::{Value, json};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::Ticket;
use crate::argument::{document, instant, name};
use crate::error::Thrown;
use crate::result::{explanation, object, readings, text};
use crate::types::InstantInput;

#[wasm_bindgen]
impl Ticket {
    /// The ticket's number.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn number(&self) -> String {
        self.0.state().number.to_string()
    }

    /// Where the ticket stands on its main way.
    #[wasm_bindgen(getter, unchecked_return_type = "Phase")]
    #[must_use]
    pub fn phase(&self) -> String {
        self.0.phase().to_string()
    }

    /// The sequence of the last event: what a command names as the version it expects.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn version(&self) -> f64 {
        // Sequences count events, of which no log has 2⁵³.
        self.0.version() as f64
    }

    /// The state of every region.
    #[wasm_bindgen(unchecked_return_type = "TicketState")]
    #[must_use]
    pub fn state(&self) -> JsValue {
        object(self.0.state())
    }

    /// The ticket as it stands, for `restore`.
    #[wasm_bindgen(unchecked_return_type = "SnapshotDocument")]
    #[must_use]
    pub fn snapshot(&self) -> JsValue {
        object(&self.0.snapshot())
    }

    /// For every command whether it is possible `now`, for an actor or for whoever has the role it needs: a screen's buttons.
    #[wasm_bindgen(unchecked_return_type = "AvailabilityDocument[]")]
    pub fn available(
        &self,
        now: &InstantInput,
        #[wasm_bindgen(unchecked_optional_param_type = "Actor")] actor: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let given = !actor.is_undefined() && !actor.is_null();
        let actor = given.then(|| document::<Actor>("actor", actor)).transpose()?;
        let available = self.0.available(instant("now", now)?, actor.as_ref());
        let written = available.iter().map(|each| {
            let lacks: Vec<_> = each.lacks.iter().map(ReasonDocument::from).collect();
            json!({ "command": each.command, "possible": each.is_possible(), "lacks": lacks })
        });
        Ok(object(&written.collect::<Vec<Value>>()))
    }

    /// When to call `advance`; calling it late loses nothing. `undefined` for never.
    #[wasm_bindgen(js_name = nextWakeup)]
    pub fn next_wakeup(&self, now: &InstantInput) -> Result<Option<String>, Thrown> {
        Ok(text(self.0.next_wakeup(instant("now", now)?)))
    }

    /// What is to be done, of events after `sequence`, and what was revoked since. It only depends on the stored events, so
    /// asking twice gives the same keys.
    #[wasm_bindgen(js_name = effectsSince, unchecked_return_type = "EffectDocument[]")]
    pub fn effects_since(&self, sequence: f64) -> Result<JsValue, Thrown> {
        let sequence = crate::argument::count("sequence", sequence)?;
        Ok(object(&self.0.effects_since(u64::try_from(sequence).unwrap_or(u64::MAX))))
    }

    /// The reading of every clock that has begun.
    #[wasm_bindgen(unchecked_return_type = "ReadingDocument[]")]
    pub fn readings(&self, now: &InstantInput) -> Result<JsValue, Thrown> {
        Ok(readings(&self.0.readings(instant("now", now)?)?))
    }

    /// How a clock came to its reading, stretch by stretch; `undefined` where it has not begun.
    #[wasm_bindgen(unchecked_return_type = "ExplanationDocument | undefined")]
    pub fn explain(&self, metric: &str, now: &InstantInput) -> Result<JsValue, Thrown> {
        let metric = name("metric", metric)?;
        let explained = self.0.clocks()?.explain(&metric, instant("now", now)?)?;
        Ok(explanation(explained.as_ref()))
    }

    /// What figures of the desk need to know of this ticket, as of `now`.
    #[wasm_bindgen(unchecked_return_type = "TicketFactsDocument")]
    pub fn facts(&self, now: &InstantInput) -> Result<JsValue, Thrown> {
        Ok(object(&self.0.facts(instant("now", now)?)?))
    }
}
