use super::Language;
use super::estimate_labels::word;
use super::estimate_text::wall_clock;
use super::table::{Align, Style, heading, list, table};
use crate::time::ZoneRules;
use crate::wire::{MoneyDocument, OptionDocument, OptionSheetDocument, ThresholdBaseDocument};

/// Repair, exchange and refund side by side as the customer reads them, with what is recommended and why (CO-7).
///
/// ```
/// use aftersales::cost::OptionPolicy;
/// use aftersales::report::{Language, OptionsSheet};
/// use aftersales::time::ZoneRules;
/// use aftersales::wire::{OptionPolicyDocument, OptionsRequestDocument, read_document};
///
/// let policy = OptionPolicy::compile(&OptionPolicyDocument::from_json(r#"{
///     "repair_up_to_percent": "60", "of": "residual_value",
///     "depreciation": {"life_months": 60, "least_percent": "10"}
/// }"#)?)?;
/// let request: OptionsRequestDocument = read_document(r#"{
///     "date": "2026-11-02", "purchased_on": "2024-05-02",
///     "purchase_price": {"amount": "900.00", "currency": "EUR"},
///     "repair": {"total": {"amount": "180.00", "currency": "EUR"}, "customer": {"amount": "180.00", "currency": "EUR"},
///                "guarantee_months": 6}
/// }"#)?;
/// let (sheet, zone) = (policy.sheet(&request)?, ZoneRules::utc());
/// let text = OptionsSheet::new(&sheet, &zone).text(Language::English);
/// assert!(text.contains("Recommended: Repair, for the repair stays within the limit"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct OptionsSheet<'a> {
    sheet: &'a OptionSheetDocument,
    zone: &'a ZoneRules,
}

impl<'a> OptionsSheet<'a> {
    /// A sheet whose times are those of a zone's wall clocks.
    #[must_use]
    pub const fn new(sheet: &'a OptionSheetDocument, zone: &'a ZoneRules) -> Self {
        Self { sheet, zone }
    }

    /// The sheet as plain text in which columns are aligned.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        self.write(language, Style::Text)
    }

    /// The sheet as Markdown with tables.
    #[must_use]
    pub fn markdown(&self, language: Language) -> String {
        self.write(language, Style::Markdown)
    }

    fn write(&self, language: Language, style: Style) -> String {
        let says = |key: &str| word(key, language).to_owned();
        let colon = if language == Language::Chinese { "：" } else { ": " };
        let recommendation = &self.sheet.recommendation;
        let of = match recommendation.of {
            ThresholdBaseDocument::ResidualValue => "of_residual_value",
            ThresholdBaseDocument::ReplacementPrice => "of_replacement_price",
        };
        let (option, reason) = (says(&recommendation.option), says(&recommendation.reason));
        let recommended = match language {
            Language::Chinese => format!("{option}，{reason}"),
            Language::English => format!("{option}, for {reason}"),
        };
        let threshold =
            format!("{} ({} {})", money(&recommendation.repair_up_to), recommendation.percent, says(of));
        let facts = [
            ("residual_value", money(&self.sheet.residual_value)),
            ("threshold", threshold),
            ("recommended", recommended),
        ];
        let facts: Vec<String> =
            facts.iter().map(|(key, what)| format!("{}{colon}{what}", says(key))).collect();
        let titles =
            ["option", "basis", "total", "you_pay", "you_get", "use_fee", "completion", "guarantee_until"];
        let titles: Vec<String> = titles.into_iter().map(says).collect();
        let amounts = 2..6;
        let align = |place| if amounts.contains(&place) { Align::Right } else { Align::Left };
        let columns: Vec<(&str, Align)> =
            titles.iter().enumerate().map(|(place, title)| (title.as_str(), align(place))).collect();
        let rows: Vec<Vec<String>> =
            self.sheet.options.iter().map(|option| self.row(option, language)).collect();
        let text =
            heading(&says("options"), 1, style) + &table(&columns, &rows, style) + &list(&facts, style);
        format!("{}\n", text.trim_end())
    }

    fn row(&self, option: &OptionDocument, language: Language) -> Vec<String> {
        let says = |key: &str| word(key, language).to_owned();
        let amount = |amount: Option<&MoneyDocument>| amount.map(money).unwrap_or_default();
        vec![
            says(&option.option),
            says(&option.basis),
            money(&option.total),
            money(&option.customer_pays),
            amount(option.customer_gets.as_ref()),
            amount(option.use_fee.as_ref()),
            option.completion.map(|at| wall_clock(at, self.zone)).unwrap_or_default(),
            option.guarantee_until.clone().unwrap_or_else(|| says("no_guarantee")),
        ]
    }
}

fn money(amount: &MoneyDocument) -> String {
    format!("{} {}", amount.amount, amount.currency)
}
