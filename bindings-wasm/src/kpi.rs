//! The room of figures.

use aftersales::calendar::WorkingCalendar;
use aftersales::kpi::figures::Handbook;
use aftersales::kpi::{Accumulator, Basis, Grouping, Mode, Scope};
use aftersales::report::{KpiReport as Report, Language, charts};
use aftersales::time::{Instant, ZoneDatabase};
use aftersales::vocabulary::Name;
use aftersales::wire::{CalendarDocument, FigureDocument, TicketFactsDocument, read_document};
use serde::Deserialize;
use serde_json::json;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::argument::{document, documents, word};
use crate::error::Thrown;
use crate::kpi_columns::KpiColumns;
use crate::result::object;
use crate::types::ZoneRulesInput;
use crate::zone::zones;

/// Figures of a desk in the making: takes facts of tickets in, one by one or another `Kpi` whole. Any split of the tickets
/// gives the same figures.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Kpi {
    figures: Accumulator,
    /// The rows that were taken in as columns.
    rows: u64,
}

/// From where a desk is looked at.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KpiScopeDocument {
    as_of: Instant,
    time_zone: String,
    calendar: Option<CalendarDocument>,
    period: Option<(Instant, Instant)>,
    #[serde(default)]
    basis: KpiBasis,
    #[serde(default)]
    group_by: Vec<String>,
    relative_error: Option<f64>,
    response_metric: Option<Name>,
    resolution_metric: Option<Name>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KpiBasis {
    #[default]
    Calendar,
    Working,
}

#[wasm_bindgen]
impl Kpi {
    /// The figures of the handbooks (KP-1 to KP-22) without tickets, for a scope.
    ///
    /// @throws {AftersalesError} with the path of what is wrong.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "KpiScopeDocument | string")] scope: &JsValue,
        #[wasm_bindgen(js_name = zoneRules)] zone_rules: Option<ZoneRulesInput>,
    ) -> Result<Self, Thrown> {
        let written: KpiScopeDocument = document("scope", scope)?;
        let mode = written.relative_error.map(|relative_error| Mode::Sketch { relative_error });
        let basis = match written.basis {
            KpiBasis::Calendar => Basis::Calendar,
            KpiBasis::Working => Basis::Working,
        };
        let mut handbook = Handbook::default();
        handbook.response = written.response_metric.clone().unwrap_or(handbook.response);
        handbook.resolution = written.resolution_metric.clone().unwrap_or(handbook.resolution);
        let groupings = written.group_by.iter().map(|each| grouping(each)).collect::<Result<_, _>>()?;
        let scope = scope_of(&written, &zones(zone_rules.as_ref())?)?;
        let figures = Accumulator::new(handbook.figures(basis), groupings, scope, mode.unwrap_or_default())?;
        Ok(Self { figures, rows: 0 })
    }

    /// Takes the facts of a ticket in, or an array of them. Rows that cannot be read are counted as rejected, with reasons.
    pub fn add(
        &mut self,
        #[wasm_bindgen(
            unchecked_param_type = "TicketFactsDocument | readonly TicketFactsDocument[] | string"
        )]
        facts: &JsValue,
    ) -> Result<(), Thrown> {
        let facts = documents("facts", facts, |text| Ok(read_document::<TicketFactsDocument>(text)?))?;
        facts.iter().for_each(|facts| self.figures.add_document(facts));
        Ok(())
    }

    /// Takes the facts of many tickets in, column by column: one call for a whole table. Row by row the same as `add`; rows that
    /// cannot be read are rejected by their number, counted from 0 over all calls.
    ///
    /// @throws {AftersalesError} for columns of different lengths or another type; nothing is taken then.
    #[wasm_bindgen(js_name = addColumns)]
    pub fn add_columns(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "KpiColumns")] columns: &JsValue,
    ) -> Result<(), Thrown> {
        let columns = KpiColumns::read(columns)?.numbered_from(self.rows);
        self.figures.add_columns(&columns.facts()?);
        self.rows = self.rows.saturating_add(columns.rows() as u64);
        Ok(())
    }

    /// Takes in all that another one of the same scope holds; that one stays as it is.
    ///
    /// @throws {AftersalesError} where the scopes differ.
    pub fn merge(&mut self, other: &Self) -> Result<(), Thrown> {
        Ok(self.figures.merge(other.figures.clone())?)
    }

    /// The figures so far, in the order of their definitions and groups. A figure without data is absent.
    #[wasm_bindgen(unchecked_return_type = "FiguresDocument")]
    #[must_use]
    pub fn finish(&self) -> JsValue {
        let figures = self.figures.clone().finish();
        let written: Vec<_> = figures.figures().iter().map(FigureDocument::from).collect();
        let (tickets, excluded) = (figures.tickets(), figures.excluded());
        let rejected = (figures.rejected().rows(), figures.rejected_documents());
        object(&json!({
            "tickets": tickets, "excluded": excluded, "rejected_rows": rejected.0, "rejected": rejected.1,
            "figures": written,
        }))
    }

    /// What charts of the figures so far draw, in the order of their definitions, with titles in a language: trends where the
    /// figures are grouped by week or month, else curves of duration, Pareto charts, ages of open tickets and times per stage.
    #[wasm_bindgen(unchecked_return_type = "ChartDocument[]")]
    pub fn charts(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Language")] language: &str,
    ) -> Result<JsValue, Thrown> {
        Ok(object(&charts(&self.figures.clone().finish(), word::<Language>("language", language)?)))
    }

    /// A report on the figures so far, which stay open.
    #[must_use]
    pub fn report(&self) -> KpiReport {
        KpiReport(Report::new(&self.figures.clone().finish()))
    }
}

