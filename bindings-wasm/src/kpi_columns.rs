//! Facts of many tickets as columns.

use aftersales::calendar::NO_INSTANT;
use aftersales::kpi::{Column, Dimension, FactColumns, Flag, Quantity, Stamp, Validity};
use aftersales::vocabulary::Name;
use js_sys::{Array, BigInt64Array, Float64Array, Object, Reflect, Uint8Array, Uint32Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;

use crate::argument::{column_micros, word};
use crate::error::Thrown;

/// What stands for nothing in a column of counts or codes.
const NONE: u32 = u32::MAX;

/// A column that is kept while it is read, with the bits of the rows that hold something.
struct Kept<T> {
    values: Vec<T>,
    bits: Vec<u8>,
}

impl<T: Copy> Kept<T> {
    fn new(values: Vec<T>, holds: impl Fn(&T) -> bool) -> Self {
        let byte = |rows: &[T]| rows.iter().rev().fold(0, |bits, value| bits << 1 | u8::from(holds(value)));
        let bits = values.chunks(8).map(byte).collect();
        Self { values, bits }
    }

    fn column(&self) -> Result<Column<'_, T>, Thrown> {
        Ok(Column::new(&self.values, Validity::Bitmap { bits: &self.bits, offset: 0 })?)
    }
}

impl Kept<u32> {
    fn widened(self) -> Kept<i64> {
        Kept { values: self.values.into_iter().map(i64::from).collect(), bits: self.bits }
    }
}

/// The columns of a call.
#[derive(Default)]
pub(crate) struct KpiColumns {
    rows: usize,
    first_row: u64,
    stamps: Vec<(Stamp, Kept<i64>)>,
    words: Vec<(Dimension, Kept<u32>, Vec<String>)>,
    flags: Vec<(Flag, Kept<bool>)>,
    quantities: Vec<(Quantity, Kept<i64>)>,
    satisfaction: Option<Kept<f64>>,
    promises: Vec<(Name, Kept<i64>, Kept<i64>)>,
}

impl KpiColumns {
    pub(crate) fn read(given: &JsValue) -> Result<Self, Thrown> {
        let mut columns = Self::default();
        for (key, value) in fields("columns", given)? {
            let path = format!("columns.{key}");
            match key.as_str() {
                "stamps" => {
                    columns.stamps = each(&path, &value, |path, name, value| {
                        Ok((word(path, name)?, instants(path, value)?))
                    })?
                }
                "words" => {
                    columns.words = each(&path, &value, |path, name, value| {
                        let (codes, words) = coded(path, value)?;
                        Ok((word(path, name)?, codes, words))
                    })?
                }
                "flags" => {
                    columns.flags =
                        each(&path, &value, |path, name, value| Ok((word(path, name)?, flags(path, value)?)))?
                }
                "quantities" => {
                    columns.quantities = each(&path, &value, |path, name, value| {
                        Ok((word(path, name)?, counts(path, value)?.widened()))
                    })?
                }
                "promises" => {
                    columns.promises = each(&path, &value, |path, name, value| {
                        let of = |field: &str| instants(&format!("{path}.{field}"), &member(value, field));
                        Ok((word(path, name)?, of("due")?, of("stopped")?))
                    })?
                }
                "satisfaction" => columns.satisfaction = Some(scores(&path, &value)?),
                _ => return Err(Thrown::argument(&path, "unknown", "a name that `KpiColumns` has")),
            }
        }
        let created = columns.stamps.iter().find(|(stamp, _)| *stamp == Stamp::Created);
        let (_, created) = created.ok_or_else(|| {
            Thrown::argument("columns.stamps.created", "missing", "when each ticket was reported")
        })?;
        columns.rows = created.values.len();
        Ok(columns)
    }

    pub(crate) fn numbered_from(mut self, first_row: u64) -> Self {
        self.first_row = first_row;
        self
    }

    pub(crate) const fn rows(&self) -> usize {
        self.rows
    }

