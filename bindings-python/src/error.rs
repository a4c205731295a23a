//! The core's errors as Python exceptions.

use aftersales::calendar::CalendarError;
use aftersales::cost::CostError;
use aftersales::escalation::EscalationError;
use aftersales::kpi::KpiError;
use aftersales::money::MoneyError;
use aftersales::policy::{PolicyError, PolicyErrors};
use aftersales::priority::PriorityError;
use aftersales::sla::SlaError;
use aftersales::ticket::{self, IntakeError, NumberError, ReasonDocument, RefusalDocument, TicketError};
use aftersales::time::TimeError;
use aftersales::vocabulary::VocabularyError;
use aftersales::wire::{ErrorDocument, WireError};
use pyo3::prelude::*;
use serde_json::json;

use crate::answer::to_python;

mod exceptions {
    pyo3::import_exception!(aftersales, AftersalesError);
    pyo3::import_exception!(aftersales, Refused);
}

/// An error of the core on its way to Python; with reasons it is `Refused`.
pub(crate) struct Refusal {
    pub(crate) error: ErrorDocument,
    pub(crate) reasons: Vec<ReasonDocument>,
}

struct Reasons(Vec<ReasonDocument>);

impl Refusal {
    pub(crate) fn new(code: &str, message: &impl ToString, path: Option<&str>) -> Self {
        Self { error: ErrorDocument::new(code, message, path), reasons: Vec::new() }
    }
}

macro_rules! documented {
    ($($error:ty),+) => {$(
        impl From<$error> for Refusal {
            fn from(error: $error) -> Self {
                Self { error: ErrorDocument::from(&error), reasons: Vec::new() }
            }
        }
    )+};
}

macro_rules! coded {
    ($($error:ty),+) => {$(
        impl From<$error> for Refusal {
            fn from(error: $error) -> Self {
                Self::new(error.code(), &error, None)
            }
        }
    )+};
}

documented!(
    CalendarError,
    CostError,
    EscalationError,
    IntakeError,
    MoneyError,
    NumberError,
    PolicyError,
    SlaError,
    TicketError,
    WireError
);
coded!(KpiError, TimeError, VocabularyError);

impl From<PriorityError> for Refusal {
    fn from(error: PriorityError) -> Self {
        let PriorityError::Inputs { problems } = &error else {
            return Self { error: ErrorDocument::from(&error), reasons: Vec::new() };
        };
        let reason = |problem: &aftersales::priority::InputProblem| ReasonDocument {
            code: problem.code().to_owned(),
            message: problem.to_string(),
            data: json!({"field": problem.field, "value": problem.value, "allowed": problem.allowed}),
        };
        Self { error: ErrorDocument::from(&error), reasons: problems.iter().map(reason).collect() }
    }
}

impl From<PolicyErrors> for Refusal {
    fn from(errors: PolicyErrors) -> Self {
        let reasons: Vec<_> = errors.all().iter().map(ErrorDocument::from).map(of_place).collect();
        refused(&errors, reasons)
    }
}

impl From<ticket::Refusal> for Refusal {
    fn from(refusal: ticket::Refusal) -> Self {
        refused(&refusal, RefusalDocument::from(&refusal).reasons)
    }
}

fn of_place(ErrorDocument { code, message, path }: ErrorDocument) -> ReasonDocument {
    ReasonDocument { code, message, data: json!({ "path": path }) }
}

/// The code, and the path where there is one, are those of the first reason.
fn refused(message: &impl ToString, reasons: Vec<ReasonDocument>) -> Refusal {
    let first = reasons.first();
    let code = first.map_or("", |reason| &reason.code);
    let path = first.and_then(|reason| reason.data.get("path")?.as_str());
    Refusal { error: ErrorDocument::new(code, message, path), reasons }
}

impl From<Refusal> for PyErr {
    fn from(Refusal { error: ErrorDocument { message, code, path }, reasons }: Refusal) -> Self {
        if reasons.is_empty() {
            exceptions::AftersalesError::new_err((message, code, path))
        } else {
            exceptions::Refused::new_err((message, code, path, Reasons(reasons)))
        }
    }
}

impl<'py> IntoPyObject<'py> for Reasons {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        let reason = |ReasonDocument { code, message, data }: &ReasonDocument| {
            Ok((code.clone(), message.clone(), to_python(py, data)?))
        };
        let reasons = self.0.iter().map(reason).collect::<PyResult<Vec<_>>>()?;
        reasons.into_pyobject(py)
    }
}
