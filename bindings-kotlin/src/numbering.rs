use aftersales::ticket::NumberScheme as Scheme;
use aftersales::time::Instant;
use aftersales::wire::{NumberReadingDocument, NumberingDocument};

use crate::AftersalesError;
use crate::documents::read;
use crate::error::Answer;
use crate::values::Tally;
use crate::zones::{ZoneFile, zones};

/// How tickets are numbered, compiled. The host keeps the last serial of each `periodKey`, in the transaction that stores the
/// ticket.
#[derive(Debug, uniffi::Object)]
pub struct NumberScheme(pub(crate) Scheme);

#[uniffi::export]
impl NumberScheme {
    /// Compiles a document, with the bundled time zone database or with the zones that the host brings along. A scheme whose
    /// numbers would repeat is refused.
    #[uniffi::constructor(default(zones = []))]
    pub fn compile(document: NumberingDocument, zones: Vec<ZoneFile>) -> Answer<Self> {
        let compiled = Scheme::compile(&document, &self::zones(zones)?);
        Ok(Self(compiled.map_err(|error| AftersalesError::from(error).in_document(&document))?))
    }

    /// Reads and compiles the JSON text of a document.
    #[uniffi::constructor(default(zones = []))]
    pub fn from_json(json: &str, zones: Vec<ZoneFile>) -> Answer<Self> {
        Self::compile(read(json, NumberingDocument::from_json)?, zones)
    }

    /// The number with a serial from 1, given at an instant, at a site where the scheme names one.
    #[uniffi::method(default(site = None))]
    pub fn format(&self, serial: Tally, at: Instant, site: Option<String>) -> Answer<String> {
        Ok(self.0.format(serial.0, at, site.as_deref())?.as_str().to_owned())
    }

    /// Takes a number apart: its serial, and the date and site that it shows. Its check digits must fit.
    pub fn parse(&self, number: &str) -> Answer<NumberReadingDocument> {
        Ok(NumberReadingDocument::from(&self.0.parse(number)?))
    }

    /// What the host counts serials by: the local date, month or year, or nothing where they never begin again.
    pub fn period_key(&self, now: Instant) -> Answer<String> {
        Ok(self.0.period_key(now))
    }

    /// The first instant after `now` from which serials begin again; null if that never comes.
    pub fn next_period(&self, now: Instant) -> Answer<Option<Instant>> {
        Ok(self.0.next_period(now))
    }

    /// The content hash of the document with the version of its time zone database.
    pub fn revision(&self) -> String {
        self.0.revision().to_owned()
    }
}
