//! Names of the desk's own that people would see without a label.

use crate::policy::bundle::Parts;
use crate::policy::{Finding, Language, Severity};
use crate::wire::BundleDocument;

pub(super) fn check(document: &BundleDocument, parts: &Parts, findings: &mut Vec<Finding>) {
    // A desk without labels of its own shows the names as they are.
    if document.labels.is_none() {
        return;
    }
    let metrics =
        document.sla.iter().flat_map(|sla| &sla.metrics).map(|metric| ("metric", metric.name.as_str()));
    let required = document.intake.iter().flat_map(|intake| &intake.requirements);
    let fields = required.flat_map(|entry| entry.fields.iter().chain(&entry.any_of));
    let own = fields.filter_map(|field| Some(("custom_field", field.strip_prefix("custom.")?)));
    let mut named: Vec<(&str, &str)> = metrics.chain(own).collect();
    crate::order::by(&mut named, Ord::cmp);
    named.dedup();
    for (list, word) in named {
        if parts.labels.label(list, word, Language::English).is_none() {
            let message = format!("`{word}` has no label; people see the name itself");
            let path = format!("labels.lists.{list}.{word}");
            findings.push(Finding::new(Severity::Notice, "policy.labels.missing", path, message));
        }
    }
}
