use std::collections::BTreeMap;

use aftersales::priority::{GradingPolicy as CorePolicy, Inputs};
use aftersales::wire::{
    GradeDocument, GradeExplanationDocument, GradingDocument, InputValue, canonical_json, read_document,
};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use serde_json::json;

use crate::answer::to_python;
use crate::columns::given::is_a_column;
use crate::document;
use crate::error::Refusal;
use crate::handle::handle;
use crate::html;
use crate::policy::Bundle;
use crate::sla::Origin;

/// How urgent a case is, compiled from a document: a dict, or JSON text.
///
/// A document that leaves a case without a grade does not compile, and nothing that it does not know is guessed.
///
/// Parameters
/// ----------
/// document
///     The inputs with their values in order, and the rules.
///
/// Raises
/// ------
/// AftersalesError
///     With the path of what is wrong in the document.
///
/// Examples
/// --------
/// >>> policy = GradingPolicy({
/// ...     "inputs": [
/// ...         {"type": "choice", "name": "severity", "values": ["minor", "severe"], "order": "rising"},
/// ...         {"type": "choice", "name": "impact", "values": ["one", "many"], "order": "rising"},
/// ...     ],
/// ...     "base": {"type": "matrix", "rows": "severity", "columns": "impact", "cells": {
/// ...         "minor": {"one": "P4", "many": "P3"}, "severe": {"one": "P3", "many": "P2"}}},
/// ... })
/// >>> policy.grade({"severity": "severe", "impact": "many"})["priority"]
/// 'P2'
/// >>> try:
/// ...     policy.grade({"severity": "High"})
/// ... except Refused as refused:
/// ...     [reason.code for reason in refused.reasons]
/// ['priority.input.not_allowed', 'priority.input.missing']
#[pyclass(frozen, eq, hash, module = "aftersales")]
pub(crate) struct GradingPolicy {
    pub(crate) core: CorePolicy,
    pub(crate) origin: Origin,
}

#[pymethods]
impl GradingPolicy {
    #[new]
    #[pyo3(signature = (document: "_Given"))]
    fn new(document: &Bound<'_, PyAny>) -> PyResult<Self> {
        let document = document::read(document, GradingDocument::from_json)?;
        let core = CorePolicy::compile(&document).map_err(Refusal::from)?;
        Ok(Self { core, origin: Origin::Document(canonical_json(&document).map_err(Refusal::from)?, None) })
    }

    /// The grade of a case, a dict of its inputs by name; or the priorities of the cases of a table.
    ///
    /// A table is a frame of pandas or Polars, a PyArrow table, a relation of DuckDB, a dict of columns, or anything with
    /// ``__arrow_c_stream__``; the answer is a column of its library. Inputs are the columns of the same name, or those that
    /// ``columns`` names for them. Raises with the first row that cannot be read. Other threads run meanwhile.
    ///
    /// Parameters
    /// ----------
    /// case
    ///     One case, or a table of them.
    /// columns
    ///     Columns of other names, by input; for a table.
    ///
    /// Returns
    /// -------
    /// dict or column
    ///     Of a case ``priority`` with the rules that held and warnings.
    ///
    /// Raises
    /// ------
    /// Refused
    ///     With everything that is wrong with the case.
    /// AftersalesError
    ///     For the first row of a table that cannot be read, with its number.
    ///
    /// Examples
    /// --------
    /// >>> import polars
    /// >>> policy.grade(polars.DataFrame({"severity": ["minor", "severe"], "impact": ["many", "many"]})).to_list()
    /// ['P3', 'P2']
    #[pyo3(signature = (case, *, columns=None))]
    fn grade<'py>(
        &self,
        case: &Bound<'py, PyAny>,
        columns: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        if columns.is_some() || is_a_table(case)? {
            return crate::columns::grades::grade(&self.core, case, columns);
        }
        let grade = self.core.grade(&self.read(case)?).map_err(Refusal::from)?;
        to_python(case.py(), &GradeDocument::from(&grade))
    }

    /// How the grade of a case comes about: every rule, and what the nearest change of one input would give.
    ///
    /// Parameters
    /// ----------
    /// case
    ///     A dict of inputs by name, or JSON text.
    ///
    /// Returns
    /// -------
    /// dict
    ///     The wire's ``grade_explanation``.
    ///
    /// Raises
    /// ------
    /// Refused
    ///     With everything that is wrong with the case.
    ///
    /// Examples
    /// --------
    /// >>> policy.explain({"severity": "minor", "impact": "one"})["grade"]["priority"]
    /// 'P4'
    #[pyo3(signature = (case: "_Given") -> "_Answer")]
    fn explain<'py>(&self, case: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let explanation = self.core.explain(&self.read(case)?).map_err(Refusal::from)?;
        to_python(case.py(), &GradeExplanationDocument::from(&explanation))
    }

    /// What is worth knowing of a policy that compiles, in the order of the document: ``code``, ``path``, and a ``case`` that shows
    /// it where one can. What does not compile is refused and so is not here.
    ///
    /// Returns
    /// -------
    /// list of dict
    ///     Empty for a policy with nothing to know of.
    ///
    /// Examples
    /// --------
    /// >>> policy.findings()
    /// [{'code': 'priority.finding.no_hazard', 'path': 'hazards'}]
    #[pyo3(signature = () -> "list[_Answer]")]
    fn findings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let findings = py.detach(|| self.core.findings());
        let written = findings.iter().map(|finding| match finding.witness() {
            Some(case) => json!({"code": finding.code(), "path": finding.path, "case": case.values()}),
            None => json!({"code": finding.code(), "path": finding.path}),
        });
        to_python(py, &written.collect::<Vec<_>>())
    }

    /// The names of the inputs, in the order of the document.
    #[getter]
    fn inputs(&self) -> Vec<&str> {
        self.core.input_names().collect()
    }

    /// The content hash of the document.
    #[getter]
    fn revision(&self) -> &str {
        self.core.revision()
    }

    /// The document as a table for notebooks.
    fn _repr_html_(&self) -> PyResult<String> {
        Ok(html::document(&self.origin.document(Bundle::grading_document)?))
    }

    fn __repr__(&self) -> String {
        format!("GradingPolicy(inputs={:?}, revision={:?})", self.inputs(), self.revision())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.origin.reduce::<Self>(py, "grading")
    }
}

/// Whether it has many cases: no document, or a dict of columns.
fn is_a_table(case: &Bound<'_, PyAny>) -> PyResult<bool> {
    if let Ok(fields) = case.cast::<PyDict>() {
        return fields.values().iter().try_fold(false, |found, value| Ok(found || is_a_column(&value)?));
    }
    Ok(["__arrow_c_stream__", "collect", "columns"]
        .into_iter()
        .any(|name| case.hasattr(name).unwrap_or_default()))
}

impl GradingPolicy {
    fn read(&self, case: &Bound<'_, PyAny>) -> PyResult<Inputs> {
        let case: BTreeMap<String, InputValue> = document::read(case, read_document)?;
        Ok(self.core.read(&case).map_err(Refusal::from)?)
    }
}

handle!(GradingPolicy);
