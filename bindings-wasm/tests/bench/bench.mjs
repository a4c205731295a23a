// The package beside its peers, in one run: `npm run bench`. `--quick` takes fewer rounds and holds no gate.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { Board, GradingPolicy, Policy, SlaPolicy, WorkingCalendar } from "aftersales";
import dayjs from "dayjs";
import dayjsBusinessTime from "dayjs-business-time";
import engine from "json-rules-engine";
import moment from "moment-business-time";

const quick = process.argv.includes("--quick");
const ROUNDS = quick ? 3 : 15;
const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;
const START = Date.parse("2025-01-01T00:00:00Z");
const failed = [];

/** The shortest of several rounds, in nanoseconds for each of `count`. */
function best(count, run, rounds = ROUNDS) {
  let shortest = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const started = process.hrtime.bigint();
    run();
    shortest = Math.min(shortest, Number(process.hrtime.bigint() - started) / count);
  }
  return shortest;
}

function line(what, nanoseconds, note = "") {
  const [value, unit] = nanoseconds < 1e4 ? [nanoseconds, "ns"] : nanoseconds < 1e7 ? [nanoseconds / 1e3, "µs"] : [nanoseconds / 1e6, "ms"];
  console.log(`  ${what.padEnd(46)} ${value.toFixed(1).padStart(9)} ${unit.padEnd(2)}  ${note}`);
}

/** A ratio that must hold. */
function gate(what, holds, told) {
  console.log(`  ${holds ? "held" : quick ? "not held" : "NOT HELD"}: ${what}: ${told}`);
  if (!holds && !quick) failed.push(what);
}

/** Nine to five from Monday to Friday, in UTC, which the peers know without a zone. */
function elapsed() {
  const shifts = [["09:00", "17:00"]];
  const weekly = { mon: shifts, tue: shifts, wed: shifts, thu: shifts, fri: shifts };
  const desk = new WorkingCalendar({ time_zone: "Etc/UTC", weekly });
  const rows = quick ? 10_000 : 1_000_000;
  const from = Float64Array.from({ length: rows }, (_, row) => START + (row % 5000) * HOUR);
  const to = from.map((at) => at + YEAR);
  const ours = best(rows, () => desk.elapsedColumnMillis(from, to));
  const hours = [{ start: "09:00:00", end: "17:00:00" }];
  const week = { monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: hours, saturday: null, sunday: null };
  dayjs.extend(dayjsBusinessTime);
  dayjs.setBusinessTime(week);
  const open = ["09:00:00", "17:00:00"];
  moment.updateLocale("en", { workinghours: { 0: null, 1: open, 2: open, 3: open, 4: open, 5: open, 6: null } });
  const sample = [0, 17, 4999].map((row) => [new Date(from[row]), new Date(to[row])]);
  const theirs = {
    "dayjs-business-time": ([start, end]) => dayjs(start).businessMinutesDiff(dayjs(end)),
    "moment-business-time": ([start, end]) => moment(end).workingDiff(moment(start), "minutes"),
  };
  console.log("a year-long `elapsed`, by row");
  line("aftersales, a column of milliseconds", ours, `${rows} rows`);
  const single = sample[1];
  line("aftersales, one call", best(1000, () => { for (let call = 0; call < 1000; call += 1) desk.elapsed(...single); }));
  for (const [name, ask] of Object.entries(theirs)) {
    for (const row of sample) {
      const [told, own] = [Math.abs(ask(row)), Number(desk.elapsed(...row) / 60_000_000n)];
      if (Math.abs(told - own) > 1) console.log(`  ${name} answers ${told} minutes, aftersales ${own}`);
    }
    const each = best(sample.length, () => sample.forEach(ask), quick ? 1 : 5);
    line(name, each, `${Math.round(each / ours)} ×`);
    gate(`elapsed in batch beside ${name}`, each >= 10_000 * ours, `${Math.round(each / ours)} ×, at least 10000`);
  }
}

/** The same ten rules: ours compiled, theirs as conditions. */
async function grading() {
  const levels = ["low", "medium", "high"];
  const cells = Object.fromEntries(levels.map((row, one) => [row, Object.fromEntries(levels.map((column, other) => [column, `P${Math.max(1, 4 - one - other)}`]))]));
  const choice = (name) => ({ type: "choice", name, values: levels, order: "rising" });
  const document = {
    inputs: [choice("impact"), choice("urgency"), { type: "yes_no", name: "safety_hazard", order: "rising" }],
    safety_hazard: "safety_hazard",
    rules: { type: "matrix", rows: "impact", columns: "urgency", cells },
  };
  let policy;
  try {
    policy = GradingPolicy.compile(document);
  } catch {
    policy = undefined;
  }
  const preset = policy ? undefined : Policy.compile(Policy.preset("after-sales")).grading;
  const rules = new engine.Engine();
  for (const impact of levels) {
    for (const urgency of levels) {
      const equal = (fact, value) => ({ fact, operator: "equal", value });
      rules.addRule({ conditions: { all: [equal("impact", impact), equal("urgency", urgency)] }, event: { type: cells[impact][urgency] } });
    }
  }
  const facts = { impact: "high", urgency: "medium" };
  const case_ = policy ? { ...facts, safety_hazard: false } : { severity: "severe", scope: "single_function", safety_hazard: false };
  const graded = policy ?? preset;
  const calls = quick ? 100 : 2000;
  const ours = best(calls, () => { for (let call = 0; call < calls; call += 1) graded.grade(case_); });
  let theirs = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = process.hrtime.bigint();
    for (let call = 0; call < calls; call += 1) await rules.run(facts);
    theirs = Math.min(theirs, Number(process.hrtime.bigint() - started) / calls);
  }
  console.log("a grade, one call each");
  line("aftersales", ours);
  line("json-rules-engine, nine rules", theirs, `${(theirs / ours).toFixed(1)} ×`);
}

