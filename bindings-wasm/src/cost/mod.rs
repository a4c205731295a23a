//! The room of estimates.

mod amounts;
mod effort;
mod kept;
mod options;
mod rights;
mod uncertainty;

use aftersales::cost::{Estimate, EstimateRequest, PriceBook as Book};
use aftersales::report::{EstimateSheet, Language};
use aftersales::time::{ZoneDatabase, ZoneRules};
use aftersales::wire::{
    EstimateDocument, EstimateRangeDocument, EstimateRangeRequestDocument, EstimateRequestDocument,
    PriceBookDocument,
};
use serde::Deserialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::argument::{document, word};
use crate::error::Thrown;
use crate::result::object;
use crate::types::ZoneRulesInput;
use crate::zone::zones;

pub use amounts::{allocate_money, round_money};
pub use effort::{StandardHours, check_delay, promise_completion};
pub use kept::{check_valid, compare_cost, estimate_difference, estimate_sheet};
pub use options::{OptionPolicy, options_sheet};
pub use rights::{Coverage, Regime};
pub use uncertainty::{Distribution, Shrinkage, Total};

/// What a repair costs, by line and payer.
#[wasm_bindgen]
#[expect(missing_debug_implementations, reason = "a zone database has no readable form")]
pub struct PriceBook {
    book: Book,
    zones: ZoneDatabase,
}

/// How a sheet is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SheetOptions {
    language: String,
    time_zone: String,
    #[serde(default)]
    form: TextForm,
}

/// The form of a text.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TextForm {
    #[default]
    Text,
    Markdown,
}

#[wasm_bindgen]
impl PriceBook {
    /// Compiles a document. Zones come from the bundled time zone database, or from `zoneRules` alone where they are given.
    ///
    /// @throws {AftersalesError} with the path of the entry that is wrong.
    pub fn compile(
        #[wasm_bindgen(unchecked_param_type = "PriceBookDocument | string")] document: &JsValue,
        #[wasm_bindgen(js_name = zoneRules)] zone_rules: Option<ZoneRulesInput>,
    ) -> Result<Self, Thrown> {
        let document: PriceBookDocument = self::document("document", document)?;
        let zones = zones(zone_rules.as_ref())?;
        Ok(Self { book: Book::compile(&document, &zones)?, zones })
    }

    /// The content hash of the document with the version of its time zone database: 16 hexadecimal digits.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn revision(&self) -> String {
        self.book.revision().to_owned()
    }

    /// The currency of all prices, such as `CNY`.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn currency(&self) -> String {
        self.book.currency().to_string()
    }

    /// What planned work costs, by line and payer. Amounts are decimal texts.
    ///
    /// @throws {AftersalesError} with the path of the line and field that is wrong.
    #[wasm_bindgen(unchecked_return_type = "EstimateDocument")]
    pub fn estimate(
        &self,
        #[wasm_bindgen(unchecked_param_type = "EstimateRequestDocument | string")] request: &JsValue,
    ) -> Result<JsValue, Thrown> {
        Ok(object(&EstimateDocument::from(&self.priced(request)?)))
    }

    /// What planned work costs where its time is uncertain: P10, P50 and P90 by payer, with the method.
    ///
    /// @throws {AftersalesError} with the path of the line and field that is wrong.
    #[wasm_bindgen(unchecked_return_type = "EstimateRangeDocument")]
    pub fn range(
        &self,
        #[wasm_bindgen(unchecked_param_type = "EstimateRangeRequestDocument | string")] request: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let request: EstimateRangeRequestDocument = document("request", request)?;
        Ok(object(&EstimateRangeDocument::from(&self.book.estimate_range_of(&request)?)))
    }

    /// The same estimate as a customer reads it, in English or Chinese.
    pub fn sheet(
        &self,
        #[wasm_bindgen(unchecked_param_type = "EstimateRequestDocument | string")] request: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "SheetOptions")] options: &JsValue,
    ) -> Result<String, Thrown> {
        let options = Shown::read(options, &self.zones)?;
        let estimate = self.priced(request)?;
        Ok(options.write(&EstimateSheet::new(&estimate, &options.zone)))
    }
}

impl PriceBook {
    fn priced(&self, request: &JsValue) -> Result<Estimate, Thrown> {
        let request: EstimateRequestDocument = document("request", request)?;
        Ok(self.book.estimate(&EstimateRequest::try_from(&request)?)?)
    }
}

/// How a sheet is written, read.
struct Shown {
    language: Language,
    zone: ZoneRules,
    form: TextForm,
}

impl Shown {
    fn read(options: &JsValue, zones: &ZoneDatabase) -> Result<Self, Thrown> {
        let options: SheetOptions = document("options", options)?;
        let zone = zones.rules(&options.time_zone);
        let zone = zone.map_err(|error| Thrown::value("options.time_zone", &error))?;
        Ok(Self { language: word("options.language", &options.language)?, zone, form: options.form })
    }

    fn write(&self, sheet: &EstimateSheet<'_>) -> String {
        match self.form {
            TextForm::Text => sheet.text(self.language),
            TextForm::Markdown => sheet.markdown(self.language),
        }
    }
}
