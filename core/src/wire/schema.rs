//! JSON Schema of everything that crosses the wire, for editors and validators.
//!
//! A schema says what can be read; only a room's `compile` says what holds.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use crate::time::{Date, Instant};
use crate::vocabulary::{Name, Role};

/// The schemas (JSON Schema, draft 2020-12) of all documents, events, commands and readings by file name without extension.
///
/// ```
/// let schemas = aftersales::wire::json_schemas();
/// assert_eq!(schemas["intake"]["title"], "IntakeDocument");
/// assert_eq!(schemas["intake"]["additionalProperties"], false);
/// ```
#[must_use]
pub fn json_schemas() -> BTreeMap<&'static str, Value> {
    let schemas = [
        ("actual_comparison", schema::<super::ActualComparisonDocument>()),
        ("backtest", schema::<super::BacktestDocument>()),
        ("board", schema::<super::BoardDocument>()),
        ("breach", schema::<super::BreachDocument>()),
        ("calendar", schema::<super::CalendarDocument>()),
        ("claim", schema::<super::ClaimDocument>()),
        ("completion", schema::<super::CompletionPromiseDocument>()),
        ("completion_request", schema::<super::CompletionRequestDocument>()),
        ("completeness", schema::<super::CompletenessDocument>()),
        ("composition", schema::<super::CompositionDocument>()),
        ("contact_record", schema::<super::ContactRecordDocument>()),
        ("coverage", schema::<super::CoverageDocument>()),
        ("covered_claim", schema::<super::CoveredClaimDocument>()),
        ("chart", schema::<super::ChartDocument>()),
        ("decision_table", schema::<super::DecisionTableDocument>()),
        ("delay", schema::<super::DelayDocument>()),
        ("delay_request", schema::<super::DelayRequestDocument>()),
        ("effort", schema::<super::JobEffortDocument>()),
        ("effort_request", schema::<super::EffortRequestDocument>()),
        ("error", schema::<super::ErrorDocument>()),
        ("escalation", schema::<super::EscalationDocument>()),
        ("estimate", schema::<super::EstimateDocument>()),
        ("estimate_difference", schema::<super::EstimateDifferenceDocument>()),
        ("estimate_range", schema::<super::EstimateRangeDocument>()),
        ("estimate_range_request", schema::<super::EstimateRangeRequestDocument>()),
        ("estimate_request", schema::<super::EstimateRequestDocument>()),
        ("explanation", schema::<super::ExplanationDocument>()),
        ("figure", schema::<super::FigureDocument>()),
        ("figure_definition", schema::<super::FigureDefinitionDocument>()),
        ("finding", schema::<super::FindingDocument>()),
        ("firing", schema::<super::FiringDocument>()),
        ("firing_explanation", schema::<super::FiringExplanationDocument>()),
        ("grade", schema::<super::GradeDocument>()),
        ("grade_explanation", schema::<super::GradeExplanationDocument>()),
        ("grading", schema::<super::GradingDocument>()),
        ("holidays", schema::<super::HolidaysDocument>()),
        ("intake", schema::<super::IntakeDocument>()),
        ("intake_record", schema::<super::IntakeRecordDocument>()),
        ("kpi_report", schema::<super::KpiReportDocument>()),
        ("labels", schema::<super::LabelsDocument>()),
        ("missing_field", schema::<super::MissingFieldDocument>()),
        ("number", schema::<super::NumberReadingDocument>()),
        ("numbering", schema::<super::NumberingDocument>()),
        ("option_policy", schema::<super::OptionPolicyDocument>()),
        ("option_sheet", schema::<super::OptionSheetDocument>()),
        ("options_request", schema::<super::OptionsRequestDocument>()),
        ("override", schema::<super::OverrideDocument>()),
        ("price_book", schema::<super::PriceBookDocument>()),
        ("prolongation_request", schema::<super::ProlongationRequestDocument>()),
        ("prolonged_guarantee", schema::<super::ProlongedGuaranteeDocument>()),
        ("reading", schema::<super::ReadingDocument>()),
        ("reauthorisation_check", schema::<super::ReauthorisationCheckDocument>()),
        ("reauthorisation_request", schema::<super::ReauthorisationRequestDocument>()),
        ("refund", schema::<super::RefundDocument>()),
        ("refund_request", schema::<super::RefundRequestDocument>()),
        ("regime", schema::<super::RegimeDocument>()),
        ("remedies", schema::<super::RemediesDocument>()),
        ("sla", schema::<super::SlaDocument>()),
        ("standard_hours", schema::<super::StandardHoursDocument>()),
        ("ticket_facts", schema::<super::TicketFactsDocument>()),
        ("timeline_event", schema::<super::TimelineEventDocument>()),
        ("unit_facts", schema::<super::UnitFactsDocument>()),
    ];
    #[cfg(feature = "ticket")]
    let schemas = schemas.into_iter().chain([
        ("bundle", schema::<super::BundleDocument>()),
        ("gates", schema::<super::GatesDocument>()),
        ("ticket_command", schema::<super::ticket::Command>()),
        ("ticket_event", schema::<super::ticket::EventDocument>()),
        ("ticket_event_kind", schema::<super::ticket::EventKind>()),
        ("ticket_state", schema::<super::ticket::TicketState>()),
    ]);
    BTreeMap::from_iter(schemas)
}

/// A schema of its own, with all that it refers to inside.
fn schema<T: JsonSchema>() -> Value {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>().to_value();
    describe_plainly(&mut schema);
    schema
}

/// Leaves of the descriptions, which are written for the documentation of the code, what an editor should show.
fn describe_plainly(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            if let Some(Value::String(description)) = fields.get_mut("description") {
                *description = plain(description);
            }
            if let Some(Value::Array(descriptions)) = fields.get_mut("enumDescriptions") {
                for each in descriptions.iter_mut() {
                    *each = plain(each.as_str().unwrap_or_default()).into();
                }
            }
            fields.values_mut().for_each(describe_plainly);
        }
        Value::Array(items) => items.iter_mut().for_each(describe_plainly),
        _ => {}
    }
}

/// The text up to its first example, without the targets of links.
fn plain(description: &str) -> String {
    let prose = description.split("```").next().unwrap_or_default();
    let mut pieces = prose.split("](");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        if let Some(open) = text.rfind('[') {
            text.remove(open);
        }
        text.push_str(piece.split_once(')').map_or(piece, |(_, after)| after));
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text with a rule that its type keeps.
macro_rules! text_schema {
    ($($text:ty, $name:literal, $schema:tt;)+) => {$(
        impl JsonSchema for $text {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )+};
}

text_schema! {
    Instant, "Instant", {"type": "string", "format": "date-time"};
    Date, "Date", {"type": "string", "format": "date"};
    Name, "Name", {"type": "string", "minLength": 1, "maxLength": 100};
    Role, "Role", {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"};
}

#[cfg(feature = "ticket")]
text_schema! {
    super::ticket::Text, "Text", {"type": "string", "minLength": 1, "maxLength": 4000};
}
