use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::date::Date;
use super::tzif;
use super::{DAY_SECONDS, Instant, MICROS, PosixTail, TimeError, TimeOfDay, shown};

/// Most seconds that local time may lie from UTC: a day less one second, as in RFC 9636.
const MOST_OFFSET: i32 = 86_399;

/// One change of a zone's offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ZoneTransition {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub at_seconds: i64,
    /// Seconds east of UTC that hold from then on.
    pub offset_seconds: i32,
}

/// Which wall-clock time a place shows at which instant: transitions, then a yearly rule, with the version of the
/// time zone database they come from.
///
/// Cloning is cheap.
///
/// ```
/// use aftersales::time::{Instant, ZoneDatabase};
///
/// let berlin = ZoneDatabase::bundled().rules("Europe/Berlin")?;
/// assert_eq!(berlin.offset_seconds("2026-07-01T00:00:00Z".parse()?), 7200);
/// # Ok::<(), aftersales::time::TimeError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ZoneRules(Arc<Rules>);

#[derive(PartialEq, Eq)]
struct Rules {
    id: String,
    tzdb_version: String,
    initial_offset: i32,
    transitions: Vec<ZoneTransition>,
    tail: PosixTail,
}

impl ZoneRules {
    /// Coordinated Universal Time, which needs no database.
    #[must_use]
    pub fn utc() -> Self {
        Self(Arc::new(Rules {
            id: "Etc/UTC".to_owned(),
            tzdb_version: "none".to_owned(),
            initial_offset: 0,
            transitions: Vec::new(),
            tail: PosixTail::fixed(0),
        }))
    }

    /// Reads the rules from TZif bytes (RFC 9636, version 2 or later), such as a file of `/usr/share/zoneinfo`.
    ///
    /// # Errors
    ///
    /// [`TimeError::TzifMalformed`], [`TimeError::PosixMalformed`] or [`TimeError::TransitionInvalid`].
    pub fn from_tzif(id: &str, tzdb_version: &str, bytes: &[u8]) -> Result<Self, TimeError> {
        let read = tzif::parse(id, bytes)?;
        Self::from_transitions(id, tzdb_version, read.initial_offset, read.transitions, read.tail)
    }

    /// Makes the rules from a table: `initial_offset` seconds east of UTC until the first transition, and `tail` after the
    /// last one (without it the last offset stays).
    ///
    /// # Errors
    ///
    /// [`TimeError::TransitionInvalid`] where the instants do not rise, an offset is a day or more, or a tail without daylight
    /// saving time has another offset than the last transition.
    ///
    /// ```
    /// use aftersales::time::{ZoneRules, ZoneTransition};
    ///
    /// let spring = ZoneTransition { at_seconds: 1_774_746_000, offset_seconds: 7200 };
    /// let zone = ZoneRules::from_transitions("Europe/Berlin", "2026e", 3600, vec![spring], None)?;
    /// assert_eq!(zone.offset_seconds("2026-03-29T01:00:00Z".parse()?), 7200);
    /// # Ok::<(), aftersales::time::TimeError>(())
    /// ```
    pub fn from_transitions(
        id: &str,
        tzdb_version: &str,
        initial_offset: i32,
        transitions: Vec<ZoneTransition>,
        tail: Option<PosixTail>,
    ) -> Result<Self, TimeError> {
        let invalid = |index, expected| TimeError::TransitionInvalid { zone: id.to_owned(), index, expected };
        if initial_offset.unsigned_abs() > MOST_OFFSET.unsigned_abs() {
            return Err(invalid(0, "an initial offset of less than a day"));
        }
        let mut previous = i64::MIN;
        for (index, transition) in transitions.iter().enumerate() {
            if transition.at_seconds <= previous {
                return Err(invalid(index, "an instant after the one before"));
            }
            if transition.offset_seconds.unsigned_abs() > MOST_OFFSET.unsigned_abs() {
                return Err(invalid(index, "an offset of less than a day"));
            }
            previous = transition.at_seconds;
        }
        let last = transitions.last().map_or(initial_offset, |transition| transition.offset_seconds);
        if tail.as_ref().is_some_and(|tail| !tail.has_daylight_saving() && tail.standard_offset() != last) {
            return Err(invalid(
                transitions.len(),
                "a tail that goes on with the offset of the last transition",
            ));
        }
        Ok(Self(Arc::new(Rules {
            id: id.to_owned(),
            tzdb_version: tzdb_version.to_owned(),
            initial_offset,
            transitions,
            tail: tail.unwrap_or(PosixTail::fixed(last)),
        })))
    }

