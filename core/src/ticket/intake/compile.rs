//! From a document to a policy.

use core::str::FromStr;
use std::collections::BTreeMap;

use super::pattern::Pattern;
use super::policy::{Format, Policy, Requirement};
use super::{IntakeError, IntakeField};
use crate::time::shown;
use crate::vocabulary::VocabularyError;
use crate::wire::{FormatDocument, IntakeDocument, RequirementDocument, revision};

const MOST_REQUIREMENTS: usize = 200;
const MOST_FIELDS: usize = 200;
const MOST_FORMATS: usize = 200;
const MOST_PATTERNS: usize = 50;

pub(super) fn compile(document: &IntakeDocument) -> Result<Policy, IntakeError> {
    limit("requirements", document.requirements.len(), MOST_REQUIREMENTS)?;
    limit("formats", document.formats.len(), MOST_FORMATS)?;
    let requirements = document.requirements.iter().enumerate();
    let requirements =
        requirements.map(|(position, written)| requirement(&format!("requirements[{position}]"), written));
    let mut formats = BTreeMap::new();
    for (name, written) in &document.formats {
        let path = format!("formats.{}", shown(name));
        let field: IntakeField = word(&path, name)?;
        let format = format(&path, &field, written)?;
        formats.insert(field, format);
    }
    Ok(Policy {
        revision: revision(document, "")?,
        requirements: requirements.collect::<Result<_, _>>()?,
        formats,
    })
}

fn requirement(path: &str, written: &RequirementDocument) -> Result<Requirement, IntakeError> {
    Ok(Requirement {
        kinds: words(&format!("{path}.when.kind"), &written.when.kind)?,
        channels: words(&format!("{path}.when.channel"), &written.when.channel)?,
        fields: words(&format!("{path}.fields"), &written.fields)?,
        any_of: words(&format!("{path}.any_of"), &written.any_of)?,
    })
}

fn format(path: &str, field: &IntakeField, written: &FormatDocument) -> Result<Format, IntakeError> {
    let misplaced = |detail| Err(IntakeError::Format { path: path.to_owned(), detail });
    if !field.is_text() {
        return misplaced(
            "dates, instants and attachments have a format of their own; only a text can have one here",
        );
    }
    if written.patterns.is_empty() && written.check.is_none() {
        return misplaced("a format has at least one of `patterns` and `check`");
    }
    let path = format!("{path}.patterns");
    limit(&path, written.patterns.len(), MOST_PATTERNS)?;
    let pattern = |(position, text): (usize, &String)| {
        Pattern::read(text).map_err(|detail| IntakeError::Pattern {
            path: format!("{path}[{position}]"),
            value: shown(text),
            detail,
        })
    };
    Ok(Format {
        patterns: written.patterns.iter().enumerate().map(pattern).collect::<Result<_, _>>()?,
        check: written.check.map(Into::into),
    })
}

fn words<T: FromStr<Err = VocabularyError>>(path: &str, written: &[String]) -> Result<Vec<T>, IntakeError> {
    limit(path, written.len(), MOST_FIELDS)?;
    written.iter().enumerate().map(|(position, text)| word(&format!("{path}[{position}]"), text)).collect()
}

fn word<T: FromStr<Err = VocabularyError>>(path: &str, text: &str) -> Result<T, IntakeError> {
    text.parse().map_err(|source| IntakeError::Word { path: path.to_owned(), source })
}

fn limit(path: &str, count: usize, most: usize) -> Result<(), IntakeError> {
    if count > most {
        return Err(IntakeError::TooMany { path: path.to_owned(), count, most });
    }
    Ok(())
}
