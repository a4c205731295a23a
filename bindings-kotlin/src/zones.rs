use aftersales::time::{ZoneDatabase, ZoneRules};

use crate::error::Answer;

/// The rules of a zone that the host brings along, in place of the bundled ones.
#[derive(Debug, Clone, uniffi::Record)]
pub struct ZoneFile {
    /// The IANA name, such as `Europe/Berlin`.
    pub time_zone: String,
    /// The version of the time zone database that they come from, such as `2026e`.
    pub tzdb_version: String,
    /// The bytes of a TZif file (RFC 9636).
    pub tzif: Vec<u8>,
}

/// The bundled database, or one of the host's zones alone where there are any; their versions make its own.
pub(crate) fn zones(files: Vec<ZoneFile>) -> Answer<ZoneDatabase> {
    let Some(first) = files.first() else { return Ok(ZoneDatabase::bundled()) };
    let mut zones = ZoneDatabase::empty(&first.tzdb_version);
    for ZoneFile { time_zone, tzdb_version, tzif } in files {
        zones = zones.with(ZoneRules::from_tzif(&time_zone, &tzdb_version, &tzif)?);
    }
    Ok(zones)
}
