// A million calls, errors among them, leave the module as large as it was.
import assert from "node:assert/strict";
import { test } from "node:test";

/** The memory of every module that is started from here on. */
const memories = [];
const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(...given) {
    super(...given);
    memories.push(this.exports.memory);
  }
};
const { Board, Policy, SlaPolicy, TicketClocks, WorkingCalendar } = await import("aftersales");

const CALLS = 1_000_000;
const desk = { time_zone: "Europe/Berlin", weekly: { mon: [["09:00", "17:00"]], tue: [["09:00", "17:00"]] } };
const calendar = new WorkingCalendar(desk);
const sla = SlaPolicy.compile({
  calendars: { desk },
  default_calendar: "desk",
  metrics: [{ name: "resolution", starts: [{ type: "started" }] }],
  selector: [{ type: "set", targets: { resolution: { type: "open_time", duration: "PT8H" } } }],
});
const grading = Policy.compile(Policy.preset("after-sales")).grading;
const board = new Board();
const now = "2026-03-03T12:00:00Z";
const events = [{ at: "2026-03-02T09:00:00Z", type: "started", inputs: {} }];

/** One of each kind of call, by number; every other one throws. */
const calls = [
  () => calendar.elapsed(events[0].at, now),
  () => assert.throws(() => calendar.elapsed("never", now)),
  () => board.set("T1", sla, events),
  () => assert.throws(() => board.set("T1", sla, [{ at: "never", type: "started" }])),
  () => board.read(now),
  () => assert.throws(() => new WorkingCalendar({ ...desk, weekly: { mon: [["25:00", "26:00"]] } })),
  () => new WorkingCalendar(desk).free(),
  () => assert.throws(() => grading.grade({ severity: "awful" })),
  () => grading.grade({ severity: "severe", scope: "single_function", safety_hazard: false }),
  () => {
    const clocks = new TicketClocks(sla);
    clocks.apply(events);
    assert.throws(() => clocks.readings("2026-03-01T00:00:00Z"));
    clocks.free();
  },
];

test("memory does not grow over a million calls, and the module answers as before", { timeout: 1_800_000 }, () => {
  const [memory] = memories;
  const answer = () => [calendar.elapsed(events[0].at, now), board.read(now).remaining[0], board.size];
  const make = (count) => {
    for (let call = 0; call < count; call += 1) calls[call % calls.length]();
  };
  make(CALLS / 20);
  const [before, size] = [answer(), memory.buffer.byteLength];
  make(CALLS);
  assert.deepEqual(answer(), before);
  assert.equal(memory.buffer.byteLength, size);
});
