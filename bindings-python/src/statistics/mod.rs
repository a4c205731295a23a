//! The statistics of a desk: intervals, curves, charts, staffing, stock, repairs. Records are the named tuples of
//! `aftersales.statistics`.

mod charts;
mod durations;
mod groups;
mod repairs;
mod scores;
mod shares;
mod sketch;
mod staffing;
mod stages;
mod stock;

pub(crate) use charts::{PChart, XmrChart, pareto};
pub(crate) use durations::{KaplanMeier, log_rank, median_ranks, quantiles};
pub(crate) use groups::Funnel;
pub(crate) use repairs::{CrowAmsaa, Weibull, laplace_trend, mean_cumulative_repairs};
pub(crate) use scores::{NetPromoterScore, Satisfaction};
pub(crate) use shares::{Proportion, ProportionDifference};
pub(crate) use sketch::QuantileSketch;
pub(crate) use staffing::{ErlangC, Staffing, erlang_a};
pub(crate) use stages::StageLog;
pub(crate) use stock::{BaseStock, newsvendor, reorder_policy};

use std::hash::{DefaultHasher, Hash, Hasher};

use aftersales::kpi::statistics::{Confidence, Interval, Test};
use pyo3::buffer::PyBuffer;
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

use crate::error::Refusal;

/// A column of numbers: a buffer of 64-bit floats or integers, or any sequence of numbers.
pub(crate) struct Floats(Vec<f64>);

impl<'py> FromPyObject<'_, 'py> for Floats {
    type Error = PyErr;

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        // An empty buffer may point anywhere.
        if let Ok(buffer) = PyBuffer::<f64>::get(&value)
            && buffer.item_count() > 0
        {
            return Ok(Self(buffer.to_vec(value.py())?));
        }
        Ok(Self(value.extract()?))
    }
}

/// A record of `aftersales.statistics`, by its name.
fn record<'py>(
    py: Python<'py>,
    name: &str,
    fields: impl IntoPyObject<'py, Target = PyTuple, Output = Bound<'py, PyTuple>, Error = PyErr>,
) -> PyResult<Bound<'py, PyAny>> {
    let class = py.import("aftersales.statistics")?.getattr(name)?;
    class.cast_into::<PyType>()?.call1(fields.into_pyobject(py)?)
}

fn interval(py: Python<'_>, ends: Option<Interval>) -> PyResult<Option<Bound<'_, PyAny>>> {
    ends.map(|ends| record(py, "Interval", (ends.lower, ends.upper))).transpose()
}

fn test(py: Python<'_>, test: Option<Test>) -> PyResult<Option<Bound<'_, PyAny>>> {
    test.map(|test| record(py, "Test", (test.statistic, test.p))).transpose()
}

fn confidence(level: f64) -> PyResult<Confidence> {
    Ok(Confidence::new(level).map_err(Refusal::from)?)
}

/// The hash of a column: equal numbers hash alike, and zero has two signs.
fn hashed(numbers: impl Iterator<Item = f64>) -> isize {
    let mut hasher = DefaultHasher::new();
    numbers.for_each(|number| (number + 0.0).to_bits().hash(&mut hasher));
    isize::from_ne_bytes((hasher.finish() as usize).to_ne_bytes())
}

/// What pickle, hash and text of a value are made of: the class and its arguments.
fn reduced<'py, T: pyo3::PyTypeInfo>(
    py: Python<'py>,
    arguments: impl IntoPyObject<'py, Target = PyTuple, Output = Bound<'py, PyTuple>, Error = PyErr>,
) -> PyResult<(Bound<'py, PyType>, Bound<'py, PyTuple>)> {
    Ok((py.get_type::<T>(), arguments.into_pyobject(py)?))
}
