// The engine off the page's thread: boards are read, policies checked and figures added up here, so that no frame waits.
import { estimateSheet, Kpi, Policy, PriceBook, promiseCompletion, type BundleDocument, type CommandKind, type GradingInputs, type IntakeRecordDocument, type Kind, type Channel, type Ticket, type TicketClocks, type WorkingCalendar, type EffortDocument, type EstimateRequestDocument, type KpiScopeDocument, type Language, type PresetName, type PriceBookDocument } from "aftersales";

import incidentsUrl from "../sample/incidents.json?url";
import { lives } from "../sample/history";
import { calendarDays } from "./calendar";
import { deskNow, type DeskClock } from "./clock";
import { Crowd } from "./crowd";
import { Desk } from "./desk";
import { INCIDENT_SLA, Incidents } from "./incidents";
import { COLUMNS, type Asked, type ClockDrawing, type ColumnName, type StoredDesk, type TicketView, type Told, type WallFilter, type WallName } from "./protocol";
import { serve } from "./rpc";
import { Wall } from "./wall";

/** How often the engine looks whether a reading still holds. */
const TICK = 200;
/** Findings are sought for this year of dates. */
const CHECKED: readonly [string, string] = ["2026-01-01", "2026-12-31"];

const walls: { readonly [name in WallName]: Wall } = { desk: new Wall("desk", []), incidents: new Wall("incidents", ["first_response", "resolution"]) };
let clock: DeskClock = { base: 0, real: 0, speed: 0 };
let desk: Desk;
let crowd: Crowd;
let replay: Promise<Incidents> | undefined;
let incidents: Incidents | undefined;
let replayAt = 0;
let watched: WallName | undefined;

const tell = (told: Told, transfer: Transferable[] = []) => (self as unknown as Worker).postMessage({ told }, transfer);

