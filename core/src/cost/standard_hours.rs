use std::collections::BTreeMap;

use super::effort::{self, JobEffort};
use super::{CostError, Distribution, History, LogNormal, RangeMethod, ThreePoint, Triangular};
use crate::money::Decimal;
use crate::wire::{EffortDocument, EffortRequestDocument, JobDocument, StandardHoursDocument, revision};

/// Standard hours, compiled: how long each procedure takes by the book, corrected by what was recorded (CO-1).
///
/// ```
/// use aftersales::cost::{History, RangeMethod, StandardHours};
/// use aftersales::wire::{JobDocument, StandardHoursDocument, read_document};
///
/// let document = StandardHoursDocument::from_json(r#"{
///     "prior_cases": 8,
///     "procedures": [
///         {"name": "open_housing", "efforts": {"standard": {"type": "fixed", "seconds": 600}}},
///         {"name": "replace_display",
///          "efforts": {"standard": {"type": "log_normal", "median_seconds": 2700, "sigma": "0.4"}}}
///     ],
///     "overlaps": [{"procedure": "replace_display", "beside": "open_housing", "deduct_seconds": 300}]
/// }"#)?;
/// let hours = StandardHours::compile(&document)?;
/// let job: JobDocument = read_document(r#"{
///     "model": "X1",
///     "operations": [
///         {"procedure": "open_housing", "difficulty": "standard", "quantity": 1},
///         {"procedure": "replace_display", "difficulty": "standard", "quantity": 1}
///     ]
/// }"#)?;
/// let effort = hours.effort(&job, &History::new(), RangeMethod::Convolution)?;
/// assert_eq!(effort.total().range().p50().round(), 3_000.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct StandardHours {
    pub(super) revision: String,
    pub(super) prior_cases: u32,
    pub(super) procedures: BTreeMap<String, BTreeMap<String, Distribution>>,
    pub(super) overlaps: Vec<Overlap>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Overlap {
    pub(super) procedure: String,
    pub(super) beside: String,
    pub(super) deduct_seconds: f64,
}

const MOST_PROCEDURES: usize = 10_000;
const MOST_DIFFICULTIES: usize = 50;
const MOST_OVERLAPS: usize = 10_000;

impl StandardHours {
    /// Compiles a document.
    ///
    /// # Errors
    ///
    /// [`CostError`] with the path of what is wrong: a time or spread out of range, a name used twice or not at all, an
    /// overlap that takes all of a procedure or goes both ways.
    pub fn compile(document: &StandardHoursDocument) -> Result<Self, CostError> {
        limit("procedures", document.procedures.len(), MOST_PROCEDURES)?;
        limit("overlaps", document.overlaps.len(), MOST_OVERLAPS)?;
        if document.prior_cases == 0 {
            return Err(out_of_range("prior_cases", 0, "at least 1"));
        }
        let mut procedures = BTreeMap::new();
        for (position, procedure) in document.procedures.iter().enumerate() {
            let path = format!("procedures[{position}]");
            limit(&format!("{path}.efforts"), procedure.efforts.len(), MOST_DIFFICULTIES)?;
            let mut efforts = BTreeMap::new();
            for (difficulty, effort) in &procedure.efforts {
                let path = format!("{path}.efforts.{difficulty}");
                efforts.insert(difficulty.clone(), distribution(effort, &path)?);
            }
            if procedures.insert(procedure.name.clone(), efforts).is_some() {
                let value = procedure.name.clone();
                return Err(CostError::Duplicate { path: format!("{path}.name"), value });
            }
        }
        let revision = revision(document, "")?;
        let mut hours =
            Self { revision, prior_cases: document.prior_cases, procedures, overlaps: Vec::new() };
        for (position, written) in document.overlaps.iter().enumerate() {
            let path = format!("overlaps[{position}]");
            let overlap = Overlap {
                procedure: written.procedure.clone(),
                beside: written.beside.clone(),
                deduct_seconds: written.deduct_seconds as f64,
            };
            hours.procedure(&overlap.beside, &format!("{path}.beside"))?;
            let efforts = hours.procedure(&overlap.procedure, &format!("{path}.procedure"))?;
            let shortest = efforts.values().map(median).fold(f64::MAX, f64::min);
            if !(overlap.deduct_seconds > 0.0 && overlap.deduct_seconds < shortest) {
                let allowed = "a time above 0 that leaves some of the procedure";
                return Err(out_of_range(&format!("{path}.deduct_seconds"), written.deduct_seconds, allowed));
            }
            let between = |known: &Overlap| {
                (known.procedure == overlap.procedure && known.beside == overlap.beside)
                    || (known.procedure == overlap.beside && known.beside == overlap.procedure)
            };
            if hours.overlaps.iter().any(between) {
                return Err(CostError::Duplicate {
                    path,
                    value: format!("{} {}", overlap.procedure, overlap.beside),
                });
            }
            hours.overlaps.push(overlap);
        }
        Ok(hours)
    }

