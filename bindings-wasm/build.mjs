// Builds the package into `dist` from the crate.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

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

/** Takes the types of wasm-bindgen's own start-up functions, which no entry shows, off the declarations, and names the
 * library of `Symbol.dispose`, which projects for older targets leave out. */
function finishDeclarations(file) {
  const [declarations, internal] = readFileSync(file, "utf8").split("\nexport type InitInput");
  if (!internal) throw new Error(`${file} has no \`InitInput\`: wasm-bindgen changed its output`);
  writeFileSync(file, `/// <reference lib="esnext.disposable" />\n${declarations}`);
}

try {
  ensureTarget();
  const folder = JSON.parse(read("cargo", "metadata", "--format-version", "1", "--no-deps")).target_directory;
  const built = join(folder, target, profile, "aftersales_wasm.wasm");
  run("cargo", "build", "--locked", "-p", "aftersales-wasm", "--lib", "--target", target, "--profile", profile);
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  run("cargo", "run", "--locked", "--quiet", "-p", "aftersales-wasm-bindgen-tool", "--", built, dist);

  const wasm = join(dist, "aftersales.wasm");
  renameSync(join(dist, "bindings_bg.wasm"), wasm);
  rmSync(join(dist, "bindings_bg.wasm.d.ts"), { force: true });
  finishDeclarations(join(dist, "bindings.d.ts"));
  run(process.execPath, join(here, "node_modules/binaryen/bin/wasm-opt"), "-Oz", wasm, "-o", wasm);

  cpSync(join(here, "js"), dist, { recursive: true });
  for (const licence of ["LICENSE-APACHE", "LICENSE-MIT"]) cpSync(join(here, "..", licence), join(dist, licence));
  const bytes = readFileSync(wasm);
  writeFileSync(join(dist, "aftersales.wasm.js"), `export const base64 = "${bytes.toString("base64")}";\n`);
  console.log(`aftersales.wasm: ${bytes.length} bytes, ${brotliCompressSync(bytes).length} with brotli`);
} catch (error) {
  console.error(`build failed: ${error.message}`);
  process.exitCode = 1;
}
