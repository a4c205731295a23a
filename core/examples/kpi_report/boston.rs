//! The requests of a city, one record of facts for each.

use std::collections::BTreeMap;
use std::path::Path;

use aftersales::time::ZoneRules;
use aftersales::wire::{PromiseDocument, TicketFactsDocument};
use serde::Deserialize;

use crate::read::{ReportError, each_row, year_first};

/// The promise that a request is closed in time.
pub(crate) const METRIC: &str = "resolution";

/// One request.
pub(crate) struct Request {
    pub(crate) facts: TicketFactsDocument,
    pub(crate) published_on_time: bool,
}

#[derive(Deserialize)]
struct Row {
    case_enquiry_id: String,
    on_time: String,
    r#type: String,
    source: String,
    open_local: String,
    sla_target_local: String,
    closed_local: String,
}

/// Reads the requests, their wall-clock stamps as times of a zone.
pub(crate) fn read(path: &Path, zone: &ZoneRules) -> Result<Vec<Request>, ReportError> {
    let mut requests = Vec::new();
    each_row(path, |row: Row| {
        let stamp = |field, text: &str| {
            let some = (!text.is_empty()).then(|| year_first(field, text, zone));
            some.transpose().map(|at| at.map(|at| at.to_string()))
        };
        let closed_at = stamp("closed_local", &row.closed_local)?;
        let due_at = stamp("sla_target_local", &row.sla_target_local)?;
        let stopped_at = closed_at.clone();
        let promise =
            due_at.map(|due| PromiseDocument { due_at: Some(due), stopped_at, ..Default::default() });
        let facts = TicketFactsDocument {
            ticket: Some(row.case_enquiry_id),
            created_at: stamp("open_local", &row.open_local)?,
            completed_at: closed_at.clone(),
            closed_at,
            channel: channel(&row.source).map(str::to_owned),
            class: Some(row.r#type),
            segment: Some(row.source),
            promises: promise
                .map(|promise| BTreeMap::from([(METRIC.to_owned(), promise)]))
                .unwrap_or_default(),
            ..TicketFactsDocument::default()
        };
        requests.push(Request { facts, published_on_time: row.on_time == "ONTIME" });
        Ok(())
    })?;
    Ok(requests)
}

fn channel(source: &str) -> Option<&'static str> {
    match source {
        "Constituent Call" => Some("hotline"),
        "Citizens Connect App" => Some("in_app_chat"),
        "Self Service" => Some("web_form"),
        _ => None,
    }
}
