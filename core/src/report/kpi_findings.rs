//! What stands out, and what has changed since an earlier period.

use crate::kpi::statistics::{Confidence, Proportion, ProportionDifference};
use crate::kpi::{Detail, Figure, Figures, Unit};
use crate::wire::{
    ComparisonDocument, FigureDetailDocument, FigureDocument, KpiFindingDocument, WholeNumberDocument,
};

/// From how much on two readings of an attainment, or two medians, are told apart.
const WORTH_TELLING: f64 = 0.05;

/// What stands out in the figures of all tickets.
pub(super) fn findings_of(figures: &Figures) -> Vec<KpiFindingDocument> {
    figures.figures().iter().filter_map(finding_of).collect()
}

fn finding_of(figure: &Figure) -> Option<KpiFindingDocument> {
    let name = figure.definition.name().to_string();
    match &figure.detail {
        Detail::Stages(stages) => {
            let slowest = stages.iter().max_by(|one, other| one.share.total_cmp(&other.share))?;
            let (until, share, mean) = (slowest.until.to_string(), slowest.share, slowest.mean);
            (stages.len() > 1).then_some(KpiFindingDocument::Bottleneck { until, share, mean })
        }
        Detail::Readings(readings) => {
            let (of_closed, of_due) = (readings.of_closed.rate()?, readings.of_due.rate()?);
            (of_closed - of_due >= WORTH_TELLING).then_some(KpiFindingDocument::FlatteringAttainment {
                figure: name,
                of_closed,
                of_due,
            })
        }
        Detail::Distribution(lengths) if lengths.running > 0 => {
            let censored_median = lengths.curve.as_ref()?.median();
            let (median, running) = (lengths.median, lengths.running);
            let longer = censored_median.is_none_or(|censored| censored > median * (1.0 + WORTH_TELLING));
            longer.then_some(KpiFindingDocument::OpenTicketsCount {
                figure: name,
                median,
                censored_median,
                running,
            })
        }
        _ => None,
    }
}

/// The figures of both periods side by side.
pub(super) fn compare(earlier: &Figures, summary: &[FigureDocument]) -> Vec<ComparisonDocument> {
    let before: Vec<FigureDocument> = earlier.figures().iter().map(FigureDocument::from).collect();
    let beside = |now: &FigureDocument| {
        let before = before.iter().find(|before| before.name == now.name && before.group == now.group)?;
        let difference = share_of(now)
            .zip(share_of(before))
            .and_then(|(now, before)| ProportionDifference::new(now, before).newcombe(Confidence::P95));
        Some(ComparisonDocument {
            name: now.name.clone(),
            unit: now.unit.clone(),
            before: before.value,
            now: now.value,
            difference_interval: difference.map(|interval| (interval.lower, interval.upper)),
            beyond_chance: difference.map(|interval| interval.lower > 0.0 || interval.upper < 0.0),
        })
    };
    summary.iter().filter_map(beside).collect()
}

/// A share that counts cases: one that has an interval.
fn share_of(figure: &FigureDocument) -> Option<Proportion> {
    let WholeNumberDocument::Number(hits) = figure.numerator else { return None };
    let counts = figure.unit == Unit::Share.as_str() && figure.lower.is_some();
    counts.then(|| Proportion::new(u64::try_from(hits).ok()?, figure.denominator).ok()).flatten()
}

/// Whether more is open than at the end of the earlier period.
pub(super) fn backlog_before(earlier: &Figures, summary: &[FigureDocument]) -> Option<KpiFindingDocument> {
    let open = |detail: &FigureDetailDocument| match detail {
        FigureDetailDocument::Ageing { open, .. } => Some(*open),
        _ => None,
    };
    let before = earlier.figures().iter().find_map(|figure| match &figure.detail {
        Detail::Ageing(ageing) => Some(ageing.open),
        _ => None,
    })?;
    let now = summary.iter().find_map(|figure| open(figure.detail.as_ref()?))?;
    (now > before).then_some(KpiFindingDocument::GrowingBacklog { before, now })
}
