//! The facts of many tickets, read once for any number of accumulators.

use aftersales::kpi::figures::Handbook;
use aftersales::kpi::{Facts as CoreFacts, RejectedBecause, Rejection, link_rework};
use aftersales::report::promised;
use aftersales::time::Span;
use aftersales::wire::{TicketFactsDocument, WireError, canonical_json, read_document};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde_json::{Value, json};

use crate::answer::to_python;
use crate::convert::{At, Length};
use crate::document;
use crate::error::Refusal;
use crate::html;
use crate::sla::SlaPolicy;

/// What is known of many tickets: rows of facts, read once, with what a policy promises each as of ``as_of``.
///
/// Rows are dicts or JSON text. One that cannot be is kept apart with its reasons. A policy adds the promises that follow from
/// the stamps of a row; rework is linked, the same problem of the same unit within ``rework_window``, by default
/// seven days.
///
/// Parameters
/// ----------
/// rows
///     Dicts or JSON text, the wire's ``ticket_facts``.
/// as_of
///     The instant as of which promises are read.
/// policy
///     The service levels, or ``None``.
/// rework_window
///     A ``timedelta``.
///
/// Examples
/// --------
/// >>> from datetime import datetime, timezone
/// >>> now = datetime(2026, 3, 31, tzinfo=timezone.utc)
/// >>> rows = [{"ticket": "TS-1", "created_at": "2026-03-02T09:00:00Z"}, {"ticket": "TS-2", "created_at": "30 February"}]
/// >>> facts = Facts(rows, now)
/// >>> len(facts), facts.rejected()
/// (1, [{'reasons': [{'field': 'created_at', 'reason': 'malformed_instant', 'value': '30 February'}], 'row': 1}])
/// >>> desk = Accumulator(now, "Europe/Berlin")
/// >>> desk.add_facts(facts)
/// >>> desk.finish().tickets
/// 1
#[pyclass(frozen, eq, module = "aftersales")]
#[derive(PartialEq)]
pub(crate) struct Facts {
    pub(crate) read: Vec<CoreFacts>,
    pub(crate) rejected: Vec<(usize, Vec<Rejection>)>,
    documents: Vec<TicketFactsDocument>,
    rework_window: Span,
}

#[pymethods]
impl Facts {
    #[new]
    #[pyo3(signature = (rows: "Iterable[_Given]", as_of, policy=None, *, rework_window=None))]
    fn new(
        rows: &Bound<'_, PyAny>,
        as_of: At,
        policy: Option<&SlaPolicy>,
        rework_window: Option<Length>,
    ) -> PyResult<Self> {
        let (mut read, mut rejected, mut documents) = (Vec::new(), Vec::new(), Vec::new());
        for (position, row) in rows.try_iter()?.enumerate() {
            let value: Value = document::read(&row?, read_document)?;
            let mut facts: TicketFactsDocument = match read_document(&value.to_string()) {
                Ok(facts) => facts,
                Err(WireError::Malformed { path, .. }) if names_a_known_field(&value, &path) => {
                    rejected.push((position, vec![malformed(&value, &path)]));
                    continue;
                }
                Err(error) => return Err(Refusal::from(error).into()),
            };
            if let Some(policy) = policy {
                facts = promised(&policy.core, &facts, as_of.0);
            }
            match CoreFacts::try_from(&facts) {
                Ok(known) => {
                    read.push(known);
                    documents.push(facts);
                }
                Err(reasons) => rejected.push((position, reasons)),
            }
        }
        let window = rework_window.map_or(Handbook::default().rework_window, |window| window.0);
        link_rework(&mut read, window);
        Ok(Self { read, rejected, documents, rework_window: window })
    }

    fn __hash__(&self) -> isize {
        isize::try_from(self.read.len()).unwrap_or_default()
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let (py, facts) = (slf.py(), slf.get());
        let documents = facts.documents.iter().map(canonical_json).collect::<Result<Vec<_>, _>>();
        let reason = |reason: &Rejection| {
            let Rejection { reason, ticket, field, value } = reason.clone();
            (reason.as_str(), ticket, field, value)
        };
        let rejected: Vec<(usize, Vec<_>)> = facts
            .rejected
            .iter()
            .map(|(row, reasons)| (*row, reasons.iter().map(reason).collect()))
            .collect();
        let restore = slf.get_type().getattr(intern!(py, "_restore"))?;
        let window = Length(facts.rework_window);
        (restore, (documents.map_err(Refusal::from)?, rejected, window)).into_pyobject(py)
    }

