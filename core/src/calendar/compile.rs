//! From a document to the schedule of local dates.

use std::collections::BTreeMap;

use super::CalendarError;
use super::local::{DatedDay, LocalSchedule, Shift};
use super::pattern::{DayPattern, Slot};
use crate::time::{DAY_SECONDS, Date, TimeOfDay, shown};
use crate::wire::{CalendarDocument, ShiftDocument};

/// Most shifts or breaks of one day.
const MOST_SHIFTS: usize = 48;
/// Most dated entries of all sorts together: a compiled calendar keeps each of them, and stays below 1 MiB.
const MOST_DATES: usize = 2_000;
/// Most shifts and breaks of all dated entries together.
const MOST_DATED_SHIFTS: usize = 4_000;

pub(super) fn local_schedule(document: &CalendarDocument) -> Result<LocalSchedule, CalendarError> {
    let mut weekly: [Vec<Shift>; 7] = Default::default();
    for (shifts, (name, written)) in weekly.iter_mut().zip(document.weekly.by_weekday()) {
        *shifts = read_shifts(&format!("weekly.{name}"), written)?;
    }
    let (overrides, breaks) = (&document.date_overrides, &document.breaks);
    let dates = document.holidays.len().saturating_add(overrides.len()).saturating_add(breaks.len());
    limit("holidays, date_overrides and breaks", dates, MOST_DATES)?;
    let dated_shifts =
        overrides.values().chain(breaks.values()).fold(0, |sum: usize, each| sum.saturating_add(each.len()));
    limit("shifts of date_overrides and breaks", dated_shifts, MOST_DATED_SHIFTS)?;
    let mut dated: BTreeMap<i64, DatedDay> = BTreeMap::new();
    for (position, text) in document.holidays.iter().enumerate() {
        let date = read_date(&format!("holidays[{position}]"), text)?;
        dated.entry(date.days()).or_default().holiday = true;
    }
    for (text, written) in &document.date_overrides {
        let path = format!("date_overrides.{}", shown(text));
        let date = read_date(&path, text)?;
        dated.entry(date.days()).or_default().shifts = Some(read_shifts(&path, written)?);
    }
    for (text, written) in &document.breaks {
        let path = format!("breaks.{}", shown(text));
        let date = read_date(&path, text)?;
        dated.entry(date.days()).or_default().breaks = read_breaks(&path, written)?;
    }
    Ok(LocalSchedule::new(weekly, dated))
}

fn read_shifts(path: &str, written: &[ShiftDocument]) -> Result<Vec<Shift>, CalendarError> {
    limit(path, written.len(), MOST_SHIFTS)?;
    let mut shifts = Vec::with_capacity(written.len());
    for (position, ShiftDocument(open, close)) in written.iter().enumerate() {
        let open = read_time(&format!("{path}[{position}].open"), open)?.seconds();
        let close = read_time(&format!("{path}[{position}].close"), close)?.seconds();
        let close = if close < open { close.saturating_add(DAY_SECONDS) } else { close };
        if close > open {
            shifts.push(Shift { open, close });
        }
    }
    Ok(shifts)
}

fn read_breaks(path: &str, written: &[ShiftDocument]) -> Result<DayPattern, CalendarError> {
    limit(path, written.len(), MOST_SHIFTS)?;
    let mut slots = Vec::with_capacity(written.len());
    for (position, ShiftDocument(open, close)) in written.iter().enumerate() {
        let start = read_time(&format!("{path}[{position}].open"), open)?.seconds();
        let end = read_time(&format!("{path}[{position}].close"), close)?.seconds();
        if end < start {
            let (path, open, close) = (format!("{path}[{position}]"), open.clone(), close.clone());
            return Err(CalendarError::BreakReversed { path, open, close });
        }
        slots.push(Slot { open: start, close: end });
    }
    Ok(DayPattern::union(slots))
}

fn read_time(path: &str, text: &str) -> Result<TimeOfDay, CalendarError> {
    text.parse().map_err(|source| CalendarError::Value { path: path.to_owned(), source })
}

fn read_date(path: &str, text: &str) -> Result<Date, CalendarError> {
    text.parse().map_err(|source| CalendarError::Value { path: path.to_owned(), source })
}

fn limit(path: &str, count: usize, most: usize) -> Result<(), CalendarError> {
    if count > most {
        return Err(CalendarError::TooMany { path: path.to_owned(), count, most });
    }
    Ok(())
}
