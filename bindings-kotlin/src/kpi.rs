use std::sync::Arc;

use aftersales::kpi::figures::Handbook;
use aftersales::kpi::{self, Basis, Grouping, Mode, Scope};
use aftersales::report::{self, Language};
use aftersales::time::{Instant, ZoneDatabase};
use aftersales::wire::{FigureDocument, KpiReportDocument};

use crate::error::Answer;
use crate::handle::Shared;
use crate::{Charts, FactsOfTickets, FigureRows, RejectedRows, WorkingCalendar};

/// Figures of a desk in the making: takes facts of tickets in, a list at a time or another accumulator whole. Any split of the
/// tickets gives the same figures.
#[derive(Debug, uniffi::Object)]
pub struct Accumulator(Shared<kpi::Accumulator>);

/// From where a desk is looked at.
#[derive(Debug, uniffi::Record)]
pub struct KpiScope {
    /// The instant up to which tickets were followed.
    pub as_of: Instant,
    /// The zone whose weeks and months count.
    pub time_zone: String,
    /// What durations are counted in; null: real time.
    #[uniffi(default)]
    pub basis: Option<KpiBasis>,
    /// The calendar whose open time and working days count.
    #[uniffi(default)]
    pub calendar: Option<Arc<WorkingCalendar>>,
    /// Only tickets whose period stamp lies at or after this instant.
    #[uniffi(default)]
    pub from: Option<Instant>,
    /// And before this one; both are given or neither is.
    #[uniffi(default)]
    pub until: Option<Instant>,
    /// At most two of `week`, `month` and dimensions of facts, such as `priority`.
    #[uniffi(default)]
    pub group_by: Vec<String>,
    /// Memory that does not grow with the tickets, for quantiles within this error; exact without it.
    #[uniffi(default)]
    pub relative_error: Option<f64>,
}

/// What durations are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
#[non_exhaustive]
pub enum KpiBasis {
    /// Real time.
    Calendar,
    /// The open time of the scope's calendar.
    Working,
}

#[uniffi::export]
impl Accumulator {
    /// The figures of the handbooks (KP-1 to KP-22) without tickets, for a scope.
    #[uniffi::constructor]
    pub fn new(scope: KpiScope) -> Answer<Self> {
        let basis = match scope.basis {
            Some(KpiBasis::Working) => Basis::Working,
            Some(KpiBasis::Calendar) | None => Basis::Calendar,
        };
        let mut core = Scope::new(scope.as_of, ZoneDatabase::bundled().rules(&scope.time_zone)?);
        if let Some(calendar) = &scope.calendar {
            core = core.with_calendar(calendar.0.clone());
        }
        if let (Some(from), Some(until)) = (scope.from, scope.until) {
            core = core.with_period(from, until);
        }
        let mode = scope.relative_error.map(|relative_error| Mode::Sketch { relative_error });
        let groupings = scope.group_by.iter().map(|word| grouping(word)).collect::<Answer<_>>()?;
        let figures = Handbook::default().figures(basis);
        Ok(Self(Shared::new(kpi::Accumulator::new(figures, groupings, core, mode.unwrap_or_default())?)))
    }

    /// Takes the facts of tickets in. Rows with values that cannot be are counted as rejected, with their reasons.
    pub fn add(&self, facts: FactsOfTickets) -> Answer<()> {
        self.0.update(|desk| facts.0.iter().for_each(|facts| desk.add_document(facts)));
        Ok(())
    }

    /// Takes in all that another one of the same scope holds; that one stays as it is.
    pub fn merge(&self, other: Arc<Self>) -> Answer<()> {
        let other = kpi::Accumulator::clone(&other.0.get());
        Ok(self.0.change(|desk| desk.merge(other))?)
    }

    /// What was counted so far, for another process or machine, where `merge_bytes` takes it in.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.get().to_bytes()
    }

    /// Takes in what an accumulator of the same scope wrote with `to_bytes`.
    pub fn merge_bytes(&self, counted: Vec<u8>) -> Answer<()> {
        Ok(self.0.change(|desk| desk.merge_bytes(&counted))?)
    }

    /// An accumulator of the same scope without tickets, for another part of the rows.
    pub fn empty_like(&self) -> Self {
        Self(Shared::new(self.0.get().empty_like()))
    }

    /// The figures of what was taken in so far.
    pub fn finish(&self) -> Figures {
        Figures(kpi::Accumulator::clone(&self.0.get()).finish())
    }
}

/// Finished figures; made by `Accumulator.finish`.
#[derive(Debug, uniffi::Object)]
pub struct Figures(kpi::Figures);

#[uniffi::export]
impl Figures {
    /// The figures, in the order of their definitions and groups. A figure without data is absent.
    pub fn rows(&self) -> FigureRows {
        FigureRows(self.0.figures().iter().map(FigureDocument::from).collect())
    }

    /// What was not taken in: how often, why, and some examples; whole rows first, then what single figures could not use.
    pub fn rejected(&self) -> RejectedRows {
        RejectedRows(self.0.rejected_documents())
    }

    /// What charts of the figures draw: numbers, and texts in `en` or `zh`.
    pub fn charts(&self, language: &str) -> Answer<Charts> {
        Ok(Charts(report::charts(&self.0, language.parse::<Language>()?)))
    }

    /// How many tickets were taken in.
    pub fn tickets(&self) -> i64 {
        i64::try_from(self.0.tickets()).unwrap_or(i64::MAX)
    }

    /// How many of them no figure counts: cancelled, merged, duplicates.
    pub fn excluded(&self) -> i64 {
        i64::try_from(self.0.excluded()).unwrap_or(i64::MAX)
    }
}

/// A report on a desk: figures against their targets, how they move, what stands out.
#[derive(Debug, uniffi::Object)]
pub struct KpiReport(report::KpiReport);

#[uniffi::export]
impl KpiReport {
    /// A report on figures; `trend` are those by week or month, `earlier` those of an earlier period, `people` those by person
    /// or level.
    #[uniffi::constructor(default(trend = None, earlier = None, people = None))]
    pub fn new(
        figures: Arc<Figures>,
        trend: Option<Arc<Figures>>,
        earlier: Option<Arc<Figures>>,
        people: Option<Arc<Figures>>,
    ) -> Self {
        let mut report = report::KpiReport::new(&figures.0);
        report = trend.iter().fold(report, |report, trend| report.with_trend(&trend.0));
        report = earlier.iter().fold(report, |report, earlier| report.with_earlier(&earlier.0));
        Self(people.iter().fold(report, |report, people| report.with_people(&people.0)))
    }

    /// The report as data.
    pub fn document(&self) -> KpiReportDocument {
        self.0.document().clone()
    }

    /// The report as plain text, in `en` or `zh`.
    pub fn text(&self, language: &str) -> Answer<String> {
        Ok(self.0.text(language.parse::<Language>()?))
    }

    /// The report as Markdown with tables.
    pub fn markdown(&self, language: &str) -> Answer<String> {
        Ok(self.0.markdown(language.parse::<Language>()?))
    }

    /// The report as a part of an HTML page, with no style of its own.
    pub fn html(&self, language: &str) -> Answer<String> {
        Ok(self.0.html(language.parse::<Language>()?))
    }
}

fn grouping(word: &str) -> Answer<Grouping> {
    Ok(match word {
        "week" => Grouping::ByWeek,
        "month" => Grouping::ByMonth,
        dimension => Grouping::By(dimension.parse()?),
    })
}
