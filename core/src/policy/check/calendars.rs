//! Calendars that never open, whose holidays end, whose shifts overlap, or that nobody uses.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use super::CheckPeriod;
use crate::calendar::WorkingCalendar;
use crate::policy::bundle::Parts;
use crate::policy::{Finding, Severity, Witness};
use crate::time::{DAY_SECONDS, Date, TimeOfDay, shown};
use crate::wire::{
    BundleDocument, CalendarDocument, GatesDocument, PeriodDocument, SelectorEntryDocument, ShiftDocument,
};

pub(super) fn check(
    document: &BundleDocument,
    parts: &Parts,
    period: CheckPeriod,
    findings: &mut Vec<Finding>,
) {
    let used = used(document);
    for (path, name, written) in all(document) {
        let Some(working) = parts.calendars.get(name) else { continue };
        findings.extend(never_opens(&path, working, period));
        findings.extend(holidays_end(&path, written, working, period));
        overlaps(&path, written, findings);
        if used.as_ref().is_some_and(|used| !used.contains(name)) {
            let message = format!("calendar `{}` is not used by any part of the bundle", shown(name));
            findings.push(Finding::new(Severity::Notice, "policy.calendar.unused", path, message));
        }
    }
}

/// Every calendar with its path and name, those of the bundle first.
fn all(document: &BundleDocument) -> impl Iterator<Item = (String, &String, &CalendarDocument)> {
    let own =
        document.calendars.iter().map(|(name, each)| (format!("calendars.{}", shown(name)), name, each));
    let of_sla = document.sla.iter().flat_map(|sla| &sla.calendars);
    let others = of_sla.filter(|(name, _)| !document.calendars.contains_key(*name));
    own.chain(others.map(|(name, each)| (format!("sla.calendars.{}", shown(name)), name, each)))
}

/// The calendars that some part names; `None` where no part could name one.
fn used(document: &BundleDocument) -> Option<BTreeSet<&String>> {
    let sla = document.sla.as_ref()?;
    let of_metrics = sla.metrics.iter().filter_map(|metric| metric.calendar.as_ref());
    let of_entries = sla.selector.iter().filter_map(|entry| match entry {
        SelectorEntryDocument::Set { calendar, .. } => calendar.as_ref(),
        SelectorEntryDocument::AtMost { .. } => None,
    });
    let ungraded = sla.ungraded.iter().filter_map(|ungraded| ungraded.calendar.as_ref());
    let of_rules = document.escalation.iter().flat_map(|escalation| &escalation.rules);
    let of_rules = of_rules.filter_map(|rule| rule.calendar.as_ref());
    let of_gates = document.gates.iter().flat_map(periods).filter_map(|period| match period {
        PeriodDocument::OpenTime { calendar, .. }
        | PeriodDocument::WorkingDays { calendar, .. }
        | PeriodDocument::CalendarDays { calendar, .. } => calendar.as_ref(),
    });
    let used = of_metrics.chain(of_entries).chain(ungraded).chain([&sla.default_calendar]);
    Some(crate::order::set(used.chain(of_rules).chain(of_gates)))
}

fn periods(gates: &GatesDocument) -> impl Iterator<Item = &PeriodDocument> {
    let windows = [&gates.reopening_window, &gates.rework_window, &gates.confirmation_time_out];
    let call_backs = gates.call_backs.iter().map(|entry| &entry.within);
    let reports = gates.progress_reports.iter().map(|entry| &entry.every);
    windows.into_iter().flatten().chain(call_backs).chain(reports)
}

fn never_opens(path: &str, working: &WorkingCalendar, period: CheckPeriod) -> Option<Finding> {
    let from = working.zone().local_to_instant(period.from, TimeOfDay::MIDNIGHT)?;
    if working.next_open(from).is_some() {
        return None;
    }
    let message = format!(
        "the calendar never opens from `{}` on, so nothing that runs on it falls due; give it shifts",
        period.from
    );
    let finding = Finding::new(Severity::Error, "policy.calendar.never_opens", path.to_owned(), message);
    Some(finding.shown_by(Witness::Date(period.from)))
}

