// Charts as SVG, each with its numbers as a table.
import type { AgeBucketDocument, AgeSeriesDocument, BarDocument, ChartDocument, SurvivalCurveDocument, TrendDocument } from "aftersales";
import { svg, type SVGTemplateResult, type TemplateResult } from "lit-html";

import { lengthText, valueText } from "../words/figures";
import { number, percent, texts, when } from "../words/words";
import { chart, EDGE, HEIGHT, INNER, legendOf, niceStep, SERIES, valueAxis, WIDTH, wordAxis, x, y, type Table } from "./frame";

type Of<Type extends ChartDocument["type"]> = Extract<ChartDocument, { readonly type: Type }>;

const HOUR = 3_600;
const DAY = 86_400;
/** The height of a bar across with the room around it. */
const ROW = 42;

export function draw(document: ChartDocument): TemplateResult {
  switch (document.type) {
    case "trend":
      return trend(document.title, document.trend);
    case "pareto":
      return pareto(document.title, document.bars);
    case "ageing":
      return ageing(document.title, document.buckets, document.series);
    case "stages":
      return stages(document);
    case "composition":
      return composition(document);
    case "survival":
      return survival(document);
  }
}

/** A figure over weeks or months, with the band of ordinary variation. */
function trend(title: string, { points, unit }: TrendDocument): TemplateResult {
  const words = texts();
  const ends = points.flatMap(({ value, lower, upper }) => [value, ...(lower === undefined ? [] : [lower]), ...(upper === undefined ? [] : [upper])]);
  const least = unit === "share" ? Math.max(0, Math.min(...ends) - 0.02) : Math.min(0, ...ends);
  const most = unit === "share" ? Math.max(...ends, 0.05) : nice(Math.max(...ends), unit);
  const place = (index: number) => x(points.length > 1 ? index / (points.length - 1) : 0.5);
  const line = (values: readonly (readonly [number, number])[]) => values.map(([index, value]) => `${place(index)},${y(value, least, most)}`).join(" ");
  const known = points.flatMap(({ lower, upper }, index) => (lower === undefined || upper === undefined ? [] : [[index, lower, upper] as const]));
  const band = [...known.map(([index, lower]) => [index, lower] as const), ...known.toReversed().map(([index, , upper]) => [index, upper] as const)];
  const drawing = svg`
    ${valueAxis(least, most, (value) => axisText(value, unit))}
    ${wordAxis(points.map(({ period }) => shortPeriod(period)), false)}
    ${known.length > 1 ? svg`<polygon class="band" points=${line(band)} />` : ""}
    <polyline class="line" points=${line(points.map(({ value }, index) => [index, value] as const))} />
    ${points.map(({ value, signal, period, denominator }, index) => svg`<circle class=${signal ? "signal" : "point"} cx=${place(index)} cy=${y(value, least, most)} r=${signal ? 5 : 3}><title>${`${period}: ${valueText(value, unit)} (${number(denominator)})`}</title></circle>`)}`;
  const table: Table = {
    head: [words.trend, words.value, words.ordinary, words.tickets],
    rows: points.map(({ period, value, lower, upper, denominator }) => [period, valueText(value, unit), lower === undefined || upper === undefined ? "" : `${valueText(lower, unit)} – ${valueText(upper, unit)}`, number(denominator)]),
  };
  const legend = legendOf([["var(--series-1)", title], ...(known.length > 1 ? [["var(--band)", words.ordinary] as const] : []), ...(points.some(({ signal }) => signal) ? [["var(--bar-late)", words.signal] as const] : [])]);
  return chart(`${title} · ${words.trend}`, drawing, table, legend);
}

