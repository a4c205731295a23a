//! Estimates that were kept as documents.

use std::sync::Arc;

use super::CostError;
use super::compile::{limit, name, out_of_range};
use super::estimate::{Estimate, EstimateTotals};
use super::line::{Effect, EstimateLine, Formula};
use super::shares::{Shares, put};
use super::words::{LineKind, Payer};
use crate::money::{Currency, Decimal, Money};
use crate::time::Instant;
use crate::wire::{
    EffectDocument, EstimateDocument, EstimateLineDocument, EstimateTotalsDocument, FormulaDocument,
    MoneyDocument,
};

/// Planned lines, what several of them have, taxes and rounding.
const MOST_LINES: usize = 10_000;

impl TryFrom<&EstimateDocument> for Estimate {
    type Error = CostError;

    /// Reads an estimate that was kept, to show it again or to compare a later version with it. No price is computed anew.
    ///
    /// # Errors
    ///
    /// [`CostError`] with the path of what is wrong: a word, amount or instant that is none, shares that do not sum to the
    /// amount of their line, lines or payers that do not sum to the total, or to what is due.
    fn try_from(document: &EstimateDocument) -> Result<Self, CostError> {
        limit("lines", document.lines.len(), MOST_LINES)?;
        let instant = |path: &str, text: &str| {
            text.parse::<Instant>().map_err(|source| CostError::Time { path: path.to_owned(), source })
        };
        let total = Money::try_from(&document.totals.total).map_err(CostError::value("totals.total"))?;
        let reader = Reader { currency: total.currency() };
        let lines = document.lines.iter().enumerate();
        let lines = lines.map(|(position, line)| reader.line(&format!("lines[{position}]"), line));
        let lines = lines.collect::<Result<Vec<_>, _>>()?;
        let payers = document.payers.iter().enumerate().map(|(position, row)| {
            let path = format!("payers[{position}]");
            let payer: Payer =
                row.payer.parse().map_err(|error: CostError| error.at(&format!("{path}.payer")))?;
            Ok((payer, reader.totals(&path, &row.totals)?))
        });
        let payers = payers.collect::<Result<Vec<_>, CostError>>()?;
        let kinds = document.kinds.iter().enumerate().map(|(position, row)| {
            let path = format!("kinds[{position}]");
            let kind: LineKind =
                row.kind.parse().map_err(|error: CostError| error.at(&format!("{path}.kind")))?;
            Ok((kind, reader.money(&format!("{path}.amount"), &row.amount)?))
        });
        let kinds = kinds.collect::<Result<Vec<_>, CostError>>()?;
        let totals = reader.totals("totals", &document.totals)?;
        for (effect, sum) in [(Effect::Added, totals.total), (Effect::AtPayment, totals.cash_rounding)] {
            let own = lines.iter().filter(|line| line.effect == effect).map(|line| line.amount);
            reader.sums_to(own, sum, "lines")?;
        }
        for part in [|own: &EstimateTotals| own.total, |own: &EstimateTotals| own.amount_due] {
            reader.sums_to(payers.iter().map(|payer| part(&payer.1)), part(&totals), "payers")?;
        }
        let limit = document.not_to_exceed.as_ref();
        Ok(Self {
            version: document.version,
            price_book: document.price_book.as_str().into(),
            issued_at: instant("issued_at", &document.issued_at)?,
            valid_until: instant("valid_until", &document.valid_until)?,
            currency: reader.currency,
            prices: document.prices,
            lines,
            totals,
            payers,
            kinds,
            not_to_exceed: limit.map(|limit| reader.money("not_to_exceed", limit)).transpose()?,
        })
    }
}

struct Reader {
    currency: Currency,
}

