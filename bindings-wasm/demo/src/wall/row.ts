// One row of a wall: built once, then only what changed is written.
import { NO_CLOCK, type ColumnName, type WallReading, type WallRows } from "../engine/protocol";
import { countdown, fill, label, texts, when } from "../words/words";
import { titleOf } from "./title";

const [RUNNING, PAUSED] = [0, 1];
/** Beyond so many milliseconds a due instant is written with its date. */
const TODAY = 14 * 3_600_000;

interface ClockCell {
  readonly root: HTMLElement;
  readonly time: HTMLElement;
  readonly note: HTMLElement;
  readonly bar: HTMLElement;
  shownTime: string;
  shownUsed: number;
  shownState: string;
}

export class RowElement {
  readonly root = element("div", "row");
  private readonly badge = element("span", "badge");
  private readonly title = element("span", "title");
  private readonly number = element("span", "number");
  private readonly phase = element("span", "phase");
  private readonly chips = element("span", "chips");
  private readonly tier = element("span", "tier");
  private readonly clocks: ClockCell[] = [];
  /** The place in the order, and the ticket there; -1 for none. */
  place = -1;
  ticket = -1;

  constructor(metrics: number) {
    this.root.setAttribute("role", "row");
    const ticket = cell("c-ticket", this.title, this.number);
    const state = cell("c-state", this.phase, this.chips);
    this.root.append(cell("c-priority", this.badge), ticket, cell("c-tier", this.tier), state);
    for (let metric = 0; metric < metrics; metric += 1) {
      const [time, note, bar] = [element("span", "time"), element("span", "note"), element("span", "bar")];
      const track = element("span", "track");
      track.append(bar);
      const root = cell("c-clock", time, note, track);
      this.clocks.push({ root, time, note, bar, shownTime: "", shownUsed: -1, shownState: "" });
      this.root.append(root);
    }
  }

  /** Writes all that does not move by itself. */
  write(rows: WallRows, reading: WallReading, place: number, ticket: number, top: number, active: boolean): void {
    this.place = place;
    this.ticket = ticket;
    this.root.style.transform = `translateY(${top}px)`;
    this.root.setAttribute("aria-rowindex", String(place + 2));
    this.root.id = `${rows.wall}-row-${place}`;
    this.root.classList.toggle("active", active);
    this.root.hidden = false;
    const word = (column: ColumnName) => rows.words[column][rows.columns[column][ticket] ?? 0] ?? "";
    const priority = word("priority");
    set(this.badge, priority || "–");
    this.badge.dataset["priority"] = priority || "none";
    this.badge.title = priority ? label("priority", priority) : texts().ungraded;
    set(this.title, titleOf(rows, ticket));
    set(this.number, rows.keys[ticket] ?? "");
    const tier = word("tier");
    set(this.tier, tier ? label("tier", tier) : "");
    set(this.phase, label("phase", word("phase")));
    this.writeChips(word);
    reading.metrics.forEach((metric, place_) => {
      const clock = this.clocks[place_];
      if (clock) clock.root.dataset["metric"] = label("metric", metric);
    });
    this.tick(reading, reading.at);
  }

  hide(): void {
    this.root.hidden = true;
    this.ticket = -1;
  }

  /** Moves the countdowns on. */
  tick(reading: WallReading, now: number): void {
    const count = this.clocks.length;
    for (let metric = 0; metric < count; metric += 1) {
      const clock = this.clocks[metric];
      if (clock) this.tickClock(clock, reading, this.ticket * count + metric, now);
    }
  }

  private tickClock(clock: ClockCell, reading: WallReading, at: number, now: number): void {
    const state = reading.state[at] ?? NO_CLOCK;
    const breached = !Number.isNaN(reading.breached[at] ?? Number.NaN);
    const name = stateName(state, breached, (reading.rate[at] ?? 0) === 1);
    let time = "";
    let used = 0;
    if (state === RUNNING || state === PAUSED) {
      const until = reading.validUntil[at] ?? Number.NaN;
      const moved = reading.rate[at] === 1 ? Math.min(now, Number.isNaN(until) ? now : until) - reading.at : 0;
      const remaining = (reading.remaining[at] ?? 0) - moved;
      time = countdown(remaining);
      // Whole per cent: finer steps cannot be seen, and cost a repaint.
      used = Math.min(100, Math.max(0, Math.round(100 - (remaining / (reading.target[at] ?? 1)) * 100)));
    }
    if (time !== clock.shownTime) clock.time.textContent = clock.shownTime = time;
    if (used !== clock.shownUsed) {
      clock.bar.style.transform = `scaleX(${(clock.shownUsed = used) / 100})`;
      clock.root.classList.toggle("near", used >= 75);
    }
    const due = reading.due[at] ?? Number.NaN;
    const key = `${name} ${due}`;
    if (key === clock.shownState) return;
    clock.shownState = key;
    clock.root.dataset["state"] = name;
    clock.note.textContent = note(name, due, now);
  }

  private writeChips(word: (column: ColumnName) => string): void {
    const [wait, level, escalation] = [word("wait"), word("level"), word("escalation")];
    const chips: HTMLElement[] = [];
    if (wait) chips.push(chip("wait", label("wait_reason", wait)));
    if (level && level !== "L1") chips.push(chip("level", level, label("functional_level", level)));
    if (escalation && escalation !== "none" && escalation !== "closed") chips.push(chip("escalation", label("escalation_status", escalation), label("command", "request_escalation")));
    this.chips.replaceChildren(...chips);
  }
}

function stateName(state: number, breached: boolean, runs: boolean): string {
  if (state === RUNNING) return breached ? "late" : runs ? "running" : "off";
  if (state === PAUSED) return breached ? "late-paused" : "paused";
  if (state === 2) return breached ? "missed" : "met";
  return "none";
}

function note(state: string, due: number, now: number): string {
  const { clock } = texts();
  if (state === "met") return clock.met;
  if (state === "missed") return clock.missed;
  if (state === "late") return clock.late;
  if (state === "paused" || state === "late-paused") return clock.paused;
  if (state === "none" || Number.isNaN(due)) return "";
  return fill(clock.due, when(due, due - now < TODAY ? "time" : "short"));
}

function element(name: string, className: string): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  return made;
}

function cell(className: string, ...children: readonly HTMLElement[]): HTMLElement {
  const made = element("div", className);
  made.setAttribute("role", "gridcell");
  made.append(...children);
  return made;
}

function chip(kind: string, text: string, title = text): HTMLElement {
  const made = element("span", `chip ${kind}`);
  made.textContent = text;
  made.title = title;
  return made;
}

function set(element_: HTMLElement, text: string): void {
  if (element_.textContent !== text) element_.textContent = text;
}
