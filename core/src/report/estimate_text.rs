//! The sheet as text.

use super::estimate::EstimateSheet;
use super::estimate_labels::word;
use super::table::{Align, Style, heading, list, table};
use super::{Language, estimate_changes};
use crate::cost::{Effect, EstimateLine, EstimateTotals, Formula, LineKind, Payer, Unit};
use crate::money::Money;
use crate::time::{Date, Instant, TimeOfDay, ZoneRules};
use crate::wire::{MoneyDocument, PricesDocument};

pub(super) fn write(sheet: &EstimateSheet<'_>, language: Language, style: Style) -> String {
    let writer = Writer { sheet, language, style };
    let parts =
        [writer.head(), writer.changes(), writer.lines(), writer.totals(), writer.range(), writer.promise()];
    format!("{}\n", parts.concat().trim_end())
}

/// One sheet in one language and layout.
pub(super) struct Writer<'a> {
    pub(super) sheet: &'a EstimateSheet<'a>,
    pub(super) language: Language,
    style: Style,
}

impl Writer<'_> {
    pub(super) fn word<'b>(&self, key: &'b str) -> &'b str {
        word(key, self.language)
    }

    /// A word, a colon and what it says.
    pub(super) fn says(&self, key: &str, what: &str) -> String {
        let colon = if self.language == Language::Chinese { "：" } else { ": " };
        format!("{}{colon}{what}", self.word(key))
    }

    fn title(&self, key: &str) -> String {
        heading(self.word(key), 2, self.style)
    }

    fn head(&self) -> String {
        let estimate = self.sheet.estimate;
        let prices = if estimate.prices() == PricesDocument::WithTax { "with_tax" } else { "without_tax" };
        let mut lines = vec![
            self.says("version", &estimate.version().to_string()),
            self.says("issued_at", &self.instant(estimate.issued_at())),
            self.says("valid_until", &self.instant(estimate.valid_until())),
            self.says("currency", &format!("{} ({})", estimate.currency(), self.word(prices))),
            self.says("price_book", estimate.price_book()),
            self.says("you_pay", &estimate.customer().amount_due.to_string()),
        ];
        lines.extend(estimate.not_to_exceed().map(|limit| self.says("not_to_exceed", &limit.to_string())));
        heading(self.word("estimate"), 1, self.style) + &list(&lines, self.style)
    }

    fn changes(&self) -> String {
        let Some(difference) = self.sheet.difference else { return String::new() };
        self.title("changes") + &list(&estimate_changes::sentences(self, difference), self.style)
    }

    fn lines(&self) -> String {
        let columns = [
            (self.word("what"), Align::Left),
            (self.word("quantity"), Align::Right),
            (self.word("price"), Align::Right),
            (self.word("amount"), Align::Right),
            (self.word("paid_by"), Align::Left),
        ];
        let row = |line: &EstimateLine| {
            let amount = line.amount.amount().to_string();
            let amount = match line.effect {
                Effect::Contained => format!("({} {amount})", self.word("contained")),
                _ => amount,
            };
            vec![self.what(line), self.quantity(line), self.price(line), amount, self.payers(line)]
        };
        let rows: Vec<_> = self.sheet.estimate.lines().iter().map(row).collect();
        self.title("lines") + &table(&columns, &rows, self.style)
    }

    /// What a line is for, such as `Labour, engineer (after hours)`.
    pub(super) fn what(&self, line: &EstimateLine) -> String {
        let kind = match (line.kind, &*line.id) {
            (LineKind::Fee, "/minimum_charge") => "minimum_charge",
            (LineKind::Rounding, "/rounding/cash") => "rounding_cash",
            (LineKind::Discount, id) if id.ends_with("/credit") => "credit",
            (kind, _) => kind.as_str(),
        };
        let comma = if self.language == Language::Chinese { "，" } else { ", " };
        let mut what = self.word(kind).to_owned();
        for detail in line.procedure.iter().chain(&line.item) {
            what.push_str(comma);
            what.push_str(detail);
        }
        if let Some(hours) = line.hours {
            let (open, close) = if self.language == Language::Chinese { ("（", "）") } else { (" (", ")") };
            what.extend([open, self.word(hours.as_str()), close]);
        }
        what
    }

    /// How much of it.
    pub(super) fn quantity(&self, line: &EstimateLine) -> String {
        match line.formula {
            Formula::Rate { quantity, unit: Unit::Second, .. } => {
                self.duration(i64::try_from(quantity.mantissa()).unwrap_or(i64::MAX))
            }
            Formula::Rate { quantity, unit, .. } => {
                format!("{} {}", quantity.normalized(), self.word(unit.as_str()))
            }
            Formula::Percent { percent, .. } => format!("{} %", percent.normalized()),
            _ => String::new(),
        }
    }

    /// The price of one, or what a per cent is taken of.
    pub(super) fn price(&self, line: &EstimateLine) -> String {
        match line.formula {
            Formula::Rate { rate, per, multiplier, .. } => {
                let price = format!("{rate}/{}", self.word(per.as_str()));
                let multiplier = multiplier.normalized();
                if multiplier == 1.into() { price } else { format!("{price} × {multiplier}") }
            }
            Formula::Percent { of, .. } => format!("{} {of}", self.word("of")),
            Formula::Difference { from, to } => format!("{from} → {to}"),
            _ => String::new(),
        }
    }

    fn payers(&self, line: &EstimateLine) -> String {
        let shares: Vec<(Payer, Money)> = line.shares().collect();
        match shares.as_slice() {
            [(payer, _)] => self.word(payer.as_str()).to_owned(),
            shares => {
                let share = |(payer, share): &(Payer, Money)| {
                    format!("{} {}", self.word(payer.as_str()), share.amount())
                };
                shares.iter().map(share).collect::<Vec<_>>().join(", ")
            }
        }
    }

    fn totals(&self) -> String {
        let estimate = self.sheet.estimate;
        let rounded = !estimate.totals().cash_rounding.is_zero();
        let mut columns = vec![
            (self.word("payer"), Align::Left),
            (self.word("net"), Align::Right),
            (self.word("tax_sum"), Align::Right),
            (self.word("total"), Align::Right),
        ];
        if rounded {
            columns.push((self.word("cash_rounding"), Align::Right));
            columns.push((self.word("amount_due"), Align::Right));
        }
        let row = |name: &str, totals: EstimateTotals| {
            let mut amounts = vec![totals.net, totals.tax, totals.total];
            if rounded {
                amounts.extend([totals.cash_rounding, totals.amount_due]);
            }
            let amounts = amounts.into_iter().map(|amount| amount.amount().to_string());
            std::iter::once(self.word(name).to_owned()).chain(amounts).collect()
        };
        let payers = estimate.payers().iter().map(|(payer, totals)| row(payer.as_str(), *totals));
        let rows: Vec<Vec<String>> = payers.chain([row("all", estimate.totals())]).collect();
        self.title("totals") + &table(&columns, &rows, self.style)
    }

    fn range(&self) -> String {
        let Some(range) = &self.sheet.range else { return String::new() };
        let columns = [
            ("", Align::Left),
            (self.word("low"), Align::Right),
            (self.word("middle"), Align::Right),
            (self.word("high"), Align::Right),
        ];
        let effort = &range.effort;
        let efforts = [effort.p10_seconds, effort.p50_seconds, effort.p90_seconds];
        let efforts = efforts.map(|seconds| self.minutes(seconds));
        let nothing = MoneyDocument::from(Money::zero(self.sheet.estimate.currency()));
        let customer = range.payers.iter().find(|row| row.payer.as_deref() == Some(Payer::Customer.as_str()));
        let customer = customer.map_or([&nothing; 3], |row| [&row.p10, &row.p50, &row.p90]);
        let total = [&range.total.p10, &range.total.p50, &range.total.p90];
        let shown = |amount: &MoneyDocument| format!("{} {}", amount.amount, amount.currency);
        let row = |name: &str, cells: [String; 3]| {
            std::iter::once(self.word(name).to_owned()).chain(cells).collect::<Vec<_>>()
        };
        let rows =
            [row("effort", efforts), row("you_pay", customer.map(shown)), row("total", total.map(shown))];
        let method = self.says("method", self.word(&effort.method));
        self.title("range") + &table(&columns, &rows, self.style) + &list(&[method], self.style)
    }

    fn promise(&self) -> String {
        let Some(promise) = self.sheet.promise else { return String::new() };
        let columns = [
            (self.word("low"), Align::Left),
            (self.word("middle"), Align::Left),
            (self.word("high"), Align::Left),
        ];
        let row = [promise.p10, promise.p50, promise.p90].map(|at| self.instant(at)).to_vec();
        let promised = self.says("promised", &self.instant(promise.promised));
        self.title("completed") + &table(&columns, &[row], self.style) + &list(&[promised], self.style)
    }

    /// Wall-clock time to the minute, with the zone.
    fn instant(&self, at: Instant) -> String {
        wall_clock(at, self.sheet.zone)
    }

    /// A computed time, to the minute.
    fn minutes(&self, seconds: i64) -> String {
        self.duration(seconds.saturating_add(30).div_euclid(60).saturating_mul(60))
    }

    /// Hours and minutes, and seconds where there are any.
    fn duration(&self, seconds: i64) -> String {
        let (hours, minutes) = (seconds.div_euclid(3600), seconds.div_euclid(60).rem_euclid(60));
        let parts = [(hours, "hour"), (minutes, "minute"), (seconds.rem_euclid(60), "second")];
        let shown = parts.iter().filter(|part| part.0 != 0);
        let shown: Vec<String> =
            shown.map(|(number, unit)| format!("{number} {}", self.word(unit))).collect();
        if shown.is_empty() { format!("0 {}", self.word("minute")) } else { shown.join(" ") }
    }
}

/// Wall-clock time to the minute, with the zone.
pub(super) fn wall_clock(at: Instant, zone: &ZoneRules) -> String {
    local(at, zone).map_or_else(
        || at.to_string(),
        |(date, time)| {
            let minutes = time.seconds().div_euclid(60);
            let (hour, minute) = (minutes.div_euclid(60), minutes.rem_euclid(60));
            format!("{date} {hour:02}:{minute:02} ({})", zone.id())
        },
    )
}

fn local(at: Instant, zone: &ZoneRules) -> Option<(Date, TimeOfDay)> {
    const DAY_SECONDS: i64 = 86_400;
    let seconds = at.micros().div_euclid(1_000_000).checked_add(zone.offset_seconds(at).into())?;
    Some((Date::new(seconds.div_euclid(DAY_SECONDS))?, TimeOfDay::new(seconds.rem_euclid(DAY_SECONDS))?))
}
