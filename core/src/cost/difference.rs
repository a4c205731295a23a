use super::CostError;
use super::estimate::Estimate;
use super::line::{EstimateLine, Formula};
use super::words::{ChangeReason, LineKind};
use crate::money::Money;

/// What is different between two versions of an estimate, line by line.
///
/// Every line of the later version is added, changed or unchanged, every line of the earlier one removed, changed or
/// unchanged; lines are matched by their names.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct EstimateDifference {
    /// The earlier version.
    pub from_version: u32,
    /// The later version.
    pub to_version: u32,
    /// Lines that only the later version has, in its order.
    pub added: Vec<EstimateLine>,
    /// Lines that only the earlier version has, in its order.
    pub removed: Vec<EstimateLine>,
    /// Lines that both have and that differ, in the order of the later version.
    pub changed: Vec<LineChange>,
    /// How many lines both have alike.
    pub unchanged: u32,
    /// The total of the earlier version.
    pub total_before: Money,
    /// The total of the later version.
    pub total_after: Money,
    /// What the customer pays under the earlier version.
    pub customer_before: Money,
    /// What the customer pays under the later version.
    pub customer_after: Money,
}

/// A line that differs between two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LineChange {
    /// As it was.
    pub before: EstimateLine,
    /// As it is.
    pub after: EstimateLine,
    /// What of it differs, never nothing.
    pub reasons: Vec<ChangeReason>,
}

impl Estimate {
    /// What has changed since an earlier version (domain facts PL-4, PL-6).
    ///
    /// # Errors
    ///
    /// [`CostError::Value`] for estimates in two currencies, [`CostError::OutOfRange`] for an earlier version that is not
    /// earlier.
    pub fn difference_from(&self, earlier: &Self) -> Result<EstimateDifference, CostError> {
        if earlier.version() >= self.version() {
            let allowed = "a version below that of the later estimate";
            let (path, value) = ("version".to_owned(), earlier.version().to_string());
            return Err(CostError::OutOfRange { path, value, allowed });
        }
        // The comparison itself does not add, so that a second currency would go unseen.
        self.totals().total.minus(earlier.totals().total).map_err(CostError::value("currency"))?;
        let find = |lines: &[EstimateLine], id: &str| lines.iter().find(|line| &*line.id == id).cloned();
        let mut difference = EstimateDifference {
            from_version: earlier.version(),
            to_version: self.version(),
            added: Vec::new(),
            removed: Vec::new(),
            changed: Vec::new(),
            unchanged: 0,
            total_before: earlier.totals().total,
            total_after: self.totals().total,
            customer_before: earlier.customer().amount_due,
            customer_after: self.customer().amount_due,
        };
        for after in self.lines() {
            let Some(before) = find(earlier.lines(), &after.id) else {
                difference.added.push(after.clone());
                continue;
            };
            let reasons = reasons(&before, after);
            if reasons.is_empty() {
                difference.unchanged = difference.unchanged.saturating_add(1);
            } else {
                difference.changed.push(LineChange { before, after: after.clone(), reasons });
            }
        }
        let gone = earlier.lines().iter().filter(|before| find(self.lines(), &before.id).is_none());
        difference.removed.extend(gone.cloned());
        Ok(difference)
    }
}

fn reasons(before: &EstimateLine, after: &EstimateLine) -> Vec<ChangeReason> {
    let mut reasons = Vec::new();
    let mut note = |reason, differs: bool| {
        if differs {
            reasons.push(reason);
        }
    };
    let what =
        |line: &EstimateLine| (line.kind, line.item.clone(), line.procedure.clone(), line.hours, line.effect);
    note(ChangeReason::Item, what(before) != what(after));
    match (before.formula, after.formula) {
        (
            Formula::Rate { quantity, unit, rate, per, multiplier },
            Formula::Rate {
                quantity: quantity_after,
                unit: unit_after,
                rate: rate_after,
                per: per_after,
                multiplier: times,
            },
        ) => {
            note(ChangeReason::Quantity, (quantity, unit) != (quantity_after, unit_after));
            note(ChangeReason::Rate, (rate, per) != (rate_after, per_after));
            note(ChangeReason::Multiplier, multiplier != times);
        }
        (Formula::Percent { percent, .. }, Formula::Percent { percent: percent_after, .. }) => {
            note(ChangeReason::Percent, percent != percent_after);
        }
        _ => {}
    }
    note(ChangeReason::Amount, before.amount != after.amount);
    // Who pays taxes and rounding follows from the other lines.
    let follows = matches!(after.kind, LineKind::Tax | LineKind::Rounding);
    note(ChangeReason::Payers, !follows && !alike(before, after));
    reasons
}

/// Whether the same payers pay, in the same proportion.
fn alike(before: &EstimateLine, after: &EstimateLine) -> bool {
    if before.amount == after.amount {
        return before.shares == after.shares;
    }
    let Ok(expected) = before.shares.allocate(after.amount.minor_units(), None) else { return false };
    // A unit that cannot be split may go to another payer.
    let close = |payer: &super::Payer| expected.of(*payer).abs_diff(after.shares.of(*payer)) <= 1;
    super::Payer::ALL.iter().all(close)
}
