use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Offsets stay within 26 hours of UTC.
const REACH: i64 = 26 * 3600;

/// The first second since 1970-01-01T00:00:00Z at which clocks show a local second, counted likewise; where they skip it,
/// as much later as the gap is long.
///
/// Only the offsets of `jiff` are asked for, because its own way back errs around a change of rules that leaves the offset
/// as it is (Nuuk, 2023-10-29).
#[must_use]
pub fn local_to_instant(zone: &TimeZone, local: i64) -> i64 {
    let offset = |at: i64| i64::from(zone.to_offset(Timestamp::from_second(at).unwrap()).seconds());
    let first = Timestamp::from_second(local - REACH).unwrap();
    let changes = zone.following(first).map(|change| change.timestamp().as_second());
    let changes: Vec<i64> = changes.take_while(|&at| at <= local + REACH).collect();
    let offsets = changes.iter().map(|&at| offset(at)).chain([offset(local - REACH)]);
    let showing = offsets.map(|offset| local - offset).filter(|&at| at + offset(at) == local).min();
    showing.unwrap_or_else(|| {
        let skips = |&&at: &&i64| at + offset(at - 1) <= local && local < at + offset(at);
        local - offset(changes.iter().find(skips).unwrap() - 1)
    })
}