/** Ten thousand open tickets, read here and by the core compiled for this machine. */
function board() {
  const count = 10_000;
  const { sla } = Policy.preset("after-sales");
  const bundle = Policy.preset("after-sales");
  const policy = { ...sla, calendars: { ...bundle.calendars, ...sla.calendars } };
  const at = (minutes) => new Date(Date.parse("2026-03-02T01:00:00Z") + minutes * 60_000).toISOString();
  const tickets = Array.from({ length: count }, (_, ticket) => {
    const opened = ticket % 20_000;
    const events = [{ at: at(opened), type: "started", inputs: { priority: `P${1 + (ticket % 4)}` } }];
    if (ticket % 3) events.push({ at: at(opened + 25), type: "agent_message" });
    if (ticket % 5 === 0) events.push({ at: at(opened + 90), type: "wait_started", reason: "customer" });
    return events;
  });
  const workload = { policy, tickets, now: at(20_200) };
  const compiled = SlaPolicy.compile(policy);
  const wall = new Board();
  tickets.forEach((events, ticket) => wall.set(`T${ticket}`, compiled, events));
  const now = new Date(workload.now);
  const ours = best(1, () => wall.read(now));
  const rows = wall.read(now).ticket.length;
  const folder = mkdtempSync(join(tmpdir(), "aftersales-bench-"));
  try {
    const file = join(folder, "board.json");
    writeFileSync(file, JSON.stringify(workload));
    const root = fileURLToPath(new URL("../../..", import.meta.url));
    const args = ["run", "--release", "--quiet", "--package=aftersales-bench", "--", "board", file];
    const native = Number(execFileSync("cargo", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }));
    console.log(`a board of ${count} tickets, ${rows} clocks, by reading`);
    line("native", native);
    line("WebAssembly, into typed arrays", ours, `${(ours / native).toFixed(2)} × native`);
    gate("the board beside native", ours <= 4 * native, `${(ours / native).toFixed(2)} ×, at most 4`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The smallest module that wasm-bindgen makes, built and made smaller like ours. */
function emptyModule() {
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const cargo = (...args) => execFileSync("cargo", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "inherit"] });
  const [target, profile] = ["wasm32-unknown-unknown", "wasm"];
  const crate = ["--package=aftersales-wasm", "--no-default-features", "--example=empty"];
  cargo("build", "--locked", "--quiet", ...crate, `--target=${target}`, `--profile=${profile}`);
  const { target_directory: built } = JSON.parse(cargo("metadata", "--format-version=1", "--no-deps"));
  const folder = mkdtempSync(join(tmpdir(), "aftersales-empty-"));
  try {
    const module = join(built, target, profile, "examples", "empty.wasm");
    cargo("run", "--locked", "--quiet", "--package=aftersales-wasm-bindgen-tool", "--", module, folder);
    const [bound, small] = ["bindings_bg.wasm", "small.wasm"].map((name) => join(folder, name));
    const optimiser = fileURLToPath(new URL("../../node_modules/binaryen/bin/wasm-opt", import.meta.url));
    execFileSync(process.execPath, [optimiser, "-Oz", bound, "-o", small]);
    return readFileSync(small);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Compiling and instantiating, beside the smallest module that wasm-bindgen makes. */
async function instantiation() {
  console.log("instantiation");
  const empty = emptyModule();
  const time = async (bytes, rounds) => {
    let shortest = Infinity;
    for (let round = 0; round < rounds; round += 1) {
      const started = process.hrtime.bigint();
      const module = await WebAssembly.compile(bytes);
      const imports = {};
      for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
        imports[from] ??= {};
        imports[from][name] = kind === "function" ? () => {} : undefined;
      }
      await WebAssembly.instantiate(module, imports);
      shortest = Math.min(shortest, Number(process.hrtime.bigint() - started));
    }
    return shortest;
  };
  const least = await time(empty, 50);
  line("an empty wasm-bindgen module", least, `${empty.length} bytes`);
  for (const name of ["full", "clocks", "kpi"]) {
    const taken = await time(readFileSync(new URL(`../../dist/${name}/aftersales.wasm`, import.meta.url)), ROUNDS);
    line(name, taken, `${Math.round(taken / least)} ×`);
  }
}

elapsed();
await grading();
board();
await instantiation();
if (failed.length) process.exitCode = 1;
