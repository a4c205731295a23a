//! From a document to a policy.

use core::str::FromStr;
use std::collections::BTreeMap;

use super::SlaError;
use super::budget::{Calendars, DayEnd, Target};
use super::metric::{Anchor, Cycles, Level, LevelPoint, Metric, OnChange, Reopening, Trigger};
use super::policy::Policy;
use super::selector::{Entry, Mode, When};
use crate::calendar::{CalendarError, WorkingCalendar};
use crate::time::{MICROS, ZoneDatabase};
use crate::vocabulary::{Name, VocabularyError};
use crate::wire::{
    AnchorDocument, CyclesDocument, DayEndDocument, LevelPointDocument, MetricDocument, OnChangeDocument,
    ReopeningDocument, SelectorEntryDocument, SlaDocument, TargetDocument, TriggerDocument, WhenDocument,
    revision,
};

const MOST_CALENDARS: usize = 64;
const MOST_METRICS: usize = 64;
const MOST_ENTRIES: usize = 1_000;
const MOST_LEVELS: usize = 32;
/// Most triggers, states or waits of one list, and most values that one selector entry asks for.
const MOST_VALUES: usize = 200;
/// Ten years; longer promises are slips of the keyboard.
const MOST_SECONDS: i64 = 10 * 366 * 86_400;
const MOST_DAYS: i32 = 3_660;

pub(super) fn compile(document: &SlaDocument, zones: &ZoneDatabase) -> Result<Policy, SlaError> {
    limit("calendars", document.calendars.len(), MOST_CALENDARS)?;
    limit("metrics", document.metrics.len(), MOST_METRICS)?;
    limit("selector", document.selector.len(), MOST_ENTRIES)?;
    let calendars = calendars(document, zones)?;
    let mut metrics: Vec<Metric> = Vec::with_capacity(document.metrics.len());
    for (position, written) in document.metrics.iter().enumerate() {
        let path = format!("metrics[{position}]");
        let metric = metric(&path, written, &calendars)?;
        if metrics.iter().any(|known| known.name == metric.name) {
            return Err(SlaError::Duplicate { path: format!("{path}.name"), value: written.name.clone() });
        }
        metrics.push(metric);
    }
    let mut entries = Vec::with_capacity(document.selector.len());
    for (position, written) in document.selector.iter().enumerate() {
        entries.push(entry(format!("selector[{position}]"), written, &calendars, &metrics)?);
    }
    refuse_ties(&entries, &metrics)?;
    let ungraded = document.ungraded.as_ref().map(|written| {
        let path = "ungraded".to_owned();
        let calendar = optional_calendar(&path, written.calendar.as_deref(), &calendars)?;
        let targets = targets(&path, &written.targets, &metrics)?;
        Ok::<_, SlaError>(Entry {
            path: path.into(),
            mode: Mode::Set,
            when: When::default(),
            calendar,
            targets,
        })
    });
    Ok(Policy {
        revision: revision(document, &versions(&calendars))?,
        default_calendar: calendar("default_calendar", &document.default_calendar, &calendars)?,
        ungraded: ungraded.transpose()?,
        calendars,
        metrics,
        entries,
    })
}

fn versions(calendars: &[Calendars]) -> String {
    let versions = crate::order::set(calendars.iter().map(|each| each.working.zone().tzdb_version()));
    versions.into_iter().collect::<Vec<_>>().join(",")
}

fn calendars(document: &SlaDocument, zones: &ZoneDatabase) -> Result<Vec<Calendars>, SlaError> {
    let mut compiled = Vec::with_capacity(document.calendars.len());
    for (name, written) in &document.calendars {
        let path = format!("calendars.{name}");
        let in_calendar = |source: CalendarError| {
            let path = source.path().map_or_else(|| path.clone(), |inner| format!("{path}.{inner}"));
            SlaError::Calendar { calendar: name.clone(), path, source: Box::new(source) }
        };
        let working = WorkingCalendar::compile(written, zones).map_err(in_calendar)?;
        let round_the_clock =
            WorkingCalendar::round_the_clock(working.zone().clone()).map_err(in_calendar)?;
        compiled.push(Calendars { name: word(&path, name)?, working, round_the_clock });
    }
    Ok(compiled)
}

