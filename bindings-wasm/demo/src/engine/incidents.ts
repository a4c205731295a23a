// The replay: two thousand real incidents, at any instant of their three months.
import { SlaPolicy, TicketClocks, WorkingCalendar, type SlaDocument, type TicketFactsDocument, type TimelineEventDocument } from "aftersales";

import promises from "../../../../core/examples/desk_report/incidents/policy.json";
import type { Wall } from "./wall";

/** The sample as `scripts/sample.mjs` writes it. */
interface Sample {
  readonly source: string;
  readonly licence: string;
  readonly changes: string;
  readonly start: string;
  readonly kinds: readonly Kind[];
  readonly states: readonly string[];
  readonly channels: readonly string[];
  readonly incidents: readonly Written[];
}

type Kind = "started" | "inputs_changed" | "agent_message" | "state_entered" | "stopped" | "reopened";
type Written = readonly [
  number: string, opened: number, firstResponse: number | null, resolved: number | null, closed: number | null,
  channel: number, category: number, subcategory: number, caller: number, group: number, resolver: number,
  reopened: number, reassigned: number, events: readonly (readonly [minute: number, kind: number, value?: number])[],
];

interface Incident {
  readonly key: string;
  readonly opened: number;
  readonly times: readonly number[];
  readonly events: readonly TimelineEventDocument[];
  readonly facts: TicketFactsDocument;
  readonly title: string;
  /** How many of its events the board has. */
  taken: number;
}

const CHANNELS: { readonly [contact: string]: string } = { Phone: "hotline", IVR: "hotline", Email: "email", "Self service": "web_form" };

export const INCIDENT_SLA = promises as unknown as SlaDocument;

export class Incidents {
  readonly policy = SlaPolicy.compile(INCIDENT_SLA);
  readonly start: number;
  readonly end: number;
  readonly attribution: { readonly source: string; readonly licence: string; readonly changes: string };
  private readonly incidents: readonly Incident[];
  private readonly byKey: ReadonlyMap<string, Incident>;
  private at = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly wall: Wall,
    sample: Sample,
  ) {
    const { source, licence, changes } = sample;
    this.attribution = { source, licence, changes };
    this.incidents = sample.incidents.map((written) => read(sample, written));
    this.byKey = new Map(this.incidents.map((incident) => [incident.key, incident]));
    this.start = Date.parse(sample.start);
    this.end = Date.parse("2016-06-08T00:00:00Z");
  }

  /** Brings the board to an instant, forwards or backwards: only incidents with events in between are touched. */
  seek(now: number): void {
    if (now === this.at) return;
    this.at = now;
    for (const incident of this.incidents) {
      const due = countUpTo(incident.times, now);
      if (due === incident.taken) continue;
      const { board } = this.wall;
      if (due === 0) this.wall.remove(incident.key);
      else if (incident.taken > 0 && due > incident.taken) board.apply(incident.key, incident.events.slice(incident.taken, due));
      else board.set(incident.key, this.policy, incident.events.slice(0, due));
      incident.taken = due;
      if (due > 0) this.wall.put(row(incident));
    }
    this.wall.touch();
  }

  clocks(key: string): TicketClocks | undefined {
    const incident = this.byKey.get(key);
    if (!incident || incident.taken === 0) return undefined;
    const clocks = new TicketClocks(this.policy);
    clocks.apply(incident.events.slice(0, incident.taken));
    return clocks;
  }

  events(key: string): readonly TimelineEventDocument[] {
    const incident = this.byKey.get(key);
    return incident ? incident.events.slice(0, incident.taken) : [];
  }

  calendar(name: string): WorkingCalendar | undefined {
    const document = INCIDENT_SLA.calendars[name];
    return document && new WorkingCalendar(document);
  }

  /** What figures need to know of every incident that had come in by then, with its promises as its clocks read. */
  facts(asOf: Date): TicketFactsDocument[] {
    const known = this.incidents.filter(({ opened }) => opened < asOf.getTime());
    return known.map(({ times, events, facts }) => {
      const promises: { [metric: string]: NonNullable<TicketFactsDocument["promises"]>[string] } = {};
      for (const reading of this.policy.evaluate(events.slice(0, countUpTo(times, asOf.getTime())), asOf)) {
        const due = reading.due ?? reading.due_at_stop;
        promises[reading.metric] = {
          consumed_us: reading.consumed_us,
          ...(reading.target_us === undefined ? {} : { target_us: reading.target_us }),
          ...(due === undefined ? {} : { due_at: due }),
          ...(reading.stopped_at === undefined ? {} : { stopped_at: reading.stopped_at }),
          ...(reading.breached_at === undefined ? {} : { breached_at: reading.breached_at }),
        };
      }
      return { ...facts, promises };
    });
  }

  /** When incidents came in, a count for each day from `start` on. */
  perDay(): Uint16Array {
    const days = new Uint16Array(Math.ceil((this.end - this.start) / 86_400_000));
    for (const { opened } of this.incidents) {
      const day = Math.floor((opened - this.start) / 86_400_000);
      if (day >= 0 && day < days.length) days[day]! += 1;
    }
    return days;
  }
}

function read(sample: Sample, written: Written): Incident {
  const [number, opened, firstResponse, resolved, closed, channel, category, subcategory, caller, group, resolver, reopened, reassigned, history] = written;
  const start = Date.parse(sample.start);
  const millis = (minute: number) => start + minute * 60_000;
  const stamp = (minute: number) => new Date(millis(minute)).toISOString();
  const events = history.map(([minute, kind, value = 0]): TimelineEventDocument => {
    const at = stamp(minute);
    const type = sample.kinds[kind]!;
    if (type === "started" || type === "inputs_changed") return { at, type, inputs: { priority: `P${value}` } };
    if (type === "state_entered") return { at, type, state: sample.states[value]! };
    return { at, type };
  });
  const priority = history.findLast(([, kind]) => kind < 2)?.[2] ?? 4;
  const known = <Field extends string, Value>(field: Field, value: Value | null | undefined) =>
    (value === null || value === undefined ? {} : { [field]: value }) as { [name in Field]?: Value };
  const facts: TicketFactsDocument = {
    ticket: number,
    created_at: stamp(opened),
    ...known("first_response_at", firstResponse === null ? null : stamp(firstResponse)),
    ...known("completed_at", resolved === null ? null : stamp(resolved)),
    ...known("closed_at", closed === null ? null : stamp(closed)),
    ...known("channel", CHANNELS[sample.channels[channel] ?? ""]),
    priority: `P${priority}`,
    fault_class: `Category ${category}`,
    problem: `Subcategory ${subcategory}`,
    unit: `Caller ${caller}`,
    site: `Group ${group}`,
    person: `Resolved by ${resolver}`,
    reopened,
    reassigned,
  };
  const title = `Category ${category} · Subcategory ${subcategory} · Group ${group}`;
  return { key: number, opened: millis(opened), times: history.map(([minute]) => millis(minute)), events, facts, title, taken: 0 };
}

function row({ key, title, opened, events, taken }: Incident) {
  let [priority, phase, open] = ["", "New", true];
  for (const event of events.slice(0, taken)) {
    if (event.type === "started" || event.type === "inputs_changed") priority = event.inputs?.priority ?? priority;
    if (event.type === "state_entered") phase = event.state;
    if (event.type === "stopped") open = false;
    if (event.type === "reopened") open = true;
  }
  return { key, title, opened, open, priority, phase, kind: "", tier: "", level: "", wait: "", escalation: "" };
}

function countUpTo(times: readonly number[], now: number): number {
  let count = 0;
  while (count < times.length && times[count]! <= now) count += 1;
  return count;
}
