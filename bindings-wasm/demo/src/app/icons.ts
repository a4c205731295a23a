// Line icons, drawn in the colour of the text.
import { svg, type SVGTemplateResult } from "lit-html";

const PATHS = {
  board: "M3 4h14v12H3zM3 8h14M8 8v8",
  intake: "M4 3h9l3 3v11H4zM7 9h6M7 12h6",
  estimate: "M5 3h10v14l-2-1.5L11 17l-2-1.5L7 17l-2-1.5zM8 7h4M8 10h4",
  figures: "M4 16V9M8 16V5M12 16v-5M16 16V7",
  replay: "M4 10a6 6 0 1 1 2 4.5M4 10l-1.5-2M4 10l2-1.5M10 7v3l2 1.5",
  policy: "M10 3l6 2v5c0 3.5-2.5 6-6 7-3.5-1-6-3.5-6-7V5zM7.5 10l2 2 3.5-3.5",
  settings: "M4 6h7M15 6h1M4 14h1M9 14h7M13 6a1.5 1.5 0 1 1-.001 0M7 14a1.5 1.5 0 1 1-.001 0",
  close: "M5 5l10 10M15 5L5 15",
  pause: "M7 5v10M13 5v10",
  play: "M7 5l8 5-8 5z",
  moon: "M15 12A6 6 0 0 1 8 5a6 6 0 1 0 7 7z",
  up: "M10 16V5M5.5 9.5L10 5l4.5 4.5",
  check: "M4 10l4 4 8-8",
  alert: "M10 3l8 14H2zM10 8v4M10 14.5v.5",
  table: "M3 4h14v12H3zM3 8h14M3 12h14M9 4v12",
} as const;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName): SVGTemplateResult {
  return svg`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d=${PATHS[name]} /></svg>`;
}
