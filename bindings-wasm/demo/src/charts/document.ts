// What the charts draw: documents of numbers that the engine computed, with their titles.
import type { FigureDocument, StageTimeDocument, TrendDocument } from "aftersales";

import { label } from "../words/words";
import { figureName } from "../words/figures";

export type Chart =
  | { readonly type: "trend"; readonly title: string; readonly trend: TrendDocument }
  | { readonly type: "pareto"; readonly title: string; readonly bars: readonly Bar[] }
  | { readonly type: "ageing"; readonly title: string; readonly buckets: readonly { readonly label: string }[]; readonly series: readonly AgeSeries[] }
  | { readonly type: "stages"; readonly title: string; readonly stages: readonly (StageTimeDocument & { readonly label: string })[] }
  | { readonly type: "survival"; readonly title: string; readonly x_label: string; readonly y_label: string; readonly curves: readonly Curve[] };

export interface Bar {
  readonly label: string;
  readonly count: number | string;
  readonly share: number;
  readonly cumulative: number;
}

export interface AgeSeries {
  readonly label: string;
  readonly counts: readonly number[];
  readonly open: number;
}

export interface Curve {
  readonly label: string;
  readonly cases: number;
  readonly running: number;
  readonly median?: number;
  readonly points: readonly { readonly time: number; readonly share: number; readonly lower?: number; readonly upper?: number }[];
}

/** Fewer points are no line. */
const FEWEST_POINTS = 4;
const AGES = ["< 1", "1–3", "3–7", "7–30", "≥ 30"];

/** The charts of a report: trends, and the details of figures that have any. */
export function chartsOf(trends: readonly TrendDocument[], figures: readonly FigureDocument[], byPriority: readonly FigureDocument[]): Chart[] {
  const charts: Chart[] = [];
  for (const { name, detail } of figures) {
    const title = figureName(name);
    if (detail?.type === "stages") charts.push({ type: "stages", title, stages: detail.stages.map((stage) => ({ ...stage, label: figureName(stage.until) })) });
    if (detail?.type === "parts") {
      const outer = detail.parts.filter(({ words }) => words.length === 1);
      charts.push({ type: "pareto", title, bars: outer.map((part) => ({ ...part, label: part.words.map((word) => label("class", word)).join(" · ") })) });
    }
    if (detail?.type === "ageing" && detail.open > 0) {
      const of = byPriority.filter((figure) => figure.name === name);
      const series = of.flatMap(({ group = [], detail: part }) => (part?.type === "ageing" && part.open > 0 ? [{ label: group.join(" · "), counts: part.by_age, open: part.open }] : []));
      charts.push({ type: "ageing", title, buckets: AGES.map((age) => ({ label: age })), series });
    }
  }
  return [...charts, ...trends.filter(({ points }) => points.length >= FEWEST_POINTS).map((trend): Chart => ({ type: "trend", title: figureName(trend.name), trend }))];
}
