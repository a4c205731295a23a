use aftersales::cost;
use aftersales::time::Date as LocalDate;
use aftersales::wire::{
    ClaimDocument, CoverageDocument, CoveredClaimDocument, ProlongationRequestDocument,
    ProlongedGuaranteeDocument, ReauthorisationCheckDocument, ReauthorisationRequestDocument, RefundDocument,
    RefundRequestDocument, RegimeDocument, RemediesDocument, UnitFactsDocument,
};

use crate::AftersalesError;
use crate::documents::read;
use crate::error::Answer;

/// Warranties, contracts and goodwill: who pays what of a repair, and why; compiled.
#[derive(Debug, uniffi::Object)]
pub struct Coverage(cost::Coverage);

#[uniffi::export]
impl Coverage {
    /// Compiles a document.
    #[uniffi::constructor]
    pub fn compile(document: CoverageDocument) -> Answer<Self> {
        let compiled = cost::Coverage::compile(&document);
        Ok(Self(compiled.map_err(|error| AftersalesError::from(error).in_document(&document))?))
    }

    /// Reads and compiles the JSON text of a document.
    #[uniffi::constructor]
    pub fn from_json(json: &str) -> Answer<Self> {
        Self::compile(read(json, CoverageDocument::from_json)?)
    }

    /// Splits every line of a claim between the payers; the shares of a line sum to its amount.
    pub fn claim(&self, claim: ClaimDocument) -> Answer<CoveredClaimDocument> {
        let covered = self.0.claim(&claim);
        let covered = covered.map_err(|error| AftersalesError::from(error).in_document(&claim))?;
        Ok(CoveredClaimDocument::from(&covered))
    }

    /// The content hash of the document.
    pub fn revision(&self) -> String {
        self.0.revision().to_owned()
    }
}

/// What the law of one place says about repairs: data with its source and date, and no legal advice.
#[derive(Debug, uniffi::Object)]
pub struct Regime(cost::Regime);

/// The names of the regimes that ship with the library.
#[uniffi::export]
pub fn regimes() -> Vec<String> {
    cost::Regime::presets().map(str::to_owned).collect()
}

#[uniffi::export]
impl Regime {
    /// Compiles a document.
    #[uniffi::constructor]
    pub fn compile(document: RegimeDocument) -> Answer<Self> {
        let compiled = cost::Regime::compile(&document);
        Ok(Self(compiled.map_err(|error| AftersalesError::from(error).in_document(&document))?))
    }

    /// Reads and compiles the JSON text of a document.
    #[uniffi::constructor]
    pub fn from_json(json: &str) -> Answer<Self> {
        Self::compile(read(json, RegimeDocument::from_json)?)
    }

    /// A regime that ships with the library; `regimes` names them.
    #[uniffi::constructor]
    pub fn preset(name: &str) -> Answer<Self> {
        Ok(Self(cost::Regime::preset(name)?))
    }

    /// The document, with jurisdiction, source and the date as of which it was read.
    pub fn document(&self) -> RegimeDocument {
        self.0.document().clone()
    }

    /// What the customer may choose, with the sections that say so.
    pub fn remedies(&self, facts: UnitFactsDocument) -> Answer<RemediesDocument> {
        let answer = self.0.remedies_of(&facts);
        answer.map_err(|error| AftersalesError::from(error).in_document(&facts))
    }

    /// What a customer gets back, less the fee for the use.
    pub fn refund(&self, request: RefundRequestDocument) -> Answer<RefundDocument> {
        let answer = self.0.refund_of(&request);
        answer.map_err(|error| AftersalesError::from(error).in_document(&request))
    }

    /// The end of a guarantee after its repairs.
    pub fn prolong(&self, request: ProlongationRequestDocument) -> Answer<ProlongedGuaranteeDocument> {
        let answer = self.0.prolong(&request);
        answer.map_err(|error| AftersalesError::from(error).in_document(&request))
    }

    /// Whether a changed price needs the customer's consent, and why.
    pub fn check_price(
        &self,
        request: ReauthorisationRequestDocument,
    ) -> Answer<ReauthorisationCheckDocument> {
        let answer = self.0.check_price(&request);
        answer.map_err(|error| AftersalesError::from(error).in_document(&request))
    }

    /// The last date on which an offer of a date binds the repairer; null where the regime has no such rule.
    pub fn offer_binds_until(&self, given: LocalDate) -> Answer<Option<LocalDate>> {
        Ok(self.0.offer_binds_until(given))
    }

    /// The content hash of the document.
    pub fn revision(&self) -> String {
        self.0.revision().to_owned()
    }
}
