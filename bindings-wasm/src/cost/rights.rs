//! Who pays, and what the law of a place says.

use aftersales::cost::{Coverage as Agreements, Regime as Law};
use aftersales::wire::{
    ClaimDocument, CoverageDocument, CoveredClaimDocument, ProlongationRequestDocument,
    ReauthorisationRequestDocument, RefundRequestDocument, RegimeDocument, UnitFactsDocument,
};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::argument::{date, document};
use crate::error::Thrown;
use crate::result::object;
use crate::types::DateInput;

/// Warranties, contracts and goodwill: who pays what of a repair, and why.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Coverage(Agreements);

#[wasm_bindgen]
impl Coverage {
    /// Compiles a document.
    ///
    /// @throws {AftersalesError} with the path of the entry that is wrong.
    pub fn compile(
        #[wasm_bindgen(unchecked_param_type = "CoverageDocument | string")] document: &JsValue,
    ) -> Result<Self, Thrown> {
        let document: CoverageDocument = self::document("document", document)?;
        Ok(Self(Agreements::compile(&document)?))
    }

    /// The content hash of the document: 16 hexadecimal digits.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn revision(&self) -> String {
        self.0.revision().to_owned()
    }

    /// Splits every line of a claim between the payers; the shares of a line sum to its amount.
    ///
    /// @throws {AftersalesError} with the path of the field that is wrong.
    #[wasm_bindgen(unchecked_return_type = "CoveredClaimDocument")]
    pub fn claim(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ClaimDocument | string")] claim: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let claim: ClaimDocument = document("claim", claim)?;
        Ok(object(&CoveredClaimDocument::from(&self.0.claim(&claim)?)))
    }
}

/// What the law of one place says about repairs: data with its source and date, and no legal advice.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Regime(Law);

#[wasm_bindgen]
impl Regime {
    /// Compiles a document.
    ///
    /// @throws {AftersalesError} with the path of the entry that is wrong.
    pub fn compile(
        #[wasm_bindgen(unchecked_param_type = "RegimeDocument | string")] document: &JsValue,
    ) -> Result<Self, Thrown> {
        let document: RegimeDocument = self::document("document", document)?;
        Ok(Self(Law::compile(&document)?))
    }

    /// A regime that ships with the library, such as `cn_three_guarantees_general`.
    ///
    /// @throws {AftersalesError} with the names there are.
    pub fn preset(name: &str) -> Result<Self, Thrown> {
        Ok(Self(Law::preset(name)?))
    }

    /// The names of the regimes that ship with the library.
    #[must_use]
    pub fn presets() -> Vec<String> {
        Law::presets().map(str::to_owned).collect()
    }

    /// The document, with jurisdiction, source and the date as of which it was read.
    #[must_use]
    #[wasm_bindgen(unchecked_return_type = "RegimeDocument")]
    pub fn document(&self) -> JsValue {
        object(self.0.document())
    }

    /// The content hash of the document: 16 hexadecimal digits.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn revision(&self) -> String {
        self.0.revision().to_owned()
    }

    /// What the customer may choose, with the sections that say so.
    ///
    /// @throws {AftersalesError} with the field and the words that it may have.
    #[wasm_bindgen(unchecked_return_type = "RemediesDocument")]
    pub fn remedies(
        &self,
        #[wasm_bindgen(unchecked_param_type = "UnitFactsDocument | string")] facts: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let facts: UnitFactsDocument = document("facts", facts)?;
        Ok(object(&self.0.remedies_of(&facts)?))
    }

    /// What a customer gets back, less the fee for the use.
    ///
    /// @throws {AftersalesError} where the regime has no such fee, or the usage is counted in another unit.
    #[wasm_bindgen(unchecked_return_type = "RefundDocument")]
    pub fn refund(
        &self,
        #[wasm_bindgen(unchecked_param_type = "RefundRequestDocument | string")] request: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let request: RefundRequestDocument = document("request", request)?;
        Ok(object(&self.0.refund_of(&request)?))
    }

    /// The end of a guarantee after its repairs.
    ///
    /// @throws {AftersalesError} where the regime prolongs nothing.
    #[wasm_bindgen(unchecked_return_type = "ProlongedGuaranteeDocument")]
    pub fn prolong(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ProlongationRequestDocument | string")] request: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let request: ProlongationRequestDocument = document("request", request)?;
        Ok(object(&self.0.prolong(&request)?))
    }

    /// Whether a changed price needs the customer's consent, and why.
    ///
    /// @throws {AftersalesError} where the regime has no such rule, or currencies mix.
    #[wasm_bindgen(js_name = checkPrice, unchecked_return_type = "ReauthorisationCheckDocument")]
    pub fn check_price(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ReauthorisationRequestDocument | string")] request: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let request: ReauthorisationRequestDocument = document("request", request)?;
        Ok(object(&self.0.check_price(&request)?))
    }

    /// The last date on which an offer of a date binds the repairer; `undefined` where the regime has no such rule.
    #[wasm_bindgen(js_name = offerBindsUntil)]
    pub fn offer_binds_until(&self, given: &DateInput) -> Result<Option<String>, Thrown> {
        Ok(self.0.offer_binds_until(date("given", given)?).map(|date| date.to_string()))
    }
}