    pub(crate) fn facts(&self) -> Result<FactColumns<'_>, Thrown> {
        let mut facts = FactColumns::new(self.rows, self.first_row);
        for (stamp, kept) in &self.stamps {
            facts = facts.stamp(*stamp, kept.column()?)?;
        }
        for (dimension, codes, words) in &self.words {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            facts = facts.words(*dimension, codes.column()?, &words)?;
        }
        for (flag, kept) in &self.flags {
            facts = facts.flag(*flag, kept.column()?)?;
        }
        for (quantity, kept) in &self.quantities {
            facts = facts.quantity(*quantity, kept.column()?)?;
        }
        for (metric, due, stopped) in &self.promises {
            facts = facts.promise(metric.clone(), due.column()?, stopped.column()?)?;
        }
        match &self.satisfaction {
            Some(kept) => Ok(facts.satisfaction(kept.column()?)?),
            None => Ok(facts),
        }
    }
}

/// The fields of an object.
fn fields(path: &str, value: &JsValue) -> Result<Vec<(String, JsValue)>, Thrown> {
    let object = value.dyn_ref::<Object>();
    let object = object.ok_or_else(|| Thrown::argument(path, "no object", "an object of columns"))?;
    let field = |entry: JsValue| {
        let entry: Array = entry.unchecked_into();
        (entry.get(0).as_string().unwrap_or_default(), entry.get(1))
    };
    Ok(Object::entries(object).iter().map(field).collect())
}

fn each<T>(
    path: &str,
    value: &JsValue,
    read: impl Fn(&str, &str, &JsValue) -> Result<T, Thrown>,
) -> Result<Vec<T>, Thrown> {
    let columns = fields(path, value)?.into_iter();
    columns.map(|(name, value)| read(&format!("{path}.{name}"), &name, &value)).collect()
}

fn member(value: &JsValue, field: &str) -> JsValue {
    Reflect::get(value, &field.into()).unwrap_or_default()
}

fn instants(path: &str, value: &JsValue) -> Result<Kept<i64>, Thrown> {
    let micros = match (value.dyn_ref::<BigInt64Array>(), value.dyn_ref::<Float64Array>()) {
        (Some(micros), _) => micros.to_vec(),
        (None, Some(millis)) => millis.to_vec().iter().map(column_micros).collect(),
        _ => return Err(other(path, "a BigInt64Array of microseconds or a Float64Array of milliseconds")),
    };
    Ok(Kept::new(micros, |at| *at != NO_INSTANT))
}

fn coded(path: &str, value: &JsValue) -> Result<(Kept<u32>, Vec<String>), Thrown> {
    let codes = counts(&format!("{path}.codes"), &member(value, "codes"))?;
    let words = member(value, "words");
    let words =
        words.dyn_ref::<Array>().ok_or_else(|| other(&format!("{path}.words"), "an array of words"))?;
    Ok((codes, words.iter().map(|text| text.as_string().unwrap_or_default()).collect()))
}

fn counts(path: &str, value: &JsValue) -> Result<Kept<u32>, Thrown> {
    let column = value.dyn_ref::<Uint32Array>().ok_or_else(|| other(path, "a Uint32Array"))?;
    Ok(Kept::new(column.to_vec(), |count| *count != NONE))
}

fn scores(path: &str, value: &JsValue) -> Result<Kept<f64>, Thrown> {
    let column = value.dyn_ref::<Float64Array>().ok_or_else(|| other(path, "a Float64Array"))?;
    Ok(Kept::new(column.to_vec(), |points| !points.is_nan()))
}

fn flags(path: &str, value: &JsValue) -> Result<Kept<bool>, Thrown> {
    let column =
        value.dyn_ref::<Uint8Array>().ok_or_else(|| other(path, "a Uint8Array of 0 and 1"))?.to_vec();
    let known = Kept::new(column, |flag| *flag < 2);
    Ok(Kept { values: known.values.iter().map(|flag| *flag == 1).collect(), bits: known.bits })
}

fn other(path: &str, expected: &str) -> Thrown {
    Thrown::argument(path, "something else", expected)
}
