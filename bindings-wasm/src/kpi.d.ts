/** The words of a dimension: a code for each row, and the word of each code; `0xffffffff` is none. */
export interface CodedColumn {
  readonly codes: Uint32Array;
  readonly words: readonly string[];
}

/** Instants in microseconds, the least 64-bit number for none, or in milliseconds, `NaN` for none. */
export type InstantColumn = BigInt64Array | Float64Array;

/** What happens in a ticket's life. */
export type KpiStamp =
  | "created" | "first_response" | "diagnosis_started" | "diagnosed" | "planned" | "work_started" | "completed"
  | "confirmed" | "closed";

/** What is known as yes or no. */
export type KpiFlag =
  | "common_problem" | "misdiagnosed" | "intake_complete" | "archive_complete" | "knowledge_entry" | "missed_call";

/** What is known as a number. */
export type KpiQuantity =
  | "reopened" | "reassigned" | "repair_attempts" | "parts_asked" | "parts_in_time" | "recommendation";

/** The facts of many tickets: every column has as many rows as `stamps.created`. */
export interface KpiColumns {
  readonly stamps: { readonly created: InstantColumn } & { readonly [stamp in KpiStamp]?: InstantColumn };
  readonly words?: { readonly [dimension in Exclude<KpiGrouping, "week" | "month">]?: CodedColumn };
  /** 1 for yes, 0 for no, anything else for unknown. */
  readonly flags?: { readonly [flag in KpiFlag]?: Uint8Array };
  /** `0xffffffff` for unknown. */
  readonly quantities?: { readonly [quantity in KpiQuantity]?: Uint32Array };
  /** From 1 to 5; `NaN` for none. */
  readonly satisfaction?: Float64Array;
  /** By metric: when each promise falls due, and when its clock was stopped. */
  readonly promises?: { readonly [metric: string]: { readonly due: InstantColumn; readonly stopped: InstantColumn } };
}
