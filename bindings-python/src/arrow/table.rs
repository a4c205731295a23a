use std::hash::{DefaultHasher, Hash, Hasher};

use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchIterator};
use arrow_schema::{DataType, Field};
use pyo3::exceptions::PyKeyError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyList, PyTuple};

use super::{Column, capsule};
use crate::html;

/// Most rows that a notebook shows.
const MOST_SHOWN: usize = 50;

/// A table of answers, for any library that reads Arrow: ``polars.DataFrame(table)``, ``pyarrow.table(table)``, or as
/// ``to_pandas`` and ``to_polars`` make it.
///
/// Examples
/// --------
/// >>> from datetime import datetime, timezone
/// >>> clocks = TicketClocks(Bundle.preset("clocks-only").sla)
/// >>> clocks.apply({"at": datetime(2026, 3, 2, tzinfo=timezone.utc), "type": "started", "inputs": {"priority": "P1"}})
/// >>> table = board_table([clocks], datetime(2026, 3, 2, 12, tzinfo=timezone.utc))
/// >>> table["metric"].to_list()
/// ['first_response', 'resolution']
#[pyclass(frozen, eq, module = "aftersales")]
#[derive(PartialEq)]
pub(crate) struct Table(pub(crate) RecordBatch);

#[pymethods]
impl Table {
    /// The table by the Arrow PyCapsule interface.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let batches = RecordBatchIterator::new([Ok(self.0.clone())], self.0.schema());
        capsule::stream_capsule(py, batches)
    }

    /// The columns and their types by the Arrow PyCapsule interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let fields = DataType::Struct(self.0.schema_ref().fields().clone());
        capsule::fields_capsule(py, &Field::new("", fields, false))
    }

    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<&str> {
        self.0.schema_ref().fields().iter().map(|field| field.name().as_str()).collect()
    }

    /// The table as a pandas ``DataFrame``.
    ///
    /// Returns
    /// -------
    /// pandas.DataFrame
    ///     Of NumPy-backed columns.
    ///
    /// Examples
    /// --------
    /// >>> table.to_pandas().shape[0]
    /// 2
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        py.import(intern!(py, "aftersales.pandas"))?.call_method1(intern!(py, "frame"), (slf,))
    }

    /// The table as a Polars ``DataFrame``.
    ///
    /// Returns
    /// -------
    /// polars.DataFrame
    ///     Without copies where Polars can.
    ///
    /// Examples
    /// --------
    /// >>> table.to_polars().height
    /// 2
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        py.import(intern!(py, "polars"))?.call_method1(intern!(py, "DataFrame"), (slf,))
    }

    fn __getitem__(&self, name: &str) -> PyResult<Column> {
        let column = self.0.column_by_name(name);
        let missing =
            || PyKeyError::new_err(format!("no column `{name}`; there are {:?}", self.column_names()));
        column.map(|column| Column(column.clone())).ok_or_else(missing)
    }

    fn __len__(&self) -> usize {
        self.0.num_rows()
    }

    /// The first rows for notebooks.
    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        shown(py, &self.column_names(), self.0.columns(), self.0.num_rows())
    }

    fn __hash__(&self) -> isize {
        hashed(self.0.columns())
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let (py, table) = (slf.py(), slf.get());
        let columns: Vec<_> = table.0.columns().iter().map(|column| Column(column.clone())).collect();
        let restore = slf.get_type().getattr(intern!(py, "_restore"))?;
        let fields: Vec<_> = table
            .0
            .schema_ref()
            .fields()
            .iter()
            .map(|field| (field.name().clone(), field.is_nullable()))
            .collect();
        (restore, (fields, columns)).into_pyobject(py)
    }

    /// The table of columns that were pickled.
    #[staticmethod]
    #[pyo3(signature = (fields: "Sequence[tuple[str, bool]]", columns: "Sequence[Column]"))]
    fn _restore(fields: Vec<(String, bool)>, columns: Vec<PyRef<'_, Column>>) -> PyResult<Self> {
        let columns =
            fields.iter().zip(&columns).map(|((name, nullable), column)| (name, column.0.clone(), *nullable));
        Ok(Self(RecordBatch::try_from_iter_with_nullable(columns).map_err(capsule::malformed)?))
    }

    fn __repr__(&self) -> String {
        format!("Table(rows={}, columns={:?})", self.0.num_rows(), self.column_names())
    }
}

/// The first rows for notebooks.
pub(super) fn shown(py: Python<'_>, names: &[&str], columns: &[ArrayRef], rows: usize) -> PyResult<String> {
    let shown = rows.min(MOST_SHOWN);
    let columns = columns.iter().map(|column| Column(column.slice(0, shown)).to_list(py));
    let columns = columns.collect::<PyResult<Vec<_>>>()?;
    let cell = |column: &Bound<'_, PyList>, row| {
        let value = column.get_item(row)?;
        if value.is_none() { Ok(String::new()) } else { value.str()?.extract() }
    };
    let listed = (0..shown)
        .map(|row| columns.iter().map(|column| cell(column, row)).collect::<PyResult<Vec<String>>>())
        .collect::<PyResult<Vec<_>>>()?;
    let mut html = html::table(names, listed.into_iter());
    if shown < rows {
        html.push_str(&format!("<p>{shown} of {rows} rows</p>"));
    }
    Ok(html)
}

/// Equal columns have as many rows of the same types, and lack as many.
pub(super) fn hashed(columns: &[ArrayRef]) -> isize {
    let mut hasher = DefaultHasher::new();
    for column in columns {
        (column.len(), column.null_count(), column.data_type()).hash(&mut hasher);
    }
    isize::from_ne_bytes((hasher.finish() as usize).to_ne_bytes())
}
