use std::collections::BTreeMap;

use aftersales::priority::{Coverage, Decision, DecisionTable as CoreTable, Hit, TableAnalysis};
use aftersales::wire::{DecisionTableDocument, InputValue, canonical_json, read_document};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde_json::{Map, Value, json};

use crate::answer::to_python;
use crate::document;
use crate::error::Refusal;
use crate::handle::handle;
use crate::html;

/// A decision table with outputs of its own, compiled from a document: a dict, or JSON text.
///
/// Parameters
/// ----------
/// document
///     The inputs, the outputs with their values in order, and the rules: a matrix, or a table with its hit policy.
///
/// Raises
/// ------
/// AftersalesError
///     With the path of what is wrong, such as rows that overlap against the hit policy.
///
/// Examples
/// --------
/// >>> table = DecisionTable({
/// ...     "inputs": [{"type": "number", "name": "loss", "unit": "EUR", "least": 0, "most": 1000000, "order": "rising"}],
/// ...     "outputs": [{"name": "desk", "values": ["executive", "senior", "standard"]}],
/// ...     "rules": {"type": "table", "hit_policy": "first", "rows": [
/// ...         {"when": {"loss": {"above": 5000}}, "then": {"desk": "executive"}},
/// ...         {"when": {"loss": {"above": 2000}}, "then": {"desk": "senior"}},
/// ...     ]},
/// ... })
/// >>> table.decide({"loss": 3000})
/// {'path': 'rules.rows[1]', 'row': 1, 'values': {'desk': 'senior'}}
/// >>> table.decide({"loss": 100}) is None
/// True
/// >>> table.analysis()["gap"]
/// {'loss': 0}
#[pyclass(frozen, eq, hash, module = "aftersales")]
pub(crate) struct DecisionTable {
    core: CoreTable,
    document: String,
}

#[pymethods]
impl DecisionTable {
    #[new]
    #[pyo3(signature = (document: "_Given"))]
    fn new(document: &Bound<'_, PyAny>) -> PyResult<Self> {
        let document: DecisionTableDocument = document::read(document, read_document)?;
        let core = CoreTable::compile(&document).map_err(Refusal::from)?;
        Ok(Self { core, document: canonical_json(&document).map_err(Refusal::from)? })
    }

    /// What the table says of a case, a dict of its inputs by name.
    ///
    /// Under a hit policy with one answer: the row that gives it, as a dict of ``row`` (counted from 0; of a matrix the cell),
    /// ``path`` and ``values`` by output, or ``None`` where no row holds. Under one with several: a list of such dicts, or
    /// ``None``. Under ``collect_count``: how many rows hold.
    ///
    /// Parameters
    /// ----------
    /// case
    ///     A dict of inputs by name, or JSON text.
    ///
    /// Raises
    /// ------
    /// Refused
    ///     With everything that is wrong with the case.
    ///
    /// Examples
    /// --------
    /// >>> table.decide({"loss": 6000})["values"]
    /// {'desk': 'executive'}
    #[pyo3(signature = (case: "_Given") -> "_Answer | list[_Answer] | int | None")]
    fn decide<'py>(&self, case: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let values: BTreeMap<String, InputValue> = document::read(case, read_document)?;
        let inputs = self.core.read(&values).map_err(Refusal::from)?;
        let answer = match self.core.decide(&inputs).map_err(Refusal::from)? {
            Decision::One(found) => hit(&found),
            Decision::Many(found) => found.iter().map(hit).collect(),
            Decision::Count(count) => json!(count),
            _ => Value::Null,
        };
        to_python(case.py(), &answer)
    }

    /// What the table leaves out, says twice, or says in vain, whatever its hit policy; ``None`` for a matrix, which has one
    /// answer for every case. Rows count from 0.
    ///
    /// Returns
    /// -------
    /// dict
    ///     ``coverage``: ``"complete"``, ``"gap"`` with a case in ``gap``, or ``"not_proved"``. ``overlaps``: pairs of rows
    ///     (``first``, ``second``) that hold for the same case, whether they ``agree``, and the ``least`` and ``greatest``
    ///     such case. ``overlaps_left_off``: how many more there are. ``within``: pairs of a row and one that holds wherever
    ///     it does. ``never_first``: rows that are never the first, each with the case and row ``by`` that show it.
    ///     ``not_proved``: rows of which that was not found out.
    ///
    /// Examples
    /// --------
    /// >>> table.analysis()["coverage"]
    /// 'gap'
    #[pyo3(signature = () -> "_Answer | None")]
    fn analysis<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let analysis = py.detach(|| self.core.analysis());
        to_python(py, &analysis.as_ref().map(written))
    }

    /// The content hash of the document.
    #[getter]
    fn revision(&self) -> &str {
        self.core.revision()
    }

    /// The document as canonical JSON.
    ///
    /// Returns
    /// -------
    /// str
    ///     Keys sorted, without spaces: the text that ``revision`` is the hash of.
    ///
    /// Examples
    /// --------
    /// >>> DecisionTable(table.to_json()) == table
    /// True
    fn to_json(&self) -> &str {
        &self.document
    }

    /// The document as a table for notebooks.
    fn _repr_html_(&self) -> String {
        html::document(&self.document)
    }

    fn __repr__(&self) -> String {
        format!("DecisionTable(revision={:?})", self.revision())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (py.get_type::<Self>(), (&self.document,)).into_pyobject(py)
    }
}

handle!(DecisionTable);

fn hit(found: &Hit<'_>) -> Value {
    json!({"row": found.row, "path": found.path, "values": found.values})
}

fn written(analysis: &TableAnalysis) -> Value {
    let overlaps = analysis.overlaps.iter().map(|overlap| {
        json!({
            "first": overlap.first, "second": overlap.second, "agree": overlap.agree,
            "least": overlap.witness.values(), "greatest": overlap.greatest.values(),
        })
    });
    let never_first = analysis.never_first.iter().map(|never| match &never.witness {
        Some((case, by)) => json!({"row": never.row, "case": case.values(), "by": by}),
        None => json!({"row": never.row}),
    });
    let (coverage, gap) = match &analysis.coverage {
        Coverage::Complete => ("complete", None),
        Coverage::Gap(case) => ("gap", Some(case.values())),
        _ => ("not_proved", None),
    };
    let mut fields = Map::new();
    fields.extend(gap.map(|case| ("gap".to_owned(), json!(case))));
    for (name, value) in [
        ("coverage", json!(coverage)),
        ("overlaps", overlaps.collect()),
        ("overlaps_left_off", json!(analysis.overlaps_left_off)),
        ("within", json!(analysis.within)),
        ("never_first", never_first.collect()),
        ("not_proved", json!(analysis.not_proved)),
    ] {
        fields.insert(name.to_owned(), value);
    }
    Value::Object(fields)
}
