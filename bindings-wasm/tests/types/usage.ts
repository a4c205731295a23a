// Compiled, not run: what a user writes has the types they expect, and what is wrong is refused.
import {
  AftersalesError,
  Board,
  DecisionTable,
  Distribution,
  EscalationPolicy,
  GradingPolicy,
  HOUR,
  KaplanMeier,
  Kpi,
  KpiReport,
  MINUTE,
  Policy,
  PriceBook,
  SlaPolicy,
  Ticket,
  TicketClocks,
  Total,
  WorkingCalendar,
  canonicalJson,
  errorCodes,
  proportion,
  quantiles,
  roundMoney,
  xmrChart,
} from "aftersales";
import type {
  AvailabilityDocument,
  BoardColumns,
  BundleDocument,
  CalendarDocument,
  Command,
  DecisionDocument,
  DecisionTableDocument,
  ErrorCode,
  ErrorData,
  EscalationView,
  EstimateDocument,
  EstimateRequestDocument,
  EventKind,
  ExplanationDocument,
  FigureDetailDocument,
  FiguresDocument,
  FindingDocument,
  FiringDocument,
  GradeDocument,
  GradingInputs,
  Interval,
  LocalTime,
  MoneyDocument,
  Period,
  Phase,
  PriceBookDocument,
  ReadingDocument,
  SlaDocument,
  TableAnalysis,
  TableHit,
  TicketFactsDocument,
  TimelineEventDocument,
  Transition,
  ZoneRulesDocument,
} from "aftersales";
import * as clocksOnly from "aftersales/clocks";
import { zoneRulesFromHost } from "aftersales/clocks/slim";
import * as inline from "aftersales/inline";
import { Kpi as SlimKpi } from "aftersales/kpi/slim";
import loadSlim from "aftersales/slim/web";
import load, * as web from "aftersales/web";

/** Compiles only where the type of `value` is exactly `Expected`. */
declare function exactly<Expected>(): <Actual>(
  value: Actual,
  ...same: Equal<Actual, Expected> extends true ? [] : [never]
) => void;
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

const desk: CalendarDocument = {
  time_zone: "Asia/Shanghai",
  weekly: { mon: [["09:00", "12:00"], ["13:30", "18:00"]] },
  date_overrides: { "2026-02-14": [["09:00", "12:00"]] },
  holidays: ["2026-02-16"],
};
const rules: ZoneRulesDocument = {
  id: "Asia/Shanghai",
  tzdb_version: "2026e",
  initial_offset_seconds: 28_800,
  transitions: [[0, 28_800]],
};
const calendar = new WorkingCalendar(desk, rules);
const now = new Date();
declare const instant: { readonly [Symbol.toStringTag]: "Temporal.Instant"; toString(): string };

exactly<bigint>()(calendar.elapsed("2026-03-02T09:00:00Z", now));
exactly<string | undefined>()(calendar.deadline(instant, 4n * HOUR + 30n * MINUTE));
exactly<Period[]>()(calendar.periodsAfter(now, 3));
exactly<Transition | undefined>()(calendar.nextTransition(now));
exactly<LocalTime>()(calendar.local(now));
exactly<string[]>()(calendar.nextWorkingDates("2026-03-02", 5));
exactly<number>()(calendar.workingDaysBetween("2026-03-02", "2026-03-09"));
exactly<ErrorCode[]>()(errorCodes());
exactly<string>()(canonicalJson({ a: 1 }));
exactly<WorkingCalendar>()(inline.WorkingCalendar.roundTheClock("Etc/UTC"));
exactly<Promise<void>>()(load(fetch("aftersales.wasm")));
exactly<WorkingCalendar>()(new web.WorkingCalendar(JSON.stringify(desk)));
calendar.elapsedColumn(new BigInt64Array(1), new BigInt64Array(1)).at(0)?.toString();
calendar.elapsedColumnMillis(new Float64Array(1), new Float64Array(1)).at(0)?.toFixed();

const edge = calendar.nextTransition(now);
switch (edge?.kind) {
  case "open":
  case "close":
  case undefined:
    break;
  default:
    exactly<never>()(edge);
}

try {
  calendar.isOpen("never");
} catch (error) {
  if (error instanceof AftersalesError) {
    exactly<ErrorCode>()(error.code);
    exactly<string | undefined>()(error.path);
    exactly<ErrorData | undefined>()(error.data);
    if (error.data?.type === "refusal") exactly<ErrorCode | undefined>()(error.data.reasons[0]?.code);
    // @ts-expect-error: not a code
    error.code === "calendar.shift.wrong";
  }
}

