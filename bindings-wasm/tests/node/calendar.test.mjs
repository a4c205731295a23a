import assert from "node:assert/strict";
import { test } from "node:test";

import { HOUR, MINUTE, SECOND, WorkingCalendar } from "aftersales";

const desk = {
  time_zone: "Europe/Berlin",
  weekly: {
    mon: [["09:00", "17:00"]],
    tue: [["09:00", "17:00"]],
    wed: [["09:00", "17:00"]],
    thu: [["09:00", "17:00"]],
    fri: [["09:00", "12:00"], ["13:00", "16:00"]],
  },
  holidays: ["2026-04-03", "2026-04-06"],
};
const calendar = new WorkingCalendar(desk);
const thursday = "2026-04-02T16:00:00+02:00";

test("a document and its JSON text make the same calendar", () => {
  const fromText = new WorkingCalendar(JSON.stringify(desk));
  assert.equal(fromText.revision, calendar.revision);
  assert.match(calendar.revision, /^[0-9a-f]{16}$/);
  assert.equal(calendar.timeZone, "Europe/Berlin");
  assert.match(calendar.tzdbVersion, /^20\d\d[a-z]$/);
});

test("an instant is text, a Date or a Temporal.Instant", () => {
  const temporal = { [Symbol.toStringTag]: "Temporal.Instant", toString: () => "2026-04-02T14:00:00Z" };
  for (const at of [thursday, new Date(thursday), temporal]) {
    assert.equal(calendar.deadline(at, 2n * HOUR), "2026-04-07T08:00:00Z");
  }
  assert.equal(calendar.nextOpen(new Date(-1.5)), "1970-01-01T08:00:00Z");
});

test("spans are bigint microseconds and lose nothing over all years", () => {
  assert.equal(calendar.elapsed(thursday, "2026-04-07T09:30:00.000001+02:00"), 90n * MINUTE + 1n);
  const always = WorkingCalendar.roundTheClock("Etc/UTC");
  const all = always.elapsed("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z");
  assert.equal(all, 315_537_897_600n * SECOND - 1n);
  assert.equal(always.deadline("0001-01-01T00:00:00Z", all), "9999-12-31T23:59:59.999999Z");
  assert.equal(always.deadline("0001-01-01T00:00:00Z", all + 1n), undefined);
});

test("what never happens is undefined", () => {
  const never = new WorkingCalendar({ time_zone: "Etc/UTC" });
  assert.equal(never.deadline(thursday, 1n), undefined);
  assert.equal(never.nextOpen(thursday), undefined);
  assert.equal(never.lastTransition(thursday), undefined);
  assert.deepEqual(never.periodsAfter(thursday, 5), []);
  assert.equal(WorkingCalendar.roundTheClock("Etc/UTC").nextTransition(thursday), undefined);
});

test("results are plain objects", () => {
  assert.deepEqual(calendar.nextTransition(thursday), { at: "2026-04-02T15:00:00Z", kind: "close" });
  assert.deepEqual(calendar.local(thursday), { date: "2026-04-02", time: "16:00" });
  const friday = { from: "2026-04-10T07:00:00Z", to: "2026-04-10T10:00:00Z" };
  assert.deepEqual(calendar.periodsAfter("2026-04-09T15:00:00Z", 1), [friday]);
});

test("columns answer as single calls do", () => {
  const start = Date.parse("2026-03-01T00:00:00Z");
  const from = Float64Array.from({ length: 500 }, (_, row) => start + row * 4_321_000);
  const to = from.map((millis, row) => millis + row * 777_777 - 60_000_000);
  const micros = (column) => BigInt64Array.from(column, (millis) => BigInt(millis) * 1000n);
  const elapsed = calendar.elapsedColumn(micros(from), micros(to));
  const millis = calendar.elapsedColumnMillis(from, to);
  assert.ok(elapsed instanceof BigInt64Array && millis instanceof Float64Array);
  assert.ok(elapsed.some((row) => row > 0n) && elapsed.some((row) => row < 0n));
  elapsed.forEach((row, index) => {
    assert.equal(row, calendar.elapsed(new Date(from[index]), new Date(to[index])));
    assert.equal(millis[index], Number(row) / 1000);
  });
});

test("zone rules that are handed in take the place of the bundled ones", () => {
  // An invented Berlin that never leaves winter time.
  const rules = { id: "Europe/Berlin", tzdb_version: "2026z", initial_offset_seconds: 3600, transitions: [] };
  const winter = new WorkingCalendar(desk, rules);
  assert.equal(winter.tzdbVersion, "2026z");
  assert.equal(winter.nextOpen("2026-07-01T00:00:00Z"), "2026-07-01T08:00:00Z");
  assert.equal(calendar.nextOpen("2026-07-01T00:00:00Z"), "2026-07-01T07:00:00Z");
  assert.notEqual(winter.revision, calendar.revision);

  const posix_tail = "CET-1CEST,M3.5.0,M10.5.0/3";
  const yearly = new WorkingCalendar(desk, { ...rules, posix_tail });
  const once = new WorkingCalendar(desk, JSON.stringify({ ...rules, transitions: [[1_774_746_000, 7200]] }));
  for (const same of [yearly, once]) {
    assert.equal(same.nextOpen("2026-03-30T00:00:00Z"), "2026-03-30T07:00:00Z");
    assert.equal(same.nextOpen("2026-03-27T00:00:00Z"), "2026-03-27T08:00:00Z");
  }
});
