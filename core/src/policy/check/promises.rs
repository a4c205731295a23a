//! Targets that contradict each other, entries without effect, metrics that promise nothing.

use std::collections::BTreeSet;

use super::CheckPeriod;
use super::cases::{Cases, named};
use crate::policy::bundle::{Parts, with_calendars};
use crate::policy::{Finding, Severity, Witness};
use crate::sla::{Inputs, Promise, SlaPolicy};
use crate::time::{Instant, Span, TimeOfDay};
use crate::vocabulary::Priority;
use crate::wire::{BundleDocument, MetricDocument, SelectorEntryDocument, SlaDocument, TriggerDocument};

/// Up to so many cases are looked at throughout a week, more only at three instants.
const CASES_FOR_A_WEEK: usize = 1_000;

pub(super) fn check(
    document: &BundleDocument,
    parts: &Parts,
    period: CheckPeriod,
    findings: &mut Vec<Finding>,
) {
    let (Some(sla), Some(policy)) = (&document.sla, &parts.sla) else { return };
    let written = with_calendars(sla, document);
    let cases = Cases::of(&written);
    let seen = Seen::of(&written, policy, &cases, &instants(policy, period, cases.count()));
    findings.extend(seen.outlasting);
    findings.extend(seen.inverted);
    if cases.is_truncated() {
        let message = format!(
            "the selector tells more tickets apart than can be looked at; {} were, and entries without effect were not \
             looked for",
            cases.count()
        );
        let code = "policy.sla.cases_not_enumerated";
        findings.push(Finding::new(Severity::Notice, code, "sla.selector".to_owned(), message));
        return;
    }
    for (position, metric) in written.metrics.iter().enumerate() {
        if !seen.metrics.contains(metric.name.as_str()) {
            let message =
                format!("metric `{}` has no target for any ticket; set one or leave it out", metric.name);
            let path = format!("sla.metrics[{position}]");
            findings.push(Finding::new(Severity::Warning, "policy.sla.metric_without_target", path, message));
        }
    }
    entries_without_effect(&written, &seen.sources, findings);
    ungraded_without_target(&written, &seen.ungraded, findings);
}

/// What all cases show together.
#[derive(Default)]
struct Seen {
    /// The metrics that promise something.
    metrics: BTreeSet<String>,
    /// Those that promise something before the first grade.
    ungraded: BTreeSet<String>,
    /// The entries that decide a target or a calendar.
    sources: BTreeSet<String>,
    outlasting: Vec<Finding>,
    inverted: Vec<Finding>,
}

impl Seen {
    fn of(document: &SlaDocument, policy: &SlaPolicy, cases: &Cases, instants: &[Instant]) -> Self {
        let mut seen = Self::default();
        let mut pairs = pairs_of_a_life(&document.metrics);
        let mut inverted = BTreeSet::new();
        for inputs in cases.iter() {
            for &at in instants {
                let promises = policy.promises(&inputs, at);
                for finding in inversions(policy, &inputs, at, &promises) {
                    if inverted.insert(finding.path.clone()) {
                        seen.inverted.push(finding);
                    }
                }
                pairs.retain(|(early, last)| match outlasting(&promises, early, last) {
                    None => true,
                    Some(promise) => {
                        seen.outlasting.push(outlasts(promise, last, &inputs, at));
                        false
                    }
                });
                for promise in promises {
                    if inputs.priority.is_none() {
                        seen.ungraded.insert(promise.metric.to_string());
                    }
                    seen.metrics.insert(promise.metric.to_string());
                    seen.sources.insert(promise.target_source);
                    seen.sources.extend(promise.calendar_source);
                }
            }
        }
        seen
    }
}

/// Instants of one week, at which opening hours make a difference.
fn instants(policy: &SlaPolicy, period: CheckPeriod, cases: usize) -> Vec<Instant> {
    let zone = policy.default_calendar().zone();
    let Some(start) = zone.local_to_instant(period.from(), TimeOfDay::MIDNIGHT) else { return Vec::new() };
    let hours: Vec<i64> = if cases <= CASES_FOR_A_WEEK {
        (0..7)
            .flat_map(|day: i64| [3_i64, 10, 16].map(|hour| hour.saturating_add(day.saturating_mul(24))))
            .collect()
    } else {
        vec![10, 88, 130]
    };
    let after = |hours: &i64| start.checked_add(Span::from_micros(hours.saturating_mul(3_600_000_000)));
    hours.iter().filter_map(after).collect()
}

