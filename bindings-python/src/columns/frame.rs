//! A table as the caller holds it, part by part.

use std::borrow::Cow;
use std::collections::BTreeMap;

use aftersales::wire::WireError;
use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::ArrayStreamReader;
use arrow_array::{Array, ArrayReader};
use arrow_schema::DataType;
use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::given::{Given, Library};
use super::words::Words;
use crate::arrow;
use crate::error::Refusal;

/// A table whose columns are asked for by name.
pub(crate) struct Frame<'py> {
    source: Source<'py>,
    pub(crate) names: Vec<String>,
}

enum Source<'py> {
    /// Frames of pandas, Polars and PyArrow, and dicts of columns.
    Whole(Bound<'py, PyAny>),
    /// Anything with `__arrow_c_stream__`, batch by batch.
    Stream(ArrayStreamReader),
}

/// A column of one part of a table, under the name that errors give it.
pub(crate) enum Part<'py> {
    Object(String, Bound<'py, PyAny>),
    Chunk(Given),
}

impl<'py> Frame<'py> {
    pub(crate) fn read(value: &Bound<'py, PyAny>) -> PyResult<Self> {
        let py = value.py();
        let whole = |names: Vec<String>| Self { source: Source::Whole(value.clone()), names };
        let text = |names: Bound<'py, PyAny>| -> PyResult<Vec<String>> {
            names.try_iter()?.map(|name| name?.str()?.extract()).collect()
        };
        if let Ok(columns) = value.cast::<PyDict>() {
            return Ok(whole(text(columns.keys().into_any())?));
        }
        let kind: String = value.get_type().name()?.extract()?;
        match (Library::of(value)?, kind.as_str()) {
            // An answer about a table needs its rows.
            (Library::Polars, "LazyFrame") => {
                return Self::read(&value.call_method0(intern!(py, "collect"))?);
            }
            (Library::Pandas | Library::Polars, "DataFrame") => {
                return Ok(whole(text(value.getattr(intern!(py, "columns"))?)?));
            }
            (Library::PyArrow, "Table") => {
                return Ok(whole(text(value.getattr(intern!(py, "column_names"))?)?));
            }
            _ => {}
        }
        if value.hasattr(intern!(py, "__arrow_c_stream__"))? {
            let stream = arrow::batches(value)?;
            if let DataType::Struct(fields) = stream.field().data_type() {
                let names = fields.iter().map(|field| field.name().clone()).collect();
                return Ok(Self { source: Source::Stream(stream), names });
            }
        }
        Err(PyTypeError::new_err(format!(
            "the table is a `{kind}`; expected a pandas or Polars DataFrame, a PyArrow table, a dict of columns, or anything \
             with `__arrow_c_stream__`"
        )))
    }

    /// Shows the columns of these fields and names, part by part of the rows.
    pub(crate) fn each_part(
        self,
        wanted: &[(String, String)],
        mut take: impl FnMut(Vec<Part<'py>>) -> PyResult<()>,
    ) -> PyResult<()> {
        match self.source {
            Source::Whole(table) => {
                let column =
                    |(field, name): &(String, String)| Ok(Part::Object(field.clone(), table.get_item(name)?));
                take(wanted.iter().map(column).collect::<PyResult<_>>()?)
            }
            Source::Stream(batches) => {
                for batch in batches {
                    let batch = batch.map_err(arrow::malformed)?;
                    let column = |(field, name): &(String, String)| {
                        let array = batch.as_struct().column_by_name(name)?.clone();
                        Some(Part::Chunk(Given {
                            label: format!("column `{name}` (field `{field}`)"),
                            type_name: array.data_type().to_string(),
                            data_type: array.data_type().clone(),
                            chunks: vec![array],
                        }))
                    };
                    take(wanted.iter().filter_map(column).collect())?;
                }
                Ok(())
            }
        }
    }
}

impl Part<'_> {
    pub(crate) fn given(&self) -> PyResult<Cow<'_, Given>> {
        match self {
            Self::Object(field, column) => Ok(Cow::Owned(Given::read(field, column)?)),
            Self::Chunk(given) => Ok(Cow::Borrowed(given)),
        }
    }

    pub(crate) fn words(&self) -> PyResult<Words> {
        match self {
            Self::Object(field, column) => Words::read(field, column),
            Self::Chunk(given) => Words::of(given),
        }
    }
}

/// Which column stands for which field: as the caller maps them, else those of the same name.
pub(crate) fn mapped(
    fields: &[String],
    names: &[String],
    mapping: Option<&Bound<'_, PyDict>>,
) -> PyResult<Vec<(String, String)>> {
    let refuse =
        |path: String, detail: String| PyErr::from(Refusal::from(WireError::Malformed { path, detail }));
    let listed =
        |words: &[String]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let mut chosen: BTreeMap<String, Option<String>> = BTreeMap::new();
    for (field, name) in mapping.into_iter().flatten() {
        let (field, name): (String, Option<String>) = (field.extract()?, name.extract()?);
        if !fields.contains(&field) {
            return Err(refuse(
                "columns".to_owned(),
                format!("`{field}` is no field; there are {}", listed(fields)),
            ));
        }
        if let Some(name) = name.as_ref().filter(|name| !names.contains(name)) {
            let detail = format!("the table has no column `{name}`; it has {}", listed(names));
            return Err(refuse(format!("columns.{field}"), detail));
        }
        chosen.insert(field, name);
    }
    let column = |field: &String| match chosen.get(field) {
        Some(name) => name.clone(),
        None => names.contains(field).then(|| field.clone()),
    };
    Ok(fields.iter().filter_map(|field| Some((field.clone(), column(field)?))).collect())
}
