//! Repair attempts at community events, one record of facts for each.

use std::path::Path;

use aftersales::wire::TicketFactsDocument;
use serde::Deserialize;

use crate::read::{ReportError, each_row};

/// One attempt.
pub(crate) struct Repair {
    pub(crate) facts: TicketFactsDocument,
    pub(crate) country: String,
    pub(crate) age: Option<f64>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    data_provider: String,
    country: String,
    product_category: String,
    brand: String,
    product_age: String,
    repair_status: String,
    repair_barrier_if_end_of_life: String,
    event_date: String,
}

/// Reads the attempts. Events have a date only, which is read as its midnight in UTC.
pub(crate) fn read(path: &Path) -> Result<Vec<Repair>, ReportError> {
    let mut repairs = Vec::new();
    each_row(path, |row: Row| {
        let age = row.product_age.parse::<f64>().ok();
        let facts = TicketFactsDocument {
            ticket: Some(row.id),
            created_at: Some(format!("{}T00:00:00Z", row.event_date)),
            kind: Some("repair".to_owned()),
            outcome: outcome(&row.repair_status).map(str::to_owned),
            product_line: some(row.product_category),
            model: some(row.brand).filter(|brand| brand != "Unknown"),
            fault_class: some(row.repair_barrier_if_end_of_life),
            class: age.map(|age| age_band(age).to_owned()),
            segment: some(row.data_provider),
            ..TicketFactsDocument::default()
        };
        repairs.push(Repair { facts, country: row.country, age });
        Ok(())
    })?;
    Ok(repairs)
}

fn outcome(status: &str) -> Option<&'static str> {
    match status {
        "Fixed" => Some("solved"),
        "Repairable" => Some("partly_solved"),
        "End of life" => Some("not_solvable"),
        _ => None,
    }
}

fn age_band(years: f64) -> &'static str {
    match years {
        years if years < 2.0 => "0-2",
        years if years < 5.0 => "2-5",
        years if years < 10.0 => "5-10",
        years if years < 20.0 => "10-20",
        _ => "20+",
    }
}

/// What stands there, without the spaces around it.
fn some(text: String) -> Option<String> {
    let plain = text.trim();
    (!plain.is_empty()).then(|| plain.to_owned())
}
