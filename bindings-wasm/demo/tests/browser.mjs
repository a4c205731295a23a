// The built demo on the loopback interface, and a headless browser of this computer on it.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

const dist = new URL("../dist/", import.meta.url);
const screenshots = new URL("../screenshots/", import.meta.url);
const types = {
  ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm", ".svg": "image/svg+xml",
};
const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const executablePath = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));

/** Why the tests cannot run here; `false` where they can. A missing browser fails under `CI=true`. */
export const skip = !executablePath && !process.env.CI && "no Chromium on this computer: install chromium-headless-shell";

/** Serves the built demo and opens the browser; `close` ends both. */
export async function open() {
  if (!existsSync(new URL("index.html", dist))) throw new Error("the demo is not built: run `npm run build` first");
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const file = new URL(pathname === "/" ? "index.html" : `.${pathname}`, dist);
    if (!/^\/[\w./-]*$/.test(pathname) || pathname.includes("..") || !existsSync(file)) return response.writeHead(404).end();
    // What a careful server sends: only the demo's own scripts, and WebAssembly.
    response.setHeader("content-security-policy", "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:");
    response.setHeader("content-type", types[extname(file.pathname)] ?? "application/octet-stream").end(readFileSync(file));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const browser = await chromium.launch({ executablePath, args: flags });
  return {
    browser,
    address: `http://127.0.0.1:${server.address().port}/`,
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** A new visitor with an empty profile; errors of the page are collected in `errors`. */
export async function visit({ browser, address }, { hash = "", language = "en", theme = "light", width = 1280, height = 800, settings = {}, init } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: "reduce", colorScheme: theme, locale: language === "zh" ? "zh-CN" : "en-GB" });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  // Only on the first load: a reload has to find what the visitor left.
  await page.addInitScript((given) => {
    if (sessionStorage.getItem("visited")) return;
    sessionStorage.setItem("visited", "yes");
    for (const [name, value] of Object.entries(given)) localStorage.setItem(`aftersales-demo:${name}`, JSON.stringify(value));
  }, { language, theme, ...settings });
  if (init) await page.addInitScript(init);
  await page.goto(`${address}${hash}`);
  await page.locator(".page").waitFor();
  return { page, context, errors };
}

/** Waits until the wall shows tickets. */
export async function wallShown(page) {
  await page.locator(".wall .row:not([hidden])").first().waitFor();
}

export async function screenshot(page, name, options = {}) {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: fileURLToPath(new URL(`${name}.png`, screenshots)), ...options });
}
