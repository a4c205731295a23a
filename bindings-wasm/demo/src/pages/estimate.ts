// The estimate sheet: planned work on the left, what it costs by line and payer on the right.
import type { ChargeDocument, EffortDocument, EstimateDocument, EstimateLineDocument, EstimateRequestDocument, FormulaDocument, MoneyDocument, PlanLineDocument, RangeTotalsDocument } from "aftersales";
import { html, render, svg, type TemplateResult } from "lit-html";

import type { App } from "../app/app";
import { icon } from "../app/icons";
import type { Page } from "../app/page";
import { load, save } from "../app/settings";
import { Refused } from "../engine/rpc";
import { PLAN, PRICE_BOOK } from "../sample/prices";
import { costWord } from "../words/cost";
import { currentLanguage, DESK_ZONE, fill, money, number, span, texts, when } from "../words/words";

type Estimated = Awaited<ReturnType<App["engine"]["estimate"]>>;
type Type = "labour" | "part" | "travel_zone" | "freight" | "consumables" | "diagnosis" | "outsourcing" | "discount";

/** How far repairs of a kind lie apart: the standard deviation of the logarithm of their time. */
const SPREADS = { routine: "0.2", usual: "0.45", uncertain: "0.8" } as const;
type Spread = keyof typeof SPREADS;

const PAYERS = ["customer", "warranty", "contract", "goodwill"];
const TYPES: readonly Type[] = ["labour", "part", "travel_zone", "freight", "consumables", "diagnosis", "outsourcing", "discount"];
/** What a new line of each type charges. */
const NEW: { readonly [type in Type]: ChargeDocument } = {
  labour: { type: "labour", grade: "engineer", seconds: 3_600 },
  part: { type: "part", part: "fan-80", quantity: "1" },
  travel_zone: { type: "travel_zone", zone: "city" },
  freight: { type: "freight", freight: "standard" },
  consumables: { type: "consumables" },
  diagnosis: { type: "diagnosis", repair: "accepted" },
  outsourcing: { type: "outsourcing", supplier: "rewinding shop", cost: "300.00" },
  discount: { type: "discount", discount: { type: "percent", percent: "5" } },
};

export class EstimatePage implements Page {
  private lines: readonly PlanLineDocument[] = load<PlanLineDocument[]>("plan") ?? PLAN;
  private spread: Spread = load<Spread>("spread") ?? "usual";
  private estimated: Estimated | undefined;
  private problem = "";
  private asked = 0;

  constructor(
    private readonly app: App,
    private readonly root: HTMLElement,
  ) {}

  title = () => texts().estimateTitle;

  show(): void {
    this.draw();
    void this.count();
  }

  private change(lines: readonly PlanLineDocument[]): void {
    this.lines = lines;
    save("plan", lines);
    this.draw();
    void this.count();
  }

  private async count(): Promise<void> {
    const asked = (this.asked += 1);
    const request: EstimateRequestDocument = {
      version: 1,
      issued_at: new Date(this.app.now()).toISOString(),
      payers: [{ payer: "customer", percent: "100" }],
      lines: this.lines,
    };
    try {
      const estimated = await this.app.engine.estimate(PRICE_BOOK, request, this.efforts(), currentLanguage(), DESK_ZONE);
      if (asked !== this.asked) return;
      this.estimated = estimated;
      this.problem = "";
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (asked !== this.asked) return;
      this.problem = error.message;
    }
    this.draw();
  }

  /** The time of each line of labour: half of such jobs take no longer than planned. */
  private efforts(): { readonly [line: string]: EffortDocument } {
    const labour = this.lines.flatMap(({ id, charge }) => (charge.type === "labour" && charge.seconds > 0 ? [[id, charge.seconds] as const] : []));
    return Object.fromEntries(labour.map(([id, seconds]) => [id, { type: "log_normal", median_seconds: seconds, sigma: SPREADS[this.spread] }]));
  }

  private chooseSpread(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    this.spread = value === "routine" || value === "uncertain" ? value : "usual";
    save("spread", this.spread);
    void this.count();
  }

  private draw(): void {
    const words = texts();
    render(html`
      <header class="page-head"><h1>${words.estimateTitle}</h1><p>${words.estimateLead}</p></header>
      <div class="columns">
        <section class="card plan"><h2>${words.plan}</h2>
          <ul>${this.lines.map((line, place) => this.line(line, place))}</ul>
          <label class="inline">${words.addLine}
            <select name="add" @change=${(event: Event) => this.add(event)}><option value="">–</option>${TYPES.map((type) => html`<option value=${type}>${costWord(type)}</option>`)}</select></label>
          <div role="status">${this.problem ? html`<p class="bad">${icon("alert")} ${this.problem}</p>` : ""}</div>
        </section>
        <aside class="side">${this.estimated ? [this.totals(this.estimated.estimate), this.range(this.estimated)] : ""}</aside>
      </div>
      ${this.estimated ? this.sheet(this.estimated) : ""}`, this.root);
  }

