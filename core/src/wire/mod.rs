//! The one JSON shape of documents, events and results, the same in every language.
//!
//! Plain structs with public fields, which say nothing about validity: a room's `compile` or `TryFrom` is the only way in.
//! Keys are snake_case, what is absent is left out, instants are RFC 3339 in UTC with up to six digits, lengths of time are
//! integers with their unit in the name. Documents refuse unknown fields.

#[cfg(feature = "ticket")]
mod bundle;
mod calendar;
mod canonical;
mod error;
mod escalation;
mod facts;
mod finding;
#[cfg(feature = "ticket")]
mod gates;
mod grade;
mod grading;
mod input_value;
mod intake;
mod labels;
mod money;
mod numbering;
mod reading;
mod sla;
#[cfg(feature = "ticket")]
pub mod ticket;
mod timeline;

#[cfg(feature = "ticket")]
pub use bundle::BundleDocument;
pub use calendar::{CalendarDocument, ShiftDocument, WeeklyShifts};
pub use canonical::{canonical_json, revision};
pub use error::{ErrorDocument, WireError, read_document};
pub use escalation::{
    EscalationActionDocument, EscalationDocument, EscalationRuleDocument, EscalationStepDocument,
    EscalationTriggerDocument, EscalationWhenDocument, FiredActionDocument, FiringDocument,
    OnRegradeDocument, RepeatDocument,
};
pub use facts::{PromiseDocument, TicketFactsDocument};
pub use finding::{FindingDocument, SeverityDocument, WitnessDocument};
#[cfg(feature = "ticket")]
pub use gates::{
    ArchiveDocument, CallBackDocument, CallBackPlacement, GateDocument, GateWhenDocument, GatesDocument,
    PeriodDocument, ProgressReportDocument,
};
pub use grade::{
    AlternativeDocument, FactDocument, FoundKeywordDocument, GradeDocument, GradeExplanationDocument,
    OverrideDocument, RuleReadingDocument,
};
pub use grading::{
    DecisionTableDocument, GradingDocument, GradingInputDocument, HitPolicyDocument, KeywordListDocument,
    ModifierDocument, OrderDocument, OutputDocument, PresenceDocument, PresenceTestDocument, RowDocument,
    RulesDocument, TestDocument,
};
pub use input_value::InputValue;
pub use intake::{
    AttachmentDocument, CompletenessDocument, ContactDocument, ContactRecordDocument,
    ContactReferenceDocument, FormatDocument, IntakeDocument, IntakeRecordDocument, IntakeWhenDocument,
    MissingFieldDocument, RequirementDocument,
};
pub use labels::{LabelDocument, LabelsDocument};
pub use money::MoneyDocument;
pub use numbering::{
    CheckMethodDocument, DateFormDocument, NumberPartDocument, NumberReadingDocument, NumberingDocument,
    SerialOverflowDocument, SerialResetDocument,
};
pub use reading::{
    BoardDocument, BoardRowDocument, BreachDocument, ExplanationDocument, LevelReadingDocument,
    OutcomeDocument, ReadingDocument, SegmentDocument,
};
pub use sla::{
    AnchorDocument, CyclesDocument, DayEndDocument, LevelDocument, LevelPointDocument, MetricDocument,
    OnChangeDocument, PausesDocument, ReopeningDocument, SelectorEntryDocument, SlaDocument, TargetDocument,
    TriggerDocument, UngradedDocument, WhenDocument,
};
pub use timeline::{InputsDocument, TimelineEventDocument, TimelineKindDocument};
