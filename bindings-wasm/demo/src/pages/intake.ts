// The intake form: graded while one types, with what is missing and what would be promised.
import type { Channel, GradeExplanationDocument, GradingInputDocument, IntakeRecordDocument, Kind, Tier } from "aftersales";
import { html, render, type TemplateResult } from "lit-html";

import type { App } from "../app/app";
import { icon } from "../app/icons";
import type { Page } from "../app/page";
import { address } from "../app/route";
import { load, save } from "../app/settings";
import { Refused } from "../engine/rpc";
import { ticketNumber } from "../sample/history";
import { gradingFields, type Values } from "../ticket/grading_fields";
import { inputLabel, valueLabel } from "../words/inputs";
import { currentLanguage, fill, label, number, texts, when, wordsOf } from "../words/words";

type Weighed = Awaited<ReturnType<App["engine"]["weigh"]>>;
type Text = "symptom" | "brand" | "model" | "serial_number" | "fault_at" | "frequency" | "wanted_outcome";
type Contact = "customer_name" | "phone" | "email";

interface Draft {
  readonly kind: Kind;
  readonly channel: Channel;
  readonly tier: Tier | "";
  readonly texts: { readonly [field in Text]?: string };
  readonly contact: { readonly [field in Contact]?: string };
  readonly inputs: Values;
}

const EMPTY: Draft = { kind: "repair", channel: "hotline", tier: "", texts: {}, contact: {}, inputs: {} };
/** A case that is half told. */
const example = (): Draft => ({
  kind: "repair",
  channel: "hotline",
  tier: "strategic",
  texts: { symptom: currentLanguage() === "zh" ? "压缩机过热并冒烟" : "Compressor is overheating, smoke at the back", brand: "North", model: "C-200" },
  contact: { customer_name: currentLanguage() === "zh" ? "北方冷链" : "Northern Cold Chain" },
  inputs: { severity: "severe", scope: "several_functions", safety_hazard: false },
});
const UNIT: readonly Text[] = ["brand", "model", "serial_number", "fault_at", "frequency"];
const CONTACT: readonly Contact[] = ["customer_name", "phone", "email"];

export class IntakePage implements Page {
  private draft: Draft = { ...EMPTY, ...load<Draft>("intake") };
  private declared: readonly GradingInputDocument[] = [];
  private weighed: Weighed | undefined;
  private asked = 0;
  private opened = "";
  private problem = "";

  constructor(
    private readonly app: App,
    private readonly root: HTMLElement,
  ) {}

  title = () => texts().intakeTitle;

  show(): void {
    this.draw();
    void this.app.engine.gradingInputs().then((declared) => {
      this.declared = declared;
      void this.weigh();
    });
  }

  private change(changes: Partial<Draft>): void {
    this.draft = { ...this.draft, ...changes };
    this.opened = "";
    save("intake", this.draft);
    this.draw();
    void this.weigh();
  }

  /** Asks the engine what the form would become; a late answer to an earlier form is not shown. */
  private async weigh(): Promise<void> {
    const asked = (this.asked += 1);
    const { kind, channel, tier } = this.draft;
    const weighed = await this.app.engine.weigh(this.inputs(), this.record(), kind, channel, tier);
    if (asked !== this.asked) return;
    this.weighed = weighed;
    this.draw();
  }

  /** The grading inputs; a text that the form asks for anyway is one of them where the policy looks into it. */
  private inputs(): Values {
    const symptom = this.draft.texts.symptom;
    const looks = this.declared.some(({ name }) => name === "symptom");
    return looks && symptom ? { ...this.draft.inputs, symptom } : this.draft.inputs;
  }

  private record(): IntakeRecordDocument {
    const { texts: written, contact, inputs } = this.draft;
    const { fault_at, ...rest } = written;
    const given = CONTACT.filter((field) => contact[field]);
    const { scope } = inputs;
    return {
      ...rest,
      ...(fault_at ? { fault_at: new Date(`${fault_at}:00+08:00`).toISOString() } : {}),
      ...(scope === undefined ? {} : { scope: String(scope) }),
      ...(given.length > 0 ? { contact: { id: "contact-new", given } } : {}),
    };
  }