/// A year in use of which the calendar knows no holiday has probably been forgotten.
fn holidays_end(
    path: &str,
    written: &CalendarDocument,
    working: &WorkingCalendar,
    period: CheckPeriod,
) -> Option<Finding> {
    if working.is_round_the_clock() || working.next_open(crate::time::Instant::MIN).is_none() {
        return None;
    }
    let years: BTreeSet<i32> =
        written.holidays.iter().filter_map(|text| text.parse().ok()).filter_map(year).collect();
    let mut in_use = year(period.from)?..=year(period.until)?;
    let bare = in_use.find(|year| !years.contains(year))?;
    let date = format!("{bare:04}-01-01").parse::<Date>().ok().map(|first| first.max(period.from))?;
    let message = format!("the calendar has no holiday in {bare}, which is in use; add the year's holidays");
    let finding = Finding::new(Severity::Warning, "policy.calendar.holidays_end", path.to_owned(), message);
    Some(finding.shown_by(Witness::Date(date)))
}

fn year(date: Date) -> Option<i32> {
    date.to_date().map(|date| date.year())
}

/// Shifts that share time count once, which is seldom what was meant.
fn overlaps(path: &str, written: &CalendarDocument, findings: &mut Vec<Finding>) {
    let week = written.weekly.by_weekday();
    for (weekday, (name, shifts)) in week.iter().enumerate() {
        let before = weekday.checked_sub(1).unwrap_or(6);
        let (name_before, shifts_before) = week.get(before).map_or(("", &[] as &[_]), |day| *day);
        let path = format!("{path}.weekly.{name}");
        let path_before = format!("{path_before}.weekly.{name_before}", path_before = parent(&path));
        day_overlaps(&path, shifts, (&path_before, shifts_before), findings);
    }
    for (date, shifts) in &written.date_overrides {
        day_overlaps(&format!("{path}.date_overrides.{}", shown(date)), shifts, ("", &[]), findings);
    }
}

/// The path of the calendar that a weekday belongs to.
fn parent(path: &str) -> &str {
    path.rsplit_once(".weekly.").map_or(path, |(parent, _)| parent)
}

fn day_overlaps(
    path: &str,
    shifts: &[ShiftDocument],
    (path_before, shifts_before): (&str, &[ShiftDocument]),
    findings: &mut Vec<Finding>,
) {
    // Where each stretch of the day comes from: the tails of the day before, then the day's own shifts.
    let tails = shifts_before.iter().enumerate().filter_map(|(position, shift)| {
        let (_, close) = seconds(shift)?;
        (close > DAY_SECONDS)
            .then(|| (0, close.saturating_sub(DAY_SECONDS), format!("{path_before}[{position}]")))
    });
    let own = shifts.iter().enumerate().filter_map(|(position, shift)| {
        let (open, close) = seconds(shift)?;
        Some((open, close, format!("{path}[{position}]")))
    });
    let mut stretches: Vec<(i64, i64, String)> = tails.chain(own).collect();
    crate::order::by(&mut stretches, Ord::cmp);
    let mut reported: BTreeMap<String, String> = BTreeMap::new();
    for (first, second) in stretches.iter().zip(stretches.iter().skip(1)) {
        if second.0 < first.1 {
            reported.insert(second.2.clone(), first.2.clone());
        }
    }
    for (later, earlier) in reported {
        let message = format!("the shift overlaps `{earlier}`; the time that both share counts once");
        let finding =
            Finding::new(Severity::Warning, "policy.calendar.shifts_overlap", later.clone(), message);
        findings.push(finding.shown_by(Witness::Places(vec![earlier, later])));
    }
}

/// Opening and closing in seconds of the day; a close at or before its open lies on the next one.
fn seconds(ShiftDocument(open, close): &ShiftDocument) -> Option<(i64, i64)> {
    let (open, close) =
        (open.parse::<TimeOfDay>().ok()?.seconds(), close.parse::<TimeOfDay>().ok()?.seconds());
    let close = if close < open { close.saturating_add(DAY_SECONDS) } else { close };
    (close > open).then_some((open, close))
}
