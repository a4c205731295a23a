// What the page and the engine's worker say to each other.
import type {
  AvailabilityDocument,
  CommandKind,
  EventDocument,
  ExplanationDocument,
  ReadingDocument,
  TimelineEventDocument,
} from "aftersales";

/** A board of tickets: the live desk, or the replay of real incidents. */
export type WallName = "desk" | "incidents";

/** Which tickets a wall shows, and in what order. */
export interface WallFilter {
  readonly text: string;
  readonly priorities: readonly string[];
  readonly show: Show;
  readonly sort: Sort;
}

export const SHOWS = ["open", "late", "soon", "paused", "escalated", "all"] as const;
export type Show = (typeof SHOWS)[number];

export const SORTS = ["due", "priority", "newest"] as const;
export type Sort = (typeof SORTS)[number];

export const NO_FILTER: WallFilter = { text: "", priorities: [], show: "open", sort: "due" };

/** A word of a column is a place in its list of `words`; 0 is none. */
export const COLUMNS = ["priority", "kind", "tier", "phase", "level", "wait", "escalation"] as const;
export type ColumnName = (typeof COLUMNS)[number];

/** What is known of the tickets of a wall beside their clocks; row `i` of every column is the board's ticket `i`. */
export interface WallRows {
  readonly wall: WallName;
  readonly names: RowNames;
  readonly words: { readonly [Column in ColumnName]: readonly string[] };
  readonly columns: { readonly [Column in ColumnName]: Uint8Array };
}

/** What a ticket is called. It stays as long as the ticket, so it is not sent again with every change of state. */
export interface RowNames {
  readonly keys: readonly string[];
  /** A place in the sample cases; `OWN_TITLE` for a text in `titles`. */
  readonly cases: Uint16Array;
  readonly titles: { readonly [row: number]: string };
}

/** Rows as they cross to the page: without names where these are the same as before. */
export type SentRows = Omit<WallRows, "names"> & { readonly names?: RowNames };

export const OWN_TITLE = 0xffff;

/** A state in which there is no clock. */
export const NO_CLOCK = 255;

/** One reading of a whole board. The clock of metric `m` of ticket `i` is at `i * metrics.length + m`. */
export interface WallReading {
  readonly wall: WallName;
  /** The instant of reading, in milliseconds of desk time, as all instants here. */
  readonly at: number;
  readonly metrics: readonly string[];
  /** 0 running, 1 paused, 2 stopped, 3 withdrawn, `NO_CLOCK`. */
  readonly state: Uint8Array;
  readonly rate: Uint8Array;
  readonly remaining: Float64Array;
  readonly target: Float64Array;
  readonly due: Float64Array;
  readonly breached: Float64Array;
  readonly validUntil: Float64Array;
  /** The tickets that pass the filter, in order. */
  readonly order: Uint32Array;
  readonly counts: { readonly [each in Show]: number };
  readonly clocks: number;
  /** How long the engine took for the reading, in milliseconds. */
  readonly took: number;
}

/** What the worker tells unasked. */
export type Told =
  | { readonly type: "rows"; readonly rows: SentRows }
  | { readonly type: "reading"; readonly reading: WallReading }
  /** Tickets changed by a command or by themselves; `stored` is a `StoredTicket` as JSON, ready to be kept. */
  | { readonly type: "changed"; readonly tickets: readonly { readonly number: string; readonly stored: string }[] };

/** A ticket as the page keeps it: its events are the truth. */
export interface StoredTicket {
  readonly number: string;
  /** A place in the sample cases, or what the customer said. */
  readonly title: number | string;
  readonly events: readonly EventDocument[];
}

/** All that survives a reload. */
export interface StoredDesk {
  /** Policies that were in force, oldest first; the last one is. */
  readonly policies: readonly string[];
  readonly tickets: readonly StoredTicket[];
}

/** One ticket, opened. */
export interface TicketView {
  readonly wall: WallName;
  readonly key: string;
  readonly title: number | string;
  readonly at: number;
  readonly words: { readonly [Column in ColumnName]: string };
  readonly readings: readonly ReadingDocument[];
  /** The events of a ticket, newest first; a timeline's for a ticket that has only clocks. */
  readonly events: readonly EventDocument[];
  readonly timeline: readonly TimelineEventDocument[];
  readonly available: readonly AvailabilityDocument[];
  /** What a grade was decided on, to start a regrade from. */
  readonly inputs: { readonly [name: string]: string | number | boolean };
  readonly waits: readonly string[];
}

/** How a clock came to its reading, with the working calendar to draw it on. */
export interface ClockDrawing {
  readonly explanation: ExplanationDocument;
  readonly reading: ReadingDocument;
  readonly timeZone: string;
  readonly days: readonly CalendarDay[];
}

/** One local date of a working calendar. Instants are milliseconds. */
export interface CalendarDay {
  readonly date: string;
  readonly from: number;
  readonly to: number;
  readonly open: readonly (readonly [from: number, to: number])[];
  readonly holiday: boolean;
}

/** A command of the page: what is asked, and by whom. */
export interface Asked {
  readonly number: string;
  readonly role: string;
  readonly kind: CommandKind;
}
