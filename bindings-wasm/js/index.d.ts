export { AftersalesError } from "./error.js";
export { HOUR, MINUTE, SECOND } from "./span.js";
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
export type * from "./bindings.js";
