use aftersales::sla::{Inputs, SlaPolicy as Policy};
use aftersales::time::Instant;
use aftersales::wire::{InputsDocument, SlaDocument};

use crate::AftersalesError;
use crate::documents::read;
use crate::error::Answer;
use crate::zones::{ZoneFile, zones};

/// What a desk promises, compiled once.
///
/// Readings are a pure function of policy, events and `now`. Using a target up exactly is on time.
#[derive(Debug, uniffi::Object)]
pub struct SlaPolicy(pub(crate) Policy);

/// What a policy would promise a ticket on one clock.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Promise {
    /// The metric.
    pub metric: String,
    /// When it would fall due without a pause; null where its calendar has not that much open time before the year 10000.
    pub due: Option<Instant>,
    /// The path of the policy entry that gives the target, such as `selector[2]`.
    pub target_source: String,
    /// The calendar that it runs on.
    pub calendar: String,
    /// The path of the policy entry that gives the calendar; null where the metric or the policy itself names it.
    pub calendar_source: Option<String>,
}

#[uniffi::export]
impl SlaPolicy {
    /// Compiles a document, with the bundled time zone database or with the zones that the host brings along.
    #[uniffi::constructor(default(zones = []))]
    pub fn compile(document: SlaDocument, zones: Vec<ZoneFile>) -> Answer<Self> {
        let compiled = Policy::compile(&document, &self::zones(zones)?);
        Ok(Self(compiled.map_err(|error| AftersalesError::from(error).in_document(&document))?))
    }

    /// Reads and compiles the JSON text of a document.
    #[uniffi::constructor(default(zones = []))]
    pub fn from_json(json: &str, zones: Vec<ZoneFile>) -> Answer<Self> {
        Self::compile(read(json, SlaDocument::from_json)?, zones)
    }

    /// What a ticket of which this is known would be promised on clocks that start at `from`: what a customer is told at
    /// intake. A metric without a target for it is left out.
    pub fn promises(&self, inputs: InputsDocument, from: Instant) -> Answer<Vec<Promise>> {
        let inputs = Inputs::try_from(&inputs)?;
        let promise = |promise: aftersales::sla::Promise| Promise {
            metric: promise.metric.to_string(),
            due: promise.due,
            target_source: promise.target_source,
            calendar: promise.calendar.to_string(),
            calendar_source: promise.calendar_source,
        };
        Ok(self.0.promises(&inputs, from).into_iter().map(promise).collect())
    }

    /// The names of the metrics, in the order of the document.
    pub fn metric_names(&self) -> Vec<String> {
        self.0.metrics().iter().map(|metric| metric.name().to_string()).collect()
    }

    /// The content hash of the document with the version of its time zone database.
    pub fn revision(&self) -> String {
        self.0.revision().to_owned()
    }
}