impl Reader {
    fn line(&self, path: &str, written: &EstimateLineDocument) -> Result<EstimateLine, CostError> {
        let at = |field: &str| format!("{path}.{field}");
        let word = |field: &str, text: &Option<String>| -> Result<Option<Arc<str>>, CostError> {
            text.as_ref().map(|text| name(&at(field), text)).transpose()
        };
        let hours = written.hours.as_ref().map(|text| text.parse());
        let amount = self.money(&at("amount"), &written.amount)?;
        let mut minor = [0; Payer::ALL.len()];
        for (position, share) in written.shares.iter().enumerate() {
            let path = at(&format!("shares[{position}]"));
            let payer: Payer =
                share.payer.parse().map_err(|error: CostError| error.at(&format!("{path}.payer")))?;
            let own = self.money(&format!("{path}.amount"), &share.amount)?;
            put(&mut minor, payer as usize, own.minor_units());
        }
        let shares = Shares::of_minor_units(minor);
        let sum = shares.sum().map_err(CostError::value(path))?;
        if sum != amount.minor_units() {
            let sum = Money::from_minor_units(sum, self.currency);
            return Err(out_of_range(&at("shares"), sum, "the amount of the line"));
        }
        Ok(EstimateLine {
            id: written.id.as_str().into(),
            kind: written.kind.parse().map_err(|error: CostError| error.at(&at("kind")))?,
            item: word("item", &written.item)?,
            procedure: word("procedure", &written.procedure)?,
            hours: hours.transpose().map_err(|error: CostError| error.at(&at("hours")))?,
            effect: match written.effect {
                EffectDocument::Added => Effect::Added,
                EffectDocument::Contained => Effect::Contained,
                EffectDocument::AtPayment => Effect::AtPayment,
            },
            amount,
            formula: formula(&at("formula"), &written.formula)?,
            source: written.source.as_deref().map(Into::into),
            shares,
        })
    }

    fn totals(&self, path: &str, written: &EstimateTotalsDocument) -> Result<EstimateTotals, CostError> {
        let read = |field: &str, amount| self.money(&format!("{path}.{field}"), amount);
        let totals = EstimateTotals {
            net: read("net", &written.net)?,
            tax: read("tax", &written.tax)?,
            total: read("total", &written.total)?,
            cash_rounding: read("cash_rounding", &written.cash_rounding)?,
            amount_due: read("amount_due", &written.amount_due)?,
        };
        self.sums_to([totals.net, totals.tax].into_iter(), totals.total, path)?;
        self.sums_to([totals.total, totals.cash_rounding].into_iter(), totals.amount_due, path)?;
        Ok(totals)
    }

    /// An amount in the currency of the estimate.
    fn money(&self, path: &str, written: &MoneyDocument) -> Result<Money, CostError> {
        let amount = Money::try_from(written).map_err(CostError::value(path))?;
        amount.plus(Money::zero(self.currency)).map_err(CostError::value(path))
    }

    fn sums_to(
        &self,
        amounts: impl Iterator<Item = Money>,
        total: Money,
        path: &str,
    ) -> Result<(), CostError> {
        let sum = Money::sum(amounts, self.currency).map_err(CostError::value(path))?;
        if sum == total { Ok(()) } else { Err(out_of_range(path, sum, "amounts that sum to the totals")) }
    }
}

fn formula(path: &str, written: &FormulaDocument) -> Result<Formula, CostError> {
    let decimal = |field: &str, text: &String| {
        text.parse::<Decimal>().map_err(CostError::value(&format!("{path}.{field}")))
    };
    let unit = |field: &str, text: &String| {
        text.parse().map_err(|error: CostError| error.at(&format!("{path}.{field}")))
    };
    Ok(match written {
        FormulaDocument::Rate { quantity, unit: of, rate, per, multiplier } => Formula::Rate {
            quantity: decimal("quantity", quantity)?,
            unit: unit("unit", of)?,
            rate: decimal("rate", rate)?,
            per: unit("per", per)?,
            multiplier: decimal("multiplier", multiplier)?,
        },
        FormulaDocument::Percent { percent, of } => {
            Formula::Percent { percent: decimal("percent", percent)?, of: decimal("of", of)? }
        }
        FormulaDocument::Flat { amount } => Formula::Flat { amount: decimal("amount", amount)? },
        FormulaDocument::Difference { from, to } => {
            Formula::Difference { from: decimal("from", from)?, to: decimal("to", to)? }
        }
    })
}
