// The modules by need, with and without the time zone database, and zones of the host.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { Worker } from "node:worker_threads";

import * as full from "aftersales";
import * as fullInline from "aftersales/inline";
import * as clocks from "aftersales/clocks";
import * as clocksInline from "aftersales/clocks/inline";
import * as kpi from "aftersales/kpi";

import { VECTORS, loadVectors } from "../load.mjs";
import { check } from "../vectors.mjs";

const range = { from: "2000-01-01T00:00:00Z", until: "2038-01-01T00:00:00Z" };
const ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca"];

test("each module exports its rooms and nothing else", () => {
  const classes = (module) => Object.keys(module).filter((name) => /^[A-Z][a-z]/.test(name)).sort();
  const own = ["Board", "GradingPolicy", "SlaPolicy", "TicketClocks", "WorkingCalendar"];
  assert.deepEqual(classes(clocks), ["AftersalesError", ...own].sort());
  assert.deepEqual(classes(kpi), ["AftersalesError", "Kpi", "KpiReport"]);
  const desk = [
    "Coverage", "DecisionTable", "Distribution", "EscalationPolicy", "OptionPolicy", "Policy", "PriceBook", "Regime",
    "Shrinkage", "StandardHours", "Ticket", "Total",
  ];
  const statistics = ["BaseStock", "CrowAmsaa", "ErlangC", "KaplanMeier", "QuantileSketch", "StageLog", "Weibull"];
  assert.deepEqual(classes(full), ["AftersalesError", "Kpi", "KpiReport", ...desk, ...own, ...statistics].sort());
  assert.deepEqual(classes(fullInline), classes(full));
});

test("the calendar vectors hold in the module of the clocks", () => {
  for (const module of [clocks, clocksInline]) {
    const { count, failures } = check(module, loadVectors());
    assert.deepEqual([count, failures], [VECTORS, []]);
  }
});

test("a slim module knows no zone but those that are handed in", () => {
  const script = `
    import assert from "node:assert/strict";
    for (const path of ["aftersales/clocks/slim", "aftersales/slim", "aftersales/clocks/slim/inline"]) {
      const { WorkingCalendar, zoneRulesFromHost } = await import(path);
      assert.throws(() => WorkingCalendar.roundTheClock("Europe/Berlin"), { code: "time.zone.unknown" });
      const rules = zoneRulesFromHost("Europe/Berlin", ${JSON.stringify(range)});
      const utc = { id: "Etc/UTC", tzdb_version: "host", initial_offset_seconds: 0, transitions: [] };
      const calendar = WorkingCalendar.roundTheClock("Europe/Berlin", [utc, rules]);
      assert.deepEqual(calendar.local("2026-07-01T00:00:00Z"), { date: "2026-07-01", time: "02:00" });
      assert.equal(calendar.tzdbVersion, "host");
    }`;
  execFileSync(process.execPath, ["--input-type=module", "--eval", script], { cwd: new URL("../..", import.meta.url) });
});

test("the host's rules are those of the database, wherever both know the same", () => {
  const { WorkingCalendar, zoneRulesFromHost, zoneRulesFromIntl } = clocks;
  for (const zone of ZONES) {
    // Databases differ in what is decided late, so the comparison ends before that.
    const ends = "2025-01-01T00:00:00Z";
    for (const rulesOf of [zoneRulesFromHost, zoneRulesFromIntl]) {
      const rules = rulesOf(zone, { ...range, until: ends, version: process.versions.tz });
      const [host, bundled] = [rules, undefined].map((given) => WorkingCalendar.roundTheClock(zone, given));
      const hours = Math.floor((Date.parse(ends) - Date.parse(range.from)) / 3_600_000);
      for (let hour = 0; hour < hours; hour += 251) {
        const at = new Date(Date.parse(range.from) + hour * 3_600_000);
        assert.deepEqual(host.local(at), bundled.local(at), `${zone} ${at.toISOString()}`);
      }
      for (const [second] of rules.transitions) {
        for (const at of [second - 1, second]) {
          const date = new Date(at * 1000);
          assert.deepEqual(host.local(date), bundled.local(date), `${zone} ${date.toISOString()}`);
        }
      }
    }
  }
});

test("a zone that the host does not know, or a range the wrong way round, is a RangeError", () => {
  assert.throws(() => clocks.zoneRulesFromHost("Mars/Olympus", range), RangeError);
  const turned = { from: range.until, until: range.from };
  assert.throws(() => clocks.zoneRulesFromHost("Europe/Berlin", turned), RangeError);
  assert.throws(() => clocks.zoneRulesFromHost("Europe/Berlin", { ...range, from: "soon" }), RangeError);
});

