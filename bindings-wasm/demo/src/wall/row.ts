// One row of a wall: built once, then only what changed is written.
import { NO_CLOCK, type ColumnName, type WallReading, type WallRows } from "../engine/protocol";
import { countdown, fill, label, texts, when } from "../words/words";
import { titleOf } from "./title";

const [RUNNING, PAUSED, STOPPED] = [0, 1, 2];
/** Beyond so many milliseconds a due instant is written with its day, and beyond a week with its date. */
const [TODAY, THIS_WEEK] = [14 * 3_600_000, 6 * 86_400_000];

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
  /** What the row shows, so that nothing is written twice. */
  private shown: WallReading | undefined;
  private rows: WallRows | undefined;
  private active = false;
  private shownTop = -1;
  private shownChips = "";
  private readonly words: { [part: string]: string } = {};
  /** The place in the order, and the ticket there; -1 for none. */
  place = -1;
  ticket = -1;

  /** A row without a ticket, with a clock for each of the metrics. */
  constructor(
    metrics: readonly string[],
    private readonly timeZone: string,
  ) {
    this.root.setAttribute("role", "row");
    this.root.hidden = true;
    const ticket = cell("c-ticket", this.title, this.number);
    const state = cell("c-state", this.phase, this.chips);
    this.root.append(cell("c-priority", this.badge), ticket, cell("c-tier", this.tier), state);
    for (const metric of metrics) {
      const [time, note, bar] = [element("span", "time"), element("span", "note"), element("span", "bar")];
      const track = element("span", "track");
      track.append(bar);
      const root = cell("c-clock", time, note, track);
      root.dataset["metric"] = label("metric", metric);
      this.clocks.push({ root, time, note, bar, shownTime: "", shownUsed: -1, shownState: "" });
      this.root.append(root);
    }
  }

  /** Writes all that does not move by itself. */
  write(rows: WallRows, reading: WallReading, place: number, ticket: number, top: number, active: boolean): void {
    if (top !== this.shownTop) {
      this.shownTop = top;
      this.root.style.transform = `translateY(${top}px)`;
      this.root.setAttribute("aria-rowindex", String(place + 2));
      this.root.id = `${rows.wall}-row-${place}`;
    }
    if (this.ticket < 0) this.root.hidden = false;
    if (this.active !== active) this.root.classList.toggle("active", (this.active = active));
    if (this.ticket === ticket && this.shown === reading && this.rows === rows) return;
    this.place = place;
    this.ticket = ticket;
    this.shown = reading;
    this.rows = rows;
    this.writeWords(rows, ticket);
    this.tick(reading, reading.at);
  }

  hide(): void {
    if (this.ticket >= 0) this.root.hidden = true;
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
    let time = ended(state, breached);
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
    clock.note.textContent = note(name, due, now, this.timeZone);
  }

  private writeWords(rows: WallRows, ticket: number): void {
    const word = (column: ColumnName) => rows.words[column][rows.columns[column][ticket] ?? 0] ?? "";
    const priority = word("priority");
    if (this.set("badge", this.badge, priority || "–")) {
      this.badge.dataset["priority"] = priority || "none";
      this.badge.title = priority ? label("priority", priority) : texts().ungraded;
    }
    const [tier, wait, level, escalation] = [word("tier"), word("wait"), word("level"), word("escalation")];
    this.set("title", this.title, titleOf(rows, ticket));
    this.set("number", this.number, rows.names.keys[ticket] ?? "");
    this.set("tier", this.tier, tier ? label("tier", tier) : "");
    this.set("phase", this.phase, label("phase", word("phase")));
    const key = `${wait} ${level} ${escalation}`;
    if (key === this.shownChips) return;
    this.shownChips = key;
    const chips: HTMLElement[] = [];
    if (wait) chips.push(chip("wait", label("wait_reason", wait)));
    if (level && level !== "L1") chips.push(chip("level", level, label("functional_level", level)));
    if (escalation && escalation !== "none" && escalation !== "closed") chips.push(chip("escalation", `↑ ${label("escalation_status", escalation)}`, label("command", "request_escalation")));
    this.chips.replaceChildren(...chips);
  }

  /** Writes a text where it is not there yet; whether it was not. */
  private set(part: string, element_: HTMLElement, text: string): boolean {
    if (this.words[part] === text) return false;
    element_.textContent = this.words[part] = text;
    return true;
  }
}

function stateName(state: number, breached: boolean, runs: boolean): string {
  if (state === RUNNING) return breached ? "late" : runs ? "running" : "off";
  if (state === PAUSED) return breached ? "late-paused" : "paused";
  if (state === STOPPED) return breached ? "missed" : "met";
  return "none";
}

/** What stands in place of a countdown once a clock has stopped. */
function ended(state: number, breached: boolean): string {
  const { clock } = texts();
  if (state !== STOPPED) return "";
  return breached ? `✗ ${clock.missed}` : `✓ ${clock.met}`;
}

function note(state: string, due: number, now: number, timeZone: string): string {
  const { clock } = texts();
  if (state === "met" || state === "missed") return "";
  if (state === "late") return clock.late;
  if (state === "paused" || state === "late-paused") return clock.paused;
  if (state === "none" || Number.isNaN(due)) return "";
  return fill(clock.due, when(due, due - now < TODAY ? "time" : due - now < THIS_WEEK ? "week" : "short", timeZone));
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
