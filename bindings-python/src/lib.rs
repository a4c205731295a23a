//! The Python module `aftersales._core`: the core's calendar with Python's own dates, errors and buffers. It holds no rules.

mod calendar;
mod columns;
mod convert;
mod document;
mod error;

/// The compiled part of `aftersales`.
#[pyo3::pymodule(gil_used = false)]
mod _core {
    #[pymodule_export]
    use crate::calendar::WorkingCalendar;

    #[pymodule_export]
    #[expect(non_upper_case_globals, reason = "the name that Python gives a package's version")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
