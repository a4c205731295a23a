// The frame around the pages: where to go, the desk's time, language and theme.
import { html, render, type TemplateResult } from "lit-html";

import { SPEEDS } from "../engine/clock";
import { currentLanguage, texts, useLanguage, when } from "../words/words";
import type { App } from "./app";
import { icon } from "./icons";
import type { Page } from "./page";
import { address, PAGES, route, type PageName } from "./route";
import { applyTheme, save, settings, THEMES } from "./settings";

export type MakePage = (app: App, root: HTMLElement) => Page;

export class Shell {
  private readonly header = document.createElement("header");
  private readonly main = document.createElement("main");
  private page: Page | undefined;
  private shown: PageName | undefined;
  private shownTime = "";

  constructor(
    private readonly app: App,
    private readonly pages: { readonly [name in PageName]: MakePage },
  ) {
    document.body.replaceChildren();
    render(html`<a class="skip" href="#content" @click=${(event: Event) => this.skip(event)}>${texts().skip}</a>`, document.body);
    this.header.className = "top";
    this.main.id = "content";
    this.main.tabIndex = -1;
    document.body.append(this.header, this.main);
    addEventListener("hashchange", () => this.show());
    this.show();
    const frame = () => {
      const now = this.app.now();
      this.page?.frame?.(now);
      this.showTime(now);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  /** Draws the page of the address. */
  show(): void {
    const { page, query } = route();
    if (page !== this.shown) {
      this.page?.leave?.();
      const root = document.createElement("div");
      root.className = `page page-${page}`;
      this.main.replaceChildren(root);
      this.page = this.pages[page](this.app, root);
      if (this.shown) {
        scrollTo(0, 0);
        this.main.focus({ preventScroll: true });
      }
      this.shown = page;
    }
    this.page?.show(query);
    render(this.top(page), this.header);
    document.title = `${this.page?.title() ?? ""} · aftersales`;
  }

  private top(current: PageName): TemplateResult {
    const words = texts();
    return html`
      <a class="brand" href=${address("board")}><span class="mark" aria-hidden="true"></span>aftersales <small>${words.brand}</small></a>
      <nav aria-label=${words.brand}>
        ${PAGES.map((page) => html`<a href=${address(page)} aria-current=${page === current ? "page" : "false"}>${icon(page)}<span>${words.pages[page]}</span></a>`)}
      </nav>
      <div class="desk-time"><span class="visually-hidden">${words.deskTime}</span><time id="desk-time"></time></div>
      <details class="settings">
        <summary aria-label=${words.more} title=${words.more}>${icon("settings")}</summary>
        <div class="sheet">
          ${this.choice(words.pace, "pace", SPEEDS.map((speed) => [String(speed), words.paces[speed]]), String(settings.pace), (value) => this.app.pace(Number(value)))}
          ${this.choice(words.language, "language", [["en", "English"], ["zh", "中文"]], currentLanguage(), (value) => this.speak(value))}
          ${this.choice(words.theme, "theme", THEMES.map((theme) => [theme, words.themes[theme]]), settings.theme, (value) => this.dress(value))}
          <button type="button" class="quiet" @click=${() => this.startAnew()}>${words.startAnew}</button>
        </div>
      </details>
    `;
  }

  private choice(title: string, name: string, options: readonly (readonly [string, string])[], value: string, choose: (value: string) => unknown) {
    return html`<label class="field">${title}
      <select name=${name} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
        ${options.map(([option, text]) => html`<option value=${option} ?selected=${option === value}>${text}</option>`)}
      </select></label>`;
  }

  private speak(language: string): void {
    settings.language = language === "zh" ? "zh" : "en";
    save("language", settings.language);
    useLanguage(settings.language);
    this.shownTime = "";
    this.show();
  }

  private dress(theme: string): void {
    settings.theme = THEMES.find((each) => each === theme) ?? "auto";
    save("theme", settings.theme);
    applyTheme(settings.theme);
  }

  private startAnew(): void {
    if (confirm(texts().startAnewAsk)) this.app.startAnew();
  }

  private skip(event: Event): void {
    event.preventDefault();
    this.main.focus();
  }

  private showTime(now: number): void {
    const text = when(now, "clock");
    if (text === this.shownTime) return;
    this.shownTime = text;
    const time = document.getElementById("desk-time");
    if (time) time.textContent = text;
  }
}
