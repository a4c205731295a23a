//! The room of grading.

use std::collections::BTreeMap;

use aftersales::priority::{GradingPolicy as Policy, PriorityError};
use aftersales::wire::{GradeDocument, GradeExplanationDocument, GradingDocument, InputValue};
use serde_json::Value;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::argument::document;
use crate::error::{Thrown, problem};
use crate::result::object;

/// How urgent a case is, by a document of rules that was proved complete and free of contradiction when it was compiled.
#[wasm_bindgen]
#[derive(Debug)]
pub struct GradingPolicy(pub(crate) Policy);

#[wasm_bindgen]
impl GradingPolicy {
    /// Compiles a document.
    ///
    /// @throws {AftersalesError} with the path of the entry that is wrong.
    pub fn compile(
        #[wasm_bindgen(unchecked_param_type = "GradingDocument | string")] document: &JsValue,
    ) -> Result<Self, Thrown> {
        let document: GradingDocument = self::document("document", document)?;
        Ok(Self(Policy::compile(&document)?))
    }

    /// The content hash of the document: 16 hexadecimal digits.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn revision(&self) -> String {
        self.0.revision().to_owned()
    }

    /// The names of the inputs, in the order of the document.
    #[wasm_bindgen(getter, js_name = inputNames)]
    #[must_use]
    pub fn input_names(&self) -> Vec<String> {
        self.0.input_names().map(str::to_owned).collect()
    }

    /// Everything that is wrong with inputs, all at once; an empty array where they can be graded.
    #[wasm_bindgen(unchecked_return_type = "InputProblem[]")]
    pub fn problems(
        &self,
        #[wasm_bindgen(unchecked_param_type = "GradingInputs | string")] inputs: &JsValue,
    ) -> Result<JsValue, Thrown> {
        match self.0.read(&values(inputs)?) {
            Ok(_) => Ok(object(&[(); 0])),
            Err(PriorityError::Inputs { problems }) => {
                Ok(object(&problems.iter().map(problem).collect::<Vec<Value>>()))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The grade of a case.
    ///
    /// @throws {AftersalesError} `priority.inputs.refused` with all problems as `data`.
    #[wasm_bindgen(unchecked_return_type = "GradeDocument")]
    pub fn grade(
        &self,
        #[wasm_bindgen(unchecked_param_type = "GradingInputs | string")] inputs: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let inputs = self.0.read(&values(inputs)?)?;
        Ok(object(&GradeDocument::from(&self.0.grade(&inputs)?)))
    }

    /// How the grade of a case comes about, and what would change it.
    ///
    /// @throws {AftersalesError} `priority.inputs.refused` with all problems as `data`.
    #[wasm_bindgen(unchecked_return_type = "GradeExplanationDocument")]
    pub fn explain(
        &self,
        #[wasm_bindgen(unchecked_param_type = "GradingInputs | string")] inputs: &JsValue,
    ) -> Result<JsValue, Thrown> {
        let inputs = self.0.read(&values(inputs)?)?;
        Ok(object(&GradeExplanationDocument::from(&self.0.explain(&inputs)?)))
    }
}

fn values(inputs: &JsValue) -> Result<BTreeMap<String, InputValue>, Thrown> {
    document("inputs", inputs)
}
