// Ten thousand tickets: what the page's scripts cost in each frame.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { open, screenshot, skip, visit, wallShown } from "./browser.mjs";

/** The most script work that a frame may have, in milliseconds of the page's own thread. */
const GATE = 4;
const TICKETS = 10_000;
const TRIES = 3;
/** What the browser calls script work: callbacks, listeners, and what promises left to do. */
const SCRIPT = new Set(["FunctionCall", "RunMicrotasks", "EvaluateScript", "EventDispatch"]);

let demo;
before(async () => {
  if (!skip) demo = await open();
});
after(() => demo?.close());

/** The script work of each frame while `during` runs: by the thread's own clock, so that other work on the computer does not
 * count, and by the clock on the wall. */
async function frames(page, during) {
  await demo.browser.startTracing(page, { categories: ["-*", "devtools.timeline", "v8"] });
  await during();
  const { traceEvents } = JSON.parse((await demo.browser.stopTracing()).toString("utf8"));
  const drawn = new Map();
  for (const { name, pid, tid } of traceEvents) if (name === "FireAnimationFrame") drawn.set(`${pid} ${tid}`, (drawn.get(`${pid} ${tid}`) ?? 0) + 1);
  const [thread] = [...drawn].sort(([, one], [, other]) => other - one)[0];
  const events = traceEvents.filter(({ ph, pid, tid }) => ph === "X" && `${pid} ${tid}` === thread).sort((one, other) => one.ts - other.ts);
  const work = [];
  let end = 0;
  for (const { name, ts, dur, tdur } of events) {
    if (name === "FireAnimationFrame") work.push({ own: 0, wall: 0 });
    if (!SCRIPT.has(name) || ts < end || work.length === 0) continue;
    assert.notEqual(tdur, undefined, "the browser tells the thread's own time");
    end = ts + dur;
    work.at(-1).own += tdur / 1000;
    work.at(-1).wall += dur / 1000;
  }
  return work;
}

function summary(values) {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1) };
}

const written = (values) => Object.entries(values).map(([name, value]) => `${name} ${value.toFixed(2)}`).join(", ");

test(`script work stays within ${GATE} ms a frame with ${TICKETS} tickets`, { skip }, async (context) => {
  const { page, errors } = await visit(demo, { settings: { crowd: true } });
  await wallShown(page);
  await page.waitForFunction((count) => document.querySelector(".tile[data-show=all] strong").textContent.replaceAll(",", "") === String(count), TICKETS, { timeout: 30_000 });
  assert.ok((await page.locator(".wall .row").count()) < 40, "only the rows on the screen exist");
  // What comes with the start, such as storing the new desk, is over then.
  await page.waitForTimeout(1_500);
  const once = async (name, during) => {
    const work = await frames(page, during);
    const own = summary(work.map((frame) => frame.own));
    context.diagnostic(`${name}: ${work.length} frames, ms of the thread: ${written(own)}; by the clock on the wall: ${written(summary(work.map((frame) => frame.wall)))}`);
    assert.ok(work.length > 30, `${name}: the page was drawn`);
    return own;
  };
  // A crowded computer makes even the thread's own time longer: what counts is the least disturbed of some tries.
  const measure = async (name, during) => {
    let best = await once(name, during);
    for (let tries = 1; tries < TRIES && best.p99 > GATE; tries += 1) {
      const next = await once(`${name}, again`, during);
      if (next.p99 < best.p99) best = next;
    }
    return best;
  };
  const results = [
    await measure("counting down", () => page.waitForTimeout(3_000)),
    await measure("scrolling", async () => {
      await page.locator(".wall").hover();
      for (let turn = 0; turn < 60; turn += 1) {
        await page.mouse.wheel(0, 900);
        await page.waitForTimeout(30);
      }
    }),
  ];
  await page.locator("details.settings summary").click();
  await page.locator("select[name=pace]").selectOption("60");
  await page.locator("details.settings summary").click();
  await page.waitForTimeout(1_000);
  results.push(await measure("a minute a second, with many readings", () => page.waitForTimeout(5_000)));
  await screenshot(page, "ten-thousand");
  for (const { p99 } of results) assert.ok(p99 <= GATE, `99 of 100 frames within ${GATE} ms, not ${p99.toFixed(2)}`);
  assert.deepEqual(errors, []);
});
