use std::collections::BTreeMap;

use super::{Labels, PolicyError, PolicyErrors};
use crate::calendar::WorkingCalendar;
use crate::escalation::EscalationPolicy;
use crate::priority::GradingPolicy;
use crate::sla::SlaPolicy;
use crate::ticket::{GatesPolicy, IntakePolicy, NumberScheme, TicketDocuments, TicketPolicy};
use crate::time::{ZoneDatabase, shown};
use crate::wire::{BundleDocument, SlaDocument, revision};

/// Most calendars of a bundle.
const MOST_CALENDARS: usize = 64;

/// All policies of a desk, compiled; each part could be used alone.
///
/// ```
/// use aftersales::policy::Bundle;
/// use aftersales::time::ZoneDatabase;
/// use aftersales::wire::BundleDocument;
///
/// let document = BundleDocument::from_json(r#"{
///     "name": "two mistakes",
///     "calendars": {"office": {"time_zone": "Mars/Olympus"}},
///     "intake": {"requirements": [{"fields": ["serial"]}]}
/// }"#)?;
/// let errors = Bundle::compile(&document, &ZoneDatabase::bundled()).unwrap_err();
/// let paths: Vec<_> = errors.all().iter().map(|error| error.path()).collect();
/// assert_eq!(paths, ["calendars.office.time_zone", "intake.requirements[0].fields[0]"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    name: String,
    revision: String,
    calendars: BTreeMap<String, WorkingCalendar>,
    grading: Option<GradingPolicy>,
    sla: Option<SlaPolicy>,
    escalation: Option<EscalationPolicy>,
    intake: Option<IntakePolicy>,
    numbering: Option<NumberScheme>,
    labels: Labels,
    ticket: Option<TicketPolicy>,
}

