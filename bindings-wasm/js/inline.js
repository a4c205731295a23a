// For every other host: the module is part of the script.
import * as bindings from "./bindings.js";
import { base64 } from "./aftersales.wasm.js";

const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
await bindings.default({ module_or_path: bytes });

// Bindings of this module, not re-exports: a bundler may skip a module that only re-exports, and the lines above with it.
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
