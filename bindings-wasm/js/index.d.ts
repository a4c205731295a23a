export { AftersalesError } from "./error.js";
export { HOUR, MINUTE, SECOND } from "./span.js";
export { errorCodes, WorkingCalendar } from "./bindings.js";
export type {
  CalendarDocument,
  DateInput,
  ErrorCode,
  InstantInput,
  LocalTime,
  Period,
  Shift,
  TimeInput,
  Transition,
  Weekday,
  ZoneRulesDocument,
} from "./bindings.js";