  private async open(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { kind, channel, tier } = this.draft;
    const now = this.app.now();
    const today = ticketNumber(now, 0).slice(0, -4);
    const taken = (await this.app.engine.numbers()).filter((number) => number.startsWith(today)).map((number) => Number(number.slice(-4)));
    const number = ticketNumber(now, Math.max(0, ...taken) + 1);
    const record = this.record();
    const title = record.symptom ?? label("kind", kind);
    this.problem = "";
    try {
      await this.app.engine.open(number, title, this.app.role, { type: "open", number, kind, channel, ...(tier ? { tier } : {}), intake: record }, this.inputs());
      this.draft = EMPTY;
      save("intake", this.draft);
      this.opened = number;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.problem = error.message;
    }
    this.draw();
    void this.weigh();
  }

  private draw(): void {
    const words = texts();
    const { draft } = this;
    render(html`
      <header class="page-head"><h1>${words.intakeTitle}</h1><p>${words.intakeLead}</p></header>
      <div class="columns">
        <form class="card form" @submit=${(event: SubmitEvent) => this.open(event)}>
          <fieldset><legend>${words.theCase}</legend>
            <div class="fields">
              ${this.select("kind", words.fields.kind, wordsOf("kind"), draft.kind, (kind) => this.change({ kind: kind as Kind }))}
              ${this.select("channel", words.fields.channel, wordsOf("channel"), draft.channel, (channel) => this.change({ channel: channel as Channel }))}
              ${this.select("tier", words.fields.tier, ["", ...wordsOf("tier")], draft.tier, (tier) => this.change({ tier: tier as Tier | "" }))}
              <label class="field wide">${label("intake_field", "symptom")}
                <textarea id="field-symptom" name="symptom" rows="2" .value=${draft.texts.symptom ?? ""} @input=${(event: Event) => this.write("symptom", event)}></textarea></label>
              ${gradingFields(this.declared, draft.inputs, (inputs) => this.change({ inputs }), ["symptom"])}
              ${draft.kind === "complaint" || draft.kind === "upgrade" ? this.text("wanted_outcome") : ""}
            </div></fieldset>
          <fieldset><legend>${words.theUnit}</legend><div class="fields">${UNIT.map((field) => this.text(field))}</div></fieldset>
          <fieldset><legend>${words.theContact}</legend><div class="fields">
            ${CONTACT.map((field) => html`<label class="field">${label("contact_field", field)}
              <input id=${`field-contact.${field}`} name=${field} autocomplete="off" .value=${draft.contact[field] ?? ""} @input=${(event: Event) => this.change({ contact: { ...draft.contact, [field]: valueOf(event) } })} /></label>`)}
          </div></fieldset>
          <div class="row-end">${this.brief()}<button type="button" class="quiet" @click=${() => this.change(example())}>${words.example}</button><button type="submit" class="primary">${words.open}</button></div>
          <div role="status">
            ${this.opened ? html`<p class="good">${icon("check")} ${fill(words.opened, this.opened)} — <a href=${address("board", { ticket: this.opened })}>${words.toTicket}</a></p>` : ""}
            ${this.problem ? html`<p class="bad">${icon("alert")} ${this.problem}</p>` : ""}
          </div>
        </form>
        <aside class="side">${this.weighed ? this.result(this.weighed) : ""}</aside>
      </div>`, this.root);
  }

  /** The grade beside the button, where the rest is off the screen. */
  private brief(): TemplateResult | string {
    const { explanation, missing } = this.weighed ?? {};
    if (!explanation || !missing) return "";
    const { priority } = explanation.grade;
    return html`<p class="brief"><span class="badge" data-priority=${priority}>${priority}</span> ${missing.length === 0 ? texts().nothingMissing : `${texts().whatIsMissing}: ${number(missing.length)}`}</p>`;
  }

