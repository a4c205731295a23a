/** A shift as `[open, close]`: wall-clock times from `00:00` to `24:00`, the opening instant in, the closing instant out.
 * A close at or before its open reaches into the next day; equal ends make an empty shift. */
export type Shift = readonly [open: string, close: string];

export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

/** When a desk works. Unknown fields are refused. */
export interface CalendarDocument {
  /** The IANA name of the zone whose wall clocks the shifts mean, such as `Europe/Berlin`. */
  readonly time_zone: string;
  /** The shifts of an ordinary week; a weekday without shifts is closed. */
  readonly weekly?: { readonly [day in Weekday]?: readonly Shift[] };
  /** Shifts of single dates (`2026-02-14`) in place of the weekly ones: make-up working days, short days. They go before
   * a holiday. */
  readonly date_overrides?: { readonly [date: string]: readonly Shift[] };
  /** Intervals of single dates that are closed whatever else holds. */
  readonly breaks?: { readonly [date: string]: readonly Shift[] };
  /** Dates on which no weekly shift starts. */
  readonly holidays?: readonly string[];
}

/** The rules of one time zone, in place of the bundled time zone database. */
export interface ZoneRulesDocument {
  /** The IANA name; the calendar must name the same zone. */
  readonly id: string;
  /** The version of the time zone database that the rules come from, such as `2026e`. */
  readonly tzdb_version: string;
  /** Seconds east of UTC until the first transition. */
  readonly initial_offset_seconds: number;
  /** Instants as whole seconds since 1970-01-01T00:00:00Z, rising, each with the seconds east of UTC from then on. */
  readonly transitions: readonly (readonly [at_seconds: number, offset_seconds: number])[];
  /** The yearly rule after the last transition in POSIX form, such as `CET-1CEST,M3.5.0,M10.5.0/3`. Without it the last
   * offset stays. */
  readonly posix_tail?: string;
}

/** A point in time: RFC 3339 text with an offset, a `Date` or a `Temporal.Instant`. Years 0001 to 9999; what is finer than
 * a microsecond is floored. */
export type InstantInput =
  | string
  | Date
  | { readonly [Symbol.toStringTag]: "Temporal.Instant"; toString(): string };

/** A date without a zone: `YYYY-MM-DD` or a `Temporal.PlainDate`. */
export type DateInput = string | { readonly [Symbol.toStringTag]: "Temporal.PlainDate"; toString(): string };

/** A time of day without a zone: `HH:MM`, `HH:MM:SS` or a `Temporal.PlainTime` of whole seconds. */
export type TimeInput = string | { readonly [Symbol.toStringTag]: "Temporal.PlainTime"; toString(): string };

/** An open interval `[from, to)`. Instants are RFC 3339 text in UTC with up to six digits. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** An edge of open time: what begins at `at`. */
export type Transition =
  | { readonly kind: "open"; readonly at: string }
  | { readonly kind: "close"; readonly at: string };

/** What the clocks of the calendar's zone show: `2026-03-02` and `09:30` or `09:30:15`. */
export interface LocalTime {
  readonly date: string;
  readonly time: string;
}

/** The stable code of an error, the same in every language. Later versions may add codes. */
export type ErrorCode =
  | "binding.argument.malformed"
  | "calendar.break.reversed"
  | "calendar.column.instant"
  | "calendar.column.length"
  | "calendar.document.too_many"
  | "time.date.malformed"
  | "time.instant.malformed"
  | "time.instant.out_of_range"
  | "time.span.out_of_range"
  | "time.time_of_day.malformed"
  | "time.zone.posix_malformed"
  | "time.zone.transition_invalid"
  | "time.zone.tzif_malformed"
  | "time.zone.unknown"
  | "wire.document.malformed"
  | "wire.document.too_large"
  | "wire.value.not_canonical";