fn metric(path: &str, written: &MetricDocument, calendars: &[Calendars]) -> Result<Metric, SlaError> {
    limit(&format!("{path}.levels"), written.levels.len(), MOST_LEVELS)?;
    if written.starts.is_empty() {
        let path = format!("{path}.starts");
        return Err(SlaError::OutOfRange { path, value: "[]".to_owned(), allowed: "at least one trigger" });
    }
    let own_calendar = optional_calendar(path, written.calendar.as_deref(), calendars)?;
    let mut levels: Vec<Level> = Vec::with_capacity(written.levels.len());
    for (position, level) in written.levels.iter().enumerate() {
        let path = format!("{path}.levels[{position}]");
        let name: Name = word(&format!("{path}.name"), &level.name)?;
        if levels.iter().any(|known| known.name == name) {
            return Err(SlaError::Duplicate { path: format!("{path}.name"), value: level.name.clone() });
        }
        levels.push(Level { name, point: LevelPoint::read(&format!("{path}.at"), level.at)? });
    }
    Ok(Metric {
        name: word(&format!("{path}.name"), &written.name)?,
        starts: triggers(&format!("{path}.starts"), &written.starts)?,
        stops: triggers(&format!("{path}.stops"), &written.stops)?,
        armed_by: written
            .armed_by
            .as_ref()
            .map(|each| trigger(&format!("{path}.armed_by"), each))
            .transpose()?,
        pausing_states: words(&format!("{path}.pauses.states"), &written.pauses.states)?,
        pausing_waits: words(&format!("{path}.pauses.waits"), &written.pauses.waits)?,
        runs_in: words(&format!("{path}.runs_in"), &written.runs_in)?,
        cycles: match written.cycles {
            CyclesDocument::Once => Cycles::Once,
            CyclesDocument::Repeat => Cycles::Repeat,
        },
        anchor: match written.anchor {
            AnchorDocument::Event => Anchor::Event,
            AnchorDocument::PreviousDue => Anchor::PreviousDue,
        },
        reopening: match written.reopening {
            ReopeningDocument::Resume => Reopening::Resume,
            ReopeningDocument::Restart => Reopening::Restart,
            ReopeningDocument::Ignore => Reopening::Ignore,
        },
        on_change: match written.on_change {
            OnChangeDocument::Retroactive => OnChange::Retroactive,
            OnChangeDocument::CarryOver => OnChange::CarryOver,
            OnChangeDocument::Restart => OnChange::Restart,
        },
        calendar: own_calendar,
        not_before: written
            .not_before
            .as_ref()
            .map(|each| target(&format!("{path}.not_before"), each))
            .transpose()?,
        levels,
    })
}

fn triggers(path: &str, written: &[TriggerDocument]) -> Result<Vec<Trigger>, SlaError> {
    limit(path, written.len(), MOST_VALUES)?;
    let each =
        written.iter().enumerate().map(|(position, each)| trigger(&format!("{path}[{position}]"), each));
    each.collect()
}

fn trigger(path: &str, written: &TriggerDocument) -> Result<Trigger, SlaError> {
    Ok(match written {
        TriggerDocument::Started {} => Trigger::Started,
        TriggerDocument::CustomerMessage {} => Trigger::CustomerMessage,
        TriggerDocument::AgentMessage {} => Trigger::AgentMessage,
        TriggerDocument::StateEntered { state } => {
            Trigger::StateEntered(word(&format!("{path}.state"), state)?)
        }
        TriggerDocument::WaitStarted { reason } => {
            Trigger::WaitStarted(word(&format!("{path}.reason"), reason)?)
        }
        TriggerDocument::WaitEnded { reason } => Trigger::WaitEnded(word(&format!("{path}.reason"), reason)?),
        TriggerDocument::Stopped {} => Trigger::Stopped,
        TriggerDocument::Reopened {} => Trigger::Reopened,
    })
}

impl LevelPoint {
    /// Reads a point from its wire form; `path` is where it stands.
    pub(crate) fn read(path: &str, written: LevelPointDocument) -> Result<Self, SlaError> {
        Ok(match written {
            LevelPointDocument::Share { percent } => {
                let percent_path = format!("{path}.percent");
                within(&percent_path, i64::from(percent), 1, 10_000, "1 to 10000 per cent")?;
                Self::Share(percent)
            }
            LevelPointDocument::Elapsed { seconds } => Self::Elapsed(micros(path, seconds)?),
            LevelPointDocument::BeforeDue { seconds } => Self::BeforeDue(micros(path, seconds)?),
            LevelPointDocument::AfterDue { seconds } => Self::AfterDue(micros(path, seconds)?),
            LevelPointDocument::WorkingDaysFromDue { days } => {
                let path = format!("{path}.days");
                if days == 0 {
                    return Err(SlaError::OutOfRange { path, value: "0".to_owned(), allowed: EITHER_WAY });
                }
                let most = i64::from(MOST_DAYS);
                within(&path, i64::from(days), most.saturating_neg(), most, EITHER_WAY)?;
                Self::WorkingDaysFromDue(days)
            }
        })
    }
}

