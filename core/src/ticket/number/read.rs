//! From a text to the number it is.

use super::date::{DateField, DateForm};
use super::scheme::{NumberReading, Overflow, Part, Scheme};
use super::{NumberError, TicketNumber};
use crate::time::{Date, shown};
use crate::vocabulary::Name;

/// What has been read so far.
#[derive(Debug, Default)]
struct Found {
    serial: Option<u64>,
    year: Option<u32>,
    month: Option<u32>,
    day: Option<u32>,
    site: Option<Name>,
}

/// What is expected where the text does not fit.
struct Misfit {
    found: String,
    expected: String,
}

pub(super) fn read(scheme: &Scheme, text: &str) -> Result<NumberReading, NumberError> {
    let malformed = |misfit: Misfit| NumberError::Malformed {
        value: shown(text),
        example: scheme.example(),
        found: shown(&misfit.found),
        expected: misfit.expected,
    };
    let number: TicketNumber = text.parse().map_err(|_| {
        malformed(Misfit { found: shown(text), expected: "a text of at most 100 characters".to_owned() })
    })?;
    let widened = scheme.widened_serial(text);
    let mut rest = text;
    let mut found = Found::default();
    for part in &scheme.parts {
        let width = part.width().unwrap_or(widened);
        let (piece, after) = split(rest, width);
        found.take(part, piece).map_err(malformed)?;
        if let Part::Check(method) = part {
            let before = text.strip_suffix(rest).unwrap_or_default();
            let expected = method.digits_over(before);
            if piece != expected {
                return Err(NumberError::CheckDigits {
                    value: shown(text),
                    found: piece.to_owned(),
                    expected,
                });
            }
        }
        rest = after;
    }
    if !rest.is_empty() {
        return Err(malformed(Misfit { found: rest.to_owned(), expected: "the end".to_owned() }));
    }
    found.refuse_impossible_dates().map_err(malformed)?;
    Ok(NumberReading {
        number,
        serial: found.serial.unwrap_or_default(),
        year: found.year.and_then(|year| u16::try_from(year).ok()),
        month: found.month.and_then(|month| u8::try_from(month).ok()),
        day: found.day.and_then(|day| u8::try_from(day).ok()),
        site: found.site,
    })
}

impl Scheme {
    /// The digits of a serial that may widen: those that the other parts leave of a text.
    fn widened_serial(&self, text: &str) -> usize {
        let others: usize = self.parts.iter().filter_map(Part::width).sum();
        let least = self.parts.iter().find_map(|part| match part {
            Part::Serial { width, .. } => Some(*width),
            _ => None,
        });
        text.chars().count().saturating_sub(others).max(least.unwrap_or_default())
    }
}

impl Part {
    /// Characters of the part; `None` for a serial that may widen.
    fn width(&self) -> Option<usize> {
        match self {
            Self::Text(text) => Some(text.chars().count()),
            Self::Date(form) => Some(form.width()),
            Self::Site(codes) => Some(codes.first().map_or(0, |code| code.as_str().len())),
            Self::Serial { width, overflow: Overflow::Refuse } => Some(*width),
            Self::Serial { overflow: Overflow::Widen, .. } => None,
            Self::Check(method) => Some(method.width()),
        }
    }
}

impl Found {
    fn take(&mut self, part: &Part, piece: &str) -> Result<(), Misfit> {
        let misfit = |expected: String| Misfit { found: piece.to_owned(), expected };
        match part {
            Part::Text(text) if piece == text => Ok(()),
            Part::Text(text) => Err(misfit(format!("`{text}`"))),
            Part::Date(form) => self.take_date(*form, piece),
            Part::Site(codes) => {
                self.site = codes.iter().find(|code| code.as_str() == piece).cloned();
                self.site.as_ref().map(|_| ()).ok_or_else(|| misfit("the code of a site".to_owned()))
            }
            Part::Serial { width, .. } => {
                let serial = digits(piece, piece.len()).filter(|serial| *serial > 0);
                let padded = piece.len() == *width || !piece.starts_with('0');
                self.serial = serial.filter(|_| padded && piece.len() >= *width);
                let expected = || misfit(format!("a serial of {width} digits, from 1,"));
                self.serial.map(|_| ()).ok_or_else(expected)
            }
            Part::Check(method) => {
                let there = digits(piece, method.width());
                there.map(|_| ()).ok_or_else(|| misfit(format!("the check digits ({})", method.as_str())))
            }
        }
    }

    fn take_date(&mut self, form: DateForm, piece: &str) -> Result<(), Misfit> {
        let misfit = || Misfit { found: piece.to_owned(), expected: format!("a date `{}`", form.name()) };
        let mut rest = piece;
        for field in form.fields {
            let (written, after) = split(rest, field.width());
            let value = digits(written, field.width()).and_then(|value| u32::try_from(value).ok());
            let value = value.ok_or_else(misfit)?;
            let (known, value) = match field {
                DateField::Year => (&mut self.year, value),
                DateField::ShortYear => (&mut self.year, value.saturating_add(2000)),
                DateField::Month => (&mut self.month, value),
                DateField::Day => (&mut self.day, value),
            };
            if known.is_some_and(|known| known != value) {
                let expected = "the same date as before".to_owned();
                return Err(Misfit { found: piece.to_owned(), expected });
            }
            *known = Some(value);
            rest = after;
        }
        Ok(())
    }

    /// A year, month or day that is not shown is taken as one that suits the others.
    fn refuse_impossible_dates(&self) -> Result<(), Misfit> {
        let (year, month, day) = (self.year.unwrap_or(2000), self.month.unwrap_or(1), self.day.unwrap_or(1));
        let date = format!("{year:04}-{month:02}-{day:02}");
        match date.parse::<Date>() {
            Ok(_) => Ok(()),
            Err(_) => Err(Misfit { found: date, expected: "a date that exists".to_owned() }),
        }
    }
}

/// The number that a text of exactly so many digits stands for.
fn digits(text: &str, width: usize) -> Option<u64> {
    let plain = text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
}

/// The first characters of a text, or all that there are, and the rest.
fn split(text: &str, characters: usize) -> (&str, &str) {
    let at = text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
    text.split_at_checked(at).unwrap_or((text, ""))
}
