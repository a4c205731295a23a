use std::collections::BTreeMap;
use std::sync::Arc;

use super::compile::compile;
use super::missing::{Completeness, FieldProblem, MissingField};
use super::pattern::Pattern;
use super::{ContactRecord, IntakeError, IntakeField, IntakeRecord};
use crate::ticket::check_digits::CheckMethod;
use crate::time::{DAY_MICROS, Instant, MICROS, Span};
use crate::vocabulary::{Channel, Kind};
use crate::wire::IntakeDocument;

/// What a desk asks for at intake, compiled (domain facts IN-3, IN-4, IN-6). Cloning is cheap.
///
/// ```
/// use aftersales::ticket::{IntakePolicy, IntakeRecord};
/// use aftersales::vocabulary::{Channel, Kind};
/// use aftersales::wire::{IntakeDocument, IntakeRecordDocument};
///
/// let policy = IntakePolicy::compile(&IntakeDocument::from_json(r#"{
///     "requirements": [{"when": {"kind": ["repair"]}, "fields": ["model", "serial_number"]}],
///     "formats": {"serial_number": {"patterns": ["AA9{6}"]}}
/// }"#)?)?;
/// let written: IntakeRecordDocument = serde_json::from_str(r#"{"serial_number": "K3-17"}"#)?;
/// let record = IntakeRecord::try_from(&written)?;
/// let missing = policy.missing(&record, Kind::Repair, Channel::Hotline);
/// let told: Vec<_> = missing.iter().map(ToString::to_string).collect();
/// assert_eq!(told, [
///     "`model` is missing",
///     "`serial_number` is `K3-17`; a value such as `AA123456` is expected (`AA9{6}`)",
/// ]);
/// assert!(policy.missing(&record, Kind::Enquiry, Channel::Hotline).len() == 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntakePolicy(Arc<Policy>);

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Policy {
    pub(super) revision: String,
    pub(super) requirements: Vec<Requirement>,
    pub(super) formats: BTreeMap<IntakeField, Format>,
}

/// What is required of some tickets; an empty list of kinds or channels asks nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Requirement {
    pub(super) kinds: Vec<Kind>,
    pub(super) channels: Vec<Channel>,
    pub(super) fields: Vec<IntakeField>,
    pub(super) any_of: Vec<IntakeField>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Format {
    pub(super) patterns: Vec<Pattern>,
    pub(super) check: Option<CheckMethod>,
}

impl IntakePolicy {
    /// Compiles a document.
    ///
    /// # Errors
    ///
    /// [`IntakeError`] with the path of what is wrong: a field, kind or channel that is none, a pattern that cannot be read, a
    /// format for a field that is no text.
    pub fn compile(document: &IntakeDocument) -> Result<Self, IntakeError> {
        Ok(Self(Arc::new(compile(document)?)))
    }

    /// The content hash of the document.
    #[must_use]
    pub fn revision(&self) -> &str {
        &self.0.revision
    }

