export { AftersalesError } from "./error.js";
export { HOUR, MINUTE, SECOND } from "./span.js";
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
export type * from "./bindings.js";
