//! Definitions of figures as documents, and documents as definitions.

use core::str::FromStr;

use super::KpiError;
use super::definition::{Basis, Condition, FigureDefinition, Measure, NegativeDuration, PeriodStamp, Target};
use super::facts::Score;
use super::figure::Unit;
use super::words::Stamp;
use crate::time::{Span, shown, shown_up_to};
use crate::vocabulary::Name;
use crate::wire::{
    ConditionDocument, FigureDefinitionDocument, FigureTargetDocument, MeasureDocument, WordSelectionDocument,
};

/// Conditions within conditions.
const MOST_DEPTH: usize = 8;
/// Characters of an error of another room that are shown.
const MOST_CHARACTERS: usize = 600;

impl From<&FigureDefinition> for FigureDefinitionDocument {
    fn from(definition: &FigureDefinition) -> Self {
        let measure = &definition.measure;
        let selection = definition.selection.iter().map(|(dimension, words)| WordSelectionDocument {
            dimension: dimension.to_string(),
            words: texts(words),
        });
        Self {
            name: definition.name.to_string(),
            source: definition.source.as_ref().map(Name::to_string),
            measure: MeasureDocument::from(measure),
            selection: selection.collect(),
            among: definition.among.iter().map(ConditionDocument::from).collect(),
            period_stamp: Some(definition.period.as_str().to_owned()),
            negative_duration: Some(definition.negative_duration.as_str().to_owned()),
            target: definition.target.map(FigureTargetDocument::from),
            unit: Some(measure.unit().as_str().to_owned()),
            stop: measure.stop().map(|stop| stop.to_string()),
            numerator: Some(measure.numerator().to_owned()),
            denominator: Some(measure.denominator().to_owned()),
        }
    }
}

impl TryFrom<&FigureDefinitionDocument> for FigureDefinition {
    type Error = KpiError;

    /// # Errors
    ///
    /// [`KpiError::DefinitionMalformed`] with the path and what is right there.
    fn try_from(document: &FigureDefinitionDocument) -> Result<Self, KpiError> {
        let mut definition = Self::new(word("name", &document.name)?, measure(&document.measure)?);
        definition.source = document.source.as_ref().map(|source| word("source", source)).transpose()?;
        for (position, selection) in document.selection.iter().enumerate() {
            let path = format!("selection[{position}]");
            let dimension = word(&format!("{path}.dimension"), &selection.dimension)?;
            definition.selection.push((dimension, names(&path, &selection.words)?));
        }
        for (position, condition) in document.among.iter().enumerate() {
            definition.among.push(self::condition(&format!("among[{position}]"), condition, 0)?);
        }
        if let Some(text) = &document.period_stamp {
            let stamps = [PeriodStamp::Opened, PeriodStamp::Due, PeriodStamp::Closed];
            definition.period = one_of("period_stamp", text, &stamps.map(|stamp| (stamp.as_str(), stamp)))?;
        }
        if let Some(text) = &document.negative_duration {
            let treatments = [NegativeDuration::Reject, NegativeDuration::Keep, NegativeDuration::Zero];
            let treatments = treatments.map(|treatment| (treatment.as_str(), treatment));
            definition.negative_duration = one_of("negative_duration", text, &treatments)?;
        }
        definition.target = document.target.map(target).transpose()?;
        let derived = Self::from_measure(&definition.measure);
        let said = [&document.unit, &document.stop, &document.numerator, &document.denominator];
        for ((path, expected), said) in derived.into_iter().zip(said) {
            if let Some(said) = said.as_ref().filter(|said| Some(said.as_str()) != expected) {
                let expected = expected.map_or_else(|| "nothing".to_owned(), |word| format!("`{word}`"));
                return Err(malformed(path, said, &format!("{expected}, which follows from the measure,")));
            }
        }
        Ok(definition)
    }
}

impl FigureDefinition {
    /// What a document says for its reader, though it follows from the measure.
    fn from_measure(measure: &Measure) -> [(&'static str, Option<&'static str>); 4] {
        [
            ("unit", Some(measure.unit().as_str())),
            ("stop", measure.stop().map(Stamp::as_str)),
            ("numerator", Some(measure.numerator())),
            ("denominator", Some(measure.denominator())),
        ]
    }
}