    /// The IANA name, such as `Europe/Berlin`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// The version of the time zone database, such as `2026e`.
    #[must_use]
    pub fn tzdb_version(&self) -> &str {
        &self.0.tzdb_version
    }

    /// Seconds east of UTC, where they are the same at every instant.
    ///
    /// ```
    /// use aftersales::time::{ZoneDatabase, ZoneRules};
    ///
    /// assert_eq!(ZoneRules::utc().fixed_offset_seconds(), Some(0));
    /// assert_eq!(ZoneDatabase::bundled().rules("Europe/Berlin")?.fixed_offset_seconds(), None);
    /// # Ok::<(), aftersales::time::TimeError>(())
    /// ```
    #[must_use]
    pub fn fixed_offset_seconds(&self) -> Option<i32> {
        let rules = &*self.0;
        (rules.transitions.is_empty() && !rules.tail.has_daylight_saving()).then_some(rules.initial_offset)
    }

    /// Seconds east of UTC at an instant. Logarithmic in the number of transitions.
    #[must_use]
    pub fn offset_seconds(&self, at: Instant) -> i32 {
        let seconds = at.micros().div_euclid(MICROS);
        let rules = &*self.0;
        let later = rules.transitions.partition_point(|transition| transition.at_seconds <= seconds);
        if later < rules.transitions.len() || !rules.tail.has_daylight_saving() {
            return self.explicit_offset(later);
        }
        let year = year_of(seconds);
        let last_explicit = rules.transitions.last().map_or(i64::MIN, |transition| transition.at_seconds);
        [year.saturating_sub(1), year, year.saturating_add(1)]
            .into_iter()
            .flat_map(|year| rules.tail.transitions_of(year))
            .rfind(|change| change.0 <= seconds && change.0 > last_explicit)
            .map_or_else(|| self.explicit_offset(later), |change| change.1)
    }

    /// The instant at which local clocks show `time` on `date`: the first of the two where the time comes twice, and as
    /// much later as the gap is long where the clocks skip it (02:30 becomes 03:30).
    ///
    /// `None` where the instant lies outside the years 0001 to 9999.
    ///
    /// ```
    /// use aftersales::time::ZoneDatabase;
    ///
    /// let zone = ZoneDatabase::bundled().rules("America/New_York")?;
    /// let skipped = zone.local_to_instant("2026-03-08".parse()?, "02:30".parse()?);
    /// assert_eq!(skipped, Some("2026-03-08T07:30:00Z".parse()?));
    /// # Ok::<(), aftersales::time::TimeError>(())
    /// ```
    #[must_use]
    pub fn local_to_instant(&self, date: Date, time: TimeOfDay) -> Option<Instant> {
        let local = date.days().checked_mul(DAY_SECONDS)?.checked_add(time.seconds())?;
        self.local_seconds_to_utc(local).checked_mul(MICROS).and_then(Instant::checked)
    }

    /// The first UTC second that shows the local second; in a gap, the second under the offset before it.
    pub(crate) fn local_seconds_to_utc(&self, local: i64) -> i64 {
        let stretches = self.stretches_around(local);
        let first = stretches.iter().find_map(|stretch| stretch.utc_of(local));
        first.unwrap_or_else(|| in_gap(&stretches, local))
    }

    /// The last UTC second that shows the local second; in a gap, the second under the offset before it.
    pub(crate) fn local_seconds_to_last_utc(&self, local: i64) -> i64 {
        let stretches = self.stretches_around(local);
        let last = stretches.iter().rev().find_map(|stretch| stretch.utc_of(local));
        last.unwrap_or_else(|| in_gap(&stretches, local))
    }

