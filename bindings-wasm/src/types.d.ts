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

/** What a grading policy is told of a case, by input name. */
export type GradingInputs = { readonly [input: string]: InputValue };

/** What is wrong with one input. */
export interface InputProblem {
  readonly code: "priority.input.unknown" | "priority.input.missing" | "priority.input.not_allowed";
  readonly field: string;
  /** The value as it was given, shortened; absent where there was none. */
  readonly value?: string;
  /** What would be right. */
  readonly allowed: string;
  readonly message: string;
}

/** Numbers by row. */
export type Numbers = Float64Array | readonly number[];

/** A row of a decision table that holds for a case, or the cell of a matrix. */
export interface TableHit {
  /** Counted from 0. */
  readonly row: number;
  /** The path of the row in the document. */
  readonly path: string;
  /** The value of each output. */
  readonly values: { readonly [output: string]: string };
}

/** What a decision table leaves out, says twice, or says in vain. Rows count from 0. */
export interface TableAnalysis {
  readonly coverage: "complete" | "gap" | "not_proved";
  /** A case for which no row holds; absent where `coverage` is not `gap`. */
  readonly gap?: GradingInputs;
  /** Pairs of rows that hold for the same case. */
  readonly overlaps: readonly {
    readonly first: number;
    readonly second: number;
    /** Whether both rows say the same. */
    readonly agree: boolean;
    /** The least such case, and the greatest. */
    readonly least: GradingInputs;
    readonly greatest: GradingInputs;
  }[];
  /** How many more overlaps there are. */
  readonly overlaps_left_off: number;
  /** Pairs of a row and one that holds wherever it does. */
  readonly within: readonly (readonly [row: number, other: number])[];
  /** Rows that are never the first, with a case and the row that is first there. */
  readonly never_first: readonly { readonly row: number; readonly case?: GradingInputs; readonly by?: number }[];
  /** Rows of which that was not found out. */
  readonly not_proved: readonly number[];
}

/** What escalation must know of a ticket beside its clocks. Lists are in order of time. */
export interface EscalationView {
  /** The functional level that holds the ticket, since when, and which stay on a level this is, counted from 1. */
  readonly level: { readonly level: FunctionalLevel; readonly since: string; readonly number: number };
  /** Every firing so far, as `due` gave it. */
  readonly fired?: readonly FiringDocument[];
  /** `ended` where nothing is fired any more; `open` where absent. */
  readonly standing?: "open" | "ended";
  /** Since when the rules apply to the ticket. */
  readonly rules_since?: string;
  /** When the case was found to lie beyond the authority of the level. */
  readonly authority_exceeded_at?: string;
  readonly milestones?: readonly { readonly name: string; readonly at: string }[];
  readonly ratings?: readonly { readonly scale: string; readonly value: number; readonly at: string }[];
  readonly acknowledgements?: readonly { readonly rule: string; readonly cycle: number; readonly at: string }[];
}

/** How an amount is rounded. */
export type RoundingMode = "half_up" | "half_even" | "half_odd" | "half_down" | "up" | "down" | "ceiling" | "floor";

/** An exact amount that is to be rounded, as a decimal text. */
export interface RoundingRequest {
  readonly amount: string;
  /** An ISO 4217 code. */
  readonly currency: string;
  /** `half_up` where absent. */
  readonly mode?: RoundingMode;
  /** What is rounded to; the minor unit of the currency where absent. */
  readonly step?: string;
}

/** An amount that is to be split. */
export interface AllocationRequest {
  readonly amount: string;
  readonly currency: string;
  /** The proportion of the parts, in whole numbers. */
  readonly weights: readonly number[];
}

/** How the range of a sum is computed. */
export type RangeMethod = "convolution" | "fenton_wilkinson" | "normal" | "classic_normal";

/** What a ticket would be promised on one clock. */
export interface SlaPromise {
  readonly metric: string;
  /** When it would fall due without a pause; absent where its calendar never has that much open time. */
  readonly due?: string;
  /** The path of the policy entry that gives the target. */
  readonly target_source: string;
  readonly calendar: string;
  /** The path of the policy entry that gives the calendar; absent where the metric or the policy itself names it. */
  readonly calendar_source?: string;
}

/** The readings of a board: row `i` of every column is one clock of one ticket. Instants and lengths of time are in the unit of
 * `Column`, milliseconds with `NaN` or microseconds with the least 64-bit number where there is none. */
