//! Estimates as the wire has them.

use super::difference::{EstimateDifference, LineChange};
use super::estimate::{Estimate, EstimateTotals};
use super::line::{Effect, EstimateLine, Formula};
use crate::money::Decimal;
use crate::wire::{
    EffectDocument, EstimateDifferenceDocument, EstimateDocument, EstimateLineDocument,
    EstimateTotalsDocument, FormulaDocument, KindTotalDocument, LineChangeDocument, LineShareDocument,
    PayerTotalsDocument,
};

impl From<&Estimate> for EstimateDocument {
    fn from(estimate: &Estimate) -> Self {
        let kind = |&(kind, amount): &(super::LineKind, _)| KindTotalDocument {
            kind: kind.as_str().to_owned(),
            amount: crate::money::Money::into(amount),
        };
        let payer = |&(payer, totals): &(super::Payer, _)| PayerTotalsDocument {
            payer: payer.as_str().to_owned(),
            totals: EstimateTotals::into(totals),
        };
        Self {
            version: estimate.version(),
            price_book: estimate.price_book().to_owned(),
            issued_at: estimate.issued_at().to_string(),
            valid_until: estimate.valid_until().to_string(),
            prices: estimate.prices(),
            lines: estimate.lines().iter().map(Into::into).collect(),
            totals: estimate.totals().into(),
            payers: estimate.payers().iter().map(payer).collect(),
            kinds: estimate.kinds().iter().map(kind).collect(),
            not_to_exceed: estimate.not_to_exceed().map(Into::into),
        }
    }
}

impl From<EstimateTotals> for EstimateTotalsDocument {
    fn from(totals: EstimateTotals) -> Self {
        Self {
            net: totals.net.into(),
            tax: totals.tax.into(),
            total: totals.total.into(),
            cash_rounding: totals.cash_rounding.into(),
            amount_due: totals.amount_due.into(),
        }
    }
}

impl From<&EstimateLine> for EstimateLineDocument {
    fn from(line: &EstimateLine) -> Self {
        let share = |(payer, amount): (super::Payer, crate::money::Money)| LineShareDocument {
            payer: payer.as_str().to_owned(),
            amount: amount.into(),
        };
        Self {
            id: line.id.as_ref().to_owned(),
            kind: line.kind.as_str().to_owned(),
            item: line.item.as_deref().map(ToOwned::to_owned),
            hours: line.hours.map(|hours| hours.as_str().to_owned()),
            procedure: line.procedure.as_deref().map(ToOwned::to_owned),
            effect: match line.effect {
                Effect::Added => EffectDocument::Added,
                Effect::Contained => EffectDocument::Contained,
                Effect::AtPayment => EffectDocument::AtPayment,
            },
            amount: line.amount.into(),
            shares: line.shares().map(share).collect(),
            formula: line.formula.into(),
            source: line.source.as_deref().map(ToOwned::to_owned),
        }
    }
}

impl From<Formula> for FormulaDocument {
    fn from(formula: Formula) -> Self {
        let text = |number: Decimal| number.to_string();
        match formula {
            Formula::Rate { quantity, unit, rate, per, multiplier } => Self::Rate {
                quantity: text(quantity),
                unit: unit.as_str().to_owned(),
                rate: text(rate),
                per: per.as_str().to_owned(),
                multiplier: text(multiplier),
            },
            Formula::Percent { percent, of } => Self::Percent { percent: text(percent), of: text(of) },
            Formula::Flat { amount } => Self::Flat { amount: text(amount) },
            Formula::Difference { from, to } => Self::Difference { from: text(from), to: text(to) },
        }
    }
}

impl From<&EstimateDifference> for EstimateDifferenceDocument {
    fn from(difference: &EstimateDifference) -> Self {
        Self {
            from_version: difference.from_version,
            to_version: difference.to_version,
            added: difference.added.iter().map(Into::into).collect(),
            removed: difference.removed.iter().map(Into::into).collect(),
            changed: difference.changed.iter().map(Into::into).collect(),
            unchanged: difference.unchanged,
            total_before: difference.total_before.into(),
            total_after: difference.total_after.into(),
            customer_before: difference.customer_before.into(),
            customer_after: difference.customer_after.into(),
        }
    }
}

impl From<&LineChange> for LineChangeDocument {
    fn from(change: &LineChange) -> Self {
        Self {
            before: (&change.before).into(),
            after: (&change.after).into(),
            reasons: change.reasons.iter().map(|reason| reason.as_str().to_owned()).collect(),
        }
    }
}
