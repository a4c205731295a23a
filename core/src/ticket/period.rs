//! Lengths of time that policy names.

use super::TicketError;
use crate::calendar::WorkingCalendar;
use crate::sla::SlaPolicy;
use crate::time::{Instant, Span};
use crate::wire::{PeriodDocument, SlaDocument};

/// A length of time on its calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Period {
    length: Length,
    calendar: WorkingCalendar,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
    OpenTime(Span),
    WorkingDays(i32),
    CalendarDays(i32),
}

impl Period {
    /// Compiles a period with the calendars of a service-level document.
    pub(super) fn compile(
        path: &str,
        document: &PeriodDocument,
        sla: &SlaDocument,
        policy: &SlaPolicy,
    ) -> Result<Self, TicketError> {
        let (length, value, name) = match document {
            PeriodDocument::OpenTime { seconds, calendar } => {
                (Length::OpenTime(Span::from_seconds(*seconds)), *seconds, calendar)
            }
            PeriodDocument::WorkingDays { days, calendar } => {
                (Length::WorkingDays(*days), i64::from(*days), calendar)
            }
            PeriodDocument::CalendarDays { days, calendar } => {
                (Length::CalendarDays(*days), i64::from(*days), calendar)
            }
        };
        const MOST: i64 = 315_576_000;
        if !(1..=MOST).contains(&value) {
            let expected = "from 1 to 315576000, ten years in seconds";
            return Err(TicketError::OutOfRange { path: path.to_owned(), value, expected });
        }
        let name = name.as_ref().unwrap_or(&sla.default_calendar);
        let Some(found) = policy.calendar(name) else {
            let known: Vec<_> = sla.calendars.keys().map(|known| format!("`{known}`")).collect();
            return Err(TicketError::UnknownCalendar {
                path: path.to_owned(),
                calendar: crate::time::shown(name),
                known: known.join(", "),
            });
        };
        let calendar = match length {
            Length::CalendarDays(_) => WorkingCalendar::round_the_clock(found.zone().clone())
                .map_err(|source| TicketError::Calendar { path: path.to_owned(), source })?,
            _ => found.clone(),
        };
        Ok(Self { length, calendar })
    }

    /// Where the period ends that begins at `from`; none before the year 10000 if the calendar does not open that long.
    pub(super) fn end(&self, from: Instant) -> Option<Instant> {
        match self.length {
            Length::OpenTime(budget) => self.calendar.deadline(from, budget),
            Length::WorkingDays(days) => self.calendar.add_working_days(self.calendar.next_open(from)?, days),
            Length::CalendarDays(days) => self.calendar.add_working_days(from, days),
        }
    }
}
