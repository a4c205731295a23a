//! Requirements of intake that ask nothing.

use crate::policy::{Finding, Severity, Witness};
use crate::wire::{BundleDocument, IntakeWhenDocument, RequirementDocument};

pub(super) fn check(document: &BundleDocument, findings: &mut Vec<Finding>) {
    let Some(intake) = &document.intake else { return };
    for (position, entry) in intake.requirements.iter().enumerate() {
        let path = format!("intake.requirements[{position}]");
        if entry.fields.is_empty() && entry.any_of.is_empty() {
            let message = "the requirement asks for nothing; name fields or leave it out".to_owned();
            let code = "policy.intake.requirement_empty";
            findings.push(Finding::new(Severity::Warning, code, path.clone(), message));
        }
        findings.extend(group_always_met(&path, entry, &intake.requirements));
    }
}

/// A group of which one field is required anyway, for the same tickets or more.
fn group_always_met(path: &str, entry: &RequirementDocument, all: &[RequirementDocument]) -> Option<Finding> {
    let group = crate::order::set(&entry.any_of);
    let wider = all.iter().enumerate().filter(|(_, other)| covers(&other.when, &entry.when));
    let mut required =
        wider.flat_map(|(position, other)| other.fields.iter().map(move |field| (position, field)));
    let (position, field) = required.find(|(_, field)| group.contains(field))?;
    let message = format!("`{field}` is required anyway, so one of the group is always given");
    let places = vec![format!("intake.requirements[{position}].fields"), format!("{path}.any_of")];
    let finding =
        Finding::new(Severity::Warning, "policy.intake.group_always_met", format!("{path}.any_of"), message);
    Some(finding.shown_by(Witness::Places(places)))
}

/// Whether one condition holds for every ticket for which the other does.
fn covers(wide: &IntakeWhenDocument, narrow: &IntakeWhenDocument) -> bool {
    let within = |wide: &[String], narrow: &[String]| {
        wide.is_empty() || (!narrow.is_empty() && narrow.iter().all(|value| wide.contains(value)))
    };
    within(&wide.kind, &narrow.kind) && within(&wide.channel, &narrow.channel)
}
