// For pages, and bundlers that copy what `new URL(…, import.meta.url)` names: the module is fetched beside this file.
import * as bindings from "./bindings.js";

await bindings.default({ module_or_path: new URL("./aftersales.wasm", import.meta.url) });

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
