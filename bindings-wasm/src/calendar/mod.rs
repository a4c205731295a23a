//! The calendar room.

mod columns;
mod dates;
mod edges;

use aftersales::calendar::WorkingCalendar as Calendar;
use aftersales::wire::CalendarDocument;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::argument::{instant, json_text, span};
use crate::error::Thrown;
use crate::types::{CalendarInput, InstantInput, SpanInput, ZoneRulesInput};
use crate::zone::zones;

/// When a desk works, compiled once: every question about working time, answered in time that does not depend on the
/// span.
///
/// Instants go in as RFC 3339 text, `Date` or `Temporal.Instant` and come out as RFC 3339 text in UTC. Spans are `bigint`
/// microseconds both ways: `4n * HOUR`. Everything throws `AftersalesError` for arguments that cannot be read.
#[wasm_bindgen]
#[derive(Debug)]
pub struct WorkingCalendar(pub(crate) Calendar);

#[wasm_bindgen]
impl WorkingCalendar {
    /// Compiles a document. Zones come from the bundled time zone database, or from `zoneRules` alone where they are given.
    ///
    /// @throws {AftersalesError} with the path of the entry that is wrong.
    #[wasm_bindgen(constructor)]
    pub fn new(
        document: &CalendarInput,
        #[wasm_bindgen(js_name = zoneRules)] zone_rules: Option<ZoneRulesInput>,
    ) -> Result<Self, Thrown> {
        let document = CalendarDocument::from_json(&json_text("document", document)?)?;
        Ok(Self(Calendar::compile(&document, &zones(zone_rules.as_ref())?)?))
    }

    /// A calendar that is always open, in a zone such as `Europe/Berlin`.
    ///
    /// @throws {AftersalesError} for an unknown zone.
    #[wasm_bindgen(js_name = roundTheClock)]
    pub fn round_the_clock(
        zone: &str,
        #[wasm_bindgen(js_name = zoneRules)] zone_rules: Option<ZoneRulesInput>,
    ) -> Result<Self, Thrown> {
        let zones = zones(zone_rules.as_ref())?;
        Ok(Self(Calendar::compile(&CalendarDocument::round_the_clock(zone), &zones)?))
    }

    /// The IANA name of the zone whose wall clocks the shifts mean.
    #[wasm_bindgen(getter, js_name = timeZone)]
    #[must_use]
    pub fn time_zone(&self) -> String {
        self.0.zone().id().to_owned()
    }

    /// The version of the time zone database in use, such as `2026e`.
    #[wasm_bindgen(getter, js_name = tzdbVersion)]
    #[must_use]
    pub fn tzdb_version(&self) -> String {
        self.0.zone().tzdb_version().to_owned()
    }

    /// The content hash of the document with the version of its time zone database: 16 hexadecimal digits.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn revision(&self) -> String {
        self.0.revision().to_owned()
    }

    /// The open microseconds in `[from, to)`; negative where `to` lies before `from`. Additive over any split.
    pub fn elapsed(&self, from: &InstantInput, to: &InstantInput) -> Result<i64, Thrown> {
        Ok(self.0.elapsed(instant("from", from)?, instant("to", to)?).micros())
    }

    /// The earliest instant at or after `from` by which `budget` microseconds of open time have passed: on the closing edge
    /// where they end there, `from` itself for a budget of zero or less, `undefined` where they never do before the year
    /// 10000.
    pub fn deadline(&self, from: &InstantInput, budget: &SpanInput) -> Result<Option<String>, Thrown> {
        let due = self.0.deadline(instant("from", from)?, span("budget", budget)?);
        Ok(due.map(|at| at.to_string()))
    }

    /// The latest instant at or before `to` from which `budget` microseconds of open time pass until `to`: on the opening
    /// edge where they start there, `to` itself for a budget of zero or less, `undefined` where there is none.
    #[wasm_bindgen(js_name = deadlineBackward)]
    pub fn deadline_backward(&self, to: &InstantInput, budget: &SpanInput) -> Result<Option<String>, Thrown> {
        let start = self.0.deadline_backward(instant("to", to)?, span("budget", budget)?);
        Ok(start.map(|at| at.to_string()))
    }
}
