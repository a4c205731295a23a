// For pages that choose when the module is fetched, and from where.
import init from "./bindings.js";

export default async function load(source = new URL("./aftersales.wasm", import.meta.url)) {
  await init({ module_or_path: await source });
}
export {
  Board,
  GradingPolicy,
  Kpi,
  KpiReport,
  Policy,
  PriceBook,
  SlaPolicy,
  Ticket,
  TicketClocks,
  WorkingCalendar,
  errorCodes,
} from "./bindings.js";
export { AftersalesError } from "./error.js";
export * from "./span.js";
