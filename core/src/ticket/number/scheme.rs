use core::fmt;
use core::str::FromStr;
use std::sync::Arc;

use chrono::Datelike;

use super::NumberError;
use super::compile::compile;
use super::date::{DateForm, local_date};
use super::read::read;
use crate::ticket::check_digits::CheckMethod;
use crate::time::{Date, Instant, TimeOfDay, ZoneDatabase, ZoneRules};
use crate::vocabulary::{Name, VocabularyError};
use crate::wire::{NumberReadingDocument, NumberingDocument};

/// How a desk numbers its tickets, compiled (domain fact IN-2). Cloning is cheap.
///
/// The scheme keeps no count: the host stores the last serial of each [period](Self::period_key), and of each site where
/// the numbers name one, in the same transaction as the ticket.
///
/// ```
/// use aftersales::ticket::NumberScheme;
/// use aftersales::time::ZoneDatabase;
/// use aftersales::wire::NumberingDocument;
///
/// let document = NumberingDocument::from_json(r#"{
///     "time_zone": "Asia/Shanghai",
///     "reset": "daily",
///     "parts": [
///         {"type": "text", "text": "TS"},
///         {"type": "date", "form": "yyyymmdd"},
///         {"type": "text", "text": "-"},
///         {"type": "serial", "width": 4}
///     ]
/// }"#)?;
/// let scheme = NumberScheme::compile(&document, &ZoneDatabase::bundled())?;
/// // Half past seven in the evening in London is the next day in Shanghai.
/// let number = scheme.format(7, "2026-03-13T19:30:00Z".parse()?, None)?;
/// assert_eq!(number.as_str(), "TS20260314-0007");
/// assert_eq!(scheme.parse("TS20260314-0007")?.serial, 7);
/// assert_eq!(scheme.parse("TS20260230-0007").unwrap_err().code(), "number.text.malformed");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberScheme(Arc<Scheme>);

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Scheme {
    pub(super) revision: String,
    pub(super) zone: ZoneRules,
    pub(super) reset: Reset,
    pub(super) parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Text(String),
    Date(DateForm),
    Site(Vec<Name>),
    Serial { width: usize, overflow: Overflow },
    Check(CheckMethod),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reset {
    Daily,
    Monthly,
    Yearly,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Overflow {
    Refuse,
    Widen,
}

/// The number of a ticket as people read it. One that was given by another system need not fit the desk's scheme.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TicketNumber(Name);

/// A number taken apart; `None` for what the scheme does not show.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct NumberReading {
    /// The number.
    pub number: TicketNumber,
    /// Its serial, from 1.
    pub serial: u64,
    /// The year.
    pub year: Option<u16>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, 1 to 31.
    pub day: Option<u8>,
    /// The site.
    pub site: Option<Name>,
}

impl NumberScheme {
    /// Compiles a document.
    ///
    /// # Errors
    ///
    /// [`NumberError`] with the path of what is wrong: a zone that is not known, not exactly one serial, check digits that
    /// do not cover all that comes before, sites of different lengths, a date that does not show the period after which
    /// serials count from one again.
    pub fn compile(document: &NumberingDocument, zones: &ZoneDatabase) -> Result<Self, NumberError> {
        Ok(Self(Arc::new(compile(document, zones)?)))
    }

    /// The content hash of the document with the version of the time zone database.
    #[must_use]
    pub fn revision(&self) -> &str {
        &self.0.revision
    }

    /// The number with a serial, given at an instant, at a site where the scheme names one.
    ///
    /// # Errors
    ///
    /// [`NumberError`] for a serial of 0 or of more digits than the scheme has, a site that it does not know, or a year that
    /// its two digits cannot show.
    pub fn format(&self, serial: u64, at: Instant, site: Option<&str>) -> Result<TicketNumber, NumberError> {
        let scheme = &*self.0;
        let site = scheme.site(site)?;
        let date = local_date(&scheme.zone, at);
        let mut text = String::new();
        for part in &scheme.parts {
            match part {
                Part::Text(fixed) => text.push_str(fixed),
                Part::Date(form) => text.push_str(&form.write(date).ok_or(NumberError::Year { at })?),
                Part::Site(_) => text.push_str(site.map_or("", Name::as_str)),
                Part::Serial { width, overflow } => {
                    let most = overflow.most(*width);
                    if serial == 0 || serial > most {
                        return Err(NumberError::Serial { serial, most });
                    }
                    text.push_str(&format!("{serial:0width$}", width = *width));
                }
                Part::Check(method) => text.push_str(&method.digits_over(&text)),
            }
        }
        let malformed = |_| NumberError::Scheme { path: "parts".to_owned(), detail: UNREADABLE };
        text.parse().map(TicketNumber).map_err(malformed)
    }

    /// Takes a number apart; what comes back was written by this scheme and no other text stands for it.
    ///
    /// # Errors
    ///
    /// [`NumberError::Malformed`] with what is expected at the first place that does not fit, [`NumberError::CheckDigits`]
    /// with the digits that would fit, or [`NumberError::Site`].
    pub fn parse(&self, text: &str) -> Result<NumberReading, NumberError> {
        read(&self.0, text)
    }

    /// What the host counts serials by: the local date, month or year, or nothing where they never count from one again.
    ///
    /// ```
    /// # use aftersales::{ticket::NumberScheme, time::ZoneDatabase, wire::NumberingDocument};
    /// # let document = NumberingDocument::from_json(r#"{"time_zone": "Asia/Shanghai", "reset": "monthly",
    /// #     "parts": [{"type": "date", "form": "yyyymm"}, {"type": "serial", "width": 4}]}"#)?;
    /// let scheme = NumberScheme::compile(&document, &ZoneDatabase::bundled())?;
    /// let now = "2026-03-31T15:59:59Z".parse()?;
    /// assert_eq!(scheme.period_key(now), "2026-03");
    /// assert_eq!(scheme.next_period(now), Some("2026-03-31T16:00:00Z".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn period_key(&self, now: Instant) -> String {
        let date = local_date(&self.0.zone, now).to_string();
        let length = match self.0.reset {
            Reset::Daily => 10,
            Reset::Monthly => 7,
            Reset::Yearly => 4,
            Reset::Never => 0,
        };
        date.chars().take(length).collect()
    }

    /// The first instant after `now` from which serials count from one again; `None` if that never comes.
    #[must_use]
    pub fn next_period(&self, now: Instant) -> Option<Instant> {
        let today = local_date(&self.0.zone, now);
        let date = today.to_date()?;
        let first = match self.0.reset {
            Reset::Daily => return self.midnight(Date::new(today.days().checked_add(1)?)?),
            Reset::Monthly => date.with_day(1)?.checked_add_months(chrono::Months::new(1))?,
            Reset::Yearly => date.with_day(1)?.with_month(1)?.checked_add_months(chrono::Months::new(12))?,
            Reset::Never => return None,
        };
        self.midnight(Date::try_from(first).ok()?)
    }

    fn midnight(&self, date: Date) -> Option<Instant> {
        self.0.zone.local_to_instant(date, TimeOfDay::MIDNIGHT)
    }
}

