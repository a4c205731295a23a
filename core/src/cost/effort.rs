//! From a job to its effort.

use std::collections::BTreeMap;

use super::history::{Group, History};
use super::range_special::normal_quantile;
use super::standard_hours::{StandardHours, limit, median, out_of_range, unknown};
use super::{CostError, Distribution, LogNormal, Range, RangeMethod, Shrinkage, Total};
use crate::wire::{
    CorrectionDocument, EffortRangeDocument, JobDocument, JobEffortDocument, OperationDocument,
    OperationEffortDocument,
};

/// How long a job takes, operation by operation and as a whole, in seconds of work.
#[derive(Debug, Clone, PartialEq)]
pub struct JobEffort {
    revision: String,
    operations: Vec<OperationEffort>,
    total: Total,
}

impl JobEffort {
    /// The operations, as they were given.
    #[must_use]
    pub fn operations(&self) -> &[OperationEffort] {
        &self.operations
    }

    /// The whole job, in seconds.
    #[must_use]
    pub const fn total(&self) -> &Total {
        &self.total
    }
}

/// How long one operation of a job takes, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct OperationEffort {
    operation: OperationDocument,
    book: Distribution,
    corrections: Vec<Correction>,
    overlap_seconds: f64,
    each: Distribution,
}

impl OperationEffort {
    /// One time of it by the book, in seconds.
    #[must_use]
    pub const fn book(&self) -> &Distribution {
        &self.book
    }

    /// What recorded cases did to it, from the widest group to the narrowest; groups without cases are left out.
    #[must_use]
    pub fn corrections(&self) -> &[Correction] {
        &self.corrections
    }

    /// What other operations of the job have done already, in seconds by the book.
    #[must_use]
    pub const fn overlap_seconds(&self) -> f64 {
        self.overlap_seconds
    }

    /// One time of it, corrected and less the overlap, in seconds.
    #[must_use]
    pub const fn each(&self) -> &Distribution {
        &self.each
    }
}

/// What one group of cases did to the time by the book.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Correction {
    group: CaseGroup,
    cases: u64,
    history_seconds: f64,
    shrinkage: Shrinkage,
    seconds: f64,
}

impl Correction {
    /// What the cases have in common with the job.
    #[must_use]
    pub const fn group(&self) -> CaseGroup {
        self.group
    }

    /// How many cases there are.
    #[must_use]
    pub const fn cases(&self) -> u64 {
        self.cases
    }

    /// Their typical time (geometric mean) at the job's difficulty, in seconds.
    #[must_use]
    pub const fn history_seconds(&self) -> f64 {
        self.history_seconds
    }

    /// Their weight against what was known before, from 0 to 1.
    #[must_use]
    pub const fn weight(&self) -> f64 {
        self.shrinkage.factor()
    }

    /// What is known with them, in seconds; it lies between their time and what was known before.
    #[must_use]
    pub const fn seconds(&self) -> f64 {
        self.seconds
    }
}

/// What cases have in common with a job. Each case counts once, in the narrowest group that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum CaseGroup {
    /// The procedure alone.
    Procedure,
    /// Procedure and model.
    Model,
    /// Procedure, model and fault.
    Fault,
    /// Procedure, model, fault and the engineer's grade.
    Grade,
}

impl CaseGroup {
    const ALL: [Self; 4] = [Self::Procedure, Self::Model, Self::Fault, Self::Grade];

    /// The name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Procedure => "procedure",
            Self::Model => "model",
            Self::Fault => "fault",
            Self::Grade => "grade",
        }
    }
}

pub(super) fn of(
    hours: &StandardHours,
    job: &JobDocument,
    history: &History,
    method: RangeMethod,
) -> Result<JobEffort, CostError> {
    limit("operations", job.operations.len(), Total::MOST_PARTS)?;
    let mut operations = Vec::with_capacity(job.operations.len());
    let mut parts = Vec::new();
    for (position, written) in job.operations.iter().enumerate() {
        let path = format!("operations[{position}]");
        let operation = operation(hours, job, history, written, &path)?;
        let times = usize::try_from(written.quantity).unwrap_or(usize::MAX);
        if times == 0 {
            return Err(out_of_range(&format!("{path}.quantity"), 0, "at least 1"));
        }
        limit(&format!("{path}.quantity"), times, Total::MOST_PARTS)?;
        parts.extend(std::iter::repeat_n(operation.each, times));
        operations.push(operation);
    }
    let total = Total::of(&parts, method).map_err(|error| error.renamed("operations"))?;
    Ok(JobEffort { revision: hours.revision.clone(), operations, total })
}

fn operation(
    hours: &StandardHours,
    job: &JobDocument,
    history: &History,
    written: &OperationDocument,
    path: &str,
) -> Result<OperationEffort, CostError> {
    let efforts = hours.procedure(&written.procedure, &format!("{path}.procedure"))?;
    let found = efforts.get(&written.difficulty);
    let book =
        *found.ok_or_else(|| unknown(&format!("{path}.difficulty"), &written.difficulty, efforts.keys()))?;
    let (corrections, corrected) = corrected(hours, job, history, efforts, &written.procedure, book)?;
    let overlap = overlap(hours, job, &written.procedure).min(median(&book));
    let kept = 1.0 - overlap / median(&book).max(f64::MIN_POSITIVE);
    let each = match (overlap > 0.0, kept > 0.0) {
        (false, _) => corrected,
        (true, true) => corrected.scaled(kept).map_err(|error| error.within(path))?,
        (true, false) => Distribution::fixed(0.0)?,
    };
    Ok(OperationEffort { operation: written.clone(), book, corrections, overlap_seconds: overlap, each })
}

