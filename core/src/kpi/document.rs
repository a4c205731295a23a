//! Figures as documents.

use super::definition::{Basis, Condition, Measure, NegativeDuration, PeriodStamp, Target};
use super::detail::Detail;
use super::figure::{Figure, Figures, TargetOutcome, Unit, Warning};
use super::rejected::Rejected;
use super::statistics::{Interval, Proportion};
use super::words::Stamp;
use crate::vocabulary::Name;
use crate::wire::{
    FigureDetailDocument, FigureDocument, FigureTargetDocument, PartDocument, RejectedDocument,
    StageTimeDocument,
};

impl From<&Figure> for FigureDocument {
    fn from(figure: &Figure) -> Self {
        let definition = &figure.definition;
        let measure = definition.measure();
        Self {
            name: definition.name().to_string(),
            source: definition.source_fact().map(Name::to_string),
            group: figure.group.keys().iter().map(ToString::to_string).collect(),
            unit: figure.unit.as_str().to_owned(),
            value: figure.value,
            numerator: figure.numerator.into(),
            denominator: figure.denominator,
            lower: figure.interval.map(|interval| interval.lower),
            upper: figure.interval.map(|interval| interval.upper),
            target: definition.target_value().map(FigureTargetDocument::from),
            met: figure.outcome.map(|outcome| outcome == TargetOutcome::Met),
            period_stamp: definition.period_stamp().as_str().to_owned(),
            stop: measure.stop().map(Stamp::as_str).map(str::to_owned),
            metric: measure.metric().map(Name::to_string),
            basis: measure.basis().map(Basis::as_str).map(str::to_owned),
            negative_duration: definition.negative().as_str().to_owned(),
            warnings: figure.warnings.iter().map(|warning| warning.as_str().to_owned()).collect(),
            detail: detail(&figure.detail),
        }
    }
}

impl From<Target> for FigureTargetDocument {
    fn from(target: Target) -> Self {
        match target {
            Target::AtMost(value) => Self::AtMost { value },
            Target::AtLeast(value) => Self::AtLeast { value },
        }
    }
}

impl Figures {
    /// Everything that was not taken, as documents: whole rows first, then what single figures could not use.
    #[must_use]
    pub fn rejected_documents(&self) -> Vec<RejectedDocument> {
        let rows = rejected(None, self.rejected());
        let of_figures = self.unusable().iter().flat_map(|(name, unusable)| rejected(Some(name), unusable));
        rows.into_iter().chain(of_figures).collect()
    }
}

fn rejected(figure: Option<&Name>, rejected: &Rejected) -> Vec<RejectedDocument> {
    let document = |(reason, count): (&super::RejectedBecause, &u64)| RejectedDocument {
        figure: figure.map(Name::to_string),
        reason: reason.to_string(),
        count: *count,
        examples: rejected
            .examples()
            .filter(|example| example.reason == *reason)
            .map(|example| (example.ticket.clone(), example.field.clone(), example.value.clone()))
            .collect(),
    };
    rejected.counts().iter().map(document).collect()
}

fn detail(detail: &Detail) -> Option<FigureDetailDocument> {
    let ends = |interval: Interval| (interval.lower, interval.upper);
    let counts = |share: Proportion| (share.successes(), share.n());
    Some(match detail {
        Detail::None => return None,
        Detail::Distribution(lengths) => FigureDetailDocument::Distribution {
            ended: lengths.ended,
            running: lengths.running,
            median: lengths.median,
            median_interval: lengths.median_interval.map(ends),
            p90: lengths.p90,
            censored_median: lengths.curve.as_ref().and_then(super::statistics::KaplanMeier::median),
        },
        Detail::Readings(readings) => FigureDetailDocument::Readings {
            of_closed: counts(readings.of_closed),
            of_due: counts(readings.of_due),
            of_all: counts(readings.of_all),
            breached_once: readings.breached_once,
        },
        Detail::Parts(parts) => {
            let word =
                |word: &Option<Name>| word.as_ref().map_or_else(|| "unknown".to_owned(), Name::to_string);
            let part = |part: &super::Part| PartDocument {
                words: part.words.iter().map(word).collect(),
                count: part.count.into(),
                share: part.share,
                cumulative: part.cumulative,
            };
            FigureDetailDocument::Parts { parts: parts.iter().map(part).collect() }
        }
        Detail::Stages(stages) => {
            let stage = |stage: &super::StageTime| StageTimeDocument {
                until: stage.until.to_string(),
                visits: stage.visits,
                mean: stage.mean,
                median: stage.median,
                share: stage.share,
            };
            FigureDetailDocument::Stages { stages: stages.iter().map(stage).collect() }
        }
        Detail::Ageing(ageing) => FigureDetailDocument::Ageing {
            opened: ageing.opened,
            open: ageing.open,
            by_age: ageing.by_age.to_vec(),
            median_age: ageing.median_age,
        },
    })
}

impl Measure {
    /// The clock of an attainment.
    #[must_use]
    pub const fn metric(&self) -> Option<&Name> {
        match self {
            Self::Attainment { metric, .. } => Some(metric),
            _ => None,
        }
    }

    /// Which time counts, where it matters.
    #[must_use]
    pub const fn basis(&self) -> Option<Basis> {
        match self {
            Self::Duration { basis, .. }
            | Self::Stages { basis }
            | Self::Share(Condition::Within { basis, .. }) => Some(*basis),
            _ => None,
        }
    }
}

impl Unit {
    /// The word as it stands in documents.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Seconds => "seconds",
            Self::Share => "share",
            Self::Points => "points",
            Self::Count => "count",
        }
    }
}

impl Warning {
    /// The word as it stands in documents.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SmallNumber => "small_number",
            Self::Censored => "censored",
            Self::OtherCurrencies => "other_currencies",
        }
    }
}

impl Basis {
    /// The word as it stands in documents.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::Working => "working",
        }
    }
}

impl PeriodStamp {
    /// The word as it stands in documents.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Due => "due",
            Self::Closed => "closed",
        }
    }
}

impl NegativeDuration {
    /// The word as it stands in documents.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reject => "reject",
            Self::Keep => "keep",
            Self::Zero => "zero",
        }
    }
}