/// A report on a desk: figures against their targets, how they move, what stands out.
#[wasm_bindgen]
#[derive(Debug)]
pub struct KpiReport(Report);

#[wasm_bindgen]
impl KpiReport {
    /// The same report with figures by week or month: how they move, and which stand out.
    #[wasm_bindgen(js_name = withTrend)]
    #[must_use]
    pub fn with_trend(&self, by_period: &Kpi) -> Self {
        Self(self.0.clone().with_trend(&by_period.figures.clone().finish()))
    }

    /// The same report beside the figures of an earlier period.
    #[wasm_bindgen(js_name = withEarlier)]
    #[must_use]
    pub fn with_earlier(&self, earlier: &Kpi) -> Self {
        Self(self.0.clone().with_earlier(&earlier.figures.clone().finish()))
    }

    /// The same report with figures by person or level.
    #[wasm_bindgen(js_name = withPeople)]
    #[must_use]
    pub fn with_people(&self, by_person: &Kpi) -> Self {
        Self(self.0.clone().with_people(&by_person.figures.clone().finish()))
    }

    /// The report as data.
    #[wasm_bindgen(unchecked_return_type = "KpiReportDocument")]
    #[must_use]
    pub fn document(&self) -> JsValue {
        object(self.0.document())
    }

    /// The report as plain text.
    pub fn text(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Language")] language: &str,
    ) -> Result<String, Thrown> {
        Ok(self.0.text(word::<Language>("language", language)?))
    }

    /// The report as Markdown.
    pub fn markdown(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Language")] language: &str,
    ) -> Result<String, Thrown> {
        Ok(self.0.markdown(word::<Language>("language", language)?))
    }
}

fn scope_of(written: &KpiScopeDocument, zones: &ZoneDatabase) -> Result<Scope, Thrown> {
    let zone = zones.rules(&written.time_zone).map_err(|error| Thrown::value("time_zone", &error))?;
    let mut scope = Scope::new(written.as_of, zone);
    if let Some(calendar) = &written.calendar {
        let calendar = WorkingCalendar::compile(calendar, zones);
        scope = scope.with_calendar(calendar.map_err(|error| Thrown::from(error).within("calendar"))?);
    }
    Ok(match written.period {
        Some((from, to)) => scope.with_period(from, to),
        None => scope,
    })
}

fn grouping(text: &str) -> Result<Grouping, Thrown> {
    Ok(match text {
        "week" => Grouping::ByWeek,
        "month" => Grouping::ByMonth,
        dimension => Grouping::By(word("group_by", dimension)?),
    })
}