export interface BoardColumns<Column extends Float64Array | BigInt64Array> {
  /** The names that `metric` counts; a metric keeps its number as long as the board lives. */
  readonly metrics: readonly string[];
  /** The ticket, as `Board.indexOf` gives it. */
  readonly ticket: Uint32Array;
  readonly metric: Uint32Array;
  readonly cycle: Uint32Array;
  /** 0 running, 1 paused, 2 stopped, 3 withdrawn. */
  readonly state: Uint8Array;
  /** 1 while the clock runs in open time, else 0: until `valid_until`, `consumed` grows by it and `remaining` falls. */
  readonly rate: Uint8Array;
  readonly started_at: Column;
  readonly due: Column;
  readonly breached_at: Column;
  readonly target: Column;
  readonly consumed: Column;
  /** Target less consumed; negative when late. */
  readonly remaining: Column;
  readonly paused: Column;
  /** Until when the row holds; none: until the next event. */
  readonly valid_until: Column;
  /** The earliest level, due or late instant ahead. */
  readonly next_change: Column;
  /** The earliest `next_change` of all rows. */
  readonly board_next_change: string | undefined;
  /** Until when all rows hold; `undefined`: until the next event. */
  readonly board_valid_until: string | undefined;
}

/** A bundle that ships with the library. */
export type PresetName = "after-sales" | "three-grade" | "clocks-only";

/** What a command leads to. */
export interface DecisionDocument {
  /** Whether it was carried out now, or before: then there is nothing to store. */
  readonly standing: "new" | "repeated";
  /** The sequence of the first event that the command itself led to. */
  readonly first: number;
  /** The sequence of the last one. */
  readonly last: number;
  /** What had fallen due before the command, what it asks, what follows from that at once. */
  readonly events: readonly EventDocument[];
}

/** Why a command is refused. */
export interface ReasonDocument {
  readonly code: ErrorCode;
  readonly message: string;
  /** The values that the message names. */
  readonly data: unknown;
}

/** Whether a command is possible, and if not, what it lacks. */
export interface AvailabilityDocument {
  readonly command: CommandName;
  readonly possible: boolean;
  readonly lacks: readonly ReasonDocument[];
}

/** A ticket as it stands. */
export interface SnapshotDocument {
  /** The revision of the policy that the clocks began under. */
  readonly clocks_from: string;
  readonly state: TicketState;
  /** What the clocks have read. */
  readonly timeline?: readonly TimelineEventDocument[];
}

/** The language of a text for people. */
export type Language = "en" | "zh";

/** How the sheet of an estimate is written. */
export interface SheetOptions {
  readonly language: Language;
  /** The zone whose wall clocks its times mean, such as `Europe/Berlin`. */
  readonly time_zone: string;
  /** Plain text by default. */
  readonly form?: "text" | "markdown";
}

/** What the sheet of an estimate shows. */
export interface EstimateSheetContent {
  readonly estimate: EstimateDocument;
  /** The range of cost and effort, from `PriceBook.range`. */
  readonly range?: EstimateRangeDocument;
  /** The promised completion, from `promiseCompletion`. */
  readonly completion?: CompletionPromiseDocument;
  /** An earlier version, since which the sheet says what has changed. */
  readonly earlier?: EstimateDocument;
}

/** What figures can be grouped by. */
export type KpiGrouping =
  | "week" | "month" | "priority" | "tier" | "kind" | "channel" | "class" | "fault_class" | "fault" | "model" | "method"
  | "difficulty" | "product_line" | "site" | "highest_level" | "solved_at_level" | "segment" | "person" | "outcome";

/** From where a desk is looked at. */
export interface KpiScopeDocument {
  /** The instant of looking, RFC 3339: what was known just before it. */
  readonly as_of: string;
  /** The zone of weeks and months. */
  readonly time_zone: string;
  /** The desk's calendar, whose open time counts as working time. */
  readonly calendar?: CalendarDocument;
  /** Only tickets whose period stamp lies at or after the first instant and before the second. */
  readonly period?: readonly [from: string, to: string];
  /** All time by default, or open time. */
  readonly basis?: "calendar" | "working";
  /** At most two. */
  readonly group_by?: readonly KpiGrouping[];
  /** Sketches quantiles within this error, such as 0.01, so that memory does not grow; exact by default. */
  readonly relative_error?: number;
  /** The metric of the promise of a first response, `first_response` by default. */
  readonly response_metric?: string;
  /** The metric of the promise of a resolution, `resolution` by default. */
  readonly resolution_metric?: string;
}

