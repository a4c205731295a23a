//! Columns of words, as codes of a list.

use std::collections::BTreeMap;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use pyo3::buffer::PyBuffer;
use pyo3::intern;
use pyo3::prelude::*;

use super::given::{Given, Library, label};

/// The word of each row by its place in a list; none where a row has none.
pub(crate) struct Words {
    pub(crate) codes: Vec<Option<u32>>,
    pub(crate) list: Vec<String>,
}

impl Words {
    /// Reads the column of a field.
    pub(crate) fn read(field: &str, value: &Bound<'_, PyAny>) -> PyResult<Self> {
        let py = value.py();
        if Library::of(value)? == Library::Pandas {
            let glue = py.import(intern!(py, "aftersales.pandas"))?;
            let split = glue.call_method1(intern!(py, "words"), (value, label(field, value)?))?;
            if let Some((codes, list)) = split.extract::<Option<(Bound<'_, PyAny>, Vec<String>)>>()? {
                let codes = PyBuffer::<i64>::get(&codes)?.to_vec(py)?;
                return Ok(Self {
                    codes: codes.into_iter().map(|code| u32::try_from(code).ok()).collect(),
                    list,
                });
            }
        }
        if Library::of(value)? == Library::NumPy {
            let mut words = Builder::default();
            let rows: Vec<Option<String>> = value.call_method0(intern!(py, "tolist"))?.extract()?;
            rows.iter().for_each(|row| words.push(row.as_deref()));
            return Ok(words.finish());
        }
        Self::of(&Given::read(field, value)?)
    }

    /// The words of a column in Arrow's layout.
    pub(crate) fn of(given: &Given) -> PyResult<Self> {
        let mut words = Builder::default();
        for chunk in &given.chunks {
            let is_text = words.chunk(chunk);
            if !is_text {
                return Err(given.unsuitable("words: a column of text or categories"));
            }
        }
        Ok(words.finish())
    }
}

#[derive(Default)]
struct Builder {
    codes: Vec<Option<u32>>,
    list: Vec<String>,
    known: BTreeMap<String, u32>,
}

impl Builder {
    fn finish(self) -> Words {
        Words { codes: self.codes, list: self.list }
    }

    fn push(&mut self, word: Option<&str>) {
        let code = word.map(|word| self.code(word));
        self.codes.push(code);
    }

    fn code(&mut self, word: &str) -> u32 {
        if let Some(code) = self.known.get(word) {
            return *code;
        }
        let code = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.list.push(word.to_owned());
        self.known.insert(word.to_owned(), code);
        code
    }

    /// Takes a chunk in; false where it holds no text.
    fn chunk(&mut self, chunk: &ArrayRef) -> bool {
        match chunk.data_type() {
            DataType::Utf8 => chunk.as_string::<i32>().iter().for_each(|word| self.push(word)),
            DataType::LargeUtf8 => chunk.as_string::<i64>().iter().for_each(|word| self.push(word)),
            DataType::Utf8View => chunk.as_string_view().iter().for_each(|word| self.push(word)),
            DataType::Null => (0..chunk.len()).for_each(|_| self.push(None)),
            DataType::Dictionary(..) => {
                let Some(words) = chunk.as_any_dictionary_opt() else { return false };
                let mut list = Self::default();
                if !list.chunk(words.values()) {
                    return false;
                }
                let codes: Vec<Option<u32>> = list
                    .codes
                    .iter()
                    .map(|code| Some(self.code(list.list.get((*code)? as usize)?)))
                    .collect();
                let keys = words.normalized_keys();
                for (row, key) in keys.into_iter().enumerate() {
                    let code = if words.is_null(row) { None } else { codes.get(key).copied().flatten() };
                    self.codes.push(code);
                }
            }
            _ => return false,
        }
        true
    }
}
