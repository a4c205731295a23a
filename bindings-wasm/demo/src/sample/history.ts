// What happened at the desk before the page was opened: three working days of commands.
import type { Channel, CommandKind } from "aftersales";

import { FIRST_MORNING } from "../engine/clock";
import { cases } from "./cases";
import { chance, pick, seeded } from "./chance";

/** One ticket's life so far. */
export interface Life {
  readonly number: string;
  readonly case: number;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly at: number;
  readonly role: string;
  readonly kind: CommandKind;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const CHANNELS: readonly Channel[] = ["hotline", "email", "chat", "web_form", "enterprise_messaging"];
/** An outage that nobody has solved yet, so that the wall shows an escalation. */
const LEFT_OPEN = 33;
const TIERS = ["basic", "basic", "growth", "growth", "strategic"] as const;

/** Hours before the first morning at which tickets came in: Wednesday from 8:00, Tuesday and Monday in working hours. */
const OPENED: readonly number[] = [
  0.1, 0.25, 0.3, 0.45, 0.6, 0.75, 0.9, 1.1, 1.3, 1.5, 1.7, 1.9, 2.1, 2.25, 14.8, 15.4, 16.1, 16.9, 17.5, 18.3, 19.2, 20.4,
  21.3, 22.5, 23.4, 24.6, 25.3, 26.0, 38.9, 40.2, 41.6, 43.1, 44.4, 46.2, 47.5, 49.0,
];

export function lives(): Life[] {
  const roll = seeded(20_260_311);
  return OPENED.map((hours, place) => life(place, FIRST_MORNING - hours * HOUR, roll)).sort((one, other) => (one.steps[0]?.at ?? 0) - (other.steps[0]?.at ?? 0));
}

/** The number of the desk's ticket number `serial` of the day of `at`. */
export function ticketNumber(at: number, serial: number): string {
  const date = new Date(at + 8 * HOUR).toISOString().slice(0, 10).replaceAll("-", "");
  return `TS${date}-${String(serial).padStart(4, "0")}`;
}

function life(place: number, opened: number, roll: () => number): Life {
  const which = place % cases.length;
  const told = cases[which]!;
  const number = ticketNumber(opened, 40 - place);
  const steps: Step[] = [];
  let at = opened;
  /** Adds a step some minutes later, unless that lies ahead of us. */
  const then = (minutes: number, role: string, kind: CommandKind): boolean => {
    at += minutes * MINUTE * (0.6 + roll() * 0.8);
    if (at >= FIRST_MORNING) return false;
    steps.push({ at, role, kind });
    return true;
  };
  steps.push({
    at,
    role: "front_desk",
    kind: {
      type: "open",
      number,
      kind: told.kind,
      channel: pick(roll, CHANNELS),
      tier: pick(roll, TIERS),
      ...(told.class ? { class: told.class } : {}),
      intake: {
        symptom: told.en,
        contact: { id: `contact-${place + 1}`, given: ["customer_name", "phone"] },
        brand: "North",
        model: `C-${100 + place}`,
        serial_number: `NF${2000 + place * 37}`,
        fault_at: new Date(opened - 20 * MINUTE).toISOString(),
        frequency: "every day",
        scope: "one line",
      },
    },
  });
  if (chance(roll, 0.9)) then(3, "front_desk", { type: "grade", stage: "preliminary", inputs: told.inputs });
  if (chance(roll, 0.72)) then(14, "front_desk", { type: "send_message", channel: "email" });
  if (told.kind === "enquiry") {
    if (chance(roll, 0.5) && then(30, "front_desk", { type: "answer", summary: "as the handbook has it" })) then(60, "front_desk", { type: "confirm" });
    return { number, case: which, steps };
  }
  const urgent = told.inputs["severity"] === "unusable" || told.inputs["safety_hazard"] === true || told.inputs["scope"] === "core_function";
  if (urgent && place !== LEFT_OPEN && FIRST_MORNING - opened > 6 * HOUR) {
    then(6, "front_desk", { type: "assign", assignee: `engineer-${1 + (place % 4)}`, role: "engineer" });
    then(8, "engineer", { type: "start_diagnosis" });
    const solved = then(110, "engineer", { type: "answer", summary: "solved on the telephone" });
    if (solved && then(40, "front_desk", { type: "confirm" })) {
      for (const piece of ["problem", "solution", "feedback", "diagnosis", "work_log", "hours", "parts", "costs", "acceptance"] as const) {
        then(1, "front_desk", { type: "archive_piece", piece, reference: `file-${piece}` });
      }
      then(5, "front_desk", { type: "close" });
    }
    return { number, case: which, steps };
  }
  if (chance(roll, 0.8)) then(9, "front_desk", { type: "assign", assignee: `engineer-${1 + (place % 4)}`, role: "engineer" });
  if (chance(roll, 0.75)) {
    if (!then(16, "engineer", { type: "start_diagnosis" })) return { number, case: which, steps };
    then(20, "engineer", { type: "log_step", action: "asked for the log of the controller", result: "a pattern shows" });
    if (chance(roll, 0.45)) {
      const waited = then(12, "engineer", { type: "wait", reason: pick(roll, ["customer", "parts", "third_party"]) });
      if (waited && chance(roll, 0.3)) then(150, "engineer", { type: "resume", reason: steps.at(-1)!.kind.type === "wait" ? waitReason(steps.at(-1)!.kind) : "customer" });
    } else if (chance(roll, 0.6)) {
      then(25, "engineer", { type: "conclude_diagnosis", class: "hardware", fault: "power", cause: "a worn-out module" });
      if (chance(roll, 0.6)) then(20, "engineer", { type: "propose_plan", method: "on_site", summary: "replace the module" });
    }
  }
  return { number, case: which, steps };
}

function waitReason(kind: CommandKind): string {
  return kind.type === "wait" ? kind.reason : "customer";
}
