use aftersales::calendar::CalendarError;
use aftersales::cost::CostError;
use aftersales::escalation::EscalationError;
use aftersales::kpi::KpiError;
use aftersales::money::MoneyError;
use aftersales::policy::{PolicyError, PolicyErrors};
use aftersales::priority::PriorityError;
use aftersales::sla::SlaError;
use aftersales::ticket::{IntakeError, NumberError, Refusal, RefusalDocument, TicketError};
use aftersales::time::TimeError;
use aftersales::vocabulary::VocabularyError;
use aftersales::wire::{ErrorDocument, WireError};
use serde::Serialize;
use serde_json::{Value, json};

/// What the engine does not accept, with the code that is the same in every language.
#[derive(Debug, thiserror::Error, uniffi::Error)]
#[non_exhaustive]
pub enum AftersalesError {
    /// A text or value that cannot be read: JSON of another shape, an instant, a name, a zone.
    #[error("{code}: {detail}")]
    Malformed {
        /// The stable code, such as `wire.document.malformed`.
        code: String,
        /// One sentence with the value in question and what would be right.
        detail: String,
        /// Where in the document, such as `weekly.mon[0].close`, if the error has a place there.
        path: Option<String>,
        /// What stands at that place, as JSON.
        value: Option<String>,
    },
    /// What can be read and does not hold: a document that does not compile, a question outside its policy.
    #[error("{code}: {detail}")]
    Invalid {
        /// The stable code of the first reason, such as `calendar.break.reversed`.
        code: String,
        /// What is wrong, in words.
        detail: String,
        /// Where in the document, if the error has a place there.
        path: Option<String>,
        /// What stands at that place, as JSON.
        value: Option<String>,
        /// Everything that is wrong, where it can be more than one thing.
        reasons: Vec<Reason>,
    },
    /// A command, or the facts of a case, that were refused. Nothing has changed.
    #[error("{code}: {detail}")]
    Refused {
        /// The stable code of the first reason, such as `ticket.phase.not_allowed`.
        code: String,
        /// All reasons, in words.
        detail: String,
        /// Everything that stands in the way.
        reasons: Vec<Reason>,
    },
    /// A log that is not what was stored: an event is missing, comes twice, is of another ticket or of an unknown kind.
    #[error("{code}: {detail}")]
    BrokenLog {
        /// The stable code, such as `ticket.log.out_of_sequence`.
        code: String,
        /// Which event, and what would be right.
        detail: String,
        /// The place in the list of events that was handed in, where the error knows it.
        path: Option<String>,
    },
}

/// One of the things that are wrong or stand in the way.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Reason {
    /// The stable code, such as `ticket.gate.approval_missing`.
    pub code: String,
    /// One sentence.
    pub message: String,
    /// What the sentence is made of, by name.
    pub data: Data,
}

/// Values by name.
#[derive(Debug, Clone)]
pub struct Data(pub Value);

/// What a method answers, or what is wrong with its arguments, such as an instant beyond the supported years.
pub(crate) type Answer<T> = Result<T, AftersalesError>;

impl AftersalesError {
    /// The same error with what stands at its path in the document that was handed in.
    pub(crate) fn in_document<T: Serialize>(self, document: &T) -> Self {
        let found = |path: &Option<String>| {
            let document = serde_json::to_value(document).ok()?;
            Some(value_at(&document, path.as_deref()?)?.to_string())
        };
        match self {
            Self::Malformed { code, detail, path, value: None } => {
                Self::Malformed { value: found(&path), code, detail, path }
            }
            Self::Invalid { code, detail, path, value: None, reasons } => {
                Self::Invalid { value: found(&path), code, detail, path, reasons }
            }
            other => other,
        }
    }

    /// The error of a text that cannot be read, with what stands at its path.
    pub(crate) fn in_text(error: WireError, text: &str) -> Self {
        let error = Self::from(error);
        let is_placed = matches!(&error, Self::Malformed { path: Some(path), .. } if path != ".");
        match serde_json::from_str::<Value>(text) {
            Ok(document) if is_placed => error.in_document(&document),
            _ => error,
        }
    }

