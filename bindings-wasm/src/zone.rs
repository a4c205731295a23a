//! Zone rules that the page or server hands in.

use aftersales::time::{PosixTail, ZoneDatabase, ZoneRules, ZoneTransition};
use aftersales::wire::read_document;
use serde::Deserialize;

use crate::argument::json_text;
use crate::error::Thrown;
use crate::types::ZoneRulesInput;

/// The JSON shape of zone rules.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ZoneRulesDocument {
    id: String,
    tzdb_version: String,
    initial_offset_seconds: i32,
    transitions: Vec<(i64, i32)>,
    posix_tail: Option<String>,
}

/// The zones that a calendar can name: the bundled ones, or the one that is handed in and no other.
pub(crate) fn zones(rules: Option<&ZoneRulesInput>) -> Result<ZoneDatabase, Thrown> {
    let Some(rules) = rules else { return Ok(bundled()) };
    let document: ZoneRulesDocument = read_document(&json_text("zoneRules", rules)?)?;
    let tail = document.posix_tail.as_deref().map(str::parse::<PosixTail>).transpose();
    let tail = tail.map_err(|error| Thrown::value("posix_tail", &error))?;
    let transitions = document.transitions.into_iter();
    let transitions = transitions
        .map(|(at_seconds, offset_seconds)| ZoneTransition { at_seconds, offset_seconds })
        .collect();
    let offset = document.initial_offset_seconds;
    let rules = ZoneRules::from_transitions(&document.id, &document.tzdb_version, offset, transitions, tail)
        .map_err(|error| Thrown::value("transitions", &error))?;
    Ok(ZoneDatabase::empty(&document.tzdb_version).with(rules))
}

#[cfg(feature = "tzdb")]
fn bundled() -> ZoneDatabase {
    ZoneDatabase::bundled()
}

#[cfg(not(feature = "tzdb"))]
fn bundled() -> ZoneDatabase {
    ZoneDatabase::empty("none")
}
