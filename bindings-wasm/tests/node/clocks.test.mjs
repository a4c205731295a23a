import assert from "node:assert/strict";
import { test } from "node:test";

import { Board, SlaPolicy, TicketClocks } from "aftersales";

const day = [["09:00", "17:00"]];
const document = {
  calendars: { office: { time_zone: "Europe/Berlin", weekly: { mon: day, tue: day, wed: day, thu: day, fri: day } } },
  default_calendar: "office",
  metrics: [
    { name: "first_response", starts: [{ type: "started" }], stops: [{ type: "agent_message" }] },
    { name: "resolution", starts: [{ type: "started" }], pauses: { waits: ["customer"] } },
  ],
  selector: [
    {
      type: "set",
      targets: {
        first_response: { type: "open_time", seconds: 3600 },
        resolution: { type: "open_time", duration: "PT8H" },
      },
    },
    { type: "set", when: { priority: ["P1"] }, targets: { resolution: { type: "open_time", duration: "PT4H" } } },
  ],
};
const policy = SlaPolicy.compile(document);
// A Monday; Berlin is an hour ahead.
const opened = { at: "2026-03-02T09:00:00Z", type: "started", inputs: { priority: "P1" } };
const noon = "2026-03-02T11:00:00Z";

test("a policy says what it promises", () => {
  assert.deepEqual(policy.metricNames, ["first_response", "resolution"]);
  assert.equal(policy.revision, SlaPolicy.compile(JSON.stringify(document)).revision);
  const promised = { metric: "resolution", due: "2026-03-02T13:00:00Z", target_source: "selector[1]", calendar: "office" };
  assert.deepEqual(policy.promises({ priority: "P1" }, opened.at)[1], promised);
});

test("clocks take events and give readings, breaches and explanations", () => {
  const clocks = new TicketClocks(policy);
  clocks.apply(opened);
  clocks.apply([
    { at: "2026-03-02T10:30:00Z", type: "agent_message" },
    { at: "2026-03-02T10:30:00Z", type: "wait_started", reason: "customer" },
    { at: "2026-03-03T08:00:00Z", type: "wait_ended", reason: "customer" },
  ]);
  const tuesday = "2026-03-03T09:00:00Z";
  const [response, resolution] = clocks.readings(tuesday);
  assert.deepEqual(response.outcome, { type: "missed", by_us: 1_800_000_000 });
  assert.equal(resolution.state, "running");
  assert.equal(resolution.remaining_us, 1.5 * 3_600_000_000);
  assert.equal(resolution.due, "2026-03-03T10:30:00Z");
  assert.equal(clocks.nextChange(tuesday), "2026-03-03T10:30:00Z");
  const [breach] = clocks.breaches(tuesday);
  assert.deepEqual([breach.metric, breach.at, breach.revision], [
    "first_response",
    "2026-03-02T10:00:00.000001Z",
    policy.revision,
  ]);
  const explained = clocks.explain("resolution", tuesday);
  assert.deepEqual(explained.segments.map(({ activity }) => activity), ["running", "paused", "running"]);
  assert.deepEqual(explained.segments[1].reasons, ["customer"]);
  assert.throws(() => clocks.explain("unheard_of", tuesday), { code: "sla.metric.unknown" });
  assert.equal(new TicketClocks(policy).explain("resolution", tuesday), undefined);
  assert.deepEqual(policy.evaluate([opened], noon), (() => {
    const other = new TicketClocks(policy);
    other.apply([opened]);
    return other.readings(noon);
  })());
});

test("a revised policy that was handed in comes into force", () => {
  const longer = SlaPolicy.compile({ ...document, selector: [document.selector[0]] });
  const clocks = new TicketClocks(policy);
  const revised = { at: noon, type: "policy_revised", policy: longer.revision };
  clocks.apply(opened);
  assert.throws(() => clocks.apply([{ at: noon, type: "agent_message" }, revised]), {
    code: "sla.document.undefined",
    path: "events[1].policy",
  });
  assert.equal(clocks.readings(noon)[0].stopped_at, undefined, "nothing of a refused array is taken");
  clocks.learn(longer);
  clocks.apply(revised);
  assert.equal(clocks.readings(noon)[1].target_us, 8 * 3_600_000_000);
});