test("the package works in a worker", async () => {
  const script = `
    import { parentPort } from "node:worker_threads";
    import { WorkingCalendar } from "aftersales/clocks";
    parentPort.postMessage(WorkingCalendar.roundTheClock("Europe/Berlin").tzdbVersion);`;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(script.replace(
    "aftersales/clocks",
    import.meta.resolve("aftersales/clocks"),
  ))}`));
  const version = await new Promise((told, failed) => worker.once("message", told).once("error", failed));
  assert.equal(version, clocks.WorkingCalendar.roundTheClock("Europe/Berlin").tzdbVersion);
  await worker.terminate();
});

test("importing the package on a server touches no window", () => {
  const script = `
    const touched = [];
    for (const name of ["window", "document", "navigator", "location"]) {
      Object.defineProperty(globalThis, name, { configurable: true, get: () => void touched.push(name) });
    }
    for (const path of ["aftersales", "aftersales/clocks", "aftersales/kpi", "aftersales/inline"]) await import(path);
    if (touched.length) throw new Error("touched " + touched);`;
  execFileSync(process.execPath, ["--input-type=module", "--eval", script], { cwd: new URL("../..", import.meta.url) });
});

test("columns answer row by row what single calls answer", () => {
  const desk = new clocks.WorkingCalendar({ time_zone: "Europe/Berlin", weekly: { mon: [["09:00", "17:00"]] } });
  const starts = [0, 7, 100, 1000].map((hours) => Date.parse("2026-03-02T07:30:00Z") + hours * 3_600_000);
  const [millis, micros] = [Float64Array.from(starts), BigInt64Array.from(starts, (at) => BigInt(at) * 1000n)];
  const budget = 3n * clocks.HOUR;
  const due = starts.map((at) => Date.parse(desk.deadline(new Date(at), budget)));
  assert.deepEqual([...desk.deadlineColumnMillis(millis, budget)], due);
  assert.deepEqual([...desk.deadlineColumn(micros, budget)], due.map((at) => BigInt(at) * 1000n));
  const open = starts.map((at) => Number(desk.isOpen(new Date(at))));
  assert.deepEqual([...desk.isOpenColumnMillis(millis)], open);
  assert.deepEqual([...desk.isOpenColumn(micros)], open);
  const never = new clocks.WorkingCalendar({ time_zone: "Etc/UTC", weekly: {} });
  assert.deepEqual([...never.deadlineColumnMillis(millis, budget)], [NaN, NaN, NaN, NaN]);
  assert.throws(() => desk.isOpenColumnMillis(Float64Array.of(NaN)), { code: "calendar.column.instant" });
});

test("figures of columns are those of the same facts one by one", () => {
  const scope = { as_of: "2026-04-01T00:00:00Z", time_zone: "Etc/UTC", group_by: ["priority"] };
  const at = (row, minutes) => Date.parse("2026-03-01T09:00:00Z") + row * 3_600_000 + minutes * 60_000;
  const rows = Array.from({ length: 40 }, (_, row) => ({
    created: at(row, 0),
    first_response: row % 5 ? at(row, 10 + row) : NaN,
    completed: row % 7 ? at(row, 600 + row) : NaN,
    priority: row % 3,
    reopened: row % 4,
  }));
  const text = (millis) => (Number.isNaN(millis) ? undefined : new Date(millis).toISOString());
  const single = new kpi.Kpi(scope);
  single.add(rows.map((row) => ({
    created_at: text(row.created),
    first_response_at: text(row.first_response),
    completed_at: text(row.completed),
    priority: ["P1", "P2", "P3"][row.priority],
    reopened: row.reopened,
  })));
  const columns = new kpi.Kpi(scope);
  for (const part of [rows.slice(0, 9), rows.slice(9)]) {
    const of = (name) => Float64Array.from(part, (row) => row[name]);
    columns.addColumns({
      stamps: {
        created: BigInt64Array.from(part, (row) => BigInt(row.created) * 1000n),
        first_response: of("first_response"),
        completed: of("completed"),
      },
      words: { priority: { codes: Uint32Array.from(part, (row) => row.priority), words: ["P1", "P2", "P3"] } },
      quantities: { reopened: Uint32Array.from(part, (row) => row.reopened) },
    });
  }
  assert.deepEqual(columns.finish(), single.finish());
  const wrong = { stamps: { created: new Float64Array(2), completed: new Float64Array(3) } };
  assert.throws(() => columns.addColumns(wrong), { code: "kpi.column.length" });
  assert.throws(() => columns.addColumns({ stamps: {} }), { path: "columns.stamps.created" });
  assert.throws(() => columns.addColumns({ stamps: { created: [1] } }), { code: "binding.argument.malformed" });
});
