//! The room of the clocks.

mod board;
mod columns;
mod ticket_clocks;

use aftersales::sla::{Event, Inputs, SlaPolicy as Policy};
use aftersales::wire::{InputsDocument, SlaDocument, TimelineEventDocument, read_document};
use serde_json::{Value, json};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

pub use board::Board;
pub use ticket_clocks::TicketClocks;

use crate::argument::{document, documents, instant};
use crate::error::Thrown;
use crate::result::{object, readings};
use crate::types::{InstantInput, ZoneRulesInput};
use crate::zone::zones;

/// What a desk promises, compiled once.
///
/// Readings are a pure function of policy, events and `now`. Using a target up exactly is on time.
#[wasm_bindgen]
#[derive(Debug)]
pub struct SlaPolicy(pub(crate) Policy);

#[wasm_bindgen]
impl SlaPolicy {
    /// Compiles a document. Zones come from the bundled time zone database, or from `zoneRules` alone where they are given.
    ///
    /// @throws {AftersalesError} with the path of the entry that is wrong.
    pub fn compile(
        #[wasm_bindgen(unchecked_param_type = "SlaDocument | string")] document: &JsValue,
        #[wasm_bindgen(js_name = zoneRules)] zone_rules: Option<ZoneRulesInput>,
    ) -> Result<Self, Thrown> {
        let document: SlaDocument = self::document("document", document)?;
        Ok(Self(Policy::compile(&document, &zones(zone_rules.as_ref())?)?))
    }

    /// The content hash of the document with the version of its time zone database: 16 hexadecimal digits.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn revision(&self) -> String {
        self.0.revision().to_owned()
    }

    /// The names of the metrics, in the order of the document.
    #[wasm_bindgen(getter, js_name = metricNames)]
    #[must_use]
    pub fn metric_names(&self) -> Vec<String> {
        self.0.metrics().iter().map(|metric| metric.name().to_string()).collect()
    }

    /// What a ticket would be promised on clocks that start at `from`: what a customer is told at intake.
    #[wasm_bindgen(unchecked_return_type = "SlaPromise[]")]
    pub fn promises(
        &self,
        #[wasm_bindgen(unchecked_param_type = "InputsDocument | string")] inputs: &JsValue,
        from: &InstantInput,
    ) -> Result<JsValue, Thrown> {
        let inputs: InputsDocument = document("inputs", inputs)?;
        let promises = self.0.promises(&Inputs::try_from(&inputs)?, instant("from", from)?);
        let written = promises.into_iter().map(|promise| {
            let mut written = json!({
                "metric": promise.metric, "target_source": promise.target_source, "calendar": promise.calendar,
            });
            if let Some(fields) = written.as_object_mut() {
                fields.extend(promise.due.map(|due| ("due".to_owned(), json!(due))));
                fields.extend(promise.calendar_source.map(|path| ("calendar_source".to_owned(), json!(path))));
            }
            written
        });
        Ok(object(&written.collect::<Vec<Value>>()))
    }

    /// The readings at `now` of a ticket with these events, without keeping it.
    #[wasm_bindgen(unchecked_return_type = "ReadingDocument[]")]
    pub fn evaluate(
        &self,
        #[wasm_bindgen(unchecked_param_type = "readonly TimelineEventDocument[]")] events: &JsValue,
        now: &InstantInput,
    ) -> Result<JsValue, Thrown> {
        let known = [self.0.clone()];
        Ok(readings(&self.0.evaluate(&timeline(events, &known)?, instant("now", now)?)?))
    }
}

/// Events from their documents; `known` are the policies that one can put in force.
fn timeline(events: &JsValue, known: &[Policy]) -> Result<Vec<Event>, Thrown> {
    let find = |revision: &str| known.iter().find(|policy| policy.revision() == revision).cloned();
    documents("events", events, |text| {
        let document: TimelineEventDocument = read_document(text)?;
        Ok(Event::from_document(&document, find)?)
    })
}
