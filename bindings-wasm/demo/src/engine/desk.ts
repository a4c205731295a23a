// The live desk: tickets that are decided by the policy in force, and what became of them.
import { Policy, Ticket, type BundleDocument, type DecisionDocument, type EventDocument } from "aftersales";

import type { Life } from "../sample/history";
import type { Asked, StoredDesk, StoredTicket } from "./protocol";
import type { Wall } from "./wall";
import type { Row } from "./words";

interface Entry {
  ticket: Ticket;
  readonly title: number | string;
  readonly events: EventDocument[];
  wakeAt: number;
}

const ENDED = new Set(["closed", "rejected", "cancelled", "merged"]);

export class Desk {
  /** All policies that were in force, oldest first. */
  readonly documents: BundleDocument[] = [];
  policy: Policy;
  private readonly entries = new Map<string, Entry>();
  private readonly changed = new Set<string>();
  private commands = 0;

  constructor(
    private readonly wall: Wall,
    first: BundleDocument,
  ) {
    this.policy = Policy.compile(first);
    this.documents.push(first);
    this.showMetrics();
  }

  get document(): BundleDocument {
    return this.documents.at(-1)!;
  }

  get numbers(): string[] {
    return [...this.entries.keys()];
  }

  /** Brings back what an earlier visit stored. */
  static restore(wall: Wall, stored: StoredDesk, now: number): Desk {
    const [first, ...later] = stored.policies.map((text): BundleDocument => JSON.parse(text));
    const desk = new Desk(wall, first!);
    for (const document of later) {
      desk.policy = Policy.compile(document).withEarlier(desk.policy);
      desk.documents.push(document);
    }
    desk.showMetrics();
    for (const { number, title, events } of stored.tickets) {
      const ticket = Ticket.replay(desk.policy, events);
      // Keys of commands carry on behind those that were given before.
      desk.commands += events.length;
      desk.take(number, { ticket, title, events: [...events], wakeAt: 0 }, now);
    }
    return desk;
  }

  /** Lives through a ticket's past, one command after the other. */
  live(life: Life, now: number): void {
    const [opening, ...steps] = life.steps;
    if (!opening) return;
    const at = new Date(opening.at);
    const { ticket, decision } = Ticket.open(this.policy, this.command(0, opening.role, opening.kind, at), at);
    const entry: Entry = { ticket, title: life.case, events: [...decision.events], wakeAt: 0 };
    for (const { at: then, role, kind } of steps) {
      this.bring(entry, then);
      const when = new Date(then);
      try {
        entry.events.push(...ticket.execute(this.command(ticket.version, role, kind, when), when).events);
      } catch {
        // The past holds what the policy allows; a step that it refuses did not happen.
      }
    }
    this.bring(entry, now);
    this.take(life.number, entry, now);
  }

  /** Opens a ticket of its own. */
  open(asked: Asked, title: string, now: number): DecisionDocument {
    const at = new Date(now);
    const { ticket, decision } = Ticket.open(this.policy, this.command(0, asked.role, asked.kind, at), at);
    this.take(asked.number, { ticket, title, events: [...decision.events], wakeAt: 0 }, now);
    return decision;
  }

  /** Gives a command; throws with every reason where it is refused. */
  execute({ number, role, kind }: Asked, now: number): DecisionDocument {
    const entry = this.entry(number);
    const at = new Date(now);
    this.bring(entry, now);
    const decision = entry.ticket.execute(this.command(entry.ticket.version, role, kind, at), at);
    entry.events.push(...decision.events);
    this.show(number, entry, now);
    return decision;
  }

  /** Lets what has fallen due happen. */
  advance(now: number): void {
    for (const [number, entry] of this.entries) {
      if (entry.wakeAt > now) continue;
      if (this.bring(entry, now)) this.show(number, entry, now);
      else entry.wakeAt = wakeUp(entry.ticket, now);
    }
  }

  /** Puts another policy in force for all tickets that have not ended. */
  revise(document: BundleDocument, reason: string, now: number): number {
    const policy = Policy.compile(document).withEarlier(this.policy);
    const revision = policy.ticketRevision;
    if (revision === undefined) throw new Error("a desk needs service levels and gates");
    this.policy = policy;
    this.documents.push(document);
    this.showMetrics();
    let revised = 0;
    for (const [number, entry] of this.entries) {
      entry.ticket.learn(policy);
      if (ENDED.has(entry.ticket.phase)) continue;
      try {
        this.execute({ number, role: "department_manager", kind: { type: "revise_policy", revision, reason } }, now);
        revised += 1;
      } catch {
        // A ticket whose policy this is already keeps it.
      }
    }
    return revised;
  }

  ticket(number: string): Ticket | undefined {
    return this.entries.get(number)?.ticket;
  }

  events(number: string): readonly EventDocument[] {
    return this.entry(number).events;
  }

  tickets(): Ticket[] {
    return [...this.entries.values()].map(({ ticket }) => ticket);
  }

  /** What changed since the last call, for the page to store. */
  takeChanged(): StoredTicket[] {
    const stored = [...this.changed].map((number) => this.stored(number));
    this.changed.clear();
    return stored;
  }

  private stored(number: string): StoredTicket {
    const { title, events } = this.entry(number);
    return { number, title, events };
  }

  private entry(number: string): Entry {
    const entry = this.entries.get(number);
    if (!entry) throw new Error(`\`${number}\` is not on this desk`);
    return entry;
  }

  private take(number: string, entry: Entry, now: number): void {
    this.entries.set(number, entry);
    this.show(number, entry, now);
  }

  /** Applies what has fallen due; whether there was anything. */
  private bring(entry: Entry, now: number): boolean {
    const due = entry.ticket.advance(new Date(now));
    if (due.length === 0) return false;
    entry.ticket.apply(due);
    entry.events.push(...due);
    return true;
  }

  private show(number: string, entry: Entry, now: number): void {
    entry.wakeAt = wakeUp(entry.ticket, now);
    this.wall.board.setTicket(number, entry.ticket);
    this.wall.put(row(number, entry, now));
    this.changed.add(number);
  }

  private showMetrics(): void {
    const { metricNames } = this.policy.sla!;
    const usual = ["first_response", "resolution"].filter((metric) => metricNames.includes(metric));
    this.wall.showMetrics(usual.length > 0 ? usual : metricNames.slice(0, 2));
  }

  private command(version: number, role: string, kind: Asked["kind"], at: Date) {
    this.commands += 1;
    return {
      by: { id: `${role}-1`, roles: [role] },
      occurred_at: at.toISOString(),
      idempotency_key: `command-${this.commands}`,
      expected_version: version,
      kind,
    };
  }
}

function wakeUp(ticket: Ticket, now: number): number {
  const wakeUpAt = ticket.nextWakeup(new Date(now));
  return wakeUpAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(wakeUpAt);
}

function row(number: string, { ticket, title }: Entry, now: number): Row {
  const state = ticket.state();
  return {
    key: number,
    title,
    opened: Date.parse(state.opened_at),
    open: !ENDED.has(state.phase.phase),
    // Rules, engineers and overrides may all have graded it; the facts name the priority that holds.
    priority: ticket.facts(new Date(now)).priority ?? "",
    kind: state.classification.kind,
    tier: state.classification.tier ?? "",
    phase: state.phase.phase,
    level: state.level.level,
    wait: state.waits?.[0]?.reason ?? "",
    escalation: state.escalation.status,
  };
}
