// For pages that choose when the module is fetched, and from where.
import init from "./bindings.js";

export default async function load(source = new URL("./aftersales.wasm", import.meta.url)) {
  await init({ module_or_path: await source });
}
export {
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
} from "./bindings.js";
export { AftersalesError } from "./error.js";
export * from "./span.js";