// @ts-expect-error: a number of milliseconds is not an instant
calendar.isOpen(0);
// @ts-expect-error: spans are bigint
calendar.deadline(now, 3600);
// @ts-expect-error: a Date is not a date without a zone
calendar.isHoliday(now);
// @ts-expect-error: there may be no deadline
calendar.deadline(now, HOUR).length;
// @ts-expect-error: an unknown field
new WorkingCalendar({ time_zone: "Etc/UTC", timezone: "Etc/UTC" });
// @ts-expect-error: an unknown weekday
new WorkingCalendar({ time_zone: "Etc/UTC", weekly: { monday: [] } });
// @ts-expect-error: a shift has two ends
new WorkingCalendar({ time_zone: "Etc/UTC", weekly: { mon: [["09:00"]] } });

const sla: SlaDocument = {
  calendars: { desk },
  default_calendar: "desk",
  metrics: [{ name: "resolution", starts: [{ type: "started" }], pauses: { waits: ["customer"] } }],
  selector: [{ type: "set", targets: { resolution: { type: "open_time", duration: "PT8H" } } }],
};
const events: readonly TimelineEventDocument[] = [
  { at: "2026-03-02T09:00:00Z", type: "started", inputs: { priority: "P1" } },
  { at: "2026-03-02T10:00:00Z", type: "wait_started", reason: "customer" },
];
const policy = SlaPolicy.compile(sla, rules);
const clocks = new TicketClocks(policy);
clocks.apply(events);
exactly<ReadingDocument[]>()(clocks.readings(now));
exactly<ExplanationDocument | undefined>()(clocks.explain("resolution", now));
const [reading] = clocks.readings(now);
exactly<"running" | "paused" | "stopped" | "withdrawn" | undefined>()(reading?.state);
if (reading?.outcome?.type === "missed") exactly<number>()(reading.outcome.by_us);

const tableDocument: DecisionTableDocument = {
  inputs: [{ type: "number", name: "loss", unit: "EUR", least: 0, most: 1_000_000, order: "rising" }],
  outputs: [{ name: "desk", values: ["senior", "standard"] }],
  rules: { type: "table", hit_policy: "first", rows: [{ then: { desk: "standard" } }] },
};
const table = DecisionTable.compile(tableDocument);
exactly<TableHit | TableHit[] | number | null>()(table.decide({ loss: 100 }));
exactly<TableAnalysis | undefined>()(table.analysis());

const escalation = EscalationPolicy.compile({ rules: [] }, policy);
const view: EscalationView = { level: { level: "L1", since: "2026-03-02T09:00:00Z", number: 1 } };
exactly<FiringDocument[]>()(escalation.due(clocks, view, now));
exactly<string | undefined>()(escalation.nextChange(clocks, view, now));
// @ts-expect-error: no such level
escalation.due(clocks, { level: { ...view.level, level: "L9" } }, now);

exactly<MoneyDocument>()(roundMoney({ amount: "2.345", currency: "CHF", step: "0.05" }));
const total = new Total("normal");
total.add(Distribution.threePoint(1, 2, 6));
exactly<number>()(total.quantile(0.9));
exactly<Interval | null>()(proportion(8, 10).wilson);
exactly<Interval>()(xmrChart([1, 2, 3]).limits);
exactly<number | undefined>()(new KaplanMeier(Float64Array.of(1, 2), [true, false]).quantile(0.5));
quantiles([1, 2, 3], [0.5], "weibull")?.at(0)?.toFixed();
// @ts-expect-error: no such method
quantiles([1, 2, 3], [0.5], "nearest");

const board = new Board();
board.set("TS20260302-0001", policy, events);
exactly<BoardColumns<Float64Array>>()(board.read(now));
exactly<BoardColumns<BigInt64Array>>()(board.readMicros(now));
exactly<string | undefined>()(board.nextChange(now));

const document: BundleDocument = Policy.preset("after-sales");
const bundle = Policy.compile({ ...document, sla, note: "changed" });
exactly<FindingDocument[]>()(Policy.check(document, "2026-03-02", "2026-12-31"));
exactly<SlaPolicy | undefined>()(bundle.sla);
exactly<GradingPolicy | undefined>()(bundle.grading);
const inputs: GradingInputs = { severity: "severe", safety_hazard: false, age: 3 };
exactly<GradeDocument | undefined>()(bundle.grading?.grade(inputs));

