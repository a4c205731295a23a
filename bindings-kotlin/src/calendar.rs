use aftersales::calendar;
use aftersales::time::{Instant, Span as Duration, ZoneDatabase};
use aftersales::wire::CalendarDocument;

use crate::AftersalesError;
use crate::documents::read;
use crate::error::Answer;
use crate::zones::{ZoneFile, zones};

/// When a desk works, compiled: every question about working time, answered in time that does not depend on the span.
///
/// Instants and durations are floored to the microsecond. A call costs some microseconds before it does anything, so ask in
/// columns where there are many rows. Calendars may be shared by threads; `close` gives their memory back at once.
#[derive(Debug, uniffi::Object)]
pub struct WorkingCalendar(pub(crate) calendar::WorkingCalendar);

#[uniffi::export]
impl WorkingCalendar {
    /// Compiles a document, with the bundled time zone database or with the zones that the host brings along.
    #[uniffi::constructor(default(zones = []))]
    pub fn compile(document: CalendarDocument, zones: Vec<ZoneFile>) -> Answer<Self> {
        let compiled = calendar::WorkingCalendar::compile(&document, &self::zones(zones)?);
        Ok(Self(compiled.map_err(|error| AftersalesError::from(error).in_document(&document))?))
    }

    /// Reads and compiles the JSON text of a calendar document.
    #[uniffi::constructor(default(zones = []))]
    pub fn from_json(json: &str, zones: Vec<ZoneFile>) -> Answer<Self> {
        Self::compile(read(json, CalendarDocument::from_json)?, zones)
    }

    /// A calendar that is always open, in a zone such as `Europe/Berlin`.
    #[uniffi::constructor]
    pub fn round_the_clock(time_zone: &str) -> Answer<Self> {
        Ok(Self(calendar::WorkingCalendar::round_the_clock(ZoneDatabase::bundled().rules(time_zone)?)?))
    }

    /// The open time in `[from, to)`; negative when `to` lies before `from`.
    pub fn elapsed(&self, from: Instant, to: Instant) -> Answer<Duration> {
        Ok(self.0.elapsed(from, to))
    }

    /// The earliest instant at or after `from` by which `budget` of open time has passed; null where it never does.
    pub fn deadline(&self, from: Instant, budget: Duration) -> Answer<Option<Instant>> {
        Ok(self.0.deadline(from, budget))
    }

    /// The latest instant at or before `to` from which `budget` of open time passes until `to`; null where there is none.
    pub fn deadline_backward(&self, to: Instant, budget: Duration) -> Answer<Option<Instant>> {
        Ok(self.0.deadline_backward(to, budget))
    }

    /// The IANA name of the calendar's zone.
    pub fn time_zone(&self) -> String {
        self.0.zone().id().to_owned()
    }

    /// The version of the time zone database in use, such as `2026e`.
    pub fn tzdb_version(&self) -> String {
        self.0.zone().tzdb_version().to_owned()
    }

    /// The last year of which it knows holidays; null where it has none. Its answers count none beyond.
    pub fn last_holiday_year(&self) -> Option<i32> {
        self.0.last_holiday_year()
    }

    /// The content hash of the document with the version of its time zone database.
    pub fn revision(&self) -> String {
        self.0.revision().to_owned()
    }
}
