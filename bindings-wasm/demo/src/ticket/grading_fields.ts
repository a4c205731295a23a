// A form for whatever inputs the grading document declares.
import type { GradingInputDocument, GradingInputs } from "aftersales";
import { html, type TemplateResult } from "lit-html";

import { inputLabel, valueLabel } from "../words/inputs";
import { texts } from "../words/words";

export type Values = { readonly [input: string]: string | number | boolean };

/** Fields for the inputs; texts are left out where `without` names them, because the form asks for them elsewhere. */
export function gradingFields(inputs: readonly GradingInputDocument[], values: Values, change: (values: GradingInputs) => void, without: readonly string[] = []): TemplateResult[] {
  const set = (name: string, value: string | number | boolean | undefined) => {
    const { [name]: _, ...rest } = values;
    change(value === undefined ? rest : { ...rest, [name]: value });
  };
  return inputs.filter(({ name }) => !without.includes(name)).map((input) => {
    const { name } = input;
    const value = values[name];
    const optional = input.presence === "optional";
    if (input.type === "choice") {
      return html`<label class="field">${title(name, optional)}
        <select name=${`input-${name}`} ?required=${!optional} @change=${(event: Event) => set(name, (event.target as HTMLSelectElement).value || undefined)}>
          <option value="" ?selected=${value === undefined}>${texts().choose}</option>
          ${input.values.map((each) => html`<option value=${each} ?selected=${value === each}>${valueLabel(name, each)}</option>`)}
        </select></label>`;
    }
    if (input.type === "yes_no") {
      const option = (answer: boolean, text: string) => html`<label class="inline"><input type="radio" name=${`input-${name}`} .checked=${value === answer} @change=${() => set(name, answer)} />${text}</label>`;
      return html`<fieldset class="field yes-no"><legend>${title(name, optional)}</legend>${option(true, texts().yes)}${option(false, texts().no)}</fieldset>`;
    }
    if (input.type === "number") {
      return html`<label class="field">${inputLabel(name)} (${input.unit})
        <input type="number" name=${`input-${name}`} min=${input.least} max=${input.most} .value=${value === undefined ? "" : String(value)} @input=${(event: Event) => set(name, numberOf(event))} /></label>`;
    }
    return html`<label class="field wide">${inputLabel(name)}
      <textarea name=${`input-${name}`} rows="2" .value=${value === undefined ? "" : String(value)} @input=${(event: Event) => set(name, (event.target as HTMLTextAreaElement).value || undefined)}></textarea></label>`;
  });
}

/** An input's label, with a mark where it must be given. */
function title(name: string, optional: boolean): TemplateResult {
  return html`<span>${inputLabel(name)}${optional ? "" : html`<i class="needed" aria-hidden="true">•</i>`}</span>`;
}

function numberOf(event: Event): number | undefined {
  const { value } = event.target as HTMLInputElement;
  return value === "" ? undefined : Number(value);
}
