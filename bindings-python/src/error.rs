//! The core's errors as one Python exception.

use aftersales::calendar::CalendarError;
use aftersales::time::TimeError;
use aftersales::wire::{ErrorDocument, WireError};
use pyo3::PyErr;

pyo3::import_exception!(aftersales, AftersalesError);

/// An error of the core on its way to Python.
pub(crate) struct Refusal(pub(crate) ErrorDocument);

impl From<CalendarError> for Refusal {
    fn from(error: CalendarError) -> Self {
        Self(ErrorDocument::from(&error))
    }
}

impl From<WireError> for Refusal {
    fn from(error: WireError) -> Self {
        Self(ErrorDocument::from(&error))
    }
}

impl From<TimeError> for Refusal {
    fn from(error: TimeError) -> Self {
        Self(ErrorDocument::new(error.code(), &error, None))
    }
}

impl From<Refusal> for PyErr {
    fn from(Refusal(ErrorDocument { message, code, path }): Refusal) -> Self {
        AftersalesError::new_err((message, code, path))
    }
}
