//! Repair, exchange or refund.

use aftersales::cost::OptionPolicy as Policy;
use aftersales::report::OptionsSheet;
use aftersales::wire::{OptionPolicyDocument, OptionSheetDocument, OptionsRequestDocument};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::{Shown, TextForm};
use crate::argument::document;
use crate::error::Thrown;
use crate::result::object;
use crate::zone::zones;

/// When a repair is still worth it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct OptionPolicy(Policy);

#[wasm_bindgen]
impl OptionPolicy {
    /// Compiles a document.
    ///
    /// @throws {AftersalesError} with the path of the entry that is wrong.
    pub fn compile(
        #[wasm_bindgen(unchecked_param_type = "OptionPolicyDocument | string")] document: &JsValue,
    ) -> Result<Self, Thrown> {
        let document: OptionPolicyDocument = self::document("document", document)?;
        Ok(Self(Policy::compile(&document)?))
    }

    /// The options side by side, and which one the policy recommends, with the threshold behind it.
    ///
    /// @throws {AftersalesError} with the path of the field that is wrong.
    #[wasm_bindgen(unchecked_return_type = "OptionSheetDocument")]
    pub fn sheet(
        &self,
        #[wasm_bindgen(unchecked_param_type = "OptionsRequestDocument | string")] request: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let request: OptionsRequestDocument = document("request", request)?;
        Ok(object(&self.0.sheet(&request)?))
    }
}

/// Options as a customer reads them, in English or Chinese.
#[wasm_bindgen(js_name = optionsSheet)]
pub fn options_sheet(
    #[wasm_bindgen(unchecked_param_type = "OptionSheetDocument | string")] sheet: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "SheetOptions")] options: &JsValue,
) -> Result<String, Thrown> {
    let options = Shown::read(options, &zones(None)?)?;
    let sheet: OptionSheetDocument = document("sheet", sheet)?;
    let sheet = OptionsSheet::new(&sheet, &options.zone);
    Ok(match options.form {
        TextForm::Text => sheet.text(options.language),
        TextForm::Markdown => sheet.markdown(options.language),
    })
}