  private result({ problems, explanation, missing, promised }: Weighed): TemplateResult {
    const words = texts();
    return html`
      <section class="card"><h2>${words.grade}</h2>
        ${this.headline(explanation)}
        ${explanation ? this.grade(explanation) : html`
          <p class="hint">${fill(words.gradeNeeds, problems.map(({ field }) => inputLabel(field)).join(", "))}</p>`}
      </section>
      <section class="card"><h2>${words.whatIsMissing}</h2>
        ${missing.length === 0 ? html`<p class="good">${icon("check")} ${words.nothingMissing}</p>` : html`<ul class="missing">
          ${missing.map(({ field, code, message }) => html`<li><button type="button" class="quiet" title=${message} @click=${() => this.goTo(field)}>${fieldLabel(field)}</button>
            <small>${label("missing", code)}</small></li>`)}</ul>`}
      </section>
      <section class="card"><h2>${words.promises}</h2>
        <div class="scroll" tabindex="0" role="group" aria-label=${words.promises}><table><thead><tr><th>${words.clocks}</th><th>${words.dueAt}</th><th>${words.promisedBy}</th></tr></thead>
          <tbody>${promised.map(({ metric, due, target_source }) => html`<tr><td>${label("metric", metric)}</td><td>${due ? when(due) : "–"}</td><td><code>${target_source}</code></td></tr>`)}</tbody></table></div>
      </section>`;
  }

  /** The grade itself, which is also spoken when it changes. */
  private headline(explanation: GradeExplanationDocument | undefined): TemplateResult {
    const words = texts();
    const { priority, safety_hazard } = explanation?.grade ?? {};
    return html`<p class=${priority ? "grade" : "grade none"} aria-live="polite">${priority
      ? html`<span class="badge big" data-priority=${priority}>${priority}</span> ${label("priority", priority)} ${safety_hazard ? html`<span class="chip escalation">${icon("alert")} ${words.hazard}</span>` : ""}`
      : words.noGradeYet}</p>`;
  }

  private grade({ rules, facts, alternatives }: GradeExplanationDocument): TemplateResult {
    const words = texts();
    const deciding = rules.filter(({ state }) => state === "decided" || state === "fired");
    const found = facts.flatMap(({ keywords = [] }) => keywords.map(({ word }) => word));
    return html`
      ${found.length > 0 ? html`<p class="hint">${fill(words.foundWords, found.join(", "))}</p>` : ""}
      <h3>${words.rulesFired}</h3>
      <ul class="rules">${deciding.map(({ path, note }) => html`<li><code>${path}</code> ${note ?? ""}</li>`)}</ul>
      ${alternatives.length > 0 ? html`<ul class="rules alternatives">${alternatives.map(({ input, value, priority }) => html`<li>${fill(words.wouldBe, priority, value === undefined || value === "" ? fill(words.leftOut, inputLabel(input)) : `${inputLabel(input)}: ${valueLabel(input, value)}`)}</li>`)}</ul>` : ""}`;
  }

  private select(name: string, title: string, values: readonly string[], value: string, choose: (value: string) => void): TemplateResult {
    return html`<label class="field">${title}<select name=${name} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
      ${values.map((each) => html`<option value=${each} ?selected=${each === value}>${each === "" ? "–" : label(name, each)}</option>`)}</select></label>`;
  }

  private text(field: Text): TemplateResult {
    return html`<label class="field ${field === "wanted_outcome" ? "wide" : ""}">${label("intake_field", field)}
      <input id=${`field-${field}`} name=${field} type=${field === "fault_at" ? "datetime-local" : "text"} autocomplete="off" .value=${this.draft.texts[field] ?? ""} @input=${(event: Event) => this.write(field, event)} /></label>`;
  }

  private write(field: Text, event: Event): void {
    this.change({ texts: { ...this.draft.texts, [field]: valueOf(event) } });
  }

  private goTo(field: string): void {
    const id = field === "scope" ? "[name=input-scope]" : `#${CSS.escape(`field-${field}`)}`;
    this.root.querySelector<HTMLElement>(id)?.focus();
  }
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement).value;
}

function fieldLabel(field: string): string {
  return field.startsWith("contact.") ? label("contact_field", field.slice("contact.".length)) : label("intake_field", field);
}
