//! The one JSON shape of documents, events and results, the same in every language.
//!
//! Plain structs with public fields, which say nothing about validity: a room's `compile` or `TryFrom` is the only way in.
//! Keys are snake_case, what is absent is left out, instants are RFC 3339 in UTC with up to six digits, lengths of time are
//! integers with their unit in the name. Documents refuse unknown fields.

mod backtest;
#[cfg(feature = "ticket")]
mod bundle;
mod calendar;
mod canonical;
mod charts;
mod completion;
mod composition;
mod coverage;
mod effort_request;
mod error;
mod escalation;
mod estimate;
mod estimate_request;
mod facts;
mod figure_definition;
mod figures;
mod finding;
#[cfg(feature = "ticket")]
mod gates;
mod grade;
mod grading;
mod holidays;
mod input_value;
mod intake;
mod labels;
mod money;
mod numbering;
mod options;
mod price_book;
pub(crate) mod read;
mod reading;
mod regime;
mod regime_request;
#[cfg(feature = "schema")]
mod schema;
mod sla;
mod standard_hours;
#[cfg(feature = "ticket")]
pub mod ticket;
mod timeline;

pub use backtest::{
    BacktestDifferenceDocument, BacktestDocument, BacktestFiringsDocument, BacktestOutcomeDocument,
    BacktestPolicyDocument, BacktestPromisesDocument, BacktestRejectionDocument,
};
#[cfg(feature = "ticket")]
pub use bundle::BundleDocument;
pub use calendar::{CalendarDocument, ShiftDocument, WeeklyShifts};
pub use canonical::{canonical_json, revision};
pub use charts::{
    AgeBucketDocument, AgeSeriesDocument, BarDocument, ChartDocument, CostPartDocument, StageBarDocument,
    SurvivalCurveDocument, SurvivalPointDocument,
};
pub use completion::{
    CompletionPromiseDocument, CompletionRequestDocument, DelayDocument, DelayNoticeDocument,
    DelayRequestDocument, PartArrivalDocument,
};
pub use composition::{ActualComparisonDocument, CompositionDocument, CostShareDocument};
pub use coverage::{
    AgreementDocument, ClaimDocument, ClaimLineDocument, CoverDocument, CoverageDocument,
    CoverageRefusalDocument, CoveredClaimDocument, CoveredLineDocument, CoveredShareDocument, TermDocument,
};
pub use effort_request::{EffortRequestDocument, EstimateRangeRequestDocument};
pub use error::{ErrorDocument, WireError};
pub use escalation::{
    ConditionMetDocument, EscalationActionDocument, EscalationDocument, EscalationRuleDocument,
    EscalationStepDocument, EscalationTriggerDocument, EscalationWhenDocument, FiredActionDocument,
    FiringDocument, FiringExplanationDocument, OnRegradeDocument, RepeatDocument,
};
pub use estimate::{
    EffectDocument, EstimateDifferenceDocument, EstimateDocument, EstimateLineDocument,
    EstimateTotalsDocument, FormulaDocument, KindTotalDocument, LineChangeDocument, LineShareDocument,
    PayerTotalsDocument,
};
pub use estimate_request::{
    ChargeDocument, EstimateRequestDocument, PayerShareDocument, PlanLineDocument, RepairDecisionDocument,
    ReplacedPartDocument, SettlementDocument,
};
pub use facts::{PromiseDocument, TicketFactsDocument};
pub use figure_definition::{
    ConditionDocument, FigureDefinitionDocument, MeasureDocument, WordSelectionDocument,
};
pub use figures::{
    ComparisonDocument, FigureDetailDocument, FigureDocument, FigureTargetDocument, KpiFindingDocument,
    KpiReportDocument, PartDocument, RejectedDocument, StageTimeDocument, TrendDocument, TrendPointDocument,
    WholeNumberDocument,
};
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
pub use holidays::{HolidaySourceDocument, HolidayYearDocument, HolidaysDocument};
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
pub use options::{
    DepreciationDocument, OfferedOptionDocument, OfferedRefundDocument, OptionDocument, OptionPolicyDocument,
    OptionSheetDocument, OptionsRequestDocument, RecommendationDocument, ThresholdBaseDocument,
};
pub use price_book::{
    CashRoundingDocument, ConsumablesTariffDocument, DiagnosisTariffDocument, DiscountDocument,
    FeeTariffDocument, FreightTariffDocument, GradeTariffDocument, LabourTariffDocument,
    MinimumChargeDocument, MultipliersDocument, OutsourcingTariffDocument, PartTariffDocument,
    PriceBookDocument, PricesDocument, RoundingDocument, RoundingScopeDocument, TaxBaseDocument, TaxDocument,
    TierDocument, TravelTariffDocument,
};
pub use read::read_document;
pub use reading::{
    BoardDocument, BoardRowDocument, BreachDocument, ExplanationDocument, LevelReadingDocument,
    OutcomeDocument, ReadingDocument, SegmentDocument,
};
pub use regime::{
    ExclusionsDocument, OfferDocument, ProlongationDocument, ReauthorisationCheckDocument,
    ReauthorisationDocument, RegimeDocument, RemediesDocument, RemedyConditionDocument, RemedyDocument,
    RemedyRuleDocument, SourceDocument, TaxBasisDocument, ToleranceDocument, UnitFactsDocument,
    UseFeeDocument,
};
pub use regime_request::{
    ProlongationRequestDocument, ProlongedGuaranteeDocument, ReauthorisationRequestDocument, RefundDocument,
    RefundRequestDocument, RepairPeriodDocument, UsageDocument,
};
#[cfg(feature = "schema")]
pub use schema::json_schemas;
pub use sla::{
    AnchorDocument, CyclesDocument, DayEndDocument, LevelDocument, LevelPointDocument, MetricDocument,
    OnChangeDocument, PausesDocument, ReopeningDocument, SelectorEntryDocument, SlaDocument, TargetDocument,
    TriggerDocument, UngradedDocument, WhenDocument,
};
pub use standard_hours::{
    CaseDocument, CorrectionDocument, EffortDocument, EffortRangeDocument, EstimateRangeDocument,
    JobDocument, JobEffortDocument, OperationDocument, OperationEffortDocument, OverlapDocument,
    ProcedureDocument, RangeTotalsDocument, StandardHoursDocument,
};
pub use timeline::{InputsDocument, TimelineEventDocument, TimelineKindDocument};
