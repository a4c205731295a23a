// For Node, Bun and Deno: the module is read from the package's folder.
import { readFileSync } from "node:fs";
import * as bindings from "./bindings.js";

bindings.initSync({ module: readFileSync(new URL("./aftersales.wasm", import.meta.url)) });

// Bindings of this module, not re-exports: a bundler may skip a module that only re-exports, and the line above with it.
export const {
  Board,
  Coverage,
  GradingPolicy,
  Kpi,
  KpiReport,
  OptionPolicy,
  Policy,
  PriceBook,
  Regime,
  SlaPolicy,
  StandardHours,
  Ticket,
  TicketClocks,
  WorkingCalendar,
  checkDelay,
  checkValid,
  compareCost,
  errorCodes,
  estimateDifference,
  estimateSheet,
  optionsSheet,
  promiseCompletion,
} = bindings;
export { AftersalesError } from "./error.js";
export * from "./span.js";
