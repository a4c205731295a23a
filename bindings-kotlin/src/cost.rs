use std::sync::Arc;

use aftersales::cost::{self, CostComposition, EstimateRequest};
use aftersales::report::{EstimateSheet, Language};
use aftersales::time::{Instant, ZoneDatabase, ZoneRules};
use aftersales::wire::{
    ActualComparisonDocument, CompletionPromiseDocument, CompositionDocument, EstimateDifferenceDocument,
    EstimateDocument, EstimateRangeDocument, EstimateRangeRequestDocument, EstimateRequestDocument,
    PriceBookDocument, canonical_json,
};

use crate::AftersalesError;
use crate::documents::read;
use crate::error::Answer;

/// What a desk charges, compiled. A whole estimate is one call.
#[derive(Debug, uniffi::Object)]
pub struct PriceBook(cost::PriceBook);

#[uniffi::export]
impl PriceBook {
    /// Compiles a document.
    #[uniffi::constructor]
    pub fn compile(document: PriceBookDocument) -> Answer<Self> {
        let compiled = cost::PriceBook::compile(&document, &ZoneDatabase::bundled());
        Ok(Self(compiled.map_err(|error| AftersalesError::from(error).in_document(&document))?))
    }

    /// Reads and compiles the JSON text of a price book.
    #[uniffi::constructor]
    pub fn from_json(json: &str) -> Answer<Self> {
        Self::compile(read(json, PriceBookDocument::from_json)?)
    }

    /// The content hash of the document with the version of its time zone database.
    pub fn revision(&self) -> String {
        self.0.revision().to_owned()
    }

    /// Estimates what planned work costs, by line and payer.
    pub fn estimate(&self, request: EstimateRequestDocument) -> Answer<PricedEstimate> {
        let priced = EstimateRequest::try_from(&request).and_then(|request| self.0.estimate(&request));
        Ok(PricedEstimate(priced.map_err(|error| AftersalesError::from(error).in_document(&request))?))
    }

    /// What planned work costs where its time is uncertain: P10, P50 and P90 for all and for each payer, with the method that
    /// gave them.
    pub fn estimate_range(&self, request: EstimateRangeRequestDocument) -> Answer<EstimateRangeDocument> {
        let range = self.0.estimate_range_of(&request);
        let range = range.map_err(|error| AftersalesError::from(error).in_document(&request))?;
        Ok(EstimateRangeDocument::from(&range))
    }
}

/// What planned work costs; made by `PriceBook.estimate`, or again from the document that was kept of it.
#[derive(Debug, uniffi::Object)]
pub struct PricedEstimate(cost::Estimate);

#[uniffi::export]
impl PricedEstimate {
    /// Reads the document of an estimate that was kept; no price is computed anew.
    #[uniffi::constructor]
    pub fn restore(document: EstimateDocument) -> Answer<Self> {
        let restored = cost::Estimate::try_from(&document);
        Ok(Self(restored.map_err(|error| AftersalesError::from(error).in_document(&document))?))
    }

    /// The estimate: lines with their shares, totals, payers.
    pub fn document(&self) -> EstimateDocument {
        EstimateDocument::from(&self.0)
    }

    /// The same as canonical JSON.
    pub fn to_json(&self) -> Answer<String> {
        Ok(canonical_json(&EstimateDocument::from(&self.0))?)
    }

    /// What has changed since an earlier version, line by line.
    pub fn difference_from(&self, earlier: Arc<Self>) -> Answer<EstimateDifferenceDocument> {
        Ok(EstimateDifferenceDocument::from(&self.0.difference_from(&earlier.0)?))
    }

    /// Returns where the estimate can still be accepted at an instant; an exception from `valid_until` on.
    pub fn check_valid(&self, at: Instant) -> Answer<()> {
        Ok(self.0.check_valid(at)?)
    }

    /// The estimate beside what the repair cost the service side by labour, parts, transport and other, with what is typical of
    /// each share.
    pub fn compare_cost(&self, actual: CompositionDocument) -> Answer<ActualComparisonDocument> {
        let actual = CostComposition::try_from(&actual)
            .map_err(|error| AftersalesError::from(error).in_document(&actual))?;
        Ok(self.0.compare(actual)?.document()?)
    }

    /// The sheet for the customer as plain text, in `en` or `zh`, with the times of a zone's wall clocks; with the range, the
    /// promise of completion and what has changed since an earlier version where they are given.
    #[uniffi::method(default(range = None, completion = None, earlier = None))]
    pub fn text(
        &self,
        language: &str,
        time_zone: &str,
        range: Option<EstimateRangeDocument>,
        completion: Option<CompletionPromiseDocument>,
        earlier: Option<Arc<Self>>,
    ) -> Answer<String> {
        let language: Language = language.parse()?;
        self.sheet(time_zone, (range, completion, earlier), |sheet| sheet.text(language))
    }

    /// The sheet for the customer as Markdown with tables.
    #[uniffi::method(default(range = None, completion = None, earlier = None))]
    pub fn markdown(
        &self,
        language: &str,
        time_zone: &str,
        range: Option<EstimateRangeDocument>,
        completion: Option<CompletionPromiseDocument>,
        earlier: Option<Arc<Self>>,
    ) -> Answer<String> {
        let language: Language = language.parse()?;
        self.sheet(time_zone, (range, completion, earlier), |sheet| sheet.markdown(language))
    }
}

impl PricedEstimate {
    fn sheet(
        &self,
        time_zone: &str,
        (range, completion, earlier): (
            Option<EstimateRangeDocument>,
            Option<CompletionPromiseDocument>,
            Option<Arc<Self>>,
        ),
        write: impl FnOnce(EstimateSheet<'_>) -> String,
    ) -> Answer<String> {
        let zone = zone(time_zone)?;
        let mut sheet = EstimateSheet::new(&self.0, &zone);
        if let Some(range) = range {
            sheet = sheet.with_range_document(range);
        }
        if let Some(completion) = completion {
            sheet = sheet.with_promise_document(completion);
        }
        let difference = earlier.map(|earlier| self.0.difference_from(&earlier.0)).transpose()?;
        if let Some(difference) = &difference {
            sheet = sheet.with_difference(difference);
        }
        Ok(write(sheet))
    }
}

pub(crate) fn zone(name: &str) -> Answer<ZoneRules> {
    Ok(ZoneDatabase::bundled().rules(name)?)
}
