use thiserror::Error;

/// What can be wrong with an instant, a date, a time of day or the rules of a zone.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TimeError {
    /// An instant before year 1 or after year 9999.
    #[error("instant `{value}` is outside the supported years 0001 to 9999")]
    InstantOutOfRange {
        /// The instant as it was given.
        value: String,
    },
    /// A length of time beyond what 64 bits of microseconds hold.
    #[error("a length of `{seconds}` seconds is beyond 9223372036854 seconds, about 292000 years")]
    SpanOutOfRange {
        /// The length in whole seconds.
        seconds: i64,
    },
    /// Text that is not an RFC 3339 instant with an offset.
    #[error("`{value}` is not an RFC 3339 instant with an offset such as `2026-03-02T09:00:00Z`")]
    InstantMalformed {
        /// The text as it was given.
        value: String,
    },
    /// Text that is not a date of the Gregorian calendar in years 0001 to 9999.
    #[error("`{value}` is not a date such as `2026-03-02` in the years 0001 to 9999")]
    DateMalformed {
        /// The text as it was given.
        value: String,
    },
    /// Text that is not a time of day.
    #[error("`{value}` is not a time of day from `00:00` to `24:00`, with or without seconds")]
    TimeOfDayMalformed {
        /// The text as it was given.
        value: String,
    },
    /// A zone that the database at hand does not know.
    #[error("time zone `{zone}` is not in tz database `{version}`; use an IANA name such as `Europe/Berlin`")]
    UnknownZone {
        /// The name as it was given.
        zone: String,
        /// The version of the database that was asked.
        version: String,
    },
    /// Bytes that are not a TZif file of version 2 or later (RFC 9636).
    #[error("the TZif data of time zone `{zone}` is malformed at byte {offset}: {expected} is expected")]
    TzifMalformed {
        /// The zone that the data was given for.
        zone: String,
        /// Where reading stopped.
        offset: usize,
        /// What should have stood there.
        expected: &'static str,
    },
    /// A POSIX rule that cannot be read.
    #[error("`{value}` is not a POSIX time zone rule such as `CET-1CEST,M3.5.0,M10.5.0/3`")]
    PosixMalformed {
        /// The rule as it was given.
        value: String,
    },
    /// A transition table that is not in order, or holds an impossible offset.
    #[error("transition {index} of time zone `{zone}` is invalid: {expected} is expected")]
    TransitionInvalid {
        /// The zone that the table was given for.
        zone: String,
        /// The position of the transition, counted from 0.
        index: usize,
        /// What should have stood there.
        expected: &'static str,
    },
}

impl TimeError {
    /// Every code that [`TimeError::code`] can return.
    pub const CODES: &'static [&'static str] = &[
        "time.instant.out_of_range",
        "time.span.out_of_range",
        "time.instant.malformed",
        "time.date.malformed",
        "time.time_of_day.malformed",
        "time.zone.unknown",
        "time.zone.tzif_malformed",
        "time.zone.posix_malformed",
        "time.zone.transition_invalid",
    ];

    /// The stable code of the error, the same in every language.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::InstantOutOfRange { .. } => "time.instant.out_of_range",
            Self::SpanOutOfRange { .. } => "time.span.out_of_range",
            Self::InstantMalformed { .. } => "time.instant.malformed",
            Self::DateMalformed { .. } => "time.date.malformed",
            Self::TimeOfDayMalformed { .. } => "time.time_of_day.malformed",
            Self::UnknownZone { .. } => "time.zone.unknown",
            Self::TzifMalformed { .. } => "time.zone.tzif_malformed",
            Self::PosixMalformed { .. } => "time.zone.posix_malformed",
            Self::TransitionInvalid { .. } => "time.zone.transition_invalid",
        }
    }
}

/// Text from outside as a message shows it: without control characters, and no more of it than a reader needs.
pub(crate) fn shown(text: &str) -> String {
    const MOST_CHARACTERS: usize = 100;
    shown_up_to(text, MOST_CHARACTERS)
}

/// The same with as many characters as the caller says.
pub(crate) fn shown_up_to(text: &str, most: usize) -> String {
    text.chars().filter(|character| !character.is_control()).take(most).collect()
}
