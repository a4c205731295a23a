use aftersales::calendar::CalendarError;
use aftersales::cost::CostError;
use aftersales::escalation::EscalationError;
use aftersales::kpi::KpiError;
use aftersales::money::MoneyError;
use aftersales::policy::{PolicyError, PolicyErrors};
use aftersales::priority::{InputProblem, PriorityError};
use aftersales::sla::SlaError;
use aftersales::ticket::{IntakeError, Refusal, RefusalDocument, TicketError};
use aftersales::time::TimeError;
use aftersales::vocabulary::VocabularyError;
use aftersales::wire::{ErrorDocument, WireError};
use serde_json::{Value, json};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::result::object;

/// The code of an argument that is of another type, or no whole number of its range.
pub(crate) const ARGUMENT: &str = "binding.argument.malformed";

#[wasm_bindgen(raw_module = "../error.js")]
extern "C" {
    type AftersalesError;

    #[wasm_bindgen(constructor)]
    fn new(code: &str, message: &str, path: Option<&str>, data: JsValue) -> AftersalesError;
}

/// An error on its way to JavaScript, where it is an `AftersalesError` with `code`, `message`, `path` and `data`.
#[derive(Debug)]
pub struct Thrown {
    error: Box<ErrorDocument>,
    /// Everything that is wrong, where it can be more than one thing.
    data: Option<Value>,
}

impl Thrown {
    /// An argument that is of another type, or no whole number of its range.
    pub(crate) fn argument(name: &str, found: &str, expected: &str) -> Self {
        let message = format!("`{name}` is {found}; {expected} is expected");
        ErrorDocument::new(ARGUMENT, &message, Some(name)).into()
    }

    /// An argument whose text is no instant, date, time of day or zone rule.
    pub(crate) fn value(name: &str, error: &TimeError) -> Self {
        ErrorDocument::new(error.code(), &format!("`{name}`: {error}"), Some(name)).into()
    }

    /// An argument that is not one of the words it can be.
    pub(crate) fn word(name: &str, error: &VocabularyError) -> Self {
        ErrorDocument::new(error.code(), &format!("`{name}`: {error}"), Some(name)).into()
    }

    /// The same error in a part of what was handed in, such as `events[3]`.
    pub(crate) fn within(mut self, outer: &str) -> Self {
        let path = match self.error.path.as_deref() {
            None | Some(".") => outer.to_owned(),
            Some(inner) => format!("{outer}.{inner}"),
        };
        self.error.path = Some(path);
        self
    }
}

impl From<ErrorDocument> for Thrown {
    fn from(error: ErrorDocument) -> Self {
        Self { error: Box::new(error), data: None }
    }
}

macro_rules! thrown {
    ($($error:ty),+) => {$(
        impl From<$error> for Thrown {
            fn from(error: $error) -> Self {
                ErrorDocument::from(&error).into()
            }
        }
    )+};
}

thrown!(CalendarError, CostError, EscalationError, IntakeError, MoneyError, SlaError, TicketError, WireError);

impl From<KpiError> for Thrown {
    fn from(error: KpiError) -> Self {
        ErrorDocument::new(error.code(), &error, None).into()
    }
}

impl From<PriorityError> for Thrown {
    fn from(error: PriorityError) -> Self {
        let data = match &error {
            PriorityError::Inputs { problems } => {
                let problems: Vec<Value> = problems.iter().map(problem).collect();
                Some(json!({ "type": "inputs", "problems": problems }))
            }
            _ => None,
        };
        Self { error: Box::new(ErrorDocument::from(&error)), data }
    }
}

impl From<PolicyErrors> for Thrown {
    fn from(errors: PolicyErrors) -> Self {
        let all: Vec<ErrorDocument> = errors.all().iter().map(ErrorDocument::from).collect();
        let first = errors.all().first();
        let (code, path) = first.map(|error| (PolicyError::code(error), error.path())).unwrap_or_default();
        let error = ErrorDocument::new(code, &errors, Some(&path));
        Self { error: Box::new(error), data: Some(json!({ "type": "policy", "errors": all })) }
    }
}

impl From<Refusal> for Thrown {
    fn from(refusal: Refusal) -> Self {
        let RefusalDocument { reasons } = RefusalDocument::from(&refusal);
        let code = refusal.codes().first().copied().unwrap_or_default();
        let error = ErrorDocument::new(code, &refusal, None);
        Self { error: Box::new(error), data: Some(json!({ "type": "refusal", "reasons": reasons })) }
    }
}

impl From<Thrown> for JsValue {
    fn from(Thrown { error, data }: Thrown) -> Self {
        let data = data.map_or(Self::UNDEFINED, |data| object(&data));
        AftersalesError::new(&error.code, &error.message, error.path.as_deref(), data).into()
    }
}

/// A bad input as it stands beside all others.
pub(crate) fn problem(problem: &InputProblem) -> Value {
    let InputProblem { field, value, allowed, .. } = problem;
    let mut written = json!({
        "code": problem.code(), "field": field, "allowed": allowed, "message": problem.to_string(),
    });
    if let (Some(fields), Some(value)) = (written.as_object_mut(), value) {
        fields.insert("value".to_owned(), value.as_str().into());
    }
    written
}

/// Every `code` that an error of this package can have, sorted.
#[wasm_bindgen(js_name = errorCodes, unchecked_return_type = "ErrorCode[]")]
#[must_use]
pub fn error_codes() -> Vec<String> {
    let mut codes = [
        &[ARGUMENT],
        TimeError::CODES,
        VocabularyError::CODES,
        WireError::CODES,
        CalendarError::CODES,
        #[cfg(feature = "clocks")]
        PriorityError::CODES,
        #[cfg(feature = "clocks")]
        SlaError::CODES,
        #[cfg(feature = "kpi")]
        KpiError::CODES,
        #[cfg(feature = "desk")]
        aftersales::error_codes().as_slice(),
    ]
    .concat();
    codes.sort_unstable();
    codes.dedup();
    codes.into_iter().map(str::to_owned).collect()
}