    /// The facts that were pickled.
    #[staticmethod]
    #[pyo3(signature = (
        documents: "Sequence[str]",
        rejected: "Sequence[tuple[int, Sequence[tuple[str, str, str, str]]]]",
        rework_window,
    ))]
    fn _restore(
        documents: Vec<String>,
        rejected: Vec<(usize, Vec<Reason>)>,
        rework_window: Length,
    ) -> PyResult<Self> {
        let documents: Vec<TicketFactsDocument> = documents
            .iter()
            .map(|text| read_document(text))
            .collect::<Result<_, _>>()
            .map_err(Refusal::from)?;
        let mut read: Vec<CoreFacts> = documents.iter().filter_map(|facts| facts.try_into().ok()).collect();
        let reason = |(reason, ticket, field, value): &Reason| {
            let reason: RejectedBecause = reason.parse().map_err(Refusal::from)?;
            Ok(Rejection { reason, ticket: ticket.clone(), field: field.clone(), value: value.clone() })
        };
        let rejected = rejected
            .iter()
            .map(|(row, reasons)| Ok((*row, reasons.iter().map(reason).collect::<PyResult<_>>()?)))
            .collect::<PyResult<_>>()?;
        link_rework(&mut read, rework_window.0);
        Ok(Self { read, rejected, documents, rework_window: rework_window.0 })
    }

    /// The rows that could not be read: the position of each and its reasons, each with field and value.
    ///
    /// Returns
    /// -------
    /// list of dict
    ///     ``row`` counts from 0.
    ///
    /// Examples
    /// --------
    /// >>> facts.rejected()[0]["row"]
    /// 1
    #[pyo3(signature = () -> "list[_Answer]")]
    fn rejected<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let reason = |rejection: &Rejection| {
            json!({
                "reason": rejection.reason.as_str(), "field": rejection.field, "value": rejection.value,
            })
        };
        let rows = self.rejected.iter().map(|(position, reasons)| {
            json!({"row": position, "reasons": reasons.iter().map(reason).collect::<Vec<_>>()})
        });
        to_python(py, &rows.collect::<Vec<_>>())
    }

    /// The facts of every row that could be read, with its promises.
    ///
    /// Returns
    /// -------
    /// list of dict
    ///     The wire's ``ticket_facts``.
    ///
    /// Examples
    /// --------
    /// >>> [document["ticket"] for document in facts.documents()]
    /// ['TS-1']
    #[pyo3(signature = () -> "list[_Answer]")]
    fn documents<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.documents)
    }

    fn __len__(&self) -> usize {
        self.read.len()
    }

    /// The attributes as a table for notebooks.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html::attributes(slf.as_any())
    }

    fn __repr__(&self) -> String {
        format!("Facts(rows={}, rejected={})", self.read.len(), self.rejected.len())
    }
}

/// A rejection as it is pickled: the reason, the ticket, the field, the value.
type Reason = (String, String, String, String);

/// Whether what cannot be read is a value, and not a field that facts do not have.
fn names_a_known_field(value: &Value, path: &str) -> bool {
    let Some(field) = field_of(path).filter(|field| value.get(*field).is_some()) else { return false };
    read_document::<TicketFactsDocument>(&json!({ field: Value::Null }).to_string())
        .err()
        .is_none_or(|error| !error.to_string().contains("unknown field"))
}

/// The field of a row that a path begins with.
fn field_of(path: &str) -> Option<&str> {
    path.split(['.', '[']).next().filter(|field| !field.is_empty())
}

fn malformed(value: &Value, path: &str) -> Rejection {
    let written = field_of(path).and_then(|field| value.get(field));
    let written = written.map(|written| written.as_str().map_or_else(|| written.to_string(), str::to_owned));
    let ticket = value.get("ticket").and_then(Value::as_str).unwrap_or_default();
    Rejection::new(RejectedBecause::MalformedValue, ticket, path, &written.unwrap_or_default())
}
