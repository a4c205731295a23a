// Builds the package into `dist` from the crate: one WebAssembly module for each need, and the entries around them.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { MODULES, entriesOf } from "./entries.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const target = "wasm32-unknown-unknown";
const profile = "wasm";

function run(command, ...args) {
  console.log(`> ${command} ${args.join(" ")}`);
  execFileSync(command, args, { cwd: here, stdio: "inherit" });
}

function read(command, ...args) {
  return execFileSync(command, args, { cwd: here, encoding: "utf8", maxBuffer: 1 << 26 });
}

function ensureTarget() {
  if (existsSync(read("rustc", "--print", "target-libdir", "--target", target).trim())) return;
  try {
    run("rustup", "target", "add", target);
  } catch {
    throw new Error(`the Rust target ${target} is missing; install it with \`rustup target add ${target}\``);
  }
}

/** The tool of the workspace that writes the JavaScript side. */
function tool(...args) {
  run("cargo", "run", "--locked", "--quiet", "-p", "aftersales-wasm-bindgen-tool", "--", ...args);
}

/** Takes the types of wasm-bindgen's own start-up functions, which no entry shows, off the declarations, and names the
 * library of `Symbol.dispose`, which projects for older targets leave out. */
function finishDeclarations(file) {
  const [declarations, internal] = readFileSync(file, "utf8").split("\nexport type InitInput");
  if (!internal) throw new Error(`${file} has no \`InitInput\`: wasm-bindgen changed its output`);
  writeFileSync(file, `/// <reference lib="esnext.disposable" />\n${declarations}`);
}

/** Makes a module smaller, beside whatever is built meanwhile. */
function optimise(wasm) {
  const args = [join(here, "node_modules/binaryen/bin/wasm-opt"), "-Oz", wasm, "-o", wasm];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: "inherit" });
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`wasm-opt ended with ${code}`))));
  });
}

/** Bytes as a script, packed as far as every host can unpack them. */
function writePacked(file, bytes) {
  writeFileSync(file, `export const packed = "${gzipSync(bytes, { level: 9 }).toString("base64")}";\n`);
}

function build(name, built) {
  const { features } = MODULES[name];
  const folder = join(dist, name);
  const crate = ["-p", "aftersales-wasm", "--lib", "--target", target, "--profile", profile];
  run("cargo", "build", "--locked", ...crate, "--no-default-features", "--features", features.join(","));
  mkdirSync(folder);
  tool(built, folder);
  const wasm = join(folder, "aftersales.wasm");
  renameSync(join(folder, "bindings_bg.wasm"), wasm);
  rmSync(join(folder, "bindings_bg.wasm.d.ts"), { force: true });
  finishDeclarations(join(folder, "bindings.d.ts"));
  cpSync(join(here, "js/zones.js"), join(folder, "zones.js"));
  for (const [file, text] of Object.entries(entriesOf(MODULES[name]))) writeFileSync(join(folder, file), text);
  return optimise(wasm).then(() => writePacked(join(folder, "aftersales.wasm.js"), readFileSync(wasm)));
}

try {
  ensureTarget();
  const folder = JSON.parse(read("cargo", "metadata", "--format-version", "1", "--no-deps")).target_directory;
  const built = join(folder, target, profile, "aftersales_wasm.wasm");
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  for (const file of ["archive", "error", "host", "inflate", "span"]) {
    for (const kind of ["js", "d.ts"]) {
      const source = join(here, "js", `${file}.${kind}`);
      if (existsSync(source)) cpSync(source, join(dist, `${file}.${kind}`));
    }
  }
  const zones = join(dist, "tzdb.bin");
  tool("zones", zones);
  writePacked(join(dist, "tzdb.js"), readFileSync(zones));
  for (const licence of ["LICENSE-APACHE", "LICENSE-MIT"]) cpSync(join(here, "..", licence), join(dist, licence));
  await Promise.all(Object.keys(MODULES).map((name) => build(name, built)));
  run(process.execPath, join(here, "size.mjs"), "--show");
} catch (error) {
  console.error(`build failed: ${error.message}`);
  process.exitCode = 1;
}
