// What can be done with a ticket now, by whom; and what stands in the way of the rest.
import type { CommandName, GradingInputDocument, ReasonDocument } from "aftersales";
import { html, type TemplateResult } from "lit-html";

import type { App } from "../app/app";
import { icon } from "../app/icons";
import type { TicketView } from "../engine/protocol";
import { Refused } from "../engine/rpc";
import { fill, label, number, texts } from "../words/words";
import { commandOf, FORMS, type Field } from "./forms";
import { gradingFields, type Values } from "./grading_fields";

const ROLES = ["front_desk", "engineer", "expert", "technical_supervisor", "service_supervisor", "department_manager"];
const COMMON: readonly CommandName[] = ["send_message", "receive_message", "grade", "wait", "resume", "start_diagnosis", "log_step", "assign", "answer", "complete", "confirm", "close", "escalate", "reopen"];

export class Actions {
  private chosen: CommandName | undefined;
  private inputs: Values = {};
  private declared: readonly GradingInputDocument[] = [];
  private reasons: readonly ReasonDocument[] = [];
  private message = "";

  constructor(
    private readonly app: App,
    private readonly redraw: () => void,
    private readonly reload: () => Promise<void>,
  ) {}

  reset(): void {
    this.chosen = undefined;
    this.reasons = [];
    this.message = "";
  }

  draw(view: TicketView): TemplateResult {
    const words = texts();
    if (view.available.length === 0) return html`<p class="hint">${words.clockOnly}</p>`;
    const known = view.available.filter(({ command }) => FORMS[command] !== undefined);
    const possible = known.filter((each) => each.possible).map(({ command }) => command).sort((one, other) => rank(one) - rank(other));
    const others = known.filter((each) => !each.possible);
    return html`
      <label class="inline">${words.actingAs}
        <select name="role" @change=${(event: Event) => this.actAs((event.target as HTMLSelectElement).value)}>
          ${ROLES.map((role) => html`<option value=${role} ?selected=${role === this.app.role}>${label("role", role)}</option>`)}
        </select></label>
      <div class="commands">
        ${possible.map((command) => html`<button type="button" data-command=${command} aria-pressed=${command === this.chosen} @click=${() => this.choose(command, view)}>${label("command", command)}</button>`)}
      </div>
      ${this.chosen && possible.includes(this.chosen) ? this.form(this.chosen, view) : ""}
      <div role="status" class="outcome">${this.message ? html`<p class="good">${icon("check")} ${this.message}</p>` : ""}
        ${this.reasons.length > 0 ? html`<p class="bad">${icon("alert")} ${words.refused}</p><ul>${this.reasons.map((reason) => html`<li>${reasonText(reason)}</li>`)}</ul>` : ""}</div>
      ${others.length > 0 ? html`<details class="not-yet"><summary>${fill(words.notYet, number(others.length))}</summary>
        <dl>${others.map(({ command, lacks }) => html`<dt>${label("command", command)}</dt><dd>${lacks.map((reason) => html`<span>${reasonText(reason)}</span>`)}</dd>`)}</dl></details>` : ""}
    `;
  }

  private form(command: CommandName, view: TicketView): TemplateResult {
    const words = texts();
    const fields = FORMS[command] ?? [];
    return html`<form class="command-form" @submit=${(event: SubmitEvent) => this.submit(event, command, view)}>
      ${fields.map((field) => this.field(field, view))}
      <div class="row-end">
        <button type="button" class="quiet" @click=${() => (this.reset(), this.redraw())}>${words.cancel}</button>
        <button type="submit" class="primary">${words.send}: ${label("command", command)}</button>
      </div></form>`;
  }

  private field(field: Field, view: TicketView): TemplateResult | readonly TemplateResult[] {
    const words = texts().fields;
    if (field.type === "special") {
      if (field.name === "inputs") return gradingFields(this.declared, this.inputs, (values) => ((this.inputs = values), this.redraw()));
      if (field.name === "waits") return select("waits", words.reason, view.waits.map((wait) => [wait, label("wait_reason", wait)]));
      if (field.name === "total") return html`<label class="field">${words.total} (CNY)<input name="total" required inputmode="decimal" value="480.00" /></label>`;
      return html`<label class="field">${words.reference}<input name="evidence" value="mail-1" /></label>`;
    }
    const title = words[field.name as keyof typeof words] ?? field.name;
    if (field.type === "choice") return select(field.name, title, field.words.map((word) => [word, label(field.list, word)]));
    if (field.type === "instant") return html`<label class="field">${title}<input type="datetime-local" name=${field.name} required value=${localIn(this.app.now(), 24)} /></label>`;
    return html`<label class="field ${field.type === "text" ? "wide" : ""}">${title}
      <input type=${field.type === "number" ? "number" : "text"} name=${field.name} ?required=${!field.optional} value=${field.sample ?? ""} /></label>`;
  }

  private actAs(role: string): void {
    this.app.role = role;
    void this.reload();
  }

  private choose(command: CommandName, view: TicketView): void {
    this.reset();
    this.chosen = command;
    if (command === "grade") {
      this.inputs = view.inputs;
      void this.app.engine.gradingInputs().then((declared) => {
        this.declared = declared;
        this.redraw();
      });
    }
    this.redraw();
  }

  private async submit(event: SubmitEvent, command: CommandName, view: TicketView): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    this.reasons = [];
    this.message = "";
    try {
      const happened = await this.app.engine.execute({ number: view.key, role: this.app.role, kind: commandOf(command, form, this.inputs) });
      this.chosen = undefined;
      this.message = fill(texts().done, happened.map((event_) => label("event", event_)).join(" · "));
      await this.reload();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { data } = error as { data: { readonly reasons?: readonly ReasonDocument[] } | undefined };
      this.reasons = data?.reasons ?? [{ code: error.code, message: error.message, data: {} } as ReasonDocument];
      this.redraw();
    }
  }
}

function select(name: string, title: string, options: readonly (readonly [string, string])[]): TemplateResult {
  return html`<label class="field">${title}<select name=${name}>${options.map(([value, text]) => html`<option value=${value}>${text}</option>`)}</select></label>`;
}

/** A reason in the visitor's language, with the engine's own sentence where there is no label. */
function reasonText({ code, message }: ReasonDocument): string {
  const text = label("refusal", code);
  return text === code.replaceAll("_", " ") ? message : text;
}

function rank(command: CommandName): number {
  const place = COMMON.indexOf(command);
  return place < 0 ? COMMON.length : place;
}

/** The desk's wall clock some hours ahead, as a form field wants it. */
function localIn(now: number, hours: number): string {
  return new Date(now + (hours + 8) * 3_600_000).toISOString().slice(0, 16);
}
