// The policy editor: the document that decides, part by part, with what the engine finds wrong with it while one types.
import type { BundleDocument, FindingDocument, PresetName } from "aftersales";
import { html, render, type TemplateResult } from "lit-html";

import type { App } from "../app/app";
import { icon } from "../app/icons";
import type { Page } from "../app/page";
import { replaceQuery, route } from "../app/route";
import { load, save } from "../app/settings";
import { Refused } from "../engine/rpc";
import { inputLabel, valueLabel } from "../words/inputs";
import { fill, label, number, texts } from "../words/words";
import { placeOf } from "./json_place";
import { write } from "./json_text";

const PARTS = ["sla", "calendars", "grading", "escalation", "gates", "intake", "numbering", "labels"] as const;
type Part = (typeof PARTS)[number];
const PRESETS: readonly PresetName[] = ["after-sales", "three-grade"];

export class PolicyPage implements Page {
  private inForce: BundleDocument | undefined;
  private draft: BundleDocument | undefined;
  private part: Part = "sla";
  private text = "";
  private problem = "";
  private findings: readonly FindingDocument[] | undefined;
  /** The document that the findings are of. */
  private checked: BundleDocument | undefined;
  private checking = false;
  private notice = "";

  constructor(
    private readonly app: App,
    private readonly root: HTMLElement,
  ) {}

  title = () => texts().policyTitle;

  show(query: URLSearchParams): void {
    this.part = PARTS.find((part) => part === query.get("part")) ?? "sla";
    void this.begin();
  }

  private async begin(): Promise<void> {
    this.inForce = await this.app.engine.policy();
    this.draft ??= load<BundleDocument>("policy-draft") ?? this.inForce;
    this.text = write(this.draft[this.part] ?? {});
    this.problem = "";
    this.draw();
    await this.check();
  }

  private get changed(): boolean {
    return JSON.stringify(this.draft) !== JSON.stringify(this.inForce);
  }

  private edit(text: string): void {
    this.text = text;
    this.notice = "";
    try {
      const part = JSON.parse(text) as BundleDocument[Part];
      this.problem = "";
      this.take({ ...this.draft!, [this.part]: part });
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
      this.draw();
    }
  }

  private take(draft: BundleDocument): void {
    this.draft = draft;
    if (this.changed) save("policy-draft", draft);
    else save("policy-draft", this.inForce);
    this.draw();
    void this.check();
  }

  /** Asks for findings, one document at a time: whoever types faster than the engine checks has the latest checked next. */
  private async check(): Promise<void> {
    if (this.checking) return;
    this.checking = true;
    while (this.checked !== this.draft) {
      const { draft } = this;
      this.findings = await this.app.engine.check(draft!);
      this.checked = draft;
    }
    this.checking = false;
    this.draw();
  }

  private async putInForce(): Promise<void> {
    try {
      const { revised, policies } = await this.app.engine.revise(this.draft!, "edited on the policy page");
      save("policies", policies);
      this.inForce = this.draft;
      this.notice = fill(texts().inForce, number(revised));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.problem = error.message;
    }
    this.draw();
  }

  private async startFrom(preset: PresetName | undefined): Promise<void> {
    const document = preset ? await this.app.engine.preset(preset) : this.inForce!;
    this.text = write(document[this.part] ?? {});
    this.problem = "";
    this.take(document);
  }

  private choosePart(part: Part): void {
    this.part = part;
    replaceQuery({ part });
    this.text = write(this.draft?.[part] ?? {});
    this.problem = "";
    this.draw();
  }

