//! Many local times at once.

use std::collections::BTreeMap;

use super::{DAY_MICROS, DAY_SECONDS, Instant, MICROS, ZoneRules};

/// Most dates that are remembered.
const MOST_DATES: usize = 1 << 16;

/// Reads many local times of a zone, as [`ZoneRules::local_to_instant`] reads one. What holds all of a date is looked up once.
///
/// ```
/// use aftersales::time::{WallClock, ZoneDatabase};
///
/// let mut berlin = WallClock::new(ZoneDatabase::bundled().rules("Europe/Berlin")?);
/// let local = "2026-03-02T09:00:00.5Z".parse::<aftersales::time::Instant>()?.micros();
/// assert_eq!(berlin.instant(local), Some("2026-03-02T08:00:00.5Z".parse()?));
/// # Ok::<(), aftersales::time::TimeError>(())
/// ```
#[derive(Debug, Clone)]
pub struct WallClock {
    zone: ZoneRules,
    /// The offset of a date in seconds, where one holds from the day before it to the day after.
    dates: BTreeMap<i64, Option<i64>>,
    last: (i64, Option<i64>),
}

impl WallClock {
    /// The wall clocks of a zone.
    #[must_use]
    pub fn new(zone: ZoneRules) -> Self {
        // No date has this number, so the first time is looked up.
        Self { zone, dates: BTreeMap::new(), last: (i64::MIN, None) }
    }

    /// The instant at which wall clocks show so many microseconds since 1970-01-01T00:00: the first of the two where the time
    /// comes twice, and as much later as the gap is long where the clocks skip it. `None` outside the years 0001 to 9999.
    #[inline]
    #[must_use]
    pub fn instant(&mut self, local_micros: i64) -> Option<Instant> {
        let date = local_micros.div_euclid(DAY_MICROS);
        if self.last.0 != date {
            self.last = (date, self.offset_of(date));
        }
        let utc = match self.last.1 {
            Some(offset) => local_micros.checked_sub(offset.checked_mul(MICROS)?)?,
            None => {
                let (seconds, rest) = (local_micros.div_euclid(MICROS), local_micros.rem_euclid(MICROS));
                self.zone.local_seconds_to_utc(seconds).checked_mul(MICROS)?.checked_add(rest)?
            }
        };
        Instant::checked(utc)
    }

    fn offset_of(&mut self, date: i64) -> Option<i64> {
        if self.dates.len() >= MOST_DATES {
            self.dates.clear();
        }
        let zone = &self.zone;
        *self.dates.entry(date).or_insert_with(|| zone.offset_all_day(date.saturating_mul(DAY_SECONDS)))
    }
}
