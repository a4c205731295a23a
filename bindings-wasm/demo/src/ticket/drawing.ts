// The explanation of a clock, drawn on its working calendar: a row for each day, open time as a band, the clock's stretches
// on it. Days on which nothing changes fold into one row.
import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit-html";

import type { CalendarDay, ClockDrawing } from "../engine/protocol";
import { fill, label, number, span, texts, when } from "../words/words";

/** Units of the drawing: the day's 24 hours, and the room for its name before them. */
const [ROW, BAND, HEAD] = [26, 16, 22];
const NARROW = matchMedia("(max-width: 760px)");
const nameWidth = () => (NARROW.matches ? 84 : 104);
const dayWidth = () => (NARROW.matches ? 232 : 480);
/** So many days are drawn one by one; of more, those without an edge are folded. */
const MOST_ROWS = 9;

interface Mark {
  readonly at: number;
  readonly kind: "now" | "due" | "start";
}

type Line = { readonly day: CalendarDay } | { readonly folded: readonly CalendarDay[] };

export function drawing(drawn: ClockDrawing, now: number): TemplateResult {
  const words = texts();
  const marks = marksOf(drawn, now);
  const lines = fold(drawn, marks);
  const height = HEAD + lines.length * ROW + 4;
  const hours = [0, 6, 12, 18, 24];
  return html`
    <figure class="drawing">
      <svg viewBox="0 0 ${nameWidth() + dayWidth() + 8} ${height}" role="img" aria-label=${summary(drawn)}>
        ${hours.map((hour) => svg`<g class="hour"><line x1=${x(hour / 24)} x2=${x(hour / 24)} y1=${HEAD - 4} y2=${height} /><text x=${x(hour / 24)} y="13" text-anchor=${hour === 24 ? "end" : "middle"}>${hour}:00</text></g>`)}
        ${lines.map((line, place) => ("day" in line ? dayRow(line.day, drawn, marks, HEAD + place * ROW) : foldedRow(line.folded, drawn, HEAD + place * ROW)))}
      </svg>
      <figcaption class="legend">
        ${(["open", "running", "paused", "now", "due"] as const).map((kind) => html`<span><i class=${kind}></i>${words.legend[kind]}</span>`)}
      </figcaption>
    </figure>
    ${segmentTable(drawn)}
  `;
}

/** The stretches in words and numbers, for everybody who does not look at the drawing. */
function segmentTable({ explanation, timeZone }: ClockDrawing): TemplateResult {
  const words = texts();
  return html`<details class="segments">
    <summary>${words.segments}</summary>
    <div class="scroll" tabindex="0" role="group" aria-label=${words.segments}>
      <table>
        <thead><tr><th>${words.from}</th><th>${words.to}</th><th>${words.activity}</th><th>${words.reasons}</th><th class="n">${words.counted}</th><th class="n">${words.total}</th></tr></thead>
        <tbody>
          ${explanation.segments.map((segment) => html`<tr>
            <td>${when(segment.from, "short", timeZone)}</td><td>${when(segment.to, "short", timeZone)}</td>
            <td>${activity(segment.activity)}</td><td>${(segment.reasons ?? []).map(reason).join(", ")}</td>
            <td class="n">${span(segment.counted_us)}</td><td class="n">${span(segment.total_us)}</td></tr>`)}
        </tbody>
      </table>
    </div>
  </details>`;
}

function dayRow(day: CalendarDay, drawn: ClockDrawing, marks: readonly Mark[], top: number): SVGTemplateResult {
  const middle = top + (ROW - BAND) / 2;
  const place = (at: number) => x((at - day.from) / (day.to - day.from));
  const bar = (from: number, to: number, kind: string, inset = 0) =>
    svg`<rect class=${kind} x=${place(from)} width=${Math.max(0.5, place(to) - place(from))} y=${middle + inset} height=${BAND - 2 * inset} rx=${inset ? 2 : 3} />`;
  const segments = drawn.explanation.segments.map((segment) => ({ ...segment, begin: Date.parse(segment.from), end: Date.parse(segment.to) }));
  const inside = segments.filter(({ begin, end }) => begin < day.to && end > day.from);
  return svg`<g class="day">
    <text class="name" x=${nameWidth() - 10} y=${top + ROW / 2} text-anchor="end">${when(day.from, "day", drawn.timeZone)}</text>
    <rect class="closed" x=${nameWidth()} width=${dayWidth()} y=${middle} height=${BAND} rx="3" />
    ${day.open.map(([from, to]) => bar(from, to, "open"))}
    ${day.open.length === 0 && day.holiday ? svg`<text class="holiday" x=${nameWidth() + dayWidth() / 2} y=${top + ROW / 2} text-anchor="middle">${texts().holiday}</text>` : ""}
    ${inside.flatMap(({ begin, end, activity: kind }) => day.open.filter(([from, to]) => from < end && to > begin).map(([from, to]) => bar(Math.max(from, begin), Math.min(to, end), `stretch ${kind}`, 3)))}
    ${marks.filter(({ at }) => at >= day.from && at < day.to).map(({ at, kind }) => svg`<g class="mark ${kind}"><line x1=${place(at)} x2=${place(at)} y1=${top} y2=${top + ROW} /><circle cx=${place(at)} cy=${top + 1.5} r="2.5" /></g>`)}
  </g>`;
}

