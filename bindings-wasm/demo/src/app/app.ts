// What every page works with: the engine, the desk's clock, and who acts.
import { atSpeed, deskNow, type DeskClock } from "../engine/clock";
import type { Told } from "../engine/protocol";
import { connect, type Remote } from "../engine/rpc";
import type { Engine } from "../engine/worker";
import { forgetAll, save, settings, storedDesk } from "./settings";

export class App {
  clock: DeskClock = { base: settings.deskTime, real: Date.now(), speed: settings.pace };
  private readonly listeners = new Set<(told: Told) => void>();
  /** Changed tickets as JSON, until they are written down. */
  private readonly pending = new Map<string, string>();
  private saving: number | undefined;
  private leaving = false;

  private constructor(readonly engine: Remote<Engine>) {}

  /** Starts the engine in its worker, with what an earlier visit left. */
  static async start(): Promise<App> {
    const heard: { app?: App } = {};
    const worker = new Worker(new URL("../engine/worker.ts", import.meta.url), { type: "module", name: "engine" });
    const app = new App(await connect<Engine, Told>(worker, (told) => heard.app?.hear(told)));
    heard.app = app;
    app.clock = { ...app.clock, real: Date.now() };
    const stored = storedDesk.load();
    try {
      await app.engine.start(app.clock, stored);
    } catch (error) {
      if (!stored) throw error;
      // What was stored may come from an older page; a desk that cannot be read is begun anew.
      console.warn("the stored desk could not be read", error);
      await app.engine.start(app.clock, undefined);
    }
    if (!stored) save("policies", [JSON.stringify(await app.engine.policy())]);
    addEventListener("pagehide", () => app.keep());
    setInterval(() => app.leaving || save("desk-time", app.now()), 2_000);
    return app;
  }

  /** Forgets all that was stored, and begins as on a first visit. */
  startAnew(): void {
    this.leaving = true;
    const { language, theme } = settings;
    forgetAll();
    save("language", language);
    save("theme", theme);
    location.replace(location.pathname);
  }

  now(): number {
    return deskNow(this.clock);
  }

  get role(): string {
    return settings.role;
  }

  set role(role: string) {
    save("role", (settings.role = role));
  }

  async pace(speed: number): Promise<void> {
    this.clock = atSpeed(this.clock, speed);
    save("pace", (settings.pace = speed));
    await this.engine.setClock(this.clock);
  }

  /** Has `listener` hear what the engine tells, until the function that it returns is called. */
  listen(listener: (told: Told) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private hear(told: Told): void {
    if (told.type === "changed") this.store(told.tickets);
    for (const listener of this.listeners) listener(told);
  }

  /** Writes changed tickets in quiet moments, one at a time, so that no frame waits. */
  private store(tickets: Extract<Told, { readonly type: "changed" }>["tickets"]): void {
    for (const { number, stored } of tickets) this.pending.set(number, stored);
    this.saving ??= whenIdle(() => {
      this.saving = undefined;
      const [next] = this.pending;
      if (next) this.keep(next[0]);
      if (this.pending.size > 0) this.store([]);
    });
  }

  /** Writes down what is pending: one ticket, or all. */
  private keep(only?: string): void {
    if (this.leaving) return;
    for (const [number, stored] of only === undefined ? this.pending : [[only, this.pending.get(only) ?? ""] as const]) {
      storedDesk.save(number, stored);
      this.pending.delete(number);
    }
    if (only === undefined) save("desk-time", this.now());
  }
}

/** Calls when the browser has nothing better to do; browsers that do not say so get a short rest. */
function whenIdle(call: () => void): number {
  return "requestIdleCallback" in window ? requestIdleCallback(call, { timeout: 1_000 }) : setTimeout(call, 100);
}