  private line(line: PlanLineDocument, place: number): TemplateResult {
    const words = texts();
    const { charge, payers } = line;
    const set = (changed: Partial<PlanLineDocument>) => this.change(this.lines.map((each, at) => (at === place ? { ...each, ...changed } : each)));
    const payer = payers?.[0]?.payer ?? "customer";
    return html`<li>
      <strong>${costWord(charge.type)}</strong>
      <div class="line-fields">${this.fields(charge, (changed) => set({ charge: changed }))}
        ${charge.type === "discount" ? "" : select(`payer-${place}`, words.payer, PAYERS, payer, (chosen) => set({ payers: [{ payer: chosen, percent: "100" }] }))}</div>
      <button type="button" class="icon-button" aria-label=${`${words.remove}: ${costWord(charge.type)}`} @click=${() => this.change(this.lines.filter((_, at) => at !== place))}>${icon("close")}</button>
    </li>`;
  }

  private fields(charge: ChargeDocument, set: (charge: ChargeDocument) => void): TemplateResult | readonly TemplateResult[] {
    const words = texts();
    switch (charge.type) {
      case "labour":
        return [
          select("grade", words.fields.role, Object.keys(PRICE_BOOK.labour?.grades ?? {}), charge.grade, (grade) => set({ ...charge, grade })),
          input("hours", words.hours, String(charge.seconds / 3_600), (hours) => set({ ...charge, seconds: Math.round(Number(hours) * 3_600) }), "0.25"),
          select("when", words.basis, ["regular", "after_hours", "rest_day", "holiday"], charge.hours ?? "regular", (hours) => set({ ...charge, hours })),
        ];
      case "part":
        return [
          select("part", words.fields.item, Object.keys(PRICE_BOOK.parts ?? {}), charge.part, (part) => set({ ...charge, part })),
          input("quantity", words.quantity, charge.quantity, (quantity) => set({ ...charge, quantity })),
        ];
      case "travel_zone":
        return select("zone", words.fields.to, Object.keys(PRICE_BOOK.travel?.zones ?? {}), charge.zone, (zone) => set({ ...charge, zone }));
      case "freight":
        return select("freight", words.fields.method, Object.keys(PRICE_BOOK.freight ?? {}), charge.freight, (freight) => set({ ...charge, freight }));
      case "outsourcing":
        return input("cost", words.amount, charge.cost, (cost) => set({ ...charge, cost }), "0.01");
      case "discount":
        return charge.discount.type === "percent" ? input("percent", "%", charge.discount.percent, (percent) => set({ type: "discount", discount: { type: "percent", percent } }), "0.5") : [];
      default:
        return [];
    }
  }

  private totals({ totals, payers, valid_until }: EstimateDocument): TemplateResult {
    const words = texts();
    return html`<section class="card"><h2>${words.totals}</h2>
      <p class="total" aria-live="polite">${money(totals.total)}</p>
      <table class="totals"><thead><tr><th>${words.payer}</th><th class="n">${words.net}</th><th class="n">${words.tax}</th><th class="n">${words.toPay}</th></tr></thead>
        <tbody>${payers.map((payer) => html`<tr><th scope="row">${costWord(payer.payer)}</th><td class="n">${amount(payer.net)}</td><td class="n">${amount(payer.tax)}</td><td class="n">${amount(payer.total)}</td></tr>`)}</tbody></table>
      <p class="hint">${words.validUntil} ${when(valid_until, "full")}</p></section>`;
  }

  /** What such jobs cost and take: one in ten stays below the first value, half below the second, nine in ten below the third. */
  private range({ range, completion }: Estimated): TemplateResult | string {
    const words = texts();
    if (!range) return "";
    const { effort, total, payers } = range;
    const shares = [words.oneInTen, words.half, words.nineInTen];
    const rows: (readonly [string, ...string[]])[] = [
      [words.toPay, amount(total.p10), amount(total.p50), amount(total.p90)],
      ...payers.map(({ payer = "", p10, p50, p90 }) => [costWord(payer), amount(p10), amount(p50), amount(p90)] as const),
      [costWord("labour"), span(effort.p10_seconds * 1e6), span(effort.p50_seconds * 1e6), span(effort.p90_seconds * 1e6)],
      ...(completion ? [[words.completed, when(completion.p10, "week"), when(completion.p50, "week"), when(completion.p90, "week")] as const] : []),
    ];
    return html`<section class="card"><h2>${words.range}</h2>
      ${rangeBar(total)}
      <label class="inline">${words.spread}<select name="spread" @change=${(event: Event) => this.chooseSpread(event)}>
        ${(Object.keys(SPREADS) as Spread[]).map((spread) => html`<option value=${spread} ?selected=${spread === this.spread}>${words.spreads[spread]}</option>`)}</select></label>
      <div class="scroll" tabindex="0" role="group" aria-label=${words.range}><table class="range">
        <thead><tr><th></th>${shares.map((share) => html`<th class="n">${share}</th>`)}</tr></thead>
        <tbody>${rows.map(([name, ...values]) => html`<tr><th scope="row">${name}</th>${values.map((value) => html`<td class="n">${value}</td>`)}</tr>`)}</tbody></table></div>
      ${completion ? html`<p class="good">${icon("check")} ${fill(words.promised, when(completion.promised), String(completion.promised_percent))}</p>` : ""}
      <p class="hint">${words.method}: <code>${effort.method}</code></p></section>`;
  }

