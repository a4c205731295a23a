use aftersales::policy::{Labels as Core, Language};
use aftersales::wire::{LabelsDocument, canonical_json, read_document};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::cost::language;
use crate::document;
use crate::error::Refusal;
use crate::html;

/// What the words of the library are called in English and Chinese.
///
/// Parameters
/// ----------
/// document
///     A dict or JSON text with names that go above the built-in ones; without it the built-in ones alone.
///
/// Raises
/// ------
/// AftersalesError
///     For a list that the library does not know, or a label that is empty or too long.
///
/// Examples
/// --------
/// >>> Labels().label("priority", "P1"), Labels().label("priority", "P1", "zh")
/// ('Urgent', '紧急')
/// >>> Labels({"lists": {"priority": {"P1": {"en": "Critical", "zh": "特急"}}}}).label("priority", "P1")
/// 'Critical'
#[pyclass(frozen, eq, module = "aftersales")]
pub(crate) struct Labels {
    core: Core,
    document: Option<String>,
}

#[pymethods]
impl Labels {
    #[new]
    #[pyo3(signature = (document: "_Given | None" = None))]
    fn new(document: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        let document: Option<LabelsDocument> =
            document.map(|document| document::read(document, read_document)).transpose()?;
        Self::compile(document.as_ref())
    }

    /// What a word of a list is called; ``None`` where nobody has said.
    ///
    /// Parameters
    /// ----------
    /// list
    ///     What kind of word, such as ``"priority"``.
    /// word
    ///     The word.
    /// language
    ///     ``"en"`` or ``"zh"``.
    ///
    /// Examples
    /// --------
    /// >>> Labels().label("phase", "received"), Labels().label("phase", "on the moon")
    /// ('Received', None)
    #[pyo3(signature = (list, word, language: "_Language" = "en"))]
    fn label(&self, list: &str, word: &str, language: &str) -> PyResult<Option<&str>> {
        let _known = self::language(language)?;
        let tag = aftersales::policy::Language::ALL.iter().copied().find(|known| known.as_str() == language);
        Ok(tag.and_then(|tag| self.core.label(list, word, tag)))
    }

    /// The names of all lists, in order.
    #[getter]
    fn lists(&self) -> Vec<&str> {
        self.core.lists().collect()
    }

    /// The words of a list, in order; empty for a list that there is not.
    ///
    /// Parameters
    /// ----------
    /// list
    ///     What kind of word, such as ``"priority"``.
    ///
    /// Examples
    /// --------
    /// >>> Labels().words("priority")
    /// ['P1', 'P2', 'P3', 'P4']
    fn words(&self, list: &str) -> Vec<&str> {
        self.core.words(list).collect()
    }

    /// The labels as a table for notebooks.
    fn _repr_html_(&self) -> String {
        let label = |list: &str, word: &str, language: Language| {
            self.core.label(list, word, language).unwrap_or_default().to_owned()
        };
        let mut rows = Vec::new();
        for list in self.core.lists() {
            for word in self.core.words(list) {
                let (english, chinese) =
                    (label(list, word, Language::English), label(list, word, Language::Chinese));
                rows.push(vec![list.to_owned(), word.to_owned(), english, chinese]);
            }
        }
        html::table(&["list", "word", "en", "zh"], rows.into_iter())
    }

    fn __repr__(&self) -> String {
        format!("Labels(lists={})", self.core.lists().count())
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.document.as_deref().into_pyobject(py)?.hash()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (py.get_type::<Self>(), (&self.document,)).into_pyobject(py)
    }
}

impl Labels {
    pub(crate) fn compile(document: Option<&LabelsDocument>) -> PyResult<Self> {
        let Some(document) = document else { return Ok(Self { core: Core::built_in(), document: None }) };
        let core = Core::compile(document).map_err(Refusal::from)?;
        Ok(Self { core, document: Some(canonical_json(document).map_err(Refusal::from)?) })
    }
}

/// Two documents may say the same, one of them with what is built in.
impl PartialEq for Labels {
    fn eq(&self, other: &Self) -> bool {
        self.document == other.document
    }
}