    /// The same error in a part of what was handed in, such as `events[3]`.
    pub(crate) fn within(self, outer: &str) -> Self {
        let joined = |path: Option<String>| match path.as_deref() {
            None | Some(".") => Some(outer.to_owned()),
            Some(inner) if inner.starts_with('[') => Some(format!("{outer}{inner}")),
            Some(inner) => Some(format!("{outer}.{inner}")),
        };
        match self {
            Self::Malformed { code, detail, path, value } => {
                Self::Malformed { code, detail, path: joined(path), value }
            }
            Self::Invalid { code, detail, path, value, reasons } => {
                Self::Invalid { code, detail, path: joined(path), value, reasons }
            }
            Self::BrokenLog { code, detail, path } => Self::BrokenLog { code, detail, path: joined(path) },
            refused @ Self::Refused { .. } => refused,
        }
    }

    fn invalid(detail: &impl ToString, reasons: Vec<Reason>) -> Self {
        let first = reasons.first();
        let code = first.map(|reason| reason.code.clone()).unwrap_or_default();
        let path = first.and_then(|reason| reason.data.0.get("path")?.as_str());
        Self::Invalid {
            code,
            detail: detail.to_string(),
            path: path.map(str::to_owned),
            value: None,
            reasons,
        }
    }

    fn refused(detail: &impl ToString, reasons: Vec<Reason>) -> Self {
        let code = reasons.first().map(|reason| reason.code.clone()).unwrap_or_default();
        Self::Refused { code, detail: detail.to_string(), reasons }
    }
}

impl From<ErrorDocument> for AftersalesError {
    fn from(ErrorDocument { code, message: detail, path }: ErrorDocument) -> Self {
        let is_of = |rooms: &[&str]| rooms.iter().any(|room| code.starts_with(room));
        if is_of(&["binding.", "wire.", "time.", "vocabulary."]) {
            Self::Malformed { code, detail, path, value: None }
        } else if is_of(&["event.", "ticket.log.", "sla.timeline."]) {
            Self::BrokenLog { code, detail, path }
        } else {
            Self::Invalid { code, detail, path, value: None, reasons: Vec::new() }
        }
    }
}

macro_rules! documented {
    ($($error:ty),+) => {$(
        impl From<$error> for AftersalesError {
            fn from(error: $error) -> Self {
                ErrorDocument::from(&error).into()
            }
        }
    )+};
}

macro_rules! coded {
    ($($error:ty),+) => {$(
        impl From<$error> for AftersalesError {
            fn from(error: $error) -> Self {
                ErrorDocument::new(error.code(), &error, None).into()
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

impl From<PriorityError> for AftersalesError {
    fn from(error: PriorityError) -> Self {
        let PriorityError::Inputs { problems } = &error else { return ErrorDocument::from(&error).into() };
        let reasons = problems.iter().map(|problem| Reason {
            code: problem.code().to_owned(),
            message: problem.to_string(),
            data: Data(json!({"field": problem.field, "value": problem.value, "allowed": problem.allowed})),
        });
        Self::refused(&error, reasons.collect())
    }
}

impl From<PolicyErrors> for AftersalesError {
    fn from(errors: PolicyErrors) -> Self {
        let reasons = errors.all().iter().map(ErrorDocument::from).map(|error| Reason {
            code: error.code,
            message: error.message,
            data: Data(json!({ "path": error.path })),
        });
        Self::invalid(&errors, reasons.collect())
    }
}

impl From<Refusal> for AftersalesError {
    fn from(refusal: Refusal) -> Self {
        Self::refused(&refusal, reasons(RefusalDocument::from(&refusal)))
    }
}

pub(crate) fn reasons(refusal: RefusalDocument) -> Vec<Reason> {
    let reason = |reason: aftersales::ticket::ReasonDocument| Reason {
        code: reason.code,
        message: reason.message,
        data: Data(reason.data),
    };
    refusal.reasons.into_iter().map(reason).collect()
}

/// What stands at a path such as `selector[2].targets.resolution`.
fn value_at<'a>(document: &'a Value, path: &str) -> Option<&'a Value> {
    if path.is_empty() || path == "." {
        return None;
    }
    path.split(['.', '[']).filter(|step| !step.is_empty()).try_fold(document, |value, step| {
        match step.strip_suffix(']') {
            Some(place) => value.get(place.parse::<usize>().ok()?),
            None => value.get(step).or_else(|| in_shift(value, step)),
        }
    })
}

/// A shift is a pair on the wire, and its ends have names in paths.
fn in_shift<'a>(value: &'a Value, end: &str) -> Option<&'a Value> {
    match end {
        "open" => value.get(0),
        "close" => value.get(1),
        _ => None,
    }
}
