use std::hash::{Hash, Hasher};

use aftersales::kpi::figures::Handbook as Core;
use aftersales::kpi::{Basis, FigureDefinition, KpiError, Score};
use aftersales::wire::{FigureDefinitionDocument, read_document};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::answer::to_python;
use crate::clocks::name;
use crate::convert::Length;
use crate::document;
use crate::error::Refusal;
use crate::html;

/// What the figures of the handbooks leave to the desk.
///
/// ``figures`` gives them as data: take them as they are, change a stamp or a target, leave some out, write others of the same
/// shape, and hand them to ``Accumulator``.
///
/// Parameters
/// ----------
/// response, resolution
///     The metrics of the promises of a first response and of a resolution.
/// rework_window
///     How long after completion a new report of the same problem is rework.
/// satisfied_from
///     The lowest satisfaction from 1 to 5 that counts as satisfied.
///
/// Examples
/// --------
/// >>> from datetime import datetime, timedelta, timezone
/// >>> handbook = Handbook(resolution="repair", rework_window=timedelta(days=30))
/// >>> kept = [figure for figure in handbook.figures() if figure["name"] == "resolution"]
/// >>> kept[0]["target"] = {"type": "at_most", "value": 4 * 3600.0}
/// >>> desk = Accumulator(datetime(2026, 3, 31, tzinfo=timezone.utc), "Europe/Berlin", figures=kept)
/// >>> at = lambda hour: datetime(2026, 3, 2, hour, tzinfo=timezone.utc)
/// >>> desk.add({"created_at": at(8), "completed_at": at(15), "confirmed_at": at(15)})
/// >>> [(row["name"], row["value"], row["met"]) for row in desk.finish().rows()]
/// [('resolution', 25200.0, False)]
#[pyclass(frozen, eq, hash, module = "aftersales")]
#[derive(PartialEq)]
pub(crate) struct Handbook(pub(crate) Core);

#[pymethods]
impl Handbook {
    #[new]
    #[pyo3(signature = (*, response=None, resolution=None, rework_window=None, satisfied_from=None))]
    fn new(
        response: Option<&str>,
        resolution: Option<&str>,
        rework_window: Option<Length>,
        satisfied_from: Option<f64>,
    ) -> PyResult<Self> {
        let mut core = Core::default();
        if let Some(metric) = response {
            core.response = name(metric)?;
        }
        if let Some(metric) = resolution {
            core.resolution = name(metric)?;
        }
        if let Some(window) = rework_window {
            core.rework_window = window.0;
        }
        if let Some(points) = satisfied_from {
            let refused = || {
                PyValueError::new_err(format!("`satisfied_from` is {points}; expected a score from 1 to 5"))
            };
            core.satisfied_from = Score::new(points).ok_or_else(refused)?;
        }
        Ok(Self(core))
    }

    /// All figures as documents, durations in ``"calendar"`` time or in the ``"working"`` time of the desk's calendar.
    ///
    /// Parameters
    /// ----------
    /// basis
    ///     ``"calendar"`` or ``"working"``.
    ///
    /// Returns
    /// -------
    /// list of dict
    ///     The wire's ``figure_definition``; targets of durations in seconds.
    ///
    /// Examples
    /// --------
    /// >>> len(handbook.figures()) > 20
    /// True
    #[pyo3(signature = (basis: "Literal['calendar', 'working']" = "calendar") -> "list[_Answer]")]
    fn figures<'py>(&self, py: Python<'py>, basis: &str) -> PyResult<Bound<'py, PyAny>> {
        written(py, &self.0.figures(self::basis(basis)?))
    }

    /// The figures by which people and levels are appraised, as documents.
    ///
    /// Returns
    /// -------
    /// list of dict
    ///     The wire's ``figure_definition``.
    ///
    /// Examples
    /// --------
    /// >>> len(handbook.appraisal()) < len(handbook.figures())
    /// True
    #[pyo3(signature = () -> "list[_Answer]")]
    fn appraisal<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        written(py, &self.0.appraisal())
    }

    /// The metric of the promise of a first response.
    #[getter]
    fn response(&self) -> &str {
        self.0.response.as_str()
    }

    /// The metric of the promise of a resolution.
    #[getter]
    fn resolution(&self) -> &str {
        self.0.resolution.as_str()
    }

    /// How long after completion a new report of the same problem is rework.
    #[getter]
    fn rework_window(&self) -> Length {
        Length(self.0.rework_window)
    }

    /// The lowest satisfaction that counts as satisfied.
    #[getter]
    fn satisfied_from(&self) -> f64 {
        self.0.satisfied_from.points()
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let options = PyDict::new(py);
        options.set_item("response", self.response())?;
        options.set_item("resolution", self.resolution())?;
        options.set_item("rework_window", self.rework_window())?;
        options.set_item("satisfied_from", self.satisfied_from())?;
        (PyTuple::empty(py), options).into_pyobject(py)
    }

    /// The attributes as a table for notebooks.
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        html::attributes(slf.as_any())
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let window: String = self.rework_window().into_pyobject(py)?.repr()?.extract()?;
        let (response, resolution, points) = (self.response(), self.resolution(), self.satisfied_from());
        Ok(format!(
            "Handbook(response={response:?}, resolution={resolution:?}, rework_window={window}, satisfied_from={points:?})"
        ))
    }
}

impl Hash for Handbook {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.response(), self.resolution(), self.0.rework_window.micros()).hash(state);
    }
}

/// The word for which time counts.
pub(crate) fn basis(word: &str) -> PyResult<Basis> {
    let known = [Basis::Calendar, Basis::Working].into_iter().find(|known| known.as_str() == word);
    known.ok_or_else(|| {
        PyValueError::new_err(format!("`basis` is `{word}`; expected `calendar` or `working`"))
    })
}

/// Definitions of figures: dicts, or JSON text.
pub(crate) fn definitions(documents: &Bound<'_, PyAny>) -> PyResult<Vec<FigureDefinition>> {
    let read = |(position, document): (usize, PyResult<Bound<'_, PyAny>>)| {
        let document: FigureDefinitionDocument = document::read(&document?, read_document)?;
        let at_place = |error: KpiError| match error {
            KpiError::DefinitionMalformed { path, detail } => {
                KpiError::DefinitionMalformed { path: format!("figures[{position}].{path}"), detail }
            }
            other => other,
        };
        Ok(FigureDefinition::try_from(&document).map_err(at_place).map_err(Refusal::from)?)
    };
    documents.try_iter()?.enumerate().map(read).collect()
}

/// Definitions as JSON text, from which pickle makes them again.
pub(crate) fn texts(definitions: &[FigureDefinition]) -> Vec<String> {
    let document = |definition| serde_json::to_string(&FigureDefinitionDocument::from(definition));
    definitions.iter().filter_map(|definition| document(definition).ok()).collect()
}

fn written<'py>(py: Python<'py>, definitions: &[FigureDefinition]) -> PyResult<Bound<'py, PyAny>> {
    to_python(py, &definitions.iter().map(FigureDefinitionDocument::from).collect::<Vec<_>>())
}