    /// The offset of a whole local date from its first second on, where none other is in force within a day of its times.
    pub(crate) fn offset_all_day(&self, midnight: i64) -> Option<i64> {
        let last_second = midnight.saturating_add(DAY_SECONDS).saturating_sub(1);
        let (first, last) = (self.stretches_around(midnight), self.stretches_around(last_second));
        let ([first], [last]) = (first.as_slice(), last.as_slice()) else { return None };
        (first.offset == last.offset).then_some(first.offset)
    }

    /// The offsets that are in force within a day of a local second, in order of time. Offsets stay within a day of UTC, so no
    /// other can show it.
    fn stretches_around(&self, local: i64) -> Vec<Stretch> {
        let (from, to) = (local.saturating_sub(DAY_SECONDS), local.saturating_add(DAY_SECONDS));
        let rules = &*self.0;
        let written = rules.transitions.iter().map(|each| (each.at_seconds, each.offset_seconds));
        let skipped = rules.transitions.partition_point(|each| each.at_seconds <= from);
        let last_written = rules.transitions.last().map_or(i64::MIN, |each| each.at_seconds);
        let mut changes: Vec<_> = written.skip(skipped).take_while(|change| change.0 <= to).collect();
        if to > last_written && rules.tail.has_daylight_saving() {
            // A change may lie in another year in UTC than on the wall clock.
            let years = year_of(from).saturating_sub(1)..=year_of(to).saturating_add(1);
            let yearly = years.flat_map(|year| rules.tail.transitions_of(year));
            let near = |change: &(i64, i32)| change.0 > last_written && change.0 > from && change.0 <= to;
            changes.extend(yearly.filter(near));
            crate::order::by_key(&mut changes, |change| change.0);
        }
        let mut stretches = vec![Stretch { from, to, offset: self.offset_at_second(from) }];
        for (at, offset) in changes {
            if let Some(before) = stretches.last_mut() {
                before.to = at;
            }
            stretches.push(Stretch { from: at, to, offset: i64::from(offset) });
        }
        stretches
    }

    fn offset_at_second(&self, utc: i64) -> i64 {
        i64::from(self.offset_seconds(Instant::saturating(utc.saturating_mul(MICROS))))
    }

    /// The offset before the first transition.
    pub(crate) fn initial_offset(&self) -> i32 {
        self.0.initial_offset
    }

    /// All transitions up to the end of `last_year`, the yearly rule written out.
    pub(crate) fn transitions_through(&self, last_year: i64) -> Vec<ZoneTransition> {
        let rules = &*self.0;
        let mut all = rules.transitions.clone();
        if rules.tail.has_daylight_saving() {
            let last_explicit = all.last().map_or(i64::MIN, |transition| transition.at_seconds);
            let first_year = if last_explicit == i64::MIN { 0 } else { year_of(last_explicit) };
            for year in first_year..=last_year {
                let changes = rules.tail.transitions_of(year).into_iter();
                all.extend(
                    changes
                        .filter(|change| change.0 > last_explicit)
                        .map(|(at_seconds, offset_seconds)| ZoneTransition { at_seconds, offset_seconds }),
                );
            }
            // Stable: where one rule ends in the second in which the next begins, the later one stays in force.
            crate::order::by_key(&mut all, |transition| transition.at_seconds);
        }
        all
    }

    /// The year of the last transition that is written out, or 1970.
    pub(crate) fn last_explicit_year(&self) -> i64 {
        self.0.transitions.last().map_or(1970, |transition| year_of(transition.at_seconds))
    }

    fn explicit_offset(&self, later: usize) -> i32 {
        let before = later.checked_sub(1).and_then(|index| self.0.transitions.get(index));
        before.map_or(self.0.initial_offset, |transition| transition.offset_seconds)
    }
}

/// UTC seconds `[from, to)` under one offset.
struct Stretch {
    from: i64,
    to: i64,
    offset: i64,
}

impl Stretch {
    /// The second of the stretch that shows a local second.
    fn utc_of(&self, local: i64) -> Option<i64> {
        Some(local.saturating_sub(self.offset)).filter(|utc| (self.from..self.to).contains(utc))
    }
}

