//! The dates that numbers show.

use chrono::Datelike;

use crate::time::{Date, Instant, MICROS, ZoneRules};
use crate::wire::DateFormDocument;

/// Which part of a date a number shows: its fields from left to right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DateForm {
    pub(super) fields: &'static [DateField],
    name: &'static str,
    example: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateField {
    Year,
    /// The last two digits; they mean 2000 to 2099.
    ShortYear,
    Month,
    Day,
}

impl DateForm {
    /// A date in this form; `None` for a year that two digits cannot show.
    pub(super) fn write(self, date: Date) -> Option<String> {
        let date = date.to_date()?;
        let mut text = String::new();
        for field in self.fields {
            text.push_str(&match field {
                DateField::Year => format!("{:04}", date.year()),
                DateField::ShortYear => format!("{:02}", short(date.year())?),
                DateField::Month => format!("{:02}", date.month()),
                DateField::Day => format!("{:02}", date.day()),
            });
        }
        Some(text)
    }

    pub(super) const fn name(self) -> &'static str {
        self.name
    }

    pub(super) const fn example(self) -> &'static str {
        self.example
    }

    pub(super) fn width(self) -> usize {
        self.fields.iter().map(|field| field.width()).sum()
    }
}

impl DateField {
    pub(super) const fn width(self) -> usize {
        match self {
            Self::Year => 4,
            _ => 2,
        }
    }
}

impl From<DateFormDocument> for DateForm {
    fn from(written: DateFormDocument) -> Self {
        use DateField::{Day, Month, ShortYear, Year};
        let (fields, name, example): (&'static [DateField], _, _) = match written {
            DateFormDocument::Yyyymmdd => (&[Year, Month, Day], "yyyymmdd", "20260314"),
            DateFormDocument::Yymmdd => (&[ShortYear, Month, Day], "yymmdd", "260314"),
            DateFormDocument::Yyyymm => (&[Year, Month], "yyyymm", "202603"),
            DateFormDocument::Yymm => (&[ShortYear, Month], "yymm", "2603"),
            DateFormDocument::Yyyy => (&[Year], "yyyy", "2026"),
            DateFormDocument::Yy => (&[ShortYear], "yy", "26"),
            DateFormDocument::Mm => (&[Month], "mm", "03"),
            DateFormDocument::Dd => (&[Day], "dd", "14"),
        };
        Self { fields, name, example }
    }
}

/// The local date in a zone at an instant.
pub(super) fn local_date(zone: &ZoneRules, at: Instant) -> Date {
    let seconds = at.micros().div_euclid(MICROS).saturating_add(i64::from(zone.offset_seconds(at)));
    let nearest = if seconds < 0 { Date::MIN } else { Date::MAX };
    Date::new(seconds.div_euclid(86_400)).unwrap_or(nearest)
}

fn short(year: i32) -> Option<i32> {
    (2000..=2099).contains(&year).then(|| year.saturating_sub(2000))
}
