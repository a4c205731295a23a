// What all charts share: a frame with axes, and the same numbers as a table.
import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit-html";

import { icon } from "../app/icons";
import { texts } from "../words/words";

/** The drawing's own units: it scales to the width that it has. */
export const [WIDTH, HEIGHT] = [560, 230];
export const EDGE = { left: 58, right: 14, top: 12, bottom: 34 } as const;
export const INNER = { width: WIDTH - EDGE.left - EDGE.right, height: HEIGHT - EDGE.top - EDGE.bottom } as const;

/** The colours of series, which differ in lightness too. */
export const SERIES = ["var(--series-1)", "var(--series-2)", "var(--series-3)", "var(--series-4)", "var(--series-5)"] as const;

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A chart with its title, its drawing and its numbers. */
export function chart(title: string, drawing: SVGTemplateResult, table: Table, legend: TemplateResult | string = "", height = HEIGHT): TemplateResult {
  const { head, rows } = table;
  return html`<figure class="card chart">
    <figcaption><h2>${title}</h2></figcaption>
    <svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label=${title}>${drawing}</svg>
    ${legend}
    <details><summary>${icon("table")} ${texts().asTable}</summary>
      <div class="scroll" tabindex="0" role="group" aria-label=${title}><table>
        <thead><tr>${head.map((cell, place) => html`<th class=${place > 0 ? "n" : ""}>${cell}</th>`)}</tr></thead>
        <tbody>${rows.map((row) => html`<tr>${row.map((cell, place) => (place === 0 ? html`<th scope="row">${cell}</th>` : html`<td class="n">${cell}</td>`))}</tr>`)}</tbody>
      </table></div></details>
  </figure>`;
}

/** Lines across with their values, from `least` to `most`. */
export function valueAxis(least: number, most: number, write: (value: number) => string): SVGTemplateResult {
  const step = niceStep((most - least) / 4);
  const first = Math.ceil(least / step) * step;
  const values = Array.from({ length: Math.floor((most - first) / step + 1e-9) + 1 }, (_, place) => first + place * step);
  return svg`<g class="axis">${values.map((value) => svg`<line x1=${EDGE.left} x2=${WIDTH - EDGE.right} y1=${y(value, least, most)} y2=${y(value, least, most)} />
    <text x=${EDGE.left - 7} y=${y(value, least, most)} text-anchor="end">${write(value)}</text>`)}</g>`;
}

/** Words below the drawing at places from 0 to 1; as many as there is room for. */
export function wordAxis(words: readonly string[], centred: boolean, most = 8): SVGTemplateResult {
  const every = Math.max(1, Math.ceil(words.length / most));
  const at = (place: number) => x(centred ? (place + 0.5) / words.length : words.length > 1 ? place / (words.length - 1) : 0.5);
  return svg`<g class="axis">${words.map((word, place) => (place % every === 0 ? svg`<text x=${at(place)} y=${HEIGHT - EDGE.bottom + 18} text-anchor=${!centred && place === words.length - 1 ? "end" : "middle"}>${word}</text>` : ""))}</g>`;
}

export function x(share: number): number {
  return EDGE.left + share * INNER.width;
}

export function y(value: number, least: number, most: number): number {
  return EDGE.top + INNER.height * (1 - (value - least) / (most - least || 1));
}

/** 1, 2 or 5 times a power of ten. */
export function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough || 1));
  const factor = [1, 2, 5, 10].find((each) => each * power >= rough) ?? 10;
  return factor * power;
}

/** Which colour stands for what. */
export function legendOf(entries: readonly (readonly [colour: string, text: string])[]): TemplateResult {
  return html`<p class="legend">${entries.map(([colour, text]) => html`<span><i style=${`background: ${colour}`}></i>${text}</span>`)}</p>`;
}
