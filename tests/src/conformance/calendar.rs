//! Vectors of working time (`tests/vectors/calendar/README.md`).

use std::fmt::Display;

use aftersales::calendar::{Period, WorkingCalendar};
use aftersales::time::{Date, Instant, Span, TimeOfDay, ZoneDatabase};
use aftersales::wire::CalendarDocument;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::answer::normal;
use super::{Difference, Evaluator, Malformed};

const MICROS: i64 = 1_000_000;

/// The evaluator of `aftersales-calendar-vectors/1`: every family, because the operation stands in the vector.
pub(super) struct Calendar {
    zones: ZoneDatabase,
}

impl Calendar {
    pub(super) fn new() -> Self {
        Self { zones: ZoneDatabase::bundled() }
    }
}

impl Evaluator for Calendar {
    fn schema(&self) -> &'static str {
        "aftersales-calendar-vectors/1"
    }

    fn covers(&self, _family: &str) -> bool {
        true
    }

    fn check(&self, _file: &Value, vector: &Value) -> Result<Vec<Difference>, Malformed> {
        let fields = Fields(vector);
        let document: CalendarDocument = fields.read("calendar")?;
        let calendar = WorkingCalendar::compile(&document, &self.zones).map_err(malformed("calendar"))?;
        let answers = answer(&calendar, &fields)?;
        let mut differences = Vec::new();
        for (name, wanted) in vector.as_object().into_iter().flatten() {
            if !name.starts_with("expect") {
                continue;
            }
            let answered = if name == "expect_not" { "expect" } else { name };
            let found = answers.iter().find(|answer| answer.0 == answered);
            let (_, got) =
                found.ok_or_else(|| Malformed::new(format!("`{name}` is not for this operation")))?;
            if (normal(wanted) == normal(got)) == (name == "expect_not") {
                differences.push(Difference::new(name, wanted, got));
            }
        }
        Ok(differences)
    }
}

