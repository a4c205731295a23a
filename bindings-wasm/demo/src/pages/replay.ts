// The replay of real incidents: a slider over their three months, and the wall as it stood at that instant.
import { html, render, svg, type TemplateResult } from "lit-html";

import type { App } from "../app/app";
import { icon } from "../app/icons";
import type { Page } from "../app/page";
import { replaceQuery } from "../app/route";
import { NO_FILTER, type Show, type WallFilter } from "../engine/protocol";
import { TicketPanel } from "../ticket/panel";
import { filterOf, filters, nothingFits, queryOf, tiles } from "../wall/tools";
import { WallView } from "../wall/wall";
import { fill, number, texts, when } from "../words/words";

type Opened = Awaited<ReturnType<App["engine"]["openReplay"]>>;

const SHOWN: readonly Show[] = ["open", "late", "soon", "paused", "all"];
const MINUTE = 60_000;
const DAY = 86_400_000;
/** While it plays, so much of the log passes in a second. */
const PACE = 6 * 3_600_000;
/** Where a first visit begins: a Monday morning with the log in full swing. */
const BEGIN = Date.parse("2016-05-02T08:00:00Z");
/** The log's stamps name no zone; they are read and shown as UTC. */
const ZONE = "Etc/UTC";

export class ReplayPage implements Page {
  private readonly tools = document.createElement("section");
  private readonly source = document.createElement("footer");
  private readonly wall: WallView;
  private readonly panel: TicketPanel;
  private readonly stop: () => void;
  private opened: Opened | undefined;
  private filter: WallFilter = NO_FILTER;
  private at = BEGIN;
  private asked = Number.NaN;
  private seeking = false;
  private playing = false;
  private last = 0;
  private noted = 0;

  constructor(
    private readonly app: App,
    root: HTMLElement,
  ) {
    this.wall = new WallView((key) => this.choose(key), ZONE);
    this.panel = new TicketPanel(app, "incidents", () => replaceQuery({ ticket: undefined }), ZONE);
    this.tools.className = "tools";
    this.source.className = "status";
    root.append(this.tools, this.wall.root, this.source, this.panel.root);
    this.stop = app.listen((told) => {
      if (told.type === "rows" && told.rows.wall === "incidents") this.wall.takeRows(told.rows);
      if (told.type !== "reading" || told.reading.wall !== "incidents") return;
      this.wall.takeReading(told.reading);
      this.draw();
    });
  }

  title = () => texts().replayTitle;

  show(query: URLSearchParams): void {
    this.filter = filterOf(query);
    const at = Date.parse(query.get("at") ?? "");
    if (!Number.isNaN(at)) this.at = at;
    this.wall.redraw();
    this.draw();
    void this.begin(query.get("ticket"));
  }

  frame(): void {
    const now = performance.now();
    const passed = now - this.last;
    this.last = now;
    if (this.playing && this.opened) {
      this.at = Math.min(this.opened.end, this.at + (passed / 1000) * PACE);
      if (this.at >= this.opened.end) this.playing = false;
    }
    void this.seek();
    this.wall.frame(this.wall.latest?.at ?? this.at);
  }

  leave(): void {
    this.stop();
    this.panel.close();
    void this.app.engine.watch(undefined, this.filter);
  }

  private async begin(ticket: string | null): Promise<void> {
    this.opened ??= await this.app.engine.openReplay();
    this.at = Math.max(this.opened.start, Math.min(this.opened.end, this.at));
    await this.app.engine.seek(this.at);
    await this.app.engine.watch("incidents", this.filter);
    if (ticket) void this.panel.open(ticket);
    else this.panel.close();
    this.draw();
  }

  /** Brings the engine to the slider's instant, one step at a time however fast it moves. */
  private async seek(): Promise<void> {
    if (this.seeking || !this.opened || this.asked === this.at) return;
    this.seeking = true;
    this.asked = this.at;
    await this.app.engine.seek(this.at);
    this.seeking = false;
    if (performance.now() - this.noted < 500 && this.playing) return;
    this.noted = performance.now();
    replaceQuery({ at: new Date(Math.floor(this.at / MINUTE) * MINUTE).toISOString() });
  }

  private choose(key: string): void {
    this.playing = false;
    replaceQuery({ ticket: key });
    void this.panel.open(key);
  }

  private set(changes: Partial<WallFilter>): void {
    this.filter = { ...this.filter, ...changes };
    replaceQuery(queryOf(this.filter));
    void this.app.engine.watch("incidents", this.filter);
    this.draw();
  }

  private move(at: number): void {
    this.at = at;
    this.draw();
  }

  private draw(): void {
    const words = texts();
    const set = (changes: Partial<WallFilter>) => this.set(changes);
    const { latest } = this.wall;
    render(html`
      <header class="page-head"><h1>${words.replayTitle}</h1><p>${words.replayLead}</p></header>
      ${this.opened ? this.slider(this.opened) : ""}
      ${tiles(SHOWN, this.filter, latest, set)} ${filters(this.filter, set)}
      ${latest?.order.length === 0 ? nothingFits(set) : ""}`, this.tools);
    if (!this.opened) return;
    const { source, licence, changes } = this.opened.attribution;
    render(html`<span>${this.wall.summary()}</span><span>${fill(words.attribution, source, licence, changes)}</span>`, this.source);
  }

  private slider({ start, end, perDay }: Opened): TemplateResult {
    const words = texts();
    const most = Math.max(...perDay);
    const share = (this.at - start) / (end - start);
    return html`<div class="slider card">
      <button type="button" class="icon-button" aria-label=${this.playing ? words.pause : words.play} @click=${() => ((this.playing = !this.playing), this.draw())}>${icon(this.playing ? "pause" : "play")}</button>
      <div class="track-area">
        <svg viewBox="0 0 ${perDay.length} 30" preserveAspectRatio="none" role="img" aria-label=${`${words.perDay}: ${number(most)}`}>
          ${Array.from(perDay, (count, day) => svg`<rect class=${start + (day + 1) * DAY <= this.at ? "past" : ""} x=${day + 0.15} width="0.7" y=${30 - (count / most) * 28} height=${(count / most) * 28} />`)}
          <line x1=${share * perDay.length} x2=${share * perDay.length} y1="0" y2="30" />
        </svg>
        <input type="range" name="at" aria-label=${words.instant} aria-valuetext=${when(this.at, "full", ZONE)} min=${start / MINUTE} max=${end / MINUTE} step="30" .value=${String(Math.round(this.at / MINUTE))} @input=${(event: Event) => this.move(Number((event.target as HTMLInputElement).value) * MINUTE)} />
      </div>
      <output>${when(this.at, "full", ZONE)}</output>
    </div>`;
  }
}
