//! Many local times at once.

use super::{DAY_MICROS, DAY_SECONDS, Instant, MICROS, ZoneRules};

/// Dates that are remembered, each in the place that the rest of its number gives: eleven years in a row, 98 kB.
const DATES: usize = 4096;
/// No date has this number.
const NO_DATE: i64 = i64::MIN;

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
    /// Dates with their offset in seconds, where one holds from the day before to the day after.
    dates: Box<[(i64, Option<i64>)]>,
}

impl WallClock {
    /// The wall clocks of a zone.
    #[must_use]
    pub fn new(zone: ZoneRules) -> Self {
        Self { zone, dates: vec![(NO_DATE, None); DATES].into() }
    }

    /// The instant at which wall clocks show so many microseconds since 1970-01-01T00:00: the first of the two where the time
    /// comes twice, and as much later as the gap is long where the clocks skip it. `None` outside the years 0001 to 9999.
    #[inline]
    #[must_use]
    pub fn instant(&mut self, local_micros: i64) -> Option<Instant> {
        let date = local_micros.div_euclid(DAY_MICROS);
        let utc = match self.offset_of(date) {
            Some(offset) => local_micros.checked_sub(offset.checked_mul(MICROS)?)?,
            None => {
                let (seconds, rest) = (local_micros.div_euclid(MICROS), local_micros.rem_euclid(MICROS));
                self.zone.local_seconds_to_utc(seconds).checked_mul(MICROS)?.checked_add(rest)?
            }
        };
        Instant::checked(utc)
    }

    #[inline]
    fn offset_of(&mut self, date: i64) -> Option<i64> {
        let place = usize::try_from(date.rem_euclid(DATES as i64)).unwrap_or_default();
        let remembered = self.dates.get_mut(place)?;
        if remembered.0 != date {
            *remembered = (date, self.zone.offset_all_day(date.saturating_mul(DAY_SECONDS)));
        }
        remembered.1
    }
}