impl Bundle {
    /// Compiles a document.
    ///
    /// # Errors
    ///
    /// [`PolicyErrors`] with everything that is wrong: of each part, and of each calendar, what was found first.
    pub fn compile(document: &BundleDocument, zones: &ZoneDatabase) -> Result<Self, PolicyErrors> {
        let parts = Parts::compile(document, zones);
        let revision = revision(document, zones.version())?;
        if !parts.errors.is_empty() {
            return Err(PolicyErrors(parts.errors));
        }
        let ticket = ticket(document, zones)?;
        Ok(Self {
            name: document.name.clone(),
            revision,
            calendars: parts.calendars,
            grading: parts.grading,
            sla: parts.sla,
            escalation: parts.escalation,
            intake: parts.intake,
            numbering: parts.numbering,
            labels: parts.labels,
            ticket,
        })
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The content hash of the document with the version of the time zone database. Every part has a revision of its own
    /// beside it.
    #[must_use]
    pub fn revision(&self) -> &str {
        &self.revision
    }

    /// A calendar, those of the service levels included.
    #[must_use]
    pub fn calendar(&self, name: &str) -> Option<&WorkingCalendar> {
        self.calendars.get(name)
    }

    /// Grading.
    #[must_use]
    pub const fn grading(&self) -> Option<&GradingPolicy> {
        self.grading.as_ref()
    }

    /// The service levels.
    #[must_use]
    pub const fn sla(&self) -> Option<&SlaPolicy> {
        self.sla.as_ref()
    }

    /// Escalation.
    #[must_use]
    pub const fn escalation(&self) -> Option<&EscalationPolicy> {
        self.escalation.as_ref()
    }

    /// Intake.
    #[must_use]
    pub const fn intake(&self) -> Option<&IntakePolicy> {
        self.intake.as_ref()
    }

    /// Ticket numbers.
    #[must_use]
    pub const fn numbering(&self) -> Option<&NumberScheme> {
        self.numbering.as_ref()
    }

    /// What tickets are decided by: the service levels and gates with all that the bundle has beside them.
    #[must_use]
    pub const fn ticket(&self) -> Option<&TicketPolicy> {
        self.ticket.as_ref()
    }

    /// Labels; those that ship with the library where the document has none.
    #[must_use]
    pub const fn labels(&self) -> &Labels {
        &self.labels
    }
}

/// What of a bundle compiles, and what is wrong with the rest.
pub(super) struct Parts {
    pub(super) calendars: BTreeMap<String, WorkingCalendar>,
    pub(super) grading: Option<GradingPolicy>,
    pub(super) sla: Option<SlaPolicy>,
    pub(super) escalation: Option<EscalationPolicy>,
    pub(super) gates: Option<GatesPolicy>,
    pub(super) intake: Option<IntakePolicy>,
    pub(super) numbering: Option<NumberScheme>,
    pub(super) labels: Labels,
    pub(super) errors: Vec<PolicyError>,
}

impl Parts {
    pub(super) fn compile(document: &BundleDocument, zones: &ZoneDatabase) -> Self {
        let mut errors = Vec::new();
        let calendars = calendars(document, zones, &mut errors);
        // What a broken calendar does to the service levels, and they to escalation, would only repeat the same error.
        let sound = errors.is_empty();
        let grading = document.grading.as_ref().and_then(|grading| {
            keep(GradingPolicy::compile(grading), |error| PolicyError::Grading(Box::new(error)), &mut errors)
        });
        let sla = document.sla.as_ref().filter(|_| sound).and_then(|sla| {
            let written = with_calendars(sla, document);
            keep(SlaPolicy::compile(&written, zones), |error| PolicyError::Sla(Box::new(error)), &mut errors)
        });
        let gates = document.gates.as_ref().and_then(|gates| {
            let Some(written) = &document.sla else {
                errors.push(PolicyError::PartMissing { part: "gates", needed: "sla" });
                return None;
            };
            let policy = GatesPolicy::compile(gates, &with_calendars(written, document), sla.as_ref()?);
            keep(policy, |error| PolicyError::Gates(Box::new(error)), &mut errors)
        });
        let escalation = document.escalation.as_ref().and_then(|escalation| {
            if document.sla.is_none() {
                errors.push(PolicyError::PartMissing { part: "escalation", needed: "sla" });
            }
            let policy = EscalationPolicy::compile(escalation, sla.as_ref()?);
            keep(policy, |error| PolicyError::Escalation(Box::new(error)), &mut errors)
        });
        let intake = document.intake.as_ref().and_then(|intake| {
            keep(IntakePolicy::compile(intake), |error| PolicyError::Intake(Box::new(error)), &mut errors)
        });
        let numbering = document.numbering.as_ref().and_then(|numbering| {
            let scheme = NumberScheme::compile(numbering, zones);
            keep(scheme, |error| PolicyError::Number(Box::new(error)), &mut errors)
        });
        let labels = document
            .labels
            .as_ref()
            .and_then(|labels| keep(Labels::compile(labels), |error| error, &mut errors));
        Self {
            calendars,
            grading,
            sla,
            escalation,
            gates,
            intake,
            numbering,
            labels: labels.unwrap_or_else(Labels::built_in),
            errors,
        }
    }
}

/// The parts that tickets are decided by, as one policy.
fn ticket(document: &BundleDocument, zones: &ZoneDatabase) -> Result<Option<TicketPolicy>, PolicyErrors> {
    let (Some(sla), Some(gates)) = (&document.sla, &document.gates) else { return Ok(None) };
    let sla = with_calendars(sla, document);
    let mut documents = TicketDocuments::new(&sla, gates);
    documents.grading = document.grading.as_ref();
    documents.escalation = document.escalation.as_ref();
    documents.intake = document.intake.as_ref();
    documents.numbering = document.numbering.as_ref();
    let policy = TicketPolicy::compile(&documents, zones);
    policy.map(Some).map_err(|error| PolicyErrors(vec![PolicyError::Gates(Box::new(error))]))
}

/// The service levels with the calendars of the bundle.
pub(super) fn with_calendars(sla: &SlaDocument, document: &BundleDocument) -> SlaDocument {
    let mut written = sla.clone();
    for (name, calendar) in &document.calendars {
        written.calendars.entry(name.clone()).or_insert_with(|| calendar.clone());
    }
    written
}

fn calendars(
    document: &BundleDocument,
    zones: &ZoneDatabase,
    errors: &mut Vec<PolicyError>,
) -> BTreeMap<String, WorkingCalendar> {
    let own = document.sla.as_ref().map(|sla| &sla.calendars);
    let count = document.calendars.len();
    if count > MOST_CALENDARS {
        errors.push(PolicyError::TooMany { path: "calendars".to_owned(), count, most: MOST_CALENDARS });
        return BTreeMap::new();
    }
    let mut compiled = BTreeMap::new();
    for (name, written) in &document.calendars {
        if own.and_then(|own| own.get(name)).is_some_and(|other| other != written) {
            errors.push(PolicyError::CalendarTwice { calendar: shown(name) });
        }
        let in_calendar = |source| PolicyError::Calendar { calendar: shown(name), source: Box::new(source) };
        let working = keep(WorkingCalendar::compile(written, zones), in_calendar, errors);
        compiled.extend(working.map(|working| (name.clone(), working)));
    }
    // Those of the service levels are compiled with them, which reports what is wrong.
    for (name, written) in own.into_iter().flatten().take(MOST_CALENDARS) {
        if !compiled.contains_key(name) {
            let working = WorkingCalendar::compile(written, zones).ok();
            compiled.extend(working.map(|working| (name.clone(), working)));
        }
    }
    compiled
}

fn keep<T, E>(
    result: Result<T, E>,
    into: impl FnOnce(E) -> PolicyError,
    errors: &mut Vec<PolicyError>,
) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(error) => {
            errors.push(into(error));
            None
        }
    }
}