/** Everything the page can ask. */
const engine = {
  /** Sets the desk up, anew or from what an earlier visit stored. */
  start(at: DeskClock, stored: StoredDesk | undefined) {
    clock = at;
    const now = deskNow(clock);
    desk = stored ? Desk.restore(walls.desk, stored, now) : new Desk(walls.desk, Policy.preset("after-sales"));
    if (!stored) for (const life of lives()) desk.live(life, now);
    crowd = new Crowd(walls.desk);
    if (stored) desk.takeChanged();
    setInterval(tick, TICK);
    tick();
  },

  setClock(at: DeskClock) {
    clock = at;
    walls.desk.refilter(walls.desk.filter);
    tick();
  },

  /** Which wall is on the screen, if any. */
  watch(name: WallName | undefined, filter: WallFilter) {
    watched = name;
    if (name) {
      walls[name].rowsChanged = true;
      walls[name].namesChanged = true;
      walls[name].refilter(filter);
    }
    tick();
  },

  /** Fills the wall up to `count` tickets with ones that have only clocks. */
  fill(count: number) {
    crowd.resize(count, desk.policy);
    tick();
  },

  async openReplay() {
    replay ??= fetch(incidentsUrl).then(async (response) => new Incidents(walls.incidents, await response.json()));
    incidents = await replay;
    const { start, end, attribution } = incidents;
    return { start, end, attribution, perDay: incidents.perDay() };
  },

  seek(at: number) {
    replayAt = at;
    incidents?.seek(at);
    tick();
  },

  view(wall: WallName, key: string, role: string): TicketView | undefined {
    const now = nowOf(wall);
    const row = walls[wall].row(key);
    const clocks = wall === "desk" ? (desk.ticket(key) ?? crowd.clocks(key, desk.policy)) : incidents?.clocks(key);
    if (!row || !clocks) return undefined;
    const ticket = wall === "desk" ? desk.ticket(key) : undefined;
    const at = new Date(now);
    const events = ticket ? [...desk.events(key)].reverse() : [];
    const graded = events.map(({ kind }) => kind).find((kind) => kind.type === "graded");
    return {
      wall,
      key,
      title: row.title,
      at: now,
      words: Object.fromEntries(COLUMNS.map((column) => [column, row[column]])) as { [Column in ColumnName]: string },
      readings: clocks.readings(at).filter(({ target_us }) => target_us !== undefined),
      events,
      timeline: ticket ? [] : [...(wall === "desk" ? crowd.events(key) : (incidents?.events(key) ?? []))].reverse(),
      available: ticket ? ticket.available(at, { id: `${role}-1`, roles: [role] }) : [],
      inputs: graded?.type === "graded" ? (graded.inputs ?? {}) : {},
      waits: ticket?.state().waits?.map(({ reason }) => reason) ?? [],
    };
  },

  explain(wall: WallName, key: string, metric: string): ClockDrawing | undefined {
    const now = nowOf(wall);
    const at = new Date(now);
    const clocks: Ticket | TicketClocks | undefined = wall === "desk" ? (desk.ticket(key) ?? crowd.clocks(key, desk.policy)) : incidents?.clocks(key);
    const explanation = clocks?.explain(metric, at);
    const reading = clocks?.readings(at).find((each) => each.metric === metric && each.cycle === explanation?.cycle);
    const calendar = explanation && calendarOf(wall, explanation.calendar);
    if (!explanation || !reading || !calendar) return undefined;
    const ends = [now, reading.due, reading.due_if_resumed, reading.stopped_at].map((end) => (typeof end === "string" ? Date.parse(end) : end ?? 0));
    const end = reading.stopped_at === undefined ? Math.max(...ends) : Math.max(Date.parse(reading.stopped_at), Date.parse(reading.due_at_stop ?? reading.stopped_at));
    return { explanation, reading, timeZone: calendar.timeZone, days: calendarDays(calendar, Date.parse(reading.started_at), end) };
  },

  execute(asked: Asked) {
    const decision = desk.execute(asked, deskNow(clock));
    tick();
    return decision.events.map(({ kind }) => kind.type);
  },

  /** What an intake form would become: its grade, what it lacks, and what would be promised. */
  weigh(inputs: GradingInputs, record: IntakeRecordDocument, kind: Kind, channel: Channel, tier: string) {
    const { grading, sla } = desk.policy;
    const problems = grading?.problems(inputs) ?? [];
    const explanation = grading && problems.length === 0 ? grading.explain(inputs) : undefined;
    const priority = explanation?.grade.priority;
    const missing = desk.policy.missingFields(record, kind, channel);
    const promised = sla?.promises({ kind, channel, ...(tier ? { tier } : {}), ...(priority ? { priority } : {}) }, new Date(deskNow(clock))) ?? [];
    return { problems, explanation, missing, promised };
  },

  gradingInputs: () => desk.document.grading?.inputs ?? [],

  /** Opens a ticket and gives it its first grade. */
  open(number: string, title: string, role: string, opening: CommandKind, inputs: GradingInputs) {
    const now = deskNow(clock);
    desk.open({ number, role, kind: opening }, title, now);
    if (engine.problems(inputs).length === 0) desk.execute({ number, role, kind: { type: "grade", stage: "preliminary", inputs } }, now);
    tick();
  },

  problems: (inputs: GradingInputs) => desk.policy.grading?.problems(inputs) ?? [],

  numbers: () => desk.numbers,

  /** An estimate with the range of its cost and time, and when such a job is completed if work starts now. */
  estimate(book: PriceBookDocument, request: EstimateRequestDocument, efforts: { readonly [line: string]: EffortDocument }, language: Language, timeZone: string) {
    const prices = PriceBook.compile(book);
    const estimate = prices.estimate(request);
    const effort = Object.values(efforts);
    const calendar = desk.policy.calendar("office");
    const range = effort.length > 0 ? prices.range({ estimate: request, efforts }) : undefined;
    const completion = range && calendar ? promiseCompletion(calendar, { start: request.issued_at, effort, promised_percent: 80 }) : undefined;
    const content = { estimate, ...(range ? { range } : {}), ...(completion ? { completion } : {}) };
    return { estimate, range, completion, sheet: estimateSheet(content, { language, time_zone: timeZone }) };
  },

  async figures(of: WallName, basis: "calendar" | "working", asOf: string, language: Language) {
    const log = of === "incidents" ? (await engine.openReplay(), incidents!) : undefined;
    const as_of = log ? `${asOf}T00:00:00Z` : new Date(deskNow(clock)).toISOString();
    const facts = log ? log.facts(new Date(as_of)) : desk.tickets().map((ticket) => ticket.facts(new Date(as_of)));
    const calendar = log ? INCIDENT_SLA.calendars["office"] : desk.document.calendars?.["office"];
    const scope = { as_of, time_zone: log ? "Etc/UTC" : "Asia/Shanghai", basis, ...(calendar ? { calendar } : {}) };
    const sums = (group_by: KpiScopeDocument["group_by"] = []) => {
      const kpi = new Kpi({ ...scope, group_by });
      kpi.add(facts);
      return kpi;
    };
    const [all, byPriority, byPeriod] = [sums(), sums(["priority"]), sums([log ? "week" : "month"])];
    const report = all.report().withTrend(byPeriod);
    // Curves and ages are drawn by priority, wholes whole; a handful of tickets is no curve, and fewer than four points no line.
    const charts = [
      ...byPriority.charts(language).filter((chart) => chart.type === "ageing" || (chart.type === "survival" && chart.curves.some(({ cases }) => cases > 9))),
      ...all.charts(language).filter(({ type }) => type !== "survival" && type !== "ageing"),
      ...byPeriod.charts(language).filter((chart) => chart.type === "trend" && chart.trend.points.length > 3),
    ];
    return { report: report.document(), text: report.text(language), charts, byPriority: byPriority.finish().figures, attribution: log?.attribution };
  },

  policy: () => desk.document,

  preset: (name: PresetName) => Policy.preset(name),

  check: (document: BundleDocument | string) => Policy.check(document, ...CHECKED),

  /** Puts another policy in force; how many tickets took it on. */
  revise(document: BundleDocument, reason: string) {
    const revised = desk.revise(document, reason, deskNow(clock));
    if (crowd.size > 0) crowd.resize(walls.desk.board.size, desk.policy);
    tick();
    return { revised, policies: desk.documents.map((each) => JSON.stringify(each)) };
  },
};

export type Engine = typeof engine;

function nowOf(wall: WallName): number {
  return wall === "desk" ? deskNow(clock) : replayAt;
}

function calendarOf(wall: WallName, name: string): WorkingCalendar | undefined {
  return wall === "desk" ? desk.policy.calendar(name) : incidents?.calendar(name);
}

/** Lets the desk live, and reads the wall that is watched where its last reading holds no longer. */
function tick(): void {
  const now = deskNow(clock);
  desk.advance(now);
  const changed = desk.takeChanged();
  if (changed.length > 0) tell({ type: "changed", tickets: changed.map((ticket) => ({ number: ticket.number, stored: JSON.stringify(ticket) })) });
  if (!watched) return;
  const wall = walls[watched];
  const at = nowOf(watched);
  if (wall.rowsChanged) tell({ type: "rows", rows: wall.rows.packed(wall.namesChanged) });
  wall.rowsChanged = false;
  wall.namesChanged = false;
  if (wall.holds(at)) return;
  const reading = wall.read(at);
  const { order, remaining, target, due, breached, validUntil, state, rate } = reading;
  tell({ type: "reading", reading }, [order, remaining, target, due, breached, validUntil, state, rate].map(({ buffer }) => buffer as ArrayBuffer));
}

serve(engine);
