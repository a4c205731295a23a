//! Rules that never begin, that others pre-empt or cut off, or that set themselves off, and clocks that nobody watches.

use std::collections::{BTreeMap, BTreeSet};

use crate::escalation::{CutOffWitness, EscalationFact, EscalationPolicy, NeverReason};
use crate::policy::bundle::Parts;
use crate::policy::{Finding, Severity, Witness};
use crate::wire::{BundleDocument, EscalationDocument, EscalationTriggerDocument, SlaDocument};

pub(super) fn check(document: &BundleDocument, parts: &Parts, findings: &mut Vec<Finding>) {
    findings.extend(parts.escalation.iter().flat_map(EscalationPolicy::facts).map(|fact| finding(&fact)));
    if let (Some(sla), Some(escalation), Some(_)) = (&document.sla, &document.escalation, &parts.escalation) {
        clocks_without_owner(sla, escalation, findings);
    }
}

fn finding(fact: &EscalationFact) -> Finding {
    let within = |path: &String| format!("escalation.{path}");
    match fact {
        EscalationFact::NeverBegins { path, reason } => {
            let message = match reason {
                NeverReason::NoTarget { metric } => {
                    format!("the rule never begins: no ticket that fits it has a target for `{metric}`")
                }
                NeverReason::NeverOpen => {
                    "the rule never begins: its calendar has no open time in which to wait".to_owned()
                }
            };
            Finding::new(Severity::Warning, "policy.escalation.never_begins", within(path), message)
        }
        EscalationFact::PreEmpted { path, by } => {
            let message = format!("it never comes about: `escalation.{by}` always comes before it");
            Finding::new(Severity::Warning, "policy.escalation.pre_empted", within(path), message)
                .shown_by(Witness::Places(vec![within(by), within(path)]))
        }
        EscalationFact::CutOff { path, by, witness } => {
            let message = format!(
                "the step never comes on some tickets: `escalation.{by}` takes them to where the rule ends"
            );
            let ticket = match witness {
                CutOffWitness::Level(level) => Some(("level", level.to_string())),
                CutOffWitness::Priority(priority) => {
                    priority.map(|priority| ("priority", priority.to_string()))
                }
            };
            let inputs: BTreeMap<_, _> =
                ticket.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            Finding::new(Severity::Warning, "policy.escalation.cut_off", within(path), message)
                .shown_by(Witness::Case { inputs, at: None })
        }
        EscalationFact::Loop { path, chain } => {
            let links: Vec<_> =
                chain.iter().map(|link| format!("`escalation.{}` to {}", link.path, link.to)).collect();
            let message = format!(
                "the rule sets itself off again: it raises the priority by {}",
                links.join(", then ")
            );
            let places = chain.iter().map(|link| within(&link.path)).chain([within(path)]);
            Finding::new(Severity::Error, "policy.escalation.loop", within(path), message)
                .shown_by(Witness::Places(places.collect()))
        }
    }
}

/// A promise whose breach sets no rule off: nobody would hear of it.
fn clocks_without_owner(sla: &SlaDocument, escalation: &EscalationDocument, findings: &mut Vec<Finding>) {
    let watched: BTreeSet<&str> = escalation
        .rules
        .iter()
        .filter_map(|rule| match &rule.trigger {
            EscalationTriggerDocument::Metric { metric, .. }
            | EscalationTriggerDocument::Breach { metric } => Some(metric.as_str()),
            _ => None,
        })
        .collect();
    for (position, metric) in sla.metrics.iter().enumerate() {
        if !watched.contains(metric.name.as_str()) {
            let message =
                format!("no rule of escalation watches `{}`, so nobody hears that it runs late", metric.name);
            let path = format!("sla.metrics[{position}]");
            findings.push(Finding::new(Severity::Warning, "policy.clock.without_owner", path, message));
        }
    }
}