/// The answers to a vector by the field that holds what is expected of them.
type Answers = Vec<(&'static str, Value)>;

fn answer(calendar: &WorkingCalendar, fields: &Fields<'_>) -> Result<Answers, Malformed> {
    let op: String = fields.read("op")?;
    let answer = match op.as_str() {
        "elapsed" => seconds(calendar.elapsed(fields.parse("from")?, fields.parse("to")?)),
        "deadline" => return deadline(calendar, fields),
        "deadline_backward" => return deadline_backward(calendar, fields),
        "is_open" => json!(calendar.is_open(fields.parse("at")?)),
        "next_open" => json!(calendar.next_open(fields.parse("at")?)),
        "next_close" => json!(calendar.next_close(fields.parse("at")?)),
        "prev_close" => json!(calendar.previous_close(fields.parse("at")?)),
        "next_transition" => json!(calendar.next_transition(fields.parse("at")?)),
        "last_transition" => json!(calendar.last_transition(fields.parse("at")?)),
        "periods_after" => periods_after(calendar, fields)?,
        "periods_before" => periods_before(calendar, fields)?,
        "is_holiday" => json!(calendar.is_holiday(local_date(calendar, fields)?)),
        "is_working_day" => json!(calendar.is_working_day(local_date(calendar, fields)?)),
        "next_working_dates" => {
            json!(calendar.next_working_dates(fields.parse("date")?, fields.read("count")?))
        }
        "working_days_between" => {
            json!(calendar.working_days_between(fields.parse("from_date")?, fields.parse("to_date")?))
        }
        "add_working_days" => return add_working_days(calendar, fields),
        "local_to_instant" => {
            let time: TimeOfDay = fields.parse("time")?;
            json!(calendar.zone().local_to_instant(fields.parse("date")?, time))
        }
        unknown => return Err(Malformed::new(format!("`op`: unknown operation `{unknown}`"))),
    };
    Ok(vec![("expect", answer)])
}

fn deadline(calendar: &WorkingCalendar, fields: &Fields<'_>) -> Result<Answers, Malformed> {
    let due = calendar.deadline(fields.parse("from")?, fields.span("seconds")?);
    // From a closing on, nothing elapses until the next opening; that instant itself still counts.
    let latest = due.and_then(|due| calendar.next_open(due));
    Ok(vec![("expect", json!(due)), ("expect_latest", json!(latest))])
}

fn deadline_backward(calendar: &WorkingCalendar, fields: &Fields<'_>) -> Result<Answers, Malformed> {
    let start = calendar.deadline_backward(fields.parse("to")?, fields.span("seconds")?);
    let earliest = start.and_then(|start| calendar.previous_close(start));
    Ok(vec![("expect", json!(start)), ("expect_earliest", json!(earliest))])
}

fn add_working_days(calendar: &WorkingCalendar, fields: &Fields<'_>) -> Result<Answers, Malformed> {
    let days: i32 = fields.read("days")?;
    if fields.has("date") {
        return Ok(vec![("expect", json!(calendar.add_working_dates(fields.parse("date")?, days)))]);
    }
    let from: Instant = fields.parse("from")?;
    let mut answers = vec![("expect", json!(calendar.add_working_days(from, days)))];
    if days != 0 {
        let (date, time) = calendar.local(from);
        let date = calendar.add_working_dates(date, days);
        let same_time = date.and_then(|date| calendar.zone().local_to_instant(date, time));
        let fraction = Span::from_micros(from.micros().rem_euclid(MICROS));
        answers.push(("expect_same_time", json!(same_time.and_then(|at| at.checked_add(fraction)))));
    }
    Ok(answers)
}

fn periods_after(calendar: &WorkingCalendar, fields: &Fields<'_>) -> Result<Value, Malformed> {
    let until: Option<Instant> = fields.optional("until")?;
    let until = until.unwrap_or(Instant::MAX);
    let periods = calendar.periods_after(fields.parse("at")?).take_while(|period| period.from < until);
    Ok(pairs(periods.map(|period| (period.from, period.to.min(until))).take(fields.count()?)))
}

fn periods_before(calendar: &WorkingCalendar, fields: &Fields<'_>) -> Result<Value, Malformed> {
    let until: Option<Instant> = fields.optional("until")?;
    let until = until.unwrap_or(Instant::MIN);
    let periods =
        calendar.periods_before(fields.parse("at")?).take_while(|period: &Period| period.to > until);
    Ok(pairs(periods.map(|period| (period.from.max(until), period.to)).take(fields.count()?)))
}

fn pairs(periods: impl Iterator<Item = (Instant, Instant)>) -> Value {
    periods.map(|(from, to)| json!([from, to])).collect()
}

fn local_date(calendar: &WorkingCalendar, fields: &Fields<'_>) -> Result<Date, Malformed> {
    if fields.has("date") { fields.parse("date") } else { Ok(calendar.local(fields.parse("at")?).0) }
}

fn seconds(span: Span) -> Value {
    let micros = span.micros();
    if micros % MICROS == 0 { json!(micros / MICROS) } else { json!(micros as f64 / MICROS as f64) }
}

/// The fields of a vector, read with the name of what is missing or wrong.
struct Fields<'a>(&'a Value);

impl Fields<'_> {
    fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some()
    }

    fn read<T: DeserializeOwned>(&self, name: &str) -> Result<T, Malformed> {
        let value = self.0.get(name).ok_or_else(|| Malformed::new(format!("`{name}` is missing")))?;
        T::deserialize(value).map_err(malformed(name))
    }

    /// An instant, a date or a time of day.
    fn parse<T: std::str::FromStr<Err: Display>>(&self, name: &str) -> Result<T, Malformed> {
        self.read::<String>(name)?.parse().map_err(malformed(name))
    }

    fn optional<T: std::str::FromStr<Err: Display>>(&self, name: &str) -> Result<Option<T>, Malformed> {
        self.has(name).then(|| self.parse(name)).transpose()
    }

    fn span(&self, name: &str) -> Result<Span, Malformed> {
        let value: Value = self.read(name)?;
        let micros = match (value.as_i64(), value.as_f64()) {
            (Some(whole), _) => whole.checked_mul(MICROS),
            (None, Some(fraction)) if fraction.abs() < 1e9 => Some((fraction * MICROS as f64).round() as i64),
            _ => None,
        };
        let out_of_range = || Malformed::new(format!("`{name}` is no number of seconds in range"));
        micros.map(Span::from_micros).ok_or_else(out_of_range)
    }

    /// How many periods are asked for: `count`, or all where there is an `until`.
    fn count(&self) -> Result<usize, Malformed> {
        if self.has("until") && !self.has("count") { Ok(usize::MAX) } else { self.read("count") }
    }
}

fn malformed<E: Display>(name: &str) -> impl FnOnce(E) -> Malformed {
    move |error| Malformed::new(format!("`{name}`: {error}"))
}