/// What the other procedures of the job have done already of one, in seconds by the book.
fn overlap(hours: &StandardHours, job: &JobDocument, procedure: &str) -> f64 {
    let done = |beside: &str| job.operations.iter().any(|other| other.procedure == beside);
    let shared = hours.overlaps.iter().filter(|each| each.procedure == procedure && each.beside != procedure);
    shared.filter(|each| done(&each.beside)).map(|each| each.deduct_seconds).sum()
}

fn corrected(
    hours: &StandardHours,
    job: &JobDocument,
    history: &History,
    efforts: &BTreeMap<String, Distribution>,
    procedure: &str,
    book: Distribution,
) -> Result<(Vec<Correction>, Distribution), CostError> {
    // A flat rate is agreed, not estimated.
    let Some(prior) = log_normal(&book)? else { return Ok((Vec::new(), book)) };
    let unit = [job.model.as_deref(), job.fault.as_deref(), job.grade.as_deref()];
    let groups = history.groups(procedure, unit, |difficulty| efforts.get(difficulty).map(median));
    let (mut mean, mut corrections) = (0.0, Vec::new());
    for (group, found) in CaseGroup::ALL.into_iter().zip(groups) {
        if found.cases == 0 {
            continue;
        }
        let shrinkage = Shrinkage::credibility(mean, found.cases, hours.prior_cases)?;
        mean = shrinkage.of(found.mean());
        corrections.push(Correction {
            group,
            cases: found.cases,
            history_seconds: prior.median() * libm::exp(found.mean()),
            shrinkage,
            seconds: prior.median() * libm::exp(mean),
        });
    }
    if corrections.is_empty() {
        return Ok((corrections, book));
    }
    let sigma = sigma(prior.sigma(), f64::from(hours.prior_cases), &groups);
    let spread = LogNormal::from_logarithm(prior.mu() + mean, sigma)?;
    Ok((corrections, spread.into()))
}

/// The spread of the next case: that of the book and that within the groups, pooled, and what is not known of the mean. It
/// is the book's without cases.
fn sigma(book: f64, prior_cases: f64, groups: &[Group; 4]) -> f64 {
    let filled = || groups.iter().filter(|group| group.cases > 0);
    let cases: f64 = filled().map(|group| group.cases as f64).sum();
    let free: f64 = filled().map(|group| group.cases as f64 - 1.0).sum();
    let within: f64 = filled().map(Group::spread).sum();
    let pooled = (prior_cases * book * book + within) / (prior_cases + free);
    let widened = (1.0 + 1.0 / (prior_cases + cases)) / (1.0 + 1.0 / prior_cases);
    (pooled * widened).sqrt().min(LogNormal::MOST_SIGMA)
}

/// The log-normal with the same median and the same distance from P10 to P90; `None` for what is fixed.
fn log_normal(book: &Distribution) -> Result<Option<LogNormal>, CostError> {
    if book.is_fixed() {
        return Ok(None);
    }
    if let Distribution::LogNormal(spread) = book {
        return Ok(Some(*spread));
    }
    let width = libm::log(book.quantile(0.9)?) - libm::log(book.quantile(0.1)?);
    let sigma = (width / (2.0 * normal_quantile(0.9))).min(LogNormal::MOST_SIGMA);
    LogNormal::from_median(median(book), sigma).map(Some)
}

impl From<&JobEffort> for JobEffortDocument {
    fn from(effort: &JobEffort) -> Self {
        Self {
            revision: effort.revision.clone(),
            operations: effort.operations.iter().map(OperationEffortDocument::from).collect(),
            total: EffortRangeDocument::from(&effort.total.range()),
        }
    }
}

impl From<&OperationEffort> for OperationEffortDocument {
    fn from(effort: &OperationEffort) -> Self {
        let each = effort.each;
        let quantiles = [0.1, 0.5, 0.9].map(|share| each.quantile(share).unwrap_or_else(|_| each.mean()));
        Self {
            procedure: effort.operation.procedure.clone(),
            difficulty: effort.operation.difficulty.clone(),
            quantity: effort.operation.quantity,
            book_seconds: seconds(median(&effort.book)),
            corrections: effort.corrections.iter().map(CorrectionDocument::from).collect(),
            overlap_seconds: seconds(effort.overlap_seconds),
            each: EffortRangeDocument::from(&Range::new(quantiles, each.mean(), RangeMethod::Exact)),
        }
    }
}

impl From<&Correction> for CorrectionDocument {
    fn from(correction: &Correction) -> Self {
        Self {
            group: correction.group.as_str().to_owned(),
            cases: correction.cases,
            history_seconds: seconds(correction.history_seconds),
            weight_percent: seconds(correction.weight() * 100.0),
            seconds: seconds(correction.seconds),
        }
    }
}

impl From<&Range> for EffortRangeDocument {
    fn from(range: &Range) -> Self {
        Self {
            p10_seconds: seconds(range.p10()),
            p50_seconds: seconds(range.p50()),
            p90_seconds: seconds(range.p90()),
            mean_seconds: seconds(range.mean()),
            method: range.method().as_str().to_owned(),
        }
    }
}

/// The nearest whole number.
fn seconds(value: f64) -> i64 {
    value.round() as i64
}
