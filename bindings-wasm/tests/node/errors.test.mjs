import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { AftersalesError, WorkingCalendar, errorCodes } from "aftersales";

const calendar = WorkingCalendar.roundTheClock("Europe/Berlin");
const now = "2026-04-02T16:00:00Z";
const rules = { id: "Etc/UTC", tzdb_version: "2026z", initial_offset_seconds: 0, transitions: [] };
const monday = (open, close) => ({ time_zone: "Etc/UTC", weekly: { mon: [[open, close]] } });
const make = (document, zoneRules) => new WorkingCalendar(document, zoneRules);

const cases = [
  ["no RFC 3339 text", () => calendar.nextOpen("tomorrow"), "time.instant.malformed", "at"],
  ["no offset", () => calendar.nextOpen("2026-04-02T16:00:00"), "time.instant.malformed", "at"],
  ["an invalid Date", () => calendar.nextOpen(new Date(NaN)), "time.instant.malformed", "at"],
  ["a Date after 9999", () => calendar.nextOpen(new Date(8.64e15)), "time.instant.out_of_range", "at"],
  ["a number for an instant", () => calendar.elapsed(now, 0), "binding.argument.malformed", "to"],
  ["nothing for an instant", () => calendar.isOpen(), "binding.argument.malformed", "at"],
  ["an object without text", () => calendar.isOpen(Object.create(null)), "binding.argument.malformed", "at"],
  ["a number for a span", () => calendar.deadline(now, 3600), "binding.argument.malformed", "budget"],
  ["a span beyond 64 bits", () => calendar.deadline(now, 1n << 64n), "binding.argument.malformed", "budget"],
  ["a fraction of a day", () => calendar.addWorkingDays(now, 1.5), "binding.argument.malformed", "days"],
  ["a negative count", () => calendar.periodsAfter(now, -1), "binding.argument.malformed", "count"],
  ["an endless count", () => calendar.periodsAfter(now, Infinity), "binding.argument.malformed", "count"],
  ["a Date for a date", () => calendar.isHoliday(new Date(0)), "time.date.malformed", "on"],
  ["no time of day", () => calendar.localToInstant("2026-04-02", "25:00"), "time.time_of_day.malformed", "time"],
  ["no document", () => make(), "binding.argument.malformed", "document"],
  ["an unknown field", () => make({ time_zone: "Etc/UTC", timezone: 1 }), "wire.document.malformed", "timezone"],
  ["an unknown zone", () => make({ time_zone: "Mars/Olympus" }), "time.zone.unknown", "time_zone"],
  ["no shift", () => make(monday("25:00", "26:00")), "time.time_of_day.malformed", "weekly.mon[0].open"],
  ["rules of another zone", () => make({ time_zone: "Asia/Tokyo" }, rules), "time.zone.unknown", "time_zone"],
  [
    "transitions out of order",
    () => make(monday("09:00", "17:00"), { ...rules, transitions: [[10, 0], [10, 3600]] }),
    "time.zone.transition_invalid",
    "transitions",
  ],
  [
    "no yearly rule",
    () => make(monday("09:00", "17:00"), { ...rules, posix_tail: "CET-1CEST" }),
    "time.zone.posix_malformed",
    "posix_tail",
  ],
  ["uneven columns", () => calendar.elapsedColumn([1n], [1n, 2n]), "calendar.column.length", undefined],
  ["no number in a column", () => calendar.elapsedColumnMillis([0], [NaN]), "calendar.column.instant", undefined],
];

for (const [what, call, code, path] of cases) {
  test(`${what} throws ${code}`, () => {
    assert.throws(call, (error) => {
      assert.ok(error instanceof AftersalesError && error instanceof Error, String(error));
      assert.equal(error.name, "AftersalesError");
      assert.equal(error.code, code);
      assert.equal(error.path, path);
      assert.match(error.message, /^[`a-z][^\n]*[^.\n]$/);
      return true;
    });
  });
}

test("a calendar can be used after a call that threw, and freed", () => {
  const used = WorkingCalendar.roundTheClock("Etc/UTC");
  assert.throws(() => used.isOpen("never"));
  assert.equal(used.isOpen(now), true);
  used.free();
});

test("the declarations list every code", () => {
  const declarations = readFileSync(new URL("../../dist/full/bindings.d.ts", import.meta.url), "utf8");
  const [, union] = /export type ErrorCode =([^;]+);/.exec(declarations);
  const declared = Array.from(union.matchAll(/"([^"]+)"/g), ([, code]) => code);
  assert.deepEqual(declared, errorCodes().sort());
  for (const [, , code] of cases) assert.ok(declared.includes(code), code);
});
