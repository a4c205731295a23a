// One ticket, opened: its clocks, why each is due when it is, what can be done, and what happened.
import type { EventDocument, ReadingDocument, TimelineEventDocument } from "aftersales";
import { html, render, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";

import type { App } from "../app/app";
import { icon } from "../app/icons";
import type { ClockDrawing, TicketView, WallName } from "../engine/protocol";
import { titleText } from "../wall/title";
import { countdown, DESK_ZONE, fill, label, span, texts, when } from "../words/words";
import { Actions } from "./actions";
import { drawing } from "./drawing";

export class TicketPanel {
  readonly root = document.createElement("dialog");
  private readonly actions: Actions;
  private key = "";
  private view: TicketView | undefined;
  private metric = "";
  private drawn: ClockDrawing | undefined;
  private second = -1;
  private validUntil = Number.POSITIVE_INFINITY;

  constructor(
    private readonly app: App,
    private readonly wall: WallName,
    private readonly closed: () => void,
    private readonly timeZone = DESK_ZONE,
  ) {
    this.root.className = "panel";
    this.root.addEventListener("close", () => {
      this.key = "";
      this.closed();
    });
    this.root.addEventListener("click", (event) => {
      // A click beside the panel falls on the dialog's own backdrop.
      if (event.target === this.root) this.root.close();
    });
    this.actions = new Actions(app, () => this.draw(), () => this.load());
  }

  async open(key: string): Promise<void> {
    if (this.key === key && this.root.open) return this.load();
    this.key = key;
    this.metric = "";
    this.actions.reset();
    await this.load();
    if (this.view && !this.root.open && this.key === key) this.root.showModal();
  }

  close(): void {
    if (this.root.open) this.root.close();
  }

  /** Some tickets changed. */
  changed(keys: readonly string[]): void {
    if (this.root.open && keys.includes(this.key)) void this.load();
  }

  /** Called before every frame: readings move once a second, and are asked for again when they no longer hold. */
  frame(now: number): void {
    if (!this.root.open || !this.view) return;
    const second = Math.floor(now / 1000);
    if (second === this.second) return;
    this.second = second;
    if (now >= this.validUntil) void this.load();
    else this.tick(now);
  }

  private async load(): Promise<void> {
    const { key } = this;
    const view = await this.app.engine.view(this.wall, key, this.app.role);
    if (!view || key !== this.key) return;
    this.view = view;
    const metrics = view.readings.map(({ metric }) => metric);
    if (!metrics.includes(this.metric)) this.metric = ["resolution", "first_response"].find((each) => metrics.includes(each)) ?? metrics[0] ?? "";
    this.drawn = this.metric ? await this.app.engine.explain(this.wall, key, this.metric) : undefined;
    const ends = view.readings.flatMap(({ valid_until }) => (valid_until === undefined ? [] : [Date.parse(valid_until)]));
    this.validUntil = Math.min(Number.POSITIVE_INFINITY, ...ends);
    this.draw();
  }

  private draw(): void {
    const { view } = this;
    if (!view) return;
    const words = texts();
    render(html`
      <div class="panel-inner">
        <header class="panel-head">
          <span class="badge" data-priority=${view.words.priority || "none"}>${view.words.priority || "–"}</span>
          <div><h2>${titleText(view.title)}</h2><p>${this.facts(view)}</p></div>
          <button type="button" class="icon-button" aria-label=${words.close} @click=${() => this.root.close()}>${icon("close")}</button>
        </header>
        <section><h3>${words.clocks}</h3>${this.clockTable(view)}</section>
        ${this.drawn ? html`<section><h3>${words.explanation}: ${label("metric", this.metric)}</h3>${this.explained(this.drawn)}</section>` : ""}
        <section><h3>${words.actions}</h3>${this.actions.draw(view)}</section>
        <section><h3>${words.history}</h3>${this.history(view)}</section>
      </div>`, this.root);
    this.root.setAttribute("aria-label", `${view.key} ${titleText(view.title)}`);
    this.tick(this.wall === "desk" ? this.app.now() : view.at);
  }

  private facts(view: TicketView): TemplateResult {
    const { kind, tier, phase, level, wait } = view.words;
    const parts = [kind && label("kind", kind), tier && label("tier", tier), phase && label("phase", phase), level && label("functional_level", level), wait && label("wait_reason", wait)];
    return html`<strong>${view.key}</strong> · ${parts.filter(Boolean).join(" · ")}`;
  }

  private clockTable(view: TicketView): TemplateResult {
    const words = texts();
    return html`<div class="clock-cards">${view.readings.map((reading) => {
      const state = stateOf(reading);
      return html`<button type="button" class="clock-card" data-state=${state} aria-pressed=${reading.metric === this.metric} data-metric=${reading.metric} @click=${() => this.choose(reading.metric)}>
        <span class="name">${label("metric", reading.metric)}${reading.cycle > 1 ? ` · ${reading.cycle}` : ""}</span>
        <strong class="time" data-reading=${view.readings.indexOf(reading)} .textContent=${live(outcome(reading))}></strong>
        <span class="note">${noteOf(reading, this.timeZone)}</span>
        <span class="track"><span class="bar" style=${`transform: scaleX(${Math.min(100, reading.used_percent ?? 0) / 100})`}></span></span>
        <span class="visually-hidden">${words.explain}</span>
      </button>`;
    })}</div>`;
  }

  private explained(drawn: ClockDrawing): TemplateResult {
    const words = texts();
    const { explanation, reading } = drawn;
    const at = (instant: string | undefined) => instant && when(instant, "short", drawn.timeZone);
    const rows: (readonly [string, string | undefined])[] = [
      [words.startedAt, at(reading.started_at)],
      [words.target, reading.target_us === undefined ? undefined : span(reading.target_us)],
      [words.consumed, `${span(reading.consumed_us)}${reading.used_percent === undefined ? "" : ` (${reading.used_percent} %)`}`],
      [words.dueAt, at(reading.due)],
      [words.dueIfResumed, at(reading.due_if_resumed)],
      [words.stoppedAt, at(reading.stopped_at)],
      [words.promisedBy, explanation.target_source],
      [words.calendar, `${explanation.calendar}, ${drawn.timeZone}`],
      [words.tzdb, explanation.tzdb_version],
      [words.revision, explanation.policy_revision],
    ];
    return html`${drawing(drawn, this.wall === "desk" ? this.app.now() : (this.view?.at ?? 0))}
      <dl class="facts">${rows.filter(([, value]) => value).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
  }

  private history(view: TicketView): TemplateResult {
    const words = texts();
    const line = (at: string, name: string, detail: string, by: string) => html`<li><time>${when(at, "short", this.timeZone)}</time><span><strong>${name}</strong>${detail ? html` <span>${detail}</span>` : ""} <small>${by}</small></span></li>`;
    const events = view.events.map((event) => line(event.occurred_at, label("event", event.kind.type), detailOf(event), event.cause ? fill(words.by, event.by.id) : words.itself));
    const timeline = view.timeline.map((event) => line(event.at, timelineName(event), "", ""));
    return html`<ol class="history">${events}${timeline}</ol>`;
  }

  private choose(metric: string): void {
    this.metric = metric;
    void this.load();
  }

  private tick(now: number): void {
    const { view } = this;
    if (!view) return;
    for (const element of this.root.querySelectorAll<HTMLElement>("[data-reading]")) {
      const reading = view.readings[Number(element.dataset["reading"])];
      if (!reading || reading.remaining_us === undefined || reading.state === "stopped" || reading.state === "withdrawn") continue;
      const until = reading.valid_until === undefined ? now : Math.min(now, Date.parse(reading.valid_until));
      const text = countdown(reading.remaining_us / 1000 - reading.rate * (until - view.at));
      if (element.textContent !== text) element.textContent = text;
    }
  }
}

function stateOf(reading: ReadingDocument): string {
  if (reading.state === "stopped") return reading.outcome?.type === "missed" ? "missed" : "met";
  if (reading.state === "withdrawn") return "none";
  if (reading.breached_at !== undefined) return "late";
  if (reading.state === "paused") return "paused";
  return reading.rate === 1 ? "running" : "off";
}

function outcome(reading: ReadingDocument): string {
  if (reading.state === "withdrawn") return label("clock_state", "withdrawn");
  return reading.outcome ? label("clock_outcome", reading.outcome.type) : countdown((reading.remaining_us ?? 0) / 1000);
}

function noteOf(reading: ReadingDocument, timeZone: string): string {
  const { clock } = texts();
  if (reading.outcome) return `${span(reading.outcome.by_us)} ${reading.outcome.type === "missed" ? clock.over : clock.left}`;
  if (reading.state === "paused") return clock.paused;
  if (reading.breached_at !== undefined) return `${clock.late} · ${when(reading.breached_at, "short", timeZone)}`;
  return reading.due === undefined ? "" : fill(clock.due, when(reading.due, "short", timeZone));
}

/** What an event says beyond its name. */
function detailOf({ kind }: EventDocument): string {
  switch (kind.type) {
    case "graded":
    case "grade_overridden":
      return kind.priority;
    case "wait_started":
    case "wait_ended":
      return label("wait_reason", kind.reason);
    case "level_raised":
    case "level_returned":
      return `${kind.to}: ${kind.reason}`;
    case "rule_fired":
      return `${kind.rule} → ${kind.actions.map((action) => ("role" in action ? label("role", action.role) : action.to)).join(", ")}`;
    case "assigned":
      return kind.assignee;
    case "policy_revised":
      return kind.reason ?? "";
    case "reminded":
      return label("reminder", kind.reminder);
    default:
      return "";
  }
}

function timelineName(event: TimelineEventDocument): string {
  switch (event.type) {
    case "started":
      return `${label("event", "opened")} ${event.inputs?.priority ?? ""}`;
    case "agent_message":
      return label("event", "message_sent");
    case "customer_message":
      return label("event", "message_received");
    case "state_entered":
      return label("phase", event.state);
    case "wait_started":
      return label("wait_reason", event.reason);
    case "wait_ended":
      return `${label("event", "wait_ended")} ${label("wait_reason", event.reason)}`;
    case "inputs_changed":
      return `${label("event", "graded")} ${event.inputs.priority ?? ""}`;
    case "stopped":
      return label("event", "completed");
    case "reopened":
      return label("event", "reopened");
    case "withdrawn":
      return label("event", "cancelled");
    case "policy_revised":
      return label("event", "policy_revised");
  }
}
