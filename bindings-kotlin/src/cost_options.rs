use aftersales::cost;
use aftersales::report::OptionsSheet;
use aftersales::wire::{OptionPolicyDocument, OptionSheetDocument, OptionsRequestDocument};

use crate::AftersalesError;
use crate::cost::zone;
use crate::documents::read;
use crate::error::Answer;

/// When a repair is still worth it: repair, exchange or refund side by side; compiled.
#[derive(Debug, uniffi::Object)]
pub struct OptionPolicy(cost::OptionPolicy);

#[uniffi::export]
impl OptionPolicy {
    /// Compiles a document.
    #[uniffi::constructor]
    pub fn compile(document: OptionPolicyDocument) -> Answer<Self> {
        let compiled = cost::OptionPolicy::compile(&document);
        Ok(Self(compiled.map_err(|error| AftersalesError::from(error).in_document(&document))?))
    }

    /// Reads and compiles the JSON text of a document.
    #[uniffi::constructor]
    pub fn from_json(json: &str) -> Answer<Self> {
        Self::compile(read(json, OptionPolicyDocument::from_json)?)
    }

    /// The options side by side, and which one the policy recommends, with the threshold behind it.
    pub fn sheet(&self, request: OptionsRequestDocument) -> Answer<OptionSheetDocument> {
        let sheet = self.0.sheet(&request);
        sheet.map_err(|error| AftersalesError::from(error).in_document(&request))
    }

    /// The content hash of the document.
    pub fn revision(&self) -> String {
        self.0.revision().to_owned()
    }
}

/// The options for the customer as plain text, in `en` or `zh`, with the dates of a zone's wall clocks.
#[uniffi::export]
pub fn options_text(sheet: OptionSheetDocument, language: &str, time_zone: &str) -> Answer<String> {
    let zone = zone(time_zone)?;
    Ok(OptionsSheet::new(&sheet, &zone).text(language.parse()?))
}

/// The same as Markdown with tables.
#[uniffi::export]
pub fn options_markdown(sheet: OptionSheetDocument, language: &str, time_zone: &str) -> Answer<String> {
    let zone = zone(time_zone)?;
    Ok(OptionsSheet::new(&sheet, &zone).markdown(language.parse()?))
}
