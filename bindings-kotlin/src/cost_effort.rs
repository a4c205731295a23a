use aftersales::cost::{self, DelayRule, Promise};
use aftersales::wire::{
    CompletionPromiseDocument, CompletionRequestDocument, DelayDocument, DelayRequestDocument,
    EffortRequestDocument, JobEffortDocument, StandardHoursDocument,
};

use crate::documents::read;
use crate::error::Answer;
use crate::{AftersalesError, WorkingCalendar};

/// How long each procedure takes by the book, corrected by recorded cases; compiled.
#[derive(Debug, uniffi::Object)]
pub struct StandardHours(cost::StandardHours);

#[uniffi::export]
impl StandardHours {
    /// Compiles a document.
    #[uniffi::constructor]
    pub fn compile(document: StandardHoursDocument) -> Answer<Self> {
        let compiled = cost::StandardHours::compile(&document);
        Ok(Self(compiled.map_err(|error| AftersalesError::from(error).in_document(&document))?))
    }

    /// Reads and compiles the JSON text of a document.
    #[uniffi::constructor]
    pub fn from_json(json: &str) -> Answer<Self> {
        Self::compile(read(json, StandardHoursDocument::from_json)?)
    }

    /// How long a job takes, operation by operation and as a whole: the job, and the recorded cases that correct the book.
    pub fn effort(&self, request: EffortRequestDocument) -> Answer<JobEffortDocument> {
        let effort = self.0.effort_of(&request);
        let effort = effort.map_err(|error| AftersalesError::from(error).in_document(&request))?;
        Ok(JobEffortDocument::from(&effort))
    }

    /// The content hash of the document.
    pub fn revision(&self) -> String {
        self.0.revision().to_owned()
    }
}

#[uniffi::export]
impl WorkingCalendar {
    /// When a job will be completed, from its effort, the parts that it waits for and this calendar of the engineers.
    pub fn promise_completion(
        &self,
        request: CompletionRequestDocument,
    ) -> Answer<CompletionPromiseDocument> {
        let promise = Promise::of_request(&self.0, &request);
        let promise = promise.map_err(|error| AftersalesError::from(error).in_document(&request))?;
        Ok(CompletionPromiseDocument::from(&promise))
    }

    /// How late a job is against what was promised, and what the customer must be told: from a delay of 20 % on, unless the
    /// request says otherwise, the reason and a new time.
    pub fn check_delay(&self, request: DelayRequestDocument) -> Answer<DelayDocument> {
        let answer = DelayRule::answer(&self.0, &request);
        answer.map_err(|error| AftersalesError::from(error).in_document(&request))
    }
}
