// The figures of a desk: the headline numbers against their targets, what stands out, and charts with tables beside.
import type { FigureDocument, KpiFindingDocument } from "aftersales";
import { html, render, type TemplateResult } from "lit-html";

import type { App } from "../app/app";
import { icon } from "../app/icons";
import type { Page } from "../app/page";
import { replaceQuery } from "../app/route";
import { draw } from "../charts/draw";
import type { WallName } from "../engine/protocol";
import { figureName, intervalText, lengthText, targetText, valueText } from "../words/figures";
import { currentLanguage, fill, number, percent, texts } from "../words/words";

type Figures = Awaited<ReturnType<App["engine"]["figures"]>>;
type Basis = "calendar" | "working";

/** In the middle of the incidents' log, with many of them open. */
const AS_OF = "2016-05-16";

export class FiguresPage implements Page {
  private of: WallName = "incidents";
  private basis: Basis = "calendar";
  private asOf = AS_OF;
  private figures: Figures | undefined;
  private asked = 0;

  constructor(
    private readonly app: App,
    private readonly root: HTMLElement,
  ) {}

  title = () => texts().figuresTitle;

  show(query: URLSearchParams): void {
    this.of = query.get("of") === "desk" ? "desk" : "incidents";
    this.basis = query.get("basis") === "working" ? "working" : "calendar";
    this.asOf = /^\d{4}-\d\d-\d\d$/.test(query.get("asof") ?? "") ? query.get("asof")! : AS_OF;
    this.draw();
    void this.count();
  }

  private async count(): Promise<void> {
    const asked = (this.asked += 1);
    const figures = await this.app.engine.figures(this.of, this.basis, this.asOf, currentLanguage());
    if (asked !== this.asked) return;
    this.figures = figures;
    this.draw();
  }

  private set(changes: { readonly of?: WallName; readonly basis?: Basis; readonly asOf?: string }): void {
    Object.assign(this, changes);
    replaceQuery({ of: this.of === "desk" ? "desk" : undefined, basis: this.basis === "working" ? "working" : undefined, asof: this.asOf === AS_OF ? undefined : this.asOf });
    void this.count();
  }

  private draw(): void {
    const words = texts();
    const { figures } = this;
    render(html`
      <header class="page-head"><h1>${words.figuresTitle}</h1></header>
      <div class="filters">
        <label class="inline">${words.figuresOf}<select name="of" @change=${(event: Event) => this.set({ of: (event.target as HTMLSelectElement).value as WallName })}>
          <option value="incidents" ?selected=${this.of === "incidents"}>${words.ofIncidents}</option><option value="desk" ?selected=${this.of === "desk"}>${words.ofDesk}</option></select></label>
        <label class="inline">${words.basis}<select name="basis" @change=${(event: Event) => this.set({ basis: (event.target as HTMLSelectElement).value as Basis })}>
          ${(["calendar", "working"] as const).map((basis) => html`<option value=${basis} ?selected=${this.basis === basis}>${words.bases[basis]}</option>`)}</select></label>
        ${this.of === "incidents" ? html`<label class="inline">${words.asOf}<input type="date" name="asof" min="2016-03-07" max="2017-02-20" .value=${this.asOf} @change=${(event: Event) => this.set({ asOf: (event.target as HTMLInputElement).value || AS_OF })} /></label>` : ""}
      </div>
      <div role="status">${figures ? "" : html`<p class="hint">${words.adding}</p>`}</div>
      ${figures ? this.all(figures) : ""}`, this.root);
  }

  private all({ report, text, charts, byPriority, attribution }: Figures): TemplateResult {
    const words = texts();
    const findings = report.findings ?? [];
    return html`
      <div class="numbers">${report.summary.map((figure) => this.number(figure))}</div>
      <section class="card"><h2>${words.findings}</h2>
        ${findings.length === 0 ? html`<p class="hint">${words.checkClean}</p>` : html`<ul class="rules">${findings.map((finding) => html`<li>${findingText(finding)}</li>`)}</ul>`}</section>
      <div class="charts">${charts.map(draw)}</div>
      <section class="card"><h2>${words.byPriority}</h2>${this.table(byPriority)}</section>
      <details class="card report"><summary>${words.report}</summary><pre tabindex="0">${text}</pre></details>
      ${attribution ? html`<p class="status">${fill(words.attribution, attribution.source, attribution.licence, attribution.changes)}</p>` : ""}`;
  }

  private number(figure: FigureDocument): TemplateResult {
    const words = texts();
    const { name, value, unit, denominator, target, met, source } = figure;
    const interval = intervalText(figure);
    return html`<div class="card headline">
      <h2>${figureName(name)}</h2><strong>${valueText(value, unit)}</strong>
      <small>${interval ? `${interval} · ` : ""}${words.tickets}: ${number(denominator)}${source ? ` · ${source}` : ""}</small>
      ${target && met !== undefined ? html`<small class=${met ? "good" : "bad"}>${icon(met ? "check" : "alert")} ${targetText(target, unit)} ${met ? words.targetMet : words.targetMissed}</small>` : ""}
    </div>`;
  }

  private table(figures: readonly FigureDocument[]): TemplateResult {
    const words = texts();
    const groups = [...new Set(figures.map(({ group = [] }) => group.join(" · ")))].sort();
    const names = [...new Set(figures.map(({ name }) => name))];
    const of = (name: string, group: string) => figures.find((figure) => figure.name === name && (figure.group ?? []).join(" · ") === group);
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${words.byPriority}><table>
      <thead><tr><th>${words.figure}</th>${groups.map((group) => html`<th class="n">${group}</th>`)}</tr></thead>
      <tbody>${names.map((name) => html`<tr><th scope="row">${figureName(name)}</th>${groups.map((group) => {
        const figure = of(name, group);
        return html`<td class="n">${figure ? valueText(figure.value, figure.unit) : "–"}</td>`;
      })}</tr>`)}</tbody></table></div>`;
  }
}

function findingText(finding: KpiFindingDocument): string {
  const { found } = texts();
  switch (finding.type) {
    case "signal":
      return fill(found.signal, figureName(finding.figure), finding.period, valueText(finding.value, finding.unit), finding.limits.map((limit) => valueText(limit, finding.unit)).join(" – "));
    case "bottleneck":
      return fill(found.bottleneck, figureName(finding.until), percent(finding.share), lengthText(finding.mean));
    case "growing_backlog":
      return fill(found.growing_backlog, number(finding.before), number(finding.now));
    case "flattering_attainment":
      return fill(found.flattering_attainment, figureName(finding.figure), percent(finding.of_closed), percent(finding.of_due));
    case "open_tickets_count":
      return fill(found.open_tickets_count, figureName(finding.figure), lengthText(finding.median), finding.censored_median === undefined ? "–" : lengthText(finding.censored_median), number(finding.running));
  }
}