/** How a whole divides, the largest part first, with the line of what the largest make up together. */
function pareto(title: string, bars: readonly BarDocument[]): TemplateResult {
  const words = texts();
  const shown = bars.slice(0, 12);
  const most = Math.max(...shown.map(({ share }) => share), 0.01);
  const step = INNER.width / shown.length;
  const drawing = svg`
    ${valueAxis(0, 1, (value) => percent(value, 0))}
    ${shown.map(({ label, share, count }, place) => svg`<rect class="bar-1" x=${EDGE.left + place * step + step * 0.12} width=${step * 0.76} y=${y(share, 0, 1)} height=${Math.max(0.5, EDGE.top + INNER.height - y(share, 0, 1))}><title>${`${label}: ${count} (${percent(share)})`}</title></rect>`)}
    <polyline class="line second" points=${shown.map(({ cumulative }, place) => `${EDGE.left + (place + 0.5) * step},${y(cumulative, 0, 1)}`).join(" ")} />
    ${shown.map(({ cumulative }, place) => svg`<circle class="point second" cx=${EDGE.left + (place + 0.5) * step} cy=${y(cumulative, 0, 1)} r="2.5" />`)}
    ${wordAxis(shown.map(({ label }) => shorten(label, most < 0 ? 4 : 12)), true, 6)}`;
  const table: Table = { head: [words.part, words.tickets, words.share, words.cumulative], rows: bars.map(({ label, count, share, cumulative }) => [label, number(Number(count)), percent(share), percent(cumulative)]) };
  return chart(title, drawing, table, legendOf([["var(--series-1)", words.share], ["var(--series-2)", words.cumulative]]));
}

/** How old open tickets are: bars side by side, one colour for each group. */
function ageing(title: string, ages: readonly AgeBucketDocument[], all: readonly AgeSeriesDocument[]): TemplateResult {
  const words = texts();
  const buckets = ages.map(({ label }) => label);
  const series = all.filter(({ open }) => open > 0);
  const sums = buckets.map((_, bucket) => series.reduce((sum, { counts }) => sum + (counts[bucket] ?? 0), 0));
  const most = nice(Math.max(...sums, 1), "count");
  const step = INNER.width / buckets.length;
  const stacks = buckets.map((_, bucket) => {
    let below = 0;
    return series.map(({ label, counts }, place) => {
      const [from, to] = [below, (below += counts[bucket] ?? 0)];
      return svg`<rect style=${`fill: ${SERIES[place % SERIES.length]}`} x=${EDGE.left + bucket * step + step * 0.2} width=${step * 0.6} y=${y(to, 0, most)} height=${Math.max(0, y(from, 0, most) - y(to, 0, most))}><title>${`${label}: ${counts[bucket] ?? 0}`}</title></rect>`;
    });
  });
  const drawing = svg`${valueAxis(0, most, (value) => number(value))}${stacks}${wordAxis(buckets, true)}`;
  const table: Table = { head: [words.age, ...series.map(({ label }) => label)], rows: buckets.map((bucket, place) => [bucket, ...series.map(({ counts }) => number(counts[place] ?? 0))]) };
  return chart(title, drawing, table, legendOf(series.map(({ label }, place) => [SERIES[place % SERIES.length]!, label])));
}

/** Where the time goes: a bar across for each stage. */
function stages({ title, stages: all }: Of<"stages">): TemplateResult {
  const words = texts();
  const drawing = barsAcross(all.map(({ label, share, mean }) => ({ label, share, text: `${percent(share, 0)} · ${lengthText(mean)}` })));
  const table: Table = { head: [title, words.mean, words.median, words.share, words.tickets], rows: all.map(({ label, mean, median, share, visits }) => [label, lengthText(mean), lengthText(median), percent(share), number(visits)]) };
  return chart(title, drawing, table, "", all.length * ROW + 8);
}

/** What repairs cost, by kind, beside what is typical. */
function composition({ title, parts }: Of<"composition">): TemplateResult {
  const words = texts();
  const text = (share: number | undefined) => (share === undefined ? "–" : percent(share, 0));
  const drawing = barsAcross(parts.map(({ label, share, typical }) => ({ label, share, text: `${text(share)} (${text(typical)})` })));
  const table: Table = { head: [title, words.amount, words.share, words.typical], rows: parts.map(({ label, amount, share, typical }) => [label, number(Number(amount)), percent(share), text(typical)]) };
  return chart(title, drawing, table, "", parts.length * ROW + 8);
}