test("a board reads all tickets as each would be read alone", () => {
  const board = new Board();
  const alone = [];
  for (let number = 0; number < 200; number += 1) {
    const at = new Date(Date.parse(opened.at) + number * 60_000).toISOString();
    const events = [{ ...opened, at, inputs: { priority: number % 3 ? "P1" : "P4" } }];
    if (number % 4 === 0) events.push({ at: "2026-03-02T12:30:00Z", type: "wait_started", reason: "customer" });
    board.set(`ticket-${number}`, policy, events);
    const clocks = new TicketClocks(policy);
    clocks.apply(events);
    alone.push(clocks);
  }
  const now = "2026-03-02T14:00:00Z";
  const columns = board.read(now);
  const micros = board.readMicros(now);
  const rows = alone.flatMap((clocks, index) => clocks.readings(now).map((reading) => [index, reading]));
  assert.equal(columns.ticket.length, rows.length);
  const states = ["running", "paused", "stopped", "withdrawn"];
  const time = (text) => (text === undefined ? NaN : Date.parse(text));
  rows.forEach(([index, reading], row) => {
    assert.equal(columns.ticket[row], index);
    assert.equal(columns.metrics[columns.metric[row]], reading.metric);
    assert.equal(states[columns.state[row]], reading.state);
    assert.equal(columns.rate[row], reading.rate);
    assert.deepEqual(columns.due[row], time(reading.due));
    assert.deepEqual(columns.valid_until[row], time(reading.valid_until));
    assert.deepEqual(columns.next_change[row], time(reading.next_change));
    assert.equal(micros.consumed[row], BigInt(reading.consumed_us));
    assert.equal(columns.remaining[row] * 1000, reading.remaining_us);
    assert.equal(micros.due[row], reading.due ? BigInt(Date.parse(reading.due)) * 1000n : -(1n << 63n));
  });
  const next = alone.map((clocks) => clocks.nextChange(now)).filter(Boolean).sort()[0];
  assert.equal(board.nextChange(now), next);
  assert.equal(columns.board_next_change, next);
});

test("what a board says of one instant holds until it says, by counting down alone", () => {
  const board = new Board();
  board.set("a", policy, [opened]);
  const now = Date.parse(noon);
  const first = board.read(new Date(now));
  for (let row = 0; row < first.ticket.length; row += 1) {
    const later = Math.min(now + 3_600_000, first.valid_until[row]);
    const second = board.read(new Date(later));
    assert.equal(second.remaining[row], first.remaining[row] - first.rate[row] * (later - now));
  }
});

test("tickets come, change and go on a board by their keys", () => {
  const board = new Board();
  board.set("a", policy, [opened]);
  board.set("b", policy, [opened]);
  assert.equal(board.size, 2);
  board.apply("b", { at: noon, type: "stopped" });
  assert.deepEqual([...board.read(noon).state], [0, 0, 2, 2]);
  assert.equal(board.remove("a"), true);
  assert.equal(board.remove("a"), false);
  assert.deepEqual([...board.read(noon).ticket], [1, 1]);
  const clocks = new TicketClocks(policy);
  clocks.apply(opened);
  board.setClocks("c", clocks);
  assert.deepEqual([board.indexOf("a"), board.indexOf("b"), board.indexOf("c")], [undefined, 1, 0]);
  assert.deepEqual(board.keys(), ["c", "b"]);
  assert.throws(() => board.apply("a", opened), { code: "binding.argument.malformed", path: "key" });
  assert.throws(() => board.read("2026-03-01T00:00:00Z"), { path: "c" });
  assert.equal(board.read(noon).ticket.length, 4, "a board can be read after a reading that was refused");
});
