//! Figures as charts: what is drawn, computed here so that every language draws the same.

use super::Language;
use super::kpi_labels::{figure as figure_label, word};
use super::kpi_trend::{is_by_period, trend_of, word_of};
use crate::cost::{CostComposition, CostShare};
use crate::kpi::statistics::{Confidence, KaplanMeier, Step};
use crate::kpi::{Ageing, Detail, Distribution, Figure, Figures, Measure, Part, StageTime};
use crate::wire::{
    AgeBucketDocument, AgeSeriesDocument, BarDocument, ChartDocument, CostPartDocument, StageBarDocument,
    SurvivalCurveDocument, SurvivalPointDocument,
};

/// Most points of a curve; steps that lower it by less than a share of this are not drawn.
const MOST_STEPS: f64 = 400.0;

/// The charts of finished figures, in the order of their definitions, with titles in a language.
///
/// Figures by week or month become trends, with one series for each group and for the largest parts of a whole. All others
/// become curves of duration with one curve for each group, Pareto charts, the age of open tickets, the composition
/// of cost beside what is typical, and the time per stage. A figure that is a single number has no chart of its own.
///
/// ```
/// use aftersales::kpi::figures::Handbook;
/// use aftersales::kpi::{Accumulator, Basis, Dimension, Grouping, Mode, Scope};
/// use aftersales::report::{Language, charts};
/// use aftersales::time::ZoneRules;
/// use aftersales::wire::{ChartDocument, TicketFactsDocument};
///
/// let scope = Scope::new("2026-04-01T00:00:00Z".parse()?, ZoneRules::utc());
/// let definitions = Handbook::default().figures(Basis::Calendar);
/// let by_priority = vec![Grouping::By(Dimension::Priority)];
/// let mut desk = Accumulator::new(definitions, by_priority, scope, Mode::Exact)?;
/// for day in 1..=20 {
///     desk.add_document(&TicketFactsDocument {
///         created_at: Some(format!("2026-03-{day:02}T09:00:00Z")),
///         first_response_at: (day % 4 > 0).then(|| format!("2026-03-{day:02}T09:{:02}:00Z", 20 + day)),
///         priority: Some(if day % 2 == 0 { "P1" } else { "P3" }.to_owned()),
///         ..TicketFactsDocument::default()
///     });
/// }
/// let charts = charts(&desk.finish(), Language::Chinese);
/// let ChartDocument::Survival { title, curves, .. } = &charts[0] else { unreachable!() };
/// assert_eq!((title.as_str(), curves.len()), ("首次响应", 2));
/// assert_eq!((curves[0].label.as_str(), curves[0].cases, curves[0].running), ("P1", 10, 5));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn charts(figures: &Figures, language: Language) -> Vec<ChartDocument> {
    let drawer = Drawer { language };
    if is_by_period(figures) {
        let (trends, _) = trend_of(figures);
        let drawn = trends.into_iter().map(|trend| {
            let words = trend.group.iter().chain(&trend.part).map(String::as_str);
            ChartDocument::Trend { title: drawer.title(&trend.name, words), trend }
        });
        return drawn.collect();
    }
    // The figures of one definition stand together, one for each group.
    let of_definitions = figures.figures().chunk_by(|one, other| one.definition == other.definition);
    of_definitions.flat_map(|groups| drawer.draw(groups)).collect()
}

struct Drawer {
    language: Language,
}

impl Drawer {
    fn draw(&self, groups: &[Figure]) -> Vec<ChartDocument> {
        let Some(first) = groups.first() else { return Vec::new() };
        match &first.detail {
            Detail::Distribution(_) => self.survival(first, groups).into_iter().collect(),
            Detail::Ageing(_) => vec![self.ageing(first, groups)],
            _ => groups.iter().filter_map(|figure| self.of_group(figure)).collect(),
        }
    }

    fn of_group(&self, figure: &Figure) -> Option<ChartDocument> {
        let (name, group) = (figure.definition.name().to_string(), words(figure));
        let title = self.title(&name, group.iter().map(String::as_str));
        match &figure.detail {
            Detail::Parts(parts) if matches!(figure.definition.measure(), Measure::CostComposition) => {
                Some(ChartDocument::Composition { figure: name, group, title, parts: self.costs(parts) })
            }
            Detail::Parts(parts) => {
                let outer = parts.iter().filter(|part| part.words.len() == 1);
                let bars = outer.map(|part| self.bar(part)).collect();
                Some(ChartDocument::Pareto { figure: name, group, title, bars })
            }
            Detail::Stages(stages) => {
                let stages = stages.iter().map(|stage| self.stage(stage)).collect();
                Some(ChartDocument::Stages { figure: name, group, title, stages })
            }
            _ => None,
        }
    }

    fn survival(&self, first: &Figure, groups: &[Figure]) -> Option<ChartDocument> {
        let curve = |figure: &Figure| match &figure.detail {
            Detail::Distribution(lengths) => self.curve(figure, lengths),
            _ => None,
        };
        let curves: Vec<SurvivalCurveDocument> = groups.iter().filter_map(curve).collect();
        let name = first.definition.name().to_string();
        (!curves.is_empty()).then(|| ChartDocument::Survival {
            title: self.title(&name, []),
            x_label: self.word("time").to_owned(),
            y_label: self.word("share_still_open").to_owned(),
            figure: name,
            curves,
        })
    }

