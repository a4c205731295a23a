//! Documents of the wire. They cross as their JSON, and are classes in Kotlin that `kotlin-documents` writes from the schemas
//! of the same types; `uniffi.toml` names the functions between the two.

use std::collections::{BTreeMap, BTreeSet};

use aftersales::ticket::{EffectDocument, Event};
use aftersales::vocabulary::{Actor, Channel, FunctionalLevel, Kind, Priority};
use aftersales::wire::ticket::{Command, CommandName, EventDocument, Phase, Requirement, TicketState};
use aftersales::wire::{
    ActualComparisonDocument, BacktestDocument, BoardDocument, BreachDocument, BundleDocument,
    CalendarDocument, ChartDocument, ClaimDocument, CompletenessDocument, CompletionPromiseDocument,
    CompletionRequestDocument, CompositionDocument, ContactRecordDocument, CoverageDocument,
    CoveredClaimDocument, DecisionTableDocument, DelayDocument, DelayRequestDocument, EffortRequestDocument,
    EscalationDocument, EstimateDifferenceDocument, EstimateDocument, EstimateRangeDocument,
    EstimateRangeRequestDocument, EstimateRequestDocument, ExplanationDocument, FigureDocument,
    FindingDocument, FiringDocument, FiringExplanationDocument, GradeDocument, GradeExplanationDocument,
    GradingDocument, HolidaysDocument, InputValue, InputsDocument, IntakeDocument, IntakeRecordDocument,
    JobEffortDocument, KpiReportDocument, LabelsDocument, MissingFieldDocument, MoneyDocument,
    NumberReadingDocument, NumberingDocument, OptionPolicyDocument, OptionSheetDocument,
    OptionsRequestDocument, OverrideDocument, PriceBookDocument, ProlongationRequestDocument,
    ProlongedGuaranteeDocument, ReadingDocument, ReauthorisationCheckDocument,
    ReauthorisationRequestDocument, RefundDocument, RefundRequestDocument, RegimeDocument, RejectedDocument,
    RemediesDocument, ShiftDocument, SlaDocument, StandardHoursDocument, TicketFactsDocument,
    TimelineEventDocument, UnitFactsDocument, WireError, read_document,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::AftersalesError;
use crate::error::{Answer, Data};

macro_rules! documents {
    ($($document:ident),+ $(,)?) => {$(
        uniffi::custom_type!($document, String, {
            remote,
            lower: |document| to_json(&document),
            try_lift: |text| Ok(read(&text, read_document)?),
        });
    )+};
}

/// A type of this crate around a list or map of documents, which cross as one text.
macro_rules! collections {
    ($($(#[$about:meta])* $name:ident($collection:ty)),+ $(,)?) => {$(
        $(#[$about])*
        #[derive(Debug, Clone)]
        pub struct $name(pub $collection);

        uniffi::custom_type!($name, String, {
            lower: |documents| to_json(&documents.0),
            try_lift: |text| Ok($name(read_all(&text)?)),
        });
    )+};
}

documents! {
    Actor, ActualComparisonDocument, BacktestDocument, BoardDocument, BundleDocument, CalendarDocument,
    Channel, ClaimDocument, CommandName, CompletenessDocument, CompletionPromiseDocument,
    CompletionRequestDocument, CompositionDocument, ContactRecordDocument, CoverageDocument,
    CoveredClaimDocument, DecisionTableDocument, DelayDocument, DelayRequestDocument, EffortRequestDocument,
    EscalationDocument, EstimateDifferenceDocument, EstimateDocument, EstimateRangeDocument,
    EstimateRangeRequestDocument, EstimateRequestDocument, ExplanationDocument, FiringDocument,
    FiringExplanationDocument, FunctionalLevel, GradeDocument, GradeExplanationDocument, GradingDocument,
    HolidaysDocument, InputsDocument, IntakeDocument, IntakeRecordDocument, JobEffortDocument, Kind,
    KpiReportDocument, LabelsDocument, MoneyDocument, NumberReadingDocument, NumberingDocument,
    OptionPolicyDocument, OptionSheetDocument, OptionsRequestDocument, OverrideDocument, Phase,
    PriceBookDocument, Priority, ProlongationRequestDocument, ProlongedGuaranteeDocument,
    ReauthorisationCheckDocument, ReauthorisationRequestDocument, RefundDocument, RefundRequestDocument,
    RegimeDocument, RemediesDocument, SlaDocument, StandardHoursDocument, TicketFactsDocument, TicketState,
    UnitFactsDocument,
}

uniffi::custom_type!(Command, String, {
    remote,
    lower: |command| to_json(&command),
    try_lift: |text| Ok(read(&text, Command::from_json)?),
});

collections! {
    /// Broken promises.
    Breaches(Vec<BreachDocument>),
    /// What charts draw.
    Charts(Vec<ChartDocument>),
    /// What a row of a decision table says, by output.
    DecidedValues(BTreeMap<String, String>),
    /// What the host is to do.
    Effects(Vec<EffectDocument>),
    /// The facts of many tickets.
    FactsOfTickets(Vec<TicketFactsDocument>),
    /// Figures of a desk.
    FigureRows(Vec<FigureDocument>),
    /// What a check found.
    Findings(Vec<FindingDocument>),
    /// Steps of rules that have become due.
    Firings(Vec<FiringDocument>),
    /// What is known of a case, by input.
    GradingInputs(BTreeMap<String, InputValue>),
    /// The timelines of many tickets, by key.
    Histories(BTreeMap<String, Vec<TimelineEventDocument>>),
    /// Fields that an intake record lacks.
    MissingFields(Vec<MissingFieldDocument>),
    /// The readings of several clocks.
    Readings(Vec<ReadingDocument>),
    /// What figures could not take in.
    RejectedRows(Vec<RejectedDocument>),
    /// What is required before a command.
    Requirements(BTreeSet<Requirement>),
    /// Shifts of a day.
    Shifts(Vec<ShiftDocument>),
    /// Events of a ticket as the clocks see them, in order.
    Timeline(Vec<TimelineEventDocument>),
}

/// Events of a ticket, in order.
#[derive(Debug, Clone)]
pub struct EventLog(pub Vec<Event>);

uniffi::custom_type!(EventLog, String, {
    lower: |log| to_json(&log.0),
    try_lift: |text| {
        let events = read_all::<Vec<EventDocument>>(&text)?.into_iter().enumerate().map(|(place, event)| {
            Event::try_from(event).map_err(|error| AftersalesError::from(error).within(&format!("[{place}]")))
        });
        Ok(EventLog(events.collect::<Result<_, _>>()?))
    },
});

uniffi::custom_type!(Data, String, {
    lower: |data| data.0.to_string(),
    try_lift: |text| Ok(Data(read(&text, read_document)?)),
});

/// The canonical text of JSON (RFC 8785), which is the same in every language: keys in order, no spaces, one way to write each
/// value. The wire holds no fractions outside texts; JSON with one has no such form.
#[uniffi::export]
pub fn canonical_json(json: &str) -> Answer<String> {
    let value: serde_json::Value = read_all(json)?;
    Ok(aftersales::wire::canonical_json(&value)?)
}

/// Reads a document; an error says what stands at its path.
pub(crate) fn read<T>(text: &str, read: impl FnOnce(&str) -> Result<T, WireError>) -> Answer<T> {
    read(text).map_err(|error| AftersalesError::in_text(error, text))
}

/// Reads many documents at once: of any length together, as a host hands them in that has them in memory already.
fn read_all<T: DeserializeOwned>(text: &str) -> Result<T, AftersalesError> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let malformed =
        |path: String, detail: String| AftersalesError::in_text(WireError::Malformed { path, detail }, text);
    let read = serde_path_to_error::deserialize(&mut reader);
    let all = read.map_err(|error| malformed(error.path().to_string(), error.inner().to_string()))?;
    reader.end().map_err(|error| malformed(".".to_owned(), error.to_string()))?;
    Ok(all)
}

/// Every document of the wire has a JSON form: its keys are texts, and its values nothing else than JSON.
fn to_json<T: Serialize>(document: &T) -> String {
    serde_json::to_string(document).unwrap_or_default()
}
