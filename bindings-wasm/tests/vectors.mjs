// The shared calendar vectors on the package's own API; runs in Node and in pages.

/** How each operation of a vector is asked. */
const ask = {
  elapsed: (calendar, v) => seconds(calendar.elapsed(v.from, v.to)),
  deadline: (calendar, v) => calendar.deadline(v.from, BigInt(v.seconds) * 1_000_000n),
  deadline_backward: (calendar, v) => calendar.deadlineBackward(v.to, BigInt(v.seconds) * 1_000_000n),
  is_open: (calendar, v) => calendar.isOpen(v.at),
  next_open: (calendar, v) => calendar.nextOpen(v.at),
  next_close: (calendar, v) => calendar.nextClose(v.at),
  prev_close: (calendar, v) => calendar.previousClose(v.at),
  next_transition: (calendar, v) => calendar.nextTransition(v.at),
  last_transition: (calendar, v) => calendar.lastTransition(v.at),
  periods_after: (calendar, v) => pairs(calendar.periodsAfter(v.at, v.count ?? 1000), v.until),
  periods_before: (calendar, v) => pairs(calendar.periodsBefore(v.at, v.count)),
  is_holiday: (calendar, v) => calendar.isHoliday(v.date ?? calendar.local(v.at).date),
  is_working_day: (calendar, v) => calendar.isWorkingDay(v.date ?? calendar.local(v.at).date),
  next_working_dates: (calendar, v) => calendar.nextWorkingDates(v.date, v.count),
  working_days_between: (calendar, v) => calendar.workingDaysBetween(v.from_date, v.to_date),
  add_working_days: (calendar, v) =>
    v.date ? calendar.addWorkingDates(v.date, v.days) : calendar.addWorkingDays(v.from, v.days),
  local_to_instant: (calendar, v) => calendar.localToInstant(v.date, v.time),
};

/** Asks every vector; returns how many there are, the operations met, and what was answered wrongly. */
export function check({ WorkingCalendar }, vectors) {
  const failures = [];
  for (const vector of vectors) {
    let answer;
    try {
      const calendar = new WorkingCalendar(vector.calendar);
      answer = canonical(ask[vector.op](calendar, vector) ?? null);
      calendar.free();
    } catch (error) {
      answer = `${error.name}: ${error.message}`;
    }
    const expected = canonical(vector.expect);
    if (answer !== expected) failures.push(`${vector.id} ${vector.op}: ${answer}, expected ${expected}`);
  }
  return { count: vectors.length, operations: new Set(vectors.map((vector) => vector.op)).size, failures };
}

function seconds(micros) {
  return Number(micros) / 1_000_000;
}

function pairs(periods, until) {
  const clipped = until ? periods.filter(({ from }) => from < until) : periods;
  return clipped.map(({ from, to }) => [from, until && to > until ? until : to]);
}

function canonical(value) {
  const sorted = (_, field) =>
    field?.constructor === Object ? Object.fromEntries(Object.entries(field).sort()) : field;
  return JSON.stringify(value, sorted);
}
