/** One figure with all that makes it hold up. */
export interface FigureDocument {
  /** Its name, such as `first_response`. */
  readonly name: string;
  /** The fact or rule that it comes from, such as `KP-1`. */
  readonly source?: string;
  /** Which tickets it is of: one word for each grouping; empty for all. */
  readonly group?: readonly string[];
  /** What `value` counts: `seconds`, `share`, `points` or `count`. */
  readonly unit: string;
  /** The headline number. */
  readonly value: number;
  /** What was added up: hits, microseconds, millionths of a point, or minor units of money. */
  readonly numerator: WholeNumberDocument;
  /** What it is divided by. */
  readonly denominator: number;
  /** The lower end of the 95 % interval. */
  readonly lower?: number;
  /** The upper end. */
  readonly upper?: number;
  /** What it should be. */
  readonly target?: FigureTargetDocument;
  /** Whether the target is met. */
  readonly met?: boolean;
  /** Which stamp decides to which period a ticket belongs: `opened`, `due` or `closed`. */
  readonly period_stamp: string;
  /** The stop event, where there is one. */
  readonly stop?: string;
  /** The clock of an attainment. */
  readonly metric?: string;
  /** Which time a duration counts: `calendar` or `working`. */
  readonly basis?: string;
  /** What becomes of an end before its beginning: `reject`, `keep` or `zero`. */
  readonly negative_duration: string;
  /** What a reader should know: `small_number`, `censored`, `other_currencies`. */
  readonly warnings?: readonly string[];
  /** What stands behind the headline. */
  readonly detail?: FigureDetailDocument;
}

/** A whole number; text beyond 2⁵³, where not every language keeps it. */
export type WholeNumberDocument =
  /** At most 2⁵³ from zero. */
  | number
  /** Beyond. */
  | string;

/** What a figure should be, in its own unit. */
export type FigureTargetDocument =
  /** No more than this. */
  | {
      readonly type: "at_most";
      /** The limit, which is within. */
      readonly value: number;
    }
  /** No less than this. */
  | {
      readonly type: "at_least";
      /** The limit, which is within. */
      readonly value: number;
    };

/** What stands behind the headline of a figure. */
export type FigureDetailDocument =
  /** How lengths are distributed, in seconds. */
  | {
      readonly type: "distribution";
      /** Lengths that ended. */
      readonly ended: number;
      /** Lengths that still run. */
      readonly running: number;
      /** The median of those that ended. */
      readonly median: number;
      /** The ends of its 95 % interval. */
      readonly median_interval?: readonly [number, number];
      /** The length that nine in ten of them do not exceed. */
      readonly p90: number;
      /** The median with those that still run counted for as long as they were seen; absent where it is not
       * reached. */
      readonly censored_median?: number;
    }
  /** The three readings of an attainment, as kept and of how many. */
  | {
      readonly type: "readings";
      /** Kept and all of those whose clock was stopped. */
      readonly of_closed: readonly [number, number];
      /** Kept and all of those that were decided. */
      readonly of_due: readonly [number, number];
      /** Kept and all promises. */
      readonly of_all: readonly [number, number];
      /** Promises that stand as kept or open, though the history says that they were broken once. */
      readonly breached_once: number;
    }
  /** How a whole divides, the largest part first. */
  | {
      readonly type: "parts";
      /** The parts. */
      readonly parts: readonly PartDocument[];
    }
  /** Where the time goes. */
  | {
      readonly type: "stages";
      /** The stages in the order of a ticket's life. */
      readonly stages: readonly StageTimeDocument[];
    }
  /** What is open and how old it is. */
  | {
      readonly type: "ageing";
      /** Tickets reported. */
      readonly opened: number;
      /** Tickets still open. */
      readonly open: number;
      /** Open tickets under 1 day, 1 to 3, 3 to 7, 7 to 30, 30 days and older. */
      readonly by_age: readonly number[];
      /** Their median age in seconds. */
      readonly median_age?: number;
    };

/** One part of a whole. */
export interface PartDocument {
  /** The word, or the outer and the inner one; `unknown` where it is not known. */
  readonly words: readonly string[];
  /** How many, or how much in minor units. */
  readonly count: WholeNumberDocument;
  /** Its share of the whole. */
  readonly share: number;
  /** The share of this part and all larger ones. */
  readonly cumulative: number;
}

