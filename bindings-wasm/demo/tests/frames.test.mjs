// Ten thousand tickets: what the page's scripts cost in each frame.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { open, screenshot, skip, visit, wallShown } from "./browser.mjs";

/** The most script work a frame may have, in milliseconds. */
const GATE = 4;
const TICKETS = 10_000;
const TRIES = 4;

let demo;
before(async () => {
  if (!skip) demo = await open();
});
after(() => demo?.close());

/** Runs in the page before its own scripts: adds up what callbacks of any kind cost from one frame to the next. */
function watchScripts() {
  const frames = [];
  let work = 0;
  const timed = (callback) =>
    typeof callback !== "function" ? callback : function (...values) {
      const started = performance.now();
      try {
        return callback.apply(this, values);
      } finally {
        work += performance.now() - started;
      }
    };
  const { requestAnimationFrame, setTimeout, setInterval, queueMicrotask } = window;
  const wrappers = new WeakMap();
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    if (typeof listener === "function" && !wrappers.has(listener)) wrappers.set(listener, timed(listener));
    return addEventListener.call(this, type, wrappers.get(listener) ?? listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    return removeEventListener.call(this, type, wrappers.get(listener) ?? listener, options);
  };
  window.setTimeout = (callback, ...rest) => setTimeout(timed(callback), ...rest);
  window.setInterval = (callback, ...rest) => setInterval(timed(callback), ...rest);
  window.queueMicrotask = (callback) => queueMicrotask(timed(callback));
  window.requestAnimationFrame = (callback) => requestAnimationFrame(timed(callback));
  const close = () => {
    frames.push(work);
    work = 0;
    requestAnimationFrame(close);
  };
  requestAnimationFrame(close);
  window.scriptFrames = { start: () => frames.splice(0), read: () => frames.slice() };
}

function summary(frames) {
  const sorted = frames.toSorted((one, other) => one - other);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { frames: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1) };
}

test(`script work stays within ${GATE} ms a frame with ${TICKETS} tickets`, { skip }, async (context) => {
  const { page, errors } = await visit(demo, { settings: { crowd: true }, init: watchScripts });
  await wallShown(page);
  await page.waitForFunction((count) => document.querySelector(".tile[data-show=all] strong").textContent.replaceAll(",", "") === String(count), TICKETS, { timeout: 30_000 });
  assert.ok((await page.locator(".wall .row").count()) < 40, "only the rows on the screen exist");

  const once = async (name, during) => {
    await page.evaluate(() => window.scriptFrames.start());
    await during();
    const result = summary(await page.evaluate(() => window.scriptFrames.read()));
    const text = Object.entries(result).map(([key, value]) => `${key} ${key === "frames" ? value : value.toFixed(2)}`).join(", ");
    context.diagnostic(`${name}: ${text} (ms)`);
    assert.ok(result.frames > 30, `${name}: the page was drawn`);
    return result;
  };
  // Other work on the computer only ever adds time: what counts is the least disturbed of some tries.
  const measure = async (name, during) => {
    let best = await once(name, during);
    for (let tries = 1; tries < TRIES && best.p95 > GATE; tries += 1) {
      const next = await once(`${name}, again`, during);
      if (next.p95 < best.p95) best = next;
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
  results.push(await measure("a minute a second, with readings again and again", () => page.waitForTimeout(3_000)));
  await screenshot(page, "ten-thousand");
  for (const { p95 } of results) assert.ok(p95 <= GATE, `95 of 100 frames within ${GATE} ms, not ${p95.toFixed(2)}`);
  assert.deepEqual(errors, []);
});
