// Thousands of tickets that have clocks and nothing else, as a CRM with a lifecycle of its own would hand them over.
import { TicketClocks, type Policy, type TimelineEventDocument } from "aftersales";

import { cases } from "../sample/cases";
import { chance, pick, seeded } from "../sample/chance";
import { FIRST_MORNING } from "./clock";
import type { Wall } from "./wall";

const HOUR = 3_600_000;
/** Open hours of three working days back from the first morning, as hours of real time before it. */
const WINDOWS: readonly (readonly [number, number])[] = [[0, 2.4], [14.4, 26.4], [38.4, 50.4]];
const TIERS = ["basic", "basic", "growth", "growth", "strategic"] as const;

interface Member {
  readonly key: string;
  readonly events: readonly TimelineEventDocument[];
}

export class Crowd {
  private readonly members = new Map<string, Member>();

  constructor(private readonly wall: Wall) {}

  get size(): number {
    return this.members.size;
  }

  /** Adds tickets until the wall has `count`, or takes all of them off again for 0. */
  resize(count: number, policy: Policy): void {
    for (const key of this.members.keys()) this.wall.remove(key);
    this.members.clear();
    const own = this.wall.board.size;
    for (let serial = 0; serial < count - own; serial += 1) this.add(serial, policy);
  }

  /** The clocks of one ticket; `undefined` where it is not one of these. */
  clocks(key: string, policy: Policy): TicketClocks | undefined {
    const member = this.members.get(key);
    if (!member) return undefined;
    const clocks = new TicketClocks(policy.sla!);
    clocks.apply(member.events);
    return clocks;
  }

  events(key: string): readonly TimelineEventDocument[] {
    return this.members.get(key)?.events ?? [];
  }

  private add(serial: number, policy: Policy): void {
    const roll = seeded(7_919 * (serial + 1));
    const window = pick(roll, WINDOWS);
    const opened = FIRST_MORNING - Math.round((window[0] + roll() * (window[1] - window[0])) * HOUR);
    const which = Math.floor(roll() * cases.length);
    const told = cases[which]!;
    const tier = pick(roll, TIERS);
    const priority = policy.grading!.grade(told.inputs).priority;
    const key = `CR${new Date(opened).toISOString().slice(2, 10).replaceAll("-", "")}-${String(serial + 1).padStart(5, "0")}`;
    const inputs = { priority, tier, kind: told.kind, ...(told.class ? { class: told.class } : {}) };
    const events: TimelineEventDocument[] = [{ at: iso(opened), type: "started", inputs }];
    let at = opened;
    let [phase, wait] = ["received", ""];
    const then = (hours: number): boolean => (at += Math.round(hours * HOUR * (0.3 + roll()))) < FIRST_MORNING;
    if (chance(roll, 0.7) && then(0.4)) events.push({ at: iso(at), type: "agent_message" });
    if (chance(roll, 0.6) && then(0.7)) {
      phase = "diagnosing";
      events.push({ at: iso(at), type: "state_entered", state: phase });
      if (chance(roll, 0.3) && then(0.5)) {
        wait = pick(roll, ["customer", "parts", "third_party"]);
        events.push({ at: iso(at), type: "wait_started", reason: wait });
      }
    }
    this.members.set(key, { key, events });
    this.wall.board.set(key, policy.sla!, events);
    this.wall.put({ key, title: which, opened, open: true, priority, kind: told.kind, tier, phase, level: "", wait, escalation: "" });
  }
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
