// The wall of the live desk.
import { html, render, type TemplateResult } from "lit-html";

import type { App } from "../app/app";
import { icon } from "../app/icons";
import type { Page } from "../app/page";
import { address, replaceQuery } from "../app/route";
import { load, save } from "../app/settings";
import { NO_FILTER, SHOWS, SORTS, type Show, type Sort, type WallFilter } from "../engine/protocol";
import { TicketPanel } from "../ticket/panel";
import { WallView } from "../wall/wall";
import { fill, label, number, texts } from "../words/words";

const CROWD = 10_000;
const PRIORITIES = ["P1", "P2", "P3", "P4"];

export class BoardPage implements Page {
  private readonly tools = document.createElement("section");
  private readonly status = document.createElement("footer");
  private readonly announcer = document.createElement("p");
  private readonly wall: WallView;
  private readonly panel: TicketPanel;
  private readonly stop: () => void;
  private filter: WallFilter = NO_FILTER;
  private crowded = load<boolean>("crowd") ?? false;
  private late = -1;
  private statusAt = 0;

  constructor(
    private readonly app: App,
    root: HTMLElement,
  ) {
    this.wall = new WallView((key) => replaceQuery({ ticket: key }) ?? this.openTicket(key));
    this.panel = new TicketPanel(app, "desk", () => replaceQuery({ ticket: undefined }));
    this.tools.className = "tools";
    this.status.className = "status";
    this.announcer.className = "visually-hidden";
    this.announcer.setAttribute("role", "status");
    root.append(this.tools, this.wall.root, this.status, this.announcer, this.panel.root);
    this.stop = app.listen((told) => {
      if (told.type === "rows" && told.rows.wall === "desk") this.wall.takeRows(told.rows);
      if (told.type === "changed") this.panel.changed(told.tickets.map(({ number: key }) => key));
      if (told.type !== "reading" || told.reading.wall !== "desk") return;
      this.wall.takeReading(told.reading);
      this.announce(told.reading.counts.late);
      this.draw();
    });
    if (this.crowded) void app.engine.fill(CROWD);
  }

  title = () => texts().boardTitle;

  show(query: URLSearchParams): void {
    this.filter = filterOf(query);
    void this.app.engine.watch("desk", this.filter);
    this.wall.redraw();
    this.draw();
    const ticket = query.get("ticket");
    if (ticket) this.openTicket(ticket);
    else this.panel.close();
  }

  frame(now: number): void {
    this.wall.frame(now);
    this.panel.frame(now);
    if (now - this.statusAt >= 1_000 || now < this.statusAt) {
      this.statusAt = now;
      this.drawStatus();
    }
  }

  leave(): void {
    this.stop();
    this.panel.close();
    void this.app.engine.watch(undefined, this.filter);
  }

  private openTicket(key: string): void {
    void this.panel.open(key);
  }

  private set(changes: Partial<WallFilter>): void {
    this.filter = { ...this.filter, ...changes };
    const { text, priorities, show, sort } = this.filter;
    replaceQuery({
      q: text || undefined,
      priority: priorities.join(",") || undefined,
      show: show === NO_FILTER.show ? undefined : show,
      sort: sort === NO_FILTER.sort ? undefined : sort,
    });
    void this.app.engine.watch("desk", this.filter);
    this.draw();
  }

  private draw(): void {
    render(this.toolbar(), this.tools);
  }

  private toolbar(): TemplateResult {
    const words = texts();
    const { filter } = this;
    const counts = this.wall.latest?.counts;
    const toggle = (priority: string) =>
      filter.priorities.includes(priority) ? filter.priorities.filter((each) => each !== priority) : [...filter.priorities, priority].sort();
    return html`
      <h1 class="visually-hidden">${words.boardTitle}</h1>
      <div class="tiles" role="group" aria-label=${words.boardTitle}>
        ${SHOWS.map((show) => html`<button type="button" class="tile" data-show=${show} aria-pressed=${filter.show === show} @click=${() => this.set({ show })}>
          <strong>${counts ? number(counts[show]) : "–"}</strong> <span>${words.shows[show]}</span></button>`)}
      </div>
      <div class="filters">
        <input type="search" name="search" .value=${filter.text} placeholder=${words.search} aria-label=${words.search} @input=${(event: Event) => this.set({ text: (event.target as HTMLInputElement).value })} />
        <div class="chips" role="group" aria-label=${words.sorts.priority}>
          ${PRIORITIES.map((priority) => html`<button type="button" class="badge" data-priority=${priority} title=${label("priority", priority)} aria-pressed=${filter.priorities.includes(priority)} @click=${() => this.set({ priorities: toggle(priority) })}>${priority}</button>`)}
        </div>
        <label class="inline">${words.sort}
          <select name="sort" @change=${(event: Event) => this.set({ sort: (event.target as HTMLSelectElement).value as Sort })}>
            ${SORTS.map((sort) => html`<option value=${sort} ?selected=${sort === filter.sort}>${words.sorts[sort]}</option>`)}
          </select></label>
        <label class="inline switch" title=${words.crowdHint}><input type="checkbox" name="crowd" .checked=${this.crowded} @change=${() => this.crowd()} />${words.crowd}</label>
        <a class="button primary" href=${address("intake")}>${icon("intake")}${words.intakeTitle}</a>
      </div>
      ${counts && this.wall.latest?.order.length === 0 ? html`<p class="empty">${words.noTickets} <button type="button" class="quiet" @click=${() => this.set(NO_FILTER)}>${words.clearFilters}</button></p>` : ""}
    `;
  }

  private drawStatus(): void {
    const reading = this.wall.latest;
    if (!reading) return;
    const words = texts();
    const line = fill(words.status, number(reading.clocks), number(reading.took, 1), number(this.wall.frameTime, 1));
    render(html`<span>${this.wall.summary()}</span><span>${line}</span>`, this.status);
  }

  private crowd(): void {
    this.crowded = !this.crowded;
    save("crowd", this.crowded);
    void this.app.engine.fill(this.crowded ? CROWD : 0);
  }

  /** Says once when more tickets are late than before. */
  private announce(late: number): void {
    if (this.late >= 0 && late > this.late) this.announcer.textContent = fill(texts().announceLate, number(late));
    this.late = late;
  }
}

function filterOf(query: URLSearchParams): WallFilter {
  const show = query.get("show");
  const sort = query.get("sort");
  return {
    text: query.get("q") ?? "",
    priorities: (query.get("priority") ?? "").split(",").filter((priority) => PRIORITIES.includes(priority)),
    show: SHOWS.find((each: Show) => each === show) ?? NO_FILTER.show,
    sort: SORTS.find((each: Sort) => each === sort) ?? NO_FILTER.sort,
  };
}
