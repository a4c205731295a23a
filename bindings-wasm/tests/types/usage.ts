// Compiled, not run: what a user writes has the types they expect, and what is wrong is refused.
import { AftersalesError, HOUR, MINUTE, WorkingCalendar, errorCodes } from "aftersales";
import type { CalendarDocument, ErrorCode, LocalTime, Period, Transition, ZoneRulesDocument } from "aftersales";
import * as inline from "aftersales/inline";
import load, * as web from "aftersales/web";

/** Compiles only where the type of `value` is exactly `Expected`. */
declare function exactly<Expected>(): <Actual>(
  value: Actual,
  ...same: Equal<Actual, Expected> extends true ? [] : [never]
) => void;
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

const desk: CalendarDocument = {
  time_zone: "Asia/Shanghai",
  weekly: { mon: [["09:00", "12:00"], ["13:30", "18:00"]] },
  date_overrides: { "2026-02-14": [["09:00", "12:00"]] },
  holidays: ["2026-02-16"],
};
const rules: ZoneRulesDocument = {
  id: "Asia/Shanghai",
  tzdb_version: "2026e",
  initial_offset_seconds: 28_800,
  transitions: [[0, 28_800]],
};
const calendar = new WorkingCalendar(desk, rules);
const now = new Date();
declare const instant: { readonly [Symbol.toStringTag]: "Temporal.Instant"; toString(): string };

exactly<bigint>()(calendar.elapsed("2026-03-02T09:00:00Z", now));
exactly<string | undefined>()(calendar.deadline(instant, 4n * HOUR + 30n * MINUTE));
exactly<Period[]>()(calendar.periodsAfter(now, 3));
exactly<Transition | undefined>()(calendar.nextTransition(now));
exactly<LocalTime>()(calendar.local(now));
exactly<string[]>()(calendar.nextWorkingDates("2026-03-02", 5));
exactly<number>()(calendar.workingDaysBetween("2026-03-02", "2026-03-09"));
exactly<ErrorCode[]>()(errorCodes());
exactly<WorkingCalendar>()(inline.WorkingCalendar.roundTheClock("Etc/UTC"));
exactly<Promise<void>>()(load(fetch("aftersales.wasm")));
exactly<WorkingCalendar>()(new web.WorkingCalendar(JSON.stringify(desk)));
calendar.elapsedColumn(new BigInt64Array(1), new BigInt64Array(1)).at(0)?.toString();
calendar.elapsedColumnMillis(new Float64Array(1), new Float64Array(1)).at(0)?.toFixed();

const edge = calendar.nextTransition(now);
switch (edge?.kind) {
  case "open":
  case "close":
  case undefined:
    break;
  default:
    exactly<never>()(edge);
}

try {
  calendar.isOpen("never");
} catch (error) {
  if (error instanceof AftersalesError) {
    exactly<ErrorCode>()(error.code);
    exactly<string | undefined>()(error.path);
    // @ts-expect-error: not a code
    error.code === "calendar.shift.wrong";
  }
}

// @ts-expect-error: a number of milliseconds is not an instant
calendar.isOpen(0);
// @ts-expect-error: spans are bigint
calendar.deadline(now, 3600);
// @ts-expect-error: a Date is not a date without a zone
calendar.isHoliday(now);
// @ts-expect-error: there may be no deadline
calendar.deadline(now, HOUR).length;
// @ts-expect-error: an unknown field
new WorkingCalendar({ time_zone: "Etc/UTC", timezone: "Etc/UTC" });
// @ts-expect-error: an unknown weekday
new WorkingCalendar({ time_zone: "Etc/UTC", weekly: { monday: [] } });
// @ts-expect-error: a shift has two ends
new WorkingCalendar({ time_zone: "Etc/UTC", weekly: { mon: [["09:00"]] } });