impl Measure {
    /// What the value counts.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        match self {
            Self::Duration { .. } => Unit::Seconds,
            Self::Satisfaction | Self::Aspect(_) | Self::NetPromoterScore => Unit::Points,
            Self::Count(_) | Self::MissedCalls | Self::Backlog => Unit::Count,
            _ => Unit::Share,
        }
    }

    /// What is added up, as a word for documents.
    #[must_use]
    pub const fn numerator(&self) -> &'static str {
        match self {
            Self::Duration { .. } => "durations",
            Self::Share(_) | Self::Count(_) => "tickets_of_which_it_holds",
            Self::Satisfaction | Self::Aspect(_) => "scores",
            Self::NetPromoterScore => "promoters_less_detractors",
            Self::Attainment { .. } => "kept_promises",
            Self::PartsFillRate => "parts_in_time",
            Self::CostComposition => "cost_of_all_kinds",
            Self::Categories(_) | Self::NestedCategories { .. } => "tickets_of_the_largest_part",
            Self::Stages { .. } => "time_of_the_slowest_stage",
            Self::MissedCalls => "missed_calls_while_open",
            Self::Backlog => "open_tickets",
        }
    }

    /// What that is divided by, as a word for documents.
    #[must_use]
    pub const fn denominator(&self) -> &'static str {
        match self {
            Self::Duration { .. } => "tickets_that_ended",
            Self::Share(_) | Self::Count(_) => "tickets_of_which_it_can_be_told",
            Self::Satisfaction | Self::Aspect(_) | Self::NetPromoterScore => "answers",
            Self::Attainment { .. } => "promises_due",
            Self::PartsFillRate => "parts_asked",
            Self::CostComposition => "tickets_with_a_cost",
            Self::Stages { .. } => "tickets_through_the_slowest_stage",
            _ => "tickets",
        }
    }
}

impl From<&Measure> for MeasureDocument {
    fn from(measure: &Measure) -> Self {
        match measure {
            Measure::Duration { from, to, basis } => Self::Duration {
                from: from.to_string(),
                to: to.to_string(),
                basis: basis.as_str().to_owned(),
            },
            Measure::Share(condition) => Self::Share { condition: condition.into() },
            Measure::Satisfaction => Self::Satisfaction {},
            Measure::Aspect(aspect) => Self::Aspect { aspect: aspect.to_string() },
            Measure::NetPromoterScore => Self::NetPromoterScore {},
            Measure::Attainment { metric, stop } => {
                Self::Attainment { metric: metric.to_string(), stop: stop.to_string() }
            }
            Measure::PartsFillRate => Self::PartsFillRate {},
            Measure::CostComposition => Self::CostComposition {},
            Measure::Categories(dimension) => Self::Categories { dimension: dimension.to_string() },
            Measure::NestedCategories { outer, inner } => {
                Self::NestedCategories { outer: outer.to_string(), inner: inner.to_string() }
            }
            Measure::Stages { basis } => Self::Stages { basis: basis.as_str().to_owned() },
            Measure::Count(condition) => Self::Count { condition: condition.into() },
            Measure::MissedCalls => Self::MissedCalls {},
            Measure::Backlog => Self::Backlog {},
        }
    }
}

impl From<&Condition> for ConditionDocument {
    fn from(condition: &Condition) -> Self {
        match condition {
            Condition::Any => Self::Any {},
            Condition::Is(flag) => Self::Is { flag: flag.to_string() },
            Condition::Word { dimension, words } => {
                Self::Word { dimension: dimension.to_string(), words: texts(words) }
            }
            Condition::AtLeast(quantity, value) => {
                Self::AtLeast { quantity: quantity.to_string(), value: *value }
            }
            Condition::AtMost(quantity, value) => {
                Self::AtMost { quantity: quantity.to_string(), value: *value }
            }
            Condition::Within { from, to, basis, most } => Self::Within {
                from: from.to_string(),
                to: to.to_string(),
                basis: basis.as_str().to_owned(),
                most: most.micros(),
            },
            Condition::Reworked { window } => Self::Reworked { window: window.micros() },
            Condition::FixedFirstTime { window } => Self::FixedFirstTime { window: window.micros() },
            Condition::Satisfied { least } => Self::Satisfied { least: least.points() },
            Condition::Reached(stamp) => Self::Reached { stamp: stamp.to_string() },
            Condition::All(conditions) => {
                Self::All { conditions: conditions.iter().map(Self::from).collect() }
            }
        }
    }
}

fn measure(document: &MeasureDocument) -> Result<Measure, KpiError> {
    let condition = |document| condition("measure.condition", document, 0);
    Ok(match document {
        MeasureDocument::Duration { from, to, basis } => Measure::Duration {
            from: word("measure.from", from)?,
            to: word("measure.to", to)?,
            basis: self::basis("measure.basis", basis)?,
        },
        MeasureDocument::Share { condition: document } => Measure::Share(condition(document)?),
        MeasureDocument::Satisfaction {} => Measure::Satisfaction,
        MeasureDocument::Aspect { aspect } => Measure::Aspect(word("measure.aspect", aspect)?),
        MeasureDocument::NetPromoterScore {} => Measure::NetPromoterScore,
        MeasureDocument::Attainment { metric, stop } => {
            Measure::Attainment { metric: word("measure.metric", metric)?, stop: word("measure.stop", stop)? }
        }
        MeasureDocument::PartsFillRate {} => Measure::PartsFillRate,
        MeasureDocument::CostComposition {} => Measure::CostComposition,
        MeasureDocument::Categories { dimension } => {
            Measure::Categories(word("measure.dimension", dimension)?)
        }
        MeasureDocument::NestedCategories { outer, inner } => Measure::NestedCategories {
            outer: word("measure.outer", outer)?,
            inner: word("measure.inner", inner)?,
        },
        MeasureDocument::Stages { basis } => Measure::Stages { basis: self::basis("measure.basis", basis)? },
        MeasureDocument::Count { condition: document } => Measure::Count(condition(document)?),
        MeasureDocument::MissedCalls {} => Measure::MissedCalls,
        MeasureDocument::Backlog {} => Measure::Backlog,
    })
}