/** The time before one stamp. */
export interface StageTimeDocument {
  /** The stamp that ends the stage. */
  readonly until: string;
  /** How many tickets went through it. */
  readonly visits: number;
  /** The mean in seconds. */
  readonly mean: number;
  /** The median in seconds. */
  readonly median: number;
  /** Its share of the time of all stages. */
  readonly share: number;
}

/** A report on a desk: figures against their targets, how they move, what stands out. */
export interface KpiReportDocument {
  /** The instant of looking. */
  readonly as_of: string;
  /** The zone of weeks and months. */
  readonly time_zone: string;
  /** The period in question; absent for all time. */
  readonly period?: readonly [string, string];
  /** Tickets known then. */
  readonly tickets: number;
  /** Of these, tickets that figures leave out. */
  readonly excluded: number;
  /** Rows that could not be read. */
  readonly rejected_rows: number;
  /** Why, and how often. */
  readonly rejected?: readonly RejectedDocument[];
  /** All figures of the period. */
  readonly summary: readonly FigureDocument[];
  /** Figures over weeks or months. */
  readonly trends?: readonly TrendDocument[];
  /** What stands out. */
  readonly findings?: readonly KpiFindingDocument[];
  /** Figures beside those of an earlier period. */
  readonly comparison?: readonly ComparisonDocument[];
  /** Figures by person and level, where asked. */
  readonly people?: readonly FigureDocument[];
}

/** Something that was not taken. */
export interface RejectedDocument {
  /** The figure that could not use it; absent for whole rows. */
  readonly figure?: string;
  /** Why, such as `malformed_instant`. */
  readonly reason: string;
  /** How often. */
  readonly count: number;
  /** Some examples, each as ticket, field and value. */
  readonly examples: readonly (readonly [string, string, string])[];
}

/** One figure over weeks or months. */
export interface TrendDocument {
  /** The figure's name. */
  readonly name: string;
  /** What the values count. */
  readonly unit: string;
  /** The points in order of time. */
  readonly points: readonly TrendPointDocument[];
}

/** One week or month of a trend. */
export interface TrendPointDocument {
  /** The period, such as `2026-03`, or the Monday of a week. */
  readonly period: string;
  /** The value. */
  readonly value: number;
  /** What it is divided by. */
  readonly denominator: number;
  /** The lower limit of ordinary variation; absent where there are too few points. */
  readonly lower?: number;
  /** The upper limit. */
  readonly upper?: number;
  /** Whether it lies outside them. */
  readonly signal: boolean;
}

/** Something that stands out. */
export type KpiFindingDocument =
  /** A week or month outside ordinary variation. */
  | {
      readonly type: "signal";
      /** The figure's name. */
      readonly figure: string;
      /** What the values count. */
      readonly unit: string;
      /** The week or month. */
      readonly period: string;
      /** The value. */
      readonly value: number;
      /** The limits of ordinary variation. */
      readonly limits: readonly [number, number];
    }
  /** The stage that takes the most time. */
  | {
      readonly type: "bottleneck";
      /** The stamp that ends it. */
      readonly until: string;
      /** Its share of the time of all stages. */
      readonly share: number;
      /** Its mean in seconds. */
      readonly mean: number;
    }
  /** More is open than before. */
  | {
      readonly type: "growing_backlog";
      /** What was open at the end of the earlier period. */
      readonly before: number;
      /** What is open now. */
      readonly now: number;
    }
  /** Attainment among closed tickets looks much better than among all that were due. */
  | {
      readonly type: "flattering_attainment";
      /** The figure's name. */
      readonly figure: string;
      /** The share among closed tickets. */
      readonly of_closed: number;
      /** The share among those that were due. */
      readonly of_due: number;
    }
  /** Open tickets make a duration look shorter than it is. */
  | {
      readonly type: "open_tickets_count";
      /** The figure's name. */
      readonly figure: string;
      /** The median of those that ended, in seconds. */
      readonly median: number;
      /** The median with the open ones; absent where it is not reached. */
      readonly censored_median?: number;
      /** How many are open. */
      readonly running: number;
    };

/** A figure beside that of an earlier period. */
export interface ComparisonDocument {
  /** The figure's name. */
  readonly name: string;
  /** What the values count. */
  readonly unit: string;
  /** The value of the earlier period. */
  readonly before: number;
  /** The value of the period in question. */
  readonly now: number;
  /** The 95 % interval of the difference of two shares (Newcombe). */
  readonly difference_interval?: readonly [number, number];
  /** Whether that interval leaves zero out; absent where there is none. */
  readonly beyond_chance?: boolean;
}

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
