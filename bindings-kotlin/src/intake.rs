use aftersales::ticket::{ContactRecord, IntakePolicy as Policy, IntakeRecord};
use aftersales::vocabulary::{Channel, Kind};
use aftersales::wire::{
    CompletenessDocument, ContactRecordDocument, IntakeDocument, IntakeRecordDocument, MissingFieldDocument,
};

use crate::documents::read as document;
use crate::error::Answer;
use crate::{AftersalesError, MissingFields};

/// What must be recorded before a ticket moves on, compiled.
#[derive(Debug, uniffi::Object)]
pub struct IntakePolicy(pub(crate) Policy);

#[uniffi::export]
impl IntakePolicy {
    /// Compiles a document.
    #[uniffi::constructor]
    pub fn compile(document: IntakeDocument) -> Answer<Self> {
        let compiled = Policy::compile(&document);
        Ok(Self(compiled.map_err(|error| AftersalesError::from(error).in_document(&document))?))
    }

    /// Reads and compiles the JSON text of a document.
    #[uniffi::constructor]
    pub fn from_json(json: &str) -> Answer<Self> {
        Self::compile(document(json, IntakeDocument::from_json)?)
    }

    /// The fields that a ticket of this kind and channel must have: what a form marks.
    pub fn required(&self, kind: Kind, channel: Channel) -> Vec<String> {
        self.0.required(kind, channel).into_iter().map(ToString::to_string).collect()
    }

    /// Everything that a record lacks, each with what would be right; nothing for a record that is complete.
    pub fn missing(
        &self,
        record: IntakeRecordDocument,
        kind: Kind,
        channel: Channel,
    ) -> Answer<MissingFields> {
        Ok(found(&self.0.missing(&read(&record)?, kind, channel)))
    }

    /// What is wrong with the data of a contact, such as a telephone number that does not fit its format.
    pub fn malformed_in(&self, contact: ContactRecordDocument) -> Answer<MissingFields> {
        let record = ContactRecord::try_from(&contact);
        let record = record.map_err(|error| AftersalesError::from(error).in_document(&contact))?;
        Ok(found(&self.0.malformed_in(&record)))
    }

    /// How much of what is asked for is there and valid. A group of which one field is needed counts once.
    pub fn completeness(
        &self,
        record: IntakeRecordDocument,
        kind: Kind,
        channel: Channel,
    ) -> Answer<CompletenessDocument> {
        Ok(self.0.completeness(&read(&record)?, kind, channel).into())
    }

    /// The content hash of the document.
    pub fn revision(&self) -> String {
        self.0.revision().to_owned()
    }
}

pub(crate) fn read(record: &IntakeRecordDocument) -> Answer<IntakeRecord> {
    IntakeRecord::try_from(record).map_err(|error| AftersalesError::from(error).in_document(record))
}

pub(crate) fn found(missing: &[aftersales::ticket::MissingField]) -> MissingFields {
    MissingFields(missing.iter().map(MissingFieldDocument::from).collect())
}
