//! From a document to a scheme.

use super::NumberError;
use super::date::{DateField, DateForm};
use super::scheme::{Overflow, Part, Reset, Scheme};
use crate::ticket::number::TicketNumber;
use crate::time::{ZoneDatabase, shown};
use crate::vocabulary::Name;
use crate::wire::{
    NumberPartDocument, NumberingDocument, SerialOverflowDocument, SerialResetDocument, revision,
};

const MOST_PARTS: usize = 20;
const MOST_TEXT: usize = 20;
const MOST_SITES: usize = 1_000;

pub(super) fn compile(document: &NumberingDocument, zones: &ZoneDatabase) -> Result<Scheme, NumberError> {
    let zone = zones
        .rules(&document.time_zone)
        .map_err(|source| NumberError::Value { path: "time_zone".to_owned(), source })?;
    let count = document.parts.len();
    if !(1..=MOST_PARTS).contains(&count) {
        return Err(out_of_range("parts", &count.to_string(), "1 to 20 parts are"));
    }
    let mut parts = Vec::with_capacity(count);
    for (position, written) in document.parts.iter().enumerate() {
        parts.push(part(&format!("parts[{position}]"), written)?);
    }
    refuse_disorder(&parts)?;
    let scheme = Scheme {
        revision: revision(document, zone.tzdb_version())?,
        zone,
        reset: match document.reset {
            SerialResetDocument::Daily => Reset::Daily,
            SerialResetDocument::Monthly => Reset::Monthly,
            SerialResetDocument::Yearly => Reset::Yearly,
            SerialResetDocument::Never => Reset::Never,
        },
        parts,
    };
    refuse_repeats(&scheme)?;
    if scheme.example().parse::<TicketNumber>().is_err() {
        return Err(disorder("parts", "a number may have 100 characters and no space at its ends"));
    }
    Ok(scheme)
}

fn part(path: &str, written: &NumberPartDocument) -> Result<Part, NumberError> {
    Ok(match written {
        NumberPartDocument::Text { text } => {
            let path = format!("{path}.text");
            let plain =
                (1..=MOST_TEXT).contains(&text.chars().count()) && !text.chars().any(char::is_control);
            if !plain {
                let allowed = "1 to 20 characters without control characters are";
                return Err(out_of_range(&path, &shown(text), allowed));
            }
            Part::Text(text.clone())
        }
        NumberPartDocument::Date { form } => Part::Date(DateForm::from(*form)),
        NumberPartDocument::Site { codes } => Part::Site(sites(&format!("{path}.codes"), codes)?),
        NumberPartDocument::Serial { width, overflow } => {
            if !(1..=12).contains(width) {
                return Err(out_of_range(&format!("{path}.width"), &width.to_string(), "1 to 12 digits are"));
            }
            let overflow = match overflow {
                SerialOverflowDocument::Refuse => Overflow::Refuse,
                SerialOverflowDocument::Widen => Overflow::Widen,
            };
            Part::Serial { width: usize::from(*width), overflow }
        }
        NumberPartDocument::Check { method } => Part::Check((*method).into()),
    })
}

fn sites(path: &str, written: &[String]) -> Result<Vec<Name>, NumberError> {
    if !(1..=MOST_SITES).contains(&written.len()) {
        return Err(out_of_range(path, &written.len().to_string(), "1 to 1000 sites are"));
    }
    let length = written.first().map_or(0, String::len);
    let mut codes: Vec<Name> = Vec::with_capacity(written.len());
    for (position, text) in written.iter().enumerate() {
        let plain = text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        let code = text.parse().ok().filter(|_| plain && text.len() == length && length <= 10);
        let fresh = code.filter(|code| !codes.contains(code));
        codes.push(fresh.ok_or_else(|| {
            let allowed = "different codes of one length, 1 to 10 capital letters and digits, are";
            out_of_range(&format!("{path}[{position}]"), &shown(text), allowed)
        })?);
    }
    Ok(codes)
}

/// Exactly one serial, at most one site, and check digits that cover both and every date.
fn refuse_disorder(parts: &[Part]) -> Result<(), NumberError> {
    let count = |wanted: fn(&Part) -> bool| parts.iter().filter(|part| wanted(part)).count();
    if count(|part| matches!(part, Part::Serial { .. })) != 1 {
        return Err(disorder("parts", "exactly one part of the type `serial` is expected"));
    }
    if count(|part| matches!(part, Part::Site(_))) > 1 {
        return Err(disorder("parts", "at most one part of the type `site` is expected"));
    }
    let check = parts.iter().position(|part| matches!(part, Part::Check(_)));
    let after = check.map(|at| parts.iter().skip(at.saturating_add(1)));
    if after.is_some_and(|mut after| after.any(|part| !matches!(part, Part::Text(_)))) {
        return Err(disorder(
            "parts",
            "the part of the type `check` comes last, with at most texts after it",
        ));
    }
    Ok(())
}

fn refuse_repeats(scheme: &Scheme) -> Result<(), NumberError> {
    let fields = |part: &Part| match part {
        Part::Date(form) => form.fields.to_vec(),
        _ => Vec::new(),
    };
    let fields: Vec<DateField> = scheme.parts.iter().flat_map(fields).collect();
    let year = fields.contains(&DateField::Year) || fields.contains(&DateField::ShortYear);
    let month = fields.contains(&DateField::Month);
    let day = fields.contains(&DateField::Day);
    let (reset, needed): (_, &[(bool, &'static str)]) = match scheme.reset {
        Reset::Daily => ("daily", &[(year, "year"), (month, "month"), (day, "day")]),
        Reset::Monthly => ("monthly", &[(year, "year"), (month, "month")]),
        Reset::Yearly => ("yearly", &[(year, "year")]),
        Reset::Never => return Ok(()),
    };
    let lacking = needed.iter().find(|(there, _)| !there);
    lacking.map_or(Ok(()), |&(_, lacking)| Err(NumberError::Repeats { reset, lacking }))
}

fn out_of_range(path: &str, value: &str, allowed: &'static str) -> NumberError {
    NumberError::OutOfRange { path: path.to_owned(), value: value.to_owned(), allowed }
}

fn disorder(path: &str, detail: &'static str) -> NumberError {
    NumberError::Scheme { path: path.to_owned(), detail }
}