/// The second that a local second would be if the offset before the gap had gone on.
fn in_gap(stretches: &[Stretch], local: i64) -> i64 {
    let next = stretches.iter().skip(1);
    let gap = stretches.iter().zip(next).find(|(before, after)| {
        (before.to.saturating_add(before.offset)..after.from.saturating_add(after.offset)).contains(&local)
    });
    let before = gap.map(|(before, _)| before).or(stretches.first());
    before.map_or(local, |stretch| local.saturating_sub(stretch.offset))
}

impl fmt::Debug for ZoneRules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ZoneRules({}, tz database {})", self.id(), self.tzdb_version())
    }
}

/// Where zone names are looked up: rules that the host hands in, and the bundled database behind them.
///
/// ```
/// use aftersales::time::{ZoneDatabase, ZoneRules};
///
/// let zones = ZoneDatabase::empty("2026e").with(ZoneRules::utc());
/// assert!(zones.rules("Etc/UTC").is_ok());
/// assert_eq!(zones.rules("Mars/Olympus").unwrap_err().code(), "time.zone.unknown");
/// ```
#[derive(Clone)]
pub struct ZoneDatabase {
    version: String,
    handed_in: BTreeMap<String, ZoneRules>,
    fallback: Option<FindRules>,
}

/// Looks a name up in a database; `None` where it is not there.
pub type FindRules = fn(&str) -> Option<Result<ZoneRules, TimeError>>;

impl ZoneDatabase {
    /// A database that knows only the zones it is given.
    #[must_use]
    pub fn empty(version: &str) -> Self {
        Self { version: version.to_owned(), handed_in: BTreeMap::new(), fallback: None }
    }

    /// The same database with these rules, which go before all others of their name.
    #[must_use]
    pub fn with(mut self, rules: ZoneRules) -> Self {
        self.handed_in.insert(rules.id().to_owned(), rules);
        self
    }

    /// The version that the database states, such as `2026e`.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The rules of a zone.
    ///
    /// # Errors
    ///
    /// [`TimeError::UnknownZone`] where the name is not there.
    pub fn rules(&self, zone: &str) -> Result<ZoneRules, TimeError> {
        if let Some(rules) = self.handed_in.get(zone) {
            return Ok(rules.clone());
        }
        let unknown = || TimeError::UnknownZone { zone: shown(zone), version: self.version.clone() };
        self.fallback.and_then(|find| find(zone)).ok_or_else(unknown)?
    }

    /// A database that the host keeps: `find` looks a name up there, when it is asked for.
    ///
    /// ```
    /// use aftersales::time::{ZoneDatabase, ZoneRules};
    ///
    /// let zones = ZoneDatabase::looked_up("2026e", |name| (name == "Etc/UTC").then(|| Ok(ZoneRules::utc())));
    /// assert!(zones.rules("Etc/UTC").is_ok() && zones.rules("Mars/Olympus").is_err());
    /// ```
    #[must_use]
    pub fn looked_up(version: &str, find: FindRules) -> Self {
        Self { version: version.to_owned(), handed_in: BTreeMap::new(), fallback: Some(find) }
    }
}

impl fmt::Debug for ZoneDatabase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ZoneDatabase({}, {} zones handed in)", self.version, self.handed_in.len())
    }
}

/// The Gregorian year of a UTC second.
pub(crate) fn year_of(seconds: i64) -> i64 {
    let days = seconds.div_euclid(DAY_SECONDS).saturating_add(719_468);
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let leap_free = day_of_era
        .saturating_sub(day_of_era.div_euclid(1_460))
        .saturating_add(day_of_era.div_euclid(36_524))
        .saturating_sub(day_of_era.div_euclid(146_096));
    let year_of_era = leap_free.div_euclid(365);
    let whole = year_of_era.saturating_mul(365).saturating_add(year_of_era.div_euclid(4));
    let day_of_year = day_of_era.saturating_sub(whole.saturating_sub(year_of_era.div_euclid(100)));
    let year = era.saturating_mul(400).saturating_add(year_of_era);
    if day_of_year >= 306 { year.saturating_add(1) } else { year }
}
