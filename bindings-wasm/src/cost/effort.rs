//! How long work takes, and when it will be completed.

use aftersales::cost::{DelayRule, Promise, StandardHours as Hours};
use aftersales::wire::{
    CompletionPromiseDocument, CompletionRequestDocument, DelayRequestDocument, EffortRequestDocument,
    JobEffortDocument, StandardHoursDocument,
};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::argument::document;
use crate::calendar::WorkingCalendar;
use crate::error::Thrown;
use crate::result::object;

/// How long each procedure takes by the book, corrected by recorded cases.
#[wasm_bindgen]
#[derive(Debug)]
pub struct StandardHours(Hours);

#[wasm_bindgen]
impl StandardHours {
    /// Compiles a document.
    ///
    /// @throws {AftersalesError} with the path of the entry that is wrong.
    pub fn compile(
        #[wasm_bindgen(unchecked_param_type = "StandardHoursDocument | string")] document: &JsValue,
    ) -> Result<Self, Thrown> {
        let document: StandardHoursDocument = self::document("document", document)?;
        Ok(Self(Hours::compile(&document)?))
    }

    /// The content hash of the document: 16 hexadecimal digits.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn revision(&self) -> String {
        self.0.revision().to_owned()
    }

    /// How long a job takes, operation by operation, with the number of cases behind each correction.
    ///
    /// @throws {AftersalesError} with the path of the field that is wrong.
    #[wasm_bindgen(unchecked_return_type = "JobEffortDocument")]
    pub fn effort(
        &self,
        #[wasm_bindgen(unchecked_param_type = "EffortRequestDocument | string")] request: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let request: EffortRequestDocument = document("request", request)?;
        Ok(object(&JobEffortDocument::from(&self.0.effort_of(&request)?)))
    }
}

/// When a job will be completed, from its effort, its parts and the engineers' calendar.
///
/// @throws {AftersalesError} with the path of the field that is wrong.
#[wasm_bindgen(js_name = promiseCompletion, unchecked_return_type = "CompletionPromiseDocument")]
pub fn promise_completion(
    calendar: &WorkingCalendar,
    #[wasm_bindgen(unchecked_param_type = "CompletionRequestDocument | string")] request: &JsValue,
) -> Result<JsValue, Thrown> {
    let request: CompletionRequestDocument = document("request", request)?;
    Ok(object(&CompletionPromiseDocument::from(&Promise::of_request(&calendar.0, &request)?)))
}

/// How late a job is against what was promised, and what the customer must be told.
///
/// @throws {AftersalesError} with the path of the field that is wrong.
#[wasm_bindgen(js_name = checkDelay, unchecked_return_type = "DelayDocument")]
pub fn check_delay(
    calendar: &WorkingCalendar,
    #[wasm_bindgen(unchecked_param_type = "DelayRequestDocument | string")] request: &JsValue,
) -> Result<JsValue, Thrown> {
    let request: DelayRequestDocument = document("request", request)?;
    Ok(object(&DelayRule::answer(&calendar.0, &request)?))
}
