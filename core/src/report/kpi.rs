use super::kpi_findings::{backlog_before, compare, findings_of};
use super::kpi_trend::trend_of;
use super::{Language, kpi_text};
use crate::kpi::Figures;
use crate::wire::{FigureDefinitionDocument, FigureDocument, KpiReportDocument};

/// A report on a desk: figures against their targets, how they move, what stands out.
///
/// It is made of figures that accumulators have finished, so it does not matter where they were counted.
///
/// ```
/// use aftersales::kpi::figures::Handbook;
/// use aftersales::kpi::{Accumulator, Basis, Grouping, Mode, Scope};
/// use aftersales::report::{KpiReport, Language};
/// use aftersales::time::ZoneRules;
/// use aftersales::wire::TicketFactsDocument;
///
/// let scope = Scope::new("2026-04-01T00:00:00Z".parse()?, ZoneRules::utc());
/// let definitions = Handbook::default().figures(Basis::Calendar);
/// let mut desk = Accumulator::new(definitions.clone(), vec![], scope.clone(), Mode::Exact)?;
/// let mut months = Accumulator::new(definitions, vec![Grouping::ByMonth], scope, Mode::Exact)?;
/// for day in 1..=30 {
///     let facts = TicketFactsDocument {
///         created_at: Some(format!("2026-03-{day:02}T09:00:00Z")),
///         first_response_at: Some(format!("2026-03-{day:02}T09:20:00Z")),
///         ..TicketFactsDocument::default()
///     };
///     desk.add_document(&facts);
///     months.add_document(&facts);
/// }
/// let report = KpiReport::new(&desk.finish()).with_trend(&months.finish());
/// assert!(report.text(Language::English).contains("First response"));
/// assert!(report.markdown(Language::Chinese).contains("首次响应"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct KpiReport {
    document: KpiReportDocument,
}

impl KpiReport {
    /// A report of the figures of all tickets in the period in question.
    #[must_use]
    pub fn new(figures: &Figures) -> Self {
        let scope = figures.scope();
        let document = KpiReportDocument {
            as_of: scope.as_of(),
            time_zone: scope.zone().id().to_owned(),
            period: scope.period(),
            tickets: figures.tickets(),
            excluded: figures.excluded(),
            rejected_rows: figures.rejected().rows(),
            rejected: figures.rejected_documents(),
            definitions: definitions(figures),
            summary: figures.figures().iter().map(FigureDocument::from).collect(),
            trends: Vec::new(),
            findings: findings_of(figures),
            comparison: Vec::new(),
            people: Vec::new(),
        };
        Self { document }
    }

    /// The same report with figures by week or month: how they move, and which weeks or months are beyond ordinary variation.
    /// Figures by another grouping besides are a series for each of its words; the five largest parts of a whole, such as the
    /// classes of faults, are a series each of their shares.
    ///
    /// The last week or month is often not over yet; hand in a scope whose period leaves it out.
    #[must_use]
    pub fn with_trend(mut self, by_period: &Figures) -> Self {
        let (trends, signals) = trend_of(by_period);
        self.document.trends.extend(trends);
        self.document.findings.extend(signals);
        self
    }

    /// The same report beside the figures of an earlier period, looked at from its own end.
    #[must_use]
    pub fn with_earlier(mut self, earlier: &Figures) -> Self {
        self.document.comparison = compare(earlier, &self.document.summary);
        self.document.findings.extend(backlog_before(earlier, &self.document.summary));
        self
    }

    /// The same report with figures by person or level.
    #[must_use]
    pub fn with_people(mut self, by_person: &Figures) -> Self {
        self.document.people.extend(by_person.figures().iter().map(FigureDocument::from));
        self
    }

    /// The report as data.
    #[must_use]
    pub const fn document(&self) -> &KpiReportDocument {
        &self.document
    }

    /// The report as plain text, for a terminal.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        kpi_text::write(&self.document, language, super::table::Style::Text)
    }

    /// The report as Markdown.
    #[must_use]
    pub fn markdown(&self, language: Language) -> String {
        kpi_text::write(&self.document, language, super::table::Style::Markdown)
    }

    /// The report as a fragment of HTML: headings, lists and tables without a style, whose numbers have the class `number`.
    #[must_use]
    pub fn html(&self, language: Language) -> String {
        kpi_text::write(&self.document, language, super::table::Style::Html)
    }
}

/// What the figures are, each once.
fn definitions(figures: &Figures) -> Vec<FigureDefinitionDocument> {
    let of_definitions = figures.figures().chunk_by(|one, other| one.definition == other.definition);
    let definition = |figures: &[crate::kpi::Figure]| Some((&*figures.first()?.definition).into());
    of_definitions.filter_map(definition).collect()
}

impl From<KpiReportDocument> for KpiReport {
    fn from(document: KpiReportDocument) -> Self {
        Self { document }
    }
}