  /** Shows the place of a finding in the text. */
  private goTo(path: string): void {
    const [first = "", ...rest] = path.split(/\.(.*)/s);
    const name = first.replace(/\[.*/, "");
    const part = PARTS.find((each) => each === name);
    if (!part) return;
    if (part !== route().query.get("part")) this.choosePart(part);
    const area = this.root.querySelector("textarea");
    if (!area) return;
    const [from, to] = placeOf(this.text, first.slice(name.length) + rest.join("."));
    area.focus();
    area.setSelectionRange(from, to);
    const line = this.text.slice(0, from).split("\n").length;
    area.scrollTop = Math.max(0, (line - 4) * (area.scrollHeight / this.text.split("\n").length));
  }

  private draw(): void {
    if (!this.draft) return;
    const words = texts();
    const fresh = this.checked === this.draft;
    const errors = this.findings?.some(({ severity }) => severity === "error") ?? true;
    render(html`
      <header class="page-head"><h1>${words.policyTitle}</h1><p>${words.policyLead}</p></header>
      <div class="columns policy">
        <section class="card editor">
          <div class="tabs" role="group" aria-label=${words.part}>
            ${PARTS.map((part) => html`<button type="button" aria-pressed=${part === this.part} @click=${() => this.choosePart(part)}>${part}${this.count(part)}</button>`)}
          </div>
          <textarea aria-label=${`${words.policyTitle}: ${this.part}`} spellcheck="false" autocomplete="off" autocapitalize="off" wrap="off" rows="26" .value=${this.text} @input=${(event: Event) => this.edit((event.target as HTMLTextAreaElement).value)}></textarea>
          <div class="row-end">
            <label class="inline">${words.startFrom}
              <select name="preset" @change=${(event: Event) => this.preset(event)}>
                <option value="">–</option>${PRESETS.map((preset) => html`<option value=${preset}>${preset}</option>`)}
              </select></label>
            ${this.changed ? html`<button type="button" class="quiet" @click=${() => this.startFrom(undefined)}>${words.backToForce}</button>` : ""}
            <button type="button" class="primary" ?disabled=${!this.changed || !fresh || errors || this.problem !== ""} @click=${() => this.putInForce()}>${words.putInForce}</button>
          </div>
        </section>
        <section class="card findings">
          <h2>${this.findings && this.findings.length > 0 ? fill(words.checkFinds, this.findings.length) : words.findingsTitle}</h2>
          <div role="status">
            ${this.problem ? html`<p class="bad">${icon("alert")} ${fill(words.notJson, this.problem)}</p>` : ""}
            ${this.notice ? html`<p class="good">${icon("check")} ${this.notice}</p>` : ""}
            ${!this.problem && !this.notice ? html`<p class="hint">${!fresh ? words.checking : !this.changed ? words.unchanged : errors ? words.errorsFirst : ""}</p>` : ""}
            ${fresh && this.findings?.length === 0 ? html`<p class="good">${icon("check")} ${words.checkClean}</p>` : ""}
          </div>
          <ol aria-busy=${!fresh}>${(this.findings ?? []).map((finding) => this.finding(finding))}</ol>
        </section>
      </div>`, this.root);
  }

  private finding({ severity, code, path, message, witness }: FindingDocument): TemplateResult {
    const text = label("finding", code);
    return html`<li data-severity=${severity}>
      <span class="chip">${label("severity", severity)}</span>
      <button type="button" class="quiet" @click=${() => this.goTo(path)}><code>${path}</code></button>
      <strong>${text === code ? code : text}</strong>
      <p>${message}</p>
      ${witness?.type === "case" ? html`<p class="hint">${texts().witness}: ${Object.entries(witness.inputs).map(([input, value]) => `${inputLabel(input)} ${valueLabel(input, value)}`).join(", ")}</p>` : ""}
    </li>`;
  }

  private count(part: Part): TemplateResult | string {
    const found = (this.findings ?? []).filter(({ path }) => path === part || path.startsWith(`${part}.`) || path.startsWith(`${part}[`));
    if (found.length === 0) return "";
    return html` <span class="chip" data-severity=${found[0]!.severity}>${found.length}</span>`;
  }

  private preset(event: Event): void {
    const select = event.target as HTMLSelectElement;
    const preset = PRESETS.find((each) => each === select.value);
    if (preset) void this.startFrom(preset);
    select.value = "";
  }
}
