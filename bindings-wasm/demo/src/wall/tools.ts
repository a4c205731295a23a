// The tiles and filters above a wall.
import { html, type TemplateResult } from "lit-html";

import { NO_FILTER, SHOWS, SORTS, type Show, type Sort, type WallFilter, type WallReading } from "../engine/protocol";
import { label, number, texts } from "../words/words";

export const PRIORITIES = ["P1", "P2", "P3", "P4"];

export function tiles(shows: readonly Show[], filter: WallFilter, reading: WallReading | undefined, set: (changes: Partial<WallFilter>) => void): TemplateResult {
  const words = texts();
  return html`<div class="tiles" role="group" aria-label=${words.boardTitle}>
    ${shows.map((show) => html`<button type="button" class="tile" data-show=${show} aria-pressed=${filter.show === show} @click=${() => set({ show })}>
      <strong>${reading ? number(reading.counts[show]) : "–"}</strong> <span>${words.shows[show]}</span></button>`)}
  </div>`;
}

export function filters(filter: WallFilter, set: (changes: Partial<WallFilter>) => void, more: unknown = ""): TemplateResult {
  const words = texts();
  const toggled = (priority: string) =>
    filter.priorities.includes(priority) ? filter.priorities.filter((each) => each !== priority) : [...filter.priorities, priority].sort();
  return html`<div class="filters">
    <input type="search" name="search" .value=${filter.text} placeholder=${words.search} aria-label=${words.search} @input=${(event: Event) => set({ text: (event.target as HTMLInputElement).value })} />
    <div class="chips" role="group" aria-label=${words.sorts.priority}>
      ${PRIORITIES.map((priority) => html`<button type="button" class="badge" data-priority=${priority} title=${label("priority", priority)} aria-pressed=${filter.priorities.includes(priority)} @click=${() => set({ priorities: toggled(priority) })}>${priority}</button>`)}
    </div>
    <label class="inline"><span>${words.sort}</span>
      <select name="sort" @change=${(event: Event) => set({ sort: (event.target as HTMLSelectElement).value as Sort })}>
        ${SORTS.map((sort) => html`<option value=${sort} ?selected=${sort === filter.sort}>${words.sorts[sort]}</option>`)}
      </select></label>
    ${more}
  </div>`;
}

export function nothingFits(set: (changes: Partial<WallFilter>) => void): TemplateResult {
  const words = texts();
  return html`<p class="empty">${words.noTickets} <button type="button" class="quiet" @click=${() => set(NO_FILTER)}>${words.clearFilters}</button></p>`;
}

/** A filter as the address of a page has it. */
export function filterOf(query: URLSearchParams): WallFilter {
  const [show, sort] = [query.get("show"), query.get("sort")];
  return {
    text: query.get("q") ?? "",
    priorities: (query.get("priority") ?? "").split(",").filter((priority) => PRIORITIES.includes(priority)),
    show: SHOWS.find((each) => each === show) ?? NO_FILTER.show,
    sort: SORTS.find((each) => each === sort) ?? NO_FILTER.sort,
  };
}

export function queryOf({ text, priorities, show, sort }: WallFilter): { readonly [name: string]: string | undefined } {
  return {
    q: text || undefined,
    priority: priorities.join(",") || undefined,
    show: show === NO_FILTER.show ? undefined : show,
    sort: sort === NO_FILTER.sort ? undefined : sort,
  };
}
