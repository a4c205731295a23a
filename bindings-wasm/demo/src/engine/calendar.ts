// The working calendar around a clock, day by day, to draw on.
import type { WorkingCalendar } from "aftersales";

import type { CalendarDay } from "./protocol";

const CHUNK = 64;
const DAY = 86_400_000;
/** Beyond so many days nothing is drawn. */
const MOST_DAYS = 800;

/** The local dates that `[from, to]` touches, with their open time. */
export function calendarDays(calendar: WorkingCalendar, from: number, to: number): CalendarDay[] {
  const first = calendar.local(new Date(from)).date;
  const last = calendar.local(new Date(to)).date;
  const dates: string[] = [];
  for (let date = first; date <= last && dates.length < MOST_DAYS; date = dateAfter(date)) dates.push(date);
  const starts = [...dates, dateAfter(dates.at(-1) ?? first)].map((date) => midnight(calendar, date));
  const open = openPeriods(calendar, starts[0] ?? from, starts.at(-1) ?? to);
  return dates.map((date, place) => {
    const [begin, end] = [starts[place] ?? from, starts[place + 1] ?? to];
    const inside = open.filter(([opens, closes]) => opens < end && closes > begin);
    return {
      date,
      from: begin,
      to: end,
      open: inside.map(([opens, closes]) => [Math.max(opens, begin), Math.min(closes, end)] as const),
      holiday: calendar.isHoliday(date),
    };
  });
}

function openPeriods(calendar: WorkingCalendar, from: number, to: number): [number, number][] {
  const periods: [number, number][] = [];
  for (let at = from; at < to; ) {
    const chunk = calendar.periodsAfter(new Date(at), CHUNK);
    periods.push(...chunk.map((period): [number, number] => [Date.parse(period.from), Date.parse(period.to)]));
    const end = periods.at(-1)?.[1];
    if (chunk.length === 0 || end === undefined || end <= at) break;
    at = end;
  }
  return periods;
}

/** The first instant of a local date; where clocks skip midnight, the date's first hour. */
function midnight(calendar: WorkingCalendar, date: string): number {
  return Date.parse(calendar.localToInstant(date, "00:00") ?? calendar.localToInstant(date, "01:00") ?? `${date}T00:00:00Z`);
}

function dateAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
}
