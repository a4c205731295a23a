// What the package is made of: its modules, what each exports, and how each host loads it.

const CLOCKS = ["Board", "GradingPolicy", "SlaPolicy", "TicketClocks", "WorkingCalendar"];
const DESK = [
  "Coverage", "DecisionTable", "Distribution", "EscalationPolicy", "OptionPolicy", "Policy", "PriceBook", "Regime",
  "Shrinkage", "StandardHours", "Ticket", "Total", "allocateMoney", "canonicalJson", "checkDelay", "checkValid", "compareCost",
  "estimateDifference", "estimateSheet", "optionsSheet", "promiseCompletion", "roundMoney",
];
const KPI = ["Kpi", "KpiReport"];
const STATISTICS = [
  "BaseStock", "CrowAmsaa", "ErlangC", "KaplanMeier", "QuantileSketch", "StageLog", "Weibull", "erlangA", "laplaceTrend",
  "logRank", "meanCumulativeRepairs", "medianRanks", "netPromoterScore", "newsvendor", "pChart", "proportion",
  "proportionDifference", "quantiles", "reorderPolicy", "satisfaction", "xmrChart",
];

/** Each module by need: the features of the crate, and the classes and functions. */
export const MODULES = {
  full: { features: ["desk", "kpi", "statistics"], classes: [...CLOCKS, ...DESK, ...KPI, ...STATISTICS].sort() },
  clocks: { features: ["clocks"], classes: CLOCKS },
  kpi: { features: ["kpi"], classes: KPI },
};

const SHARED = `export { AftersalesError } from "../error.js";
export * from "../host.js";
export * from "../span.js";
`;

/** The files of one module: an entry for each host, with and without the time zone database. */
export function entriesOf({ classes }) {
  const names = [...classes, "errorCodes"];
  const list = names.map((name) => `  ${name},\n`).join("");
  const files = {
    "index.d.ts": `${SHARED}export {\n${list}} from "./bindings.js";\nexport type * from "./bindings.js";\n`,
    "web.d.ts": webDeclaration(true),
    "slim-web.d.ts": webDeclaration(false),
  };
  for (const zones of [true, false]) {
    const slim = zones ? "" : "slim-";
    for (const [host, load] of Object.entries({ node, browser, inline })) {
      files[`${slim}${host}.js`] = `${load(zones)}
// Bindings of this module, not re-exports: a bundler may skip a module that only re-exports, and the lines above with it.
export const {\n${list}} = bindings;
${SHARED}`;
    }
    files[`${slim}web.js`] = `${web(zones)}export {\n${list}} from "./bindings.js";\n${SHARED}`;
  }
  return files;
}

function node(zones) {
  return `// For Node, Bun and Deno: read from the package's folder.
import { readFileSync } from "node:fs";
import * as bindings from "./bindings.js";
${zones ? 'import { useZones } from "./zones.js";\n' : ""}
bindings.initSync({ module: readFileSync(new URL("./aftersales.wasm", import.meta.url)) });
${zones ? 'useZones(readFileSync(new URL("../tzdb.bin", import.meta.url)));\n' : ""}`;
}

function browser(zones) {
  const module = 'bindings.default({ module_or_path: new URL("./aftersales.wasm", import.meta.url) })';
  return `// For pages, and bundlers that copy what \`new URL(…, import.meta.url)\` names: fetched from beside this file.
import * as bindings from "./bindings.js";
${
  zones
    ? `import { fetchZones } from "./zones.js";

await Promise.all([
  ${module},
  fetchZones(new URL("../tzdb.bin", import.meta.url)),
]);`
    : `
await ${module};`
}
`;
}

function inline(zones) {
  return `// For every other host: part of the script.
import * as bindings from "./bindings.js";
import { inflate } from "../inflate.js";
import { packed } from "./aftersales.wasm.js";
${zones ? 'import { packed as zones } from "../tzdb.js";\nimport { useZones } from "./zones.js";\n' : ""}
await bindings.default({ module_or_path: await inflate(packed) });
${zones ? "useZones(await inflate(zones));\n" : ""}`;
}

function web(zones) {
  if (!zones) {
    return `// For pages that choose when the module is fetched, and from where.
import init from "./bindings.js";

export default async function load(source = new URL("./aftersales.wasm", import.meta.url)) {
  await init({ module_or_path: await source });
}
`;
  }
  return `// For pages that choose when the module and the time zone database are fetched, and from where.
import init from "./bindings.js";
import { fetchZones } from "./zones.js";

export default async function load(
  source = new URL("./aftersales.wasm", import.meta.url),
  zones = new URL("../tzdb.bin", import.meta.url),
) {
  await Promise.all([fetchZones(zones), Promise.resolve(source).then((module) => init({ module_or_path: module }))]);
}
`;
}

function webDeclaration(zones) {
  const second = zones
    ? `
/** Where the time zone database comes from: its address, the response to a fetch of it, or its bytes. */
export type ZonesSource = string | URL | Request | Response | Uint8Array;
`
    : "";
  const what = zones ? "module and time zone database, by default from the files" : "module, by default from the file";
  const parameters = zones
    ? "\n  source?: ModuleSource | Promise<ModuleSource>,\n  zones?: ZonesSource | Promise<ZonesSource>,\n"
    : "source?: ModuleSource | Promise<ModuleSource>";
  return `export * from "./index.js";

/** Where the module comes from: its address, the response to a fetch of it, its bytes, or the compiled module. */
export type ModuleSource = string | URL | Request | Response | BufferSource | WebAssembly.Module;
${second}
/** Loads ${what} of the package. Nothing else of it may be used before that is done; calling it again does nothing new. */
export default function load(${parameters}): Promise<void>;
`;
}