function barsAcross(bars: readonly { readonly label: string; readonly share: number; readonly text: string }[]): SVGTemplateResult {
  const most = Math.max(...bars.map(({ share }) => share), 0.01);
  const [names, width] = [150, WIDTH - 150 - 100];
  return svg`${bars.map(({ label, share, text }, place) => svg`<g>
    <text x=${names - 10} y=${place * ROW + 24} text-anchor="end">${label}</text>
    <rect class="bar-1" x=${names} y=${place * ROW + 10} width=${Math.max(1, (share / most) * width)} height="24" rx="3" />
    <text class="value" x=${names + (share / most) * width + 8} y=${place * ROW + 24}>${text}</text></g>`)}`;
}

/** How long it takes: for each group the share of tickets that are still open after a time. */
function survival({ title, x_label, y_label, curves }: Of<"survival">): TemplateResult {
  const words = texts();
  // The tail beyond which nearly all have ended would press the rest together.
  const last = Math.max(...curves.map(({ points }) => (points.find(({ share }) => share <= 0.1) ?? points.at(-1))?.time ?? 0), 1);
  const most = nice(last, "seconds");
  const steps = (points: SurvivalCurveDocument["points"]) => {
    const corners = points.filter(({ time }) => time <= most).flatMap(({ time, share }, place, all) => (place === 0 ? [[time, share]] : [[time, all[place - 1]!.share], [time, share]]) as [number, number][]);
    return corners.map(([time, share]) => `${x(time / most)},${y(share, 0, 1)}`).join(" ");
  };
  const bandOf = (points: SurvivalCurveDocument["points"]) => {
    const known = points.filter(({ time, lower, upper }) => time <= most && lower !== undefined && upper !== undefined);
    const edge = (end: "lower" | "upper") =>
      known.flatMap((point, place) => [place === 0 ? point : { ...known[place - 1]!, time: point.time }, point]).map((point) => `${x(point.time / most)},${y(point[end] ?? 0, 0, 1)}`);
    return svg`<polygon class="band" points=${[...edge("lower"), ...edge("upper").toReversed()].join(" ")} />`;
  };
  const ticks = Array.from({ length: 5 }, (_, place) => (most * place) / 4);
  const drawing = svg`
    ${valueAxis(0, 1, (value) => percent(value, 0))}
    <g class="axis">${ticks.map((time, place) => svg`<text x=${x(place / 4)} y=${HEIGHT - EDGE.bottom + 18} text-anchor=${place === 4 ? "end" : "middle"}>${axisText(time, "seconds")}</text>`)}</g>
    ${curves.length === 1 ? bandOf(curves[0]!.points) : ""}
    <line class="half" x1=${EDGE.left} x2=${WIDTH - EDGE.right} y1=${y(0.5, 0, 1)} y2=${y(0.5, 0, 1)} />
    ${curves.map(({ points, label }, place) => svg`<polyline class="line" style=${`stroke: ${SERIES[place % SERIES.length]}`} points=${steps(points)}><title>${label}</title></polyline>`)}`;
  const table: Table = { head: [title, words.tickets, words.stillOpen, words.median], rows: curves.map(({ label, cases, running, median }) => [label, number(cases), number(running), median === undefined ? "–" : lengthText(median)]) };
  return chart(`${title} · ${y_label} / ${x_label}`, drawing, table, legendOf(curves.map(({ label }, place) => [SERIES[place % SERIES.length]!, label])));
}

/** The end of an axis: the next round value. */
function nice(value: number, unit: string): number {
  const base = unit === "seconds" ? (value > 2 * DAY ? DAY : value > 2 * HOUR ? HOUR : 60) : 1;
  const rough = niceStep(value / base / 4);
  const step = (unit === "count" ? Math.max(1, rough) : rough) * base;
  return Math.ceil(value / step) * step || base;
}

function axisText(value: number, unit: string): string {
  if (unit === "share") return percent(value, 0);
  if (unit !== "seconds") return number(value);
  const { day, hour, minute } = texts().spans;
  if (value >= 2 * DAY) return `${number(value / DAY)} ${day}`;
  return value >= 2 * HOUR ? `${number(value / HOUR)} ${hour}` : `${number(value / 60)} ${minute}`;
}

/** The Monday of a week as day and month; a month as it is. */
function shortPeriod(period: string): string {
  return period.length === 10 ? when(`${period}T00:00:00Z`, "monthDay", "Etc/UTC") : period;
}

function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