function foldedRow(days: readonly CalendarDay[], { explanation }: ClockDrawing, top: number): SVGTemplateResult {
  const [from, to] = [days[0]?.from ?? 0, days.at(-1)?.to ?? 0];
  const open = days.flatMap((day) => day.open);
  const counted = explanation.segments
    .filter(({ activity: kind }) => kind === "running" || kind === "carried")
    .reduce((sum, segment) => sum + open.reduce((part, [opens, closes]) => part + overlap(Math.max(opens, Date.parse(segment.from)), Math.min(closes, Date.parse(segment.to)), from, to), 0), 0);
  const text = counted > 0 ? fill(texts().foldedDays, days.length, span(counted * 1000)) : fill(texts().days, number(days.length));
  return svg`<g class="folded"><line x1=${nameWidth()} x2=${nameWidth() + dayWidth()} y1=${top + ROW / 2} y2=${top + ROW / 2} />
    <text x=${nameWidth() + dayWidth() / 2} y=${top + ROW / 2} text-anchor="middle">${text}</text></g>`;
}

function overlap(begin: number, end: number, from: number, to: number): number {
  return Math.max(0, Math.min(end, to) - Math.max(begin, from));
}

function marksOf({ reading }: ClockDrawing, now: number): Mark[] {
  const due = reading.due ?? reading.due_if_resumed ?? reading.due_at_stop;
  return [
    { at: Date.parse(reading.started_at), kind: "start" },
    ...(due === undefined ? [] : [{ at: Date.parse(due), kind: "due" as const }]),
    ...(reading.stopped_at === undefined ? [{ at: now, kind: "now" as const }] : []),
  ];
}

/** One line for each day; where there are too many, days without an edge go together. */
function fold({ explanation, days }: ClockDrawing, marks: readonly Mark[]): Line[] {
  if (days.length <= MOST_ROWS) return days.map((day) => ({ day }));
  const edges = [...marks.map(({ at }) => at), ...explanation.segments.flatMap(({ from, to }) => [Date.parse(from), Date.parse(to)])];
  const lines: Line[] = [];
  let folded: CalendarDay[] = [];
  const close = () => {
    if (folded.length === 1) lines.push({ day: folded[0]! });
    else if (folded.length > 1) lines.push({ folded });
    folded = [];
  };
  for (const day of days) {
    if (!edges.some((edge) => edge >= day.from && edge < day.to)) {
      folded.push(day);
      continue;
    }
    close();
    lines.push({ day });
  }
  close();
  return lines;
}

function x(share: number): number {
  return nameWidth() + Math.round(share * dayWidth() * 10) / 10;
}

function summary({ explanation, reading, timeZone }: ClockDrawing): string {
  const words = texts();
  const due = reading.due ?? reading.due_if_resumed;
  const parts = [label("metric", explanation.metric), `${words.startedAt} ${when(reading.started_at, "short", timeZone)}`];
  if (explanation.target_us !== undefined) parts.push(`${words.target} ${span(explanation.target_us)}`);
  if (due !== undefined) parts.push(`${words.dueAt} ${when(due, "short", timeZone)}`);
  return parts.join(", ");
}

function activity(word: string): string {
  const { activities } = texts();
  return activities[word as keyof typeof activities] ?? word;
}

function reason(word: string): string {
  const wait = label("wait_reason", word);
  return wait === word.replaceAll("_", " ") ? label("phase", word) : wait;
}
