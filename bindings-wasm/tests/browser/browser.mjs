// A headless browser of this computer, driven by playwright-core, and a server on the loopback interface for its pages.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";

import { chromium } from "playwright-core";

const own = new URL("../../", import.meta.url);
const types = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};
/** What the README asks of a page's policy: no script but the page's own, and WebAssembly. */
const POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'";
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

export const executablePath = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => existsSync(path));

/** Serves a folder until `close` is called, the package's own by default. */
export async function serve(root = own) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const file = new URL(`.${pathname.endsWith("/") && pathname !== "/" ? `${pathname}index.html` : pathname}`, root);
    response.setHeader("content-security-policy", POLICY);
    if (pathname === "/") return response.setHeader("content-type", "text/html").end("<!doctype html>");
    if (!/^\/[\w./-]+$/.test(pathname) || pathname.includes("..") || !existsSync(file)) return response.writeHead(404).end();
    response.setHeader("content-type", types[extname(file.pathname)] ?? "application/octet-stream").end(readFileSync(file));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** Starts the browser with an empty profile of its own, which goes when the browser closes. */
export function launch() {
  return chromium.launch({ executablePath, args: flags });
}
