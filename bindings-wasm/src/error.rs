use aftersales::calendar::CalendarError;
use aftersales::time::TimeError;
use aftersales::wire::{ErrorDocument, WireError};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// The code of an argument that is of another type, or no whole number of its range.
pub(crate) const ARGUMENT: &str = "binding.argument.malformed";

#[wasm_bindgen(raw_module = "./error.js")]
extern "C" {
    type AftersalesError;

    #[wasm_bindgen(constructor)]
    fn new(code: &str, message: &str, path: Option<&str>) -> AftersalesError;
}

/// An error on its way to JavaScript, where it is an `AftersalesError` with `code`, `message` and `path`.
#[derive(Debug)]
pub struct Thrown(ErrorDocument);

impl Thrown {
    /// An argument that is of another type, or no whole number of its range.
    pub(crate) fn argument(name: &str, found: &str, expected: &str) -> Self {
        Self(ErrorDocument::new(
            ARGUMENT,
            &format!("`{name}` is {found}; {expected} is expected"),
            Some(name),
        ))
    }

    /// An argument whose text is no instant, date, time of day or zone rule.
    pub(crate) fn value(name: &str, error: &TimeError) -> Self {
        Self(ErrorDocument::new(error.code(), &format!("`{name}`: {error}"), Some(name)))
    }
}

impl From<CalendarError> for Thrown {
    fn from(error: CalendarError) -> Self {
        Self(ErrorDocument::from(&error))
    }
}

impl From<WireError> for Thrown {
    fn from(error: WireError) -> Self {
        Self(ErrorDocument::from(&error))
    }
}

impl From<Thrown> for JsValue {
    fn from(Thrown(error): Thrown) -> Self {
        AftersalesError::new(&error.code, &error.message, error.path.as_deref()).into()
    }
}

/// Every `code` that an error of this package can have.
#[wasm_bindgen(js_name = errorCodes, unchecked_return_type = "ErrorCode[]")]
#[must_use]
pub fn error_codes() -> Vec<String> {
    let rooms = [TimeError::CODES, WireError::CODES, CalendarError::CODES, &[ARGUMENT]];
    rooms.concat().into_iter().map(str::to_owned).collect()
}
