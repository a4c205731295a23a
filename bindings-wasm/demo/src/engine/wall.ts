// One board: its clocks in the engine's memory, read whole, filtered and sorted for the page.
import { Board, type BoardColumns } from "aftersales";

import { cases } from "../sample/cases";
import { NO_CLOCK, NO_FILTER, type Show, type WallFilter, type WallName, type WallReading } from "./protocol";
import { Rows, type Row } from "./words";

/** A clock counts as due soon within this time. */
const SOON = 3_600_000;
/** What the filter lets through depends on the time too, so an order is not kept for longer than this. */
const ORDER_HOLDS = 60_000;
const [RUNNING, PAUSED] = [0, 1];

export class Wall {
  readonly board = new Board();
  readonly rows: Rows;
  filter: WallFilter = NO_FILTER;
  /** Whether the page has to be told of the rows, and of their names. */
  rowsChanged = true;
  namesChanged = true;
  private validUntil = Number.NEGATIVE_INFINITY;
  private readAt = Number.POSITIVE_INFINITY;

  /** A wall with a column for each of `metrics` that its tickets have. */
  constructor(
    name: WallName,
    private metrics: readonly string[],
  ) {
    this.rows = new Rows(name);
  }

  /** Notes what is known of the ticket that the board has under `row.key`. */
  put(row: Row): void {
    const place = this.board.indexOf(row.key);
    if (place === undefined) return;
    const before = this.rows.rows[place];
    this.namesChanged ||= before?.key !== row.key || before.title !== row.title;
    this.rows.rows[place] = row;
    this.touch();
  }

  /** Takes a ticket off. */
  remove(key: string): void {
    const place = this.board.indexOf(key);
    if (place === undefined) return;
    this.board.remove(key);
    this.rows.rows[place] = undefined;
    this.namesChanged = true;
    this.touch();
  }

  row(key: string): Row | undefined {
    const place = this.board.indexOf(key);
    return place === undefined ? undefined : this.rows.rows[place];
  }

  /** Has the rows sent and the board read again. */
  touch(): void {
    this.rowsChanged = true;
    this.validUntil = Number.NEGATIVE_INFINITY;
  }

  /** Has the board read again. */
  refilter(filter: WallFilter): void {
    this.filter = filter;
    this.validUntil = Number.NEGATIVE_INFINITY;
  }

  showMetrics(metrics: readonly string[]): void {
    this.metrics = metrics;
    this.touch();
  }

  /** Whether what the page has still holds. */
  holds(now: number): boolean {
    return now >= this.readAt && now < Math.min(this.validUntil, this.readAt + ORDER_HOLDS);
  }

  /** Reads the whole board. */
  read(now: number): WallReading {
    const started = performance.now();
    const columns = this.board.read(new Date(now));
    const took = performance.now() - started;
    this.readAt = now;
    this.validUntil = columns.board_valid_until === undefined ? Number.POSITIVE_INFINITY : Date.parse(columns.board_valid_until);
    const clocks = this.clocks(columns);
    return { wall: this.rows.wall, at: now, ...clocks, ...this.arrange(clocks, now), clocks: columns.ticket.length, took };
  }

  /** The clocks that are shown, by ticket and metric. */
  private clocks(columns: BoardColumns<Float64Array>) {
    const { metrics } = this;
    const size = this.rows.rows.length * metrics.length;
    const numbers = () => new Float64Array(size).fill(Number.NaN);
    const [remaining, target, due, breached, validUntil] = [numbers(), numbers(), numbers(), numbers(), numbers()];
    const state = new Uint8Array(size).fill(NO_CLOCK);
    const rate = new Uint8Array(size);
    const shown = columns.metrics.map((metric) => metrics.indexOf(metric));
    for (let row = 0; row < columns.ticket.length; row += 1) {
      const place = shown[columns.metric[row] ?? 0] ?? -1;
      if (place < 0 || Number.isNaN(columns.target[row])) continue;
      const cell = (columns.ticket[row] ?? 0) * metrics.length + place;
      remaining[cell] = columns.remaining[row] ?? Number.NaN;
      target[cell] = columns.target[row] ?? Number.NaN;
      due[cell] = columns.due[row] ?? Number.NaN;
      breached[cell] = columns.breached_at[row] ?? Number.NaN;
      validUntil[cell] = columns.valid_until[row] ?? Number.NaN;
      state[cell] = columns.state[row] ?? NO_CLOCK;
      rate[cell] = columns.rate[row] ?? 0;
    }
    return { metrics, remaining, target, due, breached, validUntil, state, rate };
  }

  /** Which tickets are shown, in what order, and how many there are of each sort. */
  private arrange({ metrics, state, due, breached }: ReturnType<Wall["clocks"]>, now: number) {
    const counts: { [each in Show]: number } = { open: 0, late: 0, soon: 0, paused: 0, escalated: 0, all: 0 };
    const passing: number[] = [];
    const nextDue = new Float64Array(this.rows.rows.length).fill(Number.POSITIVE_INFINITY);
    const text = this.filter.text.trim().toLowerCase();
    this.rows.rows.forEach((row, ticket) => {
      if (!row) return;
      const is: { [each in Show]: boolean } = { open: row.open, late: false, soon: false, paused: false, escalated: false, all: true };
      for (let cell = ticket * metrics.length; cell < (ticket + 1) * metrics.length; cell += 1) {
        const runs = state[cell] === RUNNING;
        if (!row.open || !(runs || state[cell] === PAUSED)) continue;
        const [dueAt, late] = [due[cell] ?? Number.NaN, !Number.isNaN(breached[cell])];
        is.late ||= late;
        is.soon ||= runs && !late && dueAt - now <= SOON;
        is.paused ||= !runs;
        const counts_ = late ? (breached[cell] ?? dueAt) : dueAt;
        if (counts_ < (nextDue[ticket] ?? 0)) nextDue[ticket] = counts_;
      }
      is.escalated = row.open && row.escalation !== "" && row.escalation !== "none" && row.escalation !== "closed";
      if (this.filter.priorities.length > 0 && !this.filter.priorities.includes(row.priority)) return;
      if (text && !matches(row, text)) return;
      for (const show of Object.keys(counts) as Show[]) if (is[show]) counts[show] += 1;
      if (is[this.filter.show]) passing.push(ticket);
    });
    return { counts, order: Uint32Array.from(passing.sort(this.comparison(nextDue))) };
  }

  private comparison(nextDue: Float64Array): (one: number, other: number) => number {
    const { rows } = this.rows;
    const opened = (ticket: number) => rows[ticket]?.opened ?? 0;
    const byDue = (one: number, other: number) => {
      const [first, second] = [nextDue[one] ?? 0, nextDue[other] ?? 0];
      return first === second ? opened(one) - opened(other) : first - second;
    };
    if (this.filter.sort === "due") return byDue;
    if (this.filter.sort === "newest") return (one, other) => opened(other) - opened(one);
    // Ungraded tickets come last.
    const urgency = (ticket: number) => rows[ticket]?.priority || "P9";
    return (one, other) => (urgency(one) === urgency(other) ? byDue(one, other) : urgency(one) < urgency(other) ? -1 : 1);
  }
}

function matches({ key, title }: Row, text: string): boolean {
  const told = typeof title === "number" ? cases[title] : undefined;
  const words = told ? `${told.en} ${told.zh}` : String(title);
  return key.toLowerCase().includes(text) || words.toLowerCase().includes(text);
}
