use thiserror::Error;

use super::Currency;
use crate::wire::ErrorDocument;

/// What can be wrong with an amount or with what is done to it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum MoneyError {
    /// A code that is not that of a currency with minor units.
    #[error("`{value}` is not a currency; use an ISO 4217 code such as `EUR`")]
    UnknownCurrency {
        /// The code as it was given.
        value: String,
    },
    /// Amounts of two currencies in one operation.
    #[error("`{left}` and `{right}` do not mix; convert one of them first")]
    MixedCurrencies {
        /// The currency of the first amount.
        left: Currency,
        /// The currency of the other.
        right: Currency,
    },
    /// Text that is not a decimal number.
    #[error(
        "`{value}` is not a decimal number such as `-12.50`, with up to 18 digits before and 12 after the point"
    )]
    Malformed {
        /// The text as it was given.
        value: String,
    },
    /// An amount with more digits than its currency has.
    #[error(
        "`{value}` is finer than `{currency}`, which has {digits} digits after the point; round it first"
    )]
    TooFine {
        /// The amount.
        value: String,
        /// Its currency.
        currency: Currency,
        /// The digits that the currency has.
        digits: u32,
    },
    /// A result that does not fit.
    #[error(
        "the {what} is out of range; amounts of up to 9 million million million minor units are supported"
    )]
    OutOfRange {
        /// What was computed.
        what: &'static str,
    },
    /// A word that is not a rounding mode.
    #[error(
        "`{value}` is not a rounding mode; use one of `half_up`, `half_even`, `half_odd`, `half_down`, `up`, `down`, `ceiling`, `floor`"
    )]
    UnknownMode {
        /// The word as it was given.
        value: String,
    },
    /// A rounding step that is no step.
    #[error("`{value}` is not a rounding step; a positive number such as `0.05` is expected")]
    Step {
        /// The step as it was given.
        value: String,
    },
    /// A rounding step that would leave fractions of minor units.
    #[error(
        "the rounding step `{step}` is finer than `{currency}` has minor units; its smallest is `{smallest}`"
    )]
    StepTooFine {
        /// The step.
        step: String,
        /// The currency.
        currency: Currency,
        /// Its minor unit.
        smallest: String,
    },
    /// A division by zero.
    #[error("the divisor is `0`; any other number is expected")]
    DivisionByZero,
    /// Nobody to allocate to.
    #[error("the weights sum to `0`; at least one positive weight is expected")]
    NoWeights,
}

impl MoneyError {
    /// Every code that [`MoneyError::code`] can return.
    pub const CODES: &'static [&'static str] = &[
        "money.currency.unknown",
        "money.currency.mixed",
        "money.decimal.malformed",
        "money.amount.too_fine",
        "money.amount.out_of_range",
        "money.rounding.mode",
        "money.rounding.step",
        "money.rounding.step_too_fine",
        "money.division.by_zero",
        "money.allocation.no_weights",
    ];

    /// The stable code of the error, the same in every language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownCurrency { .. } => "money.currency.unknown",
            Self::MixedCurrencies { .. } => "money.currency.mixed",
            Self::Malformed { .. } => "money.decimal.malformed",
            Self::TooFine { .. } => "money.amount.too_fine",
            Self::OutOfRange { .. } => "money.amount.out_of_range",
            Self::UnknownMode { .. } => "money.rounding.mode",
            Self::Step { .. } => "money.rounding.step",
            Self::StepTooFine { .. } => "money.rounding.step_too_fine",
            Self::DivisionByZero => "money.division.by_zero",
            Self::NoWeights => "money.allocation.no_weights",
        }
    }
}

impl From<&MoneyError> for ErrorDocument {
    fn from(error: &MoneyError) -> Self {
        Self::new(error.code(), error, None)
    }
}
