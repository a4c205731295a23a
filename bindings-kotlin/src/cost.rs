use std::sync::Arc;

use aftersales::cost::{self, EstimateRequest};
use aftersales::report::{EstimateSheet, Language};
use aftersales::time::{ZoneDatabase, ZoneRules};
use aftersales::wire::{
    EstimateDifferenceDocument, EstimateDocument, EstimateRequestDocument, PriceBookDocument, canonical_json,
};

use crate::error::Answer;

/// What a desk charges, compiled. Documents and answers are the JSON of the wire, a whole estimate in one call.
#[derive(Debug, uniffi::Object)]
pub struct PriceBook(cost::PriceBook);

#[uniffi::export]
impl PriceBook {
    /// Reads and compiles the JSON text of a price book.
    #[uniffi::constructor]
    pub fn from_json(json: &str) -> Answer<Self> {
        let document = PriceBookDocument::from_json(json)?;
        Ok(Self(cost::PriceBook::compile(&document, &ZoneDatabase::bundled())?))
    }

    /// The content hash of the document with the version of its time zone database.
    pub fn revision(&self) -> String {
        self.0.revision().to_owned()
    }

    /// Estimates what planned work costs, by line and payer; the request is JSON.
    pub fn estimate(&self, request: &str) -> Answer<PricedEstimate> {
        let request = EstimateRequestDocument::from_json(request)?;
        Ok(PricedEstimate(self.0.estimate(&EstimateRequest::try_from(&request)?)?))
    }
}

/// What planned work costs; made by `PriceBook.estimate`.
#[derive(Debug, uniffi::Object)]
pub struct PricedEstimate(cost::Estimate);

#[uniffi::export]
impl PricedEstimate {
    /// The estimate as canonical JSON: lines with their shares, totals, payers. Amounts are text, exact to the last digit.
    pub fn to_json(&self) -> Answer<String> {
        Ok(canonical_json(&EstimateDocument::from(&self.0))?)
    }

    /// What has changed since an earlier version, line by line, as canonical JSON.
    pub fn difference_from(&self, earlier: Arc<Self>) -> Answer<String> {
        let difference = self.0.difference_from(&earlier.0)?;
        Ok(canonical_json(&EstimateDifferenceDocument::from(&difference))?)
    }

    /// The sheet for the customer as plain text, in `en` or `zh`, with the times of a zone's wall clocks.
    pub fn text(&self, language: &str, time_zone: &str) -> Answer<String> {
        let (language, zone) = shown(language, time_zone)?;
        Ok(EstimateSheet::new(&self.0, &zone).text(language))
    }

    /// The sheet for the customer as Markdown with tables.
    pub fn markdown(&self, language: &str, time_zone: &str) -> Answer<String> {
        let (language, zone) = shown(language, time_zone)?;
        Ok(EstimateSheet::new(&self.0, &zone).markdown(language))
    }
}

fn shown(language: &str, time_zone: &str) -> Answer<(Language, ZoneRules)> {
    Ok((language.parse()?, ZoneDatabase::bundled().rules(time_zone)?))
}