    fn curve(&self, figure: &Figure, lengths: &Distribution) -> Option<SurvivalCurveDocument> {
        let curve = lengths.curve.as_ref()?;
        let start =
            SurvivalPointDocument { time: 0.0, share: 1.0, lower: None, upper: None, at_risk: curve.n() };
        Some(SurvivalCurveDocument {
            group: words(figure),
            label: self.group_label(figure),
            cases: curve.n(),
            running: lengths.running,
            median: curve.median(),
            points: std::iter::once(start).chain(steps(curve)).collect(),
        })
    }

    fn ageing(&self, first: &Figure, groups: &[Figure]) -> ChartDocument {
        const DAY: u64 = 86_400;
        let bounds = Ageing::DAYS.map(|days| days.saturating_mul(DAY));
        let ends = bounds.iter().skip(1).map(|&end| Some(end)).chain([None]);
        let buckets = bounds.iter().zip(ends).map(|(&from, to)| AgeBucketDocument {
            label: self.age(from / DAY, to.map(|to| to / DAY)),
            from,
            to,
        });
        let series = |figure: &Figure| match &figure.detail {
            Detail::Ageing(ageing) => Some(AgeSeriesDocument {
                group: words(figure),
                label: self.group_label(figure),
                counts: ageing.by_age.to_vec(),
                open: ageing.open,
                median_age: ageing.median_age,
            }),
            _ => None,
        };
        ChartDocument::Ageing {
            figure: first.definition.name().to_string(),
            title: self.word("ages").to_owned(),
            buckets: buckets.collect(),
            series: groups.iter().filter_map(series).collect(),
        }
    }

    fn age(&self, from: u64, to: Option<u64>) -> String {
        let days = if self.language == Language::Chinese { "天" } else { "d" };
        match (from, to) {
            (0, Some(to)) => format!("< {to} {days}"),
            (from, Some(to)) => format!("{from}–{to} {days}"),
            (from, None) => format!("≥ {from} {days}"),
        }
    }

    /// The four kinds with a typical share in their order, then all others.
    fn costs(&self, parts: &[Part]) -> Vec<CostPartDocument> {
        let typical = CostShare::ALL.iter().zip(CostComposition::typical_shares());
        let typical: Vec<(&str, f64)> = typical.map(|(share, typical)| (share.as_str(), typical)).collect();
        let document = |kind: &str, typical: Option<f64>| {
            let part = parts.iter().find(|part| word_of(part) == kind);
            CostPartDocument {
                kind: kind.to_owned(),
                label: self.word(kind).to_owned(),
                amount: part.map_or(0, |part| part.count).into(),
                share: part.map_or(0.0, |part| part.share),
                typical,
            }
        };
        let others = parts.iter().map(word_of).filter(|kind| typical.iter().all(|(known, _)| known != kind));
        let first = typical.iter().map(|&(kind, share)| document(kind, Some(share)));
        first.chain(others.map(|kind| document(&kind, None))).collect()
    }

    fn bar(&self, part: &Part) -> BarDocument {
        let word = word_of(part);
        let label = self.word(&word).to_owned();
        BarDocument { word, label, count: part.count.into(), share: part.share, cumulative: part.cumulative }
    }

    fn stage(&self, stage: &StageTime) -> StageBarDocument {
        let &StageTime { until, visits, mean, median, share, .. } = stage;
        let label = self.word(until.as_str()).to_owned();
        StageBarDocument { until: until.to_string(), label, visits, mean, median, share }
    }

    /// The figure's title with the words of a group behind it.
    fn title<'a>(&self, name: &str, words: impl IntoIterator<Item = &'a str>) -> String {
        let label = figure_label(name, self.language).to_owned();
        words.into_iter().fold(label, |title, word| format!("{title} · {}", self.word(word)))
    }

    fn group_label(&self, figure: &Figure) -> String {
        let words: Vec<String> = words(figure).iter().map(|word| self.word(word).to_owned()).collect();
        if words.is_empty() { self.word("all_tickets").to_owned() } else { words.join(" · ") }
    }

    fn word<'a>(&self, key: &'a str) -> &'a str {
        word(key, self.language)
    }
}

fn words(figure: &Figure) -> Vec<String> {
    figure.group.keys().iter().map(ToString::to_string).collect()
}

/// The steps that are worth drawing, and the last one.
fn steps(curve: &KaplanMeier) -> Vec<SurvivalPointDocument> {
    let mut points = Vec::new();
    let mut drawn = 1.0;
    for (position, step) in curve.steps().iter().enumerate() {
        let is_last = position.saturating_add(1) == curve.steps().len();
        let falls = drawn - step.survival;
        if falls * MOST_STEPS >= 1.0 || is_last || curve.steps().len() as f64 <= MOST_STEPS {
            drawn = step.survival;
            points.push(point(step));
        }
    }
    points
}

fn point(step: &Step) -> SurvivalPointDocument {
    let band = KaplanMeier::band(step, Confidence::P95);
    SurvivalPointDocument {
        time: step.time,
        share: step.survival,
        lower: band.map(|band| band.lower),
        upper: band.map(|band| band.upper),
        at_risk: step.at_risk,
    }
}
