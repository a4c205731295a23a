const SECOND = 1000;
const WEEK = 7 * 24 * 3600 * SECOND;

/** The rules of a zone as this host knows them. */
export function zoneRulesFromHost(zone, { from, until, version = "host" }) {
  const [start, end] = [from, until].map(milliseconds);
  if (!(start < end)) throw new RangeError("`from` lies before `until`");
  const { id, initial, transitions } = globalThis.Temporal
    ? fromTemporal(globalThis.Temporal, zone, start, end)
    : fromIntl(zone, start, end);
  return { id, tzdb_version: version, initial_offset_seconds: initial, transitions };
}

/** The same by bisection with `Intl`, whatever the host has. */
export function zoneRulesFromIntl(zone, { from, until, version = "host" }) {
  const { id, initial, transitions } = fromIntl(zone, milliseconds(from), milliseconds(until));
  return { id, tzdb_version: version, initial_offset_seconds: initial, transitions };
}

function milliseconds(instant) {
  const found = instant instanceof Date ? instant.getTime() : Date.parse(String(instant));
  if (Number.isNaN(found)) throw new RangeError(`\`${instant}\` is no instant`);
  return found;
}

function fromTemporal(Temporal, zone, start, end) {
  const offset = (at) => at.offsetNanoseconds / 1e9;
  let at = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone);
  const [id, initial, transitions] = [at.timeZoneId, offset(at), []];
  for (;;) {
    at = at.getTimeZoneTransition("next");
    if (at === null || at.epochMilliseconds >= end) return { id, initial, transitions };
    transitions.push([at.epochMilliseconds / SECOND, offset(at)]);
  }
}

function fromIntl(zone, start, end) {
  const clock = new Clock(zone);
  const initial = clock.offset(start);
  const transitions = [];
  let [known, offset] = [start, initial];
  while (known < end) {
    const ahead = Math.min(known + WEEK, end);
    if (clock.offset(ahead) === offset) {
      known = ahead;
      continue;
    }
    known = firstOther(clock, known, ahead, offset);
    if (known >= end) break;
    offset = clock.offset(known);
    transitions.push([known / SECOND, offset]);
  }
  return { id: zone, initial, transitions };
}

/** The first second after `before` and up to `after` at which another offset holds. */
function firstOther(clock, before, after, offset) {
  let [same, other] = [Math.floor(before / SECOND), Math.ceil(after / SECOND)];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (clock.offset(middle * SECOND) === offset) same = middle;
    else other = middle;
  }
  return other * SECOND;
}

/** What the wall clocks of a zone show, by `Intl`. */
class Clock {
  #format;

  constructor(timeZone) {
    const [year, month, day, hour, minute, second] = Array(6).fill("numeric");
    const fields = { era: "short", year, month, day, hour, minute, second };
    this.#format = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", { timeZone, hourCycle: "h23", ...fields });
  }

  /** Seconds east of UTC. */
  offset(at) {
    const shown = {};
    for (const { type, value } of this.#format.formatToParts(at)) shown[type] = value;
    const { year, month, day, hour, minute, second } = shown;
    const local = Date.UTC(2000, month - 1, day, hour, minute, second);
    const own = new Date(local).setUTCFullYear(Number(year), month - 1, day);
    return (own - Math.floor(at / SECOND) * SECOND) / SECOND;
  }
}
