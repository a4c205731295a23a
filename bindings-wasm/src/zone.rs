//! Zone rules that the page or server hands in.

use aftersales::time::{PosixTail, ZoneDatabase, ZoneRules, ZoneTransition};
use aftersales::wire::read_document;
use serde::Deserialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::argument::documents;
use crate::error::Thrown;
use crate::types::ZoneRulesInput;

#[wasm_bindgen(raw_module = "./zones.js")]
extern "C" {
    /// A zone of the loaded database.
    type FoundZone;

    /// Its name there.
    #[wasm_bindgen(method, getter)]
    fn id(this: &FoundZone) -> String;

    /// Its rules as TZif bytes.
    #[wasm_bindgen(method, getter)]
    fn tzif(this: &FoundZone) -> Vec<u8>;

    #[wasm_bindgen(js_name = findZone)]
    fn find_zone(name: &str) -> Option<FoundZone>;

    #[wasm_bindgen(js_name = tzdbVersion)]
    fn tzdb_version() -> String;
}

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

/// The zones that a document can name: those of the loaded database, or those that are handed in and no other.
pub(crate) fn zones(rules: Option<&ZoneRulesInput>) -> Result<ZoneDatabase, Thrown> {
    let Some(rules) = rules else { return Ok(loaded()) };
    let given = documents("zoneRules", rules, read)?;
    let version = given.first().map_or("none", ZoneRules::tzdb_version);
    let database = ZoneDatabase::empty(version);
    Ok(given.iter().fold(database, |database, rules| database.with(rules.clone())))
}

fn read(text: &str) -> Result<ZoneRules, Thrown> {
    let document: ZoneRulesDocument = read_document(text)?;
    let tail = document.posix_tail.as_deref().map(str::parse::<PosixTail>).transpose();
    let tail = tail.map_err(|error| Thrown::value("posix_tail", &error))?;
    let transitions = document.transitions.into_iter();
    let transitions = transitions
        .map(|(at_seconds, offset_seconds)| ZoneTransition { at_seconds, offset_seconds })
        .collect();
    let offset = document.initial_offset_seconds;
    ZoneRules::from_transitions(&document.id, &document.tzdb_version, offset, transitions, tail)
        .map_err(|error| Thrown::value("transitions", &error))
}

/// The database that the entry of the package has loaded; none in a slim one.
fn loaded() -> ZoneDatabase {
    let version = tzdb_version();
    ZoneDatabase::looked_up(&version, |name| {
        let found = find_zone(name)?;
        let (id, tzif) = (found.id(), found.tzif());
        Some(ZoneRules::from_tzif(&id, &tzdb_version(), &tzif))
    })
}
