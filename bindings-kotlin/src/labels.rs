use std::collections::BTreeMap;

use aftersales::policy::{Labels as Core, Language};
use aftersales::wire::LabelsDocument;

use crate::AftersalesError;
use crate::documents::read;
use crate::error::Answer;

/// What the words of the library are called in front of people, in English and Chinese.
#[derive(Debug, uniffi::Object)]
pub struct Labels(pub(crate) Core);

#[uniffi::export]
impl Labels {
    /// The labels that ship with the library.
    #[uniffi::constructor]
    pub fn built_in() -> Self {
        Self(Core::built_in())
    }

    /// The labels that ship with the library, with those of a document above them.
    #[uniffi::constructor]
    pub fn compile(document: LabelsDocument) -> Answer<Self> {
        let compiled = Core::compile(&document);
        // The path begins as in a bundle.
        let of_bundle = BTreeMap::from([("labels", &document)]);
        Ok(Self(compiled.map_err(|error| AftersalesError::from(error).in_document(&of_bundle))?))
    }

    /// Reads and compiles the JSON text of a document.
    #[uniffi::constructor]
    pub fn from_json(json: &str) -> Answer<Self> {
        Self::compile(read(json, LabelsDocument::from_json)?)
    }

    /// What a word of a list is called, in `en` or `zh`; null where nobody has said.
    pub fn label(&self, list: &str, word: &str, language: &str) -> Answer<Option<String>> {
        // The report's languages are the same, and say so of a word that is none.
        let known = language.parse::<aftersales::report::Language>()?;
        let language = Language::ALL.iter().copied().find(|each| each.as_str() == known.as_str());
        Ok(language.and_then(|language| self.0.label(list, word, language)).map(str::to_owned))
    }

    /// The names of all lists, in order.
    pub fn lists(&self) -> Vec<String> {
        self.0.lists().map(str::to_owned).collect()
    }

    /// The words of a list, in order; none for a list that there is not.
    pub fn words(&self, list: &str) -> Vec<String> {
        self.0.words(list).map(str::to_owned).collect()
    }
}
