import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import {
  COST_VECTORS, KPI_VECTORS, OPERATIONS, PRIORITY_VECTORS, SLA_VECTORS, VECTORS, loadFiles, loadVectors,
} from "../load.mjs";
import { executablePath, launch, serve } from "./browser.mjs";

const { exports } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
const missing = "no Chromium on this computer: install chromium-headless-shell";
const skip = !executablePath && !process.env.CI && missing;
let server, browser, page;

before(async () => {
  if (skip) return;
  assert.ok(executablePath, missing);
  server = await serve();
  browser = await launch();
  page = await browser.newPage();
  await page.goto(server.address);
});

after(async () => {
  await browser?.close();
  server?.close();
});

const entries = {
  browser: exports["."].browser,
  inline: exports["./inline"].default,
  web: exports["./web"].default,
};

for (const [entry, path] of Object.entries(entries)) {
  test(`the calendar vectors hold in the ${entry} entry in a browser`, { skip }, async () => {
    const result = await page.evaluate(async ({ path, vectors }) => {
      const aftersales = await import(new URL(path, location));
      await aftersales.default?.();
      const { check } = await import("/tests/vectors.mjs");
      return check(aftersales, vectors);
    }, { path, vectors: loadVectors() });
    assert.deepEqual(result, { count: VECTORS, operations: OPERATIONS, failures: [] });
  });
}

test("the vectors of service-level clocks hold in a browser", { skip }, async () => {
  const result = await page.evaluate(async ({ path, vectors }) => {
    const { checkSla } = await import("/tests/sla.mjs");
    return checkSla(await import(new URL(path, location)), vectors);
  }, { path: entries.browser, vectors: loadVectors("sla") });
  assert.deepEqual(result, { count: SLA_VECTORS, failures: [] });
});

const rooms = {
  priority: { script: "/tests/priority.mjs", check: "checkPriority", count: PRIORITY_VECTORS },
  cost: { script: "/tests/cost.mjs", check: "checkCost", count: COST_VECTORS },
  kpi: { script: "/tests/kpi.mjs", check: "checkKpi", count: KPI_VECTORS },
};

for (const [room, { script, check, count }] of Object.entries(rooms)) {
  test(`the vectors of the room ${room} hold in a browser`, { skip }, async () => {
    const result = await page.evaluate(async ({ path, script, check, files }) => {
      const checks = await import(script);
      return checks[check](await import(new URL(path, location)), files);
    }, { path: entries.browser, script, check, files: loadFiles(room) });
    assert.deepEqual(result, { count, failures: [] });
  });
}

test("an error in a browser is an AftersalesError with a code", { skip }, async () => {
  const error = await page.evaluate(async (path) => {
    const { AftersalesError, WorkingCalendar } = await import(new URL(path, location));
    try {
      return String(new WorkingCalendar({ time_zone: "Mars/Olympus" }));
    } catch (error) {
      return { known: error instanceof AftersalesError, code: error.code, path: error.path };
    }
  }, entries.browser);
  assert.deepEqual(error, { known: true, code: "time.zone.unknown", path: "time_zone" });
});

test("a Temporal.Instant of the browser is an instant", { skip }, async (context) => {
  const next = await page.evaluate(async (path) => {
    if (!("Temporal" in globalThis)) return undefined;
    const { WorkingCalendar } = await import(new URL(path, location));
    const calendar = new WorkingCalendar({ time_zone: "Etc/UTC", weekly: { mon: [["09:00", "17:00"]] } });
    const date = Temporal.PlainDate.from("2026-03-02");
    const at = Temporal.Instant.from("2026-03-02T09:00:00.123456789Z");
    return [calendar.periodsAfter(at, 1)[0].from, calendar.localToInstant(date, Temporal.PlainTime.from("09:30"))];
  }, entries.browser);
  if (!next) return context.skip("this browser has no Temporal");
  assert.deepEqual(next, ["2026-03-02T09:00:00.123456Z", "2026-03-02T09:30:00Z"]);
});