const EITHER_WAY: &str = "1 to 3660 days either way";

fn entry(
    path: String,
    written: &SelectorEntryDocument,
    calendars: &[Calendars],
    metrics: &[Metric],
) -> Result<Entry, SlaError> {
    let (mode, asked, calendar, written_targets) = match written {
        SelectorEntryDocument::Set { when, calendar, targets } => {
            (Mode::Set, when, calendar.as_deref(), targets)
        }
        SelectorEntryDocument::AtMost { when, targets } => (Mode::AtMost, when, None, targets),
    };
    let when = when(&format!("{path}.when"), asked)?;
    let calendar = optional_calendar(&path, calendar, calendars)?;
    let targets = targets(&path, written_targets, metrics)?;
    Ok(Entry { path: path.into(), mode, when, calendar, targets })
}

fn when(path: &str, asked: &WhenDocument) -> Result<When, SlaError> {
    let lists = [
        &asked.priority,
        &asked.tier,
        &asked.kind,
        &asked.class,
        &asked.channel,
        &asked.entitlement,
        &asked.product_line,
        &asked.site,
    ];
    limit(path, lists.iter().map(|list| list.len()).sum(), MOST_VALUES)?;
    Ok(When {
        priority: sorted(&format!("{path}.priority"), &asked.priority)?,
        tier: sorted(&format!("{path}.tier"), &asked.tier)?,
        kind: sorted(&format!("{path}.kind"), &asked.kind)?,
        class: sorted(&format!("{path}.class"), &asked.class)?,
        channel: sorted(&format!("{path}.channel"), &asked.channel)?,
        entitlement: sorted(&format!("{path}.entitlement"), &asked.entitlement)?,
        product_line: sorted(&format!("{path}.product_line"), &asked.product_line)?,
        site: sorted(&format!("{path}.site"), &asked.site)?,
    })
}

fn targets(
    path: &str,
    written: &BTreeMap<String, TargetDocument>,
    metrics: &[Metric],
) -> Result<Vec<(usize, Target)>, SlaError> {
    let mut read = Vec::with_capacity(written.len());
    for (name, each) in written {
        let path = format!("{path}.targets.{name}");
        let position = metrics.iter().position(|metric| metric.name.as_str() == name);
        let known = || metrics.iter().map(|metric| metric.name.as_str());
        let position = position.ok_or_else(|| undefined(&path, name, known()))?;
        read.push((position, target(&path, each)?));
    }
    Ok(read)
}

fn target(path: &str, written: &TargetDocument) -> Result<Target, SlaError> {
    let days_path = format!("{path}.days");
    let allowed = "1 to 3660 days";
    Ok(match written {
        TargetDocument::OpenTime { seconds: Some(seconds), duration: None } => {
            Target::OpenTime(micros(path, *seconds)?)
        }
        TargetDocument::OpenTime { seconds: None, duration: Some(text) } => {
            let seconds = duration_seconds(text).filter(|seconds| (1..=MOST_SECONDS).contains(seconds));
            let malformed = || {
                let path = format!("{path}.duration");
                SlaError::OutOfRange { path, value: text.clone(), allowed: DURATION }
            };
            Target::OpenTime(seconds.ok_or_else(malformed)?.saturating_mul(MICROS))
        }
        TargetDocument::OpenTime { .. } => {
            let value = "open_time".to_owned();
            let allowed = "exactly one of `seconds` and `duration`";
            return Err(SlaError::OutOfRange { path: path.to_owned(), value, allowed });
        }
        TargetDocument::WorkingDays { days, end } => {
            within(&days_path, i64::from(*days), 1, i64::from(MOST_DAYS), allowed)?;
            let end = match end {
                DayEndDocument::SameTime => DayEnd::SameTime,
                DayEndDocument::LastClose => DayEnd::LastClose,
            };
            Target::WorkingDays { days: *days, end }
        }
        TargetDocument::CalendarDays { days } => {
            within(&days_path, i64::from(*days), 1, i64::from(MOST_DAYS), allowed)?;
            Target::CalendarDays(*days)
        }
    })
}