/// Pairs of metrics that start together, of which the second runs to the end of the work and the first does not: the first
/// must not outlast the second.
fn pairs_of_a_life(metrics: &[MetricDocument]) -> Vec<(String, String)> {
    let to_the_end = |metric: &&MetricDocument| {
        metric.stops.is_empty() || metric.stops.iter().all(|stop| *stop == TriggerDocument::Stopped {})
    };
    let mut pairs = Vec::new();
    for last in metrics.iter().filter(to_the_end) {
        for early in metrics.iter().filter(|metric| !to_the_end(metric) && metric.starts == last.starts) {
            pairs.push((early.name.clone(), last.name.clone()));
        }
    }
    pairs
}

/// The promise of the first metric where it falls due after that of the second.
fn outlasting<'a>(promises: &'a [Promise], early: &str, last: &str) -> Option<&'a Promise> {
    let find = |name: &str| promises.iter().find(|promise| promise.metric.as_str() == name);
    let (early, last) = (find(early)?, find(last)?);
    let end = last.due?;
    (early.due.is_none_or(|due| due > end)).then_some(early)
}

/// Promises to a ticket that fall due after those to the same ticket of the next lower priority.
fn inversions(policy: &SlaPolicy, inputs: &Inputs, at: Instant, promises: &[Promise]) -> Vec<Finding> {
    let place = |priority| Priority::ALL.iter().position(|known| *known == priority);
    let lower = inputs.priority.and_then(place).and_then(|place| Priority::ALL.get(place.checked_add(1)?));
    let Some(lower) = lower else { return Vec::new() };
    let others = policy.promises(&Inputs { priority: Some(*lower), ..inputs.clone() }, at);
    let inverted = promises.iter().filter_map(|promise| {
        let other = others.iter().find(|other| other.metric == promise.metric)?;
        let (due, end) = (promise.due?, other.due?);
        (due > end).then(|| {
            let metric = &promise.metric;
            let message = format!("`{metric}` falls due later than for {lower}; check targets and calendars");
            let path = format!("sla.{}.targets.{metric}", promise.target_source);
            Finding::new(Severity::Warning, "policy.sla.priority_inverted", path, message)
                .shown_by(Witness::Case { inputs: named(inputs), at: Some(at) })
        })
    });
    inverted.collect()
}

fn outlasts(promise: &Promise, last: &str, inputs: &Inputs, at: Instant) -> Finding {
    let message = format!(
        "`{}` falls due after `{last}`, which ends the work; a ticket that keeps the second breaks no first",
        promise.metric
    );
    let path = format!("sla.{}.targets.{}", promise.target_source, promise.metric);
    Finding::new(Severity::Error, "policy.sla.outlasts_the_end", path, message)
        .shown_by(Witness::Case { inputs: named(inputs), at: Some(at) })
}

fn entries_without_effect(document: &SlaDocument, sources: &BTreeSet<String>, findings: &mut Vec<Finding>) {
    for (position, entry) in document.selector.iter().enumerate() {
        let source = format!("selector[{position}]");
        if sources.contains(&source) {
            continue;
        }
        let message = match entry {
            SelectorEntryDocument::Set { .. } => {
                "the entry decides nothing: for every ticket that fits it a more specific one or a cap goes before it"
            }
            SelectorEntryDocument::AtMost { .. } => {
                "the cap decides nothing: no ticket that fits it has a longer target"
            }
        };
        let code = "policy.sla.entry_without_effect";
        findings.push(Finding::new(Severity::Warning, code, format!("sla.{source}"), message.to_owned()));
    }
}

/// Between intake and the first grade nothing would be late.
fn ungraded_without_target(document: &SlaDocument, ungraded: &BTreeSet<String>, findings: &mut Vec<Finding>) {
    let from_the_start = |metric: &&MetricDocument| metric.starts.contains(&TriggerDocument::Started {});
    let bare: Vec<_> = document.metrics.iter().filter(from_the_start).collect();
    if bare.is_empty() || bare.iter().any(|metric| ungraded.contains(&metric.name)) {
        return;
    }
    let message =
        "a ticket without a priority is promised nothing; say in `ungraded` what holds until the first grade";
    let finding = Finding::new(
        Severity::Warning,
        "policy.sla.ungraded_without_target",
        "sla.ungraded".to_owned(),
        message.to_owned(),
    );
    findings.push(finding.shown_by(Witness::Case { inputs: named(&Inputs::default()), at: None }));
}