const UNREADABLE: &str = "a number would be longer than 100 characters, or begin or end with a space";

impl Scheme {
    /// The site as the scheme knows it.
    pub(super) fn site(&self, given: Option<&str>) -> Result<Option<&Name>, NumberError> {
        let codes = self.parts.iter().find_map(|part| match part {
            Part::Site(codes) => Some(codes.as_slice()),
            _ => None,
        });
        match (codes, given) {
            (None, None) => Ok(None),
            (None, Some(site)) => Err(NumberError::Site {
                site: site.to_owned(),
                allowed: "its numbers name no site".to_owned(),
            }),
            (Some(codes), given) => {
                let site = given.unwrap_or_default();
                let found = codes.iter().find(|code| code.as_str() == site);
                found.map(Some).ok_or_else(|| NumberError::Site {
                    site: site.to_owned(),
                    allowed: format!("use one of {}", listed(codes)),
                })
            }
        }
    }

    /// A number of the scheme, for messages.
    pub(super) fn example(&self) -> String {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Text(fixed) => text.push_str(fixed),
                Part::Date(form) => text.push_str(form.example()),
                Part::Site(codes) => text.push_str(codes.first().map_or("", Name::as_str)),
                Part::Serial { width, .. } => text.push_str(&format!("{:0width$}", 7, width = *width)),
                Part::Check(method) => text.push_str(&method.digits_over(&text)),
            }
        }
        text
    }
}

impl Overflow {
    /// The largest serial.
    pub(super) fn most(self, width: usize) -> u64 {
        match self {
            Self::Refuse => (0..width).fold(1_u64, |power, _| power.saturating_mul(10)).saturating_sub(1),
            Self::Widen => 999_999_999_999_999_999,
        }
    }
}

/// Codes as an error shows them.
fn listed(codes: &[Name]) -> String {
    const MOST: usize = 20;
    let shown: Vec<_> = codes.iter().take(MOST).map(|code| format!("`{code}`")).collect();
    let more = if codes.len() > MOST { " and more" } else { "" };
    format!("{}{more}", shown.join(", "))
}

impl TicketNumber {
    /// The number as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl FromStr for TicketNumber {
    type Err = VocabularyError;

    fn from_str(text: &str) -> Result<Self, VocabularyError> {
        text.parse().map(Self)
    }
}

impl fmt::Display for TicketNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<&NumberReading> for NumberReadingDocument {
    fn from(reading: &NumberReading) -> Self {
        Self {
            number: reading.number.to_string(),
            serial: reading.serial,
            year: reading.year,
            month: reading.month,
            day: reading.day,
            site: reading.site.as_ref().map(ToString::to_string),
        }
    }
}