/** The figures of a desk. */
export interface FiguresDocument {
  /** Tickets taken in. */
  readonly tickets: number;
  /** Those among them that are no cases, such as calls that nobody took. */
  readonly excluded: number;
  /** Rows that could not be read. */
  readonly rejected_rows: number;
  readonly rejected: readonly RejectedDocument[];
  readonly figures: readonly FigureDocument[];
}

/** Everything that is wrong, where it can be more than one thing. */
export type ErrorData =
  /** Why a command is refused. */
  | { readonly type: "refusal"; readonly reasons: readonly ReasonDocument[] }
  /** What is wrong with a bundle. */
  | { readonly type: "policy"; readonly errors: readonly ErrorDocument[] }
  /** What is wrong with the inputs of a case. */
  | { readonly type: "inputs"; readonly problems: readonly InputProblem[] };

/** The stable code of an error, the same in every language. Later versions may add codes. */
export type ErrorCode =
  | "binding.argument.malformed"
  | "calendar.break.reversed"
  | "calendar.column.instant"
  | "calendar.column.length"
  | "calendar.document.too_many"
  | "cost.completion.never"
  | "cost.document.duplicate"
  | "cost.document.missing"
  | "cost.document.too_many"
  | "cost.document.undefined"
  | "cost.estimate.above_limit"
  | "cost.estimate.expired"
  | "cost.payers.not_whole"
  | "cost.price_book.not_in_force"
  | "cost.value.out_of_range"
  | "escalation.document.duplicate"
  | "escalation.document.out_of_range"
  | "escalation.document.too_many"
  | "escalation.document.undefined"
  | "escalation.step.never"
  | "event.malformed"
  | "event.unsupported_kind"
  | "intake.contact.unreachable"
  | "intake.document.too_many"
  | "intake.field.check_wrong"
  | "intake.field.contradiction"
  | "intake.field.malformed"
  | "intake.field.missing"
  | "intake.field.unknown"
  | "intake.format.misplaced"
  | "intake.pattern.malformed"
  | "intake.text.too_long"
  | "kpi.accumulator.differs"
  | "kpi.bytes.malformed"
  | "kpi.bytes.too_large"
  | "kpi.bytes.unsupported"
  | "kpi.column.length"
  | "kpi.column.negative"
  | "kpi.column.not_finite"
  | "kpi.column.outside_time"
  | "kpi.definition.malformed"
  | "kpi.scope.calendar_missing"
  | "kpi.sketch.differs"
  | "kpi.statistics.count_above_whole"
  | "kpi.statistics.out_of_range"
  | "money.allocation.no_weights"
  | "money.amount.out_of_range"
  | "money.amount.too_fine"
  | "money.currency.mixed"
  | "money.currency.unknown"
  | "money.decimal.malformed"
  | "money.division.by_zero"
  | "money.rounding.mode"
  | "money.rounding.step"
  | "money.rounding.step_too_fine"
  | "number.check.wrong"
  | "number.part.out_of_range"
  | "number.scheme.malformed"
  | "number.scheme.repeats"
  | "number.serial.out_of_range"
  | "number.site.unknown"
  | "number.text.malformed"
  | "number.year.out_of_range"
  | "policy.calendar.defined_twice"
  | "policy.document.too_many"
  | "policy.labels.malformed"
  | "policy.labels.unknown_list"
  | "policy.part.missing"
  | "priority.column.length"
  | "priority.document.duplicate"
  | "priority.document.not_allowed"
  | "priority.document.too_many"
  | "priority.document.undefined"
  | "priority.input.missing"
  | "priority.input.not_allowed"
  | "priority.input.unknown"
  | "priority.inputs.foreign"
  | "priority.inputs.refused"
  | "priority.matrix.missing_cells"
  | "priority.order.lowered"
  | "priority.override.blank"
  | "priority.override.expiry"
  | "priority.override.safety"
  | "priority.table.gap"
  | "priority.table.not_proved"
  | "priority.table.overlap"
  | "sla.document.duplicate"
  | "sla.document.out_of_range"
  | "sla.document.too_many"
  | "sla.document.undefined"
  | "sla.metric.unknown"
  | "sla.now.before_last_event"
  | "sla.selector.tie"
  | "sla.timeline.does_not_fit"
  | "sla.timeline.out_of_order"
  | "ticket.authorisation.nothing"
  | "ticket.authorisation.nothing_to_decline"
  | "ticket.complaint.not_one"
  | "ticket.contact.none"
  | "ticket.diagnosis.none"
  | "ticket.escalation.approver_is_requester"
  | "ticket.escalation.status"
  | "ticket.estimate.amount_malformed"
  | "ticket.estimate.amount_order"
  | "ticket.estimate.none"
  | "ticket.estimate.validity_past"
  | "ticket.estimate.version"
  | "ticket.gate.approval_missing"
  | "ticket.gate.archive_missing"
  | "ticket.gate.assignment_missing"
  | "ticket.gate.authorisation_evidence_missing"
  | "ticket.gate.authorisation_missing"
  | "ticket.gate.call_back_missing"
  | "ticket.gate.class_missing"
  | "ticket.gate.complaint_finding_missing"
  | "ticket.gate.complaint_review_missing"
  | "ticket.gate.confirmation_missing"
  | "ticket.gate.diagnosis_missing"
  | "ticket.gate.diagnosis_step_missing"
  | "ticket.gate.end_of_waits_missing"
  | "ticket.gate.engineer_grade_missing"
  | "ticket.gate.escalation_end_missing"
  | "ticket.gate.estimate_missing"
  | "ticket.gate.grade_missing"
  | "ticket.gate.intake_missing"
  | "ticket.gate.knowledge_reference_missing"
  | "ticket.gate.measure_missing"
  | "ticket.gate.observation_missing"
  | "ticket.gate.parts_missing"
  | "ticket.gate.parts_return_missing"
  | "ticket.gate.plan_missing"
  | "ticket.gate.rating_missing"
  | "ticket.gate.response_missing"
  | "ticket.gate.second_check_missing"
  | "ticket.gate.self_check_missing"
  | "ticket.gate.start_gate_missing"
  | "ticket.gate.survey_missing"
  | "ticket.gate.visit_missing"
  | "ticket.gate.visit_signature_missing"
  | "ticket.gate.workaround_missing"
  | "ticket.grade.expiry_past"
  | "ticket.grade.input_invalid"
  | "ticket.grade.no_override"
  | "ticket.grade.no_rules"
  | "ticket.grade.safety_stands"
  | "ticket.history.unreadable"
  | "ticket.idempotency.key_reused"
  | "ticket.import.invalid"
  | "ticket.intake.invalid"
  | "ticket.level.highest"
  | "ticket.level.lowest"
  | "ticket.level.not_higher"
  | "ticket.level.not_lower"
  | "ticket.link.itself"
  | "ticket.log.does_not_fit"
  | "ticket.log.empty"
  | "ticket.log.other_ticket"
  | "ticket.log.out_of_sequence"
  | "ticket.merge.cycle"
  | "ticket.number.invalid"
  | "ticket.open.already"
  | "ticket.open.needed"
  | "ticket.part.known"
  | "ticket.part.none"
  | "ticket.part.quantity"
  | "ticket.part.status"
  | "ticket.phase.not_allowed"
  | "ticket.plan.approver_is_author"
  | "ticket.plan.duration_invalid"
  | "ticket.plan.none_pending"
  | "ticket.plan.version_not_pending"
  | "ticket.policy.not_handed_in"
  | "ticket.policy.out_of_range"
  | "ticket.policy.same"
  | "ticket.policy.too_many"
  | "ticket.policy.unknown"
  | "ticket.policy.unknown_calendar"
  | "ticket.rating.range"
  | "ticket.reopening.never"
  | "ticket.reopening.window_over"
  | "ticket.rework.order"
  | "ticket.rework.window_over"
  | "ticket.role.not_allowed"
  | "ticket.time.before_opening"
  | "ticket.time.does_not_fit"
  | "ticket.time.in_future"
  | "ticket.time.too_far_back"
  | "ticket.version.conflict"
  | "ticket.visit.known"
  | "ticket.visit.none"
  | "ticket.visit.status"
  | "ticket.visit.times"
  | "ticket.wait.none"
  | "ticket.wait.not_open"
  | "ticket.wait.open"
  | "ticket.wait.reserved"
  | "ticket.wait.until_past"
  | "ticket.work.checker_is_worker"
  | "ticket.work.no_observation"
  | "ticket.work.observation_past"
  | "ticket.work.reason_needed"
  | "time.date.malformed"
  | "time.instant.malformed"
  | "time.instant.out_of_range"
  | "time.span.out_of_range"
  | "time.time_of_day.malformed"
  | "time.zone.posix_malformed"
  | "time.zone.transition_invalid"
  | "time.zone.tzif_malformed"
  | "time.zone.unknown"
  | "vocabulary.name.malformed"
  | "vocabulary.role.malformed"
  | "vocabulary.text.malformed"
  | "vocabulary.word.unknown"
  | "wire.document.malformed"
  | "wire.document.too_large"
  | "wire.value.not_canonical";
