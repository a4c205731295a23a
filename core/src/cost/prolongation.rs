use chrono::Months;

use super::CostError;
use super::standard_hours::out_of_range;
use crate::time::Date;
use crate::wire::ProlongationDocument;

/// What a repair does to the end of a guarantee, compiled.
///
/// ```
/// use aftersales::cost::{Regime, RepairPeriod};
///
/// let regime = Regime::preset("eu_repair")?;
/// let rule = regime.prolongation().ok_or("no rule")?;
/// let repair = RepairPeriod::new("2026-09-01".parse()?, "2026-09-11".parse()?)?;
/// let end = rule.end("2027-02-28".parse()?, &[repair, repair])?;
/// assert_eq!(end, "2028-02-28".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prolongation(Rule);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    TimeInRepair,
    MonthsOnce(u32),
}

/// A repair under the guarantee: from the day the unit was handed in to the day it came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RepairPeriod {
    from: Date,
    to: Date,
}

impl RepairPeriod {
    /// From hand-in to return.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] where the unit came back before it was handed in.
    pub fn new(from: Date, to: Date) -> Result<Self, CostError> {
        if from <= to {
            return Ok(Self { from, to });
        }
        let allowed = "a date from the day of hand-in on";
        Err(CostError::OutOfRange { path: "to".to_owned(), value: to.to_string(), allowed })
    }
}

impl Prolongation {
    pub(super) fn compile(document: &ProlongationDocument) -> Result<Self, CostError> {
        match document {
            ProlongationDocument::TimeInRepair { .. } => Ok(Self(Rule::TimeInRepair)),
            ProlongationDocument::MonthsOnce { months, .. } if (1..=120).contains(months) => {
                Ok(Self(Rule::MonthsOnce(*months)))
            }
            ProlongationDocument::MonthsOnce { months, .. } => {
                Err(out_of_range("prolongation.months", i64::from(*months), "1 to 120"))
            }
        }
    }

    /// The new end of a guarantee after its repairs, in any order. Repairs that began after the end change nothing; a day on
    /// which two repairs ran counts once.
    ///
    /// # Errors
    ///
    /// [`CostError::OutOfRange`] beyond the year 9999.
    pub fn end(&self, end: Date, repairs: &[RepairPeriod]) -> Result<Date, CostError> {
        let beyond = || CostError::OutOfRange {
            path: "guarantee_end".to_owned(),
            value: end.to_string(),
            allowed: "an end in the years 0001 to 9999",
        };
        match self.0 {
            Rule::MonthsOnce(_) if !repairs.iter().any(|repair| repair.from <= end) => Ok(end),
            Rule::MonthsOnce(months) => {
                let later = end.to_date().and_then(|date| date.checked_add_months(Months::new(months)));
                later.and_then(|date| Date::try_from(date).ok()).ok_or_else(beyond)
            }
            Rule::TimeInRepair => {
                let mut sorted = repairs.to_vec();
                crate::order::by_key(&mut sorted, |repair| (repair.from, repair.to));
                let (mut end, mut counted) = (end.days(), i64::MIN);
                for repair in sorted.iter().filter(|repair| repair.from != repair.to) {
                    if repair.from.days() > end {
                        break;
                    }
                    let from = repair.from.days().max(counted);
                    end = end.saturating_add(repair.to.days().saturating_sub(from).max(0));
                    counted = counted.max(repair.to.days());
                }
                Date::new(end).ok_or_else(beyond)
            }
        }
    }
}
