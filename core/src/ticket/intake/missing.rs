use core::fmt;

use super::IntakeField;
use crate::time::{Date, Instant, shown};
use crate::wire::{CompletenessDocument, MissingFieldDocument};

/// One thing that intake lacks. Its text says what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingField {
    field: Lacking,
    problem: FieldProblem,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Lacking {
    Known(IntakeField),
    Unknown(String),
}

/// Why a field is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FieldProblem {
    /// It is required and not given.
    Missing {
        /// A value that would do, where its format shows one.
        example: Option<String>,
    },
    /// One of these fields is required and none is given.
    NoneOf {
        /// The fields.
        fields: Vec<IntakeField>,
    },
    /// It does not look like what is expected.
    Malformed {
        /// What it holds; `None` for personal data.
        value: Option<String>,
        /// A value that would do.
        example: String,
        /// The patterns of which it should fit one.
        patterns: Vec<String>,
    },
    /// Its check digits do not fit: a character may be mistyped.
    CheckDigits {
        /// What it holds; `None` for personal data.
        value: Option<String>,
        /// How the check digits are made.
        method: &'static str,
    },
    /// The unit failed before it was bought.
    PurchasedAfterFault {
        /// The date of the purchase.
        purchased_on: Date,
        /// When the fault showed itself.
        fault_at: Instant,
    },
    /// It is not a field of intake: perhaps mistyped.
    Unknown,
}

/// How much of what is asked for is there and valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Completeness {
    required: u32,
    given: u32,
}

impl MissingField {
    pub(super) fn new(field: &IntakeField, problem: FieldProblem) -> Self {
        Self { field: Lacking::Known(field.clone()), problem }
    }

    pub(super) fn unknown(name: &str) -> Self {
        Self { field: Lacking::Unknown(shown(name)), problem: FieldProblem::Unknown }
    }

    /// The same without the value, which is personal.
    pub(super) fn without_value(mut self) -> Self {
        if let FieldProblem::Malformed { value, .. } | FieldProblem::CheckDigits { value, .. } =
            &mut self.problem
        {
            *value = None;
        }
        self
    }

    /// The field's name, such as `serial_number`.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.field {
            Lacking::Known(field) => field.to_string(),
            Lacking::Unknown(name) => name.clone(),
        }
    }

    /// Why the field is not as it should be.
    #[must_use]
    pub const fn problem(&self) -> &FieldProblem {
        &self.problem
    }

    /// The stable code, the same in every language; one of [`IntakeError::CODES`](super::IntakeError::CODES).
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self.problem {
            FieldProblem::Missing { .. } | FieldProblem::NoneOf { .. } => "intake.field.missing",
            FieldProblem::Malformed { .. } => "intake.field.malformed",
            FieldProblem::CheckDigits { .. } => "intake.field.check_wrong",
            FieldProblem::PurchasedAfterFault { .. } => "intake.field.contradiction",
            FieldProblem::Unknown => "intake.field.unknown",
        }
    }

    /// Whether this is about that field.
    pub(super) fn is_about(&self, field: &IntakeField) -> bool {
        matches!(&self.field, Lacking::Known(known) if known == field)
    }
}

impl fmt::Display for MissingField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name();
        let holds = |value: &Option<String>| match value {
            Some(value) => format!("is `{}`", shown(value)),
            None => "does not fit".to_owned(),
        };
        match &self.problem {
            FieldProblem::Missing { example: None } => write!(f, "`{name}` is missing"),
            FieldProblem::Missing { example: Some(example) } => {
                write!(f, "`{name}` is missing; a value such as `{example}` is expected")
            }
            FieldProblem::NoneOf { fields } => {
                let fields: Vec<_> = fields.iter().map(|field| format!("`{field}`")).collect();
                write!(f, "one of {} is missing", fields.join(", "))
            }
            FieldProblem::Malformed { value, example, patterns } => {
                let patterns: Vec<_> = patterns.iter().map(|pattern| format!("`{pattern}`")).collect();
                let (holds, patterns) = (holds(value), patterns.join(" or "));
                write!(f, "`{name}` {holds}; a value such as `{example}` is expected ({patterns})")
            }
            FieldProblem::CheckDigits { value, method } => {
                let holds = holds(value);
                write!(
                    f,
                    "`{name}` {holds}; its check digits ({method}) are wrong, so a character may be mistyped"
                )
            }
            FieldProblem::PurchasedAfterFault { purchased_on, fault_at } => {
                write!(
                    f,
                    "`{name}` is `{purchased_on}`, after the fault at `{fault_at}`; one of them is wrong"
                )
            }
            FieldProblem::Unknown => {
                let known: Vec<_> = IntakeField::PLAIN.iter().map(|field| format!("`{field}`")).collect();
                write!(f, "`{name}` is not a field of intake; use one of {} or `custom.…`", known.join(", "))
            }
        }
    }
}

impl From<&MissingField> for MissingFieldDocument {
    fn from(missing: &MissingField) -> Self {
        Self { field: missing.name(), code: missing.code().to_owned(), message: missing.to_string() }
    }
}

impl Completeness {
    pub(super) fn new(required: usize, given: usize) -> Self {
        let count = |count| u32::try_from(count).unwrap_or(u32::MAX);
        Self { required: count(required), given: count(given) }
    }

    /// Things asked for.
    #[must_use]
    pub const fn required(self) -> u32 {
        self.required
    }

    /// Those that are there and valid.
    #[must_use]
    pub const fn given(self) -> u32 {
        self.given
    }

    /// Whether everything asked for is there and valid.
    #[must_use]
    pub const fn is_complete(self) -> bool {
        self.given == self.required
    }
}

impl From<Completeness> for CompletenessDocument {
    fn from(completeness: Completeness) -> Self {
        Self { required: completeness.required, given: completeness.given }
    }
}
