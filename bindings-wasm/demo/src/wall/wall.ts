// A wall of tickets: only the rows on the screen exist, and every frame writes only what changed.
import type { SentRows, WallReading, WallRows } from "../engine/protocol";
import { DESK_ZONE, fill, label, number, texts } from "../words/words";
import { RowElement } from "./row";

/** Rows above and below the screen that are kept, so that a quick scroll finds them drawn. */
const SPARE = 4;
const NARROW = matchMedia("(max-width: 760px)");
const HEIGHTS = { wide: 56, narrow: 124 };

export class WallView {
  readonly root = document.createElement("div");
  private readonly head = document.createElement("div");
  private readonly body = document.createElement("div");
  private rows: WallRows | undefined;
  private reading: WallReading | undefined;
  private pool: RowElement[] = [];
  private poolMetrics = "";
  private first = -1;
  private dirty = true;
  private active = 0;
  private shownSecond = -1;
  private readonly durations = new Float64Array(120);
  private frames = 0;

  constructor(
    private readonly open: (key: string) => void,
    private readonly timeZone = DESK_ZONE,
  ) {
    this.root.className = "wall";
    this.root.setAttribute("role", "grid");
    this.root.tabIndex = 0;
    this.head.className = "wall-head";
    this.head.setAttribute("role", "row");
    this.head.setAttribute("aria-rowindex", "1");
    this.body.className = "wall-body";
    this.body.setAttribute("role", "rowgroup");
    this.root.append(this.head, this.body);
    this.root.addEventListener("scroll", () => (this.dirty ||= this.firstRow() !== this.first), { passive: true });
    this.root.addEventListener("keydown", (event) => this.key(event));
    this.body.addEventListener("click", (event) => this.click(event));
    addEventListener("resize", () => (this.dirty = true));
  }

  /** Draws everything again, as after a change of language. */
  redraw(): void {
    this.poolMetrics = "";
    this.dirty = true;
  }

  takeRows(sent: SentRows): void {
    const names = sent.names ?? this.rows?.names;
    if (!names) return;
    const rows = (this.rows = { ...sent, names });
    this.root.classList.toggle("untiered", rows.words.tier.length < 2);
    this.dirty = true;
  }

  takeReading(reading: WallReading): void {
    this.reading = reading;
    this.dirty = true;
  }

  get latest(): WallReading | undefined {
    return this.reading;
  }

  /** The time that 95 of 100 late frames took at most, in milliseconds. */
  get frameTime(): number {
    const known = this.durations.slice(0, Math.min(this.frames, this.durations.length)).sort();
    return known[Math.floor(known.length * 0.95)] ?? 0;
  }

  /** Called before every frame. */
  frame(now: number): void {
    const started = performance.now();
    const { rows, reading } = this;
    if (!rows || !reading) return;
    if (this.dirty) this.layOut(rows, reading);
    const second = Math.floor(now / 1000);
    if (second !== this.shownSecond) {
      this.shownSecond = second;
      for (const row of this.pool) if (row.ticket >= 0) row.tick(reading, now);
    }
    this.durations[this.frames % this.durations.length] = performance.now() - started;
    this.frames += 1;
  }

  private get rowHeight(): number {
    return NARROW.matches ? HEIGHTS.narrow : HEIGHTS.wide;
  }

  private firstRow(): number {
    return Math.max(0, Math.floor(this.root.scrollTop / this.rowHeight) - SPARE);
  }

  private layOut(rows: WallRows, reading: WallReading): void {
    this.dirty = false;
    const height = this.rowHeight;
    const count = reading.order.length;
    this.first = this.firstRow();
    this.fillPool(reading);
    this.root.setAttribute("aria-rowcount", String(count + 1));
    this.body.style.height = `${count * height}px`;
    this.active = Math.min(this.active, Math.max(0, count - 1));
    this.pool.forEach((row, place_) => {
      // A row keeps its element while it stays on the screen.
      const place = this.first + ((place_ - this.first) % this.pool.length + this.pool.length) % this.pool.length;
      const ticket = reading.order[place];
      if (ticket === undefined) row.hide();
      else row.write(rows, reading, place, ticket, place * height, place === this.active);
    });
    this.shownSecond = -1;
    if (count > 0) this.root.setAttribute("aria-activedescendant", `${rows.wall}-row-${this.active}`);
    else this.root.removeAttribute("aria-activedescendant");
  }

  /** As many rows as the screen holds. */
  private fillPool(reading: WallReading): void {
    const needed = Math.ceil((this.root.clientHeight || innerHeight) / this.rowHeight) + 2 * SPARE;
    const metrics = reading.metrics.join(" ");
    if (metrics === this.poolMetrics && needed === this.pool.length) return;
    if (metrics !== this.poolMetrics) {
      this.pool.forEach((row) => row.root.remove());
      this.pool = [];
      this.poolMetrics = metrics;
      this.writeHead(reading);
    }
    while (this.pool.length < needed) {
      const row = new RowElement(reading.metrics, this.timeZone);
      this.pool.push(row);
      this.body.append(row.root);
    }
    this.pool.splice(needed).forEach((row) => row.root.remove());
  }

  private writeHead(reading: WallReading): void {
    const words = texts();
    this.root.setAttribute("aria-label", words.boardTitle);
    const titles = [words.sorts.priority, words.ticket, words.tierColumn, words.stateColumn, ...reading.metrics.map((metric) => label("metric", metric))];
    const classes = ["c-priority", "c-ticket", "c-tier", "c-state"];
    this.head.replaceChildren(
      ...titles.map((title, place) => {
        const cell = document.createElement("div");
        cell.className = classes[place] ?? "c-clock";
        cell.setAttribute("role", "columnheader");
        cell.textContent = title;
        return cell;
      }),
    );
  }

  private key(event: KeyboardEvent): void {
    const count = this.reading?.order.length ?? 0;
    if (count === 0) return;
    const screen = Math.max(1, Math.floor(this.root.clientHeight / this.rowHeight) - 1);
    const moves: { readonly [key: string]: number } = {
      ArrowDown: this.active + 1, ArrowUp: this.active - 1, PageDown: this.active + screen, PageUp: this.active - screen, Home: 0, End: count - 1,
    };
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      return this.openAt(this.active);
    }
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.activate(Math.min(count - 1, Math.max(0, next)));
  }

  private activate(place: number): void {
    this.active = place;
    const height = this.rowHeight;
    const [top, head] = [place * height, this.head.offsetHeight];
    if (top < this.root.scrollTop) this.root.scrollTop = top;
    else if (top + height > this.root.scrollTop + this.root.clientHeight - head) this.root.scrollTop = top + height + head - this.root.clientHeight;
    this.dirty = true;
  }

  private click(event: MouseEvent): void {
    const row = this.pool.find((each) => each.root.contains(event.target as Node));
    if (!row || row.ticket < 0) return;
    this.active = row.place;
    this.dirty = true;
    this.openAt(row.place);
  }

  private openAt(place: number): void {
    const ticket = this.reading?.order[place];
    const key = ticket === undefined ? undefined : this.rows?.names.keys[ticket];
    if (key) this.open(key);
  }

  /** A line on how many rows pass the filters. */
  summary(): string {
    const { reading } = this;
    return reading ? fill(texts().rowsShown, number(reading.order.length), number(reading.counts.all)) : "";
  }
}