const open: Command = {
  by: { id: "desk-1", roles: ["front_desk"] },
  occurred_at: "2026-03-02T09:00:00Z",
  idempotency_key: "key-1",
  expected_version: 0,
  kind: { type: "open", number: "TS20260302-0001", kind: "enquiry", channel: "chat" },
};
const { ticket, decision } = Ticket.open(bundle, open, now);
exactly<Ticket>()(ticket);
exactly<DecisionDocument>()(decision);
exactly<Phase>()(ticket.phase);
exactly<AvailabilityDocument[]>()(ticket.available(now));
exactly<TicketFactsDocument>()(ticket.facts(now));
for (const { kind } of decision.events) {
  exactly<EventKind>()(kind);
  if (kind.type === "wait_started") exactly<string>()(kind.reason);
}

const prices: PriceBookDocument = {
  currency: "EUR",
  prices: "without_tax",
  rounding: { mode: "half_even", scope: "per_document" },
  default_taxes: [],
  labour: { grades: { engineer: { per_hour: "90" } } },
};
const request: EstimateRequestDocument = {
  version: 1,
  issued_at: "2026-03-02T09:00:00Z",
  payers: [{ payer: "customer", percent: "100" }],
  lines: [{ id: "1", charge: { type: "labour", grade: "engineer", seconds: 3600 } }],
};
exactly<EstimateDocument>()(PriceBook.compile(prices).estimate(request));
exactly<string>()(PriceBook.compile(prices).sheet(request, { language: "zh", time_zone: "Asia/Shanghai" }));

const kpi = new Kpi({ as_of: "2026-04-01T00:00:00Z", time_zone: "Asia/Shanghai", group_by: ["month", "priority"] });
kpi.add(ticket.facts(now));
exactly<FiguresDocument>()(kpi.finish());
exactly<KpiReport>()(kpi.report().withTrend(kpi));
const [chart] = kpi.charts("en");
if (chart?.type === "survival") exactly<number | undefined>()(chart.curves[0]?.points[0]?.share);
const detail: FigureDetailDocument | undefined = kpi.finish().figures[0]?.detail;
if (detail?.type === "stages") exactly<number | undefined>()(detail.stages[0]?.share);

// @ts-expect-error: an unknown trigger
SlaPolicy.compile({ ...sla, metrics: [{ name: "resolution", starts: [{ type: "begun" }] }] });
// @ts-expect-error: a wait has a reason
clocks.apply({ at: "2026-03-02T09:00:00Z", type: "wait_started" });
// @ts-expect-error: no such preset
Policy.preset("before-sales");
// @ts-expect-error: no such command
ticket.execute({ ...open, kind: { type: "shut" } }, now);
// @ts-expect-error: an amount is text
PriceBook.compile({ ...prices, labour: { grades: { engineer: { per_hour: 90 } } } });
// @ts-expect-error: no such grouping
new Kpi({ as_of: "2026-04-01T00:00:00Z", time_zone: "Etc/UTC", group_by: ["mood"] });
// @ts-expect-error: documents are not changed in place
sla.metrics.push({ name: "other", starts: [] });

const hostRules = zoneRulesFromHost("Asia/Shanghai", { from: now, until: "2040-01-01T00:00:00Z" });
exactly<ZoneRulesDocument>()(hostRules);
exactly<clocksOnly.WorkingCalendar>()(new clocksOnly.WorkingCalendar(desk, [hostRules]));
exactly<Promise<void>>()(loadSlim("aftersales.wasm"));
exactly<Promise<void>>()(load("aftersales.wasm", fetch("tzdb.bin")));
calendar.deadlineColumn(new BigInt64Array(1), HOUR).at(0)?.toString();
calendar.isOpenColumnMillis(new Float64Array(1)).at(0)?.toFixed();
new SlimKpi({ as_of: "2026-04-01T00:00:00Z", time_zone: "Etc/UTC" }).addColumns({
  stamps: { created: new Float64Array(1), completed: new BigInt64Array(1) },
  words: { priority: { codes: new Uint32Array(1), words: ["P1"] } },
});

// @ts-expect-error: a module by need has only its own rooms
clocksOnly.Ticket;
// @ts-expect-error: the module of the clocks knows no tickets
new clocksOnly.Board().setTicket("T1", ticket);
// @ts-expect-error: facts have a stamp of creation
kpi.addColumns({ stamps: {} });
