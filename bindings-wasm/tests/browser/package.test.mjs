// The packed package, installed into an empty project and used as a user would: from Node, from Vite's output, and from a plain
// script of a page.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { build } from "vite";

import { executablePath, launch, serve } from "./browser.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const missing = "no Chromium on this computer: install chromium-headless-shell";
const skip = !executablePath && !process.env.CI && missing;
const ANSWERS = ["2026-03-02T10:00:00Z", "time.zone.unknown", 1];
const SCRIPT = `
import { AftersalesError, HOUR, WorkingCalendar } from "aftersales";
import { SlaPolicy } from "aftersales/clocks/slim";
import { Kpi } from "aftersales/kpi";

const answers = [WorkingCalendar.roundTheClock("Europe/Berlin").deadline("2026-03-02T09:00:00Z", HOUR)];
try {
  SlaPolicy.compile({ calendars: { desk: { time_zone: "Europe/Berlin" } }, default_calendar: "desk", metrics: [], selector: [] });
} catch (error) {
  answers.push(error instanceof AftersalesError && error.code);
}
const kpi = new Kpi({ as_of: "2026-04-01T00:00:00Z", time_zone: "Europe/Berlin" });
kpi.add({ created_at: "2026-03-02T09:00:00Z" });
answers.push(kpi.finish().tickets);
`;
let project, browser;

before(async () => {
  project = mkdtempSync(join(tmpdir(), "aftersales-package-"));
  const [packed] = JSON.parse(npm(root, "pack", "--json", "--pack-destination", project));
  writeFileSync(join(project, "package.json"), '{ "name": "empty", "private": true, "type": "module" }');
  npm(project, "install", "--offline", "--no-audit", "--no-fund", `./${packed.filename}`);
  if (skip) return;
  assert.ok(executablePath, missing);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  rmSync(project, { recursive: true, force: true });
});

test("the packed package works in Node", () => {
  writeFileSync(join(project, "node.js"), `${SCRIPT}console.log(JSON.stringify(answers));\n`);
  const told = execFileSync(process.execPath, ["node.js"], { cwd: project, encoding: "utf8" });
  assert.deepEqual(JSON.parse(told), ANSWERS);
});

test("the packed package works in a page that Vite built", { skip }, async () => {
  writeFileSync(join(project, "index.html"), '<!doctype html><script type="module" src="./page.js"></script>');
  writeFileSync(join(project, "page.js"), `${SCRIPT}globalThis.answers = answers;\n`);
  const options = { root: project, base: "./", logLevel: "error", build: { target: "es2022", outDir: "built" } };
  await build({ ...options, configFile: false });
  assert.deepEqual(await answersOf("built/"), ANSWERS);
});

test("the packed package works in a plain module script", { skip }, async () => {
  const at = (path) => `./node_modules/aftersales/dist/${path}`;
  const imports = {
    aftersales: at("full/browser.js"),
    "aftersales/clocks/slim": at("clocks/slim-browser.js"),
    "aftersales/kpi": at("kpi/browser.js"),
  };
  const page = `<!doctype html><script type="importmap">${JSON.stringify({ imports })}</script>
<script type="module">${SCRIPT}globalThis.answers = answers;</script>`;
  writeFileSync(join(project, "plain.html"), page);
  assert.deepEqual(await answersOf("plain.html"), ANSWERS);
});

/** What a page of the project says, under the content security policy that the README names. */
async function answersOf(path) {
  const server = await serve(pathToFileURL(`${project}/`));
  const page = await browser.newPage();
  try {
    await page.goto(new URL(path, server.address).href);
    const handle = await page.waitForFunction(() => globalThis.answers);
    return await handle.jsonValue();
  } finally {
    await page.close();
    server.close();
  }
}

function npm(folder, ...args) {
  return execFileSync("npm", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}