    /// The fields that a ticket must have, in the order of the document: what a form marks.
    #[must_use]
    pub fn required(&self, kind: Kind, channel: Channel) -> Vec<&IntakeField> {
        let mut fields = Vec::new();
        for field in self.fitting(kind, channel).flat_map(|requirement| &requirement.fields) {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        fields
    }

    /// Everything that a record lacks, one by one: required fields in the order of the document, then groups of which one
    /// field is needed, then values that do not fit their format, contradictions, and fields that this version does not know.
    #[must_use]
    pub fn missing(&self, record: &IntakeRecord, kind: Kind, channel: Channel) -> Vec<MissingField> {
        let required = self.required(kind, channel);
        let absent = required.into_iter().filter(|field| !record.holds(field));
        let mut missing: Vec<MissingField> = absent
            .map(|field| MissingField::new(field, FieldProblem::Missing { example: self.example(field) }))
            .collect();
        for group in self.groups(kind, channel) {
            if let Some(first) = group.first().filter(|_| !group.iter().any(|field| record.holds(field))) {
                missing.push(MissingField::new(first, FieldProblem::NoneOf { fields: group.to_vec() }));
            }
        }
        let invalid = record.texts().filter_map(|(field, text)| self.text_problem(field, text));
        missing.extend(invalid);
        missing.extend(contradiction(record));
        missing.extend(record.unknown().map(MissingField::unknown));
        missing
    }

    /// What is wrong with contact data: values that do not fit the format of `contact.phone` and the like. Whether they are
    /// required is for [`missing`](Self::missing) to say, which sees only what the ticket keeps of them.
    #[must_use]
    pub fn malformed_in(&self, contact: &ContactRecord) -> Vec<MissingField> {
        let fields =
            super::ContactField::ALL.iter().filter_map(|field| Some((*field, contact.text(*field)?)));
        let problems = fields.filter_map(|(field, text)| {
            let problem = self.text_problem(&IntakeField::Contact(field), text)?;
            Some(problem.without_value())
        });
        problems.collect()
    }

    /// How much of what is asked for is there and valid; a group of which one field is needed counts once (domain fact
    /// KP-11).
    #[must_use]
    pub fn completeness(&self, record: &IntakeRecord, kind: Kind, channel: Channel) -> Completeness {
        let contradicted = contradiction(record);
        let valid = |field: &IntakeField| {
            let text = record.text(field).is_none_or(|text| self.text_problem(field, text).is_none());
            let consistent = contradicted.as_ref().is_none_or(|problem| !problem.is_about(field));
            record.holds(field) && text && consistent
        };
        let fields = self.required(kind, channel);
        let groups = self.groups(kind, channel);
        let required = fields.len().saturating_add(groups.len());
        let met = groups.iter().filter(|group| group.iter().any(&valid)).count();
        let given = fields.into_iter().filter(|field| valid(field)).count().saturating_add(met);
        Completeness::new(required, given)
    }

    fn fitting(&self, kind: Kind, channel: Channel) -> impl Iterator<Item = &Requirement> {
        self.0.requirements.iter().filter(move |requirement| requirement.fits(kind, channel))
    }

    /// The groups of which one field is needed, each once.
    fn groups(&self, kind: Kind, channel: Channel) -> Vec<&[IntakeField]> {
        let mut groups: Vec<&[IntakeField]> = Vec::new();
        for requirement in self.fitting(kind, channel) {
            let group = requirement.any_of.as_slice();
            if !group.is_empty() && !groups.contains(&group) {
                groups.push(group);
            }
        }
        groups
    }

    fn example(&self, field: &IntakeField) -> Option<String> {
        self.0.formats.get(field).and_then(Format::example)
    }

    fn text_problem(&self, field: &IntakeField, text: &str) -> Option<MissingField> {
        let format = self.0.formats.get(field)?;
        let fits = format.patterns.is_empty() || format.patterns.iter().any(|pattern| pattern.fits(text));
        if !fits {
            let patterns = format.patterns.iter().map(|pattern| pattern.as_str().to_owned()).collect();
            let example = format.patterns.first().map(Pattern::example).unwrap_or_default();
            let problem = FieldProblem::Malformed { value: Some(text.to_owned()), example, patterns };
            return Some(MissingField::new(field, problem));
        }
        let wrong = format.check.filter(|method| !method.holds(text))?;
        let problem = FieldProblem::CheckDigits { value: Some(text.to_owned()), method: wrong.as_str() };
        Some(MissingField::new(field, problem))
    }
}

impl Requirement {
    fn fits(&self, kind: Kind, channel: Channel) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&kind))
            && (self.channels.is_empty() || self.channels.contains(&channel))
    }
}

impl Format {
    /// A value that fits; none where check digits would have to be right too.
    fn example(&self) -> Option<String> {
        self.patterns.first().filter(|_| self.check.is_none()).map(Pattern::example)
    }
}

/// A unit that failed before it was bought. Somewhere on earth a date begins 14 hours before it does in UTC.
fn contradiction(record: &IntakeRecord) -> Option<MissingField> {
    const EARLIEST_BEGIN: Span = Span::from_micros(-14 * 3_600 * MICROS);
    let (purchased_on, fault_at) = (record.purchased_on()?, record.fault_at()?);
    let midnight = Instant::from_micros(purchased_on.days().checked_mul(DAY_MICROS)?).ok()?;
    let problem = FieldProblem::PurchasedAfterFault { purchased_on, fault_at };
    let contradicts = fault_at < midnight.checked_add(EARLIEST_BEGIN)?;
    contradicts.then(|| MissingField::new(&IntakeField::PurchasedOn, problem))
}
