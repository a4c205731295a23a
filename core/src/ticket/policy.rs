use std::sync::Arc;

use super::{GatesPolicy, IntakePolicy, NumberScheme, TicketError};
use crate::escalation::EscalationPolicy;
use crate::priority::GradingPolicy;
use crate::sla::SlaPolicy;
use crate::time::ZoneDatabase;
use crate::vocabulary::Name;
use crate::wire::{
    EscalationDocument, GatesDocument, GradingDocument, IntakeDocument, NumberingDocument, SlaDocument,
    WireError, revision,
};

/// The documents that a [`TicketPolicy`] is made of.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct TicketDocuments<'a> {
    /// What is promised.
    pub sla: &'a SlaDocument,
    /// What is asked before each step.
    pub gates: &'a GatesDocument,
    /// How urgent a case is; absent: priorities are given by persons alone.
    pub grading: Option<&'a GradingDocument>,
    /// Who hears of a ticket, and which functional level holds it; absent: nothing fires.
    pub escalation: Option<&'a EscalationDocument>,
    /// What is asked for at intake; absent: nothing.
    pub intake: Option<&'a IntakeDocument>,
    /// How numbers are written; absent: any name is a number.
    pub numbering: Option<&'a NumberingDocument>,
}

impl<'a> TicketDocuments<'a> {
    /// The two documents that every policy has.
    #[must_use]
    pub const fn new(sla: &'a SlaDocument, gates: &'a GatesDocument) -> Self {
        Self { sla, gates, grading: None, escalation: None, intake: None, numbering: None }
    }

    /// With rules to grade by.
    #[must_use]
    pub const fn with_grading(mut self, grading: &'a GradingDocument) -> Self {
        self.grading = Some(grading);
        self
    }

    /// With escalation rules.
    #[must_use]
    pub const fn with_escalation(mut self, escalation: &'a EscalationDocument) -> Self {
        self.escalation = Some(escalation);
        self
    }

    /// With what is asked for at intake.
    #[must_use]
    pub const fn with_intake(mut self, intake: &'a IntakeDocument) -> Self {
        self.intake = Some(intake);
        self
    }

    /// With a scheme for numbers.
    #[must_use]
    pub const fn with_numbering(mut self, numbering: &'a NumberingDocument) -> Self {
        self.numbering = Some(numbering);
        self
    }
}

/// All that tickets are decided by, compiled. Cloning is cheap.
///
/// ```
/// use aftersales::ticket::{TicketDocuments, TicketPolicy};
/// use aftersales::time::ZoneDatabase;
/// use aftersales::wire::{GatesDocument, SlaDocument};
///
/// let sla = SlaDocument::from_json(r#"{
///     "calendars": {"office": {"time_zone": "Europe/Berlin", "weekly": {"mon": [["09:00", "17:00"]]}}},
///     "default_calendar": "office", "metrics": []}"#)?;
/// let gates = GatesDocument::from_json(r#"{"gates": [{"before": ["close"], "requires": ["confirmation"]}]}"#)?;
/// let policy = TicketPolicy::compile(&TicketDocuments::new(&sla, &gates), &ZoneDatabase::bundled())?;
/// assert_eq!(policy.revision().as_str().len(), 16);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketPolicy(Arc<Policy>);

#[derive(Debug, PartialEq, Eq)]
struct Policy {
    revision: Name,
    sla: SlaPolicy,
    gates: GatesPolicy,
    grading: Option<GradingPolicy>,
    escalation: Option<EscalationPolicy>,
    intake: Option<IntakePolicy>,
    numbering: Option<NumberScheme>,
}

impl TicketPolicy {
    /// Compiles the documents.
    ///
    /// # Errors
    ///
    /// [`TicketError`], or that of the room whose document does not compile.
    pub fn compile(documents: &TicketDocuments<'_>, zones: &ZoneDatabase) -> Result<Self, TicketError> {
        let sla = SlaPolicy::compile(documents.sla, zones)?;
        let gates = GatesPolicy::compile(documents.gates, documents.sla, &sla)?;
        let grading = documents.grading.map(GradingPolicy::compile).transpose()?;
        let escalation =
            documents.escalation.map(|rules| EscalationPolicy::compile(rules, &sla)).transpose()?;
        let intake = documents.intake.map(IntakePolicy::compile).transpose()?;
        let numbering = documents.numbering.map(|scheme| NumberScheme::compile(scheme, zones)).transpose()?;
        let parts = (
            documents.sla,
            documents.gates,
            documents.grading,
            documents.escalation,
            documents.intake,
            documents.numbering,
        );
        let revision = revision(&parts, zones.version())?;
        let revision = revision.parse().map_err(|_| {
            TicketError::Wire(WireError::NotCanonical { detail: "the documents have no revision".to_owned() })
        })?;
        Ok(Self(Arc::new(Policy { revision, sla, gates, grading, escalation, intake, numbering })))
    }

    /// The content hash of the documents with the version of the time zone database.
    #[must_use]
    pub fn revision(&self) -> &Name {
        &self.0.revision
    }

    /// What is promised.
    #[must_use]
    pub fn sla(&self) -> &SlaPolicy {
        &self.0.sla
    }

    /// What is asked before each step.
    #[must_use]
    pub fn gates(&self) -> &GatesPolicy {
        &self.0.gates
    }

    /// How urgent a case is.
    #[must_use]
    pub fn grading(&self) -> Option<&GradingPolicy> {
        self.0.grading.as_ref()
    }

    /// Who hears of a ticket, and which functional level holds it.
    #[must_use]
    pub fn escalation(&self) -> Option<&EscalationPolicy> {
        self.0.escalation.as_ref()
    }

    /// What is asked for at intake.
    #[must_use]
    pub fn intake(&self) -> Option<&IntakePolicy> {
        self.0.intake.as_ref()
    }

    /// How numbers are written.
    #[must_use]
    pub fn numbering(&self) -> Option<&NumberScheme> {
        self.0.numbering.as_ref()
    }
}
