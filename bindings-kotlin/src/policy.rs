use std::sync::Arc;

use aftersales::policy::{Bundle as Compiled, CheckPeriod, PolicyError, check};
use aftersales::presets::Preset;
use aftersales::ticket::TicketPolicy;
use aftersales::time::Date as LocalDate;
use aftersales::vocabulary::{Channel, Kind};
use aftersales::wire::{BundleDocument, ErrorDocument, FindingDocument, IntakeRecordDocument};

use crate::documents::read;
use crate::error::Answer;
use crate::zones::{ZoneFile, zones};
use crate::{
    AftersalesError, EscalationPolicy, Findings, GradingPolicy, IntakePolicy, Labels, MissingFields,
    NumberScheme, SlaPolicy, WorkingCalendar, intake,
};

/// All policies of a desk, compiled together.
#[derive(Debug, uniffi::Object)]
pub struct Bundle(pub(crate) Compiled);

/// The names of the bundles that ship with the library.
#[uniffi::export]
pub fn presets() -> Vec<String> {
    Preset::ALL.iter().map(ToString::to_string).collect()
}

/// The document of a bundle that ships with the library: to start from, to copy, to change.
#[uniffi::export]
pub fn preset_document(name: &str) -> Answer<BundleDocument> {
    let preset = Preset::named(name).ok_or_else(|| {
        let detail = format!("`name` is `{name}`; one of {} is expected", presets().join(", "));
        AftersalesError::from(ErrorDocument::new("binding.argument.malformed", &detail, Some("name")))
    })?;
    Ok(preset.document()?)
}

#[uniffi::export]
impl Bundle {
    /// Compiles a document, with the bundled time zone database or with the zones that the host brings along. Everything that
    /// is wrong with it is among the reasons of the exception.
    #[uniffi::constructor(default(zones = []))]
    pub fn compile(document: BundleDocument, zones: Vec<ZoneFile>) -> Answer<Self> {
        let compiled = Compiled::compile(&document, &self::zones(zones)?);
        Ok(Self(compiled.map_err(|errors| AftersalesError::from(errors).in_document(&document))?))
    }

    /// Reads and compiles the JSON text of a document.
    #[uniffi::constructor(default(zones = []))]
    pub fn from_json(json: &str, zones: Vec<ZoneFile>) -> Answer<Self> {
        Self::compile(read(json, BundleDocument::from_json)?, zones)
    }

    /// A bundle that ships with the library; `presets` names them.
    #[uniffi::constructor]
    pub fn preset(name: &str) -> Answer<Self> {
        Self::compile(preset_document(name)?, Vec::new())
    }

    /// Its name.
    pub fn name(&self) -> String {
        self.0.name().to_owned()
    }

    /// The content hash of the document with the version of its time zone database.
    pub fn revision(&self) -> String {
        self.0.revision().to_owned()
    }

    /// The revision that events of tickets carry; null where the bundle has no service levels or gates.
    pub fn ticket_revision(&self) -> Option<String> {
        self.0.ticket().map(|policy| policy.revision().to_string())
    }

    /// The service levels, if it has any.
    pub fn sla(&self) -> Option<Arc<SlaPolicy>> {
        self.0.sla().cloned().map(SlaPolicy).map(Arc::new)
    }

    /// How urgent a case is, if it says so.
    pub fn grading(&self) -> Option<Arc<GradingPolicy>> {
        self.0.grading().cloned().map(GradingPolicy).map(Arc::new)
    }

    /// The rules of escalation, if it has any.
    pub fn escalation(&self) -> Option<Arc<EscalationPolicy>> {
        self.0.escalation().cloned().map(EscalationPolicy).map(Arc::new)
    }

    /// What must be recorded of a case, if it says so.
    pub fn intake(&self) -> Option<Arc<IntakePolicy>> {
        self.0.intake().cloned().map(IntakePolicy).map(Arc::new)
    }

    /// How tickets are numbered, if it says so.
    pub fn numbering(&self) -> Option<Arc<NumberScheme>> {
        self.0.numbering().cloned().map(NumberScheme).map(Arc::new)
    }

    /// What its words are called, the labels that ship with the library among them.
    pub fn labels(&self) -> Labels {
        Labels(self.0.labels().clone())
    }

    /// A calendar of the bundle or of its service levels; null where there is none of that name.
    pub fn calendar(&self, name: &str) -> Option<Arc<WorkingCalendar>> {
        self.0.calendar(name).cloned().map(WorkingCalendar).map(Arc::new)
    }

    /// What an intake record still lacks, for a form to show before it is sent; nothing where the bundle asks for nothing.
    pub fn missing_fields(
        &self,
        record: IntakeRecordDocument,
        kind: Kind,
        channel: Channel,
    ) -> Answer<MissingFields> {
        let record = intake::read(&record)?;
        let missing = self.0.intake().map(|intake| intake.missing(&record, kind, channel));
        Ok(intake::found(&missing.unwrap_or_default()))
    }
}

impl Bundle {
    /// What tickets are decided by.
    pub(crate) fn ticket(&self) -> Answer<&TicketPolicy> {
        let part = if self.0.sla().is_none() { "sla" } else { "gates" };
        let missing = PolicyError::PartMissing { part: "ticket", needed: part };
        self.0.ticket().ok_or_else(|| ErrorDocument::from(&missing).into())
    }
}

/// What is wrong with a bundle or hardly meant, for the dates from `from` to `until`: errors first, then warnings and notices.
/// What does not compile is among the errors, so nothing is thrown for it.
#[uniffi::export(default(zones = []))]
pub fn check_bundle(
    document: BundleDocument,
    from: LocalDate,
    until: LocalDate,
    zones: Vec<ZoneFile>,
) -> Answer<Findings> {
    let findings = check(&document, &self::zones(zones)?, CheckPeriod::new(from, until));
    Ok(Findings(findings.iter().map(FindingDocument::from).collect()))
}
