// The wall of the live desk.
import { html, render, type TemplateResult } from "lit-html";

import type { App } from "../app/app";
import { icon } from "../app/icons";
import type { Page } from "../app/page";
import { address, replaceQuery } from "../app/route";
import { load, save } from "../app/settings";
import { NO_FILTER, SHOWS, type WallFilter } from "../engine/protocol";
import { TicketPanel } from "../ticket/panel";
import { filterOf, filters, nothingFits, queryOf, tiles } from "../wall/tools";
import { WallView } from "../wall/wall";
import { fill, number, texts } from "../words/words";

const CROWD = 10_000;

export class BoardPage implements Page {
  private readonly tools = document.createElement("section");
  private readonly status = document.createElement("footer");
  private readonly announcer = document.createElement("p");
  private readonly wall: WallView;
  private readonly panel: TicketPanel;
  private readonly stop: () => void;
  private filter: WallFilter = NO_FILTER;
  private crowded = load<boolean>("crowd") ?? false;
  private counted = "";
  private late = -1;
  private statusAt = 0;

  constructor(
    private readonly app: App,
    root: HTMLElement,
  ) {
    this.wall = new WallView((key) => this.choose(key));
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
      this.drawCounts();
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

  private choose(key: string): void {
    replaceQuery({ ticket: key });
    this.openTicket(key);
  }

  private openTicket(key: string): void {
    void this.panel.open(key);
  }

  private set(changes: Partial<WallFilter>): void {
    this.filter = { ...this.filter, ...changes };
    replaceQuery(queryOf(this.filter));
    void this.app.engine.watch("desk", this.filter);
    this.draw();
  }

  /** Draws the tiles again where a count changed. */
  private drawCounts(): void {
    const counted = JSON.stringify([this.wall.latest?.counts, this.wall.latest?.order.length]);
    if (counted !== this.counted) this.draw();
    this.counted = counted;
  }

  private draw(): void {
    render(this.toolbar(), this.tools);
  }

  private toolbar(): TemplateResult {
    const words = texts();
    const { latest } = this.wall;
    const set = (changes: Partial<WallFilter>) => this.set(changes);
    const crowd = html`<label class="inline switch" title=${words.crowdHint}><input type="checkbox" name="crowd" .checked=${this.crowded} @change=${() => this.crowd()} />${words.crowd}</label>
      <a class="button primary" href=${address("intake")}>${icon("intake")}${words.intakeTitle}</a>`;
    return html`<h1 class="visually-hidden">${words.boardTitle}</h1>
      ${tiles(SHOWS, this.filter, latest, set)} ${filters(this.filter, set, crowd)}
      ${latest?.order.length === 0 ? nothingFits(set) : ""}`;
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
