use aftersales::priority::{self, GradingPolicy as Policy, PriorityError};
use aftersales::wire::{GradeDocument, GradeExplanationDocument, GradingDocument};

use crate::documents::read;
use crate::error::Answer;
use crate::{AftersalesError, GradingInputs, Reason};

/// How urgent a case is, by a document of rules that was proved complete and free of contradiction when it was compiled.
#[derive(Debug, uniffi::Object)]
pub struct GradingPolicy(pub(crate) Policy);

/// Something worth knowing of a policy that compiles.
#[derive(Debug, Clone, uniffi::Record)]
pub struct GradingFinding {
    /// The stable code, such as `priority.finding.never_holds`.
    pub code: String,
    /// Where in the document.
    pub path: String,
    /// A case that shows it, by input; null where none can.
    pub case: Option<GradingInputs>,
}

#[uniffi::export]
impl GradingPolicy {
    /// Compiles a document.
    #[uniffi::constructor]
    pub fn compile(document: GradingDocument) -> Answer<Self> {
        let compiled = Policy::compile(&document);
        Ok(Self(compiled.map_err(|error| AftersalesError::from(error).in_document(&document))?))
    }

    /// Reads and compiles the JSON text of a document.
    #[uniffi::constructor]
    pub fn from_json(json: &str) -> Answer<Self> {
        Self::compile(read(json, GradingDocument::from_json)?)
    }

    /// The content hash of the document.
    pub fn revision(&self) -> String {
        self.0.revision().to_owned()
    }

    /// The names of the inputs, in the order of the document.
    pub fn input_names(&self) -> Vec<String> {
        self.0.input_names().map(str::to_owned).collect()
    }

    /// Everything that is wrong with what is known of a case, all at once; nothing where it can be graded.
    pub fn problems(&self, inputs: GradingInputs) -> Answer<Vec<Reason>> {
        match self.0.read(&inputs.0) {
            Ok(_) => Ok(Vec::new()),
            Err(error @ PriorityError::Inputs { .. }) => match AftersalesError::from(error) {
                AftersalesError::Refused { reasons, .. } => Ok(reasons),
                other => Err(other),
            },
            Err(error) => Err(error.into()),
        }
    }

    /// The grade of a case, or a refusal with everything that is wrong with what is known of it.
    pub fn grade(&self, inputs: GradingInputs) -> Answer<GradeDocument> {
        Ok(GradeDocument::from(&self.0.grade(&self.0.read(&inputs.0)?)?))
    }

    /// What is worth knowing of the policy, in the order of the document. What does not compile is refused and so is not here.
    pub fn findings(&self) -> Vec<GradingFinding> {
        let written = |finding: priority::GradingFinding| GradingFinding {
            code: finding.code().to_owned(),
            case: finding.witness().map(|case| GradingInputs(case.values().clone())),
            path: finding.path,
        };
        self.0.findings().into_iter().map(written).collect()
    }

    /// How the grade of a case comes about, and what would change it.
    pub fn explain(&self, inputs: GradingInputs) -> Answer<GradeExplanationDocument> {
        Ok(GradeExplanationDocument::from(&self.0.explain(&self.0.read(&inputs.0)?)?))
    }
}