fn condition(path: &str, document: &ConditionDocument, depth: usize) -> Result<Condition, KpiError> {
    let at = |field: &str| format!("{path}.{field}");
    let span = |field: &str, micros: i64| match micros {
        0.. => Ok(Span::from_micros(micros)),
        _ => Err(malformed(&at(field), &micros.to_string(), "a number of microseconds from 0")),
    };
    Ok(match document {
        ConditionDocument::Any {} => Condition::Any,
        ConditionDocument::Is { flag } => Condition::Is(word(&at("flag"), flag)?),
        ConditionDocument::Word { dimension, words } => {
            Condition::Word { dimension: word(&at("dimension"), dimension)?, words: names(path, words)? }
        }
        ConditionDocument::AtLeast { quantity, value } => {
            Condition::AtLeast(word(&at("quantity"), quantity)?, *value)
        }
        ConditionDocument::AtMost { quantity, value } => {
            Condition::AtMost(word(&at("quantity"), quantity)?, *value)
        }
        ConditionDocument::Within { from, to, basis, most } => Condition::Within {
            from: word(&at("from"), from)?,
            to: word(&at("to"), to)?,
            basis: self::basis(&at("basis"), basis)?,
            most: span("most", *most)?,
        },
        ConditionDocument::Reworked { window } => Condition::Reworked { window: span("window", *window)? },
        ConditionDocument::FixedFirstTime { window } => {
            Condition::FixedFirstTime { window: span("window", *window)? }
        }
        ConditionDocument::Satisfied { least } => {
            let score = Score::new(*least);
            let refused = || malformed(&at("least"), &least.to_string(), "a score from 1 to 5");
            Condition::Satisfied { least: score.ok_or_else(refused)? }
        }
        ConditionDocument::Reached { stamp } => Condition::Reached(word(&at("stamp"), stamp)?),
        ConditionDocument::All { conditions } => {
            let depth = depth.saturating_add(1);
            if depth > MOST_DEPTH {
                return Err(malformed(path, "all", "at most 8 conditions within each other"));
            }
            let inner = |(position, document): (usize, &ConditionDocument)| {
                condition(&format!("{path}.conditions[{position}]"), document, depth)
            };
            Condition::All(conditions.iter().enumerate().map(inner).collect::<Result<_, _>>()?)
        }
    })
}

fn target(document: FigureTargetDocument) -> Result<Target, KpiError> {
    let (target, value) = match document {
        FigureTargetDocument::AtMost { value } => (Target::AtMost(value), value),
        FigureTargetDocument::AtLeast { value } => (Target::AtLeast(value), value),
    };
    match value.is_finite() {
        true => Ok(target),
        false => Err(malformed("target.value", &value.to_string(), "a finite number")),
    }
}

fn basis(path: &str, text: &str) -> Result<Basis, KpiError> {
    one_of(path, text, &[Basis::Calendar, Basis::Working].map(|basis| (basis.as_str(), basis)))
}

fn one_of<T: Copy>(path: &str, text: &str, words: &[(&str, T)]) -> Result<T, KpiError> {
    let found = words.iter().find(|(word, _)| *word == text);
    found.map(|(_, meaning)| *meaning).ok_or_else(|| {
        let allowed: Vec<String> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
        malformed(path, text, &format!("one of {}", allowed.join(", ")))
    })
}

fn word<T: FromStr>(path: &str, text: &str) -> Result<T, KpiError>
where
    T::Err: core::fmt::Display,
{
    text.parse().map_err(|error: T::Err| KpiError::DefinitionMalformed {
        path: path.to_owned(),
        detail: shown_up_to(&error.to_string(), MOST_CHARACTERS),
    })
}

fn names(path: &str, words: &[String]) -> Result<Vec<Name>, KpiError> {
    let name = |(position, word): (usize, &String)| self::word(&format!("{path}.words[{position}]"), word);
    words.iter().enumerate().map(name).collect()
}

fn texts(names: &[Name]) -> Vec<String> {
    names.iter().map(Name::to_string).collect()
}

fn malformed(path: &str, value: &str, expected: &str) -> KpiError {
    let detail = format!("`{}` stands there; {expected} is right", shown(value));
    KpiError::DefinitionMalformed { path: path.to_owned(), detail }
}