  private sheet({ estimate, sheet }: Estimated): TemplateResult {
    const words = texts();
    return html`<section class="card"><h2>${words.estimateTitle}</h2>
        <div class="scroll" tabindex="0" role="group" aria-label=${words.estimateTitle}><table class="lines">
          <thead><tr><th>${words.charge}</th><th>${words.how}</th><th>${words.payer}</th><th class="n">${words.amount}</th></tr></thead>
          <tbody>${estimate.lines.map((line) => html`<tr>
            <td>${lineName(line)}</td><td><span class="hint">${formula(line.formula)}</span>${line.source ? html` <code>${line.source}</code>` : ""}</td>
            <td>${line.shares.map(({ payer }) => costWord(payer)).join(", ")}</td><td class="n">${amount(line.amount)}</td></tr>`)}</tbody>
        </table></div></section>
      <details class="card report"><summary>${words.sheet}</summary><pre tabindex="0">${sheet}</pre></details>`;
  }

  private add(event: Event): void {
    const choice = event.target as HTMLSelectElement;
    const type = TYPES.find((each) => each === choice.value);
    choice.value = "";
    if (!type) return;
    const serial = Math.max(0, ...this.lines.map(({ id }) => Number(/\d+$/.exec(id)?.[0] ?? 0))) + 1;
    this.change([...this.lines, { id: `line-${serial}`, charge: NEW[type] }]);
  }
}

/** The range of the total as a bar with its median. */
function rangeBar({ p10, p50, p90 }: RangeTotalsDocument): TemplateResult {
  const [low, middle, high] = [Number(p10.amount), Number(p50.amount), Number(p90.amount)];
  // A tenth of the span on either side, so that the ends can be seen as such.
  const [from, to] = [low - (high - low) * 0.1, high + (high - low) * 0.1];
  const x = (value: number) => (to > from ? ((value - from) / (to - from)) * 300 : 150);
  return html`<svg class="range-bar" viewBox="0 0 300 34" role="img" aria-label=${`${money(p10)} – ${money(p50)} – ${money(p90)}`}>
    ${svg`<line x1="0" x2="300" y1="17" y2="17" /><rect x=${x(low)} width=${Math.max(2, x(high) - x(low))} y="9" height="16" rx="4" /><circle cx=${x(middle)} cy="17" r="6" />`}</svg>`;
}

function select(name: string, title: string, values: readonly string[], value: string, choose: (value: string) => void): TemplateResult {
  return html`<label class="field">${title}<select name=${name} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
    ${values.map((each) => html`<option value=${each} ?selected=${each === value}>${costWord(each)}</option>`)}</select></label>`;
}

function input(name: string, title: string, value: string, write: (value: string) => void, step = "1"): TemplateResult {
  return html`<label class="field">${title}<input type="number" name=${name} min="0" step=${step} .value=${value} @change=${(event: Event) => write((event.target as HTMLInputElement).value || "0")} /></label>`;
}

function lineName({ kind, item, hours }: EstimateLineDocument): string {
  return [costWord(kind), item && costWord(item), hours && hours !== "regular" ? costWord(hours) : ""].filter(Boolean).join(" · ");
}

/** Where an amount comes from, as the engine says it. */
function formula(from: FormulaDocument): string {
  switch (from.type) {
    case "rate":
      return `${from.unit === "second" || from.unit === "seconds" ? span(Number(from.quantity) * 1e6) : from.quantity} × ${from.rate}${from.multiplier === "1" ? "" : ` × ${from.multiplier}`}`;
    case "percent":
      return `${from.percent} % × ${from.of}`;
    case "flat":
      return from.amount;
    case "difference":
      return `${from.from} → ${from.to}`;
  }
}

function amount({ amount: written }: MoneyDocument): string {
  return number(Number(written), 2);
}
