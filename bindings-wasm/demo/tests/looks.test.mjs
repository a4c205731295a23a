// Every page in both languages and themes: readable for everybody, and no wider than a phone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { open, screenshot, skip, visit } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Every page, and what shows that it is there. */
const PAGES = {
  board: ["#/board", ".wall .row:not([hidden])"],
  ticket: ["#/board?ticket=TS20260310-0014", "dialog .drawing"],
  intake: ["#/intake", ".side .missing"],
  estimate: ["#/estimate", ".total"],
  figures: ["#/figures", ".chart"],
  "figures-desk": ["#/figures?of=desk&basis=working", ".numbers"],
  replay: ["#/replay", ".wall .row:not([hidden])"],
  incident: ["#/replay?at=2016-05-02T08:00:00.000Z&ticket=INC0002332", "dialog .drawing"],
  policy: ["#/policy", ".findings .good"],
};

let demo;
before(async () => {
  if (!skip) demo = await open();
});
after(() => demo?.close());

for (const theme of ["light", "dark"]) {
  test(`axe finds nothing serious on any page, ${theme}`, { skip }, async () => {
    const { page, context } = await visit(demo, { theme });
    for (const [name, [hash, there]] of Object.entries(PAGES)) {
      await page.goto(`${demo.address}${hash}`);
      await page.locator(there).first().waitFor();
      // The page's own policy forbids scripts from elsewhere; the browser's debugger may run one.
      await page.evaluate(axe);
      const { violations, passes } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      assert.deepEqual(serious.map(({ id, nodes }) => [name, id, nodes.map(({ html, failureSummary }) => `${html}: ${failureSummary}`)]), []);
      assert.ok(passes.length > 10, `${name} was looked at`);
      await screenshot(page, `${name}-${theme}`);
    }
    await context.close();
  });

  for (const language of ["en", "zh"]) {
    test(`no page is wider than a phone of 360 px, ${language}, ${theme}`, { skip }, async () => {
      const { page, context, errors } = await visit(demo, { theme, language, width: 360, height: 740 });
      for (const [name, [hash, there]] of Object.entries(PAGES)) {
        await page.goto(`${demo.address}${hash}`);
        await page.locator(there).first().waitFor();
        const wide = await page.evaluate(() => {
          const dialog = document.querySelector("dialog[open]");
          const beyond = dialog && dialog.scrollWidth > dialog.clientWidth ? [dialog.scrollWidth] : [];
          return [document.documentElement.scrollWidth, document.body.scrollWidth, ...beyond].filter((width) => width > 360);
        });
        assert.deepEqual(wide, [], name);
        assert.equal(await page.evaluate(() => document.documentElement.lang), language === "zh" ? "zh-CN" : "en-GB");
        await screenshot(page, `${name}-phone-${language}-${theme}`);
      }
      assert.deepEqual(errors, []);
      await context.close();
    });
  }
}