const DURATION: &str =
    "an ISO 8601 duration of hours, minutes and seconds from 1 second to 10 years such as `PT4H30M`";

fn duration_seconds(text: &str) -> Option<i64> {
    let mut rest = text.strip_prefix("PT").filter(|rest| !rest.is_empty())?;
    let mut seconds = 0_i64;
    for (unit, size) in [('H', 3600_i64), ('M', 60), ('S', 1)] {
        if let Some((digits, after)) = rest.split_once(unit) {
            let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            let number: i64 = digits.parse().ok().filter(|_| plain)?;
            seconds = seconds.checked_add(number.checked_mul(size)?)?;
            rest = after;
        }
    }
    rest.is_empty().then_some(seconds)
}

fn refuse_ties(entries: &[Entry], metrics: &[Metric]) -> Result<(), SlaError> {
    for (position, first) in entries.iter().enumerate().filter(|(_, entry)| entry.mode == Mode::Set) {
        let others = entries.iter().skip(position.saturating_add(1)).filter(|entry| entry.mode == Mode::Set);
        for second in others {
            if first.when.specificity() != second.when.specificity() || !first.when.overlaps(&second.when) {
                continue;
            }
            let shared = first.targets.iter().find(|(metric, _)| second.target_of(*metric).is_some());
            let calendar =
                (first.calendar.is_some() && second.calendar.is_some()).then(|| "calendar".to_owned());
            let metric =
                shared.and_then(|(metric, _)| metrics.get(*metric)).map(|metric| metric.name.to_string());
            if let Some(what) = metric.or(calendar) {
                return Err(SlaError::Tie {
                    first: first.path.to_string(),
                    second: second.path.to_string(),
                    what,
                });
            }
        }
    }
    Ok(())
}

fn optional_calendar(
    path: &str,
    name: Option<&str>,
    calendars: &[Calendars],
) -> Result<Option<Calendars>, SlaError> {
    name.map(|name| calendar(&format!("{path}.calendar"), name, calendars)).transpose()
}

fn calendar(path: &str, name: &str, calendars: &[Calendars]) -> Result<Calendars, SlaError> {
    let found = calendars.iter().find(|known| known.name.as_str() == name).cloned();
    found.ok_or_else(|| undefined(path, name, calendars.iter().map(|known| known.name.as_str())))
}

fn undefined<'a>(path: &str, value: &str, known: impl Iterator<Item = &'a str>) -> SlaError {
    SlaError::Undefined { path: path.to_owned(), value: value.to_owned(), known: listed(known) }
}

/// Names as an error shows them.
pub(super) fn listed<'a>(known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<_> = known.map(|each| format!("`{each}`")).collect();
    if known.is_empty() { "none".to_owned() } else { known.join(", ") }
}

fn words<T: FromStr<Err = VocabularyError>>(path: &str, written: &[String]) -> Result<Vec<T>, SlaError> {
    limit(path, written.len(), MOST_VALUES)?;
    written.iter().enumerate().map(|(position, text)| word(&format!("{path}[{position}]"), text)).collect()
}

/// Words in order, so that two lists are compared in one pass.
fn sorted<T: FromStr<Err = VocabularyError> + Ord>(
    path: &str,
    written: &[String],
) -> Result<Vec<T>, SlaError> {
    let mut words = words(path, written)?;
    crate::order::by(&mut words, Ord::cmp);
    words.dedup();
    Ok(words)
}

fn word<T: FromStr<Err = VocabularyError>>(path: &str, text: &str) -> Result<T, SlaError> {
    text.parse().map_err(|source| SlaError::Word { path: path.to_owned(), source })
}

fn micros(path: &str, seconds: i64) -> Result<i64, SlaError> {
    within(&format!("{path}.seconds"), seconds, 1, MOST_SECONDS, "1 second to 10 years")?;
    Ok(seconds.saturating_mul(MICROS))
}

fn within(path: &str, value: i64, least: i64, most: i64, allowed: &'static str) -> Result<(), SlaError> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    Err(SlaError::OutOfRange { path: path.to_owned(), value: value.to_string(), allowed })
}

fn limit(path: &str, count: usize, most: usize) -> Result<(), SlaError> {
    if count > most {
        return Err(SlaError::TooMany { path: path.to_owned(), count, most });
    }
    Ok(())
}