    /// The content hash of the document.
    #[must_use]
    pub fn revision(&self) -> &str {
        &self.revision
    }

    /// How long a job takes: each operation by the book, corrected by the history and less what the others have done
    /// already, and the whole as a range.
    ///
    /// # Errors
    ///
    /// [`CostError`] with the path of what is wrong: no operation or too many, an unknown procedure or difficulty.
    pub fn effort(
        &self,
        job: &JobDocument,
        history: &History,
        method: RangeMethod,
    ) -> Result<JobEffort, CostError> {
        effort::of(self, job, history, method)
    }

    /// The same from a document that brings the recorded cases along.
    ///
    /// # Errors
    ///
    /// As [`StandardHours::effort`] and [`History::add`], with the path of the field in the document.
    pub fn effort_of(&self, document: &EffortRequestDocument) -> Result<JobEffort, CostError> {
        let mut history = History::new();
        for (position, case) in document.cases.iter().enumerate() {
            history.add(case).map_err(|error| error.within(&format!("cases[{position}]")))?;
        }
        let method = RangeMethod::asked(document.method.as_ref())?;
        self.effort(&document.job, &history, method).map_err(|error| error.within("job"))
    }

    pub(super) fn procedure(
        &self,
        name: &str,
        path: &str,
    ) -> Result<&BTreeMap<String, Distribution>, CostError> {
        self.procedures.get(name).ok_or_else(|| unknown(path, name, self.procedures.keys()))
    }
}

impl TryFrom<&EffortDocument> for Distribution {
    type Error = CostError;

    /// An effort in seconds.
    ///
    /// # Errors
    ///
    /// [`CostError`] with the field that is wrong.
    fn try_from(document: &EffortDocument) -> Result<Self, CostError> {
        distribution(document, "effort")
    }
}

/// Half of the cases stay below it.
pub(super) fn median(effort: &Distribution) -> f64 {
    // A half lies inside (0, 1), where every quantile exists.
    effort.quantile(0.5).unwrap_or_else(|_| effort.mean())
}

pub(super) fn unknown<'a>(path: &str, value: &str, known: impl Iterator<Item = &'a String>) -> CostError {
    CostError::undefined(path.to_owned(), value, known.map(String::as_str))
}

fn distribution(effort: &EffortDocument, path: &str) -> Result<Distribution, CostError> {
    let within = |error: CostError| error.within(path);
    match effort {
        EffortDocument::Fixed { seconds } => Distribution::fixed(*seconds as f64).map_err(within),
        EffortDocument::ThreePoint { low_seconds, mode_seconds, high_seconds } => {
            ThreePoint::new(*low_seconds as f64, *mode_seconds as f64, *high_seconds as f64)
                .map(Distribution::from)
                .map_err(within)
        }
        EffortDocument::Triangular { low_seconds, mode_seconds, high_seconds } => {
            Triangular::new(*low_seconds as f64, *mode_seconds as f64, *high_seconds as f64)
                .map(Distribution::from)
                .map_err(within)
        }
        EffortDocument::LogNormal { median_seconds, sigma } => {
            let path = format!("{path}.sigma");
            let sigma: Decimal =
                sigma.parse().map_err(|source| CostError::Value { path: path.clone(), source })?;
            LogNormal::from_median(*median_seconds as f64, number(sigma))
                .map(Distribution::from)
                .map_err(within)
        }
    }
}

/// The nearest number of floating point.
pub(super) fn number(decimal: Decimal) -> f64 {
    let unit = (0..decimal.scale()).fold(1.0, |unit: f64, _| unit * 10.0);
    decimal.mantissa() as f64 / unit
}

pub(super) fn limit(path: &str, count: usize, most: usize) -> Result<(), CostError> {
    if count <= most {
        return Ok(());
    }
    Err(CostError::TooMany { path: path.to_owned(), count, most })
}

pub(super) fn out_of_range(path: &str, value: i64, allowed: &'static str) -> CostError {
    CostError::OutOfRange { path: path.to_owned(), value: value.to_string(), allowed }
}
